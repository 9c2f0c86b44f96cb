"""References within a chronology: parties, people and sources, by key or in place.

Works on the YAML nodes before they are validated, and puts keys where a name or a description in place
was typed: `Pakistan` becomes `PK`; a source given as a mapping, or as a short text, is filed under a key
of its own. What has no white space is a key and must be known; what has is a description in place.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field

from legation.diagnostics import Diagnostic, Position, Severity
from legation.model.chronology import Person, Source
from legation.model.parties import country_code, fold
from legation.model.quantities import shorten
from legation.reading.validation import validate
from legation.reading.yaml import Mapping, Sequence

Found = list[Diagnostic]


@dataclass
class References:
    """What the chronology declares, and what its items describe in place."""

    parties: dict[str, str] = field(default_factory=dict)
    """Codes and folded names of the declared parties, each with its code."""
    people: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    people_in_place: dict[str, Person] = field(default_factory=dict)
    sources_in_place: dict[str, Source] = field(default_factory=dict)

    def resolve(self, node: Mapping) -> Found:
        """Put keys for every reference that an item, person or brief makes; say which have none."""
        found: Found = []
        for index, office in enumerate(_each(node.get("offices"))):
            if isinstance(office, Mapping):
                found += self._party(office, "party", node.position("offices", index, "party"))
        found += self._list(node, "parties")
        found += self._list(node, "sources")
        found += self._list(node, "people")
        for key in ("attribution", "speaker"):
            found += self._one(node, key)
        return found

    def _list(self, node: Mapping, key: str) -> Found:
        value = node.get(key)
        if isinstance(value, str):
            return self._one(node, key)
        found: Found = []
        if isinstance(value, Sequence):
            for index, entry in enumerate(value):
                resolved, problems = self._resolved(key, entry, node.position(key, index))
                value[index] = resolved
                found += problems
        return found

    def _one(self, node: Mapping, key: str) -> Found:
        value = node.get(key)
        if value is None:
            return []
        node[key], found = self._resolved(key, value, node.position(key))
        return found

    def _party(self, node: Mapping, key: str, position: Position) -> Found:
        value = node.get(key)
        if not isinstance(value, str):
            return []
        node[key], found = self._resolved("parties", value, position)
        return found

    def _resolved(self, key: str, entry: object, position: Position) -> tuple[object, Found]:
        if key == "parties":
            return self._party_key(entry, position)
        if key == "sources":
            return self._source_key(entry, position)
        return self._person_key(entry, position)

    def _party_key(self, entry: object, position: Position) -> tuple[object, Found]:
        if not isinstance(entry, str):
            return entry, []
        code = self.parties.get(entry) or self.parties.get(fold(entry)) or country_code(entry)
        if code:
            return code, []
        hint = _nearest_party(entry, self.parties)
        return entry, [
            Diagnostic(
                position,
                Severity.ERROR,
                "unknown-party",
                f"{shorten(entry)!r} is no known party",
                hint,
            )
        ]

    def _source_key(self, entry: object, position: Position) -> tuple[object, Found]:
        if isinstance(entry, Mapping):
            source, found = validate(Source, entry)
            key = "; ".join(str(value) for value in entry.values() if isinstance(value, str))
        elif isinstance(entry, str) and entry not in self.sources:
            if not _described(entry):
                return entry, [_unknown("source", entry, self.sources, position)]
            source, found, key = Source(title=entry), [], entry
        else:
            return entry, []
        if source is not None:
            self.sources_in_place.setdefault(key, source)
        return key, found

    def _person_key(self, entry: object, position: Position) -> tuple[object, Found]:
        if isinstance(entry, Mapping):
            found = self.resolve(entry)
            person, problems = validate(Person, entry)
            key = str(entry.get("name", ""))
            found += problems
        elif isinstance(entry, str) and entry not in self.people:
            if not _described(entry):
                return entry, [_unknown("person", entry, self.people, position)]
            person, found, key = _person(entry), [], entry
        else:
            return entry, []
        if person is not None:
            self.people_in_place.setdefault(key, person)
        return key, found


def _each(value: object) -> list[object]:
    return list(value) if isinstance(value, Sequence) else []


def _described(text: str) -> bool:
    return len(text.split()) > 1


def _person(text: str) -> Person:
    """`Jeyhun Bayramov, Foreign Minister of Azerbaijan`: a name and the office."""
    name, _, office = text.partition(",")
    if not office.strip():
        return Person(name=text)
    return Person.model_validate({"name": name, "offices": [{"title": office}]})


def _unknown(what: str, key: str, known: set[str], position: Position) -> Diagnostic:
    section = {"source": "sources", "person": "people"}[what]
    near = difflib.get_close_matches(key, sorted(known), n=1, cutoff=0.6)
    hint = (
        f"write `{near[0]}`"
        if near
        else f"add `{key}` under `{section}:`, or describe the {what} in a few words here"
    )
    return Diagnostic(
        position, Severity.ERROR, f"unknown-{what}", f"there is no {what} `{shorten(key)}`", hint
    )


def _nearest_party(entry: str, declared: dict[str, str]) -> str:
    from legation.model.parties import english_names

    upper = entry.upper()
    if country_code(upper):
        return f"write the code in capitals: {upper}"
    names = english_names()
    near = difflib.get_close_matches(fold(entry), [*names, *declared], n=1, cutoff=0.7)
    if near:
        code = declared.get(near[0]) or names[near[0]]
        return f"write `{code}`, if {near[0].title()} is meant"
    return (
        "write an ISO 3166-1 code such as AZ, an English country name, or add it under `parties:`"
    )
