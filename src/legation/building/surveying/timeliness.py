"""What is amiss as of the day that each brief speaks from, and which briefs that spoils."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import TypeVar

from msgspec.structs import replace

from legation.building.plan import Days
from legation.checking.outcomes import future, outcome
from legation.composing.select import among, overdue, premature
from legation.diagnostics import Diagnostic, Report
from legation.model.brief import Brief
from legation.model.chronology import Chronology, Event, Fault, Instrument
from legation.model.dates import Date

Dated = Event | Instrument
D = TypeVar("D", Event, Dated)


def judge_dates(chronology: Chronology, days: Days, report: Report) -> list[Fault]:
    """Report what is said to have been held too early, and plans that are past: each once.

    A brief's items are judged by its as-of day, those that no brief selects by that of a brief without.

    Returns:
        The faults of the briefs that select what cannot have been held yet.
    """
    # Most briefs speak from the same day: what is amiss on it is looked for once.
    early_on = cache(lambda day: premature(chronology, day))
    overdue_on = cache(lambda day: overdue(chronology, day))
    told: dict[tuple[str, int], Diagnostic] = {}
    faults = []
    for name, brief in chronology.briefs.items():
        day = days.of(brief)
        early = _typed(chronology, _chosen(chronology, brief, early_on(day)))
        errors = [future(item, day) for item in early]
        for item, error in zip(early, errors, strict=True):
            told.setdefault((error.code, id(item)), error)
        if errors:
            faults.append(Fault("briefs", name, problems=tuple(map(_naming, early, errors))))
        for event in _chosen(chronology, brief, overdue_on(day)):
            told.setdefault(("outcome", id(event)), outcome(event))
    day = days.of(Brief())
    report.extend(told.values())
    report.extend(_of_no_brief(chronology, day, early_on(day), overdue_on(day)))
    return faults


def too_early(chronology: Chronology, brief: Brief, day: date) -> list[Diagnostic]:
    """The errors of what a brief selects that cannot have been held yet on a day."""
    early = _chosen(chronology, brief, premature(chronology, day))
    return [future(item, day) for item in _typed(chronology, early)]


def _naming(item: Dated, error: Diagnostic) -> Diagnostic:
    """The error as it is told away from the item's own line."""
    return replace(error, message=f"“{item.title}”: {error.message}")


def _of_no_brief(
    chronology: Chronology, day: date, early: Iterable[Dated], late: Iterable[Event]
) -> Iterator[Diagnostic]:
    """The problems of what no brief selects, of what is premature, or overdue, on a day."""

    def left(items: Iterable[D]) -> list[D]:
        briefs = chronology.briefs.values()
        return [item for item in items if not any(_chosen(chronology, b, [item]) for b in briefs)]

    yield from (future(i, day) for i in _typed(chronology, left(early)))
    yield from (outcome(event) for event in left(late))


def _chosen(chronology: Chronology, brief: Brief, items: Iterable[D]) -> list[D]:
    """Those of the items that a brief shows: what it selects, and what the briefs do that it binds."""
    bound: list[Brief] = [
        chronology.briefs[part] for part in brief.parts if part in chronology.briefs
    ]
    items = list(items)
    return [item for part in [brief, *bound] for item in among(chronology, part, items)]


def _typed(chronology: Chronology, items: Iterable[Dated]) -> list[Dated]:
    """The items as they were typed: for an event that an instrument's date makes, that instrument."""
    items = list(items)
    if not items:
        return []
    makers = {i.position(): i for i in chronology.instruments if isinstance(i.signed, Date)}
    makers.pop(None, None)  # of what was not read from a file
    found = (makers.get(item.position(), item) for item in items)
    return list({id(item): item for item in found}.values())
