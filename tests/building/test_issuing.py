"""Issuing: what says anything new gets a number, goes on record, and is never written over."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import legation
from legation.building.issues.register import Register, register_of
from legation.cli import main

TEXT = """\
title: Our relations
timezone: UTC
sources:
  report: {title: A report}
events:
  - id: visit
    date: 2024-08-23
    title: Visit to Oslo
    parties: [GB, NO]
    sources: report
  - id: forum
    date: 2026-03-10
    title: Forum in Bergen
    status: planned
    parties: [GB, NO]
    sources: report
briefs:
  norway: {parties: [GB, NO], formats: text}
  britain: {parties: GB, formats: text}
"""
DAY = date(2026, 2, 24)
NEXT = date(2026, 3, 2)


@pytest.fixture
def chronology(tmp_path: Path) -> Path:
    path = tmp_path / "events.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def change(chronology: Path, old: str, new: str) -> None:
    text = chronology.read_text("utf-8")
    assert old in text
    chronology.write_text(text.replace(old, new, 1), encoding="utf-8")


def tree(folder: Path) -> Mapping[str, bytes]:
    """The files of the register, but for its lock."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in found
        if path.name != "lock"
    }


def messages(done: legation.Issuing | legation.Build) -> list[str]:
    return [legation.render(each).replace("\n  ", " | ") for each in done.report]


def test_the_first_issue_is_numbered_recorded_and_copied(chronology: Path) -> None:
    done = legation.issue(chronology, briefs=["norway"], as_of=DAY)
    assert [issue.reference for issue in done.issued] == ["norway/2026-01"]
    assert (done.nil, done.failed, done.status) == ({}, (), 0)
    filed = chronology.parent / "issued/2026/norway-01.text"
    assert filed.read_bytes() == (chronology.parent / "output/norway.text").read_bytes()
    assert "Issue: 2026-01" in filed.read_text("utf-8")
    kept = register_of(chronology).read("norway", "2026-01")
    assert kept == done.issued[0]
    assert (kept.as_of, kept.since, kept.version) == (DAY, "", legation.version.__version__)
    assert kept.inputs.keys() == {"events.yaml"}
    assert [entry.id for entry in kept.edition.entries] == ["visit", "forum"]


def test_what_says_nothing_new_is_not_issued(chronology: Path) -> None:
    legation.issue(chronology, as_of=DAY)
    before = tree(chronology.parent)
    done = legation.issue(chronology, as_of=NEXT)  # a later day alone is nothing new
    assert done.issued == ()
    assert {name: last.number for name, last in done.nil.items()} == {
        "norway": "2026-01",
        "britain": "2026-01",
    }
    assert done.status == 0
    assert tree(chronology.parent) == before


def test_how_a_text_was_typed_is_nothing_new(chronology: Path) -> None:
    legation.issue(chronology, as_of=DAY)
    change(chronology, "date: 2024-08-23", "date: 23 August 2024  # as the report has it")
    change(chronology, "title: Our relations", "title: Relations")
    assert legation.issue(chronology, as_of=DAY).issued == ()


def test_an_event_whose_day_has_come_is_news(chronology: Path) -> None:
    legation.issue(chronology, as_of=DAY)
    done = legation.issue(chronology, as_of=date(2026, 3, 11))
    assert [issue.reference for issue in done.issued] == ["norway/2026-02", "britain/2026-02"]


def test_only_what_has_changed_is_issued_and_says_since_when(chronology: Path) -> None:
    legation.issue(chronology, as_of=DAY)
    change(chronology, "parties: GB, formats", "parties: GB, bottom-line: All well., formats")
    done = legation.issue(chronology, as_of=NEXT)
    assert [issue.reference for issue in done.issued] == ["britain/2026-02"]
    assert list(done.nil) == ["norway"]
    assert done.issued[0].since == "2026-01"
    text = (chronology.parent / "issued/2026/britain-02.text").read_text("utf-8")
    assert "What has changed since issue 1 (24 February 2026)" in text
    assert "Issue: 2026-02" in text


