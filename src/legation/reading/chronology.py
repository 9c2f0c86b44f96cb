"""A chronology from its files: the nodes, their references, then the checked model.

One bad entry does not spoil the rest: it is reported, left out, and recorded as a `Fault`, so that only
the briefs that need it fail. A problem of the file as a whole is a fault without a section.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from legation.diagnostics import Diagnostic, Position, Report, Severity
from legation.model.brief import Brief, check_brief_id
from legation.model.chronology import (
    FORMAT_VERSION,
    ITEM_SECTIONS,
    KEYED_SECTIONS,
    Chronology,
    Event,
    Fault,
    Instrument,
    Item,
    Mechanism,
)
from legation.model.fields import Located
from legation.model.parties import fold
from legation.model.quantities import shorten
from legation.reading.files import read_files
from legation.reading.header import read_header
from legation.reading.references import References
from legation.reading.validation import keys_of, unknown_key, validate
from legation.reading.yaml import Mapping, Sequence

Entries = list[tuple[str, Mapping, Position]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the chronology without its bad entries, and what is left out.

    Attributes:
        chronology: None when no brief can be built from the files at all.
        faults: What was left out or is wrong as a whole.
    """

    chronology: Chronology | None
    faults: tuple[Fault, ...]


def read_chronology(path: Path, named: str, report: Report) -> Reading:
    """Read a chronology file, or a folder of them as one.

    Args:
        path: Where it is.
        named: The path as the user gave it, for messages.
        report: Where every problem goes, with its position.
    """
    own = Report()
    roots = read_files(path, named, own)
    report.extend(own)
    broken = (Fault(),) if own.failed else ()
    if not roots:
        return Reading(None, broken)
    assembly = _Assembly(report)
    chronology = assembly.build(roots, path.stem if path.is_file() else path.resolve().name)
    return Reading(chronology, (*broken, *assembly.faults))


@dataclass
class _Assembly:
    """The state of one reading: where problems go, and what they spoil."""

    report: Report
    faults: list[Fault] = field(default_factory=list)
    references: References = field(default_factory=References)

    def build(self, roots: list[Mapping], name: str) -> Chronology | None:
        header, found = read_header(roots)
        self._spoil(found, Fault())
        if any(d.code == "format-version" for d in found):
            return None
        for root in roots:
            self._unknown_sections(root)
        keyed = {section: list(self._keyed(section, roots)) for section in KEYED_SECTIONS}
        self._declare(keyed)
        parts: dict[str, Any] = {s: self._validated(s, keyed[s]) for s in KEYED_SECTIONS}
        parts |= {s: self._items(s, roots) for s in ITEM_SECTIONS}
        parts["sources"] |= self.references.sources_in_place
        parts["people"] |= self.references.people_in_place
        parts["events"] = self._linked(parts)
        if not any(root.get("briefs") for root in roots):
            parts["briefs"] = {name: Brief(title=header["title"])}
        return Chronology.model_construct(**header, **parts)

    def _spoil(self, found: Iterable[Diagnostic], fault: Fault) -> bool:
        """Report what was found, and record the fault if there is an error among it."""
        found = list(found)
        self.report.extend(found)
        if any(d.severity is Severity.ERROR for d in found):
            self.faults.append(fault)
            return True
        return False

    def _unknown_sections(self, root: Mapping) -> None:
        known = keys_of(Chronology)
        found = [
            unknown_key(key, known, root.key_position(key)) for key in root if key not in known
        ]
        self._spoil(found, Fault())

    # --- sections that are mappings ---------------------------------------------------------------

    def _keyed(self, section: str, roots: list[Mapping]) -> Iterator[tuple[str, Mapping, Position]]:
        seen: dict[str, Position] = {}
        for root in roots:
            entries = root.get(section)
            if entries is None:
                continue
            if not isinstance(entries, Mapping):
                self._wrong_section(
                    root, section, f"{section}: and, below it, a key for each entry"
                )
                continue
            for key, node in entries.items():
                position = entries.key_position(key)
                if key in seen:
                    message = f"`{shorten(key)}` is given twice: first at {seen[key]}"
                    self._spoil(
                        [_error(position, "duplicate-key", message, "keep one of the two")],
                        Fault(section, key),
                    )
                elif not isinstance(node, Mapping):
                    message = f"`{shorten(key)}` takes a mapping"
                    hint = f"write its keys on lines of their own, below `{shorten(key)}:` and further right"
                    self._spoil(
                        [_error(entries.position(key), "wrong-type", message, hint)],
                        Fault(section, key),
                    )
                else:
                    yield key, node, position
                seen.setdefault(key, position)

    def _wrong_section(self, root: Mapping, section: str, hint: str) -> None:
        wanted = "a list" if section in ITEM_SECTIONS else "a mapping"
        found = _error(
            root.position(section), "wrong-type", f"`{section}` takes {wanted}", f"write {hint}"
        )
        self._spoil([found], Fault())

    def _declare(self, keyed: dict[str, Entries]) -> None:
        for code, node, _ in keyed["parties"]:
            self.references.parties[code] = code
            if isinstance(name := node.get("name"), str):
                self.references.parties.setdefault(fold(name), code)
        self.references.people.update(key for key, _, _ in keyed["people"])
        self.references.sources.update(key for key, _, _ in keyed["sources"])

    def _validated(self, section: str, entries: Entries) -> dict[str, Located]:
        model, valid = KEYED_SECTIONS[section], {}
        for key, node, position in entries:
            found = self.references.resolve(node) if section in {"people", "briefs"} else []
            found += _bad_key(section, key, position)
            entry, problems = validate(model, node)
            if not self._spoil(found + problems, Fault(section, key)) and entry is not None:
                valid[key] = entry
        return valid

    # --- sections that are lists ------------------------------------------------------------------

    def _items(self, section: str, roots: list[Mapping]) -> tuple[Item, ...]:
        items: list[Item] = []
        for root in roots:
            entries = root.get(section)
            if entries is None:
                continue
            if not isinstance(entries, Sequence):
                self._wrong_section(
                    root, section, f"{section}: and, below it, a line `- ...` for each"
                )
                continue
            for index, node in enumerate(entries):
                item = self._item(section, node, entries.position(index))
                if item is not None:
                    items.append(item)
        return self._with_unique_ids(section, items)

    def _item(self, section: str, node: object, position: Position) -> Item | None:
        if not isinstance(node, Mapping):
            message, hint = (
                f"each of `{section}` is a mapping",
                "write `- title: ...` and its other keys below it",
            )
            self._spoil([_error(position, "wrong-type", message, hint)], Fault(section, "", None))
            return None
        found = self.references.resolve(node)
        item, problems = validate(ITEM_SECTIONS[section], node)
        return None if self._spoil(found + problems, _fault(section, node, found)) else item

    def _with_unique_ids(self, section: str, items: list[Item]) -> tuple[Item, ...]:
        first: dict[str, Item] = {}
        kept = []
        for item in items:
            if item.id is not None and item.id in first:
                message = f"the id `{item.id}` is taken: first at {first[item.id].position('id')}"
                found = _error(
                    item.position("id"),
                    "duplicate-id",
                    message,
                    f"give it one of its own: {item.id}-2",
                )
                self._spoil([found], Fault(section, item.id, frozenset(item.parties)))
                continue
            if item.id is not None:
                first[item.id] = item
            kept.append(item)
        return tuple(kept)

    # --- events that others name, or make ----------------------------------------------------------

    def _linked(self, parts: dict[str, Any]) -> tuple[Event, ...]:
        events: tuple[Event, ...] = parts["events"]
        ids = {event.id for event in events if event.id}
        ids |= {fault.key for fault in self.faults if fault.section == "events" and fault.key}
        parts["mechanisms"] = tuple(
            m for m in parts["mechanisms"] if self._resolves(m, "mechanisms", ids)
        )
        parts["instruments"] = tuple(
            i for i in parts["instruments"] if self._resolves(i, "instruments", ids)
        )
        made = [
            _signing(i)
            for i in parts["instruments"]
            if i.signed is not None and not isinstance(i.signed, str)
        ]
        return (*events, *made)

    def _resolves(self, item: Mechanism | Instrument, section: str, ids: set[str]) -> bool:
        key = "signed" if isinstance(item, Instrument) else "established"
        named: list[tuple[tuple[str | int, ...], object]] = [((key,), getattr(item, key))]
        if isinstance(item, Mechanism):
            named += [(("meetings", n), meeting) for n, meeting in enumerate(item.meetings)]
        found = [
            _error(
                item.position(*path),
                "unknown-event",
                f"there is no event `{name}`",
                _near_event(name, ids),
            )
            for path, name in named
            if isinstance(name, str) and name not in ids
        ]
        return not self._spoil(found, Fault(section, item.id or "", frozenset(item.parties)))


