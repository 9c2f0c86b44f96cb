"""Footnotes: which sources become notes, with which numbers, and what is left of their list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from documents import columns, of_inlines, points, rows, text
from legation.layout import settle
from legation.layout.footnotes import with_footnotes
from legation.model.citing import MOST_NOTES
from legation.model.document import (
    Block,
    Break,
    Cite,
    Column,
    Contents,
    ContentsEntry,
    Document,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    ListItem,
    ListKind,
    PageBreak,
    Paragraph,
    Table,
    Text,
    Title,
)
from legation.model.theme import Theme
from pdf_files import FONTS, bare

SOURCES = Heading(1, text("Sources"), "sources")
LINKED: Inlines = (
    Text("Title", italic=True),
    Text(", Gazette"),
    Break(),
    Link("https://example.org/", (Text("example.org"),)),
)


def cite(number: int) -> Cite:
    return Cite(number, f"source-{number}")


def source(number: int) -> ListItem:
    return ListItem((Paragraph(text(f"Source {number}")),), f"source-{number}")


def sources(*numbers: int) -> List:
    """The list of the sources with these numbers, counted from 1."""
    return List(ListKind.SOURCE, tuple(map(source, numbers)))


def noted(*blocks: Block) -> tuple[Block, ...]:
    return with_footnotes(bare(*blocks)).blocks


def said(number: int) -> tuple[Text, ...]:
    return (Text(f"Source {number}"),)


def paragraph(*inlines: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines))


def test_a_source_is_said_where_it_is_first_cited_and_numbered_where_again() -> None:
    blocks = noted(paragraph("One", cite(1)), paragraph("two", cite(1)), sources(1))
    assert blocks == (
        paragraph("One", Footnote(1, "source-1", said(1))),
        paragraph("two", Footnote(1, "source-1")),
    )


def test_numbers_are_those_of_the_order_of_reading() -> None:
    """Blocks from the first on, lists and what is within them, tables row by row."""
    table = Table(
        (Column("A"), Column("B")),
        rows([((paragraph(cite(6)),), (paragraph(cite(3)),)), ("", (paragraph(cite(1)),))]),
    )
    inner = List(ListKind.BULLET, (ListItem((paragraph(cite(5)),)),))
    lists = List(ListKind.BULLET, (ListItem((paragraph(cite(4)), inner)),))
    blocks = noted(Title((cite(2),)), lists, table, sources(1, 2, 3, 4, 5, 6))
    assert [(f.number, f.anchor) for f in footnotes(blocks)] == [
        (1, "source-2"),
        (2, "source-4"),
        (3, "source-5"),
        (4, "source-6"),
        (5, "source-3"),
        (6, "source-1"),
    ]
    assert len(blocks) == 3


def test_what_a_source_says_is_kept_whole() -> None:
    within = List(ListKind.BULLET, (ListItem((paragraph("an aside"),)),))
    item = ListItem((Paragraph(LINKED), within), "source-1")
    (found,) = footnotes(noted(paragraph("x", cite(1)), List(ListKind.SOURCE, (item,))))
    assert found.says == (*LINKED, Break(), Text("an aside"))


def test_no_blank_stands_before_a_number_and_one_between_two() -> None:
    first, second = Footnote(1, "source-1", said(1)), Footnote(2, "source-2", said(2))
    link = Link("https://example.org/", (Text("link"),))
    for before, after in [
        (("word ", cite(1)), ("word", first)),
        (("word\u00a0", cite(1), "."), ("word", first, ".")),
        ((link, " ", cite(1)), (link, first)),
        ((" ", cite(1)), (first,)),
        (("a ", cite(1), " ", cite(2)), ("a", first, " ", second)),
        (("a", cite(1), cite(2)), ("a", first, " ", second)),
        (("a", cite(1), " and b ", cite(2)), ("a", first, " and b", second)),
    ]:
        assert noted(paragraph(*before), sources(1, 2))[0] == paragraph(*after)


def test_the_list_goes_with_its_heading() -> None:
    cited = paragraph("x", cite(1))
    note = paragraph("x", Footnote(1, "source-1", said(1)))
    after = Heading(1, text("After"), "after")
    assert noted(cited, SOURCES, sources(1)) == (note,)
    assert noted(cited, SOURCES, sources(1), after, cited)[1] == after


def test_a_heading_with_something_else_beneath_stays() -> None:
    more = paragraph("As of today.")
    cited = paragraph("x", cite(1))
    part = replace(SOURCES, level=2)
    assert noted(cited, SOURCES, sources(1), more)[1:] == (SOURCES, more)
    assert noted(cited, SOURCES, more, sources(1))[1:] == (SOURCES, more)
    assert noted(cited, SOURCES, sources(1), part, more)[1:] == (SOURCES, part, more)


def test_headings_above_and_a_page_break_that_have_nothing_left_go_too() -> None:
    annex, part = Heading(1, text("Annex"), "annex"), replace(SOURCES, level=2)
    cited = paragraph("x", cite(1))
    assert len(noted(cited, PageBreak(annex=True), annex, part, sources(1))) == 1
    kept = (PageBreak(annex=True), annex, paragraph("y"))
    assert noted(cited, *kept, part, sources(1))[1:] == kept
    # One that was empty before is none of our business.
    assert noted(cited, annex, paragraph("y"), sources(1), part)[-1] == part


def test_what_no_text_cites_stays_listed_and_is_counted_on() -> None:
    blocks = noted(paragraph("x", cite(2)), SOURCES, sources(1, 2, 3))
    assert blocks[1:] == (SOURCES, replace(sources(1, 3), start=2))


def test_a_list_of_contents_leaves_out_headings_that_are_gone() -> None:
    entries = tuple(ContentsEntry(1, name.title(), name) for name in ("body", "sources"))
    body = Heading(1, text("Body"), "body")
    blocks = noted(Contents(entries), body, paragraph("x", cite(1)), SOURCES, sources(1))
    assert blocks[0] == Contents(entries[:1])


def test_of_two_sources_by_one_name_the_first_counts() -> None:
    other = ListItem((paragraph("Other"),), "source-1")
    (found,) = footnotes(noted(paragraph(cite(1)), sources(1), List(ListKind.SOURCE, (other,))))
    assert found.says == said(1)


def test_a_document_without_citations_stays_as_it_is() -> None:
    blocks = (
        Title(text("T")),
        PageBreak(),
        Heading(1, text("H"), "h"),
        points(ListKind.BULLET, "a", "b"),
        SOURCES,
        sources(1),
        PageBreak(),
    )
    assert noted(*blocks) == blocks


@pytest.mark.parametrize(("count", "noted"), [(MOST_NOTES, True), (MOST_NOTES + 1, False)])
def test_of_many_citations_the_sources_stay_listed(count: int, noted: bool) -> None:
    cell = (Paragraph((Cite(1, "source-1"),)),)
    many = Table(columns("a", (1.0,), 400), rows([(cell,)] * (count - 1)))
    one = Paragraph((Text("Last"), Cite(1, "source-1")))
    sources = List(ListKind.SOURCE, (ListItem((Paragraph(text("S")),), "source-1"),))
    document = bare(many, one, sources)
    settled = settle(document, Theme(notes="foot"), FONTS)
    assert any(isinstance(block, List) for block in settled.blocks) is not noted
    (last,) = [block for block in settled.blocks if isinstance(block, Paragraph)]
    assert isinstance(last.inlines[-1], Footnote) is noted


def test_the_theme_says_where_sources_are_named() -> None:
    document = bare(paragraph("x", cite(1)), SOURCES, sources(1))
    assert settle(document, Theme(), FONTS) == document
    assert settle(document, Theme(notes="foot"), FONTS) == with_footnotes(document)


@given(st.lists(st.lists(st.integers(1, 9), max_size=4), max_size=8))
def test_every_source_is_said_once_in_the_order_of_its_number(cited: list[list[int]]) -> None:
    """A note where it is first cited, or an entry of the list; numbers count from 1 without a gap."""
    blocks = [paragraph("x", *map(cite, numbers)) for numbers in cited]
    document = with_footnotes(bare(*blocks, SOURCES, sources(*range(1, 10))))
    found = list(footnotes(document.blocks))
    firsts = [note for note in found if note.says]
    assert [note.number for note in firsts] == list(range(1, len(firsts) + 1))
    assert [note.anchor for note in found] == [
        f"source-{number}" for numbers in cited for number in numbers
    ]
    numbers = {note.anchor: note.number for note in firsts}
    assert all(note.number == numbers[note.anchor] for note in found)
    everything = [of_inlines(says) for says in [*(n.says for n in firsts), *listed(document)]]
    assert sorted(everything) == [f"Source {number}" for number in range(1, 10)]


def listed(document: Document) -> list[list[Inline]]:
    """What the entries of the lists of sources say."""
    lists = [block for block in document.blocks if isinstance(block, List)]
    return [inlines(replace(each, items=(item,))) for each in lists for item in each.items]


def footnotes(blocks: tuple[Block, ...]) -> list[Footnote]:
    """The footnotes' numbers in the order of reading."""
    return [inline for block in blocks for inline in inlines(block) if isinstance(inline, Footnote)]


def inlines(block: Block) -> list[Inline]:
    match block:
        case Title() | Heading() | Paragraph():
            return list(block.inlines)
        case List():
            return [i for item in block.items for each in item.blocks for i in inlines(each)]
        case Table():
            cells = [cell for row in block.rows for cell in row.cells]
            return [i for cell in cells for each in cell for i in each.inlines]
    return []
