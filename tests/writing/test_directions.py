"""Paragraphs that parts of both directions were put together into: each part keeps its own order.

What is expected is what is seen, from left to right: of `אב`, typed and read in this order, first `ב`.
Brackets are as typed, though they are seen turned round where text runs from right to left.
"""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from legation.composing import compose
from legation.composing.edition import edition
from legation.model.chronology import Chronology
from legation.model.document import (
    Break,
    Cite,
    Contents,
    ContentsEntry,
    Footnote,
    Inline,
    Inlines,
    Link,
    List,
    Paragraph,
    Table,
    Text,
    Title,
)
from legation.model.edition import Earlier
from legation.model.template import Template
from legation.text.bidi import Part, base_level, levels, line_levels, part_levels, visual_order
from legation.writing import docx
from legation.writing.directions import FSI, PDI, isolated, parts_of, plain_text
from pdf_files import THEME, bare, pdf, spots
from tools import to_pdf
from word import find, tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

URL = "https://example.org/אב/12?x=(1)"
SOURCES = {
    "latin": {"title": "Ministers met", "publisher": "אב גד", "published": "2024-08-24"},
    "hebrew": {"title": "אב 12/2024", "publisher": "Times", "published": "2024-08-24", "url": URL},
}
BOTH = {"parties": ["AZ", "UZ"], "sources": ["latin", "hebrew"]}


def in_pdf(inlines: Inlines) -> str:
    """A paragraph as it is seen in a PDF, where it is one line."""
    base = base_level(plain_text(inlines))
    parts = parts_of(inlines)
    text = "".join(part.text for part in parts)
    return seen(text, *part_levels(parts, base), base=base)


def in_word(inlines: Inlines) -> str:
    """The same in Word, which puts it in order itself."""
    base = base_level(plain_text(inlines))
    text = plain_text(isolated(inlines, base))
    return seen(text, levels(text, base), {}, base=base)


def seen(text: str, found: list[int], seams: dict[int, int], *, base: int) -> str:
    found = line_levels(text, found, base)
    shown = "".join(text[index] for index in visual_order(found, seams))
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", shown)


def composed(template: str, **sections: object) -> Iterator[Inlines]:
    content = {"title": "Test", "briefs": {"b": {"parties": ["AZ", "UZ"]}}, **sections}
    chronology = Chronology.model_validate(content)
    made = compose(chronology, "b", date(2026, 3, 1), lambda name: Template(template, name))
    for block in made.blocks:
        match block:
            case Paragraph():
                yield block.inlines
            case Table():
                cells = (cell for row in block.rows for cell in row.cells)
                yield from (paragraph.inlines for cell in cells for paragraph in cell)
            case List():
                yield from (each.inlines for item in block.items for each in item.blocks)  # type: ignore[union-attr]


def printed(template: str, **sections: object) -> list[str]:
    """What is seen of the paragraphs, which is the same in both formats."""
    found = list(composed(template, **sections))
    assert list(map(in_pdf, found)) == list(map(in_word, found))
    return list(map(in_pdf, found))


# --- what briefs are put together from -----------------------------------------------------------


def test_numbers_and_citations_stay_where_they_were_put() -> None:
    figure = {
        "title": "Flights (אב)",
        "unit": "a week",
        "values": [{"date": "2024", "value": "14-16"}],
    }
    first = {"title": "אב", "unit": "a week", "values": [{"date": "2024", "value": "5-7"}]}
    share = {"title": "Growth, אב", "values": [{"date": "2024", "value": "32-34 %"}]}
    met = {"title": "אב גד", "date": "2024-08-25", "level": "minister"}
    found = printed(
        "{{ at_a_glance() }}",
        sources=SOURCES,
        events=[met | BOTH],
        indicators=[figure | BOTH, share | BOTH, first | BOTH],
    )
    assert "25 August 2024: דג בא [1] [2]" in found
    assert "Flights (בא): 14–16 a week (2024) [1] [2]" in found
    assert "Growth, בא: 32–34 % (2024) [1] [2]" in found
    assert "[2] [1] )2024( 5–7 a week :בא" in found


def test_a_source_keeps_its_date_in_one_piece_and_its_address_in_order() -> None:
    met = {"title": "Met", "date": "2024-08-25"}
    found = printed(
        "{{ chronology(events) }}\n\n{{ sources() }}", sources=SOURCES, events=[met | BOTH]
    )
    assert "Ministers met, דג בא, 24 August 2024" in found
    # In a line of its own; the base of both is that of the title.
    assert found[-1].startswith("https://example.org/12/בא?x=(1) 24 August 2024 ,Times ,12/2024 בא")


