"""The officer's own text: formatting and citations, clearance, the counterpart, room, parts, drafts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from legation.composing import compose
from legation.composing.draft import Omitted
from legation.composing.prose import NO_BREAK
from legation.model.brief import Brief
from legation.model.chronology import Chronology
from legation.model.clearing import record
from legation.model.document import (
    Contents,
    Document,
    Heading,
    Link,
    List,
    ListKind,
    PageBreak,
    Paragraph,
    Role,
    Table,
    Text,
    Timeline,
)
from legation.model.template import Template
from legation.writing import text

BOTH = ["AZ", "UZ"]
EVENTS: list[dict[str, object]] = [
    {"id": "treaty", "date": "2024", "title": "Treaty", "parties": BOTH, "sources": "gazette"},
    {"id": "visit", "date": "2025", "title": "Visit", "parties": BOTH, "sources": "herald"},
    {"id": "rumour", "date": "2025", "title": "Rumour", "parties": BOTH, "disputed": "All of it."},
]
AS_OF = date(2026, 2, 24)
CLEARED = {"name": "Head of desk", "on": "2026-02-24"}
BY = "Head of desk, 24 February 2026"


def chronology(events: Any = None, **brief: Any) -> Chronology:
    return Chronology.model_validate(
        {
            "title": "Test",
            "sources": {"gazette": {"title": "Gazette"}, "herald": {"title": "Herald"}},
            "people": {
                "dar": {"name": "Ishaq Dar", "offices": [{"title": "Foreign Minister"}]},
                "long": {"name": "A", "summary": "Born in 1960. " * 19 + "Since then a minister."},
            },
            "events": EVENTS if events is None else events,
            "briefs": {"b": {"parties": BOTH, **brief}, "other": {"parties": "AZ"}},
        }
    )


def composed(template: str, *, omitted: Any = None, **brief: Any) -> Document:
    return made(chronology(**brief), template, omitted=omitted)


def made(
    from_: Chronology,
    template: str,
    room: int | None = None,
    omitted: list[Omitted] | None = None,
) -> Document:
    def find(name: str) -> Template:
        return Template(template, name)

    return compose(from_, "b", AS_OF, find, room=room, omitted=omitted)


def said(document: Document) -> list[str]:
    """The document's lines, without what stands on every page."""
    dumped = text.dump(document).partition("\n--\n")[0]
    return [line.replace(NO_BREAK, " ") for line in dumped.split("\n") if line.strip()]


class TestCitations:
    @pytest.mark.parametrize(
        ("typed", "printed"),
        [
            ("Signed in 2024 [treaty].", "Signed in 2024 [1]."),
            ("Signed [treaty, visit] and more", "Signed [1] [2] and more"),
            ("[visit; treaty]", "[1] [2]"),
            ("Whispered [rumour].", "Whispered (disputed, no source)."),
            (r"So he said \[sic] [visit]", "So he said [sic] [1]"),
            ("[here](https://example.org/a) [visit]", "here <https://example.org/a> [1]"),
        ],
    )
    def test_are_printed_as_the_numbers_of_their_sources(self, typed: str, printed: str) -> None:
        assert said(composed("{{ bottom_line() }}", bottom_line=typed)) == [printed]

    def test_beside_a_text_follow_it_once(self) -> None:
        point = {"text": "Signed [treaty]", "cites": ["visit", "treaty"]}
        assert said(composed("{{ points() }}", points=[point])) == ["1. Signed [1] [2]"]

    def test_of_a_disputed_item_say_so(self) -> None:
        events = [{**EVENTS[0], "disputed": "The year."}]
        found = made(chronology(events, points=["Signed [treaty]."]), "{{ points() }}")
        assert said(found) == ["1. Signed [1] (disputed)."]

    def test_stay_on_the_line_of_the_word_before(self) -> None:
        (block,) = composed("{{ bottom_line() }}", bottom_line="It was [treaty] so").blocks
        assert isinstance(block, Paragraph)
        assert block.inlines[0] == Text(f"It was{NO_BREAK}")

    @pytest.mark.parametrize(
        ("status", "when", "remark"),
        [
            ("cancelled", "2025", " (cancelled)"),
            ("planned", "2027", " (planned)"),
            ("planned", "2026-01", " (planned, outcome not recorded)"),
            ("held", "2025", ""),
        ],
    )
    def test_of_what_was_not_held_say_so(self, status: str, when: str, remark: str) -> None:
        events = [{**EVENTS[0], "status": status, "date": when}]
        found = made(chronology(events, points=["Met [treaty]."]), "{{ points() }}")
        assert said(found) == [f"1. Met [1]{remark}."]


