"""YAML to plain values: scalars stay what was typed, and every value knows its place."""

from __future__ import annotations

import codecs
import gc
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from legation.reading.yaml import Mapping, Sequence, parsing
from yamltext import clean, read


@pytest.mark.parametrize(
    "typed",
    ["NO", "10:30", "1992", "2024-08", "010", "true", "null", "~", "1_000", "0x1F", ".5", "="],
)
def test_a_plain_scalar_stays_what_was_typed(typed: str) -> None:
    assert clean(f"a: {typed}\nb: [{typed}]\n{typed}: c\n") == {
        "a": typed,
        "b": [typed],
        typed: "c",
    }


def test_only_a_plain_empty_scalar_is_none() -> None:
    text = "a:\nb: ''\nc: \"\"\nd: [x, '']\ne: {f: , g: }\nh:\n  -\n  - i\n"
    mapping, _ = read(text)
    assert mapping == {
        "a": None,
        "b": "",
        "c": "",
        "d": ["x", ""],
        "e": {"f": None, "g": None},
        "h": [None, "i"],
    }


def test_quoted_and_block_scalars_give_their_text() -> None:
    text = (
        "a: 'it''s'\n"
        'b: "tab\\tand \\u00e9 #2"\n'
        "c: |\n  two: lines\n\n  #2 and a third\n\n"
        "d: >-\n  one\n  line\n"
        "e: |+\n  kept\n\n"
        'f: "folded\n  here"\n'
    )
    assert clean(text) == {
        "a": "it's",
        "b": "tab\tand é #2",
        "c": "two: lines\n\n#2 and a third",
        "d": "one line",
        "e": "kept",
        "f": "folded here",
    }


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encode",
    [
        str.encode,
        lambda text: codecs.BOM_UTF8 + text.encode(),
        lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    ],
    ids=["UTF-8", "UTF-8 with a mark", "UTF-16 LE", "UTF-16 BE"],
)
def test_encodings_and_line_ends(encode: Callable[[str], bytes], ending: str) -> None:
    text = "title: Bakı 😀\nnote: |\n  one\n  two\nplace: x: y\n".replace("\n", ending)
    mapping, diagnostics = read(encode(text))
    assert mapping == {"title": "Bakı 😀", "note": "one\ntwo", "place": "x: y"}
    assert [line[:23] for line in diagnostics] == ["5:9: error[yaml-colon]:"]


TEXT = """\
title: Relations
parties: {OTS: {name: Turkic States}, X: }
events:
  - date: 2024

    "parties": [AZ, 😀, UZ]  # remark
    note: >-
      text
  - summary: 😀 then
      more
empty:
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("title",), (1, 8), (1, 1)),
        (("parties",), (2, 10), (2, 1)),
        (("parties", "OTS"), (2, 16), (2, 11)),
        (("parties", "OTS", "name"), (2, 23), (2, 17)),
        (("parties", "X"), (2, 42), (2, 39)),
        (("events",), (4, 3), (3, 1)),
        (("events", 0), (4, 5), (4, 5)),
        (("events", 0, "date"), (4, 11), (4, 5)),
        (("events", 0, "parties"), (6, 16), (6, 5)),
        (("events", 0, "parties", 2), (6, 24), (6, 24)),
        (("events", 0, "note"), (7, 11), (7, 5)),
        (("events", 1, "summary"), (9, 14), (9, 5)),
        (("empty",), (11, 7), (11, 1)),
        # Where there is no such thing: the first key of the last node there is, or the scalar.
        (("events", 1, "title"), (9, 5), (9, 5)),
        (("events", 2), (4, 5), (4, 5)),
        (("events", 0, "parties", 7), (6, 17), (6, 17)),
        (("parties", "AZ"), (2, 11), (2, 11)),
        (("parties", "AZ", "name"), (2, 11), (2, 11)),
        (("title", "x", 1), (1, 8), (1, 8)),
    ],
)
def test_positions(
    path: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int]
) -> None:
    mapping = clean(TEXT)
    at, of_key = mapping.position(*path), mapping.key_position(*path)
    assert (at.line, at.column) == value
    assert (of_key.line, of_key.column) == key
    assert at.file == "e.yaml"


def test_positions_from_within() -> None:
    parties = clean(TEXT)["parties"]
    assert isinstance(parties, Mapping)
    assert str(parties.position()) == "e.yaml:2:10"
    assert str(parties.first_key_position()) == "e.yaml:2:11"
    assert str(parties.position("OTS", "name")) == "e.yaml:2:23"
    events = clean(TEXT)["events"]
    assert isinstance(events, Sequence)
    assert str(events.position()) == "e.yaml:4:3"
    assert str(events.first_key_position()) == "e.yaml:4:5"
    assert str(clean("a: {}\n").position("a")) == "e.yaml:1:4"
    empty = clean("a: []\n")["a"]
    assert isinstance(empty, Sequence)
    assert str(empty.first_key_position()) == "e.yaml:1:4"


def test_what_was_not_in_the_file_has_the_place_of_its_mapping() -> None:
    mapping = clean("a: b\n")
    mapping["made"] = "later"
    assert str(mapping.position("made")) == "e.yaml:1:1"
    del mapping["a"]
    assert str(mapping.position("a")) == "e.yaml:1:1"


def test_columns_count_characters_also_after_a_tab_and_a_mark() -> None:
    mapping, diagnostics = read(codecs.BOM_UTF8 + b"a:\tb: c\n")
    assert mapping == {"a": "b: c"}
    assert diagnostics[0].startswith("1:5: error[yaml-colon]")


def test_the_garbage_collector_is_left_as_it_was() -> None:
    clean("a: b\n")
    assert gc.isenabled()
    gc.disable()
    try:
        clean("a: b\n")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_parser_in_python_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "Loader", yaml.SafeLoader)
    mapping = clean(TEXT)
    assert mapping["events"] == [
        {"date": "2024", "parties": ["AZ", "😀", "UZ"], "note": "text"},
        {"summary": "😀 then more"},
    ]
    assert str(mapping.position("events", 0, "parties", 2)) == "e.yaml:6:24"


printable = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cn", "Cs", "Zl", "Zp"])
texts = st.text(printable, max_size=12)
values = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(texts, values, min_size=1, max_size=4), st.booleans())
def test_what_a_dumper_writes_is_read_back(data: dict[str, object], flow: bool) -> None:
    dumped = yaml.safe_dump(
        data, allow_unicode=True, default_flow_style=flow, default_style='"', sort_keys=False
    )
    assert clean(dumped) == data
