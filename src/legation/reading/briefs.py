"""The briefs of a chronology: what each selects, with the officer's own text from both its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from legation.diagnostics import Diagnostic, Position, errors_of
from legation.model.brief import Brief
from legation.model.quantities import shorten
from legation.reading.citing import Citable
from legation.reading.keys import as_file
from legation.reading.problems import Found, Guess, error, left_out, warning
from legation.reading.references import References
from legation.reading.salvage import (
    authored,
    authored_faults,
    drop,
    drop_blanks,
    naming,
    places,
)
from legation.reading.sections import Entry
from legation.reading.shape import Path
from legation.reading.texts import MISPLACED, Text
from legation.reading.validation import validate
from legation.reading.yaml import Mapping, Merged, Sequence, Value

_SELECTING = (MISPLACED, "unknown-key")


class ReadBrief(Struct, frozen=True):
    """What came of a brief.

    Attributes:
        brief: The brief, without what is wrong in its text; None where that is not all that is wrong.
        problems: What was found.
        left_out: What it lacks, and why: of its errors, and of what is told already where that stands.
    """

    brief: Brief | None
    problems: Found
    left_out: Found


class BriefReader:
    """Reads briefs, once all that they may name is known.

    Args:
        references: The parties and people.
        citable: The items.
        people: The keys of the people that were read.
        briefs: Every brief as it was typed, by its id; None for one that has no keys to be read.
    """

    def __init__(
        self,
        references: References,
        citable: Citable,
        people: Iterable[str],
        briefs: dict[str, Mapping | None],
    ) -> None:
        self._references = references
        self._citable = citable
        self._people = set(people)
        self._briefs = briefs
        self._without_text = set(briefs)
        self._guess = Guess()

    def read(self, entry: Entry, text: Text | None, problems: Iterable[Diagnostic]) -> ReadBrief:
        """Read a brief.

        Args:
            entry: The brief in the chronology.
            text: Its text file, if it has one.
            problems: What is wrong with its id.
        """
        node, apart = self._whole(entry, text)
        found = [*problems, *self._references.resolve(Brief, node, in_place=False)]
        brief, invalid = validate(Brief, node)
        found += [*invalid, *self._unfit_parts(entry)]
        told = {problem.position for problem in errors_of(apart)}
        own, where = brief, places(node) if apart or found else {}
        gone = [naming(each, node, where) for each in errors_of([*apart, *_others(found, told)])]
        if errors_of(found) or _selecting(apart):
            faults, only = authored_faults(node, where, found)
            drop(node, faults)
            own = validate(Brief, authored(node))[0]  # so that all citations are looked at
            brief = validate(Brief, node)[0] if only and not _selecting(apart) else None
        unknown, lacking, paths = self._unsupported(own) if own is not None else ([], [], set())
        if unknown or lacking:
            where = where or places(node)
        if brief is not None and paths:
            drop(node, paths)
            brief = validate(Brief, node)[0]
        unknown = _others(unknown, told)
        gone += [naming(each, node, where) for each in [*errors_of(unknown), *lacking]]
        return ReadBrief(brief, [*apart, *_others(found, told), *unknown], gone)

    def _whole(self, entry: Entry, text: Text | None) -> tuple[Mapping, Found]:
        """The brief with its text file, and what is wrong with that."""
        if text is None:
            drop_blanks(entry.node)
            return entry.node, []
        self._without_text.discard(entry.key)
        node = Merged(entry.node, text.node)
        drop_blanks(node)
        return node, [*text.problems, *_twice(entry.node, text.node)]

    def _unsupported(self, brief: Brief) -> tuple[Found, Found, set[Path]]:
        """Which texts name what is unknown, which name what was left out, and where all these stand."""
        unknown: Found = []
        lacking: Found = []
        paths: set[Path] = set()
        for prose in brief.prose():
            if not prose.cites and "[" not in prose.text:
                continue  # it names nothing, and nothing that looks like an id
            position = brief.position(*prose.path)
            told = list(self._citable.unknown(prose, position))
            gone = list(self._citable.left_out(prose, position))
            if told or gone:
                paths.add(prose.path[:2])
            unknown += [*told, *self._citable.mistyped(prose, position)]
            lacking += gone
        if brief.counterpart and brief.counterpart not in self._people:
            position = brief.position("counterpart")
            lacking.append(left_out("unknown-person", brief.counterpart, position))
        return unknown, lacking, paths

    def _unfit_parts(self, entry: Entry) -> Iterator[Diagnostic]:
        """The problems of a brief that binds what is no brief, itself, or what it may not show."""
        value = entry.node.get("parts")
        for index, name in enumerate(value if isinstance(value, Sequence) else [value]):
            if not isinstance(name, str) or not name.strip():
                continue
            step = (index,) if isinstance(value, Sequence) else ()
            name, position = name.strip(), entry.node.position("parts", *step)
            shown = shorten(name)
            if name == entry.key:
                message = f"`{shown}` cannot be a part of itself"
                yield error(position, "brief-part", message, "name other briefs")
            elif name not in self._briefs:
                yield self._unknown(name, position)
            elif (part := self._briefs[name]) is not None:
                if part.get("parts"):
                    message = f"`{shown}` has parts of its own"
                    yield error(position, "brief-part", message, "name its parts here in its place")
                yield from _unlike(shown, part.get("marking"), entry.node.get("marking"), position)

    def _unknown(self, name: str, position: Position) -> Diagnostic:
        near = self._guess(name, self._briefs)
        known = ", ".join(self._briefs)
        hint = f"write `{near}`" if near else f"the briefs are {shorten(known, 200)}"
        return error(position, "unknown-brief", f"there is no brief `{shorten(name)}`", hint)

    def stray(self, text: Text) -> tuple[str | None, Diagnostic]:
        """The brief that a text of no brief was likely meant for, and the problem."""
        taken = any(as_file(text.name) == as_file(brief) for brief in self._briefs)
        near = None if taken else self._guess(text.name, sorted(self._briefs))
        near = near if near in self._without_text else None  # the likeliest has its text
        shown = shorten(text.name)
        hint = f"add `{shown}` under `briefs:` in the chronology, or move the file away"
        if near:
            hint = f"name the file {near}.md"
        message = f"there is no brief `{shown}` for this text"
        return near, error(Position(text.file), "unknown-brief", message, hint)


def text_of(brief: str, texts: Iterable[Text]) -> Text | None:
    """The text of a brief, by the name of its file.

    Some systems mind neither case nor how accents are put together; where two files differ in no more,
    the one that is named exactly so counts.
    """
    fitting = [text for text in texts if as_file(text.name) == as_file(brief)]
    return min(fitting, key=lambda text: (text.misnamed, text.name != brief), default=None)


def _twice(node: Mapping, text: Mapping) -> Iterator[Diagnostic]:
    """The problems of keys that both the chronology and the text file give."""
    for key in node:
        if node[key] is not None and text.get(key) is not None:
            message = f"`{key}` is given twice: first at {node.key_position(key)}"
            hint = "keep it in one of the two places"
            yield error(text.key_position(key), "duplicate-key", message, hint)


def _unlike(part: str, marked: Value, marking: Value, position: Position) -> Iterator[Diagnostic]:
    """The problem of a part whose marking is not that of the brief that binds it."""
    if not isinstance(marked, str) or not isinstance(marking, str | None):
        return
    marked, own = marked.strip(), marking and marking.strip()
    message = f"`{part}` is marked {shorten(marked)}, and this brief"
    if marked and own is None:
        hint = f"write `marking: {marked}` here too"
        yield error(position, "marking", f"{message} is not", hint)
    elif marked and own and own.casefold() != marked.casefold():
        own = shorten(own)
        hint = f"write `marking: {marked}` here if that is to be on them"
        yield warning(position, "marking", f"{message} {own}: its pages will say {own}", hint)


def _selecting(apart: Found) -> bool:
    """Whether what is wrong with a text file puts in doubt what the brief selects."""
    return any(problem.code in _SELECTING for problem in apart)


def _others(found: Iterable[Diagnostic], told: set[Position | None]) -> Found:
    return [problem for problem in found if problem.position not in told]
