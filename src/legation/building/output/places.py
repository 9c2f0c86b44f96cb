"""Where a new file of a brief goes: to its plain name, or beside what must stay there.

What Legation did not write stays, and so does what is open in another program, is read-only, or is no file
at all. A file that was only cut off, as when the computer crashed, holds nothing of anybody's: it is
replaced.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from itertools import count, takewhile
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from legation.building.disk.files import join, read_own
from legation.building.output.record import Output
from legation.diagnostics import Diagnostic, Position, Severity
from legation.model.brief import Format
from legation.model.date_points import spelt


class Made(Struct, frozen=True, dict=True):
    """A file that is ready to be put in its place.

    Attributes:
        format: Its format, with which its name ends.
        data: Its bytes.
        about: What is to be recorded of it, but for what its bytes and its name say.
    """

    format: str
    data: bytes
    about: Output

    @cached_property
    def _hashes(self) -> tuple[tuple[str, ...], str]:
        return _hashes(self.data)

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal digits."""
        return self._hashes[1]

    def output(self, name: str) -> Output:
        """What is recorded of it under a name."""
        (begun, digest), size = self._hashes, len(self.data)
        return replace(self.about, name=name, digest=digest, size=size, beginnings=begun)


class Place(Struct, frozen=True):
    """A name for a new file.

    Attributes:
        name: The name, in the folder.
        stands: The SHA-256 of what stands there so far; None for nothing.
        loses: Whether that holds what Legation did not write.
        kept: Why what stands at better names must stay, by name.
    """

    name: str
    stands: str | None
    loses: bool
    kept: Mapping[str, str]

    def losing(self, folder: Path, named: str, zone: str) -> Iterator[Diagnostic]:
        """What is told before somebody's file is written over, in a zone's times; of no file, nothing."""
        if self.loses:
            saved = _saved_on(folder / self.name, zone)
            message = (
                f"this was changed by hand{saved}: it is replaced, and what was changed is lost"
            )
            yield Diagnostic(
                Position(join(named, self.name)), Severity.WARNING, "replaced", message
            )

    def keeping(self, named: str) -> Iterator[Diagnostic]:
        """What is told of the files that stay, once the new one is there."""
        instead = f"the new one is {join(named, self.name)}"
        mend = f"{instead}; to have it here: legation build --replace"
        for other, why in self.kept.items():
            hint = mend if why in _CHANGED else instead
            place = Position(join(named, other))
            yield Diagnostic(place, Severity.NOTE, "kept", f"this {why}, and stays", hint)


def names(brief: str, format_: str) -> Iterator[str]:
    """The names that a file of a brief may have, the best first: `norway.docx`, `norway (2).docx`."""
    yield f"{brief}.{format_}"
    yield from (f"{brief} ({number}).{format_}" for number in count(2))


def in_the_way(folder: Path, brief: str, format_: str, name: str) -> list[str]:
    """What stands at the better names than the one that a file of a brief has."""
    better = takewhile(lambda other: other != name, names(brief, format_))
    return list(takewhile(lambda other: os.path.lexists(folder / other), better))


def place(
    folder: Path,
    brief: str,
    file: Made,
    known: Output | None,
    ours: Mapping[str, str],
    closed: Mapping[str, str],
    *,
    intact: bool,
    override: bool,
) -> Place:
    """The place of a new file: the best name at which nothing must stay.

    Args:
        folder: Where.
        brief: The id of its brief.
        file: The file.
        known: The one that was built before it, if any was.
        ours: The SHA-256 of this and other earlier ones, by name.
        closed: The names that were tried in vain, each with the reason.
        intact: Whether the known one is there as it was built, and need not be read.
        override: Whether what Legation did not write may be lost.

    Raises:
        OSError: The folder cannot be looked into.
    """
    kept: dict[str, str] = {}
    for name in names(brief, file.format):
        here = known if known and known.name == name else None
        stands, why = _standing(folder, name, file, here, ours, intact=intact)
        why = closed.get(name) or why
        changed = why in _CHANGED
        if not why or (changed and override):
            return Place(name, stands, changed, kept)
        kept[name] = why
    raise AssertionError("there are names without end")  # pragma: no cover


