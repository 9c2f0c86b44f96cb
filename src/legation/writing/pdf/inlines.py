"""Inlines to lines: runs of one pen, broken to a width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.model.addresses import address
from legation.model.document import Break, Cite, Link, Text
from legation.model.drawing import Ink
from legation.text.bidi import base_level, turns
from legation.text.breaking import break_lines
from legation.text.ordering import ordered
from legation.writing.directions import is_turned, plain_text
from legation.writing.pdf.strips import Run, Target
from legation.writing.pdf.tags import Element

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from legation.model.document import Inlines
    from legation.text.breaking import Line
    from legation.writing.pdf.fonts import Pen, TypeCase
    from legation.writing.pdf.styles import Style


class Setter:
    """Sets inlines in the document's fonts.

    Attributes:
        case: Its pens.
        anchors: The anchors that citations can lead to.
    """

    def __init__(self, case: TypeCase, anchors: Container[str]) -> None:
        self.case = case
        self.anchors = anchors

    def lines(
        self, inlines: Inlines, style: Style, width: float, owner: Element
    ) -> list[Line[Run]]:
        """The inlines in lines no wider than `width`; at least one."""
        if len(inlines) == 1 and isinstance(inlines[0], Text) and not inlines[0].language:
            lines = in_lines([self._text(inlines[0], style, None, None)], width)
        else:
            turned = is_turned(plain_text(inlines))
            lines = []
            for runs in self._parted(inlines, style, owner):
                lines += in_lines(runs or [Run("", self.pen(style))], width, turned=turned)
        if _is_reordered(lines):
            owner.actual = plain_text(inlines)
        return lines

    def plain(
        self, text: str, style: Style, width: float, *, turned: bool | None = None
    ) -> list[Line[Run]]:
        """Plain text in lines; where nothing is said of its direction, that of its first letter."""
        return in_lines([Run(text, self.pen(style))], width, turned=turned)

    def pen(self, style: Style) -> Pen:
        """The pen of a style."""
        return self.case.pen(style.size, style.ink, style.bold, style.italic)

    def _parted(self, inlines: Inlines, style: Style, owner: Element) -> Iterator[list[Run]]:
        """The runs, parted at the breaks; neighbours in one style are one."""
        runs: list[Run] = []
        for inline in inlines:
            if isinstance(inline, Break):
                yield runs
                runs = []
                continue
            for run in self._runs(inline, style, owner):
                if runs and run[1:] == runs[-1][1:]:
                    runs[-1] = runs[-1]._replace(text=runs[-1].text + run.text)
                else:
                    runs.append(run)
        yield runs

    def _runs(self, inline: Text | Link | Cite, style: Style, owner: Element) -> Iterator[Run]:
        match inline:
            case Text():
                element = None
                if inline.language:
                    element = Element("Span", owner, language=inline.language, inline=True)
                yield self._text(inline, style, element, None)
            case Link(url, children):
                leads_to = address(url)
                target = Target(url=leads_to) if leads_to else None
                element = _link_element(owner, target)
                for child in children:
                    yield self._text(child, style, element, target)
            case Cite(number, anchor):
                target = Target(anchor=anchor) if anchor in self.anchors else None
                element = _link_element(owner, target)
                yield self._text(Text(f"[{number}]"), style, element, target)

    def _text(
        self, text: Text, style: Style, element: Element | None, target: Target | None
    ) -> Run:
        ink = Ink.ACCENT if target is not None else style.ink
        pen = self.case.pen(style.size, ink, style.bold or text.bold, style.italic or text.italic)
        return Run(text.text, pen, element, target)


def in_lines(runs: Sequence[Run], width: float, *, turned: bool | None = None) -> list[Line[Run]]:
    """The runs in lines no wider than `width`, at least one, with all in order that runs leftwards.

    Args:
        runs: Of one paragraph, or of a part of one.
        width: In points.
        turned: Whether the paragraph runs from right to left; by its first letter where it is not said.
    """
    lines = break_lines(runs, width)
    if not turned and not any(turns(run.text) for run in runs):
        return lines
    base = base_level("".join(run.text for run in runs)) if turned is None else int(turned)
    return ordered(lines, runs, base)


def height(line: Line[Run], leading: float) -> float:
    """The height of a line: the leading, or what its letters need, as Word has it too."""
    if not line.order:
        return leading
    return max([leading, *(span.run.pen.height(span.text) for span in line.spans)])


def _is_reordered(lines: list[Line[Run]]) -> bool:
    """Whether the lines' letters do not come as they are read, and all are one element's."""
    if not any(line.order for line in lines):
        return False
    return all(span.run.owner is None for line in lines for span in line.spans)


def _link_element(owner: Element, target: Target | None) -> Element | None:
    return Element("Link", owner, inline=True) if target is not None else None
