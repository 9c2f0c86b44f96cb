"""Paper that is not white: painted on every page of the PDF, and shown by Word."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from conformance.judging import failures
from documents import paragraph, text
from legation.model.document import Heading, PageBreak
from legation.model.theme import Colours, Theme
from legation.writing import docx
from pdf_files import bare, pdf
from tools import to_pdf
from word import find, tree, values

DARK = Theme(colours=Colours(paper="101418", text="F0F0F0", muted="B0B8C0", accent="FFD060"))
DOCUMENT = bare(
    Heading(1, text("Timeline"), ""),
    paragraph("Ministers met."),
    PageBreak(landscape=True),
    paragraph("And again."),
)


def corners(data: bytes | Path) -> list[tuple[int, ...]]:
    """The colours of a PDF's pages in their four corners."""
    with pypdfium2.PdfDocument(BytesIO(data) if isinstance(data, bytes) else data) as document:
        pictures = [page.render(scale=0.5).to_pil().convert("RGB") for page in document]
    edges = [(0, 0), (-1, 0), (0, -1), (-1, -1)]
    return [
        picture.getpixel((x % picture.width, y % picture.height))
        for picture in pictures
        for x, y in edges
    ]


def test_the_pdf_has_it_to_the_edges_of_every_page() -> None:
    assert corners(pdf(DOCUMENT, DARK)) == [(0x10, 0x14, 0x18)] * 8


@pytest.mark.tools
def test_the_pdf_is_valid_for_all_that() -> None:
    assert failures(pdf(DOCUMENT, DARK)) == []


def test_word_shows_it() -> None:
    content = docx.write(DOCUMENT, DARK)

    assert values(tree(content), "/w:document/w:background/@w:color") == ["101418"]
    assert find(tree(content, "word/settings.xml"), "//w:displayBackgroundShape")


@pytest.mark.tools
def test_libreoffice_prints_it(tmp_path: Path) -> None:
    printed = to_pdf(docx.write(DOCUMENT, DARK), tmp_path)
    assert set(corners(printed)) == {(0x10, 0x14, 0x18)}


@pytest.mark.parametrize("part", ["word/document.xml", "word/settings.xml"])
def test_white_paper_is_left_to_the_printer(part: str) -> None:
    found = tree(docx.write(DOCUMENT, Theme()), part)
    assert not find(found, "//w:background") + find(found, "//w:displayBackgroundShape")
