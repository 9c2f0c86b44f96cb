"""Text that was cleared, and then changed, or whose facts did: it wants another look before it is carried."""

from __future__ import annotations

from legation.diagnostics import Report
from legation.model.brief import Brief
from legation.model.chronology import Chronology
from legation.model.clearing import GONE, Stale, recorded, stale
from legation.model.date_points import spelt
from legation.model.prose import Path

_HEADS: dict[Path, str] = {
    ("title",): "the title or subtitle has changed since it was cleared",
    ("for",): "what the brief is for has changed since it was cleared",
    ("counterpart",): "who will be met, or what is said of them, has changed since it was cleared",
    GONE: "a text is gone that was cleared",
}


def check(chronology: Chronology, report: Report) -> None:
    """Warn of each text that a clearance no longer covers, and of clearances that cover nothing known."""
    for name, brief in chronology.briefs.items():
        if brief.cleared_by is None:
            continue
        hint = f"look at it again, then: legation clear {name}"
        if not any(brief.prose()):  # and so nothing to clear
            hint = "delete `cleared-by` and `cleared-facts`: the brief has no text of its own"
        on = spelt(brief.cleared_by.on)
        for path, why in stale(chronology, brief).items():
            report.warning(brief.position(*path), "not-re-cleared", _since(path, why, on), hint)
        if not recorded(brief):
            _warn_of_record(name, brief, report)


def _since(path: Path, why: Stale, on: str) -> str:
    if path in _HEADS:
        return f"{_HEADS[path]} on {on}"
    if why.text:
        return f"this was written or changed after it was cleared on {on}"
    *others, last = (f"`{key}`" for key in why.items)
    if others:
        return f"{', '.join(others)} and {last} have changed since this was cleared on {on}"
    return f"{last} has changed since this was cleared on {on}"


def _warn_of_record(name: str, brief: Brief, report: Report) -> None:
    """Warn that nothing tells what was cleared: `cleared-facts` is not there, or is not as recorded."""
    hint = f"record it: legation clear {name}"
    if brief.cleared_facts is None:
        if not any(brief.prose()):
            return  # nothing of which there could be a record
        key = "cleared-by"
        message = "the clearance has no record, so that changes since cannot be told"
    else:
        key = "cleared-facts"
        message = "this record cannot be read, so that changes since the clearance cannot be told"
    report.warning(brief.position(key), "clearance-record", message, hint)
