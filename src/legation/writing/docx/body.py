"""The body: each block as paragraphs and tables, written as one string."""

from __future__ import annotations

from itertools import chain, count, repeat
from typing import TYPE_CHECKING

from legation.model.document import (
    Contents,
    Figure,
    Heading,
    List,
    ListKind,
    PageBreak,
    Paragraph,
    Passage,
    Role,
    Table,
    Timeline,
    Title,
)
from legation.model.letterhead import SEAM
from legation.writing.docx import fields, styles
from legation.writing.docx.controls import Controls
from legation.writing.docx.drawing import Drawings
from legation.writing.docx.estimating import is_short
from legation.writing.docx.links import Bookmarks, Links
from legation.writing.docx.markup import twips
from legation.writing.docx.notes import END, FOOT, Notes, sources_at_end
from legation.writing.docx.numbering import DEEPEST, Numbering, indent, widened
from legation.writing.docx.passages import filled
from legation.writing.docx.places import HERE, Place, bears_space, place, spacing
from legation.writing.docx.runs import Runs, paragraph, words_apart
from legation.writing.docx.sections import LOW, ended, properties, sections
from legation.writing.docx.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from legation.model.document import Block, ContentsEntry, Document, Inlines, ListItem
    from legation.model.theme import Theme
    from legation.writing.docx.sections import Section

