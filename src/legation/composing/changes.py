"""What two editions of a brief differ by, item by item: added, took place, redated, reworded, and so on.

Items are matched as `composing.matching` has it. That a later as-of day was taken changes nothing but what
has passed since; nor does another id, or another order of what is the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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

SOURCES = "sources"
"""The section of a source whose words were corrected: that is told once, not of each item that cites it."""

NAMED = frozenset({BRIEF, SOURCES})
"""The sections whose changes are called by what they are of, and so need no other label."""

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
_ALIKE = 0.4
"""The share of words that two texts under one label have in common, where one is the other reworded."""

_STATUS = {"held": News.HELD, "cancelled": News.CANCELLED, "planned": News.PLANNED}


def compare(before: Edition, after: Edition) -> tuple[Change, ...]:
    """What became of each item and authored text; nothing where there is no news.

    Args:
        before: What was said.
        after: What is said now.
    """
    return once(differences(before, after))


def differences(before: Edition, after: Edition) -> tuple[Change, ...]:
    """The same, but of an instrument and the event that its date of signature makes, what became of each."""
    both, removed, added = pairs(before.entries, after.entries)
    told, untold, new = _texts(before, after)
    corrected = _corrected(before, after)
    changes = [
        *filter(None, (_changed(was, now, corrected) for was, now in [*both, *told])),
        *(_correction(was, now) for was, now in corrected.items()),
        *(Change(News.REMOVED, e.title, e.section, before=e) for e in [*removed, *untold]),
        *(Change(News.ADDED, e.title, e.section, after=e) for e in [*added, *new]),
    ]
    places = {id(entry): place for place, entry in enumerate((*before.entries, *after.entries))}
    return tuple(sorted(changes, key=lambda change: _place(change, places)))


def once(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes without those of an event that an instrument made: what it says is told of that one."""
    known = tuple(changes)
    changed = {
        (c.before.title, c.after.title)
        for c in known
        if c.section == "instruments" and c.before and c.after
    }
    return tuple(
        c
        for c in known
        if not (c.before and c.after and (c.before.maker, c.after.maker) in changed)
    )


def _place(change: Change, places: dict[int, int]) -> tuple[object, ...]:
    """Where a change is told: by what happened, what it is of, its date, and where that stands."""
    entry = change.after or change.before
    assert entry is not None
    group = ORDER.index(News.REWORDED if change.news in _CHANGED else change.news)
    section = _SECTIONS.index(entry.section) if entry.section in _SECTIONS else len(_SECTIONS)
    date = read_edtf(entry.date or "unknown").sort_key
    return group, section, date, places.get(id(entry), -1)


# --- one item ------------------------------------------------------------------------------------


def _changed(before: Entry, after: Entry, corrected: Mapping[str, str]) -> Change | None:
    """What became of an item that is in both."""
    details = tuple(_details(before, after, corrected)) if before != after else ()
    if not details:
        return None
    weightiest = min((detail.news for detail in details), key=list(News).index)
    return Change(weightiest, after.title, after.section, before, after, details)


def _details(before: Entry, after: Entry, corrected: Mapping[str, str]) -> Iterator[Detail]:
    yield from _status(before, after)
    yield from _date(before, after)
    title = "Quotation" if after.section == "statements" else "Title"
    yield from _text(title, before.title, after.title)
    yield from _figures(before.readings, after.readings)
    yield from _text("Parties", ", ".join(before.parties), ", ".join(after.parties))
    yield from _said(before.said, after.said)
    yield from _sources(before.sources, after.sources, corrected)


def _status(before: Entry, after: Entry) -> Iterator[Detail]:
    if before.status != after.status:
        news = _STATUS.get(after.status, News.REWORDED)
        yield Detail(news, "Status", before.status, after.status)
    elif before.upcoming and not after.upcoming and after.status == "planned":
        yield Detail(News.PASSED, "Status", "planned", "planned; outcome not recorded")


