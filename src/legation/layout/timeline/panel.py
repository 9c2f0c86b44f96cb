"""The panel: an axis with events above and below it, as tall as its labels need."""

from __future__ import annotations

from itertools import product
from math import inf
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.layout.timeline import marks
from legation.layout.timeline.calendar import AFTER_ALL
from legation.layout.timeline.extents import edges
from legation.layout.timeline.scale import fit
from legation.layout.timeline.sides import HIGH, SHAPES, Labelling, Side, hang, omission

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legation.layout.timeline.captions import Caption
    from legation.layout.timeline.cuts import Stretch
    from legation.layout.timeline.extents import Dated
    from legation.layout.timeline.look import Look
    from legation.layout.timeline.scale import Scale
    from legation.model.document import Timeline

_NEAR = 0.15  # of the axis: how far beyond it the as-of date is still shown

_OFTEN_GOOD = (3, 2, 0, 1, 4, 5)  # the numbers of all shapes
_TOO_HIGH = 40.0  # what a point of height above the cap costs


class Axis(Struct, frozen=True):
    """The axis: its scale, and the x of the as-of date, which is None where that is off it."""

    scale: Scale
    today: float | None


class Panel(Struct, frozen=True):
    """An axis with its two sides laid out.

    Attributes:
        axis: The axis.
        above, below: The sides.
        labels_above, labels_below: Their labels, in the order of the sides' tips.
    """

    axis: Axis
    above: Side
    below: Side
    labels_above: Labelling
    labels_below: Labelling

    @property
    def top(self) -> float:
        """The height of what is above the axis."""
        return self.above.labels_from + self.labels_above.height

    @property
    def bottom(self) -> float:
        """The height of what is below the axis."""
        return self.below.labels_from + self.labels_below.height

    @property
    def named(self) -> frozenset[int]:
        """The numbers of the events that are named."""
        return frozenset(tip.number for side in (self.above, self.below) for tip in side.tips)

    @property
    def omitted(self) -> float:
        """How much of the titles does not stand in the labels, in titles."""
        return self.labels_above.omitted + self.labels_below.omitted


def fit_axis(events: Sequence[Dated], timeline: Timeline, width: float, look: Look) -> Axis:
    """The axis of the events of a timeline.

    The as-of date is on it when it lies among the events, or beyond them by no more than 15 % of the
    time that they span, or while something goes on that has begun; never after the last day shown.
    """
    limit = timeline.until.toordinal() + 1 if timeline.until else AFTER_ALL
    found = [stretch for event in events for stretch in edges(event.entry.date)]
    stretches = [(first, min(end, limit)) for first, end in found if first < limit]
    today = timeline.as_of.toordinal()
    first, end = min(s for s, _ in stretches), max(e for _, e in stretches)
    near = (end - first) * _NEAR
    going_on = any(event.entry.date.open_end for event in events) and first <= today
    shown = (going_on or first - near <= today <= end + near) and today < limit
    margin = look.radius + look.step
    days: list[Stretch] = [*stretches, (today, today + 1)] if shown else stretches
    scale = fit(days, margin, width - margin, look.plain, breaks=timeline.breaks)
    return Axis(scale, scale.x(today + 0.5) if shown else None)


def lay_out(
    events: Sequence[Dated], axis: Axis, width: float, cap: float, base: float, look: Look
) -> Panel:
    """The panel on which every event is named.

    Args:
        events: In the order of time.
        axis: The axis.
        width: Of the drawing.
        cap: The height that it should not exceed.
        base: The distance from the axis at which marks above it begin.
        look: The timeline's measures.
    """
    above, below = _sides(events, axis.scale, base, look)
    room = cap - above.labels_from - below.labels_from
    return Panel(axis, above, below, *_labelled((above, below), width, room))


def _labelled(sides: tuple[Side, Side], width: float, room: float) -> tuple[Labelling, ...]:
    """The best of all labellings of both sides; of equals the first in the order of shapes.

    Shapes that are often good are tried first, so that of the others little needs to be tried.
    """
    best: tuple[Labelling, ...] = ()
    least = inf, 0
    tried: list[list[tuple[Caption, ...]]] = []
    for number in _OFTEN_GOOD:
        said: list[tuple[Caption, ...]] = []
        most = least[0]
        for side in sides:
            said.append(side.captions(*SHAPES[number], most))
            most -= omission(said[-1])
        if said in tried:
            continue
        tried.append(said)
        lowest = [side.lowest(text, width) for side, text in zip(sides, said, strict=True)]
        if (_cost(lowest, room), number) >= least:
            continue
        # Both together: were they higher, their height alone would cost too much.
        highest = (least[0] - sum(map(omission, said))) / HIGH
        above = sides[0].labellings(said[0], width, highest=highest - lowest[1].height)
        ways = [way for way in above if (_cost((way, lowest[1]), room), number) < least]
        if not ways:
            continue
        highest -= min([way.height for way in ways])
        for labels in product(ways, sides[1].labellings(said[1], width, highest=highest)):
            cost = _cost(labels, room), number
            if cost < least:
                best, least = labels, cost
    return best


def _cost(labels: Sequence[Labelling], room: float) -> float:
    """How much there is to dislike about the labels of both sides.

    Args:
        labels: Of each side.
        room: The height that they should not exceed together.
    """
    height = sum([side.height for side in labels])
    disliked = sum([side.disliked for side in labels])
    return HIGH * height + _TOO_HIGH * max(0.0, height - room) + disliked


def _sides(events: Sequence[Dated], scale: Scale, base: float, look: Look) -> tuple[Side, Side]:
    """The events shared out to the two sides, in turn; close neighbours to different ones."""
    halves: tuple[list[Dated], list[Dated]] = ([], [])
    fixed = [-look.size, -look.size]  # the last marker of each that cannot give way
    for event in events:
        x, (left, right) = scale.x(event.extent.anchor), map(scale.x, event.extent.home)
        side = len(halves[0]) > len(halves[1])
        if right - left < look.size:
            crowded = [x - last < look.size for last in fixed]
            if crowded[side] and not crowded[not side]:
                side = not side
            fixed[side] = x
        halves[side].append(event)
    above, below = (marks.arrange(half, scale, look) for half in halves)
    return hang(above, base, look), hang(below, 0.0, look)
