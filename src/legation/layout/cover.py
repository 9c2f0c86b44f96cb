"""The cover: the title block on a page of its own."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.model.document import PageBreak, Paragraph, Role, Title

if TYPE_CHECKING:
    from legation.model.document import Block, Document


def with_cover(document: Document) -> Document:
    """The document with its title block as its cover; as it is where that or all else is missing."""
    count = len(list(takewhile(_is_front, document.blocks)))
    front, rest = document.blocks[:count], document.blocks[count:]
    annex = False
    while rest and isinstance(rest[0], PageBreak):
        annex = annex or rest[0].annex
        rest = rest[1:]
    if not (front and rest):
        return document
    return replace(document, blocks=(*front, PageBreak(annex=annex, cover=True), *rest))


def _is_front(block: Block) -> bool:
    """Whether a block is of the title block."""
    match block:
        case Title() | Paragraph(role=Role.SUBTITLE | Role.FRONT):
            return True
    return False
