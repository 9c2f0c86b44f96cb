"""One entry of a chronology, validated by its model; what pydantic finds becomes diagnostics.

Errors are told apart by pydantic's error types, never by its wording. The position is that of the value
at fault, of the key for an unknown key, and of the entry's first key where something is missing.
"""

from __future__ import annotations

import difflib
import enum
from collections.abc import Iterator
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from legation.diagnostics import Diagnostic, Position, Severity
from legation.model.quantities import shorten
from legation.reading.yaml import Mapping, Sequence

M = TypeVar("M", bound=BaseModel)
Path = tuple[str | int, ...]

COLOUR_PATTERN = "^[0-9A-Fa-f]{6}$"
"""The pattern that a theme's colours match."""

_NUMBER_KINDS = frozenset(
    "float_type float_parsing finite_number greater_than_equal less_than_equal".split()
)


def validate(model: type[M], node: Mapping) -> tuple[M | None, list[Diagnostic]]:
    """The entry as its model, or None with the diagnostics that say why not."""
    given = {key: value for key, value in node.items() if value is not None}
    try:
        return model.model_validate(given, context=node), []
    except ValidationError as error:
        return None, [_diagnostic(model, node, e) for e in error.errors(include_url=False)]


def unknown_key(key: str, known: Iterator[str] | list[str], position: Position) -> Diagnostic:
    """The diagnostic for a key that a mapping does not have, naming the nearest that it has."""
    names = list(known)
    if key == "marking":
        hint = "put the marking on the brief: legation cannot hold back single items yet"
    else:
        near = difflib.get_close_matches(key, names, n=1, cutoff=0.6)
        hint = f"write `{near[0]}:`" if near else f"the keys here are {', '.join(names)}"
    return Diagnostic(
        position, Severity.ERROR, "unknown-key", f"there is no key `{shorten(key)}` here", hint
    )


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys of a model as they are typed."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _diagnostic(model: type[BaseModel], node: Mapping, error: Any) -> Diagnostic:
    path: Path = error["loc"]
    kind: str = error["type"]
    key = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        return unknown_key(key, _keys_at(model, path[:-1]), node.key_position(*path))
    if kind == "missing":
        message, hint = f"`{key}` is missing", f"add a line `{key}: ...`"
        return Diagnostic(node.position(*path[:-1]), Severity.ERROR, "missing-key", message, hint)
    code, message, hint = _explain(model, path, kind, error)
    return Diagnostic(node.position(*path), Severity.ERROR, code, message, hint)


def _explain(model: type[BaseModel], path: Path, kind: str, error: Any) -> tuple[str, str, str]:
    context = error.get("ctx", {})
    if "text" in context:
        return kind, context["text"], context.get("hint", "")
    value = error["input"]
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    if kind in {"enum", "literal_error"}:
        return _wrong_choice(_choices(model, path), name, value)
    if kind in _NUMBER_KINDS:
        return _wrong_number(model, path, name, value)
    if kind == "string_pattern_mismatch" and context["pattern"] == COLOUR_PATTERN:
        return (
            "wrong-value",
            f"{shorten(value)!r} is no colour",
            "write six hexadecimal digits: 1F3A5F",
        )
    if kind == "string_too_short":
        return "empty-text", f"`{name}` is empty", "write the text, or leave the line out"
    if kind in {"string_pattern_mismatch", "string_too_long"}:
        hint = (
            "use up to 100 letters a-z, digits, '-', '_' and '.', and begin with a letter or digit"
        )
        return "bad-key", f"{shorten(str(value))!r} cannot be a key", hint
    wanted = {"string_type": "text"}.get(
        kind, "a list" if "list" in kind or "tuple" in kind else "a mapping"
    )
    example = {
        "text": f"{name}: some text",
        "a list": f"{name}: and, below it, a line `- ...` for each",
    }
    hint = "write " + example.get(wanted, f"{name}: and, below it and further right, its keys")
    return "wrong-type", f"`{name}` takes {wanted}, not {_kind(value)}", hint


def _choices(model: type[BaseModel], path: Path) -> list[str]:
    annotation = _field(model, path).annotation
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    enums = (cls for cls in _classes(annotation) if issubclass(cls, enum.Enum))
    return [str(choice.value) for cls in enums for choice in cls]


def _wrong_number(
    model: type[BaseModel], path: Path, name: str, value: Any
) -> tuple[str, str, str]:
    """The bounds are those that the field sets."""
    field = _field(model, path)
    low, high = (
        next(getattr(data, bound) for data in field.metadata if hasattr(data, bound))
        for bound in ("ge", "le")
    )
    given = repr(shorten(value)) if isinstance(value, str) else _kind(value)
    message = f"`{name}` takes a number from {low} to {high}, not {given}"
    return "wrong-value", message, f"write `{name}: {field.default}`"


def _wrong_choice(choices: list[str], name: str, value: Any) -> tuple[str, str, str]:
    if not isinstance(value, str):
        return (
            "wrong-type",
            f"`{name}` takes text, not {_kind(value)}",
            f"write one of {', '.join(choices)}",
        )
    near = difflib.get_close_matches(value.casefold().replace(" ", "-"), choices, n=1, cutoff=0.6)
    hint = f"write `{near[0]}`" if near else f"write one of {', '.join(choices)}"
    return "wrong-value", f"{shorten(value)!r} is none of the values of `{name}`", hint


def _kind(value: Any) -> str:
    if isinstance(value, Mapping | dict):
        return "a mapping"
    if isinstance(value, Sequence | list):
        return "a list"
    return "nothing" if value is None else "text"


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    classes = _classes(_field(model, path).annotation)
    models = [cls for cls in classes if issubclass(cls, BaseModel)]
    return keys_of(models[0]) if models else []


def _field(model: type[BaseModel], path: Path) -> FieldInfo:
    """The field that a path of keys and indexes leads to."""
    field = FieldInfo(annotation=model)
    for step in path:
        if isinstance(step, int):
            continue
        inner = next(
            (cls for cls in _classes(field.annotation) if issubclass(cls, BaseModel)), None
        )
        if inner is None:
            break
        fields = inner.model_fields.items()
        field = next((f for name, f in fields if step in (name, f.alias)), FieldInfo())
    return field


def _classes(annotation: Any) -> Iterator[type]:
    """The classes that an annotation such as `tuple[Office, ...] | None` names."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from _classes(part)
