"""Pages: what stays together, what is repeated, and what stands around it all."""

from __future__ import annotations

from itertools import combinations, pairwise

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from documents import cell, columns, long_table, paragraph, rows, sample_document, text
from legation.model.document import (
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Role,
    Table,
    Title,
)
from legation.model.drawing import Align, Box, Drawing, Ink, Label
from legation.model.theme import Page, Sizes, Theme
from legation.writing.pdf.pages import paginate
from legation.writing.pdf.strips import Strip
from pdf_files import (
    FONTS,
    THEME,
    WIDTH,
    bare,
    boxes,
    objects,
    outside_structure,
    pages,
    pdf,
    spots,
)

WORDS = "Both sides confirmed what they had agreed on before. "
DOCUMENT = sample_document()


def filler(lines: int) -> Paragraph:
    """A paragraph of so many short lines."""
    return paragraph("\u200b".join(["w" * 50] * lines))


def lines_of(page: str) -> list[str]:
    return [line.strip() for line in page.splitlines()]


def test_every_page_says_which_of_how_many_it_is() -> None:
    printed = pages(pdf(DOCUMENT))
    assert len(printed) > 3
    for number, page in enumerate(printed, start=1):
        assert f"Page {number} of {len(printed)}" in page


def test_every_page_carries_marking_twice_title_and_digest() -> None:
    for page in pages(pdf(DOCUMENT)):
        assert page.count(DOCUMENT.marking) == 2
        assert DOCUMENT.digest in page
        assert DOCUMENT.running_title in page


def test_the_page_label_is_in_the_documents_language() -> None:
    document = replace(bare(paragraph("Mətn")), page_label="{pages} səhifədən {page}-ci {0} %s")
    assert "1 səhifədən 1-ci {0} %s" in pages(pdf(document))[0]


def test_the_marking_stands_in_the_middle_at_both_ends() -> None:
    found = [spot for spot in spots(pdf(DOCUMENT)) if spot.text == DOCUMENT.marking]
    top, bottom = found
    for spot in found:
        assert (spot.left + spot.right) / 2 == pytest.approx(THEME.page.width / 2, abs=2)
    assert top.bottom > 841.89 - 70.87
    assert bottom.top < 70.87


@pytest.mark.parametrize("margin", [5, 25, 80])
def test_what_stands_around_never_meets_the_body(margin: float) -> None:
    page = Page(top=margin, bottom=margin, left=margin, right=margin)
    theme = Theme(page=page)
    document = replace(
        bare(*[paragraph(WORDS * 4)] * 40),
        marking="OFFICIAL " * 20,
        running_title="A very long running title " * 6,
        page_label="{page}/{pages}",
        digest="3f9a1c27",
    )
    data = pdf(document, theme)
    inside, outside = boxes(data)
    assert len(outside) > 6
    highest = max(top for _, _, _, top in inside)
    lowest = min(bottom for _, bottom, _, _ in inside)
    assert all(bottom > highest or top < lowest for _, bottom, _, top in outside)
    assert all(bottom > 0 and top < page.height for _, bottom, _, top in outside)


def test_a_long_running_title_keeps_clear_of_what_is_beside_it() -> None:
    document = replace(DOCUMENT, running_title="A very long running title " * 6)
    foot = [spot for spot in spots(pdf(document)) if spot.text and spot.top < 75]
    for one, other in combinations(foot, 2):
        beside = one.right < other.left or other.right < one.left
        assert beside or one.top <= other.bottom + 1 or other.top <= one.bottom + 1, (one, other)


def test_a_title_of_eighty_letters_stands_on_one_line_beside_digest_and_number() -> None:
    title = "Azerbaijan and Uzbekistan: the meeting of the ministers of foreign affairs, 2025"
    assert len(title) == 80
    for language, mirrored in (("en-GB", False), ("fa", True)):
        data = pdf(replace(DOCUMENT, running_title=title, language=language))
        found = [spot for spot in spots(data) if spot.top < 75]
        (said,) = [spot for spot in found if spot.text == title]
        (digest,) = [spot for spot in found if spot.text == DOCUMENT.digest]
        (number,) = [spot for spot in found if spot.text.startswith("Page")]
        order = [number, digest, said] if mirrored else [said, digest, number]
        edges = [edge for spot in order for edge in (spot.left, spot.right)]
        assert edges == sorted(edges)
        assert (number.left if mirrored else THEME.page.width - number.right) == pytest.approx(
            THEME.page.left * 72 / 25.4, abs=2
        )


