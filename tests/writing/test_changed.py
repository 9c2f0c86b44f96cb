"""Bars in the margin beside what has changed: in the PDF, in Word, as LibreOffice prints that, as text."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from msgspec.structs import replace
from pypdfium2 import raw

from documents import paragraph, points, text
from legation.model.document import (
    Document,
    Heading,
    List,
    ListItem,
    ListKind,
    PageBreak,
    Role,
    Title,
)
from legation.model.drawing import Ink
from legation.model.theme import Colours, Theme
from legation.writing import docx
from legation.writing.pdf import measure
from legation.writing.text import digest, dump
from pdf_files import FONTS, THEME, bare, outside_structure, pdf, spots
from revised import changed, items, revised_blocks, table
from tools import require_tool, run, to_pdf
from word import find, tree, values

if TYPE_CHECKING:
    from pathlib import Path

    from pdf_files import Box

LEFT = THEME.page.left * 72 / 25.4
RIGHT = THEME.page.width - THEME.page.right * 72 / 25.4
BORDERS = "//w:pBdr/*[@w:val='single' and @w:sz='12']"
BAR = "w:tcPr/w:tcBorders/w:left"
PERSIAN = "وزیران دیدار کردند."


def bars(data: bytes, page: int = 0) -> list[Box]:
    """The upright bars on a page, from its top to its bottom."""
    drawn = pypdfium2.PdfDocument(data)[page].get_objects([raw.FPDF_PAGEOBJ_PATH])
    found = [each.get_bounds() for each in drawn]
    upright = [box for box in found if box[2] - box[0] < 4 and box[3] - box[1] > 6]
    return sorted(upright, key=lambda box: -box[3])


def line(data: bytes, words: str, page: int = 0) -> tuple[float, float]:
    """The bottom and top of a line that begins with some words."""
    return next((s.bottom, s.top) for s in spots(data, page) if s.text.startswith(words))


# --- PDF -----------------------------------------------------------------------------------------


def test_rows_that_have_changed_have_one_bar_as_long_as_they_stand_together() -> None:
    data = pdf(bare(table((1, 2, 5))))
    first, second = bars(data)
    for bar, top, bottom in ((first, "1 May", "2 May"), (second, "5 May", "5 May")):
        assert bar[3] > line(data, top)[1]
        assert bar[1] < line(data, bottom)[0]
    assert first[3] < line(data, "0 May")[0]
    assert line(data, "3 May")[1] < first[1]
    assert first[3] - first[1] == pytest.approx(2 * (second[3] - second[1]), abs=2)


@pytest.mark.parametrize(("language", "from_right"), [("en-GB", False), ("fa", True)])
def test_it_stands_in_the_margin_where_the_document_begins(
    language: str, *, from_right: bool
) -> None:
    blocks = (table((1,)), changed("A paragraph"), changed(PERSIAN), points(ListKind.BULLET, "A"))
    data = pdf(replace(bare(*blocks), language=language))
    for left, _, right, _ in bars(data):
        assert left > RIGHT + 3 if from_right else right < LEFT - 3
        assert right - left == pytest.approx(1.5, abs=1.1)


def test_it_goes_on_where_the_row_goes_on_on_the_next_page() -> None:
    data = pdf(bare(table((), tall=150)))
    count = len(pypdfium2.PdfDocument(data))
    assert count > 2
    for page in range(count):
        (bar,) = bars(data, page)
        within = [s for s in spots(data, page) if s.text.startswith("Sentence")]
        assert bar[3] >= max(spot.top for spot in within)
        assert bar[1] <= min(spot.bottom for spot in within)
        assert bar[3] < line(data, "Date", page)[0]


def test_paragraphs_have_one_too_and_one_together() -> None:
    data = pdf(bare(paragraph("Before"), changed("One"), changed("Two"), paragraph("After")))
    ((_, bottom, _, top),) = bars(data)
    assert line(data, "Before")[0] > top > line(data, "One")[1]
    assert line(data, "Two")[0] > bottom > line(data, "After")[1]


def test_a_heading_parts_them() -> None:
    data = pdf(bare(changed("One"), Heading(1, text("Part"), "part"), changed("Two")))
    assert len(bars(data)) == 2


def test_items_of_lists_have_one_out_in_the_margin_too() -> None:
    data = pdf(bare(items(changed("A point"), paragraph("Another"), changed("and more"))))
    first, second = bars(data)
    assert first[0] == second[0] < LEFT
    assert first[1] < line(data, "A point")[0]
    assert second[1] < line(data, "and more")[0] < line(data, "Another")[0] < first[1]


def test_a_bottom_line_that_has_changed_keeps_its_own_bar() -> None:
    (own,) = bars(pdf(bare(paragraph("A", Role.LEAD))))
    margin, kept = sorted(bars(pdf(bare(changed("A", Role.LEAD)))))
    assert kept == own
    assert margin[2] < own[0]


def test_a_screen_reader_does_not_meet_them_and_no_page_grows() -> None:
    plain = bare(paragraph("A"), table(()), table((), tall=90))
    data = pdf(bare(changed("A"), table(range(8)), table((1,), tall=90)))
    assert outside_structure(data).strip() == outside_structure(pdf(plain)).strip()
    assert measure(plain, THEME, FONTS).pages == len(pypdfium2.PdfDocument(data))


def test_it_is_drawn_in_the_colour_of_the_text() -> None:
    theme = Theme(colours=Colours(text="102030"))
    drawn = pypdfium2.PdfDocument(pdf(bare(table((1,))), theme))[0].get_objects(
        [raw.FPDF_PAGEOBJ_PATH]
    )
    fills = [each for each in drawn if (b := each.get_bounds())[2] - b[0] < 4 < b[3] - b[1]]
    assert theme.colours.of(Ink.TEXT) == "102030"
    assert [_colour(each) for each in fills] == [(0x10, 0x20, 0x30)]


def _colour(item: pypdfium2.PdfObject) -> tuple[int, ...]:
    channels = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(item, *channels)
    return tuple(channel.value for channel in channels[:3])


def test_on_a_turned_sheet_it_is_in_the_margin_of_that() -> None:
    blocks = (PageBreak(landscape=True), changed("Wide"))
    ((left, *_),) = bars(pdf(replace(bare(paragraph("A"), *blocks), language="fa")), 1)
    width = THEME.page.turned.width
    assert left > width - THEME.page.right * 72 / 25.4


# --- Word ----------------------------------------------------------------------------------------


def word(*blocks: object, language: str = "en-GB") -> bytes:
    document: Document = replace(bare(*blocks), language=language)  # type: ignore[arg-type]
    return docx.write(document, THEME)


def test_a_row_has_a_border_where_it_begins_and_no_other_row() -> None:
    root = tree(word(table((1, 2, 5))))
    marked = [bool(find(row, f"w:tc[1]/{BAR}")) for row in find(root, "//w:tr")]
    assert marked == [False, False, True, True, False, False, True, False, False]
    assert not find(root, f"//w:tc[position()>1]/{BAR}")
    assert set(values(root, f"//{BAR}/@w:themeColor")) == {"text1"}
    assert [each.tag for each in find(root, f"//w:tcPr[{BAR[7:]}]/*")] == [
        each.tag for each in find(root, f"(//w:tcPr[{BAR[7:]}])[1]/*")
    ] * 3


@pytest.mark.parametrize(("language", "side"), [("en-GB", "left"), ("fa", "right")])
@pytest.mark.parametrize("words", ["A paragraph", PERSIAN])
def test_a_paragraph_has_a_border_in_the_margin_where_the_document_begins(
    language: str, side: str, words: str
) -> None:
    root = tree(word(changed(words), language=language))
    (border,) = find(root, BORDERS)
    assert border.tag.endswith(f"}}{side}")
    assert values(border, "@w:space") == ["6"]


def test_what_is_indented_has_it_farther_off_as_far_as_word_can() -> None:
    deep = List(ListKind.BULLET, (ListItem((changed("Deep"), changed("and deeper"))),))
    within = List(ListKind.BULLET, (ListItem((changed("Outer"), changed("and on"), deep)),))
    root = tree(word(changed("Said so", Role.QUOTE), within))
    assert values(root, f"{BORDERS}/@w:space") == ["30", "6", "24", "24", "31"]


@pytest.mark.parametrize(("words", "side"), [("A", "left"), (PERSIAN, "right")])
def test_a_bottom_line_has_both_bars_as_one_border(words: str, side: str) -> None:
    root = tree(word(changed(words, Role.LEAD)))
    assert values(root, f"//w:pBdr/w:{side}/@w:val") == ["thickThinMediumGap"]


@pytest.mark.tools
def test_libreoffice_draws_them_where_the_pdf_does(tmp_path: Path) -> None:
    require_tool("soffice")
    document = bare(
        Title(text("Title")), changed("One"), changed("Two"), paragraph("Not"), table((1, 2, 5))
    )
    printed = to_pdf(docx.write(document, THEME), tmp_path).read_bytes()
    ours, theirs = bars(pdf(document)), bars(printed)
    tops = [box[3] for box in ours]
    # LibreOffice has one border a row, and so draws one bar in parts.
    found = [min(theirs, key=lambda box: abs(box[3] - top)) for top in tops]
    for mine, other in zip(ours, found, strict=True):
        assert other[3] == pytest.approx(mine[3], abs=6)
        assert other[2] < LEFT + 2
    assert found[0][2] < LEFT - 3


@pytest.mark.tools
def test_validators_find_no_fault(tmp_path: Path) -> None:
    command = require_tool("ooxml-validator")
    for language in ("en-GB", "fa"):
        path = tmp_path / f"{language}.docx"
        path.write_bytes(word(*revised_blocks(), language=language))
        run(command, path)


# --- text ----------------------------------------------------------------------------------------


def test_as_text_a_bar_stands_in_front() -> None:
    said = dump(bare(changed("One"), paragraph("Two"), table((1,), count=2)))
    assert said.startswith("| One\n\nTwo\n")
    assert "\n0 May 2025 | Event 0\n| 1 May 2025 | Event 1\n" in said


def test_it_counts_in_the_digest() -> None:
    assert digest(dump(bare(changed("One")))) != digest(dump(bare(paragraph("One"))))
    assert digest(dump(bare(table((1,))))) != digest(dump(bare(table(()))))


def test_what_has_not_changed_has_none() -> None:
    document = bare(paragraph("One"), table(()))
    root = tree(docx.write(document, THEME))
    assert not find(root, "//w:pBdr | //w:tcBorders")
    assert bars(pdf(document)) == []
    assert "\n| " not in dump(document)
