"""A timeline on a turned page: what is around it, and which page breaks there are."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from documents import paragraph, sample_document, text
from layout.timelines import timeline, uzbekistan
from legation.layout import settle
from legation.layout.figures import fitted
from legation.layout.landscape import with_true_breaks
from legation.model.document import Block, Figure, Heading, PageBreak, Title
from legation.model.drawing import Box, Drawing, Ink
from legation.model.theme import Page, Sizes, Theme
from legation.writing import pdf
from pdf_files import bare

if TYPE_CHECKING:
    from legation.text.fonts import Fonts

TITLE = Title(text("Azerbaijan and Uzbekistan"))
HEADING = Heading(1, text("Timeline"), "timeline")
WORDS = paragraph("Words")
PANEL = replace(uzbekistan(), landscape=True)
TURN, BACK = PageBreak(landscape=True), PageBreak()
DRAWN = "figure"


def settled(blocks: tuple[Block, ...], theme: Theme, fonts: Fonts) -> list[Block | str]:
    """The blocks as laid out, a figure by its name."""
    found = settle(bare(*blocks), theme, fonts).blocks
    return [DRAWN if isinstance(block, Figure) else block for block in found]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((PANEL,), [TURN, DRAWN]),
        ((WORDS, PANEL), [WORDS, TURN, DRAWN]),
        ((PANEL, WORDS), [TURN, DRAWN, BACK, WORDS]),
        ((WORDS, HEADING, PANEL, WORDS), [WORDS, TURN, HEADING, DRAWN, BACK, WORDS]),
        ((HEADING, HEADING, PANEL), [TURN, HEADING, HEADING, DRAWN]),
        ((HEADING, WORDS, PANEL), [HEADING, WORDS, TURN, DRAWN]),
        ((PANEL, PANEL), [TURN, DRAWN, TURN, DRAWN]),
        ((PANEL, HEADING, PANEL, WORDS), [TURN, DRAWN, TURN, HEADING, DRAWN, BACK, WORDS]),
        ((WORDS, BACK, PANEL, BACK, WORDS), [WORDS, TURN, DRAWN, BACK, WORDS]),
        ((WORDS, BACK, HEADING, PANEL), [WORDS, TURN, HEADING, DRAWN]),
        ((PANEL, BACK), [TURN, DRAWN]),
    ],
)
def test_it_has_a_page_of_its_own_and_no_needless_break(
    blocks: tuple[Block, ...], expected: list[Block | str], theme: Theme, fonts: Fonts
) -> None:
    assert settled(blocks, theme, fonts) == expected


def test_a_break_before_the_annex_keeps_its_meaning(theme: Theme, fonts: Fonts) -> None:
    annex = PageBreak(annex=True)
    found = settled((WORDS, annex, HEADING, PANEL, annex, WORDS), theme, fonts)
    turned = PageBreak(annex=True, landscape=True)
    assert found == [WORDS, turned, HEADING, DRAWN, annex, WORDS]


def test_so_does_that_behind_a_cover(fonts: Fonts) -> None:
    found = settled((TITLE, HEADING, PANEL, WORDS), Theme(cover=True), fonts)
    turned = PageBreak(cover=True, landscape=True)
    assert found == [TITLE, turned, HEADING, DRAWN, BACK, WORDS]


def test_one_with_nothing_to_draw_turns_no_page(theme: Theme, fonts: Fonts) -> None:
    empty = replace(timeline([]), landscape=True)
    assert settled((WORDS, empty, WORDS), theme, fonts) == [WORDS, WORDS]


@pytest.mark.parametrize("page", [Page(), Page(size="Letter", left=40, top=10)])
def test_it_is_drawn_as_wide_as_the_text_of_the_turned_sheet(page: Page, fonts: Fonts) -> None:
    _, figure = settle(bare(PANEL), Theme(page=page), fonts).blocks
    assert isinstance(figure, Figure)
    assert figure.drawing.width == page.height - (page.left + page.right) * 72 / 25.4
    assert figure.drawing.height <= page.width - (page.top + page.bottom) * 72 / 25.4


def full(theme: Theme) -> Figure:
    """A figure as high as a turned sheet."""
    page = theme.page.turned
    frame = Box(0, 0, page.text_width, page.height, stroke=Ink.RULE)
    return Figure(Drawing(page.text_width, page.height, (frame,)), "Timeline", "All of it.")


@pytest.mark.parametrize("spacing", [0.25, 1, 2])
@pytest.mark.parametrize("leading", [1, 2])
@pytest.mark.parametrize("page", [Page(), Page(top=5, bottom=5), Page(size="Letter", top=40)])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_figure_is_low_enough_to_stand_beneath_its_headings(
    spacing: float, leading: float, page: Page, count: int, fonts: Fonts
) -> None:
    theme = Theme(spacing=spacing, leading=leading, page=page)
    headings = [replace(HEADING, level=level + 1, anchor=str(level)) for level in range(count)]
    blocks = tuple(fitted([TURN, *headings, full(theme)], theme, fonts))
    figure = blocks[-1]
    assert isinstance(figure, Figure)
    assert figure.drawing.height > theme.page.turned.text_height / 3
    book = pdf.lay_out(replace(sample_document(), blocks=blocks, pages=1), theme, fonts)
    assert (book.measure().pages, book.measure().over) == (1, ())
    (drawn,) = (standing.strip for standing in book.pages[0] if standing.strip.picture)
    assert drawn.height == figure.drawing.height  # as in Word, which would not make it smaller


def test_it_keeps_its_proportions(theme: Theme, fonts: Fonts) -> None:
    before = full(theme).drawing
    (_, figure) = fitted([TURN, full(theme)], theme, fonts)
    assert isinstance(figure, Figure)
    after = figure.drawing
    (frame,) = after.shapes
    assert isinstance(frame, Box)
    assert after.width / after.height == pytest.approx(before.width / before.height)
    assert frame.width == pytest.approx(after.width)
    assert frame.height == pytest.approx(after.height)


def test_one_that_is_low_enough_and_one_that_stands_upright_stay(
    theme: Theme, fonts: Fonts
) -> None:
    low = Figure(Drawing(700, 200, ()), "", "")
    blocks = (full(theme), TURN, low, BACK, full(theme))
    assert tuple(fitted(blocks, theme, fonts)) == blocks


def test_even_beneath_enormous_headings_a_figure_is_there(fonts: Fonts) -> None:
    theme = Theme(sizes=Sizes(heading1=72, body=72), page=Page(top=80, bottom=80))
    (*_, figure) = fitted([TURN, HEADING, full(theme)], theme, fonts)
    assert isinstance(figure, Figure)
    assert figure.drawing.height > 40
    data = pdf.write(bare(TURN, HEADING, figure), theme, fonts).data
    assert data.startswith(b"%PDF")


def test_others_stay_as_they_are(theme: Theme, fonts: Fonts) -> None:
    assert settled((WORDS, HEADING, uzbekistan(), WORDS), theme, fonts) == [
        WORDS,
        HEADING,
        DRAWN,
        WORDS,
    ]


breaks = st.builds(PageBreak, st.booleans(), st.booleans(), st.booleans())


@given(st.lists(st.sampled_from([WORDS, HEADING]) | breaks, max_size=12))
def test_nothing_but_breaks_is_lost_and_none_is_needless(blocks: list[Block]) -> None:
    found = with_true_breaks(blocks)
    rest = [block for block in found if not isinstance(block, PageBreak)]
    assert rest == [block for block in blocks if not isinstance(block, PageBreak)]
    assert not found or not isinstance(found[-1], PageBreak)
    assert not any(
        isinstance(one, PageBreak) and isinstance(two, PageBreak) for one, two in pairwise(found)
    )
