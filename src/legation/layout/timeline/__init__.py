"""The timeline: from dated events to a drawing, the same for every format.

The flow: dates become extents on the axis (`extents`); the axis is scaled (`scale`, which steps by
`calendar`) and cut (`cuts`); events are shared out above and below it (`panel`), where markers and
bars get rows (`marks`); their labels (`sides`) are broken into lines (`captions`) and placed in
columns (`columns`); of several such arrangements the best is kept and painted (`paint`, `signs`); the
undated and the legend follow (`foot`). Of too many events the turning points are named (`choice`),
and all are counted in a row along the axis (`rug`). A `strip` is the same within 45 mm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.layout.timeline import choice, lanes, panel, rug, strip
from legation.layout.timeline.extents import Dated, extent
from legation.layout.timeline.foot import below
from legation.layout.timeline.look import Look
from legation.layout.timeline.paint import paint
from legation.model.drawing import Drawing

if TYPE_CHECKING:
    from legation.layout.timeline.panel import Axis, Panel
    from legation.model.document import Timeline
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

MOST_NAMED = 25
"""Up to so many dated events are all named; of more, only the turning points."""

_NAMED_OF_MANY = (20, 16, 12)  # tried in turn until they fit the height
_CAP = 0.44  # of the page's height: leaves room for a heading and a paragraph


def lay_out(timeline: Timeline, width: float, theme: Theme, fonts: Fonts) -> Drawing:
    """Lay out a timeline.

    Every dated event is on the axis at its own precision. Up to `MOST_NAMED` are all labelled; of
    more, the turning points are (see `choice`), and all are counted along the axis.
    Events without a date are listed below; when none has one, there is no axis. A strip is laid out
    by its own rules (see `strip`).

    Args:
        timeline: The events and the as-of date; without events, the drawing is empty.
        width: Of the drawing in points; at least 200 for it to look well.
        theme: Sizes and page.
        fonts: The theme's fonts, which measure the labels.
    """
    events = _dated(timeline)
    if timeline.strip:
        return strip.lay_out(events, timeline.as_of, width, theme.sizes.timeline, fonts)
    look = Look(fonts, theme.sizes.timeline)
    if not events:
        foot = below(timeline, None, "", 0.0, width, look)
        return Drawing(width, foot.y, tuple(foot.shapes))
    axis = panel.fit_axis(events, timeline.as_of, width, look)
    if timeline.lanes:
        cap = lanes.CAP * theme.page.height
        return lanes.lay_out(timeline, events, axis, width, cap, look)
    as_of = timeline.as_of if axis.today is not None else None
    crowded = len(events) > MOST_NAMED
    note = _note(0, len(events)) if crowded else ""
    foot = below(timeline, as_of, note, look.ruler, width, look)
    room = _CAP * theme.page.height - foot.y
    if crowded:
        chosen = _turning_points(events, axis, width, room, look)
        note = _note(chosen.named, len(events))
    else:
        chosen = panel.lay_out(events, axis, width, room, 0.0, look)
    counted = rug.columns(events, axis.scale, chosen.top, look.size) if crowded else ()
    foot = below(timeline, as_of, note, chosen.top + look.ruler + chosen.bottom, width, look)
    return Drawing(width, foot.y, (*counted, *paint(chosen, look), *foot.shapes))


def _dated(timeline: Timeline) -> list[Dated]:
    """The events that have a date, in its order, numbered as they stand in the timeline."""
    numbered = enumerate(timeline.entries, start=1)
    found = [(entry, number, extent(entry.date)) for number, entry in numbered]
    events = [Dated(entry, number, days) for entry, number, days in found if days]
    return sorted(events, key=Dated.order)


def _turning_points(
    events: list[Dated], axis: Axis, width: float, room: float, look: Look
) -> Panel:
    """A panel with as many turning points as fit the room, but not fewer than a dozen."""
    places = [axis.scale.x(event.extent.anchor) for event in events]
    best_first = choice.turning_points(events, places, _NAMED_OF_MANY[0])
    for count in _NAMED_OF_MANY:
        named = sorted(best_first[:count], key=Dated.order)
        chosen = panel.lay_out(named, axis, width, room, rug.height(look.size), look)
        if chosen.top + chosen.bottom <= room:
            break
    return chosen


def _note(named: int, count: int) -> str:
    return f"{named} of {count:,} events named; the strip along the axis counts them all"
