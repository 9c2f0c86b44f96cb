"""What YAML has and a chronology does not: refused at its place, and read on."""

from __future__ import annotations

import pytest

from legation.reading.yaml.parsing import MAX_DEPTH
from yamltext import read, told


def test_every_repeated_key_is_refused_and_the_first_kept() -> None:
    mapping, diagnostics = read("a: 1\nb: 2\na: 3\nc:\n  x: 1\n  'x': {y: 1, y: 2}\n\"a\": 4\n")
    hint = '\n  hint: keep one of them; if another item begins here, put "- " in front of its first key'
    assert diagnostics == [
        "3:1: error[duplicate-key]: `a` is given twice: first on line 1" + hint,
        "6:3: error[duplicate-key]: `x` is given twice: first on line 5" + hint,
        "6:15: error[duplicate-key]: `y` is given twice: first on line 6" + hint,
        "7:1: error[duplicate-key]: `a` is given twice: first on line 1" + hint,
    ]
    assert mapping == {"a": "1", "b": "2", "c": {"x": "1"}}


@pytest.mark.parametrize(
    ("text", "lines", "value"),
    [
        (
            "a: !!str 3\n",
            ["1:4: error[yaml-tag]: `!!str` is a YAML type, which is not used here"],
            {"a": "3"},
        ),
        (
            "a: !x [b]\n",
            ["1:4: error[yaml-tag]: `!x` is a YAML type, which is not used here"],
            {"a": ["b"]},
        ),
        (
            "a:\n  - !!python/object:os.system {b: c}\n",
            [
                "2:5: error[yaml-tag]: `!!python/object:os.system` is a YAML type, "
                "which is not used here"
            ],
            {"a": [{"b": "c"}]},
        ),
        (
            "a: ! b\n",
            ["1:4: error[yaml-tag]: `!` is a YAML type, which is not used here"],
            {"a": "b"},
        ),
        (
            "a: &b c\nd: *b\n",
            [
                "1:4: error[yaml-anchor]: `&b` is a name for another place to refer to, "
                "which is not used here",
                "2:4: error[yaml-alias]: `*b` is a reference to another place, which is not used here",
            ],
            {"a": "c", "d": "*b"},
        ),
        (
            "a: &b !t c\nd: !t  &b\n  - e\n",
            [
                "1:4: error[yaml-anchor]: `&b` is a name for another place to refer to, "
                "which is not used here",
                "1:7: error[yaml-tag]: `!t` is a YAML type, which is not used here",
                "2:4: error[yaml-tag]: `!t` is a YAML type, which is not used here",
                "2:8: error[yaml-anchor]: `&b` is a name for another place to refer to, "
                "which is not used here",
            ],
            {"a": "c", "d": ["e"]},
        ),
        (
            "a: &b {c: d}\ne:\n  <<: *b\n  f: g\n",
            [
                "1:4: error[yaml-anchor]: `&b` is a name for another place to refer to, "
                "which is not used here",
                "3:3: error[yaml-merge]: `<<` merges another mapping, which is not used here",
                "3:7: error[yaml-alias]: `*b` is a reference to another place, which is not used here",
            ],
            {"a": {"c": "d"}, "e": {"f": "g"}},
        ),
        ('"<<": a\n', [], {"<<": "a"}),
        (
            "[a, b]: c\nd: e\n",
            ["1:1: error[yaml-key]: a key must be plain text"],
            {"d": "e"},
        ),
        (
            "a: {{x: y}: z, b: c}\n",
            ["1:5: error[yaml-key]: a key must be plain text"],
            {"a": {"b": "c"}},
        ),
        (
            "? - a\n  - {b: c}\n: d\ne: f\n",
            ["1:3: error[yaml-key]: a key must be plain text"],
            {"e": "f"},
        ),
        (
            "a: &x b\n*x : c\nd: e\n",
            [
                "1:4: error[yaml-anchor]: `&x` is a name for another place to refer to, "
                "which is not used here",
                "2:1: error[yaml-alias]: `*x` is a reference to another place, which is not used here",
            ],
            {"a": "b", "d": "e"},
        ),
        (
            "x: y\n? a\nb: c\n",
            ["2:3: error[yaml-key]: `a` is taken for a key, but no colon follows it"],
            {"x": "y", "b": "c"},
        ),
        (
            "a: {{placeholder}}\nb: c\n",
            [
                "1:5: error[yaml-key]: a key must be plain text",
                "1:6: error[yaml-key]: `placeholder` is taken for a key, but no colon follows it",
            ],
            {"a": {}, "b": "c"},
        ),
        ("? a\n: b\n", [], {"a": "b"}),
        ("%YAML 1.2\n---\na: b\n", [], {"a": "b"}),
        ("%TAG ! tag:x,2024:\n---\na: b\n...\n", [], {"a": "b"}),
        (
            "a: b\n---\nc: d\nc: e\n",
            ['2:1: error[yaml-documents]: a second document begins here, after "---"'],
            {"a": "b"},
        ),
    ],
)
def test_refusals(text: str, lines: list[str], value: object) -> None:
    mapping, _ = read(text)
    assert told(text) == lines
    assert mapping == value


def test_a_hint_shows_the_line_in_quotes() -> None:
    text = "events:\n  - title: *draft\n    note: &co & more\n    kind: !important visit\n"
    assert [line.partition("\n")[2] for line in read(text)[1]] == [
        '  hint: write it out, or, if it is text, put it in quotes: title: "*draft"',
        '  hint: put the text in quotes: note: "&co & more"',
        '  hint: write it out, or, if it is text, put it in quotes: kind: "!important visit"',
    ]


def nested(depth: int) -> str:
    return "a: " + "[" * (depth - 1) + "]" * (depth - 1) + "\nb: c: d\n"


def test_nesting_has_a_limit() -> None:
    assert told(nested(MAX_DEPTH))[0].startswith("2:5: error[yaml-colon]")
    mapping, diagnostics = read(nested(MAX_DEPTH + 1))
    assert mapping is None
    assert diagnostics == [
        f"1:{3 + MAX_DEPTH}: error[yaml-depth]: lists and mappings stand in one another "
        "more than 32 deep here\n  hint: look for brackets that are not closed"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000 + "a",
        "? " * 100_000 + "a",
        "".join(" " * i + "a:\n" for i in range(1_000)),
        "a: " + "[" * 100_000 + "]" * 100_000,
    ],
    ids=["brackets", "braces", "mappings", "dashes", "question marks", "indents", "closed"],
)
def test_however_deep_it_is_only_that_is_told(text: str) -> None:
    assert [line for line in told(text) if "error[yaml-key]" not in line] in (
        [line for line in told(text) if "error[yaml-depth]" in line],
    )
    assert any("error[yaml-depth]" in line for line in told(text))
