"""Recording a clearance: what is written, where, and what keeps it from being written."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path

import pytest

import legation
from legation.building import clear as module
from legation.diagnostics import LegationError, Severity, render

TEXT = """\
title: Norway
timezone: Pacific/Kiritimati
events:
  - {id: visit, date: 2025, title: Visit, parties: [GB, 'NO'], sources: A report}
briefs:
  norway:
    parties: [GB, 'NO']
    bottom-line: All is well.
    points:
      - They met [visit].  # twice
"""
DAY = date(2026, 2, 24)


@pytest.fixture
def events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A chronology in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "events.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def refused(brief: str, **options: object) -> list[str]:
    """What is said where a clearance is not recorded; the file is as it was."""
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    with pytest.raises(LegationError) as caught:
        legation.clear(brief, **{"by": "Jane Doe", "on": DAY, **options})  # type: ignore[arg-type]
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
    assert all(d.severity is Severity.ERROR for d in caught.value.diagnostics)
    return [render(diagnostic) for diagnostic in caught.value.diagnostics]


def warnings() -> list[str]:
    """What is warned of, but for texts that the template does not print."""
    codes = [diagnostic.code for diagnostic in legation.check()]
    return [code for code in codes if code != "unprinted"]


def test_the_clearance_is_recorded_and_the_check_is_satisfied(events: Path) -> None:
    done = legation.clear("norway", by=" Jane  Doe ", on=DAY)
    assert (str(done.position), done.by, done.on) == ("events.yaml:11:5", "Jane Doe", DAY)
    assert (done.texts, done.items) == (2, 1)
    text = events.read_text(encoding="utf-8")
    assert text.startswith(f"{TEXT}    cleared-by: {{name: Jane Doe, on: 2026-02-24}}\n")
    assert warnings() == []
    events.write_text(text.replace("title: Visit", "title: No visit"), encoding="utf-8")
    assert warnings() == ["not-re-cleared"]
    legation.clear("norway", on=DAY)
    assert warnings() == []


def test_clearing_twice_writes_once(events: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = legation.clear("norway", by="Jane Doe", on=DAY)
    before = events.read_bytes()
    monkeypatch.delattr(module, "write_together")
    assert legation.clear("norway", by="Jane Doe", on=DAY) == first
    assert events.read_bytes() == before


def test_the_name_stays_and_the_day_is_today_s_in_the_time_zone(
    events: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    legation.clear("norway", by="Jane Doe", on=DAY)
    days = {"Pacific/Kiritimati": date(2027, 2, 1)}
    monkeypatch.setattr(module, "today", days.__getitem__)
    done = legation.clear("norway")
    assert (done.by, done.on) == ("Jane Doe", date(2027, 2, 1))
    assert "cleared-by: {name: Jane Doe, on: 2027-02-01}" in events.read_text(encoding="utf-8")


def test_what_says_the_same_stays_as_it_was_typed(events: Path) -> None:
    text = TEXT + "    cleared-by: {name: 'Jane Doe', on: 24 February 2026}\n"
    events.write_text(text, encoding="utf-8")
    legation.clear("norway", on=DAY)
    assert events.read_text(encoding="utf-8").startswith(text)
    assert warnings() == []


def test_a_text_file_is_edited_where_it_holds_the_text(events: Path) -> None:
    file = events.parent / "briefs" / "sweden.md"
    file.parent.mkdir()
    file.write_bytes(b"## Points\r\n\r\n- They met [visit].\r\n")
    events.write_text(TEXT + "  sweden: {parties: GB}\n", encoding="utf-8")
    done = legation.clear("sweden", by="Jane Doe", on=DAY)
    assert str(done.position) == str(Path("briefs", "sweden.md:2:1"))
    assert file.read_bytes().startswith(
        b"---\r\ncleared-by: {name: Jane Doe, on: 2026-02-24}\r\ncleared-facts: "
    )
    assert file.read_bytes().endswith(b"\r\n---\r\n## Points\r\n\r\n- They met [visit].\r\n")
    assert warnings() == []
    assert events.read_text(encoding="utf-8") == TEXT + "  sweden: {parties: GB}\n"


def test_in_a_folder_the_file_that_holds_the_brief_is_edited(tmp_path: Path) -> None:
    head, _, briefs = TEXT.partition("briefs:")
    (tmp_path / "a.yaml").write_text("briefs: {b: {}}\n" + head, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("briefs:" + briefs, encoding="utf-16")
    legation.clear("norway", tmp_path, by="Jane Doe", on=DAY)
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "briefs: {b: {}}\n" + head
    assert "cleared-by: {name: Jane Doe" in (tmp_path / "b.yaml").read_text(encoding="utf-16")


def test_a_link_stays_a_link_and_permissions_stay(events: Path) -> None:
    events.rename("kept.yaml")
    events.symlink_to("kept.yaml")
    Path("kept.yaml").chmod(0o640)
    legation.clear("norway", by="Jane Doe", on=DAY)
    assert events.is_symlink()
    assert "cleared-by" in Path("kept.yaml").read_text(encoding="utf-8")
    assert Path("kept.yaml").stat().st_mode & 0o777 == 0o640


def test_an_unknown_brief_is_refused(events: Path) -> None:
    expected = ["error[unknown-brief]: there is no brief `norwy`\n  hint: write `norway`"]
    assert refused("norwy") == expected
    with pytest.raises(legation.UnknownBriefError):
        legation.clear("norwy")


def test_nobody_is_refused(events: Path) -> None:
    for nobody in (None, "", " "):
        assert refused("norway", by=nobody) == [
            "events.yaml:7:5: error[clearance]: nobody has cleared this brief before\n"
            '  hint: say who clears it: legation clear norway --by "NAME"'
        ]
    with pytest.raises(legation.NobodyError):
        legation.clear("norway")


def test_a_day_to_come_is_refused(events: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = {"Pacific/Kiritimati": DAY}
    monkeypatch.setattr(module, "today", days.__getitem__)
    assert refused("norway", on=date(2026, 2, 25)) == [
        "events.yaml:7:5: error[clearance]: 25 February 2026 is still to come: nothing can have been "
        "cleared on it\n  hint: give the day on which it was cleared; without --on it is today, "
        "24 February 2026"
    ]
    assert legation.clear("norway", by="Jane Doe", on=DAY).on == DAY


def test_a_brief_without_text_is_refused(events: Path) -> None:
    events.write_text(TEXT + "  sweden: {parties: GB}\n", encoding="utf-8")
    assert refused("sweden") == [
        "events.yaml:11:11: error[clearance]: the brief has no text of its own to clear\n"
        "  hint: give it one, such as bottom-line: ... or points: ..."
    ]


def test_a_chronology_without_briefs_has_no_place(events: Path) -> None:
    events.write_text(TEXT.partition("briefs:")[0], encoding="utf-8")
    assert refused("events") == [
        "events.yaml: error[clearance]: the chronology has no `briefs:`, and so no place for a "
        "clearance\n  hint: add it: briefs: and, below it and further right, events: with its own keys"
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("[visit]", "[visitt]", "unknown-item"),
        ("date: 2025", "date: 2025-13", "date"),
        ("title: Norway", "titel: Norway", "unknown-key"),
        ("bottom-line: All", "bottom-line: All: ", "yaml-colon"),
        ("events:", "cleared-by: X\nevents:", "unknown-key"),
        ("    bottom-line", "    cleared-by: {name: X}\n    bottom-line", "missing-key"),
    ],
)
def test_errors_that_touch_the_brief_are_told(events: Path, old: str, new: str, code: str) -> None:
    events.write_text(TEXT.replace(old, new), encoding="utf-8")
    assert any(f"error[{code}]" in said for said in refused("norway"))


def test_errors_that_do_not_touch_the_brief_are_no_matter(events: Path) -> None:
    wrong = "  - {date: 2025-13, title: Visit, parties: [FR, IT]}\n"
    events.write_text(TEXT.replace("briefs:", f"{wrong}briefs:"), encoding="utf-8")
    assert legation.clear("norway", by="Jane Doe", on=DAY).position.line == 12


def test_a_file_that_is_not_there_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert refused("norway")[0].startswith("events.yaml: error[file]: the file cannot be read")


def test_a_name_that_no_file_can_hold_is_refused(events: Path) -> None:
    found = refused("norway", by="Jane\x07 Doe")
    message = "error[clearance]: the clearance cannot be written here without changing more than it"
    assert found[0].startswith(f"events.yaml:8:18: {message}")


def test_a_record_in_the_other_file_is_refused(events: Path) -> None:
    Path("briefs").mkdir()
    Path("briefs", "norway.md").write_text("## Cleared facts\n\nabc\n", encoding="utf-8")
    place = Path("briefs", "norway.md:3:1")
    assert refused("norway") == [
        f"{place}: error[clearance]: `cleared-facts` stands here, and the clearance belongs in "
        "events.yaml\n  hint: delete the line, then clear the brief again"
    ]


def test_a_file_that_cannot_be_written_stays(events: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def replace(*_: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", replace)
    assert refused("norway") == [
        "events.yaml: error[output]: this cannot be written\n"
        "  hint: it is as it was: see that nobody has it open, and that you may write to its folder"
    ]
