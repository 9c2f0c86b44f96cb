"""Justifying: lines made as wide as their column, by wider spaces.

No-break spaces keep their width, as in Word: programs that read PDF would take a wider one for two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legation.text.lines import Line, R

WIDEST = 3.0
"""The most that a space is widened to, as a multiple of its own width; else its line stays ragged."""


def justified(lines: Sequence[Line[R]], width: float) -> list[Line[R]]:
    """The lines of a paragraph, all but the last as wide as the column where their spaces allow it.

    Args:
        lines: In the order in which they stand, if any runs from right to left.
        width: The column's.
    """
    *others, last = lines
    return [*(_stretched(line, width) for line in others), last]


def _stretched(line: Line[R], width: float) -> Line[R]:
    counts = [span.text.count(" ") for span in line.spans]
    room = width - line.width
    if not any(counts) or room <= 0:
        return line
    stretch = room / sum(counts)
    if stretch > (WIDEST - 1) * line.spans[0].run.measure(" "):
        return line
    spans = (
        span._replace(width=span.width + stretch * count)
        for span, count in zip(line.spans, counts, strict=True)
    )
    return line._replace(spans=tuple(spans), width=width, stretch=stretch)
