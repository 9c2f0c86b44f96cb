"""The cover: the title block on a page of its own, in both formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from documents import paragraph, text
from legation.layout import settle
from legation.model.document import Block, Document, Heading, PageBreak, Paragraph, Role, Title
from legation.model.theme import Theme
from legation.writing import docx, pdf
from pdf_files import FONTS, bare, pages, spots, structure
from tools import to_pdf, to_pdfs
from word import find, png, style, tree, values

if TYPE_CHECKING:
    from pathlib import Path

COVER = Theme(cover=True)
TITLE = (
    Title(text("Azerbaijan and Uzbekistan")),
    paragraph("A brief", Role.SUBTITLE),
    paragraph("As of: 24 February 2026", Role.FRONT),
)
TEXT = (Heading(1, text("Bottom line"), "bottom"), paragraph("It holds.", Role.LEAD))
MARKING = "OFFICIAL"


def covered(*blocks: Block, theme: Theme = COVER, limit: int = 0) -> Document:
    """A document of these blocks, laid out with a cover."""
    document = replace(bare(*blocks), marking=MARKING, pages=limit)
    return settle(document, theme, FONTS)


def printed(document: Document, folder: Path, theme: Theme = COVER) -> list[bytes]:
    """Both files as PDF, the Word file by LibreOffice."""
    word = to_pdf(docx.write(document, theme), folder).read_bytes()
    return [pdf.write(document, theme, FONTS).data, word]


def said(data: bytes) -> list[str]:
    """What the pages say, without their marking."""
    return [" ".join(page.replace(MARKING, "").split()) for page in pages(data)]


FIRST = "Azerbaijan and Uzbekistan A brief As of: 24 February 2026"


RESTS: list[tuple[tuple[Block, ...], list[str]]] = [
    (TEXT, ["Bottom line It holds."]),
    ((paragraph("Words."),), ["Words."]),
    ((PageBreak(), *TEXT), ["Bottom line It holds."]),
    ((PageBreak(), PageBreak(), paragraph("Words.")), ["Words."]),
    ((paragraph("One."), PageBreak(), *TEXT), ["One.", "Bottom line It holds."]),
]
"""What stands behind a cover, and what each page then says."""


@pytest.fixture(scope="module")
def rests(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The Word files with all of it, as LibreOffice prints them."""
    written = [docx.write(covered(*TITLE, *rest), COVER) for rest, _ in RESTS]
    return [path.read_bytes() for path in to_pdfs(written, tmp_path_factory.mktemp("rests"))]


@pytest.mark.tools
@pytest.mark.parametrize("number", range(len(RESTS)))
def test_the_rest_begins_on_the_second_page(number: int, rests: list[bytes]) -> None:
    rest, expected = RESTS[number]
    written = pdf.write(covered(*TITLE, *rest), COVER, FONTS).data
    for data in (written, rests[number]):
        assert said(data) == [FIRST, *expected]
        assert [page.count(MARKING) for page in pages(data)] == [2] * (1 + len(expected))


@pytest.mark.tools
def test_the_title_stands_as_low_in_both_formats(tmp_path: Path) -> None:
    tops = [
        next(s.top for s in spots(data) if s.text.startswith("Azerbaijan"))
        for data in printed(covered(*TITLE, *TEXT), tmp_path)
    ]
    expected = COVER.page.height - COVER.page.top * 72 / 25.4 - COVER.page.drop
    assert tops == [pytest.approx(expected, abs=12)] * 2


@pytest.mark.tools
def test_the_logo_stays_at_the_top(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png(300, 100))
    theme = Theme(cover=True, logo=str(tmp_path / "logo.png"))
    document = covered(*TITLE, *TEXT, theme=theme)
    for data in printed(document, tmp_path, theme):
        assert said(data) == [FIRST, "Bottom line It holds."]


@pytest.mark.parametrize("blocks", [TEXT, TITLE, (*TITLE, PageBreak()), ()])
def test_without_a_title_block_or_anything_else_there_is_no_cover(
    blocks: tuple[Block, ...],
) -> None:
    document = covered(*blocks)
    assert not any(isinstance(block, PageBreak) and block.cover for block in document.blocks)
    assert len(pages(pdf.write(document, COVER, FONTS).data)) == 1


def test_a_cover_is_for_themes_that_want_one() -> None:
    assert len(pages(pdf.write(covered(*TITLE, *TEXT, theme=Theme()), Theme(), FONTS).data)) == 1


@pytest.mark.tools
def test_a_cover_does_not_count_as_a_page(tmp_path: Path) -> None:
    filler = paragraph("word " * 90)
    annex = (PageBreak(annex=True), Heading(1, text("Annex"), "annex"))
    for count, over in ((5, False), (70, True)):
        document = covered(*TITLE, *TEXT, *[filler] * count, *annex, limit=1)
        measured = pdf.measure(document, COVER, FONTS)
        assert bool(measured.over) == over
        assert measured.pages == measured.front + 2
        assert (measured.front == 1) != over
        (tmp_path / str(count)).mkdir()
        for data in printed(document, tmp_path / str(count)) if not over else ():
            assert said(data)[-1] == "Annex"
            assert len(pages(data)) == 3


@pytest.mark.tools
def test_a_title_from_right_to_left_is_at_the_right(tmp_path: Path) -> None:
    title = Title(text("ایران و جمهوری آذربایجان"))
    document = replace(covered(title, *TEXT), language="fa")
    right = COVER.page.width - COVER.page.right * 72 / 25.4
    for data in printed(document, tmp_path):
        found = [s for s in spots(data) if s.text and s.text != MARKING]
        assert max(s.right for s in found) == pytest.approx(right, abs=3)
        assert len(pages(data)) == 2


def test_a_title_of_more_than_a_page_is_a_longer_cover() -> None:
    document = covered(Title(text("Azerbaijan " * 300)), *TEXT)
    measured = pdf.measure(document, COVER, FONTS)
    assert measured.pages > 2
    assert measured.front == 1
    assert said(pdf.write(document, COVER, FONTS).data)[-1] == "Bottom line It holds."


def test_what_is_on_the_cover_is_tagged_as_ever() -> None:
    data = pdf.write(covered(*TITLE, *TEXT), COVER, FONTS).data
    assert [node.role for node in structure(data)[0].kids] == ["H1", "P", "P"]
    assert [node.role for node in structure(data, 1)[0].kids] == ["H2", "P"]


def test_word_breaks_the_page_natively() -> None:
    body = tree(docx.write(covered(*TITLE, *TEXT), COVER))
    (title,) = [each for each in find(body, "//w:p") if style(each) == "Title"]
    assert values(title, "w:pPr/w:spacing/@w:before") == [str(round(COVER.page.drop * 20))]
    assert len(find(body, '//w:p[w:pPr/w:pStyle/@w:val="Heading1"]/w:pPr/w:pageBreakBefore')) == 1
    body = tree(docx.write(covered(*TITLE, Paragraph(text("Words."))), COVER))
    (words,) = [each for each in find(body, "//w:p") if style(each) == "BodyText"]
    assert find(words, "w:pPr/w:pageBreakBefore")
