"""The chronology: what an officer keeps, read and checked.

Everything is frozen. References between items stay keys (`sources: [uzdaily]`), which reading has shown
to resolve; look them up in the chronology's own mappings. The descriptions are the format's reference:
the user guide and the JSON Schema are generated from them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Self

from msgspec import Struct
from pydantic import Field

from legation.diagnostics import Diagnostic
from legation.model.brief import Brief
from legation.model.dates import Date
from legation.model.delivery import Mailing
from legation.model.fields import (
    Day,
    Figure,
    Key,
    Line,
    Located,
    Multiple,
    Some,
    Strict,
    When,
    WhenOrEvent,
    described,
    optional,
)

FORMAT_VERSION = 1


class Status(StrEnum):
    """Whether an event took place."""

    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"


class Level(StrEnum):
    """Who met: the rank of the delegations, or what they stood for."""

    HEAD_OF_STATE = "head-of-state"
    HEAD_OF_GOVERNMENT = "head-of-government"
    MINISTER = "minister"
    OFFICIAL = "official"
    PARLIAMENT = "parliament"
    EXPERT = "expert"
    BUSINESS = "business"


GOVERNMENT = (Level.HEAD_OF_STATE, Level.HEAD_OF_GOVERNMENT, Level.MINISTER, Level.OFFICIAL)
"""The levels at which two governments meet."""


class PartyKind(StrEnum):
    """What a party is."""

    STATE = "state"
    ORGANISATION = "organisation"


class Priority(StrEnum):
    """What matters most: key items are turning points."""

    KEY = "key"
    NORMAL = "normal"


class Party(Located):
    """A state or organisation that ISO 3166 does not name, or that a house names otherwise."""

    name: Line = described("The name that briefs print.")
    kind: PartyKind = optional("What it is.", PartyKind.STATE)


class Source(Located):
    """A publication that attests."""

    title: Line = described("Its title.")
    publisher: Line | None = optional("Who published it.")
    author: Line | None = optional("Who wrote it.")
    published: When | None = optional("When it was published.")
    url: Line | None = optional("Its address, on http, https or mailto.")
    language: Line | None = optional("Its language as a BCP 47 tag: en, ru, az.")
    note: Line | None = optional("A remark for the desk; not printed.")


class Office(Strict):
    """An office someone holds or held."""

    title: Line = described("The office: Foreign Minister.")
    party: Line | None = optional("Whose office it is: a party's code or name.")
    from_: When | None = optional("Since when.")
    to: When | None = optional("Until when.")
    review: Day | None = optional("When it is to be looked at again; not printed.")


class Person(Located):
    """Someone with offices; a brief prints the one held on the day of the event."""

    name: Line = described("The name as briefs print it.")
    aliases: Some[Line] = optional("Other spellings, by which items may name them too.", ())
    offices: tuple[Office, ...] = optional("Offices, each with its own dates.", ())
    summary: Line | None = optional("Who they are, in a few sentences.")
    note: Line | None = optional("A remark for the desk; not printed.")


class Item(Located):
    """What every item of a chronology may carry."""

    id: Key | None = optional("A short name of your own, to refer to it by.")
    parties: Some[Line] = optional(
        "Who takes part: ISO 3166-1 codes, English country names or keys of `parties`.", ()
    )
    summary: Line | None = optional("What happened, in a sentence or two of plain text.")
    topics: Some[Line] = optional("Subjects, for briefs that ask for them.", ())
    priority: Priority = optional("`key` marks a turning point.", Priority.NORMAL)
    sources: Some[Line] = optional("What attests it: keys of `sources`, or a source in place.", ())
    attribution: Line | None = optional(
        "Whose account it is, where it is one person's: a person's key, or a name."
    )
    inferred: Line | None = optional("What was inferred, and from what.")
    disputed: Line | None = optional("What another text says, and which.")
    note: Line | None = optional("A remark that is printed with the item.")
    review: Day | None = optional("When it is to be looked at again; not printed.")


class Event(Item):
    """Something dated between parties."""

    date: When = described("When, no more precisely than known; `unknown` where no text says.")
    title: Line = described("What happened, in a few words.")
    kind: Line | None = optional("What it is: meeting, visit, treaty, forum, recognition ...")
    level: Level | None = optional(
        "Who met. Meetings at the first four levels are those of governments."
    )
    status: Status = optional("Whether it took place.", Status.HELD)
    place: Line | None = optional("Where.")
    people: Some[Line] = optional("Who took part: keys of `people`, or a person in place.", ())


class Instrument(Item):
    """A treaty, declaration, memorandum or agreement."""

    title: Line = described("Its title.")
    kind: Line | None = optional("What it is: treaty, declaration, memorandum, agreement.")
    signed: WhenOrEvent | None = optional(
        "The id of the event at which it was signed, or a date, which then makes that event."
    )
    ratified: When | None = optional("When it was ratified.")
    in_force: When | None = optional("When it entered into force.")
    ended: When | None = optional("When it ended.")
    place: Line | None = optional("Where it was signed, where `signed` is a date.")
    url: Line | None = optional("Where its text is.")


class Mechanism(Item):
    """A standing body or format: council, commission, forum, trilateral."""

    title: Line = described("Its name.")
    kind: Line | None = optional("What it is: council, commission, forum, trilateral.")
    established: WhenOrEvent | None = optional("Since when: a date, or the id of the event.")
    ended: When | None = optional("Until when.")
    meetings: Some[Key] = optional("The ids of its meetings among the events.", ())


class Value(Strict):
    """A figure on a date."""

    date: When = described("As of when; `unknown` where no text says.")
    value: Figure = described(
        "The figure as written: 32.4 million, more than 300 million, about 280."
    )
    note: Line | None = optional("A remark that is printed with it.")


class Claim(Strict):
    """A change that a source claims."""

    times: Multiple | None = optional("How many times it grew: 9.5.")
    per_year: Figure | None = optional("Growth a year: 32-34 %.")
    change: Figure | None = optional("The change itself: 7, or 12 %.")
    from_: When | None = optional("From when.")
    to: When | None = optional("To when.")
    note: Line | None = optional("A remark that is printed with it.")


class Indicator(Item):
    """A figure with its unit, dates and claimed changes."""

    title: Line = described("What it measures.")
    unit: Line | None = optional(
        "An ISO 4217 code for money, or what is counted: USD, flights a week."
    )
    values: tuple[Value, ...] = optional("The figures, oldest first.", ())
    claims: tuple[Claim, ...] = optional("What a source says of their change.", ())


class Statement(Item):
    """A short attributed quotation."""

    speaker: Line = described("Who said it: a person's key, or a name.")
    quote: Line = described("The words, without quotation marks.")
    date: When | None = optional("When it was said or published.")
    about: Line | None = optional("What it is about.")


class Chronology(Strict):
    """A chronology file, or folder of files read as one."""

    legation: Annotated[int, Field(ge=1)] = optional("The version of this format.", FORMAT_VERSION)
    title: Line = described("The chronology's title.")
    timezone: Line = optional("The IANA time zone in which its days begin: Asia/Baku.", "UTC")
    language: Line = optional("The language of its briefs; English only: en-GB, en-US ...", "en-GB")
    parties: dict[Key, Party] = Field(
        {}, description="Parties beyond ISO 3166, or named otherwise by the house."
    )
    sources: dict[Key, Source] = Field({}, description="Publications, by a key of your own.")
    people: dict[Key, Person] = Field({}, description="People, by a key of your own.")
    events: tuple[Event, ...] = Field((), description="What happened, and what is planned.")
    instruments: tuple[Instrument, ...] = Field(
        (), description="Treaties, declarations, memoranda, agreements."
    )
    mechanisms: tuple[Mechanism, ...] = Field((), description="Standing bodies and formats.")
    indicators: tuple[Indicator, ...] = Field((), description="Figures.")
    statements: tuple[Statement, ...] = Field((), description="Short attributed quotations.")
    briefs: dict[str, Brief] = Field({}, description="What to build, by the name of its files.")
    deliver: Mailing | None = optional("To whom issued briefs are sent by mail, and how.")

    def items(self) -> Sequence[Item]:
        """Every item, section by section."""
        return self._items

    def involving(self, parties: Iterable[str], topics: Iterable[str]) -> Sequence[Item]:
        """The items with all of these parties and, where any are named, one of these topics, in order."""
        sets = [self._places[0][party] for party in set(parties)]
        if topics := set(topics):
            sets.append(set().union(*(self._places[1][topic] for topic in topics)))
        if not sets:
            return self._items
        return [self._items[place] for place in sorted(set.intersection(*sets))]

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy. What was worked out of the items before is not of its own."""
        copy = super().model_copy(update=update, deep=deep)
        copy.__dict__ = {name: getattr(copy, name) for name in type(self).model_fields}
        return copy

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        return (
            *self.events,
            *self.instruments,
            *self.mechanisms,
            *self.indicators,
            *self.statements,
        )

    @cached_property
    def _places(self) -> tuple[defaultdict[str, set[int]], defaultdict[str, set[int]]]:
        """Where items stand among all, by their parties and by their topics."""
        # Of many briefs each looks at few of the items.
        parties: defaultdict[str, set[int]] = defaultdict(set)
        topics: defaultdict[str, set[int]] = defaultdict(set)
        for place, item in enumerate(self._items):
            for party in item.parties:
                parties[party].add(place)
            for topic in item.topics:
                topics[topic].add(place)
        return parties, topics

    @cached_property
    def items_by_id(self) -> dict[str, Item]:
        """The items that have an id."""
        return {item.id: item for item in self._items if item.id}

    @cached_property
    def event_dates(self) -> dict[str, Date]:
        """The dates of the events that have an id."""
        return {event.id: event.date for event in self.events if event.id}


ITEM_SECTIONS: dict[str, type[Item]] = {
    "events": Event,
    "instruments": Instrument,
    "mechanisms": Mechanism,
    "indicators": Indicator,
    "statements": Statement,
}
"""The sections that hold a list of items."""

KEYED_SECTIONS: dict[str, type[Located]] = {
    "parties": Party,
    "sources": Source,
    "people": Person,
    "briefs": Brief,
}
"""The sections that hold a mapping by key."""


class Fault(Struct, frozen=True):
    """An entry that could not be read, left out of the chronology: briefs that need it fail.

    Attributes:
        section: Its section, `events` for example, or `deliver`, which spoils no brief; empty when the
            whole chronology is at fault.
        key: Its id, or its key in the section's mapping; empty where it has none.
        parties: Its parties where they could be read; None when they could not.
        problems: Its errors, where they are its own.
    """

    section: str = ""
    key: str = ""
    parties: frozenset[str] | None = None
    problems: tuple[Diagnostic, ...] = ()
