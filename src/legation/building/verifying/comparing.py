"""Holds what a file says against what its document says: how much agrees, and what differs first."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
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
    """What came of it.

    Attributes:
        aspects, words: How much of each, and of all words, is in its place.
        difference: The first, if there is any.
        places: At how many places they differ.
    """

    aspects: dict[Aspect, Count]
    words: Count
    difference: Difference | None
    places: int


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
    ends = (len(wanted_keys), len(found_keys))
    places = sum((c - a, d - b) != (1, 1) for (a, b), (c, d) in pairwise([(-1, -1), *pairs, ends]))
    return Comparison(aspects, _words(told.pieces, found, pairs), difference, places)


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

    What agrees at the beginning and at the end is. Between, what is there once in both is paired, as much of
    it as rises in both (the longest increasing subsequence), and the stretches between these pairs are looked
    at likewise. Where nothing is there once, equal things are paired first with first, second with second.
    """
    pairs: list[Pair] = []
    waiting = [((0, len(wanted)), (0, len(found)))]
    while waiting:
        (start, end), (first, last) = waiting.pop()
        here, there = wanted[start:end], found[first:last]
        head = _shared(here, there)
        rest = min(len(here), len(there)) - head
        tail = min(rest, _shared(here[::-1], there[::-1]))
        pairs += [(start + n, first + n) for n in range(head)]
        pairs += [(end - n, last - n) for n in range(tail, 0, -1)]
        start, first, end, last = start + head, first + head, end - tail, last - tail
        ends = (start, first), (end, last)
        sure = _rising(_once(wanted, found, *ends))
        if not sure:
            pairs += _rising(_paired(wanted, found, *ends))
            continue
        pairs += sure
        for (a, b), (c, d) in pairwise([(start - 1, first - 1), *sure, (end, last)]):
            if c > a + 1 and d > b + 1:
                waiting.append(((a + 1, c), (b + 1, d)))
    return sorted(pairs)


def _shared(wanted: Sequence[H], found: Sequence[H]) -> int:
    """How many are the same at the beginning."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(wanted, found, strict=False))
    return sum(1 for _ in alike)


def _once(wanted: Sequence[H], found: Sequence[H], start: Pair, end: Pair) -> Iterator[Pair]:
    """The places of what is there once in both of two stretches."""
    mine = Counter(wanted[start[0] : end[0]])
    theirs = Counter(found[start[1] : end[1]])
    places = {found[n]: n for n in range(start[1], end[1]) if theirs[found[n]] == 1}
    for place in range(start[0], end[0]):
        if mine[wanted[place]] == 1 and wanted[place] in places:
            yield place, places[wanted[place]]


def _paired(wanted: Sequence[H], found: Sequence[H], start: Pair, end: Pair) -> Iterator[Pair]:
    places: defaultdict[H, deque[int]] = defaultdict(deque)
    for place in range(start[1], end[1]):
        places[found[place]].append(place)
    for place in range(start[0], end[0]):
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
    what = [each[place] if place < len(each) else None for each in (wanted, found)]
    if what[0] and what[1] and what[0].words == what[1].words:
        said, file = (f"“{shortened(each.words)}” as {_called(each)}" for each in what if each)
        return Difference(said, file, where)
    if any(each is not None and each.kind is Kind.TOLD for each in what):
        said, file = (
            f"“{shortened(each.words)}” as {Kind.TOLD}"
            if each is not None and each.kind is Kind.TOLD
            else f"no such description, but {_quoted(before, _split(rest[:1]))}"
            for each, rest in zip(what, (wanted[place:], found[place:]), strict=True)
        )
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


def shortened(words: str) -> str:
    """The first of some words, as a message has them."""
    parts = words.split()
    return " ".join(parts[:_AFTER]) + ("…" if len(parts) > _AFTER else "")
