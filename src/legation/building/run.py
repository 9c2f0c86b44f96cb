"""The whole way, from a path to the files of every brief: `build`; to its problems only: `check`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from legation.building.blame import Blame, blame
from legation.building.cycles import uncollected
from legation.building.drafting import omitted, sound
from legation.building.files import join, write_together
from legation.building.internal import debugging, internal
from legation.building.outcome import Build, Written
from legation.building.plan import Job, choose
from legation.building.survey import Survey, survey
from legation.composing import needs
from legation.diagnostics import LegationError, Report, Severity
from legation.model.brief import Format
from legation.model.chronology import Chronology
from legation.reading.reference import read_reference

if TYPE_CHECKING:
    from legation.building.render import Renderer

DEFAULT_PATH = "events.yaml"

StrPath = str | os.PathLike[str]
Progress = Callable[[int, int, str], None]
"""Told before each brief how many are done, how many there are, and which comes next."""


@uncollected()
def check(path: StrPath = DEFAULT_PATH) -> Report:
    """Every problem of a chronology, its theme, its letterhead and the templates that its briefs name.

    Args:
        path: The chronology, a file or a folder of them.
    """
    found = survey(Path(path), os.fspath(path))
    if found.reference is not None:
        try:
            read_reference(*found.reference)
        except LegationError as error:
            found.report.extend(error.diagnostics)
    return found.report


@uncollected()
def build(
    path: StrPath = DEFAULT_PATH,
    *,
    briefs: Sequence[str] = (),
    formats: Iterable[Format | str] = (),
    output: StrPath | None = None,
    as_of: date | None = None,
    reference: StrPath | None = None,
    strict: bool = False,
    draft: bool = False,
    progress: Progress | None = None,
) -> Build:
    """Build briefs: write each in its formats, to files that its id names.

    A brief that fails does not stop the others, and its earlier files stay as they were.

    Args:
        path: The chronology, a file or a folder of them.
        briefs: The ids of those to build; all by default.
        formats: What to write; by default what each brief says.
        output: The folder to write to; by default `output` beside the chronology.
        as_of: The day the briefs speak from; by default the one each brief gives, else today.
        reference: The letterhead for Word files, a .docx or .dotx; by default `reference.docx` among the
            templates beside the chronology, if it is there.
        strict: Whether a warning fails the briefs that it touches.
        draft: Whether to build in spite of errors: drafts, which leave out what is wrong and say so.
        progress: Told of each brief before it is built.

    Raises:
        UnknownBriefError: A brief was asked for that the chronology does not have.
        ValueError: There is no such format.
    """
    wanted = tuple(Format(format_) for format_ in formats)
    named = os.fspath(path)
    found = survey(Path(path), named, as_of, None if reference is None else os.fspath(reference))
    if found.chronology is None:
        return Build((), tuple(briefs), found.report)
    names = choose(found.chronology, found.faults, briefs)
    folder = beside(Path(path), named) if output is None else os.fspath(output)
    run = _Run(found, found.chronology, wanted, strict, draft, folder)
    for done, name in enumerate(names):
        if progress is not None:
            progress(done, len(names), name)
        run.brief(name)
    return Build(tuple(run.written), tuple(run.failed), found.report, run.warnings)


def beside(path: Path, named: str) -> str:
    """The folder that a chronology is built to where none is named, as messages name it."""
    return join(named if path.is_dir() else os.path.dirname(named), "output")  # noqa: PTH120


class _Run(Struct, dict=True):
    """A build under way."""

    found: Survey
    chronology: Chronology
    formats: tuple[Format, ...]
    strict: bool
    draft: bool
    folder: str
    written: list[Written] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    warnings: dict[str, int] = field(default_factory=dict)

    def brief(self, name: str) -> None:
        """Build one brief, or note that it failed and say why."""
        own = Report()
        try:
            built = not self._spoilt(name) and self._write(name, own)
        except LegationError as error:
            own.extend(error.diagnostics)
            built = False
        except Exception as error:
            if debugging():
                raise
            own.add(internal(error, f"at the brief `{name}`"))
            built = False
        if not built:
            self.failed.append(name)
        self.warnings[name] = self.warnings.get(name, 0) + _warnings(own)
        # What ails a template or the folder is met again with every brief, and told once.
        told = set(self.found.report) if len(own) else set()
        self.found.report.extend(diagnostic for diagnostic in own if diagnostic not in told)

    def _spoilt(self, name: str) -> bool:
        """Whether what was found in the chronology forbids to build the brief."""
        brief = self.chronology.briefs.get(name)
        if brief is None:
            return True
        self.warnings[name] = self._blamed.touching(name)
        if self.draft:
            return self.found.templates is None or brief.template not in self.found.templates
        if self.strict and self.warnings[name]:
            return True
        return any(needs(brief, name, self.chronology, fault) for fault in self.found.faults)

    def _write(self, name: str, report: Report) -> bool:
        rendered = self._renderer.render(self._job(name), report)
        if self.strict and not self.draft and _warnings(report):
            return False
        contents = {f"{name}.{format_}": file.data for format_, file in rendered.items()}
        write_together(Path(self.folder), self.folder, contents)
        for format_, file in rendered.items():
            path = Path(self.folder, f"{name}.{format_}")
            self.written.append(Written(name, format_, path, file.pages))
        return True

    def _job(self, name: str) -> Job:
        brief = self.chronology.briefs[name]
        day = self.found.days.of(brief)
        left_out = None
        if self.draft:
            left_out = omitted(self.chronology, name, self.found.faults)
        return Job(name, day, tuple(dict.fromkeys(self.formats or brief.formats)), left_out)

    # What follows is made when first wanted, and then serves every brief.

    @cached_property
    def _blamed(self) -> Blame:
        return blame(self.chronology, self.found.report)

    @cached_property
    def _renderer(self) -> Renderer:
        from legation.building.render import Renderer

        assert self.found.templates is not None, "every brief is spoilt without templates"
        chronology = sound(self.chronology) if self.draft else self.chronology
        reference = self.found.reference
        return Renderer(chronology, self.found.theme, self.found.templates, reference)


def _warnings(report: Report) -> int:
    return sum(diagnostic.severity is Severity.WARNING for diagnostic in report)
