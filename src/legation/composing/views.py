"""The items as templates see them, each with its words ready to print.

Every public attribute here is part of what a template may use, and is documented in the guide. Values
are text (or lists of text): a template never sees a date object, a key or a writer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from legation.composing.names import Names, office_of, sentence_case, titled
from legation.composing.select import is_overdue
from legation.model.chronology import (
    Event,
    Indicator,
    Instrument,
    Item,
    Mechanism,
    Priority,
    Statement,
    Status,
)
from legation.model.dates import Date
from legation.model.quantities import Quantity

I = TypeVar("I", bound=Item)  # noqa: E741
V = TypeVar("V")

_KEY = Priority.KEY
QUOTATION_MARKS = ('""', "“”", "„“", "„”", "«»")
"""The pairs in which a quotation may have been typed."""


class PersonView:
    """Someone named by an item, with the office held on the day."""

    described_as = "a person"

    def __init__(self, key: str, names: Names, when: Date | None) -> None:
        self._key = key
        self._person = names.person(key)
        self._office = office_of(self._person, when, names.as_of)
        self._names = names

    @property
    def name(self) -> str:
        """The name."""
        return self._person.name

    @property
    def office(self) -> str:
        """The office held on the day of the item, or empty."""
        return self._office.title if self._office else ""

    @property
    def party(self) -> str:
        """Whose office it is."""
        return (
            self._names.wording.party(self._office.party)
            if self._office and self._office.party
            else ""
        )

    @property
    def styled(self) -> str:
        """Name and office: `Jeyhun Bayramov, Foreign Minister of Azerbaijan`."""
        return ", ".join(part for part in (self.name, titled(self.office, self.party)) if part)

    def _parts(self) -> list[str]:
        """What that is put together from."""
        return [self.name, self.office, self.party]


class ItemView:
    """What every item has."""

    described_as = "an item"

    def __init__(self, item: Item, names: Names) -> None:
        self._item = item
        self._names = names

    @property
    def id(self) -> str:
        """Its id, or empty."""
        return self._item.id or ""

    @property
    def title(self) -> str:
        """Its title."""
        return str(getattr(self._item, "title", ""))

    @property
    def name(self) -> str:
        """What to call it: its title, or the words of a statement."""
        return self.title

    @property
    def kind(self) -> str:
        """Its kind, or empty."""
        return str(getattr(self._item, "kind", None) or "")

    @property
    def summary(self) -> str:
        """Its summary, or empty."""
        return self._item.summary or ""

    @property
    def parties(self) -> list[str]:
        """The names of its parties."""
        return [self._names.wording.party(key) for key in self._item.parties]

    @property
    def others(self) -> list[str]:
        """The names of its parties that are not the brief's."""
        own = self._names.brief.parties
        return [self._names.wording.party(key) for key in self._item.parties if key not in own]

    @property
    def topics(self) -> list[str]:
        """Its topics."""
        return list(self._item.topics)

    @property
    def key(self) -> bool:
        """Whether it is a turning point."""
        return self._item.priority is _KEY

    @property
    def attribution(self) -> str:
        """The name of the person whose account it is, or empty."""
        return self._names.person(self._item.attribution).name if self._item.attribution else ""

    @property
    def inferred(self) -> str:
        """What was inferred, or empty."""
        return self._item.inferred or ""

    @property
    def disputed(self) -> str:
        """What is disputed, or empty."""
        return self._item.disputed or ""

    @property
    def note(self) -> str:
        """Its note, or empty."""
        return self._item.note or ""


class EventView(ItemView):
    """An event."""

    described_as = "an event"
    _item: Event

    @property
    def name(self) -> str:
        """What to call it: its title, and that it was only planned where its outcome is not recorded."""
        return f"{self.title} ({self.when})" if self.overdue else self.title

    @property
    def when(self) -> str:
        """Its date in words, no more precise than known: `planned for 2025; outcome not recorded`."""
        return self._names.told(self._item)

    @property
    def dated(self) -> str:
        """Its date in words, with a capital to begin a line."""
        return sentence_case(self.when)

    @property
    def date(self) -> str:
        """Its date in EDTF."""
        return self._item.date.edtf

    @property
    def year(self) -> str:
        """The year of its first possible day, or empty."""
        earliest = self._item.date.earliest
        return str(earliest.year) if earliest else ""

    @property
    def level(self) -> str:
        """Its level in words, or empty."""
        return self._item.level.replace("-", " ") if self._item.level else ""

    @property
    def status(self) -> str:
        """`held`, `planned` or `cancelled`."""
        return self._item.status.value

    @property
    def planned(self) -> bool:
        """Whether it is planned."""
        return self._item.status is Status.PLANNED

    @property
    def overdue(self) -> bool:
        """Whether it was planned for what is now past, and its outcome is not recorded."""
        return is_overdue(self._item, self._names.as_of)

    @property
    def cancelled(self) -> bool:
        """Whether it was cancelled."""
        return self._item.status is Status.CANCELLED

    @property
    def place(self) -> str:
        """Where, or empty."""
        return self._item.place or ""

    @property
    def people(self) -> list[PersonView]:
        """Who took part, with the offices of the day."""
        return [PersonView(key, self._names, self._item.date) for key in self._item.people]


