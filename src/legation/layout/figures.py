"""Figures: none is higher than a page holds beneath its headings and its caption."""

from __future__ import annotations

from math import ceil, inf
from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.model.document import Figure, Heading, PageBreak, Text
from legation.text.measuring import measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from legation.model.document import Block
    from legation.model.theme import Page, Theme
    from legation.text.fonts import Fonts

_HEAD, _FOOT = 40.0, 51.0  # what they take of the sheet where margins are small, in points
_RESERVE = 0.04  # of the page: a brief that is held to its pages leaves as much free
_LEAST = 4  # lines of body text, left for headings even where there are none
_LEADING = 1.3  # of headings and captions, at the most
_BETWEEN = 1.5  # lines of body text between two headings
_BENEATH = 0.5  # beneath the last, and beneath a caption


def fitted(blocks: Iterable[Block], theme: Theme, fonts: Fonts) -> Iterator[Block]:
    """The blocks, with the figures no higher than a page holds beneath the headings that stay with them."""
    page = theme.page
    headings: list[Heading] = []
    for block in blocks:
        match block:
            case PageBreak():
                page = theme.page.turned if block.landscape else theme.page
            case Figure():
                room = _room(headings, block.caption, page, theme, fonts)
                drawing = block.drawing.no_larger(inf, room)
                yield block if drawing is block.drawing else replace(block, drawing=drawing)
                headings = []
                continue
        headings = [*headings, block] if isinstance(block, Heading) else []
        yield block


def _room(headings: list[Heading], caption: str, page: Page, theme: Theme, fonts: Fonts) -> float:
    """The height that a figure may have on a page, beneath headings and its caption."""
    sizes = theme.sizes
    line = sizes.body * theme.leading

    def height(words: str, size: float) -> float:
        lines = ceil(measure(fonts, size, bold=True)(words) / page.text_width)
        return lines * (_LEADING * size + line / 4)

    millimetre = 72 / 25.4
    column = page.height - max(page.top * millimetre, _HEAD) - max(page.bottom * millimetre, _FOOT)
    by_level = {1: sizes.heading1, 2: sizes.heading2}
    heads = sum(height(_words(each), by_level.get(each.level, sizes.body)) for each in headings)
    heads += line * theme.spacing * (_BETWEEN * max(0, len(headings) - 1) + _BENEATH)
    captioned = height(caption, sizes.caption) + line * theme.spacing * _BENEATH
    room = column - captioned - max(heads + _RESERVE * column, _LEAST * line)
    return max(room, column / 3)  # beneath the largest of letters it goes on another page


def _words(heading: Heading) -> str:
    return "".join(inline.text for inline in heading.inlines if isinstance(inline, Text))
