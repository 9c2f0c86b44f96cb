"""Rendering briefs, one after the other or by several processes at once.

Whatever renders, nothing is written: the bytes come back to the one process that puts them in their places.
So the files are the same however many processes there are, and no two write to one folder.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from msgspec import Struct

from legation.building.internal import debugging, internal
from legation.building.plan import Job
from legation.building.render import File, Renderer
from legation.diagnostics import Diagnostic, LegationError, Report, Severity
from legation.model.brief import Format

_AHEAD = 3
"""The briefs that wait for each process: enough for none to idle, too few to fill the memory."""


class Rendered(Struct, frozen=True):
    """What came of rendering a brief.

    Attributes:
        job: What was asked for.
        files: Its files by format; none where it failed.
        report: What is to be told of it.
    """

    job: Job
    files: Mapping[Format, File]
    report: tuple[Diagnostic, ...] = ()


def render(renderer: Renderer, job: Job) -> Rendered:
    """Render one brief; what goes wrong is told, and never raised."""
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
    left = {job.brief: job for job in jobs}
    started: set[str] = set()

    def begun(jobs: Iterable[Job]) -> Iterator[Job]:
        for job in jobs:
            if job.brief not in started:  # a brief whose process was lost is begun again
                started.add(job.brief)
                starting(job)
            yield job

    alone = False
    while left:
        before = len(left)
        some = list(left.values())[:1] if alone else list(left.values())
        try:
            for rendered in _by_pool(renderer, begun(some), min(processes, len(some))):
                del left[rendered.job.brief]
                yield rendered
        except BrokenProcessPool:  # one was killed, as where memory is short
            if alone:
                yield Rendered(left.pop(some[0].brief), {}, (_lost(some[0]),))
            alone = alone or len(left) == before  # one by one it is seen which it was


def _lost(job: Job) -> Diagnostic:
    message = f"the process that was building `{job.brief}` was ended from outside"
    hint = "see whether the computer has enough memory, or build with fewer --jobs"
    return Diagnostic(None, Severity.ERROR, "worker-lost", message, hint)


def _by_pool(renderer: Renderer, jobs: Iterable[Job], processes: int) -> Iterator[Rendered]:
    """Render by new processes, which are gone when this ends in any way."""
    # Where processes can be forked, they have at once what was read; elsewhere it is handed to them.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(processes, context, _begin, (renderer,)) as pool:
        try:
            yield from _results(pool, iter(jobs), processes * _AHEAD)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in multiprocessing.active_children():
                child.kill()
            raise


def _results(pool: ProcessPoolExecutor, jobs: Iterator[Job], most: int) -> Iterator[Rendered]:
    waiting: set[Future[Rendered]] = {pool.submit(_render, job) for job in islice(jobs, most)}
    while waiting:
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            yield future.result()
        waiting |= {pool.submit(_render, job) for job in islice(jobs, most - len(waiting))}


# --- in the processes ----------------------------------------------------------------------------------

_renderer: Renderer


def _begin(renderer: Renderer) -> None:
    """Make a process ready: it leaves Ctrl-C to its parent, and ends with it."""
    global _renderer
    _renderer = renderer
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _render(job: Job) -> Rendered:
    return render(_renderer, job)
