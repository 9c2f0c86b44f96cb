"""What fields and links within a Word file refer to: that it is there, and that no other fields are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from legation.building.verifying.pieces import Odd, Oddity
from legation.building.verifying.wording import value, w, words_of

_OWN = frozenset("TOC REF PAGEREF NOTEREF HYPERLINK".split())
_TARGET = re.compile(r'\s*(?:PAGE|NOTE)?REF\s+"?([^\s"\\]+)', re.IGNORECASE)
_ANCHOR = re.compile(r'\s*HYPERLINK\s.*\\l\s+"?([^\s"\\]+)', re.IGNORECASE)


def astray(elements: Iterable[Element], body: Element) -> Iterator[Odd]:
    """References to what is not there, and fields that would show something else when they are updated.

    Args:
        elements: The brief's text, and its notes.
        body: All text, with its bookmarks.
    """
    names = {value(mark, "name").lower() for mark in body.iter(w("bookmarkStart"))}
    for element in elements:
        for paragraph in element.iter(w("p")):
            codes = list(_codes(paragraph))
            for code in codes:
                if not _OWN.intersection(code.upper().split()[:1]):
                    yield Odd(f"a field: {' '.join(code.split())}", Oddity.ADDED)
            targets = [each.get(w("anchor")) for each in paragraph.iter(w("hyperlink"))]
            found = (pattern.match(code) for code in codes for pattern in (_TARGET, _ANCHOR))
            targets += [each[1] for each in found if each]
            if any(target and target.lower() not in names for target in targets):
                yield Odd(words_of(paragraph), Oddity.ASTRAY)


def _codes(paragraph: Element) -> Iterator[str]:
    """The codes of the fields of a paragraph, those that begin in one before it left out."""
    open_: list[str] = []
    for mark in paragraph.iter():
        if mark.tag == w("fldSimple"):
            yield value(mark, "instr")
        elif mark.tag == w("instrText") and open_:
            open_[-1] += mark.text or ""
        elif mark.tag == w("fldChar") and value(mark, "fldCharType") == "begin":
            open_.append("")
        elif mark.tag == w("fldChar") and value(mark, "fldCharType") == "end" and open_:
            yield open_.pop()
    yield from open_
