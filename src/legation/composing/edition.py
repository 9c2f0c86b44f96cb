"""What a brief says on a day, in the words that its readers are told, for a later day to be held against.

The words are those of the views that templates see, but for what a later as-of day alone would change:
what is planned is not yet overdue, what goes on is `since` a day even if that is to come, and whoever is
named by an item that is not bounded in time, or tells of one, has no office, as today's would be printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from legation.composing.brief import BriefView
from legation.composing.citations import described
from legation.composing.forms import words
from legation.composing.locale import Wording
from legation.composing.names import Names
from legation.composing.select import is_upcoming, select
from legation.composing.subjects import SubjectView
from legation.composing.tokens import Tokens
from legation.composing.views import (
    EventView,
    IndicatorView,
    InstrumentView,
    ItemView,
    MechanismView,
    PersonView,
    StatementView,
)
from legation.diagnostics import Position
from legation.model.chronology import (
    ITEM_SECTIONS,
    Chronology,
    Event,
    Indicator,
    Instrument,
    Item,
    Mechanism,
    Statement,
)
from legation.model.dates import Date
from legation.model.edition import Attestation, Edition, Entry, Reading, Said
from legation.model.prose import Cited, Clearance, pieces

Labelled = tuple[str, str]

_SECTIONS = {kind: section for section, kind in ITEM_SECTIONS.items()}

_PROSE = {
    ("bottom-line",): "Bottom line",
    ("objectives",): "Objectives",
    ("points",): "Points to make",
    ("if-raised", "they"): "If they raise",
    ("if-raised", "we"): "Our response",
    ("press-line",): "Press line",
    ("sensitivities",): "Sensitivities",
    ("background",): "Background",
}
"""The labels of authored texts, by their paths without indexes."""


def edition(chronology: Chronology, name: str, as_of: date) -> Edition:
    """What the brief called `name` says, its parts included.

    Args:
        chronology: Read and checked.
        name: A key of `chronology.briefs`.
        as_of: The day that splits past from upcoming.
    """
    return edited(chronology, name, as_of)[0]


def edited(chronology: Chronology, name: str, as_of: date) -> tuple[Edition, tuple[Item, ...]]:
    """The edition, and beside its entries the items that they tell of, in the same order."""
    briefs = [_Brief(chronology, brief, as_of) for brief in (name, *chronology.briefs[name].parts)]
    found = {id(item): item for brief in briefs for item in brief.selection.items}
    items = tuple(_in_order(found.values()))
    own, *parts = briefs
    inside = (Said(f"{p.view.title}: {s.label}", s.text) for p in parts for s in p.said())
    today = Wording(chronology, as_of)
    made = {i.position(): i.title for i in chronology.instruments if isinstance(i.signed, Date)}
    made.pop(None, None)  # of what was not read from a file
    entries = tuple(_entry(item, own.names, today, made) for item in items)
    return Edition(name, own.view.title, as_of, entries, (*own.said(), *inside)), items


def _in_order(items: Iterable[Item]) -> list[Item]:
    """Events by their dates, then the others, section by section, as they stand."""
    sections = list(ITEM_SECTIONS.values())

    def key(item: Item) -> tuple[int, tuple[bool, int, int, str] | tuple[()]]:
        return sections.index(type(item)), item.date.sort_key if isinstance(item, Event) else ()

    return sorted(items, key=key)


# --- items ---------------------------------------------------------------------------------------


def _entry(
    item: Item, names: Names, today: Wording, makers: Mapping[Position | None, str]
) -> Entry:
    """An item as it is told; `makers` has the instruments that made events, by where they stand."""
    view = _view(item, names)
    dates = _dates(view)
    event = item if isinstance(item, Event) else None
    when = item.date if isinstance(item, Event | Statement) else None
    return Entry(
        section=_SECTIONS[type(item)],
        title=view.quote if isinstance(view, StatementView) else view.title,
        id=view.id,
        date=when.edtf if when else "",
        when=today.date(when) if when and when.known else "",
        status=event.status.value if event else "",
        upcoming=event is not None and is_upcoming(event, names.as_of),
        maker=makers.get(item.position(), "") if event else "",
        parties=tuple(view.parties),
        said=tuple(
            Said(label, text, dates[label].edtf if label in dates else "")
            for label, text in _said_of(view)
            if text
        ),
        readings=tuple(_readings(item, names)) if isinstance(item, Indicator) else (),
        sources=tuple(_attested(item, names)),
    )


def _view(item: Item, names: Names) -> ItemView:
    match item:
        case Event():
            return EventView(item, names)
        case Instrument():
            return InstrumentView(item, names)
        case Mechanism():
            return MechanismView(item, names)
        case Indicator():
            return IndicatorView(item, names)
        case Statement():
            return StatementView(item, names)
    raise TypeError(type(item))


def _said_of(view: ItemView) -> Iterator[Labelled]:
    """An item's texts under their labels; empty where it has none."""
    yield "Kind", view.kind
    yield "Turning point", "yes" if view.key else ""
    yield "Summary", view.summary
    match view:
        case EventView():
            yield "Level", view.level
            yield "Place", view.place
            yield "People", "; ".join(_styled(person, view._item.date) for person in view.people)
        case InstrumentView():
            yield from ((label, view._names.when(when)) for label, when in _dates(view).items())
            yield "Text", view._item.url or ""
        case MechanismView():
            yield "Since", view.established
            yield "Until", view.ended
            meetings = [_when(meeting._item.date, view._names) for meeting in view.meetings]
            undated = f"{meetings.count('')} of unknown date" if "" in meetings else ""
            yield "Meetings", "; ".join(filter(None, [*meetings, undated]))
        case IndicatorView():
            yield from (("Change claimed", claim) for claim in view.claims)
        case StatementView():
            yield "Speaker", _styled(view.speaker, view._item.date)
            yield "On", view.about
    yield "According to", view.attribution
    yield "Inferred", view.inferred
    yield "Disputed", view.disputed
    yield "Note", view.note


