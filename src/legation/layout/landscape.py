"""Turned pages: what stands on a sheet of its own that is wider than high."""

from __future__ import annotations

from math import ceil, inf
from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.layout.measuring import measure
from legation.model.document import Figure, Heading, PageBreak, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from legation.model.document import Block
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

_HEAD, _FOOT = 40.0, 51.0  # what they take of the sheet where margins are small, in points
_RESERVE = 0.04  # of the page: a brief that is held to its pages leaves as much free
_LEAST = 4  # lines of body text, left for headings even where there are none
_LEADING = 1.3  # of headings and captions, at the most
_BETWEEN = 1.5  # lines of body text between two headings
_BENEATH = 0.5  # beneath the last, and beneath a caption


def on_turned_page(block: Block) -> tuple[Block, ...]:
    """A block between the break that turns the sheet and the one that turns it back."""
    return PageBreak(landscape=True), block, PageBreak()


def with_true_breaks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, with the headings of a turned page on it and no page break that is needless.

    Breaks in a row are one, behind which the sheet lies as behind the last of them; at the end there
    is none.
    """
    kept: list[Block] = []
    for block in blocks:
        if not isinstance(block, PageBreak):
            kept.append(block)
            continue
        place = _before_headings(kept) if block.landscape else len(kept)
        if place and isinstance(before := kept[place - 1], PageBreak):
            kept[place - 1] = _as_one(before, block)
        else:
            kept.insert(place, block)
    if kept and isinstance(kept[-1], PageBreak):
        kept.pop()
    return tuple(kept)


def _before_headings(blocks: list[Block]) -> int:
    """Where the headings with which the blocks end begin."""
    place = len(blocks)
    while place and isinstance(blocks[place - 1], Heading):
        place -= 1
    return place


def _as_one(first: PageBreak, second: PageBreak) -> PageBreak:
    return replace(second, annex=first.annex or second.annex, cover=first.cover or second.cover)


def fitted(blocks: Iterable[Block], theme: Theme, fonts: Fonts) -> Iterator[Block]:
    """The blocks, with the figures on turned pages no higher than a page holds beneath its headings."""
    turned = False
    headings: list[Heading] = []
    for block in blocks:
        if isinstance(block, PageBreak):
            turned, headings = block.landscape, []
        elif turned and isinstance(block, Heading):
            headings.append(block)
        elif turned and isinstance(block, Figure):
            room = _room(headings, block.caption, theme, fonts)
            block = replace(block, drawing=block.drawing.no_larger(inf, room))
        yield block


def _room(headings: list[Heading], caption: str, theme: Theme, fonts: Fonts) -> float:
    """The height that a figure may have on a turned page, beneath headings and its caption."""
    page, sizes = theme.page.turned, theme.sizes
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
