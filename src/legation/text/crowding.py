"""Tables with more columns than there is room for: which of them give way, and how far.

1. The room beside the words that guards against other fonts is given up.
2. The columns with the widest floors give way, as few as will do, where their fair share is no small one:
   then very long words are broken, and no others.
3. They give way further, as few as will do: to the width of a short word, but never so far that a figure is
   broken, nor one with much text so far that one with little, which gives nothing, is wider.
4. Where even that is too much, all are narrowed alike.

All widths are of the text alone, without what is beside it in a cell.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence


class Need(Struct, frozen=True):
    """What a column needs, in points.

    Attributes:
        floor: The width of its longest word, with room to spare.
        bare: The same without.
        words: The widths of its longest words, with room to spare.
        least: The width of a short word, or of its longest figure.
        long: Whether its text takes several lines.
    """

    floor: float
    bare: float
    words: tuple[float, ...]
    least: float
    long: bool


def crowded(needs: Sequence[Need], fair: float, room: float) -> list[float]:
    """Floors for columns that have no room for their own: together no wider than it, or by a hair.

    Args:
        needs: Of the columns.
        fair: What is enough for a column that breaks its longest word at any rate.
        room: What there is for all of them.
    """
    widest_first = sorted(range(len(needs)), key=lambda number: (-needs[number].floor, number))
    return (
        _breaking_long_words(needs, widest_first, fair, room)
        or _breaking_words(needs, widest_first, fair, room)
        or _narrowed([min(need.bare, need.least) for need in needs], room)
    )


def _breaking_long_words(
    needs: Sequence[Need], widest_first: list[int], fair: float, room: float
) -> list[float] | None:
    """Floors of which as few as will do are no more than `fair`, or than a word for which there is room."""
    floors = [need.floor for need in needs]
    bare = [need.bare for need in needs]
    for count in range(len(needs) + 1):
        given = widest_first[:count]
        for number in given:
            floors[number], bare[number] = min(floors[number], fair), min(bare[number], fair)
        left, spare = room - sum(floors), room - sum(bare)
        if left >= 0:
            for number in given:
                most = fair + left / count
                words = (word for word in needs[number].words if word <= most)
                floors[number] = max(floors[number], *words, 0.0)
            return floors
        if spare >= 0:
            share = spare / (spare - left)
            return [
                least + share * (floor - least) for floor, least in zip(floors, bare, strict=True)
            ]
    return None


def _breaking_words(
    needs: Sequence[Need], widest_first: list[int], fair: float, room: float
) -> list[float] | None:
    """Floors of which as few as will do have given way, to no less than their needs' `least`."""
    floors = [min(need.bare, fair) for need in needs]
    leasts = list(floors)
    for count in range(len(needs) + 1):
        short = (floors[number] for number in widest_first[count:] if not needs[number].long)
        beside = max(short, default=0.0)
        for number in widest_first[:count]:
            need = needs[number]
            least = max(need.least, beside) if need.long else need.least
            leasts[number] = min(floors[number], least)
        left = room - sum(leasts)
        if left >= 0:
            return _raised(leasts, floors, left)
    return None


def _raised(leasts: list[float], floors: list[float], left: float) -> list[float]:
    """What is left goes to those that lack something, to each as much, but no more than they lack."""
    lacking = [floor - least for floor, least in zip(floors, leasts, strict=True)]
    most = _level(lacking, left)
    return [least + min(lack, most) for least, lack in zip(leasts, lacking, strict=True)]


def _narrowed(floors: list[float], room: float) -> list[float]:
    """Floors no wider than will do."""
    most = _level(floors, room)
    return [min(floor, most) for floor in floors]


def _level(floors: Sequence[float], total: float) -> float:
    """What those get which want more, where narrow ones get what they want; infinite where all can."""
    left = total
    for place, floor in enumerate(sorted(floors)):
        share = left / (len(floors) - place)
        if floor > share:
            return share
        left -= floor
    return inf
