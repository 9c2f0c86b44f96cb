"""From time to place: a proportional axis, cut where a long stretch would be empty.

Segments of the axis have one scale, so equal times are equal lengths on either side of a break; only
a segment that holds a single place in time is no wider than its label needs. A break is as wide as
its label, however long the time it leaves out.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.layout.timeline.calendar import AFTER_ALL, STEPS, Step, duration, name
from legation.layout.timeline.cuts import Stretch, cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MARGIN = 3.0  # points between a tick and its label
_FINEST = 6.0  # points between ticks


class Segment(Struct, frozen=True):
    """A stretch of axis without a break.

    Attributes:
        first, end: The days on it, the end exclusive.
        left, right: Where it starts and ends, in points.
        step: Of its labelled ticks.
    """

    first: float
    end: float
    left: float
    right: float
    step: Step

    @property
    def scale(self) -> float:
        """Points a day."""
        return (self.right - self.left) / (self.end - self.first)

    @property
    def days(self) -> Stretch:
        """The whole days on it."""
        return max(1, ceil(self.first)), min(AFTER_ALL, floor(self.end))


class Tick(Struct, frozen=True):
    """A division of the axis.

    Attributes:
        x: Where it is.
        label: Its label; may be empty.
        label_x, label_width: The place and width of the label.
        crossed: Whether the label of an earlier tick lies across it.
    """

    x: float
    label: str = ""
    label_x: float = 0.0
    label_width: float = 0.0
    crossed: bool = False


class Scale(Struct, frozen=True):
    """A time axis laid out: its segments from left to right."""

    segments: tuple[Segment, ...]

    @property
    def left(self) -> float:
        """Where the axis starts."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Where the axis ends."""
        return self.segments[-1].right

    def x(self, moment: float) -> float:
        """The place of a moment, counted in days; what lies outside the axis is put at its ends.

        It never decreases as the moment grows, and is proportional within a segment.
        """
        place = bisect_right(self.segments, moment, key=lambda segment: segment.first) - 1
        if place < 0:
            return self.left
        segment = self.segments[place]
        if moment <= segment.end:
            return segment.left + (moment - segment.first) * segment.scale
        if place + 1 == len(self.segments):
            return self.right
        after = self.segments[place + 1]
        share = (moment - segment.end) / (after.first - segment.end)
        return segment.right + share * (after.left - segment.right)

    def pieces(self, left: float, right: float) -> Iterator[tuple[float, float]]:
        """What of a bar from `left` to `right` lies on segments, break by break."""
        for segment in self.segments:
            start, stop = max(left, segment.left), min(right, segment.right)
            if start < stop:
                yield start, stop

    def breaks(self) -> Iterator[tuple[float, float, str]]:
        """The left and right end of each break, and how long the time is that it leaves out."""
        for before, after in pairwise(self.segments):
            yield before.right, after.left, duration(round(after.first - before.end))

    def ticks(self, width: Callable[[str], float]) -> Iterator[Tick]:
        """The ticks, of which those are labelled that have room for a label; in order.

        A segment in which none has is labelled at its start.

        Args:
            width: Measures a label.
        """
        for segment in self.segments:
            ticks = list(self._placed(segment, width))
            if any(tick.label for tick in ticks):
                yield from ticks
            else:
                unit = segment.step.unit
                label = name(unit, unit.number(segment.days[0]), alone=True)
                yield Tick(segment.left, label, segment.left + _MARGIN, width(label))

    def minor_ticks(self) -> Iterator[float]:
        """The places of the finest divisions that can be told apart, labelled or not."""
        for segment in self.segments:
            steps = (step for step in STEPS if segment.step.holds(step))
            visible = (step for step in steps if step.days * segment.scale >= _FINEST)
            step = next(visible, segment.step)
            yield from (self.x(step.unit.start(n)) for n in step.numbers(*segment.days))

    def _placed(self, segment: Segment, width: Callable[[str], float]) -> Iterator[Tick]:
        """The ticks of a segment; one whose label has no room is bare.

        The first says its year too, across its neighbours if it must, unless a later one says the next.
        """
        free = segment.left
        numbers = segment.step.numbers(*segment.days)
        years = [n for n in numbers[1:] if segment.step.names_year(n)]
        for number in numbers:
            tick = self._tick(segment, number, width, alone=number == numbers[0])
            if number == numbers[0] and years and not self._within(tick, segment, number):
                tick = self._tick(segment, number, width, alone=False)
            end = tick.label_x + tick.label_width + _MARGIN
            if tick.x < free:
                yield Tick(tick.x, crossed=True)
            elif end <= segment.right:
                free = end
                yield tick
            else:
                yield Tick(tick.x)

    def _within(self, tick: Tick, segment: Segment, number: int) -> bool:
        """Whether the label of a tick ends before the next."""
        step = segment.step
        end = tick.label_x + tick.label_width + _MARGIN
        return end <= self.x(step.unit.start(number + step.count))

    def _tick(
        self, segment: Segment, number: int, width: Callable[[str], float], *, alone: bool
    ) -> Tick:
        """The labelled tick of a unit: its label is in the middle of it if it is a cell of the axis."""
        step = segment.step
        x = self.x(step.unit.start(number))
        label = name(step.unit, number, alone=alone)
        wide, room = width(label), self.x(step.unit.start(number + 1)) - x
        cell = step.count == 1 and wide + 2 * _MARGIN <= room
        return Tick(x, label, x + (room - wide) / 2 if cell else x + _MARGIN, wide)


