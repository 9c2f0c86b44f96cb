"""The rug along a crowded axis: how many events stand where."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from legation.model.drawing import Box, Ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from legation.layout.timeline.extents import Dated
    from legation.layout.timeline.scale import Scale

_COLUMN = 2.0  # points of axis that share a column
_LEAST = 1.0  # points of height for a single event


def height(size: float) -> float:
    """The height of the rug beside labels of a size."""
    return 1.5 * size


def columns(events: Iterable[Dated], scale: Scale, axis: float, size: float) -> Iterator[Box]:
    """Columns that stand on the axis, as high as events are many; a lasting one counts at its start.

    Args:
        events: All the events, named or not.
        scale: The axis.
        axis: Its upper edge.
        size: Of the labels.
    """
    counts = Counter(int(scale.x(event.extent.anchor) // _COLUMN) for event in events)
    most = max(counts.values(), default=1)
    for column, count in sorted(counts.items()):
        high = max(_LEAST, (height(size) - _LEAST) * count / most)
        name = f"{count:,} events" if count > 1 else "1 event"
        yield Box(column * _COLUMN, axis - high, _COLUMN, high, fill=Ink.MUTED, name=name)
