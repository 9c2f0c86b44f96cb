"""Marks as outlines, for writers that draw them point by point."""

from __future__ import annotations

from legation.model.drawing import Mark

CORNERS = {
    Mark.SQUARE: ((-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)),
    Mark.DIAMOND: ((0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)),
    Mark.TRIANGLE: ((0.0, -1.2), (1.15, 0.8), (-1.15, 0.8)),
}
"""The corners of marks in radii about the centre, sized so that all look as large as the circle."""
