"""kill -9 and a full disk at any moment: an issue is in the register wholly or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from functools import partial
from pathlib import Path

import pytest

from faults import CALLS, at_call, killed_at, needs_fork
from legation.building.issues.register import Issue
from legation.diagnostics import LegationError, render
from registers import BRIEF, content, files_of, issue, kept_for_itself, put, register

EVERY = CALLS | {"fsync", "rename", "rmdir", "flush"}
FIRST = ["2026/norway-01.docx", "2026/norway-01.pdf", "register/norway/2026-01.json"]
SECOND = ["2026/norway-02.docx", "2026/norway-02.pdf", "register/norway/2026-02.json"]


def settled(folder: Path) -> list[str]:
    """The names of the files that there are once the register has been locked."""
    with register(folder).locked():
        pass
    assert kept_for_itself(folder) == {"lock", ".gitignore"}
    assert (folder / "issued/.legation/.gitignore").read_bytes() == b"*\n"
    return sorted(files_of(folder))


def nothing_damaged(folder: Path, before: dict[str, bytes]) -> None:
    """What was issued is as it was, and what is new is whole."""
    after = files_of(folder)
    assert {name: after[name] for name in before} == before
    for name, data in after.items():
        if name.startswith("2026/"):
            number, format_ = name.removeprefix("2026/norway-").split(".")
            assert data == content(format_, f"2026-{number}")
    for number in register(folder).numbers(BRIEF):
        register(folder).read(BRIEF, number)


@pytest.fixture(params=[False, True], ids=["first", "second"])
def fresh(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A folder in which a brief was issued once, or never."""
    (folder := tmp_path / "fresh").mkdir()
    if request.param:
        put(folder)
    return folder


@needs_fork
def test_killed_before_each_call(tmp_path: Path, fresh: Path) -> None:
    before = files_of(fresh)
    new = SECOND if before else FIRST
    seen: set[bool] = set()
    number = 0
    while True:
        folder = tmp_path / str(number)
        shutil.copytree(fresh, folder)
        killed = killed_at(number, partial(put, folder), EVERY)
        nothing_damaged(folder, before)
        was_issued = (folder / "issued" / new[-1]).exists()
        expected = sorted([*before, *(new if was_issued else ())])
        assert settled(folder) == expected, number
        nothing_damaged(folder, before)
        seen.add(was_issued)
        assert put(folder).ordinal == len(expected) // 3 + 1
        shutil.rmtree(folder)
        if not killed:
            break
        number += 1
    assert number > 40
    assert seen == {False, True}


@needs_fork
def test_killed_before_each_call_of_settling(tmp_path: Path) -> None:
    """One file of two is in its place, when the process is killed, and then the one that goes on."""
    moment = 0
    while True:
        (half := tmp_path / f"half {moment}").mkdir()
        assert killed_at(moment, partial(put, half), EVERY)
        if len(files_of(half)) == 2:
            break
        moment += 1
    number = 0
    while True:
        folder = tmp_path / str(number)
        shutil.copytree(half, folder)
        killed = killed_at(number, partial(settled, folder), EVERY)
        nothing_damaged(folder, {})
        assert settled(folder) == FIRST
        nothing_damaged(folder, {})
        if not killed:
            break
        number += 1
    assert number > 8


def full() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_full_at_each_call(tmp_path: Path, fresh: Path) -> None:
    before = files_of(fresh)
    told: set[str] = set()
    number = 0
    while True:
        folder = tmp_path / str(number)
        shutil.copytree(fresh, folder)
        try:
            reached = at_call(number, full, partial(put, folder), EVERY)
        except LegationError as error:
            reached = True
            (said,) = error.diagnostics
            told.add(render(said))
            nothing_damaged(folder, before)
            if said.message.startswith("the disk"):
                assert sorted(files_of(folder)) == sorted(before)
        nothing_damaged(folder, before)
        assert len(settled(folder)) in (len(before), len(before) + 3)
        assert put(folder).ordinal == len(files_of(folder)) // 3
        shutil.rmtree(folder)
        if not reached:
            break
        number += 1
    room = "\n  hint: make room, then try again: the earlier files are as they were"
    reference = "norway/2026-02" if before else "norway/2026-01"
    half = f"{reference} is issued, but not all its files are in their places: the disk is full"
    assert told == {
        f"issued: error[disk-full]: the disk is full{room}",
        f"issued: error[disk-full]: {half}{room}; the next legation issue puts them there",
    }
    assert number > 20


