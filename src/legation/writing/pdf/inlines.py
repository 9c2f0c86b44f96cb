"""Inlines to lines: runs of one pen, broken to a width."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, TypeGuard

from msgspec.structs import replace

from legation.model.addresses import address
from legation.model.document import Break, Cite, Footnote, Link, Text
from legation.model.drawing import Ink
from legation.text.bidi import Part, base_level, turns
from legation.text.breaking import break_lines
from legation.text.justifying import justified
from legation.text.ordering import ordered
from legation.writing.directions import parts_of, plain_text
from legation.writing.pdf.strips import Run, Target
from legation.writing.pdf.tags import Element

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from legation.model.document import Inline, Inlines
    from legation.text.lines import Line
    from legation.writing.pdf.pens import Pen, TypeCase
    from legation.writing.pdf.styles import Style

# The size of a raised number, how far it is raised, nearly as in Word, and the gap before it, which programs
# that tell words by their distance need; in sizes of the text around it.
_RAISED_SIZE, _RISE, _GAP = 0.65, 0.33, 0.17
_STRUCK = b"/O/Layout/TextDecorationType/LineThrough"  # 14.8.5.4.5
_Unbroken = Text | Link | Cite | Footnote
_LINE_END = re.compile(r"\r\n|\r|\n")


class Setter:
    """Sets inlines in the document's fonts.

    Attributes:
        case: Its pens.
        anchors: The anchors that citations can lead to.
        noted: Whether there were numbers of footnotes among the inlines so far.
        turned: Whether the document runs from right to left.
    """

    def __init__(self, case: TypeCase, anchors: Container[str], *, turned: bool = False) -> None:
        self.case = case
        self.anchors = anchors
        self.noted = False
        self.turned = turned

    def lines(
        self, inlines: Inlines, style: Style, width: float, owner: Element
    ) -> list[Line[Run]]:
        """The inlines in lines no wider than `width`; at least one."""
        if len(inlines) == 1 and self._is_simple(inlines[0]):
            lines = break_lines(list(self._runs(inlines[0], style, owner)), width)
            return justified(lines, width) if style.justified else lines
        stretches = _by_breaks(inlines)
        parted = [self._joined(stretch, style, owner) for stretch in stretches]
        base = base_of([run.text for runs in parted for run in runs], within=self.turned)
        lines = []
        for stretch, runs in zip(stretches, parted, strict=True):
            made = break_lines(runs or [Run("", self.pen(style))], width)
            if base is not None:
                made = ordered(made, parts_of(stretch, line=len(stretches) > 1), base)
            lines += justified(made, width) if style.justified else made
        if base is not None:
            _tell([run for runs in parted for run in runs], plain_text(inlines), owner)
        return lines

    def _is_simple(self, inline: Inline) -> TypeGuard[Text | Cite]:
        """Whether the inline, alone in a paragraph, is one run, of one direction and line."""
        if self.turned:
            return False
        if isinstance(inline, Cite):
            return True
        return isinstance(inline, Text) and not (turns(inline.text) or _has_lines(inline.text))

    def plain(
        self, text: str, style: Style, width: float, *, turned: bool | None = None
    ) -> list[Line[Run]]:
        """Plain text in lines; it runs as it is said to, or else as a paragraph of it would."""
        base = base_of([text], within=self.turned) if turned is None else int(turned) or None
        return in_lines([Run(text, self.pen(style))], width, base)

    def pen(self, style: Style) -> Pen:
        """The pen of a style."""
        return self.case.pen(style.size, style.ink, style.bold, style.italic)

    def _joined(self, inlines: Sequence[_Unbroken], style: Style, owner: Element) -> list[Run]:
        """The runs of a line of inlines; neighbours in one style are one."""
        runs: list[Run] = []
        for inline in inlines:
            for run in self._runs(inline, style, owner):
                if runs and run[1:] == runs[-1][1:]:
                    runs[-1] = runs[-1]._replace(text=runs[-1].text + run.text)
                else:
                    runs.append(run)
        return runs

    def _runs(self, inline: _Unbroken, style: Style, owner: Element) -> Iterator[Run]:
        match inline:
            case Text():
                yield self._text(inline, style, _span_element(owner, inline), None)
            case Link(url, children):
                leads_to = address(url)
                target = Target(url=leads_to) if leads_to else None
                element = _link_element(owner, target)
                for child in children:
                    struck = _struck_element(element or owner) if child.struck else element
                    yield self._text(child, style, struck, target)
            case Cite(number, anchor):
                target = Target(anchor=anchor) if anchor in self.anchors else None
                element = _link_element(owner, target)
                yield self._text(Text(f"[{number}]"), style, element, target)
            case Footnote():
                yield self._raised(inline, style, owner)

    def _raised(self, note: Footnote, style: Style, owner: Element) -> Run:
        """The number of a footnote."""
        self.noted = True
        link = Element("Link", Element("Reference", owner, inline=True), inline=True)
        pen = self.case.pen(style.size * _RAISED_SIZE, Ink.ACCENT)
        rise, gap = style.size * _RISE, style.size * _GAP
        first = note if note.says else None
        return Run(str(note.number), pen, link, Target(anchor=note.anchor), rise, gap, first)

    def _text(
        self, text: Text, style: Style, element: Element | None, target: Target | None
    ) -> Run:
        ink = Ink.ACCENT if target is not None else style.ink
        pen = self.case.pen(style.size, ink, style.bold or text.bold, style.italic or text.italic)
        return Run(text.text, pen, element, target, struck=text.struck)


def _has_lines(text: str) -> bool:
    return "\n" in text or "\r" in text


def _by_breaks(inlines: Inlines) -> list[list[_Unbroken]]:
    """The inlines parted at the breaks."""
    found: list[list[_Unbroken]] = [[]]
    for inline in chain.from_iterable(map(_by_lines, inlines)):
        if isinstance(inline, Break):
            found.append([])
        else:
            found[-1].append(inline)
    return found


def _by_lines(inline: Inline) -> Iterator[Inline]:
    """A text of several lines as several texts."""
    if not (isinstance(inline, Text) and _has_lines(inline.text)):
        yield inline
        return
    for number, line in enumerate(_LINE_END.split(inline.text)):
        if number:
            yield Break()
        if line:
            yield replace(inline, text=line)


def base_of(texts: Sequence[str], *, within: bool = False) -> int | None:
    """The level of a paragraph of these texts; none where all of it runs from left to right.

    Args:
        texts: One after the other, they are the paragraph.
        within: Whether its document runs from right to left, as it does itself if it has no letter.
    """
    text = "".join(texts)
    if turns(text):
        return base_level(text, int(within))
    return base_level(text, 1) or None if within else None


def in_lines(runs: Sequence[Run], width: float, base: int | None) -> list[Line[Run]]:
    """The runs in lines no wider than `width`, at least one, put in order where they have a base level."""
    lines = break_lines(runs, width)
    return lines if base is None else ordered(lines, [Part(run.text) for run in runs], base)


def height(line: Line[Run], leading: float) -> float:
    """The height of a line: the leading, or what its letters need, as Word has it too."""
    if not line.order:
        return leading
    return max([leading, *(span.run.pen.height(span.text) for span in line.spans)])


def _span_element(owner: Element, text: Text) -> Element | None:
    """The element of text in another language, or struck through, within its paragraph's."""
    if text.struck:
        return _struck_element(owner, text.language)
    return Element("Span", owner, language=text.language, inline=True) if text.language else None


def _struck_element(owner: Element, language: str = "") -> Element:
    return Element("Span", owner, attributes=_STRUCK, language=language, inline=True)


def _link_element(owner: Element, target: Target | None) -> Element | None:
    return Element("Link", owner, inline=True) if target is not None else None


def _tell(runs: Sequence[Run], text: str, owner: Element) -> None:
    """Have elements say in so many words what does not stand as it is read.

    An element says nothing itself where there are others in it, which say their own.
    """
    if all(run.owner is None for run in runs):
        owner.actual = text
    holders = {id(run.owner.parent) for run in runs if run.owner is not None}
    for run in runs:
        if run.owner is not None and id(run.owner) not in holders:
            run.owner.actual += run.text
