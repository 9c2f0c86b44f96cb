"""The panel: of all the ways to place labels, the best, though not all are tried."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings

from layout.timelines import timelines, uzbekistan
from legation.layout.timeline import panel
from legation.layout.timeline.extents import Dated, extent
from legation.layout.timeline.look import Look
from legation.layout.timeline.sides import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from legation.layout.timeline.panel import Panel
    from legation.model.document import Timeline
    from legation.text.fonts import Fonts

WIDTH, HEIGHT = 450.0, 300.0


def laid_out(drawn: Timeline, look: Look) -> Panel | None:
    numbered = enumerate(drawn.entries, start=1)
    found = [(entry, number, extent(entry.date)) for number, entry in numbered]
    events = sorted((Dated(e, n, days) for e, n, days in found if days), key=Dated.order)
    if not events:
        return None
    axis = panel.fit_axis(events, drawn, WIDTH, look)
    return panel.lay_out(events, axis, WIDTH, HEIGHT, 0.0, look)


def every_cost(made: Panel, room: float) -> Iterator[float]:
    for ems, lines in SHAPES:
        sides = [(side, side.captions(ems, lines)) for side in (made.above, made.below)]
        ways = (side.labellings(captions, WIDTH) for side, captions in sides)
        yield from (panel._cost(labels, room) for labels in product(*ways))


@given(timelines())
@example(uzbekistan())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
def test_no_other_labels_would_have_been_better(even: Fonts, drawn: Timeline) -> None:
    made = laid_out(drawn, Look(even, 8))
    if made is not None:
        room = HEIGHT - made.above.labels_from - made.below.labels_from
        chosen = panel._cost((made.labels_above, made.labels_below), room)
        assert chosen == min(every_cost(made, room))
