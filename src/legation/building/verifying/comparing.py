"""Holds what a file says against what its document says: how much agrees, and what differs first."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from legation.building.verifying.document import Aspect, Told
from legation.building.verifying.pieces import (
    Certain,
    Kind,
    Piece,
    any_order,
    letters,
    words_in_any_order,
)

H = TypeVar("H", bound=Hashable)
Pair = tuple[int, int]

# What is the same of texts of which that is certain.
_KEYS = {
    Certain.LETTERS: letters,
    Certain.ANY_ORDER: words_in_any_order,
    Certain.SET: any_order,
}
_BEFORE, _AFTER = 6, 8  # words that are told around a difference


class Count(Struct, frozen=True):
    """How many of the document's headings, events or such a file has in their place, of how many."""

    found: int
    of: int


class Difference(Struct, frozen=True):
    """Where a file first says something else than its document.

    Attributes:
        said: What the document says there, with the words around it.
        found: What the file says.
        place: Whereabouts in the file, such as `page 3`; empty where that is not known.
    """

    said: str
    found: str
    place: str = ""


class Comparison(Struct, frozen=True):
    """What came of it: the counts of each aspect, of all words, and the first difference, if any."""

    aspects: dict[Aspect, Count]
    words: Count
    difference: Difference | None


def compare(told: Told, pieces: Sequence[Piece]) -> Comparison:
    """What a document says, and the pieces of a file."""
    found = as_certain(told.pieces, pieces)
    wanted_keys, found_keys = list(map(_key, told.pieces)), list(map(_key, found))
    pairs = in_order(wanted_keys, found_keys)
    matched = {place for place, _ in pairs}
    aspects = {}
    for aspect in Aspect:
        units = [unit for unit in told.units if unit.aspect is aspect]
        whole = sum(all(n in matched for n in range(unit.first, unit.end)) for unit in units)
        aspects[aspect] = Count(whole, len(units))
    difference = None
    if wanted_keys != found_keys:
        place = _shared(wanted_keys, found_keys)
        difference = _difference(told.pieces, found, place)
    return Comparison(aspects, _words(told.pieces, found, pairs), difference)


def _key(piece: Piece) -> tuple[Kind, int, str]:
    return piece.kind, piece.level, piece.words


# --- what is certain -------------------------------------------------------------------------------------


def as_certain(wanted: Iterable[Piece], found: Iterable[Piece]) -> list[Piece]:
    """The pieces found, those whose order or hyphens are uncertain as they were wanted, if they can be.

    They can where they have the same letters: those that do are taken for one another in their order. Where
    what is drawn has other letters than what is said, that is what a piece says.
    """
    waiting: dict[Certain, defaultdict[str, deque[str]]] = {
        certain: defaultdict(deque) for certain in _KEYS
    }
    for piece in wanted:
        for certain, known in waiting.items():
            known[_KEYS[certain](piece.words)].append(piece.words)
    result = []
    for piece in found:
        words = piece.words
        for certain, known in waiting.items():
            alike = known.get(_KEYS[certain](piece.words))
            taken = alike.popleft() if alike else ""
            if taken and piece.certain is certain:
                words = taken
        drawn = piece.drawn
        if drawn and any_order(drawn) != any_order(words):
            words = drawn
        result.append(piece if words == piece.words else replace(piece, words=words))
    return result


# --- how much agrees -------------------------------------------------------------------------------------


def in_order(wanted: Sequence[H], found: Sequence[H]) -> list[Pair]:
    """Which of what is wanted is found where, in the same order: as much of it as can be told quickly.

    What agrees at the beginning and at the end is. Between, equal things are paired first with first, second
    with second, and of these pairs as many are taken as rise in both (the longest increasing subsequence).
    """
    head = _shared(wanted, found)
    rest = min(len(wanted), len(found)) - head
    tail = min(rest, _shared(wanted[::-1], found[::-1]))
    pairs = [(n, n) for n in range(head)]
    ends = len(wanted) - tail, len(found) - tail
    pairs += _rising(_paired(wanted, found, head, ends))
    return pairs + [(ends[0] + n, ends[1] + n) for n in range(tail)]


def _shared(wanted: Sequence[H], found: Sequence[H]) -> int:
    """How many are the same at the beginning."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(wanted, found, strict=False))
    return sum(1 for _ in alike)


def _paired(wanted: Sequence[H], found: Sequence[H], start: int, ends: Pair) -> Iterator[Pair]:
    places: defaultdict[H, deque[int]] = defaultdict(deque)
    for place in range(start, ends[1]):
        places[found[place]].append(place)
    for place in range(start, ends[0]):
        if known := places.get(wanted[place]):
            yield place, known.popleft()


def _rising(pairs: Iterable[Pair]) -> list[Pair]:
    """As many of the pairs, which rise in the first, as rise in the second too."""
    lasts: list[int] = []  # the least second of a run of that length
    runs: list[Pair] = []
    before: dict[Pair, Pair | None] = {}
    for pair in pairs:
        length = bisect_left(lasts, pair[1])
        before[pair] = runs[length - 1] if length else None
        lasts[length : length + 1] = [pair[1]]
        runs[length : length + 1] = [pair]
    longest: list[Pair] = []
    last = runs[-1] if runs else None
    while last is not None:
        longest.append(last)
        last = before[last]
    return longest[::-1]


def _words(wanted: Sequence[Piece], found: Sequence[Piece], pairs: Sequence[Pair]) -> Count:
    """How many words agree: all of what is paired, and those between at which both begin or end alike."""
    count = 0
    for (a, b), (c, d) in pairwise([(-1, -1), *pairs, (len(wanted), len(found))]):
        mine, theirs = _split(wanted[a + 1 : c]), _split(found[b + 1 : d])
        count += len(in_order(mine, theirs)) if mine and theirs else 0
        count += len(wanted[c].words.split()) if c < len(wanted) else 0
    return Count(count, sum(len(piece.words.split()) for piece in wanted))


def _split(pieces: Iterable[Piece]) -> list[str]:
    return [word for piece in pieces for word in piece.words.split()]


# --- what differs ----------------------------------------------------------------------------------------


def _difference(wanted: Sequence[Piece], found: Sequence[Piece], place: int) -> Difference:
    """What differs, from the pieces at that place on."""
    last = found[min(place, len(found) - 1)] if found else None
    where = f"page {last.page}" if last is not None and last.page else ""
    before = _split(wanted[max(0, place - 2) : place])[-_BEFORE:]
    mine = _split(wanted[place : place + _BEFORE + _AFTER])
    theirs = _split(found[place : place + _BEFORE + _AFTER])
    if place < min(len(wanted), len(found)) and wanted[place].words == found[place].words:
        what = wanted[place], found[place]
        said, file = (f"“{_short(each.words)}” as {_called(each)}" for each in what)
        return Difference(said, file, where)
    start = _shared(mine, theirs)
    context = [*before, *mine[:start]][-_BEFORE:]
    return Difference(_quoted(context, mine[start:]), _quoted(context, theirs[start:]), where)


def _called(piece: Piece) -> str:
    return f"a heading of level {piece.level + 1}" if piece.kind is Kind.HEADING else piece.kind


def _quoted(context: Sequence[str], words: Sequence[str]) -> str:
    """The words behind their context; that there are none any more."""
    if not words:
        return f"nothing more after “{' '.join(context)}”" if context else "nothing"
    more = "…" if len(words) > _AFTER else ""
    return f"“{'…' if context else ''}{' '.join([*context, *words[:_AFTER]])}{more}”"


def _short(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:_AFTER]) + ("…" if len(parts) > _AFTER else "")