class TestFormatting:
    def test_is_markdown_within_the_line(self) -> None:
        typed = "Now **bold**, *slanted* and [there](https://example.org/)."
        (block,) = composed("{{ bottom_line() }}", bottom_line=typed).blocks
        assert isinstance(block, Paragraph)
        texts = {i.text: (i.bold, i.italic) for i in block.inlines if isinstance(i, Text)}
        assert texts["bold"] == (True, False)
        assert texts["slanted"] == (False, True)
        assert [i.url for i in block.inlines if isinstance(i, Link)] == ["https://example.org/"]

    @pytest.mark.parametrize(
        "typed",
        [
            "R&D <b>Baku</b> &amp; &#65; <!-- x -->",
            "{{ 7 * 7 }} {% raw %}",
            "1991. Treaty",
            "- a dash, # a hash, > a quotation, + a plus",
            "![a picture](https://example.org/x.png)",
            "`code` | ~~c~~ ^d^ $e$",
            "# not a heading",
            "<https://example.org>",
            "2*3*4",
        ],
    )
    def test_all_else_is_as_it_was_typed(self, typed: str) -> None:
        for key, call in (("bottom_line", "bottom_line"), ("press_line", "press_line")):
            (block,) = composed(f"{{{{ {call}() }}}}", **{key: typed}).blocks
            assert isinstance(block, Paragraph)
            printed = "".join(_letters(inline) for inline in block.inlines)
            assert printed == typed.replace("![a picture](https://example.org/x.png)", "!a picture")

    def test_no_link_leads_to_a_script(self) -> None:
        (block,) = composed("{{ bottom_line() }}", bottom_line="[x](javascript:alert(1))").blocks
        assert isinstance(block, Paragraph)
        assert not any(isinstance(inline, Link) for inline in block.inlines)


def _letters(inline: object) -> str:
    if isinstance(inline, Link):
        return "".join(text.text for text in inline.children)
    return inline.text if isinstance(inline, Text) else "\n"


class TestBlocks:
    def test_points_are_numbered_in_a_list_of_their_own_kind(self) -> None:
        (block,) = composed("{{ points() }}", points=["One", "Two"]).blocks
        assert isinstance(block, List)
        assert (block.kind, len(block.items)) == (ListKind.POINT, 2)

    def test_answers_stand_beside_what_they_raise(self) -> None:
        raised = [{"they": "Why?", "we": "Because [treaty].", "cites": "visit"}]
        (table,) = composed("{{ if_raised() }}", **{"if-raised": raised}).blocks
        assert isinstance(table, Table)
        assert [column.header for column in table.columns] == ["If they raise", "Our response"]
        assert said(composed("{{ if_raised() }}", if_raised=raised))[-1] == (
            "Why? | Because [1]. [2]"
        )

    def test_the_press_line_is_a_quotation(self) -> None:
        (block,) = composed("{{ press_line() }}", press_line="All went well.").blocks
        assert isinstance(block, Paragraph)
        assert block.role is Role.QUOTE

    @pytest.mark.parametrize(
        ("typed", "printed"),
        [
            ("One.\nTwo.", ["One.", "Two."]),
            ("One\nline.\n\nTwo.", ["One line.", "Two."]),
            ("Two things:\n\n- *one*\n- two [treaty]", ["Two things:", "• one", "• two [1]"]),
        ],
    )
    def test_background_has_paragraphs_and_lists(self, typed: str, printed: list[str]) -> None:
        assert said(composed("{{ background() }}", background=typed)) == printed

    def test_what_was_not_written_vanishes_with_its_heading(self) -> None:
        calls = "bottom_line objectives points if_raised press_line sensitivities background"
        source = "".join(f"## {call}\n\n{{{{ {call}() }}}}\n\n" for call in calls.split())
        assert composed(source + "{{ page_break() }}\n\n## x\n\n{{ counterpart() }}").blocks == ()

    def test_a_heading_before_a_page_break_heads_nothing(self) -> None:
        source = "## a\n\n{{ page_break() }}\n\n{{ annex() }}\n\n## b\n\ntext"
        annex, heading, paragraph = composed(source).blocks
        assert annex == PageBreak(annex=True)
        assert isinstance(heading, Heading)
        assert isinstance(paragraph, Paragraph)

    def test_the_meeting_says_for_whom_when_and_where(self) -> None:
        meeting = {
            "who": "The Minister",
            "meeting": "Bilateral",
            "date": "2026-02",
            "place": "Baku",
        }
        assert said(composed("{{ meeting() }}", **{"for": meeting})) == [
            "For: The Minister",
            "Meeting: Bilateral, February 2026, Baku",
            "As of: 24 February 2026",
        ]


