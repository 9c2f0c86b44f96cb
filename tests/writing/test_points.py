"""Points to make: numbered, in the size of the lead, and apart from one another, in every format."""

from __future__ import annotations

from itertools import pairwise

import pypdfium2
import pytest
from pypdfium2 import raw

from documents import paragraph, points
from legation.model.document import List, ListItem, ListKind, Role
from legation.model.theme import Sizes, Theme
from legation.writing import docx, text
from pdf_files import THEME, bare, pdf, spots, structure
from word import find, paragraphs, tree, values

WORDS = ("Ask for a date", "Thank them", "Say no more")
POINTS = points(ListKind.POINT, *WORDS, start=3)
REMARKED = List(
    ListKind.POINT,
    (
        ListItem((paragraph("Trade grew"), paragraph("More"), paragraph("Disputed", Role.NOTE))),
        ListItem((paragraph("Next"), points(ListKind.NUMBER, "Inner"))),
    ),
)


def sizes(data: bytes) -> set[float]:
    """The sizes of the type on the first page."""
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    return {
        round(raw.FPDFText_GetFontSize(page, place), 1)
        for place in range(page.count_chars())
        if page.get_text_range(place, 1).strip()
    }


def test_text_numbers_them() -> None:
    lines = text.dump(bare(POINTS)).splitlines()
    assert lines[:3] == ["3. Ask for a date", "4. Thank them", "5. Say no more"]


@pytest.mark.parametrize("size", [12.5, 16])
def test_pdf_sets_them_and_their_labels_as_large_as_the_lead(size: float) -> None:
    theme = Theme(sizes=Sizes(lead=size))
    assert sizes(pdf(bare(POINTS), theme)) == {size}
    assert sizes(pdf(bare(points(ListKind.NUMBER, *WORDS)), theme)) == {11}


def test_pdf_sets_what_is_within_a_point_by_what_it_is() -> None:
    assert sizes(pdf(bare(REMARKED))) == {12.5, 11, 10}


def test_pdf_parts_points_more_than_items() -> None:
    def steps(kind: ListKind) -> set[float]:
        found = [spot.bottom for spot in spots(pdf(bare(points(kind, "aa", "bb", "cc"))))]
        bottoms = sorted(set(map(round, found)))
        return {below - above for above, below in pairwise(bottoms)}

    line = THEME.sizes.body * THEME.leading
    assert min(steps(ListKind.POINT)) >= round(line * 1.25 + line / 2) - 1
    assert min(steps(ListKind.POINT)) > max(steps(ListKind.NUMBER)) + 5


def test_pdf_tells_that_they_are_a_list() -> None:
    (root,) = structure(pdf(bare(POINTS)))
    (found,) = root.kids
    assert found.role == "L"
    assert [(item.kids[0].text, item.kids[1].kids[0].text) for item in found.kids] == [
        ("3.", WORDS[0]),
        ("4.", WORDS[1]),
        ("5.", WORDS[2]),
    ]


def test_word_has_a_style_for_them_that_is_a_numbered_list() -> None:
    content = docx.write(bare(POINTS), THEME)
    assert paragraphs(content) == [("Points", words) for words in WORDS]
    styles = tree(content, "word/styles.xml")
    (style,) = find(styles, '//w:style[@w:styleId="Points"]')
    assert values(style, "w:basedOn/@w:val | w:rPr/w:sz/@w:val") == ["ListNumber", "25"]
    (number,) = values(style, "w:pPr/w:numPr/w:numId/@w:val")
    (level,) = find(
        tree(content, "word/numbering.xml"),
        f'//w:abstractNum[@w:abstractNumId="{number}"]/w:lvl[@w:ilvl="0"]',
    )
    assert values(level, "w:pStyle/@w:val | w:numFmt/@w:val | w:lvlText/@w:val") == [
        "decimal",
        "Points",
        "%1.",
    ]


def test_word_counts_from_their_start() -> None:
    content = docx.write(bare(POINTS), THEME)
    starts = values(tree(content, "word/numbering.xml"), "//w:startOverride/@w:val")
    assert starts == ["3"]


def test_word_sets_what_is_within_a_point_near_its_label() -> None:
    content = docx.write(bare(REMARKED), THEME)
    assert paragraphs(content) == [
        ("Points", "Trade grew"),
        ("PointsContinue", "More"),
        ("Note", "Disputed"),
        ("Points", "Next"),
        ("ListNumber", "Inner"),
    ]
    near, *_ = find(tree(content), "//w:p")
    assert values(near, "w:pPr/w:spacing/@w:after") == ["77"]
