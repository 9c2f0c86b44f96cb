"""Where a brief goes in a letterhead: in place of the paragraph `{{ brief }}`, or at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lxml import etree

from legation.diagnostics import nearest
from legation.model.letterhead import PLACE
from legation.reading.refusing import Refused, damaged
from legation.reading.scrubbing import W
from legation.reading.word_fields import judge_around

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HOLDER = re.compile(r"\{\s*\{\s*brief\s*\}\s*\}", re.IGNORECASE)
_TAG = re.compile(r"\{\{[-+]?\s*[^\W\d].*?(?:\}\}|$)|\{%[-+]?\s*[^\W\d].*?(?:%\}|$)")
_BRACED = re.compile(r"\{[\s{]*([^\W\d_]+)(?:[\s}]*\})?|[^\W\d_]+\s*\}\}")
_BRACKETED = re.compile(r"[\[<«‹(\s]+([^\W\d_]+)[\]>»›)\s]+")
_LIKE = 0.75  # how much a word is like `brief` that is one mistyped
_DRAWN = f".//{W}drawing", f".//{W}pict"
_MOVE = "put {{ brief }} into a paragraph of its own, with nothing else, in the text of the page"
_LOW = f'<w:spacing xmlns:w="{W[1:-1]}" w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


def place(document: Element, others: Iterable[Element]) -> None:
    """Put the processing instruction into the body where the brief goes.

    Args:
        document: The main part.
        others: The headers and footers, where it cannot go.

    Raises:
        Refused: The placeholder is there twice, not alone, mistyped, or where no brief can stand.
    """
    body = document.find(f"{W}body")
    if body is None:
        raise damaged("its text is missing")
    others = list(others)
    if any(True for root in others for _ in _holders(root)):
        raise _misplaced("in a header or footer")
    for root in (document, *others):
        _judge_tags(root)
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
        judge_around(holders[0])
        _instead(holders[0])


def _judge_tags(root: Element) -> None:
    """Refuse what is meant for a placeholder and is none: it would be printed.

    So is what is nearly one, wherever it stands, and any other tag that is alone in its paragraph.

    Raises:
        Refused: There is such.
    """
    for paragraph in root.iter(f"{W}p"):
        said = _HOLDER.sub("", _said(paragraph)).strip()
        braced = next((m for m in _BRACED.finditer(said) if _is_like(m[0])), None)
        tag = braced or _TAG.fullmatch(said)
        if tag is None and (whole := _BRACKETED.fullmatch(said)) and said[0] in "[<«‹":
            tag = whole if _is_like(whole[1]) else None
        if tag is not None:
            message = f"the letterhead has `{tag[0].strip()}`, which is no place for a brief"
            hint = "write {{ brief }}, in a paragraph of its own"
            if braced is None and not _is_like(tag[0]):
                hint += (
                    "; a file with other tags is a template, which a brief names as its `template`"
                )
            raise Refused("letterhead-content", message, hint)


def _is_like(words: str) -> bool:
    """Whether a word between braces is `brief`, or nearly so."""
    word = re.sub(r"[\W\d_]+", "", words).lower()
    return nearest(word, ["brief"], _LIKE) is not None


def _misplaced(where: str) -> Exception:
    return Refused("letterhead-content", f"the letterhead has `{{{{ brief }}}}` {where}", _MOVE)


def _holders(root: Element) -> Iterator[Element]:
    """The paragraphs that hold the placeholder; a text box is there twice, for old programs too."""
    held = (each for each in root.iter(f"{W}p") if _HOLDER.search(_said(each)))
    return (each for each in held if next(each.iterancestors("{*}Fallback"), None) is None)


def _said(paragraph: Element) -> str:
    """The paragraph's own text, without that of text boxes in it."""
    texts = paragraph.iter(f"{W}t")
    return "".join(t.text or "" for t in texts if next(t.iterancestors(f"{W}p")) is paragraph)


def _instead(holder: Element) -> None:
    """Take the placeholder out; what is anchored there, a bookmark and a section's end stay."""
    _keep_marks(holder)
    section = holder.find(f"{W}pPr/{W}sectPr")
    if any(holder.find(path) is not None for path in _DRAWN):
        for text in [t for t in holder.iter(f"{W}t") if next(t.iterancestors(f"{W}p")) is holder]:
            text.text = ""
        if section is not None:
            section.getparent().remove(section)  # type: ignore[union-attr]
        holder.addnext(etree.ProcessingInstruction(PLACE))
        _end(holder.getnext(), section)
        return
    before, behind = _breaks(holder)
    if before and holder.getprevious() is not None:
        holder.addprevious(_low("pageBreakBefore"))
    holder.addprevious(etree.ProcessingInstruction(PLACE))
    _end(holder.getprevious(), section)
    following = holder.getnext()
    if behind and following is not None and following.tag != f"{W}sectPr":
        holder.addprevious(_low("pageBreakBefore"))
    holder.getparent().remove(holder)  # type: ignore[union-attr]


def _breaks(holder: Element) -> tuple[bool, bool]:
    """Whether a page begins with the placeholder's paragraph, or before its text; and whether behind it."""
    before = holder.find(f"{W}pPr/{W}pageBreakBefore") is not None
    behind = False
    said = ""
    for each in holder.iter(f"{W}t", f"{W}br"):
        said += each.text or ""
        if each.get(f"{W}type") == "page":
            before, behind = before or not said.strip(), behind or bool(said.strip())
    return before, behind


def _low(*names: str) -> Element:
    """A paragraph as low as can be, with some properties."""
    paragraph = etree.Element(f"{W}p")
    properties = etree.SubElement(paragraph, f"{W}pPr")
    for name in names:
        etree.SubElement(properties, W + name)
    properties.append(etree.fromstring(_LOW))
    return paragraph


def _end(instruction: Element | None, section: Element | None) -> None:
    """Put the end of the section that the placeholder ended behind the brief, in a low paragraph."""
    if instruction is None or section is None:
        return
    paragraph = _low()
    paragraph[0].append(section)
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
        _keep_marks(before)
        body.remove(before)


def _keep_marks(paragraph: Element) -> None:
    """Put the ends of bookmarks that stand in a paragraph before it, so that none is halved."""
    for mark in list(paragraph.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        paragraph.addprevious(mark)


def _is_empty(paragraph: Element) -> bool:
    held = {str(each.tag).rpartition("}")[2] for each in paragraph.iter("*")}
    return held.isdisjoint(
        {"t", "drawing", "pict", "object", "sectPr", "br", "fldChar", "fldSimple"}
    )
