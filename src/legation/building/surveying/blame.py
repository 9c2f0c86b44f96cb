"""Which briefs a warning touches: those that need the entry it was typed in.

A diagnostic knows its line and an entry knows where it begins, so that a warning belongs to the last
entry before it in its file, and one in the file of a brief's text to that brief. What stands before every
entry, or in another file, touches all briefs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from legation.composing.select import named_by, needs
from legation.diagnostics import Position, Report, Severity
from legation.model.brief import Brief
from legation.model.chronology import ITEM_SECTIONS, KEYED_SECTIONS, Chronology, Fault


def blame(chronology: Chronology, report: Report) -> Blame:
    """Who is to blame for the report's warnings: the entry that each would spoil were it an error."""
    warnings = [each.position for each in report if each.severity is Severity.WARNING]
    blamed: Counter[Fault] = Counter()
    if warnings:
        places = sorted(_places(chronology), key=lambda place: place[0])
        positions = [position for position, _ in places]
        for position in warnings:
            index = bisect_right(positions, position) if position else 0
            near = places[index - 1] if index else None
            same = near and position and near[0].file == position.file
            blamed[near[1] if near and same else Fault()] += 1
    return Blame(chronology, blamed)


class Blame:
    """Warnings, counted by the entry that they spoil.

    Args:
        chronology: Where the entries stand.
        blamed: How many warnings spoil each.
    """

    def __init__(self, chronology: Chronology, blamed: Counter[Fault]) -> None:
        self._chronology = chronology
        self._blamed = blamed
        self._by_key: Counter[str] = Counter()
        self._by_name: Counter[str] = Counter()
        self._by_parties: Counter[frozenset[str]] = Counter()
        self._all = 0
        for fault, number in blamed.items():
            if fault.section == "briefs":
                self._by_key[fault.key] += number
            elif fault.section in KEYED_SECTIONS:
                self._by_name[fault.key] += number
            elif fault.section and fault.parties is not None:
                self._by_parties[fault.parties] += number
            else:
                self._all += number

    def touching(self, name: str) -> int:
        """How many of the warnings touch the brief called `name`."""
        brief = self._chronology.briefs[name]
        if brief.parts:
            blamed = self._blamed.items()
            return sum(n for fault, n in blamed if needs(brief, name, self._chronology, fault))
        named = named_by(self._chronology, brief) if self._by_name else ()
        return (
            self._all
            + self._by_key[name]
            + sum(self._by_name[key] for key in named)
            + sum(self._by_parties[parties] for parties in self._involving(brief.parties))
        )

    def _involving(self, parties: Sequence[str]) -> Iterable[frozenset[str]]:
        """The sets of parties, of those that are blamed, that hold all of these."""
        if not parties:
            return self._by_parties
        return filter(frozenset(parties).issubset, self._sets_of[parties[0]])

    @cached_property
    def _sets_of(self) -> defaultdict[str, list[frozenset[str]]]:
        # Of many briefs each is touched by few of the warnings.
        found: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
        for parties in self._by_parties:
            for party in parties:
                found[party].append(parties)
        return found


def _texts(brief: Brief) -> set[str]:
    """The files in which the brief's text stands."""
    found = (brief.position(*prose.path) for prose in brief.prose())
    return {position.file for position in found if position is not None}


def _places(chronology: Chronology) -> Iterator[tuple[Position, Fault]]:
    for section in KEYED_SECTIONS:
        for key, entry in getattr(chronology, section).items():
            if (position := entry.position()) is not None:
                yield position, Fault(section, key)
                for file in _texts(entry) - {position.file} if isinstance(entry, Brief) else ():
                    yield Position(file), Fault(section, key)
    for section in ITEM_SECTIONS:
        for item in getattr(chronology, section):
            if (position := item.position()) is not None:
                yield position, Fault(section, item.id or "", frozenset(item.parties))
