"""Contrast: the figures of WCAG 2.2, and the nearest colour that has enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.model.contrast import NEEDS, TEXT, contrast, nearest
from legation.model.theme import DEFAULT_THEME

colours = st.integers(0, 0xFFFFFF).map("{:06X}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("000000", "FFFFFF", 21.0),
        ("777777", "FFFFFF", 4.478),  # the grey that fails, and the next one that does not
        ("767676", "FFFFFF", 4.542),
        ("FF0000", "FFFFFF", 3.998),
        ("123456", "123456", 1.0),
    ],
)
def test_ratios_are_those_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.001)


def test_the_default_theme_has_the_contrast_that_briefs_need() -> None:
    of = DEFAULT_THEME.colours.of
    assert all(contrast(of(need.ink), of(need.ground)) >= need.least for need in NEEDS)


@given(colours, colours)
def test_against_one_ground_there_is_always_a_nearest_colour(colour: str, ground: str) -> None:
    near = nearest(colour, [(ground, TEXT)])

    assert near is not None
    assert contrast(near, ground) >= TEXT
    assert (near == colour) == (contrast(colour, ground) >= TEXT)


def test_the_nearest_is_darker_on_light_and_lighter_on_dark_and_only_as_much_as_need_be() -> None:
    assert nearest("777777", [("FFFFFF", TEXT)]) == "767676"
    assert nearest("CC3344", [("FFFFFF", TEXT)]) == "CC3344"
    assert nearest("202040", [("000000", TEXT)]) == "737387"
    assert nearest("777777", [("FFFFFF", TEXT), ("000000", TEXT)]) == "767676"
    assert nearest("777777", [("FFFFFF", 7.0), ("000000", 7.0)]) is None