class InstrumentView(ItemView):
    """An instrument."""

    described_as = "an instrument"
    _item: Instrument

    @property
    def signed(self) -> str:
        """When it was signed, or empty."""
        return self._names.when(self._item.signed)

    @property
    def ratified(self) -> str:
        """When it was ratified, or empty."""
        return self._names.when(self._item.ratified)

    @property
    def in_force(self) -> str:
        """When it entered into force, or empty."""
        return self._names.when(self._item.in_force)

    @property
    def ended(self) -> str:
        """When it ended, or empty."""
        return self._names.when(self._item.ended)


class MechanismView(ItemView):
    """A mechanism."""

    described_as = "a mechanism"
    _item: Mechanism

    @property
    def established(self) -> str:
        """Since when, or empty."""
        return self._names.start(self._item.established)

    @property
    def ended(self) -> str:
        """Until when, or empty."""
        return self._names.when(self._item.ended)

    @property
    def standing(self) -> bool:
        """Whether it exists on the as-of day: it has begun, as far as is known, and has not ended."""
        begun, ended = self._names.date(self._item.established), self._item.ended
        as_of = self._names.as_of
        over = ended is not None and ended.known and ended.is_past(as_of)
        return not over and not (begun is not None and begun.is_upcoming(as_of))

    @property
    def meetings(self) -> list[EventView]:
        """Its meetings, in the order of their dates."""
        known = [self._names.events[m] for m in self._item.meetings if m in self._names.events]
        return [
            EventView(event, self._names) for event in sorted(known, key=lambda e: e.date.sort_key)
        ]


class IndicatorView(ItemView):
    """An indicator."""

    described_as = "an indicator"
    _item: Indicator

    @property
    def values(self) -> list[str]:
        """Its figures, each with its date: `USD 32.4 million (2017)`."""
        return [_with_remarks(words, remarks) for words, *remarks in self._parts()]

    def _parts(self) -> list[list[str]]:
        """What each of its figures is put together from."""
        unit = self._item.unit or ""
        return [
            [value.value.words(unit), self._names.when(value.date), value.note or ""]
            for value in self._item.values
        ]

    @property
    def latest(self) -> str:
        """The last of its figures with its date, or empty."""
        return self.values[-1] if self._item.values else ""

    @property
    def claims(self) -> list[str]:
        """The changes that its sources claim: `9.5-fold from 2017 to 2025`."""
        texts = []
        for claim in self._item.claims:
            changes = [
                f"{claim.times}-fold" if claim.times is not None else "",
                f"{claim.per_year.words()} a year" if claim.per_year is not None else "",
                _change(claim.change) if claim.change is not None else "",
            ]
            start, end = self._names.when(claim.from_), self._names.when(claim.to)
            window = (
                f"{start} to {end}"
                if start and end
                else f"since {start}"
                if start
                else f"to {end}"
                if end
                else ""
            )
            texts.append(
                _with_remarks(", ".join(filter(None, changes)), [window, claim.note or ""])
            )
        return texts


class StatementView(ItemView):
    """A statement."""

    described_as = "a statement"
    _item: Statement

    @property
    def name(self) -> str:
        """The words, in quotation marks."""
        return f"“{self.quote}”"

    @property
    def quote(self) -> str:
        """The words, without quotation marks, even if they were typed with some."""
        return _unquoted(self._item.quote)

    @property
    def speaker(self) -> PersonView:
        """Who said it, with the office of the day."""
        return PersonView(self._item.speaker, self._names, self._item.date)

    @property
    def when(self) -> str:
        """When it was said, or empty."""
        return self._names.when(self._item.date)

    @property
    def about(self) -> str:
        """What it is about, or empty."""
        return self._item.about or ""


def origin(view: ItemView, field: str) -> str:
    """Where a field of an item was typed, as `Text.origin` has it; empty where the item has no id."""
    key = view._item.id
    return f"{key}/{field}" if key else ""


def views(make: Callable[[I, Names], V], items: Iterable[I], names: Names) -> list[V]:
    """A view of each item."""
    return [make(item, names) for item in items]


def _unquoted(words: str) -> str:
    """The words without the pair of quotation marks that encloses all of them, if one does."""
    inside = words[1:-1].strip()
    enclosed = words[:1] + words[-1:] in QUOTATION_MARKS and len(words) > 1
    # Marks within may belong to the outer ones: “one” and “two”.
    return inside if enclosed and inside and not {words[0], words[-1]} & {*inside} else words


def _change(change: Quantity) -> str:
    words = change.words()
    return f"down by {words.replace('-', '', 1)}" if change.amount < 0 else f"up by {words}"


def _with_remarks(text: str, remarks: list[str]) -> str:
    said = "; ".join(filter(None, remarks))
    return f"{text} ({said})" if said and text else text or said