def test_what_fits_its_pages_fits_them_with_a_number(chronology: Path) -> None:
    """The number takes no line of its own, which might be the one too many."""
    change(chronology, "formats: text}", "formats: text, template: meeting-brief, pages: 2}")
    lines = []
    for run in (legation.build, legation.issue):
        assert run(chronology, briefs=["norway"], as_of=DAY).status == 0
        lines.append(len(said(chronology).splitlines()))
    assert lines[0] == lines[1]


def test_force_issues_what_says_nothing_new(chronology: Path) -> None:
    legation.issue(chronology, briefs=["norway"], as_of=DAY)
    done = legation.issue(chronology, briefs=["norway"], as_of=DAY, force=True)
    assert [issue.number for issue in done.issued] == ["2026-02"]


def test_each_year_begins_anew(chronology: Path) -> None:
    legation.issue(chronology, briefs=["norway"], as_of=DAY)
    done = legation.issue(chronology, briefs=["norway"], as_of=date(2027, 1, 4))
    assert [issue.reference for issue in done.issued] == ["norway/2027-01"]
    assert done.issued[0].since == "2026-01"


def test_an_issue_does_not_speak_from_before_the_last(chronology: Path) -> None:
    legation.issue(chronology, briefs=["norway"], as_of=NEXT)
    done = legation.issue(chronology, briefs=["norway"], as_of=DAY, force=True)
    assert (done.issued, done.failed, done.status) == ((), ("norway",), 1)
    assert [text.split(": error", 1)[1] for text in messages(done)] == [
        "[earlier-issue]: `norway` was issued as of 2 March 2026 (2026-01), which is later"
        " | hint: issue it as of that day or later: --as-of 2026-03-02"
    ]


def test_a_brief_that_fails_does_not_stop_the_others(chronology: Path) -> None:
    change(chronology, "parties: GB,", "parties: GB, template: none-such,")
    done = legation.issue(chronology, as_of=DAY)
    assert [issue.brief for issue in done.issued] == ["norway"]
    assert (done.failed, done.status) == (("britain",), 3)


def test_what_the_register_lost_is_warned_of(chronology: Path) -> None:
    legation.issue(chronology, as_of=DAY)
    (chronology.parent / "issued/register/norway/2026-01.json").unlink()
    done = legation.issue(chronology, as_of=DAY)
    assert [issue.reference for issue in done.issued] == ["norway/2026-02"]
    assert messages(done) == [
        f"{chronology.parent}/issued/register/norway/2026-01.json: warning[register]: this is not there,"
        f" though {chronology.parent}/issued/2026/norway-01.text is"
        " | hint: get it back from a copy, as from git; or take that file away, if it was never issued"
    ]


def test_each_that_fails_says_why(chronology: Path) -> None:
    change(chronology, "parties: GB,", "parties: GB, template: none-such,")
    legation.issue(chronology, as_of=NEXT)
    done = legation.issue(chronology, as_of=DAY)
    assert done.reasons == {
        "britain": f"{chronology}:19: there is no template `none-such`",
        "norway": f"{chronology}:18: `norway` was issued as of 2 March 2026 (2026-01), which is later",
    }
    run = CliRunner().invoke(main, ["issue", str(chronology), "--as-of", "2026-02-24"])
    assert [line for line in run.stdout.splitlines() if "failed" in line] == [
        f"{name}: failed: {reason}" for name, reason in done.reasons.items()
    ]


def test_what_keeps_all_from_being_issued_is_the_reason_of_each(chronology: Path) -> None:
    chronology.with_name("issued").write_text("in the way", encoding="utf-8")
    done = legation.issue(chronology, as_of=DAY)
    assert done.reasons == dict.fromkeys(
        ["norway", "britain"],
        f"{chronology.parent}/issued: there is a file where a folder is wanted",
    )
    chronology.with_name("issued").unlink()
    chronology.with_name("output").write_text("in the way", encoding="utf-8")
    done = legation.issue(chronology, as_of=DAY)
    assert done.reasons == dict.fromkeys(
        ["norway", "britain"], "there is a file where a folder is wanted"
    )


