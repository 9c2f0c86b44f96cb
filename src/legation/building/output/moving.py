"""Moving new files to their places, all or none; what was begun and not ended can always be ended.

While a file is moved, what stood in its place has a second name in `.legation`. Wherever moving is cut off,
each file stands whole under its own name, as it was or as it is to be, and those that are still to be moved
are in `.legation`. Undoing passes through the same states.
"""

from __future__ import annotations

import os
import secrets
from contextlib import ExitStack, suppress
from pathlib import Path

from legation.building.disk.files import digest, keep, remove
from legation.building.output.record import Moves


class ClosedError(Exception):
    """What stands at a name cannot be replaced, as when it is open in another program."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class ChangedError(Exception):
    """What stands at a name is no more what was found there just before."""


def move(folder: Path, home: Path, moves: Moves) -> None:
    """Move files to their places, then take away those of an earlier build that are needed no more.

    Args:
        folder: Where they go.
        home: Where they are ready.
        moves: What goes where.

    Raises:
        ClosedError: A name cannot be had; everything is as it was.
        ChangedError: Somebody has just changed a file; everything is as it was.
        OSError: It could not be done; everything is as it was.
    """
    with ExitStack() as leftovers, ExitStack() as undoing:
        for ready, name in moves.put.items():
            kept = home / f"{secrets.token_hex(8)}.old"
            leftovers.callback(remove, kept)
            undoing.callback(_restore, home / ready, kept, folder / name)
            _move(home / ready, folder / name, kept, moves.over.get(name))
        undoing.pop_all()
    _drop(folder, moves)


def finish(folder: Path, home: Path, moves: Moves) -> None:
    """Go on where moving was cut off; what cannot be replaced, or was changed since, stays."""
    for ready, name in moves.put.items():
        path, target = home / ready, folder / name
        if path.exists():
            stands = digest(target)
            with suppress(OSError):
                if stands in (moves.over.get(name), None):
                    path.replace(target)
                elif stands == digest(path):  # which was about to be undone
                    path.unlink()
    if not any((home / ready).exists() for ready in moves.put):
        _drop(folder, moves)


def _move(ready: Path, target: Path, kept: Path, stands: str | None) -> None:
    """Move a file to its place, and keep what stands there."""
    if digest(target) != stands:
        raise ChangedError
    try:
        if stands is not None:
            keep(target, kept)
        ready.replace(target)
    except OSError as error:
        if isinstance(error, PermissionError | IsADirectoryError) and os.path.lexists(target):
            raise ClosedError(target.name) from error
        raise


def _restore(ready: Path, kept: Path, target: Path) -> None:
    """Undo a move, where it came to pass: the file is ready again, and what stood there is back."""
    with suppress(OSError):
        if ready.exists():
            return
        if not kept.exists():
            target.replace(ready)
            return
        try:
            os.link(target, ready)
        except OSError:  # the file system knows no hard links
            target.replace(ready)
        kept.replace(target)


def _drop(folder: Path, moves: Moves) -> None:
    for name, stands in moves.drop.items():
        if digest(folder / name) == stands:
            remove(folder / name)
