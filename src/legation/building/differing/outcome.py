"""What came of a comparison."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from legation.building.issues.issued import Issue
from legation.diagnostics import Report
from legation.model.changes import Change
from legation.model.edition import Edition

VERSION = 1
"""Of the form of `Difference.plain`."""


class Compared(Struct, frozen=True):
    """A brief that was compared.

    Attributes:
        brief: Its id; where the sides have two, the later one's.
        before, after: What it said, and says.
        changes: What they differ by; none where they say the same.
    """

    brief: str
    before: Edition
    after: Edition
    changes: tuple[Change, ...]


class Side(Struct, frozen=True):
    """What was compared with what.

    Attributes:
        named: As it was typed: `norway/2026-03`, `HEAD~1`, `events.yaml`.
        called: In words: `issue 3 (12 February 2026)`, `HEAD~1 (1f3a5f0)`, `events.yaml`.
        issue: The issue, where it is one.
    """

    named: str
    called: str
    issue: Issue | None = None


class Difference(Struct, frozen=True):
    """What two sides differ by.

    Attributes:
        path: The chronology as it is now, beside which the register lies.
        before, after: The sides.
        compared: The briefs that were compared.
        only_before, only_after: The ids of those that one side has and the other has not.
        report: Every problem that was met.
    """

    path: str
    before: Side
    after: Side
    compared: tuple[Compared, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    report: Report

    @property
    def status(self) -> int:
        """The exit status: 0 all was compared, 1 something cannot be read."""
        return 1 if self.report.failed else 0

    @property
    def plain(self) -> dict[str, Any]:
        """All of it, but for the problems, in lists and mappings, as for JSON; what is empty is left out."""
        return {
            "diff": VERSION,
            "before": _side(self.before),
            "after": _side(self.after),
            "briefs": [_brief(each) for each in self.compared],
            "only_before": list(self.only_before),
            "only_after": list(self.only_after),
        }


def _side(side: Side) -> dict[str, Any]:
    issue = side.issue.reference if side.issue else None
    return {"named": side.named, "called": side.called, "issue": issue}


def _brief(compared: Compared) -> dict[str, Any]:
    sides = {"before": compared.before, "after": compared.after}
    about = {
        name: {"brief": each.brief, "title": each.title, "as_of": each.as_of.isoformat()}
        for name, each in sides.items()
    }
    changes = msgspec.json.decode(msgspec.json.encode(compared.changes))
    return {"brief": compared.brief, **about, "changes": changes}
