"""The register: what is put there stays, whole, under its number, and nothing is ever written over."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import registers
from legation.building.disk.lock import locked
from legation.building.issues.issued import ordered
from legation.building.issues.register import Register, register_of
from legation.diagnostics import LegationError, render
from registers import BRIEF, content, files_of, issue, kept_for_itself, put

RECORD = "register/norway/2026-01.json"


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return registers.register(tmp_path)


def refused(act: Callable[[], object]) -> str:
    """What is said where something is refused."""
    with pytest.raises(LegationError) as error:
        act()
    return "\n".join(map(render, error.value.diagnostics))


# --- what it is -----------------------------------------------------------------------------------------


def test_an_issue_is_read_as_it_was_put(tmp_path: Path, register: Register) -> None:
    made = put(tmp_path)
    assert made.reference == "norway/2026-01"
    assert made.called == "issue 1 (1 February 2026)"
    assert (register.briefs(), register.numbers(BRIEF)) == ([BRIEF], ["2026-01"])
    assert register.read(BRIEF, "2026-01") == made
    assert register.state(made) == {"docx": "", "pdf": ""}
    assert {name: data for name, data in files_of(tmp_path).items() if name != RECORD} == {
        "2026/norway-01.docx": content("docx", "2026-01"),
        "2026/norway-01.pdf": content("pdf", "2026-01"),
    }


def test_reading_makes_nothing(tmp_path: Path, register: Register) -> None:
    assert (register.briefs(), register.numbers(BRIEF), register.last(BRIEF)) == ([], [], None)
    assert register.next_number(BRIEF, 2026) == "2026-01"
    assert not list(tmp_path.iterdir())


def test_the_record_is_for_people_and_for_git(tmp_path: Path) -> None:
    put(tmp_path)
    lines = files_of(tmp_path)[RECORD].decode().splitlines()
    assert lines[:4] == ["{", '  "register": 1,', '  "brief": "norway",', '  "number": "2026-01",']
    assert (tmp_path / "issued/.legation/.gitignore").read_bytes() == b"*\n"
    assert b"/[0-9]*/** -text\n" in (tmp_path / "issued/.gitattributes").read_bytes()


def test_the_same_issue_has_the_same_bytes(tmp_path: Path) -> None:
    for name, formats in (("a", ("docx", "pdf")), ("b", ("pdf", "docx"))):
        into = registers.register(tmp_path / name)
        (tmp_path / name).mkdir()
        with into.locked():
            into.put(*issue("2026-01", formats=formats))
    assert files_of(tmp_path / "a") == files_of(tmp_path / "b")


def test_days_of_pendulum_s_own(register: Register) -> None:
    made, contents = issue("2026-01")
    with register.locked():
        register.put(replace(made, as_of=pendulum.date(2026, 2, 1)), contents)
    assert register.read(BRIEF, "2026-01") == made


def test_who_adapts_what_git_is_told_keeps_it(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / "issued/.gitattributes").write_text("*.pdf filter=lfs\n", encoding="utf-8")
    put(tmp_path)
    assert (tmp_path / "issued/.gitattributes").read_text(encoding="utf-8").startswith("*.pdf")


@pytest.mark.parametrize("folder", [False, True], ids=["file", "folder"])
def test_it_lies_beside_the_chronology(tmp_path: Path, folder: bool) -> None:
    path = tmp_path if folder else tmp_path / "events.yaml"
    with register_of(path).locked():
        assert (tmp_path / "issued").is_dir()


# --- numbers --------------------------------------------------------------------------------------------


def test_numbers_go_on_by_brief_and_year(tmp_path: Path) -> None:
    made = [put(tmp_path, *of) for of in ((BRIEF, 2026), (BRIEF, 2026), ("a", 2026), (BRIEF, 2027))]
    assert [each.reference for each in made] == [
        *("norway/2026-01", "norway/2026-02", "a/2026-01", "norway/2027-01")
    ]


@given(st.lists(st.integers(1, 120), unique=True, min_size=1))
def test_numbers_are_in_order(ordinals: list[int]) -> None:
    names = [f"2026-{ordinal:02}" for ordinal in ordinals] + ["2025-130"]
    assert sorted(names, key=ordered) == ["2025-130", *(f"2026-{o:02}" for o in sorted(ordinals))]


@pytest.mark.parametrize(
    "name", ["2026/norway-01.pdf", "2026/norway-01.text", "register/norway/2026-01.json"]
)
@pytest.mark.parametrize("kind", ["file", "folder", "link", "dead link"])
def test_a_number_that_anything_bears_is_passed_over(tmp_path: Path, name: str, kind: str) -> None:
    theirs = tmp_path / "issued" / name
    theirs.parent.mkdir(parents=True)
    elsewhere = tmp_path / "elsewhere"
    if kind != "dead link":
        elsewhere.write_bytes(b"hers")
    if kind == "file":
        theirs.write_bytes(b"hers")
    elif kind == "folder":
        theirs.mkdir()
    else:
        theirs.symlink_to(elsewhere)
    assert put(tmp_path).number == "2026-02"
    assert os.path.lexists(theirs)
    assert kind == "dead link" or elsewhere.read_bytes() == b"hers"


def test_a_number_that_was_lost_is_not_given_again(tmp_path: Path) -> None:
    for _ in range(3):
        put(tmp_path)
    (tmp_path / "issued" / RECORD.replace("01", "02")).unlink()
    assert put(tmp_path).number == "2026-04"


def test_what_is_there_is_not_put_again(tmp_path: Path, register: Register) -> None:
    put(tmp_path)
    before = files_of(tmp_path)
    with register.locked():
        told = refused(lambda: register.put(*issue("2026-01", said="Another")))
    assert told == (
        "issued/register/norway/2026-01.json: error[register]: "
        "this is there already, and is never written over\n  hint: issue again"
    )
    assert files_of(tmp_path) == before


def test_nor_where_another_did_not_wait_for_the_lock(
    tmp_path: Path, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a network drive that knows no locks."""
    record, link = tmp_path / "issued" / RECORD, os.link

    def late(source: Path, target: Path) -> None:
        if target == record and not record.exists():
            record.write_bytes(b"hers")
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    with register.locked():
        told = refused(lambda: register.put(*issue("2026-01")))
    assert f"issued/{RECORD}: error[register]: this is there already" in told
    assert files_of(tmp_path) == {RECORD: b"hers"}


