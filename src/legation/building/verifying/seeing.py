"""How words stand in a Word file, besides being there: hidden, struck through, tracked, remarked on.

The text is read as if all of it stood there plainly. What does not, is gathered here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain, groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element

from legation.building.verifying.pieces import Odd, Oddity, folded
from legation.building.verifying.wording import Styles, Stylesheet, seen, value, w
from legation.model.contrast import contrast

_DRAWN = {w(name) for name in ("drawing", "pict", "object")}
_TEXT = {w("t"), w("delText")}
_REFERENCES = {w("footnoteReference"), w("endnoteReference")}
_TRACKED = {
    w("ins"): Oddity.INSERTED,
    w("moveTo"): Oddity.INSERTED,
    w("del"): Oddity.DELETED,
    w("moveFrom"): Oddity.DELETED,
}
_TOGGLES = {"vanish": Oddity.HIDDEN, "strike": Oddity.STRUCK, "dstrike": Oddity.STRUCK}
_LEAST = 1.5  # the contrast at which text can still be seen
_LOW = 80  # the height of a row that hides its text, in twentieths of a point
_ANY = frozenset(
    ("000000", "FFFFFF")
)  # the ground where it is not known: all can be seen on one of them
_HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGray": "808080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "C0C0C0",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
}
"""The colours of highlighted text, which have names (17.18.40)."""
_OFF = ("0", "false", "off")
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BANNER = (283, 14)  # the width and height in points from which a heading can stand on a picture
_ANCHOR = f"{_WP}anchor"
_POINTS = {
    "": 0.75,
    "px": 0.75,
    "pt": 1.0,
    "pc": 12.0,
    "in": 72.0,
    "cm": 72 / 2.54,
    "mm": 72 / 25.4,
}
_EMU = 12700  # to the point
_SIDE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d+\.?\d*|\.\d+)\s*([a-z]*)\s*(?=;|$)")
_DIGITS = frozenset("0123456789abcdefABCDEF")


class _Ground(NamedTuple):
    """The colours that may lie behind words with a colour of their own, and with their style's."""

    own: frozenset[str]
    of_style: frozenset[str]


class Sight:
    """Tells what of one file's text cannot be seen, or not plainly.

    Args:
        styles: The tree of its styles.
        paper: The colour of its pages, as six hexadecimal digits.
        pictured: Whether a banner lies behind the text of its pages. Nobody knows what is on it: headings and
            what stands at the head and foot, are taken to be seen on it where the colour is their style's.
    """

    def __init__(self, styles: Element | None, paper: str, *, pictured: bool) -> None:
        self._styles = Stylesheet(styles)
        self._headings = Styles(styles)
        self._pictured = pictured
        self._paper = paper if _is_colour(paper) else "FFFFFF"
        self._said: Callable[..., Element | None] = cache(self._of_style)
        self._shaded: Callable[..., frozenset[str]] = cache(self._of_table)

    def odd(self, elements: Iterable[Element], *, around: bool = False) -> Iterator[Odd]:
        """What is odd about text in some elements, which may stand at the head or foot of pages."""
        for element in elements:
            for how, words in self._blocks(element, frozenset(), around=around):
                yield Odd(words, how, around)

    def _blocks(
        self, element: Element, grounds: frozenset[str], *, around: bool
    ) -> Iterator[tuple[Oddity, str]]:
        if element.tag == w("p"):
            yield from self._paragraph(element, grounds, around=around)
            return
        if element.tag == w("tr") and _is_closed(element):
            words = folded(" ".join(each.text or "" for each in element.iter(w("t"))))
            yield from [(Oddity.HIDDEN, words)] if words else []
            return
        if element.tag == w("tbl"):
            name = value(element.find(f"{w('tblPr')}/{w('tblStyle')}"))
            grounds = grounds | self._shaded(name)
        elif element.tag == w("tc"):
            grounds = _fill(element.find(f"{w('tcPr')}/{w('shd')}")) or grounds
        for child in seen(element):
            yield from self._blocks(child, grounds, around=around)

    def _paragraph(
        self, paragraph: Element, grounds: frozenset[str], *, around: bool
    ) -> Iterator[tuple[Oddity, str]]:
        """How words of a paragraph stand otherwise, those that stand together as one."""
        style = value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        stated = paragraph.find(f"{w('pPr')}/{w('shd')}")
        grounds = _fill(self._said("pPr", "shd", style) if stated is None else stated) or grounds
        paper = grounds or frozenset([self._paper])
        on_banner = self._pictured and (around or self._headings.level(paragraph) is not None)
        ground = _Ground(paper, grounds or _ANY if on_banner else paper)
        runs = self._runs(paragraph, style, ground)
        for how, group in groupby(runs, lambda run: run[0]):
            words = folded("".join(words for _, words in group))
            if how is not None and words:
                yield how, words

    def _runs(
        self,
        element: Element,
        style: str,
        ground: _Ground,
        tracked: Oddity | None = None,
    ) -> Iterator[tuple[Oddity | None, str]]:
        for child in seen(element):
            if child.tag == w("r"):
                parts = list(child.iter())
                words = "".join(each.text or "" for each in parts if each.tag in _TEXT)
                if words.strip() and not any(each.tag in _DRAWN for each in parts):
                    yield tracked or self._how(child, style, ground), words
                elif any(each.tag in _REFERENCES for each in parts):
                    yield None, ""  # its number, which is not looked at
            elif child.tag not in _DRAWN:
                yield from self._runs(child, style, ground, _TRACKED.get(child.tag, tracked))

    def _how(self, run: Element, style: str, ground: _Ground) -> Oddity | None:
        """How the words of a run stand; None for plainly."""
        properties = run.find(w("rPr"))
        own = value(properties.find(w("rStyle"))) if properties is not None else ""
        styles = (own, style) if own else (style,)

        def said(name: str) -> Element | None:
            stated = None if properties is None else properties.find(w(name))
            return self._said("rPr", name, *styles) if stated is None else stated

        for name, how in _TOGGLES.items():
            if _is_on(said(name)):
                return how
        colour = value(said("color"))
        if not _is_colour(colour):
            return None
        stated = properties is not None and properties.find(w("color")) is not None
        behind = ground.own if stated else ground.of_style
        possible = _highlight(said("highlight")) or _fill(said("shd")) or behind
        seen_ = max(contrast(colour, each) for each in possible)
        return Oddity.PALE if seen_ < _LEAST else None

    def _of_style(self, of: str, name: str, *styles: str) -> Element | None:
        """What styles say of a property of paragraphs or runs, the first that does."""
        path = f"{w(of)}/{w(name)}"
        chains = (self._styles.chain(style or self._styles.default) for style in styles)
        found = (each.find(path) for chain in chains for each in chain)
        return next((each for each in found if each is not None), None)

    def _of_table(self, name: str) -> frozenset[str]:
        """The grounds that cells may have by a table's style; the paper is always one."""
        fills = {self._paper}
        for style in self._styles.chain(name):
            for shade in style.iter(w("shd")):
                fills |= _fill(shade)
        return frozenset(fills)


