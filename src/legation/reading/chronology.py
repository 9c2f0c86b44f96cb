"""A chronology from its files: the entries, their references, then the checked model.

One bad entry does not spoil the rest: it is reported, left out, and recorded as a `Fault`, so that only
the briefs that need it fail. A problem of the file as a whole is a fault without a section. A brief with
a fault in its officer's own text only is there without that text: for a draft.

    files -> header, sections -> references -> validation -> linking -> briefs -> Chronology
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from legation.diagnostics import Diagnostic, Position, Report, errors_of
from legation.model.brief import Brief, brief_id
from legation.model.chronology import ITEM_SECTIONS, KEYED_SECTIONS, Chronology, Fault, Item
from legation.model.fields import Located
from legation.reading.briefs import BriefReader, text_of
from legation.reading.citing import Citable
from legation.reading.delivery import SECTION, read_section
from legation.reading.files import read_files, read_texts
from legation.reading.header import read_header
from legation.reading.keys import identity, repeated, unfit_key
from legation.reading.linking import EventIds, made_twice, signing
from legation.reading.problems import error, left_out
from legation.reading.references import References
from legation.reading.sections import Entry, entries, fault_of, names_of
from legation.reading.texts import Text
from legation.reading.validation import validate
from legation.reading.yaml import Lines, Mapping


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
    faults = _whole(own)
    if not roots:
        return Reading(None, tuple(faults))
    told = {problem.position for problem in own.errors}
    beside = Report()
    texts = read_texts(path, named, beside)
    report.extend(beside)
    faults += _whole(beside)
    assembly = _Assembly(report, faults, told)
    name = path.resolve().name if path.is_dir() else path.stem
    return Reading(assembly.build(roots, texts, name), tuple(faults))


def _whole(report: Report) -> list[Fault]:
    """The fault that the errors of a report are, of the files as a whole; none without any."""
    return [Fault(problems=report.errors)] if report.failed else []


def _resting(item: Item) -> Diagnostic:
    """Why an item is left out that names another which is."""
    return error(item.position(), "unknown-event", "it names an event that is left out", "")


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

    def build(self, roots: list[Mapping], texts: list[Text], name: str) -> Chronology | None:
        """The chronology; None when nothing is known of its format.

        Args:
            roots: The top-level mapping of each file.
            texts: The texts of briefs.
            name: What to call its brief after, where it has none.
        """
        header, problems = read_header(roots)
        self._spoilt(problems, Fault())
        if header is None:
            return None
        found = list(self._entries(roots))
        for entry in found:
            self.references.declare(entry.section, entry.key, names_of(entry))
        for entry in found:
            if entry.section != "briefs":
                self._read(entry)
        self._link()
        self.keyed["people"] |= self.references.people.in_place
        self.keyed["sources"] |= self.references.sources.in_place
        briefs = [entry for entry in found if entry.section == "briefs"]
        if not any(root.get("briefs") for root in roots):
            briefs = self._only_brief(brief_id(name), header["title"], texts)
        self._briefs(briefs, texts)
        lost = {fault.key for fault in self.faults if fault.section == "briefs"}
        mailing, wrong = read_section(roots, self.keyed["briefs"].keys() | lost)
        self._spoilt(wrong, Fault(SECTION))
        parts: dict[str, Any] = {name: tuple(items) for name, items in self.items.items()}
        keyed: dict[str, Any] = dict(self.keyed)
        return Chronology.model_construct(**header, **parts, **keyed, deliver=mailing)

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
        """Read one entry that is no brief, or leave it out."""
        found = self.references.resolve(entry.model, entry.node)
        model, problems = validate(entry.model, entry.node)
        found += [*problems, *self._key_problems(entry)]
        if found and self._spoilt(found, fault_of(entry, found)):
            return
        if isinstance(model, Item):
            self.items[entry.section].append(model)
        elif isinstance(model, Located):
            self.keyed[entry.section][entry.key] = model

    def _only_brief(self, name: str, title: str, texts: list[Text]) -> list[Entry]:
        """The brief of a chronology that names none: its entry, if it has a text to be read."""
        text = text_of(name, texts)
        if text is None:
            self.keyed["briefs"][name] = Brief(title=title or None)
            return []
        node = Mapping(Lines(text.file, ""), 0)
        if text.node.get("title") is None:
            node["title"] = title or None
        return [Entry("briefs", name, node, node)]

    def _briefs(self, entries: list[Entry], texts: list[Text]) -> None:
        """Read the briefs, last: they may name whatever the chronology holds."""
        items = chain.from_iterable(self.items.values())
        bad = {made for fault in self.faults for made in (fault.key, f"{fault.key}-signed")}
        lost = [fault.key for fault in self.faults if fault.section == "briefs"]
        known = [*self.keyed["briefs"], *lost]
        reader = BriefReader(
            self.references,
            Citable(items, bad, self.keyed["sources"]),
            self.keyed["people"],
            {**dict.fromkeys(known), **{entry.key: entry.node for entry in entries}},
        )
        left = list(texts)
        for entry in entries:
            text = text_of(entry.key, left)
            read = reader.read(entry, text, self._key_problems(entry))
            self._tell(read.problems)
            if read.left_out:
                self.faults.append(Fault("briefs", entry.key, problems=tuple(read.left_out)))
            if read.brief is not None:
                self.keyed["briefs"][entry.key] = read.brief
            left = [other for other in left if other is not text]
        for text in left:
            self._stray(text, reader)
        self._bind()

    def _stray(self, text: Text, reader: BriefReader) -> None:
        """Report the text of what is no brief. The one that it was likely meant for lacks it."""
        if text.may_be_other:
            return
        lost = any(text_of(fault.key, [text]) for fault in self.faults if fault.section == "briefs")
        self._spoilt(text.problems, Fault("briefs", text.name))
        if lost or not all(fault.section for fault in self.faults):
            return  # what it belongs to may be what could not be read
        near, problem = reader.stray(text)
        if text.misnamed:
            (problem,) = text.problems
        else:
            self._spoilt([problem], Fault("briefs", text.name))
        if near:
            self.faults.append(Fault("briefs", near, problems=(problem,)))

    def _bind(self) -> None:
        """Record that the briefs are spoilt that bind what was left out."""
        briefs = self.keyed["briefs"]
        for name, brief in briefs.items():
            assert isinstance(brief, Brief), "what else would be among the briefs"
            gone = [part for part in brief.parts if part not in briefs]
            if gone:
                place = brief.position("parts")
                lacking = tuple(left_out("unknown-brief", part, place) for part in gone)
                self.faults.append(Fault("briefs", name, problems=lacking))

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
                    self.faults.append(replace(fault, problems=(_resting(item),)))
                else:
                    kept.append(item)
            self.items[section] = kept
        self.items["events"] += filter(None, map(signing, self.items["instruments"]))

    def _spoilt(self, found: Iterable[Diagnostic], fault: Fault) -> bool:
        """Report what was found, and record the fault if there is an error among it."""
        found = list(found)
        self._tell(found)
        errors = errors_of(found)
        if errors:
            self.faults.append(replace(fault, problems=errors))
        return bool(errors)

    def _tell(self, found: Iterable[Diagnostic]) -> None:
        """Report what was found. Where YAML's own problem was told, as of an alias, what follows is not."""
        self.report.extend(problem for problem in found if problem.position not in self.told)
