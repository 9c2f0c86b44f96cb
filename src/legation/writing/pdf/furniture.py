"""What stands on every page around the column: the marking, the running title, the page's number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.model.drawing import Align, Ink
from legation.writing.pdf.content import Artifact
from legation.writing.pdf.drawing import indent

if TYPE_CHECKING:
    from legation.model.document import Document
    from legation.model.theme import Page
    from legation.text.breaking import Line
    from legation.writing.pdf.content import Content
    from legation.writing.pdf.inlines import Setter
    from legation.writing.pdf.strips import Run
    from legation.writing.pdf.styles import Styles

MILLIMETRE = 72 / 25.4
_EDGE = 10 * MILLIMETRE
_NEAREST_EDGE = 5 * MILLIMETRE
_GAP = 11.0
_RULE = 0.5
_ABOVE_MARKING = 3.0


class Furniture:
    """The head and foot of every page, and the column that they leave.

    Attributes:
        left, width: Of the column, in points from the sheet's left.
        top, bottom: Of the column, in points from the sheet's top.
    """

    def __init__(self, document: Document, page: Page, setter: Setter, styles: Styles) -> None:
        self._document = document
        self._setter = setter
        self._styles = styles
        style = styles.page
        self._sheet = page
        self.left = page.left * MILLIMETRE
        self.width = page.text_width
        strong = replace(style, ink=Ink.TEXT, bold=True)
        marking = document.marking
        self._marking = setter.plain(marking, strong, self.width) if marking else []
        self._digest = setter.plain(document.digest, styles.digest, self.width)
        # The title keeps clear of the digest, which stands in the middle.
        room = (self.width - self._digest[0].width) / 2 - _GAP
        self._title = setter.plain(document.running_title, style, room)
        head = len(self._marking) * style.leading
        foot = head + len(self._title) * style.leading + _ABOVE_MARKING + _GAP
        self._edge_top = self._edge(page.top * MILLIMETRE, head)
        self._edge_bottom = self._edge(page.bottom * MILLIMETRE, foot)
        self.top = max(page.top * MILLIMETRE, self._edge_top + head + (_GAP if head else 0))
        self.bottom = page.height - max(page.bottom * MILLIMETRE, self._edge_bottom + foot)

    def _edge(self, margin: float, height: float) -> float:
        """How far from the sheet's edge it stands: less where the margin is small."""
        return max(_NEAREST_EDGE, min(_EDGE, (margin - height) / 2))

    def paint(self, content: Content, page: int, pages: int) -> None:
        """Paint the head and foot of a page, counted from 1, of so many."""
        leading = self._styles.page.leading
        self._stack(content, Artifact.HEADER, self._marking, self._edge_top, Align.CENTRE)
        height = len(self._marking) * leading
        y = self._sheet.height - self._edge_bottom - height
        self._stack(content, Artifact.FOOTER, self._marking, y, Align.CENTRE)
        y -= len(self._title) * leading + (_ABOVE_MARKING if height else 0.0)
        rule = y - 3.0
        content.belongs_to(Artifact.FOOTER)
        content.segment((self.left, rule), (self.left + self.width, rule), Ink.RULE, _RULE)
        start, end = (Align.END, Align.START) if self._setter.turned else (Align.START, Align.END)
        self._stack(content, Artifact.FOOTER, self._title, y, start)
        self._stack(content, Artifact.FOOTER, self._digest, y, Align.CENTRE)
        label = self._document.page_label.replace("{pages}", str(pages))
        label = label.replace("{page}", str(page))
        numbered = self._setter.plain(label, self._styles.page, self.width)
        self._stack(content, Artifact.FOOTER, numbered, y, end)

    def _stack(
        self, content: Content, what: Artifact, lines: list[Line[Run]], y: float, align: Align
    ) -> None:
        for line in lines:
            if line.spans:
                x = self.left + indent(align, self.width - line.width)
                baseline = y + line.spans[0].run.pen.baseline(self._styles.page.leading)
                content.line(x, baseline, line, what)
            y += self._styles.page.leading
