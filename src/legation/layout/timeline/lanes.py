"""Lanes: one axis for several rows of events, one beneath the other, each with its name.

An event stands in every lane that it belongs to, on the same axis. A lane is laid out as the
lower side of an axis is: its marks, and beneath them the labels. Above the marks is its name, so that no
leader comes near it. The labels of each lane are chosen at a price of height, which is raised until all
lanes together fit. How they are painted is told in `bands`.

In an overview the turning points of each lane are named, and all of its events are counted above them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.layout.timeline.bands import Lane, head, paint, stacked
from legation.layout.timeline.captions import fitted
from legation.layout.timeline.choice import turning_points
from legation.layout.timeline.extents import Dated
from legation.layout.timeline.foot import below
from legation.layout.timeline.histogram import LOW, Histogram
from legation.layout.timeline.marks import arrange
from legation.layout.timeline.sides import HIGH, SHAPES, Labelling, Side, hang
from legation.model.drawing import Drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from legation.layout.timeline.captions import Caption
    from legation.layout.timeline.look import Look
    from legation.layout.timeline.panel import Axis
    from legation.model.document import Timeline

_NAMED = (8, 6, 5, 4, 3, 2, 1)  # of many, in each lane: tried in turn until they fit the height
_NAME_LINES = 2

# Of a point of height, tried in turn. With labels on one side only a timeline is high: it begins dearer.
_PRICES = (2 * HIGH, 2.5, 5.0, 10.0, 20.0, 40.0, 1e6)


def lay_out(
    timeline: Timeline,
    events: Sequence[Dated],
    axis: Axis,
    width: float,
    cap: float,
    look: Look,
) -> Drawing:
    """Lay out a timeline in lanes; one in which nothing with a date stands is left out.

    Args:
        timeline: The names of the lanes, the undated events and the as-of date.
        events: Those that have a date, in the order of time; at least one.
        axis: The axis that they share.
        width: Of the drawing.
        cap: The height that it should not exceed.
        look: The timeline's measures.
    """
    crews = _crews(timeline.lanes, events)
    histogram = Histogram(events, axis.scale, look, LOW) if timeline.overview else None
    columns = histogram.parted(crews.values(), axis.scale) if histogram else [None] * len(crews)
    note = _note(len(events), len(events), columns[0])
    room = cap - below(timeline, events, axis, note, head(look), width, look).y

    def lanes(most: int) -> list[Lane]:
        told = zip(crews.items(), columns, strict=True)
        return [_lane(*own, counted, most, axis, width, look) for own, counted in told]

    chosen = _fewer(lanes, width, room) if histogram else lanes(len(events))
    bands = stacked(chosen, _labelled(chosen, width, room, _PRICES), look)
    named = {tip.number for lane in chosen for tip in lane.side.tips}
    note = _note(len(named), len(events), columns[0])
    foot = below(timeline, events, axis, note, bands[-1].bottom, width, look, named)
    return Drawing(width, foot.y, (*paint(bands, axis, width, look), *foot.shapes))


def _fewer(lanes: Callable[[int], list[Lane]], width: float, room: float) -> list[Lane]:
    """The lanes with as many turning points named as have room at the usual price of height."""
    for most in _NAMED:
        tried = lanes(most)
        if _height(tried, _labelled(tried, width, room, _PRICES[:1])) <= room:
            break
    return tried


def _crews(names: Sequence[str], events: Sequence[Dated]) -> dict[str, list[Dated]]:
    """The events of every lane that has any, from top to bottom."""
    crews: dict[str, list[Dated]] = {name: [] for name in names}
    for event in events:
        for name in dict.fromkeys(event.entry.lanes):
            crews[name].append(event)
    return {name: crew for name, crew in crews.items() if crew}


def _lane(
    name: str,
    crew: Sequence[Dated],
    counted: Histogram | None,
    most: int,
    axis: Axis,
    width: float,
    look: Look,
) -> Lane:
    """A lane with as many events named as there may be at most."""
    lines, _ = fitted(name, width, _NAME_LINES, look.bold)
    named = crew
    if len(crew) > most:
        places = [axis.scale.x(event.extent.anchor) for event in crew]
        named = sorted(turning_points(crew, places, most), key=Dated.order)
    base = counted.height if counted else 0.0
    return Lane(lines, hang(arrange(named, axis.scale, look), base, look), counted)


def _labelled(
    lanes: Sequence[Lane], width: float, room: float, prices: Sequence[float]
) -> list[Labelling]:
    """The labels of each lane: the best at the lowest price of height at which all lanes fit."""
    ways = [list(_ways(lane.side, width)) for lane in lanes]
    for price in prices:
        chosen = [min(each, key=lambda way: price * way.height + way.disliked) for each in ways]
        if _height(lanes, chosen) <= room:
            break
    return chosen


def _ways(side: Side, width: float) -> Iterator[Labelling]:
    """The ways to label a lane, each set of captions once."""
    tried: list[tuple[Caption, ...]] = []
    for ems, lines in SHAPES:
        captions = side.captions(ems, lines)
        if captions not in tried:
            tried.append(captions)
            yield from side.labellings(captions, width, thorough=True)


def _height(lanes: Sequence[Lane], labels: Sequence[Labelling]) -> float:
    """The height of the lanes with their labels."""
    return sum(lane.least for lane in lanes) + sum(texts.height for texts in labels)


def _note(named: int, count: int, counted: Histogram | None) -> str:
    """What is to be said of an overview."""
    if counted is None:
        return ""
    told = f"{named} of {count:,} events named; the columns count all of them by {counted.period}"
    told += f", the highest {counted.most:,}"
    return f"{told}; hollow: planned or cancelled" if counted.hollow else told
