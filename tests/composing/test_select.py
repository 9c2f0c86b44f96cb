"""Which items a brief selects, and how its events are split at the as-of day."""

from __future__ import annotations

from datetime import date

import pytest

from legation.composing.select import needs, overdue, premature, select
from legation.model.brief import Brief
from legation.model.chronology import Chronology, Fault

AS_OF = date(2026, 3, 1)


def chronology(*events: dict[str, object], **sections: object) -> Chronology:
    numbered = [{"id": f"e{n}", "title": f"Event {n}", **event} for n, event in enumerate(events)]
    return Chronology.model_validate({"title": "Test", "events": numbered, **sections})


def selected(brief: dict[str, object], *events: dict[str, object]) -> list[str | None]:
    chosen = select(chronology(*events), Brief.model_validate(brief), AS_OF)
    return [event.id for event in chosen.events]


def test_an_item_belongs_when_its_parties_hold_all_of_the_briefs() -> None:
    events: list[dict[str, object]] = [
        {"date": "2001", "parties": ["AZ", "UZ"]},
        {"date": "2002", "parties": ["AZ", "UZ", "TR"]},
        {"date": "2003", "parties": ["AZ", "PK"]},
        {"date": "2004"},
    ]
    assert selected({"parties": ["AZ", "UZ"]}, *events) == ["e0", "e1"]
    assert selected({"parties": ["AZ"]}, *events) == ["e0", "e1", "e2"]
    assert selected({}, *events) == ["e0", "e1", "e2", "e3"]


def test_a_period_takes_what_overlaps_it_and_keeps_the_undated() -> None:
    events: list[dict[str, object]] = [
        {"date": "1992"},
        {"date": "2017/.."},
        {"date": "2024-08"},
        {"date": "unknown"},
    ]
    assert selected({"period": "2020/2023"}, *events) == ["e1", "e3"]
    assert selected({"period": "2024"}, *events) == ["e1", "e2", "e3"]


@pytest.mark.parametrize(
    ("brief", "expected"),
    [
        ({"kinds": ["visit"]}, ["e0"]),
        ({"topics": ["trade", "energy"]}, ["e0", "e1"]),
        ({"people": ["aliyev"]}, ["e1"]),
        ({"kinds": ["treaty"], "topics": ["trade"]}, []),
    ],
)
def test_kinds_topics_and_people_narrow(brief: dict[str, object], expected: list[str]) -> None:
    events: list[dict[str, object]] = [
        {"date": "2001", "kind": "visit", "topics": ["trade"]},
        {"date": "2002", "kind": "treaty", "topics": ["energy"], "people": ["aliyev"]},
    ]
    assert selected(brief, *events) == expected


@pytest.mark.parametrize(
    ("when", "status", "part"),
    [
        ("2026-03-01", "held", "past"),
        ("2026-03-01", "planned", "upcoming"),
        ("2026-03-02", "planned", "upcoming"),
        ("2026-03-02", "cancelled", "upcoming"),
        ("2026-02-28", "planned", "past"),
        ("2026-02-28/2026-03-01", "planned", "upcoming"),
        ("2026-02-28/2026-03-09", "held", "past"),
        ("2026", "held", "past"),
        ("2026", "planned", "upcoming"),
        ("2027/..", "planned", "upcoming"),
        ("unknown", "held", "undated"),
        ("unknown", "planned", "upcoming"),
    ],
)
def test_events_are_split_at_the_as_of_day(when: str, status: str, part: str) -> None:
    chosen = select(chronology({"date": when, "status": status}), Brief(), AS_OF)
    found = [p for p in ("past", "undated", "upcoming") if getattr(chosen, p)]
    assert found == [part]


@pytest.mark.parametrize(
    ("when", "is_premature"),
    [
        ("2026-03-01", False),
        ("2026-03-02", True),
        ("2026-03", False),
        ("2026-04", True),
        ("2026", False),
        ("2026~", False),
        ("2027", True),
        ("2026-02-27/2026-03-09", False),
        ("2026-03-02/..", True),
        ("../2030", False),
        ("[2026-02-01..2026-04-01]", False),
        ("unknown", False),
    ],
)
def test_what_cannot_have_been_held_yet_is_premature(when: str, is_premature: bool) -> None:
    for status in ("held", "planned", "cancelled"):
        whole = chronology({"date": when, "status": status})
        early = is_premature and status == "held"
        assert premature(whole, AS_OF) == (list(whole.events) if early else [])
        assert list(select(whole, Brief(), AS_OF).events) == ([] if early else list(whole.events))


def test_an_instrument_cannot_have_been_signed_later() -> None:
    signed = [{"title": when, "signed": when} for when in ("2026-03-01", "2026-03-02", "2026")]
    whole = chronology(instruments=[*signed, {"title": "unsigned"}])
    assert [item.title for item in premature(whole, AS_OF)] == ["2026-03-02"]
    kept = select(whole, Brief(), AS_OF).instruments
    assert [item.title for item in kept] == ["2026-03-01", "2026", "unsigned"]


@pytest.mark.parametrize(
    ("when", "late"),
    [
        ("2026-02-28", True),
        ("2026-03-01", False),
        ("2026-02", True),
        ("2026-03", False),
        ("2025", True),
        ("2026", False),
        ("2026-02-01/2026-02-28", True),
        ("2026-02-01/2026-03-01", False),
        ("2025/..", False),
        ("unknown", False),
    ],
)
def test_a_plan_is_overdue_when_its_last_day_is_over(when: str, late: bool) -> None:
    for status in ("held", "planned", "cancelled"):
        whole = chronology({"date": when, "status": status})
        assert bool(overdue(whole, AS_OF)) == (late and status == "planned")


def test_events_stand_in_the_order_of_their_dates() -> None:
    dates = ("2024-08", "1992", "2024", "2017/..", "2025-07-23", "2025-07")
    events: list[dict[str, object]] = [{"date": when} for when in dates]
    chosen = select(chronology(*events), Brief(), AS_OF)
    in_order = ["1992", "2017/..", "2024", "2024-08", "2025-07", "2025-07-23"]
    assert [event.date.edtf for event in chosen.events] == in_order


class TestFaults:
    def test_a_bad_item_spoils_only_the_briefs_that_its_parties_put_it_in(self) -> None:
        fault = Fault("events", "bad", frozenset({"AZ", "PK"}))
        whole = chronology()
        assert needs(Brief(parties=("AZ", "PK")), "b", whole, fault)
        assert needs(Brief(parties=("AZ",)), "b", whole, fault)
        assert not needs(Brief(parties=("AZ", "UZ")), "b", whole, fault)

    def test_unreadable_parties_spoil_every_brief(self) -> None:
        assert needs(Brief(parties=("AZ", "UZ")), "b", chronology(), Fault("events", "bad", None))

    def test_a_bad_source_spoils_the_briefs_that_select_an_item_citing_it(self) -> None:
        whole = chronology({"date": "2001", "parties": ["AZ", "UZ"], "sources": ["broken"]})
        fault = Fault("sources", "broken")
        assert needs(Brief(parties=("AZ", "UZ")), "b", whole, fault)
        assert not needs(Brief(parties=("AZ", "PK")), "b", whole, fault)

    def test_a_bad_brief_spoils_itself_only(self) -> None:
        fault = Fault("briefs", "one")
        assert needs(Brief(), "one", chronology(), fault)
        assert not needs(Brief(), "two", chronology(), fault)

    def test_a_fault_of_the_whole_spoils_all(self) -> None:
        assert needs(Brief(), "one", chronology(), Fault())
