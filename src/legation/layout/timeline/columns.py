"""Labels in columns: where each stands on its side of the axis, and where its leader goes.

A label hangs on its leader like a flag on its pole. Neighbouring labels that would crowd one another
are stacked in a column, their poles side by side, so that the farthest label has the outermost pole
and no pole crosses a label. A column stands as near to its markers as its neighbours allow; between
the markers and the columns the leaders slant, in the order of the axis, and so never cross.

Distances are measured from the near edge of the labels' area, growing away from the axis.
"""

from __future__ import annotations

from functools import cache, partial
from math import inf
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.model.drawing import Align

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from legation.layout.timeline.captions import Caption
    from legation.layout.timeline.look import Look

SLANTED = 1 / 800
"""What the square of a distance between a leader's ends costs, where a point of height costs 1."""

_Bounds = tuple[int, ...]  # the numbers of the flags at which columns begin, and how many there are

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


class _Column:
    """Flags stacked in a column.

    Attributes:
        flags: From left to right.
        count: How many they are.
        width: Of its text and poles.
        depth: From the near edge of its nearest label to the far edge of its farthest.
        flipped: Whether its poles stand to the right of the text and not to the left, because the
            text would otherwise have to be moved by far.
        wish: Where its left edge should be for its poles to be nearest to their markers.
        rest: The strain that is left there.
    """

    __slots__ = ("_look", "count", "depth", "flags", "flipped", "rest", "width", "wish")

    def __init__(self, flags: Sequence[Flag], look: Look, limit: float) -> None:
        self.flags, self._look = flags, look
        self.count = count = len(flags)
        step, gap = look.step, look.gap
        widest = depth = first_poles = self.rest = 0.0
        for number, flag in enumerate(flags):
            caption = flag.caption
            if caption.width > widest:
                widest = caption.width
            depth += caption.height + gap
            first_poles += flag.anchor - number * step
        self.width = width = widest + step * count
        self.depth = depth - gap
        wish = first_poles / count
        for number, flag in enumerate(flags):
            self.rest += (flag.anchor - number * step - wish) ** 2
        to_the_left = wish - width + step * (count - 1)
        too_far = wish + width - limit > _PATIENCE * look.size
        self.flipped = too_far and to_the_left >= 0
        self.wish = to_the_left if self.flipped else wish

    def poles(self, left: float) -> list[float]:
        """The poles of its flags when its left edge is there."""
        step = self._look.step
        if self.flipped:
            right = left + self.width
            return [right - inner * step for inner in range(self.count - 1, -1, -1)]
        return [left + inner * step for inner in range(self.count)]

    def places(self, left: float) -> list[Place]:
        """The places of its flags when its left edge is there."""
        step, away, places = self._look.step, 0.0, []
        nearest_first = 1 if self.flipped else -1
        poles = zip(self.flags, self.poles(left), strict=True)
        for flag, pole in list(poles)[::nearest_first]:
            if self.flipped:
                text, align = pole - step - flag.caption.width, Align.END
            else:
                text, align = pole + step, Align.START
            places.append(Place(pole, text, away, align))
            away += flag.caption.height + self._look.gap
        return places[::nearest_first]


class Arrangement(Struct, frozen=True):
    """Labels placed on one side of the axis, in columns.

    Attributes:
        columns: From left to right.
        lefts: Their left edges.
        used: The width that they need.
        depth: How far they reach from the near edge.
        strain: The sum of the squares of the distances of the poles from their markers.
    """

    columns: tuple[_Column, ...] = ()
    lefts: tuple[float, ...] = ()
    used: float = 0.0
    depth: float = 0.0
    strain: float = 0.0

    @property
    def reach(self) -> float:
        """The greatest of those distances."""
        slants = [
            abs(flag.anchor - pole)
            for column, left in zip(self.columns, self.lefts, strict=True)
            for flag, pole in zip(column.flags, column.poles(left), strict=True)
        ]
        return max(slants, default=0.0)

    @property
    def places(self) -> tuple[Place, ...]:
        """One for each flag, in the order of the flags."""
        placed = zip(self.columns, self.lefts, strict=True)
        return tuple(place for column, left in placed for place in column.places(left))


