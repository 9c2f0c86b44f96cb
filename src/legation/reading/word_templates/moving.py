"""Moves instructions to where tags take effect, and out of the way what must stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from legation.model.elements import remove
from legation.reading.scrubbing import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LOW = f'<w:spacing xmlns:w="{W[1:-1]}" w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


def around(paragraph: Element, kind: str, start: int, end: int | None) -> None:
    """Put an instruction before and one behind a paragraph."""
    before = etree.ProcessingInstruction(kind, str(start))
    behind = etree.ProcessingInstruction(*(("end",) if end is None else (kind, str(end))))
    paragraph.addprevious(before)
    paragraph.addnext(behind)


def instead(element: Element, paragraph: Element, marks: list[Element]) -> None:
    """Put instructions in the place of an element; marks and the end of a section in it stay."""
    section_behind(paragraph)
    for mark in list(element.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        element.addprevious(mark)
    for each in marks:
        element.addprevious(each)
    remove(element)


def section_behind(paragraph: Element) -> None:
    """Move the end of a section from a paragraph into one behind it, as low as can be."""
    section = paragraph.find(f"{W}pPr/{W}sectPr")
    if section is None:
        return
    low = etree.Element(f"{W}p")
    properties = etree.SubElement(low, f"{W}pPr")
    properties.append(etree.fromstring(_LOW))
    properties.append(section)
    paragraph.addnext(low)