def fit(
    stretches: Iterable[Stretch],
    left: float,
    right: float,
    width: Callable[[str], float],
    *,
    breaks: bool = True,
) -> Scale:
    """The axis from `left` to `right` that shows all stretches.

    Args:
        stretches: The periods in which something begins or ends; at least one.
        left: Where the axis starts, in points.
        right: Where it ends.
        width: Measures a label.
        breaks: Whether long empty stretches are cut out.
    """
    places = sorted(set(stretches))
    longest = duration(places[-1][1] - places[0][0])
    gap = max(width(longest), width("88 months")) + 2 * _MARGIN
    least = width("30 May 2000") + 2 * _MARGIN
    room_for = int((right - left - least) // (gap + 2 * least))
    periods = cut(places, max(0, room_for) if breaks else 0)
    room = right - left - gap * (len(periods) - 1)
    unit = _step(room / sum(end - first for first, end in periods), width).unit
    snapped = [
        (unit.start(unit.number(first)), unit.start(unit.number(end - 1) + 1))
        for first, end in periods
    ]
    held = [sum(first <= place[0] < end for place in places) for first, end in periods]
    lone = {n for n, count in enumerate(held) if count == 1 < max(held)}
    segments: list[Segment] = []
    shares = _share_out(snapped, lone, room, least)
    for number, ((first, end), points) in enumerate(shares):
        whole = snapped[number][1] - snapped[number][0] if number in lone else 0
        step = _step(points / (end - first), width, whole)
        segments.append(Segment(first, end, left, left + points, step))
        left = segments[-1].right + gap
    return Scale(tuple(segments))


def _step(scale: float, width: Callable[[str], float], days: float = 0.0) -> Step:
    """The finest step whose labels have room at `scale` points a day, and of about `days` at least."""
    long_enough = (step for step in STEPS if step.days > 0.9 * days)
    fitting = (s for s in long_enough if s.days * scale >= width(s.sample) + 4 * _MARGIN)
    return next(fitting, STEPS[-1])


def _share_out(
    periods: list[Stretch], lone: set[int], room: float, least: float
) -> list[tuple[tuple[float, float], float]]:
    """The periods with the points that each gets.

    Args:
        periods: In order.
        lone: The numbers of those, not of all, that get `least` points.
        room: The points that they get together.
        least: What each gets at least; one that is too short for that has time about it.
    """
    if len(periods) == 1:
        return [(periods[0], room)]
    fixed = lone
    while True:
        days = sum(end - first for n, (first, end) in enumerate(periods) if n not in fixed)
        scale = (room - least * len(fixed)) / days
        more = {n for n, (first, end) in enumerate(periods) if (end - first) * scale < least}
        if more <= fixed:
            break
        fixed = fixed | more
    shared: list[tuple[tuple[float, float], float]] = []
    for n, (first, end) in enumerate(periods):
        air = max(0.0, least / scale - (end - first)) / 2 if n in fixed else 0.0
        points = least if n in fixed else (end - first) * scale
        shared.append(((first - air, end + air), points))
    return shared
