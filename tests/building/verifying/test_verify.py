"""`legation.verify`: files that say the same, and every way in which one may not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document as Letterhead
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

import legation
from documents import columns, paragraph, rows, sample_document
from legation.building.plan import Job
from legation.building.rendering.render import Renderer
from legation.building.surveying.survey import survey
from legation.building.verifying import document as read_document
from legation.building.verifying import pdf as read_pdf
from legation.building.verifying import word
from legation.building.verifying.comparing import Difference, as_certain, compare
from legation.building.verifying.pieces import Kind, Odd, Oddity
from legation.model.brief import Format
from legation.model.document import (
    Contents,
    Document,
    Figure,
    Heading,
    Link,
    List,
    ListKind,
    Paragraph,
    Row,
    Table,
    Text,
)
from legation.model.drawing import Label
from legation.model.theme import Theme
from legation.writing import docx, pdf
from legation.writing.pdf.furniture import Furniture
from letterheads import packed
from pdf_files import FONTS, WIDTH, bare
from tools import require_package
from word import entries, find, png, text, tree

if TYPE_CHECKING:
    import pikepdf

DAY = date(2026, 2, 24)
CHRONOLOGY = """
title: Our relations with Norway
sources:
  gazette: {title: The Example Gazette, url: "https://example.org/gazette"}
  report: {title: Annual report, publisher: Ministry of Trade, url: "https://example.org/report"}
events:
  - {date: 2023-05-03, title: Treaty of friendship signed, parties: [GB, NO], sources: gazette}
  - date: 2024-07
    title: Trade ministers met in Bergen
    summary: They agreed on a well-known and self-evident list of co-operation.
    parties: [GB, NO]
    sources: [gazette, report]
    priority: key
  - {date: 2026-02-03, title: "Əliyev, Петров və 'Oʻzbek' met", parties: [GB, NO], sources: report}
  - {date: unknown, title: "دیدار وزیران (باکو) 2025", parties: [GB, NO], sources: report}
indicators:
  - title: Trade
    parties: [GB, NO]
    sources: report
    values: [{date: 2025, value: 3 billion}]
briefs:
  norway: {title: Norway, parties: [GB, NO], marking: OFFICIAL, bottom-line: All is well.}
  other: {title: Treaties, kinds: treaty, parties: [GB, NO]}
  alone: {title: Alone, parties: [GB, NO], formats: [pdf]}
"""
SPOILT = CHRONOLOGY.replace(
    "\nindicators:",
    "\n  - {date: 2024-13, title: Visit, parties: [GB, NO], sources: gazette}\nindicators:",
)
FORMATS = (Format.DOCX, Format.PDF)
AGAIN = (
    "build again: legation build --brief norway; what was edited stays, the new is put beside it"
)


def made(folder: Path, text: str = CHRONOLOGY, *, draft: bool = False) -> Path:
    """A folder with a chronology, built."""
    (folder / "events.yaml").write_text(text.strip() + "\n", encoding="utf-8")
    legation.build(folder / "events.yaml", as_of=DAY, draft=draft)
    return folder


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chronology, built; to be copied."""
    return made(tmp_path_factory.mktemp("built"))


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """The same, to be damaged."""
    return Path(shutil.copytree(kept, tmp_path / "kept"))


def said(folder: Path, *briefs: str) -> list[str]:
    """What verifying says, the folder's name left out."""
    done = legation.verify(folder / "output", briefs=briefs)
    assert done.status == (1 if done.report.failed else 0)
    assert done.report.failed or all(file.same for file in done.files)
    return [legation.render(told).replace(f"{folder / 'output'}/", "") for told in done.report]


# --- all the same ----------------------------------------------------------------------------------------


def test_what_was_built_says_the_same(kept: Path) -> None:
    done = legation.verify(kept / "output")
    assert [legation.render(told) for told in done.report] == []
    assert done.status == 0
    assert [(f.brief, f.format, f.same, f.draft, f.difference) for f in done.files] == [
        (name, form, True, False, None)
        for name in ("norway", "other", "alone")
        for form in FORMATS
        if (name, form) != ("alone", Format.DOCX)
    ]
    word, written = done.files[:2]
    counts = {name: (count.found, count.of) for name, count in word.counts.items()}
    words = counts.pop("words")
    assert words[0] == words[1] > 100
    assert counts == {
        "headings": (7, 7),
        "events": (4, 4),
        "dates": (4, 4),
        "figures": (1, 1),
        "sources": (2, 2),
        "markings": (1, 1),
    }
    markings = written.counts["markings"]
    assert (markings.found, markings.of) == (2, 2)
    assert {name: written.counts[name] for name in counts if name != "markings"} == {
        name: word.counts[name] for name in counts if name != "markings"
    }


def test_it_is_the_day_of_the_files_that_counts(kept: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(kept, tmp_path / "old"))
    legation.build(folder / "events.yaml", as_of=date(2026, 2, 10), briefs=["norway"])
    assert said(folder) == []


@pytest.mark.parametrize(
    "theme",
    [
        "notes: foot",
        "notes: endnotes",
        "cover: true",
        "align: justify",
        "logo: logo.png",
        "colours: {}",
    ],
)
def test_every_theme(theme: str, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "theme.yaml").write_text(f"{theme}\n", encoding="utf-8")
    (tmp_path / "templates" / "logo.png").write_bytes(png(40, 20))
    assert said(made(tmp_path)) == []


def test_a_letterhead(tmp_path: Path) -> None:
    house = Letterhead()
    house.add_paragraph("Ministry of Foreign Affairs")
    house.add_heading("A heading of the house", 1)
    house.sections[0].header.paragraphs[0].text = "House style 7"
    (tmp_path / "templates").mkdir()
    house.save(str(tmp_path / "templates" / "reference.docx"))
    assert said(made(tmp_path)) == []
    content = (tmp_path / "output" / "norway.docx").read_bytes()
    assert "House style 7" in word.read(content).around[0].head
    assert b"Ministry of Foreign Affairs" in entries(content)["word/document.xml"]
    rewrite(tmp_path, "word/document.xml", "All is well.", "All is ill.")
    (told,) = said(tmp_path)
    assert told.startswith("norway.docx: error[parity]: ")


def test_a_draft(tmp_path: Path) -> None:
    folder = made(tmp_path, SPOILT, draft=True)
    done = legation.verify(folder / "output")
    assert [legation.render(told) for told in done.report] == []
    assert {file.draft for file in done.files} == {True}


