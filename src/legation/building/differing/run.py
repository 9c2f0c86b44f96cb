"""Compares two sides, brief by brief."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date

from legation.building.cycles import uncollected
from legation.building.differing.outcome import Compared, Difference
from legation.building.differing.sides import Comparable, Issued, Kept, side
from legation.building.disk.inputs import DEFAULT_PATH, StrPath
from legation.building.plan import UnknownBriefError, today
from legation.composing.changes import compare
from legation.diagnostics import Diagnostic, LegationError, Report

Sides = tuple[Comparable, Comparable]


@uncollected()
def diff(
    a: StrPath,
    b: StrPath | None = None,
    *,
    path: StrPath | None = None,
    brief: str | None = None,
    as_of: date | None = None,
) -> Difference:
    """Find what two sides differ by, item by item and word by word.

    A side is an issue (`norway/2026-03`, or with a brief `2026-03`), a chronology (a file or folder), or a
    revision in git (`HEAD~1`), of which the chronology is read as it was then. An issue is compared with the
    same brief; of two chronologies each brief that both have, or the only ones where one names none.

    Args:
        a: What was.
        b: What is; by default the chronology as it is now.
        path: The chronology of which revisions are read, and beside which the register lies; by default
            `b` or `a`, if both are given and either is one, else events.yaml.
        brief: The id of the only brief to compare.
        as_of: The day that chronologies speak from; by default the one that the brief gives, else today. It
            is the same for both sides. An issue speaks from its own.

    Raises:
        UnknownBriefError: A brief was asked for that neither side has, or that of an issue is not said.
        LegationError: A side is not there, or cannot be read at all.
    """
    before, after = os.fspath(a), None if b is None else os.fspath(b)
    given = [each for each in (after, before) if after and each and os.path.lexists(each)]
    home = os.fspath(path) if path is not None else next(iter(given), DEFAULT_PATH)
    sides = side(before, home, brief), side(home if after is None else after, home, brief)
    names = [_names(each, _wanted(sides, brief)) for each in sides]
    pairs = _pairs(sides, *names)
    report = Report()
    return Difference(
        home,
        sides[0].side,
        sides[1].side,
        tuple(_compared(sides, pairs, as_of, report)),
        tuple(name for name in names[0] if name not in [was for was, _ in pairs]),
        tuple(name for name in names[1] if name not in [now for _, now in pairs]),
        report,
    )


# --- which briefs --------------------------------------------------------------------------------------


def _wanted(sides: Sides, brief: str | None) -> str | None:
    """The id of the only brief that is to be compared, if there is one: it is asked for, or of an issue.

    Raises:
        UnknownBriefError: Neither side has it.
    """
    if brief is None:
        return next((each.issue.brief for each in sides if isinstance(each, Issued)), None)
    known = list(dict.fromkeys(name for each in sides for name in each.briefs))
    if brief not in known:
        raise UnknownBriefError.among(brief, known)
    return brief


def _names(side: Comparable, wanted: str | None) -> list[str]:
    """The ids of the briefs of a side that may be compared."""
    if wanted is None or isinstance(side, Issued) or side.unnamed:
        return side.briefs
    return [name for name in side.briefs if name == wanted]


def _pairs(sides: Sides, before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    """The briefs to compare: those with one id, or the only ones where their ids say nothing."""
    if len(before) == len(after) == 1:
        issued = all(isinstance(each, Issued) for each in sides)
        if issued or any(each.unnamed for each in sides):
            return [(before[0], after[0])]
    return [(name, name) for name in after if name in before]


# --- comparing -----------------------------------------------------------------------------------------


def _compared(
    sides: Sides, pairs: Sequence[tuple[str, str]], as_of: date | None, report: Report
) -> Iterator[Compared]:
    """The briefs, compared; those that cannot be are reported."""
    told: set[Diagnostic] = set()
    for was, now in pairs:
        try:
            day = as_of or _day(sides, was, now)
            before, after = sides[0].edition(was, day), sides[1].edition(now, day)
        except LegationError as error:
            report.extend(each for each in error.diagnostics if each not in told)
            told.update(error.diagnostics)
        else:
            yield Compared(now, before, after, compare(before, after))


def _day(sides: Sides, was: str, now: str) -> date:
    """The day that a brief of a chronology speaks from: its own, or that of its past self, or today."""
    named = [(each, name) for each, name in zip(sides, (was, now), strict=True)]
    kept = [(each, name) for each, name in reversed(named) if isinstance(each, Kept)]
    days = (
        each.chronology.briefs[name].as_of for each, name in kept if name in each.chronology.briefs
    )
    own = next(filter(None, days), None)
    zones = (each.chronology.timezone for each, _ in kept)
    return own or today(next(zones, "UTC"))
