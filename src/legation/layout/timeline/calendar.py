"""The calendar as steps along an axis: days, weeks, months, quarters, years, decades, centuries.

Days are counted as `date.toordinal` does, in the proleptic Gregorian calendar.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from msgspec import Struct

from legation.model.date_points import MONTHS

AFTER_ALL = date.max.toordinal() + 1
"""The end of the last day there is."""


class Unit(Enum):
    """What a step counts, with its mean length in days."""

    DAY = 1.0
    MONTH = 30.436875
    YEAR = 365.2425

    def number(self, day: int) -> int:
        """The running number of the unit that a day is in."""
        if self is Unit.DAY or day >= AFTER_ALL:
            return day if self is Unit.DAY else self.number(AFTER_ALL - 1) + 1
        there = date.fromordinal(day)
        return there.year if self is Unit.YEAR else there.year * 12 + there.month - 1

    def start(self, number: int) -> int:
        """The first day of the unit of that number."""
        if self is Unit.DAY:
            return number
        year, month = (number, 0) if self is Unit.YEAR else divmod(number, 12)
        if year < 1:
            return 1
        return AFTER_ALL if year > date.max.year else date(year, month + 1, 1).toordinal()


class Step(Struct, frozen=True):
    """A regular division of the calendar: every `count` units, at the multiples of `count`."""

    count: int
    unit: Unit

    @property
    def days(self) -> float:
        """Its mean length in days."""
        return self.count * self.unit.value

    @property
    def longest(self) -> int:
        """The days of the longest of them."""
        return self.count * {Unit.DAY: 1, Unit.MONTH: 31, Unit.YEAR: 366}[self.unit]

    @property
    def name(self) -> str:
        """What it is called: `month`, `quarter`, `5 years`."""
        known = _NAMES.get((self.count, self.unit))
        return known or f"{self.count:,} {self.unit.name.lower()}s"

    def names_year(self, number: int) -> bool:
        """Whether the label of a unit, one that does not stand alone, says its year."""
        if self.unit is Unit.DAY:
            day = date.fromordinal(number)
            return (day.month, day.day) == (1, 1)
        return self.unit is Unit.YEAR or number % 12 == 0

    def begin(self, day: int) -> int:
        """The number of the unit at which the step that a day is in begins."""
        number = self.unit.number(day)
        return number - (number - self._offset) % self.count

    def holds(self, finer: Step) -> bool:
        """Whether each of these steps is a whole number of the finer ones."""
        if finer.unit is self.unit:
            return finer.count <= self.count and self.count % finer.count == 0
        return finer.unit.value < self.unit.value and finer != WEEK

    @property
    def sample(self) -> str:
        """The widest of its usual labels."""
        return {Unit.DAY: "30 May", Unit.MONTH: "May", Unit.YEAR: "2000"}[self.unit]

    def numbers(self, first: int, end: int) -> range:
        """The numbers of the units at which steps begin, on days from `first` to before `end`."""
        number = self.unit.number(first)
        if self.unit.start(number) < first:
            number += 1
        number += -(number - self._offset) % self.count
        last = self.unit.number(end - 1)
        return range(number, last + 1, self.count)

    @property
    def _offset(self) -> int:
        return 1 if self.unit is Unit.DAY else 0  # day 1 is a Monday, so weeks begin on Mondays


_NAMES = {
    (1, Unit.DAY): "day",
    (7, Unit.DAY): "week",
    (1, Unit.MONTH): "month",
    (3, Unit.MONTH): "quarter",
    (6, Unit.MONTH): "half-year",
    (1, Unit.YEAR): "year",
    (10, Unit.YEAR): "decade",
    (100, Unit.YEAR): "century",
}

WEEK = Step(7, Unit.DAY)

STEPS = (
    Step(1, Unit.DAY),
    WEEK,
    *(Step(count, Unit.MONTH) for count in (1, 3, 6)),
    *(Step(count, Unit.YEAR) for count in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)
"""From fine to coarse."""


def name(unit: Unit, number: int, *, alone: bool) -> str:
    """What a tick is labelled: "2025", "Aug", "14 Dec"; the year too where it stands `alone`."""
    if unit is Unit.YEAR:
        return str(number)
    if unit is Unit.MONTH:
        year, month = divmod(number, 12)
        if month == 0:
            return str(year)
        return f"{MONTHS[month][:3]} {year}" if alone else MONTHS[month][:3]
    day = date.fromordinal(number)
    new_year = (day.month, day.day) == (1, 1)
    short = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return f"{short} {day.year}" if alone or new_year else short


def duration(days: int) -> str:
    """How long a stretch is, in the unit that suits it: "24 years", "7 months", "12 days"."""
    for unit, word in ((Unit.YEAR, "years"), (Unit.MONTH, "months")):
        count = round(days / unit.value)
        if count >= 2:
            return f"{count:,} {word}"
    return f"{days} days" if days != 1 else "1 day"
