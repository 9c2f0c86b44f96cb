"""Calendars, read back by the library that reads them for others."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.model.reminders import Kind, Reminder
from legation.writing.calendar import belongs, write

AS_OF = date(2026, 2, 24)


def reminder(title: str = "Visit", **fields: Any) -> Reminder:
    given: dict[str, Any] = {
        "kind": Kind.UPCOMING,
        "key": "oslo.event",
        "title": title,
        "words": "",
        "position": None,
        "when": "8 March 2026",
        "begins": date(2026, 3, 8),
        "ends": date(2026, 3, 8),
        "exact": True,
        **fields,
    }
    return Reminder(**given)


def events(*reminders: Reminder, title: str = "Norway") -> list[icalendar.Component]:
    calendar = icalendar.Calendar.from_ical(write(reminders, title, AS_OF))
    assert not calendar.errors
    found = calendar.walk("VEVENT")
    assert not any(event.errors for event in found)
    assert len(calendar.subcomponents) == max(len(found), 1)
    return found


def summaries(*reminders: Reminder) -> list[str]:
    return [str(event["summary"]) for event in events(*reminders)]


def test_the_bytes_of_one() -> None:
    assert write([reminder("Talks, Oslo")], "Norway", AS_OF).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Legation//legation stale//EN",
        "X-WR-CALNAME:Norway",
        "BEGIN:VEVENT",
        "SUMMARY:Talks\\, Oslo",
        "DTSTART;VALUE=DATE:20260308",
        "DTEND;VALUE=DATE:20260309",
        "DTSTAMP:20260224T000000Z",
        "UID:oslo.event.bea54a34@legation",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_one_without_events_holds_a_time_zone() -> None:
    assert write([], "Norway", AS_OF).decode().split("\r\n")[4:-2] == [
        "BEGIN:VTIMEZONE",
        "TZID:UTC",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0000",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_days_are_whole_and_the_end_is_the_day_after() -> None:
    (visit,) = events(reminder(ends=date(2026, 3, 10)))
    assert (visit.decoded("dtstart"), visit.decoded("dtend")) == (
        date(2026, 3, 8),
        date(2026, 3, 11),
    )
    (last,) = events(reminder(begins=date(9999, 12, 1), ends=date.max))
    assert last.decoded("dtend") == date.max


def test_what_is_known_to_the_month_is_on_all_its_days_and_says_so() -> None:
    month: dict[str, Any] = {"begins": date(2026, 3, 1), "ends": date(2026, 3, 31), "exact": False}
    assert summaries(reminder(when="in March 2026", **month)) == [
        "Visit (in March 2026, day not known)"
    ]


def test_a_review_says_that_it_is_one() -> None:
    assert summaries(reminder(kind=Kind.REVIEW)) == ["Review: Visit"]


@pytest.mark.parametrize(
    ("fields", "fits"),
    [
        ({}, True),
        ({"begins": None, "ends": None}, False),
        ({"ends": None}, False),
        ({"begins": date(2026, 3, 1), "ends": date(2026, 3, 31), "exact": False}, True),
        ({"begins": date(2026, 3, 1), "ends": date(2026, 4, 1), "exact": False}, False),
        ({"begins": date(2026, 3, 1), "ends": date(2026, 5, 1)}, True),
    ],
)
def test_what_is_known_no_better_is_left_out(fields: dict[str, Any], fits: bool) -> None:
    assert belongs(reminder(**fields)) == fits
    assert len(events(reminder(**fields))) == fits


def test_the_same_in_another_chronology_is_another() -> None:
    uids = {str(events(reminder(), title=title)[0]["uid"]) for title in ("Norway", "Italy")}
    assert len(uids) == 2
    (moved,) = events(reminder(begins=date(2026, 3, 9), ends=date(2026, 3, 9)))
    assert str(moved["uid"]) in uids


HOSTILE = [
    "Visit\r\nEND:VEVENT\r\nEND:VCALENDAR",
    "a\nATTACH:https://example.org",
    'commas, semicolons; colons: back\\slashes \\n and "quotes"',
    "bell\x07 and nul\x00 and \x85 and \u2028 lines",
    "Əliyev " * 60,
    "محمد اسحاق ڈار " * 20,
    "🕊" * 100,
]


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_breaks_out(title: str) -> None:
    data = write([reminder(title)], title, AS_OF)
    (event,) = events(reminder(title), title=title)
    assert set(event) == {"SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "TRANSP"}
    assert data.count(b"\r\nEND:VEVENT\r\n") == 1
    assert data.replace(b"\r\n", b"").count(b"\n") == 0
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


@given(st.text(min_size=1))
def test_any_title_comes_back_on_one_line(title: str) -> None:
    (said,) = summaries(reminder(title))
    line = " ".join(title.split())
    assert said == "".join(sign for sign in line if unicodedata.category(sign) != "Cc")


def test_the_same_gives_the_same() -> None:
    assert write([reminder()], "Norway", AS_OF) == write([reminder()], "Norway", AS_OF)
