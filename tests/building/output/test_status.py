"""What `STATUS.txt` and `legation status` say of an output folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import legation
from legation.building.output.record import Entry, Failure, Output, Record
from legation.building.output.status import NAME, status_text

DAY = date(2026, 2, 24)
GOLDEN = Path(__file__).parents[2] / "golden" / "status"
CHRONOLOGY = """\
title: Our relations
timezone: Asia/Baku
events:
  - date: 2024-08-23
    title: Visit to Oslo
    parties: [GB, NO]
    sources: The Example Gazette
briefs:
  norway: {parties: [GB, NO], formats: text}
  britain: {parties: GB, as-of: 2025-01-31, formats: text}
"""


def output(name: str = "", built: str = "2026-02-24T12:40:00+00:00", **other: str) -> Output:
    given = {"version": "1.2.0", "as_of": "2026-02-24", **other}
    return Output(made_from="0" * 64, built=built, name=name, **given)  # type: ignore[arg-type]


def entry(*names: str, chronology: str = "../events.yaml", **other: object) -> Entry:
    files = {name.rpartition(".")[2]: output(name) for name in names}
    return Entry(chronology, files, **other)  # type: ignore[arg-type]


FAILED = Failure("events.yaml:42", "there is no month 13", "2026-02-24T20:15:59+00:00")
UNREAD = Failure("", "it has warnings, which --strict takes for errors", "2026-02-24T20:15:59Z")
KNOWN = {
    "one": {"events": entry("events.docx", "events.pdf")},
    "all-in-order": {
        "norway": entry("norway.docx", "norway.pdf"),
        "azerbaijan-pakistan": entry("azerbaijan-pakistan.docx", "azerbaijan-pakistan.pdf"),
    },
    "some-not-refreshed": {
        "a-brief-with-a-name-that-is-much-longer-than-those-of-the-others": entry("a.docx"),
        "norway": entry("norway.docx", "norway.pdf", failure=FAILED),
        "sweden": entry("sweden.docx", gone=True),
        "finland": entry(failure=UNREAD),
        "denmark": entry("denmark.docx", "denmark (2).pdf"),
        "iceland": Entry(
            "../events.yaml",
            {"docx": output("iceland.docx"), "pdf": output("iceland.pdf", "2026-02-25T00:00:00Z")},
        ),
    },
    "of-two-chronologies": {
        "norway": entry("norway.docx"),
        "sweden": Entry("../other.yaml", {"docx": output("sweden.docx", version="1.1.0")}),
    },
}


@pytest.mark.parametrize("name", KNOWN)
def test_the_text(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"{name}.txt", status_text(KNOWN[name], "Asia/Baku"))


def test_where_there_is_nothing_left_to_tell_of() -> None:
    head = "Built. Times are those of Asia/Baku.\n0 briefs.\n"
    assert status_text({}, "Asia/Baku").startswith(head)


def test_times_of_a_zone_that_is_not_known_are_told_all_the_same() -> None:
    for zone in ("Asia/Atlantis", "../../etc", "", "a\0b"):
        assert "built on 24 February 2026 at 12:40" in status_text(KNOWN["one"], zone)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A chronology that was built at 12:40 UTC, which is 16:40 in Baku."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1771936800")
    Path("events.yaml").write_text(CHRONOLOGY, encoding="utf-8")
    assert legation.build(as_of=DAY).status == 0
    return tmp_path


def rows() -> list[str]:
    """What is said of the briefs."""
    return legation.status().split("\n\n", 1)[1].rpartition("\n\n")[0].splitlines()


IN_ORDER = [
    "britain  built on 24 February 2026 at 16:40, as of 24 February 2026 (text)",
    "norway   built on 24 February 2026 at 16:40, as of 24 February 2026 (text)",
]
KEPT = "         the new one is “norway (2).text”: norway.text was not to be written over"


def test_it_is_what_the_file_says_where_nothing_is_wrong(folder: Path) -> None:
    assert rows() == IN_ORDER
    assert legation.status() == (folder / "output" / NAME).read_text(encoding="utf-8")
    assert legation.status(folder, output=folder / "output") == legation.status()


def test_what_is_wrong_with_the_files_now_is_told(folder: Path) -> None:
    (folder / "output" / "norway.text").write_text("Hers.", encoding="utf-8")
    changed = [IN_ORDER[1], "         norway.text was changed since it was built", "", IN_ORDER[0]]
    assert rows() == changed
    assert "2 briefs: 1 with a remark, 1 in order." in legation.status()
    (folder / "output" / "britain.text").unlink()
    gone = [IN_ORDER[0], "         britain.text is not there", *changed[:2]]
    assert rows() == gone
    assert "not there" not in (folder / "output" / NAME).read_text(encoding="utf-8")


def test_a_file_beside_which_the_new_one_went_is_told_of_while_it_is_there(folder: Path) -> None:
    (folder / "output" / "norway.text").write_text("Hers.", encoding="utf-8")
    legation.build(as_of=DAY)
    assert rows() == [IN_ORDER[1], KEPT, "", IN_ORDER[0]]
    assert KEPT in (folder / "output" / NAME).read_text(encoding="utf-8")
    (folder / "output" / "norway.text").unlink()
    assert rows() == IN_ORDER


def test_a_brief_that_failed_and_one_that_is_no_more(folder: Path) -> None:
    text = CHRONOLOGY.replace("2024-08-23", "2024-13").partition("  britain")[0]
    Path("events.yaml").write_text(text, encoding="utf-8")
    assert legation.build(as_of=DAY).status == 1
    assert rows() == [
        "britain  NOT REFRESHED: ../events.yaml has this brief no more",
        f"         {IN_ORDER[0][9:]}",
        "norway   NOT REFRESHED: events.yaml:4: there is no month 13",
        "         last tried on 24 February 2026 at 16:40",
        f"         {IN_ORDER[1][9:]}",
    ]
    Path("events.yaml").write_text("", encoding="utf-8")
    legation.build(as_of=DAY)
    assert "Times are those of Asia/Baku" in legation.status()  # though nothing says so any more
    assert "NOT REFRESHED: events.yaml: the file is empty" in legation.status()
    Path("events.yaml").write_text(CHRONOLOGY, encoding="utf-8")
    legation.build(as_of=DAY)
    assert rows() == IN_ORDER


def test_a_brief_that_is_no_more_is_forgotten_with_its_files(folder: Path) -> None:
    Path("events.yaml").write_text(CHRONOLOGY.partition("  britain")[0], encoding="utf-8")
    legation.build(as_of=DAY)
    assert len(rows()) == 4
    (folder / "output" / "britain.text").unlink()
    assert rows() == [IN_ORDER[1].replace("   built", "  built")]
    text = (folder / "output" / NAME).read_text(encoding="utf-8")
    assert "britain  NOT REFRESHED" in text  # until the next build
    legation.build(as_of=DAY)
    assert (folder / "output" / NAME).read_text(encoding="utf-8") == legation.status()
    assert "britain" not in Record(folder / "output").briefs


def test_a_build_that_did_not_end_is_taken_into_account(folder: Path) -> None:
    record = Record(folder / "output")
    failed = Failure("events.yaml:4", "there is no month 13", "2026-02-24T13:00:00+00:00")
    known = record.briefs["norway"]
    record.put("norway", Entry(known.chronology, known.outputs, failure=failed))
    said = legation.status()
    assert "norway   NOT REFRESHED: events.yaml:4: there is no month 13" in said
    assert said.endswith("one was cut short: what is said here may change.\n")


def test_a_file_that_is_still_to_be_moved_is_not_taken_for_changed(folder: Path) -> None:
    """As where a build was killed between the record and the swap."""
    code = (
        "import os, datetime, legation\n"
        "from legation.building.output import outputs\n"
        "outputs.move = lambda *_: os._exit(9)\n"
        "legation.build(force=True, as_of=datetime.date(2026, 2, 23))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, env=dict(os.environ))
    assert done.returncode == 9
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert "norway.text is not in its place yet: build again" in legation.status()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    legation.build(as_of=DAY)
    assert rows() == IN_ORDER


def test_nothing_is_written_or_waited_for(folder: Path) -> None:
    """A build may hold the folder's lock; the folder may be read-only."""
    from legation.building.disk.lock import locked

    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    with locked(folder / "output" / ".legation" / "lock", "output"):
        assert rows() == IN_ORDER
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    lock = folder / "output" / ".legation" / "lock"
    assert {**before, lock: 0} == {**after, lock: 0}


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"version": 99}', b"\xff\xfe"])
def test_where_nothing_was_built_it_says_so(tmp_path: Path, content: bytes | None) -> None:
    home = tmp_path / "output" / ".legation"
    if content is not None:
        home.mkdir(parents=True)
        (home / "record.json").write_bytes(content)
    with pytest.raises(legation.LegationError) as told:
        legation.status(tmp_path / "events.yaml")
    assert legation.render(told.value.diagnostics[0]) == (
        f"{tmp_path / 'output'}: error[not-built]: Legation has built nothing into this folder\n"
        "  hint: build first: legation build; or name the folder: legation status --output FOLDER"
    )
