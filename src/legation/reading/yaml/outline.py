"""Where the lines of a file begin: the columns that a line may begin in, given those above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from legation.reading.yaml.lines import Lines
from legation.reading.yaml.mending import after_key, indent, shorten

Kind = Literal["key", "item", "text"]

_STEP = 2
_BLOCK = re.compile(r"[>|][+-]?[1-9]?[+-]?")


def home(lines: Lines, number: int, column: int, begins: Kind) -> tuple[int, str] | None:
    """The column nearest to the given one that a line may begin in, and what stands there already.

    Args:
        lines: The text.
        number: The line that begins in the wrong place.
        column: Where it begins, from 0; of two that are as near, the further in is taken.
        begins: What begins there.

    Returns:
        The column, from 0, and the key or dash that stands in it above; None if there is none.
    """
    columns = _columns(lines, number, begins)
    return min(columns, key=lambda found: (abs(found[0] - column), -found[0]), default=None)


def _columns(lines: Lines, number: int, begins: Kind) -> Iterator[tuple[int, str]]:
    """The columns that the lines above leave open, from the nearest line up to the margin."""
    limit: int | None = None
    for above in range(number - 1, 0, -1):
        line = lines.line(above)
        if not line.strip() or line.lstrip()[0] in "#%":
            continue
        margin = len(line) - len(line.lstrip())
        for column, name in _starts(line, begins):
            if limit is None or column <= limit:
                yield column, name
        if limit is None:
            yield from _below(line)
            if begins == kind(line) == "text":
                yield margin, ""
        limit = margin if limit is None else min(limit, margin)
        if limit == 0:
            return


def kind(line: str) -> Kind:
    """What a line begins: an item, a key, or, as far as one line can tell, text."""
    if line.lstrip().startswith("- "):
        return "item"
    return "text" if after_key(line, indent(line), len(line)) is None else "key"


def _starts(line: str, begins: Kind) -> Iterator[tuple[int, str]]:
    """Where the dashes, or the key, of a line stand."""
    lead = indent(line)
    value = after_key(line, lead, len(line))
    if begins == "item":
        yield from ((column, "- ") for column, sign in enumerate(line[:lead]) if sign == "-")
    elif value is not None:
        yield lead, shorten(line[lead:value]).rstrip(": \t")


def has_value(line: str) -> bool:
    """Whether something stands on the line after its key or dash, so that nothing has to below it."""
    lead = indent(line)
    value = after_key(line, lead, len(line))
    rest = line[lead if value is None else value :].strip()
    return bool(rest) and rest[0] != "#" and not _BLOCK.fullmatch(rest)


def _below(line: str) -> Iterator[tuple[int, str]]:
    """Where what belongs to the key of a line begins, if nothing stands on the line after it."""
    if kind(line) != "text" and not has_value(line):
        yield indent(line) + _STEP, ""