def _standing(
    folder: Path,
    name: str,
    file: Made,
    known: Output | None,
    ours: Mapping[str, str],
    *,
    intact: bool,
) -> tuple[str | None, str]:
    """The hash of what stands at a name, None for nothing, and why it must stay; empty if it need not."""
    path = folder / name
    try:
        mode = path.lstat().st_mode
        if not stat.S_ISREG(mode):
            return "", "is a link" if stat.S_ISLNK(mode) else "is not a file"
        data = b"" if known and intact else read_own(path)
    except FileNotFoundError:
        return None, ""
    except PermissionError:
        return "", "cannot be read"
    digest = known.digest if known and intact else sha256(data).hexdigest()
    if digest == file.digest:
        return digest, ""  # whoever wrote it: it is what is to be there
    if lock := next((lock for lock in _locks(name) if os.path.lexists(folder / lock)), None):
        return digest, f"is open in another program, as {lock} says"
    if not mode & stat.S_IWUSR:
        return digest, "is read-only"
    if digest == ours.get(name):
        return digest, ""
    return digest, "" if _is_cut_off(data, file, known) else _CHANGED[name not in ours]


_CHANGED = ("was changed since it was built", "holds what Legation did not write")


def _hashes(data: bytes) -> tuple[tuple[str, ...], str]:
    """Short hashes of the first byte, the first four, sixteen and so on; and the SHA-256 of all bytes."""
    hashed, begun, start, end = sha256(), [], 0, 1
    with memoryview(data) as bytes_:
        while end <= len(data):
            hashed.update(bytes_[start:end])
            begun.append(hashed.hexdigest()[:8])
            start, end = end, end * 4
        hashed.update(bytes_[start:])
    return tuple(begun), hashed.hexdigest()


def _is_cut_off(data: bytes, file: Made, known: Output | None) -> bool:
    """Whether bytes are the beginning of the new file, or all that was written to disk of the last.

    What is recorded of the last tells its beginning, but not every byte that follows. So only what lacks
    the end that each whole file of its kind has is taken for a part of it: no program saves that.
    """
    begun = data.rstrip(b"\0")  # some systems fill up with these what they could not write
    if len(data) <= len(file.data) and file.data.startswith(begun):
        return True
    if known is None or len(begun) >= known.size or len(data) > known.size:
        return False
    if sha256(data + b"\n").hexdigest() == known.digest:
        return True
    beginnings, _ = _hashes(begun)
    return not _is_whole(data, file.format) and known.beginnings[: len(beginnings)] == beginnings


def _is_whole(data: bytes, format_: str) -> bool:
    """Whether a file ends as those of its format do. Of plain text that cannot be told: it may be whole."""
    if format_ == Format.DOCX:
        # The last record of a ZIP archive, with its comment (APPNOTE 4.3.16).
        at = data.rfind(b"PK\5\6")
        return at >= 0 and at + 22 + int.from_bytes(data[at + 20 : at + 22], "little") == len(data)
    if format_ == Format.PDF:  # its last line, which may stand anywhere among its last bytes
        return b"%%EOF" in data[-1024:]
    return True


def _locks(name: str) -> Iterator[str]:
    """The files that Word and LibreOffice keep beside one that is open in them."""
    yield f".~lock.{name}#"
    yield from (f"~${name[cut:]}" for cut in range(3))


def _saved_on(path: Path, zone: str) -> str:
    """When a file was last saved, for messages."""
    try:
        saved = datetime.fromtimestamp(path.stat().st_mtime, ZoneInfo(zone))
    except (OSError, ValueError, KeyError):
        return ""
    return f", last on {spelt(saved.date())} at {saved:%H:%M} ({zone})"
