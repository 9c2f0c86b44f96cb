"""Layout: what both formats must agree on and only measured text can tell, settled in the document."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.layout.cover import with_cover
from legation.layout.footnotes import with_footnotes
from legation.layout.landscape import on_turned_page, with_true_breaks
from legation.layout.tables import set_widths
from legation.layout.timeline import lay_out
from legation.model.document import Figure, Table, Timeline

if TYPE_CHECKING:
    from legation.model.document import Block, Column, Document
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts


def settle(document: Document, theme: Theme, fonts: Fonts) -> Document:
    """The document as the writers want it: timelines drawn, widths set, cover and footnotes in their place.

    Tables with the same headers get the same widths, so that a table told in parts reads as one. A
    timeline with nothing to draw is dropped; one that is to have a turned page has it. All else stays
    as it is.
    """
    if theme.cover:
        document = with_cover(document)
    if theme.notes == "foot":
        document = with_footnotes(document)
    columns = _columns([b for b in document.blocks if isinstance(b, Table)], theme, fonts)
    settled = (_settled(block, columns, theme, fonts) for block in document.blocks)
    return replace(document, blocks=with_true_breaks(chain.from_iterable(settled)))


def _columns(
    tables: list[Table], theme: Theme, fonts: Fonts
) -> dict[tuple[Column, ...], tuple[Column, ...]]:
    """For the columns of each kind of table, the same with their widths."""
    kinds: dict[tuple[Column, ...], list[Table]] = {}
    for table in tables:
        kinds.setdefault(table.columns, []).append(table)
    return {
        columns: set_widths(_as_one(alike), theme, fonts).columns
        for columns, alike in kinds.items()
    }


def _as_one(tables: list[Table]) -> Table:
    return replace(tables[0], rows=tuple(row for table in tables for row in table.rows))


def _settled(
    block: Block,
    columns: dict[tuple[Column, ...], tuple[Column, ...]],
    theme: Theme,
    fonts: Fonts,
) -> tuple[Block, ...]:
    if isinstance(block, Table):
        return (replace(block, columns=columns[block.columns]),)
    if not isinstance(block, Timeline):
        return (block,)
    page = theme.page.turned if block.landscape else theme.page
    drawing = lay_out(block, page.text_width, theme, fonts)
    if not drawing.shapes:
        return ()
    figure = Figure(drawing, block.caption, block.description)
    return on_turned_page(figure) if block.landscape else (figure,)
