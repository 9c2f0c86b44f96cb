"""Counting the lines that text takes, without a thought for what is on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, repeat

from legation.text.plain import is_plain

Measured = tuple[str, Callable[[str], float]]
"""A run: its text, and what measures any text in its style."""


def count_lines(text: str, measure: Callable[[str], float], width: float) -> int:
    """How many lines `break_lines` would make of a run; 0 where it would look closer than at words.

    Args:
        text: What it says.
        measure: What measures any text in its style.
        width: Of the lines.
    """
    words = text.split(" ")
    if not words[-1] and text:
        return 0
    sizes, space = list(map(measure, words)), measure(" ")
    if sum(sizes) + space * (len(words) - 1) <= width and text.isprintable():
        return 1
    if max(sizes) > width or not is_plain(text):
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
