"""Breaking text into lines, at spaces and the other places where a reader expects it.

Where a line may end is what `legation.text.line_ends` says: by Unicode's algorithm, tailored. Nearly all
text fits on one line, or is known at a glance to be plain, and ends lines at its spaces. Nothing is lost but
the spaces a line ends with, and soft hyphens where no line ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.text.lines import Line, R, Span
from legation.text.plain import is_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def break_lines(runs: Sequence[R], width: float) -> list[Line[R]]:
    """Break runs into lines no wider than `width`, unless a single letter is: at least one line."""
    lines = _run(runs[0], width) if len(runs) == 1 else _plain_runs(runs, width)
    if lines is not None:
        return lines
    from legation.text.filling import filled  # with the table of Unicode's classes, if need be

    return filled(runs, width)


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Break plain text into lines: `break_lines` for one style.

    A line that ends at a soft hyphen keeps it, as its last character.
    """
    return Wording(text, measure).lines(width)


class Wording:
    """A text in one style, its words measured once to be broken into lines of several widths.

    Attributes:
        text, measure: As `wrap` has them.
    """

    __slots__ = ("_plain", "_sizes", "_space", "_whole", "_words", "measure", "text")

    def __init__(self, text: str, measure: Callable[[str], float]) -> None:
        self.text, self.measure = text, measure
        self._words = words = text.split(" ")
        self._sizes = sizes = list(map(measure, words))
        self._space = measure(" ")
        self._whole = sum(sizes) + self._space * (len(words) - 1)
        self._plain: bool | None = None

    def lines(self, width: float) -> list[str]:
        """Its lines at a width, as `wrap` makes them."""
        text, words = self.text, self._words
        if words[-1] or not text:
            if self._whole <= width and text.isprintable():
                return [text]
            if self._plain is None:
                self._plain = is_plain(text, words)
            if self._plain and max(self._sizes) <= width:
                lines = _filled(self._sizes, self._space, width)
                return [" ".join(words[start:end]) for start, end, _ in lines]
        from legation.text.filling import filled

        return ["".join([span.text for span in line.spans]) for line in filled([self], width)]


def _run(run: R, width: float) -> list[Line[R]] | None:
    """The lines of a run that fits on one, or is plain; None for any other, and where a space ends the last.

    Nearly all text is of this kind, and so done quickly: each word is only looked up and added.
    """
    text, measure = run.text, run.measure
    space = measure(" ")
    words = text.split(" ")
    sizes = list(map(measure, words))
    if not words[-1] and text:
        return None
    whole = sum(sizes) + space * (len(words) - 1)
    if whole <= width and text.isprintable():  # as soft hyphens, tabs and line ends are not
        return [Line((Span(run, text, whole),) if text else (), whole, True)]
    if max(sizes) > width or not is_plain(text, words):
        return None
    lines = []
    for start, end, x in _filled(sizes, space, width):
        said = " ".join(words[start:end])
        lines.append(Line((Span(run, said, x),) if said else (), x, True))
    return lines


def _filled(sizes: Sequence[float], space: float, width: float) -> list[tuple[int, int, float]]:
    """Lines of words of these sizes: the number of the first, that of the next line's, and the width."""
    lines = []
    start, x = 0, -space
    for index, size in enumerate(sizes):
        longer = x + space + size
        if longer > width:
            lines.append((start, index, x))
            start, longer = index, size
        x = longer
    lines.append((start, len(sizes), x))
    return lines


def _plain_runs(runs: Sequence[R], width: float) -> list[Line[R]] | None:
    """The same for several runs that are plain, or none.

    A word that runs change within counts once, under the number of the words before it.
    """
    if not is_plain("".join([run.text for run in runs])):
        return None
    sizes, gaps = [0.0], [0.0]
    parts: list[_Part[R]] = []
    for run in runs:
        words, measure = run.text.split(" "), run.measure
        measured = list(map(measure, words))
        parts.append((run, words, measured, len(sizes) - 1))
        sizes[-1] += measured[0]
        sizes += measured[1:]
        gaps += [measure(" ")] * (len(words) - 1)
    if max(sizes) > width or (not sizes[-1] and len(sizes) > 1):
        return None
    lines = []
    start, x = 0, sizes[0]
    for index in range(1, len(sizes)):
        longer = x + gaps[index] + sizes[index]
        if longer > width:
            lines.append(Line(_part_spans(parts, start, index), x, True))
            start, longer = index, sizes[index]
        x = longer
    lines.append(Line(_part_spans(parts, start, len(sizes)), x, True))
    return lines


# A plain run: it, its words, their widths, and the number of the first.
_Part = tuple[R, list[str], list[float], int]


def _part_spans(parts: list[_Part[R]], start: int, end: int) -> tuple[Span[R], ...]:
    """The spans of the words with the numbers from `start` to `end`; parts used up are dropped."""
    while len(parts) > 1 and parts[0][3] + len(parts[0][1]) <= start:
        del parts[0]
    spans = []
    for run, words, measured, first in parts:
        if first >= end:
            break
        low, high = max(start - first, 0), end - first
        text = " ".join(words[low:high])
        if text:
            sizes = measured[low:high]
            spans.append(Span(run, text, sum(sizes) + run.measure(" ") * (len(sizes) - 1)))
    return tuple(spans)
