"""What in a chronology somebody should look at again, and what is soon to come; as a calendar, too."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from legation.building.disk.files import blaming, write_together
from legation.building.disk.inputs import DEFAULT_PATH, StrPath, issued_folder
from legation.building.plan import choose, today
from legation.composing.reminders import reminders
from legation.diagnostics import Diagnostic, LegationError, Position, Report, Severity, fail
from legation.model.ages import Age, read_age
from legation.model.reminders import Reminder
from legation.reading.chronology import read_chronology

if TYPE_CHECKING:
    from legation.model.chronology import Chronology

OLDER_THAN = "12 months"
AHEAD = "30 days"


class Staleness(Struct, frozen=True):
    """What was found.

    Attributes:
        as_of: The day from which it speaks; None where the chronology cannot be read.
        reminders: What to look at, and what is to come.
        report: Every problem that was met.
        calendar: The calendar that was written; None where none was.
        dates: How many dates it holds.
    """

    as_of: date | None
    reminders: tuple[Reminder, ...]
    report: Report
    calendar: Path | None = None
    dates: int = 0

    @property
    def status(self) -> int:
        """The exit status: 1 where something cannot be read or written, else 0."""
        return 1 if self.report.failed else 0


def stale(
    path: StrPath = DEFAULT_PATH,
    *,
    brief: str | None = None,
    as_of: date | None = None,
    older_than: Age | str = OLDER_THAN,
    ahead: Age | str = AHEAD,
    calendar: StrPath | None = None,
) -> Staleness:
    """What is past its review date or of an age, what was planned and is past, and what is soon to come.

    Args:
        path: The chronology, a file or a folder of them.
        brief: The brief whose items and people are looked at; by default all of the chronology's are.
        as_of: The day from which to look; by default today in the chronology's time zone.
        older_than: How old figures and offices may be: `90 days`, `12 months`, `2 years`.
        ahead: How far to look ahead.
        calendar: A file to write what has days to, as a calendar. It is not written, and an earlier one
            stays, where an entry of the chronology cannot be read; nor is it written over what is no
            calendar, or among what was issued.

    Raises:
        UnknownBriefError: The chronology has no such brief.
        AgeError: A span of time is none; it is a `ValueError`.
    """
    older = read_age(older_than) if isinstance(older_than, str) else older_than
    far = read_age(ahead) if isinstance(ahead, str) else ahead
    report = Report()
    reading = read_chronology(Path(path), os.fspath(path), report)
    chronology = reading.chronology
    if chronology is None:
        return Staleness(as_of, (), report)
    if brief is not None:
        choose(chronology, reading.faults, [brief])
    day = as_of or today(chronology.timezone)
    if brief is not None and brief not in chronology.briefs:  # it has errors
        return Staleness(day, (), report)
    found = reminders(chronology, day, older, far, brief or "")
    if calendar is None or report.failed:
        return Staleness(day, found, report)
    told = Staleness(day, found, report, Path(calendar))
    try:
        _refuse(Path(calendar), os.fspath(calendar), issued_folder(os.fspath(path)))
    except LegationError as error:
        report.extend(error.diagnostics)
        return replace(told, calendar=None)
    return _with_calendar(chronology, told, calendar)


def _refuse(target: Path, named: str, issued: str) -> None:
    """Refuse to write a calendar over something else, or among what was issued.

    Raises:
        LegationError: It would be, or what stands there cannot be read.
    """
    hint = "name another file: --ics reminders.ics"
    if target.resolve().is_relative_to(Path(issued).resolve()):
        message = "this is in the folder of what was issued, where nothing else is written"
        raise fail(Position(named), "output", message, hint)
    if not target.is_file():
        return
    with blaming(named, "--ics FOLDER/FILE"), target.open("rb") as file:
        begins = file.read(64)
    if not begins.lstrip(b"\xef\xbb\xbf\r\n\t ").upper().startswith(b"BEGIN:VCALENDAR"):
        message = "this file is no calendar, and is not written over"
        raise fail(Position(named), "output", message, hint)


def _with_calendar(chronology: Chronology, found: Staleness, calendar: StrPath) -> Staleness:
    """What was found, when its calendar is written, or cannot be."""
    from legation.writing.calendar import belongs, write

    assert found.as_of is not None, "the chronology was read"
    target = Path(calendar)
    data = write(found.reminders, chronology.title, found.as_of)
    try:
        folder = os.path.dirname(calendar)  # noqa: PTH120 (a Path would drop a leading ./)
        write_together(target.parent, os.fspath(folder), {target.name: data}, "--ics FOLDER/FILE")
    except LegationError as error:
        found.report.extend(error.diagnostics)
        return replace(found, calendar=None)
    for reminder in found.reminders:
        if reminder.begins is not None and not belongs(reminder):
            found.report.add(_left_out(reminder))
    return replace(found, dates=sum(map(belongs, found.reminders)))


def _left_out(reminder: Reminder) -> Diagnostic:
    """The note of a reminder whose time is not known well enough for a calendar."""
    message = f"“{reminder.title}” ({reminder.when}) is not in the calendar"
    hint = "give its month or its day as soon as they are known"
    return Diagnostic(reminder.position, Severity.NOTE, "calendar", message, hint)
