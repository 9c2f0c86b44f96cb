"""The officer's own text of a brief in a Markdown file beside the chronology: `briefs/ID.md`.

    bytes -> outline -> entries -> Mapping

It is read into the values, with their positions, that the same text would be in the chronology:

    ---
    for: {who: The Minister, date: 2026-02-26}
    ---
    ## Points to make

    - Trade has grown ninefold [uz-trade].
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from legation.diagnostics import Diagnostic, Position, Report
from legation.model.brief import Brief
from legation.model.quantities import shorten
from legation.reading.explaining import unknown_key
from legation.reading.problems import Guess
from legation.reading.shape import keys_of
from legation.reading.texts.entries import listed, prose, raised
from legation.reading.texts.outline import Outline, Section, only, outline, plain
from legation.reading.yaml import Limited, Lines, Mapping, Merged, Sequence, Value, load_text, read

AUTHORED = (
    "title subtitle for counterpart bottom-line objectives points if-raised press-line sensitivities "
    "background contact drafted-by cleared-by cleared-facts distribution pages"
).split()
"""The keys of a brief that its text file may hold: its own words, not what it selects."""

TEXT_ENDINGS = (".md",)
"""How the name of a text file ends."""

LISTED = ("objectives", "points", "if-raised", "sensitivities", "distribution")
"""Those of them that hold a list."""

MISPLACED = "misplaced-key"
"""The code of a problem that puts in doubt what the brief selects, or how it is handled."""

_PAIRS = ("for", "cleared-by")
_SECTIONS = {key: key for key in AUTHORED} | {"points-to-make": "points"}
_CHRONOLOGY_S = [key for key in keys_of(Brief) if key not in AUTHORED]

_FIRST = """a first text is a few lines:
    ## Bottom line

    Talks are to be held every year from 2027.

    ## Points to make

    - Ask whether a day is set."""


class Text(Struct, frozen=True):
    """The text of a brief.

    Attributes:
        name: The file's name without its ending: the brief's id.
        file: The file, for messages.
        node: What it holds.
        problems: What is wrong with it.
    """

    name: str
    file: str
    node: Mapping
    problems: tuple[Diagnostic, ...]

    @property
    def misnamed(self) -> bool:
        """Whether the file's name has another ending than a text's; it was not read then."""
        return not self.file.lower().endswith(TEXT_ENDINGS)

    @property
    def may_be_other(self) -> bool:
        """Whether it is no wonder that there is no such brief: a README, or a `.txt` of any kind."""
        file = self.file.lower()
        notes = file.endswith(".txt") and not file.endswith(".md.txt")
        return notes or self.name.casefold() == "readme"


def unread(name: str, file: str, report: Report) -> Text:
    """The text of a file that cannot be read, as the report says."""
    return Text(name, file, Mapping(Lines(file, ""), 0), tuple(report))


def read_text(name: str, file: str, data: bytes) -> Text:
    """Read a brief's text file.

    Args:
        name: The brief's id, as the file has it.
        file: The file as messages name it.
        data: The whole file.
    """
    report = Limited(file)
    lines = load_text(data, file, report)
    parts = [] if lines is None else _Reader(lines, report).parts()
    node = Merged(*parts) if parts else Mapping(Lines(file, ""), 0)
    return Text(name, file, node, tuple(report.all()))


class _Reader:
    """Reads one text, section by section."""

    def __init__(self, lines: Lines, report: Report) -> None:
        self._report = report
        self._first: dict[str, Position] = {}  # where each key was first given
        self._guess = Guess()
        self._outline = outline(lines, frozenset(_SECTIONS), report)
        self._lines = self._outline.lines

    def parts(self) -> list[Mapping]:
        """A mapping of what the head holds, and one for each section."""
        made = self._outline
        self._refuse_stray(made)
        head = [] if made.head is None else list(self._head(*made.head))
        return [*head, *(part for section in made.sections for part in self._section(section))]

    def _refuse_stray(self, made: Outline) -> None:
        if made.stray is not None:
            hint = "write above it what it is: ## Bottom line"
            position = self._lines.position(made.stray.at)
            self._report.error(position, "heading", "this text stands under no heading", hint)
        elif made.head is None and not made.sections and not self._report.failed:
            position = Position(self._lines.file)
            self._report.error(position, "empty-file", "the file is empty", _FIRST)

    def _head(self, begin: int, end: int) -> Iterator[Mapping]:
        """The head's keys; those that do not belong there are left out."""
        documents, _ = read(only(self._lines, begin, end), self._report)
        head = documents[0] if documents else None
        if head is None or documents is None:
            return
        if not isinstance(head, Mapping):
            message = "the head between the two lines --- takes keys with values"
            hint = "write for example: contact: North Sea desk"
            self._report.error(documents.position(0), "text-head", message, hint)
            return
        for key in list(head):
            position = head.key_position(key)
            if key in AUTHORED:
                self._first[key] = position
                continue
            if self._meant(key) in _CHRONOLOGY_S:
                self._misplaced(key, position)
            else:
                self._report.add(unknown_key(key, tuple(AUTHORED), position))
            del head[key]
        yield head

    def _section(self, section: Section) -> Iterator[Mapping]:
        """One section as a mapping of one key."""
        position = self._lines.position(section.at)
        key = _SECTIONS.get(plain(section.name))
        if key is None:
            self._unknown(section, position)
        elif key in self._first:
            message = f"`{shorten(section.name)}` is given twice: first at {self._first[key]}"
            hint = "put the two together in one place"
            self._report.error(position, "duplicate-key", message, hint)
        else:
            self._first[key] = position
            yield self._part(key, section)

    def _part(self, key: str, section: Section) -> Mapping:
        rows, lines = section.rows, self._lines
        at = next((row.at for row in rows if row.text), section.at)
        value: Value
        if key in _PAIRS:
            documents, lines = read(only(lines, section.begin, section.end), self._report)
            value, at = (documents and documents.placed(0)) or (None, at)
        elif key == "if-raised":
            value = raised(rows, lines, at, self._report)
        elif key in LISTED:
            value = listed(rows, lines, at, self._report)
        else:
            value = prose(rows)
        part = Mapping(lines, section.at)
        blank = isinstance(value, Sequence) and not value
        part.put(key, section.at, None if blank else value, at)
        return part

    def _unknown(self, section: Section, position: Position) -> None:
        name = shorten(section.name)
        if not name:
            hint = f"write what follows: {section.marks} Bottom line"
            self._report.error(position, "heading", "the heading is empty", hint)
            return
        near = self._meant(section.name)
        if near in _CHRONOLOGY_S:
            self._misplaced(name, position)
            return
        known = ", ".join(key.replace("-", " ").capitalize() for key in AUTHORED)
        hint = f"the headings are {known}"
        if near:
            hint = f"write {section.marks} {near.replace('-', ' ').capitalize()}"
        self._report.error(position, "heading", f"there is no section `{name}` in a brief", hint)

    def _meant(self, name: str) -> str | None:
        """The key of a brief that was meant."""
        known = [*_CHRONOLOGY_S, *_SECTIONS]
        return plain(name) if plain(name) in known else self._guess(plain(name), known)

    def _misplaced(self, key: str, position: Position) -> None:
        message = f"`{shorten(key)}` belongs in the chronology, not in the text of a brief"
        hint = "write it there, under `briefs:` and the brief's id"
        self._report.error(position, MISPLACED, message, hint)