def test_the_last_of_those_that_speak_from_no_later_day(tmp_path: Path, register: Register) -> None:
    for year in (2025, 2026, 2026):
        put(tmp_path, year=year)

    def last(*day: int) -> str:
        found = register.last_glance(BRIEF, date(*day))
        return found.number if found else ""

    assert last(2026, 2, 2) == "2026-02"
    assert last(2026, 2, 1) == "2026-01"
    assert last(2026, 1, 1) == "2025-01"
    assert last(2025, 1, 31) == ""


# --- what was done to it --------------------------------------------------------------------------------


def test_what_became_of_files(tmp_path: Path, register: Register) -> None:
    made = put(tmp_path)
    (tmp_path / "issued/2026/norway-01.pdf").write_bytes(b"other")
    (tmp_path / "issued/2026/norway-01.docx").unlink()
    assert register.state(made) == {"docx": "missing", "pdf": "changed"}
    (tmp_path / "issued/2026/norway-01.docx").symlink_to(tmp_path / "issued/2026/norway-01.pdf")
    assert register.state(made) == {"docx": "changed", "pdf": "changed"}


def resealed(record: dict[str, Any]) -> bytes:
    """A record with the hash that is documented."""
    rest = {key: value for key, value in record.items() if key != "hash"}
    plain = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return json.dumps(rest | {"hash": sha256(plain.encode()).hexdigest()}).encode()


def altered(**keys: Any) -> Callable[[bytes], bytes]:
    """A change by one who also reckons the hash anew."""
    return lambda data: resealed(json.loads(data) | keys)


def filed(name: str) -> Callable[[bytes], bytes]:
    return altered(files={"pdf": {"name": name, "digest": "", "size": 0}})


CUT_OFF = "this cannot be read as what was issued: it was cut off or changed since"
OF_ANOTHER = "this is not of the issue that its name says"
COPY = "get it back from a copy, as from git; the other issues are not touched"