@pytest.mark.parametrize("side", [5, 80])
def test_head_and_foot_of_the_largest_size_meet_nothing(side: float) -> None:
    theme = Theme(page=Page(top=5, bottom=5, left=side, right=side), sizes=Sizes(page=14))
    marking = "OFFICIAL " * 33 if side == 5 else "OFFICIAL"
    data = pdf(replace(DOCUMENT, marking=marking, blocks=(paragraph(WORDS * 200),)), theme)
    inside, outside = boxes(data)
    highest = max(top for _, _, _, top in inside)
    lowest = min(bottom for _, bottom, _, _ in inside)
    assert all(bottom > highest or top < lowest for _, bottom, _, top in outside)
    foot = [spot for spot in spots(data) if spot.text and spot.bottom < lowest - 2]
    for one, other in combinations(foot, 2):
        beside = one.right < other.left or other.right < one.left
        assert beside or one.top <= other.bottom + 2 or other.top <= one.bottom + 2, (one, other)


def test_headings_deeper_than_the_theme_knows_are_set_all_the_same() -> None:
    blocks = [Heading(level, text(f"Level {level}"), f"h{level}") for level in range(1, 8)]
    assert pages(pdf(bare(*blocks)))[0].count("Level") == 7


def test_a_page_break_begins_a_page() -> None:
    blocks = (paragraph("one"), PageBreak(), PageBreak(), paragraph("two"), PageBreak())
    assert [page.strip() for page in pages(pdf(bare(*blocks)))] == ["one", "two"]


def test_a_page_break_at_the_head_is_nothing() -> None:
    assert len(pages(pdf(bare(PageBreak(), paragraph("one"))))) == 1


@pytest.mark.parametrize("lines", range(36, 46))
def test_a_heading_stays_with_two_lines_of_what_follows(lines: int) -> None:
    heading = Heading(1, text("Heading"), "h")
    printed = pages(pdf(bare(filler(lines), heading, filler(4))))
    for page in printed:
        if "Heading" in page:
            after = page[page.index("Heading") :]
            assert len(after.split()) >= 3


@pytest.mark.parametrize("lines", range(28, 46))
def test_a_caption_stays_with_its_table(lines: int) -> None:
    table = Table(columns(("Head",), (1.0,), WIDTH), rows([("a",), ("b",), ("c",)]), "Caption")
    headings = (Heading(1, text("Part"), "p"), Heading(2, text("Section"), "s"))
    for page in pages(pdf(bare(filler(lines), *headings, table))):
        captioned = "Caption" in page and "Caption (continued)" not in page
        assert ("Part" in page) == ("Section" in page) == captioned == ("a" in page.split())


@pytest.mark.parametrize("lines", range(34, 46))
def test_an_introduction_stays_with_its_heading_and_what_it_introduces(lines: int) -> None:
    table = Table(columns(("Head",), (1.0,), WIDTH), rows([("a",), ("b",), ("c",)]))
    heading, note = Heading(1, text("Section"), "s"), paragraph("Introduced.", Role.NOTE)
    for page in pages(pdf(bare(filler(lines), heading, note, table))):
        assert ("Section" in page) == ("Introduced." in page) == ("a" in page.split())


@pytest.mark.parametrize("lines", range(34, 46))
def test_who_is_quoted_stays_with_the_quotation(lines: int) -> None:
    quote, speaker = paragraph("Quoted.", Role.QUOTE), paragraph("Speaker.", Role.ATTRIBUTION)
    for page in pages(pdf(bare(filler(lines), quote, speaker, filler(3)))):
        assert ("Quoted." in page) == ("Speaker." in page)


@pytest.mark.parametrize("lines", range(34, 46))
def test_the_bottom_line_is_not_parted(lines: int) -> None:
    words = "Bottom " + "line " * 60 + "end."
    for page in pages(pdf(bare(filler(lines), paragraph(words, Role.LEAD)))):
        assert ("Bottom" in page) == ("end." in page)


@pytest.mark.parametrize("before", range(30, 50))
def test_no_line_of_a_paragraph_stands_alone(before: int) -> None:
    document = bare(filler(before), filler(5))
    for page in pages(pdf(document)):
        assert len(page.split()) != 1


def test_a_table_repeats_its_header_on_every_page() -> None:
    printed = pages(pdf(bare(long_table(WIDTH))))
    assert len(printed) > 2
    for page in printed:
        assert "Date What happened With Source" in " ".join(page.split())
    assert [page.count("(continued)") for page in printed] == [0] + [1] * (len(printed) - 1)


def test_no_row_is_split() -> None:
    table = Table(
        columns(("N", "Text"), (0.2, 0.8), WIDTH),
        rows([(f"row{n}", f"begin{n} " + WORDS * 3 + f"end{n}") for n in range(40)]),
    )
    printed = pages(pdf(bare(table)))
    assert len(printed) > 2
    for number in range(40):
        on = [index for index, page in enumerate(printed) if f"begin{number} " in page]
        assert [index for index, page in enumerate(printed) if f"end{number} " in page] == on
        assert len(on) == 1


