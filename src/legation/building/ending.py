"""The end of a build: the record is saved, and `STATUS.txt` says what the folder holds now.

Where all briefs are as they should be, what the build had to say is kept too, for the next to repeat where
nothing at all has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from legation.building.files import blaming, join, stage
from legation.building.outputs import Outputs
from legation.building.status import NAME, status_text
from legation.building.unchanged import asking, remember
from legation.building.work import Work
from legation.diagnostics import Diagnostic, LegationError, Severity, render


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
    try:
        with blaming(folder):
            outputs.record.save()
        with blaming(join(folder, NAME)):
            text = status_text(outputs.record.briefs, outputs.record.zone)
            _write(outputs, Path(folder, NAME), text)
        with blaming(folder):
            if work.is_whole:
                _keep_in_mind(outputs, work)
    except LegationError as error:
        yield from (replace(each, severity=Severity.WARNING) for each in error.diagnostics)


def _write(outputs: Outputs, target: Path, text: str) -> None:
    """Write `STATUS.txt`, unless it says so already."""
    data = text.encode()
    with suppress(OSError):
        if not target.is_symlink() and target.read_bytes() == data:
            return
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
    files = [*work.outcome.written, *work.outcome.unchanged]
    said: dict[str, Any] = {
        "report": [[d.severity, d.code, render(d)] for d in found.report],
        "briefs": [[file.brief, str(file.path), file.pages] for file in files],
        "warnings": work.outcome.warnings,
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
        ),
        work.inputs,
        [*found.theme.files, *([asked.reference] if asked.reference else [])],
        [NAME, *(file.path.name for file in files)],
        found.days.span,
        said,
    )
