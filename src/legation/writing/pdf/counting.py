"""Lines counted, not set: enough to know on which page everything stands, in a fifth of the time.

As many empty strips take the place of a paragraph's lines, wherever `break_lines` would go by words alone;
all else is set as ever. So the pages are those of the PDF, to the strip. None of it can be painted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.model.addresses import address
from legation.model.document import Break, Cite, Link, List, Table, Text
from legation.text.bidi import turns
from legation.text.counting import count_together, line_counter
from legation.text.lines import Line
from legation.writing.pdf.flow import Flow, spaced
from legation.writing.pdf.inlines import Setter
from legation.writing.pdf.strips import Placed, Strip
from legation.writing.pdf.tables import RowSetter
from legation.writing.pdf.tags import Element

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from legation.model.document import Block, Inline, Inlines, Row
    from legation.writing.pdf.flow import Place
    from legation.writing.pdf.pens import Pen, TypeCase
    from legation.writing.pdf.strips import Run
    from legation.writing.pdf.styles import Style

_EMPTY: Line[Run] = Line((), 0.0, True)


class Counter(Setter):
    """Tells how many lines inlines would be."""

    def __init__(self, case: TypeCase, anchors: Container[str], *, turned: bool = False) -> None:
        super().__init__(case, anchors, turned=turned)
        # By the identity of their style, which they keep, and their width.
        self._measures: dict[tuple[int, float], _Measure] = {}

    def counting(self, style: Style, width: float) -> Callable[[Inlines], int]:
        """What counts the lines of inlines in a style, at a width; 0 of what is not plain."""
        measure = self._measures.get((id(style), width))
        if measure is None:
            measure = self._measures[id(style), width] = _Measure(self, style, width)
        return measure.count


class _Measure:
    """A style and a width, for which lines are counted."""

    __slots__ = ("_alone", "_anchors", "_pens", "_style", "_turned", "_width")

    def __init__(self, setter: Counter, style: Style, width: float) -> None:
        pen, size, ink = setter.case.pen, style.size, style.ink
        # By whether the text is bold, plus twice whether it is italic.
        self._pens = (
            pen(size, ink, style.bold, style.italic),
            pen(size, ink, True, style.italic),
            pen(size, ink, style.bold, True),
            pen(size, ink, True, True),
        )
        self._alone = {pen: line_counter(pen.measure, width) for pen in self._pens}
        self._anchors, self._turned = setter.anchors, setter.turned
        self._style, self._width = style, width

    def count(self, inlines: Inlines) -> int:
        """How many lines there would be; 0 of what is not plain."""
        if self._turned:
            return 0
        if len(inlines) == 1:  # as nearly everywhere, and nearly always words
            inline = inlines[0]
            if isinstance(inline, Text) and " " in inline.text and not turns(inline.text):
                return self._alone[self._pens[inline.bold + 2 * inline.italic]](inline.text)
            text, pen = self._simple(inline)
            return 0 if pen is None or turns(text) else self._count(text, pen)
        total = 0
        for runs in self._parted(inlines):
            if len(runs) == 1:
                count = self._count(*runs[0])
            else:
                measured = [(text, pen.measure) for text, pen in runs]
                count = count_together(measured, self._width)
            if not count:
                return 0
            total += count
        return total

    def _count(self, text: str, pen: Pen) -> int:
        """The lines of a run that stands alone: at a glance, where it is a short word such as `[3]`."""
        if " " not in text and pen.font.face.reach(text) * pen.size <= self._width:
            return 1
        return self._alone[pen](text)

    def _parted(self, inlines: Inlines) -> list[list[tuple[str, Pen]]]:
        """The texts of the runs that the inlines are, with their pens, parted at the breaks.

        Neighbours of one pen are one run, but not those in a link, in another language or struck
        through. Nothing where any is not simple.
        """
        runs: list[tuple[str, Pen]] = []
        parts = [runs]
        pen: Pen | None
        last: Pen | None = None
        for inline in inlines:
            if isinstance(inline, Text):  # as most are
                text, pen = inline.text, self._pens[inline.bold + 2 * inline.italic]
                joins = not (inline.language or inline.struck)
            elif isinstance(inline, Break):
                parts[-1] = runs or [("", self._pens[0])]
                runs, last = [], None
                parts.append(runs)
                continue
            else:
                (text, pen), joins = self._simple(inline), False
            if pen is None or turns(text):
                return []
            if joins and pen is last:
                runs[-1] = runs[-1][0] + text, pen
            else:
                runs.append((text, pen))
            last = pen if joins else None
        return parts if runs else []

    def _simple(self, inline: Inline) -> tuple[str, Pen | None]:
        """What an inline says, and its pen, whatever its colour; no pen where it is not one run."""
        if isinstance(inline, Text):
            return inline.text, self._pens[inline.bold + 2 * inline.italic]
        if isinstance(inline, Cite) and inline.target in self._anchors:
            return f"[{inline.number}]", self._pens[0]
        if isinstance(inline, Link) and len(inline.children) == 1 and address(inline.url):
            return self._simple(inline.children[0])
        return "", None


class _Rows(RowSetter):
    """Sets the rows of a table as nothing but their height, wherever their lines can be counted."""

    setter: Counter

    def __init__(self, table: Table, flow: Flow, name: str) -> None:
        super().__init__(table, flow, name)
        counting = self.setter.counting
        self._counts = [counting(self.style, column.width) for column in self.columns]

    def row(self, row: Row, parent: Element) -> list[Strip]:
        """A row, as of any table."""
        tallest = 1.0
        for cell, count in zip(row.cells, self._counts, strict=True):
            tall = (len(cell) - 1) / 4
            for paragraph in cell:
                lines = count(paragraph.inlines)
                if not lines:
                    return super().row(row, parent)
                tall += lines
            if tall > tallest:
                tallest = tall
        height = self.top + tallest * self.style.leading + self.bottom
        if height + self.head_height > self.page:
            return super().row(row, parent)
        return [Strip(height, header=self.head)]


class Sizer(Flow):
    """Sets blocks in a column as strips of the heights that they would have."""

    setter: Counter
    rows = _Rows

    def _block(self, block: Block, parent: Element, before: Block | None) -> list[Strip]:
        if not isinstance(block, Table | List):
            return super()._block(block, parent, before)
        # Most strips are theirs, and nothing of them is kept but their heights.
        strips = super()._block(block, Element(""), before)
        for strip in strips:
            strip.texts.clear()
            strip.shapes = ()
        return strips

    def element(self, role: str, parent: Element, attributes: bytes = b"") -> Element:
        """The one of the whole list, of which nothing is kept."""
        return parent

    def set(
        self, inlines: Inlines, style: Style, owner: Element, left: float = 0.0, hang: float = 0.0
    ) -> list[Strip]:
        """A paragraph; of its lines, the first tells whose they are."""
        width = self.width - left - hang - style.left - style.right
        count = self.setter.counting(style, width)(inlines)
        if not count:
            return super().set(inlines, style, owner, left, hang)
        strips = [Strip(style.leading) for _ in range(count)]
        strips[0].texts.append(Placed(0.0, 0.0, _EMPTY, owner))
        return spaced(strips, style)

    def _put_label(self, label: str, strip: Strip, owner: Element, place: Place) -> None:
        """Nothing: a label is no higher than the line that it stands beside."""
