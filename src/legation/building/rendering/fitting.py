"""Keeping a brief to its pages: as much as fits, and which sections are too long where nothing does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from legation.diagnostics import LegationError, counted, fail

if TYPE_CHECKING:
    from legation.model.brief import Brief
    from legation.model.theme import Theme
    from legation.writing.pdf.measuring import Over

MOST = 20
"""The items that a section may show at the most, where its brief is held to a number of pages."""

LEAST_SIZE = 11.0
"""Points: the smallest that text may be set in to save pages."""

CLOSE = 0.5
"""The spacing of what is held to a number of pages, unless its theme has less."""

T = TypeVar("T")


def fit(make: Callable[[int], T], fits: Callable[[T], bool]) -> T:
    """What is made with the most room that still fits; with the least where nothing does.

    Args:
        make: Makes it, with room for so many items, from 1 to `MOST`.
        fits: Whether it fits. What fits with some room is taken to fit with less.
    """
    made = cache(make)
    if fits(made(MOST)):
        return made(MOST)
    fitting = bisect_left(range(1, MOST), True, key=lambda room: not fits(made(room)))
    return made(max(1, fitting))


def for_few_pages(theme: Theme) -> Theme:
    """The theme for a limit of pages: set closely, but with no text smaller than is allowed."""
    sizes = theme.sizes
    names = ("body", "lead", "table", "note")
    raised = {name: LEAST_SIZE for name in names if getattr(sizes, name) < LEAST_SIZE}
    update = {"sizes": sizes.model_copy(update=raised), "spacing": min(theme.spacing, CLOSE)}
    return theme.model_copy(update=update)


def too_long(brief: Brief, over: Iterable[Over], letterhead: str = "") -> LegationError:
    """The error for a brief whose sections do not fit its pages, or those of a letterhead of that name."""
    told = ", ".join(
        f"{section.section or 'the title'}{' with its notes' if section.noted else ''} "
        f"by {counted(section.lines, 'line')}"
        for section in over
    )
    where = f" in the letterhead {letterhead}" if letterhead else ""
    message = f"the brief does not fit its {counted(brief.pages or 0, 'page')}{where}: {told}"
    hint = "shorten what the brief says there, or allow it more pages"
    if letterhead:
        hint += "; or give the letterhead more room: margins, header, the text around the brief"
    return fail(brief.position(), "page-limit", message, hint)