class TestClearance:
    def cleared(self, then: Chronology, **brief: object) -> Document:
        """The points of a brief that was cleared when the chronology was as given."""
        events = [{**EVENTS[0], "title": "Treaty, as corrected"}, *EVENTS[1:]]
        now = {**brief, "cleared-by": CLEARED, "cleared-facts": record(then, then.briefs["b"])}
        return made(chronology(events, **now), "{{ points() }}\n\n{{ clearance() }}")

    def test_names_who_drafted_and_who_cleared(self) -> None:
        brief = {"points": ["A."], "contact": "Desk", "distribution": ["A", "B"]}
        assert said(composed("{{ clearance() }}", **brief)) == [
            "Contact: Desk",
            "Cleared by: not cleared",
            "Distribution: A; B",
        ]
        assert f"Cleared by: {BY}; what was cleared is not on record" in said(
            composed("{{ clearance() }}", **brief, **{"cleared-by": CLEARED})
        )

    def test_stands_while_nothing_changes(self) -> None:
        then = chronology(events=[{**EVENTS[0], "title": "Treaty, as corrected"}, *EVENTS[1:]])
        then = then.model_copy(update={"briefs": chronology(points=["A [treaty]."]).briefs})
        assert f"Cleared by: {BY}" in said(self.cleared(then, points=["A [treaty]."]))

    def test_ends_when_what_was_cited_changes(self) -> None:
        points = ["Signed [treaty].", "Visited [visit]."]
        assert said(self.cleared(chronology(points=points), points=points)) == [
            "1. Signed [1]. (not re-cleared)",
            "2. Visited [2].",
            "Cleared by: Head of desk, 24 February 2026; not re-cleared: 1 part has changed since",
        ]

    def test_ends_when_the_text_changes(self) -> None:
        then = chronology(points=["Visited [visit]."])
        found = said(self.cleared(then, points=["Visited often [visit].", "New."]))
        assert found[:2] == ["1. Visited often [1]. (not re-cleared)", "2. New. (not re-cleared)"]
        assert found[2].endswith("not re-cleared: 2 parts have changed since")


class TestCounterpart:
    def words(self, document: Document) -> int:
        return len(" ".join(said(document)[1:]).split())

    def test_is_told_in_60_words(self) -> None:
        told = composed("{{ counterpart() }}", counterpart="long")
        assert said(told)[0] == "A"
        assert self.words(told) == 57  # 19 whole sentences; the next has four words more
        events = [{**EVENTS[0], "title": "A long title of many words", "people": "dar"}] * 20
        told = made(chronology(events, counterpart="dar"), "{{ counterpart() }}")
        assert 0 < self.words(told) <= 60 + 20  # and a source number for each

    def test_is_told_by_the_events_that_the_brief_selects(self) -> None:
        elsewhere = {**EVENTS[0], "parties": ["AZ", "PK"], "title": "Elsewhere", "people": "dar"}
        events = [elsewhere, {**EVENTS[1], "people": "dar"}]
        told = made(chronology(events, counterpart="dar"), "{{ counterpart() }}")
        assert said(told) == ["Ishaq Dar, Foreign Minister", "2025: Visit [1]"]


