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
_SLACK = 1e-6  # of rounding


class Dot(Struct):
    """A marker: its sign, the events that it stands for, and its x."""

    sign: Sign
    events: list[Dated] = field(default_factory=list)
    x: float = 0.0

    @property
    def name(self) -> str:
        """Which events it stands for."""
        return _name(event.number for event in self.events)

    def radius(self, look: Look) -> float:
        """Its radius, or that of the ring around it."""
        return look.ring if self.sign.key else look.radius


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

    @property
    def name(self) -> str:
        """Which events it stands for."""
        return _name(event.number for dot in self.dots for event in dot.events)

    def whiskers(self, look: Look) -> tuple[float, float]:
        """How far to the left and right whiskers stand out from its bar, or from its markers."""
        first, last = self.dots[0].x, self.dots[-1].x
        left = min(self.left - look.step, first - look.overhang)
        return left, max(self.right + look.step, last + look.overhang)

    def bounds(self, look: Look) -> tuple[float, float]:
        """The left and right end of all that is drawn, with a little air about the markers."""
        first, last = self.dots[0], self.dots[-1]
        left = min(self.left, first.x - first.radius(look) - _AIR)
        right = max(self.right, last.x + last.radius(look) + _AIR)
        if self.extent.uncertain:
            right = max(right, last.x + look.overhang)
        if self.extent.approximate:
            outer_left, outer_right = self.whiskers(look)
            left, right = min(left, outer_left), max(right, outer_right)
        return left, right


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
        left, right = _ends(extent, scale, look)
        in_order = sorted(dots.values(), key=lambda dot: dot.x)
        pitch = 2 * _reach(extent, in_order, look) - _SLACK
        apart = all(b.x - a.x >= pitch for a, b in pairwise(in_order))
        rows = [tuple(in_order)] if apart else [(dot,) for dot in in_order]
        marks += [Mark(extent, left, right, row) for row in rows]
    return _in_rows(marks, look)


def _name(numbers: Iterable[int]) -> str:
    return f"event {', '.join(map(str, sorted(numbers)))}"


def begins_before(extent: Extent, scale: Scale) -> bool:
    """Whether a bar began before the axis does."""
    return extent.first is not None and extent.first < scale.segments[0].first


def ends_after(extent: Extent, scale: Scale) -> bool:
    """Whether a bar goes on after the axis' end."""
    return extent.end is not None and extent.end > scale.segments[-1].end


def _ends(extent: Extent, scale: Scale, look: Look) -> tuple[float, float]:
    """The left and right end of a bar.

    What is open, or goes on beyond the axis, stands out beyond it; an end that is unknown is a stub.
    """
    if extent.style is Style.DAY:
        return scale.x(extent.anchor), scale.x(extent.anchor)
    home_left, home_right = map(scale.x, extent.home)
    left, right = scale.left - look.overhang, scale.right + look.overhang
    if extent.first is None and extent.sure is None:
        left = max(left, home_left - look.stub)
    elif extent.first is not None and not begins_before(extent, scale):
        left = scale.x(extent.first)
    if extent.end is None and extent.sure is None:
        right = min(right, home_right + look.stub)
    elif extent.end is not None and not ends_after(extent, scale):
        right = scale.x(extent.end)
    return left, right


def _reach(extent: Extent, dots: Iterable[Dot], look: Look) -> float:
    """How far to either side of a marker of an extent no other may come."""
    asked = look.step / 2 if extent.uncertain else 0.0
    return max(dot.radius(look) for dot in dots) + asked + _AIR


def _place_dots(groups: dict[Extent, dict[Sign, Dot]], scale: Scale, look: Look) -> None:
    """Set every marker's x: in the middle of its home, or beside it where another is in the way."""
    taken: list[tuple[float, float]] = []
    for extent in sorted(groups, key=lambda extent: extent.home[1] - extent.home[0]):
        left, right = map(scale.x, extent.home)
        dots = list(groups[extent].values())
        reach = _reach(extent, dots, look)
        room = (right - left) / 2 - look.radius
        middle = scale.x(extent.anchor)
        for number, dot in enumerate(dots):
            target = middle + (number - (len(dots) - 1) / 2) * 2 * reach
            dot.x = _free(target, middle, max(room, 0.0), taken, reach)
            taken.append((dot.x, reach))


def _free(
    target: float, middle: float, room: float, taken: list[tuple[float, float]], reach: float
) -> float:
    """The x nearest to `target`, within `room` of `middle`, that no marker is near; or the middle.

    Args:
        target: Where it should be.
        middle: Of its home.
        room: How far from there it may be.
        taken: The x of other markers, each with its reach.
        reach: Of this marker.
    """
    sides = [middle - room, middle + room, target]
    sides += [x + way * (reach + other) for x, other in taken for way in (-1, 1)]
    inside = (x for x in sides if abs(x - middle) <= room)
    clear = reach - _SLACK
    free = [x for x in inside if all(abs(x - there) >= clear + other for there, other in taken)]
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
