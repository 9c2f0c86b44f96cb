"""Signs that mean something to YAML where the officer meant text, and signs that lack a space."""

from __future__ import annotations

import re

from legation.reading.yaml.mending import Field, after_key, indent, quote, shorten
from legation.reading.yaml.stopping import Stop, Trap

_CURLY = {"“": "”“", "„": "“”", "‟": "”", "‘": "’‘", "‚": "‘’", "‛": "’"}

_MEANING = 'a "{}" at the start of a value has a meaning of its own in YAML'
_WRONG = 'a value cannot begin with "{}" unless it is in quotes'

# How a value may not begin unless it is quoted: code and message.
_SIGNS = {
    **dict.fromkeys(">|", ("yaml-greater", _MEANING)),
    **dict.fromkeys("%@`?,", ("yaml-character", _WRONG)),
    **dict.fromkeys("\"'", ("yaml-quotes", "the text goes on after its closing quotation mark")),
    **dict.fromkeys(_CURLY, ("yaml-quotes", "curly quotation marks are letters to YAML")),
    "*": ("yaml-alias", 'a value that begins with "*" is a reference to another place'),
    "&": ("yaml-anchor", 'a value that begins with "&" is a name for another place to refer to'),
    "!": ("yaml-tag", 'a value that begins with "!" is a YAML type'),
    "[": ("yaml-bracket", 'a value that begins with "[" is a list, and ends at its "]"'),
    "{": ("yaml-bracket", 'a value that begins with "{" is a mapping, and ends at its "}"'),
    "-": ("yaml-list", "a list cannot begin on the line of its key"),
}

_PLAIN = re.compile(r"\w[\w .'-]*")
_TIGHT_COLON = re.compile(r"[^\W\d][\w-]*(:)(?=[^\s/:])")
_TIGHT_DASH = re.compile(r"[ \t]*-(?=[^\s-])")
_WIDE_COLON = re.compile(r"[\w -]+(\uff1a)\s*")


def first_sign(stop: Stop) -> Trap | None:
    """A value that begins with a sign: `title: *Draft* treaty`, `value: > 300 million`."""
    field = stop.field
    sign = field.value[:1]
    if sign not in _SIGNS or stop.column < field.start or not _is_value(field, stop):
        return None
    code, message = _SIGNS[sign]
    mended = _quoted(field.value)
    hint = f"put the text in quotes: {field.shown(mended)}"
    item = field.value[1:].strip()
    if sign == "-" and item:
        listed = f"[{item if _PLAIN.fullmatch(item) else quote(item)}]"
        hint = f"for a list: {field.shown(listed)}; for text: {field.shown(mended)}"
        mended = listed
    at = stop.begin + field.start
    return Trap(at, code, message.replace("{}", sign), hint, (field.mended(mended),))


def key_sign(stop: Stop) -> Trap | None:
    """A key that begins with a sign: `@title: Visit`."""
    field = stop.field
    sign = field.line[field.key : field.key + 1]
    if sign not in _SIGNS or sign in "\"'-[{" or stop.column != field.key:
        return None
    message = f'a line cannot begin with "{sign}"'
    return Trap(
        stop.index, "yaml-character", message, f"delete it: {shorten(field.line[field.key + 1 :])}"
    )


def bracket_in_text(stop: Stop) -> Trap | None:
    """A bracket in a text in brackets: `{name: Council [informal], kind: council}`."""
    field = stop.field
    if stop.char not in ("[", "{") or stop.bracket is None or stop.column <= field.start:
        return None
    mended = quote(field.value)
    message = f'a text with a "{stop.char}" in it needs quotes between brackets'
    hint = f"put the text in quotes: {field.shown(mended)}"
    return Trap(stop.index, "yaml-bracket", message, hint, (field.mended(mended),))


def second_colon(stop: Stop) -> Trap | None:
    """A value with a colon in it: `title: Visit: Baku`."""
    field = stop.field
    if stop.char != ":" or stop.column < field.start or not _is_value(field, stop):
        return None
    mended = quote(field.value)
    message = "a text with a colon and a space in it needs quotes"
    hint = f"put the text in quotes: {field.shown(mended)}"
    return Trap(stop.index, "yaml-colon", message, hint, (field.mended(mended),))


def _is_value(field: Field, stop: Stop) -> bool:
    """Whether the field is the value of a key or an item, not a key or a line of text."""
    return field.start > field.key or "-" in field.line[: field.lead] or stop.bracket is not None


def _quoted(value: str) -> str:
    """The value in quotes that hold, in place of those it has."""
    inner = value[1:-1]
    curly = value[-1] in _CURLY.get(value[0], "")
    second = inner.find(value[0])
    paired = value[-1] == value[0] and second >= 0 and inner[second + 1 : second + 2].isalnum()
    return quote(inner if inner and (curly or paired) else value)


def stray_comma(stop: Stop) -> Trap | None:
    """A comma with nothing before it: `[AZ,, UZ]`."""
    if stop.char != "," or (stop.bracket is None and "[" not in stop.line[: stop.column]):
        return None
    mended = stop.line[: stop.column] + stop.line[stop.column + 1 :].lstrip()
    hint = f"delete it: {shorten(mended)}"
    return Trap(stop.index, "yaml-comma", "there is nothing before this comma", hint, (mended,))


def no_space_after_colon(stop: Stop) -> Trap | None:
    """A key without a space after its colon: `title:Visit`."""
    message = "a space is missing after the colon"
    return _respaced(stop, _TIGHT_COLON, "yaml-colon-space", message)


def wide_colon(stop: Stop) -> Trap | None:
    """A key with the colon of East Asian type: `title：Visit`."""
    message = "a full-width colon (U+FF1A) is a letter to YAML"
    return _respaced(stop, _WIDE_COLON, "yaml-colon", message)


def _respaced(stop: Stop, pattern: re.Pattern[str], code: str, message: str) -> Trap | None:
    for number in stop.nearby():
        line = stop.lines.line(number)
        lead = indent(line)
        found = pattern.match(line, lead)
        if found and after_key(line, lead, len(line)) is None:
            mended = f"{line[: found.start(1)]}: {line[found.end() :]}"
            at = stop.lines.starts[number - 1] + found.start(1)
            return Trap(at, code, message, f"type one: {shorten(mended[lead:])}", (mended,))
    return None


def no_space_after_dash(stop: Stop) -> Trap | None:
    """An item without a space after its dash: `-date: 2024`."""
    for number in stop.nearby():
        line = stop.lines.line(number)
        found = _TIGHT_DASH.match(line)
        if found:
            mended = f"{found[0]} {line[found.end() :]}"
            at = stop.lines.starts[number - 1] + found.end() - 1
            message = "a space is missing after the dash"
            return Trap(at, "yaml-dash-space", message, f"type one: {shorten(mended)}", (mended,))
    return None