def test_of_a_draft_that_was_edited_no_errors_are_told_but_its_own(tmp_path: Path) -> None:
    folder = made(tmp_path, SPOILT, draft=True)
    rewrite(folder, "word/document.xml", "All is well.", "All is ill.")
    (told,) = said(folder)
    assert told.startswith("norway.docx: error[parity]: ")


def test_errors_since_a_brief_was_built_are_told(tmp_path: Path) -> None:
    """With them there can only be a draft, which the files are not."""
    folder = made(tmp_path)
    (folder / "templates").mkdir()
    (folder / "templates" / "theme.yaml").write_text("logo: nope.png\n", encoding="utf-8")
    told = [each for each in said(folder) if "error[theme-file]" in each]
    assert len(told) == 1
    assert 'theme.yaml:1:7: error[theme-file]: there is no file "nope.png" to read here' in told[0]


def test_a_draft_that_leaves_nothing_out(tmp_path: Path) -> None:
    done = legation.verify(made(tmp_path, draft=True) / "output")
    assert (done.status, {file.draft for file in done.files}) == (0, {True})


@pytest.mark.parametrize(
    "wrap",
    [
        '<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>',
        '<w:smartTag w:element="x">{}</w:smartTag>',
        '<mc:AlternateContent><mc:Choice Requires="w14">{}</mc:Choice><mc:Fallback><w:r><w:t>old'
        "</w:t></w:r></mc:Fallback></mc:AlternateContent>",
        '<w:bookmarkStart w:id="900" w:name="a"/><w:bookmarkEnd w:id="900"/>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ],
)
def test_what_word_and_its_users_wrap_around_text_is_seen_through(wrap: str, folder: Path) -> None:
    run = "<w:r><w:t>All is well.</w:t></w:r>".replace("<w:t>", '<w:t xml:space="preserve">')
    rewrite(folder, "word/document.xml", run, wrap.format(run))
    assert said(folder, "norway") == []


RUN = '<w:r><w:t xml:space="preserve">All is well.</w:t></w:r>'


def looking(look: str) -> str:
    return RUN.replace("<w:r>", f"<w:r><w:rPr>{look}</w:rPr>")


ODD = {
    "hidden": (
        looking("<w:vanish/>"),
        "the document says “All is well.” for all to see, and the file hides it",
    ),
    "struck": (
        looking('<w:strike w:val="true"/>'),
        "the document says “All is well.” plainly, and the file strikes it through",
    ),
    "white": (
        looking('<w:color w:val="FFFFFF"/>'),
        "the document says “All is well.” for all to see, and the file has it in the colour of its ground",
    ),
    "without letters, but for their outlines": (
        looking(
            '<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
            "<w14:noFill/></w14:textFill>"
        ),
        "the document says “All is well.” for all to see, and the file hides it",
    ),
    "white by its theme": (
        looking('<w:color w:val="000000" w:themeColor="background1"/>'),
        "the document says “All is well.” for all to see, and the file has it in the colour of its ground",
    ),
    "black on black": (
        looking('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="111111"/>'),
        "the document says “All is well.” for all to see, and the file has it in the colour of its ground",
    ),
    "black under a black marker": (
        looking('<w:color w:val="000000"/><w:highlight w:val="black"/>'),
        "the document says “All is well.” for all to see, and the file has it in the colour of its ground",
    ),
    "yellow under a yellow marker": (
        looking('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'),
        "the document says “All is well.” for all to see, and the file has it in the colour of its ground",
    ),
    "a marker over a ground": (
        looking(
            '<w:color w:val="FFFFFF"/><w:highlight w:val="white"/><w:shd w:val="clear" w:fill="003366"/>'
        ),
        "the document says “All is well.” for all to see, and the file has it in the colour of its ground",
    ),
    "inserted": (
        RUN
        + '<w:ins w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z"><w:r><w:t> Not.</w:t></w:r></w:ins>',
        "and the file “…2026 Bottom line All is well. Not. At a glance The relationship at a…”; and 1 more",
    ),
    "tracked": (
        f'<w:ins w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z">{RUN}</w:ins>',
        "the document says nothing by a tracked change, and the file inserts “All is well.” by one",
    ),
    "deleted": (
        RUN + '<w:del w:id="2"><w:r><w:delText>gone</w:delText></w:r></w:del>',
        "the document says nothing by a tracked change, and the file deletes “gone” by one",
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_words_that_do_not_stand_plainly_are_told(name: str, folder: Path) -> None:
    xml, wanted = ODD[name]
    rewrite(folder, "word/document.xml", RUN, xml)
    (told,) = said(folder, "norway")
    assert wanted in told


@pytest.mark.parametrize(
    "look",
    [
        '<w:vanish w:val="0"/><w:strike w:val="false"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="003366"/>',
        '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>',
        '<w:color w:val="000000"/><w:highlight w:val="none"/>',
        '<w:color w:val="FFFFFF" w:themeColor="text1"/>',
        '<w:color w:val="7F7F7F" w:themeColor="background1" w:themeShade="80"/>',
        '<w:color w:val="000000"/><w:highlight w:val="someOther"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="solid" w:color="003366" w:fill="auto"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="auto" w:themeFill="accent1"/>',
        '<w:color w:val="auto"/>',
    ],
)
def test_words_that_stand_otherwise_but_plainly_are_not_told(look: str, folder: Path) -> None:
    rewrite(folder, "word/document.xml", RUN, looking(look))
    assert said(folder, "norway") == []


def test_words_that_a_style_hides_are_told(folder: Path) -> None:
    lead = '<w:rPr><w:sz w:val="25"/>'
    rewrite(folder, "word/styles.xml", lead, lead.replace("<w:sz", "<w:vanish/><w:sz"))
    told = said(folder, "norway")
    assert "“All is well.” for all to see, and the file hides it" in told[0]


def test_white_words_in_a_dark_header_row_are_not_told(folder: Path) -> None:
    rewrite(folder, "word/styles.xml", 'w:fill="EEF1F5"', 'w:fill="1F3A5F"')
    heading = '<w:name w:val="Table Heading"/>'
    white = '<w:rPr><w:b/><w:bCs/><w:color w:val="FFFFFF"/></w:rPr>'
    file = folder / "output" / "norway.docx"
    styles = entries(file.read_bytes())["word/styles.xml"].decode()
    start = styles.index("<w:rPr>", styles.index(heading))
    end = styles.index("</w:rPr>", start) + len("</w:rPr>")
    rewrite(
        folder, "word/styles.xml", styles[start - 200 : end], styles[start - 200 : start] + white
    )
    assert said(folder, "norway") == []


def styled(folder: Path, style: str, ground: str, colour: str) -> None:
    """Give a style of the Word file a ground and a colour, in place of its own."""
    file = folder / "output" / "norway.docx"
    styles = entries(file.read_bytes())["word/styles.xml"].decode()
    start = styles.index(
        "<w:pPr>", styles.index(f'<w:style w:type="paragraph" w:styleId="{style}"')
    )
    end = styles.index("</w:style>", start)
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    look = f'<w:pPr>{shade}</w:pPr><w:rPr><w:color w:val="{colour}"/></w:rPr>'
    rewrite(
        folder, "word/styles.xml", styles[start - 300 : end], styles[start - 300 : start] + look
    )


def test_white_headings_on_a_dark_bar_are_not_told(folder: Path) -> None:
    styled(folder, "Heading1", "1F3864", "FFFFFF")
    assert said(folder, "norway") == []


def test_white_headings_on_the_dark_bar_of_what_their_style_is_based_on_are_not_told(
    folder: Path,
) -> None:
    styled(folder, "Heading1", "", "FFFFFF")
    normal = '<w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl/>'
    bar = '<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>'
    rewrite(folder, "word/styles.xml", normal, normal + bar)
    assert not [told for told in said(folder, "norway") if "Bottom line" in told]


FLOATING = (
    '<w:p><w:r><w:drawing><wp:anchor behindDoc="1" xmlns:wp="http://schemas.openxmlformats.org'
    '/drawingml/2006/wordprocessingDrawing"><wp:extent cx="{}" cy="{}"/></wp:anchor></w:drawing></w:r></w:p>'
)
BANNER = FLOATING.format(7560000, 1080000)
LOGO = FLOATING.format(190500, 190500)
OLD_BANNER = (
    '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml">'
    '<v:rect style="position:absolute;width:21cm; height:3cm" fillcolor="navy">{}</v:rect>'
    "</w:pict></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("part", "end", "banner"),
    [
        ("header1.xml", "</w:hdr>", BANNER),
        ("header1.xml", "</w:hdr>", BANNER.replace('behindDoc="1"', 'behindDoc="0"')),
        ("header1.xml", "</w:hdr>", OLD_BANNER.format("")),
        ("document.xml", "<w:sectPr", BANNER),
    ],
)
def test_white_headings_on_a_banner_are_not_told(
    part: str, end: str, banner: str, folder: Path
) -> None:
    styled(folder, "Heading1", "", "FFFFFF")
    assert said(folder, "norway") != []
    rewrite(folder, part, end, banner + end)
    assert said(folder, "norway") == []


@pytest.mark.parametrize("picture", [LOGO, OLD_BANNER.format('<v:textpath string="DRAFT"/>')])
def test_white_headings_beside_a_logo_or_on_a_watermark_are_told(
    picture: str, folder: Path
) -> None:
    styled(folder, "Heading1", "", "FFFFFF")
    rewrite(folder, "header1.xml", "</w:hdr>", picture + "</w:hdr>")
    found = word.read((folder / "output" / "norway.docx").read_bytes()).odd
    assert Odd("Bottom line", Oddity.PALE) in found


def test_words_that_are_no_heading_are_told_on_a_banner_too(folder: Path) -> None:
    lead = '<w:rPr><w:sz w:val="25"/>'
    white = lead.replace("<w:sz", '<w:color w:val="FFFFFF"/><w:sz')
    rewrite(folder, "word/styles.xml", lead, white)
    rewrite(folder, "header1.xml", "</w:hdr>", BANNER + "</w:hdr>")
    assert any("“All is well.” for all to see" in each for each in said(folder, "norway"))


def test_words_that_are_white_by_themselves_are_told_on_a_banner_too(folder: Path) -> None:
    white = '</w:t></w:r><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>'
    rewrite(folder, "document.xml", "All is well", f"All is{white} well")
    rewrite(folder, "document.xml", "<w:sectPr", BANNER + "<w:sectPr")
    (told,) = said(folder, "norway")
    assert "“well.” for all to see, and the file has it in the colour of its ground" in told


def test_dark_headings_on_a_dark_bar_are_told(folder: Path) -> None:
    styled(folder, "Heading1", "1F3864", "1F3865")
    found = word.read((folder / "output" / "norway.docx").read_bytes()).odd
    assert Odd("Bottom line", Oddity.PALE) in found


def test_a_paragraph_that_takes_the_bar_of_its_style_away_is_seen_as_it_stands(
    folder: Path,
) -> None:
    styled(folder, "Heading1", "1F3864", "FFFFFF")
    style = '<w:pStyle w:val="Heading1"/>'
    bare_ground = style + '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>'
    rewrite(folder, "word/document.xml", style, bare_ground)
    found = word.read((folder / "output" / "norway.docx").read_bytes()).odd
    assert Odd("Bottom line", Oddity.PALE) in found


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("<w:hidden/>", True),
        ('<w:trHeight w:val="1" w:hRule="exact"/>', True),
        ('<w:hidden w:val="0"/>', False),
        ('<w:trHeight w:val="1"/>', False),
        ('<w:trHeight w:val="1" w:hRule="atLeast"/>', False),
        ('<w:trHeight w:val="400" w:hRule="exact"/>', False),
    ],
)
def test_a_row_that_cannot_be_seen_is_told(row: str, told: bool, folder: Path) -> None:
    file = folder / "output" / "norway.docx"
    document = entries(file.read_bytes())["word/document.xml"].decode()
    place = document.index("Treaty of friendship signed", document.rindex("Chronology"))
    start = document.rindex("<w:trPr>", 0, place) + len("<w:trPr>")
    before = document[start - 300 : start]
    rewrite(folder, "word/document.xml", before, before + row)
    wanted = "the document says “3 May 2023 Treaty of friendship signed"
    found = said(folder, "norway")
    assert [wanted in each and "and the file hides it" in each for each in found] == [True] * told


def test_a_marking_that_is_hidden_is_told(folder: Path) -> None:
    rewrite(folder, "word/header1.xml", "<w:t", "<w:rPr><w:vanish/></w:rPr><w:t")
    (told,) = said(folder, "norway")
    assert "the document says “OFFICIAL” for all to see, and the file hides it" in told


def test_words_that_a_theme_hides_are_told(folder: Path) -> None:
    found = entries((folder / "output" / "norway.docx").read_bytes())["word/theme/theme1.xml"]
    (dark,) = re.findall(rb"<a:dk1>.*?</a:dk1>", found, re.DOTALL)
    rewrite(folder, "theme1.xml", dark.decode(), '<a:dk1><a:srgbClr val="FFFFFF"/></a:dk1>')
    (told,) = said(folder, "norway")
    assert "and the file has it in the colour of its ground" in told


def test_a_watermark_is_told(folder: Path) -> None:
    drawn = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="COPY"/>'
        "</v:shape></w:pict></w:r></w:p></w:hdr>"
    )
    rewrite(folder, "word/header1.xml", "</w:hdr>", drawn)
    (told,) = said(folder, "norway")
    assert "the document says “OFFICIAL” at the head, and the file “OFFICIAL COPY”" in told


