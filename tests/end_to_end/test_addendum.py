"""Addenda as files: numbered and kept beside the issue, valid, the same in both formats and each time."""

from __future__ import annotations

import json
import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

import legation
from conformance.judging import failures
from extraction import difference, of_pdf, of_word
from faults import CALLS, killed_at, needs_fork
from legation.cli import main
from legation.diagnostics import LegationError, render
from legation.version import __version__
from registers import files_of
from tools import validate_word
from word import entries
from word_faults import faults as word_faults

TEXT = """\
title: Our relations
sources:
  gazette: {title: Ministers meet, publisher: The Example Gazette, published: 2026-02-04}
events:
  - id: oslo
    date: 2026-02-03
    title: Ministers met in Oslo
    parties: [GB, NO]
    summary: They agreed to open a consulate in Tromsø in spring 2027.
    sources: gazette
  - {id: visit, date: 2026-02, title: Visit, parties: [GB, NO], status: planned}
  - {id: notes, date: 2024-05-05, title: Exchange of notes, parties: [GB, NO], sources: gazette}
briefs:
  norway: {parties: [GB, NO], marking: OFFICIAL, formats: text, bottom-line: Relations are close.}
"""
LATER = (
    TEXT.replace("spring", "autumn")
    .replace("status: planned", "status: held")
    .replace("2026-02, title", "2026-02-17, title")
    .replace(
        "id: notes, date: 2024-05-05, title: Exchange of notes",
        "id: cod, date: 2026-02-18, title: Cod <&>",
    )
    .replace("are close", "are very close")
)
DAY = date(2026, 2, 24)
ISSUE = "norway/2026-01"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an issue of 12 February, since which a lot has changed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1771936800")
    write(TEXT)
    assert legation.issue("events.yaml", as_of=date(2026, 2, 12)).status == 0
    write(LATER)
    return tmp_path


def write(text: str) -> None:
    Path("events.yaml").write_text(text, encoding="utf-8", newline="\n")


def add(*sides: str, as_of: date = DAY, **given: object) -> tuple[legation.Added, ...]:
    found = legation.diff(*(sides or (ISSUE,)), as_of=as_of)
    return legation.addenda(found, **given)  # type: ignore[arg-type]


# --- numbers --------------------------------------------------------------------------------------------


def test_they_are_numbered_after_the_issue_and_kept_beside_it(desk: Path) -> None:
    (added,) = add()
    assert (added.symbol, added.new) == ("norway/2026-01/Add.1", True)
    assert [file.as_posix() for file in added.files] == [
        "issued/2026/norway-01-add-1.docx",
        "issued/2026/norway-01-add-1.pdf",
    ]
    record = json.loads(Path("issued/register/norway/2026-01-add-1.json").read_bytes())
    assert (record["issue"], record["number"], record["as_of"]) == (ISSUE, 1, "2026-02-24")
    for file in added.files:
        kept = record["files"][file.suffix[1:]]
        assert kept["digest"] == sha256(file.read_bytes()).hexdigest()
    assert [issue.reference for issue in legation.history("events.yaml")] == [ISSUE]


def test_history_lists_them_below_their_issue(desk: Path) -> None:
    add(formats=["text"])
    told = CliRunner().invoke(main, ["history"]).output.splitlines()
    assert [line.split("\t")[0] for line in told] == [ISSUE, "norway/2026-01/Add.1"]
    news = "1 added, 1 took place, 2 changed, 1 removed"
    assert told[1].split("\t")[1::2] == ["24 February 2026", news]
    assert (
        "Addendum: norway/2026-01/Add.1, as of" in CliRunner().invoke(main, ["show", ISSUE]).output
    )
    Path("issued/register/norway/2026-01-add-1.json").write_text("{", "utf-8")
    result = CliRunner().invoke(main, ["history"])
    assert result.exit_code == 1
    assert ISSUE in result.output