_QUOTE_INDENT = 24.0  # at either side, as the style has it
_KEPT = "<w:keepNext/>"
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
        sources = sources_at_end(document, theme)
        blocks = document.blocks[:-1] if sources else document.blocks
        self.sections = sections(blocks)
        self._covered = any(isinstance(b, PageBreak) and b.cover for b in blocks)
        self._space = theme.sizes.body * theme.leading * theme.spacing
        self._bookmarks = Bookmarks(blocks)
        language, bookmarks, controls = document.language, self._bookmarks, Controls()
        kind = END if sources else FOOT
        self.notes = Notes(kind, language, bookmarks, controls, directed=directed)
        told = self.links, bookmarks, controls, self.notes, sources
        self._runs = Runs(language, *told, directed=directed)
        self._tables = Tables(self._runs, theme)

    def pieces(self) -> list[str]:
        """The content of `w:body`, but for its section properties: in pieces, for it may be long."""
        *others, last = self.sections
        content = []
        for each in others:
            written = "".join(self._section(each.blocks, PageBreak()))
            content.append(ended(written, self.properties(each)))
        return [*content, *self._section(last.blocks, None)]

    def properties(self, section: Section) -> str:
        """The properties of a section."""
        page, turned = self._theme.page, self._runs.turned
        notes = self.notes.numbering
        return properties(page, landscape=section.landscape, turned=turned, notes=notes)

    def _section(self, blocks: tuple[Block, ...], following: Block | None) -> Iterator[str]:
        before, after = (None, *blocks), (*blocks[1:], following)
        return map(self._block, blocks, before, after)

    def _block(self, block: Block, before: Block | None, after: Block | None) -> str:
        begun = self._place(block, before)
        match block:
            case Title() | Heading():
                return self._heading(block, begun, lists=isinstance(after, Contents))
            case Paragraph():
                kept = _KEPT if self._stays(before, block, after) else ""
                return self._text(block, kept + begun.broken, begun.spacing)
            case List():
                return self._list(block, 0, begun)
            case Table():
                return self._caption(block.caption, begun) + self._table(block, after)
            case Figure():
                drawn = self.drawings.figure(block.drawing, block.description)
                placing = HERE.placing if block.caption else begun.placing
                return self._caption(block.caption, begun) + paragraph("Figure", drawn, *placing)
            case Contents():
                return self._contents(block, begun)
            case PageBreak():
                # Nearly all that follows breaks the page itself, and breaks in a row are one.
                needless = bears_space(after) or isinstance(after, PageBreak)
                needless = needless and not isinstance(after, Passage)
                return "" if needless else paragraph("TableEnd", _PAGE_BREAK, placing=LOW)
            case Passage():
                return self._passage(block)
            case Timeline():
                raise TypeError("a timeline is still to be laid out")

    def _place(self, block: Block, before: Block | None) -> Place:
        if self._covered and block is self.sections[0].blocks[0]:
            return Place("", self._theme.page.drop)
        return place(block, before, self._space)

    def _stays(self, before: Block | None, block: Paragraph, after: Block | None) -> bool:
        """Whether a paragraph stays with what follows it.

        So do a few words beneath a heading, as what its section rests on, and a quotation before the
        line that says whose it is.
        """
        match before, block.role, after:
            case Heading(), _, following if not isinstance(following, PageBreak):
                return is_short(block, self._theme.sizes.body, self._theme.page.text_width)
            case _, Role.QUOTE, Paragraph(role=Role.ATTRIBUTION):
                return True
        return False

    def _text(self, block: Paragraph, properties: str, placing: str) -> str:
        if block.changed:
            properties += self._bar(block)
        elif block.role is Role.LEAD and self._runs.are_turned(block.inlines):
            properties += styles.bar_at_right(self._theme.colours)
        return self._paragraph(styles.IN_TEXT[block.role], block.inlines, properties, placing)

    def _bar(self, block: Paragraph, indent: float = 0.0) -> str:
        """The bar beside a paragraph, if it has changed, which is indented where it begins."""
        if not block.changed:
            return ""
        turned, colours = self._runs.are_turned(block.inlines), self._theme.colours
        if block.role is Role.LEAD:
            return styles.changed_lead(colours, turned=turned)
        here = self._runs.turned  # the side of all bars, whichever way a paragraph runs
        if block.role in (Role.QUOTE, Role.ATTRIBUTION):
            indent = _QUOTE_INDENT
        elif turned is not here:
            indent = 0.0
        return styles.changed(colours, turned=here, indent=indent)

    def _paragraph(
        self, style: str, inlines: Inlines, properties: str = "", placing: str = ""
    ) -> str:
        turned = self._runs.are_turned(inlines)
        return paragraph(style, self._runs.of(inlines), properties, placing, turned=turned)

    def _heading(self, heading: Title | Heading, begun: Place, *, lists: bool) -> str:
        if isinstance(heading, Title):
            return self._paragraph("Title", heading.inlines, *begun.placing)
        style = f"Heading{min(heading.level, styles.DEEPEST_HEADING)}"
        if lists and heading.level == 1:
            style = "TOCHeading"  # which a list of contents, made anew, leaves out
        content = self._bookmarks.around(heading.anchor, self._runs.of(heading.inlines))
        turned = self._runs.are_turned(heading.inlines)
        return paragraph(style, content, *begun.placing, turned=turned)

    def _caption(self, text: str, begun: Place) -> str:
        return self._runs.plain("Caption", text, *begun.placing) if text else ""

    def _table(self, table: Table, after: Block | None) -> str:
        # Word joins a table to one right behind it, and wants a paragraph at the end of the body.
        ends = bears_space(after) or isinstance(after, PageBreak)
        end = "" if ends else paragraph("TableEnd", "", placing="" if after else LOW)
        return self._tables.table(table) + end

    def _passage(self, passage: Passage) -> str:
        """What is filled in within a Word template's own text, with seams where that comes between."""
        fills = (filled(self._runs.of(fill.inlines), fill.look) for fill in passage.fills)
        content = SEAM + "".join(f"{fill}{SEAM}" for fill in fills)
        return self._bookmarks.around(passage.anchor, content)

    def _contents(self, contents: Contents, begun: Place) -> str:
        entries = contents.entries
        if not entries:
            return ""
        start, end = fields.contents(max(entry.level for entry in entries))
        content = list(map(self._entry, entries))
        content[0] = start + content[0]
        content[-1] += end
        levels = (min(entry.level, styles.DEEPEST_ENTRY) for entry in entries)
        places = chain((begun,), repeat(HERE))
        return "".join(
            paragraph(f"TOC{level}", c, *each.placing, turned=self._runs.turned)
            for level, c, each in zip(levels, content, places, strict=False)
        )

    def _entry(self, entry: ContentsEntry) -> str:
        name = self._bookmarks.name(entry.anchor)
        said = words_apart(entry.text, within=self._runs.turned)
        if not name:
            return said
        page = f"<w:r><w:tab/></w:r>{fields.page_of(name, entry.page)}" if entry.page else ""
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{said}{page}</w:hyperlink>'

    # --- lists -----------------------------------------------------------------------------------

    def _list(self, block: List, depth: int, begun: Place = HERE) -> str:
        depth = min(depth, DEEPEST)
        instance = self.numbering.instance(block.kind, depth, block.start)
        label = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{instance}"/></w:numPr>'
        ends = len(block.items) - 1 if not depth else -1
        return "".join(
            self._item(item, block, label, depth, HERE if number else begun, last=number == ends)
            for number, item in enumerate(block.items)
        )

    def _item(
        self, item: ListItem, within: List, label: str, depth: int, begun: Place, *, last: bool
    ) -> str:
        first, rest = _head(item)
        content = self._bookmarks.around(item.anchor, self._runs.of(first.inlines))
        wider = widened(within, self._theme.sizes.body)
        left, hang = indent(within.kind, depth) + wider, indent(within.kind, 0) + wider
        own = f'<w:ind w:left="{twips(left)}" w:hanging="{twips(hang)}"/>' if wider else ""
        # What is beneath a label stands nearer to it than the next item does, and that nearer than text.
        quarter, half = self._space / 4, self._space / 2
        near = spacing(begun.above, quarter if rest else half if last else None)
        turned = self._runs.are_turned(first.inlines)
        style = styles.LISTS[within.kind]
        bar = self._bar(first, indent(within.kind, depth) - indent(within.kind, 0))
        # What bears the label stays with what it introduces.
        properties = (_KEPT if rest else "") + begun.broken + label + bar
        pieces = [paragraph(style, content, properties, near + own, turned=turned)]
        for number, block in enumerate(rest, start=1):
            if isinstance(block, List):
                pieces.append(self._list(block, depth + 1))
            else:
                continued = "PointsContinue" if within.kind is ListKind.POINT else "ListContinue"
                style = styles.CONTINUED.get(block.role, continued)
                ends = spacing(beneath=half if last and number == len(rest) else None)
                bar, place = self._bar(block, left), f'<w:ind w:left="{twips(left)}"/>'
                pieces.append(self._paragraph(style, block.inlines, bar, ends + place))
        return "".join(pieces)


def _head(item: ListItem) -> tuple[Paragraph, Sequence[Paragraph | List]]:
    """The paragraph that bears the item's label, an empty one where it starts otherwise."""
    if item.blocks and isinstance(item.blocks[0], Paragraph):
        return item.blocks[0], item.blocks[1:]
    return Paragraph(()), item.blocks
