"""What a model takes at each key: asked of pydantic's models, for positions, hints and blank values."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin

from msgspec import Struct
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from legation.model.dates import Date

Path = tuple[str | int, ...]
"""The keys and the indexes that lead to a value."""

Model = type[BaseModel]


class Slot(Struct, frozen=True):
    """What stands at one key.

    Attributes:
        model: The model of the mapping, or of each mapping in the list, that stands there, if any.
        dated: Whether it is a date.
    """

    model: Model | None
    dated: bool


@cache
def slots(model: Model) -> dict[str, Slot]:
    """What stands at each key of a model, as the keys are typed."""
    return {key: _slot(field) for key, field in _fields(model)}


@cache
def keys_of(model: Model) -> tuple[str, ...]:
    """The keys of a model as they are typed, first those that must not be left out."""
    required = required_keys(model)
    return (*required, *(key for key, _ in _fields(model) if key not in required))


@cache
def required_keys(model: Model) -> tuple[str, ...]:
    """Those of its keys that must not be left out."""
    return tuple(key for key, field in _fields(model) if field.is_required())


def model_at(model: Model, path: Path) -> Model | None:
    """The model of the mappings at a path; None where other things stand."""
    field = field_at(model, path)
    return _slot(field).model


def field_at(model: Model, path: Path) -> FieldInfo:
    """The field that a path leads to; the model itself where the path is empty."""
    field = FieldInfo(annotation=model)
    for step in path:
        inner = _slot(field).model
        if isinstance(step, str) and inner is not None:
            field = dict(_fields(inner)).get(step, FieldInfo())
    return field


def choices(field: FieldInfo) -> list[str]:
    """The values that a field of few values takes."""
    if get_origin(field.annotation) is Literal:
        return list(get_args(field.annotation))
    enums = (cls for cls in _classes(field.annotation) if issubclass(cls, enum.Enum))
    return [str(choice.value) for cls in enums for choice in cls]


def bounds(field: FieldInfo) -> tuple[Any, Any]:
    """The least and the greatest number that a field takes."""
    data = list(_metadata(field))
    low, high = (
        next(getattr(each, name) for each in data if hasattr(each, name)) for name in ("ge", "le")
    )
    return low, high


def takes_int(field: FieldInfo) -> bool:
    """Whether its numbers are whole."""
    return int in _classes(field.annotation)


def _metadata(field: FieldInfo) -> Iterator[Any]:
    """What is annotated to a field, and to the parts of its type."""
    yield from field.metadata
    for part in get_args(field.annotation):
        for each in getattr(part, "__metadata__", ()):
            yield from each.metadata if isinstance(each, FieldInfo) else [each]


def _fields(model: Model) -> Iterator[tuple[str, FieldInfo]]:
    return ((field.alias or name, field) for name, field in model.model_fields.items())


def _slot(field: FieldInfo) -> Slot:
    classes = list(_classes(field.annotation))
    model = next((cls for cls in classes if issubclass(cls, BaseModel)), None)
    return Slot(model, any(issubclass(cls, Date | datetime.date) for cls in classes))


def _classes(annotation: Any) -> Iterator[type]:
    """The classes that an annotation such as `tuple[Office, ...] | None` names."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from _classes(part)
