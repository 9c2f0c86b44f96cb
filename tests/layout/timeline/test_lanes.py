"""Lanes: several rows of events on one axis."""

from __future__ import annotations

import re
import time
from collections import Counter
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from layout.geometry import cover, faults, marked, named
from layout.timelines import entry, of_every_form, timeline, timelines, uzbekistan
from legation.layout.timeline import lay_out
from legation.model.document import Entry, Timeline
from legation.model.drawing import Drawing, Ink, Label, Line, Mark, Marker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from legation.model.drawing import Shape
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

    Drawn = Callable[[Timeline], Drawing]

SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
LONG = (
    "Организация экономического сотрудничества и развития стран Центральной Азии и Южного Кавказа, "
    "Постоянный комитет по торгово-экономическому и научно-техническому сотрудничеству, созданный "
    "на основании межправительственного соглашения"
)
ARABIC = "اللجنة الحكومية المشتركة للتعاون الاقتصادي والتجاري والعلمي والتقني " * 5
NAMES = ("Pakistan", LONG, ARABIC.strip(), "Ö", "x" * 300, "Türkiye", "Special envoys", "Other")


def in_lanes(entries: Iterable[Entry], *lanes: str, as_of: date = date(2026, 2, 24)) -> Timeline:
    """A timeline in lanes."""
    return replace(timeline(entries, as_of), lanes=lanes)


def dealt(whole: Timeline, hands: Sequence[Sequence[int]]) -> Timeline:
    """A timeline whose events stand in the lanes of these numbers, in turn."""
    entries = [
        replace(one, lanes=tuple(NAMES[lane] for lane in hands[number % len(hands)]))
        for number, one in enumerate(whole.entries)
    ]
    return replace(whole, entries=tuple(entries), lanes=NAMES)


HANDS = st.lists(
    st.lists(st.integers(0, 7), min_size=1, max_size=3, unique=True), min_size=1, max_size=9
)


def lane_names(drawing: Drawing) -> list[Label]:
    return [s for s in drawing.shapes if isinstance(s, Label) and s.name == "lane name"]


def by_lane(drawing: Drawing) -> list[list[Shape]]:
    """The shapes of events, lane by lane from the top, without those below all lanes."""
    edges = [shape.y1 for shape in lines(drawing, "lane edge")]
    foot = min(
        (cover(s).top for s in drawing.shapes if s.name in {"undated heading", "legend label"}),
        default=drawing.height,
    )
    events = [s for s in drawing.shapes if "event" in s.name and cover(s).top < foot]
    return [
        [shape for shape in events if top <= cover(shape).top < bottom]
        for top, bottom in zip(edges, [*edges[1:], foot], strict=True)
    ]


def lines(drawing: Drawing, name: str) -> list[Line]:
    return [s for s in drawing.shapes if isinstance(s, Line) and s.name == name]


def event_numbers(shapes: Iterable[Shape], what: type[Shape]) -> set[int]:
    names = (shape.name for shape in shapes if isinstance(shape, what))
    return {int(number) for name in names for number in re.findall(r"\d+", name)}


@given(timelines(), HANDS)
@example(uzbekistan(), [[0]])
@example(uzbekistan(), [[n] for n in range(8)])
@example(of_every_form(), [[0, 7], [1], [2, 4]])
@SLOW
def test_every_event_is_in_each_of_its_lanes_and_nothing_collides(
    theme: Theme, fonts: Fonts, whole: Timeline, hands: list[list[int]]
) -> None:
    laned = dealt(whole, hands)
    drawing = lay_out(laned, theme.page.text_width, theme, fonts)

    assert faults(drawing) == []
    numbered = list(enumerate(laned.entries, 1))
    everyone = Counter({n: len(e.lanes) if e.date.known else 1 for n, e in numbered})
    assert named(drawing) == everyone
    assert marked(drawing) == everyone
    held = [{n for n, e in numbered if lane in e.lanes and e.date.known} for lane in laned.lanes]
    lanes = by_lane(drawing) if any(held) else []
    assert [event_numbers(shapes, Label) for shapes in lanes] == [own for own in held if own]
    assert [event_numbers(shapes, Marker) for shapes in lanes] == [own for own in held if own]


