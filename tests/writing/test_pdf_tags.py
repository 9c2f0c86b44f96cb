"""Tags: what a screen reader is told, and that archives and validators accept the file."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace
from PIL import Image, ImageCms

from documents import NESTED, PROSE, columns, long_table, paragraph, rows, sample_document, text
from legation.model.document import (
    Cite,
    Document,
    Figure,
    Heading,
    Link,
    List,
    ListItem,
    ListKind,
    Paragraph,
    Table,
    Text,
    Title,
)
from legation.model.drawing import Drawing, Label, Line
from legation.model.theme import Theme
from legation.writing.pdf.profile import srgb_profile
from pdf_files import (
    WIDTH,
    Node,
    bare,
    body,
    descent,
    objects,
    outside_structure,
    pages,
    pdf,
    squeezed,
    structure,
)
from tools import require_package

SAMPLE = sample_document()


def outline(nodes: list[Node]) -> list[object]:
    """Roles, nested as the elements are, each with its text where it has any."""
    return [(node.role, *([node.text] if node.text else []), *outline(node.kids)) for node in nodes]


def content(document: Document) -> list[object]:
    """The outline of a document's first page, without its root."""
    (root,) = structure(pdf(document))
    assert root.role == "Document"
    return outline(root.kids)


def test_title_headings_and_paragraphs() -> None:
    document = bare(
        Title(text("Baku")),
        Heading(1, text("One"), "one"),
        Heading(2, text("Two"), "two"),
        paragraph("Words."),
    )
    assert content(document) == [("H1", "Baku"), ("H2", "One"), ("H3", "Two"), ("P", "Words.")]


def test_without_a_title_headings_begin_at_the_top() -> None:
    assert content(bare(Heading(1, text("One"), "one"))) == [("H1", "One")]


def test_a_list_has_labels_and_bodies() -> None:
    assert content(bare(NESTED)) == [
        (
            "L",
            ("LI", ("Lbl", "•"), ("LBody", ("P", "First point"))),
            (
                "LI",
                ("Lbl", "•"),
                (
                    "LBody",
                    ("P", "Second point"),
                    (
                        "L",
                        ("LI", ("Lbl", "1."), ("LBody", ("P", "Inner one"))),
                        ("LI", ("Lbl", "2."), ("LBody", ("P", "Inner two"))),
                    ),
                    ("P", "Second point, continued"),
                ),
            ),
            (
                "LI",
                ("Lbl", "•"),
                ("LBody", ("L", ("LI", ("Lbl", "–"), ("LBody", ("P", "Only within"))))),
            ),
        )
    ]


def test_a_table_has_a_caption_and_heads() -> None:
    cells = rows([("1991", "Recognition"), ("1992", (paragraph("Relations"), paragraph("Note")))])
    table = Table(columns(("When", "What"), (0.3, 0.7), WIDTH), cells, "All", row_headers=True)
    assert content(bare(table)) == [
        (
            "Table",
            ("Caption", "All"),
            ("THead", ("TR", ("TH", "When"), ("TH", "What"))),
            (
                "TBody",
                ("TR", ("TH", "1991"), ("TD", "Recognition")),
                ("TR", ("TH", "1992"), ("TD", ("P", "Relations"), ("P", "Note"))),
            ),
        )
    ]


def test_heads_say_what_they_head() -> None:
    table = Table(columns(("A", "B"), (0.5, 0.5), WIDTH), rows([("1", "2")]), row_headers=True)
    found = objects(pdf(bare(table)))
    assert found.count(b"/Scope/Column") == 2
    assert found.count(b"/Scope/Row") == 1


def test_what_a_table_shows_is_told() -> None:
    table = Table(columns(("A",), (1.0,), WIDTH), rows([("1",)]), description="Two (2) things")
    assert rb"/O/Table/Summary(Two \(2\) things)" in objects(pdf(bare(table)))


def test_a_figure_has_its_description_and_its_place() -> None:
    shapes = (Line(0, 0, 100, 50), Label(10, 10, 80, 10, ("label",), 8, 10))
    figure = Figure(Drawing(100, 50, shapes), "Caption", "Events from 1991 on: Əliyev")
    data = pdf(bare(figure))
    (root,) = structure(data)
    assert outline(root.kids) == [("P", "Caption"), ("Figure", "label")]
    assert root.kids[1].alternative == "Events from 1991 on: Əliyev"
    (sides,) = re.findall(rb"/BBox\[([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)\]", objects(data))
    left, bottom, right, top = map(float, sides)
    assert (left, right - left, top - bottom) == pytest.approx((70.87, 100, 50), abs=0.02)


def test_links_and_other_languages_keep_their_place_in_the_text() -> None:
    inlines = (
        Text("See "),
        Link("https://example.org", (Text("this "), Text("page", bold=True))),
        Text(", or "),
        Text("Главы", language="ru"),
        Text(" "),
        Cite(1, "h"),
        Text("."),
    )
    (root,) = structure(pdf(bare(Heading(1, text("H"), "h"), Paragraph(inlines))))
    said = root.kids[1]
    assert squeezed(said.text) == "See,or."
    assert [(kid.role, kid.text) for kid in said.kids] == [
        ("Link", "this page"),
        ("Span", "Главы"),
        ("Link", "[1]"),
    ]
    assert b"/Lang(ru)" in objects(pdf(bare(PROSE)))