def _dates(view: ItemView) -> dict[str, Date]:
    """What an item's texts tell of dates, under their labels; those that it has."""
    dates: dict[str, Date | str | None] = {}
    match view:
        case InstrumentView():
            item = view._item
            dates = {"Signed": item.signed, "Ratified": item.ratified, "In force": item.in_force}
            dates["Ended"] = item.ended
        case MechanismView():
            dates = {"Since": view._item.established, "Until": view._item.ended}
    known = ((label, view._names.date(when)) for label, when in dates.items())
    return {label: when for label, when in known if when is not None}


def _when(date_or_event: Date | str | None, names: Names) -> str:
    """A date, or that of an event by its id, in words; not that an outcome is missing."""
    return names.when(names.date(date_or_event))


def _styled(person: PersonView, when: Date | None) -> str:
    """Someone with the office of the day; without, where it would be the as-of day's."""
    bounded = when is not None and when.earliest is not None and when.latest is not None
    return person.styled if bounded else person.name


def _readings(indicator: Indicator, names: Names) -> Iterator[Reading]:
    for value in indicator.values:
        yield Reading(
            date=value.date.edtf,
            words=value.value.words(indicator.unit or ""),
            amount=f"{value.value.value:f}",
            when=names.when(value.date),
            unit=value.value.unit or indicator.unit or "",
            note=value.note or "",
        )


def _attested(item: Item, names: Names) -> Iterator[Attestation]:
    sources = names.chronology.sources
    for key in dict.fromkeys(item.sources):
        source = sources.get(key)  # a draft may have left it out
        told = words(described(key, source, names)) if source else key
        yield Attestation(key, f"{told}, {source.url}" if source and source.url else told)


# --- the officer's own text ----------------------------------------------------------------------


class _Brief:
    """A brief, or a part of one, in words that no as-of day changes."""

    def __init__(self, chronology: Chronology, name: str, as_of: date) -> None:
        self.names = Names(chronology, chronology.briefs[name], as_of)
        self.names.wording = Wording(chronology, date.max)
        self.selection = select(chronology, self.names.brief, as_of)
        self.view = BriefView(name, self.names, self.selection)

    def said(self) -> Iterator[Said]:
        """What the officer wrote for it, and what stands under its title."""
        told = (self._front(), self._meeting(), self._prose(), self._people(), self._clearance())
        return (Said(label, text) for texts in told for label, text in texts if text)

    def _front(self) -> Iterator[Labelled]:
        yield "Subtitle", self.view.subtitle
        yield "Parties", self.names.wording.listed(self.view.parties)
        yield "Period", self.view.period
        yield "Marking", self.view.marking

    def _meeting(self) -> Iterator[Labelled]:
        meeting = self.names.brief.for_
        if meeting is not None:
            about = (meeting.meeting, self.names.when(meeting.date), meeting.place)
            yield "For", meeting.who or ""
            yield "Meeting", ", ".join(filter(None, about))

    def _prose(self) -> Iterator[Labelled]:
        for prose in self.names.brief.prose():
            path = tuple(step for step in prose.path if isinstance(step, str))
            yield _PROSE[path], _plain(prose.text)

    def _people(self) -> Iterator[Labelled]:
        """Who will be met, and whom the brief is about: who they are, and their offices."""
        brief = self.names.brief
        if brief.counterpart:
            when = brief.for_.date if brief.for_ else None
            yield "Counterpart", _styled(PersonView(brief.counterpart, self.names, when), when)
        for key in dict.fromkeys((*brief.people, *filter(None, [brief.counterpart]))):
            subject = SubjectView(key, self.names, self.selection)
            yield f"About {subject.name}", subject.summary
            if key in brief.people:
                yield f"Offices of {subject.name}", "; ".join(subject.offices)

    def _clearance(self) -> Iterator[Labelled]:
        cleared = self.names.brief.cleared_by
        yield "Contact", self.view.contact
        yield "Drafted by", self.view.drafted_by
        yield "Cleared by", self._cleared(cleared) if cleared else ""
        yield "Distribution", "; ".join(self.names.brief.distribution)

    def _cleared(self, clearance: Clearance) -> str:
        return f"{clearance.name}, {self.names.wording.day(clearance.on)}"


def _plain(text: str) -> str:
    """An authored text as it is read: without the signs of its formatting, and without its citations."""
    from legation.composing.markdown import inline

    *before, last = pieces(text)
    # What stands before a citation is not parted from what follows it.
    kept = [piece.rstrip() for piece in before if isinstance(piece, str)]
    kept += [] if isinstance(last, Cited) else [last]
    return " ".join(words(inline("".join(kept), Tokens())).split())
