"""Content controls in the sample's Word files: what the chronology says stands in them, letter for letter."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
import yaml

from editions import MEETINGS, OTHERS, SAMPLE, Edition, Hostile
from word import find, text, tree, values

BRIEFS = ("azerbaijan-pakistan", "azerbaijan-uzbekistan", "azerbaijan", *MEETINGS, *OTHERS)
CHRONOLOGY: dict[str, Any] = yaml.load(SAMPLE.read_text(encoding="utf-8"), yaml.BaseLoader)
ITEMS = {
    item["id"]: item
    for section in ("events", "instruments", "mechanisms", "indicators", "statements")
    for item in CHRONOLOGY.get(section, ())
    if "id" in item
} | CHRONOLOGY["sources"]
TYPED = {"title", "summary", "place", "inferred", "disputed", "note", "quote", "about", "author"}


def controlled(content: bytes) -> dict[str, set[str]]:
    """What stands in the controls of a Word file, by their tags."""
    found: dict[str, set[str]] = defaultdict(set)
    for control in find(tree(content), "//w:sdt"):
        (tag,) = values(control, "w:sdtPr/w:tag/@w:val")
        found[tag].add(text(find(control, "w:sdtContent")[0]))
    return found


@pytest.mark.parametrize("brief", BRIEFS)
def test_a_control_says_what_was_typed_in_its_field(brief: str, others: dict[str, Edition]) -> None:
    found = controlled(others[brief].docx)
    assert found
    for tag, said in found.items():
        key, _, field = tag.rpartition("/")
        if field in TYPED:
            assert said == {" ".join(ITEMS[key][field].split())}, tag
        else:
            assert field == "date"


def test_every_event_of_a_chronology_has_its_date_title_and_summary_in_controls(
    annex: Edition,
) -> None:
    found = controlled(annex.docx)
    for event in CHRONOLOGY["events"]:
        for field in {
            "date",
            "title",
            "summary",
            "place",
            "note",
            "inferred",
            "disputed",
        } & event.keys():
            assert f"{event['id']}/{field}" in found


def test_hostile_text_stands_in_them_whole(hostile_brief: Hostile) -> None:
    said = set().union(*controlled(hostile_brief.edition.docx).values())
    assert sum(words in said for words in hostile_brief.words) > 20
