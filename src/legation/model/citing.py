"""Where a document cites its sources, in the order of reading: block by block, tables row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from legation.model.document import Block, Cite, Heading, List, Paragraph, Passage, Table, Title

MOST_NOTES = 200
"""The citations up to which sources can be notes; with more of them, word processors slow down."""


def citations(blocks: Iterable[Block]) -> Iterator[Cite]:
    """The citations in some blocks."""
    for block in blocks:
        match block:
            case Title() | Heading() | Paragraph():
                yield from (inline for inline in block.inlines if isinstance(inline, Cite))
            case Passage():
                filled = (inline for fill in block.fills for inline in fill.inlines)
                yield from (inline for inline in filled if isinstance(inline, Cite))
            case List():
                for item in block.items:
                    yield from citations(item.blocks)
            case Table():
                for row in block.rows:
                    yield from citations(chain.from_iterable(row.cells))


def takes_notes(blocks: Iterable[Block]) -> bool:
    """Whether there are few enough citations in some blocks for their sources to be notes."""
    return next(islice(citations(blocks), MOST_NOTES, None), None) is None
