"""The list of contents to strips: a line an entry, its page put in once the pages are known.

Tagged as ISO 32000-1, 14.8.4.3.2 has it: `TOCI` elements in a `TOC`, one within another where levels are,
each with a `Reference` that holds the link. What leads the eye from words to number is no content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.model.document import Role
from legation.model.drawing import Ink, Line
from legation.text.lines import Line as TextLine
from legation.text.lines import Span
from legation.writing.pdf.inlines import base_of, height, in_lines
from legation.writing.pdf.strips import Leader, Placed, Run, Strip, Target
from legation.writing.pdf.tags import Element

if TYPE_CHECKING:
    from legation.model.document import Contents, ContentsEntry
    from legation.writing.pdf.flow import Flow

_INDENT = 18.0
_GAP = 6.0
_WIDEST = "0000"
_DOT = 0.75


def contents_strips(contents: Contents, flow: Flow, parent: Element) -> list[Strip]:
    """The strips of a list of contents, its elements put under the parent; none without entries."""
    strips: list[Strip] = []
    lists: list[Element] = []
    for entry in contents.entries:
        del lists[entry.level :]
        while len(lists) < entry.level:
            lists.append(Element("TOC", lists[-1] if lists else parent))
        strips += _entry(entry, flow, Element("TOCI", lists[-1]))
    if strips:
        strips[-1].after = flow.styles.space
    return strips


def _entry(entry: ContentsEntry, flow: Flow, item: Element) -> list[Strip]:
    """The lines of an entry, the last with room for its page.

    They stand as the document runs, and run as the heading does.
    """
    style = flow.styles.roles[Role.BODY]
    pen = flow.setter.pen(style)
    leads = entry.anchor in flow.setter.anchors
    owner = Element("Reference", item)
    link = Element("Link", owner, inline=True) if leads else None
    run = Run(entry.text, pen, link, Target(anchor=entry.anchor) if leads else None)
    before = _INDENT * (entry.level - 1)
    room = flow.width - before - pen.measure(_WIDEST) - _GAP
    turned = flow.setter.turned
    base = base_of([entry.text], within=turned)
    strips = []
    for line in in_lines([run], room, base):
        tall = height(line, style.leading)
        left = flow.width - before - line.width if turned else before
        strips.append(Strip(tall, keep=True, texts=[Placed(left, pen.baseline(tall), line, owner)]))
    strips[-1].keep = False
    strips[-1].after = flow.styles.space / 4
    if leads:
        free = (0.0, left) if turned else (left + line.width, flow.width)
        strips[-1].leader = Leader(entry.anchor, *free, run, turned)
    return strips


def complete(strip: Strip, leader: Leader, page: int) -> None:
    """Put the page, counted from 1, at the end of an entry, and dots before it."""
    words = strip.texts[-1]
    run = leader.run._replace(text=str(page))
    width = run.measure(run.text)
    line = TextLine((Span(run, run.text, width),), width, spaced=True)
    left, right = leader.left, leader.right
    strip.texts.append(words._replace(x=left if leader.turned else right - width, line=line))
    if leader.turned:
        left += width
    else:
        right -= width
    if right - left > 2 * _GAP:
        dots = (left + _GAP, words.y, right - _GAP, words.y)
        strip.shapes = (Line(*dots, Ink.RULE, _DOT, dash=_DOT),)
