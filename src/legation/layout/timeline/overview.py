"""The overview: a timeline of too many events to name, with the turning points named and all counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.layout.timeline import panel
from legation.layout.timeline.choice import turning_points
from legation.layout.timeline.extents import Dated
from legation.layout.timeline.foot import below
from legation.layout.timeline.histogram import HIGH, Histogram
from legation.layout.timeline.paint import paint
from legation.model.drawing import Drawing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legation.layout.timeline.look import Look
    from legation.layout.timeline.panel import Axis, Panel
    from legation.model.document import Timeline

_NAMED = (20, 16, 12)  # tried in turn until they fit the height


def lay_out(
    timeline: Timeline,
    events: Sequence[Dated],
    axis: Axis,
    width: float,
    cap: float,
    look: Look,
) -> Drawing:
    """Lay out an overview: a column on the axis for each period, and the turning points (see `choice`).

    Args:
        timeline: The undated events and the as-of date.
        events: Those that have a date, in the order of time; at least one.
        axis: The axis.
        width: Of the drawing.
        cap: The height that it should not exceed.
        look: The timeline's measures.
    """
    histogram = Histogram(events, axis.scale, look, HIGH, numbered=True)
    note = _note(len(events), len(events), histogram)
    foot = below(timeline, events, axis, note, look.ruler, width, look)
    chosen = _named(events, axis, width, cap - foot.y, histogram.height, look)
    note = _note(len(chosen.named), len(events), histogram)
    bottom = chosen.top + look.ruler + chosen.bottom
    foot = below(timeline, events, axis, note, bottom, width, look, chosen.named)
    counted = histogram.shapes(chosen.top, axis.today)
    return Drawing(width, foot.y, (*counted, *paint(chosen, look), *foot.shapes))


def _named(
    events: Sequence[Dated], axis: Axis, width: float, room: float, base: float, look: Look
) -> Panel:
    """A panel with as many turning points as fit the room, but not fewer than a dozen."""
    places = [axis.scale.x(event.extent.anchor) for event in events]
    best_first = turning_points(events, places, _NAMED[0])
    for count in _NAMED:
        named = sorted(best_first[:count], key=Dated.order)
        chosen = panel.lay_out(named, axis, width, room, base, look)
        if chosen.top + chosen.bottom <= room:
            break
    return chosen


def _note(named: int, count: int, histogram: Histogram) -> str:
    told = f"{named} of {count:,} events named; the columns count all of them by {histogram.period}"
    return f"{told}; hollow: planned or cancelled" if histogram.hollow else told
