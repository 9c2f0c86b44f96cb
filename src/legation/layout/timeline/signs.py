"""The signs that stand on the axis and, explained, in the legend."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.model.drawing import Ink, Line, Mark, Marker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from legation.layout.timeline.look import Look
    from legation.model.document import Entry
    from legation.model.drawing import Shape

_DASH = 2.0
_SOFT = 1.0  # the dash of whiskers
_CORE = 0.72  # of the usual radius: a turning point within its ring

# A question mark's strokes, in font sizes from its middle.
_HOOK = ((-0.13, -0.14), (-0.09, -0.24), (0.06, -0.26), (0.13, -0.15), (0.0, 0.03), (0.0, 0.12))
_POINT = ((0.0, 0.19), (0.0, 0.28))
_QUERY = 0.66  # font sizes from the middle of a marker to that of its question mark


class Sign(Struct, frozen=True):
    """How an event is marked.

    Attributes:
        mark: By its kind.
        hollow: Unless it was held.
        struck: When it was cancelled.
        key: Whether it is a turning point, which has a ring around it.
    """

    mark: Mark
    hollow: bool = False
    struck: bool = False
    key: bool = False

    def paint(self, x: float, y: float, look: Look, name: str) -> Iterator[Marker | Line]:
        """The shapes of the sign about a point; the marker itself is called `name`."""
        radius = look.radius
        if self.key:
            ring = name.replace("marker", "ring")
            yield Marker(x, y, look.ring, Mark.CIRCLE, Ink.PAPER, Ink.ACCENT, ring)
            radius *= _CORE
        fill = Ink.PAPER if self.hollow else Ink.ACCENT
        yield Marker(x, y, radius, self.mark, fill, Ink.ACCENT, name)
        if self.struck:
            radius = look.ring if self.key else look.radius
            yield Line(x - radius, y + radius, x + radius, y - radius, Ink.ACCENT, 1.0, name=name)


def sign(entry: Entry) -> Sign:
    """The sign of an event."""
    return Sign(entry.mark, entry.planned or entry.cancelled, entry.cancelled, entry.key)


def whisker(x: float, tip: float, y: float, name: str) -> Line:
    """What says that something is approximate: it stands out from its end at (x, y)."""
    return Line(x, y, tip, y, Ink.ACCENT, 0.75, _SOFT, name)


def question(x: float, y: float, look: Look, name: str) -> Iterator[Shape]:
    """What says that something is uncertain: a question mark to the right of its marker at (x, y)."""
    for strokes in (_HOOK, _POINT):
        points = [(x + look.size * (_QUERY + dx), y + look.size * dy) for dx, dy in strokes]
        for start, end in pairwise(points):
            yield Line(*start, *end, Ink.ACCENT, 0.75, name=name)


def today_line(x: float, y1: float, y2: float) -> Line:
    """A piece of the line that marks the as-of date."""
    return Line(x, y1, x, y2, Ink.TEXT, 0.75, _DASH, "as-of line")
