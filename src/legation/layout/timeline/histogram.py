"""How many events there are in each period: columns along the axis of those that are too many to name.

The periods are those of the calendar, of one length along the whole axis: the shortest that a column can
be told apart in, and that is not finer than the dates are. A date as long as a year counts in no month.
"""

from __future__ import annotations

from bisect import bisect_right
from copy import copy
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.diagnostics import counted
from legation.layout.timeline.calendar import STEPS, Step
from legation.model.drawing import Align, Box, Ink, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from legation.layout.timeline.extents import Dated
    from legation.layout.timeline.look import Look
    from legation.layout.timeline.scale import Scale
    from legation.model.drawing import Shape

    _Counts = dict[
        tuple[int, int], list[int]
    ]  # by segment and day: how many events, and how many held

LOW, HIGH = 1.5, 5.0
"""Usual heights of the highest column, in font sizes: without and with numbers."""

_NARROWEST = 4.0  # points of a column
_GAP = 0.75  # between columns
_LEAST = 1.0  # points of height for a single event
_COARSE = 20  # one date in so many may be longer than a period
_MARGIN = 1.0  # points beside a number


class _Column(Struct, frozen=True):
    """The events of a period, and where it begins and ends on the axis.

    Attributes:
        left, right: Where it begins and ends.
        count: How many events there are.
        held: How many of them took place: the others are planned or cancelled.
    """

    left: float
    right: float
    count: int
    held: int


class Histogram:
    """Events counted by period.

    Args:
        events: All the events, named or not.
        scale: The axis.
        look: The timeline's measures.
        height: Of the highest column with its number, in font sizes.
        numbered: Whether columns have their numbers on top.

    Attributes:
        height: Of the highest column with its number, in points.
        most: The number of events that such a column stands for.
    """

    def __init__(
        self,
        events: Sequence[Dated],
        scale: Scale,
        look: Look,
        height: float,
        *,
        numbered: bool = False,
    ) -> None:
        self._look = look
        self._numbered = numbered
        self.height = height * look.size
        days = _days(events, scale)
        for self._step in _steps(events, scale):
            self._columns = list(_columns(days, scale, self._step))
            if not numbered or all(map(self._has_room, self._columns)):
                break
        self.most = max(column.count for column in self._columns)

    def parted(self, groups: Iterable[Sequence[Dated]], scale: Scale) -> list[Histogram]:
        """Groups of the events counted alike, so that what is equally high is equally many.

        Args:
            groups: Each of one event or more.
            scale: The axis.
        """
        parts = []
        for group in groups:
            part = copy(self)
            part._columns = list(_columns(_days(group, scale), scale, self._step))
            parts.append(part)
        most = max(column.count for part in parts for column in part._columns)
        for part in parts:
            part.most = most
        return parts

    @property
    def period(self) -> str:
        """What a column counts: `month`, `5 years`."""
        return self._step.name

    def shapes(self, axis: float, today: float | None) -> Iterator[Shape]:
        """The columns, standing on the axis.

        Args:
            axis: Its upper edge.
            today: The x of the as-of line, which crosses no number.
        """
        room = self.height - _LEAST - (self._look.leading if self._numbered else 0.0)
        for column in self._columns:
            high = _LEAST + room * column.count / self.most
            solid = high * column.held / column.count
            wide = max(column.right - column.left - _GAP, _LEAST)
            if column.held:
                name = counted(column.held, "event")
                yield Box(column.left, axis - solid, wide, solid, fill=Ink.MUTED, name=name)
            if column.count > column.held:
                name = f"{counted(column.count - column.held, 'event')}, not held"
                box = (column.left, axis - high, wide, high - solid)
                yield Box(*box, fill=Ink.PAPER, stroke=Ink.MUTED, name=name)
            if self._numbered and self._has_room(column):
                yield from self._number(column, axis - high, today)

    @property
    def hollow(self) -> bool:
        """Whether any of the columns is, wholly or in part: of events that were not held."""
        return any(column.count > column.held for column in self._columns)

    def _has_room(self, column: _Column) -> bool:
        """Whether the column is wide enough for its number."""
        wide = self._look.plain(f"{column.count:,}") + 2 * _MARGIN
        return column.right - column.left >= wide

    def _number(self, column: _Column, top: float, today: float | None) -> Iterator[Label]:
        """The number of a column, unless the as-of line crosses it."""
        look = self._look
        text = f"{column.count:,}"
        wide = look.plain(text)
        left = (column.left + column.right - _GAP - wide) / 2
        if today is None or not left <= today <= left + wide:
            box = (left, top - look.leading, wide, look.leading, (text,), look.size, look.leading)
            yield Label(*box, Ink.MUTED, Align.CENTRE, name="count")


def _steps(events: Sequence[Dated], scale: Scale) -> Iterator[Step]:
    """The periods that a column may be of, from short to long."""
    lengths = sorted(event.extent.home[1] - event.extent.home[0] for event in events)
    coarse = lengths[-1 - len(lengths) // _COARSE]
    longest = max(scale.segments, key=lambda segment: segment.end - segment.first)
    for step in STEPS[:-1]:
        if step.days * longest.scale >= _NARROWEST and step.longest >= coarse:
            yield step
    yield STEPS[-1]


def _days(events: Iterable[Dated], scale: Scale) -> _Counts:
    """The events of each day, under the number of its segment; what lasts counts at its start."""
    firsts = [segment.first for segment in scale.segments]
    days: dict[int, list[int]] = {}
    for event in events:
        both = days.setdefault(event.extent.home[0], [0, 0])
        both[0] += 1
        both[1] += not (event.entry.planned or event.entry.cancelled)
    return {(max(0, bisect_right(firsts, day) - 1), day): both for day, both in days.items()}


def _columns(days: _Counts, scale: Scale, step: Step) -> Iterator[_Column]:
    """The periods that have events; what is dated by more than a period counts at its start."""
    segments = scale.segments
    counts: _Counts = {}
    for (segment, day), (count, held) in days.items():
        both = counts.setdefault((segment, step.begin(day)), [0, 0])
        both[0] += count
        both[1] += held
    for (segment, number), (count, held) in sorted(counts.items()):
        left, right = segments[segment].left, segments[segment].right
        first, end = step.unit.start(number), step.unit.start(number + step.count)
        yield _Column(max(left, scale.x(first)), min(right, scale.x(end)), count, held)
