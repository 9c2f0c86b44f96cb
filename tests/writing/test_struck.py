"""Text that is struck through: what an earlier wording said, in every format."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from msgspec.structs import replace
from pypdfium2 import raw

from documents import text
from legation.model.document import Link, Paragraph, Text
from legation.model.theme import Theme
from legation.writing import docx
from legation.writing.pdf import measure
from legation.writing.text import digest, dump
from pdf_files import FONTS, THEME, bare, descent, leaps, objects, pages, pdf, structure
from revised import LONG, REVISED
from word import find, tree, values

if TYPE_CHECKING:
    from legation.model.document import Inlines
    from pdf_files import Box

MARK = b"/O/Layout/TextDecorationType/LineThrough"
ARABIC = "سفر وزیر به باکو"
FOOT = 60  # points from the bottom of a sheet: above the rule there


def lines(data: bytes, page: int = 0) -> list[Box]:
    """The level lines in the text of a page, from left to right and from its top to its bottom."""
    drawn = pypdfium2.PdfDocument(data)[page].get_objects([raw.FPDF_PAGEOBJ_PATH])
    found = (each.get_bounds() for each in drawn)
    lines = [box for box in found if box[3] - box[1] < 2 and box[1] > FOOT]
    return sorted(lines, key=lambda box: (-round(box[1]), box[0]))


def written(data: bytes, page: int = 0) -> dict[str, Box]:
    """The pieces of text on a page, each with its box."""
    sheet = pypdfium2.PdfDocument(data)[page]
    text_page = sheet.get_textpage()
    drawn = sheet.get_objects([raw.FPDF_PAGEOBJ_TEXT])
    return {text_page.get_text_bounded(*e.get_bounds()).strip(): e.get_bounds() for e in drawn}


def through(data: bytes, words: str) -> list[Box]:
    """The lines through a piece of text, in the middle third of its line."""
    left, bottom, right, top = written(data)[words]
    third = (top - bottom) / 4
    return [
        line
        for line in lines(data)
        if bottom + third < (line[1] + line[3]) / 2 < top - third
        and line[0] < left + 2
        and line[2] > right - 4
    ]


def of(*inlines: Text | Link) -> bytes:
    return pdf(bare(Paragraph(tuple(inlines))))


# --- PDF -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("bold", "italic"), [(False, False), (True, False), (False, True)])
def test_a_line_goes_through_it_in_any_style(*, bold: bool, italic: bool) -> None:
    data = of(Text("Before "), Text("old", bold, italic, struck=True), Text(" after"))
    assert len(through(data, "old")) == 1
    assert len(lines(data)) == 1


def test_alone_in_a_paragraph_it_is_struck_as_well() -> None:
    data = of(Text("old", struck=True))
    assert len(through(data, "old")) == 1
    assert objects(data).count(MARK) == 1


def test_it_goes_on_over_the_ends_of_lines_and_not_into_the_margin() -> None:
    data = of(Text("A beginning of some words "), Text(LONG, struck=True), Text(" and an end."))
    first, second = lines(data)
    right = THEME.page.width - THEME.page.right * 72 / 25.4
    left = THEME.page.left * 72 / 25.4
    assert first[0] > left + 20
    assert first[2] <= right + 1
    assert second[0] == pytest.approx(left, abs=1)


def test_it_goes_on_through_a_change_of_style() -> None:
    data = of(Text("one ", struck=True), Text("two", struck=True, bold=True))
    (_, _, end, _), (start, _, _, _) = lines(data)
    assert start <= end


def test_a_screen_reader_is_told_and_reads_it_in_its_place() -> None:
    data = pdf(bare(REVISED))
    spans = [node.text for node in descent(structure(data)) if node.role == "Span"]
    assert spans[:2] == ["USD 1 million", "bold"]
    assert objects(data).count(MARK) == 7
    assert "Trade grew to USD 1 million USD 2 million" in pages(data)[0].replace("\n", " ")


@pytest.mark.parametrize("language", ["en-GB", "fa"])
def test_what_runs_from_right_to_left_is_struck_where_it_stands(language: str) -> None:
    words: Inlines = (Text("Ministers: "), Text(ARABIC, struck=True), Text(" – Baku"))
    data = pdf(replace(bare(Paragraph(words)), language=language))
    ((left, _, right, _),) = lines(data)
    plain = pdf(replace(bare(Paragraph(words[1:2])), language=language))
    ((start, _, end, _),) = lines(plain)
    assert right - left == pytest.approx(end - start, abs=0.5)


def test_within_a_link_it_is_part_of_the_link() -> None:
    data = of(Link("https://example.org", (Text("See "), Text("this", struck=True), Text(" page"))))
    links = [node for node in descent(structure(data)) if node.role == "Link"]
    assert [[kid.role for kid in link.kids if kid.role == "Span"] for link in links] == [["Span"]]
    assert {leap.url for leap in leaps(data)} == {"https://example.org"}
    assert len(lines(data)) == 3 + 1  # three of the link's underlines, and one through a word


def test_it_takes_as_many_lines_when_it_is_only_counted() -> None:
    words = [Text(f"word{number}", struck=number % 2 == 0) for number in range(400)]
    blocks = [Paragraph((*words[n : n + 7], Text(" "), *words[:n])) for n in range(0, 400, 9)]
    document = bare(*blocks)
    sheets = len(pypdfium2.PdfDocument(pdf(document)))
    assert measure(document, THEME, FONTS).pages == sheets


def test_justified_it_is_struck_as_wide_as_it_is() -> None:
    document = bare(Paragraph((Text(f"{LONG} " * 3, struck=True),)))
    found = lines(pdf(document, Theme(align="justify")))
    widths = [box[2] - box[0] for box in found]
    assert widths[:-1] == [pytest.approx(THEME.page.text_width, abs=2)] * (len(widths) - 1)
    assert all(above[1] > beneath[1] for above, beneath in pairwise(found))


# --- Word ----------------------------------------------------------------------------------------


def test_word_strikes_the_same_words() -> None:
    root = tree(docx.write(bare(REVISED), THEME))
    runs = find(root, "//w:r[w:rPr/w:strike]")
    assert "".join(str(words) for each in runs for words in each.itertext()) == (
        f"USD 1 millionbold and italic words{LONG}thisسفر وزیر"
    )
    assert values(root, "//w:r[w:rPr/w:strike and w:rPr/w:b]/w:t/text()") == ["bold"]
    assert values(root, "//w:r[w:rPr/w:strike and w:rPr/w:rtl]/w:t/text()") == ["سفر وزیر"]


# --- text ----------------------------------------------------------------------------------------


def test_as_text_it_stands_in_brackets_and_counts() -> None:
    document = bare(REVISED)
    said = dump(document)
    assert "Trade grew to [-USD 1 million-] USD 2 million" in said
    assert "See [-this-] that <https://example.org>" in said
    plain = bare(Paragraph(text("old")))
    assert digest(dump(plain)) != digest(dump(bare(Paragraph((Text("old", struck=True),)))))
