"""Warnings: what reads well and is likely wrong all the same."""

from __future__ import annotations

import pytest
from babel import Locale

from legation.checking import check
from legation.checking.languages import CODES
from legation.diagnostics import Report, render
from legation.model.chronology import Chronology


def found(**sections: object) -> list[str]:
    report = Report()
    check(Chronology.model_validate({"title": "Test", **sections}), report)
    return [f"{d.severity}[{d.code}]: {d.message}" for d in report]


def event(**fields: object) -> dict[str, object]:
    return {"date": "2024", "title": "T", "sources": ["s"], "parties": ["AZ"], **fields}


SOURCES = {"s": {"title": "Source"}}


class TestSources:
    def test_an_item_without_a_source_is_named(self) -> None:
        expected = ["warning[no-source]: the item cites no source"]
        assert found(events=[event(sources=[])]) == expected
        assert found(indicators=[{"title": "Trade"}]) == expected
        assert found(events=[event()], sources=SOURCES) == []

    @pytest.mark.parametrize(
        "url", ["javascript:alert(1)", "file:///etc/passwd", "www.example.org", "ftp://a"]
    )
    def test_an_address_that_cannot_be_linked_is_named(self, url: str) -> None:
        sources = {"s": {"title": "Source", "url": url}}
        assert found(sources=sources) == [
            f"warning[url]: {url!r} is no web address: it is printed, but not linked"
        ]

    @pytest.mark.parametrize(
        "url", ["https://example.org/a", "HTTP://EXAMPLE.ORG", "mailto:a@example.org"]
    )
    def test_web_and_mail_addresses_are_fine(self, url: str) -> None:
        assert found(sources={"s": {"title": "Source", "url": url}}) == []

    @pytest.mark.parametrize(
        ("language", "hint"),
        [
            ("xx", "write its BCP 47 tag: ru, or uz-Cyrl"),
            ("qqq", "write its BCP 47 tag: ru, or uz-Cyrl"),
            ("Russian and English", "write its BCP 47 tag: ru, or uz-Cyrl"),
            ("ru, en", "write its BCP 47 tag: ru, or uz-Cyrl"),
            ("Russian", "write `ru`"),
            ("rus", "write `ru`"),
            ("uz_Cyrl", "write `uz-Cyrl`"),
        ],
    )
    def test_a_language_that_is_none_is_named(self, language: str, hint: str) -> None:
        report = Report()
        sources = {"s": {"title": "Source", "language": language}}
        check(Chronology.model_validate({"title": "Test", "sources": sources}), report)
        assert [render(d) for d in report] == [
            f'warning[source-language]: "{language}" is the tag of no language\n  hint: {hint}'
        ]

    @pytest.mark.parametrize("language", ["en", "RU", "en-GB", "uz-Cyrl", "zh-Hans-CN", "fil"])
    def test_a_language_is_fine(self, language: str) -> None:
        assert found(sources={"s": {"title": "Source", "language": language}}) == []

    def test_the_codes_of_two_letters_are_those_of_cldr(self) -> None:
        assert {code for code in map(str, Locale.parse("en").languages) if len(code) == 2} == CODES


class TestDates:
    @pytest.mark.parametrize(
        ("stages", "message"),
        [
            (
                {"signed": "2024", "ratified": "2023-05"},
                "`ratified` (2023-05) is before `signed` (2024)",
            ),
            (
                {"signed": "2024-08", "in-force": "2024-07"},
                "`in-force` (2024-07) is before `signed` (2024-08)",
            ),
            ({"signed": "signing", "ended": "2001"}, "`ended` (2001) is before `signed` (2024)"),
        ],
    )
    def test_the_stages_of_an_instrument_follow_each_other(
        self, stages: dict[str, str], message: str
    ) -> None:
        instrument = {"title": "Treaty", "sources": ["s"], **stages}
        expected = [f"warning[date-order]: {message}"]
        assert (
            found(events=[event(id="signing")], instruments=[instrument], sources=SOURCES)
            == expected
        )

    def test_stages_that_overlap_are_in_order(self) -> None:
        instrument = {"title": "Treaty", "sources": ["s"], "signed": "2024", "ratified": "2024-03"}
        assert found(instruments=[instrument], sources=SOURCES) == []

    def test_a_body_does_not_meet_before_it_exists(self) -> None:
        mechanism = {
            "title": "Council",
            "established": "2025",
            "meetings": ["signing"],
            "sources": ["s"],
        }
        assert found(events=[event(id="signing")], mechanisms=[mechanism], sources=SOURCES) == [
            "warning[date-order]: `meetings` (2024) is before `established` (2025)"
        ]

    def test_an_office_ends_after_it_begins(self) -> None:
        office = {"title": "Minister", "from": "2020", "to": "2019-05"}
        assert found(people={"p": {"name": "P", "offices": [office]}}) == [
            "warning[date-order]: the office ends (2019-05) before it begins (2020)"
        ]


class TestBriefs:
    @pytest.mark.parametrize(
        ("brief", "message"),
        [
            ({"topics": ["trad"]}, "no item has `trad` among its topics"),
            ({"kinds": ["visit"]}, "no item has `visit` among its kinds"),
            ({"parties": ["UZ"]}, "no item has `UZ` among its parties"),
        ],
    )
    def test_what_no_item_has_is_named(self, brief: dict[str, object], message: str) -> None:
        events = [event(topics=["trade"], kind="treaty")]
        assert found(events=events, sources=SOURCES, briefs={"b": brief}) == [
            f"warning[nothing-found]: {message}"
        ]

    def test_what_items_have_is_fine(self) -> None:
        brief = {"topics": ["trade"], "kinds": ["treaty"], "parties": ["AZ"]}
        events = [event(topics=["trade"], kind="treaty")]
        assert found(events=events, sources=SOURCES, briefs={"b": brief}) == []
