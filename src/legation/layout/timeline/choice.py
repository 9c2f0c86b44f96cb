"""Which events are named where there are too many to name them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legation.layout.timeline.extents import Dated


def ranks(events: Sequence[Dated]) -> list[int]:
    """The rank of each event as a turning point, from 0.

    Those marked as key come first, then the first and the last, then those that stand most alone:
    with the longest time from the one before to the one after. The earlier wins a tie.

    Args:
        events: In the order of time.
    """
    anchors = [event.extent.anchor for event in events]
    last = len(events) - 1

    def importance(place: int) -> tuple[bool, bool, float, int]:
        around = anchors[min(place + 1, last)] - anchors[max(place - 1, 0)]
        return not events[place].entry.key, place not in (0, last), -around, place

    ranked = [0] * len(events)
    for rank, place in enumerate(sorted(range(len(events)), key=importance)):
        ranked[place] = rank
    return ranked
