"""What a Word file says, read without the code that wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from xml.etree.ElementTree import Element

from legation.building.verifying.banners import is_pictured
from legation.building.verifying.framing import (
    around,
    default_language,
    paper,
    properties,
    scheme,
)
from legation.building.verifying.labels import Labels
from legation.building.verifying.package import Package, Related
from legation.building.verifying.pieces import (
    Kind,
    Odd,
    Piece,
    Said,
    UnreadableError,
    folded,
    levelled,
)
from legation.building.verifying.referring import astray
from legation.building.verifying.seeing import Sight, comments
from legation.building.verifying.strange import strange
from legation.building.verifying.wording import (
    NOTES,
    Notes,
    Reference,
    Styles,
    Stylesheet,
    drawings,
    lines,
    said,
    seen,
    value,
    w,
)

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BOOKMARK = re.compile(r"_Brief\d*")
_HOLDERS = frozenset(map(w, ("tbl", "tr", "tc", "sdt", "sdtContent")))


def read(data: bytes, *, framed: bool = False) -> Said:
    """What a Word file says.

    Args:
        data: Its bytes.
        framed: Whether its text is a Word template's, and the brief's only what is marked as such.

    Raises:
        UnreadableError: It is none, is damaged, or is larger than is read.
    """
    package = Package(data)
    document = package.tree(package.main)
    body = document.find(w("body")) if document is not None else None
    if body is None:
        raise UnreadableError("it has no text")
    related = package.related(package.main)
    brief = list(_brief(body))
    dressed = framed or bool(brief)
    brief = brief if dressed else list(seen(body))
    reader = _Reader(package, related, dressed=dressed)
    if dressed:
        reader.count(body)
    reader.blocks(brief)
    reader.notes()
    told = properties(package)
    if told.as_of is None:
        raise UnreadableError("it does not say of which day it speaks")
    links = {each.target for each in reader.links(brief)}
    return Said(
        levelled(reader.pieces),
        tuple(around(package, related, body)),
        frozenset(links),
        told.title,
        told.as_of,
        dressed=dressed,
        author=told.author,
        language=told.language or default_language(reader.part("styles")),
        odd=tuple(reader.odd(body, brief, paper(document))),
    )


class _Reader:
    """Reads the body of one file, then its notes."""

    def __init__(self, package: Package, related: dict[str, Related], *, dressed: bool) -> None:
        self.pieces: list[Piece] = []
        self._package = package
        self._related = related
        self._styles = Styles(self.part("styles"))
        sheet = Stylesheet(self.part("styles"))
        self._labels = Labels(self.part("numbering"), sheet, house=dressed)
        self._notes = Notes()
        self._rows = count(1)
        self._numbers: dict[str, str] = {}

    def blocks(self, children: Iterable[Element], row: int = 0) -> None:
        """Read paragraphs and tables; those of a cell, in a row of a number."""
        for child in children:
            if child.tag == w("p"):
                self._paragraph(child, row)
            elif child.tag == w("tbl"):
                self._table(child)
            elif child.tag not in (w("del"), w("moveFrom"), w("sdtPr"), w("tcPr")):
                self.blocks(seen(child), row)  # a content control, an insertion

    def count(self, body: Element) -> None:
        """Count all notes, since a Word template's own text may cite some between those of the brief."""
        for paragraph in body.iter(w("p")):
            for _ in said(paragraph, self._notes):
                pass

    def notes(self) -> None:
        """Read the notes that were cited, in the order of their numbers."""
        parts = {kind: self.part(kind) for kind in ("footnotes", "endnotes")}
        found = {
            Reference(kind, value(note, "id")): note
            for kind, part in parts.items()
            for note in (part if part is not None else ())
        }
        for reference, number in self._notes.numbers.items():
            label, _, words = lines(found.get(reference), str(number)).partition("\t")
            # Word shows the number of an endnote bare, and of a listed source in brackets.
            self._add(Kind.LABEL, f"[{label}]" if reference.kind == "endnotes" else label)
            self._add(Kind.TEXT, words)

    def links(self, brief: list[Element]) -> Iterator[Related]:
        """The addresses that links of the brief and the notes lead to."""
        parts = [(element, self._related) for element in brief]
        for each in self._related.values():
            notes = each.type in ("footnotes", "endnotes")
            tree = self._package.tree(each.target) if notes else None
            if tree is not None:
                parts.append((tree, self._package.related(each.target)))
        for tree, known in parts:
            for link in tree.iter(w("hyperlink")):
                target = known.get(link.get(f"{_R}id", ""))
                if target is not None and target.external:
                    yield target

    def odd(self, body: Element, brief: list[Element], paper: str) -> Iterator[Odd]:
        """What of the words of the brief, the notes, and at the head and foot does not stand plainly."""
        parts = (e.target for e in self._related.values() if e.type in ("header", "footer"))
        edges = [tree for tree in map(self._package.tree, parts) if tree is not None]
        colours = scheme(self.part("theme"), self.part("settings"))
        sight = Sight(self.part("styles"), colours, paper, pictured=is_pictured(body, edges))
        notes = filter(None, map(self.part, ("footnotes", "endnotes")))
        text = [*brief, *notes]
        yield from sight.odd(text)
        yield from strange(text)
        yield from astray(text, body, self._numbers)
        yield from comments(self.part("comments"))
        yield from sight.odd(edges, around=True)

    def part(self, kind: str) -> Element | None:
        """The part of a kind, if there is one."""
        targets = (each.target for each in self._related.values() if each.type == kind)
        return next(map(self._package.tree, targets), None)

    def _paragraph(self, paragraph: Element, row: int) -> None:
        label = self._labels.of(paragraph)
        self._add(Kind.LABEL, label)
        words = "".join(said(paragraph, self._notes))
        self._number(paragraph, label)
        level = None if row else self._styles.level(paragraph)
        if level is None:
            self._add(Kind.CELL if row else Kind.TEXT, words, row=row)
        else:
            self._add(Kind.HEADING, words, level=level)
        for drawn in drawings(paragraph):
            self._add(Kind.TOLD, drawn.description)
            self._add(Kind.DRAWN, drawn.words)

    def _number(self, paragraph: Element, label: str) -> None:
        """Note by what numbers a paragraph's bookmarks are known: of the first note within, else its own."""
        open_: dict[str, str] = {}
        for mark in paragraph.iter():
            if mark.tag == w("bookmarkStart"):
                name = open_[value(mark, "id")] = value(mark, "name").lower()
                self._numbers[name] = label
            elif mark.tag == w("bookmarkEnd"):
                open_.pop(value(mark, "id"), None)
            elif mark.tag in NOTES:
                number = self._notes.number(Reference(NOTES[mark.tag], value(mark, "id")))
                self._numbers |= dict.fromkeys(open_.values(), str(number))
                open_.clear()

    def _table(self, table: Element) -> None:
        self._add(Kind.TOLD, value(table.find(f"{w('tblPr')}/{w('tblDescription')}")))
        for row in _within(table, w("tr")):
            number = next(self._rows)
            for cell in _within(row, w("tc")):
                self.blocks(seen(cell), number)

    def _add(self, kind: Kind, text: str, *, level: int = 0, row: int = 0) -> None:
        words = folded(text)
        if words:
            self.pieces.append(Piece(kind, words, level, row))


def _brief(element: Element) -> Iterator[Element]:
    """What in a letterhead is the brief: what the bookmark `_Brief` is around, or several of them."""
    children = list(seen(element))
    end = 0
    for place, child in enumerate(children):
        if place < end:
            continue
        if _begins(child):
            number = value(child, "id")
            ends = (n for n in range(place + 1, len(children)) if _ends(children[n], number))
            end = next(ends, len(children))
            yield from children[place:end]
        elif child.tag in _HOLDERS:
            yield from _brief(child)


def _begins(element: Element) -> bool:
    return element.tag == w("bookmarkStart") and bool(_BOOKMARK.fullmatch(value(element, "name")))


def _ends(element: Element, bookmark: str) -> bool:
    return element.tag == w("bookmarkEnd") and value(element, "id") == bookmark


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, some of which content controls hold."""
    for child in seen(parent):
        if child.tag == tag:
            yield child
        elif child.tag in (w("sdt"), w("sdtContent"), w("ins"), w("customXml")):
            yield from _within(child, tag)
