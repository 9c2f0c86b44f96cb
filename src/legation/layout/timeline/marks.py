"""Markers and bars on one side of the axis: which stand in which row, and where on their bars.

Rows are counted away from the axis. The longest bars are nearest to it, so that leaders, which run
outwards, cross as little as can be. Events of one extent share a bar, and of one kind a marker.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct, field

from legation.layout.timeline.extents import Style
from legation.layout.timeline.signs import Sign, sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from legation.layout.timeline.extents import Dated, Extent
    from legation.layout.timeline.look import Look
    from legation.layout.timeline.scale import Scale


_AIR = 0.75  # points beside a marker
_TOUCH = 0.01  # bars may touch, end to end


class Dot(Struct):
    """A marker: its sign, the events that it stands for, and its x."""

    sign: Sign
    events: list[Dated] = field(default_factory=list)
    x: float = 0.0


class Mark(Struct, frozen=True):
    """What shares a row: an extent with its markers.

    Attributes:
        extent: The days.
        left, right: Of its bar; where they are equal there is none.
        dots: Its markers, from left to right.
        row: Counted away from the axis.
    """

    extent: Extent
    left: float
    right: float
    dots: tuple[Dot, ...]
    row: int = 0

    def bounds(self, look: Look) -> tuple[float, float]:
        """The left and right end of all that is drawn, with a little air about the markers."""
        margin = look.radius + (look.step if self.extent.vague else 0.0) + _AIR
        left, right = self.dots[0].x - margin, self.dots[-1].x + margin
        return min(self.left, left), max(self.right, right)


def arrange(events: Sequence[Dated], scale: Scale, look: Look) -> list[Mark]:
    """The marks of events on one side of the axis, each in a row of its own where they would touch.

    Args:
        events: In the order of time.
        scale: The axis.
        look: The timeline's measures.
    """
    groups: dict[Extent, dict[Sign, Dot]] = {}
    for event in events:
        look_alike = sign(event.entry)
        dots = groups.setdefault(event.extent, {})
        dots.setdefault(look_alike, Dot(look_alike)).events.append(event)
    _place_dots(groups, scale, look)
    marks = []
    for extent, dots in groups.items():
        left, right = _bar(extent, scale, look)
        in_order = sorted(dots.values(), key=lambda dot: dot.x)
        apart = all(b.x - a.x >= _pitch(look) for a, b in pairwise(in_order))
        rows = [tuple(in_order)] if apart else [(dot,) for dot in in_order]
        marks += [Mark(extent, left, right, row) for row in rows]
    return _in_rows(marks, look)


def _pitch(look: Look) -> float:
    """The least distance between the middles of two markers."""
    return 2 * (look.radius + _AIR)


def _bar(extent: Extent, scale: Scale, look: Look) -> tuple[float, float]:
    """The left and right end of a bar: an open one reaches the axis' end, an unknown one is a stub."""
    if extent.style is Style.DAY:
        return scale.x(extent.anchor), scale.x(extent.anchor)
    home_left, home_right = map(scale.x, extent.home)
    stub = 4 * look.step
    unbounded_left = scale.left if extent.sure else home_left - stub
    unbounded_right = scale.right if extent.sure else home_right + stub
    left = unbounded_left if extent.first is None else scale.x(extent.first)
    right = unbounded_right if extent.end is None else scale.x(extent.end)
    return max(left, scale.left), min(right, scale.right)


def _place_dots(groups: dict[Extent, dict[Sign, Dot]], scale: Scale, look: Look) -> None:
    """Set every marker's x: in the middle of its home, or beside it where another is in the way."""
    taken: list[float] = []
    for extent in sorted(groups, key=lambda extent: extent.home[1] - extent.home[0]):
        left, right = map(scale.x, extent.home)
        dots = list(groups[extent].values())
        room = (right - left) / 2 - look.radius
        middle = scale.x(extent.anchor)
        for number, dot in enumerate(dots):
            target = middle + (number - (len(dots) - 1) / 2) * _pitch(look)
            dot.x = _free(target, middle, max(room, 0.0), taken, _pitch(look))
            taken.append(dot.x)


def _free(target: float, middle: float, room: float, taken: Iterable[float], pitch: float) -> float:
    """The x nearest to `target`, within `room` of `middle`, that no marker is near; or the middle."""
    sides = [middle - room, middle + room, target]
    sides += [x + way * pitch for x in taken for way in (-1, 1)]
    inside = (x for x in sides if abs(x - middle) <= room)
    free = [x for x in inside if all(abs(x - other) >= pitch - 1e-6 for other in taken)]
    return min(free, key=lambda x: (abs(x - target), x), default=middle)


def _in_rows(marks: list[Mark], look: Look) -> list[Mark]:
    """The marks with their rows: longest first, each in the nearest row with room."""
    rows: list[list[tuple[float, float]]] = []
    placed = []
    for mark in sorted(marks, key=lambda mark: (round(mark.left - mark.right), mark.dots[0].x)):
        left, right = mark.bounds(look)
        row = next(
            (
                n
                for n, row in enumerate(rows)
                if all(right <= a + _TOUCH or b <= left + _TOUCH for a, b in row)
            ),
            len(rows),
        )
        if row == len(rows):
            rows.append([])
        rows[row].append((left, right))
        placed.append(Mark(mark.extent, mark.left, mark.right, mark.dots, row))
    return placed
