"""From a panel to shapes: the axis, bars, leaders, markers and labels, in the order of painting."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.layout.timeline.bars import bar
from legation.layout.timeline.signs import question, today_line
from legation.model.drawing import Align, Box, Ink, Label, Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from legation.layout.timeline.look import Look
    from legation.layout.timeline.marks import Mark
    from legation.layout.timeline.panel import Axis, Panel
    from legation.layout.timeline.scale import Scale
    from legation.layout.timeline.sides import Labelling, Side
    from legation.model.drawing import Shape

_HAIR = 0.5
_STRAIGHT = 0.1  # points by which a leader's ends may differ in x before it is bent


class Outward(Struct, frozen=True):
    """From distances to heights on the page: `edge` is the axis' edge, `way` -1 above it, 1 below."""

    edge: float
    way: int

    def y(self, away: float) -> float:
        """The height of a distance."""
        return self.edge + self.way * away

    def top(self, away: float, height: float) -> float:
        """The top of what begins at a distance and is so high."""
        return self.y(away) - (height if self.way < 0 else 0.0)


def paint(panel: Panel, look: Look) -> list[Shape]:
    """The shapes of a panel whose top is at 0, what is painted last at the end."""
    axis, top = panel.axis, panel.top
    return [
        *ruler(axis.scale, top, look),
        *hung(panel.above, panel.labels_above, axis, Outward(top, -1), look),
        *hung(panel.below, panel.labels_below, axis, Outward(top + look.ruler, 1), look),
    ]


def hung(
    side: Side, labels: Labelling, axis: Axis, outward: Outward, look: Look
) -> Iterator[Shape]:
    """What hangs on one side of an axis: bars, the as-of line, leaders, markers and labels."""
    for mark in side.marks:
        yield from bar(mark, axis, outward.y(_middle(mark, side.base, look)), outward.way, look)
    yield from _today(axis, side, outward)
    yield from _leaders(side, labels, outward)
    for mark in side.marks:
        y = outward.y(_middle(mark, side.base, look))
        for dot in mark.dots:
            yield from dot.sign.paint(dot.x, y, look, f"{dot.name} marker")
            if mark.extent.uncertain:
                yield from question(dot.x, y, look, f"{dot.name} question mark")
    yield from _labels(side, labels, outward, look)


def ruler(scale: Scale, y: float, look: Look) -> Iterator[Shape]:
    """The axis: a band that holds its tick labels, cut at the breaks."""
    bottom, short = y + look.ruler, (look.ruler - look.leading) / 2
    for segment in scale.segments:
        wide = segment.right - segment.left
        yield Box(segment.left, y, wide, look.ruler, fill=Ink.SHADE, name="axis")
        for edge in (y, bottom):
            yield Line(segment.left, edge, segment.right, edge, Ink.MUTED, 0.75, name="axis")
    edges = (y, y + short), (bottom, bottom - short)
    for x in scale.minor_ticks():
        for edge, inner in edges:
            yield Line(x, edge, x, inner, Ink.RULE, _HAIR, name="tick")
    for tick in scale.ticks(look.plain):
        for edge, inner in edges if tick.crossed else ((y, bottom),):
            yield Line(tick.x, edge, tick.x, inner, Ink.MUTED, _HAIR, name="tick")
        if tick.label:
            yield _in_ruler(tick.label, tick.label_x, tick.label_width, y, look, "tick label")
    for left, right, label in scale.breaks():
        for x in (left, right):
            yield Line(x - 1.5, bottom + 2, x + 1.5, y - 2, Ink.MUTED, 0.75, name="break")
        wide = look.plain(label)
        yield _in_ruler(label, (left + right - wide) / 2, wide, y, look, "break label")


def _in_ruler(text: str, x: float, width: float, y: float, look: Look, name: str) -> Label:
    top = y + (look.ruler - look.leading) / 2
    box = (x, top, width, look.leading)
    return Label(*box, (text,), look.size, look.leading, Ink.MUTED, align=Align.CENTRE, name=name)


def _middle(mark: Mark, base: float, look: Look) -> float:
    """The distance of a mark's middle from the axis."""
    return base + (mark.row + 0.5) * look.track


def _today(axis: Axis, side: Side, outward: Outward) -> Iterator[Shape]:
    """The as-of date: a dashed line through the marks, which the legend explains."""
    x, end = axis.today, side.labels_from
    if x is not None:
        yield today_line(x, outward.y(0), outward.y(end))


def _leaders(side: Side, labels: Labelling, outward: Outward) -> Iterator[Shape]:
    """The lines from markers to labels, which then run along the labels as their poles."""
    bend, near = side.labels_from, side.labels_from + labels.slant
    for tip, text, place in zip(side.tips, labels.captions, labels.arrangement.places, strict=True):
        slant = [(tip.x, bend), (place.pole, near)]
        points = [
            (tip.x, tip.away),
            *(slant if abs(place.pole - tip.x) > _STRAIGHT else ()),
            (place.pole, near + place.away + text.height),
        ]
        for (x1, away1), (x2, away2) in pairwise(points):
            ends = (x1, outward.y(away1), x2, outward.y(away2))
            yield Line(*ends, Ink.MUTED, _HAIR, name=f"{tip.name} leader")


def _labels(side: Side, labels: Labelling, outward: Outward, look: Look) -> Iterator[Shape]:
    """The labels in their places."""
    near = side.labels_from + labels.slant
    for tip, text, place in zip(side.tips, labels.captions, labels.arrangement.places, strict=True):
        top = outward.top(near + place.away, text.height)
        yield Label(
            place.x,
            top,
            text.width,
            text.height,
            text.lines,
            look.size,
            look.leading,
            Ink.TEXT,
            place.align,
            text.bold,
            tip.struck,
            f"{tip.name} label",
        )
