"""One build of a folder at a time: a lock that the system takes back when its process ends in any way."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import FileIO
from pathlib import Path

from legation.diagnostics import Position, fail

PATIENCE = 30.0
"""Seconds to wait for another build to end."""

_PAUSE = 0.1


@contextmanager
def locked(
    file: Path,
    named: str,
    patience: float = PATIENCE,
    other: str = "another build of this folder",
    again: str = "build again",
) -> Iterator[None]:
    """Hold the lock of a folder.

    Args:
        file: The file that stands for the lock; it is made, and stays.
        named: The folder as messages name it.
        patience: Seconds to wait for who has it.
        other: What is under way where another process has it, in words.
        again: What to do once that has ended.

    Raises:
        LegationError: Another process has it, and keeps it.
        OSError: The file cannot be made.
    """
    if file.is_symlink():
        file.unlink()  # whatever it leads to is none of ours
    end = time.monotonic() + patience
    with ExitStack() as open_:
        while not _take(held := open_.enter_context(_open(file)), file):
            if time.monotonic() >= end:
                raise _busy(held, named, other, again)
            open_.pop_all().close()
            time.sleep(_PAUSE)
        with suppress(OSError):  # of a full disk; who holds the lock is said for convenience only
            held.truncate(0)
            held.write(f"{os.getpid()}".encode())
        try:
            yield
        finally:
            with suppress(OSError):
                held.truncate(0)


def _open(file: Path) -> FileIO:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    return open(os.open(file, flags, 0o666), "r+b", buffering=0)  # noqa: PTH123 (a descriptor)


def _take(held: FileIO, file: Path) -> bool:
    """Lock an open file, unless it is no more the one that others find by its name."""
    try:
        return _lock(held) and os.path.samestat(os.fstat(held.fileno()), file.stat())
    except FileNotFoundError:
        return False


def _busy(held: FileIO, named: str, other: str, again: str) -> Exception:
    who = ""
    with suppress(OSError):
        said = held.read(20).decode("ascii", "replace").strip()
        who = f" (process {said})" if said.isdigit() else ""
    message = f"{other} is under way{who}"
    return fail(Position(named), "locked", message, f"wait for it to end, then {again}")


if sys.platform == "win32":
    import msvcrt

    def _lock(held: FileIO) -> bool:
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

    def _lock(held: FileIO) -> bool:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:  # some network drives know no locks: better to build than not to
            return error.errno in {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP}
        return True