def test_the_last_row_is_not_alone() -> None:
    for count in range(30, 45):
        table = Table(columns(("Head",), (1.0,), WIDTH), rows([("row",)] * count))
        assert pages(pdf(bare(table)))[-1].split()[-2:] != ["Head", "row"]


def test_a_row_taller_than_a_page_is_split_by_lines() -> None:
    words = [f"word{n}" for n in range(1500)]
    table = Table(
        columns(("Head", "Other"), (0.3, 0.7), WIDTH),
        rows([(" ".join(words), "short"), ("a", "b")]),
    )
    data = pdf(bare(table))
    printed = pages(data)
    assert len(printed) > 10
    assert printed[0].startswith("Head Other")
    assert all(lines_of(page)[:2] == ["(continued)", "Head Other"] for page in printed[1:])
    assert [w for page in printed for w in page.split() if w.startswith("word")] == words
    assert all(spot.bottom > 70 for page in range(len(printed)) for spot in spots(data, page))


TALL = Table(
    columns(("Date", "Event"), (0.2, 0.8), WIDTH),
    rows(
        [
            ("2024", "before"),
            (
                "2025",
                (*cell("Title"), *cell(" ".join(f"word{n}" for n in range(1200))), *cell("End")),
            ),
            ("2026", "after"),
        ]
    ),
    caption="A table",
)


def test_a_row_over_three_pages_is_one_row_with_content_on_each() -> None:
    data = pdf(bare(filler(20), TALL))
    printed = pages(data)
    assert len(printed) == 5
    inside = objects(data)
    assert [inside.count(b"/S/" + role) for role in (b"TR/", b"TH/", b"TD/")] == [4, 2, 6]
    for page in range(5):
        assert "word" not in outside_structure(data, page)
    words = [word for page in printed for word in page.split() if word.startswith("word")]
    assert words == [f"word{n}" for n in range(1200)]


def test_a_split_row_begins_where_there_is_room_and_the_rest_goes_on_behind_it() -> None:
    printed = pages(pdf(bare(filler(20), TALL)))
    assert "Title" in printed[0]
    assert all("Date Event" in page for page in printed)
    assert lines_of(printed[-1])[-2:] == ["End", "2026 after"]


@pytest.mark.parametrize("lines", range(28, 40))
def test_no_line_of_a_split_row_stands_alone(lines: int) -> None:
    for page in pages(pdf(bare(filler(lines), TALL))):
        if "Title" in page:
            assert "word0 " in page
        if "End" in page:
            assert "word1199" in page


def test_a_header_on_a_later_page_says_that_the_table_goes_on() -> None:
    for caption, said in (("", "(continued)"), ("Visits & talks", "Visits & talks (continued)")):
        data = pdf(bare(replace(TALL, caption=caption)))
        first, *later = map(lines_of, pages(data))
        assert not any("(continued)" in line for line in first)
        assert [page[:2] for page in later] == [[said, "Date Event"]] * len(later)
        for page in range(1, len(later) + 1):
            assert outside_structure(data, page).split() == [*said.split(), "Date", "Event"]
        assert objects(data).count(b"/S/Caption") == bool(caption)


def test_a_table_without_a_caption_is_named_by_the_heading_above_it() -> None:
    heading = Heading(2, text("2024"), "y")
    for between, said in (((), "2024 (continued)"), ((paragraph("Words"),), "(continued)")):
        _, *later = map(lines_of, pages(pdf(bare(heading, *between, replace(TALL, caption="")))))
        assert [page[:2] for page in later] == [[said, "Date Event"]] * len(later)


@pytest.mark.parametrize(
    ("top", "marking", "above"), [(25, "OFFICIAL", True), (8, "OFFICIAL", False), (14, "", True)]
)
def test_it_says_so_in_the_margin_where_that_has_room(
    top: float, marking: str, above: bool
) -> None:
    theme = Theme(page=Page(top=top))
    data = pdf(replace(bare(replace(TALL, caption="Visits")), marking=marking), theme)
    found = spots(data, 1)
    (said,) = [spot for spot in found if "(continued)" in spot.text]
    assert (said.bottom > theme.page.height - top * 72 / 25.4) == above
    others = [spot for spot in found if spot is not said]
    assert all(spot.bottom > said.top or spot.top < said.bottom for spot in others)
    if marking:
        assert max(spot.bottom for spot in others) > said.top  # the marking's


def test_a_table_on_one_page_or_without_header_says_nothing_of_it() -> None:
    bodies = rows([(f"row {n}",) for n in range(90)])
    headless = Table(columns(("",), (1.0,), WIDTH), bodies, "Rows", header_row=False)
    assert "continued" not in "".join(pages(pdf(bare(headless))))
    assert "continued" not in "".join(pages(pdf(bare(replace(TALL, rows=TALL.rows[::2])))))


