"""Rendering briefs on many computers, by the workers of a Dask scheduler.

Briefs are handed out in batches, a few ahead for each worker, and what comes of them is taken back; as with
processes on one computer, the files are put in their places here. A batch whose worker is lost is given to
another by the scheduler. Where that gives up, as when a brief ends every worker that it is given to, the
briefs of the batch are suspects: at the end each is given out again, alone, with nothing beside it. So only
those fail that cannot be built.
"""

from __future__ import annotations

import pickle
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from operator import methodcaller
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import mkdtemp
from typing import Any

from legation.building.disk.files import blaming
from legation.building.internal import debugging, internal
from legation.building.plan import Job
from legation.building.rendering.fitness import attempts, judge
from legation.building.rendering.joining import CODE, Cluster, joined
from legation.building.rendering.render import Renderer
from legation.building.rendering.workers import Rendered
from legation.building.rendering.workshop import Answer, opened, pack
from legation.diagnostics import Diagnostic, LegationError, Position, Severity, fail

_AHEAD = 2
"""The batches that are out for each worker: one that it is at, and one for it to go on with."""

_MOST = 10
"""The briefs of a batch: a second of work, beside which handing it out is nothing, and some megabytes."""

_SHARES = 4
"""The batches that each worker gets at least, where there are so many briefs: the last end together."""

_PATIENCE = 30.0
"""How many seconds are waited for a worker when there is none: one that was killed is back sooner."""


def render_all(
    renderer: Renderer, jobs: Sequence[Job], cluster: Cluster, starting: Callable[[Job], None]
) -> Iterator[Rendered]:
    """Render briefs on a cluster, and yield each when it has come back, in any order.

    Where the cluster fails, whatever it has not done yet fails for that reason.

    Args:
        renderer: For all of them.
        jobs: The briefs.
        cluster: Who renders them.
        starting: Told of each brief when it has come back: what workers are at is not known here.
    """
    left = {job.brief: job for job in jobs}
    try:
        with joined(cluster) as client, _shared(cluster.folder) as folder:
            for rendered in _Errand(client, cluster, folder).run(renderer, jobs):
                starting(left.pop(rendered.job.brief))
                yield rendered
    except LegationError as error:
        for job in left.values():
            starting(job)
            yield Rendered(job, {}, error.diagnostics)


@contextmanager
def _shared(folder: str) -> Iterator[str]:
    """A folder of our own in one that is shared, gone in the end; the empty string without one.

    Who may write to the one may write to the other: workers may run for somebody else.

    Raises:
        LegationError: It cannot be made.
    """
    if not folder:
        yield ""
        return
    with blaming(folder, "--cluster-folder FOLDER"):
        own = Path(mkdtemp(prefix="legation-", dir=Path(folder).absolute()))
        own.chmod(stat.S_IMODE(Path(folder).stat().st_mode))
    try:
        yield str(own)
    finally:
        shutil.rmtree(own, ignore_errors=True)


class OnWorkerError(Exception):
    """What went wrong on a worker."""


