"""Several slips in one file: each told once, and the file read as it was meant."""

from __future__ import annotations

import re

import pytest

from legation.reading.yaml import Mapping
from yamltext import read, told

FULL_OF_SLIPS = """\
title: Azerbaijan: relations
language: en-GB
timezone:Asia/Baku
parties:
\u00a0\u00a0OTS: {name: Organization of Turkic States, Istanbul, kind: organisation}
events:
  - id: visit
    title: "Architecture" roundtable
    date: 2024-08
\tplace: Baku
    summary: trade #2 adopted
  -id: talks
    title: “Talks: round two”
    value: > 300 million
    title: again
     date: 2025
    parties: [AZ, UZ
    place: Baku
  - date: 2026
    note: &co more
    title: [Draft] agenda
"""


def test_all_slips_of_a_file_are_told_in_one_run() -> None:
    mapping, diagnostics = read(FULL_OF_SLIPS)
    found = [re.match(r"(\d+:\d+): \w+\[([\w-]+)\]", line) for line in diagnostics]
    assert [match.groups() if match else None for match in found] == [
        ("1:18", "yaml-colon"),
        ("3:9", "yaml-colon-space"),
        ("5:1", "yaml-space"),
        ("5:44", "yaml-comma"),
        ("8:12", "yaml-quotes"),
        ("10:1", "yaml-tab"),
        ("11:20", "yaml-comment"),
        ("12:3", "yaml-dash-space"),
        ("13:12", "yaml-quotes"),
        ("14:12", "yaml-greater"),
        ("15:5", "duplicate-key"),
        ("16:6", "yaml-indent"),
        ("17:14", "yaml-bracket"),
        ("20:11", "yaml-anchor"),
        ("21:12", "yaml-bracket"),
    ]
    assert mapping == {
        "title": "Azerbaijan: relations",
        "language": "en-GB",
        "timezone": "Asia/Baku",
        "parties": {
            "OTS": {"name": "Organization of Turkic States, Istanbul", "kind": "organisation"}
        },
        "events": [
            {
                "id": "visit",
                "title": '"Architecture" roundtable',
                "date": "2024-08",
                "place": "Baku",
                "summary": "trade",
            },
            {
                "id": "talks",
                "title": "Talks: round two",
                "value": "> 300 million",
                "date": "2025",
                "parties": ["AZ", "UZ"],
                "place": "Baku",
            },
            {"date": "2026", "note": "more", "title": "[Draft] agenda"},
        ],
    }


def test_positions_on_other_lines_are_those_of_the_file() -> None:
    mapping, _ = read(FULL_OF_SLIPS)
    assert mapping is not None
    assert str(mapping.position("events", 1, "place")) == "e.yaml:18:12"
    assert str(mapping.key_position("events", 2, "date")) == "e.yaml:19:5"


def test_what_cannot_be_mended_ends_the_reading() -> None:
    mapping, diagnostics = read("a: b: c\nd: [e,\n")
    assert mapping is None
    assert [line[:18] for line in diagnostics] == ["1:5: error[yaml-co", "2:4: error[yaml-br"]


def test_a_line_taken_out_between_two_kinds_of_line_ends_leaves_its_number() -> None:
    assert [line[:4] for line in told("title: x\rto Baku\nplace: a: b\n")] == ["2:1:", "3:9:"]


def test_two_slips_on_one_line_are_both_told() -> None:
    mapping, diagnostics = read("events:\n  -title: Visit: Baku\n    value: 1\n")
    assert [line[:18] for line in diagnostics] == ["2:3: error[yaml-da", "2:16: error[yaml-c"]
    assert mapping == {"events": [{"title": "Visit: Baku", "value": "1"}]}


def test_a_comma_on_another_line_than_its_text_is_told_and_left() -> None:
    mapping, diagnostics = read("a: {b: c\n  , d, e: f}\n")
    assert mapping == {"a": {"b": "c", "e": "f"}}
    assert [line[:22] for line in diagnostics] == ["2:3: error[yaml-comma]"]


def test_no_more_than_twenty_readings() -> None:
    text = "".join(f"k{i}: a: b\n" for i in range(30))
    mapping, diagnostics = read(text)
    assert mapping is None
    assert len(diagnostics) == 20


def test_slips_the_parser_passes_over_are_mended_all_at_once() -> None:
    text = "events:\n" + "".join(f"  - {{value: {i},000 million}}\n" for i in range(1, 60))
    mapping, diagnostics = read(text)
    assert isinstance(mapping, Mapping)
    assert len(diagnostics) == 59
    events = mapping["events"]
    assert isinstance(events, list)
    assert events[58] == {"value": "59,000 million"}


@pytest.mark.parametrize("long", ["x" * 10_000, "é" * 10_000])
def test_a_long_line_is_shown_without_its_middle(long: str) -> None:
    _, (line,) = read(f"title: {long}: Baku\n")
    assert line == (
        "1:10008: error[yaml-colon]: a text with a colon and a space in it needs quotes\n"
        f'  hint: put the text in quotes: title: "{long[:62]} ... {long[:18]}: Baku"'
    )


def test_a_slip_in_a_very_long_line_of_many_is_told_without_the_line() -> None:
    text = "a: [" + "*b, " * 2_000 + "]\n"
    assert read(text)[1][1] == (
        "1:5: error[yaml-alias]: `*b,` is a reference to another place, which is not used here\n"
        "  hint: write it out, or, if it is text, put it in quotes"
    )
    assert told(text)[0] == "note[too-many]: 1,900 more of error[yaml-alias] are not shown"
