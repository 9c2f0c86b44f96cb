"""The body: each block as paragraphs and tables, written as one string."""

from __future__ import annotations

from io import BytesIO
from itertools import count, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from legation.model.document import (
    Figure,
    Heading,
    List,
    PageBreak,
    Paragraph,
    Table,
    Timeline,
    Title,
)
from legation.writing.docx import styles
from legation.writing.docx.drawing import Drawings
from legation.writing.docx.links import Bookmarks, Links
from legation.writing.docx.markup import twips
from legation.writing.docx.numbering import DEEPEST, Numbering, indent
from legation.writing.docx.runs import Runs, characters
from legation.writing.docx.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.parts.document import DocumentPart

    from legation.model.document import Block, Document, ListItem
    from legation.model.theme import Theme

_PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'


class Body:
    """Sets the blocks of one document, and gathers what they need from the parts around it."""

    def __init__(self, document: Document, theme: Theme, part: DocumentPart) -> None:
        self.numbering = Numbering()
        self._blocks = document.blocks
        self._theme = theme
        self._part = part
        self._bookmarks = Bookmarks(document.blocks)
        self._runs = Runs(document.language, Links(part.rels), self._bookmarks)
        self._tables = Tables(self._runs)
        self._drawings = Drawings(theme, count(1))

    def xml(self) -> str:
        """The content of `w:body`, but for its section properties."""
        pairs = zip_longest(self._blocks, self._blocks[1:])
        return self._logo() + "".join(self._block(block, after) for block, after in pairs)

    def _block(self, block: Block, after: Block | None) -> str:
        match block:
            case Title():
                return _paragraph("Title", self._runs.of(block.inlines))
            case Heading():
                content = self._bookmarks.around(block.anchor, self._runs.of(block.inlines))
                return _paragraph(f"Heading{min(block.level, styles.DEEPEST_HEADING)}", content)
            case Paragraph():
                return _paragraph(styles.IN_TEXT[block.role], self._runs.of(block.inlines))
            case List():
                return self._list(block, 0)
            case Table():
                return self._table(block, after)
            case Figure():
                drawn = self._drawings.figure(block.drawing, block.description)
                return _caption(block.caption) + _paragraph("Figure", drawn)
            case PageBreak():
                return _paragraph("TableEnd", _PAGE_BREAK)
            case Timeline():
                raise TypeError("a timeline is still to be laid out")

    def _table(self, table: Table, after: Block | None) -> str:
        # Word joins a table to one right behind it, and wants a paragraph at the end of the body.
        end = "" if isinstance(after, Heading) else _paragraph("TableEnd", "")
        return _caption(table.caption) + self._tables.table(table) + end

    # --- lists -----------------------------------------------------------------------------------

    def _list(self, block: List, depth: int) -> str:
        depth = min(depth, DEEPEST)
        instance = self.numbering.instance(block.kind, depth, block.start)
        label = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{instance}"/></w:numPr>'
        return "".join(self._item(item, block, label, depth) for item in block.items)

    def _item(self, item: ListItem, within: List, label: str, depth: int) -> str:
        first, rest = _head(item)
        content = self._bookmarks.around(item.anchor, self._runs.of(first.inlines))
        place = f'<w:ind w:left="{twips(indent(within.kind, depth))}"/>'
        pieces = [_paragraph(styles.LISTS[within.kind], content, label)]
        for block in rest:
            if isinstance(block, List):
                pieces.append(self._list(block, depth + 1))
            else:
                style = styles.CONTINUED.get(block.role, "ListContinue")
                pieces.append(_paragraph(style, self._runs.of(block.inlines), place))
        return "".join(pieces)

    # --- pictures --------------------------------------------------------------------------------

    def _logo(self) -> str:
        if not self._theme.logo:
            return ""
        # From bytes, not from a path, whose name python-docx would keep.
        stream = BytesIO(Path(self._theme.logo).read_bytes())
        relationship, image = self._part.get_or_add_image(stream)
        height = self._theme.logo_height * styles.MILLIMETRE
        width = height * image.px_width / image.px_height
        scale = min(1.0, self._theme.page.text_width / width)
        picture = self._drawings.picture(relationship, width * scale, height * scale, "Logo")
        return _paragraph("Logo", picture)


def _paragraph(style: str, content: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def _caption(text: str) -> str:
    return _paragraph("Caption", f"<w:r>{characters(text)}</w:r>") if text else ""


def _head(item: ListItem) -> tuple[Paragraph, Sequence[Paragraph | List]]:
    """The paragraph that bears the item's label, an empty one where it starts otherwise."""
    if item.blocks and isinstance(item.blocks[0], Paragraph):
        return item.blocks[0], item.blocks[1:]
    return Paragraph(()), item.blocks
