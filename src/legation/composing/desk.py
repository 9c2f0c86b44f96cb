"""What reminders are looked for in: the items and offices of a chronology, or of one brief, as of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from msgspec import Struct

from legation.composing.names import Names, titled
from legation.composing.select import named_by, selected
from legation.diagnostics import Position, counted
from legation.model.brief import Brief
from legation.model.chronology import Chronology, Item, Office, Person
from legation.model.dates import Date, Form, Point, Precision
from legation.model.fields import is_key
from legation.model.reminders import Reminder


class Tenure(Struct, frozen=True):
    """An office of a person.

    Attributes:
        key: The person's key.
        person: Who has it.
        index: Which of the person's offices it is, from 0.
    """

    key: str
    person: Person
    index: int

    @property
    def office(self) -> Office:
        """The office."""
        return self.person.offices[self.index]

    def position(self, *path: str) -> Position | None:
        """Where it was typed, or a value of it."""
        return self.person.position("offices", self.index, *path)


class Span(Struct, frozen=True):
    """A time: in words, from and to which day, and whether it is on all of them (`Reminder`)."""

    when: str
    begins: date | None
    ends: date | None
    exact: bool


class Desk:
    """What there is to be looked at.

    Args:
        chronology: Read and checked.
        as_of: The day.
        brief: The id of the brief whose items and people they are; empty for all of the chronology's.

    Attributes:
        names: Looks up and words what items refer to.
        items: The items.
        tenures: The offices of the people.
    """

    def __init__(self, chronology: Chronology, as_of: date, brief: str = "") -> None:
        self.chronology = chronology
        self.as_of = as_of
        self.names = Names(chronology, Brief(), as_of)
        everyone = list(_tenures(chronology))
        self._keys = _keys(chronology, everyone)
        self.items: list[Item] = list(chronology.items())
        self.tenures = everyone
        if brief:
            asked = chronology.briefs[brief]
            told = [asked, *(chronology.briefs[part] for part in asked.parts)]
            own = {id(item) for each in told for item in selected(chronology, each)}
            people = {key for each in told for key in named_by(chronology, each)}
            self.items = [item for item in self.items if id(item) in own]
            self.tenures = [tenure for tenure in everyone if tenure.key in people]

    @property
    def entries(self) -> Iterator[Item | Tenure]:
        """The items, then the offices."""
        yield from self.items
        yield from self.tenures

    def id(self, of: Item | Tenure) -> str:
        """The id of an item, or of whom an office is the key; empty where there is none."""
        return of.key if isinstance(of, Tenure) else of.id or ""

    def key(self, of: Item | Tenure) -> str:
        """What an item or an office is known by, whatever its dates."""
        return self._keys[id(of.office if isinstance(of, Tenure) else of)]

    def title(self, of: Item | Tenure) -> str:
        """What an item or an office is called."""
        if not isinstance(of, Tenure):
            return _title(of)
        party = self.names.wording.party(of.office.party) if of.office.party else ""
        return f"{of.person.name}, {titled(of.office.title, party)}"

    def span(self, when: Date) -> Span:
        """A date as a span: `in March 2026` is some day of that month."""
        plain = all(_is_day(point) for point in (when.begin, when.end) if point)
        exact = plain and when.form is not Form.ONE_OF
        return Span(self._words(when), when.earliest, when.latest, exact)

    def reminds(self, span: Span) -> str:
        """A span in words, with how far away it is where its day is known: `8 March 2026, in 12 days`."""
        if not span.exact or span.begins is None:
            return span.when
        return f"{span.when}, {self.away(span.begins, span.ends)}"

    def away(self, first: date, last: date | None) -> str:
        """How far away what begins and ends on these days is."""
        import pendulum

        days = (
            pendulum.date(self.as_of.year, self.as_of.month, self.as_of.day)
            .diff(first, False)
            .in_days()
        )
        if days > 0:
            return f"in {counted(days, 'day')}"
        if days == 0:
            return "today"
        past = last is not None and last < self.as_of
        return f"{counted(-days, 'day')} ago" if past else "now"

    def _words(self, when: Date) -> str:
        words = self.names.wording.date(when)
        point = when.begin
        loose = (
            point is None or point.approximate or point.uncertain or when.form is not Form.SINGLE
        )
        if loose or when.precision is None or not Precision.DAY < when.precision <= Precision.YEAR:
            return words
        return f"in {words}"


def in_order(reminder: Reminder) -> tuple[date, Position]:
    """The key by which reminders of one kind are sorted: by their days, then as they were typed."""
    return reminder.begins or date.min, reminder.position or Position("\U0010ffff")


def last_point(when: Date | None) -> Point | None:
    """The last time that a date speaks of for certain: the start of what goes on."""
    return (when.end or when.begin) if when else None


def _is_day(point: Point) -> bool:
    return point.precision is Precision.DAY and not (point.approximate or point.uncertain)


def _tenures(chronology: Chronology) -> Iterator[Tenure]:
    for key, person in chronology.people.items():
        yield from (Tenure(key, person, index) for index in range(len(person.offices)))


def _title(item: Item) -> str:
    title: str | None = getattr(item, "title", None)
    return title or f"“{getattr(item, 'quote', '')}”"


def _keys(chronology: Chronology, tenures: list[Tenure]) -> dict[int, str]:
    """What each item and office is known by: its id, or what it is called. Of equals, the first is first."""
    wanted = [(id(item), item.id or _called(item)) for item in chronology.items()]
    wanted += [
        (id(t.office), f"{_stem(t.key)}.{_digest(t.office.title, t.office.party or '')}")
        for t in tenures
    ]
    keys: dict[int, str] = {}
    counts: dict[str, int] = {}
    for identity, key in wanted:
        counts[key] = count = counts.get(key, 0) + 1
        keys[identity] = key if count == 1 else f"{key}.{count}"
    return keys


def _called(item: Item) -> str:
    return f"{type(item).__name__.lower()}.{_digest(_title(item), *item.parties)}"


def _stem(key: str) -> str:
    return key if is_key(key) else _digest(key)


def _digest(*texts: str) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()[:8]
