"""Running text in lines of one width, by theme; and soft hyphens: in PDF and in Word."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from documents import columns, paragraph, points, rows, text
from legation.model.document import (
    Block,
    Break,
    Cite,
    Heading,
    Link,
    ListKind,
    Paragraph,
    Role,
    Table,
    Text,
    Title,
)
from legation.model.theme import Theme
from legation.text.fonts import Face
from legation.writing import docx
from pdf_files import FONTS, WIDTH, Spot, bare, leaps, pages, pdf, spots
from tools import pdf_text, require_tool, to_pdf
from word import entries, find, tree, values

JUSTIFY = Theme(align="justify")
WORDS = (
    "The ministers met on 14 December 2025, agreed to open a consulate in Samarkand, and spoke of "
    "trade, transit (by rail and by road) and culture; no date was set, and nothing is settled. "
) * 2
PERSIAN = (
    "وزیران امور خارجه دو کشور در شهر باکو دیدار کردند و درباره همکاری گفتگو نمودند. " * 4
).strip()
LEFT = JUSTIFY.page.left * 72 / 25.4
RIGHT = LEFT + WIDTH


def said(*blocks: Block, theme: Theme = JUSTIFY) -> bytes:
    return pdf(bare(*blocks), theme)


def lines(data: bytes) -> list[Spot]:
    """The lines of a page, from the top down."""
    found: dict[int, list[Spot]] = {}
    for spot in spots(data):
        baseline = next((key for key in found if abs(key - spot.bottom) < 8), int(spot.bottom))
        found.setdefault(baseline, []).append(spot)
    return [
        Spot(
            " ".join(part.text for part in parts),
            min(part.left for part in parts),
            min(part.bottom for part in parts),
            max(part.right for part in parts),
            max(part.top for part in parts),
        )
        for _, parts in sorted(found.items(), reverse=True)
    ]


@pytest.mark.parametrize(
    ("block", "right"),
    [
        (paragraph(WORDS), RIGHT),
        (paragraph(WORDS, Role.LEAD), RIGHT),
        (paragraph(WORDS, Role.QUOTE), RIGHT - 24),
        *((points(kind, WORDS), RIGHT) for kind in ListKind),
    ],
)
def test_running_text_is_justified_if_the_theme_says_so(block: Block, right: float) -> None:
    *others, last = lines(said(block))
    assert len(others) > 1
    # The space that ends each line lies in the margin.
    space = others[0].right - right
    assert 2 < space < 4
    assert [line.right for line in others] == pytest.approx([right + space] * len(others), abs=0.02)
    assert last.right < right - 5
    *others, last = lines(said(block, theme=Theme()))
    assert max(line.right for line in others) - min(line.right for line in others) > 5


@pytest.mark.parametrize(
    "block",
    [
        Title(text(WORDS)),
        Heading(1, text(WORDS), "one"),
        *(paragraph(WORDS, role) for role in (Role.SUBTITLE, Role.FRONT, Role.NOTE)),
        Table(columns(("What",), (1.0,), WIDTH), rows([(WORDS,)]), WORDS),
    ],
)
def test_what_is_no_running_text_is_not(block: Block) -> None:
    assert said(block) == said(block, theme=Theme())


def test_a_line_before_a_break_ends_where_its_words_do() -> None:
    data = said(Paragraph((Text("Short indeed"), Break(), Text("and so is this"))))
    assert [line.right < RIGHT - 50 for line in lines(data)] == [True, True]


def test_text_from_right_to_left_is_justified_too() -> None:
    *others, last = lines(said(paragraph(PERSIAN)))
    assert [line.left for line in others] == pytest.approx([LEFT] * len(others), abs=1.5)
    right = [line.right for line in (*others, last)]
    assert right == pytest.approx([RIGHT] * len(right), abs=2)
    assert last.left > LEFT + 20


def test_its_right_edge_is_even_however_wide_its_spaces_are() -> None:
    first, last = lines(said(paragraph(" ".join(["گفتگوهایشان"] * 14))))
    assert first.right == pytest.approx(last.right, abs=0.02)
    assert first.left == pytest.approx(LEFT, abs=2)


@pytest.mark.tools
@pytest.mark.parametrize(
    "words", [WORDS, PERSIAN, f"باکو {WORDS}", WORDS.replace("of ", "of\u00a0")]
)
def test_every_word_and_space_can_be_extracted(words: str, tmp_path: Path) -> None:
    data = said(paragraph(words), points(ListKind.BULLET, words))
    (page,) = pages(data)
    ragged = said(paragraph(words), points(ListKind.BULLET, words), theme=Theme())
    assert page.split() == pages(ragged)[0].split()
    assert "  " not in page
    require_tool("pdftotext")
    path = tmp_path / "brief.pdf"
    path.write_bytes(data)
    found = pdf_text(path).split()
    path.write_bytes(ragged)
    assert found == pdf_text(path).split()


def test_links_and_their_underlines_lie_where_their_words_are() -> None:
    linked = Link("https://example.org/", (Text("the text of a declaration that is long enough"),))
    words = (
        Text("As many words as it takes to fill a line of text, with "),
        linked,
        Text(" in " + WORDS),
    )
    data = said(Paragraph(words))
    areas = [leap.rectangle for leap in leaps(data)]
    assert len(areas) == 2
    for (left, bottom, right, top), (start, end) in zip(
        areas, (("the", ""), ("", "enough")), strict=True
    ):
        inside = [
            spot
            for spot in spots(data)
            if spot.bottom >= bottom - 1
            and spot.top <= top + 1
            and left - 1 <= spot.left < right - 2
        ]
        found = " ".join(spot.text for spot in inside)
        assert found.startswith(start)
        assert found.endswith(end)
        assert min(spot.left for spot in inside) == pytest.approx(left, abs=1.5)
        # The space that ends a line lies in the margin.
        assert max(spot.right for spot in inside) == pytest.approx(right, abs=3)


def test_footnotes_and_citations_stay_with_their_words() -> None:
    data = said(Paragraph((Text(WORDS), Cite(3, "one"), Text(" " + WORDS))))
    assert re.search(r"settled\. ?\[3\]", " ".join(pages(data)[0].split()))


# --- Word ----------------------------------------------------------------------------------------


def justified_styles(theme: Theme) -> set[str]:
    path = "//w:style[w:pPr/w:jc/@w:val='both']/@w:styleId"
    return set(values(tree(docx.write(bare(), theme), "word/styles.xml"), path))


def test_word_justifies_the_styles_of_running_text() -> None:
    assert justified_styles(Theme()) == set()
    assert justified_styles(JUSTIFY) == {
        *("BodyText", "Lead", "Quote", "ListBullet", "ListNumber", "ListContinue", "Source"),
        "EndnoteText",
    }


def test_word_does_not_widen_a_line_before_a_break() -> None:
    settings = tree(docx.write(bare(), JUSTIFY), "word/settings.xml")
    assert find(settings, "w:compat/w:doNotExpandShiftReturn")


@pytest.mark.tools
def test_libreoffice_justifies_the_same_text(tmp_path: Path) -> None:
    content = docx.write(
        bare(Heading(1, text(WORDS), "one"), paragraph(WORDS), paragraph(PERSIAN)), JUSTIFY
    )
    data = to_pdf(content, tmp_path).read_bytes()
    found = lines(data)
    wide = [line.right - line.left == pytest.approx(WIDTH, abs=3) for line in found]
    body = [line.text.startswith("The ministers") for line in found].index(True, 1)
    assert wide[body : body + 2] == [True, True]
    assert not any(wide[:body])
    assert wide[-3:] == [True, True, False]


# --- soft hyphens --------------------------------------------------------------------------------

SOFT = "in\u00adter\u00adgov\u00adern\u00admen\u00adtal com\u00admis\u00adsion " * 12


@pytest.mark.parametrize("theme", [Theme(), JUSTIFY])
def test_a_soft_hyphen_is_seen_where_a_line_ends_at_it(theme: Theme) -> None:
    """And nowhere else; PDFium takes a word that goes on behind one together."""
    data = said(paragraph(SOFT), theme=theme)
    page = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert "\ufffe" in page
    assert page.replace("\ufffe", "").split() == SOFT.replace("\u00ad", "").split()


def test_a_soft_hyphen_in_text_from_right_to_left_stands_behind_its_letters() -> None:
    """Those of a word that runs from left to right, too; and some font draws it."""
    words = f"باکو {SOFT}"
    found = "".join(pages(said(paragraph(words)))).replace("-", "").split()
    assert sorted(found) == sorted(words.replace("\u00ad", "").split())
    data = said(paragraph("سازمان\u00adهای " * 14))
    ends = [line for line in lines(data) if line.text.endswith(("-", "\u00ad"))]
    assert ends
    assert all(
        face.path.name != "NotoNaskhArabic-Regular.ttf" for face in faces_of("هم\u00ad")[-1:]
    )


def faces_of(word: str) -> list[Face]:
    return [face for face, _ in FONTS.regular.parts(word)]


@pytest.mark.tools
def test_poppler_finds_soft_hyphens_at_the_ends_of_lines_only(tmp_path: Path) -> None:
    require_tool("pdftotext")
    path = tmp_path / "brief.pdf"
    path.write_bytes(said(paragraph(SOFT)))
    found = pdf_text(path)
    assert found.count("\u00ad") == found.count("\u00ad\n") > 0
    assert found.replace("\u00ad\n", "").split() == SOFT.replace("\u00ad", "").split()


def test_word_has_soft_hyphens_of_its_own() -> None:
    content = docx.write(bare(paragraph("co\u00adoperation")), Theme())
    assert b"co</w:t><w:softHyphen/><w:t" in entries(content)["word/document.xml"]


@pytest.mark.tools
def test_libreoffice_shows_soft_hyphens_at_the_ends_of_lines_only(tmp_path: Path) -> None:
    found = pdf_text(to_pdf(docx.write(bare(paragraph(SOFT)), Theme()), tmp_path))
    hyphens = "[-\u00ad\u2010]"
    assert re.search(f"{hyphens}\n", found)
    assert not re.search(f"{hyphens}(?!\n)", found)
    assert re.sub(f"{hyphens}\n", "", found).split() == SOFT.replace("\u00ad", "").split()
