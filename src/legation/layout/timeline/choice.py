"""Which events are named where there are too many to name them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
    gaps = [float("inf")] * len(events)
    chosen: dict[int, None] = {}

    def choose_from(numbers: Iterable[int]) -> None:
        left = [number for number in numbers if number not in chosen]
        while left and len(chosen) < most:
            best = max(left, key=gaps.__getitem__)
            left.remove(best)
            chosen[best] = None
            here = places[best]
            gaps[:] = [
                gap if gap < (away := abs(x - here)) else away
                for gap, x in zip(gaps, places, strict=True)
            ]

    for numbers in (keys, ends, range(len(events))):
        choose_from(numbers)
    return [events[number] for number in chosen]
