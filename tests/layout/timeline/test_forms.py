"""Dates are drawn as honestly as they are known, and events as what they are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from layout.timelines import entry, timeline
from legation.model.drawing import Box, Drawing, Ink, Label, Line, Mark, Marker

if TYPE_CHECKING:
    from collections.abc import Callable

    from legation.model.document import Timeline
    from legation.model.drawing import Shape

    Drawn = Callable[[Timeline], Drawing]

YEARS = [entry(str(year), key=True) for year in range(2019, 2026)]
BEFORE_ALL = date(1900, 1, 1)
NEW = len(YEARS) + 1


def shapes(drawing: Drawing, name: str) -> list[Shape]:
    return [shape for shape in drawing.shapes if shape.name == name]


def boxes(drawing: Drawing, name: str) -> list[Box]:
    return [shape for shape in shapes(drawing, name) if isinstance(shape, Box)]


def lines(drawing: Drawing, name: str) -> list[Line]:
    return [shape for shape in shapes(drawing, name) if isinstance(shape, Line)]


def marker(drawing: Drawing, number: int) -> Marker:
    (found,) = (
        shape for shape in shapes(drawing, f"event {number} marker") if isinstance(shape, Marker)
    )
    return found


def with_years(drawn: Drawn, when: str, status: str = "") -> Drawing:
    """The years 2019 to 2025 as events 1 to 7, and an event as the eighth."""
    return drawn(
        timeline(
            [*YEARS, entry(when, planned=status == "planned", cancelled=status == "cancelled")],
            BEFORE_ALL,
        )
    )


def bar(drawing: Drawing, year: int) -> Box:
    (found,) = boxes(drawing, f"event {year - 2018} bar")
    return found


def test_a_year_is_a_bar_of_its_width_with_its_marker_in_the_middle(drawn: Drawn) -> None:
    drawing = drawn(timeline(YEARS, BEFORE_ALL))
    this, leap = bar(drawing, 2025), bar(drawing, 2024)

    assert leap.width / this.width == pytest.approx(366 / 365)
    assert leap.x + leap.width == pytest.approx(this.x)
    assert marker(drawing, 7).x == pytest.approx(this.x + this.width / 2)
    assert this.fill is Ink.SHADE


def test_a_day_is_a_marker_and_no_bar(drawn: Drawn) -> None:
    drawing = with_years(drawn, "2022-07-02")
    of_year = bar(drawing, 2022)

    assert not shapes(drawing, f"event {NEW} bar")
    assert marker(drawing, NEW).x == pytest.approx(of_year.x + of_year.width / 2)


@pytest.mark.parametrize(("when", "first", "last"), [("202X", 2020, 2025), ("2022-21", 2022, 2022)])
def test_a_coarser_or_finer_period_has_its_own_width(
    drawn: Drawn, when: str, first: int, last: int
) -> None:
    drawing = with_years(drawn, when)
    (pale,) = boxes(drawing, f"event {NEW} bar")

    assert pale.x >= bar(drawing, first).x - 0.01
    if when == "2022-21":
        assert pale.width == pytest.approx(bar(drawing, 2022).width * 92 / 365)
    else:
        assert pale.x + pale.width > bar(drawing, last).x + bar(drawing, last).width


def test_a_range_is_solid_only_where_it_certainly_lasted(drawn: Drawn) -> None:
    drawing = with_years(drawn, "2020/2023")
    pale, solid = boxes(drawing, f"event {NEW} bar")
    begins, ends = bar(drawing, 2020), bar(drawing, 2023)

    assert (pale.x, pale.x + pale.width) == pytest.approx((begins.x, ends.x + ends.width))
    # From the last day on which it may have begun to the first on which it may have ended.
    a_day = begins.width / 366
    assert solid.x == pytest.approx(begins.x + begins.width - a_day)
    assert solid.x + solid.width == pytest.approx(ends.x + a_day)
    assert begins.x <= marker(drawing, NEW).x <= begins.x + begins.width


def test_a_range_that_goes_on_ends_in_an_arrow_at_the_end_of_the_axis(drawn: Drawn) -> None:
    drawing = with_years(drawn, "2022/..")
    end = max(box.x + box.width for box in boxes(drawing, "axis"))
    tips = [(line.x2, line.y2) for line in lines(drawing, f"event {NEW} bar")]

    assert len(tips) == 2
    assert tips == [pytest.approx((end, marker(drawing, NEW).y))] * 2


def test_a_range_with_no_start_has_its_arrow_on_the_left(drawn: Drawn) -> None:
    drawing = with_years(drawn, "../2022")
    start = min(box.x for box in boxes(drawing, "axis"))

    for line in lines(drawing, f"event {NEW} bar"):
        assert line.x2 == pytest.approx(start)
        assert line.x1 > line.x2


def test_a_range_of_unknown_end_is_a_stub_without_an_arrow(drawn: Drawn) -> None:
    drawing = with_years(drawn, "2022-03-01/")

    assert not lines(drawing, f"event {NEW} bar")
    (stub,) = boxes(drawing, f"event {NEW} bar")
    assert stub.fill is Ink.SHADE
    assert 0 < stub.width < bar(drawing, 2022).width


def test_one_day_somewhere_within_is_a_bracket_and_no_bar(drawn: Drawn) -> None:
    drawing = with_years(drawn, "[2022-01..2022-12-14]")
    of_year = bar(drawing, 2022)

    assert not boxes(drawing, f"event {NEW} bar")
    long = max(lines(drawing, f"event {NEW} bar"), key=lambda line: line.x2 - line.x1)
    assert long.x1 == pytest.approx(of_year.x)
    assert long.x2 == pytest.approx(of_year.x + of_year.width * 348 / 365)
    assert len(lines(drawing, f"event {NEW} bar")) == 3


@pytest.mark.parametrize("when", ["2022~", "2022?", "2022%"])
def test_a_vague_period_is_dashed(drawn: Drawn, when: str) -> None:
    drawing = with_years(drawn, when)

    (pale,) = boxes(drawing, f"event {NEW} bar")
    assert pale.stroke is None
    assert all(line.dash for line in lines(drawing, f"event {NEW} bar"))
    assert len(lines(drawing, f"event {NEW} bar")) == 4


def test_a_vague_day_has_dashed_whiskers(drawn: Drawn) -> None:
    (whisker,) = lines(with_years(drawn, "2022-07-02?"), f"event {NEW} marker")

    assert whisker.dash


def test_planned_is_hollow_and_cancelled_is_struck(drawn: Drawn) -> None:
    held, planned, cancelled = (
        with_years(drawn, "2022-07-02", status) for status in ("", "planned", "cancelled")
    )

    assert marker(held, NEW).fill is Ink.ACCENT
    assert marker(planned, NEW).fill is marker(cancelled, NEW).fill is Ink.PAPER
    (label,) = shapes(cancelled, f"event {NEW} label")
    assert isinstance(label, Label)
    assert label.struck
    assert lines(cancelled, f"event {NEW} marker")
    assert "planned" in legend(planned)
    assert "cancelled" in legend(cancelled)


def legend(drawing: Drawing) -> list[str]:
    return [
        " ".join(shape.lines)
        for shape in shapes(drawing, "legend label")
        if isinstance(shape, Label)
    ]


def test_the_legend_tells_kinds_apart_when_there_are_several(drawn: Drawn) -> None:
    one = drawn(timeline([entry("2024"), entry("2025")], BEFORE_ALL))
    two = drawn(timeline([entry("2024"), entry("2025", mark=Mark.SQUARE)], BEFORE_ALL))

    assert legend(one) == []
    assert legend(two) == ["meeting", "treaty"]


def test_the_as_of_date_is_a_dashed_line_where_it_is_near(drawn: Drawn) -> None:
    near = drawn(timeline(YEARS, date(2026, 3, 1)))
    far = drawn(timeline(YEARS, date(2036, 3, 1)))
    going_on = drawn(timeline([*YEARS, entry("2017/..")], date(2036, 3, 1)))

    last = bar(near, 2025)
    for line in lines(near, "as-of line")[:2]:
        assert line.x1 == line.x2 == pytest.approx(last.x + last.width * (1 + 59.5 / 365))
    assert all(line.dash for line in lines(near, "as-of line"))
    assert legend(near) == ["as of 1 March 2026"]
    assert legend(far) == []
    assert legend(going_on) == ["as of 1 March 2036"]


def test_a_label_has_its_date_in_bold_above_its_title(drawn: Drawn) -> None:
    drawing = drawn(timeline([entry("2025-12-14", "Foreign ministers met")]))
    (label,) = shapes(drawing, "event 1 label")

    assert isinstance(label, Label)
    assert label.lines == ("2025-12-14", "Foreign ministers met")
    assert label.bold_lines == 1


def test_undated_events_are_beside_the_axis_with_their_titles(drawn: Drawn) -> None:
    drawing = drawn(timeline([entry("2025"), entry("unknown", "Forum of Regions, Guba")]))
    axis = max(box.y + box.height for box in boxes(drawing, "axis"))

    assert marker(drawing, 2).y > axis
    (label,) = shapes(drawing, "event 2 label")
    assert isinstance(label, Label)
    assert label.lines == ("Forum of Regions, Guba",)
    (heading,) = shapes(drawing, "undated heading")
    assert isinstance(heading, Label)
    assert heading.lines == ("Undated",)


def test_events_of_one_year_share_its_bar_and_those_alike_a_marker(drawn: Drawn) -> None:
    alike = drawn(timeline([entry("2025", f"Visit {n}") for n in range(4)]))
    kinds = drawn(timeline([entry("2025", "Event", mark) for mark in [*Mark] * 2]))

    assert sorted(shape.name for shape in alike.shapes if isinstance(shape, Marker)) == [
        "event 1, 3 marker",
        "event 2, 4 marker",
    ]
    on_axis = [
        shape.x
        for shape in kinds.shapes
        if isinstance(shape, Marker) and shape.name.startswith("event")
    ]
    assert len(set(on_axis)) == len(on_axis) // 2 == 2
