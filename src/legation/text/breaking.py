"""Breaking text into lines, at spaces and the other places where a reader expects it.

A line may also end after a zero-width space, at a soft hyphen, after a hyphen, dash or slash between
words, and after the separators of an address. A word wider than a whole line is broken where it must be.
Nothing is lost but the spaces a line ends with. Widths are whatever the runs measure in, mostly points.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

SOFT_HYPHEN = "\u00ad"

SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")
"""White space other than the space is drawn as one: tabs and line ends have no width in print."""

_CHANCE = re.compile(
    r"(?<=[\u200b\u00ad])"  # zero-width space, soft hyphen
    r"|(?<=[^\W\d_][-\u2010\u2013\u2014/])(?=[^\W\d_]{2})"  # well-known, Baku–Tashkent, and/or
)
_ADDRESS = re.compile(r"://|^www\.|^.{32}")
# Not after a hyphen, which a reader could take for the line's own.
_ADDRESS_CHANCE = re.compile(r"(?<=[\u200b\u00ad/?&=_.])(?![\u200b\u00ad/?&=_.])")
_MAY_PART = re.compile(r"[-\u2010\u2013\u2014/][^\W\d_]{2}")
_LONG = 32
_JOINERS = {"\u200d", "\ufe0e", "\ufe0f"}


class Measured(Protocol):
    """A run of text in one style, which tells how wide any text is in that style."""

    @property
    def text(self) -> str:
        """The characters."""

    @property
    def measure(self) -> Callable[[str], float]:
        """The width of a text without spaces, or of a single space."""


R = TypeVar("R", bound=Measured)


class Span(NamedTuple, Generic[R]):
    """A part of a run within a line, with its own width; `turned` where it runs from right to left."""

    run: R
    text: str
    width: float
    turned: bool = False


class Line(NamedTuple, Generic[R]):
    """A line of spans, in the order of reading.

    Attributes:
        spans: None on an empty line.
        width: Of all of them.
        spaced: Whether it ends where words or paragraphs end, rather than within a word.
        order: The spans' numbers as they stand from left to right, where that is not as they are read.
        turned: Whether its paragraph runs from right to left.
    """

    spans: tuple[Span[R], ...]
    width: float
    spaced: bool
    order: tuple[int, ...] = ()
    turned: bool = False


def break_lines(runs: Sequence[R], width: float) -> list[Line[R]]:
    """Break runs into lines no wider than `width`, unless a single character is: at least one line."""
    if all(map(_is_plain, runs)):
        lines = _plain_lines(runs, width)
        if lines is not None:
            return lines
    return _filled(_units(runs), width)


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Break plain text into lines: `break_lines` for one style.

    A line that ends at a soft hyphen keeps it, as its last character.
    """
    lines = break_lines([_Plain(text, measure)], width)
    return ["".join(span.text for span in line.spans) for line in lines]


class _Plain(NamedTuple):
    text: str
    measure: Callable[[str], float]


def _is_plain(run: Measured) -> bool:
    """Whether lines may end at the run's spaces only, and these stand alone."""
    text = run.text
    # A no-break space is as plain as a letter, though not "printable".
    if not text.replace("\u00a0", "_").isprintable() or _MAY_PART.search(text):
        return False
    return "  " not in text and "www." not in text


def _plain_lines(runs: Sequence[R], width: float) -> list[Line[R]] | None:
    """The lines of plain runs, or None where a word is too long for one.

    Nearly all text is of this kind, and so done quickly: each word is only looked up and added. A word
    that runs change within counts once, under the number of the words before it.
    """
    sizes, gaps = [0.0], [0.0]
    parts: list[_Part[R]] = []
    for run in runs:
        words = run.text.split(" ")
        measured = list(map(run.measure, words))
        parts.append((run, words, measured, len(sizes) - 1))
        sizes[-1] += measured[0]
        sizes += measured[1:]
        gaps += [run.measure(" ")] * (len(words) - 1)
        if max(map(len, words)) >= _LONG:
            return None
    if max(sizes) > width:
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


