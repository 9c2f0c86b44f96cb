"""Tables to strips: one a row, under a header row that is repeated on every page, where it says so.

The structure has the header once (ISO 32000-1, 14.8.4.3.4), and a row that runs over pages once, with content
on each of them.
"""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from legation.model.document import Footnote, Paragraph, Role, Row, Text
from legation.model.drawing import Align, Box, Ink, Line
from legation.writing.pdf.drawing import indent
from legation.writing.pdf.inlines import height
from legation.writing.pdf.objects import text_string
from legation.writing.pdf.strips import Placed, Strip
from legation.writing.pdf.tags import Element

if TYPE_CHECKING:
    from collections.abc import Iterable

    from legation.model.document import Cell, Table
    from legation.model.drawing import Shape
    from legation.writing.pdf.flow import Flow

_PAD_X = 4.0
_PAD_TOP, _PAD_BOTTOM = 0.225, 0.275  # of a line of body text: half of one together
_RULE, _END_RULE = 0.5, 0.75
_CONTINUED = "(continued)"
_COLUMN_HEAD, _ROW_HEAD = b"/O/Table/Scope/Column", b"/O/Table/Scope/Row"


class _Column(NamedTuple):
    """Where the text of a column stands; the first is at the right of a document that begins there."""

    left: float
    width: float
    align: Align


def table_strips(table: Table, flow: Flow, parent: Element, name: str) -> list[Strip]:
    """The strips of a table, its elements put under the parent; none where it shows nothing.

    Its name stands above its header on later pages: its caption, or the heading right above it.
    """
    if not (table.header_row or table.rows):
        return []
    summary = b"/O/Table/Summary" + text_string(table.description) if table.description else b""
    element = Element("Table", parent, attributes=summary)
    setter = flow.rows(table, flow, name)
    strips = flow.caption(table.caption, Element("Caption", element)) if table.caption else []
    if table.header_row:
        # Without a body there is no head to tell from it.
        group = Element("THead", element) if table.rows else element
        strips += setter.header(Element("TR", group))
    body: list[Strip] = []
    if table.rows:
        group = Element("TBody", element)
        for row in table.rows:
            made = setter.row(row, group)
            body += flow.marked(made) if row.changed else made
    strips += body
    _finish(strips, body, setter, flow.styles.space)
    return strips


def _finish(strips: list[Strip], body: list[Strip], setter: RowSetter, space: float) -> None:
    """Space around the table, a rule at either end, and no short row alone on its last page."""
    strips[-1].after = space
    # A short last row does not stand alone; a tall one may, lest it leave a gap.
    if len(body) > 2 and body[-1].height < 4 * setter.style.leading:
        body[-2].keep = True
    if body:
        body[-1].shapes = (setter.rule(body[-1].height, Ink.ACCENT),)
    if body and body[0] is strips[0]:
        body[0].shapes += (setter.rule(0.0, Ink.ACCENT),)