def test_the_word_stands_where_the_document_begins() -> None:
    data = pdf(replace(bare(TALL), language="ar"))
    (found,) = [spot for spot in spots(data, 1) if "continued" in spot.text]
    assert found.left == pytest.approx(THEME.page.left * 72 / 25.4, abs=1)
    data = pdf(replace(bare(replace(TALL, caption="باکو")), language="ar"))
    found = max((s for s in spots(data, 1) if s.top > 741), key=lambda spot: spot.top)
    right = THEME.page.width - THEME.page.right * 72 / 25.4
    assert max(s.right for s in spots(data, 1)) == pytest.approx(right, abs=5)


def test_a_header_of_half_a_page_is_not_repeated() -> None:
    table = Table(columns((WORDS * 60,), (1.0,), WIDTH), rows([(f"row{n}",) for n in range(60)]))
    printed = pages(pdf(bare(table)))
    assert [("Both sides" in page) for page in printed] == [True] + [False] * (len(printed) - 1)


def test_a_header_taller_than_a_page_is_split_as_rows_are() -> None:
    words = [f"word{n}" for n in range(2500)]
    heads = columns((" ".join(words), "Other"), (0.5, 0.5), WIDTH)
    data = pdf(bare(Heading(1, text("Long"), "long"), Table(heads, rows([("row", "1")]))))
    printed = pages(data)
    assert " ".join(printed).split().count("(continued)") == 0
    found = " ".join(printed).split()
    assert [word for word in found if word.startswith("word")] == words
    foot = THEME.page.bottom * 72 / 25.4
    for page in range(len(printed)):
        spoken = [spot for spot in spots(data, page) if spot.text.startswith("word")]
        assert min((spot.bottom for spot in spoken), default=foot) > foot - 10
    assert "row" in printed[-1]
    assert "word2499" in printed[-1]


def test_a_figure_larger_than_the_page_is_made_to_fit() -> None:
    label = Label(0, 1990, 400, 10, ("lowest",), 8, 10)
    drawing = Drawing(900, 2000, (Box(0, 0, 900, 2000, stroke=Ink.RULE), label))
    data = pdf(bare(Heading(1, text("Figure"), "f"), Figure(drawing, "Caption", "Described")))
    (lowest,) = [
        spot
        for page in range(len(pages(data)))
        for spot in spots(data, page)
        if spot.text == "lowest"
    ]
    assert lowest.bottom > 70
    assert len(pages(data)) == 1


def test_space_before_a_block_is_dropped_at_the_top_of_a_page() -> None:
    first = pdf(bare(paragraph("Top")))
    later = pdf(bare(paragraph("x"), PageBreak(), paragraph("Top")))
    assert spots(first)[0].top == pytest.approx(spots(later, 1)[0].top)


def test_letters_are_as_wide_as_they_were_measured() -> None:
    words = "AVATAR To Wagga Äliyev тТуГА"
    (spot,) = spots(pdf(bare(paragraph(words))))
    assert spot.right - spot.left == pytest.approx(FONTS.width(words + " ", 11), abs=0.5)


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_sheet_is_the_themes(size: str) -> None:
    theme = Theme.model_validate({"page": {"size": size}})
    with pypdfium2.PdfDocument(pdf(bare(Title(text("T"))), theme)) as document:
        (found,) = [page.get_size() for page in document]
    assert found == pytest.approx((theme.page.width, theme.page.height), abs=0.001)


def test_numbers_are_aligned_at_their_end() -> None:
    words, figures = columns(("A", "B"), (0.5, 0.5), WIDTH)
    table = Table((words, replace(figures, align=Align.END)), rows([("x", "1"), ("y", "12345")]))
    found = {spot.text: spot for spot in spots(pdf(bare(table)))}
    assert found["1"].right == pytest.approx(found["12345"].right, abs=1)
    assert found["x"].left == pytest.approx(found["y"].left, abs=1)


def strip(height: float, keep: bool) -> Strip:
    return Strip(height, before=3.0, after=2.0, keep=keep)


@given(st.lists(st.builds(strip, st.floats(1, 60), st.booleans()), min_size=1, max_size=60))
def test_strips_keep_their_order_and_fit(strips: list[Strip]) -> None:
    paged = paginate(strips, 100)
    assert [standing.strip for page in paged for standing in page] == strips
    for page in paged:
        assert page[0].y == 0
        assert page[-1].y + page[-1].strip.height <= 100.01
        for one, two in pairwise(page):
            assert two.y == pytest.approx(one.y + one.strip.height + 3)
