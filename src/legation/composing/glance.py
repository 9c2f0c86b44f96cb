"""What a reader wants in ten seconds: relations, last met, next date, latest figures, anniversaries."""

from __future__ import annotations

from collections.abc import Sequence

from legation.composing.anniversaries import Anniversary, anniversaries
from legation.composing.citations import Citations
from legation.composing.forms import cell, mixed
from legation.composing.marks import NO_MARKS, Marks
from legation.composing.names import Names, sentence_case
from legation.composing.room import Room
from legation.composing.views import EventView, IndicatorView, ItemView, MechanismView, origin
from legation.model.ages import Age
from legation.model.chronology import GOVERNMENT, Level, Status
from legation.model.document import (
    Block,
    Column,
    Inlines,
    List,
    ListItem,
    ListKind,
    Paragraph,
    Row,
    Table,
    Text,
)

RELATIONS = ("recognition", "relations", "diplomatic relations", "diplomatic-relations")
FIGURES = 3
BODIES = 5


class Glance:
    """Makes the blocks of one document that sum it up."""

    def __init__(
        self, names: Names, citations: Citations, room: Room, marks: Marks = NO_MARKS
    ) -> None:
        self._names = names
        self._citations = citations
        self._room = room
        self._marks = marks

    def glance(
        self,
        past: Sequence[EventView],
        upcoming: Sequence[EventView],
        mechanisms: Sequence[MechanismView],
        indicators: Sequence[IndicatorView],
    ) -> list[Block]:
        """A small table: relations, the governments' last meeting, the next date, bodies and figures."""
        rows: list[tuple[str, list[Paragraph]]] = [
            (
                "Relations",
                [
                    self._event(e)
                    for e in past
                    if (e._item.kind or "").lower() in RELATIONS and _held(e)
                ],
            ),
            ("Last met", [self._event(e) for e in self._last_met(past)]),
            ("Next", [self._event(e) for e in list(upcoming)[:1]]),
            ("Mechanisms", self._mechanisms(mechanisms)),
            ("Latest figures", [self._figure(i) for i in self._latest(indicators)]),
        ]
        kept = tuple(Row((cell(name), tuple(said))) for name, said in rows if said)
        if not kept:
            return []
        columns = (Column(""), Column(""))
        return [
            Table(
                columns,
                kept,
                description="The relationship at a glance",
                row_headers=True,
                header_row=False,
            )
        ]

    def upcoming(self, upcoming: Sequence[EventView], past: Sequence[EventView]) -> list[Block]:
        """A list of what is to come, with the round anniversaries of turning points within a year."""
        ahead = [self._ahead(event) for event in upcoming]
        wording = self._names.wording
        for event, anniversary in self._anniversaries(past):
            when = Text(f"{anniversary.when(wording)}: {anniversary.since(wording)}, ")
            ahead.append(Paragraph((when, *self._titled(event), *self._cited(event))))
        items = tuple(ListItem((paragraph,)) for paragraph in ahead)
        return [List(ListKind.BULLET, items)] if items else []

    def _ahead(self, event: EventView) -> Paragraph:
        """A line of what is to come, marked where that is new or has changed."""
        said = self._event(event).inlines
        return Paragraph((*self._marks.lead(event), *said), changed=self._marks.of(event))

    # --- at a glance -------------------------------------------------------------------------------

    def _event(self, event: EventView) -> Paragraph:
        when = Text(sentence_case(event.when), origin=origin(event, "date"), apart=True)
        place = (
            (Text(", "), Text(event.place, origin=origin(event, "place"), apart=True))
            if event.place
            else ()
        )
        status = {"planned": " (planned)", "cancelled": " (cancelled)"}.get(event.status, "")
        titled = self._titled(event, status)
        return Paragraph((when, *place, Text(": "), *titled, *self._cited(event)))

    def _titled(self, view: ItemView, after: str = "", parts: Sequence[str] = ()) -> Inlines:
        """An item's title, its partners beyond the brief's own, and what is said after them, of parts."""
        partners = f" ({self._names.wording.listed(view.others)})" if view.others else ""
        behind = mixed(partners + after, (*view.others, *parts), view.title)
        return (Text(view.title, origin=origin(view, "title"), apart=True), *behind)

    def _cited(self, view: ItemView) -> Inlines:
        disputed = (Text(" (disputed)"),) if view.disputed else ()
        return (*self._citations.behind(view._item.sources), *disputed)

    def _last_met(self, past: Sequence[EventView]) -> list[EventView]:
        """The governments' last meeting: that which began last for certain."""
        met = [
            e
            for e in past
            if e._item.level in GOVERNMENT and _held(e) and e._item.date.earliest is not None
        ]
        return (
            [max(met, key=lambda e: (e._item.date.earliest, e._item.level is Level.HEAD_OF_STATE))]
            if met
            else []
        )

    def _mechanisms(self, mechanisms: Sequence[MechanismView]) -> list[Paragraph]:
        """The names of the brief's own bodies, those it has with nobody else, then how many more."""
        standing = [mechanism for mechanism in mechanisms if mechanism.standing]
        first = sorted(standing, key=lambda m: (bool(m.others), not m.key))[:BODIES]
        more = len(standing) - len(first)
        titles = [mechanism.title for mechanism in first]
        names = "; ".join(titles)
        said = mixed(f"{names}; and {more} more" if more else names, titles)
        return [Paragraph(said)] if names else []

    def _latest(self, indicators: Sequence[IndicatorView]) -> list[IndicatorView]:
        with_values = [i for i in indicators if i.latest]
        return self._room.choose(sorted(with_values, key=lambda i: not i.key)[:FIGURES])

    def _figure(self, indicator: IndicatorView) -> Paragraph:
        titled = self._titled(indicator, f": {indicator.latest}", indicator._parts()[-1])
        return Paragraph((*titled, *self._cited(indicator)))

    def _anniversaries(self, past: Sequence[EventView]) -> list[tuple[EventView, Anniversary]]:
        """The round anniversaries in the twelve months from the as-of day, in the order of their days."""
        turning = [view for view in past if view.key]
        if not turning:
            return []
        as_of = self._names.as_of
        year = Age(1, "years").after(as_of)
        found = [(view, a) for view in turning for a in anniversaries(view._item, as_of, year)]
        return sorted(found, key=lambda each: (each[1].begins, each[1].event.date.sort_key))


def _held(event: EventView) -> bool:
    """Whether an event took place: one that was called off has no meeting and no anniversary."""
    return event._item.status is Status.HELD
