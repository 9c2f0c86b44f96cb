"""Progress on a terminal, when there are more than a few briefs to build."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import TYPE_CHECKING

from legation.cli.printing import on_terminal

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

FEW = 5


def shown_progress() -> AbstractContextManager[ProgressBar | None]:
    """A bar where a person looks at stderr, else none."""
    return ProgressBar() if on_terminal(sys.stderr) else nullcontext()


class ProgressBar:
    """A bar on stderr, drawn from the first brief on where there are more than `FEW`."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int, brief: str) -> None:
        """Show that so many of the briefs are done, which comes next, and how long the rest will take."""
        if total <= FEW:
            return
        if self._bar is None or self._task is None:
            self._bar = _bar()
            self._task = self._bar.add_task("", total=total)
            self._bar.start()
        self._bar.update(self._task, completed=done, description=brief)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    left = TimeRemainingColumn(compact=True)
    what = TextColumn("{task.description}", markup=False)
    console = Console(stderr=True)
    return Progress(BarColumn(), MofNCompleteColumn(), left, what, console=console, transient=True)
