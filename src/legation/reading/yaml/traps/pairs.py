"""Quotation marks and brackets that do not come in pairs, and backslashes between the former."""

from __future__ import annotations

import re

from legation.reading.yaml.mending import quote, shorten
from legation.reading.yaml.stopping import Stop, Trap

_KEY_LINE = re.compile(r"[\r\n][ \t]*(?:-[ \t]+)*[\w-]+:(?:\s|$)")
_SURROGATE = re.compile(r"\\(?:u|U0000)([dD][89a-fA-F][0-9a-fA-F]{2})")
_CLOSING = {"[": "]", "{": "}"}
_REACH = 3  # how far behind a backslash a parser may say that it stopped


def escape(stop: Stop) -> Trap | None:
    """A backslash in double quotes that begins no escape, as in the name of a Windows folder."""
    if (
        not stop.scanning
        or stop.context is None
        or not stop.lines.text.startswith('"', stop.context)
    ):
        return None
    at = stop.lines.text.rfind("\\", max(stop.context, stop.index - _REACH), stop.index + 1)
    if at < 0:
        return None
    surrogate = _SURROGATE.match(stop.lines.text, at)
    if surrogate:
        message = f"an invisible half of a character (U+{surrogate[1].upper()}) stands in the text"
        start = at - stop.begin
        mended = stop.line[:start] + stop.line[start + len(surrogate[0]) :]
        return Trap(at, "control-character", message, f"delete {surrogate[0]}", (mended,))
    field = stop.field
    message = "a backslash in double quotes must be followed by a sign that YAML knows"
    whole = field.value[:1] == field.value[-1:] == '"' and len(field.value) > 1
    if not whole:
        return Trap(
            at, "yaml-escape", message, "put the text in single quotes, or double the backslash"
        )
    mended = quote(field.value[1:-1])
    hint = f"put the text in single quotes: {field.shown(mended)}"
    return Trap(at, "yaml-escape", message, hint, (field.mended(mended),))


def open_quote(stop: Stop) -> Trap | None:
    """A quotation mark that is never closed."""
    at = stop.context
    if not stop.scanning or at is None or stop.lines.text[at : at + 1] not in ("'", '"'):
        return None
    number = stop.lines.number(at)
    column = at - stop.lines.starts[number - 1]
    if stop.lines.text[at] in stop.lines.line(number)[column + 1 :]:
        return None
    return _close(stop, at)


def swallowing_quote(stop: Stop) -> Trap | None:
    """A quotation mark that is closed lines below, by one that was to open another text."""
    start, end = stop.quoted
    mark = stop.lines.text[start : start + 1]
    near = end and stop.lines.number(max(end - 1, 0)) == stop.number
    if mark not in ("'", '"') or not near or not _KEY_LINE.search(stop.lines.text, start, end):
        return None
    return _close(stop, start)


def _close(stop: Stop, at: int) -> Trap:
    line = stop.lines.line(stop.lines.number(at))
    mended = line.rstrip() + stop.lines.text[at]
    message = "the quotation mark that opens here is not closed"
    return Trap(at, "yaml-quotes", message, f"close it: {shorten(mended)}", (mended,))


def extra_bracket(stop: Stop) -> Trap | None:
    """A closing bracket that none opens: `parties: [AZ, UZ]]`."""
    if stop.char not in ("]", "}") or stop.bracket is not None:
        return None
    line = stop.line
    mended = line[: stop.column] + line[stop.column + 1 :]
    message = f'no bracket is open that this "{stop.char}" could close'
    hint = f"delete it: {shorten(mended)}" if mended.strip() else "delete the line"
    return Trap(stop.index, "yaml-bracket", message, hint, (mended,))


def open_bracket(stop: Stop) -> Trap | None:
    """A bracket that is never closed, or by one of the other kind: `parties: [AZ, UZ`."""
    at = stop.bracket
    if at is None or (at >= stop.begin and stop.char not in ("", "\r", "\n", *_CLOSING.values())):
        return None
    number = stop.lines.number(at)
    line = stop.lines.line(number).rstrip()
    opening = stop.lines.text[at]
    closing = _CLOSING[opening]
    message = f'the "{opening}" that opens here is not closed by a "{closing}"'
    column = at - stop.lines.starts[number - 1]
    if line.endswith((",", "[", "{")):
        return Trap(at, "yaml-bracket", message, f'close it with a "{closing}" where it ends')
    mended = (line[:-1] if line[column + 1 :].endswith(("]", "}")) else line) + closing
    return Trap(at, "yaml-bracket", message, f"close it: {shorten(mended)}", (mended,))
