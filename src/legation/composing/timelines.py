"""Timelines: which events they show, with which marks, in which lanes, and on how many panels.

Up to 25 dated events are on one panel, 20 in lanes, or 40 on a turned page; up to 100 are on several,
one for each period (see `panels`); more are an overview, which names the turning points only and counts
all. Events without a date are listed beside the last panel.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import repeat
from operator import attrgetter

from msgspec.structs import replace

from legation.composing.guards import UseMistake
from legation.composing.names import Names, sentence_case
from legation.composing.panels import Panel, panels
from legation.composing.select import Selection
from legation.composing.views import EventView
from legation.diagnostics import counted
from legation.model.chronology import Status
from legation.model.document import Block, Entry, Timeline
from legation.model.drawing import Mark
from legation.model.parties import fold

ON_PANEL, ON_PAGE, IN_LANES = 25, 40, 20
"""How many events a panel has room for, one on a turned page, and one in lanes, on any page."""

MOST_NAMED = 100
"""Of more events than these, a timeline names the turning points only."""

_MOST_LANES = 8
_MOST_PERIODS = 12  # that a description counts events by
_OTHER = "Other"
_PLANNED, _CANCELLED = Status.PLANNED, Status.CANCELLED


class Timelines:
    """Makes the timelines of one document."""

    def __init__(self, names: Names, selection: Selection) -> None:
        self._names = names
        self._mechanisms = selection.mechanisms
        self._lanes: dict[str, Callable[[EventView], Sequence[str]]] = {
            "party": self._by_party,
            "kind": self._by_kind,
            "mechanism": self._by_mechanism,
        }

    def timeline(
        self,
        events: Sequence[EventView],
        lanes: str = "",
        breaks: bool = True,
        landscape: bool = False,
    ) -> list[Block]:
        """A drawn timeline of the events, on several panels if they are many."""
        entries = _entries(events, self._in_lanes(lanes))
        if not all(isinstance(choice, bool) for choice in (breaks, landscape)):
            raise UseMistake(
                "timeline() takes true or false for breaks and landscape",
                "write timeline(events, breaks=false)",
            )
        plain = Timeline((), self._names.as_of, "", "", breaks=breaks, landscape=landscape)
        return [
            replace(made, lanes=self._present(lanes, made.entries))
            for made in self._parted(entries, plain, in_lanes=bool(lanes))
        ]

    def turning_points(self, events: Sequence[EventView]) -> list[Block]:
        """A drawn strip of the turning points among the events, at most 45 mm high."""
        entries = _entries(events)
        described = self._described(entries)
        dated = any(entry.date.known for entry in entries)
        return [Timeline(entries, self._names.as_of, "", described, strip=True)] if dated else []

    # --- panels ------------------------------------------------------------------------------------

    def _parted(
        self, entries: Sequence[Entry], plain: Timeline, *, in_lanes: bool
    ) -> list[Timeline]:
        """The timelines of the entries: one, several panels, or an overview."""
        dated = [entry for entry in entries if entry.date.known]
        most = IN_LANES if in_lanes else ON_PAGE if plain.landscape else ON_PANEL
        if most < len(dated) <= MOST_NAMED:
            parts = panels(dated, most)
            last = len(parts) - 1
            undated = tuple(entry for entry in entries if not entry.date.known)
            return [
                self._panel(part, n, last, undated if n == last else (), plain)
                for n, part in enumerate(parts)
            ]
        caption = f"Timeline, as of {self._names.wording.day(self._names.as_of)}"
        whole = replace(
            plain,
            entries=tuple(entries),
            caption=caption,
            description=self._described(entries),
            overview=len(dated) > MOST_NAMED,
        )
        return [whole] if entries else []

    def _panel(
        self, part: Panel, number: int, last: int, undated: tuple[Entry, ...], plain: Timeline
    ) -> Timeline:
        """A panel of several; the last goes on to the end of time."""
        period = self._names.wording.period(part.first, part.last)
        place = f"{number + 1} of {last + 1}"
        entries = (*part.entries, *undated)
        return replace(
            plain,
            entries=entries,
            caption=f"Timeline, {period} ({place})",
            description=f"Part {place}. {self._described(entries)}",
            until=None if number == last else part.until,
        )

    def _described(self, entries: Sequence[Entry]) -> str:
        """What a timeline shows, for those who cannot see it."""
        dated = [entry for entry in entries if entry.date.known]
        undated = len(entries) - len(dated)
        parts = [f"Timeline of {counted(len(dated), 'dated event')}"]
        if dated:
            first, last = (self._names.start(entry.date) for entry in (dated[0], dated[-1]))
            parts.append(f", from {first} to {last}" if first != last else f", {first}")
        if len(dated) > MOST_NAMED:
            parts.append(
                ". " + self._names.wording.listed(_counts(dated, self._names.wording.month))
            )
        key = [entry for entry in dated if entry.key]
        if key:
            parts.append(". Turning points: " + "; ".join(f"{e.title} ({e.when})" for e in key))
        if undated:
            parts.append(f". {undated} more {'has' if undated == 1 else 'have'} no known date")
        return "".join(parts) + "."

    # --- lanes -------------------------------------------------------------------------------------

    def _in_lanes(self, by: str) -> Callable[[EventView], Sequence[str]] | None:
        """Says in which lanes an event stands; None where there are none.

        Raises:
            UseMistake: There are no such lanes.
        """
        if not by:
            return None
        if not isinstance(by, str) or by not in self._lanes:
            hint = 'write lanes="party", lanes="kind" or lanes="mechanism"'
            raise UseMistake("timeline() has no such lanes", hint)
        return self._lanes[by]

    def _by_party(self, view: EventView) -> Sequence[str]:
        """A lane for each party that is not the brief's own, and one for what has no other."""
        own = [self._names.wording.party(key) for key in self._names.brief.parties]
        return view.others or [self._names.wording.listed(own) or _OTHER]

    def _by_kind(self, view: EventView) -> Sequence[str]:
        return [sentence_case(view.kind) or _OTHER]

    def _by_mechanism(self, view: EventView) -> Sequence[str]:
        """A lane for each mechanism that the event is a meeting of, or that it established."""
        own = [m.title for m in self._mechanisms if view.id in (*m.meetings, m.established)]
        return own or [_OTHER]

    def _present(self, by: str, entries: Sequence[Entry]) -> tuple[str, ...]:
        """The lanes that hold any of the entries, in the order of the alphabet, others last."""
        if not by:
            return ()
        found = {lane for entry in entries if entry.date.known for lane in entry.lanes}
        return tuple(sorted(found, key=lambda lane: (lane == _OTHER, fold(lane))))


