"""The timeline: from dated events to a drawing, the same for every format.

The flow: dates become extents on the axis (`extents`); the axis is scaled (`scale`, which steps by
`calendar`) and cut (`cuts`); events are shared out above and below it (`panel`), where markers and
bars get rows (`marks`); their labels (`sides`) are broken into lines (`captions`) and placed in
columns (`columns`); of several such arrangements the best is kept and painted (`paint`, `bars`,
`signs`); the undated and the `legend` follow (`foot`). In an `overview` of too many events the turning
points are named (`choice`), and all are counted along the axis (`histogram`). A `strip` is the same
within 45 mm; `lanes` are several rows on one axis. What is read from right to left is mirrored in the end
(`mirror`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.layout.timeline import panel
from legation.layout.timeline.extents import Dated, extent
from legation.layout.timeline.foot import below
from legation.layout.timeline.look import Look
from legation.layout.timeline.paint import paint
from legation.model.drawing import Drawing

if TYPE_CHECKING:
    from legation.model.document import Timeline
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

_CAP = 0.55  # of the height of a page's text: leaves room for more than a heading
_CAP_OF_LANES = 0.9
_HEAD = 90.0  # points of a page for a heading, a caption and what stands between them
_SIZES = (1.0, 0.9, 0.8, 0.7, 0.6)  # of the theme's, tried in turn until the page is high enough
_SMALLEST = 5.0  # points of type
_CUT = 0.1  # of the titles: where more would be missing, a timeline may take the whole page


def lay_out(
    timeline: Timeline, width: float, theme: Theme, fonts: Fonts, *, from_right: bool = False
) -> Drawing:
    """Lay out a timeline.

    Every dated event is on the axis at its own precision, and named but in a strip (see `strip`) or an
    overview (see `overview`). Events without a date are listed below; when none has one, there is no axis.

    Args:
        timeline: The events and the as-of date; without events, the drawing is empty.
        width: Of the drawing in points; at least 200 for it to look well.
        theme: Sizes and page.
        fonts: The theme's fonts, which measure the labels.
        from_right: Whether time runs from right to left, as the text about it does.
    """
    drawing = _drawn(timeline, width, theme, fonts)
    if not from_right:
        return drawing
    from legation.layout.timeline.mirror import mirrored

    return mirrored(drawing)


def _drawn(timeline: Timeline, width: float, theme: Theme, fonts: Fonts) -> Drawing:
    """A timeline on which time runs from left to right, in type as large as the page has room for."""
    events, size = _dated(timeline), theme.sizes.timeline
    if timeline.strip:
        from legation.layout.timeline import strip

        return strip.lay_out(timeline, events, width, size, fonts)
    page = theme.page.turned if timeline.landscape else theme.page
    limit = page.text_height - _HEAD
    sizes = [size, *(size * share for share in _SIZES[1:] if size * share >= _SMALLEST)]
    for tried in sizes:
        drawing = _of_size(timeline, events, width, limit, Look(fonts, tried))
        if drawing.height <= limit:
            break
    return drawing


def _of_size(
    timeline: Timeline, events: list[Dated], width: float, limit: float, look: Look
) -> Drawing:
    """A timeline, with labels of a size.

    Args:
        timeline: As `lay_out` has it.
        events: Those that have a date, in the order of time.
        width: Of the drawing.
        limit: The height that the page has room for.
        look: The timeline's measures.
    """
    if not events:
        foot = below(timeline, events, None, "", 0.0, width, look)
        return Drawing(width, foot.y, tuple(foot.shapes))
    axis = panel.fit_axis(events, timeline, width, look)
    share = 1.0 if timeline.landscape else _CAP_OF_LANES if timeline.lanes else _CAP
    cap = min(limit, share * (limit + _HEAD))
    if timeline.lanes:
        from legation.layout.timeline import lanes

        return lanes.lay_out(timeline, events, axis, width, cap, look)
    if timeline.overview:
        from legation.layout.timeline import overview

        return overview.lay_out(timeline, events, axis, width, cap, look)
    foot = below(timeline, events, axis, "", look.ruler, width, look)
    chosen = panel.lay_out(events, axis, width, cap - foot.y, 0.0, look)
    if chosen.omitted > _CUT * len(events):
        chosen = panel.lay_out(events, axis, width, limit - foot.y, 0.0, look)
    foot = below(timeline, events, axis, "", chosen.top + look.ruler + chosen.bottom, width, look)
    return Drawing(width, foot.y, (*paint(chosen, look), *foot.shapes))


def _dated(timeline: Timeline) -> list[Dated]:
    """The events that have a date, in its order, numbered as they stand in the timeline."""
    numbered = enumerate(timeline.entries, start=1)
    found = [(entry, number, extent(entry.date)) for number, entry in numbered]
    events = [Dated(entry, number, days) for entry, number, days in found if days]
    return sorted(events, key=Dated.order)