def test_a_paragraph_over_pages_is_one_and_has_its_words_on_each() -> None:
    data = pdf(bare(paragraph("word " * 900)))
    count = len(pages(data))
    assert count > 1
    assert not any(squeezed(outside_structure(data, page)) for page in range(count))
    ((own, kids),) = re.findall(rb"/S/P/P \d+ 0 R/Pg (\d+) 0 R/K\[0 (.*?)\]", objects(data))
    others = re.findall(rb"<</Type/MCR/Pg (\d+) 0 R/MCID 0>>", kids)
    assert len({own, *others}) == len([own, *others]) == count


def test_words_do_not_run_together_at_the_ends_of_lines() -> None:
    words = "one two three four " * 20
    (root,) = structure(pdf(bare(paragraph(words), paragraph("Baku\u200b" * 60))))
    assert root.kids[0].text.split() == words.split()
    assert " " not in root.kids[1].text


def test_every_page_of_a_table_has_the_same_table() -> None:
    data = pdf(bare(long_table(WIDTH)))
    found = [
        [node.role for node in descent(structure(data, page))] for page in range(len(pages(data)))
    ]
    assert [roles.count("Table") for roles in found] == [1] * len(found)
    assert [roles.count("THead") for roles in found] == [1] + [0] * (len(found) - 1)
    assert sum(roles.count("TR") for roles in found) == 61


def test_everything_said_is_in_the_structure() -> None:
    data = pdf(body(SAMPLE))
    header = squeezed("DateWhat happenedWithSource")
    repeated = [squeezed(outside_structure(data, page)) for page in range(len(pages(data)))]
    heads = [squeezed("Table: sixty events & more (continued)") + header] * 5
    assert [words for words in repeated if words] == [
        *heads,
        squeezed("The same in cells (continued) N & <o> Text"),
    ]


def test_what_stands_around_the_pages_is_not_in_the_structure() -> None:
    document = replace(bare(paragraph("Words")), marking="SECRET", digest="3f9a1c27")
    data = pdf(replace(document, running_title="Title", page_label="{page}/{pages}"))
    assert squeezed(outside_structure(data)) == "SECRETSECRETTitle3f9a1c271/1"
    assert [node.text for node in descent(structure(data))] == ["", "Words"]


def test_the_colour_profile_is_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    image = Image.new("RGB", (1, 1), (31, 58, 95))
    seen = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"))
    assert seen is not None
    pixel = seen.getpixel((0, 0))
    assert pixel == pytest.approx((31, 58, 95), abs=1)


def documents() -> dict[str, Document]:
    """Documents that differ in what they leave out."""
    return {
        "sample": SAMPLE,
        "empty": bare(),
        "anonymous": replace(SAMPLE, author="", subject="", keywords=()),
        "missing letters": bare(paragraph("北京 ш\u0301 \u2011 \ufb01")),
        "marks": bare(paragraph("\0 \ufeff \ud800 & < \U0001f600")),
        "foreign": replace(SAMPLE, title="Əliyev & <b>", author="Отдел\0", language="az"),
        "tall row": bare(
            Table(columns(("A", "B"), (0.3, 0.7), WIDTH), rows([("word " * 1500, "b")]))
        ),
        "long link": bare(Paragraph((Link("https://example.org", (Text("word " * 900),)),))),
        "without a row": bare(Table(columns(("A",), (1.0,), WIDTH), ())),
        "without anything": bare(
            Table(columns(("",), (1.0,), WIDTH), (), header_row=False),
            List(ListKind.BULLET, ()),
            List(ListKind.BULLET, (ListItem(()),)),
            Paragraph(()),
        ),
    }


def test_properties_are_sound_xml() -> None:
    document = replace(
        bare(), title="A & <b> \1\ud800 \uffff", author="Отдел\0", keywords=("x", "")
    )
    data = pdf(document)
    packet = data[data.index(b"<x:xmpmeta") : data.index(b"<?xpacket end")]
    said = [element.text for element in etree.fromstring(packet.decode()).iter() if element.text]
    assert {"A & <b> \ufffd \uffff"[:-1], "Отдел", "2026-02-22T00:00:00+00:00"} <= set(said)


STANDARDS = ("PDF_UA_1", "PDF_A_2A")


def assert_faultless(path: Path, data: bytes) -> None:
    """An independent validator finds no fault in the file, which is written there."""
    page = require_package("page")
    path.write_bytes(data)
    for standard in STANDARDS:
        result = page.validate_pdf(
            path,
            profile=page.ValidationProfile[standard],
            limits=page.SafetyLimits.unlimited(),
        )
        assert [(failure.rule_id, failure.message) for failure in result.failures] == []
        assert result.is_compliant


@pytest.mark.tools
@pytest.mark.parametrize("name", documents())
def test_validators_find_no_fault(tmp_path: Path, name: str) -> None:
    assert_faultless(tmp_path / "brief.pdf", pdf(documents()[name]))


@pytest.mark.tools
def test_validators_find_the_faults_there_are(tmp_path: Path) -> None:
    data = pdf(bare(paragraph("Words")))
    with pytest.raises(AssertionError, match="PDFUA1"):
        assert_faultless(tmp_path / "brief.pdf", data.replace(b"pdfuaid:part>1", b"pdfuaid:part>7"))


@pytest.mark.tools
@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA"])
def test_a_logo_is_no_fault(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "logo.png"
    Image.new(mode, (10, 10)).save(path)
    data = pdf(bare(paragraph("Words")), Theme(logo=str(path)))
    assert_faultless(tmp_path / "brief.pdf", data)