def arrangements(
    flags: Sequence[Flag],
    width: float,
    look: Look,
    *,
    deepest: float = inf,
    thorough: bool = False,
) -> Iterator[Arrangement]:
    """Ways to place labels on one side of the axis: from flat ones to a single column.

    At first every label is a column; then, again and again, those two neighbours are joined that
    leave the least to dislike. That is done twice, once for low columns and once for straight
    leaders. Yielded is what fits the width and is no deeper than asked; if any may be as deep, a single
    column, the last, always.

    Args:
        flags: The labels, in the order of their anchors.
        width: Of the drawing, which no label leaves.
        look: The timeline's measures.
        deepest: How deep labels may reach; none is looked for that reach deeper.
        thorough: Whether each of these ways is also yielded as it is when labels are given to the
            neighbouring column as long as that leaves less to dislike.
    """
    if not flags:
        yield Arrangement()
        return
    column = cache(lambda first, end: _Column(flags[first:end], look, width))
    arranged = cache(
        lambda bounds: _spread(tuple(map(column, bounds, bounds[1:])), width, look.gap)
    )
    seen: set[_Bounds] = set()
    for slanted in _LOW_OR_STRAIGHT:
        cost = partial(_cost, arranged, width, slanted)
        bounds: _Bounds = tuple(range(len(flags) + 1))
        # Columns that are joined are never less deep.
        while len(bounds) > 2 and arranged(bounds).depth <= deepest:
            for found in (bounds, _settled(bounds, cost)) if thorough else (bounds,):
                way = arranged(found)
                if found not in seen and way.used <= width and way.depth <= deepest:
                    yield way
                seen.add(found)
            joined = [bounds[:n] + bounds[n + 1 :] for n in range(1, len(bounds) - 1)]
            bounds = min(joined, key=cost)
    single = arranged((0, len(flags)))
    if single.depth <= deepest:
        yield single


def _settled(bounds: _Bounds, cost: Callable[[_Bounds], float]) -> _Bounds:
    """The bounds of columns, each moved by a flag as long as that leaves less to dislike."""
    while True:
        best = min(_moved(bounds), key=cost, default=bounds)
        if cost(best) >= cost(bounds):
            return bounds
        bounds = best


def _moved(bounds: _Bounds) -> Iterator[_Bounds]:
    """The same columns, with a flag of one of them given to its neighbour."""
    for n in range(1, len(bounds) - 1):
        for bound in (bounds[n] - 1, bounds[n] + 1):
            if bounds[n - 1] < bound < bounds[n + 1]:
                yield (*bounds[:n], bound, *bounds[n + 1 :])


def _cost(
    arranged: Callable[[_Bounds], Arrangement], width: float, slanted: float, bounds: _Bounds
) -> float:
    """How much there is to dislike about columns: height, slanted leaders, too great a width."""
    arrangement = arranged(bounds)
    cost = arrangement.depth + slanted * arrangement.strain
    if arrangement.used > width:
        cost += _TOO_WIDE * (arrangement.used - width)
    return cost


def _spread(columns: tuple[_Column, ...], width: float, gap: float) -> Arrangement:
    """The columns, each with its left edge as near to its wish as order and room allow."""
    lefts, left, depth = [], 0.0, 0.0
    for column in columns:
        lefts.append(left)
        left += column.width + gap
        if column.depth > depth:
            depth = column.depth
    used = left - gap
    if used < width:
        lefts = _eased(columns, lefts, width - used)
    strain = 0.0
    for column, left in zip(columns, lefts, strict=True):
        away = left - column.wish
        strain += column.rest + column.count * (away * away)
    return Arrangement(columns, tuple(lefts), used, depth, strain)


def _eased(columns: Sequence[_Column], packed: list[float], room: float) -> list[float]:
    """The left edges of columns that stand as far to the left as they can, moved by up to the room there is.

    This is isotonic regression: once what stands to its left is subtracted from every wish, the
    edges must not decrease, and pools of neighbours that do are replaced by their weighted mean.
    """
    pools: list[tuple[float, int, int]] = []  # mean, weight, columns
    for column, left in zip(columns, packed, strict=True):
        mean, weight, count = column.wish - left, column.count, 1
        while pools and pools[-1][0] >= mean:
            before, heft, more = pools.pop()
            mean = (mean * weight + before * heft) / (weight + heft)
            weight, count = weight + heft, count + more
        pools.append((mean, weight, count))
    moves: list[float] = []
    for mean, _, count in pools:
        moves += [0.0 if mean <= 0.0 else room if mean > room else mean] * count
    return [move + left for move, left in zip(moves, packed, strict=True)]
