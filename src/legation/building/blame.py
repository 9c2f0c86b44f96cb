"""Which briefs a warning touches: those that need the entry it was typed in.

A diagnostic knows its line and an entry knows where it begins, so that a warning belongs to the last
entry before it in its file, and one in the file of a brief's text to that brief. What stands before every
entry, or in another file, touches all briefs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from legation.composing import needs
from legation.diagnostics import Position, Report, Severity
from legation.model.brief import Brief
from legation.model.chronology import ITEM_SECTIONS, KEYED_SECTIONS, Chronology, Fault


def blame(chronology: Chronology, report: Report) -> Counter[Fault]:
    """The report's warnings, counted by the entry that each would spoil were it an error."""
    warnings = [each.position for each in report if each.severity is Severity.WARNING]
    if not warnings:
        return Counter()
    places = sorted(_places(chronology), key=lambda place: place[0])
    positions = [position for position, _ in places]
    blamed: Counter[Fault] = Counter()
    for position in warnings:
        index = bisect_right(positions, position) if position else 0
        near = places[index - 1] if index else None
        same = near and position and near[0].file == position.file
        blamed[near[1] if near and same else Fault()] += 1
    return blamed


def touching(blamed: Counter[Fault], chronology: Chronology, name: str) -> int:
    """How many of the warnings touch the brief called `name`."""
    brief = chronology.briefs[name]
    return sum(n for fault, n in blamed.items() if needs(brief, name, chronology, fault))


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
