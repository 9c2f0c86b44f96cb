"""Marks as outlines, for writers that draw them point by point."""

from __future__ import annotations

from legation.model.drawing import Mark

_ARM, _TIP = 0.45, 1.2  # of the cross: half the width of its arms, and how far they reach
_CROSS = (
    *((-_ARM, -_TIP), (_ARM, -_TIP), (_ARM, -_ARM), (_TIP, -_ARM), (_TIP, _ARM), (_ARM, _ARM)),
    *((_ARM, _TIP), (-_ARM, _TIP), (-_ARM, _ARM), (-_TIP, _ARM), (-_TIP, -_ARM), (-_ARM, -_ARM)),
)

CORNERS = {
    Mark.SQUARE: ((-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)),
    Mark.DIAMOND: ((0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)),
    Mark.TRIANGLE: ((0.0, -1.2), (1.15, 0.8), (-1.15, 0.8)),
    Mark.CROSS: _CROSS,
    Mark.WEDGE: ((0.0, 1.2), (1.15, -0.8), (-1.15, -0.8)),
}
"""The corners of marks in radii about the centre, sized so that all look as large as the circle."""
