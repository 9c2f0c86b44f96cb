"""Holds what stands around the text of every page against what the document has there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from legation.building.verifying.comparing import Count, Difference
from legation.building.verifying.pieces import (
    Around,
    Said,
    any_order,
    folded,
    letters,
    runs_from_right,
)
from legation.model.document import Document, Heading, Link, Table, Text

_CONTINUED = "(continued)"
_DIGEST = re.compile(r"\b[0-9a-f]{8}\b")
_FIELD = re.compile(r"\{(pages?)\}")
_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
"""The fields by which Word counts what a page's label holds."""


def digests(around: Iterable[Around]) -> set[str]:
    """What may be the digest of a document among what stands at the foot."""
    return {found for each in around for found in _DIGEST.findall(each.foot)}


def of_pdf(document: Document, said: Said) -> tuple[Count, list[Difference]]:
    """On how many pages the marking stands at the head and foot, and what differs there.

    A page's head may go on with the header of a table, and its foot with nothing.
    """
    repeated = {letters(words) for words in ("", *_repeated(document))}
    marked, differences = 0, []
    for number, page in enumerate(said.around, 1):
        label = document.page_label.format(page=number, pages=len(said.around))
        foot = (document.marking, document.running_title, document.digest, label)
        marked += _marked(document, page)
        if not _starts(page.head, document.marking, repeated):
            differences.append(_differs(document.marking, page.head, page, "head"))
        if not _same(" ".join(foot), page.foot):
            differences.append(_differs(" ".join(foot), page.foot, page, "foot"))
    return _count(document, marked, said.around), differences


def of_word(document: Document, said: Said) -> tuple[Count, list[Difference]]:
    """The same of the sections of a Word file.

    A letterhead may say more there, in paragraphs of its own, and counts its pages as it likes.
    """
    label = document.page_label.format(page=1, pages=1)
    shown = re.sub(r"\\{pages?\\}", r"\\d+", re.escape(document.page_label)) or "$"
    parts = (document.running_title, document.digest, label)
    wanted = " ".join((*parts, document.marking))
    fields = " ".join(_FIELDS[name] for name in _FIELD.findall(document.page_label))
    marked, differences = 0, []
    for section in said.around:
        head, foot = section.head, re.sub(shown, label, section.foot)
        lines = _is_line(head, document.marking), _is_line(foot, document.marking)
        marked += all(lines)
        if not (lines[0] if said.dressed else _same(document.marking, head)):
            differences.append(_differs(document.marking, head, section, "head"))
        whole = lines[1] and all(_has(foot, part) for part in parts)
        if not (whole if said.dressed else _same(wanted, foot)):
            differences.append(_differs(wanted, foot, section, "foot"))
        if not said.dressed and section.counted != fields:
            counted = f"counted by {fields or 'nothing'} at the foot"
            found = section.counted or "nothing"
            differences.append(Difference(f"that pages are {counted}", found, section.place))
    return _count(document, marked, said.around), differences


def _count(document: Document, marked: int, around: Sequence[Around]) -> Count:
    return Count(marked, len(around)) if document.marking else Count(0, 0)


def _marked(document: Document, around: Around) -> bool:
    marking = document.marking
    return bool(marking) and _has(around.head, marking) and _has(around.foot, marking)


def _differs(wanted: str, found: str, around: Around, where: str) -> Difference:
    said, read = (f"“{folded(text)}”" if text.strip() else "nothing" for text in (wanted, found))
    return Difference(f"{said} at the {where}", read, around.place)


def _same(wanted: str, found: str) -> bool:
    wanted = folded(wanted)
    if letters(wanted) == letters(found):
        return True
    return runs_from_right(wanted) and any_order(wanted) == any_order(found)


def _has(found: str, wanted: str) -> bool:
    """Whether a text has another in it, or its letters, where they run from right to left."""
    wanted = folded(wanted)
    if letters(wanted) in letters(found):
        return True
    return runs_from_right(wanted) and Counter(any_order(wanted)) <= Counter(any_order(found))


def _is_line(found: str, wanted: str) -> bool:
    """Whether a text is a paragraph of another."""
    return not wanted or any(_same(wanted, line) for line in found.split("\n"))


def _starts(found: str, wanted: str, then: set[str]) -> bool:
    """Whether a text is another and one of some that may follow it; the letters it should have say so."""
    if runs_from_right(found):
        return _has(found, wanted)
    text, start = letters(found), letters(folded(wanted))
    return text.startswith(start) and text[len(start) :] in then


def _repeated(document: Document) -> Iterator[str]:
    """What stands above a table that goes on: its name, that it goes on, and its header."""
    for before, table in pairwise((None, *document.blocks)):
        if isinstance(table, Table) and table.header_row:
            name = table.caption or (_title(before) if isinstance(before, Heading) else "")
            headers = (column.header for column in table.columns)
            yield folded(" ".join((name, _CONTINUED, *headers)))


def _title(heading: Heading) -> str:
    """The words of a heading, without the numbers of its notes and sources."""
    texts = (i.children if isinstance(i, Link) else (i,) for i in heading.inlines)
    return "".join(each.text for part in texts for each in part if isinstance(each, Text))