def test_a_comment_is_told(folder: Path) -> None:
    file = folder / "output" / "norway.docx"
    opened = Letterhead(str(file))
    paragraph_ = next(p for p in opened.paragraphs if p.runs)
    opened.add_comment(paragraph_.runs, text="Is that so?", author="Jane", initials="J")
    opened.save(str(file))
    (told,) = said(folder, "norway")
    assert "the document says nothing in a comment, and the file “Is that so?” in one" in told


@pytest.mark.parametrize(
    ("part", "old", "new", "wanted"),
    [
        (
            "docProps/core.xml",
            "<dc:title>Norway<",
            "<dc:title>Sweden<",
            "“Norway” of its title in its properties, and the file “Sweden” of",
        ),
        (
            "docProps/core.xml",
            "<dc:title>",
            "<dc:creator>Jane</dc:creator><dc:title>",
            "nothing of its author in its properties, and the file “Jane” of",
        ),
        (
            "docProps/core.xml",
            "en-GB",
            "fr-FR",
            "“en-GB” of its language in its properties, and the file “fr-FR” of",
        ),
        ("word/numbering.xml", "[%1]", "(%1)", "Sources [1] Annual report"),
        (
            "word/numbering.xml",
            'w:numFmt w:val="decimal"/><w:pStyle w:val="Source"/>',
            'w:numFmt w:val="upperRoman"/><w:pStyle w:val="Source"/>',
            "Sources [I] Annual report",
        ),
    ],
)
def test_properties_and_numbers_that_differ_are_told(
    part: str, old: str, new: str, wanted: str, folder: Path
) -> None:
    rewrite(folder, part, old, new)
    told = said(folder, "norway")
    assert len(told) == 1
    assert wanted in told[0]


