"""A run that is killed at any moment, and then run again, issues everything once, and logs whole lines."""

from __future__ import annotations

import json
import random
import shutil
import time
from functools import partial
from pathlib import Path

from attending import DAY, Desk
from faults import CALLS, in_child, kill, killed_at, needs_fork
from legation.building.issues.register import register_of
from legation.building.running.attend import run

pytestmark = needs_fork

MOMENTS = CALLS | {"fsync"}


def attend(path: Path) -> str:
    return " ".join(fate.state for fate in run(path, as_of=DAY).run.briefs.values())


def judged(folder: Path) -> set[str]:
    """What is to hold after the next run; which states that found."""
    states = attend(folder / "events.yaml")
    register = register_of(folder / "events.yaml")
    for brief in ("norway", "britain"):
        assert register.numbers(brief) == ["2026-01"]
        assert set(register.state(register.read(brief, "2026-01")).values()) == {""}
    log = (folder / "issued/runs.jsonl").read_bytes()
    assert log.endswith(b"\n")
    lines = [json.loads(line) for line in log.splitlines()]
    told = [line["briefs"][brief]["issue"] for line in lines for brief in line["briefs"]]
    assert set(told) == {"norway/2026-01", "britain/2026-01"}
    assert {path.name for path in (folder / "issued/.legation").iterdir()} == {
        ".gitignore",
        "lock",
        "running",
    }
    assert attend(folder / "events.yaml") == "skipped skipped"
    return set(states.split())


def test_before_each_call(desk: Desk) -> None:
    seen: set[str] = set()
    number = 0
    while True:
        folder = desk.folder / str(number)
        folder.mkdir()
        shutil.copy(desk.path, folder)
        killed = killed_at(number, partial(attend, folder / "events.yaml"), MOMENTS)
        seen |= judged(folder)
        shutil.rmtree(folder)
        if not killed:
            break
        number += 13  # and not each one: of building and issuing alone, other tests try that
    assert number > 100
    assert seen == {"issued", "skipped"}


def test_at_random(desk: Desk) -> None:
    seed = time.time_ns()
    moments = random.Random(seed)
    for number in range(20):
        folder = desk.folder / str(number)
        folder.mkdir()
        shutil.copy(desk.path, folder)
        child = in_child(partial(attend, folder / "events.yaml"))
        time.sleep(moments.uniform(0, 0.15))
        kill(child)
        try:
            judged(folder)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, kill {number}: {error}") from error
