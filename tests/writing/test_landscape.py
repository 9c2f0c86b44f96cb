"""Turned pages: sheets wider than high among upright ones, in both formats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from msgspec.structs import replace

from conformance.judging import failures, faults
from documents import columns, drawing, paragraph, rows, sample_document, text
from legation.composing.contents import contents, place_of_contents
from legation.model.document import (
    Block,
    Contents,
    ContentsEntry,
    Document,
    Figure,
    Footnote,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    Text,
    Title,
)
from legation.model.theme import Page, Theme
from legation.writing import docx, pdf
from legation.writing.text import dump
from pdf_files import FONTS, bare, bookmarks, boxes, leaps, objects, pages, spots
from tools import to_pdf, to_pdfs, validate_word
from word import entries, find, paragraphs, png, style, tree, values

if TYPE_CHECKING:
    from pathlib import Path

THEME = Theme()
MARGIN = 25 * 72 / 25.4
TURN, BACK = PageBreak(landscape=True), PageBreak()
FIGURE = Figure(drawing(THEME.page.turned.text_width), "Figure: at a glance", "Events of a year")
WORDS = paragraph("Both sides confirmed what they had agreed on before.")
UPRIGHT, TURNED = (595, 842), (842, 595)


def head(words: str) -> Heading:
    return Heading(1, text(words), words.lower())


MIDDLE = (head("One"), WORDS, TURN, head("Two"), FIGURE, BACK, head("Three"), WORDS)
"""A turned page between two that stand upright."""


def around(*blocks: Block, language: str = "en-GB") -> Document:
    """A document of these blocks with all that stands around pages."""
    return replace(sample_document(), blocks=blocks, language=language)


def made(document: Document, theme: Theme = THEME) -> bytes:
    return pdf.write(document, theme, FONTS).data


def printed(document: Document, folder: Path, theme: Theme = THEME) -> list[bytes]:
    """Both files as PDF, the Word file by LibreOffice."""
    word = to_pdf(docx.write(document, theme), folder).read_bytes()
    return [made(document, theme), word]


def sizes(data: bytes) -> list[tuple[int, int]]:
    """The width and height of every page in points, rounded."""
    found = (page.get_size() for page in pypdfium2.PdfDocument(data))
    return [(round(width), round(height)) for width, height in found]


def firsts(data: bytes) -> list[str]:
    """The first words of every page."""
    return [page.split()[0] for page in pages(data)]


LYING: list[tuple[tuple[Block, ...], list[tuple[int, int]], str]] = [
    (MIDDLE, [UPRIGHT, TURNED, UPRIGHT], "One Two Three"),
    ((TURN, head("Two"), FIGURE, BACK, head("Three")), [TURNED, UPRIGHT], "Two Three"),
    ((head("One"), TURN, FIGURE), [UPRIGHT, TURNED], "One Figure:"),
    ((TURN, FIGURE), [TURNED], "Figure:"),
    ((TURN, FIGURE, TURN, head("Two"), FIGURE), [TURNED, TURNED], "Figure: Two"),
    ((BACK, TURN, FIGURE, BACK, BACK, WORDS, TURN), [TURNED, UPRIGHT], "Figure: Both"),
    ((WORDS, TURN, BACK, head("Two"), BACK, TURN), [UPRIGHT, UPRIGHT], "Both Two"),
]
"""Blocks, how the sheets lie that they stand on, and how these begin."""


@pytest.fixture(scope="module")
def lying(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The Word files of all of them, as LibreOffice prints them."""
    written = [docx.write(bare(*blocks), THEME) for blocks, _, _ in LYING]
    return [path.read_bytes() for path in to_pdfs(written, tmp_path_factory.mktemp("lying"))]


@pytest.mark.tools
@pytest.mark.parametrize("number", range(len(LYING)))
def test_sheets_lie_as_they_should_in_both_formats(number: int, lying: list[bytes]) -> None:
    blocks, lie, begin = LYING[number]
    for data in (made(bare(*blocks)), lying[number]):
        assert sizes(data) == lie
        assert " ".join(firsts(data)) == begin


@pytest.mark.tools
@pytest.mark.parametrize("language", ["en-GB", "fa"])
def test_head_and_foot_are_as_wide_as_the_sheet(language: str, tmp_path: Path) -> None:
    document = around(*MIDDLE, language=language)
    for data in printed(document, tmp_path):
        for page, (width, height) in enumerate(sizes(data)):
            said = pages(data)[page]
            assert said.count(document.marking) == 2
            assert f"Page {page + 1} of 3" in said
            found = spots(data, page)
            for spot in (each for each in found if each.text == document.marking):
                assert (spot.left + spot.right) / 2 == pytest.approx(width / 2, abs=3)
            foot = [s for s in found if s.text and s.top < MARGIN and s.text != document.marking]
            assert min(s.left for s in foot) == pytest.approx(MARGIN, abs=3)
            assert max(s.right for s in foot) == pytest.approx(width - MARGIN, abs=3)
            assert max(s.top for s in found) > height - MARGIN


