"""What stands on a line, and how the line reads once it is mended: for the hints."""

from __future__ import annotations

import re
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from legation.reading.yaml.lines import Lines

_LEAD = re.compile(r"[ \t]*(?:-[ \t]+)*")
_COLON = re.compile(r":(?:[ \t]+|$)")
_REMARK = re.compile(r"[ \t]#(?=[ \t]|$)")
_FLOW = re.compile(r"""[\[\]{},]|(?<=[\[{,: \t])(?:"(?:[^"\\]+|\\.)*+"|'[^']*+')""")
_PIECES = re.compile(r"[^,{}\[\]]*(?:,(?![^,{}\[\]]*:[ \t])[^,{}\[\]]*)*")
_SHOWN = 100

Advice: TypeAlias = tuple[str, tuple[str, ...]]
"""A hint, and the line mended as it says, if that can be said."""

LONGEST = 5000  # characters of a line that is shown mended: there may be very many on a longer one


class Field(Struct, frozen=True):
    """One value on its line, from `start` to `end`; columns count from 0.

    Attributes:
        line: The whole line.
        lead: Where the line's text begins, after indent and dashes.
        key: Where the value's key begins; where the value begins, if it has none.
    """

    line: str
    lead: int
    key: int
    start: int
    end: int

    @property
    def value(self) -> str:
        """The text of the value as typed."""
        return self.line[self.start : self.end]

    def mended(self, value: str) -> str:
        """The line with another text in the value's place."""
        return self.line[: self.start] + value + self.line[self.end :]

    def shown(self, value: str) -> str:
        """The same for a hint: without the indent, and shortened if it is long."""
        return shorten(self.mended(value)[self.lead :])


def field(lines: Lines, index: int, *, flow: bool = False) -> Field:
    """The value that holds the index, or that follows the key that does.

    Args:
        lines: The text.
        index: A character of it.
        flow: Whether the line begins inside brackets.
    """
    number = lines.number(index)
    line = lines.line(number)
    column = min(index - lines.starts[number - 1], len(line))
    lead = indent(line)
    value = after_key(line, lead, len(line))
    begin, end, depth = _piece(line, lead if flow or value is None else value, column)
    bracketed = depth > 0 and line[lead if value is None else value] in "[{"
    if flow or bracketed:
        return _field(line, lead, begin, end)
    remark = _REMARK.search(line, lead)
    return _field(line, lead, lead, remark.start() if remark else len(line))


def _piece(line: str, start: int, column: int) -> tuple[int, int, int]:
    """The columns between the commas and brackets around this one, and how many brackets are open."""
    begin, end, depth, within = start, len(line), 0, 0
    for sign in _FLOW.finditer(line, start):
        if sign[0] not in "[]{},":
            continue  # a quoted text
        step = (sign[0] in "[{") - (sign[0] in "]}")
        if sign.start() < column:
            depth += step
            begin = sign.end()
        elif step > 0 or within:
            within += step
        else:
            end = sign.start()
            break
    return begin, end, depth


def _field(line: str, lead: int, begin: int, end: int) -> Field:
    """The field whose key and value stand between these columns."""
    end = max(begin, len(line[:end].rstrip()))
    begin += len(line[begin:end]) - len(line[begin:end].lstrip())
    start = after_key(line, begin, end)
    return Field(line, lead, begin, begin if start is None else start, end)


def after_key(line: str, begin: int, end: int) -> int | None:
    """The column after the key, colon and spaces that begin here; None if no key begins here."""
    opening = line[begin : begin + 1]
    if opening in ("[", "{"):
        return None
    if opening in ("'", '"'):
        closing = line.find(opening, begin + 1, end)
        colon = _COLON.match(line, closing + 1, end) if closing > 0 else None
    else:
        colon = _COLON.search(line, begin, end)
    return colon.end() if colon else None


def indent(line: str) -> int:
    """Where the text of a line begins, after its indent and the dashes of lists."""
    lead = _LEAD.match(line)
    return lead.end() if lead else 0


def in_quotes(lines: Lines, at: int, advice: str, *, whole: bool = False) -> Advice:
    """The advice to put the value that begins at the index in quotes, with the line so mended.

    Args:
        lines: The text.
        at: Where the value begins.
        advice: What to say.
        whole: Whether to take in the pieces that its commas cut off, up to the next key in braces.
    """
    if lines.length(lines.number(at)) > LONGEST:
        return advice, ()
    found = field(lines, at, flow=whole)
    pieces = _PIECES.match(found.line, found.start)
    if whole and pieces:
        found = replace(found, end=found.start + len(pieces[0].rstrip()))
    if not found.value or not found.value.startswith(lines.text[at]):
        return advice, ()
    quoted = quote(found.value)
    return f"{advice}: {found.shown(quoted)}", (found.mended(quoted),)


def quote(text: str) -> str:
    """The text in the quotes that need the fewest changes."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def shorten(text: str) -> str:
    """The text, without its middle if it is too long for a message."""
    text = text.strip()
    return text if len(text) <= _SHOWN else f"{text[:70]} ... {text[-25:]}"