def test_how_many_differences_there_are_is_told(folder: Path) -> None:
    rewrite(folder, "word/document.xml", ">Treaty of friendship", ">Treaty of enmity")
    rewrite(folder, "word/document.xml", RUN, looking("<w:strike/>"))
    rewrite(folder, ".rels", "org/gazette", "org/else")
    (told,) = said(folder, "norway")
    assert told.partition("\n")[0].endswith("; and 3 more differences")
    assert legation.verify(folder / "output", briefs=["norway"]).files[0].differences == 4


def test_a_lost_description_is_told_as_one_and_spoils_no_count(folder: Path) -> None:
    """LibreOffice loses what screen readers say of tables."""
    file = folder / "output" / "norway.docx"
    root = tree(file.read_bytes())
    for each in find(root, "//w:tblDescription"):
        each.getparent().remove(each)  # type: ignore[union-attr]
    table = next(t for t in find(root, "//w:tbl") if text(t).startswith("Date"))
    table.remove(find(table, "w:tr")[2])
    parts = entries(file.read_bytes()) | {"word/document.xml": etree.tostring(root)}
    file.write_bytes(packed(parts))
    (told,) = said(folder, "norway")
    assert (
        "the document says “The relationship at a glance” as a description for screen readers, and the file "
        "no such description, but “…" in told
    )
    counts = legation.verify(folder / "output", briefs=["norway"]).files[0].counts
    assert (counts["events"].found, counts["events"].of) == (3, 4)
    assert (counts["dates"].found, counts["dates"].of) == (3, 4)


def test_every_block_and_inline_is_read() -> None:
    document = sample_document()
    blocks = (block for block in document.blocks if not isinstance(block, Contents))
    document = replace(document, blocks=tuple(blocks))  # whose pages are still to be settled
    wanted = read_document.told(document).pieces
    said = [(piece.kind, piece.words, piece.level) for piece in wanted]
    assert len(said) > 300
    for read, data in (
        (word.read, docx.write(document, Theme())),
        (read_pdf.read, pdf.write(document, Theme(), FONTS).data),
    ):
        found = as_certain(wanted, read(data).pieces)
        assert [(piece.kind, piece.words, piece.level) for piece in found] == said


def compared(document: Document) -> list[Difference | None]:
    """The first difference of each of its files."""
    files = (
        word.read(docx.write(document, Theme())),
        read_pdf.read(pdf.write(document, Theme(), FONTS).data),
    )
    wanted = read_document.told(document)
    return [compare(wanted, file.pieces).difference for file in files]


@pytest.mark.parametrize("width", [30, 36, 44, 50])
def test_words_that_are_broken_in_narrow_cells_of_a_row_over_pages_are_read_as_one(
    width: float,
) -> None:
    texts = ("Support for each other, " * 40, "independence " * 20, "[1] [2] [3]")
    parts = columns(("A", "B", "C"), (1 / 3,) * 3, 3 * width)
    assert compared(bare(Table(parts, rows([texts])))) == [None, None]


@pytest.mark.parametrize("code", ["Q2 2021", "Q4", "R10 and 3B", "A320neo", "№ 5", "25 ℃"])
def test_figures_and_signs_in_a_word_are_read_beside_text_from_right_to_left(code: str) -> None:
    table = Table(
        columns(("When", "What"), (0.3, 0.7), WIDTH),
        rows([(code, "که درصد «رشد» کرده است؛ [متن] و")]),
    )
    assert compared(bare(table, paragraph(f"درصد «رشد» {code}"))) == [None, None]


def test_words_that_are_parted_at_the_end_of_a_line_are_read_beside_text_from_right_to_left() -> (
    None
):
    words = "co\u00adop\u00ader\u00ada\u00adtion\u00adal\u00adi\u00adza\u00adtion " * 20
    table = Table(columns(("A", "B"), (0.3, 0.7), WIDTH), rows([("درصد", words)]))
    assert compared(bare(table)) == [None, None]


