"""Labels in columns: where each stands on its side of the axis, and where its leader goes.

A label hangs on its leader like a flag on its pole. Neighbouring labels that would crowd one another
are stacked in a column, their poles side by side, so that the farthest label has the outermost pole
and no pole crosses a label. A column stands as near to its markers as its neighbours allow; between
the markers and the columns the leaders slant, in the order of the axis, and so never cross.

Distances are measured from the near edge of the labels' area, growing away from the axis.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.model.drawing import Align

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from legation.layout.timeline.captions import Caption
    from legation.layout.timeline.look import Look

SLANTED = 1 / 800
"""What the square of a distance between a leader's ends costs, where a point of height costs 1."""

_LOW_OR_STRAIGHT = (SLANTED / 4, SLANTED)
_TOO_WIDE = 2.0  # what a point of width beyond the drawing costs
_PATIENCE = 8.0  # font sizes that a column is moved left before its text goes left of its poles


class Flag(Struct, frozen=True):
    """A label to be placed, and the x of the marker that it belongs to."""

    anchor: float
    caption: Caption


class Place(Struct, frozen=True):
    """Where a label stands.

    Attributes:
        pole: The x of its leader where it reaches the labels' area.
        x: The left edge of its text.
        away: The distance of its near edge.
        align: On which side its pole is.
    """

    pole: float
    x: float
    away: float
    align: Align


class Arrangement(Struct, frozen=True):
    """Labels placed on one side of the axis.

    Attributes:
        places: One for each flag, in the order of the flags.
        depth: How far they reach from the near edge.
        reach: The greatest distance of a pole from its marker.
        strain: The sum of the squares of those distances.
    """

    places: tuple[Place, ...] = ()
    depth: float = 0.0
    reach: float = 0.0
    strain: float = 0.0


class _Column:
    """Flags stacked in a column.

    Attributes:
        flags: From left to right.
        width: Of its text and poles.
        depth: From the near edge of its nearest label to the far edge of its farthest.
        flipped: Whether its poles stand to the right of the text and not to the left, because the
            text would otherwise have to be moved by far.
        wish: Where its left edge should be for its poles to be nearest to their markers.
        rest: The strain that is left there.
    """

    __slots__ = ("_look", "depth", "flags", "flipped", "rest", "width", "wish")

    def __init__(self, flags: tuple[Flag, ...], look: Look, limit: float) -> None:
        self.flags, self._look = flags, look
        count = len(flags)
        self.width = max([flag.caption.width for flag in flags]) + look.step * count
        self.depth = sum([flag.caption.height + look.gap for flag in flags]) - look.gap
        first_poles = [flag.anchor - number * look.step for number, flag in enumerate(flags)]
        self.wish = sum(first_poles) / count
        self.rest = sum([(pole - self.wish) ** 2 for pole in first_poles])
        to_the_left = self.wish - self.width + look.step * (count - 1)
        too_far = self.wish + self.width - limit > _PATIENCE * look.size
        self.flipped = too_far and to_the_left >= 0
        if self.flipped:
            self.wish = to_the_left

    def places(self, left: float) -> list[Place]:
        """The places of its flags when its left edge is there."""
        step, away, places = self._look.step, 0.0, []
        nearest_first = self.flags if self.flipped else self.flags[::-1]
        for flag, inner in zip(nearest_first, range(len(self.flags) - 1, -1, -1), strict=True):
            if self.flipped:
                pole = left + self.width - inner * step
                text, align = pole - step - flag.caption.width, Align.END
            else:
                pole = left + inner * step
                text, align = pole + step, Align.START
            places.append(Place(pole, text, away, align))
            away += flag.caption.height + self._look.gap
        return places if self.flipped else places[::-1]


def arrangements(flags: Sequence[Flag], width: float, look: Look) -> Iterator[Arrangement]:
    """Ways to place labels on one side of the axis: from flat ones to a single column.

    At first every label is a column; then, again and again, those two neighbours are joined that
    leave the least to dislike. That is done twice, once for low columns and once for straight
    leaders. Yielded is what fits the width; a single column, the last, always.

    Args:
        flags: The labels, in the order of their anchors.
        width: Of the drawing, which no label leaves.
        look: The timeline's measures.
    """
    if not flags:
        yield Arrangement()
        return
    column = cache(lambda first, end: _Column(tuple(flags[first:end]), look, width))
    for slanted in _LOW_OR_STRAIGHT:
        bounds = list(range(len(flags) + 1))
        while len(bounds) > 2:
            columns = [column(*pair) for pair in pairwise(bounds)]
            if _used(columns, look.gap) <= width:
                yield _arranged(columns, width, look.gap)
            costs = []
            for n in range(1, len(bounds) - 1):
                joined = column(bounds[n - 1], bounds[n + 1])
                choice = [*columns[: n - 1], joined, *columns[n + 1 :]]
                costs.append((_cost(choice, width, look.gap, slanted), n))
            del bounds[min(costs)[1]]
    yield _arranged([column(0, len(flags))], width, look.gap)


def _arranged(columns: list[_Column], width: float, gap: float) -> Arrangement:
    """The columns' labels in their places."""
    lefts = _spread(columns, width, gap)
    pairs = zip(columns, lefts, strict=True)
    places = [place for column, left in pairs for place in column.places(left)]
    flags = [flag for column in columns for flag in column.flags]
    slants = [abs(f.anchor - place.pole) for f, place in zip(flags, places, strict=True)]
    depth = max(column.depth for column in columns)
    return Arrangement(tuple(places), depth, max(slants), sum(slant**2 for slant in slants))


def _cost(columns: list[_Column], width: float, gap: float, slanted: float) -> float:
    """How much there is to dislike about columns: height, slanted leaders, too great a width."""
    lefts = _spread(columns, width, gap)
    strain = sum(
        [c.rest + len(c.flags) * (x - c.wish) ** 2 for c, x in zip(columns, lefts, strict=True)]
    )
    too_wide = max(0.0, _used(columns, gap) - width)
    return max([c.depth for c in columns]) + slanted * strain + _TOO_WIDE * too_wide


def _used(columns: list[_Column], gap: float) -> float:
    """The width that the columns need."""
    return sum([column.width + gap for column in columns]) - gap


def _spread(columns: list[_Column], width: float, gap: float) -> list[float]:
    """The columns' left edges: each as near to its wish as order and room allow.

    This is isotonic regression: once what stands to its left is subtracted from every wish, the
    edges must not decrease, and pools of neighbours that do are replaced by their weighted mean.
    """
    offsets, used = [], 0.0
    for column in columns:
        offsets.append(used)
        used += column.width + gap
    pools: list[tuple[float, int, int]] = []  # mean, weight, columns
    for column, offset in zip(columns, offsets, strict=True):
        mean, weight, count = column.wish - offset, len(column.flags), 1
        while pools and pools[-1][0] >= mean:
            before, heft, more = pools.pop()
            mean = (mean * weight + before * heft) / (weight + heft)
            weight, count = weight + heft, count + more
        pools.append((mean, weight, count))
    most = max(0.0, width - (used - gap))
    edges = [min(max(mean, 0.0), most) for mean, _, count in pools for _ in range(count)]
    return [edge + offset for edge, offset in zip(edges, offsets, strict=True)]
