"""The blocks of a brief: what the tables say beside the items' own words."""

from __future__ import annotations

from datetime import date

import pytest

from legation.composing import compose
from legation.model.chronology import Chronology
from legation.model.document import Document, Link, List, Paragraph, Table, Text
from legation.model.template import Template


def composed(template: str, **sections: object) -> Document:
    content = {"title": "Test", "briefs": {"b": {"parties": ["AZ", "UZ"]}}, **sections}
    chronology = Chronology.model_validate(content)
    return compose(chronology, "b", date(2026, 3, 1), lambda name: Template(template, name))


def words(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return ["".join(_said(inline) for inline in p.inlines) for p in paragraphs]


def _said(inline: object) -> str:
    if isinstance(inline, Link):
        return "".join(text.text for text in inline.children)
    return inline.text if isinstance(inline, Text) else ""


BOTH = ["AZ", "UZ"]


class TestAgreements:
    def test_the_text_of_an_instrument_is_linked(self) -> None:
        treaty = {
            "title": "Treaty",
            "parties": BOTH,
            "signed": "2024",
            "url": "https://example.org/t",
        }
        (table,) = composed("{{ agreements(instruments) }}", instruments=[treaty]).blocks
        assert isinstance(table, Table)
        titled, status, _ = table.rows[0].cells
        assert words(titled) == ["Treaty", "Text: https://example.org/t"]
        assert words(status) == ["Signed: 2024"]
        assert isinstance(titled[1].inlines[1], Link)


class TestDatesAhead:
    def event(self, **fields: object) -> dict[str, object]:
        return {"title": "Independence", "date": "1991-10-18", "parties": BOTH, **fields}

    def ahead(self, *events: dict[str, object]) -> list[str]:
        blocks = composed("{{ dates_ahead() }}", events=list(events)).blocks
        if not blocks:
            return []
        (block,) = blocks
        assert isinstance(block, List)
        return [text for item in block.items for text in words(item.blocks)]  # type: ignore[arg-type]

    def test_a_round_anniversary_of_a_turning_point_within_a_year_is_told(self) -> None:
        assert self.ahead(self.event(priority="key")) == [
            "18 October 2026: 35 years on from 18 October 1991, Independence"
        ]

    def test_others_are_not(self) -> None:
        key = {"priority": "key"}
        assert self.ahead(self.event()) == []
        assert self.ahead(self.event(date="1992-10-18", **key)) == []
        assert self.ahead(self.event(date="1991-02-01", **key)) == []
        assert self.ahead(self.event(date="unknown", **key)) == []
        assert self.ahead(self.event(date="1991/..", **key)) == []

    def test_an_anniversary_is_as_precise_as_its_event(self) -> None:
        key = {"priority": "key"}
        assert self.ahead(self.event(date="1991-10", **key)) == [
            "October 2026: 35 years on from October 1991, Independence"
        ]
        assert self.ahead(self.event(date="1991", **key)) == [
            "2026: 35 years on from 1991, Independence"
        ]

    def test_the_29th_of_february_has_its_day_in_a_common_year(self) -> None:
        leap = self.event(date="2016-02-29", priority="key")
        assert self.ahead(leap) == []
        leap = self.event(date="1992-02-29", priority="key")
        assert self.ahead(leap) == [
            "28 February 2027: 35 years on from 29 February 1992, Independence"
        ]

    def test_they_stand_in_the_order_in_which_they_fall(self) -> None:
        days = ("2016-05-02", "2006-12-02", "2021-03-01", "2016-05-01", "1991-10-18")
        assert [
            text.split(":")[0]
            for text in self.ahead(*(self.event(date=d, priority="key") for d in days))
        ] == [
            "1 March 2026",
            "1 May 2026",
            "2 May 2026",
            "18 October 2026",
            "2 December 2026",
        ]

    @pytest.mark.parametrize("status", ["cancelled", "planned"])
    def test_what_was_not_held_has_no_anniversary(self, status: str) -> None:
        assert self.ahead(self.event(priority="key", status=status)) == []

    def test_planned_events_come_first(self) -> None:
        visit: dict[str, object] = {
            "title": "Visit",
            "date": "2026-05",
            "status": "planned",
            "parties": BOTH,
        }
        assert self.ahead(self.event(priority="key"), visit)[0] == "May 2026: Visit (planned)"


class TestLastMet:
    def test_it_is_the_last_meeting_of_the_governments(self) -> None:
        def event(day: str, title: str, level: str, status: str = "held") -> dict[str, object]:
            return {"date": day, "title": title, "level": level, "status": status, "parties": BOTH}

        events: list[dict[str, object]] = [
            event("2025-07-23", "Ministers", "minister"),
            event("2026-02-19", "Round table", "expert"),
            event("2025", "Visits", "head-of-state"),
            event("2025-12-14", "Called off", "minister", "cancelled"),
        ]
        (table,) = composed("{{ at_a_glance() }}", events=events).blocks
        assert isinstance(table, Table)
        rows = {words(row.cells[0])[0]: words(row.cells[1]) for row in table.rows}
        assert rows["Last met"] == ["23 July 2025: Ministers"]


class TestAtAGlance:
    def rows(self, **sections: object) -> dict[str, list[str]]:
        blocks = composed("{{ at_a_glance() }}", **sections).blocks
        tables = [block for block in blocks if isinstance(block, Table)]
        return {
            words(row.cells[0])[0]: words(row.cells[1]) for table in tables for row in table.rows
        }

    def test_bodies_are_those_that_stand_on_the_as_of_day(self) -> None:
        bodies: list[dict[str, object]] = [
            {"title": "Undated"},
            {"title": "Ends later", "ended": "2027"},
            {"title": "Ended", "ended": "2025"},
            {"title": "Begins later", "established": "2027"},
            {"title": "Begun", "established": "2017/.."},
            {"title": "Begun by an event", "established": "later"},
        ]
        events = [
            {"id": "later", "title": "T", "date": "2028", "status": "planned", "parties": BOTH}
        ]
        mechanisms = [{"parties": BOTH, **body} for body in bodies]
        rows = self.rows(mechanisms=mechanisms, events=events)
        assert rows["Mechanisms"] == ["Undated; Ends later; Begun"]

    def test_relations_called_off_are_none(self) -> None:
        event = {"title": "Recognised", "date": "1992", "kind": "recognition", "parties": BOTH}
        assert self.rows(events=[event])["Relations"] == ["1992: Recognised"]
        assert "Relations" not in self.rows(events=[{**event, "status": "cancelled"}])


class TestPeople:
    def test_every_office_held_in_the_brief_is_named(self) -> None:
        offices = [
            {"title": "Envoy", "party": "AZ", "to": "2021"},
            {"title": "Minister", "party": "AZ", "from": "2022"},
        ]
        events = [
            {"title": f"E{year}", "date": year, "people": ["h"], "parties": BOTH}
            for year in ("2020", "2025", "2025-05")
        ]
        people = {"h": {"name": "H", "offices": offices}}
        (table,) = composed("{{ people(items) }}", events=events, people=people).blocks
        assert isinstance(table, Table)
        (row,) = table.rows
        assert [words(cell) for cell in row.cells] == [
            ["H"],
            ["Envoy", "Minister"],
            ["Azerbaijan", "Azerbaijan"],
        ]


class TestAttestation:
    def test_one_source_for_all_is_said_in_one_sentence(self) -> None:
        events: list[dict[str, object]] = [
            {
                "date": f"200{n}",
                "title": f"Event {n}",
                "sources": ["s"],
                "attribution": "p",
                "parties": BOTH,
            }
            for n in range(4)
        ]
        sections = {"sources": {"s": {"title": "S"}}, "people": {"p": {"name": "P. Person"}}}
        note, table = composed("{{ chronology(events) }}", events=events, **sections).blocks
        assert isinstance(note, Paragraph)
        said = "All in this section rests on one source , as told by P. Person."
        assert words((note,)) == [said]
        assert isinstance(table, Table)
        assert [column.header for column in table.columns] == ["Date", "Event"]

    def test_sources_that_differ_are_cited_row_by_row(self) -> None:
        events: list[dict[str, object]] = [
            {"date": f"200{n}", "title": f"Event {n}", "sources": [f"s{n % 2}"], "parties": BOTH}
            for n in range(3)
        ]
        sources = {"s0": {"title": "S0"}, "s1": {"title": "S1"}}
        (table,) = composed("{{ chronology(events) }}", events=events, sources=sources).blocks
        assert isinstance(table, Table)
        assert [column.header for column in table.columns] == ["Date", "Event", "Source"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("best level", "“best level”"),
        ('"best level"', "“best level”"),
        ("“best level”", "“best level”"),
        ("« best level »", "“best level”"),
        ("„best level“", "“best level”"),
        ("the “best” level", "“the “best” level”"),
        ("“best” and “level”", "““best” and “level””"),
        ('"', '“"”'),
        ('""', '“""”'),
    ],
)
def test_a_quotation_has_one_pair_of_marks(typed: str, printed: str) -> None:
    statement = {"speaker": "A minister", "quote": typed, "parties": BOTH}
    quote, *_ = composed("{{ quotations(statements) }}", statements=[statement]).blocks
    assert isinstance(quote, Paragraph)
    assert words((quote,)) == [printed]


def test_the_foot_of_a_page_has_room_for_a_short_title_only() -> None:
    document = composed("x", briefs={"b": {"title": "Very long " * 60}})
    assert len(document.running_title) == 80
    assert document.running_title.endswith("…")
    assert len(document.title) > 500
