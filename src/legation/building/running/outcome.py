"""What came of a run, which is one line of JSON too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

import msgspec
from msgspec import Struct

from legation.diagnostics import Diagnostic

FORM = 1


class State(StrEnum):
    """What became of a brief."""

    ISSUED = "issued"
    NIL = "nil"  # nothing is new since its last issue
    SKIPPED = "skipped"  # it was done already
    FAILED = "failed"


class Fate(Struct, frozen=True, omit_defaults=True):
    """What became of a brief, and why.

    Attributes:
        state: What.
        issue: The issue that was made, else the last: `norway/2026-03`.
        reason: Why it was not issued; empty where it was.
        changes: What the issue changed, in a line.
        files: Its files, by their paths from the folder `issued`.
        content: The SHA-256 of what it says, whatever day it speaks from.
    """

    state: State
    issue: str = ""
    reason: str = ""
    changes: str = ""
    files: tuple[str, ...] = ()
    content: str = ""

    @property
    def is_done(self) -> bool:
        """Whether this run has dealt with it."""
        return self.state in (State.ISSUED, State.NIL)


class Problem(Struct, frozen=True, omit_defaults=True):
    """A problem, as programs are told of it."""

    severity: str
    code: str
    message: str
    place: str = ""
    hint: str = ""

    @classmethod
    def of(cls, diagnostic: Diagnostic) -> Problem:
        """A diagnostic's."""
        place = str(diagnostic.position or "")
        severity, code = str(diagnostic.severity), diagnostic.code
        return cls(severity, code, diagnostic.message, place, diagnostic.hint)


class Sending(Struct, frozen=True):
    """What became of a mail: `sent`, `refused`, `failed` or `doubtful`."""

    reference: str
    recipient: str
    state: str


class Run(Struct, frozen=True, kw_only=True, rename={"form": "run", "dry_run": "dry-run"}):
    """What came of a run: a line of the log.

    Attributes:
        form: The version of this form.
        time: When it began (ISO 8601).
        period: The day on which its period began.
        chronology: As it was named.
        version: Of the Legation that ran.
        status: The exit status: 0 all is well, 1 nothing could be done, 3 some.
        briefs: What became of each.
        delivered: What became of each mail.
        problems: The errors; of delivery and what follows, the warnings too.
        warnings: How many warnings there are of the chronology.
        seconds: How long it took.
        dry_run: Whether nothing was done, only told.
    """

    form: int = FORM
    time: str
    period: date
    chronology: str
    version: str
    status: int = 0
    briefs: Mapping[str, Fate] = {}
    delivered: tuple[Sending, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: int = 0
    seconds: int = 0
    dry_run: bool = False

    @property
    def line(self) -> str:
        """All of it as JSON, in one line without its end."""
        return msgspec.json.encode(self).decode()


def status_of(fates: Iterable[Fate], *, hindered: bool) -> int:
    """The exit status.

    Args:
        fates: What became of each brief.
        hindered: Whether there was an error besides, as when no mail could be sent.
    """
    states = [fate.state for fate in fates]
    if State.FAILED not in states and not hindered:
        return 0
    return 3 if any(state is not State.FAILED for state in states) else 1
