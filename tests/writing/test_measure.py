"""Measuring a document: its pages, where its headings are, and what is beyond its limit."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from documents import columns, paragraph, rows, text
from legation.model.document import Block, Heading, PageBreak, Paragraph, Table, Title
from legation.writing import pdf
from legation.writing.pdf import Measure, Over
from legation.writing.pdf.measuring import RESERVE
from legation.writing.text import dump
from pdf_files import FONTS, THEME, WIDTH, bare, pages

LINE = THEME.sizes.body * THEME.leading
COLUMN = (THEME.page.height - 2 * 25 * 72 / 25.4) * (1 - RESERVE)
FULL = int(COLUMN / LINE)
"""How many lines of body text fit on a page of a limited document."""


def measured(limit: int, *blocks: Block) -> Measure:
    return pdf.measure(replace(bare(*blocks), pages=limit), THEME, FONTS)


def lines(count: int) -> Paragraph:
    """A paragraph of so many lines."""
    return paragraph("\u200b".join(["w" * 50] * count))


def head(words: str) -> Heading:
    return Heading(2, text(words), words.lower())


def test_it_counts_the_pages_and_those_before_the_annex() -> None:
    blocks = (lines(3), PageBreak(), lines(3), PageBreak(annex=True), lines(100))
    found = measured(0, *blocks)
    assert (found.pages, found.front) == (5, 2)
    assert (measured(0, *blocks[:3]).pages, measured(0, *blocks[:3]).front) == (2, 2)


def test_an_annex_alone_has_nothing_before_it() -> None:
    assert measured(1, PageBreak(annex=True), lines(200)) == Measure(5, 0, {}, ())


@pytest.mark.parametrize(
    "breaks", [(PageBreak(), PageBreak(annex=True)), (PageBreak(annex=True), PageBreak())]
)
def test_breaks_in_a_row_are_one_and_begin_the_annex(breaks: tuple[PageBreak, ...]) -> None:
    found = measured(1, lines(3), *breaks, lines(3))
    assert (found.pages, found.front, found.over) == (2, 1, ())


def test_text_too_breaks_the_page_before_the_annex() -> None:
    document = bare(paragraph("one"), PageBreak(annex=True), paragraph("two"))
    assert dump(document).startswith("one\n\n\f\n\ntwo\n")


def test_it_tells_the_page_of_every_heading() -> None:
    blocks = (head("One"), lines(60), head("Two"), PageBreak(), head("Three"))
    assert measured(0, *blocks).anchors == {"one": 1, "two": 2, "three": 3}


def test_what_fits_is_not_over() -> None:
    blocks = (lines(FULL), PageBreak(), lines(FULL), PageBreak(annex=True), lines(200))
    assert measured(2, *blocks).over == ()


def test_without_a_limit_nothing_is_over() -> None:
    assert measured(0, lines(500)).over == ()


@pytest.mark.parametrize("more", [2, 3, 10, 70])
def test_it_tells_how_many_lines_are_over(more: int) -> None:
    beneath = int(COLUMN / LINE - 1.25)  # a heading takes a line and the quarter after it
    (over,) = measured(1, head("One"), lines(beneath + more)).over
    assert over == Over("One", more)


def test_less_than_a_line_is_a_line() -> None:
    blocks = [lines(1)] * 2 + [lines(FULL - 2)]
    (over,) = measured(1, *blocks).over
    assert over == Over("", 1)


def test_it_names_each_section_beyond_in_order() -> None:
    blocks = (Title(text("T")), head("One"), lines(FULL), head("Two"), lines(2), head("Three"))
    assert [over.section for over in measured(1, *blocks).over] == ["One", "Two", "Three"]


def test_two_sections_by_one_name_are_told_apart() -> None:
    blocks = (lines(FULL), head("One"), lines(4), head("One"), lines(4))
    assert [over.section for over in measured(1, *blocks).over] == ["One", "One"]


def test_a_page_that_is_too_long_is_blamed_and_not_the_next() -> None:
    blocks = (head("One"), lines(FULL + 5), PageBreak(), head("Two"), lines(20))
    assert [over.section for over in measured(2, *blocks).over] == ["One"]
    blocks = (head("One"), lines(20), PageBreak(), head("Two"), lines(FULL + 5))
    assert [over.section for over in measured(2, *blocks).over] == ["Two"]


def test_a_page_to_spare_goes_to_the_first_that_needs_it() -> None:
    blocks = (lines(9), PageBreak(), head("Two"), lines(FULL + 5), PageBreak(), head("Three"))
    assert measured(4, *blocks).over == ()
    assert measured(4, *blocks, lines(FULL + 5)).over != ()
    assert [over.section for over in measured(4, *blocks, lines(FULL + 5)).over] == ["Three"]
    assert measured(5, *blocks, lines(FULL + 5)).over == ()


def test_more_breaks_than_pages_leave_the_last_without() -> None:
    blocks = (lines(2), PageBreak(), head("Two"), lines(2), PageBreak(), head("Three"), lines(3))
    (over,) = measured(2, *blocks).over
    assert over.section == "Three"
    assert over.lines >= 4


def test_rows_count_by_their_height_and_a_repeated_header_not() -> None:
    cell = (paragraph("one"), paragraph("two"), paragraph("three"))
    table = Table(columns(("A", "B"), (0.5, 0.5), WIDTH), rows([("1", cell)] * 20))
    (over,) = measured(1, head("Table"), table).over
    (more,) = measured(1, head("Table"), replace(table, rows=table.rows * 2)).over
    row = 3.5 + 0.5  # lines, half a line between them, and half of one around them
    assert more.lines - over.lines == pytest.approx(20 * row, abs=1)


def test_a_row_taller_than_what_a_page_may_hold_is_over() -> None:
    cell = tuple([paragraph("one")] * 36)
    table = Table(columns(("A",), (1.0,), WIDTH), rows([(cell,)]), header_row=False)
    assert measured(0, table).pages == 1
    assert measured(1, table).over != ()


def test_a_book_can_be_measured_and_written() -> None:
    document = replace(bare(lines(3), PageBreak(annex=True), lines(3)), pages=1)
    book = pdf.lay_out(document, THEME, FONTS)
    assert book.measure() == pdf.measure(document, THEME, FONTS)
    written = book.written()
    assert written == pdf.write(document, THEME, FONTS)
    assert written.pages == book.measure().pages == len(pages(written.data)) == 2
