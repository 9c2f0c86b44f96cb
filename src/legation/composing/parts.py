"""A brief's items and blocks under the names that templates use: a document's own, or those of a part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from legation.composing.authored import Authored
from legation.composing.blocks import Blocks
from legation.composing.brief import BriefView
from legation.composing.citations import Citations
from legation.composing.front import front
from legation.composing.glance import Glance
from legation.composing.marks import NO_MARKS, Marks
from legation.composing.names import Names
from legation.composing.room import Room
from legation.composing.select import select
from legation.composing.subjects import subjects
from legation.composing.timelines import Timelines
from legation.composing.views import (
    EventView,
    IndicatorView,
    InstrumentView,
    MechanismView,
    StatementView,
    views,
)
from legation.model.chronology import Chronology
from legation.model.document import Block

Call = Callable[..., list[Block]]


class Part:
    """One brief as templates see it.

    Attributes:
        names: What its items refer to.
        brief: Its view.
        blocks: The blocks of its items.
        timelines: The timelines of its events.
        data: Its items, by the names that templates use.
        calls: The blocks that templates may call for, likewise.

    Args:
        chronology: Read and checked.
        name: The brief's id.
        as_of: The day that splits past from upcoming.
        citations: Those of the document that it is a part of; new ones for a document of its own.
        room: How much its sections may show.
        issue: The number of the issue that the document is; empty for none, and for its parts.
        marks: Which items are new or have changed.
    """

    def __init__(
        self,
        chronology: Chronology,
        name: str,
        as_of: date,
        room: Room,
        citations: Citations | None = None,
        *,
        issue: str = "",
        marks: Marks = NO_MARKS,
    ) -> None:
        brief = chronology.briefs[name]
        self.names = names = Names(chronology, brief, as_of)
        self.citations = citations or Citations(names)
        self.selection = select(chronology, brief, as_of)
        self.brief = BriefView(name, names, self.selection, issue)
        self.blocks = Blocks(names, self.citations, marks)
        self.timelines = Timelines(names, self.selection)
        self.room = room
        self._marks = marks
        self.data = self._data()
        self.calls = self._own() | self._authored() | self._shared()

    def _data(self) -> dict[str, Any]:
        names, selection = self.names, self.selection
        events = views(EventView, (*selection.past, *selection.undated), names)
        upcoming = views(EventView, selection.upcoming, names)
        instruments = views(InstrumentView, selection.instruments, names)
        mechanisms = views(MechanismView, selection.mechanisms, names)
        indicators = views(IndicatorView, selection.indicators, names)
        statements = views(StatementView, selection.statements, names)
        return {
            "brief": self.brief,
            "as_of": self.brief.as_of,
            "events": events,
            "upcoming": upcoming,
            "instruments": instruments,
            "mechanisms": mechanisms,
            "indicators": indicators,
            "statements": statements,
            "items": [*events, *upcoming, *instruments, *mechanisms, *indicators, *statements],
            "persons": subjects(names, selection),
        }

    def _own(self) -> dict[str, Call]:
        """The calls that sum the brief up."""
        data, glance = self.data, Glance(self.names, self.citations, self.room, self._marks)

        def title_block() -> list[Block]:
            """The lines under the title: parties, as-of date, issue, latest source, contact."""
            return front(self.brief, self.names)

        def at_a_glance() -> list[Block]:
            """A small table: relations, last met, next, mechanisms, latest figures."""
            return glance.glance(
                data["events"], data["upcoming"], data["mechanisms"], data["indicators"]
            )

        def dates_ahead() -> list[Block]:
            """A list of the events to come, and of anniversaries."""
            return glance.upcoming(data["upcoming"], data["events"])

        return {
            "title_block": title_block,
            "at_a_glance": at_a_glance,
            "dates_ahead": dates_ahead,
        }

    def _authored(self) -> dict[str, Call]:
        """The calls for what the officer wrote."""
        authored = Authored(self.names, self.selection, self.citations, self.brief.issue)
        return {
            "meeting": authored.meeting,
            "bottom_line": authored.bottom_line,
            "objectives": authored.objectives,
            "points": authored.points,
            "if_raised": authored.if_raised,
            "press_line": authored.press_line,
            "sensitivities": authored.sensitivities,
            "background": authored.background,
            "counterpart": authored.counterpart,
            "clearance": authored.clearance,
        }

    def _shared(self) -> dict[str, Call]:
        """The calls that take items."""
        return {
            "timeline": self.timelines.timeline,
            "turning_points": self.timelines.turning_points,
            "chronology": self.blocks.chronology,
            "agreements": self.blocks.agreements,
            "bodies": self.blocks.mechanisms,
            "figures": self.blocks.figures,
            "people": self.blocks.people,
            "quotations": self.blocks.statements,
            "doubts": self.blocks.doubts,
            "disputed": self.blocks.disputed,
        }
