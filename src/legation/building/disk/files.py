"""Writing files so that nothing is ever half-written.

Each file is written beside its target under a name of its own, then put in its place by one `os.replace`.
Files that belong together, the formats of one brief, are replaced together: when one cannot be, the
others get back what they held. The permissions of new files are those that the umask grants; a file that
is replaced passes on its own.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from legation.diagnostics import LegationError, Position, fail, reason

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would otherwise turn \n into \r\n


def write_together(
    folder: Path, named: str, contents: Mapping[str, bytes], elsewhere: str = "--output FOLDER"
) -> None:
    """Write files to a folder, all of them or none.

    Args:
        folder: Where. Folders that are not there are made.
        named: The folder as messages name it.
        contents: What each file is to hold, by its name in the folder, or in one within it: `a/b`.
        elsewhere: What the user types to have them written to another folder, for hints.

    Raises:
        LegationError: It could not be done, and every file is as it was.
    """
    targets = [_Target(folder / name, join(named, name), elsewhere) for name in contents]
    with blaming(named, elsewhere):
        for parent in {target.path.parent: None for target in targets}:
            parent.mkdir(parents=True, exist_ok=True)
    for target in targets:
        target.refuse()
    with ExitStack() as leftovers:
        for target, data in zip(targets, contents.values(), strict=True):
            leftovers.callback(target.clear)
            target.stage(data)
        with ExitStack() as undoing:
            for target in targets:
                undoing.callback(target.restore)
                target.replace()
            undoing.pop_all()


def join(folder: str, name: str) -> str:
    """A file in a folder, the folder exactly as it was named (a Path would drop a leading `./`)."""
    return os.path.join(folder, name)  # noqa: PTH118


def stage(path: Path, data: bytes, like: Path | None = None, *, lasting: bool = False) -> None:
    """Write a new file.

    Args:
        path: Where nothing is yet.
        data: What it is to hold.
        like: The file that it is to replace: if that is there, the new one has its permissions.
        lasting: Whether to wait until it would outlast a loss of power.

    Raises:
        OSError: It cannot be written.
    """
    # Not tempfile, whose files nobody else may read: a brief is shared.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
    with open(os.open(path, flags, 0o666), "wb") as file:  # noqa: PTH123 (a descriptor)
        file.write(data)
        if lasting:
            file.flush()
            os.fsync(file.fileno())
    if like is not None and like.exists():
        shutil.copymode(like, path)


def read_own(path: Path) -> bytes:
    """The bytes of an ordinary file: a link is not followed, and nothing else is waited for.

    Raises:
        OSError: It cannot be read, is not there, or is no ordinary file.
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        raise OSError(errno.EINVAL, "not an ordinary file", path)
    return path.read_bytes()


def digest(path: Path) -> str | None:
    """The SHA-256 of what stands at a path; None where nothing does, empty where that cannot be read."""
    try:
        return sha256(read_own(path)).hexdigest()
    except FileNotFoundError:
        return None
    except OSError:
        return ""


def keep(target: Path, kept: Path) -> None:
    """Give a file a second name, or make a copy of it where that cannot be.

    Raises:
        OSError: Neither can be done; what there is of the copy may be half of one.
    """
    try:
        os.link(target, kept)
    except OSError:  # the file system knows no hard links
        shutil.copy2(target, kept)


def remove(path: Path) -> None:
    """Take a file away, if it is there and the system allows it."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _beside(suffix: str) -> str:
    return f".legation-{secrets.token_hex(6)}.{suffix}"


class _Target(Struct, dict=True):
    """A file to be written, with what stands in for it until it is: the new content, and the old."""

    path: Path
    named: str
    elsewhere: str

    @cached_property
    def staged(self) -> Path:
        """Where the new content is written."""
        return self.path.with_name(_beside("new"))

    @cached_property
    def kept(self) -> Path:
        """Where the old content is kept."""
        return self.path.with_name(_beside("old"))

    def refuse(self) -> None:
        """Stop unless the target is an ordinary file, or is not there yet."""
        hint = f"move it away, or name another folder: {self.elsewhere}"
        with blaming(self.named, self.elsewhere):
            if self.path.is_symlink():
                raise fail(Position(self.named), "output", "this is a link to somewhere else", hint)
            if self.path.exists() and not self.path.is_file():
                raise fail(Position(self.named), "output", "this is not a file", hint)

    def stage(self, data: bytes) -> None:
        """Write the new content beside the target."""
        with blaming(self.named, self.elsewhere):
            stage(self.staged, data, like=self.path)

    def replace(self) -> None:
        """Put the new content in the target's place, keeping the old."""
        in_use = "close it in Word or wherever it is open, then try again"
        with blaming(self.named, self.elsewhere, in_use):
            if self.path.exists():
                keep(self.path, self.kept)
            self.staged.replace(self.path)

    def restore(self) -> None:
        """Undo `replace`, where it came to pass."""
        with suppress(OSError):
            if self.staged.exists():
                return  # what was kept may be half a copy
            if self.kept.exists():
                self.kept.replace(self.path)
            else:
                self.path.unlink(missing_ok=True)

    def clear(self) -> None:
        """Take away what stood in."""
        for path in (self.staged, self.kept):
            remove(path)


@contextmanager
def blaming(named: str, elsewhere: str = "--output FOLDER", forbidden: str = "") -> Iterator[None]:
    """Turn what the system says into a diagnostic about the file or folder named so.

    Args:
        named: The file or folder as messages name it.
        elsewhere: What the user types to have it written to another folder; empty where there is no way.
        forbidden: What to do where the system forbids it, if that is not to name another folder.
    """
    try:
        yield
    except OSError as error:
        forbidden = forbidden or f"name a folder that you may write to: {elsewhere}"
        raise _explained(error, named, elsewhere, forbidden) from error


def _explained(error: OSError, named: str, elsewhere: str, forbidden: str) -> LegationError:
    position = Position(named)
    if error.errno in _FULL:
        hint = "make room, then try again: the earlier files are as they were"
        return fail(position, "disk-full", "the disk is full", hint)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return fail(position, "output", "this cannot be written", forbidden)
    if isinstance(error, FileExistsError | NotADirectoryError):
        hint = f"name another folder: {elsewhere}" if elsewhere else "take it away"
        if error.filename and _leads_nowhere(Path(error.filename)):
            return fail(position, "output", "this is a link to a folder that is not there", hint)
        return fail(position, "output", "there is a file where a folder is wanted", hint)
    return fail(position, "output", f"this cannot be written: {reason(error)}")


def _leads_nowhere(path: Path) -> bool:
    return path.is_symlink() and not path.exists()