def test_labels_in_one_paragraph_stand_before_what_they_are_of_as_it_is_read() -> None:
    said = {"date": "2024", "quote": "It is.", "about": "Trade", "disputed": "Perhaps"}
    said["inferred"] = "Surely"

    def told(speaker: str) -> str:
        quoted = [BOTH | said | {"speaker": speaker}]
        return printed("{{ quotations(statements) }}", sources=SOURCES, statements=quoted)[-1]

    assert told("אב") == "Perhaps :Disputed Surely :Inferred Trade :On [2] [1] 2024 ,בא"
    assert told("Jane") == "Jane, 2024 [1] [2] On: Trade Inferred: Surely Disputed: Perhaps"


def test_names_in_a_list_stay_in_their_order() -> None:
    people = {
        "a": {"name": "אב", "offices": [{"title": "Minister", "party": "AZ"}]},
        "b": {"name": "גד", "offices": [{"title": "Minister", "party": "UZ"}]},
    }
    met = {"title": "Met", "date": "2024-08-25", "people": ["a", "b"]} | BOTH
    bodies = [{"title": title, **BOTH} for title in ("Council", "אב", "גד")]
    found = printed(
        "{{ at_a_glance() }}\n\n{{ chronology(events) }}",
        sources=SOURCES,
        events=[met],
        people=people,
        mechanisms=bodies,
    )
    assert "People: בא, Minister, Azerbaijan; דג, Minister, Uzbekistan" in found
    assert "Council; בא; דג" in found


def test_what_a_text_leaves_open_ends_with_it() -> None:
    bodies = [
        {"title": title, **BOTH} for title in ("Old \u202ecouncil", "New \u2067body", "No 12-2024")
    ]
    found = printed("{{ at_a_glance() }}", sources=SOURCES, mechanisms=bodies)
    assert "Old licnuoc; New body; No 12-2024" in found


def test_what_a_template_prints_stands_apart() -> None:
    met = {"title": "אב", "date": "2024-08-25"} | BOTH
    template = "{% for e in events %}On {{ e.title }}: 14–16, {{ e.title }} 2024{% endfor %}"
    assert printed(template, sources=SOURCES, events=[met]) == ["On בא: 14–16, בא 2024"]


def test_text_that_runs_one_way_is_one_text() -> None:
    met = {"title": "Met", "date": "2024-08-25"} | BOTH
    template = "{% for e in events %}On {{ e.date }}: {{ e.title }}{% endfor %}"
    (found,) = composed(template, sources=SOURCES, events=[met])
    assert len(found) == 1


def test_both_wordings_of_what_has_changed_keep_their_own_order() -> None:
    def chronology(number: int) -> Chronology:
        event = {
            "id": "a",
            "date": "2024-08",
            "title": "אב Baku 2",
            "summary": f"אב גד ({number}) הו.",
        }
        return Chronology.model_validate({"title": "T", "briefs": {"b": {}}, "events": [event]})

    since = Earlier("2026-01", edition(chronology(3), "b", date(2026, 2, 1)))
    made = compose(chronology(12), "b", date(2026, 3, 1), partial(Template, "Text."), since=since)
    (told,) = (block for block in made.blocks if isinstance(block, List))
    (paragraph,) = told.items[0].blocks
    assert isinstance(paragraph, Paragraph)
    lines = [
        tuple(line)
        for is_break, line in groupby(paragraph.inlines, lambda each: isinstance(each, Break))
        if not is_break
    ]
    wanted = [
        "August 2024: Baku 2 בא",
        "Summary, was: .וה )3( דג בא",
        "Summary, now: .וה )12( דג בא",
    ]
    assert list(map(in_pdf, lines)) == list(map(in_word, lines)) == wanted


# --- the rules -----------------------------------------------------------------------------------


def test_a_part_that_is_all_of_a_paragraph_is_the_paragraph() -> None:
    alone: Inlines = (Text("אב (12)", origin="a/title"),)
    assert isolated(alone, 1) == alone
    assert parts_of(alone) == [Part("אב (12)", apart=False)]
    assert parts_of(alone, line=True) == [Part("אב (12)", apart=True)]