def is_pictured(body: Element, edges: Iterable[Element]) -> bool:
    """Whether a banner lies behind the text of a body: its own, or one of the heads and feet of pages."""
    behind = (each for each in body.iter(_ANCHOR) if each.get("behindDoc") not in (None, *_OFF))
    floating = (each for edge in edges for each in _floating(edge))
    return any(map(_is_banner, chain(map(_size, behind), floating)))


def _floating(edge: Element) -> Iterator[tuple[float, float]]:
    """The sizes of what floats at the head or foot of pages, which lies behind the body in any case."""
    yield from map(_size, edge.iter(_ANCHOR))
    for shape in chain.from_iterable(edge.iter(w("pict"))):
        if not any(each.tag.endswith("}textpath") for each in shape.iter()):  # a watermark in words
            found = _SIDE.findall(shape.get("style", ""))
            sides = {side: float(n) * _POINTS.get(unit, 0.0) for side, n, unit in found}
            yield sides.get("width", 0.0), sides.get("height", 0.0)


def _size(anchor: Element) -> tuple[float, float]:
    extent = anchor.find(f"{_WP}extent")
    width, height = (extent.get(side, "") if extent is not None else "" for side in ("cx", "cy"))
    known = width.isdecimal() and height.isdecimal()
    return (float(width) / _EMU, float(height) / _EMU) if known else (0.0, 0.0)


def _is_banner(size: tuple[float, float]) -> bool:
    return size[0] >= _BANNER[0] and size[1] >= _BANNER[1]


def comments(tree: Element | None) -> Iterator[Odd]:
    """What the remarks of a file say."""
    for comment in tree.iter(w("comment")) if tree is not None else ():
        words = folded(" ".join("".join(p.itertext()) for p in comment.iter(w("p"))))
        yield Odd(words, Oddity.REMARK)


def _is_on(stated: Element | None) -> bool:
    return stated is not None and value(stated) not in _OFF


def _is_closed(row: Element) -> bool:
    """Whether a row is hidden (17.4.22), or held to a height at which none can read it (17.4.80)."""
    if _is_on(row.find(f"{w('trPr')}/{w('hidden')}")):
        return True
    height = row.find(f"{w('trPr')}/{w('trHeight')}")
    stated = value(height)
    return value(height, "hRule") == "exact" and stated.isdecimal() and int(stated) < _LOW


def _fill(shade: Element | None) -> frozenset[str]:
    """The colours that a ground may have, if it has any: of a pattern, those of its lines too (17.3.5)."""
    if shade is None or value(shade) == "nil":
        return frozenset()
    names = ("fill",) if value(shade) in ("", "clear") else ("fill", "color")
    stated = [value(shade, name) for name in names]
    if not any(map(_is_colour, stated)) and value(shade, "themeFill"):
        return _ANY
    return frozenset(filter(_is_colour, stated))


def _highlight(stated: Element | None) -> frozenset[str]:
    """The colour of a marker that was drawn over the words, if one was."""
    name = value(stated)
    colour = _HIGHLIGHTS.get(name)
    if colour:
        return frozenset([colour])
    return frozenset() if name in ("", "none") else _ANY


def _is_colour(text: str) -> bool:
    return len(text) == 6 and _DIGITS.issuperset(text)
