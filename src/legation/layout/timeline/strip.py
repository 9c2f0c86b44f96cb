"""The strip: a timeline of at most 45 mm, for a page that has room for little more.

It names the turning points only, as many as its height holds with their titles whole or nearly so;
where that is not every event, all are counted along the axis. There is no legend: every event has the
same mark, hollow unless it was held. What has no date is left out.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.diagnostics import counted
from legation.layout.timeline import panel
from legation.layout.timeline.choice import turning_points
from legation.layout.timeline.extents import Dated
from legation.layout.timeline.look import Look
from legation.layout.timeline.paint import paint
from legation.model.drawing import Box, Drawing, Ink, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from legation.layout.timeline.panel import Axis, Panel
    from legation.layout.timeline.scale import Scale
    from legation.model.document import Timeline
    from legation.text.fonts import Fonts

HEIGHT = 127.5
"""The greatest height of a strip in points: 45 mm."""

_MOST_NAMED = 8
_LARGEST = 10.0  # points of type for which such a height has room
_LOW = 0.75  # font sizes of the highest column of the rug
_COLUMN = 2.0  # points of axis that share a column
_LEAST = 1.0  # points of height for a single event


def lay_out(
    timeline: Timeline, events: Sequence[Dated], width: float, size: float, fonts: Fonts
) -> Drawing:
    """Lay out a strip.

    Args:
        timeline: The as-of date, and whether there are breaks.
        events: Those that have a date, in the order of time; without any, the drawing is empty.
        width: Of the drawing in points.
        size: Of its labels, which may have to be smaller.
        fonts: The theme's fonts, which measure the labels.
    """
    if not events:
        return Drawing(width, 0.0, ())
    look = Look(fonts, min(size, _LARGEST))
    alike = [replace(event, entry=replace(event.entry, mark=Mark.CIRCLE)) for event in events]
    axis = panel.fit_axis(alike, timeline, width, look)
    chosen = max(_low_enough(alike, axis, width, look), key=_told)
    whole = len(chosen.named) == len(alike)
    rug = () if whole else _rug(alike, axis.scale, chosen.top, _LOW * look.size)
    height = chosen.top + look.ruler + chosen.bottom
    return Drawing(width, height, (*rug, *paint(chosen, look)))


def _low_enough(events: Sequence[Dated], axis: Axis, width: float, look: Look) -> Iterator[Panel]:
    """Panels of ever fewer turning points, as far as they are low enough: one of none always is."""
    places = [axis.scale.x(event.extent.anchor) for event in events]
    # Where turning points alone are named, they need no ring.
    best_first = [
        replace(event, entry=replace(event.entry, key=False))
        for event in turning_points(events, places, _MOST_NAMED)
    ]
    room = HEIGHT - look.ruler
    for count in range(len(best_first), -1, -1):
        base = _LOW * look.size if count < len(events) else 0.0
        named = sorted(best_first[:count], key=Dated.order)
        made = panel.lay_out(named, axis, width, room, base, look)
        if made.top + made.bottom <= room:
            yield made


def _told(made: Panel) -> float:
    """How much the labels tell: a title that is cut short counts as the square of what is left.

    So fewer events with whole titles are better than more of which nobody learns what they were.
    """
    sides = (made.labels_above, made.labels_below)
    return sum((1 - caption.omitted) ** 2 for side in sides for caption in side.captions)


def _rug(events: Iterable[Dated], scale: Scale, axis: float, high: float) -> Iterator[Box]:
    """Fine columns that stand on the axis where events are; what lasts stands at its start.

    Args:
        events: All the events, named or not.
        scale: The axis.
        axis: Its upper edge.
        high: The height of the highest column.
    """
    counts = Counter(int(scale.x(event.extent.anchor) // _COLUMN) for event in events)
    most = max(counts.values())
    for column, count in sorted(counts.items()):
        top = max(_LEAST, (high - _LEAST) * count / most)
        box = (column * _COLUMN, axis - top, _COLUMN, top)
        yield Box(*box, fill=Ink.MUTED, name=counted(count, "event"))
