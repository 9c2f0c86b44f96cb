"""Briefs in letterheads: what is the letterhead's stays, what is the brief's is all there, and fits."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from documents import columns, rows, sample_document
from documents import paragraph as block
from legation.diagnostics import LegationError
from legation.model.document import (
    Cite,
    Contents,
    ContentsEntry,
    Figure,
    Heading,
    List,
    PageBreak,
    Paragraph,
    Table,
    Text,
)
from legation.model.theme import Theme
from legation.reading.reference import read_reference
from legation.text.fonts import Fonts
from legation.writing.docx import write
from letterheads import (
    A4,
    ALL,
    CREST,
    MARGINS,
    NORMAL,
    PAGE,
    PALETTE,
    PICTURE,
    PLACE,
    TURNED,
    document,
    letterhead,
    numbered,
    packed,
    paragraph,
    part,
    style,
    styles,
)
from tools import validate_word
from word import entries, find, paragraphs, png, text, tree, values
from word import style as style_of
from word_faults import faults

if TYPE_CHECKING:
    from legation.model.document import Block, Document
    from legation.model.letterhead import Letterhead

MARKING = "OFFICIAL & <SENSITIVE>"
THEME = Theme()
FONTS = Fonts.load(THEME.fonts)


def read(data: bytes) -> Letterhead:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "reference.docx"
        path.write_bytes(data)
        return read_reference(path, path.name)


def written(data: bytes, document: Document | None = None, theme: Theme = THEME) -> bytes:
    return write(document or sample_document(), theme, FONTS, read(data))


@cache
def dressed(kind: str) -> bytes:
    return written(ALL[kind]())


@cache
def plain() -> bytes:
    return write(sample_document(), THEME, FONTS)


def said(content: bytes) -> list[str]:
    return [text(each) for each in find(tree(content), "//w:body//w:p") if text(each)]


def styles_of(content: bytes) -> etree._Element:
    return tree(content, "word/styles.xml")


def named(content: bytes, identifier: str) -> list[str]:
    """The name of a style, by its id."""
    return values(styles_of(content), f'//w:style[@w:styleId="{identifier}"]/w:name/@w:val')


def unwrapped(content: bytes) -> bytes:
    """The file with its drawings in the open: validators do not look into alternatives."""
    body = tree(content)
    for alternate in find(body, "//mc:AlternateContent"):
        parent = alternate.getparent()
        assert parent is not None
        parent.replace(alternate, find(alternate, "mc:Choice/*")[0])
    return packed(entries(content) | {"word/document.xml": etree.tostring(body)})


# --- all of them ----------------------------------------------------------------------------------------


@pytest.mark.tools
@pytest.mark.parametrize("tool", ["openxml-audit", "ooxml-validator"])
@pytest.mark.parametrize("kind", ALL)
def test_validators_find_no_fault(kind: str, tool: str, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    for content in (dressed(kind), unwrapped(dressed(kind))):
        path.write_bytes(content)
        validate_word(tool, path)


@pytest.mark.parametrize("kind", ALL)
def test_the_brief_is_all_there_and_in_order(kind: str) -> None:
    wanted = [re.sub(r"\t\d+$", "", each) for each in said(plain())]
    found = said(dressed(kind))
    start = found.index(wanted[0])
    assert found[start : start + len(wanted)] == wanted


@pytest.mark.parametrize("kind", ALL)
def test_the_same_gives_the_same_bytes(kind: str) -> None:
    assert written(ALL[kind]()) == dressed(kind)


@pytest.mark.parametrize("kind", ALL)
def test_nothing_is_there_twice_and_every_name_resolves(kind: str) -> None:
    assert rest(dressed(kind)) == rest(plain())


def rest(content: bytes) -> list[str]:
    """The faults but for the names of styles, by which the check knows headings."""
    found = (re.sub("of style '.*'", "", fault) for fault in faults(content))
    return sorted(fault for fault in found if "heading of level" not in fault)


@pytest.mark.parametrize("kind", ALL)
def test_every_page_is_marked_and_numbered(kind: str) -> None:
    content = dressed(kind)
    parts = [name for name in entries(content) if re.match(r"word/(header|footer)\d*\.xml", name)]
    assert len(parts) >= 2
    for name in parts:
        found = [words for _, words in paragraphs(content, name)]
        assert found.count(MARKING) == 1, name
        if "footer" in name:
            codes = "".join(values(tree(content, name), "//@w:instr"))
            codes += "".join(each.text or "" for each in find(tree(content, name), "//w:instrText"))
            assert len(re.findall(r"\bPAGE\b", codes)) == 1


@pytest.mark.parametrize("kind", ALL)
def test_properties_and_language_are_the_brief_s(kind: str) -> None:
    properties = docx.Document(BytesIO(dressed(kind))).core_properties
    assert properties.title == "Azerbaijan and Uzbekistan: R&D <draft>"
    assert (properties.author, properties.last_modified_by) == ("Eurasia desk", "")
    assert values(styles_of(dressed(kind)), "//w:docDefaults//w:lang/@w:val") == ["en-GB"]
    names = [name for name in entries(dressed(kind)) if name.startswith(("docProps", "customXml"))]
    assert names == ["docProps/core.xml"]


# --- styles ---------------------------------------------------------------------------------------------


def test_a_translated_id_is_found_by_its_name() -> None:
    (heading,) = {
        called for called, words in paragraphs(dressed("German")) if words == "Chronology"
    }
    assert heading == "berschrift1"
    look = f'//w:style[@w:styleId="{heading}"]'
    assert values(styles_of(dressed("German")), f"{look}/w:rPr/w:color/@w:val") == ["7B002C"]
    assert values(styles_of(dressed("German")), '//w:style[@w:styleId="Heading1"]/@w:styleId') == []


def test_what_libreoffice_calls_otherwise_is_found() -> None:
    used = {called for called, _ in paragraphs(dressed("LibreOffice"))}
    assert {"Heading1", "TextBody", "Quotations", "Title", "TableHeading", "Caption"} <= used
    assert values(tree(dressed("LibreOffice")), '//w:rStyle[@w:val="InternetLink"]/@w:val')


@pytest.mark.parametrize(
    ("name", "identifier", "aliases"),
    [("HEADING 1", "x1", ""), ("Kop 1", "kop", "Chapter,heading 1"), ("Rubrik 1", "heading1", "")],
)
def test_a_style_is_found_by_name_alias_or_id(name: str, identifier: str, aliases: str) -> None:
    also = f'<w:aliases w:val="{aliases}"/>' if aliases else ""
    theirs = (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{also}'
        "</w:style>"
    )
    content = written(letterhead({"word/styles.xml": styles(NORMAL, theirs)}))
    assert (identifier, "Chronology") in paragraphs(content)


def test_a_style_of_another_kind_is_not_taken_for_ours() -> None:
    other = style("Caption", "caption", based="", kind="character")
    content = written(letterhead({"word/styles.xml": styles(NORMAL, other)}))
    assert ("Caption1", "Table: sixty events & more") in paragraphs(content)
    assert named(content, "Caption1") == ["Brief caption"]


def test_grafted_styles_leave_font_and_colour_to_the_letterhead() -> None:
    grafted = '//w:style[@w:styleId="Subtitle"]'
    found = styles_of(dressed("German"))
    assert values(found, f"{grafted}/w:basedOn/@w:val") == ["Standard"]
    assert values(found, f"{grafted}/w:rPr/w:color/@w:val | {grafted}//w:rFonts/@w:ascii") == []
    assert values(found, "//w:docDefaults//w:rFonts/@w:ascii") == ["DejaVu Sans"]


def test_sizes_and_spaces_are_in_proportion_to_its_text() -> None:
    ours = styles_of(plain())
    theirs = styles_of(dressed("German"))  # of 10 points, where ours has 11
    for name in ("Subtitle", "TableText", "FrontMatter"):
        path = f'//w:style[@w:styleId="{name}"]'
        (size,), (scaled,) = (values(each, f"{path}/w:rPr/w:sz/@w:val") for each in (ours, theirs))
        assert abs(int(scaled) - int(size) * 10 / 11) <= 0.5
    spacing = '//w:style[@w:styleId="BodyText"]/w:pPr/w:spacing'
    said_ = {name: values(theirs, f"{spacing}/@w:{name}") for name in ("before", "after", "line")}
    assert said_ == {"before": ["0"], "after": ["140"], "line": ["280"]}


def test_its_indent_is_for_text_and_not_for_tables() -> None:
    found = styles_of(dressed("German"))
    path = '//w:style[@w:styleId="{}"]/w:pPr/w:ind/@w:firstLine'
    assert values(found, path.format("BodyText")) == []
    assert values(found, path.format("TableText")) == ["0"]
    assert values(found, path.format("Lead")) == ["0"]


def test_its_own_styles_of_tables_are_not_indented_as_its_text_is() -> None:
    normal = NORMAL.replace("</w:style>", '<w:pPr><w:ind w:left="850"/></w:pPr></w:style>')
    hanging = '<w:pPr><w:ind w:left="100"/></w:pPr>'
    content = written(
        letterhead(
            {
                "word/styles.xml": styles(
                    normal,
                    style("x", "Table Heading", "", "Normal"),
                    style("y", "Table Row Heading", hanging, "Normal"),
                )
            }
        )
    )
    body = tree(content)
    heads = find(body, '//w:p[w:pPr/w:pStyle/@w:val="x"]')
    assert heads
    assert all(values(each, "w:pPr/w:ind/@w:left") == ["0"] for each in heads)
    for name in ("y", "TableText"):  # which say so themselves
        assert find(body, f'//w:p[w:pPr/w:pStyle/@w:val="{name}"]')
        assert not find(body, f'//w:p[w:pPr/w:pStyle/@w:val="{name}"]/w:pPr/w:ind')


ENDNOTES = Theme(notes="endnotes")


@pytest.mark.parametrize(
    ("after", "noted"),
    [
        ("", True),
        ("<w:p/>", True),
        (paragraph("Yours"), False),
        (f"<w:p>{PAGE}</w:p>", False),
        ("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", False),
    ],
)
def test_sources_are_endnotes_only_where_the_brief_ends_the_letterhead(
    after: str, noted: bool
) -> None:
    sources = next(
        b for b in sample_document().blocks if isinstance(b, List) and b.kind == "source"
    )
    cited = [Paragraph((Cite(n, item.anchor),)) for n, item in enumerate(sources.items, 1)]
    heading = Heading(1, (Text("Sources"),), "sources")
    cited_ = replace(sample_document(), blocks=(*cited, heading, sources))
    data = letterhead({"word/document.xml": document(PLACE + after)})
    content = written(data, cited_, ENDNOTES)
    assert ("word/endnotes.xml" in entries(content)) == noted
    assert ("Source" in {called for called, _ in paragraphs(content)}) != noted


def test_its_own_headings_do_not_stand_alone_at_the_foot_of_a_page() -> None:
    headings = find(tree(dressed("German")), '//w:p[w:pPr/w:pStyle/@w:val="berschrift1"]')
    assert headings
    assert all(len(find(each, "w:pPr/w:keepNext")) == 1 for each in headings)


NAMES = values(styles_of(plain()), '//w:style[@w:type="paragraph"][not(@w:default)]/w:name/@w:val')


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.sampled_from(NAMES), unique=True),
    st.sampled_from([str, str.upper, str.title]),
)
def test_whatever_it_has_is_its_own_and_the_rest_is_grafted_once(
    names: list[str], spelt: type[str]
) -> None:
    theirs = [
        style(f"s{number}", spelt(name), "<w:rPr><w:i/></w:rPr>", "Normal")
        for number, name in enumerate(names)
    ]
    found = styles_of(written(letterhead({"word/styles.xml": styles(NORMAL, *theirs)})))
    there = [name.lower() for name in values(found, "//w:style/w:name/@w:val")]
    assert len(there) == len(set(there))
    for number, name in enumerate(names):
        kept = f'//w:style[@w:styleId="s{number}"]'
        assert values(found, f"{kept}/w:name/@w:val") == [spelt(name)]
        assert len(find(found, f"{kept}/w:rPr/*")) == 1


# --- lists ----------------------------------------------------------------------------------------------


def labels(content: bytes) -> dict[str, tuple[str, str]]:
    """The format and label of every item's level, by its text."""
    numbering = tree(content, "word/numbering.xml")
    found = {}
    for each in find(tree(content), "//w:p[w:pPr/w:numPr/w:ilvl]"):
        (number,), (level,) = (
            values(each, f"w:pPr/w:numPr/w:{n}/@w:val") for n in ("numId", "ilvl")
        )
        (definition,) = values(numbering, f'//w:num[@w:numId="{number}"]/w:abstractNumId/@w:val')
        path = f'//w:abstractNum[@w:abstractNumId="{definition}"]/w:lvl[@w:ilvl="{level}"]'
        (format_,) = values(numbering, f"{path}/w:numFmt/@w:val")
        (label,) = values(numbering, f"{path}/w:lvlText/@w:val")
        found[text(each)] = (format_, label)
    return found


