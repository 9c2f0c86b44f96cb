"""Noticing that something has changed that briefs are made from: `bursts`.

The operating system says where something stirs, through watchfiles; what has come of it is then looked at:
size and times of the chronology, of the texts, the templates and the theme, with the fonts and the logo
that it names, and of the letterhead. So it does not matter how an editor saves, in place, by renaming or by
deleting and making anew, nor what else lies in the folders; what a build writes is not looked at. Where the
system says nothing, as of some network drives, a look is taken all the same, every half second.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path

import watchfiles

from legation.reading.files import ENDINGS, TEXTS
from legation.reading.templates import Folder
from legation.reading.theme import NAME, named_files

QUIET = 0.15
"""Seconds without a change, after which a burst is over: editors save in less, in several steps."""

LOOK = 0.5
"""Seconds after which a look is taken though the system has said nothing."""

_STEP = 50  # milliseconds for which watchfiles gathers what the system says

Stamp = tuple[int, ...]
Seen = dict[Path, Stamp]
"""The files that briefs are made from, or would be, with their stamps: an empty one for none there."""


def bursts(path: Path, reference: Path | None) -> Iterator[list[Path]]:
    """Wait for changes, again and again.

    Args:
        path: The chronology, a file or a folder; it may come and go.
        reference: A letterhead that lies elsewhere.

    Yields:
        At once, nothing; then, whenever files have come to rest, those that have changed.
    """

    def look() -> Seen:
        return _look(path, reference)

    seen = look()
    yield []
    while True:
        now = _at_rest(look, _stirred(look, seen))
        now = {file: _stamp(file) for file in seen.keys() - now.keys()} | now  # named no more
        changed = sorted(file for file in now if seen.get(file, ()) != now[file])
        seen = now
        if changed:
            yield changed


def _stirred(look: Callable[[], Seen], seen: Seen) -> Seen:
    """Wait until files are not as they were; return how they are."""
    now = look()
    signs = _signs({each for file in {**seen, **now} for each in _folders(file)})
    while now == seen:
        next(signs)
        now = look()
    return now


def _at_rest(look: Callable[[], Seen], now: Seen) -> Seen:
    """Wait until files stay as they are."""
    while True:
        time.sleep(QUIET)
        before, now = now, look()
        if now == before:
            return now


def _signs(folders: set[Path]) -> Iterator[object]:
    """Come back when something has stirred in one of the folders, and after a while anyhow."""
    try:
        yield from watchfiles.watch(
            *folders,
            watch_filter=None,
            debounce=_STEP,
            step=_STEP,
            rust_timeout=int(LOOK * 1000),
            yield_on_timeout=True,
            recursive=False,
            ignore_permission_denied=True,
        )
    except (
        OSError,
        RuntimeError,
    ):  # a folder is gone by now, or the system watches no more of them
        while True:
            time.sleep(LOOK)
            yield None


# --- what is looked at ---------------------------------------------------------------------------------


def _look(path: Path, reference: Path | None) -> Seen:
    inside = path.is_dir()
    home = path if inside else path.parent
    theme = home / "templates" / NAME
    files = chain(
        _listed(home, ENDINGS) if inside else [path],
        *(_below(home / name) for name in (TEXTS, "templates")),
        _named(theme, _stamp(theme)),
        [reference] if reference else [],
    )
    return {file: _stamp(file) for file in files}


def _listed(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    """The folder, and the files in it that have one of the endings."""
    yield folder
    try:
        names = os.listdir(folder)  # noqa: PTH208 (Path.iterdir is no quicker, and no clearer)
    except OSError:
        return
    yield from (folder / name for name in names if name.lower().endswith(endings))


def _below(folder: Path) -> Iterator[Path]:
    """A folder, and all that is in it, but for what editors keep there."""
    yield folder
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not _is_editors(name)]
        yield from (Path(parent, name) for name in [*folders, *files] if not _is_editors(name))


def _is_editors(name: str) -> bool:
    """Whether a file is an editor's own: hidden, a backup, or the mark that Word has another open."""
    return name.startswith((".", "~$", "#")) or name.endswith("~")


@lru_cache(maxsize=4)
def _named(theme: Path, stamp: Stamp) -> tuple[Path, ...]:
    """The files that a theme names, whether they are there or not."""
    return tuple(named_files(Folder(theme.parent, ""))) if stamp else ()


def _stamp(path: Path) -> Stamp:
    """What changes when a file does; of a folder only that it is one, of what is not there nothing."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ()
    if path.is_dir():
        return (1,)
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _folders(file: Path) -> Iterator[Path]:
    """The folders in which it would be seen that a file, or a folder, changes; also behind a link."""
    try:
        places = {file.parent.resolve() / file.name, file.resolve()}
    except (OSError, RuntimeError):  # the current folder is gone, or links go round in a ring
        places = {file}
    for place in places:
        if place.is_dir():
            yield place
        yield next((parent for parent in place.parents if parent.is_dir()), Path())
