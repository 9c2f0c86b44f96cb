"""The log of all runs, `issued/runs.jsonl`: a line each, and for ever.

It also keeps a brief from being done twice in a period. Of each brief the last line counts in which it was
issued, or had nothing new. A later run leaves it alone if that line is of the same period, what it says is
the same, and no issue came between. The line may be of the period after: then the clock was set back.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from legation.building.disk.files import blaming, join, read_own
from legation.building.disk.filing import make_folder, sync
from legation.building.running.outcome import Fate, Run

NAME = "runs.jsonl"
FORBIDDEN = "what was issued is kept beside the chronology for good: ask for leave to write there"
"""What to do where the folder `issued` may not be written to."""

_WEEK = timedelta(weeks=1)


class Done(Struct, frozen=True):
    """What became of a brief when it was last done: in which period, when, and what."""

    period: date
    time: str
    fate: Fate

    def covers(self, day: date) -> bool:
        """Whether it holds for the period that began on a day."""
        return day <= self.period <= day + _WEEK


class Log:
    """The log in the folder `issued`.

    Args:
        folder: The folder; it need not be there to read.
        named: The same as messages name it.
    """

    def __init__(self, folder: Path, named: str) -> None:
        self._file = folder / NAME
        self._folder = named
        self._named = join(named, NAME)

    def done(self) -> dict[str, Done]:
        """What became of each brief when it was last done.

        Raises:
            LegationError: There is a log, and it cannot be read.
        """
        found: dict[str, Done] = {}
        for run in self._runs():
            if not run.dry_run:
                done = {name: fate for name, fate in run.briefs.items() if fate.is_done}
                found |= {n: Done(run.period, run.time, fate) for n, fate in done.items()}
        return found

    def last(self) -> Run | None:
        """The last run; None where there was none.

        Raises:
            LegationError: There is a log, and it cannot be read.
        """
        return max(
            (run for run in self._runs() if not run.dry_run), key=lambda run: run.time, default=None
        )

    def _runs(self) -> Iterator[Run]:
        """The lines that can be read; one that was cut off cannot."""
        with blaming(self._named, elsewhere="", forbidden=FORBIDDEN):
            data = read_own(self._file) if os.path.lexists(self._file) else b""
        for line in data.splitlines():
            try:
                yield msgspec.json.decode(line, type=Run)
            except (msgspec.MsgspecError, ValueError):
                continue

    def add(self, run: Run) -> None:
        """Write a line, after whatever there is, and wait until it would outlast a loss of power.

        Raises:
            LegationError: It cannot be written.
        """
        with blaming(self._named, elsewhere="", forbidden=FORBIDDEN):
            make_folder(self._file.parent, self._folder)
            new = not os.path.lexists(self._file)
            with open(self._file, "a+b", opener=_open) as file:
                file.write(_end_of_line(file) + run.line.encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
            if new:
                sync(self._file.parent)


def _end_of_line(file: BinaryIO) -> bytes:
    """What ends the last line, if that was cut off."""
    if not file.seek(0, os.SEEK_END):
        return b""
    file.seek(-1, os.SEEK_END)
    return b"" if file.read(1) == b"\n" else b"\n"


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)
