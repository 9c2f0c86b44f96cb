"""Verifies the files of briefs: each is read anew and held against the document that it was written from."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from legation.building.cycles import uncollected
from legation.building.files import join
from legation.building.inputs import output_folder
from legation.building.plan import choose
from legation.building.run import DEFAULT_PATH, StrPath
from legation.building.survey import Survey, survey
from legation.building.verifying.around import digests
from legation.building.verifying.composed import Documents
from legation.building.verifying.judging import READERS, again, judge, read
from legation.building.verifying.outcome import Verification, Verified
from legation.building.verifying.pieces import UnreadableError
from legation.diagnostics import Diagnostic, LegationError, Position, Report, Severity
from legation.model.brief import Format

if TYPE_CHECKING:
    from legation.model.chronology import Chronology

_ENDINGS = tuple(Format)


@uncollected()
def verify(
    output: StrPath | None = None, *, path: StrPath | None = None, briefs: Sequence[str] = ()
) -> Verification:
    """Show that the Word files and PDFs of briefs say what their documents say, and so the same.

    Each file is read without the code that wrote it, and held against the document that the chronology
    yields for the day from which the file says it speaks.

    Args:
        output: The folder that a build wrote to; by default `output` beside the chronology.
        path: The chronology, a file or a folder of them; by default events.yaml, beside the folder where it
            is there.
        briefs: The ids of those to verify; by default all that have files there.

    Raises:
        UnknownBriefError: A brief was asked for that the chronology does not have.
    """
    if path is None:
        found_beside = output is not None and (Path(output).parent / DEFAULT_PATH).is_file()
        named = os.path.dirname(os.fspath(output).rstrip("/\\")) if output else ""  # noqa: PTH120
        path = join(named, DEFAULT_PATH) if found_beside else DEFAULT_PATH
    named = os.fspath(path)
    base = survey(Path(path), named)
    if base.chronology is None or base.templates is None:
        return Verification((), Report(base.report.errors))
    names = choose(base.chronology, base.faults, briefs)
    folder = output_folder(named) if output is None else os.fspath(output)
    run = _Run(Path(path), named, base, folder)
    run.verify(names, asked=bool(briefs))
    return Verification(tuple(run.files), run.report)


class _Run(Struct, dict=True):
    """A verification under way."""

    path: Path
    named: str
    base: Survey
    folder: str
    files: list[Verified] = field(default_factory=list)
    report: Report = field(default_factory=Report)
    _documents: dict[date, Documents] = field(default_factory=dict)

    def verify(self, names: Sequence[str], *, asked: bool) -> None:
        """Verify briefs; those that were not asked for only where they have files."""
        folder = Path(self.folder)
        found = sorted(p.name for p in folder.iterdir() if p.is_file()) if folder.is_dir() else []
        there = {name: [f for f in READERS if f"{name}.{f}" in found] for name in names}
        for name in names:
            if there[name] or asked:
                self._brief(name, there[name])
        if not any(there.values()):
            hint = "build first, or name the folder that was built to: legation verify FOLDER"
            message = "there is no .docx or .pdf of a brief here"
            self.report.error(Position(self.folder), "not-built", message, hint)
        if not asked:
            self._tell_of_others(found)

    def _tell_of_others(self, found: Sequence[str]) -> None:
        """Note the files of a kind that builds write, but of no brief."""
        known = [*self._chronology.briefs, *(f.key for f in self.base.faults)]
        message = "this is of no brief of the chronology, and was not looked into"
        for name in found:
            stem, _, ending = name.rpartition(".")
            place = Position(join(self.folder, name))
            if ending in _ENDINGS and stem not in known and not name.startswith((".", "~$")):
                self.report.add(Diagnostic(place, Severity.NOTE, "other-file", message))

    def _brief(self, name: str, formats: Sequence[Format]) -> None:
        brief = self._chronology.briefs.get(name)
        for format_ in brief.formats if brief is not None and formats else ():
            if format_ in READERS and format_ not in formats:
                hint = f"{again(name)}, or take {format_} out of its formats"
                message = f"the brief `{name}` is to be built as this too, and it is not there"
                self.report.error(self._at(name, format_), "not-built", message, hint)
        days = {format_: self._file(name, format_) for format_ in formats}
        known = {day: format_ for format_, day in days.items() if day is not None}
        if len(known) > 1:
            (day, format_), (other_day, other) = known.items()
            message = f"it speaks of {day}, and {name}.{other} of {other_day}"
            self.report.error(self._at(name, format_), "parity", message, again(name))

    def _file(self, name: str, format_: Format) -> date | None:
        """Verify a file; the day of which it speaks, or None where it cannot be read."""
        place = self._at(name, format_)
        path = Path(self.folder, f"{name}.{format_}")
        own = Report()
        day = None
        try:
            said = read(path, format_)
            day = said.as_of
            document, draft = self._of_day(day, name).of(name, digests(said.around))
            self.files.append(judge(document, said, path, place, own, draft=draft))
        except UnreadableError as error:
            own.error(place, "unreadable-file", f"this cannot be verified: {error}", again(name))
        except LegationError as error:
            own.extend(error.diagnostics)
        # What ails a template is met again with every file, and told once.
        told = set(self.report)
        self.report.extend(each for each in own if each not in told)
        return day

    def _of_day(self, day: date, name: str) -> Documents:
        if day not in self._documents:
            brief = self._chronology.briefs.get(name)
            own = brief is not None and self.base.days.of(brief) == day
            found = self.base if own else survey(self.path, self.named, day)
            self._documents[day] = Documents(found, day)
        return self._documents[day]

    def _at(self, name: str, format_: Format) -> Position:
        return Position(join(self.folder, f"{name}.{format_}"))

    @cached_property
    def _chronology(self) -> Chronology:
        assert self.base.chronology is not None, "nothing is verified without a chronology"
        return self.base.chronology
