"""Justified lines: as wide as the column, all but the last, and none with spaces too wide."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.text.breaking import break_lines
from legation.text.justifying import WIDEST, justified


@dataclass(frozen=True)
class Run:
    """A run of letters of one width."""

    text: str

    @staticmethod
    def measure(text: str) -> float:
        return float(len(text))


def test_lines_are_as_wide_as_the_column_by_wider_spaces() -> None:
    first, last = justified(break_lines([Run("one to "), Run("three")], 8), 8)
    assert ([span.text for span in first.spans], first.width, first.stretch) == (["one to"], 8, 2)
    assert ([span.text for span in last.spans], last.width, last.stretch) == (["three"], 5, 0)


def test_the_spans_of_a_line_share_its_room_by_their_spaces() -> None:
    first, _ = justified(break_lines([Run("a b "), Run("c d e"), Run("fghi")], 10), 10)
    assert [(span.text, span.width) for span in first.spans] == [("a b ", 6.0), ("c d", 4.0)]


@pytest.mark.parametrize("text", ["word longer", "wordlonger", "no\u00a0break longer"])
def test_lines_without_spaces_or_with_too_few_stay_ragged(text: str) -> None:
    lines = break_lines([Run(text)], 9)
    assert justified(lines, 9) == lines


@pytest.mark.parametrize(("width", "stretch"), [(4, 1), (5, 2), (5.5, 0), (6, 0)])
def test_a_space_grows_to_three_times_its_width_at_most(width: float, stretch: float) -> None:
    first, *_ = justified(break_lines([Run("a b cdefgh")], width), width)
    assert first.stretch == stretch


@given(st.lists(st.text("abcdefg  \u00a0", max_size=40), max_size=4), st.integers(2, 30))
def test_the_law(texts: list[str], width: int) -> None:
    lines = break_lines([Run(text) for text in texts], width)
    made = justified(lines, width)
    assert made[-1] == lines[-1]
    for line, wide in zip(lines, made, strict=True):
        assert [span.text for span in wide.spans] == [span.text for span in line.spans]
        assert wide.width == pytest.approx(sum(span.width for span in wide.spans))
        blanks = sum(span.text.count(" ") for span in line.spans)
        if wide is not line:
            assert wide.width == width
            assert wide.width - line.width == pytest.approx(blanks * wide.stretch)
            assert 0 < wide.stretch <= WIDEST - 1
        elif wide is not lines[-1] and line.width < width and blanks:
            assert (width - line.width) / blanks > WIDEST - 1
