"""The promise of pages: what is measured to fit is on those pages in both files.

The Word file is set by LibreOffice, in the fonts that the file embeds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from documents import columns, paragraph, rows, text
from legation.model.document import Document, Heading, PageBreak, Table
from legation.model.theme import Page, Sizes, Theme
from legation.writing import docx, pdf
from legation.writing.pdf.measuring import RESERVE
from legation.writing.pdf.pages import room
from meeting_briefs import ANNEX, brief
from pdf_files import FONTS, THEME, WIDTH, bare, pages
from tools import to_pdf

if TYPE_CHECKING:
    from pathlib import Path

CLOSE = Theme(spacing=0.5)
NARROW = Theme(page=Page(size="Letter", left=20, right=20, top=18, bottom=18))
NOTED = Theme(notes="foot", spacing=0.5)
LARGE = Theme(sizes=Sizes(body=12, table=11, lead=14))
BRIEFS: dict[str, tuple[Document, Theme]] = {
    **{f"parted {seed}": (brief(seed), THEME) for seed in range(3)},
    **{f"close {seed}": (brief(seed, CLOSE), CLOSE) for seed in range(3, 7)},
    **{f"run on {seed}": (brief(seed, CLOSE, parted=False), CLOSE) for seed in range(7, 10)},
    **{f"Persian {seed}": (brief(seed, language="fa"), THEME) for seed in range(12, 15)},
    "Persian, run on": (brief(15, CLOSE, parted=False, language="fa"), CLOSE),
    "narrow margins": (brief(10, NARROW), NARROW),
    "large type": (brief(11, LARGE), LARGE),
    **{f"with footnotes {seed}": (brief(seed, NOTED), NOTED) for seed in range(12, 15)},
    "run on with footnotes": (brief(15, NOTED, parted=False), NOTED),
}


def where(data: bytes) -> list[int]:
    """The pages, from 1, on which the annex is headed."""
    printed = pages(data)
    return [number for number, page in enumerate(printed, 1) if page.strip().find(ANNEX) >= 0]


@pytest.mark.parametrize("name", BRIEFS)
def test_a_brief_measured_to_fit_fits_as_libreoffice_sets_it(name: str, tmp_path: Path) -> None:
    document, theme = BRIEFS[name]
    measured = pdf.measure(document, theme, FONTS)
    assert (measured.front, measured.pages, measured.over) == (2, 3, ())
    assert where(pdf.write(document, theme, FONTS).data) == [3]
    printed = to_pdf(docx.write(document, theme), tmp_path).read_bytes()
    assert where(printed) == [3]
    assert len(pypdfium2.PdfDocument(printed)) == 3


@pytest.mark.parametrize("name", [name for name in BRIEFS if "run on" not in name])
def test_the_briefs_are_nearly_full(name: str) -> None:
    document, theme = BRIEFS[name]
    book = pdf.lay_out(document, theme, FONTS)
    column = theme.page.height - (theme.page.top + theme.page.bottom) * 72 / 25.4
    for page in book.pages[:2]:
        last = [standing for standing in page if not standing.note][-1]
        notes = room(standing.strip for standing in page if standing.note)
        end = last.y + last.strip.height + notes
        assert end > column * (1 - RESERVE) - 3 * 12 * 1.4


def test_a_table_to_the_foot_of_the_page_leaves_no_empty_page_behind(tmp_path: Path) -> None:
    table = Table(columns(("A", "B"), (0.5, 0.5), WIDTH), rows([("1", "2")] * 29))
    for after in (Heading(1, text(ANNEX), "annex"), paragraph(ANNEX)):
        document = bare(table, PageBreak(annex=True), after)
        assert where(pdf.write(document, THEME, FONTS).data) == [2]
        printed = to_pdf(docx.write(document, THEME), tmp_path).read_bytes()
        assert where(printed) == [2]
