"""What was issued, read from the register for people and programs; the chronology itself is not read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from legation.building.disk.inputs import DEFAULT_PATH, StrPath, issued_folder
from legation.building.issues.added import Record, known_addenda, symbol
from legation.building.issues.lost import Lost
from legation.building.issues.register import Issue, Register, register_of
from legation.diagnostics import LegationError, Position, Report, fail, nearest

FIRST = "the first issue"
NOTHING_NEW = "nothing new"


class Recalled(Struct, frozen=True):
    """An issue, with what can be said of it now.

    Attributes:
        issue: As the register has it.
        states: How its files are, by format: empty for as issued, else `changed` or `missing`.
        news: What it changed since the issue that it was held against, in a line; empty where that cannot be
            told, for the one before it is lost.
        addenda: What was added to it, the first addendum first.
    """

    issue: Issue
    states: Mapping[str, str]
    news: str
    addenda: tuple[Record, ...] = ()

    def plain(self) -> dict[str, Any]:
        """All of it for programs: what the register says, its reference, and the state of each file."""
        told: dict[str, Any] = {
            "reference": self.issue.reference,
            **msgspec.to_builtins(self.issue),
        }
        for format_, state in self.states.items():
            told["files"][format_]["state"] = state or "as issued"
        return told | {"news": self.news, "addenda": [each.symbol for each in self.addenda]}


class RecalledAddendum(Struct, frozen=True):
    """An addendum, with what can be said of its files now, as of `Recalled`."""

    record: Record
    states: Mapping[str, str]

    def plain(self) -> dict[str, Any]:
        """All of it for programs: what the register says, its symbol, and the state of each file."""
        told: dict[str, Any] = {"symbol": self.record.symbol, **msgspec.to_builtins(self.record)}
        for format_, state in self.states.items():
            told["files"][format_]["state"] = state or "as issued"
        return told


def history(
    path: StrPath = DEFAULT_PATH, *, brief: str = "", report: Report | None = None
) -> tuple[Issue, ...]:
    """Every issue of a chronology's briefs, brief by brief, the first issue first.

    Args:
        path: The chronology, a file or a folder; it is not read.
        brief: The id of the only brief that is wanted; empty for all.
        report: Told of each issue that cannot be read; without one, that is an error. And of each that is
            lost.

    Raises:
        LegationError: There is no such chronology, the brief was not issued, or an issue cannot be read.
    """
    register = open_register(path)
    problems, lost = Report(), Lost(register)
    briefs = _briefs(register, brief, lost)
    found = tuple(_issues(register, briefs, problems))
    problems.extend(lost.warnings(briefs))
    if report is not None:
        report.extend(problems)
    elif problems.failed:
        raise LegationError(*problems)
    return found


def open_register(path: StrPath) -> Register:
    """The register of a chronology that is there, or of one that was there.

    Raises:
        LegationError: There is neither.
    """
    named = os.fspath(path)
    if not Path(named).exists() and not Path(issued_folder(named)).exists():
        hint = "name the chronology: legation history PATH"
        message = "the file cannot be read: no such file or directory"
        raise fail(Position(named), "file", message, hint)
    return register_of(named)


def recall(
    register: Register, issue: Issue, report: Report | None = None, lost: Lost | None = None
) -> Recalled:
    """An issue, with what can be said of it now.

    Args:
        register: The register.
        issue: The issue.
        report: Told of an addendum that cannot be read; without one, that is an error.
        lost: What the register has lost, where that was looked for already.

    Raises:
        LegationError: An addendum cannot be read.
    """
    addenda: tuple[Record, ...] = ()
    try:
        addenda = tuple(known_addenda(register.folder, register.named, issue))
    except LegationError as error:
        if report is None:
            raise
        report.extend(error.diagnostics)
    return Recalled(issue, register.state(issue), _news(register, issue, lost), addenda)


def recall_addendum(register: Register, issue: Issue, number: int) -> RecalledAddendum:
    """An addendum to an issue, by its number.

    Raises:
        LegationError: There is none, or it cannot be read.
    """
    known = list(known_addenda(register.folder, register.named, issue))
    record = next((each for each in known if each.number == number), None)
    if record is None:
        message = f"there is no addendum {symbol(issue, number)}"
        near = f"write {known[-1].symbol}" if known else ""
        raise fail(None, "unknown-issue", message, near or "legation history lists all")
    return RecalledAddendum(record, register.state(record))


def _briefs(register: Register, wanted: str, lost: Lost) -> list[str]:
    known = sorted([*register.briefs(), *lost.briefs])
    if not wanted or wanted in known:
        return [wanted] if wanted else known
    near = nearest(wanted, known)
    message = f"no issue of `{wanted}` is in the register"
    raise fail(None, "unknown-issue", message, f"write `{near}`" if near else "")


def _issues(register: Register, briefs: list[str], report: Report) -> Iterator[Issue]:
    for brief in briefs:
        for number in register.numbers(brief):
            try:
                yield register.read(brief, number)
            except LegationError as error:
                report.extend(error.diagnostics)


def _news(register: Register, issue: Issue, lost: Lost | None) -> str:
    """What an issue changed since the one before it, in a line; empty where that is lost."""
    from legation.composing.changes import compare
    from legation.composing.telling import summary

    if not issue.since:
        return "" if (lost or Lost(register)).has_before(issue) else FIRST
    try:
        before = register.read(issue.brief, issue.since)
    except LegationError:
        return ""
    return summary(compare(before.edition, issue.edition)) or NOTHING_NEW
