"""How words stand in a Word file, besides being there: hidden, struck through, tracked, remarked on.

The text is read as if all of it stood there plainly. What does not, is gathered here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby
from xml.etree.ElementTree import Element

from legation.building.verifying.pieces import Odd, Oddity, folded
from legation.building.verifying.wording import Stylesheet, seen, value, w
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
_OFF = ("0", "false", "off")
_DIGITS = frozenset("0123456789abcdefABCDEF")


class Sight:
    """Tells what of one file's text cannot be seen, or not plainly.

    Args:
        styles: The tree of its styles.
        paper: The colour of its pages, as six hexadecimal digits.
    """

    def __init__(self, styles: Element | None, paper: str) -> None:
        self._styles = Stylesheet(styles)
        self._paper = paper if _is_colour(paper) else "FFFFFF"
        self._said: Callable[..., str] = cache(self._of_style)
        self._shaded: Callable[..., frozenset[str]] = cache(self._of_table)

    def odd(self, elements: Iterable[Element], *, around: bool = False) -> Iterator[Odd]:
        """What is odd about text in some elements, which may stand at the head or foot of pages."""
        for element in elements:
            for how, words in self._blocks(element, frozenset()):
                yield Odd(words, how, around)

    def _blocks(self, element: Element, grounds: frozenset[str]) -> Iterator[tuple[Oddity, str]]:
        if element.tag == w("p"):
            yield from self._paragraph(element, grounds)
            return
        if element.tag == w("tbl"):
            name = value(element.find(f"{w('tblPr')}/{w('tblStyle')}"))
            grounds = grounds | self._shaded(name)
        elif element.tag == w("tc"):
            grounds = _fill(element.find(f"{w('tcPr')}/{w('shd')}")) or grounds
        for child in seen(element):
            yield from self._blocks(child, grounds)

    def _paragraph(
        self, paragraph: Element, grounds: frozenset[str]
    ) -> Iterator[tuple[Oddity, str]]:
        """How words of a paragraph stand otherwise, those that stand together as one."""
        style = value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        grounds = _fill(paragraph.find(f"{w('pPr')}/{w('shd')}")) or grounds
        runs = self._runs(paragraph, style, grounds)
        for how, group in groupby(runs, lambda run: run[0]):
            words = folded("".join(words for _, words in group))
            if how is not None and words:
                yield how, words

    def _runs(
        self,
        element: Element,
        style: str,
        grounds: frozenset[str],
        tracked: Oddity | None = None,
    ) -> Iterator[tuple[Oddity | None, str]]:
        for child in seen(element):
            if child.tag == w("r"):
                parts = list(child.iter())
                words = "".join(each.text or "" for each in parts if each.tag in _TEXT)
                if words.strip() and not any(each.tag in _DRAWN for each in parts):
                    yield tracked or self._how(child, style, grounds), words
                elif any(each.tag in _REFERENCES for each in parts):
                    yield None, ""  # its number, which is not looked at
            elif child.tag not in _DRAWN:
                yield from self._runs(child, style, grounds, _TRACKED.get(child.tag, tracked))

    def _how(self, run: Element, style: str, grounds: frozenset[str]) -> Oddity | None:
        """How the words of a run stand; None for plainly."""
        properties = run.find(w("rPr"))
        own = value(properties.find(w("rStyle"))) if properties is not None else ""
        for name, how in _TOGGLES.items():
            stated = None if properties is None else properties.find(w(name))
            said = self._said(name, own, style) if stated is None else _toggled(stated)
            if said == "on":
                return how
        colour = value(properties.find(w("color"))) if properties is not None else ""
        colour = colour or self._said("color", own, style)
        if not _is_colour(colour) or _highlit(properties):
            return None
        shade = None if properties is None else properties.find(w("shd"))
        possible = _fill(shade) or grounds or {self._paper}
        seen_ = max(contrast(colour, each) for each in possible)
        return Oddity.PALE if seen_ < _LEAST else None

    def _of_style(self, name: str, *styles: str) -> str:
        """What styles say of a property, the first that does: `on`, `off` or a colour."""
        for style in styles:
            for each in self._styles.chain(style or self._styles.default):
                stated = each.find(f"{w('rPr')}/{w(name)}")
                if stated is not None:
                    return value(stated) if name == "color" else _toggled(stated)
        return ""

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


def _toggled(stated: Element) -> str:
    return "off" if value(stated) in _OFF else "on"


def _fill(shade: Element | None) -> frozenset[str]:
    """The colour of a ground, if it has one."""
    fill = value(shade, "fill")
    return frozenset([fill]) if _is_colour(fill) else frozenset()


def _highlit(properties: Element | None) -> bool:
    stated = value(properties.find(w("highlight"))) if properties is not None else ""
    return stated not in ("", "none")


def _is_colour(text: str) -> bool:
    return len(text) == 6 and _DIGITS.issuperset(text)
