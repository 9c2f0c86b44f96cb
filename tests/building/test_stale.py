"""`legation.stale`: from a chronology's file to reminders and a calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import icalendar
import pytest

import legation
from legation.diagnostics import render
from legation.model.ages import AgeError
from legation.model.clearing import record
from readings import read

AS_OF = date(2026, 2, 24)
CHRONOLOGY = """\
title: Norway
timezone: Europe/Oslo
people:
  eide:
    name: Espen Barth Eide
    offices: [{title: Foreign Minister, party: 'NO', from: 2023, review: 2026-02-01}]
events:
  - id: talks
    date: 2026-03-08
    title: Talks
    status: planned
    parties: [GB, 'NO']
    people: eide
    sources: A report
  - {id: visit, date: 2026, title: Visit, status: planned, parties: [GB, IT], sources: A report}
briefs:
  norway: {parties: [GB, 'NO'], bottom-line: 'Talks are due [talks].'}
  italy: {parties: [GB, IT]}
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("events.yaml")
    path.write_text(CHRONOLOGY, encoding="utf-8")
    return path


def places(found: legation.Staleness) -> list[str]:
    return [f"{each.position} {each.kind} {each.id}" for each in found.reminders]


def test_each_stands_where_it_was_typed(path: Path) -> None:
    found = legation.stale(path, as_of=AS_OF)
    assert places(found) == [
        "events.yaml:6:74 review eide",
        "events.yaml:15:23 upcoming visit",
        "events.yaml:9:11 upcoming talks",
    ]
    assert (found.status, found.as_of, found.calendar) == (0, AS_OF, None)


def test_of_a_brief_there_are_its_own(path: Path) -> None:
    assert places(legation.stale(path, brief="italy", as_of=AS_OF)) == [
        "events.yaml:15:23 upcoming visit"
    ]
    with pytest.raises(legation.UnknownBriefError):
        legation.stale(path, brief="italia", as_of=AS_OF)


def test_it_speaks_from_today(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("legation.building.stale.today", lambda zone: date(2026, 3, 1))
    found = legation.stale(path)
    assert found.as_of == date(2026, 3, 1)
    assert "in 7 days" in found.reminders[-1].words


def test_spans_of_time_can_be_typed(path: Path) -> None:
    assert len(legation.stale(path, as_of=AS_OF, ahead="12d").reminders) == 3
    assert len(legation.stale(path, as_of=AS_OF, ahead="11 days").reminders) == 2
    with pytest.raises(AgeError, match="is no span of time"):
        legation.stale(path, older_than="long")


def test_the_calendar_holds_what_has_days_and_tells_what_it_leaves_out(path: Path) -> None:
    found = legation.stale(path, as_of=AS_OF, calendar="made/reminders.ics")
    assert (found.calendar, found.dates, found.status) == (Path("made/reminders.ics"), 2, 0)
    events = icalendar.Calendar.from_ical(Path("made/reminders.ics").read_bytes()).walk("VEVENT")
    assert [(str(event["summary"]), event.decoded("dtstart")) for event in events] == [
        ("Review: Espen Barth Eide, Foreign Minister, Norway", date(2026, 2, 1)),
        ("Talks", date(2026, 3, 8)),
    ]
    assert [render(told) for told in found.report] == [
        "events.yaml:15:23: note[calendar]: “Visit” (in 2026) is not in the calendar\n"
        "  hint: give its month or its day as soon as they are known"
    ]


def test_the_same_day_gives_the_same_bytes(path: Path) -> None:
    made = []
    for name in ("a.ics", "b.ics"):
        legation.stale(path, as_of=AS_OF, calendar=name)
        made.append(Path(name).read_bytes())
    assert made[0] == made[1]


def test_an_earlier_calendar_stays_where_an_entry_cannot_be_read(path: Path) -> None:
    Path("reminders.ics").write_text("earlier", encoding="utf-8")
    path.write_text(CHRONOLOGY + "  bad: {parties: [XX]}\n", encoding="utf-8")
    found = legation.stale(path, as_of=AS_OF, calendar="reminders.ics")
    assert (found.status, found.calendar, len(found.reminders)) == (1, None, 3)
    assert Path("reminders.ics").read_text(encoding="utf-8") == "earlier"
    assert legation.stale(path, brief="bad", as_of=AS_OF).reminders == ()


@pytest.mark.parametrize("name", ["events.yaml", "./notes/note.md", "empty.ics"])
def test_what_is_no_calendar_is_not_written_over(path: Path, name: str) -> None:
    Path("notes").mkdir()
    Path("notes/note.md").write_text("A note.", encoding="utf-8")
    Path("empty.ics").touch()
    before = Path(name).read_bytes()
    found = legation.stale(path, as_of=AS_OF, calendar=name)
    assert (found.status, found.calendar, Path(name).read_bytes()) == (1, None, before)
    assert [render(told) for told in found.report] == [
        f"{name}: error[output]: this file is no calendar, and is not written over\n"
        "  hint: name another file: --ics reminders.ics"
    ]


@pytest.mark.parametrize("name", ["issued/2026/norway-01.ics", "notes/../issued/r.ics"])
def test_nothing_is_written_among_what_was_issued(path: Path, name: str) -> None:
    found = legation.stale(path, as_of=AS_OF, calendar=name)
    assert (found.status, found.calendar, Path("issued").exists()) == (1, None, False)
    assert "in the folder of what was issued" in render(next(iter(found.report)))


def test_a_calendar_of_another_program_is_written_over(path: Path) -> None:
    Path("reminders.ics").write_bytes(b"\xef\xbb\xbfbegin:vcalendar\r\nEND:VCALENDAR\r\n")
    assert legation.stale(path, as_of=AS_OF, calendar="reminders.ics").dates == 2


def test_a_calendar_that_cannot_be_written_is_told(path: Path) -> None:
    Path("reminders.ics").mkdir()
    found = legation.stale(path, as_of=AS_OF, calendar="reminders.ics")
    assert (found.status, found.calendar) == (1, None)
    assert "reminders.ics: error[output]: this is not a file" in render(next(iter(found.report)))


def test_what_cannot_be_read_at_all_has_nothing(tmp_path: Path) -> None:
    found = legation.stale(tmp_path / "none.yaml", as_of=AS_OF)
    assert (found.status, found.reminders) == (1, ())


def test_a_review_changes_nothing_that_is_printed_checked_or_cleared(path: Path) -> None:
    plain = CHRONOLOGY.replace(", review: 2026-02-01", "")
    reviewed = CHRONOLOGY.replace("id: talks\n", "id: talks\n    review: 2026-02-01\n")
    said = []
    for text in (plain, reviewed):
        path.write_text(text, encoding="utf-8")
        assert not legation.check(path).failed
        said.append(" ".join(told.code for told in legation.check(path)))
        built = legation.build(path, briefs=["norway"], formats=["pdf", "text"], as_of=AS_OF)
        assert built.status == 0
        said.append(Path("output/norway.text").read_text(encoding="utf-8").partition("Content:")[0])
        read_again = read(text.removeprefix("title: Norway\n")).chronology
        said.append(record(read_again, read_again.briefs["norway"]))
    assert said[:3] == said[3:]


@pytest.mark.parametrize("typed", ["2026-09", "soon", "unknown"])
def test_a_review_is_on_a_day(typed: str) -> None:
    said = read(f"events: [{{date: 2024, title: Visit, review: {typed}, sources: A report}}]").said
    assert len(said) == 1
    assert "error[date]" in said[0]
    assert "write a full date: 2026-02-24" in said[0]
