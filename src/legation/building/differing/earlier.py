"""What is earlier than an issue, or than the last addendum to it, is not added to that."""

from __future__ import annotations

from legation.building.differing.outcome import Compared, Side
from legation.building.issues.added import Record
from legation.building.issues.issued import Issue, ordered
from legation.diagnostics import fail
from legation.model.date_points import spelt


def refuse_earlier(compared: Compared, issue: Issue, other: Side) -> None:
    """Refuse to add to an issue what is earlier.

    Raises:
        LegationError: The other side is.
    """
    there = other.issue
    same = there is not None and there.brief == issue.brief
    lower = there is not None and ordered(there.number) < ordered(issue.number)
    if compared.after.as_of < issue.as_of or (same and lower):
        message = (
            f"{other.called} is earlier than {issue.called}: nothing earlier is added to an issue"
        )
        hint = f"swap them: legation diff {other.named} {issue.reference} --addendum"
        raise fail(None, "earlier-issue", message, hint)


def refuse_before(compared: Compared, issue: Issue, other: Side, last: Record) -> None:
    """Refuse to add to an issue what is earlier than the last addendum, and so may lack what that told.

    Raises:
        LegationError: The other side speaks from an earlier day, or is an issue from before it.
    """
    day = compared.after.as_of
    if day >= last.as_of and not (other.issue and other.issue.issued < last.issued):
        return
    called = other.called if other.issue else f"{other.called} as of {spelt(day)}"
    message = f"{called} is earlier than {last.symbol} ({spelt(last.as_of)}), which tells otherwise"
    now = f"legation diff {issue.reference} --addendum --as-of {max(day, last.as_of)}"
    hint = f"add what there is now, as of that day or a later one: {now}"
    raise fail(None, "earlier-issue", message, hint)
