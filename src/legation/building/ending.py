"""The end of a build: the record is saved, and `STATUS.txt` says what the folder holds now.

Where all briefs are as they should be, what the build had to say is kept too, for the next to repeat where
nothing at all has changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from legation.building.disk.files import blaming, join, read_own, stage
from legation.building.outcome import Written
from legation.building.output.outputs import Outputs
from legation.building.output.status import NAME, TIMES, status_text
from legation.building.output.unchanged import asking, remember
from legation.building.work import Work
from legation.diagnostics import Diagnostic, LegationError, Position, Severity, fail, render


def end(outputs: Outputs, work: Work) -> Iterator[Diagnostic]:
    """Save the record, write `STATUS.txt`, and keep what was said.

    Returns:
        Warnings, where that cannot be done: the briefs are as they are.
    """
    folder, chronology = work.asked.folder, work.found.chronology
    if chronology is not None:
        outputs.record.zone = chronology.timezone
    if chronology is not None and work.found.templates is not None:
        outputs.record.entries = work.depends.recorded()
    steps = [
        (folder, outputs.record.save),
        (join(folder, NAME), lambda: _tell_status(outputs, Path(folder, NAME))),
    ]
    whole = work.is_whole
    for named, step in steps:  # each, even where the one before cannot be done
        try:
            with blaming(named):
                step()
        except LegationError as error:
            whole = False
            yield from (replace(each, severity=Severity.WARNING) for each in error.diagnostics)
    with suppress(OSError):  # without what is kept in mind, the next build only takes longer
        left = any(entry.left for entry in outputs.record.briefs.values())
        if whole and not left and not work.asked.numbers:
            _keep_in_mind(outputs, work)


def _tell_status(outputs: Outputs, target: Path) -> None:
    """Write `STATUS.txt`, unless it says so already, or is somebody else's.

    Raises:
        LegationError: It is somebody else's.
        OSError: It cannot be written, and is not there; or it is a link, or a folder.
    """
    data = status_text(outputs.record.briefs, outputs.record.zone).encode()
    stands = read_own(target) if os.path.lexists(target) else b""
    if stands == data:
        return
    if stands and TIMES.encode() not in stands.partition(b"\n")[0]:
        message = (
            "this holds what Legation did not write, and stays: how the briefs stand is not told"
        )
        hint = "take it away; or ask: legation status"
        raise fail(Position(str(target)), "kept", message, hint)
    _write(outputs, target, data)


def _write(outputs: Outputs, target: Path, data: bytes) -> None:
    ready = outputs.record.home / f"{NAME}.new"
    try:
        ready.unlink(missing_ok=True)
        stage(ready, data, like=target)
        ready.replace(target)
    except OSError:
        target.unlink(missing_ok=True)  # better nothing than what is true no more
        raise


def _keep_in_mind(outputs: Outputs, work: Work) -> None:
    asked, found = work.asked, work.found
    as_of = asked.as_of.isoformat() if asked.as_of else None
    build = work.outcome
    files = [*build.written, *build.unchanged]
    said: dict[str, Any] = {
        "report": [[d.severity, d.code, render(d)] for d in found.report],
        "briefs": [[file.brief, str(file.path), file.pages] for file in files],
    }
    remember(
        asked.folder,
        asking(
            asked.path,
            asked.briefs,
            asked.formats,
            asked.folder,
            as_of,
            asked.reference,
            asked.strict,
            asked.draft,
            (asked.shard.number, asked.shard.of) if asked.shard else None,
            str(asked.since) if asked.since else None,
        ),
        work.inputs,
        [*found.theme.files, *([asked.reference] if asked.reference else [])],
        [NAME, *_names(outputs, files)],
        found.days.span,
        said,
    )


def _names(outputs: Outputs, files: Iterable[Written]) -> Iterator[str]:
    """The names of files, and of what keeps them from better ones."""
    for file in files:
        yield file.path.name
        yield from outputs.in_the_way(file.brief, file.format, file.path.name)
