"""Sources: every item cites one, every address is one that a reader can open, and every language is known."""

from __future__ import annotations

from legation.checking.languages import is_language, language_meant
from legation.diagnostics import Position, Report
from legation.model.addresses import is_link
from legation.model.chronology import Chronology, Instrument, Source
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
        if isinstance(item, Instrument):
            _check_url(item, report)
    for source in chronology.sources.values():
        _check_url(source, report)
        if source.language and not is_language(source.language):
            message = f"{quoted(source.language)} is the tag of no language"
            meant = language_meant(source.language)
            hint = f"write `{meant}`" if meant else "write its BCP 47 tag: ru, or uz-Cyrl"
            report.warning(source.position("language"), "source-language", message, hint)


def _check_url(node: Instrument | Source, report: Report) -> None:
    if node.url and not is_link(node.url):
        message = f"{shorten(node.url)!r} is no web address: it is printed, but not linked"
        hint = "write the whole address, from https:// on"
        report.warning(node.position("url"), "url", message, hint)
