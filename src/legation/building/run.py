"""The whole way, from a path to the files of every brief: `build`; to its problems only: `check`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from legation.building.cycles import uncollected
from legation.building.disk.inputs import DEFAULT_PATH, StrPath, hash_of, hashed, output_folder
from legation.building.ending import end
from legation.building.outcome import Build
from legation.building.output.outputs import opened
from legation.building.plan import Asked, Progress, Shard
from legation.building.surveying.survey import Survey, survey
from legation.building.work import Work
from legation.diagnostics import Diagnostic, LegationError, Report
from legation.model.brief import Format
from legation.reading.delivery import read_delivery
from legation.reading.reference import read_reference

if TYPE_CHECKING:
    from legation.building.rendering.joining import Cluster


@uncollected()
def check(path: StrPath = DEFAULT_PATH) -> Report:
    """Every problem of a chronology, its theme, letterhead, templates, and how its issues are sent.

    Args:
        path: The chronology, a file or a folder of them.
    """
    named = os.fspath(path)
    found = survey(Path(path), named)
    if found.chronology is not None:
        read_delivery(Path(path), named, found.chronology, found.faults, found.report)
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
    force: bool = False,
    replace: bool = False,
    jobs: int = 1,
    shard: tuple[int, int] | None = None,
    cluster: Cluster | None = None,
    since: str | date | None = None,
    progress: Progress | None = None,
    tell: Callable[[Diagnostic], None] | None = None,
) -> Build:
    """Build briefs: write each in its formats, to files that its id names.

    Of those that were built to the same folder before, only those are built anew of which something has
    changed. A brief that fails does not stop the others, and its earlier files stay as they were. A file
    that somebody has changed stays too: the new one goes beside it, as `norway (2).docx`.

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
        force: Whether to build anew what has not changed.
        replace: Whether to write over files that somebody has changed.
        jobs: How many processes build at once.
        shard: Which part of the briefs to build, and of how many: `(2, 8)` for the second eighth. By its id a
            brief is always in the same.
        cluster: A Dask scheduler, whose workers are to build instead of processes here.
        since: The issue that each brief is held against, to say what has changed: its number (`2026-03`), or
            that of one brief's (`norway/2026-03`; the others are held against their last), a day (the last
            issue that speaks from no later one), or `none`; by default the last one.
        progress: Told of each brief before it is built.
        tell: Told, when it is met, of each file that somebody has changed; before one is written over. By
            default the report has it.

    Raises:
        UnknownBriefError: A brief was asked for that the chronology does not have.
        ValueError: There is no such format, or no such shard.
    """
    named = os.fspath(path)
    asked = Asked(
        named,
        output_folder(named, output),
        tuple(briefs),
        tuple(Format(format_) for format_ in formats),
        as_of,
        None if reference is None else os.fspath(reference),
        strict=strict,
        draft=draft,
        force=force,
        jobs=jobs,
        progress=progress,
        shard=None if shard is None else Shard(*shard),
        cluster=cluster,
        since=since,
    )
    work = Work(asked, *surveyed(asked))
    carry_out(work, tell or work.found.report.add, replace=replace)
    return work.outcome


def surveyed(asked: Asked) -> tuple[Survey, dict[str, str]]:
    """What there is to build from, and the hash of each file that was read, by its path."""
    named, other = asked.path, asked.reference
    inputs = hashed(named, [other] if other else [])  # before any of it is read
    found = survey(Path(named), named, asked.as_of, other)
    return found, inputs | {file: hash_of(file) for file in found.theme.files}


def carry_out(work: Work, tell: Callable[[Diagnostic], None], *, replace: bool = False) -> None:
    """Do the work of a build in its folder; whatever stops it, the folder's record and status are told.

    Args:
        work: What is to be done.
        tell: Told of each file that somebody has changed.
        replace: Whether to write over those.
    """
    if work.is_in_vain:
        return
    folder = work.asked.folder
    try:
        with opened(Path(folder), folder, tell, override=replace) as outputs:
            try:
                work.do(outputs)
            finally:
                work.found.report.extend(end(outputs, work))
    except LegationError as error:  # about the folder
        work.refuse(error)
