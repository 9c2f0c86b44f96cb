"""WordprocessingML (ECMA-376 Part 1, 17) as a reader sees it: what a paragraph says, and what it is.

Seen through: content controls, insertions, fields (which show their last result), links, and alternative
content, of which the first choice counts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_GROUP = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}wgp"


def w(name: str) -> str:
    """A name of WordprocessingML's own."""
    return f"{{{_W}}}{name}"


_ALTERNATIVES, _CHOICE, _FALLBACK = (
    f"{{{_MC}}}{name}" for name in ("AlternateContent", "Choice", "Fallback")
)
_SKIPPED = {w(name) for name in "pPr rPr sdtPr sdtEndPr del moveFrom drawing pict object".split()}
_CHARACTERS = {w("tab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "\u2011", w("ptab"): "\t"}
_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_OWN_NUMBERS = {w("footnoteRef"), w("endnoteRef")}
_LEVELS = {"title": 0, "toc heading": 1}
_DEEPEST_STYLE = 20


def value(element: Element | None, name: str = "val") -> str:
    """An attribute of WordprocessingML's own; empty where there is none."""
    return element.get(w(name), "") if element is not None else ""


class Reference(NamedTuple):
    """A note that a paragraph cites: of the foot or the end, and its id."""

    kind: str
    id: str


class Notes:
    """Counts the notes as Word does: in the order of the text, from 1 (17.11).

    Attributes:
        numbers: Of the notes cited so far, in that order.
    """

    def __init__(self) -> None:
        self.numbers: dict[Reference, int] = {}
        self._counted: Counter[str] = Counter()

    def number(self, reference: Reference) -> int:
        """The number of a note."""
        if reference not in self.numbers:
            self._counted[reference.kind] += 1
            self.numbers[reference] = self._counted[reference.kind]
        return self.numbers[reference]


def said(element: Element, notes: Notes, own: str = "") -> Iterator[str]:
    """What a paragraph says, in pieces, without the drawings that are anchored in it.

    Args:
        element: The paragraph.
        notes: Counts those that it cites.
        own: The number of the note that it belongs to, if any.
    """
    for child in seen(element):
        tag = child.tag
        if tag == w("t"):
            yield child.text or ""
        elif tag == w("br"):
            yield "" if value(child, "type") == "page" else "\n"
        elif tag in _CHARACTERS:
            yield _CHARACTERS[tag]
        elif tag in _OWN_NUMBERS:
            yield own
        elif tag in _NOTES:
            number = notes.number(Reference(_NOTES[tag], value(child, "id")))
            # A raised number keeps clear of the word before; one in brackets does anyway.
            yield f" {number}" if tag == w("footnoteReference") else str(number)
        elif tag not in _SKIPPED:
            code = value(child, "instr") or (child.text or "" if tag == w("instrText") else "")
            if "NOTEREF" in code and "\\f" in code:  # such a number, that is cited again
                yield " "
            yield from said(child, notes, own)


class Drawn(NamedTuple):
    """A drawing: what a screen reader says of it, and what its text boxes say."""

    description: str
    words: str


def drawings(element: Element) -> Iterator[Drawn]:
    """The groups of shapes that are anchored in a paragraph."""
    for child in seen(element):
        if child.tag != w("drawing"):
            yield from drawings(child)
        elif any(child.iter(_GROUP)):
            description = next(
                (each.get("descr", "") for each in child.iter(f"{{{_WP}}}docPr")), ""
            )
            boxes = (box for each in child.iter(w("txbxContent")) for box in each.iter(w("p")))
            lines = ("".join(said(paragraph, Notes())) for paragraph in boxes)
            yield Drawn(description, " ".join(lines))


def seen(element: Element) -> Iterator[Element]:
    """An element's children as they are shown: of alternative content, the first choice's."""
    for child in element:
        if child.tag != _ALTERNATIVES:
            yield child
            continue
        chosen = child.find(_CHOICE)
        chosen = child.find(_FALLBACK) if chosen is None else chosen
        yield from chosen if chosen is not None else ()


class Styles:
    """Tells by its style whether a paragraph is a heading (17.7, 17.3.1.20).

    Styles are told by their names, which are the same in every language, or by the level that they give
    in an outline; those that are based on a heading are headings.
    """

    def __init__(self, tree: Element | None) -> None:
        styles = tree.iter(w("style")) if tree is not None else ()
        self._styles = {value(style, "styleId"): style for style in styles}
        self._levels: dict[str, int | None] = {}

    def level(self, paragraph: Element) -> int | None:
        """The level of a heading, 0 for the title; None for any other paragraph."""
        own = value(paragraph.find(f"{w('pPr')}/{w('outlineLvl')}"))
        if own.isdecimal():
            return int(own) + 1 if int(own) < 9 else None
        name = value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        if name not in self._levels:
            self._levels[name] = self._of_style(name)
        return self._levels[name]

    def _of_style(self, name: str) -> int | None:
        for _ in range(_DEEPEST_STYLE):
            style = self._styles.get(name)
            if style is None:
                return None
            called = value(style.find(w("name"))).lower()
            if called in _LEVELS:
                return _LEVELS[called]
            if found := re.fullmatch(r"heading ([1-9])", called):
                return int(found[1])
            outline = value(style.find(f"{w('pPr')}/{w('outlineLvl')}"))
            if outline.isdecimal():
                return int(outline) + 1 if int(outline) < 9 else None
            name = value(style.find(w("basedOn")))
        return None


class Labels:
    """Counts the items of lists as Word does: each list by itself, from its start (17.9)."""

    def __init__(self, tree: Element | None) -> None:
        lists = tree.findall(w("num")) if tree is not None else []
        definitions = tree.findall(w("abstractNum")) if tree is not None else []
        self._lists = {value(each, "numId"): each for each in lists}
        self._definitions = {value(each, "abstractNumId"): each for each in definitions}
        self._counted: defaultdict[tuple[str, str], int] = defaultdict(int)
        self._known: dict[tuple[str, str], tuple[str, int]] = {}

    def of(self, paragraph: Element) -> str:
        """The label of a paragraph, counting it; empty for a bullet, and for what is in no list."""
        properties = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        if properties is None:
            return ""
        at = value(properties.find(w("numId"))), value(properties.find(w("ilvl"))) or "0"
        if at not in self._known:
            self._known[at] = self._look_up(*at)
        pattern, start = self._known[at]
        number = start + self._counted[at]
        self._counted[at] += 1
        return re.sub(r"%\d", str(number), pattern)

    def _look_up(self, list_: str, level: str) -> tuple[str, int]:
        """The pattern of a label, empty for a bullet, and the first number."""
        number = self._lists.get(list_)
        if number is None:
            return "", 1
        definition = self._definitions.get(value(number.find(w("abstractNumId"))))
        found = _of_level(definition, "lvl", level)
        override = _of_level(number, "lvlOverride", level)
        own = override.find(w("lvl")) if override is not None else None
        found = found if own is None else own
        if found is None or value(found.find(w("numFmt"))) == "bullet":
            return "", 1
        start = value(found.find(w("start")))
        if override is not None:
            start = value(override.find(w("startOverride"))) or start
        return value(found.find(w("lvlText"))), int(start) if start.isdecimal() else 1


def _of_level(parent: Element | None, name: str, level: str) -> Element | None:
    children = parent.findall(w(name)) if parent is not None else []
    return next((each for each in children if value(each, "ilvl") == level), None)
