"""The vertical rhythm: the same lines and spaces in both formats, and no line left alone on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from documents import columns, paragraph, points, rows, text
from legation.model.document import Document, Heading, List, ListItem, ListKind, Role, Table
from legation.model.theme import Sizes, Theme
from legation.writing import docx
from legation.writing.docx.styles import IN_TEXT, LISTS
from legation.writing.pdf.styles import Style, Styles
from pdf_files import THEME, WIDTH, bare, pages, pdf, spots
from tools import to_pdf, to_pdfs
from word import find, tree, values

if TYPE_CHECKING:
    from pathlib import Path

    from legation.model.document import Block

THEMES = {
    "usual": THEME,
    "close": Theme(spacing=0.5),
    "wide": Theme(leading=1.7, spacing=1.5),
    "large": Theme(sizes=Sizes(body=13, lead=15, table=12, heading1=18)),
}


def named(styles: Styles) -> dict[str, Style]:
    """The PDF's styles by the ids of Word's."""
    roles = {IN_TEXT[role]: style for role, style in styles.roles.items()}
    items = {LISTS[kind]: style for kind, style in styles.items.items()}
    headings = {f"Heading{level}": styles.heading(level) for level in range(1, 4)}
    return {"Title": styles.title, "Caption": styles.caption, **headings, **roles, **items}


def of_word(theme: Theme, identifier: str, wanted: str) -> str:
    """What a style of Word's has, by itself or from those on which it is based."""
    tree_ = tree(docx.write(bare(), theme), "word/styles.xml")
    while identifier:
        (style,) = find(tree_, f'//w:style[@w:styleId="{identifier}"]')
        found = values(style, f"w:pPr/{wanted}")
        if found:
            return found[0]
        identifier = "".join(values(style, "w:basedOn/@w:val"))
    return "0"


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("identifier", named(Styles.of(THEME)))
def test_both_formats_have_the_same_lines_and_spaces(identifier: str, name: str) -> None:
    style = named(Styles.of(THEMES[name]))[identifier]
    for side, points_ in (
        ("line", style.leading),
        ("before", style.before),
        ("after", style.after),
    ):
        twips = of_word(THEMES[name], identifier, f"w:spacing/@w:{side}")
        assert int(twips) == pytest.approx(points_ * 20, abs=1), side


@pytest.mark.parametrize("theme", THEMES.values())
def test_lines_and_spaces_are_quarters_of_a_line_of_text(theme: Theme) -> None:
    styles = Styles.of(theme)
    for style in (*named(styles).values(), styles.cell):
        for length, unit in (
            (style.leading, styles.unit),
            (style.before, styles.space),
            (style.after, styles.space),
        ):
            quarters = length / unit * 4
            assert quarters == pytest.approx(round(quarters))


def height(data: bytes) -> float:
    """From the first row of a table to the fortieth, in points."""
    found = {spot.text: spot for spot in spots(data)}
    return found["row 0"].top - found["row 20"].top


def in_both_formats(documents: list[Document], folder: Path) -> list[tuple[bytes, bytes]]:
    """The PDF of each document, and its Word file as LibreOffice prints it."""
    printed = to_pdfs([docx.write(document, THEME) for document in documents], folder)
    pairs = zip(documents, printed, strict=True)
    return [(pdf(document), path.read_bytes()) for document, path in pairs]


@pytest.mark.tools
def test_rows_are_as_high_in_both_formats_and_on_the_rhythm(tmp_path: Path) -> None:
    unit = Styles.of(THEME).unit
    documents = []
    for words in ("row {}", "row {}|a remark"):
        cells = [(tuple(map(paragraph, words.format(number).split("|"))),) for number in range(22)]
        table = Table(columns(("",), (1.0,), WIDTH), rows(cells), header_row=False)
        documents.append(bare(table))
    for lines, both in zip((1.5, 2.75), in_both_formats(documents, tmp_path), strict=True):
        for data in both:
            if len(pages(data)) == 1:
                assert height(data) == pytest.approx(20 * lines * unit, abs=6)


@pytest.mark.tools
def test_the_end_of_a_list_is_as_far_from_text_in_both_formats(tmp_path: Path) -> None:
    inner = List(ListKind.BULLET, (ListItem((paragraph("First"), paragraph("More"))),))
    lists = (points(ListKind.BULLET, "One", "Two"), points(ListKind.NUMBER, "One"), inner)
    documents = [bare(block, paragraph("After it")) for block in lists]
    for both in in_both_formats(documents, tmp_path):
        gaps = []
        for data in both:
            found = [spot for spot in spots(data) if spot.text not in ("", "•", "1.")]
            gaps.append(found[-2].bottom - found[-1].bottom)
        assert gaps[0] == pytest.approx(gaps[1], abs=2.5)


# --- no line alone -------------------------------------------------------------------------------


def filler(lines: int) -> Block:
    return paragraph("\u200b".join(["w" * 50] * lines))


def broken_well(data: bytes, words: str, count: int) -> bool:
    """Whether of a block of so many lines, each of one word, neither end stands alone on a page."""
    on = [page.split().count(words) for page in pages(data)]
    return sum(on) == count and 1 not in on


@pytest.mark.parametrize("lines", range(32, 44))
def test_no_line_of_an_item_or_a_remark_stands_alone(lines: int) -> None:
    words = " ".join(["x" * 50] * 5)
    for block in (points(ListKind.BULLET, words), points(ListKind.POINT, words)):
        assert broken_well(pdf(bare(filler(lines), block)), "x" * 50, 5)
    note = paragraph(words, Role.NOTE)
    assert broken_well(pdf(bare(filler(lines), note)), "x" * 50, 5)


def test_word_is_told_to_leave_no_line_alone() -> None:
    styles = tree(docx.write(bare(), THEME), "word/styles.xml")
    on = find(styles, '//w:style[@w:styleId="Normal"]/w:pPr/w:widowControl')
    assert len(on) == 1
    assert values(styles, "//w:widowControl/@w:val") == []
    kept = find(styles, "//w:style[w:pPr/w:keepNext]")
    expected = {f"Heading{level}" for level in range(1, 7)} | {"Title", "Subtitle", "Caption"}
    assert expected <= {style.get(_ID) for style in kept}


_ID = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId"


@pytest.mark.tools
@pytest.mark.parametrize("lines", [36, 38, 39, 40])
def test_a_heading_goes_with_what_it_heads_in_word_too(lines: int, tmp_path: Path) -> None:
    blocks = (filler(lines), Heading(1, text("Heading"), "h"), paragraph("Beneath it " * 40))
    word = to_pdf(docx.write(bare(*blocks), THEME), tmp_path).read_bytes()
    for data in (pdf(bare(*blocks)), word):
        for page in pages(data):
            if "Heading" in page:
                assert len(page[page.index("Heading") :].split()) > 20
