"""Measuring: how many pages a document takes, and what of it is beyond those it may have.

A limit holds what stands between the cover and the annex. Every stretch between two page breaks has a page
of its own, and the pages to spare go to the first stretches that need them, so that a stretch too long is
blamed and not the one after it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise, takewhile
from math import ceil, inf
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.writing.pdf.pages import paginate

if TYPE_CHECKING:
    from legation.writing.pdf.pages import Page, Standing
    from legation.writing.pdf.strips import Strip

RESERVE = 0.04
"""The part of a limited page that stays empty, so that the Word file keeps to its pages as well.

LibreOffice sets a page as high as we do but for three things: it breaks a line in some hundreds at another
word, for its letters are wider by a hair and it does not part words at a slash; it gives titles the room
that the font asks for; and it adds a table's rules to its rows. Of 500 pages filled at random, two ran
over with 1.5 in a hundred, and with 4, which is less than two lines, none did.
"""


class Over(Struct, frozen=True):
    """How much of a section is beyond the pages that the document may have.

    Attributes:
        section: The words of its heading; empty for what stands before the first.
        lines: How much, in lines of body text.
        noted: Whether footnotes are among it.
    """

    section: str
    lines: int
    noted: bool = False


class Measure(Struct, frozen=True):
    """A document measured.

    Attributes:
        pages: How many pages it has.
        front: How many of them come before the annex, without a cover.
        anchors: The page of every anchor, from 1.
        over: What is beyond the pages that it may have, in reading order; nothing where all fits, or
            where there is no limit.
    """

    pages: int
    front: int
    anchors: Mapping[str, int]
    over: tuple[Over, ...]


def overflow(
    strips: Sequence[Strip], heights: Mapping[bool, float], pages: int, line: float
) -> tuple[Over, ...]:
    """What of the strips between the cover and the annex is beyond so many pages.

    Args:
        strips: All of the document's.
        heights: Of a page's column, in points, by whether its sheet is turned to be wider than high.
        pages: How many the front may have.
        line: The height of a line of body text.
    """
    front = list(takewhile(lambda strip: not strip.annex, strips))
    text = next((number for number, strip in enumerate(front) if strip.text), 0)
    front = front[text:]
    beyond: dict[int, float] = defaultdict(float)
    citing = {id(note): id(strip) for strip in front for note in strip.notes}
    noted: set[int] = set()
    for strip, over in _beyond(front, heights, pages):
        # The lines of a footnote count as the strip that has its number.
        beyond[citing.get(strip, strip)] += over
        if strip in citing:
            noted.add(citing[strip])
    sections = [("", 0.0, False)]
    for each in front:
        if each.outline is not None:
            sections.append((each.outline[1], 0.0, False))
        words, over, with_notes = sections[-1]
        over += beyond.get(id(each), 0.0)
        sections[-1] = words, over, with_notes or id(each) in noted
    # A hundredth for rounding.
    return tuple(
        Over(words, ceil(over / line - 0.01), with_notes)
        for words, over, with_notes in sections
        if over
    )


def _beyond(
    front: Sequence[Strip], heights: Mapping[bool, float], pages: int
) -> Iterator[tuple[int, float]]:
    """The strips beyond the pages, and lines of notes, by their identity, with the room they take."""
    stretches = list(_stretches(front))
    spare = max(0, pages - len(stretches))
    for number, stretch in enumerate(stretches):
        height = heights[stretch[0].landscape] * (1 - RESERVE)
        paged = paginate(stretch, height)
        wanted = min(len(paged), 1 + spare)
        spare -= wanted - 1
        allotted = wanted if number < pages else 0
        if len(paged) > allotted or _bottom(paged[-1][-1]) > height + 0.01:
            yield from _endless(paged[max(0, allotted - 1) :], height if allotted else 0.0)


def _endless(pages: Sequence[Page], height: float) -> Iterator[tuple[int, float]]:
    """The strips of pages, were they one column, that reach beyond a height; and how far they do."""
    standings = list(chain.from_iterable(pages))
    strips = [each.strip for each in standings if not (each.repeated or each.note)]
    column = paginate(strips, inf)[0] if strips else []
    bottoms = {id(each.strip): _bottom(each) for each in column}  # the space above it is its own
    reached, bottom, noted = height, 0.0, 0.0
    for standing in standings:
        if standing.note:
            noted += standing.strip.before + standing.strip.height
        elif not standing.repeated:
            bottom = bottoms[id(standing.strip)]
        if bottom + noted > reached:
            yield id(standing.strip), bottom + noted - reached
            reached = bottom + noted


def _bottom(standing: Standing) -> float:
    return standing.y + standing.strip.height


def _stretches(strips: Sequence[Strip]) -> Iterator[Sequence[Strip]]:
    """The strips between page breaks."""
    starts = [index for index, strip in enumerate(strips) if strip.new_page or not index]
    for start, end in pairwise([*starts, len(strips)]):
        yield strips[start:end]
