"""What a draft leaves out: every entry with an error that its brief would need, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from legation.composing import needs
from legation.composing.draft import Omitted
from legation.diagnostics import Diagnostic, Report, Severity
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


def omitted(
    chronology: Chronology, name: str, faults: Iterable[Fault], report: Report
) -> tuple[Omitted, ...]:
    """What the draft of the brief called `name` leaves out, in the order in which it stands in the files.

    Args:
        chronology: Without its bad entries.
        name: The brief's id.
        faults: What is wrong with the chronology.
        report: Every problem that was met.
    """
    brief = chronology.briefs[name]
    faults = list(faults)
    needed = [fault for fault in faults if needs(brief, name, chronology, fault)]
    found = [(problem, fault) for fault in needed for problem in fault.problems]
    if any(not fault.problems for fault in needed):  # of the files as a whole
        known = {problem for fault in faults for problem in fault.problems}
        found += [(problem, Fault()) for problem in _errors(report) if problem not in known]
    found.sort(key=lambda entry: (entry[0].position is None, entry[0].position or ()))
    return tuple(dict.fromkeys(Omitted(_where(p), _what(p, fault)) for p, fault in found))


def _errors(report: Report) -> Iterator[Diagnostic]:
    return (problem for problem in report if problem.severity is Severity.ERROR)


def _where(problem: Diagnostic) -> str:
    position = problem.position
    if position is None:
        return ""
    return f"{position.file}:{position.line}" if position.line else position.file


def _what(problem: Diagnostic, fault: Fault) -> str:
    if not fault.section:
        return problem.message
    called = _CALLED[fault.section]
    subject = f"{called} `{fault.key}`" if fault.key else f"an entry of `{fault.section}`"
    return f"{subject}: {problem.message}"
