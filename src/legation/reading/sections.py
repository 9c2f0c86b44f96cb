"""The sections of a chronology: which entries its files hold, in the order of their text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from legation.diagnostics import Diagnostic, Position
from legation.model.chronology import ITEM_SECTIONS, KEYED_SECTIONS, Chronology, Fault
from legation.model.quantities import shorten
from legation.reading.delivery import SECTION
from legation.reading.explaining import kind_of, unknown_key
from legation.reading.header import KEYS
from legation.reading.problems import Found, error
from legation.reading.shape import Model, keys_of, required_keys
from legation.reading.yaml import Mapping, Sequence, Value


class Entry(Struct, frozen=True):
    """One entry of a section, as it was typed.

    Attributes:
        section: The section's name.
        key: Its key in the section's mapping; of an item, its id, or nothing.
        node: Its own keys and values.
        holder: The section's mapping or list.
    """

    section: str
    key: str
    node: Mapping
    holder: Mapping | Sequence

    @property
    def model(self) -> Model:
        """What it is to be."""
        return _MODELS[self.section]

    @property
    def position(self) -> Position:
        """Where its key stands; of an item, its id, or where it begins."""
        if isinstance(self.holder, Mapping):
            return self.holder.key_position(self.key)
        return self.node.position("id")


_MODELS: dict[str, Model] = {**KEYED_SECTIONS, **ITEM_SECTIONS}

Spoilt = tuple[Diagnostic, Fault]
"""A problem, and what it spoils."""


def entries(roots: Iterable[Mapping]) -> Iterator[Entry | Spoilt]:
    """Every entry of the files' sections, and every problem of a section as a whole."""
    for root in roots:
        for section, value in root.items():
            if section in KEYED_SECTIONS:
                yield from _keyed(section, value, root)
            elif section in ITEM_SECTIONS:
                yield from _items(section, value, root)
            elif section not in {*KEYS, SECTION}:  # which are read apart
                problem = unknown_key(section, keys_of(Chronology), root.key_position(section))
                yield problem, Fault()


def names_of(entry: Entry) -> Iterator[str]:
    """What an entry is called besides its key: its name, its other spellings, its title."""
    for key in ("name", "title", "aliases"):
        named = entry.node.get(key)
        for name in named if isinstance(named, Sequence) else [named]:
            if isinstance(name, str) and name.strip():
                yield name


def fault_of(entry: Entry, found: Found) -> Fault:
    """The fault that an entry is, given what is wrong with it, when its references are resolved.

    The parties of an item are not known for sure when one of them is unknown, or when they may be what
    stands at a key that is misspelt.
    """
    if entry.section in KEYED_SECTIONS:
        return Fault(entry.section, entry.key)
    parties = entry.node.get("parties")
    named = parties if isinstance(parties, Sequence) else [parties]
    codes = [party for party in named if party is not None]
    doubtful = {"unknown-party"} if codes else {"unknown-key"}
    doubt = any(problem.code in doubtful for problem in found)
    known = frozenset(code for code in codes if isinstance(code, str))
    return Fault(entry.section, entry.key, None if doubt or len(known) < len(codes) else known)


def _keyed(section: str, value: Value, root: Mapping) -> Iterator[Entry | Spoilt]:
    """The entries of a section that is a mapping by key."""
    if value is None:
        return
    if not isinstance(value, Mapping):
        hint = f"write {section}: and, below it and further right, a key for each entry"
        yield _wrong(root.position(section), f"`{section}`", "a mapping", value, hint), Fault()
        return
    for key, node in value.items():
        if isinstance(node, Mapping):
            yield Entry(section, key, node, value)
            continue
        first = next(iter(required_keys(KEYED_SECTIONS[section])), "title")
        text = shorten(node) if isinstance(node, str) else "..."
        hint = f"write below `{shorten(key)}:`, and further right, its own keys: {first}: {text}"
        position = value.key_position(key) if node is None else value.position(key)
        yield _wrong(position, f"`{shorten(key)}`", "a mapping", node, hint), Fault(section, key)


def _items(section: str, value: Value, root: Mapping) -> Iterator[Entry | Spoilt]:
    """The items of a section that is a list."""
    if value is None:
        return
    first = required_keys(ITEM_SECTIONS[section])[0]
    hint = f"write {section}: and, below it, a dash before each entry: - {first}: ..."
    if not isinstance(value, Sequence):
        yield _wrong(root.position(section), f"`{section}`", "a list", value, hint), Fault()
        return
    for index, node in enumerate(value):
        if isinstance(node, Mapping):
            name = node.get("id")
            yield Entry(section, name.strip() if isinstance(name, str) else "", node, value)
        elif node is not None:
            keys = f"write its keys below one another: - {first}: ..."
            subject = f"an entry of `{section}`"
            problem = _wrong(value.position(index), subject, "a mapping", node, keys)
            yield problem, Fault(section, "", None)


def _wrong(position: Position, subject: str, takes: str, value: Value, hint: str) -> Diagnostic:
    if value is None:
        return error(position, "missing-key", f"{subject} is left blank", hint)
    message = f"{subject} takes {takes}, not {kind_of(value)}"
    return error(position, "wrong-type", message, hint)
