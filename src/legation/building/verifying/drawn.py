"""What is drawn on a page of a PDF besides what it says: lines through text, as PDFium finds them."""

from __future__ import annotations

import ctypes
from functools import cached_property
from typing import Any, NamedTuple

from msgspec import Struct, field


class Box(NamedTuple):
    """The sides of something on a page, in points from the sheet's bottom left."""

    left: float
    bottom: float
    right: float
    top: float

    def is_beside(self, other: Box) -> bool:
        """Whether no part of it is in another."""
        across = self.right < other.left or self.left > other.right
        return across or self.top < other.bottom or self.bottom > other.top


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
    """

    texts: dict[int, list[Any]] = field(default_factory=dict)
    paths: list[Any] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def through(self, number: int) -> bool:
        """Whether a line stands through all text of marked content of a number."""
        texts = map(bounds, self.texts.get(number, ()))
        return all(any(_is_through(line, text) for line in self._lines) for text in texts)

    @cached_property
    def _lines(self) -> list[Box]:
        return list(map(bounds, self.paths))


def _is_through(line: Box, text: Box) -> bool:
    """Whether a line stands through a text, which may have a blank at its end."""
    slack = (text.top - text.bottom) / 2
    within = text.bottom < line.bottom and line.top < text.top
    return within and line.left < text.left + slack and line.right > text.right - slack
