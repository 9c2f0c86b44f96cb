"""What a PDF says: all of it, in order, and nothing run together."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import HOSTILE, columns, paragraph, rows, sample_document, text, texts
from legation.model.document import (
    Break,
    Cite,
    Figure,
    Heading,
    Link,
    List,
    ListItem,
    ListKind,
    Paragraph,
    Role,
    Table,
    Text,
    Title,
)
from legation.model.drawing import Align, Drawing, Ink, Label
from legation.text.fonts import Face, Glyph
from legation.writing.pdf.fonts import EmbeddedFont
from legation.writing.pdf.pens import Pen
from pdf_files import WIDTH, bare, body, pages, pdf, spots, squeezed
from tools import require_tool

SAMPLE = pdf(body(sample_document()))


def assert_in_order(wanted: list[str], text: str) -> None:
    """Each of the wanted texts stands in the text, after the one before it."""
    found, start = squeezed(text), 0
    for words in map(squeezed, wanted):
        place = found.find(words, start)
        assert place >= 0, f"{words!r} does not follow in {found[start : start + 200]!r}"
        start = place + len(words)


def test_every_text_of_the_sample_is_there_in_order() -> None:
    assert_in_order(texts(sample_document()), "\n".join(pages(SAMPLE)))


@pytest.mark.tools
def test_another_reader_finds_the_same(tmp_path: Path) -> None:
    tool = require_tool("pdftotext")
    (tmp_path / "sample.pdf").write_bytes(SAMPLE)
    command = [tool, "-raw", "-enc", "UTF-8", "sample.pdf", "-"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert_in_order(texts(sample_document()), done.stdout.decode())


def test_nothing_is_there_that_the_document_does_not_say() -> None:
    document = bare(Title(text("Baku")), Heading(1, text("One"), "one"), paragraph("Words."))
    assert pages(pdf(document))[0].split() == ["Baku", "One", "Words."]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_comes_out_as_typed(words: str) -> None:
    (page,) = pages(pdf(bare(paragraph(words))))
    assert squeezed(page) == squeezed(words)


@pytest.mark.parametrize(
    "words",
    [
        "Əliyev Ğ ğ ş ç ö ü ı İ",
        "Muxtorjon oʻgʻli maʼno Oʻzbekiston",
        "İstanbul’da ışık",
        "Отношения Україна Ґанок Ћирилица Ўзбекистон",
        "cafe\u0301 café",
        "Москва\u0301 Баку\u0301 Ш\u0301",
        "non\u2011breaking \u2010 hyphens",
        "(parentheses) \\ [brackets] <angles>",
        "北京 and 😀 are not in the font",
        "first fight office",
    ],
)
def test_letters_come_out_as_typed(words: str) -> None:
    (page,) = pages(pdf(bare(paragraph(words))))
    assert page.strip() == words


@pytest.mark.parametrize("role", list(Role))
def test_paragraphs_do_not_run_together(role: Role) -> None:
    document = bare(paragraph("one two three four " * 20, role), paragraph("five", role))
    assert pages(pdf(document))[0].split() == "one two three four".split() * 20 + ["five"]


def test_styles_and_breaks_do_not_run_together() -> None:
    inlines = (
        Text("bold ", bold=True),
        Text("plain"),
        Text(" italic", italic=True),
        Break(),
        Text("after"),
        Cite(3, "nowhere"),
        Link("https://example.org", (Text(" linked"),)),
    )
    assert pages(pdf(bare(Paragraph(inlines))))[0].split() == [
        *("bold", "plain", "italic", "after[3]", "linked")
    ]


def test_cells_do_not_run_together() -> None:
    widths = (0.2, 0.2, 0.6)
    table = Table(
        columns(("When", "Who", "What"), widths, WIDTH),
        rows([("1991", "Azerbaijan", "Recognition " * 30), ("1992", "Uzbekistan", "Relations")]),
    )
    assert pages(pdf(bare(table)))[0].split() == [
        *("When", "Who", "What", "1991", "Azerbaijan", *["Recognition"] * 30),
        *("1992", "Uzbekistan", "Relations"),
    ]


def test_labels_do_not_run_together() -> None:
    labels = (
        Label(0, 0, 60, 20, ("14 December", "Visit"), 8, 10, bold_lines=1),
        Label(60, 0, 60, 20, ("2026", "Next"), 8, 10, align=Align.END),
    )
    figure = Figure(Drawing(200, 40, labels), "Caption", "Description")
    assert pages(pdf(bare(figure)))[0].split() == "Caption 14 December Visit 2026 Next".split()


def test_an_overlong_word_has_no_space_put_into_it() -> None:
    (page,) = pages(pdf(bare(paragraph("w" * 300))))
    assert " " not in page.strip()


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        (ListKind.BULLET, ["•", "•", "–"]),
        (ListKind.NUMBER, ["9.", "10.", "9."]),
        (ListKind.SOURCE, ["[9]", "[10]", "[9]"]),
    ],
)
def test_list_labels_stand_before_their_items(kind: ListKind, labels: list[str]) -> None:
    inner = List(kind, (ListItem((paragraph("inner"),)),), 9)
    block = List(kind, (ListItem((paragraph("one"),)), ListItem((paragraph("two"), inner))), 9)
    first, second, third = labels
    assert pages(pdf(bare(block)))[0].split() == [first, "one", second, "two", third, "inner"]


def test_an_item_without_text_keeps_its_label() -> None:
    block = List(ListKind.NUMBER, (ListItem(()), ListItem((paragraph("two"),))))
    assert pages(pdf(bare(block)))[0].split() == ["1.", "2.", "two"]


def test_empty_blocks_are_no_trouble() -> None:
    document = bare(
        Heading(1, (), "empty"),
        List(ListKind.BULLET, ()),
        Paragraph(()),
        List(ListKind.BULLET, ()),
        List(ListKind.BULLET, (ListItem((List(ListKind.NUMBER, ()),)),)),
        Table(columns(("A",), (1.0,), WIDTH), ()),
        Table(columns(("",), (1.0,), WIDTH), (), header_row=False),
        paragraph("end"),
    )
    assert pages(pdf(document))[0].split() == ["•", "A", "end"]
    assert pages(pdf(bare())) == [""]


def test_no_text_reaches_beyond_the_margins() -> None:
    document = pypdfium2.PdfDocument(SAMPLE)
    for page in range(len(document)):
        for spot in spots(SAMPLE, page):
            assert spot.left > 70, spot
            assert spot.right < 595.276 - 70 + 3, spot  # a space may end what stands at the right
            assert spot.bottom > 68, spot
            # That a table goes on is said above the column.
            above = 20 if spot.text.endswith("(continued)") else 0
            assert spot.top < 841.89 - 68 + above, spot


@settings(max_examples=40)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=80),
        min_size=1,
        max_size=3,
    )
)
def test_any_text_can_be_written(words: list[str]) -> None:
    table = Table(columns(("A", "B"), (0.1, 0.9), WIDTH), rows([(words[0], words[-1])]))
    data = pdf(bare(Paragraph(tuple(map(Text, words))), table))
    assert data.startswith(b"%PDF-1.7")
    assert pypdfium2.PdfDocument(data)


@pytest.mark.parametrize("words", ["\ud800 half", "\0 nothing", "\ufeff mark", "\uffff none"])
def test_what_is_no_character_is_no_trouble(words: str) -> None:
    assert words[2:] in pages(pdf(bare(paragraph(words))))[0]


class RaisedMarks(Face):
    """A face in which a letter's mark stands above it and to its left."""

    def __init__(self) -> None: ...

    def suffices(self, word: str) -> bool:
        return True

    def letters(self) -> dict[int, str]:
        return {7: "e"}

    def parts(self, word: str) -> list[tuple[Face, str]]:
        return [(self, word)]

    def glyphs(self, word: str, *, turned: bool = False) -> tuple[Glyph, ...]:
        letter = Glyph(7, word[:1], 0.5, 0.5, 0.0, 0.0)
        return (letter, Glyph(9, word[1:], 0.2, 0.0, -0.3, 0.1)) if word[1:] else (letter,)


