"""What is stale on a day, and what is soon to come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from legation.composing.reminders import reminders
from legation.model.ages import Age
from legation.model.chronology import Chronology
from legation.model.reminders import Kind, Reminder
from readings import read

AS_OF = date(2026, 2, 24)
YEAR = Age(12, "months")
MONTH = Age(30, "days")


def found(
    *, ahead: Age = MONTH, brief: str = "", as_of: date = AS_OF, **sections: object
) -> list[Reminder]:
    chronology = Chronology.model_validate({"title": "Test", **sections})
    return list(reminders(chronology, as_of, YEAR, ahead, brief))


def told(**sections: object) -> list[str]:
    return [f"{each.kind}: {each.title}: {each.words}" for each in found(**sections)]  # type: ignore[arg-type]


def event(**fields: object) -> dict[str, object]:
    return {"title": "Visit", "date": "2020", **fields}


def test_nothing_is_told_of_what_is_in_order() -> None:
    assert told(events=[event()]) == []


class TestReviews:
    def test_what_is_to_be_looked_at_again_is_told_from_the_day_on_and_some_days_ahead(
        self,
    ) -> None:
        days = ("2026-02-01", "2026-02-24", "2026-02-25", "2026-03-26", "2026-03-27")
        words = [
            "1 February 2026, 23 days ago",
            "24 February 2026, today",
            "25 February 2026, in 1 day",
            "26 March 2026, in 30 days",
        ]
        assert told(events=[event(review=day) for day in days]) == [
            f"review: Visit: to be looked at again on {each}" for each in words
        ]

    def test_any_item_and_any_office_can_have_one(self) -> None:
        past = {"review": "2026-02-01"}
        office = {"title": "Foreign Minister", "party": "NO", **past}
        kinds = found(
            instruments=[{"title": "Treaty", **past}],
            mechanisms=[{"title": "Council", **past}],
            indicators=[{"title": "Trade", **past}],
            statements=[{"speaker": "eide", "quote": "all is well", **past}],
            people={"eide": {"name": "Espen Barth Eide", "offices": [office]}},
        )
        assert [each.title for each in kinds] == [
            "Treaty",
            "Council",
            "Trade",
            "“all is well”",
            "Espen Barth Eide, Foreign Minister, Norway",
        ]
        assert {each.kind for each in kinds} == {Kind.REVIEW}


class TestFigures:
    def trade(self, *values: tuple[str, str], **fields: object) -> list[str]:
        typed = [{"date": when, "value": value} for when, value in values]
        return told(indicators=[{"title": "Trade", "unit": "USD", "values": typed, **fields}])

    def test_the_latest_by_its_last_day_counts(self) -> None:
        assert self.trade(("2019", "1 million"), ("2024", "2 million"), ("2017", "3")) == [
            "figure: Trade: latest figure: USD 2 million (2024)"
        ]
        assert self.trade(("2024", "2 million"), ("2025", "3 million")) == []

    def test_it_is_old_the_day_after_the_age(self) -> None:
        assert self.trade(("2025-02-24", "1")) == []
        assert self.trade(("2025-02-23", "1")) != []
        assert self.trade(("2025-02", "1")) == []  # it may be of the 28th

    def test_the_undated_are_said_to_be_so(self) -> None:
        assert self.trade(("unknown", "1 million")) == [
            "figure: Trade: latest figure: USD 1 million (undated)"
        ]
        assert self.trade(("unknown", "1 million"), ("2025", "2")) == []

    def test_a_forecast_does_not_make_up_for_an_old_figure(self) -> None:
        assert self.trade(("2019", "1 million"), ("2030", "9 million")) == [
            "figure: Trade: latest figure: USD 1 million (2019)"
        ]
        assert self.trade(("2030", "9 million")) == []

    def test_what_has_a_review_still_to_come_has_no_age(self) -> None:
        assert self.trade(("2019", "1"), review="2027-01-01") == []


class TestOffices:
    def held(self, *offices: Mapping[str, object], **sections: object) -> list[str]:
        typed = [{"title": "Minister", **office} for office in offices]
        people = {"eide": {"name": "Espen Barth Eide", "offices": typed}}
        prefix = "office: Espen Barth Eide, Minister: "
        return [each.removeprefix(prefix) for each in told(people=people, **sections)]

    def test_one_that_nothing_confirms_is_told(self) -> None:
        assert self.held({"from": "2019"}) == ["held since 2019; confirmed by nothing since"]
        assert self.held({"from": "2019", "to": "2019/.."}) == [
            "held since 2019; confirmed by nothing since"
        ]
        assert self.held({"from": "2025"}) == []
        assert self.held({}) == ["undated; confirmed by nothing"]

    def test_what_took_place_confirms_it(self) -> None:
        past = event(date="2023-05-03", people=["eide"])
        assert self.held({"from": "2019"}, events=[past]) == [
            "held since 2019; nothing confirms it since 3 May 2023"
        ]
        assert self.held({}, events=[past]) == ["undated; nothing confirms it since 3 May 2023"]
        recent = {"speaker": "eide", "quote": "all is well", "date": "2025-12"}
        assert self.held({"from": "2019"}, events=[past], statements=[recent]) == []
        assert self.held({"from": "2024"}, events=[past]) == [
            "held since 2024; confirmed by nothing since"
        ]

    @pytest.mark.parametrize("status", ["planned", "cancelled"])
    def test_what_did_not_take_place_does_not(self, status: str) -> None:
        plan = event(date="2026-01-03", people=["eide"], status=status)
        assert "held since 2019; confirmed by nothing since" in self.held(
            {"from": "2019"}, events=[plan]
        )

    def test_one_that_ended_is_told_where_it_was_the_last(self) -> None:
        ended = {"from": "2019", "to": "2024-06"}
        assert self.held(ended) == ["until June 2024; no later office is given"]
        assert self.held(ended, {"from": "2025-12"}) == []
        assert self.held(ended, {"from": "2019", "to": "2025-01"}) == [
            "until January 2025; no later office is given"
        ]
        assert self.held({"from": "2019", "to": "unknown"}) == []

    def test_a_review_still_to_come_keeps_both_away(self) -> None:
        later = {"review": "2027-01-01"}
        assert self.held({"from": "2019", **later}) == []
        assert self.held({"from": "2019", "to": "2024", **later}) == []

    def test_who_is_described_in_place_makes_no_claim_to_today(self) -> None:
        text = "events: [{date: 2019, title: Visit, people: ['Ola Berg, Ambassador of Norway']}]"
        assert reminders(read(text).chronology, AS_OF, YEAR, MONTH) == ()


def test_a_plan_that_is_past_lacks_its_outcome() -> None:
    assert told(events=[event(date="2026-02-23", status="planned")]) == [
        "outcome: Visit: planned for 23 February 2026; outcome not recorded"
    ]


class TestUpcoming:
    def ahead(self, when: str, **fields: object) -> list[str]:
        lines = told(events=[event(date=when, status="planned", **fields)])
        return [line.removeprefix("upcoming: Visit: ") for line in lines]

    @pytest.mark.parametrize(
        ("when", "words"),
        [
            ("2026-03-08", "8 March 2026, in 12 days"),
            ("2026-02-25", "25 February 2026, in 1 day"),
            ("2026-02-24", "24 February 2026, today"),
            ("2026-02-23/2026-03-02", "23 February – 2 March 2026, now"),
            ("2026-03-08/2026-03-10", "8–10 March 2026, in 12 days"),
            ("2026-03", "in March 2026"),
            ("2026", "in 2026"),
            ("2026-21", "in spring 2026"),
            ("2026-03-08~", "about 8 March 2026"),
            ("2026-03?", "March 2026 (uncertain)"),
            ("[2026-03-01..2026-03-20]", "between 1 March 2026 and 20 March 2026"),
            ("2026-03/2026-05", "March 2026 – May 2026"),
        ],
    )
    def test_it_is_told_no_more_precisely_than_known(self, when: str, words: str) -> None:
        assert self.ahead(when) == [words]

    def test_only_so_many_days_ahead(self) -> None:
        assert self.ahead("2026-03-26") != []
        assert self.ahead("2026-03-27") == []
        assert self.ahead("unknown") == []

    def test_what_was_called_off_is_not_told(self) -> None:
        assert self.ahead("2026-03-08") != []
        assert told(events=[event(date="2026-03-08", status="cancelled")]) == []

    def test_what_begins_and_ends_is_told_too(self) -> None:
        people = {
            "eide": {"name": "Eide", "offices": [{"title": "Minister", "to": "2026-03-01"}]},
            "berg": {"name": "Berg", "offices": [{"title": "Minister", "from": "2026-03-02"}]},
        }
        lines = told(
            instruments=[
                {"title": "Treaty", "in-force": "2026-03-08", "ended": "2030"},
                {"title": "Lease", "in-force": "1996", "ended": "2026-03"},
            ],
            mechanisms=[{"title": "Council", "ended": "2026-03-09"}],
            people=people,
        )
        assert lines == [
            "upcoming: Lease: ends: in March 2026",
            "upcoming: Eide, Minister: leaves office: 1 March 2026, in 5 days",
            "upcoming: Berg, Minister: takes office: 2 March 2026, in 6 days",
            "upcoming: Treaty: enters into force: 8 March 2026, in 12 days",
            "upcoming: Council: ends: 9 March 2026, in 13 days",
        ]


class TestAnniversaries:
    def key(self, when: str, **fields: object) -> list[Reminder]:
        return found(events=[event(title="Independence", date=when, priority="key")], **fields)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("when", "title", "words"),
        [
            ("1991-03-08", "35 years on from 8 March 1991", "8 March 2026, in 12 days"),
            ("1991-02-24", "35 years on from 24 February 1991", "24 February 2026, today"),
            ("1991-03", "35 years on from March 1991", "in March 2026"),
            ("1991", "35 years on from 1991", "in 2026"),
        ],
    )
    def test_a_round_one_is_told(self, when: str, title: str, words: str) -> None:
        (only,) = self.key(when)
        assert (only.kind, only.title) == (Kind.ANNIVERSARY, f"{title}, Independence")
        assert only.words == words

    @pytest.mark.parametrize("when", ["1992-03-08", "1991-02-23", "1991-03-27", "unknown", "199X"])
    def test_others_are_not(self, when: str) -> None:
        assert self.key(when) == []

    def test_all_are_told_for_as_long_as_is_looked_ahead(self) -> None:
        ahead = self.key("1991-03-08", ahead=Age(11, "years"))
        assert [each.key for each in ahead] == [
            f"{ahead[0].key.partition('.anniversary')[0]}.anniversary-{n}" for n in (35, 40, 45)
        ]

    def test_time_has_an_end(self) -> None:
        last = self.key("1999-12-31", as_of=date(9999, 12, 1), ahead=Age(9999, "years"))
        assert [each.begins for each in last] == [date(9999, 12, 31)]
        assert self.key("2004-24", as_of=date(9999, 12, 1)) == []


class TestKeys:
    def keys(self, *events: dict[str, object]) -> list[str]:
        return [each.key for each in found(events=list(events))]

    def test_they_are_made_of_ids_and_stay_when_the_date_moves(self) -> None:
        plan = {"id": "oslo", "status": "planned"}
        assert self.keys(event(date="2026-03-08", **plan)) == ["oslo.event"]
        assert self.keys(event(date="2026-03-09", **plan)) == ["oslo.event"]

    def test_those_without_an_id_have_one_of_their_title_and_each_its_own(self) -> None:
        plan = event(date="2026-03-08", status="planned")
        once, twice = self.keys(plan, plan)
        assert [once] == self.keys({**plan, "date": "2026-03-20"})
        assert once != twice

    def test_each_kind_has_one_of_its_own(self) -> None:
        both = self.keys(event(id="oslo", date="2026-03-08", status="planned", review="2026-03-01"))
        assert both == ["oslo.review", "oslo.event"]


def test_a_brief_has_its_own_items_and_people() -> None:
    sections: dict[str, object] = {
        "events": [
            event(title="Oslo", parties=["GB", "NO"], review="2026-01-01", people=["eide"]),
            event(title="Rome", parties=["GB", "IT"], review="2026-01-01"),
        ],
        "people": {
            key: {"name": key, "offices": [{"title": "Minister", "from": "2019"}]}
            for key in ("eide", "rossi")
        },
        "briefs": {
            "norway": {"parties": ["GB", "NO"]},
            "both": {"parties": ["IT"], "parts": ["norway"]},
        },
    }

    def titles(brief: str) -> list[str]:
        return [each.title for each in found(brief=brief, **sections)]  # type: ignore[arg-type]

    assert titles("norway") == ["Oslo", "eide, Minister"]
    assert titles("both") == ["Oslo", "Rome", "eide, Minister"]
    assert titles("") == ["Oslo", "Rome", "eide, Minister", "rossi, Minister"]
