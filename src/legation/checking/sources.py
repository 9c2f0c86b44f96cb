"""Sources: every item cites one, every address is one that a reader can open, and every language is known."""

from __future__ import annotations

from legation.checking.languages import is_language, language_meant
from legation.diagnostics import Position, Report
from legation.model.addresses import is_link
from legation.model.chronology import Chronology, Instrument
from legation.model.date_refusals import quoted
from legation.model.quantities import shorten


def check(chronology: Chronology, report: Report) -> None:
    """Warn of items without a source, of addresses that cannot be linked, and of unknown languages."""
    told: set[Position | None] = set()
    for item in chronology.items():
        # An instrument and the event of its signature are typed once, and are told of once.
        if not item.sources and ((position := item.position()) is None or position not in told):
            hint = "add `sources:` and its key"
            report.warning(position, "no-source", "the item cites no source", hint)
            told.add(position)
        if isinstance(item, Instrument) and item.url:
            _check_url(item.url, item.position("url"), report)
    for source in chronology.sources.values():
        if source.url:
            _check_url(source.url, source.position("url"), report)
        if source.language and not is_language(source.language):
            message = f"{quoted(source.language)} is the tag of no language"
            meant = language_meant(source.language)
            hint = f"write `{meant}`" if meant else "write its BCP 47 tag: ru, or uz-Cyrl"
            report.warning(source.position("language"), "source-language", message, hint)


def _check_url(url: str, position: Position | None, report: Report) -> None:
    if not is_link(url):
        message = f"{shorten(url)!r} is no web address: it is printed, but not linked"
        report.warning(position, "url", message, "write the whole address, from https:// on")
