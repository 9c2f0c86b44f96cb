"""Putting files into empty places for good: all of them, or none, and none over another.

Files are first written to a folder of their own in `.legation`, with a plan of where each belongs, and the
disk is waited for. Then the first, the record, is put in its place in one step: from that moment all of them
count as filed. The others follow. Where this is cut off, `settle` ends it when it is next called, or takes
everything away if the record had not been put. What stands in a place already is never written over.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from legation.building.disk.files import digest, join, read_own, stage
from legation.building.disk.home import FOLDER
from legation.diagnostics import Position, fail

_PLAN = "plan.json"
_STAGING = re.compile(r"[0-9a-f]{16}")
_UNSYNCED = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOSYS}

Name = Annotated[str, Meta(pattern=r"^[^\W_][^/\\:\x00]*(/[^\W_][^/\\:\x00]*)+$")]
"""The path of a file from the folder, with `/`; none that leads out of it is ever read."""


class TakenError(Exception):
    """Something stands in the record's place."""


class _Placed(Struct, frozen=True):
    """A file that is to be put somewhere: where, and the SHA-256 of its bytes."""

    name: Name
    digest: str


def file(root: Path, contents: Mapping[str, bytes], named: str) -> None:
    """Put files into places where nothing is.

    Args:
        root: The folder, for whose `.legation` the process holds the lock.
        contents: The bytes of each file, by its path from the folder; the first is the record.
        named: The folder as messages name it.

    Raises:
        LegationError: A folder on the way is a link.
        TakenError: Something stands in the record's place.
        OSError: It cannot be done. Nothing is filed, or if the record is in its place, `settle` ends it.
    """
    staging = root / FOLDER / secrets.token_hex(8)
    try:
        placed = _stage(staging, contents)
        for each in placed:
            _make_folders(root, each.name, named)
            _refuse_closed((root / each.name).parent)
        try:
            _put(staging / "0", root / placed[0].name)
        except FileExistsError:
            raise TakenError from None
    finally:
        settle_one(root, staging, named)


def settle(root: Path, named: str) -> None:
    """End what was cut off.

    Raises:
        LegationError, OSError: As of `file`; what can be ended by then is.
    """
    for path in sorted((root / FOLDER).iterdir()):
        if _STAGING.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
            settle_one(root, path, named)


def settle_one(root: Path, staging: Path, named: str) -> None:
    """Put the files in their places if the record is in its own; else take them away.

    A file whose place was taken meanwhile stays where it is ready, until that place is free.

    Raises:
        LegationError, OSError: As of `file`.
    """
    placed = _planned(staging)
    record = digest(root / placed[0].name) if placed else None
    if record == "":
        return  # of what cannot be read it cannot be told whether it is ours
    if placed and record == placed[0].digest:
        sync((root / placed[0].name).parent)
        ready = [(staging / str(at), each) for at, each in enumerate(placed)]
        done = [_settled(root, path, each, named) for path, each in ready[1:]]
        if not all(done):
            return
    shutil.rmtree(staging, ignore_errors=True)


def _stage(staging: Path, contents: Mapping[str, bytes]) -> Sequence[_Placed]:
    """Write the files, and then the plan, so that they outlast a loss of power."""
    staging.mkdir()
    for at, data in enumerate(contents.values()):
        stage(staging / str(at), data, lasting=True)
    placed = [_Placed(name, sha256(data).hexdigest()) for name, data in contents.items()]
    stage(staging / _PLAN, msgspec.json.encode(placed), lasting=True)
    sync(staging)
    sync(staging.parent)
    return placed


def _planned(staging: Path) -> Sequence[_Placed]:
    """What was to go where; nothing where the plan was never ended.

    Raises:
        OSError: The system does not let one read it.
    """
    try:
        return msgspec.json.decode(read_own(staging / _PLAN), type=list[_Placed])
    except (FileNotFoundError, ValueError):
        return ()


def _settled(root: Path, ready: Path, placed: _Placed, named: str) -> bool:
    """Put a file in its place, unless it is there; whether it needs to be kept ready no more."""
    target = root / placed.name
    stands = digest(target)
    if stands is None and ready.exists():
        _make_folders(root, placed.name, named)
        with suppress(FileExistsError):
            _put(ready, target)
            stands = placed.digest
    return stands == placed.digest or not ready.exists()


def _put(ready: Path, target: Path) -> None:
    """Give a file that is ready its place, in one step.

    Raises:
        FileExistsError: Something stands there.
        OSError: It cannot be done.
    """
    try:
        os.link(ready, target)
    except FileExistsError:
        raise
    except OSError:  # the file system knows no hard links; who else files here has to wait
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target) from None
        ready.rename(target)
    sync(target.parent)


def _make_folders(root: Path, name: str, named: str) -> None:
    """Make the folders on the way to a file, through no link."""
    folder = root
    for part in Path(name).parent.parts:
        folder, named = folder / part, join(named, part)
        make_folder(folder, named)


def _refuse_closed(folder: Path) -> None:
    """Stop before the record is put where a folder lets nothing in.

    Raises:
        PermissionError: It does not.
    """
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), folder)


def make_folder(folder: Path, named: str) -> None:
    """Make a folder, if it is not there, so that it outlasts a loss of power.

    Args:
        folder: Where.
        named: The folder as messages name it.

    Raises:
        LegationError: It is a link, which may lead anywhere.
        OSError: It cannot be made.
    """
    if folder.is_symlink():
        message, hint = "this is a link to somewhere else", "put a folder of its own in its place"
        raise fail(Position(named), "output", message, hint)
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        sync(folder.parent)


def sync(folder: Path) -> None:
    """Wait until the names in a folder would outlast a loss of power, where the system lets one wait.

    Raises:
        OSError: The disk says that it failed.
    """
    if os.name == "nt":
        return  # which opens no folders
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in _UNSYNCED:
            raise
    finally:
        os.close(opened)
