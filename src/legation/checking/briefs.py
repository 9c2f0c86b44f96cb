"""Briefs that ask for what the chronology does not have, as a misspelt topic does."""

from __future__ import annotations

from collections.abc import Iterable

from legation.diagnostics import Report, nearest
from legation.model.chronology import Chronology


def check(chronology: Chronology, report: Report) -> None:
    """Warn of kinds, topics and people that no item has, and of parties that no item names."""
    items = list(chronology.items())
    known = {
        "parties": {party for item in items for party in item.parties},
        "kinds": {kind for item in items if (kind := getattr(item, "kind", None))},
        "topics": {topic for item in items for topic in item.topics},
    }
    for brief in chronology.briefs.values():
        for key, values in known.items():
            for index, value in enumerate(getattr(brief, key)):
                if value not in values:
                    message = f"no item has `{value}` among its {key}"
                    report.warning(
                        brief.position(key, index),
                        "nothing-found",
                        message,
                        _nearest(value, values),
                    )


def _nearest(value: str, values: Iterable[str]) -> str:
    near = nearest(value, values)
    return f"write `{near}`" if near else "mend it, or leave it out"
