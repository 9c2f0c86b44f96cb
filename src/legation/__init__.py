"""Country briefs in Word and PDF, with timelines, from a YAML chronology of diplomatic events.

The flow, one way only, with one frozen type a stage:

    events.yaml -> reading -> Chronology -> checking -> diagnostics
                                 |
                                 v
     Brief + templates/*.md.j2 -> composing -> Document -> layout -> writing -> .docx  .pdf

`building` drives it, and does all that touches the disk; `cli` is the command line on top. In Python:

    import legation

    build = legation.build("events.yaml", formats=["pdf"])
    for diagnostic in build.report:
        print(legation.render(diagnostic))
    for written in build.written:
        print(written.path, written.pages)

Importing the package imports nothing: each name is fetched when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from legation.building.clear import Cleared, NobodyError, clear
    from legation.building.delivering.outcome import Delivery, Post, Posted
    from legation.building.delivering.run import deliver
    from legation.building.differing.addenda import Added, addenda
    from legation.building.differing.outcome import Compared, Difference
    from legation.building.differing.run import diff
    from legation.building.issues.history import history
    from legation.building.issues.register import Filed, Issue
    from legation.building.issuing import Issuing, issue
    from legation.building.outcome import Build, Written
    from legation.building.output.status import status
    from legation.building.picture import Picture, timeline
    from legation.building.plan import UnknownBriefError
    from legation.building.rendering.joining import Cluster
    from legation.building.run import build, check
    from legation.building.running.attend import Attended, run
    from legation.building.running.outcome import Fate, Problem, Run, Sending, State
    from legation.building.stale import Staleness, stale
    from legation.building.verifying.outcome import Verification, Verified
    from legation.building.verifying.run import verify
    from legation.diagnostics import Diagnostic, LegationError, Position, Report, Severity, render
    from legation.model.brief import Format

__all__ = [
    "Added",
    "Attended",
    "Build",
    "Cleared",
    "Cluster",
    "Compared",
    "Delivery",
    "Diagnostic",
    "Difference",
    "Fate",
    "Filed",
    "Format",
    "Issue",
    "Issuing",
    "LegationError",
    "NobodyError",
    "Picture",
    "Position",
    "Post",
    "Posted",
    "Problem",
    "Report",
    "Run",
    "Sending",
    "Severity",
    "Staleness",
    "State",
    "UnknownBriefError",
    "Verification",
    "Verified",
    "Written",
    "addenda",
    "build",
    "check",
    "clear",
    "deliver",
    "diff",
    "history",
    "issue",
    "render",
    "run",
    "stale",
    "status",
    "timeline",
    "verify",
]

_HOMES = {
    "Cleared": "building.clear",
    "NobodyError": "building.clear",
    "clear": "building.clear",
    "Delivery": "building.delivering.outcome",
    "Post": "building.delivering.outcome",
    "Posted": "building.delivering.outcome",
    "deliver": "building.delivering.run",
    "Added": "building.differing.addenda",
    "addenda": "building.differing.addenda",
    "Compared": "building.differing.outcome",
    "Difference": "building.differing.outcome",
    "diff": "building.differing.run",
    "history": "building.issues.history",
    "Filed": "building.issues.register",
    "Issue": "building.issues.register",
    "Issuing": "building.issuing",
    "issue": "building.issuing",
    "Build": "building.outcome",
    "Written": "building.outcome",
    "status": "building.output.status",
    "Picture": "building.picture",
    "timeline": "building.picture",
    "UnknownBriefError": "building.plan",
    "Cluster": "building.rendering.joining",
    "build": "building.run",
    "check": "building.run",
    "Attended": "building.running.attend",
    "run": "building.running.attend",
    "Fate": "building.running.outcome",
    "Problem": "building.running.outcome",
    "Run": "building.running.outcome",
    "Sending": "building.running.outcome",
    "State": "building.running.outcome",
    "Staleness": "building.stale",
    "stale": "building.stale",
    "Verification": "building.verifying.outcome",
    "Verified": "building.verifying.outcome",
    "verify": "building.verifying.run",
    "Format": "model.brief",
}


def __getattr__(name: str) -> Any:
    """The public names, from where they live."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'diagnostics')}"), name)


def __dir__() -> list[str]:
    return __all__
