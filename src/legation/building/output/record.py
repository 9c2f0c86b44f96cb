"""What was built into a folder, kept in `.legation` within it, so that the next build knows what is there.

`record.json` says of each brief which files Legation wrote, with a hash of their bytes and of what they were
made from. While a build runs, what becomes of each brief is appended to `journal.jsonl`, one JSON object a
line; when the build ends, the two are made one. A line is written before the files that it tells of are put
in their places, and says which are to be moved where: if Legation is killed in between, the next build
moves the rest.

Nobody needs the record to read a brief. Where it is lost, what stands in the folder is taken for somebody
else's work, and kept.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, field
from msgspec.structs import replace

from legation.building.disk.files import read_own
from legation.building.disk.home import FOLDER, JOURNAL, LAST, LOCK, RECORD
from legation.diagnostics import Diagnostic

VERSION = 1

Name = Annotated[str, Meta(pattern=r"^[^\W_][^/\\:\x00]*$")]
"""The name of a file in the folder; none that leads out of it is ever read."""

Staged = Annotated[str, Meta(pattern=r"^[0-9a-f]+\.new$")]
"""The name of a file in `.legation` that is ready to be put in its place."""


Day = Annotated[str, Meta(pattern=r"^\d{4}-[01]\d-[0-3]\d$")]
"""A day (ISO 8601)."""

Time = Annotated[str, Meta(pattern=r"^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\+00:00$")]
"""A time (ISO 8601, UTC), to the second."""


class Output(Struct, frozen=True, omit_defaults=True):
    """A file that was built.

    Attributes:
        made_from: A hash of all that it depends on.
        version: Of the Legation that built it.
        as_of: The day that it speaks from.
        built: When it was built.
        name: Its name in the folder.
        digest: The SHA-256 of its bytes, in hexadecimal digits.
        size: How many bytes it has.
        beginnings: Short hashes of its first byte, its first four, sixteen and so on, by which a file that
            was cut off is known.
        pages: How many it has, where that is known.
        warnings: What there was to warn of in the finished text.
        inputs: A hash of all files that were read, where there are such warnings: they name lines.
        draft: Whether it is a draft.
        since: The number of the issue that it was held against; empty for none.
        issue: Its own number, where it was built as an issue.
        older: Whether the brief was built in other formats since, from something else.
    """

    made_from: str
    version: str
    as_of: Day
    built: Time
    name: Name = ""
    digest: str = ""
    size: int = 0
    beginnings: tuple[str, ...] = ()
    pages: int | None = None
    warnings: tuple[Diagnostic, ...] = ()
    inputs: str = ""
    draft: bool = False
    since: str = ""
    issue: str = ""
    older: bool = False


class Failure(Struct, frozen=True):
    """Why a brief was not built when that was last tried.

    Attributes:
        place: The file, and the line, of the first error; empty where no file is to blame.
        message: What is wrong.
        tried: When.
    """

    place: str
    message: str
    tried: Time


class Entry(Struct, frozen=True, omit_defaults=True):
    """What is known of a brief.

    Attributes:
        chronology: What it was built from, as a path from the folder.
        outputs: Its files, by format.
        parts: Hashes of what it was last made from, part by part.
        failure: Why it was not built when that was last tried; None where it was.
        gone: Whether the chronology has this brief no more.
        left: The SHA-256 of earlier files of it that could not be replaced or taken away yet, by name.
    """

    chronology: str
    outputs: Mapping[str, Output] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    failure: Failure | None = None
    gone: bool = False
    left: Mapping[Name, str] = field(default_factory=dict)


class Moves(Struct, frozen=True, omit_defaults=True):
    """What puts the files of a brief in their places.

    Attributes:
        put: The name in the folder of each file that is ready, by its name in `.legation`.
        over: The SHA-256 of what stands there so far, by its name in the folder, where anything does.
        drop: The same of files that are then to be taken away: an earlier build's, under other names.
    """

    put: Mapping[Staged, Name] = field(default_factory=dict)
    over: Mapping[Name, str] = field(default_factory=dict)
    drop: Mapping[Name, str] = field(default_factory=dict)


class _Line(Struct, frozen=True, omit_defaults=True):
    """A line of the journal."""

    brief: str
    entry: Entry
    moves: Moves | None = None


Stamp = list[int]
"""Of a file, as `inputs.stamp` has it."""


class _Saved(Struct, frozen=True):
    """What `record.json` holds; the stamps are of files that were found to be as built."""

    version: int
    briefs: dict[str, Entry]
    stamps: dict[str, Stamp]
    entries: dict[str, str]
    zone: str = "UTC"


class Record:
    """The record of a folder; who changes it has locked the folder.

    Args:
        folder: Where briefs are built to.

    Attributes:
        briefs: What is known of each brief.
        stamps: Of the files that are as they were built, by name.
        entries: A hash of each entry of the chronology, as they were when briefs were last built from it.
        zone: The time zone of the chronology that was last read (IANA).
        moves: What the last line of the journal says is to be moved, done or not; None for nothing.
    """

    def __init__(self, folder: Path) -> None:
        self.home = folder / FOLDER
        saved = _saved(self.home / RECORD)
        self.briefs = saved.briefs
        self.stamps = saved.stamps
        self.entries = saved.entries
        self.zone = saved.zone
        self.moves: Moves | None = None
        self._moved: tuple[str, Entry | None] = ("", None)
        for line in _lines(self.home / JOURNAL):
            self._moved = (line.brief, self.briefs.get(line.brief))
            self.briefs[line.brief] = line.entry
            self.moves = line.moves

    @property
    def interrupted(self) -> bool:
        """Whether a build was begun that has not ended."""
        return (self.home / JOURNAL).exists()

    def put(self, brief: str, entry: Entry, moves: Moves | None = None) -> None:
        """Record what is known of a brief, and the moves that are about to make it true.

        Raises:
            OSError: It cannot be written, and nothing is recorded.
        """
        line = msgspec.json.encode(_Line(brief, entry, moves))
        with (self.home / JOURNAL).open("ab") as journal:
            journal.write(b"\n" + line)  # on a line of its own, whatever a full disk cut off before
        self.briefs[brief] = entry

    def note(self, brief: str, entry: Entry) -> None:
        """Record what is known of a brief; where it cannot be written now, it is when the record is saved."""
        with suppress(OSError):
            self.put(brief, entry)
        self.briefs[brief] = entry

    @contextmanager
    def moving(self, brief: str, entry: Entry, moves: Moves) -> Iterator[None]:
        """Record a brief before its files are moved, and take it back where they are not.

        Raises:
            OSError: It cannot be written, and nothing is recorded.
        """
        journal, before = self.home / JOURNAL, self.briefs.get(brief)
        length = journal.stat().st_size if journal.exists() else 0
        try:
            self.put(brief, entry, moves)
            yield
        except BaseException:
            if any((self.home / ready).exists() for ready in moves.put):  # else all were moved
                with suppress(OSError):
                    os.truncate(journal, length)  # for which a full disk has room
                self.briefs.pop(brief, None)
                self.briefs |= {brief: before} if before else {}
            raise

    def settle(self, stands: Callable[[str], str | None]) -> None:
        """Have the brief whose files were last moved be known by those that came to their places.

        Args:
            stands: The SHA-256 of what stands at a name in the folder.
        """
        brief, before = self._moved
        if self.moves is None:
            return
        entry, outputs = self.briefs[brief], {}
        earlier = before or Entry(entry.chronology)
        for format_, output in entry.outputs.items():
            moved = (
                output.name not in self.moves.put.values() or stands(output.name) == output.digest
            )
            if found := output if moved else earlier.outputs.get(format_):
                outputs[format_] = found
        if outputs != entry.outputs:
            known = replace(entry, outputs=outputs, parts=earlier.parts, left=earlier.left)
            self.note(brief, known)

    def save(self) -> None:
        """Make record and journal one.

        Raises:
            OSError: It cannot be written; both are as they were.
        """
        known = {each.name for entry in self.briefs.values() for each in entry.outputs.values()}
        stamps = {name: stamp for name, stamp in self.stamps.items() if name in known}
        new = self.home / f"{RECORD}.new"
        saved = _Saved(VERSION, self.briefs, stamps, self.entries, self.zone)
        new.write_bytes(msgspec.json.encode(saved))
        new.replace(self.home / RECORD)
        (self.home / JOURNAL).unlink(missing_ok=True)

    def leftovers(self) -> Iterator[Path]:
        """What lies about in `.legation` of builds that did not end."""
        kept = {RECORD, JOURNAL, LOCK, LAST}
        return (path for path in self.home.iterdir() if path.name not in kept or path.is_symlink())


def _saved(path: Path) -> _Saved:
    """What was saved; nothing where that is not to be read by this version."""
    nothing = _Saved(VERSION, {}, {}, {})
    try:
        read = msgspec.json.decode(read_own(path), type=_Saved)
    except _UNREADABLE:
        return nothing
    return read if read.version == VERSION else nothing


def _lines(path: Path) -> Iterator[_Line]:
    """The lines of the journal, but for any that was cut off."""
    try:
        lines = read_own(path).split(b"\n")
    except OSError:
        return
    decoder = msgspec.json.Decoder(_Line)
    for line in filter(None, lines):
        with suppress(*_UNREADABLE):
            yield decoder.decode(line)


_UNREADABLE = (OSError, msgspec.MsgspecError, ValueError, RecursionError)
