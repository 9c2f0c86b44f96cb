"""The signs that stand on the axis and, explained, in the legend."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from legation.model.drawing import Ink, Line, Mark, Marker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from legation.model.document import Entry

_DASH = 2.0


class Sign(NamedTuple):
    """How an event is marked: by its kind; hollow unless it was held, and struck when cancelled."""

    mark: Mark
    hollow: bool = False
    struck: bool = False

    def paint(self, x: float, y: float, radius: float, name: str) -> Iterator[Marker | Line]:
        """The shapes of the sign about a point."""
        fill = Ink.PAPER if self.hollow else Ink.ACCENT
        yield Marker(x, y, radius, self.mark, fill, Ink.ACCENT, name)
        if self.struck:
            yield Line(x - radius, y + radius, x + radius, y - radius, Ink.ACCENT, 1.0, name=name)


def sign(entry: Entry) -> Sign:
    """The sign of an event."""
    return Sign(entry.mark, entry.planned or entry.cancelled, entry.cancelled)


def today_line(x: float, y1: float, y2: float) -> Line:
    """A piece of the line that marks the as-of date."""
    return Line(x, y1, x, y2, Ink.TEXT, 0.75, _DASH, "as-of line")
