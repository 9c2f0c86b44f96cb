"""One build of a folder at a time: a lock that the system takes back when its process ends in any way."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from legation.diagnostics import Position, fail

PATIENCE = 30.0
"""Seconds to wait for another build to end."""

_PAUSE = 0.1


@contextmanager
def locked(file: Path, named: str, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a folder.

    Args:
        file: The file that stands for the lock; it is made, and stays.
        named: The folder as messages name it.
        patience: Seconds to wait for who has it.

    Raises:
        LegationError: Another process has it, and keeps it.
        OSError: The file cannot be made.
    """
    with open(os.open(file, os.O_RDWR | os.O_CREAT, 0o666), "r+b") as held:  # noqa: PTH123
        end = time.monotonic() + patience
        while not _take(held):
            if time.monotonic() >= end:
                raise _busy(held, named)
            time.sleep(_PAUSE)
        held.truncate(0)
        held.write(f"{os.getpid()}".encode())
        held.flush()
        try:
            yield
        finally:
            held.truncate(0)


def _busy(held: BinaryIO, named: str) -> Exception:
    who = ""
    with suppress(OSError):
        said = held.read(20).decode("ascii", "replace").strip()
        who = f" (process {said})" if said.isdigit() else ""
    message = f"another build of this folder is under way{who}"
    return fail(Position(named), "locked", message, "wait for it to end, then build again")


if sys.platform == "win32":
    import msvcrt

    def _take(held: BinaryIO) -> bool:
        """Lock a byte far behind what the file says, which others may then still read."""
        held.seek(2**20)
        try:
            msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            held.seek(0)
        return True

else:
    import fcntl

    def _take(held: BinaryIO) -> bool:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:  # some network drives know no locks: better to build than not to
            return error.errno in {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP}
        return True
