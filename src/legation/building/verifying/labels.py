"""The labels of lists in a Word file, counted as Word does (17.9).

Lists of one definition count on from one another, unless one says from what it starts (17.9.26).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from legation.building.verifying.wording import Stylesheet, value, w

_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"} | {
    10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"
}  # fmt: skip


def _roman(number: int) -> str:
    digits = []
    for size, letters in _ROMAN.items():
        count, number = divmod(number, size)
        digits.append(letters * count)
    return "".join(digits)


def _letter(number: int) -> str:
    """From a to z, then aa, bb and so on."""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda _: "",
}
"""How numbers are written that are not plain (17.18.59)."""


class _Level(NamedTuple):
    """A level of a list: the pattern of its labels, empty for bullets, how they count, and from what.

    Attributes:
        counter: The definition with which it counts.
        restarts: Whether it starts anew, whatever was counted with its definition before.
    """

    pattern: str = ""
    form: str = ""
    start: int = 1
    counter: str = ""
    restarts: bool = False


class Labels:
    """The labels of one file.

    Args:
        tree: Its lists.
        styles: Its styles, by which paragraphs may be items of a list.
        house: Whether the lists may be a letterhead's, which has its own way with numbers: then they are told
            as plain ones, and no style makes an item of what is none.
    """

    def __init__(self, tree: Element | None, styles: Stylesheet, *, house: bool) -> None:
        lists = tree.findall(w("num")) if tree is not None else []
        definitions = tree.findall(w("abstractNum")) if tree is not None else []
        self._lists = {value(each, "numId"): each for each in lists}
        self._definitions = {value(each, "abstractNumId"): each for each in definitions}
        self._styles = styles
        self._house = house
        self._last: dict[tuple[str, str], int] = {}
        self._known: dict[tuple[str, str], _Level] = {}

    def of(self, paragraph: Element) -> str:
        """The label of a paragraph, counting it; empty for a bullet, and for what is in no list."""
        properties = self._listed(paragraph)
        if properties is None:
            return ""
        at = value(properties.find(w("numId"))), value(properties.find(w("ilvl"))) or "0"
        begins = at not in self._known
        if begins:
            self._known[at] = self._look_up(*at)
        level = self._known[at]
        counter = level.counter, at[1]
        starts = counter not in self._last or (begins and level.restarts)
        number = self._last[counter] = level.start if starts else self._last[counter] + 1
        shown = str if self._house else _FORMS.get(level.form, str)
        return re.sub(r"%\d", shown(number), level.pattern)

    def _listed(self, paragraph: Element) -> Element | None:
        """In which list a paragraph is, by itself or its style; None for in none."""
        path = f"{w('pPr')}/{w('numPr')}"
        own = paragraph.find(path)
        if own is not None or self._house:
            return own
        chain = self._styles.chain(value(paragraph.find(f"{w('pPr')}/{w('pStyle')}")))
        return next((found for style in chain if (found := style.find(path)) is not None), None)

    def _look_up(self, list_: str, level: str) -> _Level:
        number = self._lists.get(list_)
        if number is None:
            return _Level()
        counter = value(number.find(w("abstractNumId")))
        definition = self._definitions.get(counter)
        found = _of_level(definition, "lvl", level)
        override = _of_level(number, "lvlOverride", level)
        own = override.find(w("lvl")) if override is not None else None
        found = found if own is None else own
        form = value(found.find(w("numFmt"))) if found is not None else "bullet"
        if found is None or form == "bullet":
            return _Level(counter=counter)
        own_start = value(override.find(w("startOverride"))) if override is not None else ""
        start = own_start or value(found.find(w("start")))
        first = int(start) if start.isdecimal() else 1
        return _Level(value(found.find(w("lvlText"))), form, first, counter, bool(own_start))


def _of_level(parent: Element | None, name: str, level: str) -> Element | None:
    children = parent.findall(w(name)) if parent is not None else []
    return next((each for each in children if value(each, "ilvl") == level), None)
