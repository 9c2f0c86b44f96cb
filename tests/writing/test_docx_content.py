"""What a Word file says, in which styles, and how its tables and lists are built."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from documents import (
    HOSTILE,
    columns,
    long_table,
    paragraph,
    points,
    rows,
    sample_document,
    text,
    texts,
)
from legation.model.document import (
    Block,
    Contents,
    ContentsEntry,
    Document,
    Figure,
    Heading,
    List,
    ListItem,
    ListKind,
    PageBreak,
    Paragraph,
    Role,
    Table,
    Text,
    Timeline,
)
from legation.model.drawing import Align
from legation.model.theme import Theme
from legation.writing.docx import write
from legation.writing.docx.markup import twips
from legation.writing.docx.numbering import DEEPEST, indent
from legation.writing.docx.runs import characters
from legation.writing.docx.tables import widths
from word import NAMESPACES, entries, find, paragraphs, tree, values
from word import text as said
from word_faults import faults

SAMPLE = write(sample_document(), Theme())


def written(*blocks: Block) -> bytes:
    return write(Document("x", "X", "en-GB", date(2026, 2, 22), blocks), Theme())


def test_it_says_every_word_in_order() -> None:
    assert [words for _, words in paragraphs(SAMPLE)] == texts(sample_document())


def test_hostile_text_comes_out_whole() -> None:
    said_words = [words for _, words in paragraphs(SAMPLE)]
    for words in HOSTILE:
        assert said_words.count(words) == 2  # in a paragraph and in a cell


def test_python_docx_reads_the_same() -> None:
    opened = docx.Document(BytesIO(SAMPLE))
    words = [found.text for found in opened.paragraphs if found.text]
    assert words[:3] == texts(sample_document())[:3]
    assert [found.style.name for found in opened.paragraphs if found.style][:5] == [
        "Title",
        "Subtitle",
        "Front Matter",
        "Front Matter",
        "Lead",
    ]
    assert len(opened.tables[1].rows) == 61


def test_a_character_that_xml_forbids_is_replaced() -> None:
    content = written(paragraph("a\x00b\x1b\ud800\ufffe\uffffc"))
    assert paragraphs(content) == [("BodyText", "a\ufffdb\ufffd\ufffd\ufffd\ufffdc")]


@given(st.text())
def test_any_text_is_read_back(words: str) -> None:
    run = etree.fromstring(f'<w:r xmlns:w="{NAMESPACES["w"]}">{characters(words)}</w:r>')
    kept = re.sub("[^\t\n\r -\ufffd\U00010000-\U0010ffff]", "\ufffd", words)
    assert said(run) == kept.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ("Azerbaijan and Uzbekistan: R&D <draft>", "Title"),
        ("Country brief for the Minister", "Subtitle"),
        ("Drafted by the Eurasia desk", "FrontMatter"),
        ("The bottom line: relations are at the best possible level; ask.", "Lead"),
        ("At a glance", "Heading1"),
        ("Figures", "Heading2"),
        ("Second point", "ListBullet"),
        ("Inner one", "ListNumber"),
        ("Second point, continued", "ListContinue"),
        ("What follows rests on one account.", "Note"),
        ("The best possible level", "Quote"),
        ("Table: sixty events & more", "Caption"),
        ("What happened", "TableHeading"),
        ("1 January 1992", "TableRowHeading"),
        ("A remark beneath.", "TableText"),
        ("14 December 2025", "DrawingText"),
        ("Publisher 1, A title, February 2026. example.org/1", "Source"),
    ],
)
def test_each_has_its_style(words: str, called: str) -> None:
    assert (called, words) in paragraphs(SAMPLE)


def test_every_style_in_use_is_there() -> None:
    known = set(values(tree(SAMPLE, "word/styles.xml"), "//w:style/@w:styleId"))
    used = {
        called
        for part in entries(SAMPLE)
        if part.startswith("word/") and part.endswith(".xml")
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
        for called in values(tree(SAMPLE, part), f"//w:{tag}/@w:val")
    }
    assert used <= known
    assert {"Heading1", "TableText", "Hyperlink", "SourceNumber", "BriefTable", "Marking"} <= used


def test_headings_deeper_than_word_has_styles_for_take_the_deepest() -> None:
    assert paragraphs(written(Heading(9, text("Deep"), "deep"))) == [("Heading6", "Deep")]


def test_runs_carry_bold_italic_and_other_languages() -> None:
    body = tree(SAMPLE)
    both = find(body, '//w:r[w:t="both"]/w:rPr')[0]
    assert [etree.QName(child).localname for child in both] == ["b", "bCs", "i", "iCs"]
    assert values(body, '//w:r[starts-with(w:t, "Dövlət")]/w:rPr/w:lang/@w:val') == ["az"]
    assert values(tree(written(Paragraph((Text("Colour", language="en-GB"),)))), "//w:lang") == []


# --- tables --------------------------------------------------------------------------------------


def test_a_table_repeats_its_header_and_keeps_rows_whole() -> None:
    table = find(tree(SAMPLE), "//w:tbl")[1]
    assert len(find(table, "w:tr[w:trPr/w:tblHeader]")) == 1
    assert find(table, "w:tr")[0] in find(table, "w:tr[w:trPr/w:tblHeader]")
    assert len(find(table, "w:tr[w:trPr/w:cantSplit]")) == 61


@pytest.mark.parametrize(("words", "whole"), [(10, True), (250, True), (1500, False)])
def test_a_row_is_split_only_where_no_page_holds_it(words: int, whole: bool) -> None:
    long = (paragraph("Title"), paragraph("several " * words))
    table = Table(
        columns(("Date", "Event"), (0.2, 0.8), 450.0), rows([("2024", long), ("2025", "x")])
    )
    found = find(tree(written(table)), "//w:tbl/w:tr")
    assert [bool(find(row, "w:trPr/w:cantSplit")) for row in found] == [True, whole, True]
    assert [bool(find(row, "w:trPr/w:tblHeader")) for row in found] == [True, False, False]


def test_a_short_last_row_is_not_left_alone() -> None:
    table = find(tree(SAMPLE), "//w:tbl")[1]
    kept = [bool(find(row, ".//w:keepNext")) for row in find(table, "w:tr")]
    assert kept == [*[False] * 59, True, False]


def test_a_long_last_row_may_be() -> None:
    long = (paragraph("First"), paragraph("Second"))
    content = written(Table(columns("a", (1.0,), 400), rows([("1",), ("2",), (long,)])))
    assert find(tree(content), "//w:tbl//w:keepNext") == []


def test_a_row_of_many_lines_may_be_and_so_may_the_last_of_two() -> None:
    def kept(*last: str, first: int) -> int:
        table = Table(columns("ab", (0.5, 0.5), 400), rows([("1", "2")] * first + [last]))
        return len(find(tree(written(table)), "//w:tc//w:pPr[w:keepNext]"))

    assert kept("3", "4", first=2) == 2
    assert kept("3", "word " * 40, first=2) == 0
    assert kept("3", "4", first=1) == 0


def test_a_table_says_what_it_is_to_screen_readers() -> None:
    table = find(tree(SAMPLE), "//w:tbl/w:tblPr")[1]
    assert values(table, "w:tblCaption/@w:val") == ["Table: sixty events & more"]
    assert values(table, "w:tblDescription/@w:val") == [
        "Date, event, partner and source of each event"
    ]
    assert values(table, "w:tblLook/@w:firstRow | w:tblLook/@w:firstColumn") == ["1", "1"]


def test_a_table_without_header_has_none() -> None:
    table = find(tree(SAMPLE), "//w:tbl")[0]
    assert find(table, "w:tr[w:trPr/w:tblHeader]") == []
    assert values(table, "w:tblPr/w:tblLook/@w:firstRow") == ["0"]


def test_an_empty_cell_has_a_paragraph() -> None:
    assert find(tree(SAMPLE), "//w:tc[not(w:p)]") == []
    assert len(find(tree(SAMPLE), "//w:tbl[1]//w:p[not(w:r)]")) == 1


def test_columns_fill_the_text_width_exactly() -> None:
    for table in find(tree(SAMPLE), "//w:tbl"):
        grid = [int(width) for width in values(table, "w:tblGrid/w:gridCol/@w:w")]
        assert sum(grid) == round(Theme().page.text_width * 20)
        assert values(table, "w:tblPr/w:tblW/@w:w") == [str(sum(grid))]
        for row in find(table, "w:tr"):
            assert [int(width) for width in values(row, "w:tc/w:tcPr/w:tcW/@w:w")] == grid


@given(st.lists(st.floats(1, 300), min_size=1, max_size=12))
def test_rounded_widths_add_up(points_wide: list[float]) -> None:
    made = columns(["c"] * len(points_wide), [w / sum(points_wide) for w in points_wide], 453.54)
    assert sum(widths(made)) == round(453.54 * 20)


def test_cells_are_aligned_as_their_column() -> None:
    settled = columns("abc", (0.2, 0.3, 0.5), 400)
    made = tuple(replace(settled[number], align=align) for number, align in enumerate(Align))
    content = written(Table(made, rows([("1", "2", "3")])))
    assert values(tree(content), "//w:tr[1]//w:jc/@w:val") == ["left", "center", "right"]
    assert values(tree(content), "//w:tr[2]//w:jc/@w:val") == ["left", "center", "right"]


def test_tables_in_a_row_stay_apart_and_the_body_ends_with_a_paragraph() -> None:
    body = tree(written(BARE, BARE))[0]
    kinds = [etree.QName(child).localname for child in body]
    assert kinds == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_note_in_a_cell_that_heads_its_row_is_still_a_note() -> None:
    head = (paragraph("Treaty"), paragraph("Not yet in force", Role.NOTE))
    table = Table(columns("a", (1.0,), 400), rows([(head,)]), row_headers=True)
    assert paragraphs(written(table))[1:] == [
        ("TableRowHeading", "Treaty"),
        ("TableNote", "Not yet in force"),
    ]


# --- lists ---------------------------------------------------------------------------------------


def labels(content: bytes) -> list[tuple[str, str, str]]:
    """Text, level and instance of every labelled paragraph."""
    found = find(tree(content), "//w:p[w:pPr/w:numPr]")
    return [
        (
            said(each),
            values(each, "w:pPr/w:numPr/w:ilvl/@w:val")[0],
            values(each, "w:pPr/w:numPr/w:numId/@w:val")[0],
        )
        for each in found
    ]


def test_lists_nest_and_each_number_list_counts_anew() -> None:
    instances = {words: (level, instance) for words, level, instance in labels(SAMPLE)}
    assert instances["Inner one"] == instances["Inner two"]
    assert instances["Inner one"][0] == "1"
    assert instances["Again a"] == instances["Again b"]
    assert instances["Again a"][0] == "0"
    numbered = {instances[words][1] for words in ("Inner one", "Again a", "Counts from seven")}
    assert len(numbered) == 3
    assert instances["First point"] == ("0", "1")


def test_a_number_list_counts_from_its_start() -> None:
    content = written(points(ListKind.NUMBER, "Seven", start=7))
    (_, level, instance) = labels(content)[0]
    override = f'//w:num[@w:numId="{instance}"]/w:lvlOverride[@w:ilvl="{level}"]'
    numbering = tree(content, "word/numbering.xml")
    assert values(numbering, f"{override}/w:startOverride/@w:val") == ["7"]


@pytest.mark.parametrize(
    ("kind", "label"),
    [(ListKind.BULLET, "•"), (ListKind.NUMBER, "%1."), (ListKind.SOURCE, "[%1]")],
)
def test_labels_are_those_of_the_kind(kind: ListKind, label: str) -> None:
    content = written(points(kind, "One"))
    numbering = tree(content, "word/numbering.xml")
    (_, level, instance) = labels(content)[0]
    definition = values(numbering, f'//w:num[@w:numId="{instance}"]/w:abstractNumId/@w:val')[0]
    level_path = f'//w:abstractNum[@w:abstractNumId="{definition}"]/w:lvl[@w:ilvl="{level}"]'
    assert values(numbering, f"{level_path}/w:lvlText/@w:val") == [label]


def test_indents_are_those_of_the_definitions() -> None:
    numbering = tree(SAMPLE, "word/numbering.xml")
    for number, kind in enumerate(ListKind, 1):
        for depth in range(DEEPEST + 1):
            level = f'//w:abstractNum[@w:abstractNumId="{number}"]/w:lvl[@w:ilvl="{depth}"]'
            assert values(numbering, f"{level}//w:ind/@w:left") == [str(twips(indent(kind, depth)))]


def test_an_item_that_begins_with_a_list_has_its_own_label() -> None:
    content = written(List(ListKind.BULLET, (ListItem((points(ListKind.BULLET, "Within"),)),)))
    assert [(words, level) for words, level, _ in labels(content)] == [("", "0"), ("Within", "1")]


def test_lists_deeper_than_word_counts_are_set_at_the_deepest_level() -> None:
    block = points(ListKind.NUMBER, "Bottom")
    for _ in range(20):
        block = List(ListKind.NUMBER, (ListItem((paragraph("Above"), block)),))
    assert labels(written(block))[-1][:2] == ("Bottom", "8")


# --- pages ---------------------------------------------------------------------------------------


def test_a_heading_after_a_page_break_starts_the_page() -> None:
    content = written(paragraph("One"), PageBreak(), Heading(1, text("Annex"), "annex"))
    _, heading = find(tree(content), "//w:p")
    assert find(heading, "w:pPr/w:pageBreakBefore")


BARE = replace(long_table(400), caption="")
FIGURE = next(block for block in sample_document().blocks if isinstance(block, Figure))


@pytest.mark.parametrize(
    "block",
    [
        paragraph("Next"),
        points(ListKind.NUMBER, "Next", "More"),
        long_table(400),
        FIGURE,
        replace(FIGURE, caption=""),
        Contents((ContentsEntry(1, "One", "one", 2), ContentsEntry(2, "Two", "two", 3))),
    ],
)
def test_a_page_breaks_before_other_blocks_too(block: Block) -> None:
    content = written(paragraph("One"), PageBreak(), PageBreak(annex=True), block)
    begun = find(tree(content), "/w:document/w:body/w:p[w:pPr/w:pageBreakBefore]")
    (first,) = begun
    assert values(first, "w:pPr/w:spacing/@w:before") == ["0"]
    assert find(tree(content), "//w:br") == []
    assert faults(content) == []


def test_before_a_table_without_caption_breaks_are_one_and_take_no_room() -> None:
    content = written(paragraph("One"), PageBreak(), PageBreak(annex=True), BARE)
    (_, broken, _) = find(tree(content), "/w:document/w:body/w:p")
    assert values(broken, "w:r/w:br/@w:type") == ["page"]
    lines = values(broken, "w:pPr/w:spacing/@w:line | w:pPr/w:spacing/@w:lineRule")
    assert lines == ["20", "exact"]
    assert faults(content) == []


@pytest.mark.parametrize(
    "block",
    [
        paragraph("Next"),
        paragraph("Next", Role.LEAD),
        paragraph("Next", Role.QUOTE),
        points(ListKind.BULLET, "Next", "More"),
        long_table(400),
        FIGURE,
        replace(FIGURE, caption=""),
        Contents((ContentsEntry(1, "One", "one", 2),)),
        Heading(3, text("Next"), "next"),
    ],
)
def test_space_beneath_a_table_stands_above_what_follows(block: Block) -> None:
    heads = (Heading(level, text("Part"), f"part-{level}") for level in (1, 2))
    content = written(*heads, BARE, block)
    after = find(tree(content), "/w:document/w:body/w:tbl[1]/following-sibling::w:p[1]")[0]
    theme = Theme()
    space = theme.sizes.body * theme.leading * theme.spacing
    assert values(after, "w:pPr/w:spacing/@w:before") == [str(twips(space))]
    assert faults(content) == []


@pytest.mark.parametrize(
    "blocks", [(PageBreak(), paragraph("One")), (paragraph("One"), PageBreak())]
)
def test_a_break_at_either_end_is_nothing(blocks: tuple[Block, ...]) -> None:
    assert len(find(tree(written(*blocks)), "//w:p")) == 1


@pytest.mark.parametrize("after", [Heading(1, text("Annex"), "annex"), paragraph("Next")])
def test_nothing_stands_between_a_table_and_the_page_after_it(after: Block) -> None:
    table = replace(long_table(400), caption="")
    body = tree(written(table, PageBreak(), after))[0]
    empty = find(body, "w:p[not(.//w:t) and not(.//w:br)]")
    assert empty == []


@pytest.mark.parametrize("before", [(), (PageBreak(),)])
def test_space_before_a_block_is_dropped_at_the_top_of_a_page(before: tuple[Block, ...]) -> None:
    for block in (
        Heading(1, text("x"), "x"),
        paragraph("x", Role.LEAD),
        paragraph("x", Role.QUOTE),
    ):
        found = find(tree(written(*before, block)), "//w:p")[-1]
        assert values(found, "w:pPr/w:spacing/@w:before") == ["0"]
        found = find(tree(written(paragraph("y"), block)), "//w:p")[-1]
        assert values(found, "w:pPr/w:spacing/@w:before") == []


def test_only_a_short_remark_stays_with_the_table_that_it_introduces() -> None:
    head = Heading(1, text("Figures"), "figures")
    kept = [
        len(find(tree(written(head, paragraph(words), long_table(400))), "//w:p[2]//w:keepNext"))
        for words in ("On one account.", "word " * 60)
    ]
    assert kept == [1, 0]


def test_a_few_words_beneath_a_heading_stay_with_what_they_introduce() -> None:
    heading, note = Heading(1, text("One"), "one"), paragraph("Rests on [1].", Role.NOTE)
    part = Heading(2, text("Part"), "part")
    for after, kept in ((part, True), (paragraph("More."), True), (PageBreak(), False)):
        body = tree(written(heading, note, after, paragraph("End")))
        (found,) = find(body, '//w:p[w:pPr/w:pStyle/@w:val="Note"]')
        assert bool(find(found, "w:pPr/w:keepNext")) == kept


def test_a_quotation_stays_with_the_line_that_says_whose_it_is() -> None:
    quote = paragraph("Words", Role.QUOTE)
    kept = [
        len(find(tree(written(quote, after)), "//w:p[1]/w:pPr/w:keepNext"))
        for after in (
            paragraph("Who", Role.ATTRIBUTION),
            paragraph("Text"),
            Heading(1, text("x"), "x"),
        )
    ]
    assert kept == [1, 0, 0]


def test_a_document_without_blocks_can_be_written() -> None:
    assert paragraphs(written()) == []
    docx.Document(BytesIO(written()))


def test_a_timeline_must_be_laid_out_first() -> None:
    with pytest.raises(TypeError, match="still to be laid out"):
        written(Timeline((), date(2026, 2, 22), "", ""))