@given(timelines(), HANDS, st.sampled_from([200.0, 320.0, 700.0]), st.sampled_from([6.0, 10.0]))
@settings(SLOW, max_examples=40)
def test_nothing_collides_in_other_widths_and_sizes(
    theme: Theme, even: Fonts, whole: Timeline, hands: list[list[int]], width: float, size: float
) -> None:
    sizes = theme.sizes.model_copy(update={"timeline": size})
    other = theme.model_copy(update={"sizes": sizes})

    assert faults(lay_out(dealt(whole, hands), width, other, even)) == []


@given(timelines(), HANDS, st.integers(3, 8))
@settings(SLOW, max_examples=25)
def test_an_overview_counts_all_events_of_each_lane(
    theme: Theme, fonts: Fonts, whole: Timeline, hands: list[list[int]], times: int
) -> None:
    many = replace(dealt(whole, hands), overview=True)
    many = replace(many, entries=many.entries * times)
    drawing = lay_out(many, theme.page.text_width, theme, fonts)
    dated = [one for one in many.entries if one.date.known]

    assert faults(drawing) == []
    found = (
        re.fullmatch(r"([\d,]+) events?(?:, not held)?", shape.name) for shape in drawing.shapes
    )
    counted = sum(int(match[1].replace(",", "")) for match in found if match)
    assert counted == sum(len(one.lanes) for one in dated)
    assert all(event_numbers(shapes, Label) for shapes in (by_lane(drawing) if dated else []))


def test_lanes_stand_in_their_order_and_empty_ones_are_left_out(drawn: Drawn) -> None:
    drawing = drawn(
        in_lanes(
            [
                entry("2024", lanes=("Uzbekistan",)),
                entry("2025", lanes=("Pakistan", "Uzbekistan")),
                entry("unknown", lanes=("Turkmenistan",)),
            ],
            *("Uzbekistan", "Turkmenistan", "Pakistan", "Kazakhstan"),
        )
    )

    assert [label.lines for label in lane_names(drawing)] == [("Uzbekistan",), ("Pakistan",)]
    assert [event_numbers(shapes, Label) for shapes in by_lane(drawing)] == [{1, 2}, {2}]
    assert named(drawing) == Counter({1: 1, 2: 2, 3: 1})


def test_a_day_is_at_the_same_place_in_all_lanes(drawn: Drawn) -> None:
    both = ("Pakistan", "Uzbekistan")
    drawing = drawn(
        in_lanes(
            [
                entry("2017-03-01", lanes=("Pakistan",)),
                entry("2024-08-23", lanes=both),
                entry("2024-08-23", mark=Mark.SQUARE, lanes=("Turkmenistan",)),
                entry("2025-12-14", lanes=("Uzbekistan",)),
            ],
            *both,
            "Turkmenistan",
        )
    )
    marks = [s for s in drawing.shapes if isinstance(s, Marker) and "event" in s.name]
    places = {name: {m.x for m in own} for name, own in groupby(marks, lambda m: m.name)}

    assert [m.name for m in marks].count("event 2 marker") == 2
    assert len(places["event 2 marker"]) == 1
    assert places["event 3 marker"] == places["event 2 marker"]


def test_a_name_stands_at_the_left_over_its_marks(drawn: Drawn) -> None:
    drawing = drawn(in_lanes([entry("2017", lanes=("Pakistan",)), entry("2025")], "Pakistan"))
    (name,) = lane_names(drawing)
    (edge,) = lines(drawing, "lane edge")

    assert (name.x, name.bold_lines, name.ink) == (0.0, 1, Ink.ACCENT)
    assert edge.y1 < name.y
    assert all(cover(shape).top >= name.y + name.height for shape in by_lane(drawing)[0])


@pytest.mark.parametrize("name", [LONG, ARABIC.strip(), "w" * 400])
def test_a_long_name_takes_two_lines_and_is_then_shortened(drawn: Drawn, name: str) -> None:
    drawing = drawn(in_lanes([entry("2025", lanes=(name,))], name))
    (label,) = lane_names(drawing)

    assert len(label.lines) == 2
    assert label.lines[1].endswith("…")
    if " " in name:
        assert f" {label.lines[1][:-1].rsplit()[-1]} " in f" {name} ".replace(",", "")


