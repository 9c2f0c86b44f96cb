"""One side of the axis: its marks, and the labels that belong to them.

Distances are measured from the axis outwards. Next to it are the marks, then a band in which the
leaders slant, then the labels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from legation.layout.timeline import columns
from legation.layout.timeline.captions import Caption, caption
from legation.layout.timeline.columns import Arrangement, Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from legation.layout.timeline.look import Look
    from legation.layout.timeline.marks import Mark

_SLOPE = 0.02  # the height of the leaders' band, in font sizes, for a point that one slants
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
    """The labels of one side in their places, with as much room as the leaders need to slant."""

    captions: tuple[Caption, ...]
    arrangement: Arrangement
    slant: float

    @property
    def height(self) -> float:
        """Of the leaders' band and the labels."""
        return self.slant + self.arrangement.depth

    @property
    def omitted(self) -> float:
        """How much of the titles does not stand there, in titles."""
        return sum(caption.omitted for caption in self.captions)


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

    def labellings(self, width: float, label_width: float, lines: int) -> Iterator[Labelling]:
        """The ways to place the labels, from the flattest to a single column.

        Args:
            width: Of the drawing, which no label leaves.
            label_width: The widest that a label may be.
            lines: The most that a title may take.
        """
        captions = tuple(
            caption(tip.when, tip.title, label_width, lines, self.look) for tip in self.tips
        )
        flags = [Flag(tip.x, text) for tip, text in zip(self.tips, captions, strict=True)]
        for arrangement in columns.arrangements(flags, width, self.look):
            slant = max(_FLAT, min(arrangement.reach * _SLOPE, _STEEP))
            yield Labelling(captions, arrangement, slant * self.look.size if flags else 0.0)
