from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from legation.layout.timeline.captions import caption, fitted
from legation.layout.timeline.look import Look

if TYPE_CHECKING:
    from legation.text.fonts import Fonts

TITLE = "Agreement on a joint investment fund of half a billion dollars"


def test_a_title_is_wrapped_under_its_date(even: Fonts) -> None:
    label = caption("February 2023", TITLE, 100, 9, Look(even, 8))

    assert label.lines[0] == "February 2023"
    assert label.bold == 1
    assert " ".join(label.lines[1:]) == TITLE
    assert label.height == pytest.approx(9.6 * len(label.lines))
    assert label.width <= 100
    assert label.omitted == 0


def test_a_long_title_is_shortened_at_a_word(even: Fonts) -> None:
    label = caption("2023", TITLE, 100, 2, Look(even, 8))

    assert len(label.lines) == 3
    assert label.lines[-1].endswith("…")
    shown = " ".join(label.lines[1:]).removesuffix("…")
    assert TITLE.startswith(shown + " ")
    assert 0 < label.omitted < 1


def test_a_word_too_long_for_a_line_is_cut_between_letters(even: Fonts) -> None:
    lines, shortened = fitted("e\u0301" * 60, 80, 1, Look(even, 8).plain)

    assert shortened
    assert lines[0].endswith("e\u0301…")


def test_stray_marks_before_the_ellipsis_are_dropped(even: Fonts) -> None:
    measure = Look(even, 8).plain

    assert fitted("Talks, and much more besides", measure("Talks, and"), 1, measure) == (
        ("Talks…",),
        True,
    )


def test_a_long_date_is_told_to_its_end(fonts: Fonts) -> None:
    when = "planned for 30 September 2025; outcome not recorded"
    label = caption(when, TITLE, 11 * 8, 1, Look(fonts, 8))

    assert label.bold == 4
    assert " ".join(label.lines[:4]) == when
