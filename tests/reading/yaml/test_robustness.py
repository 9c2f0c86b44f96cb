"""Whatever the bytes: no exception, only diagnostics, each at a place that the file has."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from legation.diagnostics import Position, Report
from legation.reading.yaml import Mapping, Sequence, Value, load, parsing

VALID = """\
title: Our "relations"  # a remark
parties:
  OTS: {name: Organization of Turkic States, kind: organisation}
events:
  - id: a-1
    date: 2024-08
    parties: [AZ, UZ]
    title: "Visit: Baku"
    summary: >-
      folded #2 text
      and more
    note: |
      literal: text
        indented
  - date: unknown
    title: 'it''s'
    sources: [x, "y z", {title: t, url: http://example.org/#z}]
"""

SNIPPETS = [
    *"'\"[]{}:,#&*!|>%@`-?\n\r\t \\\u00a0\ufeff\u2028\x85\0😀",
    *(
        ": ",
        " #",
        "- ",
        "\n  ",
        "\\x07",
        "---\n",
        "...\n",
        "<<: a\n",
        "\\ud800",
        "%YAML 1.1\n",
        "? ",
    ),
]


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "Loader", getattr(yaml, request.param))


within_fixture = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def is_told(data: bytes) -> None:
    """Loading gives a mapping or an error; and all positions are within the text."""
    report = Report()
    mapping = load(data, "e.yaml", report)
    assert mapping is not None or report.failed
    lines = re.split("\r\n|\r|\n", as_text(data))
    places: list[Position | None] = [d.position for d in report]
    if mapping is not None:
        places += [mapping.position(), *positions(mapping)]
    for place in places:
        assert place is not None
        assert place.line <= len(lines)
        assert not place.line or 1 <= place.column <= len(lines[place.line - 1]) + 1


MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def as_text(data: bytes) -> str:
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return data.decode("utf-8", "replace")


def positions(node: Mapping | Sequence) -> list[Position]:
    steps: list[tuple[str | int, Value]]
    steps = list(node.items()) if isinstance(node, Mapping) else list(enumerate(node))
    found: list[Position] = []
    for step, value in steps:
        found += [node.position(step), node.key_position(step)]
        if isinstance(value, Mapping | Sequence):
            assert node.position(step) == value.position()
            found += positions(value)
    return found


@pytest.mark.usefixtures("loader")
@within_fixture
@given(st.binary(max_size=60))
@example(b"\xff\xfe\0")
@example(b"\xff\xfe\0\0")
@example(b"\xfe\xff\xd8\0")
@example(b"\xef\xbb\xbf")
@example(b"\0")
def test_any_bytes(data: bytes) -> None:
    is_told(data)


@pytest.mark.usefixtures("loader")
@within_fixture
@given(st.text(max_size=40))
@example('a: "\\U00110000"')
@example('a: "\\UFFFFFFFF"')
@example("%YAML 1." + "9" * 5_000 + "\n---\na: b")
@example("a: !%FF b")
@example("a: \u00a0: b")
@example("\u00a0: b")
@example("a: b\r\u00a0c: d\r\n\u3000e")
@example("a: |\n\u00a0\u00a0b\n c")
def test_any_text(text: str) -> None:
    is_told(text.encode("utf-8", "surrogatepass"))


@pytest.mark.usefixtures("loader")
@within_fixture
@given(st.lists(st.sampled_from([*SNIPPETS, "a", "bc", "a: b\n", "- a\n"]), max_size=24))
def test_any_signs(signs: list[str]) -> None:
    is_told("".join(signs).encode())


@st.composite
def slips(draw: st.DrawFn) -> str:
    """A valid file after a few slips: text deleted, inserted or doubled, lines too."""
    text = VALID
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        size = draw(st.integers(0, 4))
        match draw(st.integers(0, 4)):
            case 0:
                text = text[:at] + text[at + size :]
            case 1 | 2:
                text = text[:at] + draw(st.sampled_from(SNIPPETS)) + text[at:]
            case 3:
                text = text[: at + 9 * size] + text[at:]
            case _:
                lines = text.splitlines(keepends=True)
                start = draw(st.integers(0, len(lines)))
                moved = lines[start : start + size]
                target = draw(st.integers(0, len(lines)))
                lines[target:target] = moved
                text = "".join(lines)
    return text


@pytest.mark.usefixtures("loader")
@within_fixture
@given(
    slips(),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_slips_in_a_valid_file(text: str, encoding: str, ending: str) -> None:
    is_told(text.replace("\n", ending).encode(encoding))


@pytest.mark.usefixtures("loader")
@within_fixture
@given(slips())
def test_the_same_bytes_tell_the_same(text: str) -> None:
    first, second = Report(), Report()
    assert load(text.encode(), "e", first) == load(text.encode(), "e", second)
    assert list(first) == list(second)


HOSTILE = {
    "brackets": "[" * 50_000,
    "many marks": "\ufeff" * 20_000,
    "dashes and marks": "-" * 20_000 + "\ufeff" * 20_000,
    "tags in one line": "[" + "!a b, " * 20_000 + "]",
    "keys without a colon": "{" + "a: b, c, " * 10_000 + "}",
    "repeated keys": "a: b\n" * 20_000,
    "colons": "a: " + ": " * 50_000,
    "quotes": "a: " + '"b" ' * 50_000,
    "open quotes": "a: [ " + '"\\" ' * 50_000,
    "lost numbers": "- >3\n" * 20_000,
    "odd indents": "\u00a0a: b\n" * 20_000,
    "tabs": "a:\n" + "\tb: c\n" * 20_000,
    "empty lines": "a: @\n" + "\n" * 100_000,
    "remarks": "a: b #c\n" * 20_000,
    "deeper and deeper": "".join(" " * i + "a:\n" for i in range(500)),
    "complex keys": "[a]: b\n" * 20_000,
    "escapes": 'a: "' + "\\x07" * 50_000 + '"',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_reading_comes_to_an_end(name: str) -> None:
    """Hostile texts of some 100,000 characters: what is quadratic takes minutes, not seconds."""
    report = Report()
    load(HOSTILE[name].encode(), "e.yaml", report)
    assert all(diagnostic.position for diagnostic in report)


def test_the_valid_file_is_read_without_a_word() -> None:
    report = Report()
    mapping = load(VALID.encode(), "e.yaml", report)
    assert not list(report)
    assert mapping is not None
    assert mapping == yaml.load(VALID, yaml.BaseLoader) | {
        "events": [
            event | ({"note": event["note"].rstrip("\n")} if "note" in event else {})
            for event in yaml.load(VALID, yaml.BaseLoader)["events"]
        ]
    }
