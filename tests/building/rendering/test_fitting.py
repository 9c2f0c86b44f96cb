"""Fitting a brief to its pages: the most room that fits, and a theme that stays legible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.building.rendering.fitting import CLOSE, MOST, fit, for_few_pages
from legation.model.theme import DEFAULT_THEME, Theme


@given(st.integers(0, MOST + 5))
def test_takes_the_most_room_that_fits(limit: int) -> None:
    tried: list[int] = []

    def make(room: int) -> int:
        tried.append(room)
        return room

    assert fit(make, lambda room: room <= limit) == max(1, min(limit, MOST))
    assert len(tried) == len(set(tried)) <= 7


@pytest.mark.parametrize(("size", "set_in"), [(8, 11), (11, 11), (12, 12)])
def test_no_text_is_smaller_than_11_points(size: float, set_in: float) -> None:
    theme = Theme.model_validate({"sizes": {"body": size, "table": size, "lead": size}})
    sizes = for_few_pages(theme).sizes
    assert (sizes.body, sizes.table, sizes.lead) == (set_in,) * 3


def test_text_stands_closely() -> None:
    assert for_few_pages(DEFAULT_THEME).spacing == CLOSE
    closer = DEFAULT_THEME.model_copy(update={"spacing": 0.3})
    assert for_few_pages(closer).spacing == 0.3
