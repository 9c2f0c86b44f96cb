"""Which empty stretches of time are cut out of an axis: the rule for breaks.

An empty stretch is one in which no event begins or ends. The longest is cut out when it is more
than a fifth of the axis as it then is, and at least four times as long as the others would be on
average; then the longest of what is left is tried, up to three, or as many as a narrow axis has
room for. So 1992, 2017, 2020 and then every year to 2026 is cut between 1992 and 2017, but 1992,
2000, 2024 alone is not: those three stand well on a whole axis. Two places in time are never cut apart.
"""

from __future__ import annotations

from legation.layout.timeline.calendar import AFTER_ALL

Stretch = tuple[int, int]
"""A period: its first day, and the day after its last."""

_MOST = 3  # cuts
_WASTEFUL = 1 / 5  # of the axis
_UNUSUAL = 4  # times the mean of the other stretches


def cut(places: list[Stretch], most: int) -> list[Stretch]:
    """The periods that are left when the wasteful empty stretches between places are cut out.

    Args:
        places: Different periods in order of their starts.
        most: How many cuts there is room for.
    """
    empty, occupied = [], places[0][1]
    for first, end in places[1:]:
        if first > occupied:
            empty.append((occupied, first))
        occupied = max(occupied, end)
    axis, steps = occupied - places[0][0], len(places) - 1
    cuts: list[Stretch] = []
    for start, stop in sorted(empty, key=lambda stretch: (stretch[0] - stretch[1], stretch[0])):
        gap, steps = stop - start, steps - 1
        usual = (axis - gap) / steps if steps else gap
        if len(cuts) == min(most, _MOST) or gap <= axis * _WASTEFUL or gap < _UNUSUAL * usual:
            break
        cuts.append((start, stop))
        axis -= gap
    bounds = [places[0][0], *(day for stretch in sorted(cuts) for day in stretch), occupied]
    periods = list(zip(bounds[::2], bounds[1::2], strict=True))
    return [_with_air(*places[0])] if len(places) == 1 else periods


def _with_air(first: int, end: int) -> Stretch:
    """A lone period with some time about it, so that it does not fill the axis."""
    air = max(3, (end - first) // 2)
    return max(1, first - air), min(AFTER_ALL, end + air)
