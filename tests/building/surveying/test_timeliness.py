"""What is told of dates depends on the as-of day of each brief."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import legation
from legation.building import plan

TODAY = date(2026, 3, 1)
HEADER = "title: Test\nsources: {s: {title: Source}}\n"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "today", lambda zone: TODAY)


def event(when: str, *more: str) -> str:
    fields = [f"date: {when}", "title: Talks", "sources: s", *more]
    return "  - " + "\n    ".join(fields) + "\n"


def written(folder: Path, events: str, briefs: str = "  b: {}\n", more: str = "") -> Path:
    path = folder / "events.yaml"
    path.write_text(f"{HEADER}events:\n{events}{more}briefs:\n{briefs}", encoding="utf-8")
    return path


def told(report: legation.Report) -> list[str]:
    return [
        f"{d.position.line if d.position else ''} {d.severity}[{d.code}]: {d.message}"
        for d in report
    ]


EARLY = "is after the as-of day (1 March 2026), and the event is not marked as planned"


def test_a_future_event_that_is_not_planned_is_an_error(tmp_path: Path) -> None:
    path = written(tmp_path, event("2026-03-02"))
    report = legation.check(path)
    assert told(report) == [f"4 error[future-event]: this {EARLY}"]
    (problem,) = report
    assert problem.position is not None
    assert problem.position.column == 11
    assert problem.hint == (
        "add `status: planned`, mend the date, or build as of a later day: --as-of"
    )
    build = legation.build(path, formats=["text"])
    assert (build.failed, build.status) == (("b",), 1)
    assert told(build.report) == told(report)


@pytest.mark.parametrize(
    "typed",
    [
        event("2026-03-01"),
        event("2026"),
        event("2026-03"),
        event("2026-02-20/2026-03-20"),
        event("2026-03-02", "status: planned"),
        event("2026-03-02", "status: cancelled"),
        event("unknown"),
    ],
)
def test_what_may_have_been_held_is_none(tmp_path: Path, typed: str) -> None:
    assert told(legation.check(written(tmp_path, typed))) == []


def test_only_the_briefs_that_select_it_fail(tmp_path: Path) -> None:
    briefs = "  gb: {parties: GB}\n  no: {parties: NO}\n  later: {parties: GB, as-of: 2027-01-01}\n"
    events = event("2026-05-01", "parties: GB") + event("2024", "parties: NO")
    path = written(tmp_path, events, briefs)
    build = legation.build(path, formats=["text"])
    assert ([w.brief for w in build.written], build.failed) == (["no", "later"], ("gb",))
    assert (build.status, len(told(build.report))) == (3, 1)
    assert legation.build(path, formats=["text"], as_of=date(2026, 5, 1)).status == 0
    earlier = legation.build(path, formats=["text"], as_of=date(2026, 4, 30))
    assert earlier.failed == ("gb", "later")
    assert told(earlier.report)[0].startswith(
        "4 error[future-event]: this is after the as-of day (30 April"
    )


def test_what_no_brief_selects_is_judged_by_today(tmp_path: Path) -> None:
    briefs = "  no: {parties: NO, as-of: 2030-01-01}\n"
    events = event("2026-05-01", "parties: GB") + event("2026-05-01", "parties: NO")
    events += event("2026-02-28", "parties: GB", "status: planned")
    path = written(tmp_path, events, briefs)
    expected = [
        f"4 error[future-event]: this {EARLY}",
        "16 warning[outcome]: planned for 2026-02-28, which is past: its outcome is not recorded",
    ]
    assert told(legation.check(path)) == expected
    build = legation.build(path, formats=["text"])
    assert (told(build.report), build.failed) == (expected, ())


def test_an_instrument_cannot_be_signed_later(tmp_path: Path) -> None:
    treaty = "instruments:\n  - title: Treaty\n    sources: s\n    parties: [GB, NO]\n"
    treaty += "    signed: 2026-06-01\n"
    briefs = "  b: {parties: GB}\n  signatures: {kinds: signature}\n  other: {parties: PK}\n"
    path = written(tmp_path, event("2024", "parties: PK"), briefs, treaty)
    report = legation.check(path)
    after = "this is after the as-of day (1 March 2026), and cannot have been signed"
    assert told(report) == [f"12 error[future-event]: {after}"]
    build = legation.build(path, formats=["text"])
    assert (build.failed, told(build.report)) == (("b", "signatures"), told(report))


def test_a_plan_that_is_past_is_a_warning_at_its_status(tmp_path: Path) -> None:
    path = written(tmp_path, event("2026-02-28", "status: planned"), "  a: {}\n  b: {}\n")
    (problem,) = legation.check(path)
    assert told(legation.check(path)) == [
        "7 warning[outcome]: planned for 2026-02-28, which is past: its outcome is not recorded"
    ]
    assert problem.hint == "write `status: held` and what came of it, or `status: cancelled`"
    assert legation.build(path, formats=["text"], strict=True).failed == ("a", "b")
    assert told(legation.build(path, formats=["text"], as_of=date(2026, 2, 28)).report) == []


def test_a_visit_book_is_spoilt_by_its_parts(tmp_path: Path) -> None:
    briefs = "  gb: {parties: GB, as-of: 2027-01-01}\n  book: {parties: [NO], parts: gb, as-of: 2026-04-01}\n"
    path = written(tmp_path, event("2026-05-01", "parties: GB"), briefs)
    assert legation.build(path, formats=["text"]).failed == ("book",)


def test_a_draft_leaves_it_out_and_names_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, event("2026-05-01") + event("2024", "place: Oslo"))
    build = legation.build(path, formats=["text"], draft=True)
    text = build.written[0].path.read_text(encoding="utf-8")
    assert "events.yaml:4" in text
    assert "this is after the as-of day" in text
    assert "Oslo" in text
    assert "May 2026" not in text
