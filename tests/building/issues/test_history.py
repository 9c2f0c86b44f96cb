"""What was issued, told from the register alone."""

from __future__ import annotations

import json
import shutil
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import legation
from legation.building.issues.history import Recalled, recall
from legation.building.issues.showing import shown
from legation.cli import main
from legation.diagnostics import LegationError, Report, render
from legation.model.edition import Attestation, Edition, Entry, Reading, Said
from registers import BRIEF, issue, put, register


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A chronology whose briefs were issued three times."""
    put(tmp_path)
    put(tmp_path, "sweden")
    put(tmp_path)
    (tmp_path / "events.yaml").write_bytes(b"what is no chronology")
    return tmp_path / "events.yaml"


def told(path: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner(env={"LEGATION_DEBUG": None}).invoke(main, [*arguments, str(path)])
    return result.exit_code, result.output


def test_every_issue_brief_by_brief(path: Path) -> None:
    assert [each.reference for each in legation.history(path)] == [
        *("norway/2026-01", "norway/2026-02", "sweden/2026-01")
    ]
    assert [each.reference for each in legation.history(path, brief="sweden")] == ["sweden/2026-01"]


def test_nothing_is_needed_but_the_register(path: Path) -> None:
    path.unlink()
    assert len(legation.history(path)) == 3


def test_a_chronology_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LegationError, match="no such file or directory"):
        legation.history(tmp_path / "evnets.yaml")
    assert not list(tmp_path.iterdir())


def test_the_others_stay_readable(path: Path) -> None:
    damaged = path.parent / "issued/register/norway/2026-01.json"
    damaged.write_bytes(b"{")
    with pytest.raises(LegationError, match="cut off or changed"):
        legation.history(path)
    found = legation.history(path, report=(report := Report()))
    assert [each.reference for each in found] == ["norway/2026-02", "sweden/2026-01"]
    status, output = told(path, "history")
    assert status == 1
    assert render(next(iter(report))) in output
    assert "norway/2026-02\t2 February 2026\t" in output
    assert told(path, "show", "norway/2026-02")[0] == 0


def test_what_became_of_the_files_is_told(path: Path) -> None:
    (path.parent / "issued/2026/norway-02.pdf").unlink()
    (path.parent / "issued/2026/norway-02.docx").write_bytes(b"edited")
    _, output = told(path, "history")
    assert output.splitlines()[1].split("\t")[-1] == (
        "2026/norway-02.docx (changed), 2026/norway-02.pdf (missing)"
    )
    _, output = told(path, "show", "norway/2026-02")
    assert f"{path.parent}/issued/2026/norway-02.pdf: missing, " in output
    (first, second, _) = json.loads(told(path, "history", "--json")[1])
    assert {f["state"] for f in first["files"].values()} == {"as issued"}
    assert {f: of["state"] for f, of in second["files"].items()} == {
        "docx": "changed",
        "pdf": "missing",
    }


def test_what_an_issue_changed(tmp_path: Path) -> None:
    into = register(tmp_path)
    for number, said, since in (
        ("01", "Visit", ""),
        ("02", "Visit to Oslo", "01"),
        ("03", "", "02"),
    ):
        made, contents = issue(f"2026-{number}", said=said or "Visit to Oslo")
        with into.locked():
            into.put(replace(made, since=since and f"2026-{since}"), contents)
    news = [recall(into, each).news for each in legation.history(tmp_path)]
    assert news == ["the first issue", "1 changed", "nothing new"]
    (tmp_path / "issued/register/norway/2026-01.json").unlink()
    second = into.read(BRIEF, "2026-02")
    assert recall(into, second).news == ""
    report = Report()
    assert [each.number for each in legation.history(tmp_path, report=report)] == [
        *("2026-02", "2026-03")
    ]
    assert list(map(render, report)) == [
        f"{tmp_path}/issued/register/norway/2026-01.json: warning[register]: this is not there, though"
        " norway/2026-02 was held against that issue\n  hint: get it back from a copy, as from git"
    ]
    assert "Since 2026-01: that issue cannot be read.\n" in shown(recall(into, second), "issued")


def test_what_is_lost_is_told_by_its_files(path: Path) -> None:
    """As where the register was deleted, or half of it was copied."""
    folder = path.parent / "issued"
    shutil.rmtree(folder / "register/sweden")
    (folder / "register/norway/2026-01.json").unlink()
    (folder / "2026/norway-01-add-10.pdf").write_bytes(b"an addendum")
    (folder / "2026/notes.pdf").write_bytes(b"mine")
    status, output = told(path, "history")
    assert status == 0
    lines = output.splitlines()
    wanted = "get it back from a copy, as from git; or take that file away, if it was never issued"
    for brief in ("norway", "sweden"):
        assert (
            f"{folder}/register/{brief}/2026-01.json: warning[register]: this is not there,"
            f" though {folder}/2026/{brief}-01.docx is"
        ) in lines
    assert lines.count(f"  hint: {wanted}") == 2
    assert len(lines) == 5
    assert "the first issue" not in output
    shown_ = told(path, "show", "norway/2026-02")[1]
    assert "What was issued before is lost.\n" in shown_
    shutil.rmtree(folder / "register")
    status, output = told(path, "history")
    assert "nothing was issued" not in output
    assert output.count("warning[register]") == 3
    output = CliRunner().invoke(main, ["history", str(path), "--brief", "sweden"]).output
    assert output.count("warning[register]") == 1


def test_who_goes_on_after_a_loss_has_no_first_issue(path: Path) -> None:
    into = register(path.parent)
    shutil.rmtree(path.parent / "issued/register/norway")
    again = put(path.parent)
    assert (again.number, again.since) == ("2026-03", "")
    assert recall(into, again).news == ""
    assert recall(into, put(path.parent, year=2027)).news == ""
    assert recall(into, put(path.parent, year=2025)).news == "the first issue"
    assert recall(into, into.read("sweden", "2026-01")).news == "the first issue"


ENTRIES = (
    Entry(
        "events",
        "Visit to Oslo",
        id="oslo",
        date="2026-03",
        when="March 2026",
        status="planned",
        upcoming=True,
        parties=("Norway", "United Kingdom"),
        said=(Said("Place", "Oslo"), Said("Summary", "One line.\n\nAnother.")),
        sources=(Attestation("a", "A report"), Attestation("b", "A note")),
    ),
    Entry("events", "Undated", status="held"),
    Entry(
        "indicators", "Trade", readings=(Reading("2025", "USD 3", "3", when="2025", note="first"),)
    ),
    Entry("indicators", "Aid", readings=(Reading("unknown", "USD 1", "1"),)),
)


def example(edition: Edition) -> Recalled:
    made, _ = issue("2026-03")
    return Recalled(replace(made, edition=edition), {"docx": "", "pdf": "missing"}, "")


def test_all_that_it_said(path: Path) -> None:
    said = (Said("Bottom line", "Things go well."),)
    edition = Edition(BRIEF, "Norway", date(2026, 2, 3), ENTRIES, said)
    text = shown(example(edition), "issued")
    assert "issued/2026/norway-03.docx: as issued, 1,600 bytes\n    SHA-256 " in text
    assert "issued/2026/norway-03.pdf: missing, 1,500 bytes\n" in text
    assert text[text.index("The brief\n") :] == (
        """\
The brief
  Bottom line: Things go well.

Events
  March 2026: Visit to Oslo (planned, to come) [oslo]
    Parties: Norway, United Kingdom
    Place: Oslo
    Summary: One line.

    Another.
    Sources: A report; A note
  Undated

Key figures
  Trade
    2025: USD 3 (first)
  Aid
    undated: USD 1
"""
    )


@given(st.text(), st.text())
def test_a_register_that_was_tampered_with_orders_no_terminal_about(title: str, text: str) -> None:
    entries = (Entry("events" + text, title, said=(Said(text, title),)),)
    edition = Edition(BRIEF, title, date(2026, 2, 3), entries, (Said(title, text),))
    printed = shown(example(edition), "issued")
    assert {each for each in printed if unicodedata.category(each) == "Cc"} <= {"\n", "\t"}


def test_programs_are_told_all(path: Path) -> None:
    status, output = told(path, "show", "norway/2026-02", "--json")
    shown_ = json.loads(output)
    assert status == 0
    assert shown_["reference"] == "norway/2026-02"
    assert shown_["edition"]["entries"] == [
        {"section": "events", "title": "Visit to Oslo", "id": "oslo"}
    ]
    assert shown_["files"]["pdf"]["state"] == "as issued"
