"""The sides of a comparison: an issue, a chronology, or a chronology as git has kept it, by one name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from legation.building.differing.outcome import Side
from legation.building.differing.revisions import put_into, revision_of
from legation.building.issues.issued import Issue, is_number
from legation.building.issues.register import Register, register_of
from legation.building.plan import UnknownBriefError
from legation.building.surveying.timeliness import too_early
from legation.composing.edition import edition
from legation.composing.select import needs
from legation.diagnostics import Diagnostic, LegationError, Position, Report, fail
from legation.model.brief import brief_id
from legation.model.chronology import Chronology
from legation.model.edition import Edition
from legation.reading.chronology import Reading, read_chronology
from legation.reading.files import ENDINGS

_REFERENCE = re.compile(r"([^/\\]+)/([^/\\]+)")


class Issued(Struct, frozen=True):
    """An issue as a side."""

    side: Side
    issue: Issue

    @property
    def briefs(self) -> list[str]:
        """The id of its brief."""
        return [self.issue.brief]

    @property
    def unnamed(self) -> bool:
        """Whether its brief has no name of its own; as an issue it always has."""
        return False

    def edition(self, brief: str, day: date) -> Edition:
        """What it said."""
        return self.issue.edition


class Kept(Struct, frozen=True):
    """A chronology as a side.

    Attributes:
        side: What it is called.
        chronology: As far as it could be read.
        reading: With what is wrong with it.
        name: The id that its brief has where it names none.
    """

    side: Side
    chronology: Chronology
    reading: Reading
    name: str

    @property
    def briefs(self) -> list[str]:
        """The ids of its briefs, also of those that cannot be read."""
        spoilt = (fault.key for fault in self.reading.faults if fault.section == "briefs")
        return list(dict.fromkeys([*self.chronology.briefs, *spoilt]))

    @property
    def unnamed(self) -> bool:
        """Whether it names no brief, and has one that is named after its file."""
        return self.briefs == [self.name]

    def edition(self, brief: str, day: date) -> Edition:
        """What a brief says on a day.

        Raises:
            LegationError: Something that it needs is wrong, or is so on that day.
        """
        wrong = list(dict.fromkeys(self._wrong(brief)))
        wrong = wrong or too_early(self.chronology, self.chronology.briefs[brief], day)
        if wrong:
            raise LegationError(*wrong)
        return edition(self.chronology, brief, day)

    def _wrong(self, name: str) -> Iterator[Diagnostic]:
        brief = self.chronology.briefs.get(name)
        for fault in self.reading.faults:
            own = (fault.section, fault.key) == ("briefs", name)
            if own or (brief and needs(brief, name, self.chronology, fault)):
                yield from fault.problems


Comparable = Issued | Kept


def side(named: str, path: str, brief: str | None) -> Comparable:
    """What is meant by a name: what looks like the reference of an issue is one, else it is what is there.

    Args:
        named: `norway/2026-03`, or with a brief `2026-03`; a file or folder; a revision in git.
        path: The chronology as it is now, by which issues and revisions are found.
        brief: The id of the brief that is asked for.

    Raises:
        LegationError: There is no such thing, or it cannot be read.
    """
    register = register_of(path)
    reference = _reference(named, register, brief)
    if reference:
        issue = register.read(*reference)
        return Issued(Side(named, issue.called, issue), issue)
    if os.path.lexists(named):
        return _kept(Path(named), named, Side(named, named))
    if named.lower().endswith(ENDINGS):
        hint = "mend the path; what was there at a revision is: legation diff REVISION"
        raise fail(Position(named), "file", "there is no such file", hint)
    revision = revision_of(named, path)
    if revision is None:
        hint = "issues are listed by legation history, revisions by git log"
        message = "this is no issue, file or folder, nor a revision that git knows"
        raise fail(Position(named), "revision", message, hint)
    with TemporaryDirectory(prefix="legation-") as folder:
        told = Side(named, f"{named} ({revision.commit[:7]})")
        return _kept(put_into(Path(folder), revision), revision.chronology, told)


def _reference(named: str, register: Register, brief: str | None) -> tuple[str, str] | None:
    """The brief and number of an issue, where a name is such a reference.

    Raises:
        UnknownBriefError: It is a number alone, and may be of several briefs.
    """
    if whole := _REFERENCE.fullmatch(named):
        return (whole[1], whole[2]) if is_number(whole[2]) else None
    if not is_number(named):
        return None
    known = [brief] if brief else register.briefs()
    if len(known) == 1:
        return known[0], named
    issued = [each for each in known if named in register.numbers(each)] or ["norway"]
    hint = f"write {' or '.join(f'{each}/{named}' for each in issued[:3])}, or --brief ID"
    raise UnknownBriefError(f"of which brief is issue {named}?", hint)


def _kept(path: Path, named: str, told: Side) -> Kept:
    """A chronology, read.

    Raises:
        LegationError: It cannot be.
    """
    report = Report()
    reading = read_chronology(path, named, report)
    if reading.chronology is None:
        raise LegationError(*report.errors)
    name = brief_id(path.resolve().name if path.is_dir() else path.stem)
    return Kept(told, reading.chronology, reading, name)
