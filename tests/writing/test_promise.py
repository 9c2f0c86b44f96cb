"""The promise of pages: what is measured to fit is on those pages in both files.

The Word file is set by LibreOffice, in the fonts that the file embeds.
"""

from __future__ import annotations

from functools import partial
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
from tools import to_pdfs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.tools

CLOSE = Theme(spacing=0.5)
NARROW = Theme(page=Page(size="Letter", left=20, right=20, top=18, bottom=18))
NOTED = Theme(notes="foot", spacing=0.5)
LARGE = Theme(sizes=Sizes(body=12, table=11, lead=14))
BRIEFS: dict[str, tuple[Theme, Callable[[], Document]]] = {
    **{f"parted {seed}": (THEME, partial(brief, seed)) for seed in range(3)},
    **{f"close {seed}": (CLOSE, partial(brief, seed, CLOSE)) for seed in range(3, 7)},
    **{
        f"run on {seed}": (CLOSE, partial(brief, seed, CLOSE, parted=False))
        for seed in range(7, 10)
    },
    **{f"Persian {seed}": (THEME, partial(brief, seed, language="fa")) for seed in range(12, 15)},
    "Persian, run on": (CLOSE, partial(brief, 15, CLOSE, parted=False, language="fa")),
    "narrow margins": (NARROW, partial(brief, 10, NARROW)),
    "large type": (LARGE, partial(brief, 11, LARGE)),
    **{f"with footnotes {seed}": (NOTED, partial(brief, seed, NOTED)) for seed in range(12, 15)},
    "run on with footnotes": (NOTED, partial(brief, 15, NOTED, parted=False)),
}
"""The theme of each brief, and what makes it, which takes a while."""


def where(data: bytes) -> list[int]:
    """The pages, from 1, on which the annex is headed."""
    printed = pages(data)
    return [number for number, page in enumerate(printed, 1) if page.strip().find(ANNEX) >= 0]


def is_nearly_full(document: Document, theme: Theme) -> bool:
    """Whether hardly anything more fits on either of the first two pages."""
    column = theme.page.height - (theme.page.top + theme.page.bottom) * 72 / 25.4
    for page in pdf.lay_out(document, theme, FONTS).pages[:2]:
        last = [standing for standing in page if not standing.note][-1]
        notes = room(standing.strip for standing in page if standing.note)
        if last.y + last.strip.height + notes <= column * (1 - RESERVE) - 3 * 12 * 1.4:
            return False
    return True


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """The briefs themselves."""
    return {name: made() for name, (_, made) in BRIEFS.items()}


@pytest.fixture(scope="module")
def word(
    documents: dict[str, Document], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """The Word file of each brief, as LibreOffice prints it."""
    written = [docx.write(document, BRIEFS[name][0]) for name, document in documents.items()]
    printed = to_pdfs(written, tmp_path_factory.mktemp("word"))
    return {name: path.read_bytes() for name, path in zip(documents, printed, strict=True)}


@pytest.mark.parametrize("name", BRIEFS)
def test_a_brief_measured_to_fit_fits_as_libreoffice_sets_it(
    name: str, documents: dict[str, Document], word: dict[str, bytes]
) -> None:
    theme, document = BRIEFS[name][0], documents[name]
    if "run on" not in name:
        assert is_nearly_full(document, theme)
    measured = pdf.measure(document, theme, FONTS)
    assert (measured.front, measured.pages, measured.over) == (2, 3, ())
    assert where(pdf.write(document, theme, FONTS).data) == [3]
    assert where(word[name]) == [3]
    assert len(pypdfium2.PdfDocument(word[name])) == 3


def test_a_table_to_the_foot_of_the_page_leaves_no_empty_page_behind(tmp_path: Path) -> None:
    table = Table(columns(("A", "B"), (0.5, 0.5), WIDTH), rows([("1", "2")] * 29))
    afters = (Heading(1, text(ANNEX), "annex"), paragraph(ANNEX))
    documents = [bare(table, PageBreak(annex=True), after) for after in afters]
    for document in documents:
        assert where(pdf.write(document, THEME, FONTS).data) == [2]
    for printed in to_pdfs([docx.write(document, THEME) for document in documents], tmp_path):
        assert where(printed.read_bytes()) == [2]
