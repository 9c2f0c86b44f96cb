"""Footnotes: a document's list of sources taken apart, each source put where it is first cited.

A footnote's number is its place in the order of reading, as Word counts them: blocks one after the other,
tables row by row and cell by cell. What no text cites stays in the list, numbered on from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.model.document import (
    Break,
    Cite,
    Contents,
    Footnote,
    Heading,
    List,
    ListKind,
    PageBreak,
    Paragraph,
    Passage,
    Table,
    Text,
    Title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from legation.model.document import Block, Document, Inline, Inlines, Link, ListItem, Row

_BLANKS = " \u00a0"


def with_footnotes(document: Document) -> Document:
    """The document with its sources as footnotes, in place of those of its list that are cited.

    A list of sources that is left empty goes, with the heading that then has nothing beneath it, and
    that heading's entry in a list of contents.
    """
    said = {
        item.anchor: tuple(_said(item.blocks))
        for block in reversed(document.blocks)
        if isinstance(block, List) and block.kind is ListKind.SOURCE
        for item in reversed(block.items)  # of two by one name, the first counts
    }
    noting = _Noting({anchor: says for anchor, says in said.items() if anchor and says})
    blocks = [noting.block(block) for block in document.blocks]
    kept = _without_empty_sections([noting.rest(block) for block in blocks])
    return replace(document, blocks=tuple(_with_true_contents(kept)))


def _said(blocks: Iterable[Paragraph | List]) -> Iterator[Text | Break | Link]:
    """What the blocks of a source say, their paragraphs on lines of their own."""
    for number, paragraph in enumerate(_paragraphs(blocks)):
        if number:
            yield Break()
        yield from (i for i in paragraph.inlines if not isinstance(i, Cite | Footnote))


def _paragraphs(blocks: Iterable[Paragraph | List]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for item in block.items:
                yield from _paragraphs(item.blocks)


class _Noting:
    """Puts footnotes into a document's blocks, in the order of reading.

    Args:
        sources: What each source says, by the anchor that citations lead to.
    """

    def __init__(self, sources: dict[str, tuple[Text | Break | Link, ...]]) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}

    def block(self, block: Block) -> Block:
        """The block with footnotes for its citations."""
        match block:
            case Title() | Heading() | Paragraph():
                inlines = self._inlines(block.inlines)
                return block if inlines is block.inlines else replace(block, inlines=inlines)
            case List():
                return self._list(block)
            case Table():
                return replace(block, rows=tuple(map(self._row, block.rows)))
            case Passage():
                fills = (replace(f, inlines=self._inlines(f.inlines)) for f in block.fills)
                return replace(block, fills=tuple(fills))
        return block

    def rest(self, block: Block) -> Block | None:
        """The block without the sources that became footnotes; None for a list of nothing else."""
        if not (isinstance(block, List) and block.kind is ListKind.SOURCE and block.items):
            return block
        items = tuple(item for item in block.items if item.anchor not in self._numbers)
        start = block.start + len(self._numbers)
        return replace(block, items=items, start=start) if items else None

    def _list(self, block: List) -> List:
        return replace(block, items=tuple(map(self._item, block.items)))

    def _item(self, item: ListItem) -> ListItem:
        blocks = (
            self._list(block)
            if isinstance(block, List)
            else replace(block, inlines=self._inlines(block.inlines))
            for block in item.blocks
        )
        return replace(item, blocks=tuple(blocks))

    def _row(self, row: Row) -> Row:
        return replace(
            row,
            cells=tuple(
                tuple(replace(each, inlines=self._inlines(each.inlines)) for each in cell)
                for cell in row.cells
            ),
        )

    def _inlines(self, inlines: Inlines) -> Inlines:
        """The inlines with footnotes for citations, each right behind the word before it."""
        if not any(isinstance(inline, Cite) for inline in inlines):
            return inlines
        result: list[Inline] = []
        for inline in inlines:
            if isinstance(inline, Cite) and inline.target in self._sources:
                _close_up(result)
                inline = self._footnote(inline.target)
            result.append(inline)
        return tuple(result)

    def _footnote(self, anchor: str) -> Footnote:
        known = self._numbers.get(anchor)
        if known is not None:
            return Footnote(known, anchor)
        number = self._numbers[anchor] = len(self._numbers) + 1
        return Footnote(number, anchor, self._sources[anchor])


def _close_up(inlines: list[Inline]) -> None:
    """Take blanks from the end of a text, and see to one between two footnotes, which keeps them apart."""
    match inlines:
        case [*_, Footnote()]:
            inlines.append(Text(" "))
        case [*before, Text(text) as last]:
            kept = text.rstrip(_BLANKS)
            if kept:
                inlines[-1] = replace(last, text=kept)
            elif not (before and isinstance(before[-1], Footnote)):
                inlines.pop()


def _without_empty_sections(blocks: Sequence[Block | None]) -> list[Block]:
    """The blocks that are left, without headings and a page break that lost all that followed them."""
    kept: list[Block] = []  # from the last to the first
    lost = False
    for block in reversed(blocks):
        after = kept[-1] if kept else None
        if block is None or (lost and _stands_for_nothing(block, after)):
            lost = True
        else:
            lost = False
            kept.append(block)
    return kept[::-1]


def _stands_for_nothing(block: Block, after: Block | None) -> bool:
    match block, after:
        case Heading() | PageBreak(), None:
            return True
        case Heading(), PageBreak():
            return True
        case Heading(level), Heading(next_level):
            return next_level <= level
    return False


def _with_true_contents(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, their lists of contents with entries of headings that there are."""
    anchors = {block.anchor for block in blocks if isinstance(block, Heading | Passage)}
    for block in blocks:
        if isinstance(block, Contents):
            entries = tuple(entry for entry in block.entries if entry.anchor in anchors)
            yield replace(block, entries=entries)
        else:
            yield block
