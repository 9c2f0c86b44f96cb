"""How long text is in print, as far as can be told without its font.

What stays together on a page in Word but not in the PDF would take more pages there. So it stays together
only where it is surely as short as the PDF, which knows, wants it.
"""

from __future__ import annotations

from itertools import chain
from math import ceil
from typing import TYPE_CHECKING

from legation.model.document import Link, Text

if TYPE_CHECKING:
    from legation.model.document import Cell, Paragraph

LETTER = 0.5
"""The width of a letter, in sizes of type."""

_LINES = 2  # by that width; three in print, if words are long


def is_short(paragraph: Paragraph, size: float, width: float) -> bool:
    """Whether a paragraph surely takes no more than three lines of a width in points."""
    return _lines(paragraph, size, width) <= _LINES


def fits(cell: Cell, size: float, width: float, most: float) -> bool:
    """Whether a cell of a width in points takes no more than so many lines, as far as can be told."""
    return sum(ceil(_lines(each, size, width)) for each in cell) <= most


def _lines(paragraph: Paragraph, size: float, width: float) -> float:
    """How many lines of a width in points a paragraph would fill, were no room left at their ends."""
    parts = (i.children if isinstance(i, Link) else (i,) for i in paragraph.inlines)
    length = sum(len(t.text) for t in chain.from_iterable(parts) if isinstance(t, Text))
    return length * LETTER * size / width
