"""The brief as templates see it: its own words, and what sums up its items."""

from __future__ import annotations

from functools import cached_property

from legation.composing.names import Names
from legation.composing.select import Selection
from legation.model.chronology import Status


class BriefView:
    """The brief, and the items that it selects."""

    described_as = "the brief"

    def __init__(self, name: str, names: Names, selection: Selection, issue: str = "") -> None:
        self._brief = names.brief
        self._names = names
        self._selection = selection
        self.id = name
        self._issue = issue

    @property
    def title(self) -> str:
        """Its title, or the names of its parties, or the chronology's title."""
        return (
            self._brief.title
            or self._names.wording.listed(self.parties)
            or self._names.chronology.title
        )

    @property
    def subtitle(self) -> str:
        """The line under its title, or empty."""
        return self._brief.subtitle or ""

    @property
    def parties(self) -> list[str]:
        """The names of its parties."""
        return [self._names.wording.party(key) for key in self._brief.parties]

    @property
    def period(self) -> str:
        """Its period in words, or empty."""
        return self._names.when(self._brief.period)

    @property
    def as_of(self) -> str:
        """The day it speaks from, in words."""
        return self._names.wording.day(self._names.as_of)

    @property
    def issue(self) -> str:
        """The number of the issue that it is, `2026-03`, or empty."""
        return self._issue

    @property
    def marking(self) -> str:
        """Its marking, or empty."""
        return self._brief.marking or ""

    @property
    def bottom_line(self) -> str:
        """The bottom line as its officer wrote it, or empty."""
        return self._brief.bottom_line or ""

    @property
    def contact(self) -> str:
        """Whom a reader asks, or empty."""
        return self._brief.contact or ""

    @property
    def drafted_by(self) -> str:
        """Who drafted it, or empty."""
        return self._brief.drafted_by or ""

    @cached_property
    def latest_source(self) -> str:
        """When the latest of the sources of its items was published, and how far events go; or empty."""
        sources = self._names.chronology.sources
        cited = {key for item in self._selection.items for key in item.sources if key in sources}
        dated = [
            s.published for key in cited if (s := sources[key]).published and s.published.known
        ]
        if not dated:
            return ""
        published = self._names.when(max(dated, key=lambda d: d.sort_key))
        events = [event for event in self._selection.past if event.status is Status.HELD]
        last = self._names.start(events[-1].date) if events else published
        return published if last == published else f"{published} (events to {last})"
