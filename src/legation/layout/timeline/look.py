"""The measures of a timeline: everything follows from the size of its labels."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.text.measuring import measure

if TYPE_CHECKING:
    from collections.abc import Callable

    from legation.text.fonts import Fonts


class Look(Struct, frozen=True, dict=True):
    """Lengths in points, for labels of `size`; they are asked for thousands of times."""

    fonts: Fonts
    size: float

    @cached_property
    def plain(self) -> Callable[[str], float]:
        """Measures text of the labels."""
        return measure(self.fonts, self.size)

    @cached_property
    def bold(self) -> Callable[[str], float]:
        """Measures bold text of the labels."""
        return measure(self.fonts, self.size, bold=True)

    @cached_property
    def leading(self) -> float:
        """From one line of a label to the next."""
        return self.size * 1.2

    @cached_property
    def radius(self) -> float:
        """Of a marker."""
        return self.size * 0.34

    @cached_property
    def ring(self) -> float:
        """The radius of the ring around a turning point."""
        return self.size * 0.44

    @cached_property
    def overhang(self) -> float:
        """How far whatever belongs to a marker or a bar may stand out beyond the axis."""
        return self.radius + self.step

    @cached_property
    def stub(self) -> float:
        """How far a bar goes on whose end is unknown."""
        return 4 * self.step

    @cached_property
    def track(self) -> float:
        """The height of a row of markers and bars."""
        return self.size

    @cached_property
    def bar(self) -> float:
        """The thickness of a bar."""
        return self.size * 0.42

    @cached_property
    def ruler(self) -> float:
        """The height of the band that holds the tick labels."""
        return self.size * 1.65

    @cached_property
    def gap(self) -> float:
        """The least distance between a label and its neighbour."""
        return self.size * 0.8

    @cached_property
    def step(self) -> float:
        """Between a leader and its label, and between leaders side by side."""
        return self.size * 0.45
