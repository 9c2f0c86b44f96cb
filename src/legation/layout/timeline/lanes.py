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
    from collections.abc import Iterable, Iterator, Sequence

    from legation.layout.timeline.captions import Caption
    from legation.layout.timeline.look import Look
    from legation.layout.timeline.panel import Axis
    from legation.model.document import Timeline
    from legation.model.drawing import Shape

CAP = 0.75
"""The share of the page's height that lanes may take."""

_MOST_NAMED = 25  # in a lane
_NAMED_OF_MANY = (8, 6, 4, 3, 2, 1)  # in each lane, tried in turn until they fit the height
# Of a point of height, tried in turn. Labels on one side only make a high timeline: it begins dearer.
_PRICES = (2 * HIGH, 2.5, 5.0, 10.0, 20.0, 40.0, 1e6)

_NAME_LINES = 2
_PADDING = 0.5  # font sizes at the upper and the lower edge of a lane
_OVERHANG = 2.5  # points by which the signs of breaks are higher than the axis
_CLEAR = 2.0  # points between an upright line and a label or its leader
_HAIR = 0.5


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
    def name_width(self) -> float:
        """The width of its name."""
        return max(map(self.side.look.bold, self.name))

    @property
    def least(self) -> float:
        """Its height without labels."""
        return self.edge + self.side.labels_from + _PADDING * self.side.look.size


class _Band(Struct, frozen=True):
    """A lane in its place: with its labels, and its upper edge at `top`."""

    lane: Lane
    texts: Labelling
    top: float

    @property
    def bottom(self) -> float:
        return self.top + self.lane.least + self.texts.height

    @property
    def marks_from(self) -> float:
        return self.top + self.lane.edge

    @property
    def marks_to(self) -> float:
        return self.marks_from + self.lane.side.labels_from

    def free(self, x: float) -> tuple[float, float]:
        """From where to where an upright line comes near no text: at least along the marks."""
        start = self.marks_from if x < self.lane.name_width + _CLEAR else self.top
        places = zip(self.texts.arrangement.places, self.texts.captions, strict=True)
        sides = ((place.pole, place.x, place.x + text.width) for place, text in places)
        if any(min(ends) - _CLEAR < x < max(ends) + _CLEAR for ends in sides):
            return start, self.marks_to
        return start, self.bottom

    def off_marks(self, x: float) -> tuple[tuple[float, float], ...]:
        """The same without what lies along the marks."""
        start, stop = self.free(x)
        return (start, self.marks_from), (self.marks_to, stop)


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
    bands = list(_stacked(lanes, labels, head))
    lines = [*_uprights(bands, axis), *_edges(bands, width), *ruler(axis.scale, _OVERHANG, look)]
    painted = [shape for band in bands for shape in _painted(band, axis, crowded)]
    return Drawing(width, foot.y, (*lines, *painted, *foot.shapes))


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
            yield from side.labellings(captions, width, thorough=True)


def _height(lanes: Sequence[Lane], labels: Sequence[Labelling]) -> float:
    return sum(lane.least for lane in lanes) + sum(texts.height for texts in labels)


def _note(named: int, count: int) -> str:
    return f"{named} of {count:,} events named; the strip in each lane counts all of its own"


def _stacked(lanes: Sequence[Lane], labels: Sequence[Labelling], top: float) -> Iterator[_Band]:
    """The lanes in their places, from `top` down."""
    for lane, texts in zip(lanes, labels, strict=True):
        band = _Band(lane, texts, top)
        top = band.bottom
        yield band


def _edges(bands: Sequence[_Band], width: float) -> Iterator[Line]:
    """A line above each lane."""
    for band in bands:
        yield Line(0.0, band.top, width, band.top, Ink.RULE, _HAIR, name="lane edge")


def _uprights(bands: Sequence[_Band], axis: Axis) -> Iterator[Line]:
    """The guides of the ticks, and what of the as-of line is not along marks; neither crosses text."""
    for tick in axis.scale.ticks(bands[0].lane.side.look.plain):
        for y1, y2 in _joined(band.free(tick.x) for band in bands):
            yield Line(tick.x, y1, tick.x, y2, Ink.SHADE, name="guide")
    if axis.today is not None:
        for y1, y2 in _joined(piece for band in bands for piece in band.off_marks(axis.today)):
            yield today_line(axis.today, y1, y2)


def _joined(pieces: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Pieces of a line, in order, with those made one that touch; without empty ones."""
    joined: list[tuple[float, float]] = []
    for start, stop in pieces:
        if joined and joined[-1][1] == start:
            start, _ = joined.pop()
        if start < stop:
            joined.append((start, stop))
    return joined


def _painted(band: _Band, axis: Axis, counted: bool) -> Iterator[Shape]:
    """The shapes of a lane, what is painted last at the end."""
    lane, side = band.lane, band.lane.side
    if counted:
        histogram = Histogram(lane.events, axis.scale, side.look, LOW)
        yield from histogram.shapes(band.marks_from + side.base, None)
    yield _name(lane, band.top)
    yield from hung(side, band.texts, axis, Outward(band.marks_from, 1), side.look)


def _name(lane: Lane, top: float) -> Label:
    """The name of a lane whose upper edge is at `top`."""
    look, lines = lane.side.look, lane.name
    box = (0.0, top + _PADDING * look.size, lane.name_width, len(lines) * look.leading)
    bold = len(lines)
    return Label(
        *box, lines, look.size, look.leading, Ink.ACCENT, bold_lines=bold, name="lane name"
    )
