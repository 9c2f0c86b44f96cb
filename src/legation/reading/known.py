"""The people, or the sources, of a chronology: those it declares, and those its items describe in place.

What has no white space is a key and must be known; what has is a description in place, unless it is the
name or title of an entry that the chronology has.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Generic, TypeVar

from legation.model.chronology import Office, Person, Source
from legation.model.date_refusals import quoted
from legation.model.parties import fold
from legation.model.quantities import shorten
from legation.reading.problems import Guess
from legation.reading.yaml import Mapping, Sequence, Value

E = TypeVar("E", Person, Source)


class Known(ABC, Generic[E]):
    """The entries of one section, by what may be typed for them.

    Attributes:
        section: The section's name.
        what: What one of its entries is.
        model: The model of its entries.
        in_place: The entries described in place, by keys that hold a blank, as no other key does.
    """

    section: str
    what: str
    model: type[E]

    def __init__(self) -> None:
        self.in_place: dict[str, E] = {}
        self._keys: set[str] = set()
        self._unread: list[tuple[str, Iterable[str]]] = []
        self._names: dict[str, str] = {}
        self._guess = Guess()

    def declare(self, key: str, names: Iterable[str]) -> None:
        """Add an entry of the section. Its names are read once one is looked for."""
        self._keys.add(key)
        self._unread.append((key, names))

    def describe(self, node: Mapping, entry: E) -> str:
        """Add an entry described by a mapping; its key."""
        return self._place("; ".join(_leaves(node)), entry)

    def resolve(self, typed: str, *, in_place: bool) -> str | None:
        """The key for a text: a key, a name, or, where it may be one, a description in place."""
        key = self._find(typed)
        if key is None and in_place and len(typed.split()) > 1 and not self._several(typed):
            key = self._place(typed, self._described(typed))
        return key

    def refuse(self, typed: str, *, in_place: bool) -> tuple[str, str]:
        """The message and the hint for a text that has no key."""
        if several := self._several(typed):
            message = f"{quoted(typed)} are several {self.section}"
            return message, f"write a list: [{', '.join(several)}]"
        return f"there is no {self.what} `{shorten(typed)}`", self._hint(typed, in_place)

    @property
    def _by_name(self) -> dict[str, str]:
        """The key of each folded name. A name that two have is the name of neither."""
        for key, names in self._unread:
            for name in map(fold, names):
                self._names[name] = key if self._names.get(name, key) == key else ""
        self._unread.clear()
        return self._names

    def _find(self, text: str) -> str | None:
        return text if text in self._keys else self._by_name.get(fold(text)) or None

    def _several(self, text: str) -> list[str]:
        """The keys between the commas of one text; none unless one of them is known."""
        parts = [part.strip() for part in text.split(",")]
        return parts if len(parts) > 1 and not self._keys.isdisjoint(parts) else []

    @abstractmethod
    def _described(self, text: str) -> E:
        """An entry of a few words."""

    @abstractmethod
    def _name(self, entry: E) -> str:
        """What an entry is called."""

    def _place(self, key: str, entry: E) -> str:
        self.in_place.setdefault(key, entry)
        self._by_name.setdefault(fold(self._name(entry)), key)
        return key

    def _hint(self, text: str, in_place: bool) -> str:
        near = self._guess(text, chain(self._keys, self._by_name))
        if near and (key := self._find(near)):
            return f"write `{self._name(self.in_place[key]) if key in self.in_place else key}`"
        if "://" in text:
            return f"give it a title too: add it under `{self.section}:`, with `title:` and `url:`"
        add = f"add `{shorten(text)}` under `{self.section}:`"
        return f"{add}, or describe the {self.what} in a few words here" if in_place else add


class People(Known[Person]):
    """The people."""

    section, what, model = "people", "person", Person

    def _described(self, text: str) -> Person:
        """`Jeyhun Bayramov, Foreign Minister of Azerbaijan`: a name and the office."""
        name, _, office = (part.strip() for part in text.partition(","))
        if not name or not office:
            return Person(name=text)
        return Person(name=name, offices=(Office(title=office),))

    def _name(self, entry: Person) -> str:
        return entry.name


class Sources(Known[Source]):
    """The sources."""

    section, what, model = "sources", "source", Source

    def _described(self, text: str) -> Source:
        return Source(title=text)

    def _name(self, entry: Source) -> str:
        return entry.title


def _leaves(node: Value, key: str = "") -> Iterator[str]:
    """Every text of a node, with its key: `name: Jeyhun Bayramov`."""
    if isinstance(node, str):
        yield f"{key}: {node}"
    elif isinstance(node, Mapping):
        for inner, value in node.items():
            yield from _leaves(value, inner)
    elif isinstance(node, Sequence):
        for value in node:
            yield from _leaves(value, key)
