"""Sections of a letterhead: those that a brief stands in, on the letterhead's own sheets (17.6)."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from legation.model.elements import drop
from legation.model.letterhead import PLACE
from legation.writing.docx.markup import twips
from legation.writing.docx.sections import LOW
from legation.writing.docx.styles import MILLIMETRE
from legation.writing.docx.trees import W, insert, number, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from legation.model.theme import Page

_SECTION = re.compile(r"<w:sectPr>.*?</w:sectPr>")
_DECLARATION = re.compile(r' xmlns(?::\w+)?="[^"]*"')
_LANDSCAPE = 'w:orient="landscape"'
_AFTER_SIZE = (
    "pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg "
    "textDirection bidi rtlGutter docGrid"
).split()


def place(root: Element) -> Element:
    """The processing instruction in whose place the brief goes."""
    return next(places(root))


def places(root: Element) -> Iterator[Element]:
    """The processing instructions in whose places what is written of it goes, if there are several."""
    instructions = root.iter(etree.ProcessingInstruction)
    return (each for each in instructions if getattr(each, "target", "") == PLACE)


def governing(root: Element, page: Page) -> Element:
    """The properties of the section that the brief is in.

    Args:
        root: The tree of the main part.
        page: Its sheet and margins, where nothing states them.
    """
    section = _stated(root)
    if section is None:
        body = root.find(f"{W}body")
        assert body is not None
        section = etree.SubElement(body, f"{W}sectPr")
    if section.find(f"{W}pgSz") is None:
        size = {f"{W}w": str(twips(page.width)), f"{W}h": str(twips(page.height))}
        insert(section, etree.Element(f"{W}pgSz", size), _AFTER_SIZE)
    if section.find(f"{W}pgMar") is None:
        sides = ("top", "right", "bottom", "left")
        margins = {W + side: str(twips(getattr(page, side) * MILLIMETRE)) for side in sides}
        margins |= {f"{W}header": "567", f"{W}footer": "397", f"{W}gutter": "0"}
        insert(section, etree.Element(f"{W}pgMar", margins), _AFTER_SIZE[1:])
    return section


def _stated(root: Element) -> Element | None:
    for following in place(root).itersiblings():
        if following.tag == f"{W}sectPr":
            return following
        found = following.find(f"{W}pPr/{W}sectPr")
        if found is not None:
            return found
    return None


def has_turned(text: str, last: str) -> bool:
    """Whether a brief has a sheet that is wider than high: by its text, or its last section's properties."""
    return any(_LANDSCAPE in section for section in (*_SECTION.findall(text), last))


def turned(section: Element) -> Element:
    """A copy of a section, whose sheet lies to be wider than high."""
    copy = deepcopy(section)
    size = copy.find(f"{W}pgSz")
    assert size is not None
    wide, high = (size.get(W + name, "0") for name in ("w", "h"))
    if number(high, 0) > number(wide, 0):
        size.set(f"{W}w", high)
        size.set(f"{W}h", wide)
        size.set(f"{W}orient", "landscape")
    return copy


def around(root: Element) -> tuple[list[Element], list[Element]]:
    """What stands on the page where a brief begins, before it, and on the one where it ends, behind it.

    Args:
        root: The tree of the main part.
    """
    spot = place(root)
    section = _stated(root)
    kind = "" if section is None else value(section, f"{W}type")
    before: list[Element] = []
    for each in spot.itersiblings(preceding=True):
        ends = each.find(f"{W}pPr/{W}sectPr") is not None
        if _breaks_within(each) or (ends and kind != "continuous"):
            break
        before.insert(0, each)
        if _begins_page(each):
            break
    behind: list[Element] = []
    for each in spot.itersiblings():
        if each.tag == f"{W}sectPr" or _begins_page(each) or _breaks_within(each):
            break
        behind.append(each)
        if each.find(f"{W}pPr/{W}sectPr") is not None:
            break
    return before, behind


def _begins_page(element: Element) -> bool:
    return element.find(f"{W}pPr/{W}pageBreakBefore") is not None


def _breaks_within(element: Element) -> bool:
    return any(each.get(f"{W}type") == "page" for each in element.iter(f"{W}br"))


def sectioned(text: str, last: str, root: Element, section: Element, wide: Element) -> str:
    """A brief's text with the letterhead's sections for ours; the last of them is where it stood.

    Args:
        text: The text.
        last: The properties of its last section.
        root: The tree of the letterhead's main part.
        section: The properties of the section that the brief is in, which become those of its end.
        wide: The same, turned, for sheets that are wider than high.
    """
    ends = [_LANDSCAPE in found for found in _SECTION.findall(text)]
    ends_wide = _LANDSCAPE in last
    if ends_wide and _goes_on(root):
        ends.append(True)
        ends_wide = False
        text += f"<w:p><w:pPr>{LOW}<w:sectPr></w:sectPr></w:pPr></w:p>"
    sheets = iter([_sheet(wide if end else section, first=not n) for n, end in enumerate(ends)])
    text = _SECTION.sub(lambda _: next(sheets), text)
    if ends_wide:
        section[:] = list(wide)
    if ends:
        _go_on(section)
    return text


def _sheet(section: Element, *, first: bool) -> str:
    section = deepcopy(section)
    if not first:
        _go_on(section)
    return _DECLARATION.sub("", etree.tostring(section, encoding="unicode", with_tail=False))


def _goes_on(root: Element) -> bool:
    """Whether the letterhead has text behind the brief, in the same section."""
    *_, last = places(root)
    following = next(last.itersiblings(), None)
    if following is None or following.tag == f"{W}sectPr":
        return False
    return following.find(f".//{W}sectPr") is None or following.find(f".//{W}t") is not None


def ends(root: Element) -> bool:
    """Whether the brief ends the letterhead: no text, picture or table stands behind it on any page."""
    *_, last = places(root)
    held = {
        W + name for name in ("t", "drawing", "pict", "object", "tbl", "fldSimple", "instrText")
    }
    return not any(
        each.tag in held for following in last.itersiblings() for each in following.iter("*")
    )


def _go_on(section: Element) -> None:
    """Make a section one that goes on behind another: on a new page, without a title page or count."""
    for name in ("type", "titlePg"):
        for each in section.findall(W + name):
            section.remove(each)
    for each in section.findall(f"{W}pgNumType"):
        drop(each, f"{W}start")