def test_lists_are_labelled_by_the_letterhead_where_it_has_a_definition() -> None:
    found = labels(dressed("numbered"))
    assert found["First point"] == ("bullet", "»")
    assert found["Only within"] == ("bullet", "–")  # its own has one level
    assert found["Inner one"] == ("decimal", "%2.")
    assert found["Counts from seven"] == ("decimal", "%1.")


@pytest.mark.parametrize("kind", sorted({*ALL} - {"numbered", "python-docx"}))
def test_lists_are_labelled_as_ours_elsewhere(kind: str) -> None:
    wanted = labels(plain())
    found = labels(dressed(kind))
    assert {name: found[name] for name in wanted} == wanted


def test_its_own_definitions_and_numbers_stay() -> None:
    numbering = tree(dressed("numbered"), "word/numbering.xml")
    assert values(numbering, '//w:num[@w:numId="1"]/w:abstractNumId/@w:val') == ["7"]
    assert values(numbering, "//w:nsid/@w:val") == ["1E6A7101"]
    starts = values(numbering, "//w:num/w:lvlOverride/w:startOverride/@w:val")
    assert "7" in starts


# --- pages ----------------------------------------------------------------------------------------------


def test_page_text_and_headers_are_the_letterhead_s() -> None:
    content = dressed("German")
    section = find(tree(content), "//w:body/w:sectPr")[0]
    assert values(section, "w:pgMar/@w:top | w:pgMar/@w:left") == ["1985", "1701"]
    assert said(content)[0] == "Unser Zeichen"
    assert said(content)[-1] == "Hochachtungsvoll"
    header = [words for _, words in paragraphs(content, "word/header3.xml")]
    assert header == ["MINISTERIUM DES ÄUSSEREN", MARKING]
    footer = [words for _, words in paragraphs(content, "word/footer3.xml")]
    assert footer[1:] == [MARKING, "Palastweg 1, Hauptstadt"]
    assert footer[0] == "Azerbaijan and Uzbekistan\t3f9a1c27\u2003Page 1 of 1"
    assert entries(content)["word/media/crest.png"] == png(20, 10)


