"""What the items of one brief refer to, looked up and worded: people, events, dates, offices."""

from __future__ import annotations

import datetime

from legation.composing.locale import Wording
from legation.composing.select import is_overdue, is_premature
from legation.model.brief import Brief
from legation.model.chronology import Chronology, Event, Office, Person
from legation.model.dates import Date, Form


class Names:
    """Looks up what items refer to, in the words of one brief.

    Attributes:
        chronology, brief, as_of: What it looks up in, for which brief, as of which day.
        wording: The words for dates, lists and states.
        items: The items that have an id, but the premature, which are left out.
        events: The events among them.
    """

    def __init__(self, chronology: Chronology, brief: Brief, as_of: datetime.date) -> None:
        self.chronology = chronology
        self.brief = brief
        self.as_of = as_of
        self.wording = Wording(chronology, as_of)
        named = chronology.items_by_id.items()
        self.items = {key: item for key, item in named if not is_premature(item, as_of)}
        self.events = {key: item for key, item in self.items.items() if isinstance(item, Event)}

    def person(self, key: str) -> Person:
        """A person by key, or someone named in place."""
        return self.chronology.people.get(key) or Person(name=key)

    def when(self, date_or_event: Date | str | None) -> str:
        """A date, or that of an event by its id, in words; empty for none or unknown."""
        known = self.date(date_or_event)
        if known is None or not known.known:
            return ""
        if isinstance(date_or_event, str):
            return self.told(self.events[date_or_event])
        return self.wording.date(known)

    def told(self, event: Event) -> str:
        """The date of an event in words; of one that is overdue, that its outcome is not recorded."""
        words = self.wording.date(event.date)
        if not is_overdue(event, self.as_of):
            return words
        # "planned for 2025", but "planned between January and March 2025" and "planned until 2025"
        point = event.date.begin is not None and event.date.form is not Form.ONE_OF
        return f"planned {'for ' if point else ''}{words}; outcome not recorded"

    def start(self, date_or_event: Date | str | None) -> str:
        """As `when`, but of an open range only its start: `2017` for 2017/.."""
        known = self.date(date_or_event)
        if known is not None and known.end is None and known.begin is not None:
            return self.wording.point(known.begin)
        return self.when(known)

    def date(self, date_or_event: Date | str | None) -> Date | None:
        """A date, or that of an event by its id; None for an event that is left out."""
        if not isinstance(date_or_event, str):
            return date_or_event
        event = self.events.get(date_or_event)
        return event.date if event else None


def office_of(person: Person, when: Date | None, as_of: datetime.date) -> Office | None:
    """The office held at a time, today's where no time is known.

    Of those that overlap it, the last to begin; an office without dates counts as held throughout.
    """
    held = [office for office in person.offices if _holds(office, when, as_of)]
    return max(held, key=since) if held else None


def since(office: Office) -> datetime.date:
    """The first day on which an office may have been held; the first of all where it is not known."""
    return office.from_.earliest or datetime.date.min if office.from_ else datetime.date.min


def _holds(office: Office, when: Date | None, as_of: datetime.date) -> bool:
    earliest = when.earliest if when and when.earliest else as_of
    latest = when.latest if when and when.latest else as_of
    begins = office.from_.earliest if office.from_ else None
    ends = office.to.latest if office.to else None
    return (begins is None or begins <= latest) and (ends is None or ends >= earliest)


def titled(office: str, party: str) -> str:
    """An office and whose it is, unless it says so itself: `Foreign Minister of Pakistan`."""
    return f"{office}, {party}" if office and party and party not in office else office


def sentence_case(text: str) -> str:
    """The text with a capital at its start: `Since 2017`."""
    return text[:1].upper() + text[1:]
