"""References within a chronology: parties, people and sources, by key or in place.

Works on the YAML nodes before they are validated, and puts keys where a name or a description in place
was typed: `Pakistan` becomes `PK`; a source given as a mapping, or as a short text, is filed under a key
of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from legation.diagnostics import Diagnostic, Position, Severity
from legation.model.quantities import shorten
from legation.reading.known import Known, People, Sources
from legation.reading.parties import Parties
from legation.reading.problems import Found, error
from legation.reading.shape import Model, Slot, slots
from legation.reading.validation import validate
from legation.reading.yaml import Mapping, Sequence, Value

# The keys that name something, each with the section that it is looked up in.
_SECTIONS = {
    "parties": "parties",
    "party": "parties",
    "sources": "sources",
    "people": "people",
    "attribution": "people",
    "speaker": "people",
    "counterpart": "people",
}


class References:
    """What the chronology declares, and what its items describe in place."""

    def __init__(self) -> None:
        self.parties = Parties()
        self.people = People()
        self.sources = Sources()
        self._sections: dict[str, Parties | Known[Any]] = {
            "parties": self.parties,
            "people": self.people,
            "sources": self.sources,
        }

    def declare(self, section: str, key: str, names: Iterable[str] = ()) -> None:
        """Note an entry of a section, with what else it is called; of other sections, nothing."""
        if section in self._sections:
            self._sections[section].declare(key, names)

    def resolve(self, model: Model, node: Mapping, *, in_place: bool = True) -> Found:
        """Put keys for every reference that an entry makes; say which have none.

        Args:
            model: What the entry is: keys that it does not have are left alone.
            node: The entry.
            in_place: Whether it may describe people and sources; a brief only picks some.
        """
        found: Found = []
        for key, slot in _referring(model):
            value = node.get(key)
            if value is None:
                continue
            if key in _SECTIONS and isinstance(value, Sequence):
                found += self._list(value, key, in_place)
            elif key in _SECTIONS:
                node[key], problems = self._resolved(value, key, node, key, in_place)
                found += problems
            elif slot.model is not None:
                for inner in value if isinstance(value, Sequence) else [value]:
                    if isinstance(inner, Mapping):
                        found += self.resolve(slot.model, inner)
        return found

    def _list(self, entries: Sequence, key: str, in_place: bool) -> Found:
        found: Found = []
        seen: dict[Value, Value] = {}
        for index, typed in enumerate(entries):
            resolved, problems = self._resolved(typed, key, entries, index, in_place)
            found += problems
            if isinstance(resolved, str) and isinstance(typed, str) and not problems:
                if resolved in seen:
                    found.append(_repeated(typed, seen[resolved], key, entries.position(index)))
                seen.setdefault(resolved, typed)
            entries[index] = resolved
        return found

    def _resolved(
        self, typed: Value, key: str, node: Mapping | Sequence, step: str | int, in_place: bool
    ) -> tuple[Value, Found]:
        """The key for what was typed; as typed, if it is wrong or for the model to refuse.

        Args:
            typed: What was typed.
            key: The entry's key that it is a value of.
            node: What holds it.
            step: And where.
            in_place: Whether it may be a description.
        """
        section = self._sections[_SECTIONS[key]]
        if isinstance(typed, Mapping) and isinstance(section, Known) and in_place:
            return self._described(typed, section)
        if not isinstance(typed, str) or not (text := typed.strip()):
            return typed, []
        resolved = section.resolve(text, in_place=in_place)
        if resolved is not None:
            return resolved, []
        words = section.refuse(text, in_place=in_place)
        return typed, [error(node.position(step), f"unknown-{section.what}", *words)]

    def _described(self, node: Mapping, known: Known[Any]) -> tuple[Value, Found]:
        """The key of a person or source that is described by a mapping."""
        found = self.resolve(known.model, node)
        entry, problems = validate(known.model, node)
        key = known.describe(node, entry) if entry is not None else "?"
        return key, found + problems


@cache
def _referring(model: Model) -> list[tuple[str, Slot]]:
    """The keys that name something, and those of mappings that may have some."""
    return [(key, slot) for key, slot in slots(model).items() if key in _SECTIONS or slot.model]


def _repeated(typed: str, first: Value, key: str, position: Position) -> Diagnostic:
    message = f"`{shorten(typed)}` stands among the {key} twice"
    if first != typed:
        message += f", the first time as `{shorten(str(first))}`"
    return Diagnostic(position, Severity.WARNING, "repeated", message, "delete it, or mend it")
