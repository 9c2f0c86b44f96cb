"""Spans of time as they are typed, and the days that they lead to."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.model.ages import Age, AgeError, read_age


@pytest.mark.parametrize(
    ("typed", "age"),
    [
        ("90 days", Age(90, "days")),
        ("90d", Age(90, "days")),
        ("1 day", Age(1, "days")),
        ("12 months", Age(12, "months")),
        (" 12 M ", Age(12, "months")),
        ("1 month", Age(1, "months")),
        ("2 years", Age(2, "years")),
        ("2y", Age(2, "years")),
        ("0 days", Age(0, "days")),
    ],
)
def test_what_is_read(typed: str, age: Age) -> None:
    assert read_age(typed) == age


@pytest.mark.parametrize(
    "typed", ["", "90", "days", "-1 day", "1.5 years", "12345d", "٣ days", "2 w"]
)
def test_what_is_refused(typed: str) -> None:
    hint = "write 90 days, 12 months or 2 years, or for short 90d, 12m or 2y"
    with pytest.raises(AgeError) as refused:
        read_age(typed)
    assert str(refused.value) == f'"{typed}" is no span of time: {hint}'


def test_a_month_later_is_in_the_next_month() -> None:
    assert Age(1, "months").after(date(2026, 1, 31)) == date(2026, 2, 28)
    assert Age(12, "months").before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert Age(90, "days").before(date(2026, 3, 1)) == date(2025, 12, 1)


def test_time_has_a_first_and_a_last_day() -> None:
    assert Age(9999, "years").before(date(2026, 1, 1)) == date.min
    assert Age(9999, "years").after(date(2026, 1, 1)) == date.max


@given(
    st.integers(0, 9999),
    st.sampled_from(["days", "months", "years"]),
    st.dates(),
    st.integers(1, 9),
)
def test_what_is_longer_reaches_as_far_or_farther(
    number: int, unit: str, day: date, more: int
) -> None:
    age, longer = Age(number, unit), Age(number + more, unit)
    assert longer.before(day) <= age.before(day) <= day <= age.after(day) <= longer.after(day)
    assert read_age(str(age)) == age
