from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from documents import sample_document
from layout.timelines import timeline, uzbekistan
from legation.layout import settle
from legation.model.document import Column, Figure, Paragraph, Row, Table, Text

if TYPE_CHECKING:
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

WORDS = Paragraph((Text("Words"),))


def test_a_timeline_becomes_a_figure_as_wide_as_the_text(theme: Theme, fonts: Fonts) -> None:
    document = replace(sample_document(), blocks=(WORDS, uzbekistan(), WORDS))
    before, figure, after = settle(document, theme, fonts).blocks

    assert isinstance(figure, Figure)
    assert figure.drawing.width == theme.page.text_width
    assert (figure.caption, figure.description) == ("Timeline", "What happened when.")
    assert before is after is WORDS


def test_a_timeline_without_events_is_dropped(theme: Theme, fonts: Fonts) -> None:
    document = replace(sample_document(), blocks=(WORDS, timeline([])))

    assert settle(document, theme, fonts).blocks == (WORDS,)


def test_every_table_is_as_wide_as_the_text(theme: Theme, fonts: Fonts) -> None:
    settled = settle(sample_document(), theme, fonts)
    tables = [block for block in settled.blocks if isinstance(block, Table)]

    assert tables
    for table in tables:
        assert sum(column.width for column in table.columns) == theme.page.text_width


def test_tables_with_the_same_headers_have_the_same_widths(theme: Theme, fonts: Fonts) -> None:
    def told(*rows: tuple[str, str]) -> Table:
        cells = [tuple((Paragraph((Text(text),)),) for text in row) for row in rows]
        return Table((Column("Date"), Column("Event")), tuple(map(Row, cells)))

    parts = (told(("2025", "Met")), told(("28 September 2025", "Met again")))
    document = replace(sample_document(), blocks=parts)
    first, second = settle(document, theme, fonts).blocks

    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert first.columns == second.columns
    assert first.rows == parts[0].rows


def test_all_else_stays_as_it_is(theme: Theme, fonts: Fonts) -> None:
    document = sample_document()
    settled = settle(document, theme, fonts)

    assert replace(settled, blocks=document.blocks) == document
    for before, after in zip(document.blocks, settled.blocks, strict=True):
        if not isinstance(before, Table):
            assert after is before
