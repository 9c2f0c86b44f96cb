"""What a draft leaves out: every entry with an error that its brief would need, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from legation.composing import needs
from legation.composing.draft import Omitted
from legation.diagnostics import Position
from legation.model.chronology import Chronology, Fault

_CALLED = {
    "events": "event",
    "instruments": "instrument",
    "mechanisms": "mechanism",
    "indicators": "indicator",
    "statements": "statement",
    "parties": "party",
    "sources": "source",
    "people": "person",
    "briefs": "brief",
}


def omitted(chronology: Chronology, name: str, faults: Iterable[Fault]) -> tuple[Omitted, ...]:
    """What the draft of the brief called `name` leaves out, in the order in which it stands in the files.

    Args:
        chronology: Without its bad entries.
        name: The brief's id.
        faults: What is wrong with the chronology.
    """
    brief = chronology.briefs[name]
    needed = [fault for fault in faults if needs(brief, name, chronology, fault)]
    found = [entry for fault in needed for entry in _told(fault)]
    found.sort(key=lambda entry: (entry[0] is None, entry[0] or ()))
    return tuple(dict.fromkeys(Omitted(_where(at), words) for at, words in found))


def _told(fault: Fault) -> Iterator[tuple[Position | None, str]]:
    """Where and what the problems of a fault are; one without any rests on another that is left out."""
    called = _CALLED.get(fault.section, "")
    subject = f"{called} `{fault.key}`" if fault.key else f"an entry of `{fault.section}`"
    for problem in fault.problems:
        yield problem.position, f"{subject}: {problem.message}" if called else problem.message
    if called and not fault.problems:
        yield None, f"{subject}: it rests on what is left out"


def _where(position: Position | None) -> str:
    if position is None:
        return ""
    return f"{position.file}:{position.line}" if position.line else position.file
