"""An addendum: every difference between two editions of a brief, deletions included, as a document.

Its paragraphs are numbered through. As in revised texts of the United Nations, what was taken out is struck
through in its place, and what is new is bold; nothing else is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from legation.composing import RUNNING_TITLE
from legation.composing.changes import BRIEF, NAMED
from legation.composing.forms import head
from legation.composing.markdown import anchored
from legation.composing.names import sentence_case
from legation.composing.telling import grouped
from legation.model.changes import Change, Detail, Mark
from legation.model.date_points import spelt
from legation.model.document import (
    Block,
    Document,
    Heading,
    Inlines,
    List,
    ListItem,
    ListKind,
    Paragraph,
    Text,
    Title,
)
from legation.model.edition import Edition, Entry
from legation.model.quantities import shorten

_WHAT = {
    "events": "Event",
    "instruments": "Agreement",
    "mechanisms": "Mechanism",
    "indicators": "Key figure",
    "statements": "Statement",
}
_HOW = "In the numbered paragraphs, what was taken out is struck through; what is new is in bold."


class Addendum(Struct, frozen=True):
    """What is to be told, and what it is told of.

    Attributes:
        name: What its files are called, without the ending.
        before, after: Both editions.
        changes: What they differ by.
        old, new: What they are called: `issue 3 (12 February 2026)`, `the brief as of 24 February 2026`.
        number: Which addendum to that issue it is; 0 where it is to none.
        symbol: What it is cited by, `norway/2026-03/Add.1`; empty where it is to no issue.
    """

    name: str
    before: Edition
    after: Edition
    changes: tuple[Change, ...]
    old: str
    new: str
    number: int = 0
    symbol: str = ""


def addendum(told: Addendum, language: str) -> Document:
    """The addendum as a document.

    Args:
        told: What it is to tell.
        language: Of the brief (BCP 47).
    """
    title, marking = told.after.title, _marking(told.before, told.after)
    running = f"{told.symbol} · {title}" if told.symbol else f"Addendum · {title}"
    return Document(
        name=told.name,
        title=f"{title}: {_kind(told)}",
        language=language,
        as_of=told.after.as_of,
        blocks=tuple(anchored([*_front(told, marking), *_body(told.changes)])),
        marking=marking,
        running_title=shorten(running, RUNNING_TITLE),
    )


def _kind(told: Addendum) -> str:
    return f"addendum {told.number} to {told.old}" if told.number else f"addendum to {told.old}"


def _marking(before: Edition, after: Edition) -> str:
    """The marking of what is struck as of what is new: both, where they are two."""
    said = [text.text for each in (before, after) for text in each.said if text.label == "Marking"]
    return " · ".join(dict.fromkeys(said))


def _front(told: Addendum, marking: str) -> Iterator[Block]:
    yield Title((Text(told.after.title),))
    day = spelt(told.after.as_of)
    facts = [("Symbol", told.symbol), ("Marking", marking), ("As of", day)]
    yield from head(sentence_case(_kind(told)), facts)
    yield Heading(1, (Text("About this addendum"),), "")
    yield Paragraph((Text(f"All that differs between {told.old} and {told.new}. {_HOW}"),))


def _body(changes: Sequence[Change]) -> Iterator[Block]:
    """A section for each kind of change; the paragraphs are numbered through."""
    start = 1
    for what, group in grouped(changes):
        yield Heading(1, (Text(what),), "")
        items = tuple(ListItem(tuple(map(Paragraph, _paragraphs(change)))) for change in group)
        yield List(ListKind.NUMBER, items, start)
        start += len(group)


def _paragraphs(change: Change) -> Iterator[Inlines]:
    """What a change is of, then what changed of it, or all that it says or said."""
    entry = change.after or change.before
    assert entry is not None, "a change is of something that is or was"
    if change.details:
        yield _concerned(change, entry)
        yield from (_detail(detail, change) for detail in change.details)
        return
    removed = change.after is None
    if change.section != BRIEF:
        yield (Text(f"{_WHAT.get(change.section, 'Item')} {'removed' if removed else 'added'}:"),)
    for label, text in _all_of(entry):
        yield Text(f"{label}: "), Text(text, bold=not removed, struck=removed, apart=True)


def _concerned(change: Change, entry: Entry) -> Inlines:
    """`Event, 3 February 2026: “Ministers met in Oslo”`; of a text of the brief, its name."""
    if change.section in NAMED:
        return (Text(change.title),)
    what = _WHAT.get(change.section, "Item")
    when = f", {entry.when}" if entry.when else ""
    return Text(f"{what}{when}: "), Text(f"“{entry.title}”", apart=True)


def _all_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """All that is said of an item, under labels."""
    if entry.section != BRIEF:
        yield from (("Date", entry.when),) if entry.when else ()
        yield ("Words" if entry.section == "statements" else "Title"), entry.title
        yield from (("Status", entry.status),) if entry.status else ()
    yield from (("Parties", ", ".join(entry.parties)),) if entry.parties else ()
    yield from ((said.label, said.text) for said in entry.said)
    for reading in entry.readings:
        note = f" ({reading.note})" if reading.note else ""
        yield f"Figure ({reading.when})" if reading.when else "Figure", reading.words + note
    yield from (("Source", source.words) for source in entry.sources)


def _detail(detail: Detail, change: Change) -> Inlines:
    """One thing that changed, the old struck through and the new bold, in the order of reading."""
    label = "" if change.section in NAMED else f"{detail.label}: "
    texts = list(_texts(detail))
    more = (Text(f"; {detail.difference}"),) if detail.difference else ()
    return (*((Text(label),) if label else ()), *texts, *more)


def _texts(detail: Detail) -> Iterator[Text]:
    pieces = [(piece.mark, piece.text) for piece in detail.pieces] or [
        (Mark.REMOVED, detail.before),
        (Mark.ADDED, detail.after),
    ]
    last = None
    for mark, text in pieces:
        if not text:
            continue
        if (
            last is not None
            and (last[0], mark) == (Mark.REMOVED, Mark.ADDED)
            and not (last[1][-1].isspace() or text[0].isspace())
        ):
            yield Text(" ", apart=True)
        yield Text(text, bold=mark is Mark.ADDED, struck=mark is Mark.REMOVED, apart=True)
        last = mark, text
