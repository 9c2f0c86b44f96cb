"""Reminders: what in a chronology somebody should look at, and what is soon to come."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from legation.diagnostics import Position


class Kind(StrEnum):
    """Why there is a reminder, in the order in which they are told."""

    REVIEW = "review"
    FIGURE = "figure"
    OFFICE = "office"
    OUTCOME = "outcome"
    UPCOMING = "upcoming"
    ANNIVERSARY = "anniversary"


class Reminder(Struct, frozen=True, kw_only=True):
    """One thing to look at, or to be ready for.

    Attributes:
        kind: Why.
        key: What a calendar knows it by: the same as long as it is of the same thing, whatever its date.
        title: What it is about.
        words: What there is to say of it: `8 March 2026, in 12 days`.
        position: Where it was typed; None for what was not read from a file.
        id: The item's id, or the person's key; empty where it has none.
        when: Its date in words, where it belongs in a calendar: `8 March 2026`, `in March 2026`.
        begins: The first day on which it may fall, or falls; None where it belongs in no calendar.
        ends: The last; None likewise, and where no end is known.
        exact: Whether it is on every day from the first to the last, rather than some time within.
    """

    kind: Kind
    key: str
    title: str
    words: str
    position: Position | None
    id: str = ""
    when: str = ""
    begins: date | None = None
    ends: date | None = None
    exact: bool = False
