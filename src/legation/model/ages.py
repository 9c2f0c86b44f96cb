"""Spans of time that are typed: `90 days`, `12 months`, `2 years`; or shorter, `90d`, `12m`, `2y`."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from legation.model.date_refusals import quoted

_AGE = re.compile(
    r" *(?P<number>[0-9]{1,4}) *(?:(?P<days>d|days?)|(?P<months>m|months?)|(?:y|years?)) *",
    re.IGNORECASE | re.ASCII,
)


class AgeError(ValueError):
    """A text that is no span of time: the message says so, and what to write instead."""


class Age(Struct, frozen=True):
    """A span of time, of days, months or years; `read_age` makes them.

    Attributes:
        number: How many.
        unit: Of what: `days`, `months` or `years`.
    """

    number: int
    unit: str

    def __str__(self) -> str:
        return f"{self.number} {self.unit if self.number != 1 else self.unit[:-1]}"

    def before(self, day: date) -> date:
        """The day that is so much earlier; the first of all where there is none so early."""
        return self._from(day, -self.number, date.min)

    def after(self, day: date) -> date:
        """The day that is so much later; the last of all where there is none so late."""
        return self._from(day, self.number, date.max)

    def _from(self, day: date, number: int, limit: date) -> date:
        import pendulum

        try:
            found = pendulum.date(day.year, day.month, day.day).add(**{self.unit: number})
        except (ValueError, OverflowError):  # before the year 1, or after 9999
            return limit
        return date(found.year, found.month, found.day)


def read_age(text: str) -> Age:
    """The span of time that a text states.

    Raises:
        AgeError: It states none.
    """
    found = _AGE.fullmatch(text)
    if not found:
        hint = "write 90 days, 12 months or 2 years, or for short 90d, 12m or 2y"
        raise AgeError(f"{quoted(text)} is no span of time: {hint}")
    unit = "days" if found["days"] else "months" if found["months"] else "years"
    return Age(int(found["number"]), unit)
