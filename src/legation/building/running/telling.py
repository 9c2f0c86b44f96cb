"""What came of a run, in words that can be read in a mail."""

from __future__ import annotations

from collections.abc import Iterator

from legation.building.disk.files import join
from legation.building.disk.inputs import issued_folder
from legation.building.running.outcome import Fate, Run, State
from legation.diagnostics import counted
from legation.model.date_points import spelt

_WORDS = {
    State.ISSUED: "issued",
    State.NIL: "without news",
    State.SKIPPED: "skipped",
    State.FAILED: "failed",
}


def told(run: Run) -> Iterator[str]:
    """The lines: all in one, then a line for each brief and each mail.

    Args:
        run: What came of it.
    """
    states = [fate.state for fate in run.briefs.values()]
    counts = (f"{states.count(s)} {words}" for s, words in _WORDS.items() if s in states)
    about = ", ".join(counts) or "nothing was done"
    expected = "to be expected: " if run.dry_run else ""
    yield f"{run.chronology}, week from {spelt(run.period)}: {expected}{about}"
    for name, fate in run.briefs.items():
        yield f"{name}: {_of(fate, issued_folder(run.chronology))}"
    for mail in run.delivered:
        yield f"{mail.reference}: {mail.state} for {mail.recipient}"
    if run.warnings:
        yield f"{counted(run.warnings, 'warning')}: legation check {run.chronology}"


def _of(fate: Fate, folder: str) -> str:
    """What became of a brief."""
    if fate.state is State.ISSUED:
        news = f": {fate.changes}" if fate.changes else ""
        files = ", ".join(join(folder, file) for file in fate.files)
        return f"issued {fate.issue}{news}" + (f" ({files})" if files else "")
    if fate.state is State.NIL:
        return fate.reason
    return f"{fate.state}: {fate.reason}"
