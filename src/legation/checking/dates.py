"""Dates that contradict each other: stages of an instrument, terms of office, meetings of a body."""

from __future__ import annotations

from itertools import pairwise

from legation.diagnostics import Report
from legation.model.chronology import Chronology
from legation.model.dates import Date
from legation.model.fields import Located

Stage = tuple[str, Date | str | None]


def check(chronology: Chronology, report: Report) -> None:
    """Warn where something ends before it begins, or happens before what it rests on."""
    events = {event.id: event.date for event in chronology.events if event.id}
    for instrument in chronology.instruments:
        stages: list[Stage] = [
            ("signed", instrument.signed),
            ("ratified", instrument.ratified),
            ("in-force", instrument.in_force),
            ("ended", instrument.ended),
        ]
        _check_order(instrument, stages, events, report)
    for mechanism in chronology.mechanisms:
        _check_order(
            mechanism,
            [("established", mechanism.established), ("ended", mechanism.ended)],
            events,
            report,
        )
        for index, meeting in enumerate(mechanism.meetings):
            _check_order(
                mechanism,
                [("established", mechanism.established), ("meetings", meeting)],
                events,
                report,
                index,
            )
    for person in chronology.people.values():
        for index, office in enumerate(person.offices):
            if office.from_ and office.to and _before(office.to, office.from_):
                message = f"the office ends ({office.to}) before it begins ({office.from_})"
                report.warning(
                    person.position("offices", index, "to"),
                    "date-order",
                    message,
                    "mend one of the two",
                )


def _check_order(
    item: Located,
    stages: list[Stage],
    events: dict[str, Date],
    report: Report,
    index: int | None = None,
) -> None:
    known = [
        (name, when)
        for name, stage in stages
        if (when := events.get(stage) if isinstance(stage, str) else stage) is not None
        and when.known
    ]
    for (earlier, first), (later, second) in pairwise(known):
        if _before(second, first):
            path = (later,) if index is None else (later, index)
            message = f"`{later}` ({second}) is before `{earlier}` ({first})"
            report.warning(item.position(*path), "date-order", message, "mend one of the two")


def _before(date: Date, other: Date) -> bool:
    """Whether a date lies wholly before another."""
    return date.latest is not None and other.earliest is not None and date.latest < other.earliest
