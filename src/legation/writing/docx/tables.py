"""Tables: fixed columns, a header row that is repeated on every page, rows that stay whole."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from legation.model.drawing import Align
from legation.writing.directions import is_turned
from legation.writing.docx import controls
from legation.writing.docx.drawing import JUSTIFY
from legation.writing.docx.estimating import LETTER, fits, is_short
from legation.writing.docx.markup import twips
from legation.writing.docx.runs import words
from legation.writing.docx.styles import HEADING_ROWS, IN_TABLE, MILLIMETRE, changed_row
from legation.writing.xml import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from legation.model.document import Cell, Column, Role, Row, Table
    from legation.model.theme import Theme
    from legation.writing.docx.runs import Runs


# Where text runs from right to left, what Word calls left is where it begins (17.18.44): at the right.
_TURNED = JUSTIFY | {Align.END: JUSTIFY[Align.START]}


_PROPERTIES_END = "</w:tcPr>"
_WHOLE = "<w:trPr><w:cantSplit/></w:trPr>"
_BRIEF = 1500  # characters of a row's XML, of which no page is filled; content controls aside
_MARKUP = 100  # characters of XML that a paragraph has at least, beside those of its text
_LEADING = 1.4  # about that of a row's lines
_SURE = 0.8  # of a page's lines: a row that is estimated at fewer fits on it


def widths(columns: Iterable[Column]) -> list[int]:
    """The columns' widths in twips, which add up to the sum of the widths in points."""
    edges = accumulate((column.width for column in columns), initial=0.0)
    return [right - left for left, right in pairwise(map(twips, edges))]


class _Setting(Struct, frozen=True):
    """What the cells of a column share, ready for use.

    Attributes:
        start: A cell up to its first paragraph.
        properties: Of its paragraphs, after their style.
        turned: The same, of those that run from right to left.
        styles: The style id of a paragraph by its role.
        room: So much XML of a cell surely takes few enough lines for a page.
    """

    start: str
    properties: str
    turned: str
    styles: Mapping[Role, str]
    room: float

    def kept(self) -> _Setting:
        """The same, for what stays with the next row."""
        kept = "<w:keepNext/>"
        return replace(self, properties=kept + self.properties, turned=kept + self.turned)


class Tables:
    """Sets the tables of one document."""

    def __init__(self, runs: Runs, theme: Theme) -> None:
        self._runs = runs
        self._bar = changed_row(theme.colours)
        self._size = theme.sizes.table
        page = theme.page
        height = page.height - (page.top + page.bottom) * MILLIMETRE
        self._most = _SURE * height / (self._size * _LEADING)

    def table(self, table: Table) -> str:
        """A table as `w:tbl`, without its caption, which is a paragraph."""
        measured, turned = widths(table.columns), self._runs.turned
        settings = [
            _Setting(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_PROPERTIES_END}',
                f'<w:jc w:val="{JUSTIFY[column.align]}"/>',
                f'<w:bidi/><w:jc w:val="{_TURNED[column.align]}"/>',
                HEADING_ROWS if table.row_headers and number == 0 else IN_TABLE,
                self._most / max(LETTER * self._size / column.width, 1 / _MARKUP),
            )
            for number, (column, width) in enumerate(zip(table.columns, measured, strict=True))
        ]
        kept = [each.kept() for each in settings]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in measured)
        # A short last row never stands alone on a page; a long one may, lest it leave a gap.
        companion = len(table.rows) - 2 if self._ends_short(table) else -1
        rows = "".join(
            self._row(row, table, kept if number == companion else settings)
            for number, row in enumerate(table.rows)
        )
        return (
            f"<w:tbl>{_properties(table, sum(measured), turned=turned)}<w:tblGrid>{grid}</w:tblGrid>"
            f"{_header(table, settings, within=turned)}{rows}</w:tbl>"
        )

    def _ends_short(self, table: Table) -> bool:
        """Whether the last of several rows is surely short."""
        if len(table.rows) <= 2:
            return False
        return all(
            len(cell) <= 1 and all(is_short(text, self._size, column.width) for text in cell)
            for cell, column in zip(table.rows[-1].cells, table.columns, strict=True)
        )

    def _row(self, row: Row, table: Table, settings: Sequence[_Setting]) -> str:
        each = list(map(self._cell, row.cells, settings))
        cells = "".join(each)
        whole = (
            all(len(cell) <= setting.room for cell, setting in zip(each, settings, strict=True))
            or len(cells) - controls.SIZE * cells.count("<w:sdt>") < _BRIEF
            or all(
                fits(cell, self._size, column.width, self._most)
                for cell, column in zip(row.cells, table.columns, strict=True)
            )
        )
        if row.changed:
            cells = cells.replace(_PROPERTIES_END, f"{self._bar}{_PROPERTIES_END}", 1)
        return f"<w:tr>{_WHOLE if whole else ''}{cells}</w:tr>"

    def _cell(self, cell: Cell, setting: _Setting) -> str:
        runs = self._runs
        pieces = [setting.start]
        for each in cell:
            turned = runs.directed and runs.are_turned(each.inlines)
            properties = setting.turned if turned else setting.properties
            pieces.append(_paragraph(setting.styles[each.role], properties, runs.of(each.inlines)))
        if not cell:  # which ends with a paragraph, be it empty (17.4.65)
            pieces.append(_paragraph("TableText", setting.properties, ""))
        pieces.append("</w:tc>")
        return "".join(pieces)


def _header(table: Table, settings: Sequence[_Setting], *, within: bool) -> str:
    """The header row, within a document that runs from right to left or does not."""
    if not table.header_row:
        return ""
    cells = "".join(
        setting.start
        + _paragraph(
            "TableHeading",
            setting.turned if is_turned(column.header, within=within) else setting.properties,
            words(column.header, within=within),
        )
        + "</w:tc>"
        for column, setting in zip(table.columns, settings, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _paragraph(style: str, properties: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def _told(table: Table) -> tuple[str, str]:
    return table.caption or table.description, table.description


def _properties(table: Table, width: int, *, turned: bool) -> str:
    """`w:tblPr`: what the style should show, and what a screen reader should say.

    The first column of one that is turned is at the right.
    """
    first_row, first_column = int(table.header_row), int(table.row_headers)
    bits = 0x0600 | 0x0020 * first_row | 0x0080 * first_column
    said = (
        f'<w:{name} w:val="{escape(words)}"/>'
        # One without a caption is called what it is described as: Word knows both.
        for name, words in zip(("tblCaption", "tblDescription"), _told(table), strict=True)
        if words
    )
    return (
        f'<w:tblPr><w:tblStyle w:val="BriefTable"/>{"<w:bidiVisual/>" if turned else ""}'
        f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{bits:04X}" w:firstRow="{first_row}" w:lastRow="0" '
        f'w:firstColumn="{first_column}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"{''.join(said)}</w:tblPr>"
    )
