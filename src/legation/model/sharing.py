"""Sharing out a width where there is too little for all."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def level(floors: Sequence[float], total: float) -> float:
    """How wide a column may be where not all can have their floors: narrow ones then break no word.

    Args:
        floors: The least widths that the columns would have.
        total: What there is for all of them, in the same unit.

    Returns:
        The width that those get which want more; infinite where all can have their floors.
    """
    left = total
    for place, floor in enumerate(sorted(floors)):
        share = left / (len(floors) - place)
        if floor > share:
            return share
        left -= floor
    return inf
