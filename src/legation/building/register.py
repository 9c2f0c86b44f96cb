"""The register of what was issued: a folder `issued` beside the chronology, of files that live well in git.

`register/norway/2026-03.json` says all of one issue: what it said, from what it was made, and the hashes of
its files, which are beside it as `2026/norway-03.pdf`. Nothing there is ever written over, and an issue is
in the register wholly or not at all: see `filing`. Reading needs no lock, and makes nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from legation.building import filing
from legation.building.files import blaming, digest, join, read_own
from legation.building.home import FOLDER, LOCK
from legation.building.inputs import issued_folder
from legation.building.lock import locked
from legation.diagnostics import LegationError, Position, fail, nearest
from legation.model.date_points import spelt
from legation.model.edition import Edition

VERSION = 1
REGISTER = "register"

_NUMBER = re.compile(r"(\d{4})-(0[1-9]|[1-9]\d{1,5})", re.ASCII)
_FORMAT = re.compile(r"[a-z]+", re.ASCII)
_FOR_GIT = {
    f"{FOLDER}/.gitignore": "*\n",
    ".gitattributes": "# Files that were issued stay so, to the last byte.\n/[0-9]*/** -text\n",
}
"""Files that keep git from what is no part of the register, and have it change no line ends."""

_FORBIDDEN = "issues are kept beside the chronology for good: ask for leave to write there"
_UNREADABLE = (OSError, msgspec.MsgspecError, ValueError, RecursionError)


class Filed(Struct, frozen=True):
    """A file of an issue.

    Attributes:
        name: Its path from the folder `issued`: `2026/norway-03.pdf`.
        digest: The SHA-256 of its bytes, in hexadecimal digits.
        size: How many bytes it has.
    """

    name: str
    digest: str
    size: int


class Issue(Struct, frozen=True, kw_only=True):
    """One published edition of a brief, as the register has it.

    Attributes:
        register: The version of this form.
        brief: The brief's id.
        number: Of the issue, of its brief and year: `2026-03`.
        title: The brief's title.
        as_of: The day that it speaks from.
        issued: When it was issued (ISO 8601, UTC).
        version: Of the Legation that issued it.
        since: The number of the issue that it was held against; empty for none.
        files: Its files, by format.
        inputs: The SHA-256 of each file that it was made from, by its path from the chronology's folder.
        edition: What it said.
    """

    register: int = VERSION
    brief: str
    number: str
    title: str
    as_of: date
    issued: str
    version: str
    since: Annotated[str, Meta(pattern=rf"^({_NUMBER.pattern})?\Z")]
    files: Mapping[str, Filed]
    inputs: Mapping[str, str]
    edition: Edition

    @property
    def reference(self) -> str:
        """What it is cited by: `norway/2026-03`."""
        return f"{self.brief}/{self.number}"

    @property
    def ordinal(self) -> int:
        """Which issue of its year it is: 3."""
        return ordered(self.number)[1]

    @property
    def called(self) -> str:
        """The issue in words: `issue 3 (12 February 2026)`."""
        return f"issue {self.ordinal} ({spelt(self.as_of)})"


class _Form(Struct, frozen=True):
    """What every version of the form says."""

    register: int


class Register:
    """The issues of a chronology.

    Args:
        folder: The folder `issued`, which need not be there.
        named: The same as messages name it.
    """

    def __init__(self, folder: Path, named: str) -> None:
        self._folder = folder
        self._named = named

    # --- reading --------------------------------------------------------------------------------------

    def briefs(self) -> list[str]:
        """The ids of the briefs that were ever issued, in alphabetical order."""
        from legation.model.brief import refuse_brief_id

        names = (name for name in _listed(self._folder / REGISTER) if not refuse_brief_id(name))
        return sorted(name for name in names if self.numbers(name))

    def numbers(self, brief: str) -> list[str]:
        """The numbers of a brief's issues, the first issue first."""
        files = (name for name in _listed(self._home(brief)) if name.endswith(".json"))
        names = (name.removesuffix(".json") for name in files)
        return sorted(filter(is_number, names), key=ordered)

    def read(self, brief: str, number: str) -> Issue:
        """An issue.

        Raises:
            LegationError: It is not there, or cannot be read.
        """
        if not self._is_known(brief, number):
            raise self._unknown(brief, number)
        named = Position(join(self._named, record_name(brief, number)))
        mend = "get it back from a copy, as from git; the other issues are not touched"
        try:
            data = read_own(self._folder / record_name(brief, number))
            form = msgspec.json.decode(data, type=_Form).register
            issue = msgspec.json.decode(data, type=Issue) if form <= VERSION else None
        except _UNREADABLE as error:
            message = "this cannot be read as what was issued: it was cut off or changed since"
            raise fail(named, "register", message, mend) from error
        if issue is None:
            message = "this was written by a later version of Legation"
            raise fail(named, "register", message, "install that version")
        if not _is_own(issue, brief, number):
            raise fail(named, "register", "this is not of the issue that its name says", mend)
        return issue

    def last(self, brief: str, on: date | None = None) -> Issue | None:
        """The last issue of a brief; None for none.

        Args:
            brief: The brief's id.
            on: A day; then the last of those that speak from no later one.

        Raises:
            LegationError: One cannot be read.
        """
        issues = (self.read(brief, number) for number in reversed(self.numbers(brief)))
        return next((issue for issue in issues if on is None or issue.as_of <= on), None)

    def state(self, issue: Issue) -> Mapping[str, str]:
        """How the files of an issue are, by format: empty for as issued, else `changed` or `missing`."""
        return {format_: self._state(file) for format_, file in issue.files.items()}

    def _state(self, file: Filed) -> str:
        stands = digest(self._folder / file.name)
        if stands is None:
            return "missing"
        return "" if stands == file.digest else "changed"

    def _home(self, brief: str) -> Path:
        return self._folder / REGISTER / brief

    def _is_known(self, brief: str, number: str) -> bool:
        from legation.model.brief import refuse_brief_id

        if refuse_brief_id(brief) or not is_number(number):
            return False
        return os.path.lexists(self._folder / record_name(brief, number))

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

    @staticmethod
    def file_name(brief: str, number: str, format_: str) -> str:
        """The path of a file of an issue from the folder `issued`: `2026/norway-03.pdf`."""
        year, _, ordinal = number.partition("-")
        return f"{year}/{brief}-{ordinal}.{format_}"

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
        home = self._folder / FOLDER
        with ExitStack() as held:
            with self._blaming():
                filing.make_folder(self._folder, self._named)
                filing.make_folder(home, join(self._named, FOLDER))
                other, again = "another issue from this chronology", "issue again"
                held.enter_context(locked(home / LOCK, self._named, other=other, again=again))
                for name, text in _FOR_GIT.items():
                    if not os.path.lexists(self._folder / name):
                        (self._folder / name).write_text(text, encoding="utf-8", newline="\n")
                filing.settle(self._folder)
            yield

    def put(self, issue: Issue, contents: Mapping[str, bytes]) -> None:
        """Put an issue in the register, which is locked, and its files beside it.

        Args:
            issue: The issue.
            contents: The bytes of its files, by format.

        Raises:
            LegationError: It could not be done. Nothing was issued, unless the message says so.
        """
        record = record_name(issue.brief, issue.number)
        told = msgspec.json.encode(issue, enc_hook=_plain, order="deterministic")
        files = {issue.files[format_].name: data for format_, data in contents.items()}
        assert _is_own(issue, issue.brief, issue.number), (
            "files bear the names that they are to have"
        )
        assert files.keys() == {file.name for file in issue.files.values()}, "no file is left out"
        for name in (record, *files):
            if os.path.lexists(self._folder / name):
                message = "this is there already, and is never written over"
                raise fail(Position(join(self._named, name)), "register", message, "issue again")
        try:
            with self._blaming():
                filing.file(
                    self._folder, {record: msgspec.json.format(told, indent=2) + b"\n", **files}
                )
        except LegationError as error:
            if os.path.lexists(self._folder / record):
                raise self._half(issue, error) from error
            raise

    def _taken(self, brief: str, number: str) -> bool:
        """Whether an issue or any file bears a number."""
        from legation.model.brief import Format

        names = (self.file_name(brief, number, format_) for format_ in Format)
        return any(os.path.lexists(self._folder / n) for n in (record_name(brief, number), *names))

    def _half(self, issue: Issue, error: LegationError) -> LegationError:
        """What is said where an issue is in the register, and not all of its files are in their places."""
        why = error.diagnostics[0]
        message = (
            f"{issue.reference} is issued, but not all its files are in their places: {why.message}"
        )
        hint = f"{why.hint}; the next legation issue puts them there" if why.hint else ""
        return fail(why.position, why.code, message, hint)

    def _blaming(self) -> AbstractContextManager[None]:
        return blaming(self._named, elsewhere="", forbidden=_FORBIDDEN)


