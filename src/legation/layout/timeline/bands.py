"""Bands: lanes in their places beneath the axis, and how they are painted.

A band has a hair line above it, then the name of its lane, the marks, and the labels. Faint lines guide
the eye from the axis' ticks down through all bands, and so does the as-of line; they run through the
room of names and labels only where none is in their way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from legation.layout.timeline.paint import Outward, hung, ruler
from legation.layout.timeline.signs import today_line
from legation.model.drawing import Ink, Label, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from legation.layout.timeline.histogram import Histogram
    from legation.layout.timeline.look import Look
    from legation.layout.timeline.panel import Axis
    from legation.layout.timeline.sides import Labelling, Side
    from legation.model.drawing import Shape

    Piece = tuple[float, float]  # of an upright line: its upper and lower end

_PADDING = 0.5  # font sizes at the upper and the lower edge of a band
_OVERHANG = 2.5  # points by which the signs of breaks are higher than the axis
_CLEAR = 2.0  # points between an upright line and a label or its leader
_HAIR = 0.5


class Lane(Struct, frozen=True):
    """A lane whose labels are still to be placed.

    Attributes:
        name: Its name, in lines.
        side: Its marks, and the labels of those that are named.
        counted: Its columns, which stand above its marks; None where all events are named.
    """

    name: tuple[str, ...]
    side: Side
    counted: Histogram | None

    @property
    def marks_from(self) -> float:
        """How far below its upper edge that is from which its side is measured."""
        look = self.side.look
        return _PADDING * look.size + len(self.name) * look.leading

    @property
    def least(self) -> float:
        """Its height without labels."""
        return self.marks_from + self.side.labels_from + _PADDING * self.side.look.size


class Band(Struct, frozen=True):
    """A lane in its place: its labels, and its upper edge."""

    lane: Lane
    texts: Labelling
    top: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.lane.least + self.texts.height

    @property
    def marks(self) -> Piece:
        """The upper and the lower edge of its columns and marks."""
        start = self.top + self.lane.marks_from
        return start, start + self.lane.side.labels_from

    def free(self, x: float) -> Piece:
        """The piece of an upright line that comes near no text: along the marks, and on if it can."""
        start, stop = self.marks
        places = zip(self.texts.arrangement.places, self.texts.captions, strict=True)
        sides = ((place.pole, place.x, place.x + text.width) for place, text in places)
        if x > _name(self).width + _CLEAR:
            start = self.top
        if all(x < min(ends) - _CLEAR or x > max(ends) + _CLEAR for ends in sides):
            stop = self.bottom
        return start, stop


def head(look: Look) -> float:
    """The height of what stands above the bands."""
    return _OVERHANG + look.ruler + _PADDING * look.size


def stacked(lanes: Sequence[Lane], labels: Sequence[Labelling], look: Look) -> list[Band]:
    """The lanes in their places, from the axis down."""
    bands: list[Band] = []
    for lane, texts in zip(lanes, labels, strict=True):
        bands.append(Band(lane, texts, bands[-1].bottom if bands else head(look)))
    return bands


def paint(bands: Sequence[Band], axis: Axis, width: float, look: Look) -> Iterator[Shape]:
    """The shapes of the axis and of the bands beneath it, what is painted last at the end.

    Args:
        bands: From the top down.
        axis: That they share.
        width: Of the drawing.
        look: The timeline's measures.
    """
    yield from _uprights(bands, axis, look)
    for band in bands:
        yield Line(0.0, band.top, width, band.top, Ink.RULE, _HAIR, name="lane edge")
    yield from ruler(axis.scale, _OVERHANG, look)
    for band in bands:
        side, (start, _) = band.lane.side, band.marks
        yield _name(band)
        if band.lane.counted:
            yield from band.lane.counted.shapes(start + side.base, None)
        yield from hung(side, band.texts, axis, Outward(start, 1), look)


def _uprights(bands: Sequence[Band], axis: Axis, look: Look) -> Iterator[Line]:
    """The guides, and of the as-of line what is not along marks: that is painted with these."""
    for tick in axis.scale.ticks(look.plain):
        for y1, y2 in _joined(band.free(tick.x) for band in bands):
            yield Line(tick.x, y1, tick.x, y2, Ink.SHADE, name="guide")
    if axis.today is not None:
        for y1, y2 in _joined(piece for band in bands for piece in _beside(band, axis.today)):
            yield today_line(axis.today, y1, y2)


def _beside(band: Band, x: float) -> tuple[Piece, Piece]:
    """What of a piece is above, and what below the marks."""
    (start, stop), (above, below) = band.free(x), band.marks
    return (start, above), (below, stop)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces of a line, in order, those that touch made one, without empty ones."""
    joined: list[Piece] = []
    for start, stop in pieces:
        if joined and joined[-1][1] == start:
            start, _ = joined.pop()
        if start < stop:
            joined.append((start, stop))
    return joined


def _name(band: Band) -> Label:
    """The name of a lane, in its place."""
    look, lines = band.lane.side.look, band.lane.name
    wide, count = max(map(look.bold, lines)), len(lines)
    box = (0.0, band.top + _PADDING * look.size, wide, count * look.leading)
    return Label(
        *box, lines, look.size, look.leading, Ink.ACCENT, bold_lines=count, name="lane name"
    )