@pytest.mark.parametrize(
    ("alter", "message", "hint"),
    [
        (lambda data: data[:-40], CUT_OFF, COPY),
        (lambda data: b"", CUT_OFF, COPY),
        (lambda data: b"<<<<<<< HEAD\n" + data, CUT_OFF, COPY),
        (lambda data: data.replace(b"Oslo", b"\xff"), CUT_OFF, COPY),
        (lambda data: b"[" * 100_000, CUT_OFF, COPY),
        (lambda data: data.replace(b"Visit to Oslo", b"Visit to Rome"), CUT_OFF, COPY),
        (lambda data: data.replace(b'  "number"', b'  "mood": "good",\n  "number"'), CUT_OFF, COPY),
        (lambda data: re.sub(rb',\s*"hash".*', b"\n}", data), CUT_OFF, COPY),
        (altered(as_of="soon"), CUT_OFF, COPY),
        (altered(since="../../x"), CUT_OFF, COPY),
        (altered(register="1"), CUT_OFF, COPY),
        (
            altered(register=2, edition="of another form"),
            "this was written by a later version of Legation",
            "install that version",
        ),
        (altered(brief="sweden"), OF_ANOTHER, COPY),
        (altered(number="2026-02"), OF_ANOTHER, COPY),
        (altered(as_of="2025-01-01"), OF_ANOTHER, COPY),
        (filed("2026/sweden-01.pdf"), OF_ANOTHER, COPY),
        (filed("../../secret"), OF_ANOTHER, COPY),
        (filed("/etc/passwd"), OF_ANOTHER, COPY),
    ],
)
def test_a_record_that_was_changed(
    tmp_path: Path, register: Register, alter: Callable[[bytes], bytes], message: str, hint: str
) -> None:
    put(tmp_path)
    record = tmp_path / "issued" / RECORD
    record.write_bytes(alter(record.read_bytes()))
    second = put(tmp_path)
    told = refused(lambda: register.read(BRIEF, "2026-01"))
    assert told == f"issued/{RECORD}: error[register]: {message}\n  hint: {hint}"
    assert register.read(BRIEF, "2026-02") == second == register.last(BRIEF)


def test_keys_of_a_later_version_of_the_same_form_are_passed_over(
    tmp_path: Path, register: Register
) -> None:
    made = put(tmp_path)
    record = tmp_path / "issued" / RECORD
    record.write_bytes(altered(mood="good")(record.read_bytes()))
    assert register.read(BRIEF, "2026-01") == made


def test_how_a_record_is_laid_out_is_no_matter(tmp_path: Path, register: Register) -> None:
    """As where an editor, or git on Windows, changed the line ends."""
    made = put(tmp_path)
    record = tmp_path / "issued" / RECORD
    record.write_bytes(record.read_bytes().replace(b"\n", b"\r\n"))
    assert register.read(BRIEF, "2026-01") == made


def test_names_that_are_no_issue_s_are_passed_over(tmp_path: Path, register: Register) -> None:
    put(tmp_path)
    for name in (
        "norway/notes.txt",
        "norway/2026-1.json",
        "norway/2026-00.json",
        "-x/2026-01.json",
    ):
        path = tmp_path / "issued/register" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}", encoding="utf-8")
    (tmp_path / "issued/register/empty").mkdir()
    (tmp_path / "issued/register/file").write_bytes(b"")
    assert (register.briefs(), register.numbers(BRIEF)) == ([BRIEF], ["2026-01"])


@pytest.mark.parametrize(
    "brief", ["", "..", "../register/norway", "norway/", "/norway", "a\0b", "x"]
)
def test_an_issue_that_is_not_there(tmp_path: Path, register: Register, brief: str) -> None:
    put(tmp_path)
    assert refused(lambda: register.read(brief, "2026-01")).startswith(
        f"error[unknown-issue]: there is no issue {brief}/2026-01"
    )


def test_the_nearest_issue_is_named(tmp_path: Path, register: Register) -> None:
    assert refused(lambda: register.read("norwy", "2026-01")) == (
        "error[unknown-issue]: nothing was issued yet\n  hint: issue first: legation issue"
    )
    put(tmp_path)
    assert refused(lambda: register.read("norwy", "2026-01")) == (
        "error[unknown-issue]: there is no issue norwy/2026-01\n  hint: write norway/2026-01"
    )
    assert refused(lambda: register.read("x", "1066-14")) == (
        "error[unknown-issue]: there is no issue x/1066-14\n  hint: legation history lists all"
    )


