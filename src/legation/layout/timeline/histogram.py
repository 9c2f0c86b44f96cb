"""How many events there are in each period: columns along the axis of those that are too many to name.

The periods are those of the calendar, of one length along the whole axis: the shortest that a column can
be told apart in, and that is not finer than the dates are. A date as long as a year counts in no month.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.layout.timeline.calendar import STEPS, Step
from legation.model.drawing import Align, Box, Ink, Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from legation.layout.timeline.extents import Dated
    from legation.layout.timeline.look import Look
    from legation.layout.timeline.scale import Scale
    from legation.model.drawing import Shape

LOW, HIGH = 1.5, 5.0
"""Usual heights of the highest column, in font sizes: without and with numbers."""

_NARROWEST = 4.0  # points of a column
_GAP = 0.5  # between columns
_LEAST = 1.0  # points of height for a single event
_COARSE = 20  # one date in so many may be longer than a period
_MARGIN = 1.0  # points beside a number


class _Column(Struct, frozen=True):
    """The events of a period, and where it begins and ends on the axis."""

    left: float
    right: float
    count: int


class Histogram:
    """Events counted by period.

    Args:
        events: All the events, named or not.
        scale: The axis.
        look: The timeline's measures.
        height: Of the highest column with its number, in font sizes.
    """

    def __init__(self, events: Sequence[Dated], scale: Scale, look: Look, height: float) -> None:
        self._look = look
        self._width = scale.left + scale.right
        self._step = _step(events, scale)
        self._columns = list(_columns(events, scale, self._step))
        self.height = height * look.size

    @property
    def period(self) -> str:
        """What a column counts: `month`, `5 years`."""
        return self._step.name

    def shapes(self, axis: float, today: float | None, *, numbered: bool) -> Iterator[Shape]:
        """The columns, standing on the axis.

        Args:
            axis: Its upper edge.
            today: The x of the as-of line, which crosses no number.
            numbered: Whether columns have their numbers on top, as far as those have room.
        """
        most = max(column.count for column in self._columns)
        room = self.height - _LEAST - (self._look.leading if numbered else 0.0)
        tops = [axis - _LEAST - room * column.count / most for column in self._columns]
        for column, top in zip(self._columns, tops, strict=True):
            wide = max(column.right - column.left - _GAP, _LEAST)
            name = f"{column.count:,} events" if column.count > 1 else "1 event"
            yield Box(column.left, top, wide, axis - top, fill=Ink.MUTED, name=name)
        if numbered:
            yield from self._numbers(tops, today)

    def _numbers(self, tops: Sequence[float], today: float | None) -> Iterator[Label]:
        look, free = self._look, 0.0
        most = max(column.count for column in self._columns)
        for column, top in zip(self._columns, tops, strict=True):
            text = f"{column.count:,}"
            wide = look.plain(text)
            left = min(max(0.0, (column.left + column.right - wide) / 2), self._width - wide)
            fits = wide + _MARGIN <= column.right - column.left
            crossed = today is not None and left <= today <= left + wide
            if left >= free and not crossed and (fits or column.count == most):
                free = left + wide + _MARGIN
                yield Label(
                    left,
                    top - look.leading,
                    wide,
                    look.leading,
                    (text,),
                    look.size,
                    look.leading,
                    Ink.MUTED,
                    Align.CENTRE,
                    name="count",
                )


def _step(events: Sequence[Dated], scale: Scale) -> Step:
    """The period of a column."""
    lengths = sorted(event.extent.home[1] - event.extent.home[0] for event in events)
    coarse = lengths[-1 - len(lengths) // _COARSE]
    longest = max(scale.segments, key=lambda segment: segment.end - segment.first)
    fitting = (
        step for step in STEPS if step.days * longest.scale >= _NARROWEST and step.longest >= coarse
    )
    return next(fitting, STEPS[-1])


def _columns(events: Sequence[Dated], scale: Scale, step: Step) -> Iterator[_Column]:
    """The periods that have events; what lasts, or is dated by more than a period, counts at its start."""
    segments = scale.segments
    days = (event.extent.home[0] for event in events)
    places = ((_segment(day, scale), step.begin(day)) for day in days)
    for (segment, number), count in sorted(Counter(places).items()):
        left, right = segments[segment].left, segments[segment].right
        first, end = step.unit.start(number), step.unit.start(number + step.count)
        yield _Column(max(left, scale.x(first)), min(right, scale.x(end)), count)


def _segment(day: int, scale: Scale) -> int:
    """The number of the segment that a day is on."""
    firsts = [segment.first for segment in scale.segments]
    return max(0, bisect_right(firsts, day) - 1)
