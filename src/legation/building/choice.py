"""Which briefs a build is to make: those that are asked for, and of these the ones that can be built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from legation.building.issues.register import register_of
from legation.building.issues.since import Against
from legation.building.plan import Asked, Job, choose
from legation.building.surveying.blame import blame
from legation.building.surveying.survey import Survey
from legation.composing.select import needs
from legation.diagnostics import Diagnostic, Report, Severity
from legation.model.date_points import spelt

STRICT = Diagnostic(
    None, Severity.ERROR, "strict", "it has warnings, which --strict takes for errors"
)
_UNREADABLE = Diagnostic(None, Severity.ERROR, "unreadable", "what it needs cannot be read")


class Choice(Struct, dict=True):
    """The briefs that are asked for.

    Attributes:
        asked: What is asked for.
        found: What there is to build from.
    """

    asked: Asked
    found: Survey

    @cached_property
    def names(self) -> list[str]:
        """Their ids.

        Raises:
            UnknownBriefError: There is no such brief.
        """
        chronology, shard = self.found.chronology, self.asked.shard
        asked = list(self.asked.briefs)
        names = choose(chronology, self.found.faults, asked) if chronology else asked
        return [name for name in names if shard is None or shard.has(name)]

    @cached_property
    def spoilt(self) -> dict[str, Diagnostic]:
        """Those that cannot be built, with the first error that forbids it."""
        found = ((name, self._spoilt(name)) for name in self.names)
        return {name: problem for name, problem in found if problem is not None}

    @property
    def sound(self) -> list[str]:
        """Those that can."""
        return [name for name in self.names if name not in self.spoilt]

    @cached_property
    def warnings(self) -> Mapping[str, int]:
        """How many of the warnings that were met so far touch each."""
        if self.found.chronology is None:
            return {}
        touching = blame(self.found.chronology, self.found.report).touching
        known = self.found.chronology.briefs
        return {name: touching(name) for name in self.names if name in known}

    def job(self, name: str) -> Job:
        """What is to be built of one that can be.

        Raises:
            LegationError: The issue that it is held against is not there, or cannot be read.
        """
        assert self.found.chronology is not None, "every brief is spoilt without"
        brief = self.found.chronology.briefs[name]
        as_of, number = self.found.days.of(brief), self.asked.numbers.get(name, "")
        formats = tuple(dict.fromkeys(self.asked.formats or brief.formats))
        if self.asked.draft:
            from legation.building.rendering.drafting import omitted

            left_out = omitted(self.found.chronology, name, self.found.faults)
            return Job(name, as_of, formats, left_out)
        since = self._against.of(name, as_of)
        if since is None and isinstance(asked := self.asked.since, date):
            message = f"`{name}` was not issued as of {spelt(asked)} or before"
            hint = (
                "so that it does not say what has changed; legation history lists what was issued"
            )
            self.found.report.add(Diagnostic(None, Severity.NOTE, "unknown-issue", message, hint))
        return Job(name, as_of, formats, since=since, issue=number)

    def packed(self, job: Job) -> Job:
        """What is to be built, with what the issue said that it is held against.

        Raises:
            LegationError: That cannot be read.
        """
        if job.since is None:
            return job
        return replace(job, since=self._against.packed(job.brief, job.since))

    def _spoilt(self, name: str) -> Diagnostic | None:
        """The first error in the chronology that forbids to build a brief; None where it may be built."""
        chronology, faults = self.found.chronology, self.found.faults
        brief = chronology.briefs.get(name) if chronology else None
        if chronology is None or brief is None:
            return first(
                f.problems
                for f in faults
                if not f.section or (f.section, f.key) == ("briefs", name)
            )
        if self.asked.draft:
            wanting = self.found.templates is None or brief.template not in self.found.templates
            return first(f.problems for f in faults) if wanting else None
        if self.asked.strict and self.warnings[name]:
            return STRICT
        needed = [f.problems for f in faults if needs(brief, name, chronology, f)]
        return first(needed) if needed else None

    @cached_property
    def _against(self) -> Against:
        since = self.asked.since
        if isinstance(since, str) and "/" in since and self.found.chronology:
            choose(self.found.chronology, self.found.faults, [since.rpartition("/")[0]])
        return Against(register_of(self.asked.path), since)


def first(found: Iterable[Sequence[Diagnostic]]) -> Diagnostic:
    """The first of several problems, by where they are."""
    return next(iter(Report(problem for problems in found for problem in problems)), _UNREADABLE)
