"""Content controls in Word files: what stands in them, and that a reviewer's edits can be read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from documents import columns, rows
from legation.model.document import (
    Break,
    Cite,
    Footnote,
    Heading,
    Link,
    Paragraph,
    Table,
    Text,
)
from legation.writing.docx import write
from legation.writing.docx.controls import tag
from pdf_files import THEME, WIDTH, bare
from tools import validate_word
from word import NAMESPACES, find, paragraphs, text, tree, values
from word_faults import LONGEST_TAG, faults

if TYPE_CHECKING:
    from pathlib import Path

DATE = Text("14 December 2025", origin="uz-treaty/date")
TITLE = Text("Treaty on “Allied” Relations & more", bold=True, origin="uz-treaty/title")
SUMMARY = Text("Signed in Tashkent.", origin="uz-treaty/summary")
CELL = (Paragraph((Text("Planned: ", italic=True), TITLE, Cite(1, "none"))), Paragraph((SUMMARY,)))
TABLE = Table(
    columns(("Date", "Event"), (0.3, 0.7), WIDTH),
    rows([((Paragraph((DATE,)),), CELL)]),
    description="Events",
)
LINK = Link("https://example.org/", (Text("See "), Text("the text", origin="uz-treaty/summary")))
NOTE = Footnote(1, "n", (Text("A paper", italic=True, origin="paper/title"), Text(", 2025")))
DOCUMENT = bare(
    Heading(1, (Text("Events"),), "events"),
    TABLE,
    Paragraph((Text("Again: "), TITLE, NOTE, LINK)),
)
CONTENT = write(DOCUMENT, THEME)


class Edited(NamedTuple):
    """What a content control said before a reviewer, and what it says now."""

    old: str
    new: str


def read_back(body: etree._Element) -> list[tuple[str, Edited]]:
    """The tags of all controls, in order, with what they said and say; tracked changes taken apart."""
    return [
        (values(each, "w:sdtPr/w:tag/@w:val")[0], _edited(find(each, "w:sdtContent")[0]))
        for each in find(body, "//w:sdt")
    ]


def _edited(content: etree._Element) -> Edited:
    old = new = ""
    for piece in find(content, ".//w:t | .//w:delText | .//w:br"):
        said = piece.text or "\n"
        inserted = find(piece, "ancestor::w:ins | ancestor::w:moveTo")
        deleted = find(piece, "ancestor::w:del | ancestor::w:moveFrom")
        old += "" if inserted else said
        new += "" if deleted else said
    return Edited(old, new)


def element(xml: str) -> etree._Element:
    return etree.fromstring(xml.replace(" ", f' xmlns:w="{NAMESPACES["w"]}" ', 1))


# --- what is in them -----------------------------------------------------------------------------


def test_each_text_of_the_chronology_stands_in_a_control_by_its_origin() -> None:
    said = [(found, edited.new) for found, edited in read_back(tree(CONTENT))]
    assert said == [
        ("uz-treaty/date", "14 December 2025"),
        ("uz-treaty/title", TITLE.text),
        ("uz-treaty/summary", "Signed in Tashkent."),
        ("uz-treaty/title", TITLE.text),
        ("uz-treaty/summary", "the text"),
    ]


def test_so_does_that_of_notes() -> None:
    notes = tree(CONTENT, "word/footnotes.xml")
    assert read_back(notes) == [("paper/title", Edited("A paper", "A paper"))]


def test_our_own_words_stand_in_none() -> None:
    (first, *_) = find(tree(CONTENT), "//w:tc[2]/w:p[w:sdt]")
    outside = [text(each) for each in find(first, "w:r")]
    assert outside == ["Planned: ", "[1]"]


def test_a_control_has_a_title_to_read_an_id_of_its_own_and_no_lock() -> None:
    first = find(tree(CONTENT), "//w:sdtPr")[0]
    assert [etree.QName(child).localname for child in first] == ["alias", "tag", "id"]
    assert values(first, "w:alias/@w:val") == ["Date: uz-treaty"]
    assert faults(CONTENT) == []


def test_what_is_read_aloud_is_what_it_was() -> None:
    assert ("BodyText", f"Again: {TITLE.text} 1See the text") in paragraphs(CONTENT)


def test_text_parted_by_its_direction_stands_in_one_control() -> None:
    mixed = Text("دیدار وزیران with Baku در باکو", origin="ir-visit/title")
    body = tree(write(bare(Paragraph((mixed, Text(" behind")))), THEME))
    assert read_back(body) == [("ir-visit/title", Edited(mixed.text, mixed.text))]
    assert len(find(body, "//w:sdtContent/w:r")) > 1


def test_lines_of_one_text_stay_in_its_control() -> None:
    lines = Text("first\nsecond\tthird", origin="a/note")
    ((_, edited),) = read_back(tree(write(bare(Paragraph((lines, Break()))), THEME)))
    assert edited.new.startswith("first\nsecond")


@pytest.mark.tools
@pytest.mark.parametrize("tool", ["openxml-audit", "ooxml-validator"])
def test_validators_find_no_fault(tool: str, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    odd = Paragraph((Text("x", origin='A "paper" <of> & ' + "ü" * 90 + "/title"),))
    path.write_bytes(write(bare(*DOCUMENT.blocks, odd), THEME))
    validate_word(tool, path)


# --- tags ----------------------------------------------------------------------------------------


def test_a_tag_is_the_origin_where_word_takes_it() -> None:
    longest = "e" * (LONGEST_TAG - 1 - len("/summary")) + "/summary"
    assert tag(longest) == longest
    assert tag("Отчёт министерства/title") == "Отчёт министерства/title"


def test_a_longer_one_is_cut_and_told_apart_by_a_digest() -> None:
    one, other = (tag(f"{'event-' * 16}{end}/summary") for end in "ab")
    assert one == "event-event-event-event-event-event-event-~37c5d4433d2b/summary"
    assert other != one


@given(st.text(min_size=1), st.sampled_from(["title", "summary", "disputed"]))
def test_any_origin_has_a_tag_that_word_takes(key: str, field: str) -> None:
    content = write(bare(Paragraph((Text("x", origin=f"{key * 9}/{field}"),))), THEME)
    assert faults(content) == []


# --- edits ---------------------------------------------------------------------------------------


def test_an_edit_is_read_back_by_its_tag() -> None:
    body = tree(CONTENT)
    (title, *_) = find(body, "//w:sdt[w:sdtPr/w:tag/@w:val='uz-treaty/title']//w:t")
    title.text = "Treaty on Relations"
    before, after = read_back(tree(CONTENT)), read_back(body)
    changed = [(tag, old, new) for (tag, old), (_, new) in zip(before, after, strict=True)]
    assert [(tag, old.new, new.new) for tag, old, new in changed if old != new] == [
        ("uz-treaty/title", TITLE.text, "Treaty on Relations")
    ]


def test_a_tracked_edit_tells_the_old_text_and_the_new() -> None:
    body = tree(CONTENT)
    (words, *_) = find(body, "//w:sdt[w:sdtPr/w:tag/@w:val='uz-treaty/summary']//w:r")
    words[-1].text = "Signed in "
    who = 'w:id="901" w:author="Reviewer" w:date="2026-03-01T10:00:00Z"'
    deleted = element(f"<w:del {who}><w:r><w:delText>Tashkent</w:delText></w:r></w:del>")
    inserted = element(f"<w:ins {who}><w:r><w:t>Baku</w:t></w:r></w:ins>")
    end = element('<w:r ><w:t xml:space="preserve">.</w:t></w:r>')
    for each in (end, inserted, deleted):
        words.addnext(each)
    (edited, *_) = [found for called, found in read_back(body) if called == "uz-treaty/summary"]
    assert edited == Edited("Signed in Tashkent.", "Signed in Baku.")


def test_a_deleted_control_is_missed() -> None:
    body = tree(CONTENT)
    (control, *_) = find(body, "//w:sdt[w:sdtPr/w:tag/@w:val='uz-treaty/date']")
    parent = control.getparent()
    assert parent is not None
    parent.remove(control)
    assert {called for called, _ in read_back(body)} == {"uz-treaty/title", "uz-treaty/summary"}
