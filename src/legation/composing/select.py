"""What a brief selects from the chronology.

The rules, in the order they are applied:

- An item belongs to a brief when its parties hold all of the brief's: a brief of Azerbaijan and
  Uzbekistan takes a trilateral with Türkiye, a brief of Azerbaijan alone takes all that involves it.
- An item without parties belongs only to briefs without.
- `kinds` narrows events, instruments and mechanisms; `topics` and `people` narrow every item.
- `period` takes events, instruments, mechanisms and statements that overlap it, and keeps the undated;
  figures are kept when one of their values or claims does.
- An instrument or mechanism named by nothing selected stays: it belongs in its own right.
- People and sources follow the items that name them.

The selected events are split at the as-of day. Upcoming is what lies wholly after it, and what is
planned and was not over before it; the rest, dated or not, has been. What is planned among the rest is
overdue: nobody says whether it took place.

What lies wholly after the as-of day cannot have been held. Where the chronology says that it was, it is
premature: an error, and left out here, as a draft wants it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import TypeVar

from msgspec import Struct

from legation.model.brief import Brief
from legation.model.chronology import (
    Chronology,
    Event,
    Fault,
    Indicator,
    Instrument,
    Item,
    Mechanism,
    Statement,
    Status,
)
from legation.model.dates import Date

I = TypeVar("I", bound=Item)  # noqa: E741

_HELD, _PLANNED = Status.HELD, Status.PLANNED  # which are slow to look up


class Selection(Struct, frozen=True):
    """The items of one brief, events in the order of their dates, the others as they stand in the file."""

    past: tuple[Event, ...]
    undated: tuple[Event, ...]
    upcoming: tuple[Event, ...]
    instruments: tuple[Instrument, ...]
    mechanisms: tuple[Mechanism, ...]
    indicators: tuple[Indicator, ...]
    statements: tuple[Statement, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """All events: past, then undated, then upcoming."""
        return (*self.past, *self.undated, *self.upcoming)

    @property
    def items(self) -> tuple[Item, ...]:
        """All items."""
        return (
            *self.events,
            *self.instruments,
            *self.mechanisms,
            *self.indicators,
            *self.statements,
        )


def select(chronology: Chronology, brief: Brief, as_of: date) -> Selection:
    """The items that a brief selects but the premature, with its events split at the as-of day."""
    items = [i for i in selected(chronology, brief) if not is_premature(i, as_of)]
    events = sorted(_of(Event, items), key=attrgetter("date.sort_key"))
    past: list[Event] = []
    undated: list[Event] = []
    upcoming: list[Event] = []
    for event in events:
        if event.status is not _HELD and is_upcoming(event, as_of):
            upcoming.append(event)
        else:  # what was held and lies ahead is premature
            (past if event.date.known else undated).append(event)
    return Selection(
        past=tuple(past),
        undated=tuple(undated),
        upcoming=tuple(upcoming),
        instruments=tuple(_of(Instrument, items)),
        mechanisms=tuple(_of(Mechanism, items)),
        indicators=tuple(_of(Indicator, items)),
        statements=tuple(_of(Statement, items)),
    )


def _of(kind: type[I], items: Iterable[Item]) -> list[I]:
    return [item for item in items if type(item) is kind]


def selects(chronology: Chronology, brief: Brief) -> bool:
    """Whether a brief selects any item at all."""
    return any(map(_Wanted(chronology, brief), chronology.involving(brief.parties, brief.topics)))


def selected(chronology: Chronology, brief: Brief) -> list[Item]:
    """The items that a brief selects, the premature too, as they stand in the file."""
    items = chronology.involving(brief.parties, brief.topics)
    if brief.kinds or brief.people or brief.period is not None:
        return list(filter(_Wanted(chronology, brief), items))
    return list(items)


def among(chronology: Chronology, brief: Brief, items: Iterable[I]) -> list[I]:
    """Those of some of the chronology's items that a brief selects."""
    return list(filter(_Wanted(chronology, brief), items))


def is_upcoming(event: Event, as_of: date) -> bool:
    """Whether an event is still to come on the as-of day, or planned for it."""
    if event.date.is_upcoming(as_of):
        return True
    return event.status is _PLANNED and not is_overdue(event, as_of)


def is_overdue(event: Event, as_of: date) -> bool:
    """Whether an event was planned for a time wholly before the as-of day: its outcome is not recorded."""
    if event.status is not _PLANNED:
        return False
    latest = event.date.latest
    return latest is not None and latest < as_of