def test_the_page_is_not_numbered_twice() -> None:
    (line, *_) = [words for _, words in paragraphs(dressed("German"), "word/footer2.xml")]
    assert line == "Azerbaijan and Uzbekistan\t3f9a1c27"


@pytest.mark.parametrize(("own", "kept"), [(PAGE, 1), ("", 0)], ids=["its own", "ours"])
def test_our_numbers_are_counted_from_one_and_its_own_as_it_has_them(own: str, kept: int) -> None:
    reference = '<w:footerReference w:type="default" r:id="footer1"/>'
    counted = '<w:pgNumType w:fmt="upperRoman" w:start="7"/>'
    data = letterhead(
        {
            "word/document.xml": document(
                PLACE, f"<w:sectPr>{reference}{A4}{MARGINS}{counted}</w:sectPr>"
            ),
            "word/footer1.xml": part("ftr", f"<w:p>{own}</w:p>"),
        }
    )
    assert len(find(tree(written(data)), "//w:pgNumType")) == kept


def test_a_marking_of_its_own_is_not_repeated_and_another_one_is_no_obstacle() -> None:
    section = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="header1"/>{A4}{MARGINS}</w:sectPr>'
    )
    for words, expected in (
        ("OFFICIAL", ["OFFICIAL"]),
        ("OFFICIAL NOT", ["OFFICIAL NOT", "OFFICIAL"]),
    ):
        data = letterhead(
            {
                "word/document.xml": document(PLACE, section),
                "word/header1.xml": part("hdr", paragraph(words)),
            }
        )
        content = written(data, replace(sample_document(), marking="OFFICIAL"))
        assert [said_ for _, said_ in paragraphs(content, "word/header1.xml")] == expected


