"""WordprocessingML by string: units.

Content is written as strings, for to append nodes one by one, or to move them from one tree to
another, costs quadratic time. All text passes `legation.writing.xml.escape`.
"""

from __future__ import annotations


def twips(points: float) -> int:
    """Points as twentieths of a point, the unit of pages, indents and tables."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Points as half points, the unit of font sizes."""
    return round(points * 2)


def emu(points: float) -> int:
    """Points as English Metric Units, the unit of DrawingML: 12,700 to the point."""
    return round(points * 12700)
