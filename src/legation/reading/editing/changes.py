"""Changes to a text, each at its place: all else stays as it was, letter for letter."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

_BREAK = re.compile(r"\r\n?|\n")
_REST = re.compile(r"[^\r\n]*")


class Change(Struct, frozen=True):
    """What is to stand in the place of a part of a text.

    Attributes:
        start: Where the part begins, counted in characters from 0.
        end: Where it ends; the start itself for what is put in.
        text: What is to stand there.
    """

    start: int
    end: int
    text: str


def changed(text: str, changes: Iterable[Change]) -> str:
    """The text with the changes, which do not overlap; what is put in at one place stays in order."""
    pieces, end = [], 0
    for change in sorted(changes, key=lambda change: change.start):
        pieces += [text[end : change.start], change.text]
        end = change.end
    return "".join([*pieces, text[end:]])


def end_of_line(text: str, index: int) -> int:
    """Where the line that holds the index ends, before its break."""
    found = _REST.match(text, index)
    return found.end() if found else index


def line_break(text: str) -> str:
    """How the text's first line ends; a line feed in a text of one line."""
    found = _BREAK.search(text)
    return found[0] if found else "\n"
