"""What to build: which briefs, and of which day."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.composing.draft import Omitted
from legation.diagnostics import Diagnostic, LegationError, Severity, nearest
from legation.model.brief import Brief, Format
from legation.model.chronology import Chronology, Fault

if TYPE_CHECKING:
    from legation.building.issues.since import Held
    from legation.building.rendering.joining import Cluster


class UnknownBriefError(LegationError):
    """A brief was asked for that the chronology does not have."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(Diagnostic(None, Severity.ERROR, "unknown-brief", message, hint))

    @classmethod
    def among(cls, name: str, known: Sequence[str]) -> UnknownBriefError:
        """The error for a brief that is none of those known; the nearest is named."""
        near = nearest(name, known, 0.5)
        hint = f"write `{near}`" if near else f"the briefs are {', '.join(known)}"
        return cls(f"there is no brief `{name}`", hint)


class Job(Struct, frozen=True):
    """A brief to be built.

    Attributes:
        brief: Its id.
        as_of: The day that it speaks from.
        formats: What it is written in.
        omitted: What it leaves out as a draft; None where it is none.
        since: The issue that it is held against, to say what has changed; None for none.
        issue: Its number, where it is to be an issue; empty where it is not.
    """

    brief: str
    as_of: date
    formats: tuple[Format, ...]
    omitted: tuple[Omitted, ...] | None = None
    since: Held | None = None
    issue: str = ""


class Shard(Struct, frozen=True):
    """One of several parts into which briefs are divided, for as many computers.

    Attributes:
        number: Which, from 1.
        of: How many there are.

    Raises:
        ValueError: There is no such part.
    """

    number: int
    of: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.of:
            raise ValueError(f"there is no part {self.number} of {self.of}")

    def has(self, brief: str) -> bool:
        """Whether a brief is in it: by a hash of its id, so that it stays there as others come and go."""
        digest = sha256(brief.encode()).digest()
        return int.from_bytes(digest[:8], "big") % self.of == self.number - 1


Progress = Callable[[int, int, str], None]
"""Told before each brief how many are done, how many there are, and which comes next."""


class Asked(Struct, frozen=True):
    """What a build is asked for: the arguments of `build`, with the folder that it writes to.

    Where it is to build issues, `numbers` has their numbers, by the ids of the briefs.
    """

    path: str
    folder: str
    briefs: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ()
    as_of: date | None = None
    reference: str | None = None
    strict: bool = False
    draft: bool = False
    force: bool = False
    jobs: int = 1
    progress: Progress | None = None
    shard: Shard | None = None
    cluster: Cluster | None = None
    since: str | date | None = None
    numbers: Mapping[str, str] = {}


def choose(chronology: Chronology, faults: Iterable[Fault], wanted: Sequence[str]) -> list[str]:
    """The ids of the briefs to build, each once.

    Args:
        chronology: Its briefs are what can be chosen from.
        faults: Briefs among them can be asked for too, though not built.
        wanted: The ids asked for, or none for all.

    Raises:
        UnknownBriefError: The chronology has no brief of that id; the nearest is named.
    """
    spoilt = [fault.key for fault in faults if fault.section == "briefs"]
    known = list(dict.fromkeys([*chronology.briefs, *spoilt]))
    for name in wanted:
        if name not in known:
            raise UnknownBriefError.among(name, known)
    return list(dict.fromkeys(wanted)) or known


def now() -> datetime:
    """The time, to the second; that of SOURCE_DATE_EPOCH where it is given."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    told = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return told.replace(microsecond=0)


def today(timezone: str) -> date:
    """The day it is in an IANA time zone."""
    import pendulum

    return pendulum.today(timezone).date()


class Days:
    """The as-of day of each brief: what is asked for, else the brief's own, else today.

    Args:
        asked: The day asked for, if any.
        timezone: Where today is looked for, an IANA time zone.
    """

    def __init__(self, asked: date | None, timezone: str) -> None:
        self._asked = asked
        self._timezone = timezone

    def of(self, brief: Brief) -> date:
        """The day that a brief speaks from."""
        return self._asked or brief.as_of or self._today

    @property
    def span(self) -> tuple[float, float]:
        """From when to when the days are the same, in seconds since 1970."""
        if self._asked is not None:
            return 0, sys.float_info.max
        import pendulum

        day = self._today
        begin = pendulum.datetime(day.year, day.month, day.day, tz=self._timezone)
        return begin.timestamp(), begin.add(days=1).timestamp()

    @cached_property
    def _today(self) -> date:
        return today(self._timezone)
