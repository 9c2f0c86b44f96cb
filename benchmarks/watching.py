"""Measure how soon `legation watch` builds what was saved: watching.py [--runs N].

Each run saves a chronology in three steps, 50 ms apart, as an editor or a shared folder may; the clock
runs from the last. Every second save touches one brief of three; the others leave an error behind. At the
end Ctrl-C is pressed.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

BOUND = 1.0  # seconds
PARTIES = ("NO", "SE", "FI")


def main() -> None:
    """Watch a chronology, save it again and again, and print how long that took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as temporary:
        file = Path(temporary, "events.yaml")
        file.write_text(chronology(0), encoding="utf-8")
        process = subprocess.Popen(
            [sys.executable, "-m", "legation", "watch"],
            cwd=temporary,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        measure(process, file, runs)


def chronology(run: int) -> str:
    """Three briefs of fifteen events each; with an error where the run is odd."""
    events = "".join(
        f"  - date: {2000 + n // 2}-0{1 + n % 9}-12\n"
        f"    title: Visit {run if party == 'NO' else ''} of the minister {n}\n"
        f"    parties: [GB, {party}]\n    sources: The Example Gazette\n"
        for party in PARTIES
        for n in range(15)
    )
    briefs = "".join(f"  {party.lower()}: {{parties: [GB, {party}]}}\n" for party in PARTIES)
    return f"title: Our relations\nevents:\n{events}briefs:\n{briefs}{'x:' * (run % 2)}\n"


def measure(process: subprocess.Popen[str], file: Path, runs: int) -> None:
    """Save and wait for what is told, so often; then end it."""
    hear(process, "watching ")
    begun, done = [], []
    for run in range(1, runs + 1):
        last = save(file, chronology(run))
        begun.append(hear(process, file.name) - last)
        done.append(hear(process, "briefs: ") - last)
    pressed = time.perf_counter()
    process.send_signal(signal.SIGINT)
    status = process.wait(60)
    tell("a build has begun", begun)
    tell("one brief of 15 events is built, in both formats", done[1::2])
    tell("an error is told", done[::2])
    tell(f"Ctrl-C has ended it, with status {status}", [time.perf_counter() - pressed])


def save(file: Path, text: str) -> float:
    """Write a text bit by bit; return when that was done."""
    for part in (1, 2, 3):
        if part > 1:
            time.sleep(0.05)
        file.write_text(text[: len(text) * part // 3], encoding="utf-8")
    return time.perf_counter()


def hear(process: subprocess.Popen[str], wanted: str) -> float:
    """Wait for a line that has the words in it; return when it was heard."""
    assert process.stdout is not None
    for line in process.stdout:
        if wanted in line:
            return time.perf_counter()
    raise SystemExit("it has ended")


def tell(what: str, seconds: Sequence[float]) -> None:
    """Print the middle, and the most, of what was measured."""
    print(
        f"{what}: {statistics.median(seconds):.2f} s, at most {max(seconds):.2f} (bound {BOUND:g})"
    )


if __name__ == "__main__":
    main()