class _Errand:
    """Briefs that are handed out to a cluster.

    Args:
        client: A `distributed.Client`.
        cluster: What it is a client of.
        folder: Where workers leave what they have rendered; empty where they give it back.
    """

    def __init__(self, client: Any, cluster: Cluster, folder: str) -> None:
        self._client = client
        self._cluster = cluster
        self._folder = folder
        self._name = f"legation-{secrets.token_hex(8)}"
        self._handed_out = 0
        self._out: dict[str, tuple[Any, Sequence[Job]]] = {}  # by the keys of their tasks
        self._back: SimpleQueue[Any] = SimpleQueue()
        self._seen = time.monotonic()  # when there last was a worker

    def run(self, renderer: Renderer, jobs: Sequence[Job]) -> Iterator[Rendered]:
        """Have briefs rendered.

        Raises:
            LegationError: The cluster fails.
        """
        with self._losing():
            while not self._workers():
                time.sleep(0.2)
            judge(self._client, self._folder)
            self._workshop = self._submit(bytes, pack(renderer), key=f"{self._name}-workshop")
        suspects: list[Job] = []
        yield from self._by_batches(jobs, suspects)
        for job in suspects:
            yield self._alone(job)
        with self._losing():  # nobody is to keep what need not be kept
            self._client.run(opened.cache_clear, on_error="ignore")

    def _by_batches(self, jobs: Sequence[Job], suspects: list[Job]) -> Iterator[Rendered]:
        """Have briefs rendered in batches; those of a batch that failed are added to the suspects."""
        batches = iter(self._batches(jobs))
        while True:
            with self._losing():
                most = max(1, self._workers() * _AHEAD)
            while len(self._out) < most and (batch := next(batches, None)):
                self._hand_out(batch)
            if not self._out:
                return
            batch, found = self._next()
            if isinstance(found, Exception):
                suspects += batch
            else:
                yield from found

    def _batches(self, jobs: Sequence[Job]) -> Iterator[Sequence[Job]]:
        with self._losing():
            workers = max(1, self._workers())
        size = min(_MOST, max(1, len(jobs) // (workers * _SHARES)))
        return (jobs[begin : begin + size] for begin in range(0, len(jobs), size))

    def _alone(self, job: Job) -> Rendered:
        """Have a suspect rendered, which fails by its name if it fails again."""
        self._hand_out([job])
        _, found = self._next()
        if not isinstance(found, Exception):
            return found[0]
        if type(found).__name__ == "KilledWorker":
            return Rendered(job, {}, (_lost(job),))
        if debugging():
            raise found
        return Rendered(job, {}, (internal(found, f"at the brief `{job.brief}`"),))

    # --- to and fro ------------------------------------------------------------------------------------

    def _hand_out(self, batch: Sequence[Job]) -> None:
        """Give a batch to the scheduler, in terms that it knows without having Legation."""
        from toolz import compose  # with which `distributed` comes

        self._handed_out += 1
        key = f"{self._name}-{self._handed_out}"
        rendering = compose(methodcaller("render", pickle.dumps(batch), self._folder), pickle.loads)
        with self._losing():
            future = self._submit(rendering, self._workshop, key=key)
            self._out[key] = future, batch
            future.add_done_callback(self._back.put)

    def _submit(self, *task: Any, key: str) -> Any:
        from dask import config

        # A chronology may be large, and that it goes along is meant.
        with config.set({"distributed.admin.large-graph-warning-threshold": "1 TiB"}):
            return self._client.submit(*task, key=key)

    def _next(self) -> tuple[Sequence[Job], Sequence[Rendered] | Exception]:
        """A batch that is back, with what came of it, or the error that it ended with.

        Raises:
            LegationError: That is the fault of the cluster, not of a brief.
        """
        with self._losing():
            while True:
                try:
                    back = self._back.get(timeout=1)
                    break
                except Empty:
                    self._workers()
            future, batch = self._out.pop(back.key)
            try:
                return batch, self._taken(future.result(timeout=_PATIENCE))
            except LegationError:
                raise
            except Exception as error:  # whatever was raised on the worker, or in between
                if future.cancelled() or self._client.status != "running":
                    raise self._gone() from error
                judge(self._client, self._folder)
                return batch, error

    def _taken(self, answer: Answer) -> Sequence[Rendered]:
        """What came of a batch, whichever way it came.

        Raises:
            LegationError: It is not in the folder.
            OnWorkerError: Something went wrong.
        """
        if answer.failure:
            raise OnWorkerError(answer.failure)
        data = answer.data or _fetched(Path(self._folder, answer.name))
        rendered: Sequence[Rendered] = pickle.loads(data)  # noqa: S301 (it is from our own worker)
        return rendered

    def _workers(self) -> int:
        """How many workers there are.

        Raises:
            LegationError: There is none, and was none for too long.
        """
        if self._client.status != "running":
            raise self._gone()
        found = len(self._client.nthreads())
        now = time.monotonic()
        if found:
            self._seen = now
        elif now - self._seen > _PATIENCE:
            address = self._cluster.address
            message = f"the scheduler at {address} has no worker"
            hint = f"start some, `dask worker {address}`, then build again"
            raise fail(None, CODE, message, hint)
        return found

    @contextmanager
    def _losing(self) -> Iterator[None]:
        """Tell in words that the connection is lost.

        Raises:
            LegationError: It is.
        """
        try:
            yield
        except OSError as error:
            raise self._gone() from error

    def _gone(self) -> LegationError:
        message = f"the scheduler at {self._cluster.address} has gone away"
        hint = "see why, then build again: what came back before is in its place"
        return fail(None, CODE, message, hint)


def _fetched(path: Path) -> bytes:
    """What a worker has left in the shared folder, which is then taken away.

    Raises:
        LegationError: It does not appear, or is not what the worker left.
    """
    for last in attempts():
        data = path.read_bytes() if path.exists() else b""
        if sha256(data).hexdigest() == path.name:
            path.unlink()
            return data
        if last:
            break
    message = "what a worker has put into this folder does not appear here"
    hint = "name a folder that all computers share, under the same path"
    raise fail(Position(str(path.parent.parent)), CODE, message, hint)


def _lost(job: Job) -> Diagnostic:
    message = f"every worker that was building `{job.brief}` was ended from outside"
    hint = "see whether the workers have enough memory, or build it without --cluster"
    return Diagnostic(None, Severity.ERROR, "worker-lost", message, hint)
