"""What pydantic finds wrong, in plain words: told apart by its error types, never by its wording."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic.fields import FieldInfo

from legation.diagnostics import Diagnostic, Position
from legation.model.date_refusals import quoted
from legation.model.prose import Point
from legation.model.quantities import shorten
from legation.reading.problems import error, likeliest
from legation.reading.shape import (
    Model,
    Path,
    bounds,
    choices,
    field_at,
    keys_of,
    model_at,
    required_keys,
    takes_int,
)

Words = tuple[str, str]
"""A message and its hint."""

Explained = tuple[str, str, str]
"""A code, a message and its hint."""

COLOUR_PATTERN = "^[0-9A-Fa-f]{6}$"
"""The pattern that a theme's colours match."""

KEY_HINT = "use up to 100 letters a-z, digits, '-', '_' and '.', beginning with a letter or digit"

_NUMBERS = frozenset(
    "float_type float_parsing finite_number greater_than_equal less_than_equal "
    "int_type int_parsing int_parsing_size int_from_float".split()
)
_TRUTHS = frozenset("bool_type bool_parsing".split())
_MAPPINGS = frozenset("model_type model_attributes_type dict_type".split())
_LISTS = frozenset("tuple_type list_type".split())

# What officers write for a key that has another name, or several.
_SYNONYMS = {
    "address": ("url",),
    "answer": ("we",),
    "countries": ("parties",),
    "country": ("party", "parties"),
    "date": ("published",),
    "description": ("summary",),
    "key-messages": ("points",),
    "link": ("url",),
    "location": ("place",),
    "name": ("title",),
    "participants": ("people", "parties"),
    "response": ("we",),
    "since": ("from", "established"),
    "speaking-notes": ("points",),
    "tags": ("topics",),
    "text": ("quote",),
    "to": ("distribution",),
    "type": ("kind",),
    "until": ("to", "ended"),
    "venue": ("place",),
    "when": ("date",),
    "where": ("place",),
}


@lru_cache(maxsize=1024)
def meant(key: str, known: tuple[str, ...]) -> str | None:
    """The known key that one that is not known was meant for, if that can be told."""
    same = (name for name in _SYNONYMS.get(key.casefold(), ()) if name in known)
    return likeliest(key, known) or next(same, None)


def unknown_key(key: str, known: tuple[str, ...], position: Position) -> Diagnostic:
    """The diagnostic for a key that a mapping does not have, naming the one that was meant."""
    if key.casefold() == "marking":
        message = "only a brief can carry a marking: this would be printed regardless of its own"
        hint = (
            "put it on the brief, `marking: OFFICIAL`; what no brief may show, keep out of the file"
        )
        return error(position, "marking", message, hint)
    if key.casefold() == "password" and "password-env" in known:
        message = "a password is not kept here, where whoever gets the file would have it"
        hint = "write password-env: LEGATION_PASSWORD, and set that; or password-file: FILE"
        return error(position, "password", message, hint)
    near = meant(key, known)
    hint = f"write `{near}:`" if near else f"the keys here are {', '.join(known)}"
    return error(position, "unknown-key", f"there is no key `{shorten(key)}` here", hint)


def missing(key: str, *, blank: bool) -> Words:
    """What is said of a key that must not be left out."""
    example = {"date": "date: 2025-12-14, or date: unknown"}.get(key, f"{key}: ...")
    if blank:
        return f"`{key}` is left blank", f"write {example}"
    return f"`{key}` is missing", f"add a line: {example}"


def explain(model: Model, path: Path, details: Any) -> Explained:
    """The code, message and hint for the value at a path.

    Args:
        model: The model of the entry that was validated.
        path: The keys and indexes from there to the value.
        details: What pydantic says of it: one of `ValidationError.errors()`.
    """
    kind: str = details["type"]
    context: dict[str, Any] = details.get("ctx", {})
    if "text" in context:  # our own
        return kind, context["text"], context["hint"]
    value = details["input"]
    if kind in {"enum", "literal_error"}:
        return _choice(path, choices(field_at(model, path)), value)
    if kind in _TRUTHS:
        return _choice(path, ["true", "false"], value)
    if kind in _NUMBERS:
        return _number(_key(path), field_at(model, path), value)
    if kind in _MAPPINGS | _LISTS | {"string_type"}:
        return "wrong-type", *_type(model, path, kind, value)
    return _text(model, path, context, value)


