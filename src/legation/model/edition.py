"""An edition: what a brief says on a day, item by item, kept so that a later one can be held against it.

It has the words that a reader was told, not the chronology's keys, and none that a later as-of day alone
would change; but whether an event was still to come, it says. What two editions differ by is composing's to
find (`composing.changes`); the register keeps the edition of each issue as JSON.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Said(Struct, frozen=True, omit_defaults=True):
    """A text under its label: `Summary`, `Place`, `Bottom line`.

    Attributes:
        label: What it is.
        text: What it says.
        date: Where that is a date (`Signed`, `Since`), the date in EDTF.
    """

    label: str
    text: str
    date: str = ""


class Reading(Struct, frozen=True, omit_defaults=True):
    """A figure of an indicator.

    Attributes:
        date: As of when, in EDTF; `unknown` where no text says.
        when: The same in words; empty for unknown.
        words: The figure as it is printed: `more than USD 300 million`.
        amount: The number, with its scale worked out, in decimal digits: `300000000`; of a range, its lower
            end.
        unit: What is counted, as the chronology has it.
        note: Its remark, or empty.
    """

    date: str
    words: str
    amount: str
    when: str = ""
    unit: str = ""
    note: str = ""


class Attestation(Struct, frozen=True):
    """A source of an item: its key, and how the list of sources gives it."""

    key: str
    words: str


class Entry(Struct, frozen=True, omit_defaults=True):
    """An item, as it was told.

    Attributes:
        section: Where in the chronology it stands: `events`, `instruments`, `mechanisms`, `indicators`,
            `statements`.
        title: What it is called: its title, or the words of a statement.
        id: Its id, or empty.
        date: Of an event or statement, when, in EDTF.
        when: The same in words, as the chronology table has it; empty where unknown.
        status: Of an event: `held`, `planned`, `cancelled`.
        upcoming: Of an event, whether it was still to come.
        maker: Of the event that an instrument's date of signature makes, the title of that instrument.
        parties: The names of its parties.
        said: Its other texts, under their labels, in the order of reading.
        readings: Of an indicator, its figures.
        sources: What attests it.
    """

    section: str
    title: str
    id: str = ""
    date: str = ""
    when: str = ""
    status: str = ""
    upcoming: bool = False
    maker: str = ""
    parties: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    readings: tuple[Reading, ...] = ()
    sources: tuple[Attestation, ...] = ()


class Edition(Struct, frozen=True, omit_defaults=True):
    """What a brief says.

    Attributes:
        brief: Its id.
        title: Its title.
        as_of: The day that it speaks from.
        entries: Its items, those of its parts too, each once: events by date, the others as they stand.
        said: What the officer wrote for it, under labels: bottom line, points to make and so on.
    """

    brief: str
    title: str
    as_of: date
    entries: tuple[Entry, ...] = ()
    said: tuple[Said, ...] = ()


class Earlier(Struct, frozen=True):
    """The issue that a brief is held against: its number in the register (`2026-03`), and its edition."""

    number: str
    edition: Edition
