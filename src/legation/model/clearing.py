"""What was cleared: a record of a brief's own text and of the items it cites, to tell what changed since.

A clearance covers words, and the facts that they rest on. Its record, `cleared-facts`, is one line: the
digest of each authored text; then `key:digest` of what heads the brief, as far as it is given: for which
meeting it is, its title, and who will be met; then `id=digest` of each item that any text cites:

    0d3f5b12 91bc27aa counterpart:77aa01bc title:3b4c5d6e uz-trade=1a2b3c4d uz-treaty=5e6f7a8b

A digest is the first eight hexadecimal digits of a SHA-256. It is taken of words, not of how they were
typed: line breaks, blanks, the order of keys and the place in the file are all one, as are defaults
that were written out; a key that a later version of the format adds changes no digest where it is unused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from hashlib import sha256
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from legation.model.brief import Brief
from legation.model.chronology import Chronology, Item
from legation.model.dates import Date
from legation.model.fields import KEY, is_key
from legation.model.prose import Meeting, Path, Prose
from legation.model.quantities import Quantity

_DIGEST = r"[0-9a-f]{8}"
_ENTRY = re.compile(rf"(?:(?P<head>for|title|counterpart):|(?P<item>{KEY})=)?(?P<digest>{_DIGEST})")

GONE: Path = ("cleared-facts",)
"""The path under which texts are told that were cleared, and that the brief has no longer."""

# The fields that may hold a description in place, which is filed under what is no `Key`.
_DESCRIBED = {
    "sources": "sources",
    "people": "people",
    "attribution": "people",
    "speaker": "people",
}


class Stale(Struct, frozen=True):
    """Why a text is no longer covered by the clearance.

    Attributes:
        items: The ids of the items it cites that have changed since, or that were not cleared with it.
        text: Whether the text itself, or what it cites, is new, was changed, or is gone.
    """

    items: tuple[str, ...]
    text: bool


class _Cleared(Struct, frozen=True):
    """A record, read: the digests of the texts, of what heads the brief by key, of the items by id."""

    texts: frozenset[str]
    heads: dict[str, str]
    items: dict[str, str]


def record(chronology: Chronology, brief: Brief) -> str:
    """What `cleared-facts` holds for the brief's text as it is now; empty where it has none.

    Items that the chronology does not have are left out: reading refuses those.
    """
    texts = list(brief.prose())
    if not texts:
        return ""
    heads = [f"{key}:{digest}" for key, digest in sorted(_heads(chronology, brief).items())]
    cited = [f"{key}={digest}" for key, digest in sorted(_items(chronology, texts).items())]
    return " ".join([*sorted(set(map(_text_digest, texts))), *heads, *cited])


def recorded(brief: Brief) -> bool:
    """Whether `cleared-facts` holds a record that can be read."""
    return _read(brief) is not None


def stale(chronology: Chronology, brief: Brief) -> dict[Path, Stale]:
    """What the clearance does not cover any more, by its path in the brief.

    That is the authored texts, what heads the brief (`("for",)`, `("title",)`, which stands for the
    subtitle too, and `("counterpart",)`, for all that is said of them), and `GONE`. A text that was put
    in the place of another is told itself, and the other is not told as gone.

    Empty where the brief was not cleared, or has no record that can be read: nothing is known then.
    """
    cleared = _read(brief) if brief.cleared_by else None
    if cleared is None:
        return {}
    texts = list(brief.prose())
    now = _items(chronology, texts)
    found = dict.fromkeys(_changed_heads(cleared, chronology, brief), Stale((), text=True))
    found |= {
        prose.path: Stale(
            tuple(key for key in prose.cites if now.get(key) != cleared.items.get(key)),
            _text_digest(prose) not in cleared.texts,
        )
        for prose in texts
    }
    digests = frozenset(map(_text_digest, texts))
    if len(cleared.texts - digests) > len(digests - cleared.texts):
        found[GONE] = Stale((), text=True)
    return {path: why for path, why in found.items() if why.items or why.text}


def _read(brief: Brief) -> _Cleared | None:
    """The brief's record; None where it has none, or one that was tampered with."""
    entries = [_ENTRY.fullmatch(entry) for entry in (brief.cleared_facts or "").split()]
    found = [entry for entry in entries if entry]
    if not found or len(found) < len(entries):
        return None
    heads = {entry["head"]: entry["digest"] for entry in found if entry["head"]}
    items = {entry["item"]: entry["digest"] for entry in found if entry["item"]}
    texts = frozenset(e["digest"] for e in found if not e["head"] and not e["item"])
    return _Cleared(texts, heads, items)


def _changed_heads(cleared: _Cleared, chronology: Chronology, brief: Brief) -> Iterator[Path]:
    """The paths of what heads the brief and is not as it was cleared, in the order of the keys."""
    now = _heads(chronology, brief)
    for key in ("title", "for", "counterpart"):
        if now.get(key) != cleared.heads.get(key):
            yield (key,)


def _heads(chronology: Chronology, brief: Brief) -> dict[str, str]:
    """The digests of what heads the brief, by key, as far as there is any."""
    person = chronology.people.get(brief.counterpart or "")
    heads = {
        "for": _fields(brief.for_, *Meeting.model_fields),
        "title": _fields(brief, "title", "subtitle"),
        "counterpart": _fields(person, "name", "offices", "summary"),
    }
    return {key: _digest_of(said) for key, said in heads.items() if said}


def _fields(value: BaseModel | None, *names: str) -> dict[str, Any]:
    """What the value says in some of its fields."""
    given = {name: getattr(value, name, None) for name in names}
    return {name: _plain(inner) for name, inner in given.items() if inner}


def _items(chronology: Chronology, texts: Iterable[Prose]) -> dict[str, str]:
    """The digests, by id, of the items that the texts cite."""
    cited = {key for prose in texts for key in prose.cites}
    if not cited:
        return {}
    items = {item.id: item for item in chronology.items() if item.id in cited}
    return {key: _item_digest(chronology, item) for key, item in items.items() if key}


def _text_digest(prose: Prose) -> str:
    """The digest of a text and of which items it cites."""
    return _digest(" ".join([_words(prose.text), *prose.cites]))


def _item_digest(chronology: Chronology, item: Item) -> str:
    """The digest of all that the item says."""
    described = {
        name: _plain(_in_place(getattr(item, name), getattr(chronology, section)))
        for name, section in _DESCRIBED.items()
        if getattr(item, name, None)
    }
    return _digest_of(_plain(item) | described)


def _in_place(value: Any, entries: dict[str, BaseModel]) -> Any:
    """The value with what was described in place put for its key, which is made of how it was typed."""
    if isinstance(value, tuple):
        return tuple(_in_place(inner, entries) for inner in value)
    return value if is_key(value) else entries.get(value, value)


def _plain(value: Any) -> Any:
    """A value as texts, lists of them and mappings by field, without the fields left at their default."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        # When it is to be looked at again says nothing of it.
        said = ((name, field) for name, field in fields.items() if name != "review")
        given = ((name, getattr(value, name), field) for name, field in said)
        return {name: _plain(inner) for name, inner, field in given if inner != field.default}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Quantity):
        return value.words()
    assert isinstance(value, str | Date | Decimal), "what else would an item hold"
    return _words(str(value))


def _words(text: str) -> str:
    """The text with one blank for each run of blanks and line breaks."""
    return " ".join(text.split())


def _digest_of(said: dict[str, Any]) -> str:
    import json  # only a brief that cites something needs it

    return _digest(json.dumps(said, sort_keys=True))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]
