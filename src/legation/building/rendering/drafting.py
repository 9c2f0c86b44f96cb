"""What a draft leaves out: every entry with an error that its brief would need, and why."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from legation.composing.draft import Omitted
from legation.composing.select import needs
from legation.diagnostics import Position
from legation.model.brief import Brief
from legation.model.chronology import ITEM_SECTIONS, Chronology, Fault, Item

_CALLED = {
    "events": "event",
    "instruments": "instrument",
    "mechanisms": "mechanism",
    "indicators": "indicator",
    "statements": "statement",
    "parties": "party",
    "sources": "source",
    "people": "person",
    "briefs": "brief",
}


def omitted(chronology: Chronology, name: str, faults: Iterable[Fault]) -> tuple[Omitted, ...]:
    """What the draft of the brief called `name` leaves out, in the order in which it stands in the files.

    Args:
        chronology: Without its bad entries.
        name: The brief's id.
        faults: What is wrong with the chronology.
    """
    brief = chronology.briefs[name]
    needed = [fault for fault in faults if needs(brief, name, chronology, fault)]
    found = [entry for fault in needed for entry in _told(fault, name)]
    found.sort(key=lambda entry: (entry[0] is None, entry[0] or (), entry[1]))
    once: dict[tuple[Position | None, str], Omitted] = {}  # what several parts lack
    for position, subject, message in found:
        key = (position, message if position else subject + message)
        where = position.place if position else ""
        once.setdefault(key, Omitted(where, subject + message, position))
    return tuple(dict.fromkeys(once.values()))


def sound(chronology: Chronology) -> Chronology:
    """The chronology without the keys by which anything names what is bad, and so is left out.

    Those are the keys of sources, of the counterpart, and of the parts of a brief.
    """
    sections = {
        section: tuple(
            _with_sources(item, chronology.sources) for item in getattr(chronology, section)
        )
        for section in ITEM_SECTIONS
    }
    briefs = {name: _bound(brief, chronology) for name, brief in chronology.briefs.items()}
    return chronology.model_copy(update={**sections, "briefs": briefs})


def _bound(brief: Brief, chronology: Chronology) -> Brief:
    parts = tuple(part for part in brief.parts if part in chronology.briefs)
    met = brief.counterpart if brief.counterpart in chronology.people else None
    return brief.model_copy(update={"parts": parts, "counterpart": met})


def _with_sources(item: Item, known: Container[str]) -> Item:
    there = tuple(key for key in item.sources if key in known)
    return item if there == item.sources else item.model_copy(update={"sources": there})


def _told(fault: Fault, name: str) -> Iterator[tuple[Position | None, str, str]]:
    """Where the problems of a fault are, of what, and what; the brief's own go without its name."""
    called = _CALLED.get(fault.section, "")
    subject = f"{called} `{fault.key}`: " if fault.key else f"an entry of `{fault.section}`: "
    if not called or (fault.section, fault.key) == ("briefs", name):
        subject = ""
    for problem in fault.problems:
        yield problem.position, subject, problem.message
