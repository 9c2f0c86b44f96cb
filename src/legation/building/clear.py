"""Clearing a brief's text: who did, when, and what it was, recorded where the text was typed."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from legation.building.disk.files import write_together
from legation.building.disk.inputs import DEFAULT_PATH, StrPath
from legation.building.plan import choose, today
from legation.composing.select import needs
from legation.diagnostics import LegationError, Position, Report, fail
from legation.model.brief import Brief
from legation.model.chronology import Chronology
from legation.model.clearing import record
from legation.model.date_points import spelt
from legation.reading.chronology import read_chronology
from legation.reading.editing import Unfit, Values, entries, set_in_brief


class Cleared(Struct, frozen=True):
    """What was recorded.

    Attributes:
        position: Where it stands: the line of `cleared-by`.
        by: Who cleared the text.
        on: On which day.
        texts: How many texts that covers.
        items: How many items they cite.
    """

    position: Position
    by: str
    on: date
    texts: int
    items: int


class NobodyError(LegationError):
    """It was not said who cleared a brief that nobody has cleared before."""


def clear(
    brief: str, path: StrPath = DEFAULT_PATH, *, by: str | None = None, on: date | None = None
) -> Cleared:
    """Record that a brief's text was cleared, with the items that it cites, as they are now.

    The file that holds the text is edited in place: nothing but the keys `cleared-by` and `cleared-facts`
    is touched.

    Args:
        brief: The brief's id.
        path: The chronology, a file or a folder of them.
        by: Who cleared it; by default who did before.
        on: On which day; by default today in the chronology's time zone, and not after it.

    Raises:
        UnknownBriefError: The chronology has no such brief.
        NobodyError: Nobody is named, here or in the brief.
        LegationError: The chronology has errors that touch the brief, there is nothing to clear, the day
            is still to come, or the file cannot be edited. It is as it was.
    """
    chronology, wanted = _read(brief, path)
    facts = record(chronology, wanted)
    if not facts:
        hint = "give it one, such as bottom-line: ... or points: ..."
        message = "the brief has no text of its own to clear"
        raise fail(wanted.position(), "clearance", message, hint)
    name, day = _who(brief, wanted, by), _when(wanted, on, today(chronology.timezone))
    position = _write(brief, wanted, _changes(wanted, name, day, facts))
    texts = sum(1 for _ in wanted.prose())
    return Cleared(position, name, day, texts, facts.count("="))


def _read(name: str, path: StrPath) -> tuple[Chronology, Brief]:
    """The chronology, and the brief, of which nothing that it needs is amiss."""
    report = Report()
    reading = read_chronology(Path(path), os.fspath(path), report)
    chronology, faults = reading.chronology, reading.faults
    if chronology is None:
        raise LegationError(*report.errors)
    choose(chronology, faults, [name])
    brief = chronology.briefs.get(name)
    if brief is None or any(needs(brief, name, chronology, fault) for fault in faults):
        raise LegationError(*report.errors)
    if brief.position() is None:
        hint = f"add it: briefs: and, below it and further right, {name}: with its own keys"
        message = "the chronology has no `briefs:`, and so no place for a clearance"
        raise fail(Position(os.fspath(path)), "clearance", message, hint)
    return chronology, brief


def _who(name: str, brief: Brief, by: str | None) -> str:
    """Who clears the brief: who is named now, else who did before."""
    given = " ".join((by or "").split()) or (brief.cleared_by.name if brief.cleared_by else "")
    if not given:
        hint = f'say who clears it: legation clear {name} --by "NAME"'
        error = fail(brief.position(), "clearance", "nobody has cleared this brief before", hint)
        raise NobodyError(*error.diagnostics)
    return given


def _when(brief: Brief, on: date | None, now: date) -> date:
    """The day of the clearance: the one that is given, which is not still to come, else today."""
    if on is not None and on > now:
        message = f"{spelt(on)} is still to come: nothing can have been cleared on it"
        hint = f"give the day on which it was cleared; without --on it is today, {spelt(now)}"
        raise fail(brief.position(), "clearance", message, hint)
    return on or now


def _changes(brief: Brief, name: str, on: date, facts: str) -> Values:
    """What the brief does not say yet: what says the same stays as it was typed."""
    before = brief.cleared_by
    said = {}
    if not before or before.name != name:
        said["name"] = name
    if not before or before.on != on:
        said["on"] = on.isoformat()
    values: Values = {"cleared-by": said} if said else {}
    return values if brief.cleared_facts == facts else {**values, "cleared-facts": facts}


def _write(name: str, brief: Brief, values: Values) -> Position:
    """Set keys of the brief in the file that it was typed in; where `cleared-by` stands then."""
    home = _home(brief)
    file = Path(home.file).resolve()  # what a link leads to is edited, and the link stays
    data = file.read_bytes()
    try:
        edited = set_in_brief(data, home.file, name, values)
    except Unfit:
        hint = f"write into the brief yourself: {'; '.join(entries(values))}"
        message = "the clearance cannot be written here without changing more than it"
        raise fail(home, "clearance", message, hint) from None
    if edited.data != data:
        _replace(file, home.file, edited.data)
    return edited.node.key_position("cleared-by")


def _replace(file: Path, named: str, data: bytes) -> None:
    folder = os.path.dirname(named)  # noqa: PTH120 (a Path would drop a leading ./)
    try:
        write_together(file.parent, folder, {file.name: data})
    except LegationError as error:
        hint = "it is as it was: see that nobody has it open, and that you may write to its folder"
        raise LegationError(*(replace(d, hint=hint) for d in error.diagnostics)) from None


def _home(brief: Brief) -> Position:
    """Where the clearance stands, or the text that was cleared where there is none yet."""
    path = ("cleared-by",) if brief.cleared_by else next(brief.prose()).path
    home = brief.position(*path)
    assert home is not None, "the brief was read from a file"
    facts = brief.position("cleared-facts") if brief.cleared_facts else home
    if facts and facts.file != home.file:  # two files cannot be written as one
        message = f"`cleared-facts` stands here, and the clearance belongs in {home.file}"
        raise fail(facts, "clearance", message, "delete the line, then clear the brief again")
    return home