def test_letters_in_one_are_those_that_they_are_made_of() -> None:
    assert compared(bare(paragraph("office o\ufb03ce \ufb01 \ufb00 \ufb05 \ufb06"))) == [None, None]


@pytest.mark.parametrize("words", ["باکو – Oslo", "باکو 2024-08-23 مذاکرات"])
def test_the_line_through_a_dash_of_what_was_cancelled_covers_nothing(
    words: str, tmp_path: Path
) -> None:
    first = f"{{date: 2023-05-03, status: cancelled, title: {words}, parties: [GB, NO], sources: report}}"
    text = CHRONOLOGY.replace("events:", f"events:\n  - {first}")
    assert said(made(tmp_path, text)) == []


@pytest.mark.parametrize("words", ["½ باکو", "مذاکرات ½ office", "باکو 2¾, “¼”"])
def test_fractions_beside_text_from_right_to_left_are_no_difference(words: str) -> None:
    assert compared(bare(paragraph(words))) == [None, None]


def test_signs_for_private_use_are_no_difference(tmp_path: Path) -> None:
    """As bullets are that were pasted from Word; the PDF says that something stands there."""
    text = CHRONOLOGY.replace("Treaty of", "\uf0b7 Treaty \U000f0001 of")
    text = text.replace("OFFICIAL", "\uf0b7 OFFICIAL")
    done = legation.verify(made(tmp_path, text) / "output")
    assert [legation.render(found) for found in done.report] == []


def test_a_soft_hyphen_at_the_end_of_a_line_of_a_label_is_a_hyphen(tmp_path: Path) -> None:
    title = r"Treaty on Donau\xADdampf\xADschiff\xADfahrts\xADelektrizitäten\xADhaupt\xADbetriebs\xADwerk"
    event = f'{{date: 2024-01-02, title: "{title}", parties: [AZ, PK], sources: A report}}'
    made(tmp_path, f"title: Soft\nevents:\n  - {event}")
    assert said(tmp_path) == []


LETTERS = "aeghinorst əğışöüçÇŞĞƏİ ʻʼ абвгеёжзийкўқғҳіїє éñfil"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي پچژگکی ،؟"
SIGNS = "0123456789 .,;:-–—/()[]«»“”’%$€№\u00ad\u00a0\u200b\u200c"


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(LETTERS + SIGNS, min_size=1, max_size=40)
            | st.text(ARABIC + SIGNS, min_size=1, max_size=20),
            min_size=1,
            max_size=8,
        ).map(" ".join),
        min_size=1,
        max_size=6,
    )
)
def test_no_text_gives_a_false_alarm(texts: list[str]) -> None:
    table = Table(
        columns(("Date", "Event"), (0.3, 0.7), WIDTH), rows((text, text[::-1]) for text in texts)
    )
    assert compared(bare(*map(paragraph, texts), table)) == [None, None]


def test_lists_of_one_definition_count_on_from_one_another(folder: Path) -> None:
    """As LibreOffice saves a list that it parts."""
    numbering = entries((folder / "output" / "norway.docx").read_bytes())["word/numbering.xml"]
    definition = re.search(rb'abstractNumId="(\d+)"(?:(?!</w:abstractNum>).)*\[%1\]', numbering)
    assert definition
    number = f'<w:num w:numId="99"><w:abstractNumId w:val="{definition[1].decode()}"/></w:num>'
    rewrite(folder, "word/numbering.xml", "</w:numbering>", f"{number}</w:numbering>")
    body = entries((folder / "output" / "norway.docx").read_bytes())["word/document.xml"].decode()
    listed = r'(w:pStyle w:val="Source"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val=")\d+'
    first, second = list(re.finditer(listed, body))[:2]
    rewrite(
        folder,
        "word/document.xml",
        body[first.end() : second.end()],
        f"{body[first.end() : second.start()]}{second[1]}99",
    )
    assert said(folder, "norway") == []


def test_the_label_of_an_item_is_read() -> None:
    content = docx.write(sample_document(), Theme())
    labels = [p.words for p in word.read(content).pieces if p.kind is Kind.LABEL]
    assert [label for label in labels if not label.startswith("[")] == [
        *("1.", "2.", "1.", "2.", "7.", "1.", "2.")
    ]
    other = word.read(rewritten(content, "numbering.xml", "%1.", "%1)"))
    assert labels != [p.words for p in other.pieces if p.kind is Kind.LABEL]


# --- a damaged document ----------------------------------------------------------------------------------


def altered(document: Document, change: Callable[[object], object]) -> Document:
    """The document with each of its blocks changed, or dropped for None."""
    blocks = [change(block) for block in document.blocks]
    return replace(document, blocks=tuple(block for block in blocks if block is not None))


def rows_of(document: Document, change: Callable[[list[Row]], list[Row]]) -> Document:
    """The document with the rows of its table of events changed."""

    def changed(block: object) -> object:
        if isinstance(block, Table) and block.columns[0].header == "Date":
            return replace(block, rows=tuple(change(list(block.rows))))
        return block

    return altered(document, changed)


def words(document: Document, old: str, new: str) -> Document:
    """The document with a text changed in its table of events, wherever it stands."""

    def changed(rows: list[Row]) -> list[Row]:
        return [Row(tuple(tuple(reworded(p) for p in cell) for cell in row.cells)) for row in rows]

    def reworded(each: Paragraph) -> Paragraph:
        inlines = (
            replace(i, text=i.text.replace(old, new)) if isinstance(i, Text) else i
            for i in each.inlines
        )
        return replace(each, inlines=tuple(inlines))

    return rows_of(document, changed)


def without_heading(document: Document) -> Document:
    def changed(block: object) -> object:
        if isinstance(block, Heading) and block.inlines[0] == Text("Chronology"):
            return Paragraph(block.inlines)
        return block

    return altered(document, changed)


def dropped_heading(document: Document) -> Document:
    first = next(b for b in document.blocks if isinstance(b, Heading))
    return altered(document, lambda block: None if block is first else block)


def sources(document: Document, change: Callable[[List], List]) -> Document:
    def changed(block: object) -> object:
        return change(block) if isinstance(block, List) and block.kind is ListKind.SOURCE else block

    return altered(document, changed)