def _signing(instrument: Instrument) -> Event:
    """The event that an instrument with a date of signature makes."""
    event = Event(
        id=f"{instrument.id}-signed" if instrument.id else None,
        date=instrument.signed,
        title=f"{instrument.title} signed",
        kind="signature",
        parties=instrument.parties,
        place=instrument.place,
        topics=instrument.topics,
        priority=instrument.priority,
        sources=instrument.sources,
        attribution=instrument.attribution,
        inferred=instrument.inferred,
        disputed=instrument.disputed,
    )
    event._node = instrument._node
    return event


def _fault(section: str, node: Mapping, found: list[Diagnostic]) -> Fault:
    parties = node.get("parties")
    named = (
        [parties] if isinstance(parties, str) else parties if isinstance(parties, Sequence) else ()
    )
    readable = all(isinstance(p, str) for p in named) and not any(
        d.code == "unknown-party" for d in found
    )
    readable = readable and not isinstance(parties, Mapping)
    key = node.get("id")
    return Fault(
        section,
        key if isinstance(key, str) else "",
        frozenset(str(p) for p in named) if readable else None,
    )


def _bad_key(section: str, key: str, position: Position) -> list[Diagnostic]:
    from pydantic import TypeAdapter, ValidationError

    from legation.model.fields import Key

    try:
        if section == "briefs":
            check_brief_id(key)
        else:
            TypeAdapter(Key).validate_python(key)
    except ValidationError:
        hint = "use letters a-z, digits, '-', '_' and '.', and begin with a letter or digit"
        return [_error(position, "bad-key", f"{shorten(key)!r} cannot be a key", hint)]
    except ValueError as error:  # pydantic's custom error, raised outside a model
        context = getattr(error, "context", None) or {}
        return [
            _error(position, "brief-id", context.get("text", str(error)), context.get("hint", ""))
        ]
    return []


def _near_event(name: str, ids: set[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, sorted(ids), n=1, cutoff=0.6)
    return f"write `{near[0]}`" if near else f"give the event `id: {name}`, or write a date here"


def _error(position: Position | None, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(position, Severity.ERROR, code, message, hint)


__all__ = ["FORMAT_VERSION", "Reading", "read_chronology"]
