"""Text from right to left: as it stands on the page, as it is read out of the files, as it is tagged."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from documents import columns, paragraph, points, rows, sample_document, text
from legation.layout import settle
from legation.model.document import (
    Break,
    Cite,
    Document,
    Figure,
    Heading,
    Link,
    ListKind,
    Paragraph,
    Role,
    Table,
    Text,
    Title,
)
from legation.model.drawing import Drawing, Label
from legation.model.theme import Theme
from legation.writing import docx
from legation.writing.directions import of_lines
from pdf_files import (
    FONTS,
    THEME,
    WIDTH,
    bare,
    descent,
    leaps,
    objects,
    pages,
    pdf,
    spots,
    structure,
)
from tools import require_package, require_tool, run, to_pdf, validate_word
from word import find, tree

PERSIAN = "دیدار وزیران امور خارجه (۲۰۲۵) در باکو"
URDU = "وزرائے خارجہ کی ملاقات 14 December 2025 (باکو)"
ARABIC = "قال الرئيس: «نعم» في 2025"
RUSSIAN = "Встреча министров"
LONG = (
    "اعلام شد که وزیران امور خارجه دو کشور در شهر باکو دیدار کردند و درباره همکاری گفتگو نمودند. "
    * 3
)
LINKED = Paragraph(
    (
        Text("دیدار "),
        Text("وزیران", bold=True),
        Text(" در "),
        Link("https://example.org", (Text("باکو"),)),
        Break(),
        Text("انجام شد"),
        Cite(3, "source"),
        Text(" ملاقات", language="ur"),
    )
)
TABLE = Table(
    columns(("تاریخ", "What", "Number"), (0.2, 0.6, 0.2), WIDTH),
    rows([("۱۴ دسامبر ۲۰۲۵", URDU, "12"), ("Baku", LONG, "۱۲")]),
)
DOCUMENT = bare(
    Title(text("Scripts باکو")),
    Heading(1, text(PERSIAN), "one"),
    *map(paragraph, (PERSIAN, URDU, ARABIC, RUSSIAN, LONG)),
    paragraph(LONG, Role.LEAD),
    LINKED,
    points(ListKind.NUMBER, PERSIAN, "Baku", URDU),
    points(ListKind.SOURCE, PERSIAN),
    TABLE,
    Figure(Drawing(200, 20, (Label(0, 0, 200, 20, (PERSIAN, URDU), 8, 10),)), "باکو", "Baku"),
)
WORDS = re.compile(r"\w[\w\u200c]*")


def words(told: str) -> list[str]:
    """The words of a text, in order, without its punctuation."""
    return WORDS.findall(told)


# --- as it is read -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "told", [PERSIAN, ARABIC, RUSSIAN, LONG, "باکو", "می‌شود", "دیدار «باکو»، [۱۴]؟"]
)
def test_text_is_read_as_it_was_typed(told: str) -> None:
    (page,) = pages(pdf(bare(paragraph(told))))
    assert page.split() == told.split()


def test_a_date_in_latin_letters_loses_no_words() -> None:
    (page,) = pages(pdf(bare(paragraph(URDU))))
    assert sorted(words(page)) == sorted(words(URDU))
    assert words(page)[:5] == words(URDU)[:5]


@pytest.mark.tools
@pytest.mark.parametrize("told", [PERSIAN, URDU, ARABIC, RUSSIAN, LONG, f"Visit to {PERSIAN}."])
def test_another_reader_finds_the_same_words(told: str, tmp_path: Path) -> None:
    tool = require_tool("pdftotext")
    (tmp_path / "scripts.pdf").write_bytes(pdf(bare(paragraph(told))))
    command = [tool, "-enc", "UTF-8", "scripts.pdf", "-"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert sorted(words(done.stdout.decode())) == sorted(words(told))


@pytest.mark.tools
def test_another_reader_finds_them_in_order(tmp_path: Path) -> None:
    tool = require_tool("pdftotext")
    (tmp_path / "scripts.pdf").write_bytes(pdf(bare(*map(paragraph, (PERSIAN, ARABIC, LONG)))))
    found = words(run(tool, "-enc", "UTF-8", tmp_path / "scripts.pdf", "-"))
    assert found == words(" ".join((PERSIAN, ARABIC, LONG)))


def test_a_screen_reader_is_told_what_was_typed() -> None:
    data = pdf(bare(paragraph(URDU), paragraph("Baku")))
    actual = b"/ActualText<FEFF" + URDU.encode("utf-16-be").hex().upper().encode() + b">"
    assert objects(data).count(actual) == objects(data).count(b"/ActualText") == 1


def test_the_parts_of_a_line_are_tagged_in_reading_order() -> None:
    (document,) = structure(pdf(bare(LINKED)))
    (element,) = document.kids
    assert [(node.role, node.text) for node in descent([element])][1:] == [
        *(("Link", "باکو"), ("Span", "ملاقات"))
    ]
    assert [leap.url for leap in leaps(pdf(bare(LINKED)))] == ["https://example.org"]


def test_links_of_one_line_come_in_reading_order() -> None:
    cities = ("باکو", "تهران")
    first, second = (Link("https://example.org", (Text(city),)) for city in cities)
    data = pdf(bare(Paragraph((Text("از "), first, Text(" به "), second))))
    ((element,),) = [node.kids for node in structure(data)]
    assert [(node.role, node.text) for node in element.kids] == [("Link", city) for city in cities]


# --- as it stands --------------------------------------------------------------------------------


def test_a_paragraph_from_right_to_left_stands_at_the_right() -> None:
    right = THEME.page.width - THEME.page.right * 72 / 25.4
    for told in (PERSIAN, ARABIC):
        sides = [spot.right for spot in spots(pdf(bare(paragraph(told))))]
        assert max(sides) == pytest.approx(right, abs=1.5)
    sides = [spot.left for spot in spots(pdf(bare(paragraph(f"Baku {PERSIAN}"))))]
    assert min(sides) == pytest.approx(THEME.page.left * 72 / 25.4, abs=1.5)


def test_the_label_of_an_item_stands_before_it() -> None:
    data = pdf(bare(points(ListKind.BULLET, "باکو")))
    sides = {spot.text: spot.left for spot in spots(data)}
    assert len(pages(data)[0].split()) == 2
    assert max(sides.values()) > THEME.page.width / 2


def test_latin_documents_carry_no_other_font() -> None:
    assert b"Naskh" not in objects(pdf(sample_document()))
    assert b"NotoNaskhArabic-Regular" in objects(pdf(bare(paragraph("باکو"))))


def test_the_layout_measures_it_as_the_writer_does() -> None:
    document = bare(Table(columns(("A", "B"), (0.5, 0.5), WIDTH), rows([("باکو", LONG)])))
    (table,) = settle(document, THEME, FONTS).blocks
    assert isinstance(table, Table)
    width = FONTS.width("باکو", THEME.sizes.table)
    assert width < table.columns[0].width < 2 * width + 8


@pytest.mark.parametrize(
    ("lines", "directions"),
    [
        (("5 May", "Said in Baku “باکو", "دیدار” (2 times)"), (False, False, False)),
        (("5 May", "معاہدہ باکو", "Agreement of 2024 باکو"), (False, True, True)),
        (("5 مئی", "Visit"), (True, False)),
    ],
)
def test_every_line_of_a_label_runs_as_its_whole_text(
    lines: tuple[str, ...], directions: tuple[bool, ...]
) -> None:
    label = Label(0, 0, 200, 40, lines, 8, 10, bold_lines=1)
    assert tuple(line.turned for line in of_lines(label)) == directions
    document = bare(Figure(Drawing(200, 40, (label,)), "", "Label"))
    drawn = find(tree(docx.write(document, THEME)), ".//w:txbxContent/w:p")
    found = [bool(find(each, "w:pPr/w:bidi")) for each in drawn]
    assert tuple(found[: len(lines)]) == directions


def test_a_label_broken_at_a_soft_hyphen_shows_it() -> None:
    label = Label(0, 0, 200, 40, ("inter\u00adnational coop\u00ad", "eration"), 8, 10)
    assert [line.text for line in of_lines(label)] == ["inter\u00adnational coop-", "eration"]
    (page,) = pages(pdf(bare(Figure(Drawing(200, 40, (label,)), "", "Label"))))
    assert "international coop-" in page


def test_the_same_text_gives_the_same_bytes() -> None:
    assert pdf(DOCUMENT) == pdf(DOCUMENT)
    assert docx.write(DOCUMENT, Theme()) == docx.write(DOCUMENT, Theme())


# --- Word ----------------------------------------------------------------------------------------


def paragraphs(document: Document) -> list[tuple[bool, list[tuple[str, bool]]]]:
    """The paragraphs of the Word file: whether they run from right to left, and their runs do."""
    body = tree(docx.write(document, Theme()))
    return [
        (
            bool(find(each, "w:pPr/w:bidi")),
            [
                ("".join(t.text or "" for t in find(r, "w:t")), bool(find(r, "w:rPr/w:rtl")))
                for r in find(each, ".//w:r[w:t]")
            ],
        )
        for each in find(body, "//w:p")
    ]


def test_word_is_told_the_directions() -> None:
    document = bare(paragraph(f"In {ARABIC[:3]}."), paragraph("باکو 14 Baku"), paragraph("Baku"))
    assert paragraphs(document) == [
        (False, [("In ", False), ("قال", True), (".", False)]),
        (True, [("باکو ", True), ("14", False), (" ", True), ("Baku", False)]),
        (False, [("Baku", False)]),
    ]


def test_word_is_told_the_language_of_what_runs_from_right_to_left() -> None:
    content = ZipFile(BytesIO(docx.write(bare(LINKED), Theme()))).read("word/document.xml").decode()
    assert '<w:rtl/><w:lang w:bidi="ur"/>' in content


def test_word_files_carry_the_font_only_where_they_need_it() -> None:
    for document, fonts in ((sample_document(), 4), (DOCUMENT, 6)):
        package = ZipFile(BytesIO(docx.write(document, Theme())))
        assert sum(name.endswith(".odttf") for name in package.namelist()) == fonts
        named = "Noto Naskh Arabic" in package.read("word/fontTable.xml").decode()
        assert named == (fonts == 6)


@pytest.mark.tools
def test_libreoffice_reads_and_draws_it(tmp_path: Path) -> None:
    printed = to_pdf(docx.write(DOCUMENT, Theme()), tmp_path)
    assert b"NotoNaskhArabic" in printed.read_bytes()
    assert set(words(PERSIAN)) <= set(words(" ".join(pages(printed.read_bytes()))))


@pytest.mark.tools
@pytest.mark.parametrize("tool", ["openxml-audit", "ooxml-validator"])
def test_the_word_file_is_valid(tool: str, tmp_path: Path) -> None:
    path = tmp_path / "scripts.docx"
    path.write_bytes(docx.write(DOCUMENT, Theme()))
    validate_word(tool, path)


@pytest.mark.tools
@pytest.mark.parametrize("standard", ["PDF_UA_1", "PDF_A_2A"])
def test_the_pdf_is_accessible_and_archival(standard: str, tmp_path: Path) -> None:
    page = require_package("page")
    path = tmp_path / "scripts.pdf"
    path.write_bytes(pdf(DOCUMENT))
    profile = page.ValidationProfile[standard]
    result = page.validate_pdf(path, profile=profile, limits=page.SafetyLimits.unlimited())
    assert [(failure.rule_id, failure.message) for failure in result.failures] == []
    assert result.is_compliant
