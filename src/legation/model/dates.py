"""Dates as precise as their source: a strict subset of EDTF (ISO 8601-2:2019) and its bounds.

What is read, and the days that it may be:

    2024-08-23                  that day
    2024-08, 2024-08-XX         a day, or days, of that month
    2024-21 to 2024-24          spring (March to May), summer (June to August), autumn (September to
                                November), winter (December to February of the next year)
    2024-33 to 2024-36          a quarter of the year
    2024, 2024-XX, 2024-XX-XX   a year, from 0001 to 9999 in the proleptic Gregorian calendar
    202X, 20XX                  2020 to 2029, 2000 to 2099 (000X and 00XX begin with 0001)
    2024~ 2024? 2024%           approximate, uncertain, both; the bounds stay those of 2024
    2024-08/2025                from a day in the first to a day in the second
    2017/..  ../2017            with an open end or start: it goes on, or was always so
    2017/  /2017                with an end or start that there is, and nobody knows
    [2025-01..2025-12-14]       one day somewhere from the first to the last
    unknown                     no date is known

Left out, each with a refusal of its own (`date_refusals`): times of day, years before 0001 or after
9999, exponents and significant digits, marks on a part of a date, X in other places, sets with
commas, braces or one open side, `../..`, the seasons of one hemisphere (25 to 32), the thirds and
halves of a year (37 to 41).

A range is refused when its last day is before its first. Ends that overlap are in order, for EDTF
says that `2004-02-01/2005` ends "sometime in 2005": so are 2024/2024-03 and 2024-03/2024.

Dates are ordered by `Date.sort_key`: the earliest day; on the same day, the latest, longest first
(2024, then 2024-01, then 2024-01-01); then the EDTF text. An open or unknown start comes before
every day, an open or unknown end after every day, and the date `unknown` after all others. As two
dates are equal only when their texts are, the order is total.
"""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache

from msgspec import Struct

from legation.model.date_points import DateError, NotEdtf, Point, Precision, read_point
from legation.model.date_refusals import refusal

__all__ = ["Date", "DateError", "Form", "Point", "Precision", "parse_edtf", "read_edtf"]


class Form(Enum):
    """What a date is of: one point, a time that lasted, one day among many, or nothing known."""

    SINGLE = "single"
    RANGE = "range"
    ONE_OF = "one-of"
    UNKNOWN = "unknown"


class Date(Struct, frozen=True, dict=True):
    """A date as a chronology states it; `parse_edtf` makes them.

    Attributes:
        edtf: Its EDTF text, which alone decides whether two are equal; or `unknown`.
        form: What it is of.
        begin: Its start; None when that is open, unknown, or the whole date is.
        end: Its end, for a single date the same object; None as for `begin`.
    """

    edtf: str
    form: Form
    begin: Point | None
    end: Point | None

    def __str__(self) -> str:
        return self.edtf

    @property
    def known(self) -> bool:
        """Whether there is a date at all."""
        return self.begin is not None or self.end is not None

    @property
    def earliest(self) -> date | None:
        """The first day that it may have begun; None where nothing bounds it."""
        return self.begin.first if self.begin else None

    @property
    def latest(self) -> date | None:
        """The last day that it may have ended; None where nothing bounds it."""
        return self.end.last if self.end else None

    @property
    def open_start(self) -> bool:
        """Whether it has no start (`../2017`): not where that is merely unknown (`/2017`)."""
        return self.edtf.startswith("../")

    @property
    def open_end(self) -> bool:
        """Whether it goes on (`2017/..`): not where its end is merely unknown (`2017/`)."""
        return self.edtf.endswith("/..")

    @property
    def precision(self) -> Precision | None:
        """The coarsest precision in it; None when it is unknown."""
        return max((p.precision for p in (self.begin, self.end) if p), default=None)

    @cached_property
    def sort_key(self) -> tuple[bool, int, int, str]:
        """The key of the total order that this module's docstring states.

        Whether it is `unknown`, the ordinal of its earliest day (0 for none), that of its latest,
        negated, and the text.
        """
        first = self.begin.first.toordinal() if self.begin else 0
        last = (self.end.last if self.end else date.max).toordinal() + (self.end is None)
        return self.begin is self.end is None, first, -last, self.edtf

    def overlaps(self, other: Date) -> bool:
        """Whether a day may belong to both; never for `unknown`. Open and unknown ends reach on."""
        return self.known and other.known and not (self._ended(other) or other._ended(self))

    def _ended(self, other: Date) -> bool:
        """Whether its last day is before the other's first."""
        return bool(self.end and other.begin and self.end.last < other.begin.first)

    def is_past(self, as_of: date) -> bool:
        """Whether it was over by the end of that day, on which it may have fallen."""
        return self.end is not None and self.end.last <= as_of

    def is_upcoming(self, as_of: date) -> bool:
        """Whether it begins after that day, whatever day it is. `2026` in mid-2026 is neither."""
        return self.begin is not None and self.begin.first > as_of


def parse_edtf(text: str) -> Date:
    """The date that an EDTF text of the subset states.

    Args:
        text: The text, without blanks around it.

    Raises:
        DateError: The text is outside the subset or names no day that exists (code `date`), may be
            read in two ways (`date-ambiguous`), or its range is reversed (`date-order`).
    """
    try:
        return read_edtf(text)
    except NotEdtf as failure:
        raise DateError(*refusal(text, failure.part)) from None


@lru_cache(maxsize=4096)
def read_edtf(text: str) -> Date:
    """As `parse_edtf`, but without a word on a text of another form.

    Raises:
        NotEdtf: The text has none of the forms of the subset.
        DateError: It has, but there is no such day, month or year, or its range is reversed.
    """
    if day := _day(text):
        return Date(text, Form.SINGLE, day, day)
    if text == "unknown":
        return Date(text, Form.UNKNOWN, None, None)
    if found := _RANGE.fullmatch(text):
        return _between(text, Form.RANGE, found["begin"], found["end"])
    if found := _ONE_OF.fullmatch(text):
        return _between(text, Form.ONE_OF, found["begin"], found["end"])
    point = read_point(text)
    return Date(text, Form.SINGLE, point, point)


def _day(text: str) -> Point | None:
    """The point that a full day's text states, as most do; None of any other."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # Python takes 20240823 and 2024-W34-5 too.
    return Point(Precision.DAY, day, day) if text == day.isoformat() else None


_RANGE = re.compile(r"(?P<begin>[^/]*)/(?P<end>[^/]*)")
_ONE_OF = re.compile(r"\[(?P<begin>[^][.,/]+)\.\.(?P<end>[^][.,/]+)\]")


def _between(text: str, form: Form, first: str, last: str) -> Date:
    """A range or a one-of-a-set; an end that is empty or `..`, but not both, makes a range."""
    blank = ("", "..") if form is Form.RANGE else ()
    if first in blank and last in blank:
        raise NotEdtf(text)
    begin = None if first in blank else read_point(first)
    end = None if last in blank else read_point(last)
    if begin and end and end.last < begin.first:
        swapped = f"{last}/{first}" if form is Form.RANGE else f"[{last}..{first}]"
        message = f"the end ({last}) is before the start ({first})"
        raise DateError("date-order", message, f"write {swapped}, or mend a year")
    return Date(text, form, begin, end)