# --- direction ------------------------------------------------------------------------------------------


def saying(stated: str, document: Document | None = None) -> list[etree._Element]:
    """Body, header, footer and footnotes of a brief in a letterhead with these styles."""
    data = letterhead({"word/styles.xml": stated})
    content = written(data, document or replace(sample_document(), marking=MARKING))
    return [
        tree(content, name)
        for name in entries(content)
        if name in ("word/document.xml", "word/footnotes.xml")
        or name.startswith(("word/header", "word/footer"))
    ]


def style_saying(look: str, kind: str = "paragraph") -> str:
    return styles(NORMAL, style("Own", "Own", look, "", kind))


ON = {
    "Normal": styles(TURNED),
    "defaults": styles(NORMAL).replace(
        "<w:pPrDefault/>", "<w:pPrDefault><w:pPr><w:bidi/></w:pPr></w:pPrDefault>"
    ),
    "a style": style_saying('<w:pPr><w:bidi w:val="true"/></w:pPr>'),
    "a table": style_saying("<w:tblPr><w:bidiVisual/></w:tblPr>", "table"),
}


@pytest.mark.parametrize("stated", ON.values(), ids=ON)
def test_where_its_styles_run_from_right_to_left_a_brief_says_that_it_does_not(stated: str) -> None:
    theme = THEME.model_copy(update={"notes": "foot"})
    parts = saying(stated, replace(sample_document(theme), marking=MARKING))
    body = parts[0]
    for root in parts:
        ours = [each for each in find(root, "//w:p") if style_of(each)]
        stated_ = [values(each, "w:pPr/w:bidi/@w:val") for each in ours]
        turned = [each for each in ours if find(each, "w:pPr/w:bidi[not(@w:val)]")]
        assert all(text(each) and not text(each).isascii() for each in turned)
        assert sum(each == ["0"] for each in stated_) == len(ours) - len(turned) > 0
    assert len(find(body, "//w:txbxContent/w:p")) > 5
    tables = find(body, "//w:tblPr")
    assert [values(each, "w:bidiVisual/@w:val") for each in tables] == [["off"]] * len(tables) != []