def test_the_as_of_line_goes_down_through_all_lanes_but_through_no_text(drawn: Drawn) -> None:
    lanes = tuple(f"Lane {n}" for n in range(6))
    events = [
        entry(f"20{16 + 3 * n:02}-06-01", "Ministers met at some length", lanes=(lane,))
        for n, lane in enumerate(lanes)
    ]
    drawing = drawn(in_lanes(events, *lanes, as_of=date(2025, 6, 20)))
    pieces = [line for line in lines(drawing, "as-of line") if line.x1 > 20]

    assert len({line.x1 for line in pieces}) == 1
    for shapes in by_lane(drawing):
        (marker,) = (cover(shape) for shape in shapes if isinstance(shape, Marker))
        assert any(line.y1 <= marker.top and marker.bottom <= line.y2 for line in pieces)
    assert faults(drawing) == []
    first = min(line.y1 for line in pieces)
    assert first == lines(drawing, "lane edge")[0].y1


def test_guides_run_on_from_lane_to_lane_where_nothing_is_in_their_way(drawn: Drawn) -> None:
    lanes = ("Pakistan", "Uzbekistan")
    events = [entry(f"{year}", lanes=lanes) for year in (2017, 2019, 2020, 2026)]
    drawing = drawn(in_lanes(events, *lanes))
    ticks = sorted({line.x1 for line in lines(drawing, "tick")})
    guides = lines(drawing, "guide")
    top, _ = (line.y1 for line in lines(drawing, "lane edge"))
    free = max(line.y2 - line.y1 for line in guides)

    assert {line.x1 for line in guides} <= set(ticks)
    assert any(line.y1 == top and line.y2 - line.y1 == free for line in guides)
    assert free > max(cover(s).bottom for s in by_lane(drawing)[0]) - top


def test_columns_of_one_height_are_of_one_number_in_all_lanes(drawn: Drawn) -> None:
    entries = [entry("2024-05-05", lanes=("Pakistan",)) for _ in range(4)]
    entries += [
        entry("2020-05-05", lanes=("Uzbekistan",)),
        entry("2024-05-05", lanes=("Uzbekistan",)),
    ]
    drawing = drawn(replace(in_lanes(entries, "Pakistan", "Uzbekistan"), overview=True))
    heights = {s.name: cover(s).bottom - cover(s).top for s in drawing.shapes if "event" in s.name}
    (note,) = (s for s in drawing.shapes if isinstance(s, Label) and s.name == "note")

    assert heights["4 events"] == pytest.approx(12)
    assert heights["1 event"] == pytest.approx(1 + 11 / 4)
    assert " ".join(note.lines) == (
        "6 of 6 events named; the columns count all of them by month, the highest 4"
    )


def test_undated_events_alone_are_listed_once(drawn: Drawn) -> None:
    drawing = drawn(in_lanes([entry("unknown", lanes=("A", "B"))] * 3, "A", "B"))

    assert lane_names(drawing) == []
    assert named(drawing) == Counter({1: 1, 2: 1, 3: 1})
    assert faults(drawing) == []


def test_25_events_in_eight_lanes_leave_room_for_a_heading_on_the_page(
    drawn: Drawn, theme: Theme
) -> None:
    title = "Ministers met to discuss cooperation in customs and trade matters and to sign"
    days = [date(1995, 1, 1) + timedelta(days=350 * n) for n in range(25)]
    lanes = tuple(f"Lane {n}" for n in range(8))
    events = [entry(day.isoformat(), title, lanes=(lanes[n % 8],)) for n, day in enumerate(days)]
    drawing = drawn(in_lanes(events, *lanes))

    assert drawing.height <= 0.75 * theme.page.height


def test_a_strip_has_no_lanes(drawn: Drawn) -> None:
    whole = uzbekistan()
    strip = replace(whole, strip=True)

    assert drawn(replace(dealt(whole, [[0], [1]]), strip=True)).shapes == drawn(strip).shapes


def test_the_same_lanes_give_the_same_drawing(drawn: Drawn) -> None:
    assert drawn(dealt(uzbekistan(), [[0], [1, 2]])) == drawn(dealt(uzbekistan(), [[0], [1, 2]]))


def test_time_grows_in_step_with_the_number_of_events(drawn: Drawn) -> None:
    def seconds(count: int) -> float:
        days = (date(1900, 1, 1) + timedelta(days=n * 45_000 // count) for n in range(count))
        events = [entry(day.isoformat(), lanes=(NAMES[n % 8],)) for n, day in enumerate(days)]
        many = replace(in_lanes(events, *NAMES), overview=True)
        start = time.process_time()
        drawn(many)
        return time.process_time() - start

    thousand = min(seconds(1_000) for _ in range(3))
    assert seconds(10_000) <= 3 * 10 * thousand