def _date(before: Entry, after: Entry) -> Iterator[Detail]:
    if before.date != after.date:
        words = before.when or "not known", after.when or "not known"
        yield Detail(_redated(before.date, after.date), "Date", *words)


def _redated(before: str, after: str) -> News:
    """Whether a date was made more precise, or is another."""
    return News.DATED if is_sharper(_read(before), _read(after)) else News.REDATED


def _read(edtf: str) -> Date:
    return read_edtf(edtf or "unknown")


def _text(label: str, before: str, after: str) -> Iterator[Detail]:
    if before != after:
        pieces = reworded(before, after) if before and after else ()
        yield Detail(News.REWORDED, label, before, after, pieces)


def _said(before: Sequence[Said], after: Sequence[Said]) -> Iterator[Detail]:
    """What is said under each label, in the order of reading: what is said now before what no longer is."""
    dates = [{said.text: said.date for said in each if said.date} for each in (before, after)]
    for label in dict.fromkeys(said.label for said in (*after, *before)):
        old = [said.text for said in before if said.label == label]
        new = [said.text for said in after if said.label == label]
        for was, now in _rewordings(old, new):
            if was in dates[0] and now in dates[1]:
                yield Detail(_redated(dates[0][was], dates[1][now]), label, was, now)
            else:
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
    """By their dates: figures updated; those new, with what they differ by from the last; those gone.

    One that is the same, and has a more precise date, is neither new nor gone.
    """
    gone, new = [], []
    for date in dict.fromkeys(reading.date for reading in (*after, *before)):
        old = [reading for reading in before if reading.date == date]
        now = [reading for reading in after if reading.date == date]
        old, now = _without(old, now, _figure), _without(now, old, _figure)
        for one, other in zip(old, now, strict=False):
            words = _figure(one), _figure(other)
            told = difference(one, other)
            yield Detail(News.FIGURE, _dated(other), *words, reworded(*words), told)
        gone += old[len(now) :]
        new += now[len(old) :]
    for reading in new:
        was = next((each for each in gone if _is_sharpened(each, reading)), None)
        if was:
            gone.remove(was)
            label = f"Date of {_figure(reading)}"
            yield Detail(News.DATED, label, was.when or "not known", reading.when)
        else:
            told = _since(reading, after)
            yield Detail(News.FIGURE, _dated(reading), "", _figure(reading), (), told)
    yield from (Detail(News.FIGURE, _dated(reading), _figure(reading)) for reading in gone)


def _is_sharpened(before: Reading, after: Reading) -> bool:
    """Whether a figure is the same, and its date more precise."""
    same = _figure(before) == _figure(after)
    return same and is_sharper(_read(before.date), _read(after.date))


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


def _corrected(before: Edition, after: Edition) -> dict[str, str]:
    """The words of sources that were corrected: the old ones, with the new.

    A source is known by its key; but where words stand under another key now, it is the key that changed.
    """
    old, new = (
        {source.key: source.words for entry in each.entries for source in entry.sources}
        for each in (before, after)
    )
    was, now = {*old.values()}, {*new.values()}
    both = ((old[key], new[key]) for key in old if key in new)
    return {words: other for words, other in both if words not in now and other not in was}


def _correction(before: str, after: str) -> Change:
    """The correction of a source."""
    detail = Detail(News.SOURCED, "Words", before, after, reworded(before, after))
    was, now = (Entry(SOURCES, "Source", said=(Said("Words", w),)) for w in (before, after))
    return Change(News.SOURCED, "Source", SOURCES, was, now, (detail,))


def _sources(
    before: Sequence[Attestation], after: Sequence[Attestation], corrected: Mapping[str, str]
) -> Iterator[Detail]:
    """The sources added and taken out; that one's words or key are other now is no news of the item."""
    old = {corrected.get(source.words, source.words): source.words for source in before}
    new = dict.fromkeys(source.words for source in after)
    yield from (Detail(News.SOURCED, "Sources", "", words) for words in new if words not in old)
    yield from (
        Detail(News.SOURCED, "Sources", was) for words, was in old.items() if words not in new
    )


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
