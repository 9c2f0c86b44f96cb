"""Blocks to strips: the document as one long column, ready to be parted into pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from legation.model.document import (
    Contents,
    Figure,
    Footnote,
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
from legation.model.drawing import Ink
from legation.writing.directions import plain_text
from legation.writing.pdf.contents import contents_strips
from legation.writing.pdf.footnotes import Footnotes
from legation.writing.pdf.inlines import Setter, height
from legation.writing.pdf.strips import Bar, Placed, Strip
from legation.writing.pdf.tables import RowSetter, table_strips
from legation.writing.pdf.tags import Element

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from legation.model.document import Block, Inlines, ListItem
    from legation.text.lines import Line
    from legation.writing.pdf.furniture import Furniture
    from legation.writing.pdf.strips import Run
    from legation.writing.pdf.styles import Style, Styles

_BULLETS = ("•", "–")
_FIGURE = re.compile("[0-9]")
_BAR_WIDTH = 2.5
_CHANGED_WIDTH, _CHANGED_GAP = 1.5, 6.0  # of the bar in the margin, and between it and the text
_INTRODUCTION = 3  # lines; a longer one may stand at a page's foot
_NUMBERING = {
    ListKind.BULLET: b"/O/List/ListNumbering/Disc",
    ListKind.NUMBER: b"/O/List/ListNumbering/Decimal",
    ListKind.POINT: b"/O/List/ListNumbering/Decimal",
    ListKind.SOURCE: b"/O/List/ListNumbering/Decimal",
}
# The same as in Word, so that lines break at the same words; wide labels need more.
_HANGS = {
    ListKind.BULLET: 18.0,
    ListKind.NUMBER: 18.0,
    ListKind.POINT: 24.0,
    ListKind.SOURCE: 30.0,
}


class Place(NamedTuple):
    """Where and how the items of a list are set: their text hangs to the right of their labels."""

    style: Style
    left: float
    hang: float
    depth: int


class Flow:
    """Sets blocks in a column.

    Attributes:
        setter: Sets their inlines.
        styles: Their styles.
        width, height: Of the present column, and of it on a single page: by whether the sheet is turned.
        above: The room free above it.
        footnotes: Sets its footnotes.
        changed: The bar in the margin beside what has changed, at the side where the document begins.
    """

    rows = RowSetter
    """What sets the rows of its tables."""

    def __init__(self, setter: Setter, styles: Styles, columns: Mapping[bool, Furniture]) -> None:
        self.setter = setter
        self.styles = styles
        self._columns = columns
        self._stand_on(landscape=False)
        self.footnotes = Footnotes(self)
        self._titled = False

    def strips(self, blocks: Iterable[Block], root: Element) -> list[Strip]:
        """All strips of the blocks, their elements put under the root."""
        strips: list[Strip] = []
        new_page = landscape = text = annex = False
        self._stand_on(landscape=False)
        before: Block | None = None
        for block in blocks:
            if isinstance(block, PageBreak):
                new_page, landscape = bool(strips), block.landscape
                self._stand_on(landscape=landscape)
                text, annex = text or block.cover, annex or block.annex
                continue
            made = self._block(block, root, before)
            if not made:
                continue
            made[0].new_page, made[0].text, made[0].annex = new_page, text, annex
            new_page = text = annex = False
            if landscape:
                _turn(made)
            if _attributes(before, block):
                strips[-1].keep = True
            if _introduces(before, block) and len(made) <= _INTRODUCTION:
                made[-1].keep = True
            strips += made
            before = block
        return strips

    def _stand_on(self, *, landscape: bool) -> None:
        column = self._columns[landscape]
        self.width, self.height, self.above = column.width, column.height, column.above
        gap = _CHANGED_GAP
        side = self.width + gap if self.setter.turned else -gap - _CHANGED_WIDTH
        self.changed = Bar(side, _CHANGED_WIDTH, Ink.TEXT)

    def _block(self, block: Block, parent: Element, before: Block | None) -> list[Strip]:
        match block:
            case Title(inlines):
                self._titled = True
                return self.set(inlines, self.styles.title, Element("H1", parent))
            case Heading():
                return self._heading(block, parent)
            case Paragraph(inlines, role, changed):
                strips = self.set(inlines, self.styles.roles[role], Element("P", parent))
                return self.marked(strips) if changed else strips
            case List():
                return self._list(block, parent)
            case Table():
                name = _title(before) if isinstance(before, Heading) else ""
                return table_strips(block, self, parent, block.caption or name)
            case Figure():
                return self._figure(block, parent)
            case Contents():
                return contents_strips(block, self, parent)
            case PageBreak() | Timeline() | Passage():
                raise TypeError(f"a settled document has no {type(block).__name__} here")

    def set(
        self, inlines: Inlines, style: Style, owner: Element, left: float = 0.0, hang: float = 0.0
    ) -> list[Strip]:
        """A paragraph: a strip a line, none of which is left alone on a page.

        Args:
            inlines: What it says.
            style: How it is set.
            owner: Its element.
            left: How far it stands from the left of the column.
            hang: The room before it, of its label: at its right where it runs from right to left.
        """
        width = self.width - left - hang - style.left - style.right
        lines = self.setter.lines(inlines, style, width, owner)
        return self.stacked(lines, style, owner, left, hang)

    def stacked(
        self,
        lines: list[Line[Run]],
        style: Style,
        owner: Element,
        left: float = 0.0,
        hang: float = 0.0,
    ) -> list[Strip]:
        """The lines of a paragraph as strips, as `set` has them."""
        pen = self.setter.pen(style)
        before = hang + style.left
        turned = lines[0].turned
        side = self.width - hang - _BAR_WIDTH if turned else left + hang
        bar = Bar(side, _BAR_WIDTH, Ink.ACCENT) if style.bar else None
        strips = []
        for line in lines:
            x = self.width - before - line.width if turned else left + before
            tall = height(line, style.leading)
            placed = Placed(x, pen.baseline(tall), line, owner)
            strips.append(Strip(tall, texts=[placed], bar=bar))
        if self.setter.noted:
            for strip in strips:
                self.footnotes.attach(strip)
        return spaced(strips, style)

    def marked(self, strips: list[Strip]) -> list[Strip]:
        """The strips, a bar beside them, which goes on where what follows has changed too."""
        for strip in strips:
            strip.changed = self.changed
        return strips

    def _heading(self, heading: Heading, parent: Element) -> list[Strip]:
        # PDF 1.7 knows six levels, and the title has the first.
        element = Element(f"H{min(heading.level + self._titled, 6)}", parent)
        strips = self.set(heading.inlines, self.styles.heading(heading.level), element)
        strips[0].outline = (heading.level - 1, _title(heading))
        strips[0].anchors.append(heading.anchor)
        return strips

    def _figure(self, figure: Figure, parent: Element) -> list[Strip]:
        strips = self.caption(figure.caption, Element("P", parent)) if figure.caption else []
        # Room for the caption, and for a heading above it.
        room = self.height - 4 * self.styles.unit - sum(strip.height for strip in strips)
        drawing = figure.drawing.no_larger(self.width, max(room, self.height / 3))
        element = Element("Figure", parent, alternative=figure.description)
        picture = Strip(
            drawing.height,
            after=self.styles.space,
            shapes=drawing.shapes,
            picture=element,
            width=drawing.width,
        )
        return [*strips, picture]

    def caption(self, caption: str, owner: Element) -> list[Strip]:
        """The caption of what follows it."""
        lines = self.setter.plain(caption, self.styles.caption, self.width)
        if any(line.order for line in lines):
            owner.actual = caption
        return self.stacked(lines, self.styles.caption, owner)

    def _list(self, block: List, parent: Element, left: float = 0.0, depth: int = 0) -> list[Strip]:
        if not block.items:
            return []
        element = self.element("L", parent, _NUMBERING[block.kind])
        labels = _labels(block, depth)
        style = self.styles.items[block.kind]
        room = _widest(labels, self.setter.pen(style).measure)
        hang = max(_HANGS[block.kind], room + 0.45 * style.size)
        strips: list[Strip] = []
        place = Place(style, left, hang, depth)
        for label, item in zip(labels, block.items, strict=True):
            strips += self._item(item, label, element, place)
        strips[-1].after = self.styles.space / 2
        return strips

    def _item(self, item: ListItem, label: str, parent: Element, place: Place) -> list[Strip]:
        style, left, hang, depth = place
        element = self.element("LI", parent)
        label_element = self.element("Lbl", element)
        body = self.element("LBody", element) if item.blocks else element
        strips: list[Strip] = []
        for block in item.blocks:
            if isinstance(block, List):
                strips += self._list(block, body, left + hang, depth + 1)
            else:
                own = style if block.role is Role.BODY else self.styles.roles[block.role]
                made = self.set(block.inlines, own, self.element("P", body), left, hang)
                strips += self.marked(made) if block.changed else made
                strips[-1].after = self.styles.space / 4
            if block is item.blocks[0] and len(item.blocks) > 1:
                strips[-1].keep = True  # what bears the label stays with what it introduces
        strips = strips or [Strip(style.leading)]
        strips[-1].after = max(strips[-1].after, style.after)
        self._put_label(label, strips[0], label_element, place)
        strips[0].anchors += filter(None, [item.anchor])
        return strips

    def element(self, role: str, parent: Element, attributes: bytes = b"") -> Element:
        """An element of a list."""
        return Element(role, parent, attributes)

    def _put_label(self, label: str, strip: Strip, owner: Element, place: Place) -> None:
        """Put the label of an item beside its first line."""
        style, left, hang, _ = place
        turned = any(text.line.turned for text in strip.texts)
        line = self.setter.plain(label, style, hang, turned=turned)[0]
        if line.order:
            owner.actual = label
        baseline = self.setter.pen(style).baseline(strip.height)
        x = self.width - line.width if turned else left
        strip.texts.insert(0, Placed(x, baseline, line, owner))


def spaced(strips: list[Strip], style: Style) -> list[Strip]:
    """The lines of a paragraph, with the space around them, and kept together as its style has it."""
    strips[0].before = style.before
    strips[-1].after = style.after
    if style.whole:
        _keep(strips[:-1])
    else:
        # Neither the first nor the last line stands alone on a page.
        _keep(strips[:-1][:1] + strips[:-1][-1:])
    strips[-1].keep = style.keep
    return strips


def _title(heading: Heading) -> str:
    """The words of a heading, without the numbers of its notes."""
    return plain_text(tuple(i for i in heading.inlines if not isinstance(i, Footnote)))


def _labels(block: List, depth: int) -> list[str]:
    numbers = range(block.start, block.start + len(block.items))
    match block.kind:
        case ListKind.BULLET:
            return [_BULLETS[min(depth, len(_BULLETS) - 1)]] * len(block.items)
        case ListKind.NUMBER | ListKind.POINT:
            return [f"{number}." for number in numbers]
        case ListKind.SOURCE:
            return [f"[{number}]" for number in numbers]


def _widest(labels: Iterable[str], measure: Callable[[str], float]) -> float:
    """The width of the longest of a list's labels, as if each of its figures were the widest."""
    figure = max("0123456789", key=measure)
    return measure(_FIGURE.sub(figure, max(labels, key=len)))


def _keep(strips: Iterable[Strip]) -> None:
    for strip in strips:
        strip.keep = True


def _turn(strips: Iterable[Strip]) -> None:
    for strip in strips:
        strip.landscape = True


def _attributes(before: Block | None, block: Block) -> bool:
    """Whether the block says who is quoted in the one before it."""
    match before, block:
        case Paragraph(role=Role.QUOTE), Paragraph(role=Role.ATTRIBUTION):
            return True
    return False


def _introduces(before: Block | None, block: Block) -> bool:
    """Whether the block is words beneath a heading, which stay with what they introduce."""
    return isinstance(before, Heading) and isinstance(block, Paragraph)
