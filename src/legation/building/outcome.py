"""What came of a build."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from legation.diagnostics import Report
from legation.model.brief import Format


class Written(Struct, frozen=True):
    """A file that was written; how many pages it has is known of PDF only."""

    brief: str
    format: Format
    path: Path
    pages: int | None = None


class Build(Struct, frozen=True):
    """What came of a build.

    Attributes:
        written: The files, brief by brief.
        failed: The ids of the briefs that were not built; their earlier files are as they were.
        report: Every problem that was met.
        warnings: How many of the report's warnings touch each brief.
    """

    written: tuple[Written, ...]
    failed: tuple[str, ...]
    report: Report
    warnings: Mapping[str, int] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The exit status: 0 all was built, 1 nothing was, 3 some briefs were and some failed."""
        if not self.written:
            return 1
        return 3 if self.failed else 0