def test_only_what_needs_it_is_in_an_isolate() -> None:
    title, cite = Text("אב", apart=True), Cite(1, "source-1")
    inlines: Inlines = (Text("2024", origin="a/date"), Text(": "), title, Text(" "), cite)
    needed = (*inlines[:2], Text(FSI), title, Text(PDI), *inlines[3:])
    assert isolated(inlines, 0) == needed
    latin: Inlines = (Text("2024", origin="a/date"), Text(": "), replace(title, text="Met"))
    assert isolated(latin, 0) == latin


@pytest.mark.parametrize("number", [Cite(1, "source-1"), Footnote(1, "source-1")])
def test_the_number_of_a_source_stands_behind_what_it_is_of(number: Cite | Footnote) -> None:
    said = plain_text((number,))
    inlines: Inlines = (Text("in אב"), number, Text(". See"))
    assert in_pdf(inlines) == in_word(inlines) == f"in בא{said}. See"
    inlines = (Text("אב Baku"), number, Text(" גד"))
    assert in_pdf(inlines) == in_word(inlines) == f"דג {said}Baku בא"


def test_words_that_link_are_of_their_sentence_and_addresses_are_not() -> None:
    words, address = (
        Link("https://a.org", (Text("אב"),)),
        Link("https://a.org", (Text("https://a.org"),)),
    )
    assert [part.apart for part in parts_of((Text("a "), words, Break(), address))] == [False, True]


PIECES = st.text(st.sampled_from("ab אב12-(),"), min_size=1, max_size=6)


@given(
    st.lists(st.builds(Part, PIECES, st.booleans()), min_size=1, max_size=8),
    st.sampled_from([0, 1]),
)
def test_parts_stand_as_in_isolates(parts: list[Part], base: int) -> None:
    text = "".join(f"{FSI}{part.text}{PDI}" if part.apart else part.text for part in parts)
    plain = "".join(part.text for part in parts)
    found, seams = part_levels(parts, base)
    wanted = levels(text, base)
    shown = "".join(text[index] for index in visual_order(wanted))
    ours = "".join(plain[index] for index in visual_order(found, seams))
    assert ours == shown.replace(FSI, "").replace(PDI, "")


# --- the files -----------------------------------------------------------------------------------


def mixed() -> Inlines:
    """A figure whose name ends from right to left, and a citation."""
    inlines: list[Inline] = [
        Text("Flights, باکو", apart=True),
        Text(": 14–16 weekly "),
        Text("end"),
    ]
    return tuple(inlines)


def places(data: bytes, *words: str) -> list[float]:
    found = {spot.text.strip(" :,"): spot.left for spot in spots(data)}
    text = sorted((left, said) for said, left in found.items())
    order = " ".join(said for _, said in text)
    return [order.index(word) for word in words]


@pytest.mark.tools
def test_both_files_show_the_figure_behind_its_name(tmp_path: Path) -> None:
    document = bare(Paragraph(mixed()))
    for data in (pdf(document), to_pdf(docx.write(document, THEME), tmp_path).read_bytes()):
        found = places(data, "Flights", "باکو", "14–16", "weekly")
        assert all(before < after for before, after in pairwise(found))


def test_word_has_the_signs_outside_of_what_was_typed() -> None:
    title = Text("Flights (باکو)", origin="flights/title")
    data = docx.write(bare(Paragraph((title, Text(": 14–16")))), THEME)
    text = "".join(each.text or "" for each in find(tree(data), ".//w:t"))
    assert text == f"{FSI}Flights (باکو){PDI}: 14–16"
    held = "".join(each.text or "" for each in find(tree(data), ".//w:sdt//w:t"))
    assert held == "Flights (باکو)"


def test_a_heading_in_the_list_of_contents_is_in_order() -> None:
    said = "نمو +10% – 12.5%"
    contents = Contents((ContentsEntry(1, said, "one", 1),))
    data = docx.write(bare(Title((Text("Test"),)), contents), THEME)
    text = "".join(each.text or "" for each in find(tree(data), ".//w:t"))
    assert f"{FSI}{said}{PDI}" in text
    found = sorted((spot.left, spot.text) for spot in spots(pdf(bare(contents))))
    order = " ".join(text for _, text in found)
    assert order.index("12.5") < order.index("10") < order.index("نمو")


@pytest.mark.parametrize("language", ["en-GB", "fa"])
def test_the_running_title_runs_as_its_letters_do(language: str) -> None:
    title = "נ (2024) OTS: 5–7%"
    document = replace(bare(Title((Text("Test"),))), running_title=title, language=language)
    foot = tree(docx.write(document, THEME), "word/footer1.xml")
    text = "".join(each.text or "" for each in find(foot, ".//w:t"))
    assert (FSI in text) == (language == "en-GB")
