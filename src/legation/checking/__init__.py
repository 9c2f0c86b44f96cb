"""What is likely to be wrong with a chronology that reads well: warnings, never changes.

Reading refuses what cannot be meant; checking points at what may not be. Each family of checks is a
module with one function `check(chronology, report)`. They are pure, and linear in the items.
"""

from __future__ import annotations

from legation.checking import briefs, clearance, dates, sources
from legation.diagnostics import Report
from legation.model.chronology import Chronology


def check(chronology: Chronology, report: Report) -> None:
    """Run every check and report what it finds."""
    for family in (sources, dates, briefs, clearance):
        family.check(chronology, report)
