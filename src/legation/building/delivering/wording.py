"""What the mails say: of an issue, with what has changed since the one before; and that nothing is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from legation.building.delivering.message import Attached, Mail, one_line
from legation.building.issues.register import Issue


def issue_mail(
    issue: Issue,
    before: Issue | None,
    marking: str | None,
    files: Sequence[Attached],
    *,
    first: bool,
) -> Mail:
    """The mail with an issue.

    Args:
        issue: What was issued.
        before: The issue that it is held against, if there is one.
        marking: The handling line of the brief; it begins the subject and the text.
        files: What is attached.
        first: Whether it is the first issue where it is held against none; else what was before is lost.
    """
    subject = _marked(f"{issue.title}, {issue.called}", marking)
    lines = [*_opening(issue, marking), "", *_news(issue, before, first=first), "", *_list(files)]
    date = datetime.fromisoformat(issue.issued)
    return Mail(issue.reference, subject, "\n".join(lines) + "\n", date, tuple(files))


def nil_mail(issue: Issue, marking: str | None, period: str, date: datetime) -> Mail:
    """The mail that says of a period that nothing is new since an issue."""
    subject = _marked(f"{issue.title}: nothing new since {issue.called}", marking)
    head = [*([marking, ""] if marking else []), issue.title, f"Nil return, {period}", ""]
    lines = [*head, f"Nothing is new since {issue.called}, {issue.reference}: none was issued."]
    key = f"{issue.brief}/nil-{period}"
    return Mail(key, subject, "\n".join(lines) + "\n", date)


def _marked(subject: str, marking: str | None) -> str:
    return f"{marking}: {subject}" if marking else subject


def _opening(issue: Issue, marking: str | None) -> Iterator[str]:
    if marking:
        yield from (one_line(marking), "")
    yield one_line(issue.title)
    called = issue.called
    yield f"{called[0].upper()}{called[1:]}, {issue.reference}"


def _news(issue: Issue, before: Issue | None, *, first: bool) -> Iterator[str]:
    """What has changed."""
    if before is None:
        yield "This is the first issue." if first else "What was issued before is lost."
        return
    from legation.composing.changes import compare
    from legation.composing.telling import summary, told

    changes = compare(before.edition, issue.edition)
    if not changes:
        yield f"Nothing is new since {before.called}."
        return
    yield f"What has changed since {before.called}: {summary(changes)}."
    yield from ("", *told(changes).rstrip("\n").split("\n"))


def _list(files: Sequence[Attached]) -> Iterator[str]:
    yield "Attached:"
    yield from (f"  {file.name}" for file in files)
