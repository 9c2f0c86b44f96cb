"""Unicode's line breaking algorithm, judged by Unicode's own test; and the table that it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

import line_break_table
from legation.text import line_classes
from legation.text.line_rules import breaks, clusters
from tools import require_file

CONFORMANCE = Path("/usr/share/unicode/auxiliary/LineBreakTest.txt")
"""Unicode's conformance test, as Debian's package unicode-data has it."""


def of_our_edition() -> None:
    """Skip where the package is of another edition than our rules: each edition alters some."""
    require_file(CONFORMANCE, "unicode-data")
    found = line_break_table.edition("LineBreak.txt")
    if found != line_classes.EDITION:
        pytest.skip(f"unicode-data is of {found}, and our rules are of {line_classes.EDITION}")


@pytest.mark.tools
def test_every_case_of_unicodes_conformance_test() -> None:
    of_our_edition()
    cases = CONFORMANCE.read_text(encoding="utf-8").splitlines()
    cases = [case for case in cases if case and not case.startswith("#")]
    assert len(cases) > 7_000
    failed = [case for case in cases if shown(case) != case.partition("#")[0].strip()]
    assert not failed


@pytest.mark.tools
def test_the_table_is_the_one_that_unicodes_data_makes() -> None:
    of_our_edition()
    assert line_break_table.MODULE.read_text(encoding="utf-8") == line_break_table.module()


# Of the same file, for where it is not installed; at least one for each rule that takes more than neighbours.
@pytest.mark.parametrize(
    "case",
    [
        "× 0023 × 0020 ÷ 0023 ÷",
        "× 000D × 000A ÷ 0023 ÷",
        "× 200B × 0020 ÷ 2060 ÷",
        "× 0020 ÷ 0308 × 0023 ÷",
        "× 200D × 231A ÷",
        "× 0028 × 0020 × 0023 ÷",
        "× 0022 × 0020 × 0028 ÷",
        "× 007D × 0020 × 3005 ÷",
        "× 2014 × 0020 × 2014 ÷",
        "× 05D0 × 002D × 05D0 ÷",
        "× 0024 × 0028 × 0030 ÷",
        "× 0063 × 006F × 0064 × 0065 × 005C ÷ 0028 × 0073 × 005C × 0029 ÷",
        "× 0065 × 0071 × 0075 × 0061 × 006C × 0073 × 0020 × 002E ÷ 0033 × 0035 × 0020 ÷ 0063 ÷",
        "× 0061 ÷ 1F1E6 ÷ 0062 ÷",
        "× 1F1F7 × 1F1FA ÷ 1F1F8 × 1F1EA ÷",
        "× 1F3FF ÷ 1F44D × 1F3FF ÷",
    ],
)
def test_cases_of_the_conformance_test(case: str) -> None:
    assert shown(case) == case


def shown(case: str) -> str:
    """The characters of a case with our own verdict between any two of them."""
    codes = case.partition("#")[0].split()[1::2]
    text = "".join(chr(int(code, 16)) for code in codes)
    ends = {*breaks(text), len(text)}
    told = [f"{code} {'÷' if place in ends else '×'}" for place, code in enumerate(codes, 1)]
    return " ".join(["×", *told])


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Baku", ["B", "a", "k", "u"]),
        ("e\u0301\u0323a", ["e\u0301\u0323", "a"]),
        ("👍🏽🇦🇿🇺🇿", ["👍🏽", "🇦🇿", "🇺🇿"]),
        ("👩\u200d💻!", ["👩\u200d💻", "!"]),
        ("\u1112\u1161\u11ab\uad6d", ["\u1112\u1161\u11ab", "\uad6d"]),
        ("ที่นี่", ["ที่", "นี่"]),
        ("", []),
    ],
)
def test_a_letter_has_its_marks(text: str, letters: list[str]) -> None:
    assert clusters(text) == letters


@pytest.mark.parametrize("text", ["\u0301", "(", "0/", "🇦", " \u200b", "\u200d", "a\u0301 "])
def test_hostile_text_is_read_in_one_go(text: str) -> None:
    assert len(breaks(text * 20_000)) <= 20_000 * len(text)
