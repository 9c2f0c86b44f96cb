"""How time is drawn that is more than a day: bars, brackets, and ends that are open, soft or unknown.

Where something certainly lasted is a solid core; where it may have, or lay at some time, is a pale bar.
What is open fades out, in ever shorter dashes with ever wider gaps, to an arrow; what has an end that
nobody knows fades without one. The arrow alone says that it goes on beyond the axis.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.layout.timeline.extents import Style
from legation.layout.timeline.marks import begins_before, ends_after
from legation.layout.timeline.signs import whisker
from legation.model.drawing import Box, Ink, Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from legation.layout.timeline.look import Look
    from legation.layout.timeline.marks import Mark
    from legation.layout.timeline.panel import Axis
    from legation.layout.timeline.scale import Scale
    from legation.model.drawing import Shape

_DASH = 2.0
_CORE = 0.55  # of a bar's thickness
_HEAD = 0.9  # the length of an arrow's head, in a bar's thickness
_PITCH = 0.5  # font sizes from dash to dash of what fades
_DASHES = 6
_MOST_DASHES = 16  # where something fades from the as-of date on


class Track(Struct, frozen=True):
    """The height on the page at which bars are drawn, and what their shapes are called.

    Attributes:
        y: Of their middle.
        look: The timeline's measures.
        name: Of every shape.
        scale: The axis, whose breaks cut them; None where there is none.
    """

    y: float
    look: Look
    name: str
    scale: Scale | None = None

    def pale(self, left: float, right: float, *, soft: bool = False) -> Iterator[Shape]:
        """A bar that says: somewhere in here; if soft, that it may be a little beside it too."""
        high = self.look.bar
        top, bottom = self.y - high / 2, self.y + high / 2
        outline = None if soft else Ink.MUTED
        for a, b in self._pieces(left, right):
            yield Box(a, top, b - a, high, fill=Ink.SHADE, stroke=outline, name=self.name)
            for edge in (top, bottom) if soft else ():
                yield Line(a, edge, b, edge, Ink.MUTED, 0.75, _DASH, self.name)

    def core(self, left: float, right: float, *, hollow: bool = False) -> Iterator[Shape]:
        """A bar that says: all this time."""
        high = self.look.bar * _CORE
        fill, stroke = (Ink.PAPER, Ink.MUTED) if hollow else (Ink.MUTED, None)
        for a, b in self._pieces(left, right):
            yield Box(a, self.y - high / 2, b - a, high, fill, stroke, self.name)

    def fading(
        self, start: float, end: float, most: int = _DASHES, *, hollow: bool = False
    ) -> Iterator[Shape]:
        """A bar that fades out from its start to its end, whichever is to the left."""
        count = round(abs(end - start) / (_PITCH * self.look.size))
        count = max(1, min(most, count))
        pitch = (end - start) / count
        for number in range(count):
            dash = pitch * (1 - (number + 1) / (count + 1))
            left, right = sorted((start + number * pitch, start + number * pitch + dash))
            yield from self.core(left, right, hollow=hollow)

    def going_on(
        self, start: float, tip: float, known: float, *, hollow: bool = False
    ) -> Iterator[Shape]:
        """A bar from its start to a tip, whichever is to the left, that fades out to an arrow.

        Args:
            start: Where it begins.
            tip: Of the arrow.
            known: Up to where it is known to last; it fades from there on, or a little before the tip.
            hollow: Whether it is only planned.
        """
        way = 1 if tip > start else -1
        end = tip - way * self.look.bar * _HEAD
        usual = end - way * _DASHES * _PITCH * self.look.size
        fade = way * max(way * start, min(way * known, way * usual))
        yield from self.core(*sorted((start, fade)), hollow=hollow)
        if way * (end - fade) > 0:
            yield from self.fading(fade, end, _MOST_DASHES, hollow=hollow)
        yield from self.arrow(tip, way)

    def arrow(self, tip: float, way: int) -> Iterator[Shape]:
        """An arrow's head, which points to the right when `way` is 1 and else to the left."""
        tail = tip - way * self.look.bar * _HEAD
        for rise in (-1, 1):
            y = self.y + rise * self.look.bar * 0.7
            yield Line(tail, y, tip, self.y, Ink.MUTED, 1.0, name=self.name)

    def bracket(
        self, left: float, right: float, way: int, *, soft: bool = False
    ) -> Iterator[Shape]:
        """A bracket that says: one day in here; its ends point upwards when `way` is 1."""
        dash = _DASH if soft else 0.0
        yield Line(left, self.y, right, self.y, Ink.ACCENT, 0.75, dash, self.name)
        for x in (left, right):
            foot = self.y - way * self.look.bar / 2
            yield Line(x, self.y, x, foot, Ink.ACCENT, 0.75, name=self.name)

    def gap(self, x: float) -> Box:
        """Room for the question mark beside the marker at `x`, where a bar goes through it."""
        high, wide = self.look.bar * 1.5, self.look.overhang
        return Box(x, self.y - high / 2, wide, high, fill=Ink.PAPER, name=self.name)

    def _pieces(self, left: float, right: float) -> Iterator[tuple[float, float]]:
        """What does not lie in breaks; all that stands out beyond the axis does not."""
        segments = self.scale.segments if self.scale else ()
        for before, after in pairwise(segments):
            if left < min(before.right, right):
                yield left, min(before.right, right)
            left = max(left, after.left)
        if left < right:
            yield left, right


