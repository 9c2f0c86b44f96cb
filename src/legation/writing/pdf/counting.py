"""Lines counted, not set: enough to know on which page everything stands, in a fifth of the time.

As many empty lines take the place of a paragraph's, wherever `break_lines` would go by words alone; all else
is set as ever. So the pages are those of the PDF, to the strip. None of it can be painted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.model.addresses import address
from legation.model.document import Break, Cite, Link, List, Table, Text
from legation.text.bidi import turns
from legation.text.counting import count_lines
from legation.text.lines import Line
from legation.writing.pdf.flow import Flow
from legation.writing.pdf.inlines import Setter
from legation.writing.pdf.strips import Strip
from legation.writing.pdf.tables import RowSetter
from legation.writing.pdf.tags import Element

if TYPE_CHECKING:
    from legation.model.document import Block, Inline, Inlines, Row
    from legation.text.counting import Measured
    from legation.writing.pdf.pens import Pen
    from legation.writing.pdf.strips import Run
    from legation.writing.pdf.styles import Style

_EMPTY: Line[Run] = Line((), 0.0, True)


class Counter(Setter):
    """Sets inlines as empty lines, as many as they would be."""

    def lines(
        self, inlines: Inlines, style: Style, width: float, owner: Element
    ) -> list[Line[Run]]:
        """Empty lines; those of what is not plain are as they are."""
        count = self.count(inlines, style, width)
        return [_EMPTY] * count if count else super().lines(inlines, style, width, owner)

    def count(self, inlines: Inlines, style: Style, width: float) -> int:
        """How many lines there would be; 0 of what is not plain."""
        total = 0
        for runs in () if self.turned else self._measured(inlines, style):
            count = count_lines(runs, width)
            if not count:
                return 0
            total += count
        return total

    def _measured(self, inlines: Inlines, style: Style) -> list[list[Measured]]:
        """The texts of the runs that the inlines are, with their measures, parted at the breaks.

        Neighbours of one pen are one run, but not those in a link, in another language or struck
        through. Nothing where any is not simple.
        """
        runs: list[Measured] = []
        parts = [runs]
        last: Pen | None = None
        for inline in inlines:
            if isinstance(inline, Break):
                parts[-1] = runs or [("", self.pen(style).measure)]
                runs, last = [], None
                parts.append(runs)
                continue
            text, pen = self._simple(inline, style)
            if pen is None or turns(text):
                return []
            alone = not isinstance(inline, Text) or bool(inline.language) or inline.struck
            if pen is last and not alone:
                runs[-1] = runs[-1][0] + text, pen.measure
            else:
                runs.append((text, pen.measure))
            last = None if alone else pen
        return parts if runs else []

    def _simple(self, inline: Inline, style: Style) -> tuple[str, Pen | None]:
        """What an inline says, and its pen, whatever its colour; no pen where it is not one run."""
        if isinstance(inline, Text):
            return inline.text, self._pen_of(inline, style)
        if isinstance(inline, Cite) and inline.target in self.anchors:
            return f"[{inline.number}]", self.pen(style)
        if isinstance(inline, Link) and len(inline.children) == 1 and address(inline.url):
            return inline.children[0].text, self._pen_of(inline.children[0], style)
        return "", None

    def _pen_of(self, text: Text, style: Style) -> Pen:
        bold, italic = style.bold or text.bold, style.italic or text.italic
        return self.case.pen(style.size, style.ink, bold, italic)


class _Rows(RowSetter):
    """Sets the rows of a table as a `Counter` sets their inlines: most as nothing but their height."""

    def row(self, row: Row, owner: Element) -> list[Strip]:
        """A row, as of any table."""
        counter = self.setter
        assert isinstance(counter, Counter)
        tallest = 1.0
        for cell, column in zip(row.cells, self.columns, strict=True):
            tall = (len(cell) - 1) / 4
            for paragraph in cell:
                count = counter.count(paragraph.inlines, self.style, column.width)
                if not count:
                    return super().row(row, owner)
                tall += count
            tallest = max(tallest, tall)
        strip = Strip(self.top + tallest * self.style.leading + self.bottom, header=self.head)
        if strip.height + sum(each.height for each in self.head) > self.page:
            return super().row(row, owner)
        return [strip]


class Sizer(Flow):
    """Sets blocks in a column as a `Counter` sets their inlines."""

    rows = _Rows

    def _block(self, block: Block, parent: Element, before: Block | None) -> list[Strip]:
        if not isinstance(block, Table | List):
            return super()._block(block, parent, before)
        # Most strips are theirs, and nothing of them is kept but their heights.
        strips = super()._block(block, Element(""), before)
        for strip in strips:
            strip.texts = []
            strip.shapes = ()
        return strips
