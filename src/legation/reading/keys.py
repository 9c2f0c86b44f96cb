"""The keys of entries and the ids of items: what they may be, and that each is there once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from legation.diagnostics import Diagnostic
from legation.model.brief import refuse_brief_id
from legation.model.chronology import ITEM_SECTIONS
from legation.model.date_refusals import quoted
from legation.model.fields import is_key
from legation.model.quantities import shorten
from legation.reading.explaining import KEY_HINT
from legation.reading.problems import error
from legation.reading.sections import Entry


def unfit_key(entry: Entry) -> Iterator[Diagnostic]:
    """The problem of a key that cannot be one; an item's id is the model's to refuse."""
    if entry.section == "briefs":
        if refused := refuse_brief_id(entry.key):
            yield error(entry.position, "brief-id", *refused)
    elif entry.section not in ITEM_SECTIONS and not is_key(entry.key):
        yield error(entry.position, "bad-key", f"{quoted(entry.key)} cannot be a key", KEY_HINT)


def identity(entry: Entry) -> tuple[str, str]:
    """What must be an entry's alone: its key in its section, its id among all items, a brief's files."""
    if entry.section in ITEM_SECTIONS:
        return "", entry.key
    if entry.section == "briefs":
        return entry.section, as_file(entry.key)
    return entry.section, entry.key


def as_file(name: str) -> str:
    """A brief's id, folded as the systems have it that mind neither case nor how accents are put together."""
    return unicodedata.normalize("NFC", name).casefold()


def repeated(entry: Entry, first: Entry) -> Diagnostic:
    """The problem of an entry whose key or id is that of an earlier one."""
    key = shorten(entry.key)
    mend = f"give it another id: {key}-2"
    if entry.section in ITEM_SECTIONS:
        message = f"the id `{key}` is taken: first at {first.position}"
        return error(entry.position, "duplicate-id", message, mend)
    if entry.key != first.key:
        message = f"the files of `{key}` would be those of `{shorten(first.key)}`"
        return error(entry.position, "brief-id", message, mend)
    message = f"`{key}` is given twice: first at {first.position}"
    return error(
        entry.position,
        "duplicate-key",
        message,
        f"keep one of the two, or give this one another key: {key}-2",
    )
