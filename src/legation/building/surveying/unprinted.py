"""What an officer wrote for a brief whose template does not print it, as when `template` was forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legation.diagnostics import LegationError, Report
from legation.model.brief import Brief
from legation.model.chronology import Chronology
from legation.model.template import without_remarks
from legation.reading.templates import Templates

_NAMES = {
    "parts": "parts",
    "objectives": "objectives",
    "points": "points",
    "if-raised": "if_raised",
    "press-line": "press_line",
    "sensitivities": "sensitivities",
    "background": "background",
}
"""The texts of a brief that only some templates print, each with the name by which they do."""

_HINTS = {"parts": "name one that does: template: visit-book"}

_OTHERS = re.compile(r"\{%-?\s*(?:include|import|from|extends)\b")


def warn_of_unprinted(chronology: Chronology, templates: Templates, report: Report) -> None:
    """Warn of each key that the brief's template does not name; a part of another is printed there."""
    bound = {part for brief in chronology.briefs.values() for part in brief.parts}
    for name, brief in chronology.briefs.items():
        if name in bound:
            continue
        for key in _unprinted(brief, templates):
            message = f"the template `{brief.template}` does not print `{key}`"
            hint = _HINTS.get(key, "name one that does: template: meeting-brief")
            report.warning(brief.position(key), "unprinted", message, hint)


def _unprinted(brief: Brief, templates: Templates) -> Iterator[str]:
    given = [key for key in _NAMES if getattr(brief, key.replace("-", "_"))]
    if not given:
        return
    try:
        template = templates(brief.template)
    except LegationError:  # which is told when it is to be used
        return
    if template is None or _OTHERS.search(template.text):
        return  # another template may print it
    used = set(re.findall(r"\w+(?=\s*\()|\bparts\b", without_remarks(template.text)))
    yield from (key for key in given if _NAMES[key] not in used)