# --- where it must not, or cannot, be written -----------------------------------------------------------


@pytest.mark.parametrize("name", ["issued", ".legation", "register", "norway", "2026"])
def test_no_link_is_followed(tmp_path: Path, name: str) -> None:
    places = {
        "issued": "issued",
        ".legation": "issued/.legation",
        "register": "issued/register",
        "norway": "issued/register/norway",
        "2026": "issued/2026",
    }
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = tmp_path / places[name]
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(elsewhere)
    assert refused(lambda: put(tmp_path)) == (
        f"{places[name]}: error[output]: this is a link to somewhere else\n"
        "  hint: put a folder of its own in its place"
    )
    assert not list(elsewhere.iterdir())
    link.unlink()
    assert put(tmp_path).number == "2026-01"
    assert kept_for_itself(tmp_path) == {"lock", ".gitignore"}


def test_a_file_where_a_folder_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "issued").mkdir()
    (tmp_path / "issued/2026").write_bytes(b"hers")
    assert refused(lambda: put(tmp_path)) == (
        "issued: error[output]: there is a file where a folder is wanted\n  hint: take it away"
    )
    assert files_of(tmp_path) == {"2026": b"hers"}


@pytest.mark.parametrize("name", [".", "issued", "issued/register", "issued/2026"])
def test_a_folder_that_may_not_be_written_to(tmp_path: Path, name: str) -> None:
    if name != ".":
        put(tmp_path)
    before = files_of(tmp_path)
    (tmp_path / name).chmod(0o555)
    if os.access(tmp_path / name, os.W_OK):
        pytest.skip("the system refuses this user nothing")
    try:
        year = 2027 if name == "issued" else 2026
        told = refused(lambda: put(tmp_path, "sweden" if "register" in name else BRIEF, year))
    finally:
        (tmp_path / name).chmod(0o755)
    assert files_of(tmp_path) == before
    assert told == (
        "issued: error[output]: this cannot be written\n"
        "  hint: issues are kept beside the chronology for good: ask for leave to write there"
    )


@pytest.mark.parametrize("name", ["register", "register/norway"])
def test_a_folder_that_may_not_be_read(tmp_path: Path, register: Register, name: str) -> None:
    put(tmp_path)
    folder = tmp_path / "issued" / name
    folder.chmod(0o333)
    if os.access(folder, os.R_OK):
        pytest.skip("the system refuses this user nothing")
    try:
        told = refused(register.briefs)
    finally:
        folder.chmod(0o755)
    wanted = "this folder cannot be read: ask for leave to read there"
    assert told == f"issued/{name}: error[register]: {wanted}"


def test_file_systems_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    made = put(tmp_path)
    assert registers.register(tmp_path).state(made) == {"docx": "", "pdf": ""}
    assert registers.register(tmp_path).read(BRIEF, "2026-01") == made
    assert kept_for_itself(tmp_path) == {"lock", ".gitignore"}


# --- several at once ------------------------------------------------------------------------------------

MANY = """
import sys
from pathlib import Path
from registers import put
for _ in range(10):
    put(Path(sys.argv[1]))
"""


def test_several_issue_at_once(tmp_path: Path, register: Register) -> None:
    tests = str(Path(registers.__file__).parent)
    command = [sys.executable, "-c", MANY, str(tmp_path)]
    env = {**os.environ, "PYTHONPATH": tests}
    running = [subprocess.Popen(command, env=env) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert register.numbers(BRIEF) == [f"2026-{ordinal:02}" for ordinal in range(1, 31)]
    for number in register.numbers(BRIEF):
        assert set(register.state(register.read(BRIEF, number)).values()) == {""}


def test_who_comes_second_is_told(
    tmp_path: Path, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("legation.building.issues.register.locked", partial(locked, patience=0))
    with register.locked():
        told = refused(lambda: put(tmp_path))
    assert told == (
        f"issued: error[locked]: another issue from this chronology is under way (process {os.getpid()})\n"
        "  hint: wait for it to end, then issue again"
    )
