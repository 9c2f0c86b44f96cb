"""What a brief says is kept in the words of its readers, and no later day alone changes it."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from legation.composing.changes import compare
from legation.composing.edition import edition
from legation.model.changes import News
from legation.model.chronology import Chronology
from legation.model.edition import Attestation, Edition, Entry, Reading, Said

AS_OF = date(2026, 2, 12)
LATER = date(2031, 1, 1)

PEOPLE = {
    "bayramov": {
        "name": "Jeyhun Bayramov",
        "offices": [
            {"title": "Deputy Minister", "party": "AZ", "to": "2020-07"},
            {"title": "Foreign Minister", "party": "AZ", "from": "2020-07-16", "to": "2030"},
        ],
    },
    "dar": {"name": "Ishaq Dar", "offices": [{"title": "Foreign Minister of Pakistan"}]},
}
SOURCES = {
    "gazette": {
        "title": "Talks in Baku",
        "publisher": "The Gazette",
        "author": "A. Reporter",
        "published": "2025-12",
        "language": "az",
        "url": "https://example.org/talks",
    }
}


def said(label: str, text: str, date: str = "") -> Said:
    return Said(label, text, date)


def of(as_of: date = AS_OF, brief: dict[str, Any] | None = None, **sections: Any) -> Edition:
    content = {"title": "Test", "people": PEOPLE, "sources": SOURCES, **sections}
    content.setdefault("briefs", {"b": brief or {}})
    return edition(Chronology.model_validate(content), "b", as_of)


def test_an_event_is_told_in_the_words_of_its_readers() -> None:
    event = {
        "id": "talks",
        "date": "2025-12-14",
        "title": "Talks",
        "kind": "meeting",
        "level": "head-of-state",
        "priority": "key",
        "parties": ["AZ", "PK"],
        "summary": "They talked.",
        "place": "Baku",
        "people": ["bayramov", "A. N. Other"],
        "sources": "gazette",
        "attribution": "dar",
        "disputed": "By some.",
    }
    source = "A. Reporter, Talks in Baku, The Gazette, December 2025 (in Azerbaijani)"
    assert of(events=[event]).entries == (
        Entry(
            section="events",
            title="Talks",
            id="talks",
            date="2025-12-14",
            when="14 December 2025",
            status="held",
            parties=("Azerbaijan", "Pakistan"),
            said=(
                said("Kind", "meeting"),
                said("Turning point", "yes"),
                said("Summary", "They talked."),
                said("Level", "head of state"),
                said("Place", "Baku"),
                said("People", "Jeyhun Bayramov, Foreign Minister, Azerbaijan; A. N. Other"),
                said("According to", "Ishaq Dar"),
                said("Disputed", "By some."),
            ),
            sources=(Attestation("gazette", f"{source}, https://example.org/talks"),),
        ),
    )


def test_other_items_are_told_with_what_they_link_to() -> None:
    told = of(
        events=[{"id": "e", "date": "2024-08", "title": "Council meets"}],
        instruments=[
            {"title": "Treaty", "signed": "e", "in-force": "2025", "url": "https://example.org"}
        ],
        mechanisms=[{"title": "Council", "established": "2023", "meetings": ["e"]}],
        indicators=[
            {
                "title": "Trade",
                "unit": "USD",
                "values": [{"date": "2025", "value": "more than 300 million", "note": "Goods."}],
                "claims": [{"times": "9.5", "from": "2017", "to": "2025"}],
            }
        ],
        statements=[{"speaker": "dar", "quote": "“We agree.”", "about": "trade"}],
    )
    _, treaty, council, trade, words = told.entries
    assert treaty.said == (
        said("Signed", "August 2024", "2024-08"),
        said("In force", "2025", "2025"),
        said("Text", "https://example.org"),
    )
    assert council.said == (said("Since", "2023", "2023"), said("Meetings", "August 2024"))
    assert trade.said == (said("Change claimed", "9.5-fold (2017 to 2025)"),)
    assert trade.readings == (
        Reading("2025", "more than USD 300 million", "300000000", "2025", "USD", "Goods."),
    )
    assert (words.title, words.date) == ("We agree.", "")
    assert words.said == (said("Speaker", "Ishaq Dar"), said("On", "trade"))


def test_the_officers_texts_are_read_without_their_signs() -> None:
    brief = {
        "title": "Pakistan",
        "subtitle": "For the visit",
        "marking": "OFFICIAL",
        "for": {"who": "The Minister", "meeting": "Bilateral", "date": "2026-02-25"},
        "counterpart": "dar",
        "bottom-line": "Trade has *grown* [talks], and must [talks, talks].",
        "points": ["One.", {"text": "Two.", "cites": "talks"}],
        "if-raised": {"they": "Visas?", "we": "Soon."},
        "background": "First.\n\n- Second.",
        "cleared-by": {"name": "A. Head", "on": "2026-02-01"},
    }
    event = {"id": "talks", "date": "2025", "title": "Talks"}
    told = of(brief=brief, events=[event])
    assert told.title == "Pakistan"
    assert [(each.label, each.text) for each in told.said] == [
        ("Subtitle", "For the visit"),
        ("Marking", "OFFICIAL"),
        ("For", "The Minister"),
        ("Meeting", "Bilateral, 25 February 2026"),
        ("Bottom line", "Trade has grown, and must."),
        ("Points to make", "One."),
        ("Points to make", "Two."),
        ("If they raise", "Visas?"),
        ("Our response", "Soon."),
        ("Background", "First. - Second."),
        ("Counterpart", "Ishaq Dar, Foreign Minister of Pakistan"),
        ("Cleared by", "A. Head, 1 February 2026"),
    ]


def test_a_book_says_what_its_parts_say_each_item_once() -> None:
    briefs = {
        "b": {"parts": ["one", "two"], "parties": ["AZ"]},
        "one": {"title": "One", "parties": ["PK"], "bottom-line": "First."},
        "two": {"title": "Two", "parties": ["UZ"]},
    }
    events = [
        {"date": "2025", "title": "All", "parties": ["AZ", "PK", "UZ"]},
        {"date": "2024", "title": "Pakistan alone", "parties": ["PK"]},
    ]
    told = of(briefs=briefs, events=events)
    assert [entry.title for entry in told.entries] == ["Pakistan alone", "All"]
    assert said("One: Bottom line", "First.") in told.said


def test_what_decides_where_an_event_is_printed_is_told() -> None:
    event = {"id": "talks", "date": "2025-12-14", "title": "Talks", "level": "minister"}
    before = of(events=[event])
    after = of(events=[event | {"level": "head-of-government", "priority": "key"}])
    (change,) = compare(before, after)
    assert [(each.label, each.before, each.after) for each in change.details] == [
        ("Turning point", "", "yes"),
        ("Level", "minister", "head of government"),
    ]


CHANGING: list[dict[str, Any]] = [
    {"events": [{"date": "2026-03-05", "title": "Visit", "status": "planned"}]},
    {"events": [{"date": "2027/..", "title": "Presidency", "status": "planned"}]},
    {"events": [{"date": "unknown", "title": "Talks", "people": ["bayramov"]}]},
    {"events": [{"date": "2024/..", "title": "Talks", "people": ["bayramov"]}]},
    {"events": [{"date": "2024", "title": "Talks", "attribution": "bayramov"}]},
    {"events": [{"date": "2026-03-05", "title": "Visit", "status": "cancelled"}]},
    {
        "events": [{"id": "e", "date": "2026-03-05", "title": "Visit", "status": "planned"}],
        "instruments": [{"title": "Treaty", "signed": "e", "in-force": "2030/.."}],
        "mechanisms": [{"title": "Council", "established": "2030", "meetings": ["e"]}],
    },
    {"statements": [{"speaker": "bayramov", "quote": "Yes."}]},
    {"indicators": [{"title": "T", "claims": [{"times": "2", "from": "2028/.."}]}]},
    {"briefs": {"b": {"counterpart": "bayramov"}}},
    {"briefs": {"b": {"people": "bayramov"}}},
]


@pytest.mark.parametrize("content", CHANGING)
def test_a_later_day_alone_changes_nothing_but_what_has_passed(content: dict[str, Any]) -> None:
    before, after = of(AS_OF, **content), of(LATER, **content)
    changes = compare(before, after)
    assert {change.news for change in changes} <= {News.PASSED}
    plans = [entry for entry in before.entries if entry.status == "planned"]
    assert len(changes) == sum(entry.upcoming for entry in plans) - sum(
        entry.upcoming for entry in after.entries if entry.status == "planned"
    )
    without = [
        [msgspec.structs.replace(entry, upcoming=False, when="") for entry in each.entries]
        for each in (before, after)
    ]
    assert without[0] == without[1]
    assert before.said == after.said


def test_it_is_kept_as_json() -> None:
    told = of(events=[{"date": "2024", "title": "Talks"}], brief={"bottom-line": "Yes."})
    assert msgspec.json.decode(msgspec.json.encode(told), type=Edition) == told
