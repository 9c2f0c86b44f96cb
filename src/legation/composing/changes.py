"""What two editions of a brief differ by, item by item: added, took place, redated, reworded, and so on.

Items are matched as `composing.matching` has it. That a later as-of day was taken changes nothing but what
has passed since; nor does another id, or another order of what is the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from legation.composing.differences import difference, is_sharper
from legation.composing.matching import pairs, shared, significant
from legation.composing.rewording import reworded
from legation.model.changes import Change, Detail, News
from legation.model.dates import Date, read_edtf
from legation.model.edition import Attestation, Edition, Entry, Reading, Said

T = TypeVar("T")

BRIEF = "brief"
"""The section of what the officer wrote for the brief."""

ORDER = (
    News.ADDED,
    News.HELD,
    News.CANCELLED,
    News.PASSED,
    News.PLANNED,
    News.DATED,
    News.REDATED,
    News.FIGURE,
    News.REWORDED,
    News.SOURCED,
    News.REMOVED,
)
"""The order in which changes are told."""

_CHANGED = frozenset(ORDER[ORDER.index(News.DATED) : -1])
_SECTIONS = (BRIEF, "events", "instruments", "mechanisms", "indicators", "statements")
_ALIKE = (
    0.4  # of the words of two texts under one label, so that one is taken for the other reworded
)
_STATUS = {"held": News.HELD, "cancelled": News.CANCELLED, "planned": News.PLANNED}


def compare(before: Edition, after: Edition) -> tuple[Change, ...]:
    """What became of each item and authored text; nothing where there is no news.

    Args:
        before: What was said.
        after: What is said now.
    """
    both, removed, added = pairs(before.entries, after.entries)
    told, untold, new = _texts(before, after)
    changes = [
        *filter(None, (_changed(was, now) for was, now in [*both, *told])),
        *(Change(News.REMOVED, e.title, e.section, before=e) for e in [*removed, *untold]),
        *(Change(News.ADDED, e.title, e.section, after=e) for e in [*added, *new]),
    ]
    places = {id(entry): place for place, entry in enumerate((*before.entries, *after.entries))}
    return tuple(sorted(changes, key=lambda change: _place(change, places)))


def _place(change: Change, places: dict[int, int]) -> tuple[object, ...]:
    """Where a change is told: by what happened, what it is of, its date, and where that stands."""
    entry = change.after or change.before
    assert entry is not None
    group = ORDER.index(News.REWORDED if change.news in _CHANGED else change.news)
    section = _SECTIONS.index(entry.section) if entry.section in _SECTIONS else len(_SECTIONS)
    date = read_edtf(entry.date or "unknown").sort_key
    return group, section, date, places.get(id(entry), -1)


# --- one item ------------------------------------------------------------------------------------


def _changed(before: Entry, after: Entry) -> Change | None:
    """What became of an item that is in both."""
    details = tuple(_details(before, after)) if before != after else ()
    if not details:
        return None
    weightiest = min((detail.news for detail in details), key=list(News).index)
    return Change(weightiest, after.title, after.section, before, after, details)


def _details(before: Entry, after: Entry) -> Iterator[Detail]:
    yield from _status(before, after)
    yield from _date(before, after)
    title = "Quotation" if after.section == "statements" else "Title"
    yield from _text(title, before.title, after.title)
    yield from _figures(before.readings, after.readings)
    yield from _text("Parties", ", ".join(before.parties), ", ".join(after.parties))
    yield from _said(before.said, after.said)
    yield from _sources(before.sources, after.sources)


def _status(before: Entry, after: Entry) -> Iterator[Detail]:
    if before.status != after.status:
        news = _STATUS.get(after.status, News.REWORDED)
        yield Detail(news, "Status", before.status, after.status)
    elif before.upcoming and not after.upcoming and after.status == "planned":
        yield Detail(News.PASSED, "Status", "planned", "planned; outcome not recorded")


def _date(before: Entry, after: Entry) -> Iterator[Detail]:
    if before.date == after.date:
        return
    old, new = _read(before.date), _read(after.date)
    news = News.DATED if is_sharper(old, new) else News.REDATED
    yield Detail(news, "Date", before.when or "not known", after.when or "not known")


def _read(edtf: str) -> Date:
    return read_edtf(edtf or "unknown")


def _text(label: str, before: str, after: str) -> Iterator[Detail]:
    if before != after:
        pieces = reworded(before, after) if before and after else ()
        yield Detail(News.REWORDED, label, before, after, pieces)


def _said(before: Sequence[Said], after: Sequence[Said]) -> Iterator[Detail]:
    """What is said under each label, in the order of reading: what is said now before what no longer is."""
    for label in dict.fromkeys(said.label for said in (*after, *before)):
        old = [said.text for said in before if said.label == label]
        new = [said.text for said in after if said.label == label]
        for was, now in _rewordings(old, new):
            yield from _text(label, was, now)


def _rewordings(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The texts under one label that differ, each with what it was; empty where there was or is none."""
    old, new = _without(before, after, str), _without(after, before, str)
    if len(before) == len(after) == 1:
        yield from zip(old, new, strict=True)
        return
    scored = sorted(
        (-shared(significant(was), significant(now)), i, j)
        for i, was in enumerate(old)
        for j, now in enumerate(new)
    )
    found: dict[int, int] = {}
    for score, i, j in scored:
        if -score >= _ALIKE and j not in found and i not in found.values():
            found[j] = i
    yield from ((old[found[j]] if j in found else "", now) for j, now in enumerate(new))
    yield from ((was, "") for i, was in enumerate(old) if i not in found.values())


