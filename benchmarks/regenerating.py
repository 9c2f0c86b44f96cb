"""Measure building again: regenerating.py [--work DIR] [--runs N] [--briefs N] [--parallel N].

Each figure is a ratio of commands that take turns. CPU time is that of whole processes, user and system
together, with their children's.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

LEGATION = [sys.executable, "-m", "legation"]
BUILD = ["build", "--as-of", "2026-01-01"]
STATES = (
    "AZ UZ PK TR GE KZ KG TJ TM IR IQ SY JO LB IL EG SA AE QA KW BH OM YE IN CN JP KR VN TH".split()
)


def main() -> None:
    """Measure all of it, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--briefs", type=int, default=20_000)
    parser.add_argument("--parallel", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        for events in (15, 10_000):
            unchanged(work / f"unchanged-{events}", events, options.runs)
        one_event(work / "one-event", options.briefs, max(1, options.runs // 4))
        two_processes(work / "two-processes", options.parallel)


def unchanged(folder: Path, events: int, runs: int) -> None:
    """A build that finds nothing changed, over help; and what hashing the file takes of it."""
    write(folder, events, 1)
    run(folder, *BUILD)
    hashing = "import sys, hashlib; hashlib.sha256(open('events.yaml', 'rb').read())"
    nothing = "import sys, hashlib"
    helping, building, hashed, idle = turns(
        runs,
        lambda: cpu(folder, *LEGATION, "--help"),
        lambda: cpu(folder, *LEGATION, *BUILD),
        lambda: cpu(folder, sys.executable, "-c", hashing),
        lambda: cpu(folder, sys.executable, "-c", nothing),
    )
    told = f"unchanged, {events} events, over --help"
    print(f"{told}: {(building - max(0, hashed - idle)) / helping:.2f} (at most 1.3)", flush=True)


def one_event(folder: Path, briefs: int, runs: int) -> None:
    """A build of many briefs after one event has changed, over checking the same file."""
    write(folder, 10_000, briefs)
    run(folder, *BUILD, "--format", "text")
    texts = [(folder / "events.yaml").read_text(encoding="utf-8")]
    texts.append(texts[0].replace("Meeting 77 of", "Meeting no. 77 of"))
    building, checking = turns(
        runs,
        lambda: changed(folder, texts),
        lambda: cpu(folder, *LEGATION, "check"),
    )
    told = f"{briefs:,} briefs, one of 10,000 events changed: {building:.2f} s"
    print(f"{told}, over checking the file: {building / checking:.2f}", flush=True)


def changed(folder: Path, texts: list[str]) -> float:
    """The CPU time of a build after the event has changed to the other text."""
    texts.reverse()
    (folder / "events.yaml").write_text(texts[0], encoding="utf-8")
    return cpu(folder, *LEGATION, *BUILD, "--format", "text")


def two_processes(folder: Path, briefs: int) -> None:
    """The wall time of a build by two processes, over one."""
    write(folder, 15 * briefs, briefs)
    run(folder, *BUILD, "--brief", "b0")  # what is imported is compiled, and in the memory
    spent = []
    for jobs in ("1", "2"):
        start = time.perf_counter()
        run(folder, *BUILD, "--force", "--jobs", jobs)
        spent.append(time.perf_counter() - start)
    print(f"{briefs} briefs: {spent[0]:.1f} s by one process, {spent[1]:.1f} s by two")
    print(
        f"wall time of two processes over one: {spent[1] / spent[0]:.2f} (at most 0.65)", flush=True
    )


def write(folder: Path, events: int, briefs: int) -> None:
    """A chronology of so many events between pairs of states, with so many briefs of a pair each."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(events)
    pairs = list(combinations(STATES, 2))
    lines = ["title: The registry", "sources:", "  gazette: {title: The gazette}", "events:"]
    for number in range(events):
        pair = ", ".join(pairs[number % len(pairs)] if briefs > 1 else pairs[0])
        day = f"{chance.randint(1992, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        said = f"title: Meeting {number} of the ministers, summary: They met on trade and transit."
        kept = f"date: {day}, parties: [{pair}], kind: visit, {said[:-1]}, sources: gazette"
        lines.append(f"  - {{id: e{number}, {kept}}}")
    lines.append("briefs:")
    for number in range(briefs):
        pair = ", ".join(pairs[number % len(pairs)])
        lines.append(f"  b{number}: {{parties: [{pair}], title: Brief {number}}}")
    (folder / "events.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def turns(runs: int, *measured: Callable[[], float]) -> list[float]:
    """The middle of what each measures, after one turn that does not count."""
    taken = [[measure() for measure in measured] for _ in range(runs + 1)][1:]
    return [statistics.median(each) for each in zip(*taken, strict=True)]


def cpu(folder: Path, *words: str) -> float:
    """The CPU seconds of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    silent = subprocess.DEVNULL
    subprocess.run(words, cwd=folder, check=True, stdout=silent, stderr=silent)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run(folder: Path, *words: str) -> None:
    """Run a command of legation."""
    cpu(folder, *LEGATION, *words)


if __name__ == "__main__":
    main()