def test_a_link_is_told_of_once(chronology: Path, tmp_path: Path) -> None:
    chronology.with_name("issued").mkdir()
    (elsewhere := tmp_path / "elsewhere").mkdir()
    (tmp_path / "issued/2026").symlink_to(elsewhere)
    done = legation.issue(chronology, as_of=DAY)
    assert messages(done) == [
        f"{tmp_path}/issued/2026: error[output]: this is a link to somewhere else"
        " | hint: put a folder of its own in its place"
    ]
    assert done.failed == ("norway", "britain")


def test_a_brief_that_may_have_had_another_id_is_noted(chronology: Path) -> None:
    assert messages(legation.issue(chronology, as_of=DAY)) == []
    change(chronology, "  norway:", "  oslo:")
    done = legation.issue(chronology, as_of=DAY)
    assert [issue.reference for issue in done.issued] == ["oslo/2026-01"]
    assert messages(done) == [
        "note[former-brief]: `norway` was issued up to 2026-01 and is no brief any more;"
        " if `oslo` is the same, its numbers begin anew"
        " | hint: to go on with them, give it its former id, `norway`"
    ]
    assert messages(legation.issue(chronology, as_of=DAY)) == []


def test_what_cannot_be_read_is_not_issued(chronology: Path) -> None:
    chronology.write_text("title: [", encoding="utf-8")
    done = legation.issue(chronology, as_of=DAY)
    assert (done.issued, done.status) == ((), 1)


def test_an_unknown_brief_is_the_callers_mistake(chronology: Path) -> None:
    with pytest.raises(legation.UnknownBriefError, match="there is no brief `norwy`"):
        legation.issue(chronology, briefs=["norwy"])
    assert not chronology.with_name("issued").exists()


def test_what_somebody_changed_by_hand_stays_and_is_not_what_is_issued(chronology: Path) -> None:
    legation.build(chronology, as_of=DAY)
    mine = chronology.parent / "output/norway.text"
    mine.write_text("my own words", encoding="utf-8")
    done = legation.issue(chronology, briefs=["norway"], as_of=DAY)
    assert mine.read_text("utf-8") == "my own words"
    filed = chronology.parent / "issued" / done.issued[0].files["text"].name
    assert "Visit to Oslo" in filed.read_text("utf-8")


def test_an_issue_that_was_not_recorded_is_issued_under_its_number_later(chronology: Path) -> None:
    # As where the disk was full: it was built, and did not get into the register.
    blocked = chronology.with_name("issued")
    blocked.write_text("in the way", encoding="utf-8")
    done = legation.issue(chronology, briefs=["norway"], as_of=DAY)
    assert (done.issued, done.failed, done.status) == ((), ("norway",), 1)
    blocked.unlink()
    done = legation.issue(chronology, briefs=["norway"], as_of=DAY)
    assert [issue.reference for issue in done.issued] == ["norway/2026-01"]


def test_what_is_found_wanting_is_not_issued(chronology: Path) -> None:
    seen = {}

    def vet(brief: str, files: Sequence[legation.Written]) -> bool:
        seen[brief] = files[0].path.read_text("utf-8")
        return brief != "norway"

    done = legation.issue(chronology, as_of=DAY, vet=vet)
    assert [issue.reference for issue in done.issued] == ["britain/2026-01"]
    assert (done.failed, done.status) == (("norway",), 3)
    assert all("Issue: 2026-01" in text for text in seen.values())  # as it would be issued
    assert register_of(chronology).numbers("norway") == []
    done = legation.issue(chronology, as_of=DAY)
    assert [issue.reference for issue in done.issued] == ["norway/2026-01"]


