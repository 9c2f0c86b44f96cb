"""Footnotes in Word: native ones, what leads to them, and the part that holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from lxml import etree
from msgspec.structs import replace

from documents import columns, paragraph, rows, text
from legation.model.document import (
    Break,
    Footnote,
    Heading,
    Inline,
    Link,
    Paragraph,
    Table,
    Text,
)
from legation.model.theme import Theme
from legation.writing.docx import write
from pdf_files import THEME, WIDTH, bare, pages
from tools import to_pdf, validate_word
from word import entries, find, style, tree, values
from word import text as said

if TYPE_CHECKING:
    from pathlib import Path

NOTES = "word/footnotes.xml"
LINKED = (
    Text("Title", italic=True),
    Text(", Gazette & <Co>"),
    Break(),
    Link("https://example.org/?a=1&b=2", (Text("example.org"),)),
)


def noted(*inlines: Inline | str) -> Paragraph:
    """A paragraph of these inlines and words."""
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines))


FIRST, AGAIN = Footnote(1, "note-1", LINKED), Footnote(1, "note-1")
SECOND = Footnote(2, "note-2", (Text("Second."),))
CELL = Table(
    columns(("A", "B"), (0.5, 0.5), WIDTH), rows([((noted("Cell", SECOND),), (noted(AGAIN),))])
)
AGAIN_TWO = Footnote(2, "note-2")
DOCUMENT = bare(noted("Word", FIRST, " more"), CELL, noted("again", AGAIN, " ", AGAIN_TWO))
CONTENT = write(DOCUMENT, THEME)


def test_a_note_is_a_native_footnote_with_its_number_before_it() -> None:
    (first, second) = find(tree(CONTENT, NOTES), "//w:footnote[not(@w:type)]")
    assert values(first, "@w:id") == ["1"]
    (words,) = find(first, "w:p")
    assert style(words) == "FootnoteText"
    assert said(words) == "\tTitle, Gazette & <Co>\nexample.org"
    assert len(find(words, "w:r[1]/w:footnoteRef")) == 1
    assert [said(each) for each in find(second, "w:p")] == ["\tSecond."]


def test_the_text_refers_to_it_by_a_raised_number() -> None:
    body = tree(CONTENT)
    assert values(body, "//w:footnoteReference/@w:id") == ["1", "2"]
    styles = values(body, "//w:r[w:footnoteReference]/w:rPr/w:rStyle/@w:val")
    assert styles == ["FootnoteReference"] * 2
    (raised,) = find(tree(CONTENT, "word/styles.xml"), "//w:style[@w:styleId='FootnoteReference']")
    assert values(raised, "w:rPr/w:vertAlign/@w:val") == ["superscript"]


def test_where_it_comes_again_a_field_shows_the_number() -> None:
    body = tree(bytes(write(bare(noted("a", FIRST), noted("b", AGAIN)), THEME)))
    (field,) = find(body, "//w:fldSimple")
    assert values(field, "@w:instr") == [r" NOTEREF _Note1 \f \h "]
    assert said(field) == "1"
    (mark,) = find(body, "//w:bookmarkStart[@w:name='_Note1']")
    reference = mark.getnext()
    assert reference is not None
    assert find(reference, "w:footnoteReference")


def test_bookmarks_of_notes_and_headings_are_apart() -> None:
    heading = Heading(1, (*text("H"), FIRST), "_Note1")
    body = tree(write(bare(heading, noted("b", SECOND)), THEME))
    starts = find(body, "//w:bookmarkStart")
    for attribute in ("name", "id"):
        found = [value for each in starts for value in values(each, f"@w:{attribute}")]
        assert len(found) == len(set(found)) == 3
    assert sorted(values(body, "//w:bookmarkEnd/@w:id")) == sorted(
        values(body, "//w:bookmarkStart/@w:id")
    )


def test_separators_are_there_and_the_settings_name_them() -> None:
    parted = find(tree(CONTENT, NOTES), "//w:footnote[@w:type]")
    assert [values(each, "@w:id") for each in parted] == [["-1"], ["0"]]
    settings = tree(CONTENT, "word/settings.xml")
    assert values(settings, "w:footnotePr/w:footnote/@w:id") == ["-1", "0"]


def test_links_within_notes_are_relationships_of_their_part() -> None:
    relationships = etree.fromstring(entries(CONTENT)["word/_rels/footnotes.xml.rels"])
    targets = {each.get("Id"): each.get("Target") for each in relationships}
    (link,) = values(tree(CONTENT, NOTES), "//w:hyperlink/@r:id")
    assert targets[link] == "https://example.org/?a=1&b=2"
    assert b"example.org" not in entries(CONTENT)["word/_rels/document.xml.rels"]


def test_without_notes_there_is_no_part_for_them() -> None:
    content = write(bare(paragraph("Word")), THEME)
    assert NOTES not in entries(content)
    assert not find(tree(content, "word/settings.xml"), "w:footnotePr")


def test_a_note_from_right_to_left_runs_so_whatever_the_text_does() -> None:
    note = Footnote(1, "n", (Text("دیدار وزیران"), Text(" UzDaily")))
    content = write(bare(noted("Word", note)), THEME)
    (words,) = find(tree(content, NOTES), "//w:footnote[@w:id='1']/w:p")
    assert find(words, "w:pPr/w:bidi")
    turned = find(words, "w:r[w:rPr/w:rtl]/w:t")
    assert "".join(each.text or "" for each in turned).startswith("دیدار")


def test_bytes_are_the_same_again() -> None:
    assert write(DOCUMENT, THEME) == CONTENT


@pytest.mark.tools
@pytest.mark.parametrize("tool", ["openxml-audit", "ooxml-validator"])
def test_validators_find_no_fault(tool: str, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    right = Footnote(3, "n3", (Text("دیدار"),))
    path.write_bytes(write(replace(DOCUMENT, blocks=(*DOCUMENT.blocks, noted(right))), THEME))
    validate_word(tool, path)


@pytest.mark.tools
def test_libreoffice_shows_the_notes_at_the_foot(tmp_path: Path) -> None:
    printed = pages(to_pdf(CONTENT, tmp_path).read_bytes())
    assert len(printed) == 1
    words = printed[0].split()
    assert words.index("Title,") > words.index("again1")
    assert words[-1] == "Second."


@pytest.mark.tools
def test_more_notes_than_a_page_holds_go_on(tmp_path: Path) -> None:
    notes = [Footnote(n, f"n{n}", (Text(f"Said{n}. " + "of it " * 30),)) for n in range(1, 61)]
    table = Table(columns(("A",), (1.0,), WIDTH), rows([((noted("Row", n),),) for n in notes]))
    data = to_pdf(write(bare(table), Theme()), tmp_path).read_bytes()
    printed = " ".join(pages(data))
    assert [f"Said{n}." in printed for n in range(1, 61)] == [True] * 60
    assert len(pypdfium2.PdfDocument(data)) < 8
