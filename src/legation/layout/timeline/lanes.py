"""Lanes: one axis for several rows of events, one beneath the other, each with its name.

An event stands in every lane that it belongs to, on the same x in all of them. A lane is laid out as
the lower side of an axis is: its marks, and beneath them the labels. Above the marks is its name, so
that no leader comes near it. All lanes together should not exceed the height that there is: the labels
of each are chosen at a price of height, which is raised until they fit.

Of too many events the turning points are named in each lane, and all are counted above its marks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from legation.layout.timeline import choice
from legation.layout.timeline.captions import fitted
from legation.layout.timeline.extents import Dated
from legation.layout.timeline.foot import below
from legation.layout.timeline.histogram import LOW, Histogram
from legation.layout.timeline.marks import arrange
from legation.layout.timeline.paint import Outward, hung, ruler
from legation.layout.timeline.sides import HIGH, SHAPES, Labelling, Side, hang
from legation.layout.timeline.signs import today_line
from legation.model.drawing import Drawing, Ink, Label, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from legation.layout.timeline.captions import Caption
    from legation.layout.timeline.look import Look
    from legation.layout.timeline.panel import Axis
    from legation.model.document import Timeline
    from legation.model.drawing import Shape

CAP = 0.65
"""The share of the page's height that lanes may take."""

_MOST_NAMED = 25  # in a lane
_NAMED_OF_MANY = (8, 6, 4, 3, 2, 1)  # in each lane, tried in turn until they fit the height
_PRICES = (HIGH, 1.2, 2.5, 5.0, 10.0, 20.0, 40.0, 1e6)  # of a point of height, tried in turn

_NAME_LINES = 2
_PADDING = 0.5  # font sizes at the upper and the lower edge of a lane
_OVERHANG = 2.5  # points by which the signs of breaks are higher than the axis
_CLEAR = 2.0  # points between an upright line and a text
_HAIR, _FAINT = 0.5, 0.25


class Lane(Struct, frozen=True):
    """A lane whose labels are still to be placed.

    Attributes:
        name: Its name, in lines.
        events: All that stand in it, in the order of time.
        side: Its marks, and the labels of those that are named.
    """

    name: tuple[str, ...]
    events: tuple[Dated, ...]
    side: Side

    @property
    def edge(self) -> float:
        """How far below its upper edge the marks are measured from."""
        look = self.side.look
        return _PADDING * look.size + len(self.name) * look.leading

    @property
    def least(self) -> float:
        """Its height without labels."""
        return self.edge + self.side.labels_from + _PADDING * self.side.look.size


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
    crowded = timeline.overview or any(len(crew) > _MOST_NAMED for crew in crews.values())
    head = _OVERHANG + look.ruler + _PADDING * look.size
    note = _note(0, len(events)) if crowded else ""
    room = cap - below(timeline, axis, note, head, width, look).y
    for most in _NAMED_OF_MANY if crowded else (_MOST_NAMED,):
        lanes = [_lane(*crew, most, crowded, axis, width, look) for crew in crews.items()]
        labels = _labelled(lanes, width, room)
        if _height(lanes, labels) <= room:
            break
    named = {tip.number for lane in lanes for tip in lane.side.tips}
    if crowded:
        note = _note(len(named), len(events))
    foot = below(timeline, axis, note, head + _height(lanes, labels), width, look, named)
    shapes: list[Shape] = [*ruler(axis.scale, _OVERHANG, look)]
    top = head
    for lane, texts in zip(lanes, labels, strict=True):
        shapes += _painted(lane, texts, axis, top, width, crowded)
        top += lane.least + texts.height
    return Drawing(width, foot.y, (*shapes, *foot.shapes))


def _crews(names: Sequence[str], events: Sequence[Dated]) -> dict[str, list[Dated]]:
    """The events of every lane that has any, from top to bottom."""
    crews: dict[str, list[Dated]] = {name: [] for name in names}
    for event in events:
        for name in dict.fromkeys(event.entry.lanes):
            crews[name].append(event)
    return {name: crew for name, crew in crews.items() if crew}


def _lane(
    name: str,
    crew: list[Dated],
    most: int,
    counted: bool,
    axis: Axis,
    width: float,
    look: Look,
) -> Lane:
    """A lane with as many events named as there may be at most."""
    lines, _ = fitted(name, width, _NAME_LINES, look.bold)
    places = [axis.scale.x(event.extent.anchor) for event in crew]
    named = sorted(choice.turning_points(crew, places, most), key=Dated.order)
    base = LOW * look.size if counted else 0.0
    return Lane(lines, tuple(crew), hang(arrange(named, axis.scale, look), base, look))


def _labelled(lanes: Sequence[Lane], width: float, room: float) -> list[Labelling]:
    """The labels of each lane: the best at the lowest price of height at which all lanes fit."""
    ways = [list(_ways(lane.side, width)) for lane in lanes]
    for price in _PRICES:
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
            yield from side.labellings(captions, width)


def _height(lanes: Sequence[Lane], labels: Sequence[Labelling]) -> float:
    return sum(lane.least for lane in lanes) + sum(texts.height for texts in labels)


def _note(named: int, count: int) -> str:
    return f"{named} of {count:,} events named; the strip in each lane counts all of its own"


def _painted(
    lane: Lane, texts: Labelling, axis: Axis, top: float, width: float, counted: bool
) -> Iterator[Shape]:
    """The shapes of a lane whose upper edge is at `top`, what is painted last at the end."""
    look, side = lane.side.look, lane.side
    outward = Outward(top + lane.edge, 1)
    bottom = top + lane.least + texts.height
    name = _name(lane, top)
    yield Line(0.0, top, width, top, Ink.RULE, _HAIR, name="lane edge")
    for tick in axis.scale.ticks(look.plain):
        ends = (tick.x, outward.y(0), tick.x, outward.y(side.labels_from))
        yield Line(*ends, Ink.RULE, _FAINT, name="guide")
    if counted:
        histogram = Histogram(lane.events, axis.scale, look, LOW)
        yield from histogram.shapes(outward.y(side.base), None)
    hanging = list(hung(side, texts, axis, outward, look))
    if axis.today is not None:
        labels = [shape for shape in hanging if isinstance(shape, Label)]
        for start, stop in ((top, outward.y(0)), (outward.y(side.labels_from), bottom)):
            for a, b in _clear(axis.today, start, stop, [name, *labels]):
                yield today_line(axis.today, a, b)
    yield from hanging
    yield name


def _name(lane: Lane, top: float) -> Label:
    """The name of a lane whose upper edge is at `top`."""
    look, lines = lane.side.look, lane.name
    box = (0.0, top + _PADDING * look.size, max(map(look.bold, lines)), len(lines) * look.leading)
    bold = len(lines)
    return Label(
        *box, lines, look.size, look.leading, Ink.ACCENT, bold_lines=bold, name="lane name"
    )


def _clear(
    x: float, start: float, stop: float, labels: Sequence[Label]
) -> Iterator[tuple[float, float]]:
    """The pieces of an upright line that come near no text: the upper and lower end of each."""
    near = [one for one in labels if one.x - _CLEAR < x < one.x + one.width + _CLEAR]
    for label in sorted(near, key=lambda label: label.y):
        if start < label.y < stop:
            yield start, label.y
        start = max(start, label.y + label.height)
    if start < stop:
        yield start, stop
