"""Why a brief is to be built, or need not be: what it depends on, held against what was recorded.

A brief depends on its own entry and the items that it selects or cites, on the people, sources and parties
that are named there, on its template and those which that names, on the theme with its files, on the
letterhead for Word unless its template is a Word file, on the day that it speaks from, on the issue that
it is held against, and on the version of Legation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING

from legation.building.rendering.provenance import Origins, entries
from legation.model.brief import Format
from legation.model.chronology import KEYED_SECTIONS, Item
from legation.model.date_points import spelt
from legation.version import __version__

if TYPE_CHECKING:
    from legation.building.output.outputs import Outputs
    from legation.building.output.record import Entry, Record
    from legation.building.plan import Job
    from legation.model.chronology import Chronology
    from legation.model.fields import Located

_SECTIONS = {"briefs", "items", "people", "sources", "parties"}
_SAID = {
    "title": "the chronology's title or language has changed",
    "template": "its template has changed",
    "theme": "the theme has changed",
    "letterhead": "the letterhead has changed",
    "room": "the letterhead, whose pages it is to fit, has changed",
    "since": "it is held against another issue",
    "issue": "it gets another number as an issue, or none",
    "left out": "a draft of it leaves out something else",
    "version": f"this is Legation {__version__}",
}
_MOST = 4
_SHORT = 16


class Reasons:
    """What briefs depend on, and what of it has changed.

    Args:
        chronology: Read and checked.
        origins: What its briefs are made from.
        reference: The letterhead's file, if there is one.
        inputs: A hash of all files that were read.
    """

    def __init__(
        self, chronology: Chronology, origins: Origins, reference: Path | None, inputs: str
    ) -> None:
        self._chronology = chronology
        self._origins = origins
        self._reference = reference
        self.inputs = inputs

    def parts(self, job: Job) -> dict[str, str]:
        """Hashes of all that a brief depends on.

        Raises:
            LegationError: A template cannot be read.
            OSError: A file that the theme names, or the letterhead, cannot be read.
        """
        parts = {
            **self._origins.parts(job.brief),
            "day": job.as_of.isoformat(),
            "version": __version__,
        }
        if job.omitted is not None:
            parts["left out"] = _hash(repr(job.omitted))
        if job.since is not None:
            parts["since"] = job.since.digest
        if job.issue:
            parts["issue"] = _hash(job.issue)
        if self._reference is not None:
            brief = self._chronology.briefs[job.brief]
            if Format.DOCX in job.formats and not brief.is_word:
                parts["letterhead"] = self._letterhead
            if brief.pages:
                # What fits the letterhead's pages is printed in both formats.
                parts["room"] = self._letterhead
        return {part: digest[:_SHORT] for part, digest in parts.items()}

    @cached_property
    def _letterhead(self) -> str:
        assert self._reference is not None, "asked for only where there is one"
        return sha256(self._reference.read_bytes()).hexdigest()

    def why(self, job: Job, parts: Mapping[str, str], known: Entry | None, outputs: Outputs) -> str:
        """Why a brief is to be built, in words; empty where what was built is as it should be."""
        files = {format_: known.outputs.get(format_) for format_ in job.formats} if known else {}
        if known is None or not any(files.values()):
            return "it was not built yet"
        for format_, file in files.items():
            if file is None:
                return f"it was not built as {format_} yet"
            if file.made_from != made_from(parts, format_):
                return self._changed(job, parts, known, outputs.record)
            if not outputs.intact(file):
                return f"{file.name} is not as it was built, or not there"
            if not outputs.settled(job.brief, format_, file):
                return f"{file.name} can have a better name now"
            if file.warnings and file.inputs != self.inputs:
                return "there are warnings of its text, which name lines, and a file has changed"
        if known.failure is not None:
            return "it failed the last time"
        return ""

    def _changed(self, job: Job, parts: Mapping[str, str], known: Entry, record: Record) -> str:
        """What has changed of all that a brief depends on."""
        now, then = parts, known.parts
        changed = {part for part in {**now, **then} if now.get(part) != then.get(part)}
        said = list(self._entries(job.brief, record.entries)) if changed & _SECTIONS else []
        if changed & _SECTIONS and not said:
            said = ["what it selects has changed"]
        said += [text for part, text in _SAID.items() if part in changed]
        if "day" in changed:
            said.append(f"it speaks from {spelt(job.as_of)}")
        more = len(said) - _MOST
        if not said:  # since it was built in this format
            return "what it is made from has changed"
        return ", ".join([*said[:_MOST], f"and {more} more"] if more > 0 else said)

    def _entries(self, brief: str, recorded: Mapping[str, str]) -> Iterator[str]:
        """What has changed of the entries that a brief rests on."""
        for _, key, entry in entries(self._chronology, brief):
            called = _called(key, entry)
            if called not in recorded:
                yield f"{called} is new"
            elif recorded[called] != self._origins.entry(entry)[:_SHORT]:
                yield f"{called} has changed"

    def recorded(self) -> dict[str, str]:
        """A hash of each entry of the chronology, by what it is called."""
        chronology = self._chronology
        keyed = (getattr(chronology, section).items() for section in KEYED_SECTIONS)
        every: Iterable[tuple[str, Located]] = chain(
            *keyed, zip(repeat(""), chronology.items(), strict=False)
        )
        return {_called(key, entry): self._origins.entry(entry)[:_SHORT] for key, entry in every}


def _called(key: str, entry: Located) -> str:
    """What an entry is called: `event oslo`."""
    if isinstance(entry, Item):
        key = str(entry.id or getattr(entry, "title", "") or getattr(entry, "quote", ""))
    return f"{type(entry).__name__.lower()} “{key}”"


def made_from(parts: Mapping[str, str], format_: str) -> str:
    """A hash of all that a file of a brief depends on: the letterhead is for Word."""
    kept = {part: h for part, h in parts.items() if part != "letterhead" or format_ == Format.DOCX}
    return _hash(repr(sorted(kept.items())))


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
