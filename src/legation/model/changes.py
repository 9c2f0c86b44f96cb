"""What two editions of a brief differ by, item by item."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from legation.model.edition import Entry


class News(StrEnum):
    """What became of an item, the weightiest first; one may have several."""

    ADDED = "added"
    REMOVED = "removed"
    HELD = "held"  # a planned event that took place
    CANCELLED = "cancelled"  # one that was called off
    PASSED = "passed"  # an upcoming event whose day has come, of which nothing else is recorded
    PLANNED = "planned"  # one that was held or cancelled and is planned now
    DATED = "dated"  # a date made more precise
    REDATED = "redated"  # a date changed otherwise
    FIGURE = "figure"  # a figure updated, added or taken out
    REWORDED = "reworded"
    SOURCED = "sourced"  # sources added or taken out


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Piece(Struct, frozen=True):
    """Words of a text, with the blanks between them, and what became of them."""

    mark: Mark
    text: str


class Detail(Struct, frozen=True, omit_defaults=True):
    """One thing that changed of an item.

    Attributes:
        news: What kind of change.
        label: What changed: `Date`, `Title`, `Summary`, `USD (2025)`, `Sources`.
        before, after: The old and the new words; empty where there were or are none.
        pieces: Both at once, word by word, in the order of reading; empty where one is empty.
        difference: Of a figure, by how much it rose or fell, in words: `up by USD 20 million (6.7 %)`.
    """

    news: News
    label: str
    before: str = ""
    after: str = ""
    pieces: tuple[Piece, ...] = ()
    difference: str = ""


class Change(Struct, frozen=True, omit_defaults=True):
    """What became of one item, or of one text that the officer wrote for the brief.

    Attributes:
        news: The weightiest of what became of it.
        title: What it is called now, or was.
        section: As `Entry.section`; `brief` for what the officer wrote; `sources` for a source whose words
            were corrected.
        before, after: The item as it was and is; None where it was or is not.
        details: What changed of it; none of what was added or removed.
    """

    news: News
    title: str
    section: str
    before: Entry | None = None
    after: Entry | None = None
    details: tuple[Detail, ...] = ()
