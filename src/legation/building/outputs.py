"""The files of briefs in their folder: which are as they were built, and how new ones take their places.

What Legation did not write, or somebody has changed since, is never written over: the new file goes beside
it, as `norway (2).docx`, and takes the plain name again once that is free. A file that was cut off, as by a
crash of the computer, is taken for what it was.

The new files of a brief are first written to `.legation`, whole. Then the record says what is to be moved
where, and they are moved. If Legation is killed in between, the next build moves the rest. Nothing waits
for the disk: after a loss of power a file may be cut off, which the next build sees.
"""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from legation.building.files import blaming, join, stage
from legation.building.inputs import stamp
from legation.building.lock import locked
from legation.building.record import FOLDER, Entry, Moves, Output, Record
from legation.diagnostics import Diagnostic, Position, Severity, fail
from legation.model.date_points import spelt

Tell = Callable[[Diagnostic], None]


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
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal digits."""
        return sha256(self.data).hexdigest()

    def output(self, name: str) -> Output:
        """What is recorded of it under a name."""
        begun = tuple(_beginnings(self.data))
        size = len(self.data)
        return replace(self.about, name=name, digest=self.digest, size=size, beginnings=begun)


@contextmanager
def opened(folder: Path, named: str, tell: Tell, *, override: bool = False) -> Iterator[Outputs]:
    """The outputs of a folder, locked; what a build that did not end has left is put right first.

    Args:
        folder: Where. It is made, if it is not there.
        named: The same as messages name it.
        tell: Told of each file that stays, or is lost, before that comes to pass.
        override: Whether to write over what somebody has changed.

    Raises:
        LegationError: The folder cannot be written to, or another process builds into it.
    """
    home = folder / FOLDER
    with ExitStack() as open_:
        with blaming(named):
            folder.mkdir(parents=True, exist_ok=True)
            if home.is_symlink():
                hint = "take it away: Legation keeps there what it has built"
                place = Position(join(named, FOLDER))
                raise fail(place, "output", "this is a link to somewhere else", hint)
            home.mkdir(exist_ok=True)
            open_.enter_context(locked(home / "lock", named))
        outputs = Outputs(folder, named, tell, override=override)
        with blaming(named):
            outputs.recover()
        yield outputs


class Outputs:
    """The files of a folder that is locked.

    Args:
        folder, named, tell, override: As of `opened`.

    Attributes:
        record: What was built there.
    """

    def __init__(self, folder: Path, named: str, tell: Tell, *, override: bool) -> None:
        self.record = Record(folder)
        self._folder = folder
        self._named = named
        self._tell = tell
        self._override = override

    def intact(self, output: Output) -> bool:
        """Whether a file is there, and as it was built."""
        try:
            now = stamp(join(str(self._folder), output.name))
            if now and now == self.record.stamps.get(output.name):
                return True
            if not now or _digest(self._folder / output.name) != output.digest:
                return False
        except OSError:
            return False
        self.record.stamps[output.name] = now
        return True

    def put(self, brief: str, files: Sequence[Made], entry: Entry) -> Entry:
        """Put the files of a brief in their places, all or none.

        Args:
            brief: Its id.
            files: Its files.
            entry: What is to be recorded of it, but for these files.

        Returns:
            What was recorded.

        Raises:
            LegationError: It could not be done: everything is as it was.
        """
        closed: dict[str, str] = {}
        while True:
            swap = self._swap(brief, files, entry, closed)
            try:
                self._carry_out(brief, swap)
            except _Closed as error:
                closed[error.name] = "cannot be replaced, as when it is open in another program"
                continue
            return swap.entry

    # --- where files go --------------------------------------------------------------------------------

    def _swap(
        self, brief: str, files: Sequence[Made], entry: Entry, closed: Mapping[str, str]
    ) -> _Swap:
        """What is to be done to put the files in their places."""
        before = self.record.briefs.get(brief, entry).outputs
        outputs = dict(before)
        over, drop, told = {}, {}, []
        for file in files:
            known = before.get(file.format)
            name, stands, found = self._place(brief, file, known, closed)
            told += found
            if stands:
                over[name] = stands
            if known and known.name != name and self.intact(known):
                drop[known.name] = known.digest
            outputs[file.format] = file.output(name)
        put = {f"{secrets.token_hex(8)}.new": outputs[file.format].name for file in files}
        datas = [file.data for file in files]
        return _Swap(Moves(put, over, drop), datas, replace(entry, outputs=outputs), told)

    def _place(
        self, brief: str, file: Made, known: Output | None, closed: Mapping[str, str]
    ) -> tuple[str, str, list[Diagnostic]]:
        """The name that a file gets, the hash of what stands there, and what is to be told of it."""
        kept: list[tuple[str, str]] = []
        for number in range(1, 10_000):
            name = f"{brief}{f' ({number})' if number > 1 else ''}.{file.format}"
            known_here = known if known and known.name == name else None
            stands, why = self._standing(name, file, known_here)
            why = closed.get(name) or why
            changed = why in _CHANGED
            if not why or (changed and self._override):
                lost = [self._losing(name)] if why else []
                return name, stands, [*lost, *self._keeping(kept, name)]
            kept.append((name, why))
        raise AssertionError("ten thousand files of one brief")  # pragma: no cover

    def _standing(self, name: str, file: Made, known: Output | None) -> tuple[str, str]:
        """The hash of what stands at a name, and why it must stay; both empty where there is nothing."""
        path = self._folder / name
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            return "", ""
        if not stat.S_ISREG(mode):
            return "", "is a link" if stat.S_ISLNK(mode) else "is not a file"
        data = path.read_bytes()
        digest = sha256(data).hexdigest()
        if digest == file.digest:
            return digest, ""
        if lock := next((lock for lock in _locks(name) if (self._folder / lock).exists()), None):
            return digest, f"is open in another program, as {lock} says"
        if (known and digest == known.digest) or _is_cut_off(data, file, known):
            return digest, ""
        return digest, _CHANGED[known is None]

    def _losing(self, name: str) -> Diagnostic:
        """What is told of a file that somebody has changed, and which is written over."""
        saved = _saved_on(self._folder / name)
        message = f"this was changed by hand{saved}: it is replaced, and what was changed is lost"
        return Diagnostic(Position(join(self._named, name)), Severity.WARNING, "replaced", message)

    def _keeping(self, kept: Iterable[tuple[str, str]], name: str) -> Iterator[Diagnostic]:
        """What is told of the files that stay."""
        for other, why in kept:
            place = Position(join(self._named, other))
            instead = f"the new one is {join(self._named, name)}"
            mend = f"{instead}; to have it here: legation build --replace"
            hint = mend if why in _CHANGED else instead
            yield Diagnostic(place, Severity.NOTE, "kept", f"this {why}, and stays", hint)

    # --- moving ----------------------------------------------------------------------------------------

    def _carry_out(self, brief: str, swap: _Swap) -> None:
        moves, record = swap.moves, self.record
        before = record.briefs.get(brief) or replace(swap.entry, outputs={})
        with ExitStack() as leftovers, blaming(self._named):
            for (staged, name), data in zip(moves.put.items(), swap.datas, strict=True):
                leftovers.callback(_remove, record.home / staged)
                stage(record.home / staged, data, like=self._folder / name)
            self._say(swap.told, Severity.WARNING)  # what is lost is told before it is
            record.put(brief, swap.entry, moves)
            with ExitStack() as undoing:
                undoing.callback(record.put, brief, before)
                for staged, name in moves.put.items():
                    kept = record.home / f"{secrets.token_hex(8)}.old"
                    leftovers.callback(_remove, kept)
                    undoing.callback(_restore, record.home / staged, kept, self._folder / name)
                    self._move(record.home / staged, name, kept)
                undoing.pop_all()
        self._say(swap.told, Severity.NOTE)
        for name in moves.drop:
            _remove(self._folder / name)
            record.stamps.pop(name, None)
        for name in moves.put.values():
            record.stamps[name] = stamp(join(str(self._folder), name))

    def _say(self, told: Iterable[Diagnostic], severity: Severity) -> None:
        for diagnostic in told:
            if diagnostic.severity is severity:
                self._tell(diagnostic)

    def _move(self, staged: Path, name: str, kept: Path) -> None:
        """Move a file to its place, and what stands there aside."""
        target = self._folder / name
        try:
            if target.exists():
                _keep(target, kept)
            staged.replace(target)
        except OSError as error:
            if target.exists() and isinstance(error, PermissionError | IsADirectoryError):
                raise _Closed(name) from error
            raise

    def recover(self) -> None:
        """Move what a build that did not end had still to move, and clear away what it left.

        Raises:
            OSError: Something cannot be moved.
        """
        moves = self.record.moves or Moves()
        for staged, name in moves.put.items():
            path = self.record.home / staged
            if path.exists() and self._is(name, moves.over.get(name)):
                path.replace(self._folder / name)
        for name, digest in moves.drop.items():
            if self._is(name, digest):
                _remove(self._folder / name)
        for path in self.record.leftovers():
            _remove(path)

    def _is(self, name: str, digest: str | None) -> bool:
        """Whether what stands at a name has this hash; None for nothing there."""
        path = self._folder / name
        if not os.path.lexists(path):
            return digest is None
        return path.is_file() and not path.is_symlink() and _digest(path) == digest


_CHANGED = ("was changed since it was built", "was not built by Legation")


class _Closed(Exception):
    """What stands at a name cannot be replaced."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class _Swap(Struct, frozen=True):
    """Files that are to be put in their places.

    Attributes:
        moves: What is moved where.
        datas: The bytes of each file, in the order of the moves.
        entry: What is recorded of the brief then.
        told: What is to be told of files that stay, or are lost.
    """

    moves: Moves
    datas: list[bytes]
    entry: Entry
    told: list[Diagnostic]


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _beginnings(data: bytes) -> Iterator[str]:
    """Short hashes of the first byte, the first four, sixteen and so on."""
    length = 1
    while length <= len(data):
        yield sha256(data[:length]).hexdigest()[:8]
        length *= 4


def _is_cut_off(data: bytes, file: Made, known: Output | None) -> bool:
    """Whether bytes are the beginning of the new file, or, as far as that was recorded, of the last."""
    if len(data) < len(file.data) and file.data.startswith(data):
        return True
    if known is None or len(data) >= known.size:
        return False
    begun = tuple(_beginnings(data))
    return known.beginnings[: len(begun)] == begun


def _locks(name: str) -> Iterator[str]:
    """The files that Word and LibreOffice keep beside one that is open in them."""
    yield f".~lock.{name}#"
    yield from (f"~${name[cut:]}" for cut in range(3))


def _saved_on(path: Path) -> str:
    """When a file was last saved, for messages."""
    try:
        saved = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except (OSError, ValueError):
        return ""
    return f", last on {spelt(saved.date())} at {saved:%H:%M}"


def _keep(target: Path, kept: Path) -> None:
    try:
        os.link(target, kept)
    except OSError:  # the file system knows no hard links
        shutil.copy2(target, kept)


def _restore(staged: Path, kept: Path, target: Path) -> None:
    """Undo a move, where it came to pass."""
    with suppress(OSError):
        if staged.exists():
            return
        if kept.exists():
            kept.replace(target)
        else:
            target.unlink(missing_ok=True)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
