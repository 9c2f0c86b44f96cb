"""What the record keeps, and that nothing in `.legation` can lead out of the folder, whoever wrote it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

import legation
from legation.building.output.record import Entry, Failure, Record
from legation.diagnostics import LegationError, render
from stand_ins import BRIEF, content, files_of, kept_for_itself, outputs_of, pair, put

PRECIOUS = b"what lies outside, and is nobody's business"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "output", "one")
    return tmp_path / "output"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    path = tmp_path / "outside.json"
    path.write_bytes(PRECIOUS)
    return path


def link(path: Path, goal: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    try:
        path.symlink_to(goal)
    except OSError:
        pytest.skip("links cannot be made here")


# --- journal and record ----------------------------------------------------------------------------------


def test_what_is_put_is_known_before_and_after_it_is_saved(folder: Path) -> None:
    record = Record(folder)
    known = record.briefs[BRIEF]
    failed = Entry(
        "../events.yaml", failure=Failure("events.yaml:42", "wrong", "2026-02-24T12:00:00+00:00")
    )
    record.put("sweden", failed)
    for saved in (False, True):
        if saved:
            record.save()
        assert record.interrupted is not saved
        again = Record(folder)
        assert again.briefs == {BRIEF: known, "sweden": failed}
        assert again.interrupted is not saved


@pytest.mark.parametrize("journal", [True, False])
def test_a_journal_that_was_cut_off_at_any_length(folder: Path, journal: bool) -> None:
    """Its last line tells of nothing that has come to pass."""
    record = Record(folder)
    known = record.briefs[BRIEF]
    path = folder / ".legation" / "journal.jsonl"
    if journal:
        record.put(BRIEF, Entry("x", left={"a": "b"}))
        known = record.briefs[BRIEF]
    before = path.read_bytes() if journal else b""
    record.put(BRIEF, Entry("y" * 20))
    data = path.read_bytes()
    for length in range(len(before), len(data)):
        path.write_bytes(data[:length])
        assert Record(folder).briefs[BRIEF] == known
        again = Record(folder)
        again.put("sweden", Entry("z"))
        assert Record(folder).briefs == {BRIEF: known, "sweden": Entry("z")}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"garbage \xff\x00",
        b"[]",
        b"null",
        b'{"version": 1}',
        b"[" * 100_000,
        b'{"version": 1, "x": ' + b"[" * 100_000,
        b'{"version": 1, "briefs": {}, "stamps": {}, "entries": {"a": 1}}',
        b'{"version": 99, "briefs": {}, "stamps": {}, "entries": {}}',
    ],
)
@pytest.mark.parametrize("name", ["record.json", "journal.jsonl", "last.json", "lock"])
def test_garbage_is_taken_for_nothing(folder: Path, name: str, data: bytes) -> None:
    (folder / ".legation" / name).write_bytes(data)
    told = put(folder, "one")
    assert told == []  # what is equal is taken for ours
    assert files_of(folder) == pair("one")
    put(folder, "two")
    assert files_of(folder) == pair("two")
    assert kept_for_itself(folder) <= {"record.json", "lock", "last.json"}


def test_a_record_that_was_cut_off_at_any_length(folder: Path) -> None:
    path = folder / ".legation" / "record.json"
    data = path.read_bytes()
    for length in range(0, len(data), 7):
        path.write_bytes(data[:length])
        put(folder, "one")
        assert files_of(folder) == pair("one")


def test_the_record_of_a_later_version_is_not_guessed_at(folder: Path) -> None:
    """What it tells of may mean something else: what differs stays."""
    path = folder / ".legation" / "record.json"
    path.write_bytes(path.read_bytes().replace(b'"version":1,"briefs"', b'"version":2,"briefs"'))
    assert len(put(folder, "two")) == 2
    assert files_of(folder) == pair("one") | pair("two", "norway (2).docx", "norway (2).pdf")


# --- leading out -----------------------------------------------------------------------------------------

NAMES = [
    "../outside.json",
    "../../x",
    "/etc/x",
    "a/../../outside.json",
    "..\\outside.json",
    "C:outside.json",
    ".hidden",
    "..",
    "",
    "a\x00b",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("where", ["output", "put", "over", "drop", "left", "staged"])
def test_names_that_lead_out_are_never_followed(
    folder: Path, outside: Path, where: str, name: str
) -> None:
    """In a record, and in a journal, that somebody has tampered with."""
    from hashlib import sha256

    absolute = str(outside) if name == "/etc/x" else name
    digest = sha256(PRECIOUS).hexdigest()
    entry = json.loads((folder / ".legation" / "record.json").read_bytes())["briefs"][BRIEF]
    moves: dict[str, dict[str, str]] = {"put": {}, "over": {}, "drop": {}}
    (folder / ".legation" / "ab.new").write_bytes(b"spoilt")
    (folder / "a").mkdir()  # which a name may lead through
    if where == "output":
        entry["outputs"]["docx"] |= {"name": absolute, "digest": digest}
    elif where == "left":
        entry["left"] = {absolute: digest}
    elif where == "staged":
        moves["put"] = {absolute: "norway.docx"}
    else:
        moves["put"] = {"ab.new": absolute} if where in ("put", "over") else {}
        moves["over"] = {absolute: digest} if where in ("put", "over") else {}
        moves["drop"] = {absolute: digest} if where == "drop" else {}
    line = {"brief": BRIEF, "entry": entry, "moves": moves}
    (folder / ".legation" / "journal.jsonl").write_text(json.dumps(line), encoding="utf-8")
    put(folder, "two")
    assert outside.read_bytes() == PRECIOUS
    (folder / "a").rmdir()
    assert content("docx", "two") in files_of(folder).values()
    assert {path.name for path in folder.parent.iterdir()} == {"output", "outside.json"}


@pytest.mark.parametrize(
    "name", ["record.json", "journal.jsonl", "lock", "last.json", "record.json.new", "ab.new"]
)
@pytest.mark.parametrize("there", [True, False])
def test_links_in_it_are_not_followed(
    folder: Path, outside: Path, name: str, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    link(folder / ".legation" / name, outside)
    if not there:
        outside.unlink()
    opened: list[str] = []
    read = Path.read_bytes

    def watched(path: Path) -> bytes:
        opened.append(str(path.resolve()))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", watched)
    put(folder, "one")
    put(folder, "two")
    monkeypatch.undo()
    assert str(outside.resolve()) not in opened
    assert outside.exists() == there
    assert not there or outside.read_bytes() == PRECIOUS
    assert content("docx", "two") in files_of(folder).values()
    assert not any(path.is_symlink() for path in (folder / ".legation").iterdir())


def test_a_valid_record_that_is_linked_to_is_not_read(folder: Path, tmp_path: Path) -> None:
    valid = tmp_path / "valid.json"
    (folder / ".legation" / "record.json").rename(valid)
    link(folder / ".legation" / "record.json", valid)
    before = valid.read_bytes()
    assert len(put(folder, "two")) == 2  # what is there is taken for somebody's
    assert valid.read_bytes() == before


def test_its_folder_may_not_be_a_link(folder: Path, tmp_path: Path) -> None:
    (folder / ".legation").rename(elsewhere := tmp_path / "elsewhere")
    link(folder / ".legation", elsewhere)
    before = {path.name: path.read_bytes() for path in elsewhere.iterdir()}
    with pytest.raises(LegationError) as caught:
        put(folder, "two")
    place = os.path.join("output", ".legation")  # noqa: PTH118
    assert [render(told) for told in caught.value.diagnostics] == [
        f"{place}: error[output]: this is a link to somewhere else\n"
        "  hint: take it away: Legation keeps there what it has built"
    ]
    assert {path.name: path.read_bytes() for path in elsewhere.iterdir()} == before
    assert files_of(folder) == pair("one")


def test_its_folder_may_not_be_a_file(folder: Path) -> None:
    shutil.rmtree(folder / ".legation")
    (folder / ".legation").write_bytes(b"a file")
    with pytest.raises(LegationError) as caught:
        put(folder, "two")
    (told,) = caught.value.diagnostics
    assert str(told.position) == os.path.join("output", ".legation")  # noqa: PTH118
    assert told.message == "there is a file where a folder is wanted"
    assert (folder / ".legation").read_bytes() == b"a file"
    assert files_of(folder) == pair("one")


@pytest.mark.parametrize("name", ["record.json", "journal.jsonl", "lock"])
def test_a_folder_in_it_is_said_and_nothing_is_lost(folder: Path, name: str) -> None:
    (folder / ".legation" / name).unlink(missing_ok=True)
    (folder / ".legation" / name / "within").mkdir(parents=True)
    with pytest.raises((LegationError, OSError)):
        put(folder, "two")
    for path, data in files_of(folder).items():
        assert data in (pair("one") | pair("two", "norway (2).docx", "norway (2).pdf")).values(), (
            path
        )
    assert (folder / ".legation" / name / "within").is_dir()


def test_other_things_in_it_stay_only_if_they_are_folders(folder: Path) -> None:
    (folder / ".legation" / "mine").mkdir()
    (folder / ".legation" / "half.new").write_bytes(b"half")
    with outputs_of(folder):
        pass
    assert kept_for_itself(folder) == {"record.json", "lock", "mine"}


# --- whole builds ----------------------------------------------------------------------------------------

HOSTILE = """\
title: Hostile
events:
  - {{date: 2024, title: x, parties: [GB, NO]}}
