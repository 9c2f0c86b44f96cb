"""Pages of which the lines are only counted: the same as those that are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from documents import columns, text
from legation.model.document import (
    Block,
    Break,
    Cite,
    Footnote,
    Heading,
    Link,
    List,
    ListItem,
    ListKind,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Text,
    Title,
)
from legation.writing import pdf
from pdf_files import FONTS, THEME, WIDTH, bare

if TYPE_CHECKING:
    from legation.model.document import Inlines
    from legation.writing.pdf.pages import Page

COLUMNS = columns(("Date", "Event"), (0.2, 0.8), WIDTH)
SAID = "The delegation met the mission in Tashkent and agreed on a road map of the corridor. "
LINK = Link("https://example.org/a", (Text("the text as it was published on the day"),))


def inlines(number: int) -> Inlines:
    """Inlines of all kinds, of other lengths for every number."""
    said = (SAID * (1 + number % 5))[: 20 + 37 * number % 400].strip()
    return (
        (Text(said),),
        (Text(said), Text(", in bold", bold=True), Text(" and so"), Text("on")),
        (Text(said, language="fr"), Break(), LINK, Text("."), Cite(number % 9 + 1, "source-1")),
        (Text("اجتماع " * 12 + said),),
        (Text(said + "\nand 12 km\u00adon by https://example.org/" + "long/" * 30),),
        (Cite(number, "source-1"), Text(" "), Cite(number, "nowhere")),
        (Break(), Text(said)),
        (),
    )[number % 8]


def table(count: int) -> Table:
    body = tuple(
        Row(((Paragraph(text(str(n))),), (Paragraph(inlines(n)), Paragraph(inlines(n + 3)))))
        for n in range(count)
    )
    return Table(COLUMNS, (*body, Row(((), (Paragraph(text("w " * 6000)),)))))


def items(count: int, kind: ListKind) -> List:
    return List(
        kind,
        tuple(
            ListItem((Paragraph(inlines(n)), Paragraph(inlines(n + 1))), f"{kind}-{n}")
            for n in range(1, count)
        ),
    )


BLOCKS: tuple[Block, ...] = (
    Title(text("A brief")),
    *(Paragraph(inlines(n)) for n in range(20)),
    Heading(1, text("Events"), "events"),
    table(90),
    PageBreak(landscape=True),
    Heading(2, text("Turned"), "turned"),
    table(40),
    PageBreak(),
    Heading(1, text("Lists"), "lists"),
    items(50, ListKind.BULLET),
    items(90, ListKind.SOURCE),
)


def noted(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    note = Footnote(1, "note-1", (Text(SAID * 4),))
    cell = (Paragraph((Text(SAID), note)),)
    return (Table(COLUMNS, (Row((cell, cell)),)), *blocks)


@pytest.mark.parametrize("blocks", [BLOCKS, noted(BLOCKS)], ids=["plain", "noted"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_everything_stands_where_it_is_painted(blocks: tuple[Block, ...], language: str) -> None:
    document = replace(bare(*blocks), language=language)
    painted, counted = (
        pdf.lay_out(document, THEME, FONTS, counted=counted) for counted in (False, True)
    )
    assert counted.measure() == painted.measure()
    assert counted.measure().pages > 10
    assert [places(page) for page in counted.pages] == [places(page) for page in painted.pages]


def places(page: Page) -> list[tuple[float, float]]:
    """The top of everything on a page, and its height."""
    return [(round(each.y, 6), round(each.strip.height, 6)) for each in page]
