"""A drawing as a PDF file of its own: one page as large as it, which says what it shows."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest

from conformance.judging import failures, faults
from documents import drawing
from legation.model.document import Document, Figure
from legation.model.drawing import Box, Drawing, Ink, Label
from legation.model.theme import Colours, Theme
from legation.writing.pdf import picture
from pdf_files import FONTS, THEME, outside_structure, spots, structure

TITLE = "Azerbaijan: its <timeline> & more"
DESCRIPTION = "One event, on 22 February 2026"
AS_OF = date(2026, 2, 22)


def written(drawn: Drawing, theme: Theme = THEME) -> bytes:
    return picture.write(drawn, TITLE, DESCRIPTION, theme, FONTS, "en-GB", AS_OF)


SAMPLE = written(drawing(400))


def test_the_page_is_as_large_as_the_drawing_with_its_margin() -> None:
    file = pypdfium2.PdfDocument(SAMPLE)
    assert len(file) == 1
    assert file.get_page_size(0) == pytest.approx((400 + 2 * 12, 120 + 2 * 12), abs=0.01)


@pytest.mark.tools
def test_the_file_is_accessible_and_archival() -> None:
    assert failures(SAMPLE) == []
    figure = Figure(drawing(400), "", DESCRIPTION)
    document = Document("", TITLE, "en-GB", AS_OF, (figure,), page_label="")
    assert faults(SAMPLE, document) == []


def test_it_is_a_figure_that_says_what_it_shows() -> None:
    ((root),) = structure(SAMPLE)
    (figure,) = root.kids
    assert (root.role, figure.role, figure.alternative) == ("Document", "Figure", DESCRIPTION)
    assert outside_structure(SAMPLE) == ""


def test_text_is_text_in_its_place() -> None:
    label = Label(10, 20, 90, 9, ("Təbriz",), 7.5, 9)
    (spot,) = spots(written(Drawing(200, 100, (label,))))
    assert spot.text == "Təbriz"
    assert spot.left == pytest.approx(12 + 10, abs=1)
    assert spot.top == pytest.approx(12 + 100 + 12 - (12 + 20), abs=3)


def test_its_properties_are_those_given() -> None:
    told = pypdfium2.PdfDocument(SAMPLE).get_metadata_dict()
    assert told["Title"] == TITLE
    assert told["CreationDate"] == "D:20260222000000+00'00'"


def test_the_paper_is_the_themes() -> None:
    theme = Theme(colours=Colours(paper="FFF8E7"))
    drawn = written(Drawing(100, 50, (Box(0, 0, 10, 10, Ink.ACCENT),)), theme)
    image = pypdfium2.PdfDocument(drawn)[0].render().to_pil()
    assert image.getpixel((2, 2)) == image.getpixel((110, 60)) == (0xFF, 0xF8, 0xE7)


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert written(drawing(400)) == SAMPLE
    assert written(drawing(401)) != SAMPLE