briefs:
  {id}: {{parties: [GB, NO], template: {template}, formats: text}}
"""


@pytest.mark.parametrize(
    ("id_", "template"),
    [
        ("../out", "country-brief"),
        ("/etc/out", "country-brief"),
        ("a/b", "country-brief"),
        ("'..'", "country-brief"),
        (".legation", "country-brief"),
        ("'a\\b'", "country-brief"),
        ("'C:out'", "country-brief"),
        ("'a (2)'", "country-brief"),
        ("norway", "../secret"),
        ("norway", "/etc/passwd"),
        ("norway", "'..\\secret'"),
    ],
)
def test_neither_ids_nor_templates_lead_out(tmp_path: Path, id_: str, template: str) -> None:
    folder = tmp_path / "deep" / "er"
    folder.mkdir(parents=True)
    (folder / "secret.md.j2").write_text("secret", encoding="utf-8")
    text = HOSTILE.format(id=id_, template=template)
    (folder / "events.yaml").write_text(text, encoding="utf-8")
    before = set(tmp_path.rglob("*"))
    build = legation.build(folder / "events.yaml")
    assert build.status == 1
    assert all(d.position for d in build.report if d.severity == "error")
    assert {path for path in tmp_path.rglob("*") if ".legation" not in path.parts} - before <= {
        folder / "output"
    }