def is_premature(item: Item, as_of: date) -> bool:
    """Whether an item is said to have been held, or signed, and lies wholly after the as-of day.

    An instrument is, whose own date of signature is, and so is the event that this date makes.
    """
    if isinstance(item, Event):
        return item.status is _HELD and item.date.is_upcoming(as_of)
    signed = item.signed if isinstance(item, Instrument) else None
    return isinstance(signed, Date) and signed.is_upcoming(as_of)


def premature(chronology: Chronology, as_of: date) -> list[Event | Instrument]:
    """The events and instruments that are premature on the as-of day."""
    dated: tuple[Event | Instrument, ...] = (*chronology.events, *chronology.instruments)
    return [item for item in dated if is_premature(item, as_of)]


def overdue(chronology: Chronology, as_of: date) -> list[Event]:
    """The events that are overdue on the as-of day."""
    return [event for event in chronology.events if is_overdue(event, as_of)]


def belongs(parties: Iterable[str], brief: Brief) -> bool:
    """Whether what has these parties belongs to the brief."""
    return set(brief.parties).issubset(parties)


def needs(brief: Brief, name: str, chronology: Chronology, fault: Fault) -> bool:
    """Whether a fault spoils the brief called `name`.

    A bad item spoils the briefs that its parties put it in, or every brief when they cannot be read; a
    bad person, source or party those that select an item naming it, or that name it themselves; a bad
    brief itself. What spoils a brief spoils those too that it is a part of.
    """
    if not fault.section:
        return True
    if fault.section == "deliver":
        return False
    if any(
        needs(chronology.briefs[part], part, chronology, fault)
        for part in brief.parts
        if part in chronology.briefs
    ):
        return True
    if fault.section == "briefs":
        return fault.key == name or fault.key in brief.parts
    if fault.section in {"people", "sources", "parties"}:
        return fault.key in named_by(chronology, brief)
    return fault.parties is None or belongs(fault.parties, brief)


def named_by(chronology: Chronology, brief: Brief) -> set[str]:
    """The keys of the parties, people and sources that a brief, or an item that it selects, names."""
    own = {*brief.parties, *brief.people, brief.counterpart or ""}
    return own.union(*map(names_of, selected(chronology, brief)))


def names_of(item: Item) -> set[str]:
    """The keys of the parties, people and sources that an item names."""
    names = {*item.parties, *item.sources}
    if item.attribution:
        names.add(item.attribution)
    if type(item) is Event:
        names.update(item.people)
    elif type(item) is Statement:
        names.add(item.speaker)
    return names


class _Wanted:
    """The conditions of a brief, as a predicate of items."""

    def __init__(self, chronology: Chronology, brief: Brief) -> None:
        self.brief = brief
        self.chronology = chronology

    def __call__(self, item: Item) -> bool:
        brief = self.brief
        return (
            belongs(item.parties, brief)
            and (
                not brief.kinds
                or isinstance(item, Indicator | Statement)
                or item_kind(item) in brief.kinds
            )
            and (not brief.topics or bool(set(brief.topics) & set(item.topics)))
            and (not brief.people or bool(set(brief.people) & names_of(item)))
            and (brief.period is None or self._within(item, brief.period))
        )

    def _within(self, item: Item, period: Date) -> bool:
        dates = [when for when in self._dates(item) if when.known]
        return not dates or any(when.overlaps(period) for when in dates)

    def _dates(self, item: Item) -> Iterator[Date]:
        if isinstance(item, Event):
            yield item.date
        elif isinstance(item, Statement):
            if item.date is not None:
                yield item.date
        elif isinstance(item, Indicator):
            yield from (value.date for value in item.values)
            for claim in item.claims:
                yield from (when for when in (claim.from_, claim.to) if when is not None)
        elif isinstance(item, Instrument):
            yield from self._resolved(item.signed, item.ratified, item.in_force, item.ended)
        elif isinstance(item, Mechanism):
            yield from self._resolved(item.established, item.ended, *item.meetings)

    def _resolved(self, *dates: Date | str | None) -> Iterator[Date]:
        for when in dates:
            known = self.chronology.event_dates.get(when) if isinstance(when, str) else when
            if known is not None:
                yield known


def item_kind(item: Item) -> str | None:
    """The kind of an event, instrument or mechanism, None of the others."""
    kind: str | None = getattr(item, "kind", None)
    return kind
