"""An issue as the register keeps it: one file of JSON, for people and for git to read too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct

from legation.model.date_points import spelt
from legation.model.edition import Edition

VERSION = 1
REGISTER = "register"
"""The folder of the records, in the folder `issued`."""

_NUMBER = re.compile(r"(\d{4})-(0[1-9]|[1-9]\d{1,5})", re.ASCII)
_FORMAT = re.compile(r"[a-z]+", re.ASCII)
_HASH = "hash"

Kept = TypeVar("Kept", bound=Struct)
"""What is kept in the register: an issue, or an addendum to one."""


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

    @classmethod
    def of(cls, name: str, data: bytes) -> Filed:
        """What is recorded of a file of that name with these bytes."""
        return cls(name, sha256(data).hexdigest(), len(data))


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


class Head(Struct, frozen=True):
    """What of an issue is soon read.

    Attributes:
        as_of: The day that it speaks from.
        since: The number of the issue that it was held against; empty for none.
    """

    as_of: date
    since: str


class _Form(Struct, frozen=True):
    """What every version of the form says."""

    register: int


def sealed(kept: Struct) -> bytes:
    """A record as it is kept: the same for the same, a key or value a line, and at its end its own hash.

    That is the SHA-256 of the rest as JSON without white space, in UTF-8, the keys in alphabetical order.
    """
    data = msgspec.json.encode(kept, enc_hook=_plain, order="deterministic")
    record = msgspec.json.decode(data, type=dict[str, Any])
    data = msgspec.json.encode(record | {_HASH: _hash(record)})
    return msgspec.json.format(data, indent=2) + b"\n"


def unsealed(data: bytes, form: type[Kept]) -> Kept:
    """A record that was kept.

    Raises:
        ValueError, RecursionError: It is not what was kept: it was cut off, or changed since.
    """
    record = msgspec.json.decode(data, type=dict[str, Any])
    if record.pop(_HASH, None) != _hash(record):
        raise ValueError("it was changed")
    return msgspec.convert(record, form)


def decoded(data: bytes) -> Issue | None:
    """An issue that was kept; None where a later version of Legation has another form.

    Raises:
        ValueError, RecursionError: It is not what was kept.
    """
    form = msgspec.json.decode(data, type=_Form).register
    return unsealed(data, Issue) if form <= VERSION else None


def record_name(brief: str, number: str) -> str:
    """The path of what is recorded of an issue from the folder `issued`."""
    return f"{REGISTER}/{brief}/{number}.json"


def file_name(brief: str, number: str, format_: str) -> str:
    """The path of a file of an issue from the folder `issued`: `2026/norway-03.pdf`."""
    year, _, ordinal = number.partition("-")
    return f"{year}/{brief}-{ordinal}.{format_}"


def is_number(text: str) -> bool:
    """Whether a text is the number of an issue: `2026-03`."""
    return _NUMBER.fullmatch(text) is not None


def ordered(number: str) -> tuple[int, int]:
    """The year of a number, and which issue of that year it is."""
    year, _, ordinal = number.partition("-")
    return int(year), int(ordinal)


def is_own(issue: Issue, brief: str, number: str) -> bool:
    """Whether an issue is the one that it is filed as, and names its own files only."""
    if (issue.brief, issue.number, issue.as_of.year) != (brief, number, ordered(number)[0]):
        return False
    return all(
        _FORMAT.fullmatch(format_) and file.name == file_name(brief, number, format_)
        for format_, file in issue.files.items()
    )


def _hash(record: Mapping[str, Any]) -> str:
    return sha256(msgspec.json.encode(record, order="deterministic")).hexdigest()


def _plain(day: object) -> str:
    """A day of a class of its own, such as pendulum's, as others are told."""
    if isinstance(day, date):
        return date.isoformat(day)
    raise TypeError(type(day))
