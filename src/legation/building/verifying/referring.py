"""What fields and links within a Word file refer to: that it is there, and that no other fields are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from legation.building.verifying.pieces import Odd, Oddity
from legation.building.verifying.wording import value, w, words_of

_OWN = frozenset("TOC REF PAGEREF NOTEREF HYPERLINK".split())
_TARGET = re.compile(r'\s*(?:PAGE|NOTE)?REF\s+"?([^\s"\\]+)', re.IGNORECASE)
_NUMBERED = re.compile(r"\s*(?:REF\s.*\\[rnw]\b|NOTEREF\s)", re.IGNORECASE)
_ANCHOR = re.compile(r'\s*HYPERLINK\s.*\\l\s+"?([^\s"\\]+)', re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


class Field(NamedTuple):
    """A field: its code, and what it shows."""

    code: str
    shown: str


def astray(elements: Iterable[Element], body: Element, numbers: Mapping[str, str]) -> Iterator[Odd]:
    """References to what is not there, and fields that would show something else when they are updated.

    Args:
        elements: The brief's text, and its notes.
        body: All text, with its bookmarks.
        numbers: What the items and notes are numbered by in which bookmarks stand, by the bookmarks' names
            in small letters.
    """
    names = {value(mark, "name").lower() for mark in body.iter(w("bookmarkStart"))}
    for element in elements:
        for paragraph in element.iter(w("p")):
            found = list(fields(paragraph))
            for field in found:
                if not _OWN.intersection(field.code.upper().split()[:1]):
                    yield Odd(f"a field: {' '.join(field.code.split())}", Oddity.ADDED)
            targets = [each.get(w("anchor")) for each in paragraph.iter(w("hyperlink"))]
            matched = (pattern.match(f.code) for f in found for pattern in (_TARGET, _ANCHOR))
            targets += [each[1] for each in matched if each]
            if any(target and target.lower() not in names for target in targets):
                yield Odd(words_of(paragraph), Oddity.ASTRAY)
            if any(_is_misled(field, numbers) for field in found):
                yield Odd(words_of(paragraph), Oddity.MISLED)


def _is_misled(field: Field, numbers: Mapping[str, str]) -> bool:
    """Whether a field shows another number than that of what it refers to."""
    target = _TARGET.match(field.code)
    number = numbers.get(target[1].lower()) if target and _NUMBERED.match(field.code) else None
    return number is not None and _DIGITS.findall(number) != _DIGITS.findall(field.shown)


def fields(paragraph: Element) -> Iterator[Field]:
    """The fields of a paragraph, without those that begin in one before it."""
    open_: list[Field] = []
    for mark in paragraph.iter():
        if mark.tag == w("fldSimple"):
            yield Field(value(mark, "instr"), words_of(mark))
        elif mark.tag == w("instrText") and open_:
            open_[-1] = Field(open_[-1].code + (mark.text or ""), open_[-1].shown)
        elif mark.tag == w("t"):
            open_ = [Field(each.code, each.shown + (mark.text or "")) for each in open_]
        elif mark.tag == w("fldChar") and value(mark, "fldCharType") == "begin":
            open_.append(Field("", ""))
        elif mark.tag == w("fldChar") and value(mark, "fldCharType") == "end" and open_:
            yield open_.pop()
    yield from open_