class TestRoom:
    SOURCE = "{{ doubts(chosen(events)) }}\n\n{{ left_out() }}"

    def doubtful(self) -> Chronology:
        events = [
            {**EVENTS[0], "id": f"e{n}", "date": str(2000 + n), "title": f"E{n}", "disputed": "?"}
            for n in range(6)
        ]
        events[1]["priority"] = "key"
        return chronology(events)

    def test_keeps_what_is_key_then_what_is_latest(self) -> None:
        assert said(made(self.doubtful(), self.SOURCE, room=3)) == [
            "• Disputed: E1. ?",
            "• Disputed: E4. ?",
            "• Disputed: E5. ?",
            "Left out for want of room: E0; E2; E3.",
        ]

    def test_without_a_limit_all_is_shown(self) -> None:
        assert len(said(made(self.doubtful(), self.SOURCE))) == 6

    def test_takes_items_only(self) -> None:
        from legation.diagnostics import LegationError

        with pytest.raises(LegationError, match=r"chosen\(\) takes items"):
            composed("{{ chosen(['a']) }}")


class TestTurningPoints:
    def test_are_drawn_in_a_strip(self) -> None:
        (block,) = composed("{{ turning_points(events) }}").blocks
        assert isinstance(block, Timeline)
        assert (block.strip, block.caption, len(block.entries)) == (True, "", 3)

    def test_vanish_where_nothing_is_dated(self) -> None:
        undated = chronology([{**EVENTS[0], "date": "unknown"}])
        assert made(undated, "## T\n\n{{ turning_points(events) }}").blocks == ()


class TestParts:
    SOURCE = """
## Contents

{{ contents() }}

{% for part in parts %}
## {{ part.brief.title }}

{{ part.points() }}

{{ cite(part.events[0]) }}

{% endfor %}
## Contacts

{{ contacts() }}

## Sources

{{ sources() }}
"""

    def bound(self) -> Document:
        content = {"points": ["One [visit]."], "contact": "Desk", "title": "Part", "parties": BOTH}
        from_ = chronology(parts=["other"], title="Book")
        briefs = {**from_.briefs, "other": Brief.model_validate(content)}
        return made(from_.model_copy(update={"briefs": briefs}), self.SOURCE)

    def test_have_their_own_items_and_share_the_sources(self) -> None:
        assert said(self.bound()) == [
            *("Contents", "--------", "Part", "Contacts", "Sources"),
            *("Part", "----", "1. One [1].", "[2]"),
            *("Contacts", "--------", "[Contacts]", "Brief | Contact | Drafted by"),
            *("----------------------------", "Part | Desk | "),
            *("Sources", "-------", "[1] Herald", "[2] Gazette"),
        ]

    def test_are_listed_in_the_contents(self) -> None:
        contents = next(block for block in self.bound().blocks if isinstance(block, Contents))
        assert [(e.level, e.text, e.anchor) for e in contents.entries] == [
            (1, "Part", "section-part"),
            (1, "Contacts", "section-contacts"),
            (1, "Sources", "section-sources"),
        ]

    def test_are_listed_without_their_sections_where_those_are_many(self) -> None:
        parts = "".join(f"## {n}\n\n### Part\n\ntext\n\n" for n in range(16))
        (contents, *_) = composed("{{ contents() }}\n\n" + parts).blocks
        assert isinstance(contents, Contents)
        assert [entry.text for entry in contents.entries] == [str(n) for n in range(16)]


class TestDraft:
    def test_says_so_on_every_page_and_names_what_is_left_out(self) -> None:
        omitted = [Omitted("events.yaml:42", "event `x`: 2023-02-29 is no date")]
        document = composed("# Title\n\ntext", omitted=omitted, marking="OFFICIAL")
        assert document.marking == "DRAFT · OFFICIAL"
        assert said(document)[1:] == [
            *("Title", "====="),
            "This is a draft, not for use. What has an error is left out of it, and named here:",
            "[What the draft leaves out]",
            "Where | Left out, and why",
            "-------------------------",
            "events.yaml:42 | event `x`: 2023-02-29 is no date",
            "text",
        ]

    def test_of_what_has_no_error_says_that_nothing_is_left_out(self) -> None:
        document = composed("# Title", omitted=[])
        assert document.marking == "DRAFT"
        assert said(document)[-1] == "This is a draft, not for use. Nothing is left out."