def kind_of(value: object) -> str:
    """What a value is, in words."""
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else "text"


def _text(model: Model, path: Path, context: dict[str, Any], value: str) -> Explained:
    """A text that is none of those that the field takes."""
    key = _key(path)
    if not value.strip():
        listed = isinstance(path[-1], int)
        hint = "write it, or leave the entry out" if listed else "write it, or leave the line out"
        required = key in required_keys(model_at(model, path[:-1]) or model)
        return "empty-text", f"{_subject(path)} is empty", "write it" if required else hint
    if context.get("pattern") == COLOUR_PATTERN:
        hint = "write six hexadecimal digits: 1F3A5F"
        return "wrong-value", f"{quoted(value)} is no colour", hint
    parts = [part.strip() for part in value.split(",")]
    hint = f"write a list: {key}: [{', '.join(parts)}]" if parts[1:] and key != "id" else KEY_HINT
    return "bad-key", f"{quoted(value)} cannot be a key", hint


def _type(model: Model, path: Path, kind: str, value: object) -> Words:
    """A value of the wrong type: text where a mapping is wanted, and so on."""
    key = _key(path)
    inner = model_at(model, path)
    first = keys_of(inner)[:1] if inner else ()
    if kind in _MAPPINGS and inner is Point:  # which is mostly typed as a mere text
        takes, hint = "text", "write its text behind the dash"
    elif kind in _MAPPINGS:
        dash = "- " if isinstance(path[-1], int) else ""
        takes, hint = "a mapping", f"write its keys below one another: {dash}{_line(first, value)}"
    elif kind in _LISTS:
        named = next(iter(value), "...") if isinstance(value, dict) else "..."
        entry = _line(first, value) if inner else named
        takes, hint = "a list", f"write {key}: and, below it, a dash before each entry: - {entry}"
    elif isinstance(path[-1], int):
        takes, hint = "text", "write its text behind the dash"
    else:
        takes, hint = "text", f"write {key}: and the text on the same line"
    return f"{_subject(path)} takes {takes}, not {kind_of(value)}", hint


def _key(path: Path) -> str:
    """The last key of a path."""
    return next(step for step in reversed(path) if isinstance(step, str))


def _subject(path: Path) -> str:
    """What stands at a path: a key, or an entry of its list."""
    return f"an entry of `{_key(path)}`" if isinstance(path[-1], int) else f"`{_key(path)}`"


def _line(keys: tuple[str, ...], value: object) -> str:
    text = value if isinstance(value, str) and len(value) < 40 else "..."
    return f"{keys[0] if keys else 'key'}: {text}"


def _number(key: str, field: FieldInfo, value: Any) -> Explained:
    """A number that is none, or out of the bounds that the field sets."""
    low, high = bounds(field)
    number = "a whole number" if takes_int(field) else "a number"
    given = quoted(value) if isinstance(value, str) else kind_of(value)
    message = f"`{key}` takes {number} from {low} to {high}, not {given}"
    return "wrong-value", message, f"write `{key}: {field.default or 2}`"


def _choice(path: Path, values: list[str], value: Any) -> Explained:
    """A value that is none of the few that the field takes."""
    key = _key(path)
    all_of_them = f"write one of {', '.join(values)}"
    if not isinstance(value, str):
        return "wrong-type", f"{_subject(path)} takes text, not {kind_of(value)}", all_of_them
    parts = [part.strip() for part in value.split(",")]
    if len(parts) > 1 and set(parts) <= set(values):
        message = f"{quoted(value)} are several values of `{key}`"
        return "wrong-value", message, f"write {key}: [{', '.join(parts)}]"
    near = likeliest(value, values)
    hint = f"write `{near}`" if near else all_of_them
    return "wrong-value", f"{quoted(value)} is none of the values of `{key}`", hint