def _without(of: Iterable[T], others: Iterable[T], words: Callable[[T], str]) -> list[T]:
    """Those whose words are not among the others', or not as often."""
    left, kept = Counter(map(words, others)), []
    for each in of:
        if left[words(each)]:
            left[words(each)] -= 1
        else:
            kept.append(each)
    return kept


# --- figures and sources -------------------------------------------------------------------------


def _figures(before: Sequence[Reading], after: Sequence[Reading]) -> Iterator[Detail]:
    """By their dates: figures updated; those new, with what they differ by from the last; those gone."""
    for date in dict.fromkeys(reading.date for reading in (*after, *before)):
        old = [reading for reading in before if reading.date == date]
        new = [reading for reading in after if reading.date == date]
        old, new = _without(old, new, _figure), _without(new, old, _figure)
        for was, now in zip(old, new, strict=False):
            words = _figure(was), _figure(now)
            yield Detail(News.FIGURE, _dated(now), *words, reworded(*words), difference(was, now))
        for now in new[len(old) :]:
            yield Detail(News.FIGURE, _dated(now), "", _figure(now), (), _since(now, after))
        for was in old[len(new) :]:
            yield Detail(News.FIGURE, _dated(was), _figure(was))


def _figure(reading: Reading) -> str:
    return f"{reading.words} ({reading.note})" if reading.note else reading.words


def _dated(reading: Reading) -> str:
    return f"Figure ({reading.when})" if reading.when else "Figure"


def _since(reading: Reading, readings: Sequence[Reading]) -> str:
    """How a new figure differs from the last of those that are wholly before it."""
    when = _read(reading.date)
    dated = [(_read(other.date), other) for other in readings]
    earlier = [
        (date.sort_key, other)
        for date, other in dated
        if date.latest and when.earliest and date.latest < when.earliest
    ]
    if not earlier:
        return ""
    last = max(earlier, key=lambda known: known[0])[1]
    told = difference(last, reading)
    return f"{told} on {last.when}" if told else ""


def _sources(before: Sequence[Attestation], after: Sequence[Attestation]) -> Iterator[Detail]:
    old, new = ({source.key: source.words for source in each} for each in (before, after))
    for key, words in new.items():
        was = old.get(key, "")
        if was != words:
            yield Detail(News.SOURCED, "Sources", was, words, reworded(was, words) if was else ())
    for key, words in old.items():
        if key not in new:
            yield Detail(News.SOURCED, "Sources", words)


# --- what the officer wrote ----------------------------------------------------------------------


def _texts(
    before: Edition, after: Edition
) -> tuple[list[tuple[Entry, Entry]], list[Entry], list[Entry]]:
    """The authored texts that differ: in both, in the first alone, in the second alone."""
    both, removed, added = [], [], []
    old, new = (
        (Said("Title", before.title), *before.said),
        (Said("Title", after.title), *after.said),
    )
    for label in dict.fromkeys(said.label for said in (*new, *old)):
        was, now = ([s.text for s in said if s.label == label] for said in (old, new))
        for earlier, later in _rewordings(was, now):
            if earlier and later:
                both.append((_authored(label, earlier), _authored(label, later)))
            elif later:
                added.append(_authored(label, later))
            else:
                removed.append(_authored(label, earlier))
    return both, removed, added


def _authored(label: str, text: str) -> Entry:
    return Entry(BRIEF, label, said=(Said(label, text),))
