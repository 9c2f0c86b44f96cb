"""How words stand in a Word file, besides being there: hidden, struck through, tracked, remarked on.

The text is read as if all of it stood there plainly. What does not, is gathered here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element

from legation.building.verifying.pieces import Odd, Oddity, folded
from legation.building.verifying.wording import (
    DRAWN,
    OFF,
    Styles,
    Stylesheet,
    seen,
    value,
    w,
)
from legation.model.contrast import contrast

_TEXT = {w("t"), w("delText")}
_REFERENCES = {w("footnoteReference"), w("endnoteReference")}
_TRACKED = {
    w("ins"): Oddity.INSERTED,
    w("moveTo"): Oddity.INSERTED,
    w("del"): Oddity.DELETED,
    w("moveFrom"): Oddity.DELETED,
}
_TOGGLES = {"vanish": Oddity.HIDDEN, "strike": Oddity.STRUCK, "dstrike": Oddity.STRUCK}
_UNSEEN: dict[str, Callable[[float], bool]] = {
    "sz": lambda halves: 0 < halves < 6,  # less than 3 points high
    "w": lambda percent: 0 < percent < 20,
    "spacing": lambda twentieths: twentieths < -80,  # each letter over the one before
}
"""Measures at which letters cannot be read."""

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_UNFILLED = f"{_W14}textFill/{_W14}noFill"  # letters of which only an outline would be drawn

_LEAST = 1.5  # the contrast at which text can still be seen
_LOW = 80  # the height of a row or line that hides its text, in twentieths of a point
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
_DIGITS = frozenset("0123456789abcdefABCDEF")


class _Ground(NamedTuple):
    """The colours that may lie behind words with a colour of their own, and with their style's."""

    own: frozenset[str]
    of_style: frozenset[str]


class Sight:
    """Tells what of one file's text cannot be seen, or not plainly.

    Args:
        styles: The tree of its styles.
        scheme: The colours of its theme, by the names that text has for them.
        paper: The colour of its pages, as six hexadecimal digits.
        pictured: Whether a banner lies behind the text of its pages. Nobody knows what is on it: headings and
            what stands at the head and foot, are taken to be seen on it where the colour is their style's.
    """

    def __init__(
        self, styles: Element | None, scheme: Mapping[str, str], paper: str, *, pictured: bool
    ) -> None:
        self._scheme = scheme
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
            words = _words(element)
            yield from [(Oddity.HIDDEN, words)] if words else []
            return
        if element.tag == w("tbl"):
            name = value(element.find(f"{w('tblPr')}/{w('tblStyle')}"))
            if self._hides(name):
                yield Oddity.HIDDEN, _words(element)
                return
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
        if self._is_flat(paragraph, style):
            words = _words(paragraph)
            yield from [(Oddity.HIDDEN, words)] if words else []
            return
        runs = self._runs(paragraph, style, ground)
        for how, group in groupby(runs, lambda run: run[0]):
            words = folded("".join(words for _, words in group))
            if how is not None and words:
                yield how, words

    def _is_flat(self, paragraph: Element, style: str) -> bool:
        """Whether the lines of a paragraph are held to a height at which none can read them (17.3.1.33)."""
        own = paragraph.find(f"{w('pPr')}/{w('spacing')}")
        stated = self._said("pPr", "spacing", style) if own is None else own
        return value(stated, "lineRule") == "exact" and 0 < _number(value(stated, "line")) < _LOW

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
                if words.strip() and not any(each.tag in DRAWN for each in parts):
                    yield tracked or self._how(child, style, ground), words
                elif any(each.tag in _REFERENCES for each in parts):
                    yield None, ""  # its number, which is not looked at
            elif child.tag not in DRAWN:
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
        if any(is_unseen(_number(value(said(name)))) for name, is_unseen in _UNSEEN.items()):
            return Oddity.HIDDEN
        if properties is not None and properties.find(_UNFILLED) is not None:
            return Oddity.HIDDEN
        colour = self._colour(said("color"))
        if not _is_colour(colour):
            return None
        stated = properties is not None and properties.find(w("color")) is not None
        behind = ground.own if stated else ground.of_style
        possible = _highlight(said("highlight")) or _fill(said("shd")) or behind
        seen_ = max(contrast(colour, each) for each in possible)
        return Oddity.PALE if seen_ < _LEAST else None

    def _colour(self, stated: Element | None) -> str:
        """The colour of text (17.3.2.6): the theme's, where it names one and changes nothing of it."""
        toned = value(stated, "themeTint") or value(stated, "themeShade")
        return ("" if toned else self._scheme.get(value(stated, "themeColor"))) or value(stated)

    def _of_style(self, of: str, name: str, *styles: str) -> Element | None:
        """What styles say of a property of paragraphs or runs, the first that does."""
        path = f"{w(of)}/{w(name)}"
        chains = (self._styles.chain(style or self._styles.default) for style in styles)
        found = iter([each.find(path) for styles_ in chains for each in styles_])
        usual = self._styles.defaults
        if usual is not None:
            found = chain(found, [usual.find(f"{w(f'{of}Default')}/{path}")])
        return next((each for each in found if each is not None), None)

    def _hides(self, name: str) -> bool:
        """Whether the style of a table hides text, of some of its cells at least."""
        stated = (each for style in self._styles.chain(name) for each in style.iter(w("vanish")))
        return any(map(_is_on, stated))

    def _of_table(self, name: str) -> frozenset[str]:
        """The grounds that cells may have by a table's style; the paper is always one."""
        fills = {self._paper}
        for style in self._styles.chain(name):
            for shade in style.iter(w("shd")):
                fills |= _fill(shade)
        return frozenset(fills)


def comments(tree: Element | None) -> Iterator[Odd]:
    """What the remarks of a file say."""
    for comment in tree.iter(w("comment")) if tree is not None else ():
        words = folded(" ".join("".join(p.itertext()) for p in comment.iter(w("p"))))
        yield Odd(words, Oddity.REMARK)


def _is_on(stated: Element | None) -> bool:
    return stated is not None and value(stated) not in OFF


def _words(element: Element) -> str:
    return folded(" ".join(each.text or "" for each in element.iter(w("t"))))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


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
