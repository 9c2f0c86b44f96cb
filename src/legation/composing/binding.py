"""What binds several briefs into one document: its list of contents, and whom to ask about each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from legation.composing.brief import BriefView
from legation.composing.forms import cell, words
from legation.model.document import (
    Block,
    Column,
    Contents,
    ContentsEntry,
    Heading,
    Row,
    Table,
)

_DEEPEST = 2  # level of heading in a list of contents
_MOST = 30  # entries, so that the list stays on one page


def contacts(briefs: Iterable[BriefView]) -> list[Block]:
    """A table of whom to ask about each brief, and who drafted it."""
    rows = [
        Row((cell(brief.title), cell(brief.contact), cell(brief.drafted_by)))
        for brief in briefs
        if brief.contact or brief.drafted_by
    ]
    columns = Column("Brief"), Column("Contact"), Column("Drafted by")
    table = Table(columns, tuple(rows), description="Contacts", row_headers=True)
    return [table] if rows else []


def with_contents(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the entries of their lists of contents: the headings, but for the lists' own.

    Parts of sections are listed too, unless the list would be too long for a page.
    """
    entries = tuple(
        ContentsEntry(block.level, words(block.inlines), block.anchor)
        for block, after in zip_longest(blocks, blocks[1:])
        if isinstance(block, Heading) and block.level <= _DEEPEST
        if not isinstance(after, Contents)
    )
    if len(entries) > _MOST:
        entries = tuple(entry for entry in entries if entry.level == 1)
    return tuple(replace(b, entries=entries) if isinstance(b, Contents) else b for b in blocks)
