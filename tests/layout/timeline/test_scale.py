"""The axis: proportional, cut where it would be empty, and ticked in round steps."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from legation.layout.timeline.scale import Scale, fit


def width(text: str) -> float:
    return 4.0 * len(text)


def year(number: int) -> tuple[int, int]:
    return date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal() + 1


def day(text: str) -> tuple[int, int]:
    number = date.fromisoformat(text).toordinal()
    return number, number + 1


def axis(*stretches: tuple[int, int]) -> Scale:
    return fit(stretches, 6.0, 448.0, width)


def labels(scale: Scale) -> list[str]:
    return [tick.label for tick in scale.ticks(width) if tick.label]


def breaks(scale: Scale) -> list[str]:
    return [label for _, _, label in scale.breaks()]


DAYS = st.integers(1, date.max.toordinal())
STRETCHES = st.lists(
    st.builds(lambda first, days: (first, min(first + days, date.max.toordinal() + 1)), DAYS,
              st.sampled_from([1, 28, 365, 3652])),
    min_size=1, max_size=30,
)  # fmt: skip


@given(STRETCHES, st.lists(DAYS, min_size=2))
@example([(1, 2)], [1, date.max.toordinal()])
@example([(date.max.toordinal(), date.max.toordinal() + 1)], [1, date.max.toordinal()])
@settings(deadline=None)
def test_later_is_never_further_left(stretches: list[tuple[int, int]], moments: list[int]) -> None:
    scale = axis(*stretches)
    places = [scale.x(moment) for moment in sorted(moments)]

    assert places == sorted(places)
    assert all(6.0 - 1e-6 <= x <= 448.0 + 1e-6 for x in places)
    assert scale.right == pytest.approx(448.0)


@given(STRETCHES)
@settings(deadline=None)
def test_all_stretches_are_on_segments_in_proportion(stretches: list[tuple[int, int]]) -> None:
    scale = axis(*stretches)

    for first, end in stretches:
        segment = next(s for s in scale.segments if s.first <= first and end <= s.end)
        points = scale.x(end) - scale.x(first)
        assert points == pytest.approx((end - first) * segment.scale, abs=1e-4)
    for before, after in pairwise(scale.segments):
        assert before.right < after.left
        assert before.end <= after.first


@given(STRETCHES)
@settings(deadline=None)
def test_each_segment_has_a_label_and_none_touch(stretches: list[tuple[int, int]]) -> None:
    scale = axis(*stretches)
    ticks = [tick for tick in scale.ticks(width) if tick.label]

    for segment in scale.segments:
        assert any(segment.left <= tick.x <= segment.right for tick in ticks)
    for before, after in pairwise(ticks):
        assert before.label_x + before.label_width < after.label_x


def test_the_empty_years_before_the_first_of_many_events_are_cut() -> None:
    scale = axis(*map(year, (1992, 2017, 2020, 2023, 2024, 2025)), day("2026-02-19"))

    assert breaks(scale) == ["24 years"]
    assert labels(scale)[:2] == ["1992", "2017"]


def test_events_at_even_distances_are_not_cut_apart() -> None:
    assert breaks(axis(*map(year, (1992, 2000, 2024)))) == []
    assert breaks(axis(*map(year, (1992, 2024)))) == []
    assert breaks(axis(day("1918-11-11"), day("2018-11-11"))) == []


def test_the_longest_three_of_many_empty_stretches_are_cut() -> None:
    clusters = [1000, 1200, 1450, 1720, 2020]
    places = [year(first + n) for first in clusters for n in range(3)]

    assert len(breaks(fit(places, 6.0, 700.0, width))) == 3
    assert len(breaks(axis(*places))) == 2, "a narrow axis has no room for three breaks"


def test_a_year_alone_takes_no_more_than_its_label_needs() -> None:
    months = [day(f"2025-{month:02}-05") for month in range(1, 13)]
    scale = axis(year(1992), *months)
    first, second = scale.segments

    assert first.right - first.left < 60 < second.right - second.left
    assert labels(scale)[0] == "1992"
    assert labels(scale)[1] == "2025"


@pytest.mark.parametrize(
    ("first", "days", "some"),
    [
        ("2025-12-14", 1, ["11 Dec 2025", "12 Dec", "13 Dec"]),
        ("2025-12-29", 7, ["29 Dec 2025", "30 Dec", "31 Dec", "1 Jan 2026"]),
        ("2025-07-01", 31, ["7 Jul 2025", "14 Jul", "21 Jul"]),
        ("2025-01-01", 365, ["2025", "Feb", "Mar"]),
        ("2024-05-01", 600, ["Jul 2024", "Oct", "2025", "Apr"]),
        ("1992-01-01", 3650, ["1992", "1993", "1994"]),
        ("1918-01-01", 36500, ["1920", "1930", "1940"]),
        ("0988-01-01", 365250, ["1000", "1100", "1200"]),
    ],
)
def test_ticks_are_round_from_days_to_centuries(first: str, days: int, some: list[str]) -> None:
    start = date.fromisoformat(first)
    spread = [start + timedelta(days=days * n // 40) for n in range(40)]
    found = labels(axis(*(day(moment.isoformat()) for moment in spread)))

    assert found[: len(some)] == some
    assert 2 <= len(found) <= 14


def test_a_year_is_as_long_as_its_days() -> None:
    scale = axis(*map(year, range(2019, 2026)))
    long = scale.x(year(2024)[1]) - scale.x(year(2024)[0])
    short = scale.x(year(2025)[1]) - scale.x(year(2025)[0])

    assert long / short == pytest.approx(366 / 365)
