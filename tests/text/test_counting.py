"""Counting lines: as many as are made, or none where only the making tells."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.text.breaking import break_lines
from legation.text.counting import count_together, line_counter

WORDS = st.sampled_from(
    ["Baku", "a", "", "of", "12", "km", "(see", "[3]", "http://x.org", "–", "é"]
)
TEXT = st.lists(WORDS, max_size=12).map(" ".join)


class Run(NamedTuple):
    text: str
    scale: float = 1.0

    def measure(self, text: str) -> float:
        return len(text) * self.scale


def counted(runs: list[Run], width: float) -> int:
    if len(runs) == 1:
        return line_counter(runs[0].measure, width)(runs[0].text)
    return count_together([(run.text, run.measure) for run in runs], width)


@given(
    st.lists(st.builds(Run, TEXT, st.sampled_from([0.1, 1.0, 1.3])), min_size=1, max_size=4),
    st.floats(0.5, 40),
)
def test_there_are_as_many_lines_as_are_made(runs: list[Run], width: float) -> None:
    assert counted(runs, width) in (0, len(break_lines(runs, width)))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 9, 1), ("Baku", 4, 1), ("Baku and Tashkent", 8, 2), ("a b c d", 1, 4), ("(a) – b", 7, 1)],
)
def test_what_is_plain_is_counted(text: str, width: float, lines: int) -> None:
    assert counted([Run(text)], width) == lines


@pytest.mark.parametrize(
    "text", ["Tashkent", "Baku ", "12 km by road", "up\u00adon it", "a\nb", "a/b c d e f"]
)
def test_what_must_be_looked_at_closely_is_not_counted(text: str) -> None:
    assert counted([Run(text)], 6) == 0
