"""Dates are drawn as honestly as they are known, and events as what they are."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from layout.timelines import entry, of_every_form, timeline
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


def test_a_range_is_solid_where_it_certainly_lasted_and_pale_where_it_may_have(
    drawn: Drawn,
) -> None:
    begun, over, solid = boxes(with_years(drawn, "2020/2023"), f"event {NEW} bar")
    drawing = with_years(drawn, "2020/2023")
    begins, ends = bar(drawing, 2020), bar(drawing, 2023)

    # From the last day on which it may have begun to the first on which it may have ended.
    a_day = begins.width / 366
    assert solid.x == pytest.approx(begins.x + begins.width - a_day)
    assert solid.x + solid.width == pytest.approx(ends.x + a_day)
    assert solid.fill is Ink.MUTED
    assert (begun.x, begun.x + begun.width) == pytest.approx((begins.x, solid.x))
    assert (over.x, over.x + over.width) == pytest.approx(
        (solid.x + solid.width, ends.x + ends.width)
    )
    assert begun.fill is over.fill is Ink.SHADE
    assert begins.x <= marker(drawing, NEW).x <= begins.x + begins.width


def test_a_range_of_days_is_solid_throughout(drawn: Drawn) -> None:
    (solid,) = boxes(with_years(drawn, "2020-01-01/2021-12-31"), f"event {NEW} bar")

    assert solid.fill is Ink.MUTED


def test_a_planned_range_is_hollow(drawn: Drawn) -> None:
    (hollow,) = boxes(with_years(drawn, "2020-01-01/2021-12-31", "planned"), f"event {NEW} bar")

    assert (hollow.fill, hollow.stroke) == (Ink.PAPER, Ink.MUTED)


def fades(dashes: list[Box], way: int) -> bool:
    """Whether dashes get ever shorter and the gaps between them ever wider, to the right or left."""
    in_order = sorted(dashes, key=lambda dash: way * dash.x)
    gaps = [b.x - a.x - a.width for a, b in pairwise(sorted(dashes, key=lambda dash: dash.x))][
        ::way
    ]
    widths = [dash.width for dash in in_order]
    return widths == sorted(widths, reverse=True) and gaps == sorted(gaps) and len(gaps) > 3


@pytest.mark.parametrize(("when", "way"), [("2022-01-01/..", 1), ("../2022-01-01", -1)])
def test_an_open_range_fades_out_to_an_arrow_beyond_the_axis(
    drawn: Drawn, when: str, way: int
) -> None:
    drawing = with_years(drawn, when)
    solid, *dashes = sorted(
        boxes(drawing, f"event {NEW} bar"), key=lambda box: box.width, reverse=True
    )
    heads = lines(drawing, f"event {NEW} bar")
    axis = boxes(drawing, "axis")
    end = max(box.x + box.width for box in axis) if way > 0 else min(box.x for box in axis)
    ((tip, y),) = {(line.x2, line.y2) for line in heads}

    assert solid.width > 100
    assert fades(dashes, way)
    assert [way * (line.x2 - line.x1) > 0 for line in heads] == [True, True]
    assert 0 < way * (tip - end) <= 6.33  # within the drawing
    assert y == marker(drawing, NEW).y


def test_what_goes_on_is_solid_up_to_the_as_of_date(drawn: Drawn) -> None:
    drawing = drawn(timeline([*YEARS, entry("2019-02-01/..")], date(2021, 7, 2)))
    today = lines(drawing, "as-of line")[0].x1
    solid, *dashes = sorted(boxes(drawing, f"event {NEW} bar"), key=lambda box: -box.width)

    assert solid.x + solid.width == pytest.approx(today)
    assert fades(dashes, 1)
    assert min(dash.x for dash in dashes) == pytest.approx(today)


@pytest.mark.parametrize(("when", "way"), [("2022-03-01/", 1), ("/2022-03-01", -1)])
def test_a_range_of_which_an_end_is_unknown_fades_within_a_stub_without_an_arrow(
    drawn: Drawn, when: str, way: int
) -> None:
    drawing = with_years(drawn, when)
    stub = boxes(drawing, f"event {NEW} bar")
    there = marker(drawing, NEW).x

    assert not lines(drawing, f"event {NEW} bar")
    assert len(stub) > 2
    assert all(box.fill is Ink.MUTED for box in stub)
    assert all(0 < way * (box.x + box.width / 2 - there) < 16 for box in stub)


@pytest.mark.parametrize("when", ["2019/2030", "[2024-01-01..2030-01-01]", "202X"])
def test_what_lasts_beyond_the_axis_has_an_arrow_that_does_not_fade(
    drawn: Drawn, when: str
) -> None:
    shown = replace(timeline([*YEARS, entry(when)], BEFORE_ALL), until=date(2025, 12, 31))
    drawing = drawn(shown)
    end = max(box.x + box.width for box in boxes(drawing, "axis"))
    heads = [
        line
        for line in lines(drawing, f"event {NEW} bar")
        if line.x2 > end and line.ink is Ink.MUTED
    ]

    assert len(heads) == 2
    assert len(boxes(drawing, f"event {NEW} bar")) <= 2


def test_one_day_somewhere_within_is_a_bracket_and_no_bar(drawn: Drawn) -> None:
    drawing = with_years(drawn, "[2022-01..2022-12-14]")
    of_year = bar(drawing, 2022)

    assert not boxes(drawing, f"event {NEW} bar")
    long = max(lines(drawing, f"event {NEW} bar"), key=lambda line: line.x2 - line.x1)
    assert long.x1 == pytest.approx(of_year.x)
    assert long.x2 == pytest.approx(of_year.x + of_year.width * 348 / 365)
    assert len(lines(drawing, f"event {NEW} bar")) == 3


def test_a_period_that_is_about_right_has_dashed_edges_and_whiskers_and_no_ends(
    drawn: Drawn,
) -> None:
    drawing = with_years(drawn, "2022~")
    (pale,) = boxes(drawing, f"event {NEW} bar")
    edges = lines(drawing, f"event {NEW} bar")
    left, right = lines(drawing, f"event {NEW} whisker")

    assert pale.stroke is None
    assert all(line.dash and line.y1 == line.y2 for line in edges)
    assert len(edges) == 2
    assert (left.x1, right.x1) == pytest.approx((pale.x, pale.x + pale.width))
    assert left.x2 < left.x1 < right.x1 < right.x2


def test_a_day_that_is_about_right_has_dashed_whiskers(drawn: Drawn) -> None:
    drawing = with_years(drawn, "2022-07-02~")
    left, right = lines(drawing, f"event {NEW} whisker")
    there = marker(drawing, NEW)

    assert left.dash
    assert (left.x1, right.x1) == pytest.approx((there.x - there.radius, there.x + there.radius))
    assert not lines(drawing, f"event {NEW} question mark")


@pytest.mark.parametrize("when", ["2022-07-02?", "2022?", "2022-01/2023-01?"])
def test_what_is_uncertain_has_a_question_mark_beside_its_marker(drawn: Drawn, when: str) -> None:
    drawing = with_years(drawn, when)
    there = marker(drawing, NEW)
    strokes = lines(drawing, f"event {NEW} question mark")

    assert strokes
    assert all(line.x1 > there.x + there.radius for line in strokes)
    assert not lines(drawing, f"event {NEW} whisker")


def test_what_is_both_has_a_whisker_and_a_question_mark(drawn: Drawn) -> None:
    drawing = with_years(drawn, "2022-07-02%")

    (left,) = lines(drawing, f"event {NEW} whisker")
    assert left.x2 < left.x1 < marker(drawing, NEW).x
    assert lines(drawing, f"event {NEW} question mark")
    assert {"about", "uncertain"} <= set(legend(drawing))


def test_a_turning_point_has_a_ring_around_its_marker(drawn: Drawn) -> None:
    drawing = drawn(timeline([entry("2024-01-01", key=True), entry("2025-01-01")], BEFORE_ALL))
    (ring,) = shapes(drawing, "event 1 ring")

    assert isinstance(ring, Marker)
    assert (ring.x, ring.fill) == (marker(drawing, 1).x, Ink.PAPER)
    assert ring.radius > marker(drawing, 2).radius > marker(drawing, 1).radius
    assert not shapes(drawing, "event 2 ring")
    assert legend(drawing) == ["turning point"]


def test_faint_lines_mean_nothing(drawn: Drawn) -> None:
    """What is drawn in the colour of rules has less contrast than WCAG asks of what has a meaning."""
    every = drawn(of_every_form())
    faint = {s.name for s in every.shapes if isinstance(s, Line) and s.ink is Ink.RULE}
    outlined = {s.name for s in every.shapes if isinstance(s, Box) and s.stroke is Ink.RULE}

    assert (faint, outlined) == ({"tick"}, set())


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
    days = [entry("2024-01-01"), entry("2025-01-01")]
    one = drawn(timeline(days, BEFORE_ALL))
    two = drawn(timeline([days[0], entry("2025-01-01", mark=Mark.SQUARE)], BEFORE_ALL))

    assert legend(one) == []
    assert legend(two) == ["meeting", "treaty"]


def test_the_legend_explains_each_form_that_occurs(drawn: Drawn) -> None:
    assert legend(drawn(of_every_form())) == [
        *("meeting", "treaty", "forum", "body", "planned", "cancelled", "about", "uncertain"),
        *("one day within", "at some time within", "lasting", "going on", "started earlier"),
        *("end not known", "start not known", "as of 1 March 2002"),
    ]


@pytest.mark.parametrize(
    ("when", "meaning"),
    [
        ("2022-07-02", []),
        ("2022-07-02~", ["about"]),
        ("2022-07-02?", ["uncertain"]),
        ("[2022-01-01..2022-12-14]", ["one day within"]),
        ("2021", ["at some time within"]),
        ("2020-01-01/2021-01-01", ["lasting"]),
        ("2020-01-01/..", ["going on"]),
        ("../2020-01-01", ["started earlier"]),
        ("2020-01-01/", ["end not known"]),
        ("/2020-01-01", ["start not known"]),
    ],
)
def test_the_legend_explains_nothing_else(drawn: Drawn, when: str, meaning: list[str]) -> None:
    around = [entry("2019-01-01"), entry("2025-12-31")]

    assert legend(drawn(timeline([*around, entry(when)], BEFORE_ALL))) == meaning


def test_the_legend_does_not_explain_what_hides_behind_a_marker(drawn: Drawn) -> None:
    century = [entry("1925-01-01"), entry("1975-05"), entry("2025-01-01")]

    assert legend(drawn(timeline(century, BEFORE_ALL))) == []


def test_the_legend_of_an_overview_explains_what_is_named(drawn: Drawn) -> None:
    days = [entry(f"{year}-06-01", key=year % 9 == 0) for year in range(1850, 2020)]
    hidden = entry("1934-06-01", mark=Mark.SQUARE, cancelled=True)
    drawing = drawn(replace(timeline([*days, hidden], date(1600, 1, 1)), overview=True))

    assert legend(drawing) == ["turning point"]


def test_the_as_of_date_is_a_dashed_line_where_it_is_near(drawn: Drawn) -> None:
    near = drawn(timeline(YEARS, date(2026, 3, 1)))
    far = drawn(timeline(YEARS, date(2036, 3, 1)))
    going_on = drawn(timeline([*YEARS, entry("2017/..")], date(2036, 3, 1)))

    last = bar(near, 2025)
    for line in lines(near, "as-of line")[:2]:
        assert line.x1 == line.x2 == pytest.approx(last.x + last.width * (1 + 59.5 / 365))
    assert all(line.dash for line in lines(near, "as-of line"))
    assert legend(near)[-1] == "as of 1 March 2026"
    assert legend(far)[-1] == "at some time within"
    assert legend(going_on)[-1] == "as of 1 March 2036"


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
    assert len(set(on_axis)) == len(on_axis) // 2 == 3