def test_links_bookmarks_and_the_list_of_contents_lead_to_turned_pages() -> None:
    listed = tuple(ContentsEntry(1, words, words.lower()) for words in ("Two", "Three"))
    data = made(bare(Contents(listed), *MIDDLE))
    assert pages(data)[0].split()[:4] == ["Two", "2", "Three", "3"]
    tops = {leap.to for leap in leaps(data)}
    assert tops == {(1, round(595.276 - MARGIN, 1)), (2, round(841.89 - MARGIN, 1))}
    assert bookmarks(data) == [(0, "One", 0), (0, "Two", 1), (0, "Three", 2)]


def test_the_figure_says_where_on_the_turned_sheet_it_is() -> None:
    data = made(bare(*MIDDLE))
    (found,) = re.findall(rb"/BBox\[([^]]+)\]", objects(data))
    left, lower, right, upper = map(float, found.split())
    assert left == pytest.approx(MARGIN, abs=0.1)
    assert right == pytest.approx(842 - MARGIN, abs=0.2)
    assert upper - lower == pytest.approx(FIGURE.drawing.height, abs=0.1)
    labels = [spot for spot in spots(data, 1) if spot.text == "End"]
    assert lower < labels[0].bottom < labels[0].top < upper < 595 - MARGIN


def test_text_goes_on_over_turned_pages_as_wide_as_they_are() -> None:
    table = Table(columns(("N", "Text"), (0.2, 0.8), 451), rows([("1", "row")] * 40))
    data = made(bare(WORDS, TURN, paragraph("words " * 1500), table, BACK, WORDS))
    lie = sizes(data)
    assert (lie[0], lie[-1], set(lie[1:-1])) == (UPRIGHT, UPRIGHT, {TURNED})
    assert len(lie) > 4
    for page in range(1, len(lie) - 1):
        inside, _ = boxes(data, page)
        assert min(bottom for _, bottom, _, _ in inside) > MARGIN
        assert max(top for _, _, _, top in inside) < 595 - MARGIN
    assert max(right for _, _, right, _ in boxes(data, 1)[0]) > 740


@pytest.mark.parametrize(("language", "left"), [("en-GB", MARGIN), ("fa", 842 - MARGIN - 144)])
def test_footnotes_stand_at_the_foot_of_the_turned_page(language: str, left: float) -> None:
    note = Footnote(1, "note-1", (Text("The Example Gazette"),))
    cited = Paragraph((Text("As reported"), note))
    data = made(replace(bare(WORDS, TURN, cited, BACK, WORDS), language=language))
    (said,) = [spot for spot in spots(data, 1) if "Gazette" in spot.text]
    assert MARGIN - 5 < said.bottom < MARGIN + 10
    page = pypdfium2.PdfDocument(data)[1]
    rules = [item.get_bounds() for item in page.get_objects() if item.type == 2]
    assert [rule[0] for rule in rules if rule[2] - rule[0] < 200] == [pytest.approx(left, abs=1)]


def test_what_is_overfull_on_a_turned_page_is_told() -> None:
    line = paragraph("w")
    unit = THEME.sizes.body * THEME.leading

    def over(count: int, *, landscape: bool) -> bool:
        document = replace(bare(WORDS, PageBreak(landscape=landscape), *[line] * count), pages=2)
        return bool(pdf.measure(document, THEME, FONTS).over)

    fit = {
        landscape: next(count for count in range(1, 60) if over(count, landscape=landscape))
        for landscape in (True, False)
    }
    difference = (fit[False] - fit[True]) * unit * 1.5  # a line, and half of one after it
    assert difference == pytest.approx((842 - 595) * 0.96, abs=1.5 * unit)


def test_a_turned_page_is_one_of_those_that_a_limit_counts() -> None:
    for limit, names in ((3, []), (2, ["Three"])):
        document = replace(bare(*MIDDLE), pages=limit)
        assert [o.section for o in pdf.measure(document, THEME, FONTS).over] == names


@pytest.mark.tools
def test_a_logo_above_a_turned_page_stands_on_it(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png(300, 100))
    theme = Theme(logo=str(tmp_path / "logo.png"))
    for data in printed(bare(TURN, head("Two"), FIGURE, BACK, WORDS), tmp_path, theme):
        assert sizes(data) == [TURNED, UPRIGHT]