def _counts(entries: Iterable[Entry], month: Callable[[date], str]) -> list[str]:
    """How many there are in each month, year, decade or century: in the least of them that are few."""
    days = [day for e in entries if (day := e.date.earliest or e.date.latest)]
    months = sorted(Counter([day.replace(day=1) for day in days]).items())
    counts = (
        _counted(months, month, _MOST_PERIODS)
        or _counted(months, _year, _MOST_PERIODS)
        or _counted(months, _decade, _MOST_PERIODS)
        or _counted(months, _century, len(days))
    )
    return [f"{count:,} in {period}" for period, count in counts.items()]


def _counted(
    months: Iterable[tuple[date, int]], name: Callable[[date], str], most: int
) -> Counter[str]:
    """How many there are in each period that their months name; none where the periods are too many."""
    counts = Counter[str]()
    for month, count in months:
        counts[name(month)] += count
        if len(counts) > most:
            return Counter()
    return counts


def _year(day: date) -> str:
    return str(day.year)


def _decade(day: date) -> str:
    return f"the {day.year // 10}0s"


def _century(day: date) -> str:
    return f"the {day.year // 100}00s"


def _entries(
    events: Sequence[EventView], lanes: Callable[[EventView], Sequence[str]] | None = None
) -> tuple[Entry, ...]:
    """The events in the order of their dates, each in its lanes, if there are any."""
    kinds = _kinds(events)
    ordered = sorted(events, key=attrgetter("_item.date.sort_key"))
    placed = repeat((), len(ordered)) if lanes is None else _placed(ordered, lanes)
    return tuple(
        [
            _entry(view, kinds[view._item.kind or ""], own)
            for view, own in zip(ordered, placed, strict=True)
        ]
    )


def _placed(
    events: Sequence[EventView], lanes: Callable[[EventView], Sequence[str]]
) -> list[tuple[str, ...]]:
    """The lanes of each of the events, too small ones as the lane of others."""
    placed = [tuple(dict.fromkeys(lanes(view))) for view in events]
    counts = Counter(lane for own in placed for lane in own if lane != _OTHER)
    ranked = sorted(counts, key=lambda lane: (-counts[lane], lane))
    small = set(ranked[_MOST_LANES - 1 :]) if len(ranked) >= _MOST_LANES else set()
    if small:
        placed = [
            tuple(dict.fromkeys(_OTHER if lane in small else lane for lane in own))
            for own in placed
        ]
    return placed


def _kinds(events: Iterable[EventView]) -> dict[str, tuple[Mark, str]]:
    """For each kind, as typed: its mark, and what the legend calls it.

    The most frequent have marks of their own. Where there are more kinds than marks, the others share
    the last one as "other"; so do events without a kind, whose mark is otherwise one of their own.
    """
    marks = list(Mark)
    typed = Counter([view._item.kind or "" for view in events])
    folded = {kind: fold(kind) for kind in typed}
    names = {folded[kind]: kind for kind in reversed(typed)}
    counts = Counter[str]()
    for kind in filter(None, typed):
        counts[folded[kind]] += typed[kind]
    ranked = sorted(counts, key=lambda kind: (-counts[kind], kind))
    if len(ranked) + ("" in names) > len(marks):
        ranked = ranked[: len(marks) - 1]
    made = {kind: (mark, names[kind]) for kind, mark in zip(ranked, marks, strict=False)}
    word = "other" if ranked else ""
    return {k: made.get(folded[k]) or (marks[len(ranked)], word) for k in typed}


def _entry(view: EventView, kind: tuple[Mark, str], lanes: tuple[str, ...]) -> Entry:
    """An event on a timeline, with its mark and what that is called."""
    item = view._item
    return Entry(
        date=item.date,
        when=view.when,
        title=item.title,
        kind=kind[1],
        mark=kind[0],
        key=view.key,
        planned=item.status is _PLANNED,
        cancelled=item.status is _CANCELLED,
        lanes=lanes,
    )
