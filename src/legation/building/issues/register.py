"""The register of what was issued: a folder `issued` beside the chronology, of files that live well in git.

`register/norway/2026-03.json` says all of one issue: what it said, from what it was made, and the hashes of
its files, which are beside it as `2026/norway-03.pdf`. Nothing there is ever written over, and an issue is
in the register wholly or not at all: see `filing`. Reading needs no lock, and makes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from legation.building.disk import filing
from legation.building.disk.files import blaming, digest, join, read_own
from legation.building.disk.home import FOLDER, LOCK
from legation.building.disk.inputs import StrPath, issued_folder
from legation.building.disk.lock import locked
from legation.building.issues.issued import (
    REGISTER,
    Filed,
    Head,
    Issue,
    decoded,
    file_name,
    is_number,
    is_own,
    ordered,
    record_name,
    sealed,
)
from legation.diagnostics import LegationError, Position, fail, nearest

if TYPE_CHECKING:
    from legation.building.issues.added import Record

__all__ = ["Filed", "Issue", "Register", "is_number", "register_of"]

_FOR_GIT = {
    f"{FOLDER}/.gitignore": "*\n",
    ".gitattributes": "# Files that were issued stay so, to the last byte.\n/[0-9]*/** -text\n",
}
"""Files that keep git from what is no part of the register, and have it change no line ends."""

_FORBIDDEN = "issues are kept beside the chronology for good: ask for leave to write there"
_HINT = "get it back from a copy, as from git; the other issues are not touched"


class Glance(Struct, frozen=True):
    """What of an issue is soon read.

    Attributes:
        number: Its number.
        as_of: The day that it speaks from.
        since: The number of the issue that it was held against; empty for none.
        digest: The SHA-256 of its record, as it lies there.
    """

    number: str
    as_of: date
    since: str
    digest: str


class Register:
    """The issues of a chronology.

    Attributes:
        folder: The folder `issued`, which need not be there.
        named: The same as messages name it.
    """

    def __init__(self, folder: Path, named: str) -> None:
        self.folder = folder
        self.named = named

    # --- reading --------------------------------------------------------------------------------------

    def briefs(self) -> list[str]:
        """The ids of the briefs that were ever issued, in alphabetical order."""
        from legation.model.brief import refuse_brief_id

        names = (name for name in self.listed(REGISTER) if not refuse_brief_id(name))
        return sorted(name for name in names if self.numbers(name))

    def numbers(self, brief: str) -> list[str]:
        """The numbers of a brief's issues, the first issue first."""
        files = (name for name in self.listed(f"{REGISTER}/{brief}") if name.endswith(".json"))
        names = (name.removesuffix(".json") for name in files)
        return sorted(filter(is_number, names), key=ordered)

    def read(self, brief: str, number: str) -> Issue:
        """An issue.

        Raises:
            LegationError: It is not there, or cannot be read.
        """
        if not self._is_known(brief, number):
            raise self._unknown(brief, number)
        named = Position(join(self.named, record_name(brief, number)))
        try:
            issue = decoded(read_own(self.folder / record_name(brief, number)))
        except (OSError, ValueError, RecursionError) as error:
            message = "this cannot be read as what was issued: it was cut off or changed since"
            raise fail(named, "register", message, _HINT) from error
        if issue is None:
            message = "this was written by a later version of Legation"
            raise fail(named, "register", message, "install that version")
        if not is_own(issue, brief, number):
            raise fail(named, "register", "this is not of the issue that its name says", _HINT)
        return issue

    def glance(self, brief: str, number: str) -> Glance:
        """What of an issue that is there is soon read. It is not held against its hash.

        Raises:
            LegationError: It cannot be read.
        """
        try:
            data = read_own(self.folder / record_name(brief, number))
            head = msgspec.json.decode(data, type=Head)
        except (OSError, ValueError, RecursionError):
            self.read(brief, number)  # which says what is wrong with it
            raise
        return Glance(number, head.as_of, head.since, sha256(data).hexdigest())

    def last(self, brief: str) -> Issue | None:
        """The last issue of a brief; None for none.

        Raises:
            LegationError: It cannot be read.
        """
        numbers = self.numbers(brief)
        return self.read(brief, numbers[-1]) if numbers else None

    def last_glance(self, brief: str, on: date) -> Glance | None:
        """What is soon read of the last issue of a brief that speaks from a day, or from one before it.

        Raises:
            LegationError: It cannot be read, or one after it.
        """
        for number in reversed(self.numbers(brief)):
            found = self.glance(brief, number)
            if found.as_of <= on:
                return found
            self.read(brief, number)  # none is passed over for what somebody has put into it
        return None

    def state(self, issue: Issue | Record) -> Mapping[str, str]:
        """How the files of an issue or addendum are: empty for as issued, else `changed` or `missing`."""
        return {format_: self._state(file) for format_, file in issue.files.items()}

    def _state(self, file: Filed) -> str:
        stands = digest(self.folder / file.name)
        if stands is None:
            return "missing"
        return "" if stands == file.digest else "changed"

    def listed(self, name: str) -> list[str]:
        """The names in a folder in the folder `issued`; none where it is not there.

        Raises:
            LegationError: It cannot be read.
        """
        try:
            return os.listdir(self.folder / name)  # noqa: PTH208 (of thousands of briefs)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            message = "this folder cannot be read: ask for leave to read there"
            raise fail(Position(join(self.named, name)), "register", message) from error

    def _is_known(self, brief: str, number: str) -> bool:
        from legation.model.brief import refuse_brief_id

        if refuse_brief_id(brief) or not is_number(number):
            return False
        return self._stands(record_name(brief, number))

    def _unknown(self, brief: str, number: str) -> LegationError:
        known = {f"{each}/{n}" for each in self.briefs() for n in self.numbers(each)}
        if not known:
            return fail(
                None, "unknown-issue", "nothing was issued yet", "issue first: legation issue"
            )
        message = f"there is no issue {brief}/{number}"
        near = nearest(f"{brief}/{number}", known)
        hint = f"write {near}" if near else "legation history lists all"
        return fail(None, "unknown-issue", message, hint)

    # --- issuing --------------------------------------------------------------------------------------

    def next_number(self, brief: str, year: int) -> str:
        """The number that the next issue of a brief gets: of none there, and of no file that stands there."""
        known = [ordinal for of, ordinal in map(ordered, self.numbers(brief)) if of == year]
        ordinal = max(known, default=0) + 1
        while self._taken(brief, f"{year:04}-{ordinal:02}"):
            ordinal += 1
        return f"{year:04}-{ordinal:02}"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep others from issuing; what an issue that was cut off left is put right first.

        Raises:
            LegationError: The folder cannot be written to, or another process keeps it locked.
        """
        home = self.folder / FOLDER
        with ExitStack() as held:
            with self._blaming():
                filing.make_folder(self.folder, self.named)
                filing.make_folder(home, join(self.named, FOLDER))
                other, again = "another issue from this chronology", "issue again"
                held.enter_context(locked(home / LOCK, self.named, other=other, again=again))
                for name, text in _FOR_GIT.items():
                    if _is_blank(self.folder / name):
                        (self.folder / name).write_text(text, encoding="utf-8", newline="\n")
                filing.settle(self.folder, self.named)
            yield

    def put(self, issue: Issue, contents: Mapping[str, bytes]) -> None:
        """Put an issue in the register, which is locked, and its files beside it.

        Args:
            issue: The issue.
            contents: The bytes of its files, by format.

        Raises:
            LegationError: It could not be done. Nothing was issued, unless the message says so.
        """
        record, told = record_name(issue.brief, issue.number), sealed(issue)
        files = {issue.files[format_].name: data for format_, data in contents.items()}
        assert is_own(issue, issue.brief, issue.number), (
            "files have the names that they are to have"
        )
        assert files.keys() == {file.name for file in issue.files.values()}, "no file is left out"
        if taken := next(filter(self._stands, (record, *files)), None):
            raise self._there(taken)
        try:
            with self._blaming():
                filing.file(self.folder, {record: told, **files}, self.named)
        except filing.TakenError:
            raise self._there(record) from None
        except LegationError as error:
            if digest(self.folder / record) == sha256(told).hexdigest():
                raise _half(issue, error) from error
            raise

    def _stands(self, name: str) -> bool:
        return os.path.lexists(self.folder / name)

    def _there(self, name: str) -> LegationError:
        message = "this is there already, and is never written over"
        return fail(Position(join(self.named, name)), "register", message, "issue again")

    def _taken(self, brief: str, number: str) -> bool:
        """Whether an issue or any file bears a number."""
        from legation.model.brief import Format

        names = (file_name(brief, number, format_) for format_ in Format)
        return any(map(self._stands, (record_name(brief, number), *names)))

    def _blaming(self) -> AbstractContextManager[None]:
        return blaming(self.named, elsewhere="", forbidden=_FORBIDDEN)


def register_of(path: StrPath) -> Register:
    """The register of a chronology, which is a file or a folder."""
    named = issued_folder(os.fspath(path))
    return Register(Path(named), named)


def _half(issue: Issue, error: LegationError) -> LegationError:
    """What is said where an issue is in the register, and not all of its files are in their places."""
    why = error.diagnostics[0]
    said = f"{issue.reference} is issued, but not all its files are in their places: {why.message}"
    hint = f"{why.hint}; the next legation issue puts them there" if why.hint else ""
    return fail(why.position, why.code, said, hint)


def _is_blank(path: Path) -> bool:
    """Whether a file is not there, or nothing could be written to it."""
    try:
        return path.lstat().st_size == 0
    except FileNotFoundError:
        return True