@pytest.mark.tools
@pytest.mark.parametrize(
    ("begin", "middle", "expected"),
    [
        (PageBreak(cover=True), WORDS, "Title Contents"),
        (PageBreak(), WORDS, "Title Contents"),
        (TURN, FIGURE, "Title One Two"),
        (PageBreak(cover=True, landscape=True), FIGURE, "Title Contents One Two"),
    ],
)
def test_a_list_of_contents_stands_upright_and_behind_a_cover(
    begin: PageBreak, middle: Block, expected: str, tmp_path: Path
) -> None:
    end = (BACK,) if middle is FIGURE else ()
    document = bare(Title(text("Title")), begin, head("One"), middle, *end, head("Two"), WORDS)
    book = pdf.lay_out(document, THEME, FONTS)
    place = place_of_contents(document)
    assert place is not None
    book.put_in(contents(document), place)
    word = to_pdf(docx.write(book.document, THEME), tmp_path).read_bytes()
    for data in (book.written().data, word):
        assert " ".join(firsts(data)) == expected
        lie = [TURNED if first == "One" else UPRIGHT for first in expected.split()]
        assert sizes(data) == lie


DOCUMENTS = {
    "between": around(*MIDDLE),
    "alone": around(TURN, head("Two"), FIGURE),
    "from right to left": around(*MIDDLE, language="fa"),
    "with text": around(TURN, *sample_document().blocks, TURN, FIGURE, BACK, WORDS),
}


@pytest.mark.tools
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_pdf_has_no_fault(name: str) -> None:
    data = made(DOCUMENTS[name])
    assert failures(data) == []
    assert faults(data, DOCUMENTS[name]) == []


@pytest.mark.tools
@pytest.mark.parametrize("tool", ["openxml-audit", "ooxml-validator"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_word_file_has_none(name: str, tool: str, tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(docx.write(DOCUMENTS[name], THEME))
    validate_word(tool, tmp_path / "brief.docx")


# --- sections of Word files ----------------------------------------------------------------------


def test_sections_have_size_margins_and_foot_of_their_own() -> None:
    content = docx.write(around(*MIDDLE), Theme(page=Page(left=30)))
    body = tree(content)
    found = find(body, "//w:sectPr")
    assert [values(each, "w:pgSz/@w:w | w:pgSz/@w:h") for each in found] == [
        ["11906", "16838"],
        ["16838", "11906"],
        ["11906", "16838"],
    ]
    assert values(body, "//w:pgSz/@w:orient") == ["landscape"]
    assert values(body, "//w:pgMar/@w:left") == ["1701"] * 3
    assert [len(values(each, "w:headerReference/@r:id")) for each in found] == [1] * 3
    feet = values(body, "//w:footerReference/@r:id")
    assert feet[0] == feet[2] != feet[1]
    upright, turned = (paragraphs(content, f"word/footer{number}.xml") for number in (1, 2))
    assert upright == turned
    ends = '//w:style[@w:styleId="Footer"]//w:tab/@w:pos'
    tabs = tree(content, "word/footer2.xml")
    assert values(tabs, "//w:tab/@w:val") == ["clear", "right"]
    old, new = values(tabs, "//w:tab/@w:pos")
    assert [old] == values(tree(content, "word/styles.xml"), ends)
    assert int(new) == pytest.approx(16838 - 1701 - 1417, abs=1)


@pytest.mark.parametrize(
    ("last", "styles"),
    [
        (WORDS, ["BodyText"]),
        (head("One"), ["Heading1"]),
        (FIGURE, ["Figure"]),
        (Figure(FIGURE.drawing, "", "Undescribed"), ["Figure"]),
        (sample_document().blocks[7], None),
        (Table(columns(("A",), (1.0,), 451), rows([("a",)])), ["TableEnd"]),
        (Contents((ContentsEntry(1, "One", "one"),)), ["TOC1"]),
    ],
)
def test_a_section_ends_in_its_last_paragraph(last: Block, styles: list[str] | None) -> None:
    body = tree(docx.write(bare(last, TURN, WORDS), THEME))
    (ending,) = find(body, "/w:document/w:body/w:p[w:pPr/w:sectPr]")
    if styles:
        assert [style(ending)] == styles
    (after,) = find(ending, "following-sibling::w:p")
    assert style(after) == "BodyText"
    assert find(body, "//w:pageBreakBefore | //w:br") == []
    assert find(body, "/w:document/w:body/w:p[not(w:r) and not(w:hyperlink)]") == (
        [ending] if isinstance(last, Table) else []
    )


def test_sections_of_a_document_from_right_to_left_run_so() -> None:
    body = tree(docx.write(around(*MIDDLE, language="fa"), THEME))
    assert len(find(body, "//w:sectPr/w:bidi")) == 3


def test_an_upright_document_has_one_section_and_one_foot() -> None:
    content = docx.write(sample_document(), THEME)
    assert len(find(tree(content), "//w:sectPr")) == 1
    assert "word/footer2.xml" not in entries(content)


def test_in_text_it_is_a_break_as_any_other() -> None:
    assert dump(bare(WORDS, TURN, WORDS)) == dump(bare(WORDS, BACK, WORDS))
