"""Where a block begins: on a new page, at the head of one, or beneath a table.

Word keeps the spaces between paragraphs in the paragraphs; there are no empty ones. Between two of them the
larger counts. The space beneath a table, which has none itself, stands above what follows it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from legation.model.document import (
    Contents,
    Heading,
    List,
    PageBreak,
    Table,
)
from legation.writing.docx.markup import twips

if TYPE_CHECKING:
    from legation.model.document import Block

_NEW_PAGE = "<w:pageBreakBefore/>"
_FAR = 2  # the levels of headings that stand more than a line beneath anything, by their style


@lru_cache(maxsize=256)  # of the items of a list, nearly all have the same
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
    if isinstance(before, Table) and not (isinstance(block, Heading) and block.level <= _FAR):
        return Place("", line)
    return HERE


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
