"""WordprocessingML by string: units.

Content is written as strings, for to append nodes one by one, or to move them from one tree to
another, costs quadratic time. All text passes `legation.writing.xml.escape`.
"""

from __future__ import annotations

EMU = 12_700
"""English Metric Units in a point."""


def twips(points: float) -> int:
    """Points as twentieths of a point, the unit of pages, indents and tables."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Points as half points, the unit of font sizes."""
    return round(points * 2)


def emu(points: float) -> int:
    """Points as English Metric Units, the unit of DrawingML."""
    return round(points * EMU)
