"""Counting the lines that text takes, without a thought for what is on them."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, chain, repeat

from legation.text.kept import Kept
from legation.text.plain import is_plain

_HAIR = 1e-6  # points: what comes so close to the end of a line is added up as `break_lines` does

Measured = tuple[str, Callable[[str], float]]
"""A run: its text, and what measures any text in its style."""


def line_counter(measure: Callable[[str], float], width: float) -> Callable[[str], int]:
    """Tells how many lines `break_lines` would make of a run; 0 where it would look closer than at words.

    Args:
        measure: What measures any text in its style.
        width: Of the lines.
    """
    spaced, room = _spaced(measure), width + measure(" ") - _HAIR

    def count(text: str) -> int:
        words = text.split(" ")
        if not words[-1] and text:
            return 0
        ends = list(accumulate(map(spaced, words)))
        if ends[-1] <= room:
            if text.isprintable():
                return 1
        elif (count := _parted(ends, room)) and is_plain(text, words):
            return count
        return _closely(text, words, measure, width)

    return count


@lru_cache(maxsize=64)
def _spaced(measure: Callable[[str], float]) -> Callable[[str], float]:
    """What measures words with a space behind each."""
    space = measure(" ")
    widths: Kept[str, float] = Kept(lambda word: measure(word) + space)
    return widths.__getitem__


def _parted(ends: Sequence[float], room: float) -> int:
    """How many lines words fill that would end there on one line, each with its space.

    Nothing where that is a matter of rounding, or a word is wider than a line.
    """
    count, start, edge = 1, 0, room
    while ends[-1] > edge:
        end = bisect(ends, edge, start)
        if end == start or ends[end] < edge + 2 * _HAIR:
            return 0
        count, start, edge = count + 1, end, ends[end - 1] + room
    return count


def _closely(text: str, words: Sequence[str], measure: Callable[[str], float], width: float) -> int:
    """The same, with each word added up as `break_lines` does it."""
    sizes, space = list(map(measure, words)), measure(" ")
    if sum(sizes) + space * (len(words) - 1) <= width and text.isprintable():
        return 1
    if max(sizes) > width or not is_plain(text, words):
        return 0
    return _filled(sizes, chain((0.0,), repeat(space)), width)


def count_together(runs: Sequence[Measured], width: float) -> int:
    """The same of several runs."""
    text = "".join([text for text, _ in runs])
    if text.endswith(" ") or not is_plain(text):
        return 0
    sizes, gaps = _measured(runs)
    return 0 if max(sizes) > width else _filled(sizes, gaps, width)


def _measured(runs: Sequence[Measured]) -> tuple[list[float], list[float]]:
    """The widths of the words, and of the spaces before them; a run may begin within a word."""
    sizes, gaps = [0.0], [0.0]
    for text, measure in runs:
        first, *others = map(measure, text.split(" "))
        sizes[-1] += first
        sizes += others
        gaps += [measure(" ")] * len(others)
    return sizes, gaps


def _filled(sizes: Sequence[float], gaps: Iterable[float], width: float) -> int:
    """How many lines words of these sizes fill, each with the gap before it."""
    count, x = 1, 0.0
    for size, gap in zip(sizes, gaps, strict=False):
        # In the order in which `break_lines` adds, so that both round alike.
        x += gap
        x += size
        if x > width:
            count += 1
            x = size
    return count
