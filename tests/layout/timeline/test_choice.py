from __future__ import annotations

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
