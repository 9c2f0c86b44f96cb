"""Counting the lines that text takes, without a thought for what is on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from legation.text.plain import is_plain

Measured = tuple[str, Callable[[str], float]]
"""A run: its text, and what measures any text in its style."""


def count_lines(runs: Sequence[Measured], width: float) -> int:
    """How many lines `break_lines` would make; 0 where it would look closer than at whole words.

    Args:
        runs: At least one.
        width: Of the lines.
    """
    if len(runs) == 1:
        ((text, measure),) = runs
        words = text.split(" ")
        sizes = list(map(measure, words))
        gaps = [measure(" ")] * len(words)
        gaps[0] = 0.0
        fits = sum(sizes) + gaps[-1] * (len(words) - 1) <= width and text.isprintable()
    else:
        text = "".join([text for text, _ in runs])
        sizes, gaps = _measured(runs)
        fits = False
    if text.endswith(" "):
        return 0
    if fits:
        return 1
    if max(sizes) > width or not is_plain(text):
        return 0
    return _filled(sizes, gaps, width)


def _measured(runs: Sequence[Measured]) -> tuple[list[float], list[float]]:
    """The widths of the words, and of the spaces before them; a run may begin within a word."""
    sizes, gaps = [0.0], [0.0]
    for text, measure in runs:
        first, *others = map(measure, text.split(" "))
        sizes[-1] += first
        sizes += others
        gaps += [measure(" ")] * len(others)
    return sizes, gaps


def _filled(sizes: Sequence[float], gaps: Sequence[float], width: float) -> int:
    """How many lines words of these sizes fill, each with the gap before it."""
    count, x = 1, 0.0
    for size, gap in zip(sizes, gaps, strict=True):
        # In the order in which `break_lines` adds, so that both round alike.
        x += gap
        x += size
        if x > width:
            count += 1
            x = size
    return count
