"""Breaking lines: where they end, and that nothing is lost or too wide."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from legation.model import theme
from legation.text.breaking import break_lines, wrap
from legation.text.filling import filled
from legation.text.fonts import Fonts
from legation.text.line_ends import line_ends
from legation.text.line_rules import clusters
from legation.text.lines import SOFT_HYPHEN, SPACES, Line
from legation.text.plain import is_plain

if TYPE_CHECKING:
    from collections.abc import Callable

FONTS = Fonts.load(theme.Fonts())


def in_letters(text: str) -> float:
    """A measure in which every letter with its marks is one wide, and a hyphen that is not seen is none."""
    return float(len(clusters(text[:-1].replace(SOFT_HYPHEN, "") + text[-1:])))


def in_points(text: str) -> float:
    """A measure in points of the body font."""
    return FONTS.width(text, 11)


@dataclass(eq=False)
class Run:
    """A run in letters, each `scale` wide."""

    text: str
    scale: float = 1.0

    @property
    def measure(self) -> Callable[[str], float]:
        return lambda text: in_letters(text) * self.scale


def said(line: Line[Run]) -> str:
    return "".join(span.text for span in line.spans)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("Baku", ["Baku"]),
        ("Baku and Tashkent", ["Baku and", "Tashkent"]),
        ("ten letters", ["ten", "letters"]),
        ("tab\tor\nline", ["tab or", "line"]),
        ("no\u00a0break here", ["no\u00a0break", "here"]),
        ("a well-known man", ["a well-", "known man"]),
        ("of Baku–Tashkent", ["of Baku–", "Tashkent"]),
        ("and/or both", ["and/or", "both"]),
        ("on 1991-08-30", ["on", "1991-08-30"]),
        ("in 2025–2027 or", ["in", "2025–2027", "or"]),
        ("zero\u200bwidthed", ["zero\u200b", "widthed"]),
        ("co\u00adoperation", ["co\u00ad", "operation"]),
        ("co\u00adoperate", ["cooperate"]),
        ("abcdefghijklmnop", ["abcdefghij", "klmnop"]),
        ("in abcdefghijklmnop", ["in", "abcdefghij", "klmnop"]),
        ("a  b", ["a  b"]),
        ("    indented", ["", "indented"]),
        ("https://a.org/bc/d", ["https://a.", "org/bc/d"]),
        ("abcdefghi\u0301\u0323jk", ["abcdefghi\u0301\u0323j", "k"]),
    ],
)
def test_where_lines_end(text: str, lines: list[str]) -> None:
    assert wrap(text, 10, in_letters) == lines


def test_spaces_at_a_break_are_dropped_and_others_kept() -> None:
    assert wrap("abcdef  ghijk l  m", 8, in_letters) == ["abcdef", "ghijk l", "m"]


def test_an_address_is_broken_after_its_slashes_and_not_its_hyphens() -> None:
    lines = wrap("https://example.org/a-long-name/of-many-parts?and=some", 24, in_letters)
    assert lines == ["https://example.org/", "a-long-name/", "of-many-parts?and=some"]


def test_what_keeps_together_is_parted_at_its_spaces_before_its_letters() -> None:
    assert wrap("a 1200 km of road", 6, in_letters) == ["a", "1200", "km of", "road"]


def test_a_hundred_letters_are_broken_where_the_line_is_full() -> None:
    assert list(map(len, wrap("w" * 100, 30, in_letters))) == [30, 30, 30, 10]


def test_a_mark_is_not_parted_from_its_letter() -> None:
    assert wrap("abcde\u0301f", 5, len) == ["abcd", "e\u0301f"]


def test_a_word_is_not_broken_where_only_its_style_changes() -> None:
    lines = break_lines([Run("see Baku"), Run("[12]"), Run(" and")], 9)
    assert list(map(said, lines)) == ["see", "Baku[12]", "and"]


def test_spans_keep_their_runs_and_widths() -> None:
    plain, wide = Run("one two "), Run("three four", 2.0)
    first, second = break_lines([plain, wide], 18)
    assert [(span.run, span.text, span.width) for span in first.spans] == [
        (plain, "one two ", 8.0),
        (wide, "three", 10.0),
    ]
    assert first.width == 18.0
    assert [(span.run, span.text, span.width) for span in second.spans] == [(wide, "four", 8.0)]


@pytest.mark.parametrize("text", ["Baku Tashkent", "Baku\u200bTashkent", "a" * 20])
def test_a_line_tells_whether_a_space_ends_it(text: str) -> None:
    first, *_, last = break_lines([Run(text)], 10)
    assert first.spaced == (" " in text)
    assert last.spaced


# --- laws ----------------------------------------------------------------------------------------


def squeezed(text: str) -> str:
    return "".join(text.replace(SOFT_HYPHEN, "").split())


SCRIPTS = "abcdefgh əşЖяявкелديبا漢字กาเมဘမခម한국"
SIGNS = " -–—/.,:;!?()[]{}\"'«»“”„…%$€°0123456789&@_=+*\u00a0\u00ad\u200b\u200c\u200d\u2060\t\u0301👍🏽🇦🇿"
PHRASES = [
    "well-known",
    "and/or",
    "12 km",
    "USD 300",
    "32 %",
    "www.a.org/b",
    "№ 5",
    " (a) ",
    "“a” (b)",
]
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(SCRIPTS + SIGNS + " " * 20),
        st.sampled_from(PHRASES),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
).map("".join)
PLAIN = st.lists(
    st.sampled_from([*"abАə09 ", *" .,-–(['\"“”»%!&…\t\u00ad", "12 km", "km", "AZN"]), max_size=40
)


@given(TEXTS, st.floats(3, 200))
@example("a\u00adb\u00adc", 3)
def test_nothing_is_lost(text: str, width: float) -> None:
    assert squeezed("".join(wrap(text, width, in_points))) == squeezed(text)


@given(TEXTS, st.integers(1, 20))
def test_spaces_are_lost_at_the_ends_of_lines_only(text: str, width: int) -> None:
    said = text.translate(SPACES).replace(SOFT_HYPHEN, "")
    place = 0
    for line in wrap(text, width, in_letters):
        line = line.removesuffix(SOFT_HYPHEN)
        while not said.startswith(line, place):
            assert said[place] == " "
            place += 1
        place += len(line)
    assert not said[place:].strip(" ")


@given(st.lists(TEXTS, min_size=1, max_size=5), st.integers(1, 30))
@example(["\r0"], 1)
@example(["0" * 11 + "\u00ad"], 2)
@example(["0\u00ad0"], 1)
@example(["12 km"], 3)
def test_no_line_is_wider_than_the_column_unless_a_single_letter_is(
    texts: list[str], width: int
) -> None:
    lines = break_lines([Run(text, 1.0 + index) for index, text in enumerate(texts)], width)
    assert squeezed("".join(map(said, lines))) == squeezed("".join(texts))
    for line in lines:
        assert line.width == pytest.approx(sum(span.width for span in line.spans))
        assert line.width <= width or len(clusters(said(line))) <= 1


@given(TEXTS, st.floats(30, 300))
def test_lines_of_the_body_font_fit(text: str, width: float) -> None:
    for line in wrap(text, width, in_points):
        assert in_points(line) <= width + 0.6 or len(line.strip()) <= 1


@given(TEXTS, st.integers(1, 25), st.integers(1, 10))
def test_a_wider_column_takes_no_more_lines(text: str, width: int, more: int) -> None:
    assert len(wrap(text, width + more, in_letters)) <= len(wrap(text, width, in_letters))


@given(TEXTS, st.integers(1, 25))
def test_lines_end_where_they_may_or_where_they_must(text: str, width: int) -> None:
    """And at the last place of these: nothing that follows would have fitted."""
    text = text.translate(SPACES).replace(SOFT_HYPHEN, "")
    places = [0, *line_ends(text), len(text)]
    units = [text[start:end] for start, end in pairwise(places)]
    if any(in_letters(unit.rstrip(" ")) > width for unit in units):
        return
    expected, x = [""], 0.0
    for unit in units:
        word = unit.rstrip(" ")
        if x + in_letters(word) > width:
            expected.append("")
            x = 0.0
        expected[-1] += unit
        x += in_letters(word) + len(unit) - len(word)
    assert wrap(text, width, in_letters) == [line.rstrip(" ") for line in expected]


@given(PLAIN.map("".join), st.integers(1, 40))
def test_plain_text_is_broken_as_any_other(text: str, width: int) -> None:
    if is_plain(text):
        assert line_ends(text) == [place for place in range(1, len(text)) if text[place - 1] == " "]
    runs = [Run(text)]
    assert break_lines(runs, width) == filled(runs, width)


@given(st.lists(PLAIN.map("".join), min_size=1, max_size=4), st.integers(1, 12))
def test_plain_runs_are_broken_as_any_others(texts: list[str], width: int) -> None:
    runs = [Run(text) for text in texts]
    assert break_lines(runs, width) == filled(runs, width)


@pytest.mark.parametrize("around", ["ab{}cd", "12{}34", "ab {} cd", "12 {} 34", "ABC {} 3"])
def test_no_three_signs_are_taken_for_plain_that_are_not(around: str) -> None:
    for signs in product("a1 .,!&(['’”„«-–—/%€…،٣", repeat=3):
        text = around.format("".join(signs))
        if is_plain(text):
            spaces = [place for place in range(1, len(text)) if text[place - 1] == " "]
            assert line_ends(text) == spaces, text


@given(TEXTS)
def test_text_that_is_taken_for_plain_is_plain(text: str) -> None:
    if is_plain(text):
        spaces = [place for place in range(1, len(text)) if text[place - 1] == " "]
        assert line_ends(text) == spaces


@given(st.one_of(TEXTS, PLAIN.map("".join)))
def test_words_that_are_known_tell_what_their_text_would(text: str) -> None:
    assert is_plain(text, text.split(" ")) == is_plain(text)
