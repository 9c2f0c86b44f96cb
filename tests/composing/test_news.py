"""What has changed, as a brief tells it: the section, its place, and the rows that are marked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from legation.composing import compose
from legation.composing.edition import edition
from legation.model.chronology import Chronology
from legation.model.document import (
    Block,
    Document,
    Heading,
    Inline,
    List,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Text,
    Title,
)
from legation.model.edition import Earlier
from legation.model.template import Template
from legation.writing import text

EARLIER, AS_OF = date(2026, 2, 12), date(2026, 2, 24)
SHIPPED = Path(__file__).resolve().parents[2] / "templates"

OLD: dict[str, Any] = {
    "events": [
        {"id": "a", "date": "2024", "title": "Talks", "summary": "They met in Baku."},
        {"id": "b", "date": "2025", "title": "Same"},
        {"id": "c", "date": "2026-03-05", "title": "Visit", "status": "planned"},
        {"id": "d", "date": "1992", "title": "Gone"},
    ],
    "indicators": [
        {"id": "i", "title": "Trade", "unit": "USD", "values": [{"date": "2025", "value": "30"}]}
    ],
    "statements": [{"id": "s", "speaker": "A. N.", "quote": "We agree."}],
}
NEW: dict[str, Any] = {
    "events": [
        {"id": "a", "date": "2024-08", "title": "Talks", "summary": "They met in Ganja."},
        {"id": "b", "date": "2025", "title": "Same"},
        {"id": "c", "date": "2026-03-06", "title": "Visit", "status": "planned"},
        {"id": "e", "date": "2025", "title": "# *New* {{ forum }}"},
    ],
    "indicators": [
        {"id": "i", "title": "Trade", "unit": "USD", "values": [{"date": "2025", "value": "33"}]}
    ],
    "statements": [{"id": "s", "speaker": "A. N.", "quote": "We agree on it."}],
}


def chronology(content: dict[str, Any], **brief: Any) -> Chronology:
    return Chronology.model_validate({"title": "Test", "briefs": {"b": brief}, **content})


def earlier(content: dict[str, Any] = OLD, **brief: Any) -> Earlier:
    return Earlier("2026-03", edition(chronology(content, **brief), "b", EARLIER))


def composed(
    template: str, content: dict[str, Any] = NEW, since: Earlier | None = None, **brief: Any
) -> Document:
    whole = chronology(content, **brief)
    since = since or earlier(**brief)
    return compose(whole, "b", AS_OF, lambda name: Template(template, name), since=since)


def said(inlines: tuple[Inline, ...]) -> str:
    return "".join(inline.text if isinstance(inline, Text) else "\n" for inline in inlines)


def headings(blocks: tuple[Block, ...]) -> list[str]:
    return [said(block.inlines) for block in blocks if isinstance(block, Heading)]


HEADING = "What has changed since issue 3 (12 February 2026)"


def test_the_section_tells_what_became_of_each_item() -> None:
    told = text.write(composed("{{ what_has_changed() }}")).decode()
    assert told.partition("\n--\n")[0] == (
        f"{HEADING}\n{'-' * len(HEADING)}\n"
        """
Added (1)

• 2025: # *New* {{ forum }}

Changed (4)

• August 2024: Talks
  Date made more precise: August 2024, was [-2024-]
  Summary, was: They met in [-Baku-].
  Summary, now: They met in Ganja.
• 6 March 2026: Visit
  Date: 6 March 2026, was [-5 March 2026-]
• Trade
  Figure (2025): USD 33, was [-USD 30-]; up by USD 3 (10 %)
• “We agree on it.”
  Quotation, now: We agree on it.

Removed (1)

