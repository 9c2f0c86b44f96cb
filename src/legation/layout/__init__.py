"""Layout: what both formats must agree on and only measured text can tell, settled in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.layout.tables import set_widths
from legation.layout.timeline import lay_out
from legation.model.document import Figure, Table, Timeline

if TYPE_CHECKING:
    from legation.model.document import Block, Document
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts


def settle(document: Document, theme: Theme, fonts: Fonts) -> Document:
    """The document as the writers want it: timelines drawn as figures, column widths set.

    A timeline without events is dropped. All else stays as it is.
    """
    blocks = (_settled(block, theme, fonts) for block in document.blocks)
    return replace(document, blocks=tuple(block for block in blocks if block is not None))


def _settled(block: Block, theme: Theme, fonts: Fonts) -> Block | None:
    if isinstance(block, Table):
        return set_widths(block, theme, fonts)
    if not isinstance(block, Timeline):
        return block
    if not block.entries:
        return None
    drawing = lay_out(block, theme.page.text_width, theme, fonts)
    return Figure(drawing, block.caption, block.description)