def register_of(path: str | os.PathLike[str]) -> Register:
    """The register of a chronology, which is a file or a folder."""
    named = issued_folder(os.fspath(path))
    return Register(Path(named), named)


def record_name(brief: str, number: str) -> str:
    """The path of what is recorded of an issue from the folder `issued`."""
    return f"{REGISTER}/{brief}/{number}.json"


def is_number(text: str) -> bool:
    """Whether a text is the number of an issue: `2026-03`."""
    return _NUMBER.fullmatch(text) is not None


def ordered(number: str) -> tuple[int, int]:
    """The year of a number, and which issue of that year it is."""
    year, _, ordinal = number.partition("-")
    return int(year), int(ordinal)


def _is_own(issue: Issue, brief: str, number: str) -> bool:
    """Whether an issue is the one that it is filed as, and names its own files only."""
    if (issue.brief, issue.number, issue.as_of.year) != (brief, number, ordered(number)[0]):
        return False
    names = {format_: Register.file_name(brief, number, format_) for format_ in issue.files}
    own = all(file.name == names[format_] for format_, file in issue.files.items())
    return own and all(_FORMAT.fullmatch(format_) for format_ in issue.files)


def _plain(day: object) -> str:
    """A day of a class of its own, such as pendulum's, as others are told."""
    if isinstance(day, date):
        return date.isoformat(day)
    raise TypeError(type(day))


def _listed(folder: Path) -> list[str]:
    """The names in a folder; none where it is not there."""
    try:
        return [path.name for path in folder.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
