"""The marking: at the head and the foot of every page, in both formats, however long and whichever way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from documents import columns, paragraph, rows, text
from legation.layout import settle
from legation.model.document import (
    Contents,
    ContentsEntry,
    Document,
    Heading,
    PageBreak,
    Role,
    Table,
    Title,
)
from legation.model.drawing import Ink
from legation.model.theme import Theme
from legation.writing import docx
from pdf_files import FONTS, WIDTH, Spot, bare, pages, pdf, spots
from tools import to_pdf
from word import find, tree, values

if TYPE_CHECKING:
    from pathlib import Path

COVER = Theme(cover=True)
LONG = (
    "INTERNAL USE ONLY UNTIL THE VISIT IS OVER AND NOT FOR RELEASE TO ANYONE BUT THE MISSION " * 3
)
TABLE = Table(
    columns(("N", "Text"), (0.2, 0.8), WIDTH), rows([(str(n), "Talks. " * 9) for n in range(50)])
)


def document(marking: str) -> Document:
    """A document with every kind of page: cover, contents, text, a table that goes on, an annex."""
    blocks = (
        Title(text("Visit")),
        paragraph("As of today", Role.FRONT),
        Contents((ContentsEntry(1, "Talks", "talks", 3), ContentsEntry(1, "Annex", "annex", 6))),
        PageBreak(),
        Heading(1, text("Talks"), "talks"),
        TABLE,
        PageBreak(annex=True),
        Heading(1, text("Annex"), "annex"),
        paragraph("Words. " * 900),
    )
    made = replace(bare(*blocks), marking=marking, running_title="Visit", digest="3f9a1c27")
    return settle(made, COVER, FONTS)


def both(marking: str, folder: Path) -> list[bytes]:
    """Both files as PDF, the Word file as LibreOffice prints it."""
    made = document(marking)
    return [pdf(made, COVER), to_pdf(docx.write(made, COVER), folder).read_bytes()]


def edges(found: list[Spot], words: set[str]) -> tuple[list[Spot], list[Spot]]:
    """The lines of the marking at the head and at the foot of a page."""
    marks = [spot for spot in found if set(spot.text.split()) <= words and spot.text]
    middle = COVER.page.height / 2
    return [s for s in marks if s.bottom > middle], [s for s in marks if s.top < middle]


@pytest.mark.tools
@pytest.mark.parametrize("marking", ["OFFICIAL – SENSITIVE", LONG, "محرمانه – INTERNAL"])
def test_it_is_twice_on_every_page_in_the_middle_and_clear_of_all_else(
    marking: str, tmp_path: Path
) -> None:
    words = set(marking.split())
    for data in both(marking, tmp_path):
        count = len(pages(data))
        assert count >= 5
        for page in range(count):
            found = [spot for spot in spots(data, page) if spot.text]
            head, foot = edges(found, words)
            for marks in (head, foot):
                said = [word for spot in marks for word in spot.text.split()]
                assert sorted(said) == sorted(marking.split())
                left, right = min(s.left for s in marks), max(s.right for s in marks)
                assert (left + right) / 2 == pytest.approx(COVER.page.width / 2, abs=3)
            rest = [spot for spot in found if spot not in head and spot not in foot]
            assert max(s.top for s in rest) < min(s.bottom for s in head)
            assert min(s.bottom for s in rest) > max(s.top for s in foot)
            assert min(s.bottom for s in foot) > 10
            assert max(s.top for s in head) < COVER.page.height - 10


def test_it_is_bold_and_in_the_ink_of_the_text() -> None:
    content = docx.write(document("OFFICIAL"), COVER)
    for part in ("word/header1.xml", "word/footer1.xml"):
        assert values(tree(content, part), "//w:pStyle/@w:val").count("Marking") == 1
    (style,) = find(tree(content, "word/styles.xml"), '//w:style[@w:styleId="Marking"]')
    assert find(style, "w:rPr/w:b")
    assert values(style, "w:rPr/w:color/@w:val") == [COVER.colours.of(Ink.TEXT)]
    assert values(style, "w:pPr/w:jc/@w:val") == ["center"]


def test_there_is_one_head_and_one_foot_for_all_pages_of_a_word_file() -> None:
    body = tree(docx.write(document("OFFICIAL"), COVER))
    for kind in ("header", "footer"):
        assert values(body, f"//w:sectPr/w:{kind}Reference/@w:type") == ["default"]
    assert find(body, "//w:titlePg") == []


def test_without_a_marking_there_is_none() -> None:
    content = docx.write(document(""), COVER)
    assert "Marking" not in values(tree(content, "word/footer1.xml"), "//w:pStyle/@w:val")