def relinked(document: Document) -> Document:
    def changed(block: List) -> List:
        (paragraph,) = block.items[0].blocks
        assert isinstance(paragraph, Paragraph)
        inlines = tuple(
            replace(i, url="https://example.com/") if isinstance(i, Link) else i
            for i in paragraph.inlines
        )
        first = replace(block.items[0], blocks=(replace(paragraph, inlines=inlines),))
        return replace(block, items=(first, *block.items[1:]))

    return sources(document, changed)


def figure(document: Document, **changes: object) -> Document:
    return altered(
        document, lambda block: replace(block, **changes) if isinstance(block, Figure) else block
    )


def relabelled(document: Document) -> Document:
    (found,) = (block for block in document.blocks if isinstance(block, Figure))
    shapes = tuple(
        replace(s, lines=tuple(line.replace("Bergen", "Bremen") for line in s.lines))
        if isinstance(s, Label)
        else s
        for s in found.drawing.shapes
    )
    return figure(document, drawing=replace(found.drawing, shapes=shapes))


DAMAGES: dict[str, tuple[Callable[[Document], Document], str, str]] = {
    "a word": (
        lambda d: words(d, "Bergen", "Bremen"),
        "says “…July 2024 Trade ministers met in Bergen They agreed on a well-known and self-evident…”",
        "met in Bremen",
    ),
    "a digit": (lambda d: words(d, "3 May", "8 May"), "3 May 2023", "8 May 2023"),
    "a blank": (lambda d: words(d, "ministers met", "ministersmet"), "met in", "ministersmet"),
    "a letter of another alphabet": (lambda d: words(d, "Петров", "Петрoв"), "Петров", "Петрoв"),
    "a letter with a mark": (lambda d: words(d, "Əliyev", "Aliyev"), "Əliyev", "Aliyev"),
    "a letter that runs from the right": (lambda d: words(d, "باکو", "باکی"), "باکو", "باکی"),
    "a digit among those": (lambda d: words(d, "2025", "2026"), "2025", "2026"),
    "a row dropped": (lambda d: rows_of(d, lambda rows: rows[1:]), "3 May 2023", "July 2024"),
    "the last row dropped": (
        lambda d: rows_of(d, lambda rows: rows[:-1]),
        "Date not known",
        "Key figures",
    ),
    "rows swapped": (
        lambda d: rows_of(d, lambda rows: [rows[1], rows[0], *rows[2:]]),
        "3 May 2023",
        "July 2024",
    ),
    "a row twice": (lambda d: rows_of(d, lambda rows: rows[:1] + rows), "July 2024", "3 May 2023"),
    "a heading made text": (
        without_heading,
        "“Chronology” as a heading of level 2",
        "“Chronology” as a paragraph",
    ),
    "a heading dropped": (dropped_heading, "Bottom line", "All is well"),
    "sources swapped": (
        lambda d: sources(d, lambda block: replace(block, items=block.items[::-1])),
        "Sources [1] Annual report",
        "Sources [1] The Example Gazette",
    ),
    "a link": (relinked, "a link to https://example.com/", "has one"),
    "a label": (relabelled, "Bergen", "Bremen"),
    "a description": (lambda d: figure(d, description="Nothing."), "Timeline of", "Nothing."),
    "a marking": (lambda d: replace(d, marking="PUBLIC"), "“OFFICIAL” at the head", "“PUBLIC”"),
    "no marking": (lambda d: replace(d, marking=""), "“OFFICIAL” at the head", "nothing"),
    "a title at the foot": (
        lambda d: replace(d, running_title="Sweden"),
        "Norway",
        "Sweden",
    ),
}


def damaged(folder: Path, format_: Format, change: Callable[[Document], Document]) -> None:
    """Put a file in the place of one, written from a changed document, that claims to be the same."""
    found = survey(folder / "events.yaml", "events.yaml", DAY)
    assert found.chronology is not None
    assert found.templates is not None
    laid = Renderer(found.chronology, found.theme, found.templates).lay_out(
        Job("norway", DAY, FORMATS)
    )
    document = change(laid.numbered)
    assert document != laid.numbered
    data = (
        pdf.write(document, laid.theme, laid.fonts).data
        if format_ is Format.PDF
        else docx.write(document, laid.theme, laid.fonts)
    )
    (folder / "output" / f"norway.{format_}").write_bytes(data)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file_is_noticed(name: str, format_: Format, folder: Path) -> None:
    change, wanted, there = DAMAGES[name]
    damaged(folder, format_, change)
    (told,) = said(folder)
    assert told.startswith(f"norway.{format_}: error[parity]: ")
    before, _, after = told.partition(", and the file ")
    assert wanted in before
    assert there in after
    if format_ is Format.PDF and name != "a link":
        assert "error[parity]: page " in told


@pytest.mark.parametrize("format_", FORMATS)
def test_the_table_says_how_much_is_in_its_place(format_: Format, folder: Path) -> None:
    damaged(folder, format_, DAMAGES["rows swapped"][0])
    file = next(f for f in legation.verify(folder / "output").files if not f.same)
    assert (file.brief, file.format) == ("norway", format_)
    short = {name for name, count in file.counts.items() if count.found < count.of}
    assert short == {"events", "dates", "words"}
    assert [file.counts[name].found for name in ("events", "dates")] == [3, 3]


def test_a_marking_that_one_page_lacks_is_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paint = Furniture.paint

    def paint_all_but_the_second(self: Furniture, content: object, page: int, pages: int) -> None:
        kept = self._marking
        self._marking = kept if page != 2 else []
        paint(self, content, page, pages)  # type: ignore[arg-type]
        self._marking = kept

    monkeypatch.setattr(Furniture, "paint", paint_all_but_the_second)
    (folder / "output" / "norway.pdf").unlink()
    legation.build(folder / "events.yaml", as_of=DAY, formats=["pdf"], briefs=["norway"])
    (told,) = said(folder)
    assert told.startswith(
        "norway.pdf: error[parity]: page 2: the document says “OFFICIAL” at the head, and the file nothing"
    )
    counts = legation.verify(folder / "output").files[1].counts["markings"]
    assert (counts.found, counts.of) == (1, 2)


# --- damaged files ---------------------------------------------------------------------------------------


def rewrite(folder: Path, part: str, old: str, new: str) -> None:
    """Replace a text in the first part of the Word file whose name ends so that has it."""
    file = folder / "output" / "norway.docx"
    file.write_bytes(rewritten(file.read_bytes(), part, old, new))


