"""One date at its own precision, read from EDTF (ISO 8601-2:2019): the ends that dates are made of.

Its bounds are the first and the last day that it may be; `dates` says which those are.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import IntEnum

from msgspec import Struct

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def spelt(day: date) -> str:
    """A day in full English: `14 December 2025`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


class DateError(ValueError):
    """A text that is no date here.

    Attributes:
        code: The diagnostic's code: `date`, `date-order`, `date-ambiguous` or `date-weekday`.
        message: What is wrong, in plain words.
        hint: What to write instead.
    """

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(code, message, hint)
        self.code, self.message, self.hint = code, message, hint

    def __str__(self) -> str:
        return self.message


class NotEdtf(Exception):
    """A text that has none of the subset's forms, so that other forms may be tried."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


class Precision(IntEnum):
    """How closely a date is stated: the greater, the coarser."""

    DAY = 1
    MONTH = 2
    SEASON = 3
    QUARTER = 4
    YEAR = 5
    DECADE = 6
    CENTURY = 7


class Point(Struct, frozen=True):
    """One date at its own precision.

    Attributes:
        precision: How closely it is stated.
        first: The first day that it may be.
        last: The last day that it may be, at or after `first`.
        season: EDTF's 21 (spring) to 24 (winter), or 0.
        approximate: Whether it is marked `~` or `%`.
        uncertain: Whether it is marked `?` or `%`.
    """

    precision: Precision
    first: date
    last: date
    season: int = 0
    approximate: bool = False
    uncertain: bool = False


def read_point(text: str) -> Point:
    """The point that an EDTF text states.

    Raises:
        NotEdtf: The text has none of the forms of a point.
        DateError: It has, but there is no such day, month or year.
    """
    found = _POINT.fullmatch(text)
    if not found:
        raise NotEdtf(text)
    years, part, day, mark = found.groups()
    precision, first, last = _bounds(years, part, day)
    season = int(part) if precision is Precision.SEASON else 0
    return Point(precision, first, last, season, mark in ("~", "%"), mark in ("?", "%"))


_POINT = re.compile(
    r"(?P<years>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:(?<=[0-9])-(?:XX(?:-XX)?|(?P<part>[0-9]{2})(?:-(?P<day>XX|[0-9]{2}))?))?"
    r"(?P<mark>[~?%]?)"
)

_BY_UNKNOWN_DIGITS = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)
# What two digits after the year stand for, the month they begin with, the months they hold.
_MONTH = {n: (Precision.MONTH, n, 1) for n in range(1, 13)}
_SEASON = {21 + n: (Precision.SEASON, 3 + 3 * n, 3) for n in range(4)}
_QUARTER = {33 + n: (Precision.QUARTER, 1 + 3 * n, 3) for n in range(4)}
_PARTS = _MONTH | _SEASON | _QUARTER


def _bounds(years: str, part: str | None, day: str | None) -> tuple[Precision, date, date]:
    """The precision, first day and last day of a point, from its years, month and day."""
    if years == "0000":
        raise DateError("date", "there is no year 0000", "write a year from 0001 to 9999")
    if not part:
        first, last = int(years.replace("X", "0")), int(years.replace("X", "9"))
        return _BY_UNKNOWN_DIGITS[years.count("X")], date(first or 1, 1, 1), date(last, 12, 31)
    if int(part) not in _PARTS:
        raise _no_such_part(years, part, day)
    precision, month, count = _PARTS[int(part)]
    if day and precision is not Precision.MONTH:
        message = f"{years}-{part} is a season or a quarter, which has no days"
        raise DateError("date", message, f"write {years}-{part} without the day")
    if day and day != "XX":
        only = _day(int(years), month, int(day))
        return Precision.DAY, only, only
    return precision, date(int(years), month, 1), _last_day(int(years), month + count - 1)


def _day(year: int, month: int, day: int) -> date:
    """A day, refused where its month has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        stem, last = f"{year:04}-{month:02}", _last_day(year, month).day
        message = f"{MONTHS[month - 1]} {year:04} has {last} days"
        hint = f"write {stem}-{last}, or {stem} for the month"
        raise DateError("date", message, hint) from None


def _last_day(year: int, month: int) -> date:
    """The last day of a month, or of one past 12 in the next year; 9999-12-31 at the latest."""
    after, next_month = year + month // 12, month % 12 + 1
    return date.max if after > date.max.year else date(after, next_month, 1) - timedelta(days=1)


def _no_such_part(year: str, part: str, day: str | None) -> DateError:
    """Why two digits after a year are neither a month nor a season nor a quarter here."""
    if 25 <= int(part) <= 32 or 37 <= int(part) <= 41:
        message = f"{year}-{part} is a season of one hemisphere, or a third or half of a year"
        return DateError("date", message, f"write its months, as in {year}-01/{year}-04")
    if day and day != "XX" and 1 <= int(day) <= 12 < int(part) <= 31:
        hint = f"write {year}-{day}-{part} if {part} is the day"
    else:
        hint = f"write {year} for the year, or a month from 01 to 12"
    return DateError("date", f"there is no month {part}", hint)
