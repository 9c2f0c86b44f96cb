"""What a brief was made from, as one digest that its PDF carries.

It is taken of the brief and the briefs it binds, of the items that these select, cite or refer to with
the people, sources and parties named there, of the templates, and of the theme with its files. It is not
taken of the rest of the chronology, of how values were typed, or of where the files lie; nor of the as-of
day, which stands beside it. Two files of one version of Legation that carry the same digest and day were
made from the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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

_PATHS = ("fonts", "logo")  # fields of a theme that say where files lie
_OTHERS = re.compile(r"\{%-?\s*(?:include|import|from|extends)\b(.*?)%\}", re.DOTALL)
_QUOTED = re.compile(r"""(["'])(.*?)\1""")


def made_from(chronology: Chronology, name: str, templates: Finder, theme: Theme) -> str:
    """The SHA-256 of what the brief called `name` is made from, in hexadecimal digits.

    Raises:
        LegationError: A template cannot be read.
        OSError: A file that the theme names cannot be read.
    """
    encoder = msgpack.Encoder(enc_hook=_plain)
    digest = sha256()
    for part in (
        ("chronology", chronology.title, chronology.language),
        *entries(chronology, name),
        *(
            ("template", t.text)
            for t in used_templates(chronology.briefs[name].template, templates)
        ),
        ("theme", _settings(theme), *_files(theme)),
    ):
        digest.update(encoder.encode(part))
    return digest.hexdigest()


def entries(chronology: Chronology, name: str) -> Iterator[tuple[str, str, Located]]:
    """The entries of the chronology that the brief rests on, each with its section and key."""
    brief = chronology.briefs[name]
    briefs = {key: chronology.briefs[key] for key in (name, *brief.parts)}
    items = _items(chronology, list(briefs.values()))
    named: set[str] = set()
    for item in items:
        named |= names_of(item)
    for each in briefs.values():
        named.update((*each.parties, *each.people, each.counterpart or ""))
    yield from (("briefs", key, each) for key, each in briefs.items())
    yield from (("items", type(item).__name__, item) for item in items)
    for section in ("people", "sources", "parties"):
        known = getattr(chronology, section).items()
        yield from ((section, key, entry) for key, entry in known if key in named)


def _items(chronology: Chronology, briefs: list[Brief]) -> list[Item]:
    """The items that the briefs select, cite, or refer to from those, as they stand in the file."""
    taken = {id(i): i for b in briefs for i in selected(chronology, b, chronology.items())}
    referred = {key for brief in briefs for prose in brief.prose() for key in prose.cites}
    for item in taken.values():
        if isinstance(item, Instrument) and isinstance(item.signed, str):
            referred.add(item.signed)
        if isinstance(item, Mechanism):
            referred.update(item.meetings)
            if isinstance(item.established, str):
                referred.add(item.established)
    return [item for item in chronology.items() if id(item) in taken or item.id in referred]


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
    if not isinstance(value, BaseModel):
        return str(value)
    return {name: kept for name, kept in vars(value).items() if name[0] != "_"}  # beside the node


def _settings(value: object) -> object:
    """What a theme sets but for its files, a number alike whether it was typed or is the default."""
    if isinstance(value, BaseModel):
        return {key: _settings(inner) for key, inner in vars(value).items() if key not in _PATHS}
    return float(value) if isinstance(value, int) else value


def _files(theme: Theme) -> Iterator[bytes]:
    """The digests of the files that the theme names, wherever they lie."""
    fonts = theme.fonts
    yield f"{fonts.name}\n{fonts.fallback}".encode()
    for path in (fonts.regular, fonts.bold, fonts.italic, fonts.bold_italic, theme.logo):
        yield sha256(Path(path).read_bytes()).digest() if path else b""
