"""Layout: what both formats must agree on and only measured text can tell, settled in the document."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.layout.cover import with_cover
from legation.layout.figures import fitted
from legation.layout.footnotes import with_footnotes
from legation.layout.landscape import on_turned_page, with_true_breaks
from legation.layout.timeline import lay_out
from legation.model.citing import takes_notes
from legation.model.document import Figure, Timeline
from legation.text.columns import Setting, set_widths
from legation.text.languages import reads_from_right

if TYPE_CHECKING:
    from legation.model.document import Block, Document
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

_PADDING = 4.0  # points between the text of a table's cell and its left and right edges


def settle(document: Document, theme: Theme, fonts: Fonts) -> Document:
    """The document as the writers want it: timelines drawn, widths set, cover and footnotes in their place.

    A timeline with nothing to draw is dropped; one that is to have a turned page has it. All else stays
    as it is.
    """
    if theme.cover:
        document = with_cover(document)
    if theme.notes == "foot" and takes_notes(document.blocks):
        document = with_footnotes(document)
    from_right = reads_from_right(document.language)

    def settled(block: Block) -> tuple[Block, ...]:
        if isinstance(block, Timeline):
            return _figure(block, theme, fonts, from_right=from_right)
        return (block,)

    setting = Setting(theme.page.text_width, theme.sizes.table, _PADDING, fonts)
    blocks = chain.from_iterable(map(settled, set_widths(document.blocks, setting)))
    return replace(document, blocks=tuple(fitted(with_true_breaks(blocks), theme, fonts)))


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