def test_show_tells_all_of_one(desk: Path) -> None:
    (added,) = add(formats=["text"])
    asked = ["show", "norway/2026-01/Add.1"]
    told = CliRunner().invoke(main, asked).output
    digest = sha256(added.files[0].read_bytes()).hexdigest()
    assert told.startswith(
        "norway/2026-01/Add.1: addendum 1 to norway/2026-01\n"
        "As of 24 February 2026.\n"
        f"Issued on 24 February 2026 at 12:40 UTC, by Legation {__version__}.\n"
        "It tells what differs between that issue and the brief as of 24 February 2026.\n"
        "\n"
        "Files\n"
        f"  issued/2026/norway-01-add-1.text: as issued, {added.files[0].stat().st_size:,} bytes\n"
        f"    SHA-256 {digest}\n"
        "\n"
        "Added:\n"
        "- 18 February 2026: Cod <&>\n"
    )
    assert "a consulate in Tromsø in [-spring-]{+autumn+} 2027.\n" in told
    added.files[0].write_text("edited", encoding="utf-8")
    plain = json.loads(CliRunner().invoke(main, [*asked, "--json"]).output)
    assert (plain["symbol"], plain["files"]["text"]["state"]) == (asked[1], "changed")
    none = CliRunner().invoke(main, ["show", "norway/2026-01/Add.2"])
    assert none.exit_code == 1
    assert "there is no addendum norway/2026-01/Add.2" in none.output
    assert "write norway/2026-01/Add.1" in none.output


def test_the_same_again_makes_no_other(desk: Path) -> None:
    add(formats=["text", "docx"])
    before = files_of(desk)
    (again,) = add(as_of=date(2026, 3, 1), formats=["text"])
    assert (again.symbol, again.new) == ("norway/2026-01/Add.1", False)
    assert len(again.files) == 2
    assert files_of(desk) == before


def test_formats_that_it_lacks_are_made_as_they_would_have_been(desk: Path) -> None:
    everything = [f.read_bytes() for f in add(output="all", formats=["text", "docx"])[0].files]
    assert everything
    add(formats=["docx"])
    before = files_of(desk)
    (more,) = add(as_of=date(2026, 3, 1), formats=["docx", "text"])
    assert (more.symbol, more.new) == ("norway/2026-01/Add.1", True)
    assert more.files == (Path("issued/2026/norway-01-add-1.text"),)
    said = more.files[0].read_text(encoding="utf-8")
    assert "All that differs between issue 1 (12 February 2026) and the brief as of 24 Feb" in said
    after = files_of(desk)
    assert {name: after[name] for name in before} == before, "nothing is written over"
    assert {*after} - {*before} == {
        "2026/norway-01-add-1.text",
        "register/norway/2026-01-add-1-text.json",
    }
    assert not add(formats=["docx", "text"])[0].new
    told = CliRunner().invoke(main, ["history"]).output.splitlines()
    assert len(told) == 2, "it is one addendum"
    assert told[1].endswith("2026/norway-01-add-1.docx, 2026/norway-01-add-1.text")


def test_a_format_that_it_lacks_is_not_written_over_what_is_there(desk: Path) -> None:
    add(formats=["text"])
    other = Path("issued/2026/norway-01-add-1.docx")
    other.write_text("mine", encoding="utf-8")
    before = files_of(desk)
    with pytest.raises(LegationError, match="never written over"):
        add()
    assert files_of(desk) == before


def test_nothing_earlier_than_the_last_addendum_is_added(desk: Path) -> None:
    add(formats=["text"])
    write(LATER.replace("very close", "cool"))
    before = files_of(desk)
    with pytest.raises(LegationError) as error:
        add(as_of=date(2026, 2, 23), formats=["text"])
    assert [render(each) for each in error.value.diagnostics] == [
        "error[earlier-issue]: events.yaml as of 23 February 2026 is earlier than "
        "norway/2026-01/Add.1 (24 February 2026), which tells otherwise\n"
        "  hint: add what there is now, as of that day or a later one: "
        "legation diff norway/2026-01 --addendum --as-of 2026-02-24"
    ]
    assert files_of(desk) == before