# What is not broken unless it must be, a word or a part of one: the run that the space before it is from
# (None where no space is), its spans, their width, and what a soft hyphen adds where a line ends with it.
_Unit = tuple[R | None, list[Span[R]], float, float]


def _units(runs: Sequence[R]) -> Iterator[_Unit[R]]:
    gap: R | None = None
    parts: list[Span[R]] = []
    width = tail = 0.0
    for run in runs:
        measure = run.measure
        for index, word in enumerate(run.text.translate(SPACES).split(" ")):
            if index:
                yield gap, parts, width, tail
                gap, parts, width, tail = run, [], 0.0, 0.0
            for number, piece in enumerate((word,) if word.isalnum() else _pieces(word)):
                if number:
                    yield gap, parts, width, tail
                    gap, parts, width = None, [], 0.0
                size = measure(piece.removesuffix(SOFT_HYPHEN))
                tail = measure(piece) - size
                parts.append(Span(run, piece, size))
                width += size
    yield gap, parts, width, tail


def _filled(units: Iterable[_Unit[R]], width: float) -> list[Line[R]]:
    lines: list[Line[R]] = []
    spans: list[Span[R]] = []
    x = 0.0
    for gap, parts, size, tail in units:
        space = gap.measure(" ") if gap is not None else 0.0
        fits = x + space + size + tail <= width
        if spans and not fits:
            while spans and spans[-1].text == " ":
                spans.pop()
            lines.append(_line(spans, gap is not None))
            spans, x = [], 0.0
        elif gap is not None and fits and (spans or not lines):
            spans.append(Span(gap, " ", space))
            x += space
        if size + tail > width:
            parts = _chopped(parts, width, lines)
            size = sum(part.width for part in parts)
        spans += parts
        x += size
    lines.append(_line(spans, spaced=True))
    return lines


@lru_cache(maxsize=4096)
def _pieces(word: str) -> tuple[str, ...]:
    """The word, parted wherever a line may end."""
    chance = _ADDRESS_CHANCE if _ADDRESS.search(word) else _CHANCE
    return tuple(filter(None, chance.split(word)))


def _line(spans: list[Span[R]], spaced: bool) -> Line[R]:
    """Spans of one run that follow one another become one."""
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
        if texts[-1].endswith(SOFT_HYPHEN):
            total += run.measure(SOFT_HYPHEN)
        merged.append(Span(run, "".join(texts), total - start))
    return Line(tuple(merged), total, spaced)


def _chopped(parts: list[Span[R]], width: float, lines: list[Line[R]]) -> list[Span[R]]:
    """Break an overlong unit by force: full lines go to `lines`, the rest is returned."""
    spans: list[Span[R]] = []
    room = width
    for run, text, *_ in parts:
        while text:
            end = _fitting(text, run.measure, room)
            if end == 0 and not spans:
                end = _next_cluster(text)
            if end:
                size = run.measure(text[:end].removesuffix(SOFT_HYPHEN))
                spans.append(Span(run, text[:end], size))
                room -= size
                text = text[end:]
            if text:
                lines.append(_line(spans, spaced=False))
                spans, room = [], width
    return spans


def _fitting(text: str, measure: Callable[[str], float], room: float) -> int:
    """How many characters fit into the room, without parting a letter from its marks."""
    end = 8
    while end < len(text) and measure(text[:end]) <= room:
        end *= 2
    fits, fails = 0, min(end, len(text)) + 1
    while fails - fits > 1:
        middle = (fits + fails) // 2
        if measure(text[:middle]) <= room:
            fits = middle
        else:
            fails = middle
    while 0 < fits < len(text) and _joins(text[fits]):
        fits -= 1
    return fits


def _next_cluster(text: str) -> int:
    """How many characters the first letter and its marks are."""
    end = 1
    while end < len(text) and _joins(text[end]):
        end += 1
    return end


def _joins(char: str) -> bool:
    return char in _JOINERS or unicodedata.combining(char) > 0
