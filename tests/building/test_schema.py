"""The JSON Schema says of a chronology what reading says, as far as a schema can."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from legation.building import start
from legation.building.schema import schema, schema_text
from legation.diagnostics import Report
from legation.reading.chronology import read_chronology

ROOT = Path(__file__).parents[2]
VALIDATOR = Draft202012Validator(schema())


class Editor(yaml.SafeLoader):
    """Scalars as an editor's YAML 1.2 takes them: `NO`, dates and times are text."""


Editor.yaml_implicit_resolvers = {
    first: kept
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    if (kept := [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")])
}
for word in "yYnNoO":
    Editor.yaml_implicit_resolvers.pop(word, None)


def parsed(text: str) -> Any:
    return yaml.load(text, Editor)


def accepted(text: str) -> bool:
    return bool(VALIDATOR.is_valid(parsed(text)))


def read(text: str, folder: Path) -> bool:
    """Whether reading finds no error in the text."""
    path = folder / "events.yaml"
    path.write_text(text, encoding="utf-8")
    report = Report()
    read_chronology(path, "events.yaml", report)
    return not report.failed


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_the_file_at_hand_is_not_stale() -> None:
    """Mend with: legation schema -o events.schema.json"""
    assert (ROOT / "events.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_sample_and_the_starter_conform_and_name_it() -> None:
    for path in (ROOT / "events.yaml", Path(start.__file__).with_name("starter") / "events.yaml"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# yaml-language-server: $schema=events.schema.json\n")
        assert [error.message for error in VALIDATOR.iter_errors(parsed(text))] == []


def test_every_key_is_described_and_no_other_allowed() -> None:
    made = schema()
    for definition in [made, *made["$defs"].values()]:
        for key, about in definition.get("properties", {}).items():
            assert about["description"], key
        if "properties" in definition:
            assert definition["additionalProperties"] is False


@pytest.mark.parametrize(
    "text",
    [
        "title: x\nevents: [{date: 2024, title: 1992}]",
        "title: x\nevents: [{date: 2024-08, title: true, parties: NO, topics: [a, 2]}]",
        "title: x\nevents: [{date: 2024, title: t, sources: A report of 2024}]",
        "title: x\nevents: [{date: 2024, title: t, sources: [{title: A report, published: 2024}]}]",
        "title: x\nevents: [{date: 2024, title: t, people: [{name: A B, offices: [{title: Minister}]}]}]",
        "title: x\nevents: [{date: 2024, title: t, attribution: {name: A B}}]",
        "title: x\nstatements: [{speaker: {name: A B}, quote: q}]",
        "title: x\nindicators: [{title: t, values: [{date: 2024, value: 32.4}], claims: [{times: 9.5}]}]",
        "title: x\nbriefs: {a: {formats: pdf, parties: [AZ], as-of: 2026-02-24, period: 1991/..}}",
        "title: x\nevents:\n  - date: 2024\n    title: t\n    parties:\n    summary:",
        "title: x\nlegation: 1\nevents:",
    ],
)
def test_what_reading_takes_conforms(text: str, tmp_path: Path) -> None:
    assert read(text, tmp_path)
    assert accepted(text)


@pytest.mark.parametrize(
    "text",
    [
        "briefs: {a: {}}",
        "title: x\nevent: []",
        "title: x\nevents: [{title: t}]",
        "title: x\nevents: [{date: 2024, title: t, marking: SECRET}]",
        "title: x\nevents: [{date: 2024, title: [t]}]",
        "title: x\nevents: [{date: 2024, title: t, level: king}]",
        "title: x\nsources: {a b: {title: t}}",
        "title: x\nsources: [{title: t}]",
        "title: x\nbriefs: {a: {formats: rtf}}",
        "title: x\nindicators: [{title: t, values: {date: 2024, value: 1}}]",
    ],
)
def test_what_reading_refuses_does_not(text: str, tmp_path: Path) -> None:
    assert not read(text, tmp_path)
    assert not accepted(text)


def test_the_text_is_the_schema_in_ascii() -> None:
    assert json.loads(schema_text()) == schema()
    assert schema_text().isascii()
