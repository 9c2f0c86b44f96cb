"""Filling lines: each with as much as it holds, up to one of the places where a line may end.

Where not even the least fits, it is broken at any space in it, and at last between any two letters, each
with its marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, NamedTuple

from legation.text.line_ends import line_ends
from legation.text.line_rules import clusters
from legation.text.lines import SOFT_HYPHEN, SPACES, Line, R, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_AFTER_SPACE = re.compile("(?<= )(?! )")


def filled(runs: Sequence[R], width: float) -> list[Line[R]]:
    """The runs in lines no wider than `width`, unless a single letter is: at least one line."""
    paragraph = _Paragraph(runs)
    waiting = paragraph.units(line_ends(paragraph.text))[::-1]
    lines: list[Line[R]] = []
    while waiting:
        count = _fitting(reversed(waiting), width)
        if count:
            lines.append(_line([waiting.pop() for _ in range(count)]))
            continue
        unit = waiting.pop()
        inner = paragraph.at_spaces(unit)
        if unit.width <= width:  # and its hyphen does not fit
            waiting.append(unit._replace(hyphen=None))
        elif inner:
            waiting += reversed(inner)
        else:
            parts = _chopped(unit.parts, width, lines)
            rest = unit._replace(parts=parts, width=_width(parts))
            if rest.width > width:  # a single letter
                lines.append(_line([rest._replace(hyphen=None)]))
            else:
                waiting.append(rest)
    return lines or [Line((), 0.0, True)]


class _Unit(NamedTuple, Generic[R]):
    """What is not parted unless it must be: a word, a part of one, or words that keep together.

    Attributes:
        start, end: Its place in the paragraph's text.
        parts: What it is made of, without soft hyphens.
        width: Of the parts.
        spaces: What follows, unless a line ends here.
        gap: The width of the spaces.
        hyphen: What a hyphen adds to a line that ends here, at a soft hyphen; none elsewhere.
        spaced: Whether a word or the paragraph ends here.
    """

    start: int
    end: int
    parts: tuple[Span[R], ...]
    width: float
    spaces: tuple[Span[R], ...]
    gap: float
    hyphen: float | None
    spaced: bool


class _Paragraph(Generic[R]):
    """The text of runs, to be cut into units.

    Attributes:
        text: All of it, each white space a space.
    """

    def __init__(self, runs: Sequence[R]) -> None:
        self._runs = [run for run in runs if run.text]
        self._starts = [0]
        for run in self._runs:
            self._starts.append(self._starts[-1] + len(run.text))
        self.text = "".join(run.text for run in self._runs).translate(SPACES)

    def units(self, ends: Iterable[int]) -> list[_Unit[R]]:
        """The paragraph, parted at these places."""
        places = (0, *ends, len(self.text))
        return [self._unit(start, end) for start, end in pairwise(places) if start < end]

    def at_spaces(self, unit: _Unit[R]) -> list[_Unit[R]]:
        """The unit, parted at the spaces in it; nothing where it has none."""
        said = self.text[unit.start : unit.end].rstrip(" ")
        inner = [unit.start + found.start() for found in _AFTER_SPACE.finditer(said)]
        places = (unit.start, *inner, unit.end)
        return [self._unit(start, end) for start, end in pairwise(places)] if inner else []

    def _unit(self, start: int, end: int) -> _Unit[R]:
        said = self.text[start:end]
        last = start + len(said.rstrip(" "))
        parts = self._spans(start, last)
        spaces = self._spans(last, end) if last < end else ()
        hyphen = None
        if said[-1] == SOFT_HYPHEN and end < len(self.text):
            run, said, size, _ = parts[-1]
            hyphen = run.measure(said + SOFT_HYPHEN) - size
        spaced = last < end or end == len(self.text)
        return _Unit(start, end, parts, _width(parts), spaces, _width(spaces), hyphen, spaced)

    def _spans(self, start: int, end: int) -> tuple[Span[R], ...]:
        number = bisect_right(self._starts, start) - 1
        spans = []
        while start < end:
            run, stop = self._runs[number], min(end, self._starts[number + 1])
            said = self.text[start:stop].replace(SOFT_HYPHEN, "")
            spans.append(Span(run, said, run.measure(said)))
            start, number = stop, number + 1
        return tuple(spans)


def _width(spans: Sequence[Span[R]]) -> float:
    return spans[0].width if len(spans) == 1 else sum([span.width for span in spans])


def _fitting(units: Iterable[_Unit[R]], width: float) -> int:
    """How many of the units fit on a line, with the hyphen that the last may need."""
    fitting = 0
    x = gap = 0.0
    for count, unit in enumerate(units, 1):
        x += gap + unit.width
        if x > width:
            break
        if x + (unit.hyphen or 0.0) <= width:
            fitting = count
        gap = unit.gap
    return fitting


def _line(units: Sequence[_Unit[R]]) -> Line[R]:
    """A line of units: the spaces after the last are dropped, or its hyphen is shown."""
    *before, last = units
    spans = [span for unit in before for span in (*unit.parts, *unit.spaces)]
    spans += last.parts
    if last.hyphen is not None:
        run, said, size, _ = spans[-1]
        spans[-1] = Span(run, said + SOFT_HYPHEN, size + last.hyphen)
    return _merged(spans, last.spaced)


def _merged(spans: Iterable[Span[R]], spaced: bool) -> Line[R]:
    """A line, its spans of one run that follow one another made one."""
    merged: list[Span[R]] = []
    total = start = 0.0
    run: R | None = None
    texts: list[str] = []
    for span in spans:
        if span.run is not run:
            if run is not None:
                merged.append(Span(run, "".join(texts), total - start))
            run, texts, start = span.run, [], total
        texts.append(span.text)
        total += span.width
    if run is not None:
        merged.append(Span(run, "".join(texts), total - start))
    return Line(tuple(merged), total, spaced)


def _chopped(parts: Iterable[Span[R]], width: float, lines: list[Line[R]]) -> tuple[Span[R], ...]:
    """Break a word by force: full lines go to `lines`, the rest is returned."""
    spans: list[Span[R]] = []
    room = width
    for run, text, *_ in parts:
        letters = clusters(text)
        start = 0
        while start < len(letters):
            end = start + _letters_fitting(letters[start:], run.measure, room)
            if end == start and not spans:
                end += 1
            if end > start:
                said = "".join(letters[start:end])
                spans.append(Span(run, said, run.measure(said)))
                room -= spans[-1].width
                start = end
            if start < len(letters):
                lines.append(_merged(spans, spaced=False))
                spans, room = [], width
    return tuple(spans)


def _letters_fitting(letters: Sequence[str], measure: Callable[[str], float], room: float) -> int:
    """How many of the letters fit into the room."""
    end = 8
    while end < len(letters) and measure("".join(letters[:end])) <= room:
        end *= 2
    fits, fails = 0, min(end, len(letters)) + 1
    while fails - fits > 1:
        middle = (fits + fails) // 2
        if measure("".join(letters[:middle])) <= room:
            fits = middle
        else:
            fails = middle
    return fits
