"""What two sides differ by: which briefs are held against each other, of which day, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import legation
from legation.cli import main
from legation.composing.telling import summary
from legation.diagnostics import LegationError, render

DAY = date(2026, 2, 24)
OSLO = "  - {id: oslo, date: 2026-02, title: Ministers meet in Oslo, parties: [GB, NO], status: planned}\n"
BONN = "  - {id: bonn, date: 2024-09-23, title: Visit to Bonn, parties: [GB, DE]}\n"
COD = "  - {id: cod, date: 2026-02-18, title: Agreement on cod, parties: [GB, NO]}\n"
BRIEFS = "briefs:\n  norway: {parties: [GB, NO], formats: text}\n"


def chronology(path: Path, events: str, briefs: str = BRIEFS) -> Path:
    path.parent.mkdir(exist_ok=True, parents=True)
    text = f"title: Our relations\nevents:\n{events}{briefs}"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def told(found: legation.Difference) -> dict[str, str]:
    return {each.brief: summary(each.changes) for each in found.compared}


def refused(*sides: object, **given: object) -> str:
    with pytest.raises(LegationError) as error:
        legation.diff(*map(str, sides), **given)  # type: ignore[arg-type]
    return "\n".join(map(render, error.value.diagnostics))


# --- which briefs ---------------------------------------------------------------------------------------


def test_two_files_brief_by_brief(tmp_path: Path) -> None:
    germany = f"{BRIEFS}  germany: {{parties: [GB, DE]}}\n"
    a = chronology(tmp_path / "a.yaml", OSLO + BONN, germany)
    b = chronology(tmp_path / "b.yaml", OSLO + COD + BONN, f"{BRIEFS}  france: {{parties: DE}}\n")
    found = legation.diff(a, b, as_of=DAY)
    assert told(found) == {"norway": "1 added"}
    assert (found.only_before, found.only_after) == (("germany",), ("france",))
    assert found.status == 0
    assert told(legation.diff(a, b, brief="norway", as_of=DAY)) == {"norway": "1 added"}
    assert legation.diff(a, b, brief="norway", as_of=DAY).only_before == ()
    lone = legation.diff(a, b, brief="france", as_of=DAY)
    assert (lone.compared, lone.only_after) == ((), ("france",))


def test_a_brief_that_neither_has(tmp_path: Path) -> None:
    a = chronology(tmp_path / "a.yaml", OSLO)
    assert "there is no brief `norwy`\n  hint: write `norway`" in refused(a, a, brief="norwy")


def test_files_of_other_names_without_briefs(tmp_path: Path) -> None:
    a = chronology(tmp_path / "old.yaml", OSLO, "")
    b = chronology(tmp_path / "new" / "events.yaml", OSLO + COD, "")
    assert told(legation.diff(a, b, as_of=DAY)) == {"events": "1 added"}
    assert told(legation.diff(a, b.parent, as_of=DAY)) == {"new": "1 added"}


def test_a_file_against_itself_differs_by_nothing(tmp_path: Path) -> None:
    a = chronology(tmp_path / "a.yaml", OSLO + BONN)
    (compared,) = legation.diff(a, a, as_of=DAY).compared
    assert compared.changes == ()


# --- issues ---------------------------------------------------------------------------------------------


@pytest.fixture
def issued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an issue of 12 February, since which something has changed."""
    monkeypatch.chdir(tmp_path)
    path = chronology(Path("events.yaml"), OSLO)
    assert legation.issue(path, as_of=date(2026, 2, 12)).status == 0
    return chronology(path, OSLO.replace("planned", "held").replace("2026-02", "2026-02-17") + COD)


def test_an_issue_against_what_is_there(issued: Path) -> None:
    found = legation.diff("norway/2026-01", as_of=DAY)
    assert told(found) == {"norway": "1 added, 1 took place"}
    assert found.before.called == "issue 1 (12 February 2026)"
    assert told(legation.diff("2026-01", as_of=DAY)) == told(found), "one brief only was issued"
    again = legation.diff("2026-01", "events.yaml", path=issued, brief="norway", as_of=DAY)
    assert told(again) == told(found)


