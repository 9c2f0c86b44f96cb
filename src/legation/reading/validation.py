"""One entry of a chronology, validated by its model; what pydantic finds becomes diagnostics.

The position is that of the value at fault, of the key for an unknown key, of the key left blank, and of
the entry's first key where something is missing. What is left blank is as good as left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from legation.diagnostics import Diagnostic, Position, Severity
from legation.model.typed_dates import date_warning
from legation.reading.explaining import explain, meant, missing, unknown_key
from legation.reading.problems import Found, error
from legation.reading.shape import Model, Path, Slot, keys_of, model_at, slots
from legation.reading.yaml import Mapping, Sequence, Value

M = TypeVar("M", bound=BaseModel)

_TEXTS = frozenset((str,))


def validate(model: type[M], node: Mapping) -> tuple[M | None, Found]:
    """The entry as its model, or None; with what is wrong or doubtful.

    A model that keeps its node (`Located`) is given it as pydantic's validation context.
    """
    doubts = list(_doubts(model, node))
    try:
        # By alias only: `as_of` is Python's name for a key, not the officer's.
        read = model.model_validate(_given(model, node), context=node, by_alias=True, by_name=False)
    except ValidationError as failure:
        errors = failure.errors(include_url=False)
        slips = {path for details in errors for path in _meant(model, details)}
        told = _Failure(model, node)
        return None, doubts + [
            told.diagnostic(details)
            for details in errors
            if details["type"] != "missing" or details["loc"] not in slips
        ]
    return read, doubts


def _given(model: Model | None, value: Value) -> Any:
    """The value without what was left blank, but with a blank key that is none of the model's."""
    if isinstance(value, Sequence):
        if model is None and None not in value:
            return value
        return [_given(model, entry) for entry in value if entry is not None]
    if not isinstance(value, Mapping):
        return value
    if _TEXTS.issuperset(map(type, value.values())):
        return value
    known = slots(model) if model else {}
    return {
        key: _given(known[key].model, entry) if key in known else entry
        for key, entry in value.items()
        if entry is not None or key not in known
    }


def _doubts(model: Model, node: Mapping) -> Iterator[Diagnostic]:
    """What is read, but may not be what was meant, such as 2024-21."""
    for key, slot in _dated(model):
        value = node.get(key)
        if slot.dated and isinstance(value, str):
            if doubt := date_warning(value):
                yield Diagnostic(node.position(key), Severity.WARNING, *doubt)
        elif slot.model:
            for inner in value if isinstance(value, Sequence) else [value]:
                if isinstance(inner, Mapping):
                    yield from _doubts(slot.model, inner)


@cache
def _dated(model: Model) -> list[tuple[str, Slot]]:
    """The keys of dates, and of mappings that may have some."""
    return [(key, slot) for key, slot in slots(model).items() if slot.dated or slot.model]


def _meant(model: Model, details: Any) -> Iterator[Path]:
    """The path of the missing key that an unknown one was meant for."""
    path: Path = details["loc"]
    owner = model_at(model, path[:-1])
    if details["type"] == "extra_forbidden" and owner is not None:
        yield (*path[:-1], meant(str(path[-1]), keys_of(owner)) or "")


class _Failure:
    """What is wrong with one node, by the paths that pydantic gives: it knows of no blank entries."""

    def __init__(self, model: Model, node: Mapping) -> None:
        self._model = model
        self._node = node
        self._kept: dict[int, list[int]] = {}

    def diagnostic(self, details: Any) -> Diagnostic:
        """One of pydantic's errors in our words, at its place."""
        path: Path = details["loc"]
        kind: str = details["type"]
        if kind not in {"extra_forbidden", "missing"}:
            if isinstance(self._at(path[:-1]), str) and isinstance(path[-1], str):
                path = path[:-1]  # a text that stands for a mapping
            within = [details["ctx"]["at"]] if "at" in details.get("ctx", {}) else []
            return error(self._position((*path, *within)), *explain(self._model, path, details))
        parent, key = path[:-1], str(path[-1])
        owner = model_at(self._model, parent)
        mapping = self._at(parent)
        assert owner is not None, "only models miss keys, or have too many"
        assert isinstance(mapping, Mapping), "and they are read from mappings"
        if kind == "extra_forbidden":
            return unknown_key(key, keys_of(owner), mapping.key_position(key))
        place = mapping.key_position(key) if key in mapping else mapping.first_key_position()
        return error(place, "missing-key", *missing(key, blank=key in mapping))

    def _at(self, path: Path) -> Value:
        """The value at a path."""
        value: Value = self._node
        for step in path:
            if isinstance(value, Sequence):
                value = value[self._index(value, int(step))]
            elif isinstance(value, Mapping) and isinstance(step, str):
                value = value.get(step)
        return value  # what stands for a list of one is its own only entry

    def _position(self, path: Path) -> Position:
        """The position of the value at a path; of a value that stands for a list of one, its own."""
        parent = self._at(path[:-1])
        if isinstance(parent, Sequence):
            return parent.position(self._index(parent, int(path[-1])))
        if isinstance(parent, Mapping) and isinstance(path[-1], str):
            return parent.position(path[-1])
        return self._position(path[:-1])

    def _index(self, entries: Sequence, count: int) -> int:
        """Where the entry of that number stands among the blank ones."""
        if id(entries) not in self._kept:
            self._kept[id(entries)] = [n for n, entry in enumerate(entries) if entry is not None]
        return self._kept[id(entries)][count]
