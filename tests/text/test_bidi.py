"""The bidirectional algorithm, judged by Unicode's own tests."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from legation.text.bidi import base_level, levels, line_levels, turns, visual_order
from tools import require_file

CONFORMANCE = Path("/usr/share/unicode/BidiCharacterTest.txt")
"""Unicode's conformance test, as Debian's package unicode-data has it."""


def ordered(text: str) -> str:
    """A line as it is seen, its letters from left to right."""
    base = base_level(text)
    found = line_levels(text, levels(text, base), base)
    return "".join(text[index] for index in visual_order(found))


@pytest.mark.tools
def test_every_case_of_unicodes_conformance_test() -> None:
    cases = require_file(CONFORMANCE, "unicode-data").read_text(encoding="utf-8").splitlines()
    cases = [case for case in cases if case and not case.startswith("#")]
    assert len(cases) > 90_000
    for case in cases:
        check(case)


# Of the same file, for where it is not installed.
@pytest.mark.parametrize(
    "case",
    [
        "0061 0028 0062 0029 0063;0;0;0 0 0 0 0;0 1 2 3 4",
        "05D0 202A 05D1 202C 0020 0031 0020 0032;0;0;1 x 3 x 0 0 0 0;2 0 4 5 6 7",
        "0061 202B 0062 202C 0020 0031 0020 0032;0;0;0 x 2 x 1 2 1 2;0 7 6 5 4 2",
    ],
)
def test_cases_of_the_conformance_test(case: str) -> None:
    check(case)


def check(case: str) -> None:
    """Check one case: characters; direction, 2 for the text's own; base; levels; order."""
    typed, direction, wanted_base, wanted_levels, wanted_order = case.split(";")
    text = "".join(chr(int(code, 16)) for code in typed.split())
    base = base_level(text) if direction == "2" else int(direction)
    found = line_levels(text, levels(text, base), base)
    wanted = wanted_levels.split()
    shown = ["x" if each == "x" else str(level) for level, each in zip(found, wanted, strict=True)]
    order = [place for place in visual_order(found) if wanted[place] != "x"]
    assert str(base) == wanted_base, case
    assert shown == wanted, case
    assert order == [int(place) for place in wanted_order.split()], case


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Baku", "Baku"),
        ("אבג", "גבא"),
        ("אב 2025 גד", "דג 2025 בא"),
        ("אב (2025) גד", "דג )2025( בא"),
        ("in אב (2025)", "in )2025( בא"),
        ("אב Baku 14", "Baku 14 בא"),
    ],
)
def test_text_is_seen_from_right_to_left(text: str, seen: str) -> None:
    assert ordered(text) == seen


@pytest.mark.parametrize("text", ["Baku", "Əliyev İğdır", "Встреча (2025)", "oʻzbek – „ja“ €", ""])
def test_nearly_all_text_needs_no_order(text: str) -> None:
    assert not turns(text)
    assert base_level(text) == 0


@pytest.mark.parametrize("text", ["دیدار", "Baku (باکو)", "א", "a\u202eb", "۱ \u200f"])
def test_text_that_may_run_from_right_to_left_is_known(text: str) -> None:
    assert turns(text)


@pytest.mark.parametrize("text", ["\u2068", "(", "\u202b", "א(", "\u2067\u2069"])
def test_hostile_text_takes_no_long_time(text: str) -> None:
    start = time.process_time()
    levels(text * (20_000 // len(text)), 0)
    assert time.process_time() - start < 3