def cut_off(folder: Path) -> tuple[Issue, list[str]]:
    """An issue whose record is in its place, and of whose files none is; and what is ready of it."""

    link = os.link

    def stop(source: Path, target: Path) -> None:
        if target.suffix != ".json":
            raise KeyboardInterrupt
        link(source, target)

    (made, contents), into = issue("2026-01"), register(folder)
    with pytest.MonkeyPatch.context() as patch, into.locked():
        patch.setattr("os.link", stop)
        with pytest.raises(KeyboardInterrupt):
            into.put(made, contents)
    return made, sorted(kept_for_itself(folder) - {"lock", ".gitignore"})


def test_a_place_that_is_taken_meanwhile_stays_so_and_the_file_waits(tmp_path: Path) -> None:
    made, ready = cut_off(tmp_path)
    assert len(ready) == 1
    theirs = tmp_path / "issued/2026/norway-01.pdf"
    theirs.write_bytes(b"hers")
    assert put(tmp_path).number == "2026-02"
    assert theirs.read_bytes() == b"hers"
    assert register(tmp_path).state(made) == {"docx": "", "pdf": "changed"}
    theirs.rename(tmp_path / "hers.pdf")
    assert settled(tmp_path) == sorted([*FIRST, *SECOND])
    assert register(tmp_path).state(made) == {"docx": "", "pdf": ""}


@pytest.mark.parametrize("plan", [b"", b"[", b"[]", b"{}", b'[{"name": "../x/y", "digest": ""}]'])
def test_a_plan_that_makes_no_sense_is_taken_away(tmp_path: Path, plan: bytes) -> None:
    _, (ready,) = cut_off(tmp_path)
    (tmp_path / "issued/.legation" / ready / "plan.json").write_bytes(plan)
    assert settled(tmp_path) == FIRST[-1:]


def test_what_is_none_of_ours_stays(tmp_path: Path) -> None:
    put(tmp_path)
    (elsewhere := tmp_path / "elsewhere").mkdir()
    (elsewhere / "file").write_bytes(b"hers")
    (tmp_path / "issued/.legation/0123456789abcdef").symlink_to(elsewhere)
    (tmp_path / "issued/.legation/notes").mkdir()
    put(tmp_path)
    assert kept_for_itself(tmp_path) == {"lock", ".gitignore", "0123456789abcdef", "notes"}
    assert (elsewhere / "file").read_bytes() == b"hers"


@pytest.mark.skipif(os.name == "nt", reason="Windows opens no folders to wait for")
def test_the_disk_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of an issue is on the disk before its record has its name, and that name before the others."""
    put(tmp_path, "sweden")
    done: list[str] = []
    fsync, link = os.fsync, os.link

    def waiting(opened: int) -> None:
        path = Path(f"/proc/self/fd/{opened}").readlink()
        done.append(path.name if len(path.name) < 16 else "staging")
        fsync(opened)

    def linking(source: Path, target: Path) -> None:
        done.append(f"-> {target.name}")
        link(source, target)

    monkeypatch.setattr(os, "fsync", waiting)
    monkeypatch.setattr(os, "link", linking)
    if not Path("/proc/self/fd").exists():
        pytest.skip("this system does not say what is open")
    put(tmp_path)
    assert done == [
        *("0", "1", "2", "plan.json", "staging", ".legation"),
        "register",  # which has a folder for the brief now
        *("-> 2026-01.json", "norway", "norway"),
        *("-> norway-01.docx", "2026", "-> norway-01.pdf", "2026"),
    ]