def test_an_issue_against_an_issue(issued: Path) -> None:
    assert legation.issue(issued, as_of=DAY).status == 0
    found = legation.diff("norway/2026-01", "norway/2026-02", as_of=date(2030, 1, 1))
    assert told(found) == {"norway": "1 added, 1 took place"}
    assert found.compared[0].after.as_of == DAY, "an issue has its own"


def test_an_issue_whose_brief_is_no_more(issued: Path) -> None:
    chronology(issued, OSLO, BRIEFS.replace("norway", "oslo"))
    found = legation.diff("norway/2026-01", as_of=DAY)
    assert (found.compared, found.only_before, found.only_after) == ((), ("norway",), ())


def test_an_issue_that_is_not_there(issued: Path) -> None:
    assert "there is no issue norway/2026-07" in refused("norway/2026-07")
    assert "there is no issue italy/2026-01" in refused("italy/2026-01")


def test_a_number_that_may_be_of_several_briefs(issued: Path) -> None:
    germany = f"{BRIEFS}  germany: {{parties: [GB, DE], formats: text}}\n"
    chronology(issued, COD + BONN, germany)
    assert legation.issue(issued, as_of=DAY).status == 0
    said = refused("2026-01")
    assert said == (
        "error[unknown-brief]: of which brief is issue 2026-01?\n"
        "  hint: write germany/2026-01 or norway/2026-01, or --brief ID"
    )


# --- days -----------------------------------------------------------------------------------------------


def test_both_sides_speak_from_one_day(tmp_path: Path) -> None:
    old = BRIEFS.replace("formats", "as-of: 2026-01-01, formats")
    new = BRIEFS.replace("formats", "as-of: 2026-03-31, formats")
    a, b = chronology(tmp_path / "a.yaml", OSLO, old), chronology(tmp_path / "b.yaml", OSLO, new)
    (compared,) = legation.diff(a, b).compared
    assert compared.changes == (), "that a day has passed is no difference of two files"
    assert {compared.before.as_of, compared.after.as_of} == {date(2026, 3, 31)}
    (compared,) = legation.diff(a, chronology(b, OSLO)).compared
    assert compared.after.as_of == date(2026, 1, 1)


def test_today_is_the_chronology_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zones: list[str] = []

    def today(zone: str) -> date:
        zones.append(zone)
        return DAY

    monkeypatch.setattr("legation.building.differing.run.today", today)
    a = chronology(tmp_path / "a.yaml", OSLO)
    b = chronology(tmp_path / "b.yaml", OSLO, f"timezone: Asia/Baku\n{BRIEFS}")
    assert legation.diff(a, b).compared[0].after.as_of == DAY
    assert zones == ["Asia/Baku"]


def test_the_date_of_an_agreement_is_told_once(tmp_path: Path) -> None:
    treaty = "instruments:\n  - {title: Treaty, signed: 2024, parties: [GB, NO]}\n"
    a = chronology(tmp_path / "a.yaml", OSLO, treaty + BRIEFS)
    b = chronology(tmp_path / "b.yaml", OSLO, treaty.replace("2024", "2024-08") + BRIEFS)
    (change,) = legation.diff(a, b, as_of=DAY).compared[0].changes
    assert (change.section, change.news, change.details[0].label) == (
        "instruments",
        "dated",
        "Signed",
    )


# --- what cannot be read --------------------------------------------------------------------------------


def test_a_brief_that_cannot_be_read_leaves_the_others(tmp_path: Path) -> None:
    both = f"{BRIEFS}  germany: {{parties: [GB, DE]}}\n"
    a = chronology(tmp_path / "a.yaml", OSLO + BONN, both)
    b = chronology(tmp_path / "b.yaml", OSLO + BONN.replace("09-23", "09-31"), both)
    found = legation.diff(a, b, as_of=DAY)
    assert told(found) == {"norway": ""}
    assert [each.code for each in found.report] == ["date"]
    assert found.status == 1


