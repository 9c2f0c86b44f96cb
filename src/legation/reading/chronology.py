"""A chronology from its files: the entries, their references, then the checked model.

One bad entry does not spoil the rest: it is reported, left out, and recorded as a `Fault`, so that only
the briefs that need it fail. A problem of the file as a whole is a fault without a section.

    files -> header, sections -> references -> validation -> linking -> Chronology
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from legation.diagnostics import Diagnostic, Position, Report, Severity
from legation.model.brief import Brief, brief_id
from legation.model.chronology import ITEM_SECTIONS, KEYED_SECTIONS, Chronology, Fault, Item
from legation.model.fields import Located
from legation.reading.files import read_files
from legation.reading.header import read_header
from legation.reading.keys import identity, repeated, unfit_key
from legation.reading.linking import EventIds, made_twice, signing
from legation.reading.problems import Found
from legation.reading.references import References
from legation.reading.sections import Entry, entries, fault_of, names_of
from legation.reading.validation import validate
from legation.reading.yaml import Mapping


class Reading(Struct, frozen=True):
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
    faults = [Fault()] if own.failed else []
    if not roots:
        return Reading(None, tuple(faults))
    told = {problem.position for problem in own if problem.severity is Severity.ERROR}
    assembly = _Assembly(report, faults, told)
    name = brief_id(path.resolve().name if path.is_dir() else path.stem)
    return Reading(assembly.build(roots, name), tuple(faults))


class _Assembly:
    """The state of one reading: where problems go, what they spoil, and what was read so far."""

    def __init__(self, report: Report, faults: list[Fault], told: set[Position | None]) -> None:
        self.report = report
        self.faults = faults
        self.told = told
        self.references = References()
        self.seen: dict[tuple[str, str], Entry] = {}
        self.keyed: dict[str, dict[str, Located]] = {section: {} for section in KEYED_SECTIONS}
        self.items: dict[str, list[Item]] = {section: [] for section in ITEM_SECTIONS}

    def build(self, roots: list[Mapping], name: str) -> Chronology | None:
        """The chronology; None when nothing is known of its format.

        Args:
            roots: The top-level mapping of each file.
            name: The id of its brief, where it has none.
        """
        header, problems = read_header(roots)
        self._spoilt(problems, Fault())
        if header is None:
            return None
        found = list(self._entries(roots))
        for entry in found:
            self.references.declare(entry.section, entry.key, names_of(entry))
        # Briefs last: they may name the people that items describe in place.
        for entry in sorted(found, key=lambda entry: entry.section == "briefs"):
            self._read(entry)
        self._link()
        if not any(root.get("briefs") for root in roots):
            self.keyed["briefs"][name] = Brief(title=header["title"] or None)
        self.keyed["people"] |= self.references.people.in_place
        self.keyed["sources"] |= self.references.sources.in_place
        parts: dict[str, Any] = {name: tuple(items) for name, items in self.items.items()}
        return Chronology.model_construct(**header, **parts, **dict[str, Any](self.keyed))

    def _entries(self, roots: list[Mapping]) -> Iterator[Entry]:
        """The entries of all sections; problems of sections are reported."""
        for entry in entries(roots):
            if isinstance(entry, Entry):
                yield entry
            else:
                problem, fault = entry
                self._spoilt([problem], fault)
                self.references.declare(fault.section, fault.key)

    def _read(self, entry: Entry) -> None:
        """Read one entry, or leave it out."""
        in_place = entry.section != "briefs"
        found = self.references.resolve(entry.model, entry.node, in_place=in_place)
        model, problems = validate(entry.model, entry.node)
        found += [*problems, *self._key_problems(entry)]
        if found and self._spoilt(found, fault_of(entry, found)):
            return
        if isinstance(model, Item):
            self.items[entry.section].append(model)
        elif isinstance(model, Located):
            self.keyed[entry.section][entry.key] = model

    def _key_problems(self, entry: Entry) -> Iterator[Diagnostic]:
        """What is wrong with the key, or the id, of an entry: what it is, or that there are two."""
        yield from unfit_key(entry)
        if entry.key:
            first = self.seen.setdefault(identity(entry), entry)
            if first is not entry:
                yield repeated(entry, first)

    def _link(self) -> None:
        """Leave out the items that name events that are not there; add the events that dates make."""
        bad = {fault.key for fault in self.faults if fault.section == "events"}
        events = EventIds({event.id for event in self.items["events"] if event.id}, bad)
        ids = {name for space, name in self.seen if not space}
        for section in ("instruments", "mechanisms"):
            kept: list[Item] = []
            for item in self.items[section]:
                fault = Fault(section, item.id or "", frozenset(item.parties))
                problems = [*events.unknown(item), *made_twice(item, ids)]
                if self._spoilt(problems, fault):
                    continue
                if events.names_bad(item):  # whose own problem is reported
                    self.faults.append(fault)
                else:
                    kept.append(item)
            self.items[section] = kept
        self.items["events"] += filter(None, map(signing, self.items["instruments"]))

    def _spoilt(self, found: Found, fault: Fault) -> bool:
        """Report what was found, and record the fault if there is an error among it.

        Where YAML's own problem was told, as of an alias, what follows from it is not.
        """
        self.report.extend(problem for problem in found if problem.position not in self.told)
        spoilt = any(problem.severity is Severity.ERROR for problem in found)
        if spoilt:
            self.faults.append(fault)
        return spoilt
