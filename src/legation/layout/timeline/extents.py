"""What part of the time axis a date takes up, and in which form it is drawn.

Time is counted in days as `date.toordinal` does; a day lasts from its number to the next, so that the
middle of 14 December is half a day after its start. Ends are exclusive.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.model.dates import Form, Precision

if TYPE_CHECKING:
    from legation.model.dates import Date, Point
    from legation.model.document import Entry


class Style(Enum):
    """How a date is drawn: as honestly as it is known."""

    DAY = "day"  # a marker
    WITHIN = "within"  # a pale bar of the period's width: a day or days in it
    LASTING = "lasting"  # a bar, solid where it certainly went on
    ONE_OF = "one-of"  # a thin bracket: one day somewhere within


class Extent(Struct, frozen=True):
    """The days that a date takes up.

    Attributes:
        style: How it is drawn.
        home: The period in which its marker may stand: where it begins (or ends, if that is all
            we know), which of anything but a range is the whole.
        first: The start of the first day it may have begun; None where nothing bounds it.
        end: The end of the last day it may have lasted; None where nothing bounds it.
        sure: From when to when a range certainly lasted, None standing for an open side.
        approximate: Whether an end of it is (EDTF `~`): it may lie a little beyond its bounds.
        uncertain: Whether an end of it is (EDTF `?`): it may be wrong.
    """

    style: Style
    home: tuple[int, int]
    first: int | None
    end: int | None
    sure: tuple[int | None, int | None] | None = None
    approximate: bool = False
    uncertain: bool = False

    @property
    def anchor(self) -> float:
        """The middle of its home."""
        return sum(self.home) / 2

    @property
    def doubtful(self) -> tuple[tuple[int, int], ...]:
        """The periods, exclusive ends, in which it lay or lasted only at some time; none for a day."""
        if self.style in (Style.DAY, Style.ONE_OF):
            return ()
        first = self.home[0] if self.first is None else self.first
        end = self.home[1] if self.end is None else self.end
        if self.sure is None:
            found = [(first, end)]
        else:
            begun, over = self.sure
            found = [] if begun is None else [(first, begun)]
            found += [] if over is None else [(over, end)]
        return tuple((start, stop) for start, stop in found if stop - start > 1)


def extent(date: Date) -> Extent | None:
    """The extent of a date; None when it is unknown."""
    first = date.begin.first.toordinal() if date.begin else None
    end = date.end.last.toordinal() + 1 if date.end else None
    approximate = uncertain = False
    for point in (date.begin, date.end):
        if point is not None:
            approximate |= point.approximate
            uncertain |= point.uncertain
    doubts = approximate, uncertain
    if date.form is Form.RANGE:
        home = _period(date.begin or date.end)
        return Extent(Style.LASTING, home, first, end, _sure(date), *doubts)
    if first is None or end is None:
        return None
    if date.form is Form.ONE_OF:
        return Extent(Style.ONE_OF, (first, end), first, end, None, *doubts)
    style = Style.DAY if date.precision is Precision.DAY else Style.WITHIN
    return Extent(style, (first, end), first, end, None, *doubts)


def _period(point: Point | None) -> tuple[int, int]:
    """The days of a point: its first, and the one after its last."""
    assert point is not None, "a range is known on one side at least"
    return point.first.toordinal(), point.last.toordinal() + 1


def _sure(date: Date) -> tuple[int | None, int | None] | None:
    """From the last day on which a range may have begun to the first on which it may have ended."""
    if not (date.begin or date.open_start) or not (date.end or date.open_end):
        return None
    start = date.begin.last.toordinal() if date.begin else None
    stop = date.end.first.toordinal() + 1 if date.end else None
    return None if start is not None and stop is not None and start >= stop else (start, stop)


def edges(date: Date) -> list[tuple[int, int]]:
    """The periods, first day and exclusive end, in which a date begins or ends."""
    if date.form is Form.ONE_OF:
        found = extent(date)
        return [found.home] if found else []
    points = (date.begin,) if date.begin == date.end else (date.begin, date.end)
    return [_period(point) for point in points if point]


class Dated(Struct, frozen=True):
    """An event that has a place on the axis: its entry, its number in the timeline, its extent."""

    entry: Entry
    number: int
    extent: Extent

    def order(self) -> tuple[object, ...]:
        """The key of the order of time."""
        return *self.entry.date.sort_key, self.number
