"""Rendering briefs, one after the other or by several processes at once.

Whatever renders, nothing is written: the bytes come back to the one process that puts them in their places.
So the files are the same however many processes there are, and no two write to one folder.

Each process is held by a pipe of its own, and not by the standard library's pool: who kills the processes
of that one, as Ctrl-C must, may wait for ever for the rest of an answer; nor can it say which brief a
process was at that was lost.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from legation.building.cycles import sweep
from legation.building.internal import debugging, internal
from legation.building.plan import Job
from legation.building.rendering.render import File, Renderer
from legation.diagnostics import Diagnostic, LegationError, Report, Severity
from legation.model.brief import Format

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

# What is only wanted by several processes, is only imported for them.


class Rendered(Struct, frozen=True):
    """What came of rendering a brief.

    Attributes:
        job: What was asked for.
        files: Its files by format; none where it failed.
        report: What is to be told of it.
    """

    job: Job
    files: Mapping[Format, File]
    report: tuple[Diagnostic, ...]


def render(renderer: Renderer, job: Job) -> Rendered:
    """Render one brief; what goes wrong is told, and never raised."""
    sweep()
    report = Report()
    try:
        return Rendered(job, renderer.render(job, report), tuple(report))
    except LegationError as error:
        return Rendered(job, {}, (*report, *error.diagnostics))
    except Exception as error:
        if debugging():
            raise
        return Rendered(job, {}, (*report, internal(error, f"at the brief `{job.brief}`")))


def render_all(
    renderer: Renderer, jobs: Sequence[Job], processes: int, starting: Callable[[Job], None]
) -> Generator[Rendered]:
    """Render briefs, and yield each as soon as it is ready, in any order.

    Args:
        renderer: For all of them.
        jobs: The briefs.
        processes: How many render at once; with one it is done here.
        starting: Told of each brief when its turn comes.
    """
    if processes <= 1 or len(jobs) <= 1:
        for job in jobs:
            starting(job)
            yield render(renderer, job)
        return
    from multiprocessing.connection import wait

    left, lost = deque(jobs), set[str]()
    idle: list[_Process] = []
    busy: dict[Connection, tuple[_Process, Job]] = {}
    try:
        while left or busy:
            while left and len(busy) < processes:
                job = left.popleft()
                if job.brief not in lost:
                    starting(job)
                process = idle.pop() if idle else _Process(renderer)
                busy[process.pipe] = process, job
                process.hand(job)
            for pipe in wait(list(busy)):
                process, job = busy.pop(cast("Connection", pipe))
                rendered = process.answer()
                if rendered is not None:
                    idle.append(process)
                    yield rendered
                elif job.brief in lost:
                    yield Rendered(job, {}, (_lost(job),))
                else:  # once may be chance, as where memory is short
                    lost.add(job.brief)
                    left.append(job)
    finally:  # whatever stops it
        for process in (*idle, *(process for process, _ in busy.values())):
            process.kill()


def _lost(job: Job) -> Diagnostic:
    message = f"the process that was building `{job.brief}` was ended from outside, twice"
    hint = "see whether the computer has enough memory, or build with fewer --jobs"
    return Diagnostic(None, Severity.ERROR, "worker-lost", message, hint)


class _Process:
    """A process that renders one brief at a time.

    Args:
        renderer: For all of them.
    """

    def __init__(self, renderer: Renderer) -> None:
        from multiprocessing import get_context

        # Where processes can be forked, they have at once what was read; elsewhere it is handed to them.
        fork = sys.platform == "linux"
        context = get_context("fork") if fork else get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(renderer, theirs), daemon=True)
        self._process.start()
        theirs.close()  # so that the pipe ends when the process does

    def hand(self, job: Job) -> None:
        """Give it a brief. Where it has just ended, its answer says so."""
        with suppress(OSError):
            self.pipe.send(job)

    def answer(self) -> Rendered | None:
        """What came of the brief; None where the process was ended before it was told."""
        import pickle

        try:
            rendered: Rendered = self.pipe.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            self.kill()
            return None
        return rendered

    def kill(self) -> None:
        """End it, whatever it is at."""
        self._process.kill()
        self._process.join()
        self.pipe.close()


def _serve(renderer: Renderer, pipe: Connection) -> None:
    """Render what comes by the pipe; Ctrl-C is the parent's to mind."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, BrokenPipeError):  # the parent has gone
        while True:
            pipe.send(render(renderer, pipe.recv()))


def _end_with_parent() -> None:
    """End when the parent does, even in the middle of a brief."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
