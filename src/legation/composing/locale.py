"""The words of a language: dates at their own precision, lists, and the names of states, from CLDR.

Dates are never shown more precisely than they are known: a year is a year, and what is uncertain or
approximate says so.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale
from babel.dates import DateTimeFormat, get_date_format, parse_pattern
from babel.lists import format_list

from legation.model.chronology import Chronology
from legation.model.dates import Date, Form, Point, Precision

SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


class Wording:
    """How a chronology's briefs word dates, lists and names.

    Args:
        chronology: For its language and the party names of the house.
        as_of: The day the brief speaks from: "since 2017", but "from 2031".
    """

    def __init__(self, chronology: Chronology, as_of: datetime.date) -> None:
        self.as_of = as_of
        self.language = chronology.language
        self.locale = Locale.parse(self.language, sep="-")
        self.parties = chronology.parties
        self._dates: dict[str, str] = {}

    def party(self, key: str) -> str:
        """The name of a party."""
        if key in self.parties:
            return self.parties[key].name
        name: str = self.locale.territories.get(key, key)
        return name

    def listed(self, words: Iterable[str]) -> str:
        """`a, b and c`."""
        text: str = format_list(list(words), locale=self.locale)
        return text

    def day(self, day: datetime.date) -> str:
        """`14 December 2025`."""
        return _days_of(self.language, day.month).format(d=day.day, y=day.year)

    def month(self, day: datetime.date) -> str:
        """`December 2025`."""
        return _month(self.language, day.month).format(y=day.year)

    def date(self, when: Date) -> str:
        """A date in words, no more precise than it is known."""
        text = self._dates.get(when.edtf)
        if text is None:
            text = self._dates[when.edtf] = self._date(when)
        return text

    def _date(self, when: Date) -> str:
        if not when.known:
            return "date not known"
        if when.form is Form.SINGLE and when.begin is not None:
            return self.point(when.begin)
        if when.begin is None and when.end is not None:
            return (
                f"until {self.point(when.end)}"
                if when.open_start
                else f"to {self.point(when.end)}, start not known"
            )
        if when.end is None and when.begin is not None:
            if not when.open_end:
                return f"from {self.point(when.begin)}, end not known"
            return (
                f"{'since' if when.begin.first <= self.as_of else 'from'} {self.point(when.begin)}"
            )
        assert when.begin is not None
        assert when.end is not None
        if when.form is Form.ONE_OF:
            return f"between {self.point(when.begin)} and {self.point(when.end)}"
        return self._range(when.begin, when.end)

    def period(self, first: Point, last: Point) -> str:
        """The time from one date to another in words; the date alone where both are the same."""
        return self.point(first) if first == last else self._range(first, last)

    def point(self, point: Point) -> str:
        """One date in words: `August 2024`, `about 1992`, `1992 (uncertain)`."""
        text = self._precise(point)
        text = f"about {text}" if point.approximate else text
        return f"{text} (uncertain)" if point.uncertain else text

    def _precise(self, point: Point) -> str:
        year = point.first.year
        match point.precision:
            case Precision.DAY:
                return self.day(point.first)
            case Precision.MONTH:
                return self.month(point.first)
            case Precision.SEASON:
                last = f"–{point.last.year % 100:02d}" if point.last.year != year else ""
                return f"{SEASONS[point.season]} {year}{last}"
            case Precision.QUARTER:
                return f"Q{(point.first.month + 2) // 3} {year}"
            case Precision.YEAR:
                return str(year)
            case Precision.DECADE:
                return f"{year}s"
            case _:
                return f"{year}–{point.last.year}"

    def _range(self, begin: Point, end: Point) -> str:
        plain = not (begin.approximate or begin.uncertain or end.approximate or end.uncertain)
        if plain and begin.precision is end.precision is Precision.DAY:
            return self._days(begin.first, end.first)
        if plain and begin.precision is end.precision is Precision.YEAR:
            return f"{begin.first.year}–{end.first.year}"
        return f"{self.point(begin)} – {self.point(end)}"

    def _days(self, first: datetime.date, last: datetime.date) -> str:
        if first == last:
            return self.day(first)
        field = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        patterns = self.locale.interval_formats["yMMMd"][field]
        text = "".join(
            parse_pattern(_long_months(pattern)).apply(day, self.locale)
            for pattern, day in zip(patterns, (first, last), strict=True)
        )
        return text.replace("\u2009", " ")  # CLDR's thin spaces: not to be typed, nor found


@lru_cache(maxsize=32)
def _long_months(pattern: str) -> str:
    # CLDR has no interval pattern with month names in full, so the abbreviated one is widened.
    return re.sub(r"(?<![ML])(MMM|LLL)(?![ML])", lambda m: m[1] + m[1][0], pattern)


_LEFT_OPEN = {"d": "{d}", "dd": "{d:02}", "y": "{y}"}


class _Open(DateTimeFormat):
    """A month, its day and its year left open for `str.format`."""

    def __getitem__(self, name: str) -> str:
        named: str = _LEFT_OPEN.get(name) or super().__getitem__(name)
        return named


@lru_cache(maxsize=120)
def _days_of(language: str, month: int) -> str:
    """How the days of a month are written in full: `{d} December {y}`."""
    locale = Locale.parse(language, sep="-")
    return get_date_format("long", locale) % _Open(datetime.date(1, month, 1), locale)


@lru_cache(maxsize=120)
def _month(language: str, month: int) -> str:
    """How a month is written: `December {y}`."""
    locale = Locale.parse(language, sep="-")
    words: str = locale.datetime_skeletons["yMMMM"] % _Open(datetime.date(1, month, 1), locale)
    return words
