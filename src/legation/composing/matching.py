"""Which item of an earlier edition is which of a later one: by id, or by how alike they are.

Within a section, in this order:

1. by id;
2. those that are the same but for the id, then those with the same title and date;
3. by likeness, the most alike first, where it reaches `THRESHOLD`.

Likeness is a number from 0 to 1: six tenths for the words that both have, a quarter for the nearness of
their dates, the rest for the parties that both have.

- Words are those of the titles, or of titles and summaries where these are more alike: twice the words
  shared, divided by the words of both. Words of up to three letters do not count beside longer ones.
- Dates of which one may be the other are as near as can be; a year apart, they are not near at all; and
  where one has none, it is half and half.

So of one day, with the same parties, two events are one where they share 7 words of 12; a title that is
the same word for word finds its event again within a year.

It takes time in proportion to the items: for each that is not found by steps 1 and 2, a bounded number are
looked at, those nearest in date that share a word with it, its rarest words first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property

from legation.composing.rewording import is_unspaced, parted
from legation.model.dates import Date, read_edtf
from legation.model.edition import Entry

THRESHOLD = 0.75
_WORDS, _DATES, _PARTIES = 0.6, 0.25, 0.15
_FEWEST = (THRESHOLD - _DATES - _PARTIES) / _WORDS - 1e-9  # words in common, whatever else is
_YEAR = 366  # days
_RAREST = 8  # words by which an item is looked for
_NEAREST = 8  # items that are looked at for each

Pair = tuple[Entry, Entry]
"""An item as it was, and as it is."""


def pairs(
    before: Sequence[Entry], after: Sequence[Entry]
) -> tuple[list[Pair], list[Entry], list[Entry]]:
    """The items that are in both, those that are in the first alone, and those in the second alone."""
    found: list[Pair] = []
    for key in (_by_id, _by_all_but_id, _by_title_and_date):
        same, before, after = _same(before, after, key)
        found += same
    alike, before, after = _alike(before, after)
    return found + alike, list(before), list(after)


def likeness(before: Entry, after: Entry) -> float:
    """How alike two items are, from 0 to 1, as this module's docstring has it."""
    one, other = _Seen(before), _Seen(after)
    return _likeness(one, other, _in_common(one, other))


# --- the same ------------------------------------------------------------------------------------


def _by_id(entry: Entry) -> Hashable:
    return (entry.section, entry.id) if entry.id else None


def _by_all_but_id(entry: Entry) -> Hashable:
    return (
        *(entry.section, entry.title, entry.date, entry.status),
        *(entry.parties, entry.said, entry.readings, entry.sources),
    )


def _by_title_and_date(entry: Entry) -> Hashable:
    return entry.section, entry.title, entry.date


def _same(
    before: Sequence[Entry], after: Sequence[Entry], key: Callable[[Entry], Hashable]
) -> tuple[list[Pair], list[Entry], list[Entry]]:
    """Those of one key, in order, and what is left; None is no key."""
    waiting: defaultdict[Hashable, list[Entry]] = defaultdict(list)
    for entry in reversed(before):
        waiting[key(entry)].append(entry)
    found, new = [], []
    for entry in after:
        name = key(entry)
        if name is not None and waiting.get(name):
            found.append((waiting[name].pop(), entry))
        else:
            new.append(entry)
    left = {id(entry) for entries in waiting.values() for entry in entries}
    return found, [entry for entry in before if id(entry) in left], new


# --- alike ---------------------------------------------------------------------------------------


class _Seen:
    """An item as likeness sees it."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.title = significant(entry.title)
        self.parties = set(entry.parties)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its title and summary."""
        told = (said.text for said in self.entry.said if said.label == "Summary")
        return self.title.union(*map(significant, told))

    @cached_property
    def date(self) -> Date | None:
        """Its date, if it has one."""
        date = read_edtf(self.entry.date) if self.entry.date else None
        return date if date and date.known else None

    @cached_property
    def day(self) -> int:
        """The first day that it may have begun, as an ordinal; 0 where nothing bounds it."""
        return self.date.earliest.toordinal() if self.date and self.date.earliest else 0


def significant(text: str) -> frozenset[str]:
    """The words of a text that likeness counts: those of four letters and more, and numbers; or all.

    Of a script without blanks each sign is a word, and counts.
    """
    words = re.findall(r"\w+", text.casefold())
    if not text.isascii():
        words = [part for word in words for part in parted(word)]
    counted = (w for w in words if len(w) > 3 or w.isdigit() or is_unspaced(w))
    return frozenset(counted) or frozenset(words)


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Which part of their words two texts share, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _in_common(one: _Seen, other: _Seen) -> float:
    """Which part of their words two items share, from 0 to 1."""
    return max(shared(one.title, other.title), shared(one.words, other.words))


def _likeness(one: _Seen, other: _Seen, words: float) -> float:
    parties = one.parties | other.parties
    common = len(one.parties & other.parties) / len(parties) if parties else 1.0
    return _WORDS * words + _DATES * _nearness(one, other) + _PARTIES * common


def _nearness(one: _Seen, other: _Seen) -> float:
    """1 for dates of which one may be the other, less the further apart they are, 0 from a year."""
    if one.date is None or other.date is None:
        return 0.5
    if one.date.overlaps(other.date):
        return 1.0
    first, last = sorted((one, other), key=lambda seen: seen.day)
    ended = first.date.latest if first.date else None
    return max(0.0, 1 - (last.day - ended.toordinal()) / _YEAR) if ended else 0.0


def _alike(
    before: Sequence[Entry], after: Sequence[Entry]
) -> tuple[list[Pair], list[Entry], list[Entry]]:
    """Those alike enough, the most alike first, and what is left."""
    old, new = [_Seen(entry) for entry in before], [_Seen(entry) for entry in after]
    told = ((i, j, _in_common(old[i], new[j])) for i, j in _candidates(old, new))
    scored = sorted(
        (-_likeness(old[i], new[j], words), i, j) for i, j, words in told if words >= _FEWEST
    )
    taken: dict[int, int] = {}
    found: set[int] = set()
    for score, i, j in scored:
        if -score >= THRESHOLD - 1e-9 and i not in taken and j not in found:
            taken[i] = j
            found.add(j)
    return (
        [(before[i], after[j]) for i, j in taken.items()],
        [entry for i, entry in enumerate(before) if i not in taken],
        [entry for j, entry in enumerate(after) if j not in found],
    )


def _candidates(old: Sequence[_Seen], new: Sequence[_Seen]) -> Iterator[tuple[int, int]]:
    """The pairs worth a look: of one section, with a word in common."""
    places: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for j, seen in enumerate(new):
        for word in seen.words:
            places[seen.entry.section, word].append((seen.day, j))
    for holders in places.values():
        holders.sort()
    for i, seen in enumerate(old):
        known = [(word, places.get((seen.entry.section, word), [])) for word in seen.words]
        known.sort(key=lambda named: (len(named[1]), named[0]))
        rarest = [holders for _, holders in known if holders][:_RAREST]
        yield from ((i, j) for j in sorted(_nearest(rarest, seen.day)))


def _nearest(lists: Iterable[Sequence[tuple[int, int]]], day: int) -> set[int]:
    """Of each list, in the order of days, those about a day."""
    found: set[int] = set()
    for holders in lists:
        middle = bisect_left(holders, (day, -1))
        first = max(0, min(middle - _NEAREST // 2, len(holders) - _NEAREST))
        found.update(j for _, j in holders[first : first + _NEAREST])
    return found
