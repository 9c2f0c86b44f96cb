"""What is written of a brief for the places of a Word template, fitted to that one's own text around them.

Tables part, pages begin with a paragraph that is there, and cells end with one.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from legation.model.elements import drop, remove
from legation.model.properties import PARAGRAPH
from legation.writing.docx.markup import twips
from legation.writing.docx.sheets import places
from legation.writing.docx.trees import W, insert, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from legation.writing.docx.grafting import Styles

_BREAK = re.compile(r'<w:p><w:pPr>(?:(?!</w:p>).)*<w:br w:type="page"/></w:r></w:p>$')
_MARKED = re.compile(r"((?:<w:bookmark\w+ [^>]*/>)*)(.*?)((?:<w:bookmark\w+ [^>]*/>)*)", re.DOTALL)
_RAISED = re.compile(
    r"(?:<w:bookmarkStart [^>]*/>)?<w:(?:r>(?:<w:rPr>.*?</w:rPr>)?<w:footnoteReference |"
    r'fldSimple w:instr=" NOTEREF \w+ \\f)'
)
_LAST_BOOKMARK = 999_999  # of a brief in a letterhead; those of the text count from 1


class Neighbours:
    """Fits what is written of a brief to a template's own text around it.

    Args:
        tree: The main part.
        styles: The template's styles.
        space: The space beneath a table, in points.
        parting: The paragraph that parts two tables.
        ending: The one with which a body or a cell ends behind a table, as low as can be.
    """

    def __init__(
        self, tree: Element, styles: Styles, space: float, parting: str, ending: str
    ) -> None:
        self._tree = tree
        self._styles = styles
        self._space = space
        self._parting = parting
        self._ending = ending

    def fitted(self, texts: Sequence[str]) -> list[str]:
        """What stands for each place in turn."""
        spots = list(places(self._tree))
        numbers = count(1)
        result = {}
        for place, text in zip(spots, texts, strict=True):
            result[place] = text
            if _RAISED.match(text):
                _close_up(place)
            found = _MARKED.fullmatch(text) if _is_blocks(text) else None
            if found is not None:  # headings of the template begin and end there too
                before, blocks, behind = found.groups()
                blocks = _bounded(self._fitted(place, blocks), next(numbers))
                result[place] = before + blocks + behind
        complete(self._tree, result)
        return [result[place] for place in spots]

    def _fitted(self, place: Element, text: str) -> str:
        before, behind = _neighbour(place, preceding=True), _neighbour(place, preceding=False)
        if text.startswith("<w:tbl>") and _is(before, "tbl"):
            text = self._parting + text
        if _BREAK.search(text) and behind is not None and _is(behind, "p"):
            text = _BREAK.sub("", text)
            _set_property(behind, etree.Element(f"{W}pageBreakBefore"))
        if text.endswith("</w:tbl>"):
            if behind is not None and _is(behind, "p"):
                self._keep_off(behind)
            else:
                text += self._parting if _is(behind, "tbl") else self._ending
        return text

    def _keep_off(self, paragraph: Element) -> None:
        """Have a paragraph stand clear of the table above it, unless it does."""
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style = None if named is None else self._styles.with_id(str(named.get(f"{W}val")))
        chain = self._styles.chain(self._styles.default("paragraph") if style is None else style)
        for each in (paragraph, *chain):
            spacing = each.find(f"{W}pPr/{W}spacing")
            above = "" if spacing is None else spacing.get(f"{W}before", "")
            if above:
                if number(above, 0) > 0:
                    return
                break
        spacing = paragraph.find(f"{W}pPr/{W}spacing")
        if spacing is None:
            spacing = etree.Element(f"{W}spacing")
            _set_property(paragraph, spacing)
        drop(spacing, f"{W}beforeAutospacing", f"{W}beforeLines")
        spacing.set(f"{W}before", str(twips(self._space)))


def _close_up(place: Element) -> None:
    """Take the blanks away from the word before a raised number, as layout does elsewhere."""
    before = _neighbour(place, preceding=True)
    if before is not None and _is(before, "r") and len(before) and _is(before[-1], "t"):
        before[-1].text = (before[-1].text or "").rstrip(" \u00a0")


def _bounded(text: str, number: int) -> str:
    """A stretch of blocks within a bookmark, by which it is found again."""
    name = f"_Brief{number if number > 1 else ''}"
    identifier = _LAST_BOOKMARK + 1 - number
    start = f'<w:bookmarkStart w:id="{identifier}" w:name="{name}"/>'
    return f'{start}{text}<w:bookmarkEnd w:id="{identifier}"/>'


def _is_blocks(text: str) -> bool:
    return "<w:p>" in text or "<w:tbl>" in text


def _neighbour(place: Element, *, preceding: bool) -> Element | None:
    """The paragraph, table or other element that stands next to a place."""
    beside = place.itersiblings(preceding=preceding)
    return next((each for each in beside if isinstance(each.tag, str)), None)


def _is(element: Element | None, name: str) -> bool:
    return element is not None and element.tag == W + name


def _set_property(paragraph: Element, element: Element) -> None:
    """Set a property that a paragraph has not got."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    name = str(element.tag).removeprefix(W)
    if properties.find(W + name) is None:
        insert(properties, element, PARAGRAPH[PARAGRAPH.index(name) + 1 :])


def complete(tree: Element, texts: dict[Element, str]) -> None:
    """Give a paragraph to what must end with one, and take out tables without rows (17.4.65, 17.4.37)."""
    for table in [each for each in tree.iter(f"{W}tbl") if each.find(f".//{W}tr") is None]:
        remove(table)
    for holder in list(tree.iter(f"{W}tc", f"{W}txbxContent")):
        last = next((each for each in reversed(holder) if texts.get(each, "own")), None)
        if last is not None and (_is(last, "p") or "</w:p>" in texts.get(last, "")[-60:]):
            continue
        holder.append(etree.Element(f"{W}p"))
