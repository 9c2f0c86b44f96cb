"""What somebody should look at again: what is past its review date, or of a stated age; plans now past.

An age counts only where no `review` is given: whoever gave one has said when to look again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from legation.composing.desk import Desk, Tenure, last_point
from legation.composing.select import is_overdue
from legation.model.chronology import Event, Indicator, Office, Statement, Status, Value
from legation.model.dates import Date, Point
from legation.model.fields import is_key
from legation.model.reminders import Kind, Reminder


def reviews(desk: Desk, until: date) -> Iterator[Reminder]:
    """What is to be looked at again on a day up to a last one, by the officer's own word."""
    for entry in desk.entries:
        day = entry.office.review if isinstance(entry, Tenure) else entry.review
        if day is None or day > until:
            continue
        when = desk.names.wording.day(day)
        yield Reminder(
            kind=Kind.REVIEW,
            key=f"{desk.key(entry)}.review",
            title=desk.title(entry),
            words=f"to be looked at again on {when}, {desk.away(day, day)}",
            position=entry.position("review"),
            id=desk.id(entry),
            when=when,
            begins=day,
            ends=day,
            exact=True,
        )


def figures(desk: Desk, limit: date) -> Iterator[Reminder]:
    """The indicators whose latest figure is of before a day, or whose figures are all undated."""
    for indicator in desk.items:
        if not isinstance(indicator, Indicator) or indicator.review or not indicator.values:
            continue
        latest = _latest(indicator, desk.as_of)
        if latest is None:
            continue
        point = last_point(latest.date)
        if point is not None and point.last >= limit:
            continue
        figure = latest.value.words(indicator.unit or "")
        when = desk.names.wording.date(latest.date) if point else "undated"
        index = indicator.values.index(latest)
        yield Reminder(
            kind=Kind.FIGURE,
            key=f"{desk.key(indicator)}.figure",
            title=indicator.title,
            words=f"latest figure: {figure} ({when})",
            position=indicator.position("values", index, "date"),
            id=indicator.id or "",
        )


def offices(desk: Desk, limit: date) -> Iterator[Reminder]:
    """The offices that nothing confirms since a day, and those that ended and were somebody's last."""
    named = _last_named(desk)
    for tenure in desk.tenures:
        # Who is described in place has the office of that place, and no claim is made to another day.
        if tenure.office.review or not is_key(tenure.key):
            continue
        told = _held(desk, tenure, named.get(tenure.key), limit) or _ended(desk, tenure)
        if told:
            yield Reminder(
                kind=Kind.OFFICE,
                key=f"{desk.key(tenure)}.office",
                title=desk.title(tenure),
                words=told,
                position=tenure.position(),
                id=tenure.key,
            )


def outcomes(desk: Desk) -> Iterator[Reminder]:
    """The events that were planned for what is now past."""
    for event in desk.items:
        if isinstance(event, Event) and is_overdue(event, desk.as_of):
            yield Reminder(
                kind=Kind.OUTCOME,
                key=f"{desk.key(event)}.outcome",
                title=event.title,
                words=desk.names.told(event),
                position=event.position("status"),
                id=event.id or "",
            )


# --- figures -------------------------------------------------------------------------------------------


def _latest(indicator: Indicator, as_of: date) -> Value | None:
    """The latest figure that is no forecast; an undated one where there is no other."""
    known = [value for value in indicator.values if not value.date.is_upcoming(as_of)]
    return max(known, key=lambda value: _day(value.date), default=None)


def _day(when: Date) -> date:
    point = last_point(when)
    return point.last if point else date.min


# --- offices -------------------------------------------------------------------------------------------


def _held(desk: Desk, tenure: Tenure, named: Point | None, limit: date) -> str:
    """Since when nothing confirms an office without an end; empty where that is not long."""
    office = tenure.office
    if office.to is not None and not office.to.open_end:
        return ""
    start = last_point(office.from_)
    if any(point is not None and point.last >= limit for point in (start, named)):
        return ""
    held = f"held since {desk.names.wording.point(start)}" if start else "undated"
    if named is None or (start is not None and named.last <= start.last):
        return f"{held}; confirmed by nothing{' since' if start else ''}"
    return f"{held}; nothing confirms it since {desk.names.wording.point(named)}"


def _ended(desk: Desk, tenure: Tenure) -> str:
    """That the office ended, where it was the last; empty where it did not, or was not."""
    to = tenure.office.to
    last = max(tenure.person.offices, key=_end)
    if to is None or not to.is_past(desk.as_of) or tenure.office is not last:
        return ""
    return f"until {desk.names.wording.date(to)}; no later office is given"


def _end(office: Office) -> date:
    return office.to.latest or date.max if office.to else date.max


def _last_named(desk: Desk) -> dict[str, Point]:
    """When each person was last named in what took place or was said, by key."""
    named: dict[str, Point] = {}
    for item in desk.chronology.items():
        if isinstance(item, Event) and item.status is Status.HELD:
            people, when = item.people, last_point(item.date)
        elif isinstance(item, Statement):
            people, when = (item.speaker,), last_point(item.date)
        else:
            continue
        for key in people:
            if when is not None and (key not in named or named[key].last < when.last):
                named[key] = when
    return named