def test_two_that_issue_at_once_take_turns(chronology: Path) -> None:
    found: list[legation.Issuing] = []

    def one() -> None:
        found.append(legation.issue(chronology, briefs=["norway"], as_of=DAY))

    both = [threading.Thread(target=one) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(len(done.issued) for done in found) == [0, 1]
    assert register_of(chronology).numbers("norway") == ["2026-01"]


# --- builds after an issue ---------------------------------------------------------------------------


def said(chronology: Path) -> str:
    return (chronology.parent / "output/norway.text").read_text("utf-8")


def test_a_build_after_an_issue_says_what_has_changed_since(chronology: Path) -> None:
    legation.issue(chronology, briefs=["norway"], as_of=DAY)
    change(chronology, "Visit to Oslo", "State visit to Oslo")
    build = legation.build(chronology, briefs=["norway"], as_of=NEXT)
    assert build.reasons["norway"] == (
        "event “visit” has changed, it is held against another issue,"
        " it gets another number as an issue, or none, it speaks from 2 March 2026"
    )
    assert "What has changed since issue 1 (24 February 2026)" in said(chronology)
    assert "Issue: " not in said(chronology)
    again = legation.build(chronology, briefs=["norway"], as_of=NEXT)
    assert again.written == ()


def test_a_build_may_be_held_against_an_earlier_issue_a_day_or_none(chronology: Path) -> None:
    for day in (DAY, NEXT):
        legation.issue(chronology, briefs=["norway"], as_of=day, force=True)
    asked: dict[str | date | None, str] = {
        None: "since issue 2 (2 March 2026)",
        "2026-01": "since issue 1 (24 February 2026)",
        date(2026, 3, 1): "since issue 1 (24 February 2026)",
        date(2026, 1, 1): "",
        "none": "",
    }
    for since, told in asked.items():
        legation.build(chronology, briefs=["norway"], as_of=NEXT, since=since)
        assert told in said(chronology)
        assert ("What has changed" in said(chronology)) == bool(told)


def test_one_brief_may_be_held_against_an_issue_of_its_own(chronology: Path) -> None:
    for day in (DAY, NEXT):
        legation.issue(chronology, as_of=day, force=True)
    legation.build(chronology, as_of=NEXT, since="norway/2026-01")
    assert "since issue 1 (24 February 2026)" in said(chronology)
    other = (chronology.parent / "output/britain.text").read_text("utf-8")
    assert "since issue 2 (2 March 2026)" in other
    wrong = legation.build(chronology, as_of=NEXT, since="norwy/2026-01")
    assert wrong.failed == ("norway", "britain")
    assert messages(wrong) == [
        "error[unknown-brief]: there is no brief `norwy` | hint: write `norway`"
    ]


def test_a_day_before_the_first_issue_is_noted(chronology: Path) -> None:
    legation.issue(chronology, as_of=DAY)
    build = legation.build(chronology, briefs=["norway"], as_of=NEXT, since=date(2026, 1, 1))
    assert build.status == 0
    assert messages(build) == [
        "note[unknown-issue]: `norway` was not issued as of 1 January 2026 or before"
        " | hint: so that it does not say what has changed; legation history lists what was issued"
    ]


@pytest.mark.parametrize("since", ["NONE", "last week", "2026-3", "/2026-03", "a/b/2026-03", "a/"])
def test_what_is_no_issue_and_no_day(chronology: Path, since: str) -> None:
    run = CliRunner().invoke(main, ["build", str(chronology), "--since", since])
    assert run.exit_code == 2
    assert (
        f"`{since}` is neither an issue, nor a day, nor none: write 2026-03 for an issue, 2026-02-12 for"
        " a day, or none"
    ) in " ".join(run.stderr.split())


@pytest.mark.parametrize("since", ["norway/2026-01", "2026-01", "1 March 2026", "none"])
def test_ways_to_name_an_issue(chronology: Path, since: str) -> None:
    legation.issue(chronology, briefs=["norway"], as_of=DAY)
    command = ["build", str(chronology), "--as-of", "2026-03-02", "--brief", "norway", "--since"]
    assert CliRunner().invoke(main, [*command, since]).exit_code == 0
    assert ("since issue 1 (24 February 2026)" in said(chronology)) == (since != "none")


def test_what_was_issued_is_read_only_for_what_is_to_be_built(
    chronology: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There may be thousands of briefs."""
    legation.issue(chronology, as_of=DAY)
    legation.build(chronology, as_of=NEXT)
    read = []
    monkeypatch.setattr(Register, "read", lambda *_: read.append(1))
    assert len(legation.build(chronology, as_of=NEXT).unchanged) == 2
    assert not read


def test_a_record_that_was_edited_fails_the_brief(chronology: Path) -> None:
    legation.issue(chronology, as_of=DAY)
    legation.build(chronology, as_of=NEXT)
    record = chronology.parent / "issued/register/norway/2026-01.json"
    record.write_bytes(record.read_bytes().replace(b"Visit to Oslo", b"Visit to Rome"))
    build = legation.build(chronology, as_of=NEXT)
    assert build.failed == ("norway",)
    assert messages(build) == [
        f"{record}: error[register]: this cannot be read as what was issued: it was cut off or changed"
        " since | hint: get it back from a copy, as from git; the other issues are not touched"
    ]


def test_a_build_of_an_earlier_day_is_held_against_an_issue_of_before(chronology: Path) -> None:
    for day in (DAY, NEXT):
        legation.issue(chronology, briefs=["norway"], as_of=day, force=True)
    legation.build(chronology, briefs=["norway"], as_of=date(2026, 2, 27))
    assert "since issue 1 (24 February 2026)" in said(chronology)


def test_an_issue_that_is_not_there_fails_the_brief(chronology: Path) -> None:
    legation.issue(chronology, briefs=["norway"], as_of=DAY)
    build = legation.build(chronology, as_of=DAY, since="2026-07")
    assert (build.failed, build.status) == (("norway", "britain"), 1)
    assert [legation.render(each) for each in build.report] == [
        "error[unknown-issue]: there is no issue 2026-07 of `norway`\n"
        "  hint: its issues are 2026-01; or: --since none",
        "error[unknown-issue]: there is no issue 2026-07 of `britain`\n"
        "  hint: it was not issued yet; or: --since none",
    ]


def test_a_record_that_cannot_be_read_fails_the_brief_with_its_name(chronology: Path) -> None:
    legation.issue(chronology, as_of=DAY)
    record = chronology.parent / "issued/register/norway/2026-01.json"
    record.write_text("{", encoding="utf-8")
    build = legation.build(chronology, as_of=NEXT)
    assert (build.failed, build.status) == (("norway",), 3)
    assert [str(each.position) for each in build.report] == [str(record)]


def test_drafts_say_nothing_of_changes(chronology: Path) -> None:
    legation.issue(chronology, briefs=["norway"], as_of=DAY)
    legation.build(chronology, briefs=["norway"], as_of=DAY, draft=True)
    assert "What has changed" not in said(chronology)


@pytest.mark.parametrize("since", [None, "none", "2026-01"])
def test_what_was_built_is_verified_by_what_it_was_held_against(
    chronology: Path, since: str | None
) -> None:
    for day in (DAY, NEXT):
        legation.issue(chronology, briefs=["norway"], as_of=day, force=True, formats=["text"])
    legation.build(chronology, briefs=["norway"], formats=["docx", "pdf"], as_of=NEXT, since=since)
    done = legation.verify(path=chronology, briefs=["norway"])
    assert [verified.same for verified in done.files] == [True, True]


def test_an_issue_is_verified_as_it_was_issued(chronology: Path) -> None:
    legation.issue(chronology, briefs=["norway"], formats=["docx", "pdf"], as_of=DAY)
    done = legation.verify(path=chronology, briefs=["norway"])
    assert [verified.same for verified in done.files] == [True, True]


def test_what_was_issued_from_the_same_is_the_same_to_the_last_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1771891200")
    found = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        path = folder / "events.yaml"
        path.write_text(TEXT, encoding="utf-8")
        legation.issue(path, as_of=DAY, formats=["docx", "pdf"])
        change(path, "Visit to Oslo", "State visit to Oslo")
        legation.issue(path, as_of=NEXT, formats=["docx", "pdf"])
        found.append(tree(folder / "issued"))
    assert found[0] == found[1]
    assert "2026/norway-02.pdf" in found[0]
