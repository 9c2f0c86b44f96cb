"""Where a brief goes in a letterhead: in place of the paragraph `{{ brief }}`, or at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lxml import etree

from legation.model.letterhead import PLACE
from legation.reading.refusing import damaged, refusal
from legation.reading.scrubbing import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HOLDER = re.compile(r"\{\{\s*brief\s*\}\}")
_DRAWN = f".//{W}drawing", f".//{W}pict"
_MOVE = "put {{ brief }} into a paragraph of its own, with nothing else, in the text of the page"
_LOW = f'<w:spacing xmlns:w="{W[1:-1]}" w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


def place(document: Element, others: Iterable[Element]) -> None:
    """Put the processing instruction into the body where the brief goes.

    Args:
        document: The main part.
        others: The headers and footers, where it cannot go.

    Raises:
        Refused: The placeholder is there twice, not alone, or where no brief can stand.
    """
    body = document.find(f"{W}body")
    if body is None:
        raise damaged("its text is missing")
    if any(True for root in others for _ in _holders(root)):
        raise _misplaced("in a header or footer")
    holders = list(_holders(document))
    if len(holders) > 1:
        raise _misplaced("more than once")
    if not holders:
        _at_end(body)
    elif holders[0].getparent() is not body:
        raise _misplaced("within a table, a text box or a content control")
    elif not _HOLDER.fullmatch(_said(holders[0]).strip()):
        raise _misplaced("in a paragraph with other words")
    else:
        _instead(holders[0])


def _misplaced(where: str) -> Exception:
    return refusal("letterhead-content", f"the letterhead has `{{{{ brief }}}}` {where}", _MOVE)


def _holders(root: Element) -> Iterator[Element]:
    """The paragraphs that hold the placeholder."""
    return (each for each in root.iter(f"{W}p") if _HOLDER.search(_said(each)))


def _said(paragraph: Element) -> str:
    """The paragraph's own text, without that of text boxes in it."""
    texts = paragraph.iter(f"{W}t")
    return "".join(t.text or "" for t in texts if next(t.iterancestors(f"{W}p")) is paragraph)


def _instead(holder: Element) -> None:
    """Take the placeholder out; what is anchored there, a bookmark and a section's end stay."""
    for mark in list(holder.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        holder.addprevious(mark)
    section = holder.find(f"{W}pPr/{W}sectPr")
    if any(holder.find(path) is not None for path in _DRAWN):
        for text in [t for t in holder.iter(f"{W}t") if next(t.iterancestors(f"{W}p")) is holder]:
            text.text = ""
        if section is not None:
            section.getparent().remove(section)  # type: ignore[union-attr]
        holder.addnext(etree.ProcessingInstruction(PLACE))
        _end(holder.getnext(), section)
        return
    holder.addprevious(etree.ProcessingInstruction(PLACE))
    _end(holder.getprevious(), section)
    holder.getparent().remove(holder)  # type: ignore[union-attr]


def _end(instruction: Element | None, section: Element | None) -> None:
    """Put the end of the section that the placeholder ended behind the brief, in a low paragraph."""
    if instruction is None or section is None:
        return
    paragraph = etree.Element(f"{W}p")
    properties = etree.SubElement(paragraph, f"{W}pPr")
    properties.append(etree.fromstring(_LOW))
    properties.append(section)
    instruction.addnext(paragraph)


def _at_end(body: Element) -> None:
    """Behind the text; the empty paragraph with which Word ends a page is the brief's."""
    instruction = etree.ProcessingInstruction(PLACE)
    last = body[-1] if len(body) else None
    if last is None or last.tag != f"{W}sectPr":
        body.append(instruction)
    else:
        last.addprevious(instruction)
    before = instruction.getprevious()
    if before is not None and before.tag == f"{W}p" and _is_empty(before):
        body.remove(before)


def _is_empty(paragraph: Element) -> bool:
    held = {str(each.tag).rpartition("}")[2] for each in paragraph.iter("*")}
    return held.isdisjoint(
        {"t", "drawing", "pict", "object", "sectPr", "br", "fldChar", "fldSimple"}
    )