def test_an_issue_from_before_the_last_addendum_is_not_added(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert legation.issue("events.yaml", as_of=DAY).issued
    write(LATER.replace("very close", "cool"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1771936801")
    add(formats=["text"])
    with pytest.raises(LegationError, match=r"issue 2 .* is earlier than norway/2026-01/Add.1 "):
        add(ISSUE, "norway/2026-02")


def test_the_next_to_the_same_issue(desk: Path) -> None:
    (first,) = add(formats=["text"])
    write(LATER.replace("very close", "cool"))
    (second,) = add(formats=["text"])
    assert second.symbol == "norway/2026-01/Add.2"
    assert "-close-] cool" in second.files[0].read_text(encoding="utf-8")
    write(LATER)
    (third,) = add(formats=["text"])
    assert third.symbol == "norway/2026-01/Add.3", "what was taken back is told again"
    assert first.files[0].exists()


def test_an_issue_after_it_has_its_own(desk: Path) -> None:
    add(formats=["text"])
    assert [each.reference for each in legation.issue("events.yaml", as_of=DAY).issued] == [
        "norway/2026-02"
    ]
    assert add("norway/2026-02") == (), "nothing has changed since"
    write(TEXT)
    (added,) = add("norway/2026-02", formats=["text"])
    assert added.symbol == "norway/2026-02/Add.1"
    with pytest.raises(LegationError, match="earlier than issue 2"):
        add("norway/2026-02", ISSUE)
    assert add(ISSUE, "norway/2026-02")[0].symbol == "norway/2026-01/Add.1"


def test_a_file_of_that_name_is_never_written_over(desk: Path) -> None:
    other = Path("issued/2026/norway-01-add-1.docx")
    other.write_text("mine", encoding="utf-8")
    (added,) = add(formats=["text"])
    assert added.symbol == "norway/2026-01/Add.2"
    assert other.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(("old", "new"), [(ISSUE, "x/2026-01"), ("2026-02-24", "2026-02-25")])
def test_a_record_that_was_changed_is_told(desk: Path, old: str, new: str) -> None:
    add(formats=["text"])
    record = Path("issued/register/norway/2026-01-add-1.json")
    said = record.read_text(encoding="utf-8")
    assert old in said
    record.write_text(said.replace(old, new, 1), "utf-8")
    with pytest.raises(LegationError, match="cut off or changed since"):
        add()


def test_nothing_earlier_is_added(desk: Path) -> None:
    write(TEXT.replace("close", "cool"))
    with pytest.raises(LegationError) as error:
        add(as_of=date(2026, 2, 11))
    assert [each.code for each in error.value.diagnostics] == ["earlier-issue"]


def test_a_theme_that_cannot_be_read_keeps_it_from_being_made(desk: Path) -> None:
    Path("templates").mkdir()
    Path("templates/theme.yaml").write_text("colours: {accent: none}\n", encoding="utf-8")
    before = files_of(desk)
    with pytest.raises(LegationError, match="theme"):
        add()
    assert files_of(desk) == before


@needs_fork
def test_killed_at_any_moment_it_is_there_whole_or_not_at_all(desk: Path) -> None:
    """The next that is made ends what was cut off."""
    found = legation.diff(ISSUE, as_of=DAY)
    texts = ("text",)
    for number in range(0, 200, 3):
        if not killed_at(number, lambda: legation.addenda(found, formats=texts), CALLS):
            break
        legation.addenda(found, formats=texts)
        names = {name for name in files_of(desk) if "-add-" in name}
        assert names == {"register/norway/2026-01-add-1.json", "2026/norway-01-add-1.text"}
        for name in names:
            Path("issued", name).unlink()
    else:
        pytest.fail("it makes more calls than that")
    assert number > 9


# --- to no issue ----------------------------------------------------------------------------------------


def test_one_to_no_issue_has_no_number(desk: Path) -> None:
    Path("earlier.yaml").write_text(TEXT, encoding="utf-8")
    (added,) = add("earlier.yaml", "events.yaml", formats=["text"])
    assert (added.symbol, added.files) == ("", (Path("output/norway-addendum.text"),))
    said = added.files[0].read_text(encoding="utf-8")
    assert "All that differs between earlier.yaml and events.yaml." in said
    assert "Symbol" not in said
    assert not add("earlier.yaml", "events.yaml", formats=["text"])[0].new
    added.files[0].write_text("edited", encoding="utf-8")
    (other,) = add("earlier.yaml", "events.yaml", formats=["text"])
    assert other.files == (Path("output/norway-addendum (2).text"),)
    assert added.files[0].read_text(encoding="utf-8") == "edited"


def test_a_folder_is_asked_for_to_see_it_first(desk: Path) -> None:
    before = files_of(desk)
    (added,) = add(output="draft", formats=["text"])
    assert added.files == (Path("draft/norway-addendum.text"),)
    assert "Addendum to issue 1 (12 February 2026)" in added.files[0].read_text(encoding="utf-8")
    assert files_of(desk) == before


@pytest.mark.parametrize("folder", ["events.yaml", "events.yaml/drafts", "dangling", "long" * 99])
def test_a_folder_that_is_none_is_told_of(folder: str, desk: Path) -> None:
    (desk / "dangling").symlink_to("nowhere/drafts")
    with pytest.raises(LegationError) as error:
        add(output=folder, formats=["text"])
    (found,) = error.value.diagnostics
    assert str(found.position) == folder
    assert found.message in (
        "there is a file where a folder is wanted",
        "this is a link to a folder that is not there",
        "this cannot be written: file name too long",
    )


def test_what_stands_in_the_way_of_one_stays(desk: Path) -> None:
    (desk / "draft/norway-addendum.text").mkdir(parents=True)
    (desk / "draft/norway-addendum (2).text").symlink_to("nowhere")
    (added,) = add(output="draft", formats=["text"])
    assert added.files == (Path("draft/norway-addendum (3).text"),)


def test_no_path_is_told(desk: Path) -> None:
    Path("earlier.yaml").write_text(TEXT, encoding="utf-8")
    given = str(desk / "earlier.yaml"), str(desk / "events.yaml")
    (added,) = add(*given, formats=["text"])
    assert str(desk) not in added.files[0].read_text(encoding="utf-8")


# --- as files -------------------------------------------------------------------------------------------


@pytest.mark.tools
def test_both_formats_are_valid_and_say_the_same(desk: Path) -> None:
    (added,) = add()
    word, pdf = (file.read_bytes() for file in added.files)
    assert word_faults(word) == []
    assert failures(pdf) == []
    assert difference(of_word(word), of_pdf(pdf)) == ""
    assert word.count(b"PK") > 3


@pytest.mark.tools
@pytest.mark.parametrize("tool", ["openxml-audit", "ooxml-validator"])
def test_validators_find_nothing_in_the_word_file(tool: str, desk: Path) -> None:
    (added,) = add(formats=["docx"])
    validate_word(tool, added.files[0])


def test_what_a_paragraph_is_of_is_never_left_alone_at_the_end_of_a_page(desk: Path) -> None:
    events = "".join(
        f"  - {{date: 2024-{n % 12 + 1:02}, title: Meeting {n}, parties: [GB, NO], "
        f"place: Oslo, summary: {'They met in Oslo.' if n % 3 else 'They met.'}}}\n"
        for n in range(60)
    )
    head, _, briefs = TEXT.partition("events:\n")
    briefs = briefs[briefs.index("briefs:") :]
    Path("a.yaml").write_text(f"{head}events:\n{events}{briefs}", "utf-8")
    Path("b.yaml").write_text(f"{head}events:\n{events.replace('Oslo', 'Bonn')}{briefs}", "utf-8")
    (added,) = add("a.yaml", "b.yaml")
    word, pdf = (file.read_bytes() for file in added.files)
    pages = of_pdf(pdf)
    assert len(pages) > 3
    for page in pages:
        assert re.search(r"Bonn\.?$", page.content.rstrip()), "no title stands last"
    body = entries(word)["word/document.xml"].decode()
    leads = re.findall(r"<w:p>(?:(?!</w:p>).)*?Event, (?:(?!</w:p>).)*?</w:p>", body)
    assert len(leads) == 60
    for lead in leads:
        assert "<w:keepNext/>" in lead
        (room,) = re.findall(r'w:hanging="(\d+)"', lead)
        assert int(room) > 380, "a number of two digits keeps clear of the text"


def test_the_marking_is_on_every_page_and_old_words_are_struck(desk: Path) -> None:
    (added,) = add()
    word, pdf = (file.read_bytes() for file in added.files)
    body = entries(word)["word/document.xml"].decode()
    assert "<w:strike/>" in body
    assert "Exchange of notes" in body
    for page in of_pdf(pdf):
        assert page.repeated.count("OFFICIAL ") == 2, "at its head and at its foot"


def test_the_same_bytes_each_time(desk: Path) -> None:
    (first,) = add(output="a")
    (second,) = add(output="b")
    assert [f.read_bytes() for f in first.files] == [f.read_bytes() for f in second.files]
