"""Whatever hinders a run, or ends it: one line of JSON, a line in the log, and no sign that all is well."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from attending import Desk
from legation.building.outcome import Build
from legation.building.run import build as building
from legation.building.running import attend, settling
from legation.cli import main
from legation.diagnostics import Diagnostic, Severity


def problems(desk: Desk) -> list[tuple[str, str, str]]:
    """What a run says as JSON is wrong, of which the status is 1 and the heartbeat fails."""
    result = CliRunner().invoke(main, ["run", str(desk.path)])
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["status"] == 1
    found = json.loads(line)["problems"]
    return [
        (p["code"], p.get("place", "").replace(f"{desk.folder}/", ""), p["message"]) for p in found
    ]


@pytest.fixture
def beats(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each sign of life told that all is well."""
    found: list[bool] = []
    monkeypatch.setenv("LEGATION_HEARTBEAT", "https://hc.example/key")
    monkeypatch.setattr(attend, "beat", lambda url, *, well: found.append(well))
    return found


def test_a_folder_for_the_lock(desk: Desk, beats: list[bool]) -> None:
    (desk.folder / "issued/.legation/running").mkdir(parents=True)
    place, message = "issued/.legation/running", "this cannot be written: is a directory"
    assert problems(desk) == [("output", place, message)]
    assert beats == [False]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_may_not_be_written(desk: Desk, beats: list[bool]) -> None:
    folder = desk.folder / "issued"
    folder.mkdir(mode=0o555)
    assert ("output", "issued", "this cannot be written") in problems(desk)
    assert beats == [False]


def test_a_lock_that_may_not_be_written(
    desk: Desk, beats: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(attend, "locked", refuse)
    result = CliRunner().invoke(main, ["run", str(desk.path)])
    assert "issued/.legation/running: error[output]: this cannot be written" in result.stderr
    assert "hint: what was issued is kept beside the chronology for good: ask" in result.stderr
    assert (json.loads(result.stdout)["status"], beats) == (1, [False])


def test_a_mistake_of_its_own(
    desk: Desk, beats: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the moon")

    monkeypatch.setattr(attend, "locked", fail)
    monkeypatch.delenv("LEGATION_DEBUG", raising=False)
    assert problems(desk) == [
        ("internal", "", "legation itself failed (RuntimeError: the moon)"),
    ]
    assert beats == [False]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_ended_while_it_waits(
    desk: Desk, beats: list[bool], monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    def end(*_: object, **__: object) -> None:
        os.kill(os.getpid(), number)
        time.sleep(5)

    monkeypatch.setattr(attend, "locked", end)
    assert problems(desk) == [("ended", "", "it was ended")]
    assert json.loads(desk.log.read_bytes())["status"] == 1
    assert beats == [False]


def test_ended_on_its_way(desk: Desk, beats: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    def end(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(5)

    monkeypatch.setattr("legation.building.running.settling.build", end)
    before = signal.getsignal(signal.SIGTERM)
    assert problems(desk) == [("ended", "", "it was ended")]
    assert signal.getsignal(signal.SIGTERM) is before
    assert beats == [False]
    fates = json.loads(desk.log.read_text("utf-8"))["briefs"]
    assert [fate["reason"] for fate in fates.values()] == ["the run was cut short"] * 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk")
def test_nobody_takes_what_is_printed(desk: Desk) -> None:
    command = [sys.executable, "-m", "legation", "run", str(desk.path)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, b"internal" in done.stderr) == (0, False)
    assert json.loads(desk.log.read_bytes())["status"] == 0


def test_a_file_that_is_taken_away_before_it_is_verified(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(*arguments: Any, **options: Any) -> Build:
        built = building(*arguments, **options)
        (desk.folder / "output/norway.docx").unlink()
        return built

    desk.edit("[GB, NO], formats: text", "[GB, NO], formats: docx")
    monkeypatch.setattr(settling, "build", build)
    done = desk.run()
    (wrong,) = (p for p in done.run.problems if p.message == "it is not there")
    assert (wrong.code, wrong.place) == ("not-built", f"{desk.folder}/output/norway.docx")
    assert [fate.state for fate in done.run.briefs.values()] == ["failed", "issued"]


def test_a_warning_that_check_does_not_have_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(*arguments: Any, **options: Any) -> Build:
        built = building(*arguments, **options)
        built.report.add(Diagnostic(None, Severity.WARNING, "layout", "it is tight", ""))
        return built

    monkeypatch.setattr(settling, "build", build)
    done = desk.run()
    assert [problem.message for problem in done.run.problems] == ["it is tight"]
    assert (done.run.warnings, done.status) == (0, 0)
