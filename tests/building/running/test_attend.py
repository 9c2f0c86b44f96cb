"""A run issues what says anything new, once, tells what came of it, and lets no failure stop the rest."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import legation
from attending import Desk
from legation.building.disk.lock import locked
from legation.building.issuing import Issuing
from legation.building.outcome import Build, Written
from legation.building.running import attend, settling
from legation.building.running.attend import run
from legation.diagnostics import render

BAKU = "mon 06:00 Asia/Baku"
LINES = [
    "events.yaml, week from 23 November 2026: 2 issued",
    "norway: issued norway/2026-01: the first issue (issued/2026/norway-01.text)",
    "britain: issued britain/2026-01: the first issue (issued/2026/britain-01.text)",
]


def test_what_says_anything_new_is_issued_and_logged(desk: Desk) -> None:
    done = desk.run()
    assert (done.status, list(done.report), desk.told(done)) == (0, [], LINES)
    assert (desk.folder / "issued/2026/norway-01.text").exists()
    assert desk.log.read_text("utf-8") == done.run.line + "\n"
    line = json.loads(done.run.line)
    assert (line["time"], line["period"]) == ("2026-11-23T05:00:00+00:00", "2026-11-23")
    assert line["chronology"] == str(desk.path)
    assert line["briefs"]["norway"].keys() == {"state", "issue", "changes", "files", "content"}
    assert (line["status"], line["delivered"], line["problems"]) == (0, [], [])


def test_each_brief_says_why_it_was_not_issued(desk: Desk) -> None:
    desk.run()
    desk.edit("briefs:\n", "briefs:\n  sweden: {parties: [GB, NO], template: meting-brief}\n")
    desk.edit("Visit to Oslo", "Visit to Bergen")
    desk.edit("britain: {parties: GB", "britain: {parties: GBX")
    done = desk.run("2026-11-30T06:00+01:00")
    assert desk.told(done) == [
        "events.yaml, week from 30 November 2026: 1 issued, 2 failed",
        "sweden: failed: events.yaml:18: there is no template `meting-brief`",
        "norway: issued norway/2026-02: 1 changed (issued/2026/norway-02.text)",
        'britain: failed: events.yaml:20: "GBX" is no known party',
    ]
    assert done.status == 3
    assert {p.code for p in done.run.problems} >= {"unknown-template"}


def test_a_later_day_alone_is_no_news(desk: Desk) -> None:
    desk.run()
    done = desk.run("2026-11-30T06:00+01:00")
    assert desk.told(done)[1] == "norway: nothing new since issue 1 (23 November 2026)"
    assert done.status == 0
    assert desk.numbers() == ["2026-01"]


def test_an_event_whose_day_has_come_is_news(desk: Desk) -> None:
    desk.run("2027-03-08T06:00+01:00")
    assert desk.states("2027-03-15T06:00+01:00") == "issued issued"


# --- once in a period ----------------------------------------------------------------------------------


def test_what_was_done_in_the_period_is_skipped(desk: Desk) -> None:
    desk.run()
    done = desk.run("2026-11-25T12:00+01:00")
    assert desk.told(done) == [
        "events.yaml, week from 23 November 2026: 2 skipped",
        "norway: skipped: done already on 23 November 2026",
        "britain: skipped: done already on 23 November 2026",
    ]
    assert not (desk.folder / "output/drafts").exists()
    assert len(desk.log.read_text("utf-8").splitlines()) == 2


def test_other_content_in_the_same_period_is_done_anew(desk: Desk) -> None:
    desk.run()
    desk.edit("Visit to Oslo", "Visit to Bergen")
    assert desk.states("2026-11-24T06:00+01:00") == "issued issued"
    desk.edit("Visit to Bergen", "Visit to Oslo")  # which the log knows, but not as the last
    assert desk.states("2026-11-25T06:00+01:00") == "issued issued"
    assert desk.numbers() == ["2026-01", "2026-02", "2026-03"]


def test_content_that_somebody_else_issued_meanwhile_is_no_longer_the_last(desk: Desk) -> None:
    desk.run()
    desk.edit("Visit to Oslo", "Visit to Bergen")
    legation.issue(desk.path, as_of=desk.day)
    desk.edit("Visit to Bergen", "Visit to Oslo")
    assert desk.states("2026-11-25T06:00+01:00") == "issued issued"


def test_what_was_issued_by_hand_in_the_period_is_not_told_to_be_nothing_new(desk: Desk) -> None:
    legation.issue(desk.path, as_of=desk.day)
    done = desk.run("2026-11-24T06:00+01:00")
    assert desk.told(done)[1] == "norway: skipped: issued already on 23 November 2026"


def test_only_what_was_missed_is_done_where_that_is_asked_for(desk: Desk) -> None:
    desk.run()
    desk.edit("Visit to Oslo", "Visit to Bergen")
    assert desk.states("2026-11-25T06:00+01:00", if_missed=True) == "skipped skipped"
    assert desk.states("2026-11-30T06:00+01:00", if_missed=True) == "issued issued"


def test_three_missed_weeks_are_made_up_for_once(desk: Desk) -> None:
    desk.run("2026-11-02T06:00+04:00", BAKU)
    desk.edit("Visit to Oslo", "Visit to Bergen")
    assert desk.states("2026-11-26T09:00+04:00", BAKU) == "issued issued"
    assert desk.states("2026-11-26T09:01+04:00", BAKU) == "skipped skipped"
    assert desk.states("2026-11-30T06:00+04:00", BAKU) == "nil nil"
    assert desk.numbers() == ["2026-01", "2026-02"]


def test_what_failed_is_tried_again_in_the_period(desk: Desk) -> None:
    desk.edit("britain: {", "britain: {template: meting-brief, ")
    assert desk.states() == "issued failed"
    desk.edit("britain: {template: meting-brief, ", "britain: {")
    assert desk.states() == "skipped issued"


def test_a_scheduler_that_calls_a_moment_early_or_twice(desk: Desk) -> None:
    assert desk.states("2026-11-23T05:59:30+04:00", BAKU) == "issued issued"
    assert desk.states("2026-11-23T06:00+04:00", BAKU) == "skipped skipped"
    assert desk.states("2026-11-30T05:59:30+04:00", BAKU) == "nil nil"


@pytest.mark.parametrize(
    ("week", "due"),
    [
        ("2026-10-25", "sun 02:30 Europe/Berlin"),  # which comes twice
        ("2026-03-29", "sun 02:30 Europe/Berlin"),  # which does not exist
        ("2026-03-29", "sun 03:00 Europe/Berlin"),
    ],
)
def test_where_clocks_are_changed_it_is_done_once(desk: Desk, week: str, due: str) -> None:
    desk.states("2026-02-02T06:00+00:00", due)
    done = [desk.states(f"{week}T{hour:02}:{minute}:00+00:00", due) for hour, minute in HOURS]
    assert done.count("nil nil") == 2  # for the week before, and for this
    assert done[-1] == "skipped skipped"


HOURS = [(hour, minute) for hour in range(4) for minute in (10, 40)]


def test_a_clock_that_was_set_back_does_nothing_twice_and_keeps_nothing_from_being_done(
    desk: Desk,
) -> None:
    desk.run("2026-11-23T06:10+01:00", "mon 06:00 Europe/Berlin")
    assert desk.states("2026-11-23T05:00+01:00", "mon 06:00 Europe/Berlin") == "skipped skipped"
    assert desk.states("2026-11-23T06:00+01:00", "mon 06:00 Europe/Berlin") == "skipped skipped"
    assert desk.states("2026-11-30T06:00+01:00", "mon 06:00 Europe/Berlin") == "nil nil"


def test_a_clock_that_was_years_ahead_keeps_nothing_from_being_done(desk: Desk) -> None:
    desk.edit("status: planned", "status: cancelled")
    desk.run("2026-11-23T06:10+01:00")
    assert desk.states("2099-11-23T06:10+01:00") == "nil nil"
    assert desk.states("2026-11-30T06:10+01:00") == "nil nil"
    assert desk.states("2026-12-01T06:10+01:00") == "skipped skipped"


def test_what_was_issued_as_of_a_day_still_to_come_is_told(desk: Desk) -> None:
    desk.run("2099-11-23T06:10+01:00")
    desk.edit("Visit to Oslo", "Visit to Bergen")
    done = desk.run("2026-11-30T06:10+01:00")
    assert done.status == 1
    reason = done.run.briefs["norway"].reason
    assert "`norway` was issued as of 23 November 2099 (2099-01), which is later" in reason
    assert done.run.problems[0].message in reason


# --- what goes wrong -----------------------------------------------------------------------------------


def test_a_chronology_that_cannot_be_read(desk: Desk) -> None:
    desk.run()
    desk.path.write_text("title: [\n", encoding="utf-8")
    done = desk.run("2026-11-30T06:00+01:00")
    assert (done.status, desk.told(done)) == (
        1,
        ["events.yaml, week from 30 November 2026: nothing was done"],
    )
    assert "events.yaml:1:8" in done.run.problems[0].place
    assert json.loads(desk.log.read_text("utf-8").splitlines()[-1])["status"] == 1
    assert "NOT REFRESHED" in (desk.folder / "output/STATUS.txt").read_text("utf-8")


def test_a_chronology_that_is_not_there_gets_no_folder(tmp_path: Path) -> None:
    done = run(tmp_path / "none.yaml")
    assert done.status == 1
    assert [problem.code for problem in done.run.problems] == ["file"]
    assert list(tmp_path.iterdir()) == []


def test_what_does_not_say_what_it_should_is_not_issued(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.edit("[GB, NO], formats: text", "[GB, NO], formats: pdf")
    desk.edit("GB, formats: text", "GB, formats: [docx, pdf]")

    def build(*args: Any, real: Any = legation.build, **options: Any) -> Build:
        built: Build = real(*args, **options)
        other = (desk.folder / "output/britain.pdf").read_bytes()
        (desk.folder / "output/norway.pdf").write_bytes(other)
        return built

    monkeypatch.setattr(settling, "build", build)
    done = desk.run()
    assert desk.told(done)[1:] == [
        "norway: failed: what was built does not say what it should",
        "britain: issued britain/2026-01: the first issue "
        "(issued/2026/britain-01.docx, issued/2026/britain-01.pdf)",
    ]
    assert (done.status, desk.numbers()) == (3, [])
    assert {Path(p.place).name for p in done.run.problems} == {"norway.pdf"}
    assert (desk.folder / "output/drafts/2026-11-23/norway.pdf").exists()


def test_what_is_numbered_is_verified_once_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.edit("[GB, NO], formats: text", "[GB, NO], formats: pdf")

    def issue(*args: Any, vet: Any, **options: Any) -> Issuing:
        def spoilt(brief: str, files: Sequence[Written]) -> bool:
            for file in files:
                file.path.write_bytes(file.path.read_bytes()[:-100])
            return bool(vet(brief, files))

        return legation.issue(*args, vet=spoilt, **options)

    monkeypatch.setattr(settling, "issue", issue)
    done = desk.run()
    assert "norway: failed: what was built does not say what it should" in desk.told(done)
    assert (done.status, desk.numbers()) == (3, [])


def test_a_file_that_somebody_has_changed_keeps_nothing_from_being_issued(desk: Desk) -> None:
    desk.edit("[GB, NO], formats: text", "[GB, NO], formats: pdf")
    desk.run()
    hers = desk.folder / "output/norway.pdf"
    hers.write_bytes(b"hers")
    desk.edit("Visit to Oslo", "Visit to Bergen")
    done = desk.run("2026-11-30T06:00+01:00")
    assert (done.status, desk.numbers()) == (0, ["2026-01", "2026-02"])
    assert hers.read_bytes() == b"hers"


def test_a_mistake_of_legations_own_is_told_and_logged(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def issue(*args: Any, **options: Any) -> None:
        raise RuntimeError("no more")

    monkeypatch.setattr(settling, "issue", issue)
    done = desk.run()
    assert desk.told(done)[1:] == [
        "norway: failed: the run was cut short",
        "britain: failed: the run was cut short",
    ]
    assert (done.status, [p.code for p in done.run.problems]) == (1, ["internal"])
    assert desk.log.read_text("utf-8") == done.run.line + "\n"


def test_a_folder_that_cannot_be_written_to(desk: Desk) -> None:
    (desk.folder / "issued").write_text("no folder")
    done = desk.run()
    assert done.status == 1
    assert {p.message for p in done.run.problems} == {"there is a file where a folder is wanted"}


def test_a_log_that_is_a_link_is_not_written_through(desk: Desk) -> None:
    target = desk.folder / "else.txt"
    target.write_text("hers\n")
    desk.log.parent.mkdir()
    desk.log.symlink_to(target)
    done = desk.run()
    assert done.status == 1
    assert target.read_text() == "hers\n"


def test_a_dry_run_does_nothing(desk: Desk) -> None:
    done = desk.run(dry_run=True)
    assert desk.told(done) == [
        "events.yaml, week from 23 November 2026: to be expected: 2 issued",
        "norway: issued norway/2026-01",
        "britain: issued britain/2026-01",
    ]
    assert [path.name for path in desk.folder.iterdir()] == ["events.yaml"]
    desk.run()
    assert desk.states(dry_run=True) == "skipped skipped"
    assert desk.states("2026-11-30T06:00+01:00", dry_run=True) == "nil nil"
    assert len(desk.log.read_text("utf-8").splitlines()) == 1


def test_of_two_at_once_the_second_finds_all_done(desk: Desk) -> None:
    done = []
    threads = [threading.Thread(target=lambda: done.append(desk.run())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(" ".join(f.state for f in each.run.briefs.values()) for each in done) == [
        "issued issued",
        "skipped skipped",
        "skipped skipped",
    ]
    assert len(desk.log.read_text("utf-8").splitlines()) == 3


def test_one_that_waits_too_long_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attend, "PATIENCE", 0.0)
    desk.run()
    with locked(desk.folder / "issued/.legation/running", "issued"):
        done = desk.run()
    assert done.status == 1
    (problem,) = done.report
    assert "another run of this chronology is under way" in render(problem)
    assert len(desk.log.read_text("utf-8").splitlines()) == 2


def test_warnings_of_the_chronology_are_counted(desk: Desk) -> None:
    desk.edit("    sources: report\n", "")
    done = desk.run()
    assert (done.run.warnings, done.run.problems) == (1, ())
    assert desk.told(done)[-1] == f"1 warning: legation check {desk.path}".replace(
        f"{desk.folder}/", ""
    )
