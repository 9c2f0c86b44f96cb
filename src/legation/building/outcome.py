"""What came of a build."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from legation.diagnostics import Report
from legation.model.brief import Format


class Written(Struct, frozen=True):
    """A file of a brief; how many pages it has is known of PDF only."""

    brief: str
    format: Format
    path: Path
    pages: int | None


class Build(Struct, frozen=True):
    """What came of a build.

    Attributes:
        written: The files that were written, brief by brief.
        failed: The ids of the briefs that were not built; their earlier files are as they were.
        report: Every problem that was met.
        warnings: How many of the report's warnings touch each brief.
        unchanged: The files that are as an earlier build left them, and need not be built again.
        reasons: Why each brief was built, or was not, in words; every brief that was asked for, in order.
    """

    written: tuple[Written, ...]
    failed: tuple[str, ...]
    report: Report
    warnings: Mapping[str, int] = field(default_factory=dict)
    unchanged: tuple[Written, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The exit status: 0 all is built, 1 nothing is, 3 some briefs are and some failed."""
        if not self.written and not self.unchanged:  # which is well in a shard without briefs
            return 1 if self.failed or self.report.failed else 0
        return 3 if self.failed else 0
