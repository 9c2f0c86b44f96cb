"""A build under way: which briefs need one, their rendering, and the record of what became of each."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from legation.building.choice import STRICT, Choice, first
from legation.building.outcome import Build, Written
from legation.building.output.belonging import Belonging
from legation.building.output.outputs import Outputs
from legation.building.output.places import Made
from legation.building.output.record import Entry, Failure, Output
from legation.building.plan import Asked, Job, now
from legation.building.reasons import Reasons, made_from
from legation.building.rendering.workers import Rendered, render_all
from legation.building.surveying.survey import Survey
from legation.building.surveying.unused import warnings_of_unused
from legation.diagnostics import Diagnostic, LegationError, Position, Severity, errors_of
from legation.model.brief import Format
from legation.model.chronology import Chronology
from legation.version import __version__

if TYPE_CHECKING:
    from legation.building.rendering.render import Renderer


class Lots(Struct):
    """What became of each brief, by its id.

    Attributes:
        written: The files that were written.
        unchanged: The files that are as they were built.
        failed: The briefs that were not built.
        warnings: How many warnings touch each.
        reasons: Why each was built, or was not, in words.
    """

    written: dict[str, list[Written]] = field(default_factory=dict)
    unchanged: dict[str, list[Written]] = field(default_factory=dict)
    failed: dict[str, None] = field(default_factory=dict)
    warnings: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)


class Work(Struct, dict=True):
    """The work of one build.

    Attributes:
        asked: What is asked for.
        found: What there is to build from.
        inputs: The hash of each file that was read, by its path.
        lots: What became of each brief.

    Raises:
        UnknownBriefError: A brief is asked for that the chronology does not have.
    """

    asked: Asked
    found: Survey
    inputs: Mapping[str, str]
    lots: Lots = field(default_factory=Lots)
    _parts: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lots.warnings |= self.choice.warnings  # to which come those that only building meets

    @cached_property
    def choice(self) -> Choice:
        """The briefs that are asked for."""
        return Choice(self.asked, self.found)

    @property
    def is_in_vain(self) -> bool:
        """Whether no brief can be built, and none was before."""
        return not self.choice.sound and not Path(self.asked.folder).exists()

    @property
    def is_whole(self) -> bool:
        """Whether every brief that is asked for is as it should be."""
        done = self.lots.written.keys() | self.lots.unchanged.keys()
        return self.found.chronology is not None and done >= set(self.choice.names)

    def refuse(self, error: LegationError) -> None:
        """Note that no more can be built, as where the folder cannot be written to."""
        self.found.report.extend(error.diagnostics)
        done = self.lots.written.keys() | self.lots.unchanged.keys() | self.lots.failed.keys()
        left = [name for name in self.choice.names if name not in done]
        self.lots.failed |= dict.fromkeys(left)
        self.lots.reasons |= dict.fromkeys(left, error.diagnostics[0].message)

    @property
    def outcome(self) -> Build:
        """What came of it."""
        lots, names = self.lots, self.choice.names
        failed = lots.failed.keys() | self.choice.spoilt
        return Build(
            written=tuple(file for name in names for file in lots.written.get(name, ())),
            failed=tuple(name for name in names if name in failed),
            report=self.found.report,
            warnings=lots.warnings,
            unchanged=tuple(file for name in names for file in lots.unchanged.get(name, ())),
            reasons={name: lots.reasons.get(name, "") for name in names},
        )

    def do(self, outputs: Outputs) -> None:
        """Build the briefs that are not as they should be, into a folder."""
        if self.found.chronology is None:
            self._note_unread(outputs)
            return
        chronology = self.found.chronology
        self._note_gone(chronology, outputs)
        for name, problem in self.choice.spoilt.items():
            self._fail(name, problem, outputs)
        every = list(self._planned(outputs))
        self._note_unused(chronology, every)
        jobs = list(self._wanted(every, outputs))
        # Whatever stops this, those that render are to stop too.
        with closing(self._rendered(jobs)) as finished:
            for rendered in finished:
                self._finish(rendered, outputs)

    def _rendered(self, jobs: Sequence[Job]) -> Generator[Rendered]:
        """Have briefs rendered by whoever is asked to."""
        starting = self._starting(len(jobs))
        if not jobs:
            return
        if self.asked.cluster is None:
            yield from render_all(self._renderer, jobs, self.asked.jobs, starting)
        else:
            from legation.building.rendering import cluster

            yield from cluster.render_all(self._renderer, jobs, self.asked.cluster, starting)

    # --- what is to be built ---------------------------------------------------------------------------

    def _wanted(self, jobs: Iterable[Job], outputs: Outputs) -> Iterator[Job]:
        """The jobs of the briefs that are to be built, with what these are held against."""
        for job in jobs:
            if self._is_wanted(job, outputs):
                try:
                    yield self.choice.packed(job)
                except LegationError as error:
                    self._refuse(job.brief, error, outputs)

    def _is_wanted(self, job: Job, outputs: Outputs) -> bool:
        """Whether a brief is to be built; what is as it should be is left, and told of."""
        reason = self._reason(job, outputs)
        self.lots.reasons[job.brief] = reason or _UNCHANGED
        if not reason:
            known = self._kept(job, outputs).outputs
            files = {format_: known[format_] for format_ in job.formats}
            self._tell(job.brief, list(dict.fromkeys(_warnings(files.values()))))
            self.lots.unchanged[job.brief] = list(self._files(job.brief, files))
        return bool(reason)

    def _kept(self, job: Job, outputs: Outputs) -> Entry:
        """What is recorded of a brief that is as it should be, whatever chronology it was built from."""
        entry = outputs.record.briefs[job.brief]
        now = {format_: replace(entry.outputs[format_], older=False) for format_ in job.formats}
        kept = replace(entry, chronology=self._own.origin, outputs={**entry.outputs, **now})
        if kept != entry:
            outputs.record.note(job.brief, kept)
        return kept

    def _reason(self, job: Job, outputs: Outputs) -> str:
        """Why a brief is to be built; empty where it is as it should be."""
        known = outputs.record.briefs.get(job.brief)
        with suppress(LegationError, OSError):  # which rendering meets too, and tells
            parts = self._parts[job.brief] = self.depends.parts(job)
            reason = self.depends.why(job, parts, known, outputs)
            if reason:
                return reason
            if self.asked.strict and known and any(_warnings(known.outputs.values())):
                return "its warnings are taken for errors"
            return "it was asked for" if self.asked.force else ""
        return "what it depends on cannot be read"

    def _starting(self, total: int) -> Callable[[Job], None]:
        """Tells of each brief as its turn comes."""
        progress, turns = self.asked.progress, iter(range(total))
        return lambda job: progress(next(turns), total, job.brief) if progress else None

    # --- what becomes of it ----------------------------------------------------------------------------

    def _finish(self, rendered: Rendered, outputs: Outputs) -> None:
        """Put a brief that was rendered in its place, or note that it failed and say why."""
        job, report = rendered.job, rendered.report
        self._tell(job.brief, report)
        if not rendered.files:
            self._fail(job.brief, first([errors_of(report)]), outputs)
        elif self.asked.strict and not self.asked.draft and report:
            self._fail(job.brief, STRICT, outputs)
        else:
            try:
                self._put(rendered, outputs)
            except LegationError as error:
                self._refuse(job.brief, error, outputs)

    def _put(self, rendered: Rendered, outputs: Outputs) -> None:
        job = rendered.job
        parts = self._parts.pop(job.brief, {})
        about = Output(
            made_from="",
            version=__version__,
            as_of=job.as_of.isoformat(),
            built=now().isoformat(),
            warnings=rendered.report,
            inputs=self.depends.inputs if rendered.report else "",
            draft=job.omitted is not None,
            since=job.since.number if job.since else "",
            issue=job.issue,
        )
        made = [
            Made(
                format_,
                file.data,
                replace(about, made_from=made_from(parts, format_), pages=file.pages),
            )
            for format_, file in rendered.files.items()
        ]
        self._note_shared(job.brief, outputs)
        put = outputs.put(job.brief, made, Entry(self._own.origin, {}, parts))
        older = {
            format_: replace(file, older=True)
            for format_, file in put.outputs.items()
            if format_ not in job.formats and file.made_from != made_from(parts, format_)
        }
        if older:
            outputs.record.note(job.brief, replace(put, outputs={**put.outputs, **older}))
        files = {format_: put.outputs[format_] for format_ in job.formats}
        self.lots.written[job.brief] = list(self._files(job.brief, files))

    def _fail(self, name: str, problem: Diagnostic, outputs: Outputs) -> None:
        """Note that a brief was not built; what was built of it before stays."""
        self.lots.failed[name] = None
        self.lots.reasons[name] = problem.message
        where = problem.position.place if problem.position else ""
        known = outputs.record.briefs.get(name, Entry(self._own.origin))
        failure = Failure(where, problem.message, now().isoformat())
        outputs.record.note(name, replace(known, failure=failure))

    def _note_unused(self, chronology: Chronology, jobs: Iterable[Job]) -> None:
        """Warn of a letterhead that was asked for where there is no Word file to put into it."""
        if self.asked.reference is not None:
            briefs = [chronology.briefs[job.brief] for job in jobs if Format.DOCX in job.formats]
            self.found.report.extend(warnings_of_unused(self.asked.reference, briefs))

    def _note_unread(self, outputs: Outputs) -> None:
        """Note that what was built of the chronology cannot be refreshed: it cannot be read."""
        problem = first(fault.problems for fault in self.found.faults)
        known = outputs.record.briefs.items()
        for name in [name for name, entry in known if self._own.has(entry)]:
            self._fail(name, problem, outputs)

    def _note_shared(self, name: str, outputs: Outputs) -> None:
        """Warn of a brief that takes the place of another chronology's."""
        known = outputs.record.briefs.get(name)
        if known is not None and known.outputs and not self._own.has(known):
            message = (
                f"`{name}` of {known.chronology} is in the same folder, and is replaced by this"
            )
            hint = "build each chronology to a folder of its own: --output FOLDER"
            place = Position(self.asked.path)
            self.found.report.warning(place, "two-chronologies", message, hint)

    def _note_gone(self, chronology: Chronology, outputs: Outputs) -> None:
        """Note which briefs that were built of the chronology it has no more; forget those without files."""
        there = chronology.briefs.keys() | {
            f.key for f in self.found.faults if f.section == "briefs"
        }
        for name, entry in list(outputs.record.briefs.items()):
            gone = name not in there
            if not self._own.has(entry):
                continue
            if gone and not outputs.any_there(entry):
                del outputs.record.briefs[name]
            elif entry.gone != gone:
                outputs.record.note(name, replace(entry, gone=gone, chronology=self._own.origin))

    def _files(self, brief: str, files: Mapping[Format, Output]) -> Iterable[Written]:
        for format_, file in files.items():
            yield Written(brief, format_, Path(self.asked.folder, file.name), file.pages)

    def _tell(self, brief: str, told: Sequence[Diagnostic]) -> None:
        """Report what is told of a brief. What ails a template, or the folder, is met with every brief."""
        if told:
            new = [diagnostic for diagnostic in told if diagnostic not in self._known]
            self.found.report.extend(new)
            self._known.update(new)
            warnings = sum(d.severity is Severity.WARNING for d in told)
            self.lots.warnings[brief] = self.lots.warnings.get(brief, 0) + warnings

    def _planned(self, outputs: Outputs) -> Iterator[Job]:
        """A job for each brief that can be built."""
        for name in self.choice.sound:
            try:
                yield self.choice.job(name)
            except LegationError as error:  # of the issue that it is to be held against
                self._refuse(name, error, outputs)

    def _refuse(self, name: str, error: LegationError, outputs: Outputs) -> None:
        """Note that a brief was not built, and say why."""
        self._tell(name, error.diagnostics)
        self._fail(name, error.diagnostics[0], outputs)

    # What follows is made when first wanted, and then serves every brief.

    @cached_property
    def _known(self) -> set[Diagnostic]:
        """What was reported, of the chronology and so far of its briefs."""
        return set(self.found.report)

    @cached_property
    def _own(self) -> Belonging:
        return Belonging(self.asked.path, self.asked.folder)

    @cached_property
    def depends(self) -> Reasons:
        """What the briefs depend on."""
        reference = self.found.reference
        files = sha256(repr(sorted(self.inputs.items())).encode()).hexdigest()
        letterhead = reference[0] if reference else None
        return Reasons(self._renderer.chronology, self._renderer.origins, letterhead, files)

    @cached_property
    def _renderer(self) -> Renderer:
        from legation.building.rendering.render import Renderer

        found = self.found
        assert found.chronology is not None, "every brief is spoilt without"
        assert found.templates is not None, "every brief is spoilt without"
        chronology = found.chronology
        if self.asked.draft:
            from legation.building.rendering.drafting import sound

            chronology = sound(chronology)
        return Renderer(chronology, found.theme, found.templates, found.reference)


_UNCHANGED = "nothing that it is made from has changed"


def _warnings(files: Iterable[Output]) -> Iterator[Diagnostic]:
    return (warning for file in files for warning in file.warnings)
