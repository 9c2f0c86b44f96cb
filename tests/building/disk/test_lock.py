"""Two builds of a folder wait for each other, or refuse; the dead hold no lock."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from legation.building.disk.lock import locked
from legation.diagnostics import LegationError, render

HOLD = """
import sys, time
from pathlib import Path
from legation.building.disk.lock import locked
with locked(Path(sys.argv[1]), "output"):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@contextmanager
def holder(lock: Path, seconds: float = 60) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that holds a lock."""
    command = [sys.executable, "-c", HOLD, str(lock), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == b"held"
            yield process
        finally:
            process.kill()


def taken(lock: Path, patience: float = 0) -> str:
    """What is said where the lock cannot be had; empty where it can."""
    try:
        with locked(lock, "output", patience):
            return ""
    except LegationError as error:
        return render(error.diagnostics[0])


def test_who_comes_second_is_told_who_came_first(tmp_path: Path) -> None:
    with holder(tmp_path / "lock") as first:
        assert taken(tmp_path / "lock") == (
            f"output: error[locked]: another build of this folder is under way (process {first.pid})\n"
            "  hint: wait for it to end, then build again"
        )
    assert taken(tmp_path / "lock") == ""


def test_who_comes_second_waits(tmp_path: Path) -> None:
    with holder(tmp_path / "lock", seconds=0.5):
        begun = time.monotonic()
        assert taken(tmp_path / "lock", patience=30) == ""
        assert time.monotonic() - begun < 20


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_the_lock_of_the_dead_is_taken_over_at_once(tmp_path: Path) -> None:
    with holder(tmp_path / "lock") as first:
        assert taken(tmp_path / "lock") != ""
        first.send_signal(signal.SIGKILL)
        first.wait()
        assert (tmp_path / "lock").read_bytes() == str(first.pid).encode()  # nobody wiped it
        assert taken(tmp_path / "lock") == ""


def test_in_one_process_too(tmp_path: Path) -> None:
    with locked(tmp_path / "lock", "output"):
        assert "another build" in taken(tmp_path / "lock")
    assert taken(tmp_path / "lock") == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows does not delete what is open")
def test_a_lock_whose_name_was_taken_away_is_none(tmp_path: Path) -> None:
    """Who waits for a file that nobody can find any more would let in a third."""
    lock = tmp_path / "lock"
    with holder(lock, seconds=1):
        lock.unlink()
        with locked(lock, "output"):
            assert "another build" in taken(lock)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    for goal in ("precious", "gone"):
        try:
            (tmp_path / "lock").symlink_to(tmp_path / goal)
        except OSError:
            pytest.skip("links cannot be made here")
        assert taken(tmp_path / "lock") == ""
        assert not (tmp_path / "lock").is_symlink()
        (tmp_path / "lock").unlink()
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert not (tmp_path / "gone").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows locks in another way")
def test_where_the_system_knows_no_locks_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import fcntl

    def flock(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", flock)
    assert taken(tmp_path / "lock") == ""


BUILD = [sys.executable, "-m", "legation", "build"]
TEXT = """\
title: Ours
events:
  - {date: 2024-08-23, title: Visit to Oslo, parties: [GB, NO]}
briefs:
  norway: {parties: [GB, NO], formats: [text, pdf]}
"""


def test_two_builds_of_a_folder_at_once(tmp_path: Path) -> None:
    """One waits for the other; the second finds all done."""
    (tmp_path / "events.yaml").write_text(TEXT, encoding="utf-8")
    running = [
        subprocess.Popen(BUILD, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    states = sorted(out.split()[1].decode() for out, _ in said)
    assert states == ["built", "unchanged", "unchanged"]
    assert {path.name for path in (tmp_path / "output").iterdir()} == {
        "norway.text",
        "norway.pdf",
        "STATUS.txt",
        ".legation",
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_processes_that_build_for_one_that_was_killed_let_go(tmp_path: Path) -> None:
    """They were given what it had open, the lock too, but they end with it."""
    briefs = "".join(f"  b{n}: {{parties: [GB, NO], formats: pdf}}\n" for n in range(60))
    text = TEXT.partition("briefs:")[0] + f"briefs:\n{briefs}"
    (tmp_path / "events.yaml").write_text(text, encoding="utf-8")
    with subprocess.Popen(
        [*BUILD, "--jobs", "2"], cwd=tmp_path, stdout=subprocess.DEVNULL
    ) as first:
        while not list((tmp_path / "output").glob("*.pdf")):
            time.sleep(0.02)
            assert first.poll() is None
        first.send_signal(signal.SIGKILL)
    begun = time.monotonic()
    with locked(tmp_path / "output" / ".legation" / "lock", "output"):
        assert time.monotonic() - begun < 10