def bar(mark: Mark, axis: Axis, y: float, way: int, look: Look) -> Iterator[Shape]:
    """What shows the extent of a mark, to be painted before its markers.

    Args:
        mark: The mark.
        axis: The axis.
        y: The height of its row's middle.
        way: Where outwards is: -1 above the axis, 1 below.
        look: The timeline's measures.
    """
    extent, scale = mark.extent, axis.scale
    track = Track(y, look, f"{mark.name} bar", scale)
    head = _HEAD * look.bar
    left, right = mark.left, mark.right
    if begins_before(extent, scale):
        yield from track.arrow(left, -1)
        left += head
    if ends_after(extent, scale):
        yield from track.arrow(right, 1)
        right -= head
    if extent.style is Style.ONE_OF:
        yield from track.bracket(left, right, way, soft=extent.approximate)
    for first, end in extent.doubtful:
        ends = max(left, _x(first, mark, scale)), min(right, _x(end, mark, scale))
        yield from track.pale(*ends, soft=extent.approximate)
    if extent.style is Style.LASTING:
        yield from _lasting(mark, axis, track)
    yield from _soft_ends(mark, scale, track)
    for dot in mark.dots if extent.uncertain else ():
        if mark.right > dot.x + look.radius:
            yield track.gap(dot.x)


def _lasting(mark: Mark, axis: Axis, track: Track) -> Iterator[Shape]:
    """Where a range certainly went on, and how it began and ended if that is open or unknown."""
    extent, scale = mark.extent, axis.scale
    hollow = all(dot.sign.hollow for dot in mark.dots)
    if extent.sure is None:
        left, right = map(scale.x, extent.home)
        if extent.end is None:
            yield from track.fading(right, mark.right, hollow=hollow)
        if extent.first is None:
            yield from track.fading(left, mark.left, hollow=hollow)
        return
    begun, over = extent.sure
    start = mark.left if begun is None else _x(begun, mark, scale)
    stop = mark.right if over is None else _x(over, mark, scale)
    if over is None:
        known = stop if axis.today is None or axis.today < start else axis.today
        yield from track.going_on(start, stop, known, hollow=hollow)
    elif begun is None:
        yield from track.going_on(stop, start, start, hollow=hollow)
    else:
        yield from track.core(start, stop, hollow=hollow)


def _soft_ends(mark: Mark, scale: Scale, track: Track) -> Iterator[Shape]:
    """Whiskers at the ends of what is approximate, so far as they are known and on the axis."""
    extent, look = mark.extent, track.look
    if not extent.approximate:
        return
    name = f"{mark.name} whisker"
    first, last = mark.dots[0], mark.dots[-1]
    outer_left, outer_right = mark.whiskers(look)
    left = min(mark.left, first.x - first.radius(look))
    right = max(mark.right, last.x + last.radius(look))
    if extent.first is not None and not begins_before(extent, scale):
        yield whisker(left, outer_left, track.y, name)
    questioned = extent.uncertain and right < last.x + look.overhang
    if extent.end is not None and not ends_after(extent, scale) and not questioned:
        yield whisker(right, outer_right, track.y, name)


def _x(moment: int, mark: Mark, scale: Scale) -> float:
    """The place of a moment; of one beyond the axis, the mark's end."""
    if moment < scale.segments[0].first:
        return mark.left
    return mark.right if moment > scale.segments[-1].end else scale.x(moment)
