"""Which issue a brief is held against, so that it can say what has changed since."""

from __future__ import annotations

import zlib
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from legation.diagnostics import fail
from legation.model.edition import Earlier

if TYPE_CHECKING:
    from legation.building.issues.register import Glance, Register

NONE = "none"
"""What is asked for where nothing is to be said of changes."""


class Held(Struct, frozen=True):
    """An issue that a brief is held against.

    Attributes:
        number: In the register: `2026-03`.
        digest: The SHA-256 of what the register has of it, in hexadecimal digits.
        packed: What it said, small enough for thousands of jobs to wait with it; empty until one is to.
    """

    number: str
    digest: str
    packed: bytes = b""


class Against:
    """Finds the issue that a brief is held against.

    Args:
        register: Of the chronology.
        asked: The number of an issue, or that of one brief's (`norway/2026-03`, which the others do not
            mind), a day (then the last issue that speaks from no later one), `none`; or None for the last
            issue before the brief's own day.
    """

    def __init__(self, register: Register, asked: str | date | None) -> None:
        self._register = register
        self._asked = asked

    def of(self, brief: str, as_of: date) -> Held | None:
        """The issue that a brief of a day is held against; None where there is none.

        Raises:
            LegationError: It was asked for and is not there, or cannot be read.
        """
        asked = self._asked
        if isinstance(asked, str) and "/" in asked:
            one, _, number = asked.rpartition("/")
            asked = number if one == brief else None
        if asked == NONE:
            return None
        if isinstance(asked, str):
            found: Glance | None = self._named(brief, asked)
        else:
            found = self._register.last_glance(brief, asked or as_of)
        return Held(found.number, found.digest) if found else None

    def packed(self, brief: str, held: Held) -> Held:
        """The issue that a brief is held against, with what it said.

        Raises:
            LegationError: It cannot be read.
        """
        issue = self._register.read(brief, held.number)
        data = msgspec.msgpack.encode(Earlier(issue.number, issue.edition))
        return replace(held, packed=zlib.compress(data, 1))

    def _named(self, brief: str, number: str) -> Glance:
        known = self._register.numbers(brief)
        if number not in known:
            hint = f"its issues are {', '.join(known[-5:])}" if known else "it was not issued yet"
            message = f"there is no issue {number} of `{brief}`"
            raise fail(None, "unknown-issue", message, f"{hint}; or: --since {NONE}")
        return self._register.glance(brief, number)


@lru_cache(maxsize=4)
def earlier(held: Held) -> Earlier:
    """What an issue said."""
    return msgspec.msgpack.decode(zlib.decompress(held.packed), type=Earlier)
