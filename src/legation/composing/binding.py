"""What binds a document together: the contacts of its parts, its list of contents, the box of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from legation.composing.brief import BriefView
from legation.model.document import (
    Block,
    Cell,
    Column,
    Contents,
    ContentsEntry,
    Heading,
    Inlines,
    Link,
    Paragraph,
    Role,
    Row,
    Table,
    Text,
    Title,
)

DRAFT = "DRAFT"
_DEEPEST = 2  # level of heading in a list of contents


class Omitted(Struct, frozen=True):
    """What a draft leaves out: where it stands, and what is wrong with it."""

    where: str
    what: str


def contacts(briefs: Iterable[BriefView]) -> list[Block]:
    """A table of whom to ask about each brief, and who drafted it."""
    rows = [
        Row((_cell(brief.title), _cell(brief.contact), _cell(brief.drafted_by)))
        for brief in briefs
        if brief.contact or brief.drafted_by
    ]
    columns = Column("Brief"), Column("Contact"), Column("Drafted by")
    table = Table(columns, tuple(rows), description="Contacts", row_headers=True)
    return [table] if rows else []


def with_contents(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the entries of their lists of contents: every heading but those far down."""
    entries = tuple(
        ContentsEntry(block.level, _words(block.inlines), block.anchor)
        for block in blocks
        if isinstance(block, Heading) and block.level <= _DEEPEST
    )
    return tuple(replace(b, entries=entries) if isinstance(b, Contents) else b for b in blocks)


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
        rows = tuple(Row((_cell(entry.where), _cell(entry.what))) for entry in omitted)
        columns = Column("Where"), Column("Left out, and why")
        yield Table(columns, rows, description="What the draft leaves out", row_headers=True)


def _cell(text: str) -> Cell:
    return (Paragraph((Text(text),)),)


def _words(inlines: Inlines) -> str:
    texts = (i.children if isinstance(i, Link) else (i,) for i in inlines)
    return "".join(text.text for group in texts for text in group if isinstance(text, Text))
