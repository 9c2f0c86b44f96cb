"""Labels in columns: near their markers, in their order, within the drawing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.layout.timeline.captions import Caption
from legation.layout.timeline.columns import Flag, arrangements
from legation.layout.timeline.look import Look
from legation.model.drawing import Align

if TYPE_CHECKING:
    from legation.text.fonts import Fonts

WIDTH = 450.0


def flag(anchor: float, width: float = 80.0, height: float = 20.0) -> Flag:
    return Flag(anchor, Caption(("",), 1, width, height, 0.0))


FLAGS = st.lists(
    st.builds(flag, st.floats(6, 444), st.floats(20, 120), st.floats(10, 50)),
    min_size=1,
    max_size=14,
).map(lambda flags: sorted(flags, key=lambda flag: flag.anchor))


@given(FLAGS)
@settings(deadline=None)
def test_leaders_keep_the_order_of_the_axis_so_they_never_cross(
    even: Fonts, flags: list[Flag]
) -> None:
    for arrangement in arrangements(flags, WIDTH, Look(even, 8)):
        poles = [place.pole for place in arrangement.places]
        assert poles == sorted(poles)
        assert all(0 <= pole <= WIDTH + 1e-6 for pole in poles)
        for one, place in zip(flags, arrangement.places, strict=True):
            assert place.x >= -1e-6
            assert place.x + one.caption.width <= WIDTH + 1e-6
            assert place.away + one.caption.height <= arrangement.depth + 1e-6


@given(FLAGS)
@settings(deadline=None)
def test_no_pole_runs_through_a_label(even: Fonts, flags: list[Flag]) -> None:
    for arrangement in arrangements(flags, WIDTH, Look(even, 8)):
        ends = [
            (place, place.away + one.caption.height, one.caption.width)
            for one, place in zip(flags, arrangement.places, strict=True)
        ]
        for place, end, _ in ends:
            for other, _, width in ends:
                if other.away < end:
                    assert not other.x < place.pole < other.x + width


@given(FLAGS, st.floats(10, 300))
@settings(deadline=None)
def test_to_ask_for_low_ways_leaves_out_none_but_those_that_are_too_deep(
    even: Fonts, flags: list[Flag], deepest: float
) -> None:
    every = arrangements(flags, WIDTH, Look(even, 8))
    low = arrangements(flags, WIDTH, Look(even, 8), deepest=deepest)
    assert [a.lefts for a in low] == [a.lefts for a in every if a.depth <= deepest]


def test_labels_with_room_stand_at_their_markers(even: Fonts) -> None:
    flat = next(arrangements([flag(20), flag(150), flag(300)], WIDTH, Look(even, 8)))

    assert [place.pole for place in flat.places] == [20, 150, 300]
    assert flat.reach == 0
    assert flat.depth == 20


def test_crowded_labels_can_be_stacked_the_earliest_farthest_out(even: Fonts) -> None:
    *_, stacked = arrangements([flag(100), flag(102), flag(104)], WIDTH, Look(even, 8))

    aways = [place.away for place in stacked.places]
    assert aways == sorted(aways, reverse=True)
    assert stacked.depth == pytest.approx(3 * 20 + 2 * 6.4)
    assert stacked.reach < 2


def test_at_the_right_edge_the_text_stands_left_of_its_pole(even: Fonts) -> None:
    (last,) = set(arrangements([flag(440)], WIDTH, Look(even, 8)))

    assert last.places[0].align is Align.END
    assert last.places[0].pole == pytest.approx(440)
    assert last.places[0].x + 80 < 440


def test_neighbours_share_the_displacement(even: Fonts) -> None:
    flat = next(arrangements([flag(200), flag(210)], WIDTH, Look(even, 8)))
    first, second = flat.places

    assert second.pole - first.pole == pytest.approx(80 + 3.6 + 6.4)
    assert 200 - first.pole == pytest.approx(second.pole - 210)


def test_there_is_always_a_way(even: Fonts) -> None:
    wide = [flag(10.0 * n, 200) for n in range(14)]
    depths = [a.depth for a in arrangements(wide, WIDTH, Look(even, 8))]

    assert depths
    assert all(before <= after for before, after in pairwise(depths[-2:]))
