"""Plain values that know where they stand in the file: what YAML is read into."""

from __future__ import annotations

from typing import TypeAlias

from legation.diagnostics import Position
from legation.reading.yaml.lines import Lines

Value: TypeAlias = "str | Mapping | Sequence | None"

# A mapping keeps the places of a key and of its value as one number, key << _SHIFT | value: a large
# chronology has hundreds of thousands of them.
_SHIFT = 32
_MASK = (1 << _SHIFT) - 1


class _Node:
    """What a mapping and a sequence share: positions by path."""

    __slots__ = ()

    _lines: Lines
    start: int

    def position(self, *path: str | int) -> Position:
        """The position of the value at the path; with no path, where this node begins.

        Where the path leads nowhere, the first key of the last node on the way.
        """
        return self._lines.position(self._walk(path)[1])

    def key_position(self, *path: str | int) -> Position:
        """The position of the key that the path ends with; of the item, where that is a list's."""
        parent, at = self._walk(path[:-1])
        if path and isinstance(parent, _Node):
            key = parent.key_at(path[-1])
            at = parent.first() if key is None else key
        return self._lines.position(at)

    def first_key_position(self) -> Position:
        """The position of the first key or item; of an empty node, where it begins."""
        return self._lines.position(self.first())

    def _walk(self, path: tuple[str | int, ...]) -> tuple[object, int]:
        """The value at the path and its place; None and a place nearby where there is no such path."""
        node: object = self
        at = self.start
        for step in path:
            if not isinstance(node, _Node):
                return None, at
            found = node.placed(step)
            if found is None:
                return None, node.first()
            node, at = found
        return node, at

    def first(self) -> int:
        """The index at which the first key or item begins; of an empty node, its own."""
        raise NotImplementedError

    def key_at(self, step: str | int) -> int | None:
        """The index at which that key, or item, begins; None if it was not in the file."""
        raise NotImplementedError

    def placed(self, step: str | int) -> tuple[Value, int] | None:
        """The value of that key, or item, and the index at which it begins."""
        raise NotImplementedError


class Mapping(dict[str, Value], _Node):
    """A plain dict of text keys, in the order of the file, that knows where each stands."""

    __slots__ = ("_lines", "_places", "start")

    def __init__(self, lines: Lines, start: int) -> None:
        self._lines = lines
        self.start = start
        self._places: dict[str, int] = {}

    def put(self, key: str, key_at: int, value: Value, value_at: int) -> None:
        """Add a key and its value with the indices at which they begin."""
        self[key] = value
        self._places[key] = key_at << _SHIFT | value_at

    def first(self) -> int:
        """The index at which the first key begins."""
        return next((place >> _SHIFT for place in self._places.values()), self.start)

    def key_at(self, step: str | int) -> int | None:
        """The index at which that key begins."""
        place = self._places.get(str(step))
        return None if place is None else place >> _SHIFT

    def placed(self, step: str | int) -> tuple[Value, int] | None:
        """The value there, and the index at which it begins."""
        key = str(step)
        place = self._places.get(key)
        return None if place is None or key not in self else (self[key], place & _MASK)


class Merged(Mapping):
    """The keys of several mappings, of one file or of several, as one: each stands where it was typed.

    Of a key that more than one of them has, the first that is not blank counts.
    """

    __slots__ = ("_owners",)

    def __init__(self, first: Mapping, *others: Mapping) -> None:
        super().__init__(first._lines, first.start)
        self._places = first._places
        self._owners: dict[str, Mapping] = {}
        for part in (first, *others):
            for key, value in part.items():
                if self.get(key) is None:
                    self[key] = value
                    self._owners[key] = part

    def position(self, *path: str | int) -> Position:
        """The position of the value at the path, in the file where its first key stands."""
        owner = self._owners.get(str(path[0])) if path else None
        return owner.position(*path) if owner is not None else super().position(*path)

    def key_position(self, *path: str | int) -> Position:
        """The position of the key that the path ends with, likewise."""
        owner = self._owners.get(str(path[0])) if path else None
        return owner.key_position(*path) if owner is not None else super().key_position(*path)


class Sequence(list[Value], _Node):
    """A plain list that knows where each item stands."""

    __slots__ = ("_lines", "_places", "start")

    def __init__(self, lines: Lines, start: int) -> None:
        self._lines = lines
        self.start = start
        self._places: list[int] = []

    def put(self, value: Value, at: int) -> None:
        """Add an item with the index at which it begins."""
        self.append(value)
        self._places.append(at)

    def drop(self, index: int) -> None:
        """Take an item out, as if it had not been typed."""
        del self[index], self._places[index]

    def first(self) -> int:
        """The index at which the first item begins."""
        return self._places[0] if self._places else self.start

    def key_at(self, step: str | int) -> int | None:
        """The index at which that item begins."""
        known = isinstance(step, int) and 0 <= step < len(self._places)
        return self._places[int(step)] if known else None

    def placed(self, step: str | int) -> tuple[Value, int] | None:
        """The value there, and the index at which it begins."""
        at = self.key_at(step)
        return None if at is None or int(step) >= len(self) else (self[int(step)], at)
