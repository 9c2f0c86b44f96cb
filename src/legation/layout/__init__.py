"""Layout: what both formats must agree on and only measured text can tell, settled in the document."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.layout.cover import with_cover
from legation.layout.figures import fitted
from legation.layout.footnotes import with_footnotes
from legation.layout.landscape import on_turned_page, with_true_breaks
from legation.layout.tables import set_widths
from legation.layout.timeline import lay_out
from legation.model.citing import takes_notes
from legation.model.document import Figure, Table, Timeline
from legation.text.languages import reads_from_right

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
    if theme.notes == "foot" and takes_notes(document.blocks):
        document = with_footnotes(document)
    columns = _columns([b for b in document.blocks if isinstance(b, Table)], theme, fonts)
    from_right = reads_from_right(document.language)

    def settled(block: Block) -> tuple[Block, ...]:
        match block:
            case Table():
                return (replace(block, columns=columns[block.columns]),)
            case Timeline():
                return _figure(block, theme, fonts, from_right=from_right)
        return (block,)

    blocks = with_true_breaks(chain.from_iterable(map(settled, document.blocks)))
    return replace(document, blocks=tuple(fitted(blocks, theme, fonts)))


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


def _figure(
    timeline: Timeline, theme: Theme, fonts: Fonts, *, from_right: bool
) -> tuple[Block, ...]:
    """A timeline as a figure, with the turned page that it may want; nothing if it has nothing to show."""
    page = theme.page.turned if timeline.landscape else theme.page
    drawing = lay_out(timeline, page.text_width, theme, fonts, from_right=from_right)
    if not drawing.shapes:
        return ()
    figure = Figure(drawing, timeline.caption, timeline.description)
    return on_turned_page(figure) if timeline.landscape else (figure,)
