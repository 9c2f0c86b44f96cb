"""Endnotes in Word: a list of sources that Word keeps itself, where the theme wants it and Word can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from documents import columns, paragraph, rows, text
from extraction import of_document, of_word
from legation.model.citing import MOST_NOTES
from legation.model.document import (
    Block,
    Cite,
    Document,
    Heading,
    Link,
    List,
    ListItem,
    ListKind,
    PageBreak,
    Paragraph,
    Table,
    Text,
)
from legation.model.theme import Theme
from legation.writing.docx import write
from pdf_files import WIDTH, bare, pages
from tools import to_pdf, validate_word
from word import entries, find, paragraphs, tree, values
from word import text as said
from word_faults import faults

if TYPE_CHECKING:
    from pathlib import Path

THEME = Theme(notes="endnotes")
NOTES = "word/endnotes.xml"
HEADING = Heading(1, text("Sources"), "sources")


def citing(*numbers: int) -> Paragraph:
    """A paragraph that cites these sources."""
    return Paragraph((Text("Said "), *(Cite(number, f"source-{number}") for number in numbers)))


def listed(count: int) -> List:
    """So many sources, the first with a link."""
    linked = Paragraph(
        (
            Text("A & <B>", italic=True, origin="paper/title"),
            Link("https://example.org/a?b&c", (Text("x"),)),
        )
    )
    others = (Paragraph(text(f"Paper {number}")) for number in range(2, count + 1))
    items = (
        ListItem((each,), f"source-{number}") for number, each in enumerate((linked, *others), 1)
    )
    return List(ListKind.SOURCE, tuple(items))


TABLE = Table(
    columns(("A", "B"), (0.5, 0.5), WIDTH),
    rows([((citing(2),), (citing(1, 3),))]),
    description="Rows",
)
DOCUMENT = bare(citing(1), TABLE, citing(3, 2), HEADING, listed(3))
CONTENT = write(DOCUMENT, THEME)


def test_sources_are_native_endnotes_beneath_their_heading() -> None:
    notes = find(tree(CONTENT, NOTES), "//w:endnote[not(@w:type)]")
    assert [values(each, "@w:id") for each in notes] == [["1"], ["2"], ["3"]]
    assert [said(each) for each in notes] == ["\tA & <B>x", "\tPaper 2", "\tPaper 3"]
    assert values(notes[0], "w:p/w:pPr/w:pStyle/@w:val") == ["EndnoteText"]
    assert paragraphs(CONTENT)[-1] == ("Heading1", "Sources")
    assert faults(CONTENT) == []


def test_the_text_cites_them_as_it_cites_a_list() -> None:
    body = tree(CONTENT)
    assert values(body, "//w:endnoteReference/@w:id") == ["1", "2", "3"]
    assert [words for _, words in paragraphs(CONTENT)][:5] == [
        "Said [1]",
        "A",
        "B",
        "Said [2]",
        "Said [1][3]",
    ]
    again = values(body, "//w:fldSimple/@w:instr")
    assert again == [rf" NOTEREF _Note{number} \h \* MERGEFORMAT " for number in (1, 3, 2)]


def test_word_counts_them_in_arabic_numbers() -> None:
    for part, place in (("word/document.xml", "w:sectPr/"), ("word/settings.xml", "/")):
        assert values(tree(CONTENT, part), f"//{place}w:endnotePr/w:numFmt/@w:val") == ["decimal"]


def test_no_line_parts_them_from_their_heading() -> None:
    assert find(tree(CONTENT, NOTES), "//w:separator | //w:continuationSeparator") == []


def test_it_says_what_the_document_does() -> None:
    assert of_word(CONTENT) == of_document(DOCUMENT)


MANY = (citing(1),) * MOST_NOTES


@pytest.mark.parametrize(
    ("blocks", "notes"),
    [
        ((citing(1), HEADING, listed(1)), True),
        ((*MANY, HEADING, listed(1)), True),
        ((*MANY, citing(1), HEADING, listed(1)), False),  # too many
        ((citing(1), HEADING, listed(2)), False),  # one is not cited
        ((citing(2, 1), HEADING, listed(2)), False),  # in another order than Word counts
        ((citing(1), listed(1), paragraph("After")), False),
        ((citing(1), PageBreak(), listed(1)), True),
        ((citing(1),), False),
    ],
)
def test_a_list_that_word_cannot_count_stays_one(blocks: tuple[Block, ...], notes: bool) -> None:
    content = write(bare(*blocks), THEME)
    assert (NOTES in entries(content)) is notes
    assert of_word(content) == of_document(bare(*blocks))
    assert faults(content) == []


def test_other_themes_keep_the_list() -> None:
    assert NOTES not in entries(write(DOCUMENT, Theme()))


def right_to_left() -> Document:
    return replace(DOCUMENT, language="fa")


@pytest.mark.tools
@pytest.mark.parametrize("tool", ["openxml-audit", "ooxml-validator"])
def test_validators_find_no_fault(tool: str, tmp_path: Path) -> None:
    for number, document in enumerate((DOCUMENT, right_to_left())):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(write(document, THEME))
        validate_word(tool, path)


@pytest.mark.tools
def test_libreoffice_prints_them_in_order(tmp_path: Path) -> None:
    printed = "".join(pages(to_pdf(CONTENT, tmp_path).read_bytes()))
    places = [printed.index(words) for words in ("Said [1]", "Sources", "A & <B>", "Paper 3")]
    assert places == sorted(places)
