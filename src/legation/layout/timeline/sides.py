"""One side of the axis: its marks, and the labels that belong to them.

Distances are measured from the axis outwards. Next to it are the marks, then a band in which the
leaders slant, then the labels.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.layout.timeline import columns
from legation.layout.timeline.captions import Caption, caption
from legation.layout.timeline.columns import SLANTED, Arrangement, Flag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from legation.layout.timeline.look import Look
    from legation.layout.timeline.marks import Mark

SHAPES = ((18.0, 3), (18.0, 2), (14.5, 3), (12.0, 3), (12.0, 2), (11.0, 1))
"""What is tried: the width of labels in font sizes, and the most lines of a title."""

HIGH = 0.6
"""What a point of height costs, beside which slanted leaders weigh more than within one side."""

_OMITTED = 150.0  # what the whole of a title costs
_SLOPE = 0.02  # the height of the leaders' band, in font sizes, for a point that one slants
_ROUNDING = 1e-9
_FLAT, _STEEP = 0.5, 2.4  # its least and its greatest height


class Tip(Struct, frozen=True):
    """Where a leader starts, and what its label says.

    Attributes:
        x: Of the marker.
        number: Of the event.
        away: The distance of the marker's far edge.
        when, title: The label's text.
        struck: Whether the label is struck through.
    """

    x: float
    number: int
    away: float
    when: str
    title: str
    struck: bool = False

    @property
    def name(self) -> str:
        """What its shapes are called."""
        return f"event {self.number}"


class Labelling(Struct, frozen=True):
    """The labels of one side in their places.

    Attributes:
        captions: In the order of the side's tips.
        arrangement: Of the captions.
        slant: The height of the band in which the leaders slant.
        height: Of that band and the labels.
        omitted: How much of the titles does not stand there, in titles.
    """

    captions: tuple[Caption, ...]
    arrangement: Arrangement
    slant: float
    height: float
    omitted: float

    @property
    def disliked(self) -> float:
        """What there is to dislike about it but its height: titles cut short, slanted leaders."""
        return _OMITTED * self.omitted + SLANTED * self.arrangement.strain


class Side(Struct, frozen=True):
    """One side of the axis, its labels still to be placed.

    Attributes:
        marks: In their rows.
        tips: In the order of their x.
        base: The distance at which the rows begin.
        look: The timeline's measures.
    """

    marks: tuple[Mark, ...]
    tips: tuple[Tip, ...]
    base: float
    look: Look

    @property
    def labels_from(self) -> float:
        """The distance at which the marks end and leaders may slant."""
        rows = max((mark.row + 1 for mark in self.marks), default=0)
        return self.base + rows * self.look.track + self.look.radius

    def captions(self, ems: float, lines: int, most: float = inf) -> tuple[Caption, ...]:
        """What the labels say, in lines.

        Args:
            ems: The widest that a label may be, in font sizes.
            lines: The most that a title may take.
            most: What may be left out at most: when that costs more, there are no further captions.
        """
        width = ems * self.look.size
        found: list[Caption] = []
        omitted = 0.0
        for tip in self.tips:
            if _OMITTED * omitted > most:
                break
            found.append(caption(tip.when, tip.title, width, lines, self.look))
            omitted += found[-1].omitted
        return tuple(found)

    def lowest(self, captions: tuple[Caption, ...], width: float) -> Labelling:
        """Captions as low as no way to place them is: at their markers, and without a hole between them."""
        gap, step = self.look.gap, self.look.step
        heights = [one.height for one in captions]
        area = sum([(one.height + gap) * (one.width + step + gap) for one in captions])
        column = sum(heights) + gap * len(captions)
        packed = min(area / (width + gap), column) * (1 - _ROUNDING) - gap
        depth = max([packed, *heights], default=0.0)
        return self._labelling(captions, Arrangement(depth=depth))

    def labellings(
        self,
        captions: tuple[Caption, ...],
        width: float,
        *,
        highest: float = inf,
        thorough: bool = False,
    ) -> Iterator[Labelling]:
        """The ways to place captions, from the flattest to a single column.

        Args:
            captions: Of the tips.
            width: Of the drawing, which no label leaves.
            highest: How high they may be; of higher ones not all are tried.
            thorough: Whether to try more of them.
        """
        flags = [Flag(tip.x, text) for tip, text in zip(self.tips, captions, strict=True)]
        found = columns.arrangements(flags, width, self.look, deepest=highest, thorough=thorough)
        for arrangement in found:
            yield self._labelling(captions, arrangement)

    def _labelling(self, captions: tuple[Caption, ...], arrangement: Arrangement) -> Labelling:
        slant = max(_FLAT, min(arrangement.reach * _SLOPE, _STEEP)) * self.look.size
        if not captions:
            slant = 0.0
        omitted = sum([one.omitted for one in captions])
        return Labelling(captions, arrangement, slant, slant + arrangement.depth, omitted)


def omission(captions: Sequence[Caption]) -> float:
    """What it costs that captions leave out parts of the titles."""
    return _OMITTED * sum([one.omitted for one in captions])


def hang(placed: Sequence[Mark], base: float, look: Look) -> Side:
    """A side with a tip for every event on it.

    Args:
        placed: Its marks, in their rows.
        base: The distance from the axis at which the rows begin.
        look: The timeline's measures.
    """
    tips = []
    for mark in placed:
        away = base + look.track * (mark.row + 0.5) + look.radius
        for dot in mark.dots:
            for event in dot.events:
                entry, number = event.entry, event.number
                tips.append(Tip(dot.x, number, away, entry.when, entry.title, entry.cancelled))
    tips.sort(key=lambda tip: (tip.x, tip.number))
    return Side(tuple(placed), tuple(tips), base, look)
