"""WordprocessingML (ECMA-376 Part 1, 17) as a reader sees it: what a paragraph says, and what it is.

Seen through: content controls, insertions, fields (which show their last result), links, and alternative
content, of which the first choice counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_GROUP = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}wgp"


def w(name: str) -> str:
    """A name of WordprocessingML's own."""
    return f"{{{_W}}}{name}"


ANCHOR = f"{{{_WP}}}anchor"
"""A drawing that floats."""

OFF = ("0", "false", "off")
"""How it is said that something is not so."""

_ALTERNATIVES, _CHOICE, _FALLBACK = (
    f"{{{_MC}}}{name}" for name in ("AlternateContent", "Choice", "Fallback")
)
PROPERTIES = frozenset(map(w, ("pPr", "rPr", "sdtPr", "sdtEndPr")))
"""What says how its parent looks."""

DRAWN = frozenset(map(w, ("drawing", "pict", "object")))
"""What holds a drawing, of any age."""

_SAYING = frozenset(map(w, ("t", "delText", "p", "tab", "br")))  # the last three as a blank
_SKIPPED = PROPERTIES | DRAWN | {w("del"), w("moveFrom")}
_CHARACTERS = {w("tab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "\u2011", w("ptab"): "\t"}
NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
"""What refers to a note, and of which kind it is."""

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
        elif tag == w("sym"):
            yield _symbol(value(child, "char"))
        elif tag == w("br"):
            yield "" if value(child, "type") == "page" else "\n"
        elif tag in _CHARACTERS:
            yield _CHARACTERS[tag]
        elif tag in _OWN_NUMBERS:
            yield own
        elif tag in NOTES:
            number = notes.number(Reference(NOTES[tag], value(child, "id")))
            # A raised number keeps clear of the word before; one in brackets does anyway.
            yield f" {number}" if tag == w("footnoteReference") else str(number)
        elif tag not in _SKIPPED:
            code = value(child, "instr") or (child.text or "" if tag == w("instrText") else "")
            if "NOTEREF" in code and "\\f" in code:  # such a number, that is cited again
                yield " "
            yield from said(child, notes, own)


def _symbol(code: str) -> str:
    """The sign of a font for symbols that a code stands for (17.3.3.30)."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def lines(element: Element | None, own: str = "") -> str:
    """What all paragraphs of an element say, which may be a note of a number."""
    return " ".join("".join(said(each, Notes(), own)) for each in paragraphs(element))


def paragraphs(element: Element | None) -> Iterable[Element]:
    """All paragraphs of an element, if there is one."""
    return element.iter(w("p")) if element is not None else ()


def words_of(element: Element) -> str:
    """All words in an element, also such as are taken out by a tracked change."""
    return " ".join(
        "".join(each.text or " " for each in element.iter() if each.tag in _SAYING).split()
    )


class Drawn(NamedTuple):
    """A drawing: what a screen reader says of it, and what its text boxes say."""

    description: str
    words: str


def drawings(element: Element) -> Iterator[Drawn]:
    """The groups of shapes that are anchored in a paragraph."""
    for child in seen(element):
        if child.tag != w("drawing"):
            yield from drawings(child)
        elif is_group(child):
            description = next(
                (each.get("descr", "") for each in child.iter(f"{{{_WP}}}docPr")), ""
            )
            boxes = (box for each in child.iter(w("txbxContent")) for box in each.iter(w("p")))
            lines = ("".join(said(paragraph, Notes())) for paragraph in boxes)
            yield Drawn(description, " ".join(lines))


def is_group(drawn: Element) -> bool:
    """Whether a drawing is a group of shapes, as timelines are."""
    return any(True for _ in drawn.iter(_GROUP))


def is_behind(drawn: Element) -> bool:
    """Whether a drawing lies behind the text (20.4.2.3)."""
    return any(each.get("behindDoc") not in (None, *OFF) for each in drawn.iter(ANCHOR))


def seen(element: Element) -> Iterator[Element]:
    """An element's children as they are shown: of alternative content, the first choice's."""
    for child in element:
        if child.tag != _ALTERNATIVES:
            yield child
            continue
        chosen = child.find(_CHOICE)
        chosen = child.find(_FALLBACK) if chosen is None else chosen
        yield from chosen if chosen is not None else ()


class Stylesheet:
    """The styles of a file (17.7).

    Attributes:
        default: The id of the style of paragraphs that name none.
        defaults: What holds where no style says otherwise.
    """

    def __init__(self, tree: Element | None) -> None:
        styles = list(tree.iter(w("style"))) if tree is not None else []
        self._styles = {value(style, "styleId"): style for style in styles}
        usual = (s for s in styles if value(s, "default") and value(s, "type") == "paragraph")
        self.default = value(next(usual, None), "styleId")
        self.defaults = tree.find(w("docDefaults")) if tree is not None else None

    def chain(self, name: str) -> Iterator[Element]:
        """A style by its id, what it is based on, and so on."""
        for _ in range(_DEEPEST_STYLE):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = value(style.find(w("basedOn")))


class Styles:
    """Tells by its style whether a paragraph is a heading (17.7, 17.3.1.20).

    Styles are told by their names, which are the same in every language, or by the level that they give
    in an outline; those that are based on a heading are headings.
    """

    def __init__(self, tree: Element | None) -> None:
        self._sheet = Stylesheet(tree)
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
        for style in self._sheet.chain(name):
            called = value(style.find(w("name"))).lower()
            if called in _LEVELS:
                return _LEVELS[called]
            if found := re.fullmatch(r"heading ([1-9])", called):
                return int(found[1])
            outline = value(style.find(f"{w('pPr')}/{w('outlineLvl')}"))
            if outline.isdecimal():
                return int(outline) + 1 if int(outline) < 9 else None
        return None
