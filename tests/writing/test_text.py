"""The text of a document: every block, every inline, and a hash of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from documents import HOSTILE, sample_document
from legation.model.document import (
    Block,
    Break,
    Cite,
    Column,
    Document,
    Entry,
    Figure,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    ListKind,
    PageBreak,
    Paragraph,
    Role,
    Row,
    Table,
    Text,
    Timeline,
    Title,
)
from legation.model.drawing import Drawing, Label, Mark
from legation.model.typed_dates import read_date
from legation.writing.text import digest, dump, write


def document(*blocks: Block) -> Document:
    return Document("b", "Brief", "en-GB", date(2026, 2, 24), blocks)


def body(*blocks: Block) -> list[str]:
    """The lines of the blocks, without the properties at the end."""
    return dump(document(*blocks)).partition("\n\n--\n")[0].split("\n")


def paragraph(*inlines: Inline | str, role: Role = Role.BODY) -> Paragraph:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines), role)


def item(*words: str) -> ListItem:
    return ListItem(tuple(paragraph(text) for text in words))


def entry(**more: Any) -> Entry:
    return replace(Entry(read_date("2024"), "2024", "Treaty"), **more)


def test_blocks_stand_in_order_with_a_blank_line_between() -> None:
    blocks = (
        Title((Text("Brief"),)),
        Heading(1, (Text("Agreements"),), "a"),
        Heading(2, (Text("In force"),), "b"),
        paragraph("One."),
    )
    assert body(*blocks) == [
        "Brief", "=====", "", "Agreements", "----------", "", "In force", "~~~~~~~~", "", "One.",
    ]  # fmt: skip


def test_the_lines_of_the_title_block_stand_together() -> None:
    front = [paragraph(text, role=Role.FRONT) for text in ("As of today", "Contact: the desk")]
    assert body(*front, paragraph("Text.")) == ["As of today", "Contact: the desk", "", "Text."]


def test_a_quotation_is_set_in() -> None:
    assert body(paragraph("a", Break(), "b", role=Role.QUOTE)) == ["    a", "    b"]


@pytest.mark.parametrize(
    ("inline", "printed"),
    [
        (Text("**bold** & <b>", bold=True, italic=True), "**bold** & <b>"),
        (Cite(3, "source-3"), "[3]"),
        (Link("https://a.example/?b=1&c", (Text("the "), Text("text"))), "the text <https://a.example/?b=1&c>"),
        (Link("https://a.example", (Text("https://a.example"),)), "<https://a.example>"),
        (Break(), "\n"),
    ],
)  # fmt: skip
def test_inlines(inline: Inline, printed: str) -> None:
    assert "\n".join(body(paragraph("(", inline, ")"))) == f"({printed})"


def test_lists_show_their_labels_and_what_is_within() -> None:
    inner = List(ListKind.BULLET, (item("within"),))
    numbered = List(
        ListKind.NUMBER, (item("nine"), ListItem((paragraph("ten", Break(), "on"), inner))), start=9
    )
    sources = List(ListKind.SOURCE, (item("UzDaily", "A remark."),))
    assert body(numbered, sources) == [
        "9. nine", "10. ten", "    on", "    • within", "", "[1] UzDaily", "    A remark.",
    ]  # fmt: skip


def test_a_table_row_is_one_line() -> None:
    cells = (paragraph("2024"),), (paragraph("Treaty", Break(), "signed"), paragraph("Note.")), ()
    table = Table(
        (Column("Date"), Column("Event"), Column("")), (Row(cells),), "Chronology", "Two columns"
    )
    assert body(table) == [
        "Chronology", "[Two columns]", "Date | Event | ", "---------------",
        "2024 | Treaty / signed / Note. | ",
    ]  # fmt: skip


def test_a_table_without_header_row_shows_none() -> None:
    assert body(Table((Column(""),), (Row(((paragraph("x"),),)),), header_row=False)) == ["x"]


def test_a_timeline_lists_its_entries_with_mark_date_and_state() -> None:
    entries = (
        entry(key=True, kind="treaty", mark=Mark.DIAMOND),
        entry(when="about 1991", planned=True, mark=Mark.SQUARE),
        entry(cancelled=True, mark=Mark.TRIANGLE),
        entry(),
    )
    timeline = Timeline(entries, date(2026, 2, 24), "Figure 1", "Four events")
    assert body(timeline) == [
        "Figure 1",
        "[Four events]",
        "◆ 2024 | Treaty (treaty, key)",
        "■ about 1991 | Treaty (planned)",
        "▲ 2024 | Treaty (cancelled)",
        "● 2024 | Treaty",
    ]


def test_a_figure_shows_caption_description_and_labels() -> None:
    label = Label(0, 0, 10, 10, ("14 December", "2025"), 8, 10)
    assert body(Figure(Drawing(10, 10, (label,)), "Trade", "It grew")) == [
        "Trade", "[It grew]", "  14 December 2025",
    ]  # fmt: skip


def test_a_page_break_is_a_form_feed() -> None:
    assert body(paragraph("a"), PageBreak(), paragraph("b")) == ["a", "", "\f", "", "b"]


def test_the_marking_comes_first_and_the_properties_last() -> None:
    marked = replace(
        document(paragraph("Text.")),
        marking="OFFICIAL",
        running_title="A brief",
        digest="0a1b2c3d",
        author="The desk",
        subject="Chronology",
        keywords=("AZ", "UZ"),
    )
    assert dump(marked) == (
        "[OFFICIAL]\n\nText.\n\n--\nTitle: Brief\nFoot: A brief\nPages: Page {page} of {pages}\n"
        "As of: 2026-02-24\nLanguage: en-GB\nAuthor: The desk\nSubject: Chronology\n"
        "Keywords: AZ, UZ\nContent: 0a1b2c3d\n"
    )


def test_hostile_text_comes_out_whole() -> None:
    printed = dump(sample_document())
    for text in HOSTILE:
        assert text in printed


def test_the_file_is_utf8_even_for_half_a_character() -> None:
    assert write(document(paragraph("Əli \ud83d"))).decode("utf-8").startswith("Əli ?\n")


def test_the_digest_is_of_what_is_said() -> None:
    said = dump(document(paragraph("Text.")))
    assert len(digest(said)) == 8
    assert digest(said) == digest(dump(document(paragraph("Text."))))
    assert digest(said) != digest(dump(document(paragraph("Text!"))))
    assert digest(said) != digest(
        dump(replace(document(paragraph("Text.")), as_of=date(2026, 2, 25)))
    )
    assert digest("Əli \ud83d") == digest("Əli ?")
