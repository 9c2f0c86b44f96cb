"""The changes between two editions as plain text, for a console, a mail or a log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from legation.composing.changes import BRIEF, NAMED, ORDER
from legation.composing.names import sentence_case
from legation.composing.rewording import shortened
from legation.model.changes import Change, Detail, Mark, News

_GROUPS = {
    News.ADDED: ("Added", "added"),
    News.HELD: ("Took place", "took place"),
    News.CANCELLED: ("Called off", "called off"),
    News.PASSED: ("Its day has passed, its outcome is not recorded", "without a recorded outcome"),
    News.PLANNED: ("Planned anew", "planned anew"),
    News.REWORDED: ("Changed", "changed"),
    News.REMOVED: ("Removed", "removed"),
}
_MARKS = {Mark.SAME: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "{{+{}+}}"}


def grouped(changes: Sequence[Change]) -> Iterator[tuple[str, list[Change]]]:
    """The changes by what happened, each group under its name; those that only changed are one group."""
    for heading, group in groupby(changes, lambda change: _group(change)[0]):
        yield heading, list(group)


def _group(change: Change) -> tuple[str, str]:
    return _GROUPS.get(change.news, _GROUPS[News.REWORDED])


def called(change: Change) -> str:
    """What a change is of: its date, where it has one, and its title."""
    return "".join(dated_title(change))


def dated_title(change: Change) -> tuple[str, str]:
    """The same in two parts: `3 February 2026: `, empty where it has no date, and the title."""
    entry = change.after or change.before
    when = sentence_case(entry.when) if entry else ""
    title = f"“{change.title}”" if change.section == "statements" else change.title
    return f"{when}: " if when else "", title


def summary(changes: Sequence[Change]) -> str:
    """The changes in one line: `2 added, 1 took place, 1 changed`; empty for none."""
    counts: dict[str, int] = {}
    for change in sorted(changes, key=lambda change: ORDER.index(change.news)):
        words = _group(change)[1]
        counts[words] = counts.get(words, 0) + 1
    return ", ".join(f"{count} {words}" for words, count in counts.items())


def told(changes: Sequence[Change]) -> str:
    """The changes as plain text: a line for each item, what changed of it beneath; empty for none.

    Of what was reworded, the words taken out stand as `[-old-]`, those put in as `{+new+}`.
    """
    found: list[str] = []
    for heading, group in grouped(changes):
        found += ["", f"{heading}:"] if found else [f"{heading}:"]
        for change in group:
            found.append(f"- {called(change)}")
            found += [f"    {line}" for line in lines(change)]
    return "\n".join([*found, ""]) if found else ""


def lines(change: Change) -> Iterator[str]:
    """What changed of an item, a line each."""
    if change.section == BRIEF and not change.details:
        entry = change.after or change.before
        yield from (_one_line(said.text) for said in (entry.said if entry else ()))
    for detail in change.details:
        if detail.label != "Status":
            label = labelled(detail, change)
            yield f"{label}: {_detail(detail)}" if label else _detail(detail)


def labelled(detail: Detail, change: Change) -> str:
    """What changed of it: `Summary`, `Date made more precise`; empty where the change is called by that."""
    if change.section in NAMED:
        return ""
    if detail.news is not News.DATED:
        return detail.label
    return (
        "Date made more precise"
        if detail.label == "Date"
        else f"{detail.label} (made more precise)"
    )


def _detail(detail: Detail) -> str:
    pieces = shortened(detail.pieces)
    words = "".join(_MARKS[piece.mark].format(piece.text) for piece in pieces)
    if not pieces:
        both = ((Mark.REMOVED, detail.before), (Mark.ADDED, detail.after))
        words = " ".join(_MARKS[mark].format(text) for mark, text in both if text)
    return _one_line(f"{words}; {detail.difference}" if detail.difference else words)


def _one_line(text: str) -> str:
    return " ".join(text.split())
