"""The files of briefs in their folder: which are as they were built, and how new ones take their places.

What Legation did not write, or somebody has changed since, is never written over: the new file goes beside
it, as `norway (2).docx`, and takes the plain name again once that is free.

The new files of a brief are first written to `.legation`, whole. Then the record says what is to be moved
where, and they are moved. If Legation is killed in between, the next build moves the rest. Nothing waits
for the disk: after a loss of power a file may be cut off, which the next build sees.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from legation.building.disk.files import blaming, digest, join, remove, stage
from legation.building.disk.home import FOLDER, LOCK
from legation.building.disk.inputs import stamp
from legation.building.disk.lock import locked
from legation.building.output.moving import ChangedError, ClosedError, finish, move
from legation.building.output.places import Made, Place, in_the_way, names, place
from legation.building.output.record import Entry, Moves, Output, Record, Stamp
from legation.diagnostics import Diagnostic, Position, Severity, fail

Tell = Callable[[Diagnostic], None]

_CLOSED = "cannot be replaced, as when it is open in another program"


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
        with blaming(join(named, FOLDER)):
            if home.is_symlink():
                hint = "take it away: Legation keeps there what it has built"
                message = "this is a link to somewhere else"
                raise fail(Position(join(named, FOLDER)), "output", message, hint)
            home.mkdir(exist_ok=True)
            open_.enter_context(locked(home / LOCK, named))
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

    def intact(self, output: Output, staged: Stamp | None = None) -> bool:
        """Whether a file is there, and as it was built.

        Args:
            output: What is recorded of it.
            staged: Its stamp before it was moved to its place, if it has just been: it need not be read.
        """
        try:
            now = stamp(join(str(self._folder), output.name))
        except OSError:
            return False
        if not now:
            return False
        if now == self.record.stamps.get(output.name):
            return True
        as_staged = staged is not None and _unmoved(now) == _unmoved(staged)
        if not as_staged and digest(self._folder / output.name) != output.digest:
            return False
        self.record.stamps[output.name] = now
        return True

    def any_there(self, entry: Entry) -> bool:
        """Whether any file of a brief is there, as it was built or not."""
        files = (self._folder / output.name for output in entry.outputs.values())
        return any(os.path.lexists(file) for file in files)

    def settled(self, brief: str, format_: str, output: Output) -> bool:
        """Whether a file has the best name that it can have, and nothing is left of earlier ones."""
        taken = self.in_the_way(brief, format_, output.name)
        best = next(islice(names(brief, format_), len(taken), None))
        left = any(name.endswith(f".{format_}") for name in self.record.briefs[brief].left)
        return output.name == best and not left and not (taken and self._override)

    def in_the_way(self, brief: str, format_: str, name: str) -> list[str]:
        """What stands at the better names than the one that a file of a brief has."""
        return in_the_way(self._folder, brief, format_, name)

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
            with blaming(self._named):
                try:
                    swap = self._swap(brief, files, entry, closed)
                    self._carry_out(brief, swap)
                except ClosedError as error:
                    closed[error.name] = _CLOSED
                except ChangedError:
                    for found in swap.places:  # which are to be read now, whatever their stamps say
                        self.record.stamps.pop(found.name, None)
                else:
                    return swap.entry

    def _swap(
        self, brief: str, files: Sequence[Made], entry: Entry, closed: Mapping[str, str]
    ) -> _Swap:
        """What is to be done to put the files in their places."""
        before = self.record.briefs.get(brief, entry)
        outputs, left, places, datas = dict(before.outputs), dict(before.left), [], []
        put: dict[str, str] = {}
        over: dict[str, str] = {}
        drop: dict[str, str] = {}
        for file in files:
            known = before.outputs.get(file.format)
            ours = {n: left.pop(n) for n in before.left if n.endswith(f".{file.format}")}
            ours |= {known.name: known.digest} if known else {}
            intact = known is not None and self.intact(known)
            found = place(
                self._folder,
                brief,
                file,
                known,
                ours,
                closed,
                intact=intact,
                override=self._override,
            )
            places.append(found)
            outputs[file.format] = file.output(found.name)
            if found.stands != file.digest:
                put[f"{secrets.token_hex(8)}.new"] = found.name
                datas.append(file.data)
                over |= {found.name: found.stands} if found.stands is not None else {}
            for name, hash_ in ours.items():
                if name != found.name and digest(self._folder / name) == hash_:
                    (left if name in found.kept else drop)[name] = hash_
        known_then = replace(entry, outputs=outputs, left=left)
        return _Swap(Moves(put, over, drop), datas, known_then, places)

    def _carry_out(self, brief: str, swap: _Swap) -> None:
        moves, home = swap.moves, self.record.home
        with ExitStack() as leftovers:
            staged: dict[str, Stamp] = {}
            for (ready, name), data in zip(moves.put.items(), swap.datas, strict=True):
                leftovers.callback(remove, home / ready)
                stage(home / ready, data, like=self._folder / name)
                staged[name] = stamp(join(str(home), ready))
            for found in swap.places:  # what is lost is told before it is
                self._say(found.losing(self._folder, self._named, self.record.zone))
            with self.record.moving(brief, swap.entry, moves):
                move(self._folder, home, moves)
        left = {n: h for n, h in moves.drop.items() if digest(self._folder / n) == h}
        if left:
            self.record.note(brief, replace(swap.entry, left={**swap.entry.left, **left}))
        for output in swap.entry.outputs.values():
            self.intact(output, staged.get(output.name))  # which notes how it looks now
        for found in swap.places:
            self._say(found.keeping(self._named))
        for name in left:
            message = "this is of an earlier build, and cannot be taken away now"
            self._tell(
                Diagnostic(Position(join(self._named, name)), Severity.NOTE, "kept", message)
            )

    def _say(self, told: Iterable[Diagnostic]) -> None:
        for diagnostic in told:
            self._tell(diagnostic)

    def recover(self) -> None:
        """Move what a build that did not end had still to move, and clear away what it left.

        Raises:
            OSError: The folder cannot be looked into.
        """
        if self.record.moves is not None:
            finish(self._folder, self.record.home, self.record.moves)
            self.record.settle(lambda name: digest(self._folder / name))
        for path in self.record.leftovers():
            remove(path)


def _unmoved(found: Stamp) -> Stamp:
    """What moving a file leaves as it is of its stamp: all but the time of change."""
    return [*found[:2], *found[3:]]


class _Swap(Struct, frozen=True):
    """Files that are to be put in their places.

    Attributes:
        moves: What is moved where.
        datas: The bytes of each file, in the order of the moves.
        entry: What is recorded of the brief then.
        places: Where each file goes, and what stays or is lost there.
    """

    moves: Moves
    datas: list[bytes]
    entry: Entry
    places: list[Place]
