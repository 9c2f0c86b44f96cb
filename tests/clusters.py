"""A Dask scheduler and its workers, each a process on this computer; and certificates for them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from json import loads
from pathlib import Path

from tools import require_tool, run

PATIENCE = 60.0
"""How many seconds a process may take to be there, on a machine that is busy."""

PRELOADED = """\
'''Kills the worker that is to build a brief called `fatal-N-...`, as long as it has lives to take.'''
import os, signal
from json import loads
from pathlib import Path
from legation.building.rendering import workers

lives = Path({lives!r})

def render(renderer, job, real=workers.render):
    if job.brief.startswith("fatal-") and (left := sorted(lives.glob(job.brief + "*"))):
        left[0].unlink()
        os.kill(os.getpid(), signal.SIGKILL)
    return real(renderer, job)

if workers.render.__module__ == workers.__name__:  # this is run more than once
    workers.render = render
"""
"""What a worker runs first, to be killed in the middle of a batch."""

WITHOUT_LEGATION = """\
import importlib.metadata as metadata, sys
sys.modules["legation"] = None
real = metadata.version
def version(name):
    if name == "legation":
        raise metadata.PackageNotFoundError(name)
    return real(name)
metadata.version = version
"""
"""A `sitecustomize` by which Python has no Legation."""


class Machines:
    """The processes of a cluster. They end when this is left.

    Args:
        folder: For what they write.
        tls: Options by which they speak TLS.
    """

    def __init__(self, folder: Path, *tls: str | Path) -> None:
        self.folder = folder
        self.lives = folder / "lives"
        self.lives.mkdir(parents=True)
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self._tls = tls
        self._processes: list[subprocess.Popen[bytes]] = []
        self._file = folder / "scheduler.json"
        speaking = ("--protocol", "tls") if tls else ()
        # It is to do without Legation.
        self._start(
            "scheduler", "--port", "0", "--scheduler-file", self._file, *speaking, bare=True
        )
        self.address = self._address()

    def __enter__(self) -> Machines:
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def worker(self, *options: str | Path, path: Path | None = None, bare: bool = False) -> None:
        """Start a worker with one thread, and wait until the scheduler knows it.

        Args:
            options: For `dask worker`.
            path: A folder where its Python looks first.
            bare: Whether it has no Legation.
        """
        preloaded = self.folder / "preloaded.py"
        preloaded.write_text(PRELOADED.format(lives=str(self.lives)), encoding="utf-8")
        first = () if bare else ("--preload", preloaded)
        log = self._start(
            "worker", self.address, "--nthreads", "1", *first, *options, path=path, bare=bare
        )
        until(lambda: "Starting established connection" in log.read_text(), "no worker")

    def _start(self, *command: str | Path, path: Path | None = None, bare: bool = False) -> Path:
        log = self.folder / f"{len(self._processes)}.log"
        if bare:
            path = self.folder / "bare"
            path.mkdir(exist_ok=True)
            (path / "sitecustomize.py").write_text(WITHOUT_LEGATION, encoding="utf-8")
        environment = {
            **os.environ,
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
            "TMPDIR": str(self.temporary),
            **({"PYTHONPATH": str(path)} if path else {}),
        }
        kind, *options = command
        full = [sys.executable, "-m", "dask", kind, *options, "--host", "127.0.0.1"]
        full += ["--no-dashboard", *self._tls]
        with log.open("wb") as out:
            self._processes.append(
                subprocess.Popen(
                    [str(part) for part in full],
                    env=environment,
                    cwd=self.folder,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                )
            )
        return log

    def end_scheduler(self) -> None:
        """Kill it."""
        self._processes[0].kill()

    def _address(self) -> str:
        until(lambda: self._file.exists() and self._file.read_text().endswith("}"), "no scheduler")
        address: str = loads(self._file.read_text())["address"]
        return address


def until(happened: Callable[[], object], otherwise: str) -> None:
    """Wait for something to happen."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, otherwise
        time.sleep(0.1)


def certificates(folder: Path, *names: str) -> None:
    """Make a key and certificate of each name, signed by an authority of the folder: NAME.key, NAME.pem."""
    openssl = require_tool("openssl")
    folder.mkdir()
    new = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")

    def request(name: str, *options: str | Path) -> None:
        key, wanted = folder / f"{name}.key", f"/CN={name}"
        run(openssl, "req", *new, "-keyout", key, "-subj", wanted, *options)

    request("authority", "-x509", "-days", "2", "-out", folder / "authority.pem")
    for name in names:
        asked = folder / f"{name}.csr"
        request(name, "-out", asked)
        authority = ("-CA", folder / "authority.pem", "-CAkey", folder / "authority.key")
        out = ("-days", "2", "-CAcreateserial", "-out", folder / f"{name}.pem")
        run(openssl, "x509", "-req", "-in", asked, *authority, *out)
