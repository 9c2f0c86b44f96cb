"""The laws of timelines over thousands of random ones: more than hypothesis makes in the time there is."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from layout.geometry import faults
from layout.timelines import entry, timeline
from legation.layout.timeline import lay_out
from legation.layout.timeline.extents import Dated, extent
from legation.layout.timeline.look import Look
from legation.layout.timeline.panel import fit_axis
from legation.model.dates import Precision
from legation.model.drawing import Align, Drawing, Label, Mark, Marker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from legation.model.document import Entry, Timeline
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

LOTS, OF_EACH = 25, 80
LAST = date.max.toordinal()

WORDS = (
    "Treaty on Allied Relations signed; Joint Business Council at work “Uzbekistan–Azerbaijan” of "
    "R&D <Baku> №7 Səfir Ağdam Oʻzbekiston Договор о союзнических отношениях между республиками "
    "صدر پاکستان کا دورہ باکو معاہدہ ۲۰۲۴ https://example.org/a/very/long/address/without/a/space"
).split()

FORMS = (
    "{day}", "{day}", "{day}", "{day}", "{month}", "{year}", "{year}~", "{day}?", "{year}%",
    "{year}-21", "{year}-34", "{decade}X", "{day}/{later}", "{year}/{later_year}", "{year}/..",
    "{day}/..", "../{month}", "{day}/", "/{year}", "[{day}..{later}]", "unknown",
)  # fmt: skip


def dated(random: Random, first: date, days: int) -> str:
    """An EDTF text of any form, within so many days."""
    start = first + timedelta(days=random.randrange(days))
    later = date.fromordinal(min(start.toordinal() + random.randint(1, days), LAST))
    return random.choice(FORMS).format(
        day=start.isoformat(),
        month=start.isoformat()[:7],
        year=start.isoformat()[:4],
        decade=start.isoformat()[:3],
        later=later.isoformat(),
        later_year=f"{min(later.year + 1, 9999):04}",
    )


def event(random: Random, first: date, days: int) -> Entry:
    """An event of any date, kind and status."""
    title = " ".join(random.choices(WORDS, k=random.choice((1, 2, 4, 7, 12, 30))))
    status = random.choices(({}, {"planned": True}, {"cancelled": True}), (8, 1, 1))[0]
    key = {"key": random.random() < 0.2}
    return entry(dated(random, first, days), title, random.choice(list(Mark)), **status, **key)


def chronology(random: Random) -> Timeline:
    """A timeline of 1 to 25 events within a day, or up to a thousand years."""
    first = date(random.choice((1, 988, 1874, 1992, 2025, 8900)), 1, 1)
    days = random.choice((1, 2, 30, 365, 3650, 12_000, 365_242))
    count = random.choice((1, 2, 3, 5, 8, 13, 18, 25))
    events = [event(random, first, days) for _ in range(count)]
    as_of = date.fromordinal(min(first.toordinal() + random.randrange(2 * days), LAST))
    return replace(timeline(events, as_of), breaks=random.random() < 0.8)


@pytest.mark.parametrize("lot", range(LOTS))
def test_every_event_has_its_place_and_nothing_collides(
    lot: int, theme: Theme, fonts: Fonts
) -> None:
    random = Random(lot)
    for _ in range(OF_EACH):
        made = chronology(random)
        width = random.choice((theme.page.text_width, theme.page.text_width, 340.0, 700.0))
        drawing = lay_out(made, width, theme, fonts)

        assert faults(drawing) == [], made
        assert named(drawing) == marked(drawing) == Counter(range(1, len(made.entries) + 1)), made
        assert not list(misplaced(made, drawing, fonts)), made


def named(drawing: Drawing) -> Counter[int]:
    found = (re.fullmatch(r"event (\d+) label", shape.name) for shape in drawing.shapes)
    return Counter(int(match[1]) for match in found if match)


def marked(drawing: Drawing) -> Counter[int]:
    """The events that have a marker, which several may share."""
    markers = (s for s in drawing.shapes if isinstance(s, Marker) and s.name.startswith("event"))
    numbers = {(n, s.name) for s in markers if s.name.endswith(" marker") for n in numbers_of(s)}
    return Counter(n for n, _ in numbers)


def numbers_of(marker: Marker) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", marker.name)]


def misplaced(made: Timeline, drawing: Drawing, fonts: Fonts) -> Iterator[tuple[Entry, float]]:
    """The markers of events of a day that stand more than half a point off it."""
    entries = enumerate(made.entries, 1)
    events = [Dated(e, n, when) for n, e in entries if (when := extent(e.date))]
    if not events:
        return
    size = next(shape.size for shape in drawing.shapes if isinstance(shape, Label))
    scale = fit_axis(events, made, drawing.width, Look(fonts, size)).scale
    days = {e.number: e for e in events if e.entry.date.precision is Precision.DAY}
    for marker in (shape for shape in drawing.shapes if isinstance(shape, Marker)):
        for number in numbers_of(marker) if marker.name.startswith("event") else ():
            if number in days:
                left, right = map(scale.x, days[number].extent.home)
                if not left - 0.5 <= marker.x <= right + 0.5:
                    yield days[number].entry, marker.x


@pytest.mark.parametrize("seed", range(40))
def test_a_mirror_swaps_the_sides_and_nothing_else(seed: int, theme: Theme, fonts: Fonts) -> None:
    made, width = chronology(Random(1000 + seed)), theme.page.text_width
    there = lay_out(made, width, theme, fonts)
    back = lay_out(made, width, theme, fonts, from_right=True)

    assert faults(back) == []
    for one, other in zip(there.shapes, back.shapes, strict=True):
        assert one.name == other.name
        if isinstance(one, Marker) and isinstance(other, Marker):
            assert other.x == pytest.approx(width - one.x)
        if isinstance(one, Label) and isinstance(other, Label):
            assert other.x + other.width == pytest.approx(width - one.x)
            assert {one.align, other.align} in ({Align.START, Align.END}, {Align.CENTRE})
