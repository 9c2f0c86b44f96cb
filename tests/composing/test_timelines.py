"""Timelines as they are composed: on how many panels, with which captions, in which lanes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from layout.timelines import edtf, entry
from legation.composing import compose, compose_timelines
from legation.composing.panels import panels
from legation.diagnostics import LegationError
from legation.model.chronology import Chronology
from legation.model.document import Document, Timeline
from legation.model.template import Template

AS_OF = date(2026, 3, 1)
Fields = dict[str, object]


def chronology(events: Iterable[Fields], brief: Fields | None = None, **more: object) -> Chronology:
    typed = [{"title": "Talks", **event} for event in events]
    content = {"title": "Test", "briefs": {"b": brief or {}}, "events": typed, **more}
    return Chronology.model_validate(content)


def drawn(events: Iterable[Fields], **options: bool | str) -> list[Timeline]:
    return list(compose_timelines(chronology(events), "b", AS_OF, **options))  # type: ignore[arg-type]


def days(count: int, apart: int = 100, first: date = date(1992, 1, 15)) -> list[Fields]:
    return [{"date": (first + timedelta(days=n * apart)).isoformat()} for n in range(count)]


def captions(timelines: Iterable[Timeline]) -> list[str]:
    return [timeline.caption for timeline in timelines]


def test_up_to_25_events_are_on_one_panel() -> None:
    (whole,) = drawn(days(25))
    assert whole.caption == "Timeline, as of 1 March 2026"
    assert whole.until is None
    assert not whole.overview
    assert len(drawn(days(26))) == 2


def test_up_to_40_are_on_one_turned_page() -> None:
    (whole,) = drawn(days(40), landscape=True)
    assert whole.landscape
    assert len(drawn(days(41), landscape=True)) == 2


def test_up_to_100_are_on_panels_by_period() -> None:
    parts = drawn([*days(44), {"date": "unknown", "title": "Twinning"}, {"date": "2005/.."}])

    assert captions(parts) == ["Timeline, 1992–1997 (1 of 2)", "Timeline, 1998–2005 (2 of 2)"]
    assert [len(part.entries) for part in parts] == [22, 24]
    assert [part.until for part in parts] == [date(1997, 10, 15), None]
    assert parts[1].entries[-1].title == "Twinning"
    assert parts[1].description == (
        "Part 2 of 2. Timeline of 23 dated events, from 23 January 1998 to 2005. "
        "1 more has no known date."
    )


def test_of_more_there_is_an_overview() -> None:
    (whole,) = drawn([*days(100, 30), {"date": "2001-05-02", "title": "Treaty", "priority": "key"}])

    assert whole.overview
    assert whole.description == (
        "Timeline of 101 dated events, from 15 January 1992 to 2 May 2001. 12 in 1992, 12 in 1993, "
        "13 in 1994, 12 in 1995, 12 in 1996, 12 in 1997, 12 in 1998, 12 in 1999, 3 in 2000 and "
        "1 in 2001. Turning points: Treaty (2 May 2001)."
    )


@pytest.mark.parametrize(
    ("first", "apart", "counts"),
    [
        (
            1992,
            1,
            ". 17 in January 1992, 29 in February 1992, 31 in March 1992 and 24 in April 1992.",
        ),
        (1992, 35, ". 11 in 1992, 10 in 1993, 10 in 1994"),
        (1950, 120, ". 31 in the 1950s, 30 in the 1960s"),
        (1000, 3650, ". 11 in the 1000s, 10 in the 1100s"),
    ],
)
def test_an_overview_is_told_by_periods_that_are_few(first: int, apart: int, counts: str) -> None:
    (whole,) = drawn(days(101, apart, date(first, 1, 15)))
    assert whole.overview
    assert counts in whole.description


def test_a_dense_year_is_parted_by_months_and_a_dense_day_by_count() -> None:
    year = drawn(days(40, 9, date(2024, 1, 3)))
    assert captions(year) == [
        "Timeline, January 2024 – June 2024 (1 of 2)",
        "Timeline, July 2024 – December 2024 (2 of 2)",
    ]
    day = drawn([{"date": "2025-07-04"}] * 82)
    assert captions(day) == [f"Timeline, 4 July 2025 ({n} of 4)" for n in (1, 2, 3, 4)]
    assert [len(part.entries) for part in day] == [20, 21, 20, 21]


def test_what_is_dated_by_the_year_is_not_called_a_month() -> None:
    whole: list[Fields] = [{"date": "2024"}] * 20
    parts = drawn([*whole, *days(20, 16, date(2024, 2, 1))])
    assert [caption.partition(" (")[0] for caption in captions(parts)] == [
        "Timeline, 2024",
        "Timeline, February 2024 – December 2024",
    ]
    decade = drawn([{"date": "198X"}, *days(30)])
    assert captions(decade)[0].startswith("Timeline, 1980s – 199")


@given(st.lists(edtf(1900, 2030), min_size=1, max_size=100), st.sampled_from([5, 25, 40]))
@example(["2025-07-04"] * 82, 25)
@example(["1874/..", "../1996", "199X", "unknown"] * 20, 25)
@settings(deadline=None, derandomize=True, max_examples=100)
def test_panels_hold_every_event_once_in_order_and_are_as_few_as_can_be(
    dates: list[str], most: int
) -> None:
    entries = [e for e in (entry(when, str(n)) for n, when in enumerate(dates)) if e.date.known]
    parts = panels(entries, most) if entries else []

    found = [one for part in parts for one in part.entries]
    assert sorted(found, key=lambda one: int(one.title)) == entries
    assert all(1 <= len(part.entries) <= most for part in parts)
    firsts = [[(e.date.begin or e.date.end).first for e in part.entries] for part in parts]  # type: ignore[union-attr]
    assert all(max(one) <= min(other) for one, other in pairwise(firsts))
    assert all(max(days) <= part.until for days, part in zip(firsts, parts, strict=True))


def test_lanes_by_party_are_those_of_others_in_the_order_of_the_alphabet() -> None:
    whole = chronology(
        [
            {"date": "1992", "parties": ["AZ", "UZ"]},
            {"date": "1993", "parties": ["AZ", "PK"]},
            {"date": "1994", "parties": ["AZ", "PK", "UZ"]},
            {"date": "1995", "parties": ["AZ"]},
            {"date": "unknown", "parties": ["AZ", "GE"]},
        ],
        {"parties": ["AZ"]},
    )
    (timeline,) = compose_timelines(whole, "b", AS_OF, lanes="party")

    assert timeline.lanes == ("Azerbaijan", "Pakistan", "Uzbekistan")
    assert [one.lanes for one in timeline.entries] == [
        ("Uzbekistan",),
        ("Pakistan",),
        ("Pakistan", "Uzbekistan"),
        ("Azerbaijan",),
        ("Georgia",),
    ]


def test_lanes_by_kind_and_by_mechanism_end_with_the_others() -> None:
    events: list[Fields] = [
        {"id": "first", "date": "1992", "kind": "meeting", "parties": ["AZ", "UZ"]},
        {"id": "set-up", "date": "1993", "kind": "council", "parties": ["AZ", "UZ"]},
        {"id": "alone", "date": "1994", "parties": ["AZ", "UZ"]},
    ]
    council = {
        "id": "c",
        "title": "Supreme Council",
        "parties": ["AZ", "UZ"],
        "established": "set-up",
        "meetings": ["first"],
    }
    whole = chronology(events, {"parties": ["AZ"]}, mechanisms=[council])
    (kinds,) = compose_timelines(whole, "b", AS_OF, lanes="kind")
    (bodies,) = compose_timelines(whole, "b", AS_OF, lanes="mechanism")

    assert kinds.lanes == ("Council", "Meeting", "Other")
    assert bodies.lanes == ("Supreme Council", "Other")


def test_of_many_lanes_the_small_ones_are_joined() -> None:
    events: list[Fields] = [
        {"date": "1992", "kind": f"kind {n}"} for n in range(12) for _ in range(1 + (n < 7))
    ]
    (timeline,) = drawn(events, lanes="kind")

    assert timeline.lanes == (*(f"Kind {n}" for n in range(7)), "Other")


def called(call: str) -> Document:
    return compose(
        chronology(days(3)), "b", AS_OF, lambda name: Template("{{ " + call + " }}", name)
    )


def test_a_template_says_how_its_timeline_is_drawn() -> None:
    (plain,) = called("timeline(events)").blocks
    (told,) = called('timeline(events, lanes="kind", breaks=false, landscape=true)').blocks

    assert isinstance(plain, Timeline)
    assert isinstance(told, Timeline)
    assert (plain.lanes, plain.breaks, plain.landscape) == ((), True, False)
    assert (told.lanes, told.breaks, told.landscape) == (("Other",), False, True)


@pytest.mark.parametrize(
    ("call", "message", "hint"),
    [
        (
            'timeline(events, lanes="parties")',
            "timeline() has no such lanes",
            'write lanes="party", lanes="kind" or lanes="mechanism"',
        ),
        (
            'timeline(events, breaks="no")',
            "timeline() takes true or false for breaks and landscape",
            "write timeline(events, breaks=false)",
        ),
        (
            "timeline(events, lane=true)",
            "timeline() cannot show what it was given",
            "it is called so: timeline(events, lanes, breaks, landscape)",
        ),
    ],
)
def test_a_slip_in_the_call_is_told_with_its_line(call: str, message: str, hint: str) -> None:
    with pytest.raises(LegationError) as caught:
        called(call)
    (found,) = caught.value.diagnostics
    assert (found.message, found.hint) == (message, hint)
    assert found.position is not None
    assert (found.position.file, found.position.line) == ("country-brief", 1)
