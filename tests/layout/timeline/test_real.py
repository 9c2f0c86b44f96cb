"""Timelines of chronologies that nobody wrote for us: whole, in slices of every size, and in lanes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

import realdata
from layout.geometry import faults, named
from legation.composing import compose_timelines
from legation.layout.timeline import lay_out
from legation.model.chronology import Chronology
from realdata import Entry, Record

if TYPE_CHECKING:
    from legation.model.document import Timeline
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

AS_OF = date(2026, 11, 22)
RECORDS = [realdata.recognition, realdata.visits, realdata.timeline]


def composed(entries: list[Entry], **options: bool | str) -> tuple[Timeline, ...]:
    """The timelines of entries, whose parties stand as their kind."""
    events = [
        {
            "date": entry.when.typed,
            "title": entry.title,
            "kind": next(iter(entry.parties[-1:]), None),
        }
        for entry in entries
    ]
    content = {"title": "Record", "briefs": {"all": {}}, "events": events}
    chronology = Chronology.model_validate(content)
    return compose_timelines(chronology, "all", AS_OF, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("size", [1, 7, 25, 40, 100, 5_000])
def test_nothing_collides_and_all_are_named_that_are_to_be(
    record: Callable[[], Record], size: int, theme: Theme, fonts: Fonts
) -> None:
    entries = record().in_order()
    slices = [entries[start : start + size] for start in range(0, len(entries), size)]
    for some in slices[:: max(1, len(slices) // 6)]:
        for panel in composed(some):
            drawing = lay_out(panel, theme.page.text_width, theme, fonts)

            assert faults(drawing) == []
            assert panel.overview or set(named(drawing)) == set(range(1, len(panel.entries) + 1))


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize(
    "options", [{"lanes": "kind"}, {"landscape": True}, {"breaks": False}, {"strip": True}]
)
def test_nor_in_other_forms(
    record: Callable[[], Record], options: dict[str, bool | str], theme: Theme, fonts: Fonts
) -> None:
    entries = record().in_order()
    for some in (entries[:38], entries[-25:], entries):
        for panel in composed(some, **options):
            page = theme.page.turned if panel.landscape else theme.page
            assert faults(lay_out(panel, page.text_width, theme, fonts)) == []
