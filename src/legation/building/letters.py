"""Letters that the PDF's fonts lack: which they are, and where in the chronology they stand.

A letter that cannot be drawn is known by what the finished brief says. Where it was typed is looked for
only then, in what the brief was made from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pydantic import BaseModel

from legation.building.provenance import entries, used_templates
from legation.diagnostics import Position, counted

if TYPE_CHECKING:
    from legation.building.plan import Job
    from legation.building.provenance import Finder
    from legation.diagnostics import Report
    from legation.model.chronology import Chronology

_MOST_WARNINGS = 8
_MOST_LETTERS = 8
_HINT = "name a font that has them under `fonts:` in templates/theme.yaml"

Typed = tuple[Position | None, str]
"""A text, and where it was typed, if that is known."""


def warn_of_missing_letters(
    missing: set[str], said: str, job: Job, typed: Iterable[Typed], report: Report
) -> None:
    """Warn of each letter where it stands first, of those that stand there together.

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
    beside = {Position(brief.file if brief else "")}
    together: defaultdict[Position, list[str]] = defaultdict(list)
    firsts = [(min(places.get(letter, beside)), letter) for letter in missing]
    for position, letter in sorted(firsts):
        # So many warnings are read; what is left goes into the last.
        full = len(together) == _MOST_WARNINGS and position not in together
        together[max(together) if full else position].append(letter)
    for position, letters in together.items():
        others = set().union(*(places.get(letter, set()) for letter in letters)) - {position}
        told = _told(letters, len(others))
        message = f"the PDF of `{job.brief}` lacks letters that its font does not have: {told}"
        report.warning(position if position.file else None, "missing-letters", message, _HINT)


def _told(letters: list[str], others: int) -> str:
    """The letters in words, and in how many other places they stand."""
    shown = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters[:_MOST_LETTERS])
    more = f" and {len(letters) - _MOST_LETTERS} more" if letters[_MOST_LETTERS:] else ""
    return f"{shown}{more}" + (f"; they stand in {counted(others, 'more place')}" if others else "")


def typed_texts(chronology: Chronology, job: Job, templates: Finder) -> Iterator[Typed]:
    """Every text that the brief was made from: of its entries, of its templates, of what a draft names."""
    for _, _, entry in entries(chronology, job.brief):
        yield from ((entry.position(*path), text) for path, text in _texts(entry))
    for template in used_templates(chronology.briefs[job.brief].template, templates):
        for number, line in enumerate(template.text.split("\n"), start=1):
            for word in re.finditer(r"\S+", line):
                yield Position(template.file, number, word.start() + 1), word[0]
    yield from ((omitted.position, omitted.what) for omitted in job.omitted or ())


def _places(missing: set[str], said: str, typed: Iterable[Typed]) -> dict[str, set[Position]]:
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