class RowSetter:
    """Sets the rows of a table.

    Attributes:
        head: What is repeated on later pages, once the header row is set: it, beneath a line that says
            that the table goes on. Nothing where that would take much of a page.
        head_height: How high that is.
    """

    def __init__(self, table: Table, flow: Flow, name: str) -> None:
        self.table = table
        self._name = name
        self.setter = flow.setter
        self.page = flow.height
        self._flow = flow
        self.head: tuple[Strip, ...] = ()
        self.head_height = 0.0
        self.style = flow.styles.cell
        self.top, self.bottom = (flow.styles.unit * part for part in (_PAD_TOP, _PAD_BOTTOM))
        self.note = replace(self.style, ink=Ink.MUTED)
        self.baseline = self.setter.pen(self.style).baseline(self.style.leading)
        self.columns: list[_Column] = []
        self.width = sum(column.width for column in table.columns)
        edge = 0.0
        for column in table.columns:
            left = self.width - edge - column.width if self.setter.turned else edge
            width = column.width - 2 * _PAD_X
            self.columns.append(_Column(left + _PAD_X, width, column.align))
            edge += column.width

    def rule(self, y: float, ink: Ink = Ink.RULE) -> Shape:
        """A horizontal rule as wide as the table."""
        return Line(0.0, y, self.width, y, ink, _RULE if ink is Ink.RULE else _END_RULE)

    def header(self, owner: Element) -> list[Strip]:
        """The header row, shaded: one strip, or one a line where it is taller than a page."""
        texts = []
        for index, column in enumerate(self.table.columns):
            element = Element("TH", owner, attributes=_COLUMN_HEAD)
            words = (Paragraph((Text(column.header, bold=True),)),) if column.header else ()
            texts.append(self._cell(words, index, element))
        tall = self._height(texts)
        if tall > self.page:
            return self._long_header(texts)
        shapes = (self._shade(tall), self.rule(tall, Ink.ACCENT))
        strip = Strip(tall, keep=True, texts=list(chain(*texts)), shapes=shapes)
        head = (*self._continued(owner), strip)
        # A header that fills much of the page would leave no room for what it heads.
        if _tall(head) * 3 < self.page:
            self.head, self.head_height = head, _tall(head)
        return [strip]

    def _long_header(self, texts: list[list[Placed]]) -> list[Strip]:
        """The strips of a header row that no page holds, which is not repeated; a row stays with its end."""
        strips = self._by_lines(texts)
        for strip in strips:
            strip.shapes = (self._shade(strip.height),)
        strips[-1].shapes += (self.rule(strips[-1].height, Ink.ACCENT),)
        strips[-1].keep = True
        return strips

    def _shade(self, tall: float) -> Shape:
        """The ground of a header row, or of a line of it."""
        return Box(0.0, 0.0, self.width, tall, fill=Ink.SHADE)

    def _continued(self, owner: Element) -> list[Strip]:
        """What stands above the header row on later pages.

        It stands above the column, where the margin has room, so that a page holds as many rows as one of
        Word's, which repeats a header row as it is.
        """
        style = self._flow.styles.continued
        words = f"{self._name} {_CONTINUED}".lstrip()
        strips = self._flow.stacked(self.setter.plain(words, style, self.width), style, owner)
        strips[-1].height += style.after
        y = -_tall(strips)
        if -y > self._flow.above:
            return strips
        above = Strip(0.0)
        for strip in strips:
            above.texts += [text._replace(y=text.y + y) for text in strip.texts]
            y += strip.height
        return [above]

    def row(self, row: Row, parent: Element) -> list[Strip]:
        """A row: one strip, or one a line where it is taller than a page."""
        owner = Element("TR", parent)
        texts = []
        for index, cell in enumerate(row.cells):
            if index == 0 and self.table.row_headers:
                element = Element("TH", owner, attributes=_ROW_HEAD)
            else:
                element = Element("TD", owner)
            texts.append(self._cell(cell, index, element))
        tall = self._height(texts)
        if tall + self.head_height > self.page:
            return self._by_lines(texts)
        shapes = (self.rule(tall),)
        strip = Strip(tall, texts=list(chain(*texts)), shapes=shapes, header=self.head)
        return self._noted([strip])

    def _cell(self, cell: Cell, index: int, owner: Element) -> list[Placed]:
        """The lines of a cell, placed in its row."""
        left, width, align = self.columns[index]
        leading = self.style.leading
        y = self.top + self.baseline
        placed = []
        for paragraph in cell:
            # A note stands behind the paragraph that cites it.
            alone = len(cell) == 1 and not _has_notes(paragraph)
            element = owner if alone else Element("P", owner)
            style = self.note if paragraph.role is Role.NOTE else self.style
            for line in self.setter.lines(paragraph.inlines, style, width, element):
                start = Align.END if line.turned and align is Align.START else align
                x = left + indent(start, width - line.width)
                if line.order:
                    tall = height(line, leading)
                    placed.append(Placed(x, y + self._lower(tall), line, element))
                    y += tall
                else:
                    placed.append(Placed(x, y, line, element))
                    y += leading
            y += leading / 4
        return placed

    def _height(self, texts: list[list[Placed]]) -> float:
        last = max(
            (
                self._last(column[-1]) if column[-1].line.order else column[-1].y
                for column in texts
                if column
            ),
            default=self.top + self.baseline,
        )
        return last + self.style.leading - self.baseline + self.bottom

    def _last(self, placed: Placed) -> float:
        """Where the last baseline of a column would be, if its line were as high as others."""
        tall = height(placed.line, self.style.leading)
        return placed.y + (tall - self.style.leading) - self._lower(tall)

    def _lower(self, tall: float) -> float:
        """How much lower the baseline is in a line of a height than in others."""
        return self.setter.pen(self.style).baseline(tall) - self.baseline

    def _by_lines(self, texts: list[list[Placed]]) -> list[Strip]:
        """The strips of a row that no page holds: the first line of every cell, the second, and so on.

        Neither its first nor its last line stands alone on a page.
        """
        head = (*self.head, Strip(self.top))
        strips = []
        owners: set[int] = set()
        for lines in zip_longest(*texts):
            present = [line for line in lines if line is not None]
            tall = max(height(line.line, self.style.leading) for line in present)
            placed = [line._replace(y=self.baseline + self._lower(tall)) for line in present]
            begins = {id(line.owner) for line in present} - owners
            owners |= begins
            space = self.style.leading / 4 if begins else 0.0
            strips.append(Strip(tall, space, texts=placed, header=head))
        strips[0].before = self.top
        for strip in strips[:-1][:1] + strips[:-1][-1:]:
            strip.keep = True
        strips[-1].height += self.bottom
        strips[-1].shapes = (self.rule(strips[-1].height),)
        return self._noted(strips)

    def _noted(self, strips: list[Strip]) -> list[Strip]:
        """The strips with their footnotes."""
        if self.setter.noted:
            for strip in strips:
                self._flow.footnotes.attach(strip)
        return strips


def _tall(strips: Iterable[Strip]) -> float:
    """The height of strips that stand upon one another."""
    return sum(strip.height for strip in strips)


def _has_notes(paragraph: Paragraph) -> bool:
    return any(isinstance(inline, Footnote) for inline in paragraph.inlines)
