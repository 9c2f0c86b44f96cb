"""What a label says, broken into lines: the date in bold, then the title, shortened if it must be."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.text.breaking import Wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from legation.layout.timeline.look import Look

_worded = lru_cache(maxsize=256)(Wording)

_ELLIPSIS = "…"
_DATE_LINES = 4  # "planned for 24 February 2026; outcome not recorded" beside narrow titles


class Caption(Struct, frozen=True):
    """The lines of a label.

    Attributes:
        lines: As they are to be set.
        bold: How many of the first are bold.
        width: Of the widest, with slack.
        height: Of all.
        omitted: The share of the title's letters that do not stand there.
    """

    lines: tuple[str, ...]
    bold: int
    width: float
    height: float
    omitted: float


@lru_cache(maxsize=1024)
def _wrapped(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The lines of a text: tried anew in the same width, with fewer of them or of the events about it."""
    return _worded(text, measure).lines(width)


def caption(when: str, title: str, width: float, most: int, look: Look) -> Caption:
    """A date over a title, in lines of at most `width` points, at most `most` of them the title's."""
    dates, _ = fitted(when, width, _DATE_LINES, look.bold) if when else ((), False)
    titles, shortened = fitted(title, width, most, look.plain) if title else ((), False)
    omitted = max(0.0, 1 - sum(map(len, titles)) / len(title)) if shortened else 0.0
    widths = [*map(look.bold, dates), *map(look.plain, titles)]
    lines = (*dates, *titles)
    height = len(lines) * look.leading
    return Caption(lines, len(dates), max(widths, default=0.0), height, omitted)


def fitted(
    text: str, width: float, most: int, measure: Callable[[str], float]
) -> tuple[tuple[str, ...], bool]:
    """The text in at most `most` lines, and whether it had to be shortened: at a word if it can be.

    Args:
        text: The text.
        width: Of the lines.
        most: How many lines there may be, at least one.
        measure: Measures a line.
    """
    lines = _wrapped(text, width, measure)
    if len(lines) <= most:
        return tuple(lines), False
    last = lines[most - 1].rstrip()
    while last and measure(last + _ELLIPSIS) > width:
        head, space, _ = last.rpartition(" ")
        last = head.rstrip() if space else _without_last_letter(last)
    return (*lines[: most - 1], last.rstrip(" ,;:.–—-") + _ELLIPSIS), True


def _without_last_letter(text: str) -> str:
    """The text without its last letter and the marks on it."""
    end = len(text) - 1
    while end > 0 and unicodedata.combining(text[end]):
        end -= 1
    return text[:end]
