"""How a timeline of many events is parted into panels: by periods, each with about as many events.

What cannot be parted is a year, as long as a panel has room for its events; where it has not, a month of
it, then a day, then an equal share of the events of a day. Of all ways to put these together in order, on
as few panels as can be, that one is taken whose panels are most alike in number, and which parts as few
years as it can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise

from msgspec import Struct

from legation.model.dates import Form, Point, Precision, parse_edtf
from legation.model.document import Entry

_PARTED_YEAR = 25  # what it costs: as much as a panel that is five events from the mean
_KEYS = (4, 7, 10)  # letters of an ISO 8601 date that say its year, month and day


class Panel(Struct, frozen=True):
    """Some of the events of a timeline.

    Attributes:
        entries: In the order of their dates.
        first: The first of their years, or months, or days.
        last: The last of them, which may be the same.
        until: The last day that it shows.
    """

    entries: tuple[Entry, ...]
    first: Point
    last: Point
    until: date


class _Atom(Struct, frozen=True):
    """Events that stay together, and the year, month or day that they are of, in ISO 8601."""

    entries: tuple[Entry, ...]
    period: str


def panels(entries: Sequence[Entry], most: int) -> list[Panel]:
    """Events parted into panels.

    Args:
        entries: All dated; in any order.
        most: How many a panel has room for.
    """
    ordered = sorted(entries, key=lambda entry: (_day(entry), entry.date.sort_key))
    atoms = list(_atoms(ordered, most, _KEYS))
    return [_panel(group) for group in _grouped(atoms, most)]


def _day(entry: Entry) -> date:
    """The first day on which an event may have begun, or ended if that is all we know."""
    point = entry.date.begin or entry.date.end
    assert point is not None, "undated events are on no panel"
    return point.first


def _atoms(entries: Sequence[Entry], most: int, keys: Sequence[int]) -> Iterator[_Atom]:
    """The events, in groups no larger than a panel; `keys` are what they may be told apart by."""
    length, *finer = keys
    for period, group in groupby(entries, lambda entry: _day(entry).isoformat()[:length]):
        members = tuple(group)
        if len(members) <= most:
            yield _Atom(members, period)
        elif finer:
            # What is dated by the whole period stands by itself: its date is no month, and no day.
            whole = tuple(entry for entry in members if entry.date.edtf == period)
            rest = [entry for entry in members if entry.date.edtf != period]
            yield from _shares(whole, period, most)
            yield from _atoms(rest, most, finer)
        else:
            yield from _shares(members, period, most)


def _shares(entries: tuple[Entry, ...], period: str, most: int) -> Iterator[_Atom]:
    """Events of one date, in as few groups as can be, about equally large."""
    count = -(-len(entries) // most)
    bounds = [len(entries) * n // count for n in range(count + 1)] if count else []
    for first, end in pairwise(bounds):
        yield _Atom(entries[first:end], period)


def _grouped(atoms: Sequence[_Atom], most: int) -> list[Sequence[_Atom]]:
    """The atoms in groups, one a panel, by the least cost of every beginning of them."""
    mean = sum(len(atom.entries) for atom in atoms) / max(1, _fewest(atoms, most))
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]  # panels, cost, start of the last of them
    for end in range(1, len(atoms) + 1):
        ways, count = [], 0
        for start in range(end - 1, -1, -1):
            count += len(atoms[start].entries)
            if count > most:
                break
            panels, cost, _ = best[start]
            ways.append((panels + 1, cost + (count - mean) ** 2 + _cut(atoms, start), start))
        best.append(min(ways))
    groups, end = [], len(atoms)
    while end:
        start = best[end][2]
        groups.append(atoms[start:end])
        end = start
    return groups[::-1]


def _fewest(atoms: Sequence[_Atom], most: int) -> int:
    """On how many panels the atoms fit."""
    count, room = 0, 0
    for atom in atoms:
        room -= len(atom.entries)
        if room < 0:
            count, room = count + 1, most - len(atom.entries)
    return count


def _cut(atoms: Sequence[_Atom], start: int) -> float:
    """What it costs to begin a panel with an atom."""
    parted = start and atoms[start].period[:4] == atoms[start - 1].period[:4]
    return _PARTED_YEAR if parted else 0


def _panel(atoms: Sequence[_Atom]) -> Panel:
    first, last = _point(atoms[0]), _point(atoms[-1])
    entries = tuple(entry for atom in atoms for entry in atom.entries)
    return Panel(
        entries, first, last if last.last > first.last else first, max(map(_last, entries))
    )


def _point(atom: _Atom) -> Point:
    """The period of an atom; or the decade or century of an event of it that is dated so."""
    own = parse_edtf(atom.period).begin
    dated = (entry.date.begin or entry.date.end for entry in atom.entries)
    coarse = (point for point in dated if point and point.precision > Precision.YEAR)
    return max((own, *coarse), key=lambda point: point.precision) if own else next(coarse)


def _last(entry: Entry) -> date:
    """The last day on which an event may have begun; of anything but a range, on which it may have been."""
    when = entry.date
    point = when.end if when.form is not Form.RANGE else when.begin or when.end
    assert point is not None, "undated events are on no panel"
    return point.last
