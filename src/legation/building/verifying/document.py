"""What a document says, in pieces, and which of them are its headings, events, figures and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from legation.building.verifying.pieces import Kind, Piece, folded, levelled, together
from legation.model.addresses import address
from legation.model.document import (
    Block,
    Break,
    Cite,
    Contents,
    Document,
    Figure,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    ListItem,
    ListKind,
    Paragraph,
    Passage,
    Table,
    Text,
    Timeline,
    Title,
)
from legation.model.drawing import Label
from legation.text.lines import SOFT_HYPHEN


class Aspect(StrEnum):
    """What is counted of a document."""

    HEADINGS = "headings"
    EVENTS = "events"
    DATES = "dates"
    FIGURES = "figures"
    SOURCES = "sources"


class Unit(Struct, frozen=True):
    """One heading, event, date, figure or source: its pieces, from the first to before the last."""

    aspect: Aspect
    first: int
    end: int


class Told(Struct, frozen=True):
    """What a document says.

    Attributes:
        pieces: In the order of reading.
        units: What is counted of it.
        links: The addresses that it leads to.
        struck: The words that are struck through, those that stand together as one.
    """

    pieces: tuple[Piece, ...]
    units: tuple[Unit, ...]
    links: frozenset[str]
    struck: tuple[str, ...]


# How the tables begin whose rows are events, or figures.
_ROWS: dict[tuple[str, ...], Aspect] = {
    ("Date", "Event"): Aspect.EVENTS,
    ("Figure", "Value"): Aspect.FIGURES,
}


def told(document: Document) -> Told:
    """What a document says.

    Args:
        document: Settled, with the pages in its lists of contents.
    """
    teller = _Teller()
    for block in document.blocks:
        teller.block(block)
    teller.finish()
    links = frozenset(filter(None, teller.links))
    return Told(levelled(teller.pieces), tuple(teller.units), links, tuple(teller.struck))


class _Teller:
    """Goes through the blocks of one document."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.units: list[Unit] = []
        self.links: set[str] = set()
        self.struck: list[str] = []
        self._notes: list[Footnote] = []
        self._rows = 0

    def block(self, block: Block) -> None:
        match block:
            case Title(inlines):
                self._heading(0, inlines)
            case Heading(level, inlines):
                self._heading(level, inlines)
            case Paragraph(inlines):
                self._inlines(Kind.TEXT, inlines)
            case List():
                self._list(block)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case Contents():
                self._contents(block)
            case Timeline():
                raise TypeError("a settled document has no timeline still to be laid out")
            case Passage():
                self._notes += (note for fill in block.fills for note in _notes(fill.inlines))

    def finish(self) -> None:
        """Add the footnotes."""
        for note in self._notes:
            first = len(self.pieces)
            self._add(Kind.LABEL, str(note.number))
            self._inlines(Kind.TEXT, note.says)
            self._count(Aspect.SOURCES, first)

    def _item(self, kind: ListKind, number: int, item: ListItem) -> None:
        first = len(self.pieces)
        if kind is not ListKind.BULLET:
            self._add(Kind.LABEL, f"[{number}]" if kind is ListKind.SOURCE else f"{number}.")
        for block in item.blocks:
            self.block(block)
        if kind is ListKind.SOURCE:
            self._count(Aspect.SOURCES, first)

    def _table(self, table: Table) -> None:
        self._add(Kind.TEXT, table.caption)
        self._add(Kind.TOLD, table.description)
        headers = tuple(column.header for column in table.columns)
        if table.header_row:
            self._rows += 1
            for header in headers:
                self._add(Kind.CELL, header, row=self._rows)
        aspect = _ROWS.get(headers[:2])
        for row in table.rows:
            self._rows += 1
            first = len(self.pieces)
            for number, cell in enumerate(row.cells):
                for paragraph in cell:
                    self._inlines(Kind.CELL, paragraph.inlines, row=self._rows)
                if aspect is Aspect.EVENTS and number == 0:
                    self._count(Aspect.DATES, first)
            if aspect is not None:
                self._count(aspect, first)

    def _figure(self, figure: Figure) -> None:
        self._add(Kind.TEXT, figure.caption)
        self._add(Kind.TOLD, figure.description)
        labels = (shape for shape in figure.drawing.shapes if isinstance(shape, Label))
        lines = (_at_the_end(line) for label in labels for line in label.lines)
        self._add(Kind.DRAWN, " ".join(lines))

    def _contents(self, contents: Contents) -> None:
        for entry in contents.entries:
            self._add(Kind.TEXT, f"{entry.text} {entry.page or ''}")

    def _heading(self, level: int, inlines: Inlines) -> None:
        first = len(self.pieces)
        self._inlines(Kind.HEADING, inlines, level=level)
        self._count(Aspect.HEADINGS, first)

    def _list(self, block: List) -> None:
        for number, item in enumerate(block.items, block.start):
            self._item(block.kind, number, item)

    def _count(self, aspect: Aspect, first: int) -> None:
        """Count what was added last as one, unless nothing was."""
        if len(self.pieces) > first:
            self.units.append(Unit(aspect, first, len(self.pieces)))

    def _inlines(self, kind: Kind, inlines: Inlines, *, level: int = 0, row: int = 0) -> None:
        self._add(kind, _words(inlines), level=level, row=row)
        self._notes += _notes(inlines)
        self.struck += together((each.text, each.struck) for each in _texts(inlines))
        self.links.update(address(each.url) for each in inlines if isinstance(each, Link))

    def _add(self, kind: Kind, text: str, *, level: int = 0, row: int = 0) -> None:
        """Add a piece, unless it says nothing."""
        words = folded(text)
        if words:
            self.pieces.append(Piece(kind, words, level, row))


def _notes(inlines: Inlines) -> Iterator[Footnote]:
    """The footnotes that are cited there first."""
    return (each for each in inlines if isinstance(each, Footnote) and each.says)


def _at_the_end(line: str) -> str:
    """A line of a label as it is seen: a soft hyphen is one at the end."""
    bare = line.removesuffix(SOFT_HYPHEN)
    return line if bare == line else f"{bare}-"


def _texts(inlines: Inlines) -> Iterator[Text]:
    """The inlines as texts; the number of a source or note is one too."""
    for inline in inlines:
        match inline:
            case Text():
                yield inline
            case Link(_, children):
                yield from children
            case Cite() | Footnote():
                yield Text(_said(inline))


def _words(inlines: Sequence[Inline]) -> str:
    return "".join(map(_said, inlines))


def _said(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case Break():
            return "\n"
        case Link(_, children):
            return _words(children)
        case Cite(number):
            return f"[{number}]"
        case Footnote(number):
            return f" {number}"  # raised, it keeps clear of the word before