def test_what_cannot_have_been_held_yet_is_told_of_whatever_it_is_compared_with(
    issued: Path,
) -> None:
    later = "  - {date: 2026-03-05, title: Talks, parties: [GB, NO]}\n"
    wrong = chronology(Path("wrong.yaml"), OSLO + later)
    sound = chronology(Path("sound.yaml"), OSLO + later.replace("NO]", "NO], status: planned"))
    said = (
        "wrong.yaml:4:12: error[future-event]: this is after the as-of day (24 February 2026), "
        "and the event is not marked as planned\n"
        "  hint: add `status: planned`, mend the date, or build as of a later day: --as-of"
    )
    for sides in (("norway/2026-01", wrong), (wrong, sound), (sound, wrong)):
        found = legation.diff(*sides, as_of=DAY)
        assert (found.compared, found.status) == ((), 1)
        assert [render(each) for each in found.report] == [said]
    assert legation.diff(wrong, sound, as_of=date(2026, 3, 6)).status == 0


def test_what_is_no_chronology_at_all(tmp_path: Path) -> None:
    a = chronology(tmp_path / "a.yaml", OSLO)
    empty = tmp_path / "empty.yaml"
    empty.write_text("", encoding="utf-8")
    assert "empty.yaml" in refused(a, empty)
    assert refused(tmp_path / "nix.yaml", a).startswith(f"{tmp_path / 'nix.yaml'}: error[file]")


# --- for programs ---------------------------------------------------------------------------------------


def test_what_programs_are_told(issued: Path) -> None:
    plain = legation.diff("norway/2026-01", as_of=DAY).plain
    assert json.loads(json.dumps(plain)) == plain
    assert plain["before"] == {
        "named": "norway/2026-01",
        "called": "issue 1 (12 February 2026)",
        "issue": "norway/2026-01",
    }
    (brief,) = plain["briefs"]
    assert brief["after"] == {
        "brief": "norway",
        "title": "United Kingdom and Norway",
        "as_of": "2026-02-24",
    }
    added, held = brief["changes"]
    assert (added["news"], added["after"]["title"]) == ("added", "Agreement on cod")
    assert [each["news"] for each in held["details"]] == ["held", "dated"]


def test_words_are_told_piece_by_piece(tmp_path: Path) -> None:
    a = chronology(tmp_path / "a.yaml", OSLO)
    b = chronology(tmp_path / "b.yaml", OSLO.replace("meet", "met"))
    ((change,),) = (each["changes"] for each in legation.diff(a, b, as_of=DAY).plain["briefs"])
    ((detail,),) = (change["details"],)
    pieces = detail["pieces"]
    old = "".join(each["text"] for each in pieces if each["mark"] != "added")
    new = "".join(each["text"] for each in pieces if each["mark"] != "removed")
    assert (old, new) == (detail["before"], detail["after"])
    assert (old, new) == ("Ministers meet in Oslo", "Ministers met in Oslo")


# --- on a terminal --------------------------------------------------------------------------------------


@pytest.mark.parametrize("plain", [True, False])
def test_on_a_terminal_words_are_struck_and_in_colour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, plain: bool
) -> None:
    monkeypatch.setattr("legation.cli.diff.on_terminal", lambda stream: True)
    a = chronology(tmp_path / "a.yaml", OSLO)
    b = chronology(tmp_path / "b.yaml", OSLO.replace("meet", "met"))
    runner = CliRunner(env={"NO_COLOR": "1" if plain else None})
    arguments = ["diff", str(a), str(b), "--as-of", "2026-02-24"]
    printed = runner.invoke(main, arguments, color=True).stdout
    if plain:
        assert "Ministers [-meet-]{+met+} in Oslo" in printed
    else:
        assert "Ministers \x1b[31m\x1b[9mmeet\x1b[0m\x1b[32m\x1b[1mmet\x1b[0m in Oslo" in printed
