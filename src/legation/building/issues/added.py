"""Addenda in the register: each is kept for good beside the issue that it adds to.

`issued/register/norway/2026-03-add-1.json` says what one told and of what; its files are
`issued/2026/norway-03-add-1.docx` and so on. They are put there as issues are, and never written over. Of
files in other formats that are made later, `2026-03-add-1-text.json` says the same.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import count, groupby
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from legation.building.disk.files import join, read_own
from legation.building.issues.issued import REGISTER, Filed, Issue, unsealed
from legation.diagnostics import Position, fail
from legation.model.brief import Format
from legation.model.changes import Change

VERSION = 1


class Record(Struct, frozen=True, kw_only=True):
    """What the register says of an addendum.

    Attributes:
        addendum: The version of this form.
        issue: What it adds to: `norway/2026-03`.
        number: Which addendum to that issue it is.
        new: What the issue was compared with, in words.
        as_of: The day that this speaks from.
        issued: When it was issued (ISO 8601, UTC).
        version: Of the Legation that made it.
        files: Its files, by format.
        changes: What it tells.
    """

    addendum: int = VERSION
    issue: str
    number: int
    new: str
    as_of: date
    issued: str
    version: str
    files: Mapping[str, Filed]
    changes: tuple[Change, ...]

    @property
    def symbol(self) -> str:
        """What it is cited by: `norway/2026-03/Add.1`."""
        return f"{self.issue}/Add.{self.number}"


def known_addenda(root: Path, named: str, issue: Issue) -> Iterator[Record]:
    """The addenda to an issue, the first one first.

    Raises:
        LegationError: One cannot be read.
    """
    home = root / REGISTER / issue.brief
    form = re.compile(rf"{re.escape(issue.number)}-add-([1-9]\d{{0,5}})(-[a-z-]+)?\.json", re.ASCII)
    found = [match for path in home.iterdir() if (match := form.fullmatch(path.name))]
    found.sort(key=lambda match: (int(match[1]), match[2] or ""))
    for number, matches in groupby(found, lambda match: int(match[1])):
        told = [_read(home, match[0], named, symbol(issue, number)) for match in matches]
        files = {format_: file for each in told for format_, file in each.files.items()}
        yield replace(told[0], files=files)


def _read(home: Path, name: str, named: str, symbol: str) -> Record:
    """What is recorded in a file of the register, of the addendum that is cited so.

    Raises:
        LegationError: It cannot be read, or is of another.
    """
    try:
        record = unsealed(read_own(home / name), Record)
    except (OSError, ValueError, RecursionError):
        record = None
    if record is None or record.symbol != symbol:
        place = Position(join(named, f"{REGISTER}/{home.name}/{name}"))
        message = "this cannot be read as what was issued: it was cut off or changed since"
        raise fail(place, "register", message, "get it back from a copy, as from git")
    return record


def symbol(issue: Issue, number: int) -> str:
    """What an addendum is cited by: `norway/2026-03/Add.1`."""
    return f"{issue.reference}/Add.{number}"


def stem(issue: Issue, number: int) -> str:
    """The path of an addendum's files from the folder `issued`, without the ending."""
    year, _, ordinal = issue.number.partition("-")
    return f"{year}/{issue.brief}-{ordinal}-add-{number}"


def record_name(issue: Issue, number: int, later: Iterable[str] = ()) -> str:
    """The path of what is recorded of an addendum, or of its later formats, from the folder `issued`."""
    formats = "".join(f"-{format_}" for format_ in later)
    return f"{REGISTER}/{issue.brief}/{issue.number}-add-{number}{formats}.json"


def free_number(root: Path, issue: Issue, first: int) -> int:
    """The first number from one on that no record and no file bears."""
    names = ((number, _names(issue, number)) for number in count(first))
    return next(n for n, taken in names if not any(os.path.lexists(root / each) for each in taken))


def _names(issue: Issue, number: int) -> list[str]:
    name = stem(issue, number)
    return [record_name(issue, number), *(f"{name}.{format_}" for format_ in Format)]