def rewritten(content: bytes, part: str, old: str, new: str) -> bytes:
    parts = entries(content)
    name = next(n for n in parts if n.endswith(part) and old in parts[n].decode())
    parts[name] = parts[name].decode().replace(old, new, 1).encode()
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for each, data in parts.items():
            archive.writestr(each, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new", "wanted"),
    [
        (
            "word/document.xml",
            "All is well.",
            "All is ill.",
            "line All is well. At a glance",
        ),
        ("word/header1.xml", "OFFICIAL", "", "“OFFICIAL” at the head, and the file nothing"),
        ("word/footer1.xml", "OFFICIAL", "SECRET", "and the file “Norway"),
        ("word/footer1.xml", "OFFICIAL", "UNOFFICIAL", "Page 1 of 1 UNOFFICIAL”"),
        ("word/header1.xml", "OFFICIAL", "OFFICIAL – SENSITIVE", "the file “OFFICIAL – SENSITIVE”"),
        (
            "word/header1.xml",
            "</w:hdr>",
            "<w:p><w:r><w:t>Draft</w:t></w:r></w:p></w:hdr>",
            "“OFFICIAL” at the head, and the file “OFFICIAL Draft”",
        ),
        (
            "word/footer1.xml",
            " PAGE ",
            " NUMPAGES ",
            "that pages are counted by PAGE NUMPAGES at the foot, and the file NUMPAGES NUMPAGES",
        ),
        (
            "word/document.xml",
            "</w:sectPr>",
            '<w:pgNumType w:fmt="lowerRoman" w:start="7"/></w:sectPr>',
            "at the foot, and the file PAGE NUMPAGES from 7 as lowerRoman",
        ),
        (
            ".rels",
            "org/gazette",
            "org/else",
            "a link to https://example.org/else",
        ),
    ],
)
def test_a_word_file_edited_by_hand_is_noticed(
    part: str, old: str, new: str, wanted: str, folder: Path
) -> None:
    rewrite(folder, part, old, new)
    (told,) = said(folder)
    assert told.startswith("norway.docx: error[parity]: ")
    assert wanted in told


def spoil(folder: Path, format_: Format, change: Callable[[bytes], bytes]) -> list[str]:
    file = folder / "output" / f"norway.{format_}"
    file.write_bytes(change(file.read_bytes()))
    return said(folder)