def test_marks_without_a_letter_are_placed_where_the_font_says() -> None:
    font = EmbeddedFont(RaisedMarks(), "F1")
    pen = Pen(font.face, 10, Ink.TEXT, lambda face: font)
    # Back by 0.3 em and up by a point; then on, to where the letter ends.
    assert pen.show("e\u0301", turned=True) == "[<0007>]TJ 1.000 Ts[300<0002>]TJ 0 Ts[<>-100<>]TJ"


ACCENTED = (
    "Ташке\u0301нт",
    "Кы\u0301ргызстан",
    "\u1eccl\u00fa\u1e63\u1eb9\u0301gun",
    "M\u0327aje\u013c",
    "g\u0303uarani",
    "V\u0323\u0306iet",
    "r\u0304\u0323ta",
    "а\u0301\u0323б",
    "M\u0259mm\u0259d\u0301ov",
)


@pytest.mark.tools
@pytest.mark.parametrize("word", ACCENTED)
def test_a_word_with_accents_is_found_whole(word: str, tmp_path: Path) -> None:
    data = pdf(bare(Title(text("Baku")), paragraph(f"Before {word} after.")))
    wanted = f"Before {word} after."
    assert wanted in pages(data)[0]
    tool = require_tool("pdftotext")
    (tmp_path / "word.pdf").write_bytes(data)
    for how in (["-raw"], []):
        command = [tool, *how, "-enc", "UTF-8", "word.pdf", "-"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
        assert wanted in done.stdout.decode()


@pytest.mark.parametrize("word", ["ثُمَّ", "وَقَّعَ", "مُحَمَّدٌ", "کِتاب"])
def test_a_word_with_vowel_signs_is_found_whole(word: str) -> None:
    assert word in pages(pdf(bare(paragraph(f"قال {word} هنا"))))[0]


def _ink(word: str) -> list[int]:
    """The columns of a page that says a word, in which anything is drawn."""
    page = pypdfium2.PdfDocument(pdf(bare(paragraph(word))))[0]
    image = page.render(scale=4).to_pil().convert("L").point(lambda light: 255 * (light < 128))
    box = image.getbbox()
    return list(box or ())


def test_accents_stand_over_their_letters() -> None:
    plain, accented = _ink("we went"), _ink("we we\u0301nt")
    assert accented[1] < plain[1]
    assert (accented[0], *accented[2:]) == (plain[0], *plain[2:])
    assert _ink("we we\u0323\u0302nt")[3] > plain[3]
    bare_word, signed = _ink("محمد"), _ink("مُحَمَّد")
    assert signed[1] < bare_word[1]
    assert (signed[0], *signed[2:]) == (bare_word[0], *bare_word[2:])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bold", [False, True])
def test_lines_of_a_text_stay_lines_as_in_word(end: str, bold: bool) -> None:
    told = Paragraph((Text(f"First point.{end}- second{end}{end}Third.", bold=bold),))
    lines = [spot for spot in spots(pdf(bare(told))) if spot.text]
    assert [spot.text for spot in lines] == ["First point.", "- second", "Third."]
    assert lines[1].top - lines[2].top > 1.5 * (lines[0].top - lines[1].top) > 0
