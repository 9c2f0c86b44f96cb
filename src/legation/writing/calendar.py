"""Reminders as a calendar that other programs read (iCalendar, RFC 5545).

Each is an event of whole days (section 3.6.1), and takes up nobody's time (`TRANSP`, 3.8.2.7). Its `UID` is
made of what it is about, not of its date, so that a calendar that has it already moves it. What falls on
some day of a span is on all days of it, and its summary says so; where the span is too long for that to
be of use, or has no end, it is left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from icalendar import Calendar, Event, Timezone, TimezoneStandard

from legation.model.reminders import Kind, Reminder

LONGEST = 31
"""The days of the longest span of which some day is meant: a month."""


def belongs(reminder: Reminder) -> bool:
    """Whether a reminder can stand in a calendar: its days are known, or nearly."""
    if reminder.begins is None or reminder.ends is None:
        return False
    return reminder.exact or (reminder.ends - reminder.begins).days < LONGEST


def write(reminders: Iterable[Reminder], title: str, as_of: date) -> bytes:
    """A calendar of those reminders that belong in one.

    Args:
        reminders: What it may hold.
        title: What it is called; it also keeps apart what calendars of other titles call the same.
        as_of: The day from which it speaks.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Legation//legation stale//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _plain(title))
    stamp = datetime.combine(as_of, time(), UTC)
    home = sha256(title.encode()).hexdigest()[:8]
    for reminder in filter(belongs, reminders):
        calendar.add_component(_event(reminder, stamp, home))
    if not calendar.subcomponents:
        calendar.add_component(_nothing())
    data: bytes = calendar.to_ical()
    return data


def _event(reminder: Reminder, stamp: datetime, home: str) -> Event:
    assert reminder.begins is not None
    assert reminder.ends is not None
    event = Event()
    event.add("uid", f"{reminder.key}.{home}@legation")
    event.add("dtstamp", stamp)
    event.add("dtstart", reminder.begins)
    # The day after the last (RFC 5545, 3.8.2.2); the last that there is has none.
    event.add("dtend", min(reminder.ends, date.max - timedelta(1)) + timedelta(1))
    event.add("summary", _summary(reminder))
    event.add("transp", "TRANSPARENT")
    return event


def _nothing() -> Timezone:
    """What says nothing, for a calendar without events: it must hold something (section 3.6)."""
    zone, always = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    always.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 (local to the zone, 3.6.5)
    always.add("tzoffsetfrom", timedelta(0))
    always.add("tzoffsetto", timedelta(0))
    zone.add_component(always)
    return zone


def _summary(reminder: Reminder) -> str:
    title = f"Review: {reminder.title}" if reminder.kind is Kind.REVIEW else reminder.title
    return _plain(title if reminder.exact else f"{title} ({reminder.when}, day not known)")


def _plain(text: str) -> str:
    """The text on one line, without control characters, which no text of a calendar may hold (3.1)."""
    line = " ".join(text.split())
    return "".join(sign for sign in line if unicodedata.category(sign) != "Cc")
