"""Which issue a brief is held against, so that it can say what has changed since."""

from __future__ import annotations

import zlib
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from legation.diagnostics import fail
from legation.model.edition import Earlier

if TYPE_CHECKING:
    from legation.building.register import Issue, Register

NONE = "none"
"""What is asked for where nothing is to be said of changes."""


class Held(Struct, frozen=True):
    """An issue that a brief is held against.

    Attributes:
        number: In the register: `2026-03`.
        digest: The SHA-256 of what it said, in hexadecimal digits.
        packed: What it said, small enough for thousands of jobs to wait with it.
    """

    number: str
    digest: str
    packed: bytes


class Against:
    """Finds the issue that a brief is held against.

    Args:
        register: Of the chronology.
        asked: The number of an issue, a day (then the last issue that speaks from no later one), `none`; or
            None for the last issue before the brief's own day.
    """

    def __init__(self, register: Register, asked: str | date | None) -> None:
        self._register = register
        self._asked = asked

    def of(self, brief: str, as_of: date) -> Held | None:
        """The issue that a brief of a day is held against; None where there is none.

        Raises:
            LegationError: It was asked for and is not there, or cannot be read.
        """
        if self._asked == NONE:
            return None
        if isinstance(self._asked, str):
            return held(self._named(brief, self._asked))
        found = self._register.last(brief, self._asked or as_of)
        return held(found) if found is not None else None

    def _named(self, brief: str, number: str) -> Issue:
        known = self._register.numbers(brief)
        if number not in known:
            hint = f"its issues are {', '.join(known[-5:])}" if known else "it was not issued yet"
            message = f"there is no issue {number} of `{brief}`"
            raise fail(None, "unknown-issue", message, f"{hint}; or: --since {NONE}")
        return self._register.read(brief, number)


def held(issue: Issue) -> Held:
    """An issue, to be held against."""
    data = msgspec.msgpack.encode(Earlier(issue.number, issue.edition))
    return Held(issue.number, sha256(data).hexdigest(), zlib.compress(data, 1))


@lru_cache(maxsize=4)
def earlier(held: Held) -> Earlier:
    """What an issue said."""
    return msgspec.msgpack.decode(zlib.decompress(held.packed), type=Earlier)
