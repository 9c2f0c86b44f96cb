"""The box that says of a draft that it is one, and names what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from legation.composing.forms import cell
from legation.diagnostics import Position
from legation.model.document import Block, Column, Paragraph, Role, Row, Table, Text, Title

DRAFT = "DRAFT"


class Omitted(Struct, frozen=True):
    """What a draft leaves out: where it stands, as its box says it, and what is wrong with it.

    Attributes:
        where, what: As named.
        position: The place itself, where it is known.
    """

    where: str
    what: str
    position: Position | None = None


def with_draft_box(blocks: Sequence[Block], omitted: Sequence[Omitted]) -> tuple[Block, ...]:
    """The blocks with a box under the title that says it is a draft, and names what is left out."""
    after = next((n for n, block in enumerate(blocks, 1) if isinstance(block, Title)), 0)
    return (*blocks[:after], *_box(omitted), *blocks[after:])


def _box(omitted: Sequence[Omitted]) -> Iterator[Block]:
    told = (
        "What has an error is left out of it, and named here:"
        if omitted
        else "Nothing is left out."
    )
    words = Text(f"This is a draft, not for use. {told}", bold=True)
    yield Paragraph((words,), Role.LEAD)
    if omitted:
        rows = tuple(Row((cell(entry.where), cell(entry.what))) for entry in omitted)
        columns = Column("Where"), Column("Left out, and why")
        yield Table(columns, rows, description="What the draft leaves out", row_headers=True)