@pytest.mark.parametrize(
    ("format_", "change", "reason"),
    [
        (Format.DOCX, lambda data: b"", "it is empty"),
        (Format.PDF, lambda data: b"", "it is empty"),
        (Format.DOCX, lambda data: data[: len(data) // 2], "it is damaged, or is no Word file"),
        (Format.PDF, lambda data: data[:200], "it is damaged, or is no PDF"),
        (Format.DOCX, lambda data: b"Dear colleague", "it is damaged, or is no Word file"),
        (Format.PDF, lambda data: b"Dear colleague", "it is damaged, or is no PDF"),
        (
            Format.DOCX,
            lambda data: b"\xd0\xcf\x11\xe0" + data,
            "it is locked with a password, or is of an old Word (.doc)",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    format_: Format, change: Callable[[bytes], bytes], reason: str, folder: Path
) -> None:
    assert spoil(folder, format_, change) == [
        f"norway.{format_}: error[unreadable-file]: this cannot be verified: {reason}\n"
        f"  hint: {AGAIN}"
    ]


def test_what_stands_too_deep_is_told(folder: Path) -> None:
    deep = 20_000
    rewrite(
        folder,
        "word/document.xml",
        "<w:body>",
        "<w:body>" + "<w:sdt><w:sdtContent>" * deep + "</w:sdtContent></w:sdt>" * deep,
    )
    (told,) = said(folder)
    assert "error[unreadable-file]" in told


def swapped(file: pikepdf.Pdf) -> None:
    first = file.pages[0]
    del file.pages[0]
    file.pages.append(first)


@pytest.mark.tools
@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (lambda file: file.pages.__delitem__(0), "and the file “Key figures"),
        (lambda file: file.pages.__delitem__(1), "and the file nothing more after"),
        (swapped, "Page 1 of 2” at the foot, and the file “OFFICIAL Norway"),
        (lambda file: file.pages.append(file.pages[1]), "Page 1 of 3” at the foot, and the file"),
        (
            lambda file: file.add_blank_page(page_size=(595, 842)),
            "Page 1 of 3” at the foot, and the file",
        ),
    ],
)
def test_pages_that_are_missing_swapped_or_added_are_noticed(
    change: Callable[[pikepdf.Pdf], None], wanted: str, folder: Path
) -> None:
    require_package("pikepdf")
    import pikepdf

    file = folder / "output" / "norway.pdf"
    with pikepdf.open(file, allow_overwriting_input=True) as opened:
        assert len(opened.pages) == 2
        change(opened)
        opened.save(file)
    (told,) = said(folder, "norway")
    assert told.startswith("norway.pdf: error[parity]: page 1: the document says ")
    assert wanted in told


def test_half_a_pdf_is_noticed(folder: Path) -> None:
    assert spoil(folder, Format.PDF, lambda data: data[: len(data) // 2])


def test_a_bomb_is_not_unpacked(folder: Path) -> None:
    stream = BytesIO()
    with (
        ZipFile(stream, "w", ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(bytes(2**20))
    (told,) = spoil(folder, Format.DOCX, lambda data: stream.getvalue())
    assert "it unpacks to more than 256 MiB" in told


def test_entities_are_refused(folder: Path) -> None:
    rewrite(folder, "word/document.xml", "<w:document", '<!DOCTYPE x [<!ENTITY a "b">]><w:document')
    (told,) = said(folder)
    assert "its part word/document.xml defines entities" in told


@pytest.mark.parametrize("format_", FORMATS)
def test_the_file_of_another_brief_is_noticed(format_: Format, folder: Path) -> None:
    output = folder / "output"
    shutil.copy(output / f"other.{format_}", output / f"norway.{format_}")
    first, *_ = said(folder)
    assert first.startswith(
        f"norway.{format_}: error[changed]: this is another brief, “Treaties”, and not “Norway”"
    )


# --- what has changed since, and what is missing ---------------------------------------------------------


def test_a_chronology_that_has_changed_since_is_told(folder: Path) -> None:
    text = CHRONOLOGY.replace("in Bergen", "in Oslo")
    (folder / "events.yaml").write_text(text, encoding="utf-8")
    changed, parity, *_ = said(folder, "norway")
    assert changed == (
        "norway.docx: error[changed]: the chronology, its templates or its theme have changed since "
        "this was built, or someone has edited it\n"
        f"  hint: {AGAIN}"
    )
    assert parity.startswith("norway.docx: error[parity]: the document says ")
    assert "hint" not in parity


def test_a_change_that_is_not_printed_is_told_of_the_pdf(folder: Path) -> None:
    theme = folder / "templates" / "theme.yaml"
    theme.parent.mkdir()
    theme.write_text("colours: {accent: 003366}\n", encoding="utf-8")
    (told,) = said(folder, "norway")
    assert told.startswith("norway.pdf: error[changed]: ")


def test_files_of_two_days_are_told(folder: Path) -> None:
    legation.build(
        folder / "events.yaml", as_of=date(2026, 2, 25), formats=["pdf"], briefs=["norway"]
    )
    assert said(folder) == [
        "norway.docx: error[parity]: it speaks of 2026-02-24, and norway.pdf of 2026-02-25\n"
        f"  hint: {AGAIN}"
    ]


def test_a_format_that_is_missing_is_told(folder: Path) -> None:
    (folder / "output" / "norway.docx").unlink()
    assert said(folder) == [
        "norway.docx: note[not-built]: the brief `norway` is to be built as this too, and it is not there\n"
        f"  hint: {AGAIN}"
    ]


def test_a_brief_without_files_is_told_only_where_it_is_asked_for(folder: Path) -> None:
    for format_ in FORMATS:
        (folder / "output" / f"other.{format_}").unlink()
    assert said(folder) == []
    (told,) = said(folder, "other")
    assert "error[not-built]: there is no .docx or .pdf of a brief here" in told


def test_a_file_of_no_brief_is_noted(folder: Path) -> None:
    output = folder / "output"
    for name in ("Norway final.docx", "~$norway.docx", ".hidden.pdf", "notes.txt"):
        (output / name).write_bytes(b"x")
    assert said(folder) == [
        "Norway final.docx: note[other-file]: this is of no brief of the chronology, and was not looked into"
    ]


def test_nothing_to_verify_is_an_error(kept: Path, tmp_path: Path) -> None:
    done = legation.verify(tmp_path / "nowhere", path=kept / "events.yaml")
    assert (done.status, done.files) == (1, ())
    assert [told.code for told in done.report] == ["not-built"]


def test_a_chronology_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    done = legation.verify(tmp_path, path=tmp_path / "none.yaml")
    assert (done.status, [told.code for told in done.report]) == (1, ["file"])


def test_one_file_may_be_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = folder / "output"
    (output / "other.pdf").write_bytes(b"x")
    shutil.copy(output / "norway.docx", output / "norway (2).docx")
    for name in ("norway.docx", "norway (2).docx", "norway.pdf"):
        done = legation.verify(output / name)
        assert [file.path.name for file in done.files] == [name]
        assert (done.status, len(done.report)) == (0, 0)
    monkeypatch.chdir(output)
    assert [str(file.path) for file in legation.verify("norway.pdf").files] == ["norway.pdf"]
    (output / "notes.txt").touch()
    (told,) = legation.verify("notes.txt").report
    assert (told.code, told.message) == (
        "not-built",
        "this is no .docx or .pdf of a brief of the chronology",
    )
    assert told.hint == "the briefs are norway, other, alone, and name their files"


def test_a_file_that_is_named_and_not_there_is_told(folder: Path) -> None:
    (folder / "output" / "norway.pdf").unlink()
    (told,) = legation.verify(folder / "output" / "norway.pdf").report
    assert told.code == "unreadable-file"
    assert told.message == "this cannot be verified: no such file or directory"
    (told,) = legation.verify(folder / "output" / "sweden.pdf").report
    assert told.code == "not-built"


def test_another_file_of_a_brief_is_noted_with_how_to_verify_it(folder: Path) -> None:
    output = folder / "output"
    shutil.copy(output / "norway.docx", output / "norway (2).docx")
    (told,) = legation.verify(output).report
    assert (told.code, told.severity) == ("other-file", "note")
    assert told.message == "this is another file of `norway`, and was not looked into"
    assert told.hint == f'to verify it: legation verify "{output / "norway (2).docx"}"'


def test_the_folder_may_be_the_present_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "output")
    assert len(legation.verify(".").files) == len(legation.verify("./").files) == 5
    assert len(legation.verify("../output").files) == 5
    legation.build("../events.yaml", as_of=DAY, output="..")
    monkeypatch.chdir(folder)
    assert str(legation.verify(".").files[0].path) == str(Path("norway.docx"))


def test_a_chronology_that_is_not_found_can_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "output").mkdir()
    monkeypatch.chdir(tmp_path / "output")
    (told,) = legation.verify(".").report
    assert told.hint == "name the chronology: legation verify FOLDER --chronology PATH"


def test_an_edited_digest_is_no_changed_chronology(folder: Path) -> None:
    file = folder / "output" / "norway.docx"
    (digest,) = {
        word_
        for part, data in entries(file.read_bytes()).items()
        if "footer" in part and part.endswith(".xml")
        for word_ in re.findall(r">([0-9a-f]{8})", data.decode())
    }
    rewrite(folder, "word/footer1.xml", digest, "0badf00d")
    (told,) = said(folder, "norway")
    assert told.startswith("norway.docx: error[parity]: section 1: the document says “")
    assert "0badf00d" in told


def test_files_that_were_not_built_together_are_told(tmp_path: Path) -> None:
    made(tmp_path)
    legation.build(
        tmp_path / "events.yaml", as_of=DAY, draft=True, briefs=["norway"], formats=["pdf"]
    )
    assert said(tmp_path, "norway") == [
        "norway.docx: error[parity]: it was not built together with norway.pdf, but with another letterhead, "
        f"or as a draft, and says other things\n  hint: {AGAIN}"
    ]


def test_an_unknown_brief_is_refused(kept: Path) -> None:
    with pytest.raises(legation.UnknownBriefError, match="norwy"):
        legation.verify(kept / "output", briefs=["norwy"])


def test_the_chronology_beside_the_folder_is_found(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert legation.verify(kept / "output").status == 0
    monkeypatch.chdir(kept)
    assert [str(f.path) for f in legation.verify().files][:1] == [str(Path("output/norway.docx"))]
    assert legation.verify("output/").status == 0
