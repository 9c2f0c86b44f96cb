"""What holds of every timeline, whatever its events."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from layout.geometry import faults, marked, named
from layout.timelines import edtf, entry, of_every_form, timeline, timelines, uzbekistan
from legation.layout.timeline import lay_out
from legation.model.drawing import Drawing, Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from legation.model.document import Timeline
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

    Drawn = Callable[[Timeline], Drawing]

SLOW = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
UNDATED = timeline([entry("unknown", f"Meeting {n} " * 9) for n in range(40)])
LONE = [timeline([entry(when)]) for when in ("2025-12-14", "1992", "0001", "9999", "../0001-01-01")]
LONG = timeline([entry("2025-01-01", "w" * 400), entry("2025-01-02", "https://example.org/" * 30)])


@given(timelines())
@example(uzbekistan())
@example(of_every_form())
@example(LONG)
@example(LONE[0])
@example(LONE[1])
@example(LONE[2])
@example(LONE[3])
@example(LONE[4])
@SLOW
def test_all_events_are_named_and_nothing_collides(
    theme: Theme, fonts: Fonts, timeline: Timeline
) -> None:
    drawing = lay_out(timeline, theme.page.text_width, theme, fonts)

    assert faults(drawing) == []
    everyone = Counter(range(1, len(timeline.entries) + 1))
    assert named(drawing) == everyone
    assert marked(drawing) == everyone


@given(timelines(), st.sampled_from([200.0, 320.0, 700.0]), st.sampled_from([6.0, 8.0, 10.0]))
@settings(SLOW, max_examples=40)
def test_nothing_collides_in_other_widths_and_sizes(
    theme: Theme, even: Fonts, timeline: Timeline, width: float, size: float
) -> None:
    sizes = theme.sizes.model_copy(update={"timeline": size})
    drawing = lay_out(timeline, width, theme.model_copy(update={"sizes": sizes}), even)

    assert faults(drawing) == []


@given(st.lists(edtf(1900, 2030), min_size=9, max_size=30), st.integers(3, 4))
@example(["2025-07-04"], 82)
@example(["1874-12-12", "1992", "unknown"], 20)
@settings(SLOW, max_examples=20)
def test_of_many_events_all_are_counted_and_some_named(
    theme: Theme, fonts: Fonts, dates: list[str], times: int
) -> None:
    entries = (entry(when, key=n % 17 == 0) for n, when in enumerate(dates * times))
    crowd = replace(timeline(entries), overview=True)
    drawing = lay_out(crowd, theme.page.text_width, theme, fonts)
    dated = sum(entry.date.known for entry in crowd.entries)

    assert faults(drawing) == []
    if dated:
        counts = (
            re.fullmatch(r"([\d,]+) events?(?:, not held)?", shape.name) for shape in drawing.shapes
        )
        assert sum(int(match[1].replace(",", "")) for match in counts if match) == dated
        on_axis = sum(crowd.entries[number - 1].date.known for number in named(drawing))
        assert 12 <= on_axis <= 25
        assert f"{on_axis} of {dated} events named" in texts(drawing)[-1]


@given(timelines(8))
@settings(SLOW, max_examples=40)
def test_every_line_fits_its_label_with_room_to_spare(
    theme: Theme, fonts: Fonts, timeline: Timeline
) -> None:
    drawing = lay_out(timeline, theme.page.text_width, theme, fonts)

    for label in (shape for shape in drawing.shapes if isinstance(shape, Label)):
        for number, line in enumerate(label.lines):
            width = fonts.width(line, label.size, bold=number < label.bold_lines)
            assert width * 1.05 <= label.width + 1e-6, label
        assert label.height >= len(label.lines) * label.leading - 1e-6


def test_undated_events_are_listed_and_have_no_axis(drawn: Drawn) -> None:
    drawing = drawn(UNDATED)

    assert faults(drawing) == []
    assert "axis" not in {shape.name for shape in drawing.shapes}
    listed = named(drawing)
    assert set(listed) == set(range(1, 25))
    assert texts(drawing)[-1] == "and 16 more without a date"


def texts(drawing: Drawing) -> list[str]:
    """The text of every label."""
    return [" ".join(shape.lines) for shape in drawing.shapes if isinstance(shape, Label)]


def test_the_same_timeline_gives_the_same_drawing(drawn: Drawn) -> None:
    assert drawn(uzbekistan()) == drawn(uzbekistan())


TALKS = "Ministers met to discuss cooperation in customs and trade matters and to sign"


@pytest.mark.parametrize(("title", "share"), [(TALKS[:34], 0.48), (TALKS, 0.75)])
def test_25_events_leave_room_on_the_page_and_their_titles_are_not_cut_for_it(
    drawn: Drawn, theme: Theme, title: str, share: float
) -> None:
    days = [date(1995, 1, 1) + timedelta(days=350 * n) for n in range(25)]
    drawing = drawn(timeline([entry(day.isoformat(), title) for day in days]))

    assert len(named(drawing)) == 25
    assert drawing.height < share * theme.page.height
    assert sum(text.endswith("…") for text in texts(drawing)) <= 3


@pytest.mark.parametrize(("size", "drawn_at"), [(11.0, 11.0), (14.0, 12.6)])
def test_large_type_is_made_smaller_where_the_page_has_no_room_for_it(
    theme: Theme, fonts: Fonts, size: float, drawn_at: float
) -> None:
    days = [date(1995, 1, 1) + timedelta(days=350 * n) for n in range(25)]
    sizes = theme.sizes.model_copy(update={"timeline": size})
    large = theme.model_copy(update={"sizes": sizes})
    full = timeline([entry(day.isoformat(), TALKS) for day in days])
    drawing = lay_out(full, theme.page.text_width, large, fonts)

    assert faults(drawing) == []
    assert drawing.height <= theme.page.text_height
    found = {shape.size for shape in drawing.shapes if isinstance(shape, Label)}
    assert sorted(found) == [pytest.approx(drawn_at)]


@pytest.mark.parametrize("count", [1, 25, 26, 3264])
def test_the_number_of_shapes_stays_small(drawn: Drawn, count: int) -> None:
    days = [date(1874, 1, 1) + timedelta(days=n * 16) for n in range(count)]
    many = timeline([entry(day.isoformat()) for day in days])
    drawing = drawn(replace(many, overview=count > 100))

    assert len(drawing.shapes) < 700


def test_the_order_in_which_events_are_given_does_not_matter(drawn: Drawn) -> None:
    entries = [entry for entry in of_every_form().entries if entry.date.known]
    there, back = drawn(timeline(entries)), drawn(timeline(entries[::-1]))

    def renumbered(match: re.Match[str]) -> str:
        return str(len(entries) + 1 - int(match[0]))

    turned = [
        replace(
            shape,
            name=re.sub(r"\d+", renumbered, shape.name) if "event" in shape.name else shape.name,
        )
        for shape in back.shapes
    ]
    assert sorted(map(repr, turned)) == sorted(map(repr, there.shapes))
