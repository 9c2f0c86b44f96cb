"""What the as-of day shows to be amiss: what is said to have been held too early, and what came of plans.

Which items these are depends on the day, and the day on the brief: `building` asks for both.
"""

from __future__ import annotations

from datetime import date

from legation.diagnostics import Diagnostic, Severity
from legation.model.chronology import Event, Instrument
from legation.model.date_points import spelt


def future(item: Event | Instrument, as_of: date) -> Diagnostic:
    """The error of an event said to be held, or an instrument said to be signed, after the as-of day."""
    after = f"this is after the as-of day ({spelt(as_of)})"
    if isinstance(item, Instrument):
        position = item.position("signed")
        message = f"{after}, and cannot have been signed"
        hint = (
            "leave `signed` out until it is, or name an event with `status: planned`; "
            "or build as of a later day: --as-of"
        )
    else:
        position = item.position("date")
        message = f"{after}, and the event is not marked as planned"
        hint = "add `status: planned`, mend the date, or build as of a later day: --as-of"
    return Diagnostic(position, Severity.ERROR, "future-event", message, hint)


def outcome(event: Event) -> Diagnostic:
    """The warning of an event that was planned for what is now past."""
    message = f"planned for {event.date}, which is past: its outcome is not recorded"
    hint = "write `status: held` and what came of it, or `status: cancelled`"
    return Diagnostic(event.position("status"), Severity.WARNING, "outcome", message, hint)
