from __future__ import annotations

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from layout.timelines import entry
from legation.layout.timeline.choice import turning_points
from legation.layout.timeline.extents import Dated, extent


def events(*whens: str, key: tuple[int, ...] = ()) -> list[Dated]:
    made = []
    for number, when in enumerate(whens):
        item = entry(when, key=number in key)
        days = extent(item.date)
        assert days
        made.append(Dated(item, number, days))
    return made


def chosen(found: list[Dated], most: int) -> list[int]:
    return [e.number for e in turning_points(found, [e.extent.anchor for e in found], most)]


def test_turning_points_come_first_then_the_ends_then_the_lonely() -> None:
    crowd = events("1990", "1991", "1992", "2000", "2010", "2011", "2012", key=(5,))

    assert chosen(crowd, 5) == [5, 0, 6, 3, 2]


def test_the_earlier_wins_a_tie_and_all_come_in_the_end() -> None:
    assert chosen(events(*["2025-07-04"] * 5), 9) == [0, 4, 1, 2, 3]


def test_of_too_many_turning_points_those_far_apart_are_chosen() -> None:
    crowd = events("1990", "1991", "1992", "2024", "2025", key=(0, 1, 2, 3, 4))

    assert chosen(crowd, 2) == [0, 4]


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=25))
def test_each_is_the_first_of_those_farthest_from_the_ones_before(
    placed: list[tuple[int, bool]],
) -> None:
    keys = [number for number, (_, key) in enumerate(placed) if key]
    found = events(*["2025-07-04"] * len(placed), key=tuple(keys))
    places = [x / 4 for x, _ in placed]

    order = [e.number for e in turning_points(found, places, len(found))]

    taken: list[int] = []
    for some in (keys, [0, len(placed) - 1], range(len(placed))):
        left = sorted(set(some) - set(taken))
        while left:
            gaps = [min((abs(places[n] - places[t]) for t in taken), default=inf) for n in left]
            taken.append(left.pop(gaps.index(max(gaps))))
    assert order == taken
