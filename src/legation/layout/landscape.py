"""Turned pages: what stands on a sheet of its own that is wider than high."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.model.document import Heading, PageBreak

if TYPE_CHECKING:
    from collections.abc import Iterable

    from legation.model.document import Block


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
