"""When something is due every week: a weekday, a time of day and an IANA time zone.

Written as `mon 06:00 Asia/Baku`. A time that the zone skips, or has twice, on one of its days in the next
ten years is refused with better ones nearby: schedulers differ in what they make of such a time.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct

from legation.diagnostics import LegationError, fail, nearest
from legation.model.date_points import spelt
from legation.model.date_refusals import quoted

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_TIME = re.compile(r"(\d{1,2}):(\d\d)", re.ASCII)
_DISTANCE = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d))?", re.ASCII | re.IGNORECASE)
_WEEK = timedelta(days=7)
_WEEKS = 522  # ten years
_SHORT = 3


class TimingError(LegationError):
    """What was given is no time that can be kept every week; the hint has one that can.

    Attributes:
        timezone: Whether the time zone is to blame, rather than the day or the time of day.
    """

    timezone = False


class Weekly(Struct, frozen=True):
    """A moment of every week.

    Attributes:
        day: The weekday, Monday being 0.
        at: The time of day, in whole minutes.
        zone: The IANA time zone in which it is meant.
    """

    day: int
    at: time
    zone: str

    @classmethod
    def of(cls, day: str, at: str, zone: str) -> Weekly:
        """A moment as it is typed: `mon` (or `Monday`), `06:00`, `Asia/Baku`.

        Raises:
            TimingError: There is no such day, time or time zone.
        """
        return cls(_day(day), _time(at), _zone(zone))

    @classmethod
    def read(cls, text: str) -> Weekly:
        """The moment that `str` has written.

        Raises:
            TimingError: It is none.
        """
        parts = text.split()
        if len(parts) != len(("day", "time", "zone")):
            raise _wrong(
                f"{quoted(text)} is no time of a week", "write it as `mon 06:00 Asia/Baku`"
            )
        return cls.of(*parts)

    def __str__(self) -> str:
        return f"{DAYS[self.day][:_SHORT].lower()} {self.at:%H:%M} {self.zone}"

    def last(self, moment: datetime) -> datetime:
        """When it was due last, at a moment or before, in its own zone: there its period begins."""
        local = moment.astimezone(zoneinfo.ZoneInfo(self.zone))
        due = self._on(local.date() - timedelta(days=(local.weekday() - self.day) % 7))
        return due if _instant(due) <= _instant(moment) else self._on(due.date() - _WEEK)

    def next(self, moment: datetime) -> datetime:
        """When it is due next, after a moment, in its own zone."""
        return self._on(self.last(moment).date() + _WEEK)

    def ahead(self, moment: datetime) -> Iterator[datetime]:
        """When it is due in the ten years after a moment."""
        first = self.next(moment).date()
        return (self._on(first + week * _WEEK) for week in range(_WEEKS))

    def _on(self, day: date) -> datetime:
        return datetime.combine(day, self.at, zoneinfo.ZoneInfo(self.zone))


def assure(weekly: Weekly, moment: datetime) -> None:
    """Refuse a time that is skipped, or comes twice, on one of its days in the ten years after a moment.

    Raises:
        TimingError: It is; the hint has the nearest times that never are.
    """
    for due in weekly.ahead(moment):
        if trouble := _trouble(due):
            day, what = DAYS[weekly.day], f"{weekly.at:%H:%M}"
            message = f"{what} on {day}s {trouble} in {weekly.zone} on {spelt(due.date())}"
            turn = "forward" if _shift(due) > timedelta(0) else "back"
            better = " or ".join(
                f"{day[:_SHORT].lower()} {at:%H:%M}" for at in _near(weekly, moment)
            )
            raise _wrong(f"{message}, when clocks go {turn}", f"write {better}")


def _trouble(due: datetime) -> str:
    """What is wrong with a moment that a zone skips, or has twice; nothing of any other."""
    shift = _shift(due)
    if not shift:
        return ""
    return "does not exist" if shift > timedelta(0) else "comes twice"


def _shift(due: datetime) -> timedelta:
    """By how much clocks are turned over a time; zero where they are not (PEP 495)."""
    before, after = due.replace(fold=0).utcoffset(), due.replace(fold=1).utcoffset()
    return (after or timedelta()) - (before or timedelta())


def _near(weekly: Weekly, moment: datetime) -> Iterator[time]:
    """The nearest times of the same day, by whole hours before and after, that are never troubled."""
    for step in (-1, 1):
        for hour in range(weekly.at.hour + step, 24 if step > 0 else -1, step):
            other = Weekly(weekly.day, weekly.at.replace(hour=hour), weekly.zone)
            if not any(map(_trouble, other.ahead(moment))):
                yield other.at
                break


def _instant(moment: datetime) -> datetime:
    """A moment in UTC: two of one zone are else compared by what the clock shows."""
    return moment.astimezone(UTC)


# --- what is typed --------------------------------------------------------------------------------------


def _day(typed: str) -> int:
    word = typed.casefold()
    known = [day.casefold() for day in DAYS]
    for number, day in enumerate(known):
        if len(word) >= _SHORT and day.startswith(word):
            return number
    near = nearest(word, [*known, *(day[:_SHORT] for day in known)], 0.5)
    hint = f"write {near[:_SHORT]}" if near else "write mon, tue, wed, thu, fri, sat or sun"
    raise _wrong(f"{quoted(typed)} is no day of the week", hint)


def _time(typed: str) -> time:
    found = _TIME.fullmatch(typed)
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return time(int(found[1]), int(found[2]))
    hint = "write hours and minutes, from 00:00 to 23:59"
    if found and (int(found[1]), int(found[2])) == (24, 0):
        hint = "write 00:00, and the next day"
    elif meant := _clock(typed):
        hint = f"write {meant}"
    raise _wrong(f"{quoted(typed)} is no time of day", hint)


def _clock(typed: str) -> str:
    """The time that was meant by `6`, `6.30`, `0630`, `6am` or `6:30 pm`; nothing where none was."""
    found = re.fullmatch(r"(\d{1,2}?)[.:h]?(\d\d)?\s*([ap])?\.?m?\.?", typed.strip().casefold())
    if not found:
        return ""
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def _zone(typed: str) -> str:
    # What else is known there changes with the computer (`localtime`), or is of no place (`Factory`).
    known = sorted(z for z in zoneinfo.available_timezones() if "/" in z or z == "UTC")
    if typed in known:
        return typed
    from legation.reading.problems import likeliest

    near = _at_distance(typed, known) or likeliest(typed, known, cutoff=0.5)
    hint = f"write {near}" if near else "write a continent and a city, such as Asia/Baku"
    error = _wrong(f"{quoted(typed)} is no time zone", hint)
    error.timezone = True
    raise error


def _at_distance(typed: str, known: Iterable[str]) -> str:
    """What to write for `UTC+4`: a place that keeps such a time the whole year; nothing for all else."""
    found = _DISTANCE.fullmatch(typed.strip())
    if not found:
        return ""
    distance = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    wanted = -distance if found[1] == "-" else distance
    days = [datetime.now(UTC) + step * _WEEK for step in range(0, 52, 4)]
    places = (zone for zone in known if not zone.startswith("Etc/"))
    return next(
        (
            z
            for z in places
            if {d.astimezone(zoneinfo.ZoneInfo(z)).utcoffset() for d in days} == {wanted}
        ),
        "",
    )


def _wrong(message: str, hint: str) -> TimingError:
    return TimingError(*fail(None, "schedule", message, hint).diagnostics)
