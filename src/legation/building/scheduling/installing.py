"""A weekly run of a chronology: planned, given to the computer's scheduler, asked after, taken away."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from legation.building.disk.inputs import issued_folder
from legation.building.plan import now
from legation.building.running.log import Log
from legation.building.running.outcome import Run
from legation.building.scheduling.cron import Cron
from legation.building.scheduling.systemd import Systemd
from legation.building.scheduling.task import Scheduler, Standing, Task, failure, name_of, task
from legation.building.scheduling.timing import Weekly, assure
from legation.building.scheduling.windows import Windows
from legation.diagnostics import Diagnostic, LegationError, Position, Report, fail

SCHEDULERS: dict[str, type[Scheduler]] = {"systemd": Systemd, "cron": Cron, "windows": Windows}
"""The schedulers by what they are called on the command line, the best first."""

NO_SCHEDULER = "this computer has no scheduler that you may use"


def plan(path: str, day: str, at: str, timezone: str | None = None) -> Task:
    """What is to be done every week for a chronology.

    Args:
        path: The chronology, a file or folder.
        day: The weekday: `mon`, `Monday`.
        at: The time of day: `06:00`.
        timezone: The IANA time zone in which it is meant; that of the chronology where none is given.

    Raises:
        TimingError: There is no such time, or not in every week.
        LegationError: The chronology is not there, or no scheduler can be trusted with its path; or its
            time zone is wanted, and it cannot be read.
    """
    if not Path(path).exists():
        hint = "name the chronology: legation schedule install PATH --weekly mon 06:00"
        raise fail(Position(path), "file", "there is no such file or folder", hint)
    weekly = Weekly.of(day, at, timezone or _timezone(path))
    assure(weekly, now())
    return task(_absolute(path), weekly)


def printed(planned: Task, scheduler: str) -> tuple[str, list[Diagnostic]]:
    """What a scheduler would be told, and what there is to know besides; nothing is installed.

    Args:
        planned: What is to be done.
        scheduler: A key of `SCHEDULERS`.

    Raises:
        LegationError: That scheduler cannot be trusted with the path.
    """
    chosen = SCHEDULERS[scheduler]()
    return chosen.printed(planned, now()), chosen.notes(planned, now())


def install(planned: Task) -> tuple[Standing, list[Diagnostic]]:
    """Give a task to the best scheduler there is, in place of an earlier one for the same chronology.

    Returns:
        How it stands now, and what there is to know besides.

    Raises:
        LegationError: There is no scheduler, or it refuses.
    """
    found = _here()
    if not found:
        hint = "give your administrator what `legation schedule install --print` prints"
        raise failure(NO_SCHEDULER, hint)
    best, *others = found
    best.install(planned, now())
    for other in others:
        other.remove(planned.name)
    standing = best.standing(planned.name)
    if standing is None:
        raise failure("the scheduler has taken the task, and does not have it")
    return standing, best.notes(planned, now())


def standing(path: str) -> Standing | None:
    """How it stands with the weekly run of a chronology; None where there is none.

    Raises:
        LegationError: The scheduler does not answer.
    """
    name = name_of(_absolute(path))
    return next(filter(None, (scheduler.standing(name) for scheduler in _here())), None)


def last_run(path: str) -> Run | None:
    """What the last run of a chronology came to, whoever called it, by the log; None where there was none.

    Raises:
        LegationError: The log cannot be read.
    """
    folder = issued_folder(path)
    return Log(Path(folder), folder).last()


def remove(path: str) -> bool:
    """Take the weekly run of a chronology away, which need not be there itself any more.

    Returns:
        Whether there was one.

    Raises:
        LegationError: The scheduler refuses.
    """
    name = name_of(_absolute(path))
    removed = [scheduler.remove(name) for scheduler in _here()]  # from all of them
    return any(removed)


def answering() -> bool:
    """Whether this computer has a scheduler that the user may use."""
    return bool(_here())


def _here() -> list[Scheduler]:
    """The schedulers of this computer that answer, the best first."""
    kinds = ["windows"] if sys.platform == "win32" else ["systemd", "cron"]
    return [one for one in (SCHEDULERS[kind]() for kind in kinds) if one.available()]


def _absolute(path: str) -> Path:
    """The one path of a chronology, however it was named."""
    return Path(os.path.realpath(path))


def _timezone(path: str) -> str:
    from legation.reading.chronology import read_chronology

    report = Report()
    chronology = read_chronology(Path(path), path, report).chronology
    wrong = [error for error in report.errors if chronology is None or error.code == "timezone"]
    if chronology is None or wrong:
        raise LegationError(*wrong)
    return chronology.timezone