@pytest.mark.parametrize(
    "stated",
    [
        styles(NORMAL),
        style_saying('<w:pPr><w:bidi w:val="0"/></w:pPr>'),
    ],
)
def test_elsewhere_nothing_is_said(stated: str) -> None:
    for root in saying(stated):
        assert values(root, "//w:bidi/@w:val | //w:bidiVisual/@w:val") == []


def test_what_of_a_brief_runs_from_right_to_left_stays_so() -> None:
    blocks = (block("سفر وزیر"), block("Visit"))
    body, *_ = saying(styles(TURNED), replace(sample_document(), blocks=blocks))
    found = {text(each): each for each in find(body, "//w:body/w:p")}
    assert find(found["سفر وزیر"], "w:pPr/w:bidi[not(@w:val)]")
    assert values(found["Visit"], "w:pPr/w:bidi/@w:val") == ["0"]


# --- measures -------------------------------------------------------------------------------------------


def test_the_line_at_the_foot_ends_where_the_text_does() -> None:
    tabs = find(tree(dressed("German"), "word/footer3.xml"), "//w:p[1]/w:pPr/w:tabs/w:tab")
    found = [(values(each, "@w:val")[0], values(each, "@w:pos")[0]) for each in tabs]
    assert found == [("clear", "4536"), ("right", "9071"), ("clear", "9072")] or found == [
        ("clear", "4536"),
        ("clear", "9072"),
        ("right", "9071"),
    ]


