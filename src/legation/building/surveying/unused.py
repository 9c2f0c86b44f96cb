"""A letterhead that was asked for, and into which nothing is put."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.diagnostics import Diagnostic, Position, Severity
from legation.model.brief import Brief


def warnings_of_unused(named: str, briefs: Sequence[Brief]) -> Iterator[Diagnostic]:
    """Warn of a letterhead that has no effect.

    Args:
        named: The letterhead, as it was named on the command line.
        briefs: Those that are to be Word files.
    """
    if not briefs:
        message = "this has no effect: a letterhead is for Word files, and none is built"
        hint = "leave --reference out, or build Word files too: --format docx"
    elif all(brief.is_word for brief in briefs):
        message = "this has no effect: a template that was written in Word is its own letterhead"
        hint = "leave --reference out"
    else:
        return
    yield Diagnostic(Position(named), Severity.WARNING, "letterhead-unused", message, hint)
