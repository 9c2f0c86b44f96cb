"""Lines that run from right to left, or both ways: their spans in the order in which they stand.

Lines are broken in the order of reading; only then is each put in order (UAX 9, L1 and L2), with the
levels that its whole paragraph gave its characters.
"""

from __future__ import annotations

from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from legation.text.bidi import Part, line_levels, part_levels, visual_order
from legation.text.lines import SOFT_HYPHEN, SPACES, Line, R, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def ordered(lines: Sequence[Line[R]], parts: Sequence[Part], base: int) -> list[Line[R]]:
    """The lines with their spans parted where the direction changes, and the order these stand in.

    Args:
        lines: The runs of a paragraph, broken into lines.
        parts: The paragraph's text, parted by what stands apart, which need not be as the runs are.
        base: The paragraph's own level, 0 or 1.
    """
    bare_parts = [Part(_bare(text), apart) for text, apart in parts]
    text = "".join(part.text for part in bare_parts)
    found, seams = part_levels(bare_parts, base)
    result = []
    end = 0
    for line in lines:
        words = "".join(span.text for span in line.spans)
        bare = words.removesuffix(SOFT_HYPHEN)
        # Blanks that lines ended with are skipped.
        start = text.index(bare, end)
        end = start + len(bare)
        depths = line_levels(bare, found[start:end], base)
        # A hyphen stands with the letter before it.
        depths += (depths[-1:] or [base]) * (len(words) - len(bare))
        parted = {place - start: level for place, level in seams.items() if start < place < end}
        result.append(_ordered(line, words, depths, parted, base))
    return result


def _bare(text: str) -> str:
    return text.translate(SPACES).replace(SOFT_HYPHEN, "")


def _ordered(
    line: Line[R], words: str, found: Sequence[int], seams: Mapping[int, int], base: int
) -> Line[R]:
    spans: list[Span[R]] = []
    depths: list[int] = []
    between: dict[int, int] = {}  # the seams, by spans
    parts = list(accumulate(place in seams for place in range(len(words))))
    start = 0
    for run, text, *_ in line.spans:
        end = start + len(text)
        for (level, _), stretch in groupby(zip(found[start:end], parts[start:end], strict=True)):
            piece = words[start : start + len(list(stretch))]
            if start in seams:
                between[len(spans)] = seams[start]
            spans.append(Span(run, piece, run.measure(piece), level % 2 == 1))
            depths.append(level)
            start += len(piece)
    width = sum(span.width for span in spans)
    order = tuple(visual_order(depths, between))
    return Line(tuple(spans), width, line.spaced, order, base == 1)
