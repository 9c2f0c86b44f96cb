"""Sources: every item cites one, and every address is one that a reader can open."""

from __future__ import annotations

from legation.diagnostics import Position, Report
from legation.model.addresses import is_link
from legation.model.chronology import Chronology, Instrument
from legation.model.quantities import shorten


def check(chronology: Chronology, report: Report) -> None:
    """Warn of items without a source, and of addresses that are printed but cannot be linked."""
    told: set[Position | None] = set()
    for item in chronology.items():
        position = item.position()
        # An instrument and the event of its signature are typed once, and are told of once.
        if not item.sources and (position is None or position not in told):
            hint = "add `sources:` and its key"
            report.warning(position, "no-source", "the item cites no source", hint)
            told.add(position)
        if isinstance(item, Instrument) and item.url:
            _check_url(item.url, item.position("url"), report)
    for source in chronology.sources.values():
        if source.url:
            _check_url(source.url, source.position("url"), report)


def _check_url(url: str, position: Position | None, report: Report) -> None:
    if not is_link(url):
        message = f"{shorten(url)!r} is no web address: it is printed, but not linked"
        report.warning(position, "url", message, "write the whole address, from https:// on")
