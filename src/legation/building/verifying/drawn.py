"""What is drawn on a page of a PDF besides what it says: lines through text, and what lies over it."""

from __future__ import annotations

import ctypes
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from msgspec import Struct, field

_SLACK = 0.5  # points by which something may stand over an edge
_THIN = 0.5  # of a text's height: what is no higher or wider leaves it to be read
_WHOLE = 0.9  # the same of a dash by itself, which a line that strikes it through lies over in part
_DASH = 1.0  # the height of a dash in points, at most; letters that can be read are higher
_MOST = 250_000  # comparisons for one page: no brief needs as many, a file made to keep us busy may


class Box(NamedTuple):
    """The sides of something on a page, in points from the sheet's bottom left."""

    left: float
    bottom: float
    right: float
    top: float

    def is_within(self, other: Box) -> bool:
        """Whether all of it is in another."""
        across = self.left >= other.left - _SLACK and self.right <= other.right + _SLACK
        return across and self.bottom >= other.bottom - _SLACK and self.top <= other.top + _SLACK

    def over(self, text: Box) -> tuple[float, float]:
        """How far it lies over another, across and up; not over it where either is not above 0."""
        across = min(self.right, text.right) - max(self.left, text.left)
        return across, min(self.top, text.top) - max(self.bottom, text.bottom)

    @property
    def least(self) -> float:
        """How much of a text must be hidden, across and up, before it cannot be read."""
        height = self.top - self.bottom
        return (_WHOLE if height < _DASH else _THIN) * height

    def covers(self, text: Box) -> bool:
        """Whether it would hide a text, or some of its letters."""
        return min(self.over(text)) > text.least


class Beneath(Struct):
    """A text that can be seen so far.

    Attributes:
        box: Its sides.
        words: What it says.
        across, up: How much of it strips have hidden that are too thin to hide it one by one.
    """

    box: Box
    words: str
    across: float = 0.0
    up: float = 0.0

    def is_covered(self, areas: list[Box], *, even_odd: bool) -> bool:
        """Whether areas that are filled as one hide it. It may stand in a hole between them."""
        over = [each for each in areas if each.covers(self.box)]
        if over and even_odd and all(map(self.box.is_within, over)):
            return len(over) % 2 == 1
        return bool(over) or self._is_striped(areas)

    def _is_striped(self, areas: list[Box]) -> bool:
        least = self.box.least
        for across, up in (each.over(self.box) for each in areas):
            self.up += up if across > least and up > 0 else 0.0
            self.across += across if up > least and across > 0 else 0.0
        return max(self.up, self.across) > least


def bounds(item: Any) -> Box:
    """The sides of one of PDFium's objects."""
    from pypdfium2 import raw

    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *sides)
    return Box(*(side.value for side in sides))


class Drawn(Struct, dict=True):
    """The objects of one page, as long as it is open.

    Attributes:
        texts: Those that are text and not blank, by the number of their marked content.
        paths: Those that are lines or areas.
        hidden: What those texts say that cannot be seen.
        beneath: The texts so far that nothing lies over.
        covered: What those texts say that something lies over.
        cut: Whether anything else is not wholly on the page that is shown.
    """

    texts: dict[int, list[Any]] = field(default_factory=dict)
    paths: list[Any] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    beneath: list[Beneath] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    cut: bool = False
    _compared: int = 0

    def add(self, item: Any, box: Box, shown: Box) -> None:
        """Add an object that is no text, its sides, and those of what is shown of the page."""
        from pypdfium2 import raw

        is_path = raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_PATH
        if is_path:
            self.paths.append(item)
        self.cut = self.cut or not box.is_within(shown)
        if self.beneath and is_path:
            fill, stroke = _mode(item)
            parts = _parts(item) if fill or stroke else []
            if fill:  # perhaps by the even-odd rule (8.5.3.3.3)
                even_odd = fill == raw.FPDF_FILLMODE_ALTERNATE
                self._lay(list(map(_around, parts)), even_odd=even_odd)
            if stroke:
                self._lay(_lines(parts, _width(item)), even_odd=False)
        elif self.beneath:
            self._lay([box], even_odd=False)

    def _lay(self, areas: list[Box], *, even_odd: bool) -> None:
        """Lay areas over the texts so far; over all of them, where there is too much to compare."""
        beneath, much = self.beneath, self._is_much(len(self.beneath) * len(areas))
        self.beneath = []
        for text in beneath:
            if much or text.is_covered(areas, even_odd=even_odd):
                self.covered.append(text.words)
            else:
                self.beneath.append(text)

    def _is_much(self, comparisons: int) -> bool:
        """Whether some more comparisons are more than a page is worth."""
        self._compared += comparisons
        return self._compared > _MOST

    def through(self, number: int) -> bool:
        """Whether a line stands through all text of marked content of a number."""
        texts = list(map(bounds, self.texts.get(number, ())))
        if self._is_much(len(texts) * len(self._lines)):
            return False
        return all(any(_is_through(line, text) for line in self._lines) for text in texts)

    @cached_property
    def _lines(self) -> list[Box]:
        return list(map(bounds, self.paths))


def _lines(parts: list[list[tuple[float, float]]], width: float) -> list[Box]:
    """The sides of the level and upright lines of a path whose lines are so wide."""
    half = width / 2
    areas: list[Box] = []
    for line in (_around(list(each)) for part in parts for each in pairwise(part)):
        left, bottom, right, top = line
        if top - bottom < _SLACK <= right - left:
            areas.append(Box(left, bottom - half, right, top + half))
        elif right - left < _SLACK <= top - bottom:
            areas.append(Box(left - half, bottom, right + half, top))
    return areas


def _width(path: Any) -> float:
    """How wide the lines of a path are on the page."""
    from pypdfium2 import raw

    to_page, width = raw.FS_MATRIX(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(path, to_page)
    raw.FPDFPageObj_GetStrokeWidth(path, width)
    scale: float = abs(to_page.a * to_page.d - to_page.b * to_page.c) ** 0.5
    return width.value * scale


def _mode(path: Any) -> tuple[int, int]:
    """How a path is filled, and whether it is stroked."""
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return fill.value, stroke.value


def _parts(path: Any) -> list[list[tuple[float, float]]]:
    """The points of each part of a path, on the page."""
    from pypdfium2 import raw

    to_page = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, to_page)
    x, y = ctypes.c_float(), ctypes.c_float()
    parts: list[list[tuple[float, float]]] = []
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if not parts or raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            parts.append([])
        across = to_page.a * x.value + to_page.c * y.value + to_page.e
        up = to_page.b * x.value + to_page.d * y.value + to_page.f
        parts[-1].append((across, up))
    return parts


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = zip(*points, strict=True)
    return Box(min(across), min(up), max(across), max(up))


def _is_through(line: Box, text: Box) -> bool:
    """Whether a line stands through a text, which may have a blank at its end."""
    slack = (text.top - text.bottom) / 2
    within = text.bottom < line.bottom and line.top < text.top
    return within and line.left < text.left + slack and line.right > text.right - slack
