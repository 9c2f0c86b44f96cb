"""The list of contents: its entries, and where a document that calls for none may be given one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from msgspec.structs import replace

from legation.composing.forms import words
from legation.model.document import (
    Block,
    Contents,
    ContentsEntry,
    Document,
    Heading,
    Paragraph,
    Passage,
    Role,
    Text,
)

_DEEPEST = 2  # level of heading in a list of contents
_MOST = 30  # entries, so that the list stays on one page


def with_contents(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the entries of their lists of contents: the headings, but for the lists' own."""
    entries = _entries(blocks)
    return tuple(replace(b, entries=entries) if isinstance(b, Contents) else b for b in blocks)


def place_of_contents(document: Document) -> int | None:
    """The number of the heading before which a document may be given a list; None where it has no need.

    It stands behind the title block and the bottom line, which a reader is to see first. There is no need
    where the document has a list, is held to a number of pages, or has fewer than two sections to list.
    """
    blocks = document.blocks
    sections = [n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.level == 1]
    if document.pages or len(sections) < 2 or any(isinstance(b, Contents) for b in blocks):
        return None
    return next((n for n in sections if not _is_bottom_line(blocks[n + 1 :])), None)


def contents(document: Document) -> tuple[Block, ...]:
    """The list of a document's contents, beneath its heading."""
    heading = Heading(1, (Text("Contents"),), "contents")
    return heading, Contents(_entries(document.blocks))


def _is_bottom_line(after: Sequence[Block]) -> bool:
    """Whether what comes first after a heading is the bottom line."""
    return bool(after) and isinstance(after[0], Paragraph) and after[0].role is Role.LEAD


def _entries(blocks: Sequence[Block]) -> tuple[ContentsEntry, ...]:
    """An entry for each heading of a section, and of its parts unless a page would not hold them all."""
    entries = tuple(
        ContentsEntry(block.level, _said(block), block.anchor)
        for block, after in zip_longest(blocks, blocks[1:])
        if isinstance(block, Heading | Passage) and 0 < block.level <= _DEEPEST
        if not isinstance(after, Contents)
    )
    if len(entries) > _MOST:
        entries = tuple(entry for entry in entries if entry.level == 1)
    return entries


def _said(heading: Heading | Passage) -> str:
    return words(heading.inlines) if isinstance(heading, Heading) else heading.said
