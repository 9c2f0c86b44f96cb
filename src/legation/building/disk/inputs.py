"""The files that a build reads, with hashes: whether any has changed since is asked before much is imported.

Only what every Python has is imported here, and little of that.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from stat import S_ISREG

DEFAULT_PATH = "events.yaml"
"""The chronology where none is named."""

StrPath = str | os.PathLike[str]

_FOLDERS = ("briefs", "templates")


def hashed(path: str, others: Iterable[str] = ()) -> dict[str, str]:
    """The SHA-256 of each file that a chronology is built from, by its path; empty for what is not there.

    Of a folder it is that of its files' names, so that a file which is added is seen; of the register, that
    of the times at which something was issued.

    Args:
        path: The chronology, a file or folder.
        others: Files that lie elsewhere: a letterhead, the fonts and logo of a theme.
    """
    inside, home = os.path.isdir(path), _home(path)
    found = {register_folder(path): _times(register_folder(path))}
    files = list(_listed(path, found)) if inside else [path]
    for name in _FOLDERS:
        files += _listed(os.path.join(home, name), found)
    for file in [*files, *others]:
        found[file] = hash_of(file)
    return found


def _listed(folder: str, found: dict[str, str]) -> Iterator[str]:
    """The files of a folder; the hash of their names is put to the others."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(e.name for e in entries if e.is_file() and not e.name.startswith("."))
    except OSError:
        names = []
    found[folder] = sha256("\0".join(names).encode("utf-8", "surrogateescape")).hexdigest()
    yield from (os.path.join(folder, name) for name in names)


def _times(register: str) -> str:
    """When anything was last issued, brief by brief, as a hash; empty where nothing was."""
    try:
        with os.scandir(register) as entries:
            told = sorted((e.name, e.stat().st_mtime_ns) for e in entries if e.is_dir())
    except OSError:
        return ""
    return sha256(repr(told).encode("utf-8", "surrogateescape")).hexdigest()


def hash_of(file: str) -> str:
    """The SHA-256 of a file, in hexadecimal digits; empty where it cannot be read."""
    try:
        with open(file, "rb") as opened:
            return sha256(opened.read()).hexdigest()
    except OSError:
        return ""


def stamp(path: str) -> list[int]:
    """Size, time of change and the like of a file, which change when its bytes do; empty for no file.

    Raises:
        OSError: The system does not tell, as of what is not there.
    """
    found = os.lstat(path)
    if not S_ISREG(found.st_mode):
        return []
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def output_folder(path: str, output: StrPath | None = None) -> str:
    """The folder that a chronology is built to: the one that is named, else `output` beside it."""
    return os.path.join(_home(path), "output") if output is None else os.fspath(output)


def issued_folder(path: str) -> str:
    """The folder with the issues of a chronology's briefs, and their register."""
    return os.path.join(_home(path), "issued")


def register_folder(path: str) -> str:
    """The folder that holds the register itself: a folder for each brief."""
    return os.path.join(issued_folder(path), "register")


def _home(path: str) -> str:
    return path if os.path.isdir(path) else os.path.dirname(path)
