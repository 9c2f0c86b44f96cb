"""An issue or addendum in words, as plain text: who issued what and when, from what, and all that it said.

It is told from the register alone: the chronology, and Legation's templates, may have changed since.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from textwrap import indent

from legation.building.disk.files import join
from legation.building.issues.added import Record
from legation.building.issues.history import FIRST, Recalled, RecalledAddendum
from legation.building.issues.issued import Filed, Issue
from legation.composing.telling import told
from legation.model.date_points import spelt
from legation.model.edition import Edition, Entry, Reading

SECTIONS = {
    "events": "Events",
    "instruments": "Agreements",
    "mechanisms": "Mechanisms",
    "indicators": "Key figures",
    "statements": "Statements",
}
"""What the sections of a chronology are called in briefs."""

LOST = "What was issued before is lost."

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def shown(recalled: Recalled | RecalledAddendum, named: str) -> str:
    """An issue or addendum in words.

    Args:
        recalled: The issue or addendum.
        named: The folder `issued` as messages name it.
    """
    if isinstance(recalled, RecalledAddendum):
        record = recalled.record
        files = _files(record.files, recalled.states, named)
        parts = [_head_of(record), files, told(record.changes).rstrip()]
    else:
        issue = recalled.issue
        files = _files(issue.files, recalled.states, named)
        parts = [_head(recalled), files, _inputs(issue), *_said(issue.edition)]
    return clean("\n".join(f"{part}\n" for part in parts))


def clean(text: str) -> str:
    """A text from the register, without what would order a terminal about: that may have been put in."""
    return _UNSEEN.sub("\ufffd", text)


def moment(stated: str) -> str:
    """A time in words: `12 February 2026 at 06:00 UTC`; as it is stated where it is none."""
    try:
        time = datetime.fromisoformat(stated)
    except ValueError:
        return stated
    return f"{spelt(time.date())} at {time:%H:%M} UTC"


def _head(recalled: Recalled) -> str:
    issue = recalled.issue
    since = f"Since {issue.since}: {recalled.news or 'that issue cannot be read'}."
    lines = (
        f"{issue.reference}: {issue.title}",
        f"As of {spelt(issue.as_of)}.",
        f"Issued on {moment(issue.issued)}, by Legation {issue.version}.",
        since if issue.since else f"It is {FIRST}." if recalled.news else LOST,
        *(f"Addendum: {added.symbol}, as of {spelt(added.as_of)}." for added in recalled.addenda),
    )
    return "\n".join(lines)


def _head_of(record: Record) -> str:
    lines = (
        f"{record.symbol}: addendum {record.number} to {record.issue}",
        f"As of {spelt(record.as_of)}.",
        f"Issued on {moment(record.issued)}, by Legation {record.version}.",
        f"It tells what differs between that issue and {record.new}.",
    )
    return "\n".join(lines)


def _files(files: Mapping[str, Filed], states: Mapping[str, str], named: str) -> str:
    rows = (
        f"{join(named, file.name)}: {states[format_] or 'as issued'}, {file.size:,} bytes\n"
        f"  SHA-256 {file.digest}"
        for format_, file in files.items()
    )
    return _under("Files", rows)


def _inputs(issue: Issue) -> str:
    rows = (f"{name}\n  SHA-256 {hash_}" for name, hash_ in issue.inputs.items())
    return _under("Made from", rows)


def _said(edition: Edition) -> Iterator[str]:
    """What the officer wrote, then the items, section by section, as they stand in the edition."""
    if edition.said:
        yield _under("The brief", (f"{s.label}: {s.text}" for s in edition.said))
    sections: dict[str, list[Entry]] = {}
    for entry in edition.entries:
        sections.setdefault(entry.section, []).append(entry)
    for section, entries in sections.items():
        yield _under(SECTIONS.get(section, section), map(_item, entries))


def _under(heading: str, rows: Iterable[str]) -> str:
    return "\n".join([heading, *(indent(row, "  ") for row in rows)])


def _item(entry: Entry) -> str:
    """An item: what it is called, and under that what it says."""
    when = f"{entry.when}: " if entry.when else ""
    key = f" [{entry.id}]" if entry.id else ""
    states = [entry.status] if entry.status not in {"", "held"} else []
    states += ["to come"] * entry.upcoming
    state = f" ({', '.join(states)})" if states else ""
    said = indent("\n".join(_sayings(entry)), "  ")
    return f"{when}{entry.title}{state}{key}\n{said}".rstrip()


def _sayings(entry: Entry) -> Iterator[str]:
    if entry.parties:
        yield f"Parties: {', '.join(entry.parties)}"
    yield from (f"{said.label}: {said.text}" for said in entry.said)
    yield from (_reading(reading) for reading in entry.readings)
    if entry.sources:
        yield f"Sources: {'; '.join(source.words for source in entry.sources)}"


def _reading(reading: Reading) -> str:
    note = f" ({reading.note})" if reading.note else ""
    return f"{reading.when or 'undated'}: {reading.words}{note}"
