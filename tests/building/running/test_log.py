"""The log of runs is whole after whatever happened to it, and says what was done last."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.building.running.log import Done, Log
from legation.building.running.outcome import Fate, Run, State
from legation.diagnostics import LegationError

MONDAY = date(2026, 11, 23)


def made(state: State, issue: str = "norway/2026-01", day: date = MONDAY) -> Run:
    fate = Fate(state, issue, content="0")
    time = f"{day}T06:00:00+00:00"
    return Run(
        time=time, period=day, chronology="events.yaml", version="0", briefs={"norway": fate}
    )


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path / "issued", "issued")


def test_the_last_line_in_which_a_brief_was_done_counts(log: Log) -> None:
    assert log.done() == {}
    log.add(made(State.ISSUED))
    log.add(made(State.NIL, "norway/2026-02"))
    log.add(made(State.SKIPPED))
    log.add(made(State.FAILED))
    done = log.done()["norway"]
    assert (done.fate.state, done.fate.issue) == (State.NIL, "norway/2026-02")


@given(st.integers(0, 400))
@settings(max_examples=30)
def test_a_line_that_was_cut_off_costs_no_other(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("log")
    log = Log(folder, "issued")
    log.add(made(State.ISSUED))
    whole = (folder / "runs.jsonl").read_bytes()
    log.add(made(State.NIL))
    both = (folder / "runs.jsonl").read_bytes()
    (folder / "runs.jsonl").write_bytes(both[: max(len(whole), len(both) - cut)])
    log.add(made(State.ISSUED, "norway/2026-02"))
    assert log.done()["norway"].fate.issue == "norway/2026-02"
    lines = (folder / "runs.jsonl").read_bytes().splitlines()
    assert lines[0] + b"\n" == whole
    assert lines[-1].startswith(b'{"run":1,')


def test_what_git_or_anybody_else_has_put_there_is_passed_over(tmp_path: Path) -> None:
    log = Log(tmp_path, "issued")
    log.add(made(State.ISSUED))
    with (tmp_path / "runs.jsonl").open("ab") as file:
        file.write(b"<<<<<<< HEAD\n\xff\xfe\n{}\n[]\n" + b"[" * 100_000 + b"\n")
    assert log.done()["norway"].fate.state is State.ISSUED


def test_it_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "runs.jsonl").mkdir()
    with pytest.raises(LegationError):
        Log(tmp_path, "issued").done()
    with pytest.raises(LegationError):
        Log(tmp_path, "issued").add(made(State.ISSUED))


@pytest.mark.parametrize(
    ("day", "covered"),
    [
        (date(2026, 11, 16), True),  # the clock was set back
        (date(2026, 11, 15), False),
        (MONDAY, True),
        (date(2026, 11, 24), False),
        (date(2026, 11, 30), False),
    ],
)
def test_a_line_holds_for_its_period_and_the_one_before(day: date, covered: bool) -> None:
    assert Done(MONDAY, "", Fate(State.NIL)).covers(day) is covered
