"""A strip is low, names turning points, and is as tidy as any timeline."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from documents import sample_document
from layout.geometry import faults
from layout.timelines import AS_OF, entry, of_every_form, timeline, timelines, uzbekistan
from legation.layout import settle
from legation.layout.timeline import lay_out
from legation.model.document import Figure
from legation.model.drawing import Drawing, Ink, Label, Mark, Marker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from legation.model.document import Entry, Timeline
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

    Drawn = Callable[[Timeline], Drawing]

HEIGHT = 45 / 25.4 * 72
FAST = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
TITLE = "Ministers met to discuss cooperation in customs and trade"


def strip(entries: Iterable[Entry], as_of: date = AS_OF) -> Timeline:
    return replace(timeline(entries, as_of), strip=True)


def days(count: int, apart: int, title: str = TITLE, key: int = 0) -> Timeline:
    """A strip of events some days apart, of which every `key`-th is a turning point."""
    first = date(1000, 1, 1)
    return strip(
        entry(
            (first + timedelta(days=n * apart)).isoformat(), title, key=bool(key) and n % key == 0
        )
        for n in range(count)
    )


def named(drawing: Drawing) -> list[int]:
    """The numbers of the events that the drawing's labels name."""
    found = (re.fullmatch(r"event (\d+) label", shape.name) for shape in drawing.shapes)
    return sorted(int(match[1]) for match in found if match)


def counted(drawing: Drawing) -> int:
    """How many events the rug counts."""
    found = (
        re.fullmatch(r"([\d,]+) events?(?:, not held)?", shape.name) for shape in drawing.shapes
    )
    return sum(int(match[1].replace(",", "")) for match in found if match)


def markers(drawing: Drawing) -> list[Marker]:
    return [shape for shape in drawing.shapes if isinstance(shape, Marker)]


@given(timelines(40))
@example(uzbekistan())
@example(of_every_form())
@example(days(1, 1))
@example(days(25, 1, "w" * 400))
@example(days(25, 14_610))
@example(days(3_000, 0))
@example(days(3_000, 122))
@FAST
def test_a_strip_is_low_and_nothing_collides(
    theme: Theme, fonts: Fonts, timeline: Timeline
) -> None:
    drawing = lay_out(replace(timeline, strip=True), theme.page.text_width, theme, fonts)
    dated = [n for n, e in enumerate(timeline.entries, start=1) if e.date.known]

    assert drawing.height <= HEIGHT
    assert drawing.width == theme.page.text_width
    assert faults(drawing) == []
    assert set(named(drawing)) <= set(dated)
    assert (len(named(drawing)) >= 1) == bool(dated)
    assert counted(drawing) == (0 if len(named(drawing)) == len(dated) else len(dated))


@given(timelines(), st.sampled_from([200.0, 320.0, 700.0]), st.sampled_from([6.0, 10.0, 72.0]))
@settings(FAST, max_examples=25)
def test_it_is_as_low_in_other_widths_and_sizes(
    theme: Theme, even: Fonts, timeline: Timeline, width: float, size: float
) -> None:
    sizes = theme.sizes.model_copy(update={"timeline": size})
    narrow = theme.model_copy(update={"sizes": sizes})
    drawing = lay_out(replace(timeline, strip=True), width, narrow, even)

    assert drawing.height <= HEIGHT
    assert faults(drawing) == []


def test_turning_points_are_named_first(drawn: Drawn) -> None:
    assert set(named(drawn(days(120, 300, "Met", key=24)))) >= {1, 25, 49, 73, 97, 120}
    assert named(drawn(days(64, 400, "Met", key=8))) == list(range(1, 64, 8))


def test_whole_titles_are_preferred_to_many_short_ones(drawn: Drawn) -> None:
    lines = [
        shape.lines
        for shape in drawn(days(25, 15)).shapes
        if isinstance(shape, Label) and shape.name.startswith("event")
    ]
    assert 3 <= len(lines) <= 8
    assert all(" ".join(text[1:]) == TITLE for text in lines)


def test_what_it_names_is_not_counted_when_that_is_all(drawn: Drawn) -> None:
    assert (named(drawn(days(3, 40, "Met"))), counted(drawn(days(3, 40, "Met")))) == ([1, 2, 3], 0)
    assert counted(drawn(days(200, 40, "Met"))) == 200


def test_all_events_have_one_mark_and_there_is_no_legend(drawn: Drawn) -> None:
    every_mark = [entry(f"{2016 + n}", "Met", mark) for n, mark in enumerate(Mark)]
    statuses = [entry("2021", "Put off", planned=True), entry("2022", "Off", cancelled=True)]
    drawing = drawn(strip([*every_mark, *statuses], date(2022, 1, 1)))

    assert {marker.mark for marker in markers(drawing)} == {Mark.CIRCLE}
    assert sorted(marker.name for marker in markers(drawing) if marker.fill is Ink.PAPER) == [
        "event 7 marker",
        "event 8 marker",
    ]
    assert [s.name for s in drawing.shapes if isinstance(s, Label) and s.struck] == [
        "event 8 label"
    ]
    assert any(shape.name == "as-of line" for shape in drawing.shapes)
    assert not any(shape.name.startswith(("legend", "undated", "note")) for shape in drawing.shapes)


def test_a_strip_without_dates_is_dropped(theme: Theme, fonts: Fonts) -> None:
    undated = strip([entry("unknown", "Forum", key=True), entry("unknown")])

    assert lay_out(undated, 300, theme, fonts) == Drawing(300, 0.0, ())
    document = replace(sample_document(), blocks=(undated, strip([]), days(2, 9)))
    (figure,) = settle(document, theme, fonts).blocks
    assert isinstance(figure, Figure)
    assert figure.drawing.height <= HEIGHT


def test_the_same_strip_gives_the_same_drawing(drawn: Drawn) -> None:
    assert drawn(strip(of_every_form().entries)) == drawn(strip(of_every_form().entries))
