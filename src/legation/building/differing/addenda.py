"""Addenda as files: numbered and kept for good beside the issue that they add to, or in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from legation.building.differing.earlier import refuse_before, refuse_earlier
from legation.building.differing.outcome import Compared, Difference, Side
from legation.building.disk import filing
from legation.building.disk.files import blaming, digest, join, write_together
from legation.building.disk.inputs import StrPath, issued_folder, output_folder
from legation.building.issues.added import (
    Record,
    free_number,
    known_addenda,
    record_name,
    stem,
    symbol,
)
from legation.building.issues.issued import Filed, Issue, sealed
from legation.building.issues.register import register_of
from legation.building.plan import Job, now
from legation.building.rendering.letters import warn_of_missing_letters
from legation.building.rendering.render import Renderer
from legation.building.surveying.survey import survey
from legation.composing.addendum import Addendum, addendum
from legation.diagnostics import LegationError, Position, fail
from legation.model.brief import Format
from legation.model.date_points import spelt
from legation.version import __version__

FORMATS = (Format.DOCX, Format.PDF)
"""What addenda are written in where nothing else is asked for."""

_FORBIDDEN = "addenda are kept beside the issue for good: ask for leave to write there"


class Added(Struct, frozen=True):
    """An addendum that was written, or is there already.

    Attributes:
        brief: The id of its brief.
        symbol: What it is cited by, `norway/2026-03/Add.1`; empty where it is to no issue.
        files: Its files; where it was there, and lacked formats, those that were written now.
        new: Whether anything was written now.
    """

    brief: str
    symbol: str
    files: tuple[Path, ...]
    new: bool

    @property
    def plain(self) -> dict[str, Any]:
        """All of it in mappings and lists, as for JSON."""
        files = [path.as_posix() for path in self.files]
        return {"brief": self.brief, "symbol": self.symbol, "files": files, "new": self.new}


def addenda(
    found: Difference,
    *,
    formats: Iterable[Format | str] = FORMATS,
    output: StrPath | None = None,
) -> tuple[Added, ...]:
    """Write what two sides differ by as documents, one for each brief that differs.

    An addendum to an issue gets a number of its own, and is kept beside the issue for good; if the last one
    tells the same, none is written. One to what is no issue goes to a folder, and never over another file.

    Args:
        found: The difference.
        formats: What to write.
        output: A folder, where an addendum to an issue goes too then, without a number; by default, for what
            is to no issue, `output` beside the chronology.

    Raises:
        LegationError: It could not be done, or the other side is earlier than the issue.
        ValueError: There is no such format.
    """
    wanted = tuple(dict.fromkeys(Format(format_) for format_ in formats))
    differing = [each for each in found.compared if each.changes]
    if not differing:
        return ()
    press = _Press(found, wanted)
    issue = found.before.issue
    if issue is not None and output is None:
        return tuple(press.filed(each, issue) for each in differing)
    folder = output_folder(found.path, output)
    return tuple(press.put(each, folder) for each in differing)


class _Press:
    """Writes the addenda of a difference."""

    def __init__(self, found: Difference, formats: tuple[Format, ...]) -> None:
        self._found = found
        self._formats = formats
        base = survey(Path(found.path), found.path)
        wrong = [each for fault in base.faults if not fault.section for each in fault.problems]
        if wrong or base.chronology is None or base.templates is None:
            raise LegationError(*dict.fromkeys(wrong))
        self._language = base.chronology.language
        self._renderer = Renderer(base.chronology, base.theme, base.templates, base.reference)

    def put(self, compared: Compared, folder: str) -> Added:
        """Write an addendum to no issue into a folder, under a name that is free or has the same bytes."""
        told = self._told(compared, f"{compared.brief}-addendum")
        contents = self._written(told, self._formats)
        for number in count(1):
            name = told.name if number == 1 else f"{told.name} ({number})"
            files = {f"{name}.{format_}": data for format_, data in contents.items()}
            paths = tuple(Path(folder, file) for file in files)
            stand = [digest(path) for path in paths]
            same = stand == [sha256(data).hexdigest() for data in files.values()]
            # A folder that is none, or that nobody may look into, has nothing in it: writing tells why.
            if same or not any(map(os.path.lexists, paths)):
                break
        if not same:
            write_together(Path(folder), folder, files)
        return Added(compared.brief, "", paths, new=not same)

    def filed(self, compared: Compared, issue: Issue) -> Added:
        """Number an addendum to an issue, and keep it beside that, unless the last one tells the same.

        Of one that tells the same, the formats that it lacks are made, as they would have been then.

        Raises:
            LegationError: The other side is earlier, or it could not be done.
        """
        refuse_earlier(compared, issue, self._found.after)
        folder = issued_folder(self._found.path)
        root = Path(folder)
        with register_of(self._found.path).locked():
            known = list(known_addenda(root, folder, issue))
            last = known[-1] if known else None
            if last and last.changes == compared.changes:
                lacking = [format_ for format_ in self._formats if format_ not in last.files]
                return self._completed(compared, issue, last, lacking)
            if last:
                refuse_before(compared, issue, self._found.after, last)
            number = free_number(root, issue, len(known) + 1)
            return self._filed(self._numbered(compared, issue, number), issue, self._formats)

    def _completed(
        self, compared: Compared, issue: Issue, last: Record, lacking: Sequence[Format]
    ) -> Added:
        """The last addendum, with the formats that it lacks.

        Raises:
            LegationError: Another file has the name of one, or it could not be done.
        """
        folder = issued_folder(self._found.path)
        if not lacking:
            return _added(last, compared.brief, folder, new=False)
        names = (f"{stem(issue, last.number)}.{format_}" for format_ in lacking)
        if taken := next((name for name in names if os.path.lexists(Path(folder, name))), None):
            message = "this is there already, and is never written over"
            raise fail(
                Position(join(folder, taken)), "register", message, "move it away, then try again"
            )
        told = self._numbered(compared, issue, last.number)
        told = replace(told, after=replace(told.after, as_of=last.as_of), new=last.new)
        return self._filed(told, issue, lacking, later=lacking)

    def _filed(
        self,
        told: Addendum,
        issue: Issue,
        formats: Sequence[Format],
        later: Sequence[Format] = (),
    ) -> Added:
        """Write an addendum that has a number, and keep it."""
        folder = issued_folder(self._found.path)
        name = stem(issue, told.number)
        contents = {f"{name}.{f}": data for f, data in self._written(told, formats).items()}
        record = self._record(told, issue, contents)
        place = record_name(issue, told.number, later)
        with blaming(folder, elsewhere="", forbidden=_FORBIDDEN):
            filing.file(Path(folder), {place: sealed(record), **contents}, folder)
        return _added(record, told.after.brief, folder, new=True)

    def _numbered(self, compared: Compared, issue: Issue, number: int) -> Addendum:
        told = self._told(compared, Path(stem(issue, number)).name)
        return replace(told, number=number, symbol=symbol(issue, number))

    def _told(self, compared: Compared, name: str) -> Addendum:
        old, new = self._found.before, self._found.after
        return Addendum(
            name,
            compared.before,
            compared.after,
            compared.changes,
            _called(old, compared.before.as_of, new),
            _called(new, compared.after.as_of, old),
        )

    def _written(self, told: Addendum, formats: Sequence[Format]) -> Mapping[Format, bytes]:
        """The files of an addendum, by their format."""
        document = addendum(told, self._language)
        files = self._renderer.write(document, formats)
        if Format.PDF in formats:
            from legation.writing import text

            said = text.dump(document)
            missing = self._renderer.fonts.missing("".join(sorted(set(said))))
            if missing:
                job = Job(told.after.brief, told.after.as_of, tuple(formats))
                warn_of_missing_letters(missing, said, job, (), self._found.report)
        return {format_: file.data for format_, file in files.items()}

    def _record(self, told: Addendum, issue: Issue, contents: Mapping[str, bytes]) -> Record:
        filed = {name.rpartition(".")[2]: Filed.of(name, data) for name, data in contents.items()}
        return Record(
            issue=issue.reference,
            number=told.number,
            new=told.new,
            as_of=told.after.as_of,
            issued=now().isoformat(),
            version=__version__,
            files=filed,
            changes=told.changes,
        )


# --- names ---------------------------------------------------------------------------------------------


def _called(side: Side, as_of: date, other: Side) -> str:
    """What a side is called in a document: no path of this computer's is told."""
    if side.issue is not None:
        return side.called
    if other.issue is not None:
        return f"the brief as of {spelt(as_of)}"
    name = os.path.basename(side.called.rstrip("/\\")) or side.called  # noqa: PTH119 (as it was typed)
    return side.called if side.called != side.named else name


def _added(record: Record, brief: str, folder: str, *, new: bool) -> Added:
    files = tuple(Path(join(folder, file.name)) for file in record.files.values())
    return Added(brief, record.symbol, files, new)
