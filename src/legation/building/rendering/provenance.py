"""What a brief was made from, as one digest that its PDF carries.

It is taken of the brief and the briefs it binds, of the items that these select, cite or refer to with
the people, sources and parties named there, of the templates, and of the theme with its files. It is not
taken of the rest of the chronology, of how values were typed, or of where the files lie; nor of the as-of
day, which stands beside it. With an issue that the brief is held against, or a number of its own, `render`
takes these in as well. Two files of one version of Legation that carry the same digest and day were made
from the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from msgspec import msgpack
from pydantic import BaseModel

from legation.composing.select import names_of, selected
from legation.model.brief import Brief
from legation.model.chronology import Chronology, Instrument, Item, Mechanism
from legation.model.fields import Located
from legation.model.template import Template, without_remarks
from legation.model.theme import Theme

Finder = Callable[[str], Template | None]
"""Finds a template by its name; None for none."""

_PARTS = ("briefs", "items", "people", "sources", "parties")
_PATHS = ("fonts", "logo")  # fields of a theme that say where files lie
_OTHERS = re.compile(r"\{%-?\s*(?:include|import|from|extends)\b(.*?)%\}", re.DOTALL)
_QUOTED = re.compile(r"""(["'])(.*?)\1""")


class Origins:
    """What the briefs of a chronology are made from, as digests: each entry and file is gone through once.

    Args:
        chronology: Read and checked.
        templates: Finds a template by its name.
        theme: With absolute paths.
    """

    def __init__(self, chronology: Chronology, templates: Finder, theme: Theme) -> None:
        self._chronology = chronology
        self._templates = templates
        self._theme = theme
        self._encoder = msgpack.Encoder(enc_hook=_plain)
        self._entries: dict[int, str] = {}
        self._of_templates: dict[str, str] = {}
        self._of_briefs: dict[str, Mapping[str, str]] = {}

    def __reduce__(self) -> tuple[type[Origins], tuple[Chronology, Finder, Theme]]:
        """As it was made: what was found so far goes by where entries are in this process's memory."""
        return Origins, (self._chronology, self._templates, self._theme)

    def made_from(self, name: str) -> str:
        """The SHA-256 of what the brief called `name` is made from, in hexadecimal digits.

        Raises:
            LegationError: A template cannot be read.
            OSError: A file that the theme names cannot be read.
        """
        return self._digest(sorted(self.parts(name).items()))

    def parts(self, name: str) -> Mapping[str, str]:
        """The same part by part: a digest of the `brief`, its `items`, `people`, the `theme` and so on.

        Raises:
            LegationError: A template cannot be read.
            OSError: A file that the theme names cannot be read.
        """
        if name not in self._of_briefs:
            self._of_briefs[name] = self._parts(name)
        return self._of_briefs[name]

    def _parts(self, name: str) -> Mapping[str, str]:
        chronology = self._chronology
        template = chronology.briefs[name].template
        parts: dict[str, list[str]] = {section: [] for section in _PARTS}
        for section, key, entry in entries(chronology, name):
            parts[section] += (key, self.entry(entry))
        return {
            **{section: self._digest(found) for section, found in parts.items()},
            "title": self._digest((chronology.title, chronology.language)),
            "template": self._template(template),
            "theme": self._of_theme,
        }

    def entry(self, entry: Located) -> str:
        """The digest of one entry of the chronology, whatever its key."""
        known = self._entries.get(id(entry))
        if known is None:
            known = self._entries[id(entry)] = self._digest(_fields(entry))
        return known

    def _template(self, name: str) -> str:
        """The digest of a template, and of those that it names."""
        if name not in self._of_templates:
            used = used_templates(name, self._templates)
            texts = [template.word.digest if template.word else template.text for template in used]
            self._of_templates[name] = self._digest(texts)
        return self._of_templates[name]

    @cached_property
    def _of_theme(self) -> str:
        return self._digest((_settings(self._theme), *_files(self._theme)))

    def _digest(self, value: object) -> str:
        return sha256(self._encoder.encode(value)).hexdigest()


def entries(chronology: Chronology, name: str) -> Iterator[tuple[str, str, Located]]:
    """The entries of the chronology that the brief rests on, each with its section and key."""
    brief = chronology.briefs[name]
    briefs = {key: chronology.briefs[key] for key in (name, *brief.parts)}
    items = _items(chronology, list(briefs.values()))
    named = set().union(*map(names_of, items))
    for each in briefs.values():
        named.update((*each.parties, *each.people, each.counterpart or ""))
    yield from (("briefs", key, each) for key, each in briefs.items())
    for item in items:
        yield "items", type(item).__name__, item
    for section in ("people", "sources", "parties"):
        known = getattr(chronology, section)
        yield from ((section, key, known[key]) for key in sorted(named & known.keys()))


def _items(chronology: Chronology, briefs: list[Brief]) -> list[Item]:
    """The items that the briefs select, as they stand in the file, and those that they cite or refer to."""
    taken = {id(item): item for brief in briefs for item in selected(chronology, brief)}
    referred = {key for brief in briefs for prose in brief.prose() for key in prose.cites}
    for item in taken.values():
        if type(item) is Instrument and isinstance(item.signed, str):
            referred.add(item.signed)
        if type(item) is Mechanism:
            referred.update(item.meetings)
            if isinstance(item.established, str):
                referred.add(item.established)
    others = (chronology.items_by_id.get(key) for key in sorted(referred))
    return [*taken.values(), *(item for item in others if item and id(item) not in taken)]


def used_templates(name: str, templates: Finder) -> Iterator[Template]:
    """The template of that name and those that it names, and so on, each once."""
    names = [name]
    for each in names:  # which grow as they are read
        template = templates(each)
        if template is None:  # `ignore missing`
            continue
        yield template
        for statement in _OTHERS.findall(without_remarks(template.text)):
            names += [named for _, named in _QUOTED.findall(statement) if named not in names]


def _plain(value: object) -> object:
    """The fields of a model; of what else the encoder does not know, its text."""
    return _fields(value) if isinstance(value, BaseModel) else str(value)


def _fields(model: BaseModel) -> object:
    fields = vars(model).copy()
    fields.pop("_node", None)  # which stands beside them
    return fields


def _settings(value: object) -> object:
    """What a theme sets but for its files, a number alike whether it was typed or is the default."""
    if isinstance(value, BaseModel):
        return {key: _settings(inner) for key, inner in vars(value).items() if key not in _PATHS}
    return float(value) if isinstance(value, int) else value


def _files(theme: Theme) -> Iterator[bytes]:
    """The digests of the files that the theme names, wherever they lie."""
    yield f"{theme.fonts.name}\n{theme.fonts.fallback}\n{bool(theme.logo)}".encode()
    yield from (sha256(Path(path).read_bytes()).digest() for path in theme.files)
