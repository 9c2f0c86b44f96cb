"""All reminders of a chronology, or of one of its briefs, as of a day."""

from __future__ import annotations

from datetime import date

from legation.composing.ahead import round_anniversaries, upcoming
from legation.composing.desk import Desk, in_order
from legation.composing.staleness import figures, offices, outcomes, reviews
from legation.model.ages import Age
from legation.model.chronology import Chronology
from legation.model.reminders import Reminder


def reminders(
    chronology: Chronology, as_of: date, older_than: Age, ahead: Age, brief: str = ""
) -> tuple[Reminder, ...]:
    """What is stale on a day, and what is soon to come: kind by kind, each by date, then as typed.

    Args:
        chronology: Read and checked.
        as_of: The day.
        older_than: How old figures and offices may be.
        ahead: How far to look ahead.
        brief: The id of the brief that they are for; empty for all of the chronology.
    """
    desk = Desk(chronology, as_of, brief)
    limit, until = older_than.before(as_of), ahead.after(as_of)
    kinds = (
        reviews(desk, until),
        figures(desk, limit),
        offices(desk, limit),
        outcomes(desk),
        upcoming(desk, until),
        round_anniversaries(desk, until),
    )
    return tuple(reminder for kind in kinds for reminder in sorted(kind, key=in_order))
