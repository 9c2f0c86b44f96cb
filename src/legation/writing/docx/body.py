"""The body: each block as paragraphs and tables, written as one string."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from legation.model.document import (
    Contents,
    Figure,
    Heading,
    List,
    ListKind,
    PageBreak,
    Paragraph,
    Role,
    Table,
    Timeline,
    Title,
)
from legation.writing.docx import fields, styles
from legation.writing.docx.controls import Controls
from legation.writing.docx.drawing import Drawings
from legation.writing.docx.estimating import is_short
from legation.writing.docx.footnotes import Footnotes
from legation.writing.docx.links import Bookmarks, Links
from legation.writing.docx.markup import twips
from legation.writing.docx.numbering import DEEPEST, Numbering, indent
from legation.writing.docx.runs import Runs, paragraph, words
from legation.writing.docx.sections import LOW, ended, properties, sections
from legation.writing.docx.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legation.model.document import Block, ContentsEntry, Document, Inlines, ListItem
    from legation.model.theme import Theme
    from legation.writing.docx.sections import Section

_KEPT = "<w:keepNext/>"
_NEW_PAGE = "<w:pageBreakBefore/>"
_AT_TOP = '<w:spacing w:before="0"/>'  # the page's own margin is enough
_PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'


class Body:
    """Sets the blocks of one document, and gathers what they need from the parts around it.

    Args:
        document: Settled.
        theme: Its theme.
        directed: Whether to look for text that runs from right to left, which takes its time.

    Attributes:
        sections: Its blocks, by how the sheets lie that they stand on.
    """

    def __init__(self, document: Document, theme: Theme, *, directed: bool = False) -> None:
        self.links = Links()
        self.numbering = Numbering()
        self.drawings = Drawings(theme, count(1))
        self._theme = theme
        self.sections = sections(document.blocks)
        self._covered = any(isinstance(b, PageBreak) and b.cover for b in document.blocks)
        self._space = theme.sizes.body * theme.leading * theme.spacing
        self._bookmarks = Bookmarks(document.blocks)
        language, bookmarks, controls = document.language, self._bookmarks, Controls()
        self.footnotes = Footnotes(language, bookmarks, controls, directed=directed)
        self._runs = Runs(
            language, self.links, bookmarks, controls, self.footnotes, directed=directed
        )
        self._tables = Tables(self._runs, theme)

    def xml(self) -> str:
        """The content of `w:body`, but for its section properties."""
        *others, last = self.sections
        content = [
            ended(self._section(each.blocks, PageBreak()), self.properties(each)) for each in others
        ]
        return "".join((*content, self._section(last.blocks, None)))

    def properties(self, section: Section) -> str:
        """The properties of a section."""
        page, turned = self._theme.page, self._runs.turned
        return properties(page, landscape=section.landscape, turned=turned)

    def _section(self, blocks: tuple[Block, ...], following: Block | None) -> str:
        before, after = (None, *blocks), (*blocks[1:], following)
        return "".join(map(self._block, blocks, before, after))

    def _block(self, block: Block, before: Block | None, after: Block | None) -> str:
        top = self._top(block, before)
        match block:
            case Title():
                return self._paragraph("Title", block.inlines, placing=top)
            case Heading():
                broken = _NEW_PAGE if isinstance(before, PageBreak) else ""
                return self._heading(block, broken, top, lists=isinstance(after, Contents))
            case Paragraph():
                kept = _KEPT if self._stays(before, block, after) else ""
                return self._text(block, kept, top)
            case List():
                return self._list(block, 0)
            case Table():
                return self._caption(block.caption, top) + self._table(block, after)
            case Figure():
                drawn = self.drawings.figure(block.drawing, block.description)
                return self._caption(block.caption, top) + paragraph("Figure", drawn)
            case Contents():
                return self._contents(block)
            case PageBreak():
                # A heading breaks the page itself, and breaks in a row are one.
                needless = isinstance(after, Heading | PageBreak)
                return "" if needless else paragraph("TableEnd", _PAGE_BREAK, placing=LOW)
            case Timeline():
                raise TypeError("a timeline is still to be laid out")

    def _top(self, block: Block, before: Block | None) -> str:
        """The space above what begins a page."""
        if self._covered and block is self.sections[0].blocks[0]:
            return f'<w:spacing w:before="{twips(self._theme.page.drop)}"/>'
        return _AT_TOP if before is None or isinstance(before, PageBreak) else ""

    def _stays(self, before: Block | None, block: Paragraph, after: Block | None) -> bool:
        """Whether a paragraph stays with what follows it.

        So do a few words beneath a heading, as what its section rests on, and a quotation before the
        remark that says whose it is.
        """
        match before, block.role, after:
            case Heading(), _, following if not isinstance(following, PageBreak):
                return is_short(block, self._theme.sizes.body, self._theme.page.text_width)
            case _, Role.QUOTE, Paragraph(role=Role.NOTE):
                return True
        return False

    def _text(self, block: Paragraph, properties: str, placing: str) -> str:
        if block.role is Role.LEAD and self._runs.are_turned(block.inlines):
            properties += styles.bar_at_right(self._theme.colours)
        return self._paragraph(styles.IN_TEXT[block.role], block.inlines, properties, placing)

    def _paragraph(
        self, style: str, inlines: Inlines, properties: str = "", placing: str = ""
    ) -> str:
        turned = self._runs.are_turned(inlines)
        return paragraph(style, self._runs.of(inlines), properties, placing, turned=turned)

    def _heading(
        self, heading: Heading, properties: str, placing: str, *, lists: bool = False
    ) -> str:
        style = f"Heading{min(heading.level, styles.DEEPEST_HEADING)}"
        if lists and heading.level == 1:
            style = "TOCHeading"  # which a list of contents, made anew, leaves out
        content = self._bookmarks.around(heading.anchor, self._runs.of(heading.inlines))
        turned = self._runs.are_turned(heading.inlines)
        return paragraph(style, content, properties, placing, turned=turned)

    def _caption(self, text: str, placing: str) -> str:
        return self._runs.plain("Caption", text, placing=placing) if text else ""

    def _table(self, table: Table, after: Block | None) -> str:
        # Word joins a table to one right behind it, and wants a paragraph at the end of the body.
        end = "" if isinstance(after, Heading | PageBreak) else paragraph("TableEnd", "")
        return self._tables.table(table) + end

    def _contents(self, contents: Contents) -> str:
        entries = contents.entries
        if not entries:
            return ""
        start, end = fields.contents(max(entry.level for entry in entries))
        content = list(map(self._entry, entries))
        content[0] = start + content[0]
        content[-1] += end
        levels = (min(entry.level, styles.DEEPEST_ENTRY) for entry in entries)
        return "".join(
            paragraph(f"TOC{level}", c, turned=self._runs.turned)
            for level, c in zip(levels, content, strict=True)
        )

    def _entry(self, entry: ContentsEntry) -> str:
        name = self._bookmarks.name(entry.anchor)
        said = words(entry.text, within=self._runs.turned)
        if not name:
            return said
        page = f"<w:r><w:tab/></w:r>{fields.page_of(name, entry.page)}" if entry.page else ""
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{said}{page}</w:hyperlink>'

    # --- lists -----------------------------------------------------------------------------------

    def _list(self, block: List, depth: int) -> str:
        depth = min(depth, DEEPEST)
        instance = self.numbering.instance(block.kind, depth, block.start)
        label = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{instance}"/></w:numPr>'
        items = (self._item(item, block, label, depth) for item in block.items[:-1])
        last = (self._item(item, block, label, depth, last=not depth) for item in block.items[-1:])
        return "".join((*items, *last))

    def _item(
        self, item: ListItem, within: List, label: str, depth: int, *, last: bool = False
    ) -> str:
        first, rest = _head(item)
        content = self._bookmarks.around(item.anchor, self._runs.of(first.inlines))
        place = f'<w:ind w:left="{twips(indent(within.kind, depth))}"/>'
        # What is beneath a label stands nearer to it than the next item does, and that nearer than text.
        quarter, half = (
            f'<w:spacing w:after="{twips(self._space * part)}"/>' for part in (0.25, 0.5)
        )
        near = quarter if rest else half if last else ""
        turned = self._runs.are_turned(first.inlines)
        style = styles.LISTS[within.kind]
        pieces = [paragraph(style, content, label, near, turned=turned)]
        for number, block in enumerate(rest, start=1):
            if isinstance(block, List):
                pieces.append(self._list(block, depth + 1))
            else:
                continued = "PointsContinue" if within.kind is ListKind.POINT else "ListContinue"
                style = styles.CONTINUED.get(block.role, continued)
                placing = (half if last and number == len(rest) else "") + place
                pieces.append(self._paragraph(style, block.inlines, placing=placing))
        return "".join(pieces)


def _head(item: ListItem) -> tuple[Paragraph, Sequence[Paragraph | List]]:
    """The paragraph that bears the item's label, an empty one where it starts otherwise."""
    if item.blocks and isinstance(item.blocks[0], Paragraph):
        return item.blocks[0], item.blocks[1:]
    return Paragraph(()), item.blocks