• 1992: Gone
"""
    )


def test_old_words_are_struck_and_new_ones_bold() -> None:
    (_, _, _, _, changed, *_) = composed("{{ what_has_changed() }}").blocks
    assert isinstance(changed, List)
    (paragraph,) = changed.items[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert Text("Baku", struck=True, apart=True) in paragraph.inlines
    assert Text("Ganja", bold=True, apart=True) in paragraph.inlines


def test_where_nothing_has_changed_it_says_so() -> None:
    _, nothing = composed("{{ what_has_changed() }}", OLD).blocks
    assert isinstance(nothing, Paragraph)
    assert said(nothing.inlines) == "Nothing."


# --- marks ---------------------------------------------------------------------------------------


def marked(document: Document) -> list[str]:
    """What is marked: the first words of rows, paragraphs and entries of lists."""
    found = []
    for block in document.blocks:
        inner: list[Row | Paragraph] = [block] if isinstance(block, Paragraph) else []
        if isinstance(block, Table):
            inner = [*block.rows]
        if isinstance(block, List):
            inner = [p for item in block.items for p in item.blocks if isinstance(p, Paragraph)]
        for each in inner:
            paragraphs = (
                [p for cell in each.cells for p in cell] if isinstance(each, Row) else [each]
            )
            words = [said(p.inlines) for p in paragraphs]
            has_word = any(word.startswith(("New: ", "Changed: ")) for word in words)
            note = each is not block or not words[0].startswith("A. N.")
            assert each.changed == has_word or not note
            if has_word:
                found += [word for word in words if word.startswith(("New: ", "Changed: "))]
    return found


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("chronology(events)", ["Changed: Talks", "New: # *New* {{ forum }}"]),
        ("chronology(upcoming)", ["Changed: Planned: Visit"]),
        ("dates_ahead()", ["Changed: 6 March 2026: Visit (planned)"]),
        ("figures(indicators)", ["Changed: Trade"]),
        ("quotations(statements)", ["Changed: “We agree on it.”"]),
    ],
)
def test_what_is_new_or_has_changed_is_marked_with_a_word(call: str, words: list[str]) -> None:
    assert (
        marked(composed(f"{{# changes #}}{{{{ {call} }}}}{{% if changes %}}{{% endif %}}")) == words
    )


def test_agreements_and_bodies_are_marked_too() -> None:
    new = {"instruments": [{"title": "Treaty"}], "mechanisms": [{"title": "Council"}]}
    template = (
        "{{ agreements(instruments) }}\n\n{{ bodies(mechanisms) }}{% if changes %}{% endif %}"
    )
    assert marked(composed(template, new)) == ["New: Treaty", "New: Council"]


def test_what_a_date_of_signature_makes_is_marked_though_its_agreement_tells(
    tmp_path: Path,
) -> None:
    from legation.diagnostics import Report
    from legation.reading.chronology import read_chronology

    def read(signed: str) -> Chronology:
        path = tmp_path / "events.yaml"
        path.write_text(
            f"title: T\ninstruments: [{{title: Pact, signed: {signed}}}]\nbriefs: {{b: {{}}}}\n",
            encoding="utf-8",
        )
        found = read_chronology(path, "events.yaml", Report()).chronology
        assert found is not None
        return found

    since = Earlier("2026-03", edition(read("2024"), "b", EARLIER))
    template = (
        "{{ chronology(events) }}\n\n{{ agreements(instruments) }}\n\n{{ what_has_changed() }}"
    )
    document = compose(read("2024-05"), "b", AS_OF, lambda n: Template(template, n), since=since)
    assert marked(document) == ["Changed: Pact signed", "Changed: Pact"]
    told = text.write(document).decode()
    assert "Changed (1)\n\n• Pact\n  Signed (made more precise): May 2024, was [-2024-]\n" in told


# --- where it stands -----------------------------------------------------------------------------

OWN = "# {{ brief.title }}\n\n## Bottom line\n\n{{ bottom_line() }}\n\n## One\n\nText.\n\n## Two\n\nText."


def test_a_template_that_does_not_place_it_has_it_before_its_first_section() -> None:
    document = composed(OWN, bottom_line="Yes.")
    assert headings(document.blocks) == ["Bottom line", HEADING, "One", "Two"]
    anchors = [block.anchor for block in document.blocks if isinstance(block, Heading)]
    assert len({*anchors}) == 4
    assert all(anchors)
    assert headings(composed("Text only.").blocks) == [HEADING]


def test_one_that_names_the_changes_places_it_itself() -> None:
    names = "{% for change in changes %}{{ change.what }} {{ change.name }}. {% endfor %}"
    (paragraph,) = composed(names).blocks
    assert isinstance(paragraph, Paragraph)
    assert said(paragraph.inlines).startswith(
        "Added 2025: # *New* {{ forum }}. Changed August 2024"
    )
    within = "{% include 'other' %}"
    whole = chronology(NEW)
    texts = {"country-brief": within, "other": "{% if changes %}Some.{% endif %}"}
    document = compose(whole, "b", AS_OF, lambda name: Template(texts[name], name), since=earlier())
    assert headings(document.blocks) == []


def test_of_a_number_of_pages_it_takes_none() -> None:
    plain = composed(OWN, pages=2).blocks
    place = next(n for n, block in enumerate(plain) if isinstance(block, PageBreak))
    assert plain[place] == PageBreak(annex=True)
    assert headings(plain[place:]) == [HEADING]
    annexed = composed(f"{OWN}\n\n{{{{ annex() }}}}\n\n## Annex\n\nText.", pages=2).blocks
    assert headings(annexed) == ["One", "Two", HEADING, "Annex"]


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("country-brief", "At a glance"),
        ("chronology", ""),
        ("meeting-brief", "Background"),
        ("two-pager", "Sources"),
        ("person", "Sources"),
        ("visit-book", "Contents"),
    ],
)
def test_the_templates_that_come_along_place_it(name: str, after: str) -> None:
    template = (SHIPPED / f"{name}.md.j2").read_text(encoding="utf-8")
    sources = {"sources": {"s": {"title": "S"}}, "people": {"p": {"name": "A. N."}}}
    sourced = [{**event, "sources": "s", "people": "p"} for event in NEW["events"]]
    content = {**NEW, **sources, "events": sourced}
    document = composed(template, content, background="Some.")
    found = headings(document.blocks)
    place = found.index(HEADING)
    assert (found[place - 1] if place else "") == after
    assert found.count(HEADING) == 1
    if name in ("two-pager", "person", "meeting-brief"):
        annex = document.blocks.index(PageBreak(annex=True))
        assert HEADING in headings(document.blocks[annex:])


@pytest.mark.parametrize("name", ["two-pager", "person"])
def test_without_changes_these_have_no_annex(name: str) -> None:
    template = (SHIPPED / f"{name}.md.j2").read_text(encoding="utf-8")
    document = composed(template, OLD)
    assert PageBreak(annex=True) not in document.blocks
    assert HEADING not in headings(document.blocks)


# --- the number ----------------------------------------------------------------------------------


@pytest.mark.parametrize("call", ["title_block", "meeting"])
def test_an_issue_says_its_number(call: str) -> None:
    def front(issue: str) -> str:
        whole, template = chronology({}), Template(f"{{{{ {call}() }}}}", "t")
        blocks = compose(whole, "b", AS_OF, lambda name: template, issue=issue).blocks
        (paragraph,) = (block for block in blocks if isinstance(block, Paragraph))
        return said(paragraph.inlines)

    assert front("2026-04").endswith("As of: 24 February 2026 · Issue: 2026-04")
    assert "Issue" not in front("")


def test_without_an_earlier_issue_nothing_is_said() -> None:
    whole, template = chronology(NEW), Template(f"{OWN}\n\n{{{{ what_has_changed() }}}}", "t")
    document = compose(whole, "b", AS_OF, lambda name: template)
    assert headings(document.blocks) == ["One", "Two"]
    assert isinstance(document.blocks[0], Title)
