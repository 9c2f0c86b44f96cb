"""Verifies the files of briefs: each is read anew and held against the document that it was written from."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from legation.building.cycles import sweep, uncollected
from legation.building.disk.files import join
from legation.building.disk.inputs import DEFAULT_PATH, StrPath, output_folder
from legation.building.issues.register import register_of
from legation.building.issues.since import NONE, Against, Held
from legation.building.output.record import Record
from legation.building.plan import choose
from legation.building.surveying.survey import Survey, survey
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
_COPY = re.compile(r" \(\d+\)$")


@uncollected()
def verify(
    output: StrPath | None = None, *, path: StrPath | None = None, briefs: Sequence[str] = ()
) -> Verification:
    """Show that the Word files and PDFs of briefs say what their documents say, and so the same.

    Each file is read without the code that wrote it, and held against the document that the chronology
    yields for the day from which the file says it speaks.

    Args:
        output: The folder that a build wrote to, or a file in it; by default `output` beside the chronology.
        path: The chronology, a file or a folder of them; by default events.yaml, beside the folder where it
            is there.
        briefs: The ids of those to verify; by default all that have files there.

    Raises:
        UnknownBriefError: A brief was asked for that the chronology does not have.
    """
    folder = None if output is None else os.fspath(output)
    file = ""
    if folder is not None and _is_file(Path(folder)):
        folder, file = os.path.split(folder)
        folder = folder or "."
    named = os.fspath(path) if path is not None else _chronology_beside(folder)
    base = survey(Path(named), named)
    if base.chronology is None or base.templates is None:
        errors = base.report.errors
        return Verification((), Report(errors if path is not None else map(_named_so, errors)))
    names = choose(base.chronology, base.faults, briefs)
    run = _Run(Path(named), named, base, output_folder(named, folder))
    if file:
        run.verify_file(file)
    else:
        run.verify(names, asked=bool(briefs))
    return Verification(tuple(run.files), run.report)


def _is_file(path: Path) -> bool:
    """Whether a path is meant for a file, be it there or not."""
    return path.is_file() or (path.suffix[1:] in READERS and not path.is_dir())


def _chronology_beside(folder: str | None) -> str:
    """The chronology beside a folder that was built to, as messages name it; else the one of this folder."""
    if folder is None:
        return DEFAULT_PATH
    base = folder.rstrip("/\\")
    if os.path.basename(base) in ("", ".", ".."):  # noqa: PTH119 (the path as it was typed)
        above = ".." if base == "." else join(base, "..")
        likely = [join(base, DEFAULT_PATH), join(above, DEFAULT_PATH)]
    else:
        likely = [join(os.path.dirname(base), DEFAULT_PATH)]  # noqa: PTH120
    return next((each for each in likely if Path(each).is_file()), DEFAULT_PATH)


def _named_so(error: Diagnostic) -> Diagnostic:
    """An error of a chronology that was looked for and not found, with a hint for this command."""
    if error.code != "file" or "legation build PATH" not in error.hint:
        return error
    hint = "name the chronology: legation verify FOLDER --chronology PATH"
    return replace(error, hint=hint)


class _Told(Struct, frozen=True):
    """What a file is of: its day, the digest of its document, and whether it says the same as that."""

    day: date
    digest: str = ""
    same: bool = False


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
                sweep()
                self._brief(name, there[name])
        if not any(there.values()):
            hint = "build first, or name the folder that was built to: legation verify FOLDER"
            message = "there is no .docx or .pdf of a brief here"
            self.report.error(Position(self.folder), "not-built", message, hint)
        if not asked:
            self._tell_of_others(found)

    def verify_file(self, file: str) -> None:
        """Verify one file, which is named after its brief; `norway (2).docx` is of `norway`."""
        stem, _, ending = file.rpartition(".")
        known = [name for name in (stem, _COPY.sub("", stem)) if name in self._known]
        if ending in READERS and known:
            self._file(known[0], Format(ending), file)
            return
        message = "this is no .docx or .pdf of a brief of the chronology"
        listed = ", ".join(self._chronology.briefs)
        hint = f"the briefs are {listed}, and name their files"
        self.report.error(Position(join(self.folder, file)), "not-built", message, hint)

    def _tell_of_others(self, found: Sequence[str]) -> None:
        """Note the files of a kind that builds write, but of no brief."""
        message = "this is of no brief of the chronology, and was not looked into"
        for name in found:
            stem, _, ending = name.rpartition(".")
            file = join(self.folder, name)
            if ending in _ENDINGS and stem not in self._known and not name.startswith((".", "~$")):
                of = _COPY.sub("", stem)
                copy = f"this is another file of `{of}`, and was not looked into"
                hint = f'to verify it: legation verify "{file}"' if of in self._known else ""
                told = copy if of in self._known else message
                self.report.add(Diagnostic(Position(file), Severity.NOTE, "other-file", told, hint))

    def _brief(self, name: str, formats: Sequence[Format]) -> None:
        brief = self._chronology.briefs.get(name)
        for format_ in brief.formats if brief is not None and formats else ():
            if format_ in READERS and format_ not in formats:
                message = f"the brief `{name}` is to be built as this too, and it is not there"
                place = self._at(name, format_)
                self.report.add(Diagnostic(place, Severity.NOTE, "not-built", message, again(name)))
        told = {format_: self._file(name, format_, f"{name}.{format_}") for format_ in formats}
        self._hold_together(name, {format_: of for format_, of in told.items() if of is not None})

    def _hold_together(self, name: str, told: Mapping[Format, _Told]) -> None:
        """Tell where the files of a brief were not built together."""
        for (first, one), (second, other) in pairwise(told.items()):
            message = ""
            if one.day != other.day:
                message = f"it speaks of {one.day}, and {name}.{second} of {other.day}"
            elif one.same and other.same and one.digest != other.digest:
                how = "with another letterhead, or as a draft"
                message = f"it was not built together with {name}.{second}, but {how}, and says other things"
            if message:
                self.report.error(self._at(name, first), "parity", message, again(name))

    def _file(self, name: str, format_: Format, file: str) -> _Told | None:
        """Verify a file of a brief; what it is of, or None where it cannot be read."""
        place = Position(join(self.folder, file))
        path = Path(self.folder, file)
        own = Report()
        told = None
        try:
            said = read(path, format_, framed=self._is_framed(name, format_))
            told = _Told(said.as_of)
            borne = digests(said.around)
            issued = self._issued(name, format_, said.as_of)
            document, draft = self._of_day(said.as_of, name).of(name, borne, issued)
            judged = judge(document, said, path, place, own, draft=draft)
            if draft and document.digest not in borne:
                # It may have been built before these: with them there can be none but a draft.
                own.extend(self.base.report.errors)
            self.files.append(judged)
            told = _Told(said.as_of, document.digest, judged.same)
        except UnreadableError as error:
            own.error(place, "unreadable-file", f"this cannot be verified: {error}", again(name))
        except LegationError as error:
            own.extend(error.diagnostics)
        # What ails a template is met again with every file, and told once.
        known = set(self.report)
        self.report.extend(each for each in own if each not in known)
        return told

    def _issued(self, name: str, format_: Format, day: date) -> tuple[Held | None, str]:
        """What a file of a brief was held against, and its number as an issue; as the folder's record has it.

        Raises:
            LegationError: That issue is not there any more, or cannot be read.
        """
        known = self._record.briefs.get(name)
        output = known.outputs.get(format_) if known else None
        asked = (output.since or NONE) if output else None
        against = Against(register_of(self.named), asked)
        held = against.of(name, day)
        return against.packed(name, held) if held else None, output.issue if output else ""

    @cached_property
    def _known(self) -> set[str]:
        """The ids of the chronology's briefs, and of what is wrong with it."""
        return {*self._chronology.briefs, *(fault.key for fault in self.base.faults)}

    @cached_property
    def _record(self) -> Record:
        return Record(Path(self.folder))

    def _is_framed(self, name: str, format_: Format) -> bool:
        """Whether the text of a file is that of a Word template."""
        brief = self._chronology.briefs.get(name)
        return brief is not None and brief.is_word and format_ is Format.DOCX

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
