"""Round anniversaries of turning points."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from legation.composing.locale import Wording
from legation.model.chronology import Event, Priority, Status
from legation.model.dates import Precision

EVERY = 5  # anniversaries are kept when they are round: 5, 10, 15 ... years


class Anniversary(Struct, frozen=True):
    """A round anniversary: of what, how many years, and when, as precisely as the event is known."""

    event: Event
    years: int
    begins: date
    ends: date

    def when(self, wording: Wording) -> str:
        """When it is, in words: a day, a month or a year."""
        point = self.event.date.begin
        if point is None or point.precision > Precision.MONTH:
            return str(self.begins.year)
        return (wording.day if point.precision is Precision.DAY else wording.month)(self.begins)

    def since(self, wording: Wording) -> str:
        """What it is of, in words: `35 years on from 18 October 1991`."""
        return f"{self.years} years on from {wording.date(self.event.date)}"


def anniversaries(event: Event, first: date, last: date) -> list[Anniversary]:
    """The round anniversaries of an event that fall between two days, if it is one that has any.

    Those have that are turning points, were held, and are known at least to the year. What was called off
    has none.
    """
    point = event.date.begin
    if event.priority is not Priority.KEY or event.status is not Status.HELD or point is None:
        return []
    if point is not event.date.end or point.precision > Precision.YEAR:
        return []
    import pendulum

    begin = pendulum.date(point.first.year, point.first.month, point.first.day)
    end = pendulum.date(point.last.year, point.last.month, point.last.day)
    found = []
    for years in range(first.year - end.year, last.year - begin.year + 1):
        if years <= 0 or years % EVERY or end.year + years > date.max.year:
            continue
        begins, ends = begin.add(years=years), end.add(years=years)
        if begins <= last and ends >= first:
            found.append(Anniversary(event, years, begins, ends))
    return found
