"""What came of a verification."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from legation.building.verifying.comparing import Count, Difference
from legation.diagnostics import Report
from legation.model.brief import Format


class Verified(Struct, frozen=True):
    """A file that was held against its document.

    Attributes:
        brief, format, path: Which it is.
        counts: How many of the document's headings, events, dates, figures, sources, markings and words
            it has in their place, of how many.
        difference: Where it first says something else, if it does.
        differences: How many there are.
        same: Whether it says the same, and was made from what is there now.
        draft: Whether it is a draft.
    """

    brief: str
    format: Format
    path: Path
    counts: Mapping[str, Count]
    difference: Difference | None
    same: bool
    draft: bool
    differences: int


class Verification(Struct, frozen=True):
    """What came of a verification.

    Attributes:
        files: Those that could be read, brief by brief.
        report: Every problem that was met.
    """

    files: tuple[Verified, ...]
    report: Report

    @property
    def status(self) -> int:
        """The exit status: 0 all say the same, 1 something differs or could not be verified."""
        return 1 if self.report.failed else 0
