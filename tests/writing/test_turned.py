"""Documents in a language that runs from right to left: what follows the document, in both formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from documents import columns, paragraph, points, rows, text
from legation.model.document import (
    Contents,
    ContentsEntry,
    Document,
    Heading,
    ListKind,
    Role,
    Table,
    Title,
)
from legation.text.languages import reads_from_right
from legation.writing import docx
from legation.writing.directions import is_turned
from pdf_files import THEME, WIDTH, Spot, bare, descent, pages, pdf, spots, structure
from tools import require_package, to_pdf, validate_word
from word import entries, find, style, tree, values

if TYPE_CHECKING:
    from pathlib import Path

MARKING = "محرمانه – INTERNAL"
HEADING, PART, RUNNING = "گفتگوها", "نشست", "ایران"
LEAD = "وزیران امور خارجه دو کشور در باکو دیدار کردند و درباره همکاری گفتگو نمودند. " * 3
LEFT = THEME.page.left * 72 / 25.4
RIGHT = THEME.page.width - THEME.page.right * 72 / 25.4
TABLE = Table(
    columns(("تاریخ", "رویداد"), (0.3, 0.7), WIDTH), rows([("2024", "سفر"), ("2025", "Baku")])
)


def document(language: str = "fa") -> Document:
    """A list of contents, a lead, a table, lists, and what stands around the pages."""
    blocks = (
        Title(text("ایران و آذربایجان")),
        paragraph(LEAD, Role.LEAD),
        Contents((ContentsEntry(1, HEADING, "one", 1), ContentsEntry(2, "Talks", "two", 1))),
        Heading(1, text(HEADING), "one"),
        Heading(2, text("Talks"), "two"),
        TABLE,
        points(ListKind.NUMBER, PART, "Baku"),
    )
    return replace(
        bare(*blocks),
        language=language,
        marking=MARKING,
        running_title=RUNNING,
        digest="3f9a1c27",
        page_label="Page {page} of {pages}",
    )


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The Word file as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("turned")
    return to_pdf(docx.write(document(), THEME), folder).read_bytes()


def found(data: bytes, words: str) -> list[Spot]:
    return [spot for spot in spots(data) if spot.text == words]


# --- which documents -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "fa-IR", "ur", "he", "ps-AF", "az-Arab", "uz-Arab-AF"])
def test_these_languages_run_from_right_to_left(language: str) -> None:
    assert reads_from_right(language)


@pytest.mark.parametrize("language", ["en-GB", "az", "ur-Latn", "ru", "uz-Cyrl", "tr", "fa-Latn"])
def test_these_do_not(language: str) -> None:
    assert not reads_from_right(language)


def test_a_paragraph_runs_as_its_first_letter_and_else_as_its_document() -> None:
    for words, alone, within in [
        ("2024", False, True),
        ("(1–2)", False, True),
        ("", False, True),
        ("Baku باکو", False, False),
        ("۲۰۲۴ باکو Baku", True, True),
    ]:
        assert (is_turned(words), is_turned(words, within=True)) == (alone, within)


# --- PDF, and Word as LibreOffice prints it ------------------------------------------------------


@pytest.mark.tools
def test_both_formats_have_the_same_on_the_same_side(printed: bytes) -> None:
    for data in (pdf(document()), printed):
        first, second = found(data, "2024")[0], found(data, "2025")[0]
        assert first.right == pytest.approx(RIGHT - 4, abs=3) == second.right
        (visit,) = found(data, "سفر")
        assert LEFT < visit.right < first.left
        (running,) = found(data, RUNNING)[-1:]
        assert running.right == pytest.approx(RIGHT, abs=2)
        foot = [spot for spot in spots(data) if spot.top < 75 and "Page" in spot.text]
        assert min(spot.left for spot in foot) == pytest.approx(LEFT, abs=2)


@pytest.mark.tools
def test_contents_have_words_at_the_right_and_pages_at_the_left(printed: bytes) -> None:
    for data in (pdf(document()), printed):
        entry, part = found(data, HEADING)[0], found(data, "Talks")[0]
        assert entry.right == pytest.approx(RIGHT, abs=2)
        assert part.right == pytest.approx(RIGHT - 18, abs=4)
        assert part.bottom < entry.bottom
        numbers = [s for s in spots(data) if abs(s.bottom - entry.bottom) < 4 and s != entry]
        assert min(spot.left for spot in numbers) == pytest.approx(LEFT, abs=2)


@pytest.mark.tools
def test_the_foot_of_a_page_is_read_as_it_is_meant(printed: bytes) -> None:
    for data in (pdf(document()), printed):
        assert "Page 1 of 1" in pages(data)[0].replace("\u200e", "")


@pytest.mark.tools
def test_the_marking_stands_in_the_middle_and_begins_at_the_right(printed: bytes) -> None:
    for data in (pdf(document()), printed):
        marks = [s for s in spots(data) if {*s.text.split()} & {*MARKING.split()}]
        for pieces in ([s for s in marks if s.top > 771], [s for s in marks if s.top < 60]):
            middle = (min(s.left for s in pieces) + max(s.right for s in pieces)) / 2
            assert middle == pytest.approx(THEME.page.width / 2, abs=3)


def test_the_table_is_read_from_its_first_column() -> None:
    (root,) = structure(pdf(document()))
    cells = [node.text for node in descent([root]) if node.role in ("TH", "TD")]
    assert cells == ["تاریخ", "رویداد", "2024", "سفر", "2025", "Baku"]


def test_a_document_that_runs_from_left_to_right_has_its_first_column_at_the_left() -> None:
    (first,) = found(pdf(document("en")), "2024")
    assert first.left == pytest.approx(LEFT + 4, abs=1)


# --- Word ----------------------------------------------------------------------------------------

CONTENT = docx.write(document(), THEME)


def test_word_is_told_so_of_section_tables_contents_and_foot() -> None:
    body = tree(CONTENT)
    assert len(find(body, "//w:sectPr/w:bidi")) == 1
    assert len(find(body, "//w:tblPr/w:bidiVisual")) == 1
    listed = [each for each in find(body, "//w:p") if style(each).startswith("TOC")]
    assert [bool(find(entry, "w:pPr/w:bidi")) for entry in listed] == [True, True]
    for part in ("word/header1.xml", "word/footer1.xml"):
        assert all(find(each, "w:pPr/w:bidi") for each in find(tree(CONTENT, part), "//w:p"))
    styles = tree(CONTENT, "word/styles.xml")
    assert values(styles, "//w:docDefaults//w:lang/@w:bidi") == ["fa"]


def test_word_is_told_nothing_of_it_in_other_documents() -> None:
    other = docx.write(document("en"), THEME)
    body = tree(other)
    assert find(body, "//w:sectPr/w:bidi | //w:bidiVisual") == []
    foot = find(tree(other, "word/footer1.xml"), "//w:p")
    assert [bool(find(each, "w:pPr/w:bidi")) for each in foot] == [False, True]
    assert "\u200f" not in entries(other)["word/footer1.xml"].decode()


def test_the_bar_of_a_lead_stands_where_the_lead_begins() -> None:
    for words, side in ((LEAD, "right"), ("Ministers met.", "left")):
        content = docx.write(bare(paragraph(words, Role.LEAD)), THEME)
        (own,) = [each for each in find(tree(content), "//w:p") if style(each) == "Lead"]
        borders = values(own, "w:pPr/w:pBdr/*/@w:val")
        assert borders == (["nil", "single"] if side == "right" else [])


@pytest.mark.tools
@pytest.mark.parametrize("tool", ["openxml-audit", "ooxml-validator"])
def test_the_word_file_is_valid(tool: str, tmp_path: Path) -> None:
    (tmp_path / "turned.docx").write_bytes(CONTENT)
    validate_word(tool, tmp_path / "turned.docx")


@pytest.mark.tools
@pytest.mark.parametrize("standard", ["PDF_UA_1", "PDF_A_2A"])
def test_the_pdf_is_accessible_and_archival(standard: str, tmp_path: Path) -> None:
    page = require_package("page")
    (tmp_path / "turned.pdf").write_bytes(pdf(document()))
    profile = page.ValidationProfile[standard]
    limits = page.SafetyLimits.unlimited()
    result = page.validate_pdf(tmp_path / "turned.pdf", profile=profile, limits=limits)
    assert [(failure.rule_id, failure.message) for failure in result.failures] == []
