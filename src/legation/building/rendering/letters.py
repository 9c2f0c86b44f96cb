"""Letters that the PDF's fonts lack: which they are, and where in the chronology they stand.

A letter that cannot be drawn is known by what the finished brief says. Where it was typed is looked for
only then, in what the brief was made from.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from pydantic import BaseModel

from legation.building.rendering.provenance import entries, used_templates
from legation.diagnostics import Position, counted

if TYPE_CHECKING:
    from legation.building.plan import Job
    from legation.building.rendering.provenance import Finder
    from legation.diagnostics import Report
    from legation.model.chronology import Chronology

_MOST_WARNINGS = 8
_MOST_LETTERS = 8
_HINT = "name a font that has them under `fonts:` in templates/theme.yaml"
_PRIVATE_HINT = (
    "{} is a sign from another program's own font, such as a bullet copied from Word: "
    "type • or take it out"
)

Typed = tuple[Position | None, str]
"""A text, and where it was typed, if that is known."""


def warn_of_missing_letters(
    missing: set[str], said: str, job: Job, typed: Iterable[Typed], report: Report
) -> None:
    """Warn of each letter where it stands first, of those that stand there together.

    Where that takes too many warnings, the last stands nowhere and tells of all that is left.

    Args:
        missing: The letters that are not drawn; not empty.
        said: All that the brief says.
        job: The brief.
        typed: What it was made from, the brief first, as `typed_texts` has it.
        report: Where the warnings go.
    """
    typed = list(typed)
    places = _places(missing, said, typed)
    # What is typed nowhere is the chronology's title, or comes with legation.
    brief = next((position for position, _ in typed if position), None)
    for letter in missing - places.keys():
        places[letter].add(Position(brief.file if brief else ""))
    together = _together(missing, places)
    firsts = list(together)
    if len(firsts) > _MOST_WARNINGS:
        firsts = firsts[: _MOST_WARNINGS - 1]
    lacks = f"the PDF of `{job.brief}` lacks letters that its font does not have"
    for position in firsts:
        letters = together.pop(position)
        others = len(_places_of(letters, places) - {position})
        more = f"; they stand in {counted(others, 'more place')}" if others else ""
        message = f"{lacks}: {_told(letters)}{more}"
        stated = position if position.file else None
        report.warning(stated, "missing-letters", message, _hint(letters))
    if together:
        letters = list(chain.from_iterable(together.values()))
        others = len(_places_of(letters, places) - set(firsts))
        message = f"{lacks}, in {counted(others, 'more place')}: {_told(letters)}"
        report.warning(None, "missing-letters", message, _hint(letters))


def _together(missing: set[str], places: Mapping[str, set[Position]]) -> dict[Position, list[str]]:
    """The letters that stand first at each place, in the order of places."""
    together: defaultdict[Position, list[str]] = defaultdict(list)
    for position, letter in sorted((min(places[letter]), letter) for letter in missing):
        together[position].append(letter)
    return together


def _places_of(letters: Iterable[str], places: Mapping[str, set[Position]]) -> set[Position]:
    """All places of any of the letters."""
    return set().union(*(places[letter] for letter in letters))


def _hint(letters: list[str]) -> str:
    """What to do about the letters: no font has what is for private use."""
    private = [letter for letter in letters if unicodedata.category(letter) == "Co"]
    hints = [_PRIVATE_HINT.format(f"U+{ord(private[0]):04X}")] if private else []
    return "; ".join(hints if len(private) == len(letters) else [*hints, _HINT])


def _told(letters: list[str]) -> str:
    """The letters in words."""
    shown = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters[:_MOST_LETTERS])
    return f"{shown} and {len(letters) - _MOST_LETTERS} more" if letters[_MOST_LETTERS:] else shown


def typed_texts(chronology: Chronology, job: Job, templates: Finder) -> Iterator[Typed]:
    """Every text that the brief was made from: of its entries, of its templates, of what a draft names."""
    for _, _, entry in entries(chronology, job.brief):
        yield from ((entry.position(*path), text) for path, text in _texts(entry))
    for template in used_templates(chronology.briefs[job.brief].template, templates):
        for number, line in enumerate(template.text.split("\n"), start=1):
            for word in re.finditer(r"\S+", line):
                yield Position(template.file, number, word.start() + 1), word[0]
    yield from ((omitted.position, omitted.what) for omitted in job.omitted or ())


def _places(
    missing: set[str], said: str, typed: Iterable[Typed]
) -> defaultdict[str, set[Position]]:
    """Where each letter was typed, in words that are printed."""
    places: defaultdict[str, set[Position]] = defaultdict(set)
    together = re.compile(f"[{re.escape(''.join(missing))}]+")
    for position, text in typed:
        for found in together.finditer(text):
            if position is not None and found[0] in said:
                for letter in found[0]:
                    places[letter].add(position)
    return places


def _texts(value: object, *path: str | int) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The texts of an entry, each with the keys and indices that lead to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _texts(inner, *path, index)
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _texts(getattr(value, name), *path, field.alias or name)
