"""The JSON Schema (draft 2020-12) of a chronology, for editors that complete and check as one types.

Made from the model, and widened by what reading takes beyond it: text that YAML sees as a number, one
value where a list may stand, a source or a person in place of its key, an empty value for none.
"""

from __future__ import annotations

import json
from typing import Any

from legation.model.chronology import ITEM_SECTIONS, KEYED_SECTIONS, Chronology

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {
    "description": "Text, without quotation marks.",
    "type": ["string", "number", "boolean"],
    "minLength": 1,
}
_IN_PLACE = {"sources": "Source", "people": "Person", "speaker": "Person", "attribution": "Person"}
_ITEMS = {model.__name__ for model in ITEM_SECTIONS.values()}


def schema() -> Schema:
    """The schema as plain values."""
    made = Chronology.model_json_schema(by_alias=True)
    definitions = made.pop("$defs")
    for name, definition in definitions.items():
        _widen(definition, in_place=name in _ITEMS)
    _widen(made, in_place=False)
    for section in KEYED_SECTIONS.keys() - {"briefs"}:
        for sort in made["properties"][section]["anyOf"]:
            if "patternProperties" in sort:
                sort["additionalProperties"] = False
    about = {"$schema": _DRAFT, "title": "Legation chronology"}
    return (
        about
        | {k: v for k, v in made.items() if k != "title"}
        | {"$defs": definitions | {"Text": _TEXT}}
    )


def schema_text() -> str:
    """The schema as the text of `events.schema.json`."""
    return json.dumps(schema(), indent=2) + "\n"


def _widen(definition: Schema, *, in_place: bool) -> None:
    """Widen every property of an object's schema."""
    required = definition.get("required", [])
    for key, given in definition.get("properties", {}).items():
        target = _IN_PLACE.get(key) if in_place else None
        sorts = [sort for found in _sorts(given) for sort in _widened(found, target)]
        if key not in required:
            sorts.append({"type": "null"})
        about = {"description": given["description"]}
        if given.get("default"):
            about["default"] = given["default"]
        definition["properties"][key] = about | _any_of(sorts)


def _sorts(given: Schema) -> list[Schema]:
    """What a property may hold, one schema each, without what is said about the property."""
    if "anyOf" in given:
        return [sort for sort in given["anyOf"] if sort != {"type": "null"}]
    return [{k: v for k, v in given.items() if k not in {"description", "default", "title"}}]


def _widened(sort: Schema, target: str | None) -> list[Schema]:
    """A schema with what reading takes beside it; `target` is what may be described in place."""
    if sort.get("type") == "string":
        plain = sort == {"type": "string", "minLength": 1}
        text = {"$ref": "#/$defs/Text"} if plain else sort | {"type": _TEXT["type"]}
        return [text, {"$ref": f"#/$defs/{target}"}] if target else [text]
    if sort.get("type") == "array":
        entries = _widened(sort["items"], target)
        single = [] if _is_object(sort["items"]) else _widened(sort["items"], None)
        return [*single, sort | {"items": _any_of(entries)}]
    return [{k: v for k, v in sort.items() if k != "description"}]


def _is_object(sort: Schema) -> bool:
    """Whether a list's entries are mappings: such a list is never written as one entry."""
    return "$ref" in sort and not sort["$ref"].endswith("/Format")


def _any_of(sorts: list[Schema]) -> Schema:
    return sorts[0] if len(sorts) == 1 else {"anyOf": sorts}
