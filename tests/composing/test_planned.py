"""What was planned is never told as held, and what is to come is never the last meeting."""

from __future__ import annotations

from datetime import date

import pytest

from legation.composing import compose
from legation.model.chronology import Chronology
from legation.model.document import Document, List, Paragraph, Table, Text, Timeline
from legation.model.template import Template

AS_OF = date(2026, 3, 1)
PLAN = "planned for 24 February 2026; outcome not recorded"
EVERYTHING = "\n\n".join(
    "{{ %s }}" % call  # noqa: UP031
    for call in (
        "at_a_glance()",
        "dates_ahead()",
        "timeline(events + upcoming)",
        "turning_points(events + upcoming)",
        "chronology(events + upcoming)",
        "doubts(items)",
        "agreements(instruments)",
        "bodies(mechanisms)",
    )
)


def composed(template: str, *events: dict[str, object], **sections: object) -> Document:
    typed = [{"title": "Talks", "level": "minister", **event} for event in events]
    content = {"title": "Test", "briefs": {"b": {}}, "events": typed, **sections}
    whole = Chronology.model_validate(content)
    return compose(whole, "b", AS_OF, lambda name: Template(template, name))


def plan(when: str = "2026-02-24", **fields: object) -> dict[str, object]:
    return {"date": when, "status": "planned", **fields}


def said(paragraphs: tuple[Paragraph, ...]) -> str:
    return " / ".join(
        "".join(inline.text for inline in p.inlines if isinstance(inline, Text)) for p in paragraphs
    )


def rows(document: Document) -> list[list[str]]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [[said(cell) for cell in row.cells] for table in tables for row in table.rows]


def glance(*events: dict[str, object]) -> dict[str, str]:
    return {name: text for name, text in rows(composed("{{ at_a_glance() }}", *events))}  # noqa: C416


def test_the_table_says_that_its_outcome_is_not_recorded() -> None:
    (row,) = rows(composed("{{ chronology(events) }}", plan()))
    assert row[0] == "24 February 2026"
    assert row[1] == f"Talks / P{PLAN[1:]}"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2026-02", "planned for February 2026"),
        ("2025", "planned for 2025"),
        ("2025~", "planned for about 2025"),
        ("2025-24", "planned for winter 2025–26"),
        ("2026-02-01/2026-02-03", "planned for 1–3 February 2026"),
        ("[2025-01..2025-03]", "planned between January 2025 and March 2025"),
        ("../2025", "planned until 2025"),
    ],
)
def test_a_plan_is_as_precise_as_its_date(when: str, words: str) -> None:
    document = composed("{% for event in events %}{{ event.when }}.{% endfor %}", plan(when))
    (paragraph,) = document.blocks
    assert isinstance(paragraph, Paragraph)
    assert said((paragraph,)) == f"{words}; outcome not recorded."


def test_the_timeline_says_so_in_words_and_is_hollow() -> None:
    for call in ("timeline(events)", "turning_points(events)"):
        (timeline,) = composed(f"{{{{ {call} }}}}", plan(priority="key")).blocks
        assert isinstance(timeline, Timeline)
        assert f"Turning points: Talks ({PLAN})" in timeline.description
        (entry,) = timeline.entries
        assert (entry.planned, entry.when) == (True, PLAN)


def test_doubts_say_so() -> None:
    (doubts,) = composed("{{ doubts(items) }}", plan(disputed="The day.")).blocks
    assert isinstance(doubts, List)
    (item,) = doubts.items
    (paragraph,) = (block for block in item.blocks if isinstance(block, Paragraph))
    assert said((paragraph,)) == f"Disputed: Talks ({PLAN}). The day."


def test_what_names_a_plan_does_not_tell_of_it_as_held() -> None:
    (treaty,) = rows(
        composed(
            "{{ agreements(instruments) }}",
            plan(id="signing"),
            instruments=[{"title": "Treaty", "signed": "signing"}],
        )
    )
    assert treaty[1] == f"Signed: {PLAN}"
    body = {"title": "Council", "established": "2020", "meetings": ["first"]}
    (council,) = rows(composed("{{ bodies(mechanisms) }}", plan(id="first"), mechanisms=[body]))
    assert council[1] == f"Since: 2020 / Meetings: {PLAN}"


def test_a_plan_is_neither_the_last_meeting_nor_an_anniversary_nor_relations() -> None:
    past = plan("2016-03-24", kind="recognition", priority="key")
    assert composed("{{ at_a_glance() }}{{ dates_ahead() }}", past).blocks == ()


HELD: dict[str, object] = {"date": "2025-07-23", "title": "Held"}


@pytest.mark.parametrize(
    ("when", "status", "place"),
    [
        ("2026-03-01", "planned", "Next"),
        ("2026-02-28", "planned", ""),
        ("2026-03-02", "planned", "Next"),
        ("2026-03-02", "held", ""),
        ("2026-03", "planned", "Next"),
        ("2026", "planned", "Next"),
        ("2025", "planned", ""),
        ("2027", "planned", "Next"),
        ("2027", "held", ""),
        ("2026-02-27/2026-03-09", "planned", "Next"),
        ("2026-02-27/2026-03-09", "held", "Last met"),
        ("2026-03-01", "held", "Last met"),
        ("2026-02-28", "cancelled", ""),
        ("2026", "held", "Last met"),
        ("2025", "held", ""),
    ],
)
def test_a_meeting_of_the_future_is_never_the_last(when: str, status: str, place: str) -> None:
    found = glance(HELD, {"date": when, "status": status, "title": "Other"})
    assert [name for name, text in found.items() if "Other" in text] == ([place] if place else [])
    assert ("Held" in found["Last met"]) == (place != "Last met")


def test_wherever_a_plan_is_printed_its_outcome_is_said_to_be_missing() -> None:
    document = composed(EVERYTHING, plan(priority="key", inferred="From a programme."))
    told = rows(document) + [
        [said(tuple(b for b in item.blocks if isinstance(b, Paragraph)))]
        for block in document.blocks
        if isinstance(block, List)
        for item in block.items
    ]
    assert told
    for row in told:
        assert "outcome not recorded" in " ".join(row)