def test_it_does_so_beneath_columns_too() -> None:
    section = f'<w:sectPr>{A4}{MARGINS}<w:cols w:num="2" w:space="400"/></w:sectPr>'
    content = written(letterhead({"word/document.xml": document(PLACE, section)}))
    (name,) = {*shown_by(content, "footer")}
    tabs = find(tree(content, name), "//w:tab[@w:val='right']")
    assert [values(each, "@w:pos") for each in tabs] == [["9071"]]
    assert all(abs(width - (9071 - 400) // 2) <= 4 for width in widths(content))


def widths(content: bytes) -> list[int]:
    return [
        sum(map(int, values(t, "w:tblGrid/w:gridCol/@w:w"))) for t in find(tree(content), "//w:tbl")
    ]


@pytest.mark.parametrize(
    ("kind", "column"), [("German", 9071), ("landscape", 13005), ("bare", 9071)]
)
def test_tables_are_as_wide_as_its_text(kind: str, column: int) -> None:
    found = widths(dressed(kind))
    assert len(found) == len(widths(plain()))
    assert all(abs(width - column) <= 4 for width in found)


def narrow(left: int) -> bytes:
    margins = MARGINS.replace('w:left="1701"', f'w:left="{left}"')
    return letterhead(
        {
            "word/document.xml": document(PLACE, f"<w:sectPr>{A4}{margins}</w:sectPr>"),
            "word/styles.xml": styles(NORMAL),
        }
    )


def test_a_drawing_that_is_too_wide_is_made_smaller_with_its_letters() -> None:
    content = written(narrow(5000))
    column = 11906 - 5000 - 1134
    assert all(abs(width - column) <= 4 for width in widths(content))
    (extent,) = values(tree(content), "//mc:Choice//wp:extent/@cx")
    assert abs(int(extent) - column * 635) < 635
    (ours,) = values(tree(plain()), "//mc:Choice//wp:extent/@cx")
    size = values(tree(content), "//w:txbxContent//w:sz/@w:val")[0]
    before = values(tree(plain()), "//w:txbxContent//w:sz/@w:val")[0]
    assert abs(int(size) - int(before) * int(extent) / int(ours)) <= 0.5


def test_words_at_the_head_of_a_column_are_not_broken() -> None:
    for table in find(tree(written(narrow(4200))), "//w:tbl"):
        measured = map(int, values(table, "w:tblGrid/w:gridCol/@w:w"))
        heads = find(table, "w:tr[w:trPr/w:tblHeader]/w:tc")
        for width, head in zip(measured, heads, strict=False):
            longest = max(map(len, text(find(head, "w:p")[0]).split()))
            assert width >= longest * 0.6 * 10 * 20


@pytest.mark.parametrize("left", [2000, 5000, 7000])
def test_words_in_cells_are_not_broken_where_other_columns_have_room(left: int) -> None:
    said_ = ("3 February 2026", "The ministers of foreign affairs met and agreed. " * 4, "Norway")
    wide = columns(("Date", "Event", "With"), (0.2, 0.7, 0.1), THEME.page.text_width)
    table = Table(wide, rows([said_] * 3))
    content = written(narrow(left), replace(sample_document(), blocks=(table,)))
    widths_ = [int(width) / 20 for width in values(tree(content), "//w:gridCol/@w:w")]
    assert sum(widths_) == pytest.approx((11906 - 1134 - left) / 20, abs=0.2)
    for width, words in zip(widths_, said_, strict=True):
        # As wide as in DejaVu Sans, in which LibreOffice sets what names no font.
        longest = max(FONTS.width(word, 10) for word in words.split())
        assert width >= 1.1 * longest + 10.8


def test_where_not_all_words_have_room_short_ones_are_whole() -> None:
    said_ = ("Norway", "https://example.org/" + "a" * 90, "Bonaire")
    wide = columns(("A", "B", "C"), (0.1, 0.8, 0.1), THEME.page.text_width)
    content = written(
        narrow(7000), replace(sample_document(), blocks=(Table(wide, rows([said_])),))
    )
    first, _, last = (int(width) / 20 for width in values(tree(content), "//w:gridCol/@w:w"))
    assert first >= 1.1 * FONTS.width("Norway", 10) + 10.8
    assert last >= 1.1 * FONTS.width("Bonaire", 10) + 10.8


def test_where_words_must_break_figures_do_not() -> None:
    said_ = ("1992", "12,345,678", "Interparliamentary", "Telecommunications")
    wide = columns(("", "", "", ""), (0.25,) * 4, THEME.page.text_width)
    table = Table(wide, rows([said_] * 3))
    content = written(narrow(7000), replace(sample_document(), blocks=(table,)))
    found = [int(width) / 20 for width in values(tree(content), "//w:gridCol/@w:w")]
    year, figure = (1.06 * FONTS.width(each, 10) + 10.8 for each in said_[:2])
    assert found[0] >= year
    assert found[1] >= figure > found[2]


def landscape(*, before: str = "", after: str = "", first: str = "") -> tuple[bytes, list[str]]:
    """A brief with a page that is wider than high, in a letterhead; and how its sheets lie."""
    figure = next(b for b in sample_document().blocks if isinstance(b, Figure))
    heading = Heading(1, (Text("Behind"),), "behind")
    blocks: tuple[Block, ...] = (block("Before"), PageBreak(landscape=True), figure)
    if not after:
        blocks = (*blocks, PageBreak(), heading, block("After"))
    section = f"<w:sectPr>{first}{A4}{MARGINS}<w:titlePg/></w:sectPr>"
    data = letterhead(
        {
            "word/document.xml": document(before + PLACE + after, section),
            "word/header1.xml": part("hdr", paragraph("Title page")),
        }
    )
    content = written(data, replace(sample_document(), blocks=blocks))
    lies = [
        "wide" if int(size.values()[0]) > int(size.values()[1]) else "high"
        for size in find(tree(content), "//w:sectPr/w:pgSz")
    ]
    return content, lies


def test_a_sheet_that_is_wider_than_high_is_the_letterhead_s_turned() -> None:
    content, lies = landscape(first='<w:headerReference w:type="first" r:id="header1"/>')
    assert lies == ["high", "wide", "high"]
    titled = [len(find(each, "w:titlePg")) for each in find(tree(content), "//w:sectPr")]
    assert titled == [1, 0, 0]
    assert all(
        len(find(each, "w:headerReference")) for each in find(tree(content), "//w:sectPr[1]")
    )


def shown_by(content: bytes, kind: str) -> list[str]:
    """The part that each section names for its pages' header or footer."""
    targets = {
        str(each.get("Id")): f"word/{each.get('Target')}"
        for each in tree(content, "word/_rels/document.xml.rels")
    }
    path = f'w:{kind}Reference[@w:type="default"]/@r:id'
    return [
        targets[name]
        for section in find(tree(content), "//w:sectPr")
        for name in values(section, path)
    ]


def test_every_sheet_of_the_brief_has_head_and_foot_as_wide_as_its_text() -> None:
    content, _ = landscape()
    assert len(shown_by(content, "header")) == 3
    upright, turned, last = shown_by(content, "footer")
    assert upright == last != turned
    for name, right in ((upright, 9071), (turned, 14003)):
        tabs = find(tree(content, name), "//w:p[1]/w:pPr/w:tabs/w:tab")
        stops = {values(tab, "@w:pos")[0]: values(tab, "@w:val")[0] for tab in tabs}
        assert stops == {
            "9071": "clear",
            str(right): "right",
        }  # its style has one for upright sheets
        assert "Page 1 of 1" in text(tree(content, name))


def test_sections_of_two_widths_do_not_share_a_footer() -> None:
    reference = '<w:footerReference w:type="default" r:id="footer1"/>'
    first = paragraph("Cover", more=f"<w:sectPr>{reference}{A4}{MARGINS}</w:sectPr>")
    size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    data = letterhead(
        {
            "word/document.xml": document(first + PLACE, f"<w:sectPr>{size}{MARGINS}</w:sectPr>"),
            "word/footer1.xml": part("ftr", f"<w:p>{PICTURE}</w:p>"),
            "word/_rels/footer1.xml.rels": CREST,
            "word/media/crest.png": png(2, 2),
        }
    )
    content = written(data)
    high, wide, *_ = shown_by(content, "footer")
    assert high != wide
    for name in (high, wide):
        folder, _, base = name.rpartition("/")
        assert b"media/crest.png" in entries(content)[f"{folder}/_rels/{base}.rels"]
    assert not any("drawing" in fault for fault in faults(content))  # each has an id of its own


@pytest.mark.parametrize("marking", [MARKING, ""])
def test_our_lines_keep_clear_of_the_paper_s_edge(marking: str) -> None:
    edge = MARGINS.replace('w:header="709" w:footer="567"', 'w:header="0" w:footer="0"')
    own = '<w:headerReference w:type="default" r:id="header1"/>'
    for references, header, expected in (("", "", ["567", "397"]), (own, "Crest", ["0", "397"])):
        data = letterhead(
            {
                "word/document.xml": document(
                    PLACE, f"<w:sectPr>{references}{A4}{edge}</w:sectPr>"
                ),
                "word/header1.xml": part("hdr", paragraph(header)),
            }
        )
        content = written(data, replace(sample_document(), marking=marking))
        (margins,) = find(tree(content), "//w:sectPr[last()]/w:pgMar")
        assert [values(margins, f"@w:{name}")[0] for name in ("header", "footer")] == expected


def test_what_stands_behind_the_brief_stands_upright() -> None:
    content, lies = landscape(after=paragraph("Yours"))
    assert lies == ["high", "wide", "high"]
    assert said(content)[-1] == "Yours"


def test_one_that_is_wide_already_is_not_turned() -> None:
    sizes = find(tree(dressed("landscape")), "//w:sectPr/w:pgSz")
    assert [each.values()[0] for each in sizes] == ["11906", "15840"]


def test_pages_of_the_list_of_contents_are_left_for_word_to_count() -> None:
    entry = ContentsEntry(1, "At a glance", "at-a-glance", page=7)
    with_contents = replace(
        sample_document(), blocks=(Contents((entry,)), *sample_document().blocks)
    )
    content = written(letterhead(), with_contents)
    assert ("TOC1", "At a glance") in paragraphs(content)
    assert "PAGEREF" not in "".join(values(tree(content), "//@w:instr"))


# --- fonts, colours, settings ---------------------------------------------------------------------------


def test_our_font_is_carried_for_drawings_alone() -> None:
    fonts = [name for name in entries(dressed("German")) if name.startswith("word/fonts/")]
    assert len(fonts) >= 4
    look = '//w:style[@w:styleId="DrawingText"]/w:rPr/w:rFonts/@w:ascii'
    assert values(styles_of(dressed("German")), look) == ["IBM Plex Serif"]
    assert find(tree(dressed("German"), "word/settings.xml"), "//w:embedTrueTypeFonts")
    undrawn = replace(sample_document(), blocks=(block("Only this"),))
    assert not any(name.endswith(".odttf") for name in entries(written(letterhead(), undrawn)))


def test_one_without_a_list_of_fonts_gets_one() -> None:
    content = written(letterhead(), replace(sample_document(), blocks=(block("Only this"),)))
    kinds = values(tree(content, "word/_rels/document.xml.rels"), "//@Type")
    assert "fontTable" in {each.rpartition("/")[2] for each in kinds}


def test_drawings_and_rules_have_its_palette() -> None:
    content = dressed("themed")
    borders = '//w:style[@w:styleId="BriefTable"]/w:tblPr/w:tblBorders'
    assert values(styles_of(content), f"{borders}/w:top/@w:color") == [PALETTE["accent1"]]
    assert values(styles_of(content), f"{borders}/w:top/@w:themeColor") == ["accent1"]
    assert set(values(tree(content), "//w:txbxContent//w:color[@w:themeColor='text2']/@w:val")) <= {
        PALETTE["dk2"]
    }
    theme = tree(content, "word/theme/theme1.xml")
    assert values(theme, "//a:accent1/a:srgbClr/@val") == [PALETTE["accent1"]]


def test_settings_that_say_how_pages_look_stay_and_others_go() -> None:
    settings = tree(dressed("German"), "word/settings.xml")
    kept = {str(each.tag).rpartition("}")[2] for each in settings}
    assert "evenAndOddHeaders" in kept
    gone = {"attachedTemplate", "documentProtection", "docVars", "rsids"}
    assert kept.isdisjoint(gone)
    mode = '//w:compatSetting[@w:name="compatibilityMode"]/@w:val'
    assert values(settings, mode) == ["15"]
    everything = b"".join(entries(dressed("German")).values())
    assert b"Jane" not in everything
    assert b"Ministry.dotx" not in everything


def test_its_own_text_keeps_its_language() -> None:
    body = tree(dressed("German"))
    own = find(body, '//w:r[w:t="Unser Zeichen"]')[0]
    assert values(own, "w:rPr/w:lang/@w:val") == ["de-DE"]
    assert set(values(body, "//w:r[w:t]/w:rPr/w:lang/@w:val")) >= {"de-DE"}
    (ours,) = find(body, '//w:r[w:t="At a glance"][not(ancestor::w:hyperlink)]')
    assert values(ours, "w:rPr/w:lang/@w:val") == []


def test_a_photograph_loses_its_remarks() -> None:
    remark = b"\x00\x00\x00\x0btEXtAuthor\x00Jane" + bytes(4)
    picture = png(2, 2)
    noted = picture[:33] + remark + picture[33:]
    data = letterhead(
        {
            "word/document.xml": document(f"<w:p>{PICTURE}</w:p>{PLACE}"),
            "word/_rels/document.xml.rels": CREST,
            "word/media/crest.png": noted,
        }
    )
    assert entries(written(data))["word/media/crest.png"] == picture


def test_the_theme_s_logo_is_not_put_beside_the_letterhead_s(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(png(4, 4))
    content = written(letterhead(), theme=Theme(logo=str(path)))
    assert "Logo" not in {called for called, _ in paragraphs(content)}
    assert not find(tree(content), '//wp:docPr[@name="Logo"]')


def test_what_we_wrote_ourselves_may_be_a_letterhead() -> None:
    first = written(plain())
    assert said(first).count("Azerbaijan and Uzbekistan: R&D <draft>") == 2
    second = written(first)
    assert len(widths(second)) == 3 * len(widths(plain()))
    assert values(tree(second), "//w:bookmarkStart/@w:name").count("_Brief") == 1
    assert rest(first) == sorted(2 * rest(plain()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *(('w:w="11906"', f'w:w="{stated}"') for stated in ("nan", "inf", "abc", "")),
        ('w:left="1701"', 'w:left="nan"'),
        ('<w:abstractNumId w:val="0"/>', '<w:abstractNumId w:val="1e3"/>'),
        ('<w:numId w:val="4"/>', '<w:numId w:val="\u00b2"/>'),
        ('<w:num w:numId="4">', '<w:num w:numId="\u00b2">'),
    ],
)
def test_what_is_no_number_is_passed_over(old: str, new: str) -> None:
    parts = entries(numbered())
    changed = {name: data.decode().replace(old, new) for name, data in parts.items()}
    assert changed != {name: data.decode() for name, data in parts.items()}
    content = written(packed(changed))
    assert tree(content) is not None


PIECES = re.compile(r"<[^<>]+>|\"[^\"]*\"")


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(ALL)), st.data())
def test_whatever_is_wrong_with_one_it_is_refused_or_used(kind: str, data: st.DataObject) -> None:
    parts = entries(ALL[kind]())
    name = data.draw(st.sampled_from([n for n in parts if n.endswith((".xml", ".rels"))]))
    xml = parts[name].decode()
    pieces = [found.span() for found in PIECES.finditer(xml)]
    start, end = pieces[data.draw(st.integers(0, len(pieces) - 1))]
    put = data.draw(st.sampled_from(["", '""', "<w:p/>", '"x"', '"-7"', '"99999999999"']))
    with suppress(LegationError):
        content = written(packed({**parts, name: xml[:start] + put + xml[end:]}))
        assert tree(content) is not None
