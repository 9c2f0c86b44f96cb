"""What is to come: events and other dates ahead, and round anniversaries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from legation.composing.anniversaries import anniversaries
from legation.composing.desk import Desk, Span, Tenure
from legation.composing.select import is_upcoming
from legation.diagnostics import Position
from legation.model.chronology import Event, Instrument, Item, Mechanism, Status
from legation.model.dates import Date
from legation.model.reminders import Kind, Reminder


def upcoming(desk: Desk, until: date) -> Iterator[Reminder]:
    """The events to come, and what begins or ends, up to a day; what was called off is left out."""
    for entry in desk.entries:
        for field, when, position in _dates(entry, desk.as_of):
            span = desk.span(when)
            if span.begins is None or span.begins > until:
                continue
            yield Reminder(
                kind=Kind.UPCOMING,
                key=f"{desk.key(entry)}.{field}",
                title=": ".join(filter(None, (desk.title(entry), _STAGES.get(field)))),
                words=desk.reminds(span),
                position=position,
                id=desk.id(entry),
                when=span.when,
                begins=span.begins,
                ends=span.ends,
                exact=span.exact,
            )


def round_anniversaries(desk: Desk, until: date) -> Iterator[Reminder]:
    """The round anniversaries of turning points up to a day."""
    wording = desk.names.wording
    for event in desk.items:
        if not isinstance(event, Event):
            continue
        known = desk.span(event.date)
        for found in anniversaries(event, desk.as_of, until):
            single = found.begins == found.ends
            when = f"{'' if single else 'in '}{found.when(wording)}"
            span = Span(when, found.begins, found.ends, known.exact)
            yield Reminder(
                kind=Kind.ANNIVERSARY,
                key=f"{desk.key(event)}.anniversary-{found.years}",
                title=f"{found.since(wording)}, {event.title}",
                words=desk.reminds(span),
                position=event.position("date"),
                id=event.id or "",
                when=when,
                begins=found.begins,
                ends=found.ends,
                exact=known.exact,
            )


_STAGES = {
    "from": "takes office",
    "to": "leaves office",
    "ratified": "ratification",
    "in-force": "enters into force",
    "ended": "ends",
}
"""What a date says of its item or office, by its key; that of an event says nothing beside the title."""

Dated = tuple[str, Date | None, Position | None]
"""A key, its date, and where that was typed."""


def _dates(entry: Item | Tenure, as_of: date) -> Iterator[tuple[str, Date, Position | None]]:
    """The dates of an item or office that are to come, or not yet over."""
    if isinstance(entry, Event):
        if is_upcoming(entry, as_of) and entry.status is not Status.CANCELLED:
            yield "event", entry.date, entry.position("date")
        return
    for key, when, position in _stages(entry):
        if when is not None and when.end is not None and when.end.last >= as_of:
            yield key, when, position


def _stages(entry: Item | Tenure) -> Iterator[Dated]:
    if isinstance(entry, Tenure):
        yield "from", entry.office.from_, entry.position("from")
        yield "to", entry.office.to, entry.position("to")
    elif isinstance(entry, Instrument):
        yield "ratified", entry.ratified, entry.position("ratified")
        yield "in-force", entry.in_force, entry.position("in-force")
    if isinstance(entry, Instrument | Mechanism):
        yield "ended", entry.ended, entry.position("ended")
