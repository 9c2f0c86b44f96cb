"""Which events are named where there are too many to name them all."""

from __future__ import annotations

from bisect import bisect_left, insort
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from legation.layout.timeline.extents import Dated


def turning_points(events: Sequence[Dated], places: Sequence[float], most: int) -> list[Dated]:
    """The events that best stand for all, the best first.

    Those marked as key come first, then the first and the last event, then any others. Of those
    that come together, the one is next that has the largest gap around it: that stands farthest from
    those chosen before. The earlier wins a tie.

    Args:
        events: In the order of time.
        places: Where each stands on the axis.
        most: How many to choose.
    """
    keys = [number for number, event in enumerate(events) if event.entry.key]
    ends = (0, len(events) - 1)
    chosen: dict[int, None] = {}
    taken: list[float] = []  # where those chosen stand, in order

    def choose_from(numbers: Iterable[int]) -> None:
        left = sorted([(places[number], number) for number in numbers if number not in chosen])
        while left and len(chosen) < most:
            best = min(_farthest(left, taken), key=lambda each: (-_gap(each[0], taken), each[1]))
            left.remove(best)
            chosen[best[1]] = None
            insort(taken, best[0])

    for numbers in (keys, ends, range(len(events))):
        choose_from(numbers)
    return [events[number] for number in chosen]


def _farthest(left: list[tuple[float, int]], taken: list[float]) -> Iterator[tuple[float, int]]:
    """Those of the places and numbers left, in order, among which the farthest from those taken is.

    Between two taken, they are on either side of the middle; of those in one place, the first.
    """
    if not taken:
        yield from left
        return
    for middle in (-inf, *[(one + other) / 2 for one, other in pairwise(taken)], inf):
        after = bisect_left(left, (middle, 0))
        for x, _ in left[max(0, after - 1) : after + 1]:
            yield left[bisect_left(left, (x, 0))]


def _gap(x: float, taken: list[float]) -> float:
    """How far a place is from the nearest of those taken; without end where none is."""
    after = bisect_left(taken, x)
    return min([abs(x - there) for there in taken[max(0, after - 1) : after + 1]], default=inf)
