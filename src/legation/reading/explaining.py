"""What pydantic finds wrong, in plain words: told apart by its error types, never by its wording."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic.fields import FieldInfo

from legation.diagnostics import Diagnostic, Position
from legation.model.date_refusals import quoted
from legation.model.quantities import shorten
from legation.reading.problems import error, nearest
from legation.reading.shape import Model, Path, choices, field_at, model_at, required_keys

Words = tuple[str, str]
"""A message and its hint."""

Explained = tuple[str, str, str]
"""A code, a message and its hint."""

COLOUR_PATTERN = "^[0-9A-Fa-f]{6}$"
"""The pattern that a theme's colours match."""

KEY_HINT = "use up to 100 letters a-z, digits, '-', '_' and '.', beginning with a letter or digit"

_NUMBERS = frozenset(
    "float_type float_parsing finite_number greater_than_equal less_than_equal".split()
)
_MAPPINGS = frozenset("model_type model_attributes_type dict_type".split())
_LISTS = frozenset("tuple_type list_type".split())

# What officers write for a key that has another name.
_SYNONYMS = {
    "countries": "parties",
    "country": "parties",
    "description": "summary",
    "location": "place",
    "name": "title",
    "participants": "people",
    "tags": "topics",
    "text": "quote",
    "type": "kind",
    "venue": "place",
    "when": "date",
    "where": "place",
}


def unknown_key(key: str, known: Iterable[str], position: Position) -> Diagnostic:
    """The diagnostic for a key that a mapping does not have, naming the one that was meant."""
    names = list(known)
    message = f"there is no key `{shorten(key)}` here"
    if key.casefold() == "marking":
        message = "a marking stands on a brief, not here: what it marks would be printed regardless"
        hint = "put it under the brief: marking: OFFICIAL; and leave out what no brief may show"
        return error(position, "marking", message, hint)
    near = nearest(key, names) or next((n for n in [_SYNONYMS.get(key)] if n in names), None)
    hint = f"write `{near}:`" if near else f"the keys here are {', '.join(names)}"
    return error(position, "unknown-key", message, hint)


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
    key = next(step for step in reversed(path) if isinstance(step, str))
    subject = f"each entry of `{key}`" if isinstance(path[-1], int) else f"`{key}`"
    value = details["input"]
    field = field_at(model, path)
    if kind in {"enum", "literal_error"}:
        return _choice(key, subject, choices(field), value)
    if kind in _NUMBERS:
        return _number(key, field, value)
    if kind in _MAPPINGS | _LISTS | {"string_type"}:
        return "wrong-type", *_type(model, path, kind, subject, value)
    return _text(kind, key, context, value)


def kind_of(value: object) -> str:
    """What a value is, in words."""
    return (
        "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else "text"
    )


def _text(kind: str, key: str, context: dict[str, Any], value: str) -> Explained:
    if kind == "string_too_short":
        return "empty-text", f"`{key}` is empty", "write the text, or leave the line out"
    if context.get("pattern") == COLOUR_PATTERN:
        return (
            "wrong-value",
            f"{quoted(value)} is no colour",
            "write six hexadecimal digits: 1F3A5F",
        )
    return "bad-key", f"{quoted(value)} cannot be a key", _key_hint(key, value)


def _key_hint(key: str, value: str) -> str:
    parts = value.split(",")
    return (
        f"write a list: {key}: [{', '.join(p.strip() for p in parts)}]" if parts[1:] else KEY_HINT
    )


def _type(model: Model, path: Path, kind: str, subject: str, value: object) -> Words:
    """A value of the wrong type: text where a mapping is wanted, and so on."""
    key = next(step for step in reversed(path) if isinstance(step, str))
    inner = model_at(model, path)
    first = required_keys(inner)[:1] if inner else []
    if kind in _MAPPINGS:
        takes, hint = "a mapping", f"write its keys below one another: {_line(first, value)}"
    elif kind in _LISTS:
        dash = f"- {_line(first, ...)}" if first else "- ..."
        takes, hint = "a list", f"write {key}: and, below it, a dash before each entry: {dash}"
    else:
        takes, hint = "text", f"write {key}: and the text on the same line"
    return f"{subject} takes {takes}, not {kind_of(value)}", hint


def _line(keys: list[str], value: object) -> str:
    text = value if isinstance(value, str) and len(value) < 40 else "..."
    return f"{keys[0] if keys else 'key'}: {text}"


def _number(key: str, field: FieldInfo, value: Any) -> Explained:
    """A number that is none, or out of the bounds that the field sets."""
    low, high = (
        next(getattr(data, bound) for data in field.metadata if hasattr(data, bound))
        for bound in ("ge", "le")
    )
    given = quoted(value) if isinstance(value, str) else kind_of(value)
    message = f"`{key}` takes a number from {low} to {high}, not {given}"
    return "wrong-value", message, f"write `{key}: {field.default}`"


def _choice(key: str, subject: str, values: list[str], value: Any) -> Explained:
    all_of_them = f"write one of {', '.join(values)}"
    if not isinstance(value, str):
        return "wrong-type", f"{subject} takes text, not {kind_of(value)}", all_of_them
    parts = [part.strip() for part in value.split(",")]
    if len(parts) > 1 and set(parts) <= set(values):
        message = f"{quoted(value)} are several values of `{key}`"
        return "wrong-value", message, f"write {key}: [{', '.join(parts)}]"
    near = nearest(value, values)
    hint = f"write `{near}`" if near else all_of_them
    return "wrong-value", f"{quoted(value)} is none of the values of `{key}`", hint
