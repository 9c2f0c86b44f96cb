"""Where a block begins: on a new page, at the head of one, or beneath a table.

Word keeps the spaces between paragraphs in the paragraphs; there are no empty ones. The space beneath a
table, which has none itself, stands above what follows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from legation.model.document import (
    Contents,
    Figure,
    Heading,
    List,
    PageBreak,
    Paragraph,
    Role,
    Table,
)
from legation.writing.docx.markup import twips

if TYPE_CHECKING:
    from legation.model.document import Block

_NEW_PAGE = "<w:pageBreakBefore/>"
_CAPTION = 0.5
_ABOVE = {Role.LEAD: 1.0, Role.QUOTE: 0.5}  # the spaces that the styles have, in lines of body text


def spacing(above: float | None = None, beneath: float | None = None) -> str:
    """The spaces around a paragraph, in points, where they are not those of its style (17.3.1.33)."""
    spaces = {"before": above, "after": beneath}
    said = "".join(f' w:{n}="{twips(space)}"' for n, space in spaces.items() if space is not None)
    return said and f"<w:spacing{said}/>"


class Place(NamedTuple):
    """Where a block begins.

    Attributes:
        broken: What makes its first paragraph begin a page; empty where it begins none.
        above: The space above it in points, where it is not that of its style.
    """

    broken: str = ""
    above: float | None = None

    @property
    def spacing(self) -> str:
        """The space above it, as an element."""
        return spacing(self.above)

    @property
    def placing(self) -> tuple[str, str]:
        """The properties of a first paragraph that has no others, as `paragraph` takes them."""
        return self.broken, self.spacing


HERE = Place()
"""Wherever the block before ends."""


def place(block: Block, before: Block | None, line: float) -> Place:
    """Where a block begins behind another, or at the head of a section.

    Args:
        block: The block.
        before: The one before it.
        line: A line of body text in points, as far apart as blocks stand.
    """
    if before is None or isinstance(before, PageBreak):
        # The page's own margin is enough.
        return Place(_NEW_PAGE if before else "", 0.0)
    if isinstance(before, Table) and not isinstance(block, Heading):
        return Place("", line * (1 + _own(block)))
    return HERE


def _own(block: Block) -> float:
    """The space above a block by its style, in lines of body text."""
    if isinstance(block, Paragraph):
        return _ABOVE.get(block.role, 0.0)
    return _CAPTION if isinstance(block, Table | Figure) and block.caption else 0.0


def bears_space(block: Block | None) -> bool:
    """Whether a block begins with a paragraph of its own, which can stand apart or on a new page."""
    match block:
        case None:
            return False
        case Table():
            return bool(block.caption)
        case Contents():
            return bool(block.entries)
        case List():
            return bool(block.items)
    return True
