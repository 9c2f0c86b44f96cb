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
    from legation.text.lines import Line
    from legation.writing.pdf.content import Content
    from legation.writing.pdf.inlines import Setter
    from legation.writing.pdf.strips import Run
    from legation.writing.pdf.styles import Styles

MILLIMETRE = 72 / 25.4
_EDGE = 10 * MILLIMETRE
_NEAREST_EDGE = 5 * MILLIMETRE
_GAP = 11.0
_RULE = 0.5
_ABOVE = 3.0  # the marking, or beneath it
_MOST_PAGES = 888  # of which the number is sure to find room; one digit more still keeps clear


class Furniture:
    """The head and foot of every page, and the column that they leave.

    Attributes:
        sheet: The sheet, which may be turned.
        left, width: Of the column, in points from the sheet's left.
        top, bottom: Of the column, in points from the sheet's top.
        above: The room free above the column, up to the marking or to what printers leave white.
    """

    def __init__(self, document: Document, page: Page, setter: Setter, styles: Styles) -> None:
        self._document = document
        self._setter = setter
        self._styles = styles
        style = styles.page
        self.sheet = page
        self.left = page.left * MILLIMETRE
        self.width = page.text_width
        strong = replace(style, ink=Ink.TEXT, bold=True)
        marking = document.marking
        self._marking = setter.plain(marking, strong, self.width) if marking else []
        self._digest = setter.plain(document.digest, styles.digest, self.width)
        self._title, lines = self._running_title()
        head = len(self._marking) * style.leading
        self._titled = lines * style.leading
        foot = head + self._titled + _ABOVE + _GAP
        self._edge_top = self._edge(page.top * MILLIMETRE, head)
        self._edge_bottom = self._edge(page.bottom * MILLIMETRE, foot)
        self.top = max(page.top * MILLIMETRE, self._edge_top + head + (_GAP if head else 0))
        self.above = self.top - (self._edge_top + head + _ABOVE if head else _NEAREST_EDGE)
        self.bottom = page.height - max(page.bottom * MILLIMETRE, self._edge_bottom + foot)

    @property
    def height(self) -> float:
        """The height of the column in points."""
        return self.bottom - self.top

    def _edge(self, margin: float, height: float) -> float:
        """How far from the sheet's edge it stands: less where the margin is small."""
        return max(_NEAREST_EDGE, min(_EDGE, (margin - height) / 2))

    def _running_title(self) -> tuple[list[Line[Run]], int]:
        """The title, and how many lines it takes with the number: it is beside it, or above it."""
        text, style = self._document.running_title, self._styles.page
        numbered = self._number(_MOST_PAGES, _MOST_PAGES)[0].width
        room = self.width - self._apart(numbered) - self._digest[0].width - _GAP
        if room >= self.width / 3:
            title = self._setter.plain(text, style, room)
            return title, len(title)
        title = self._setter.plain(text, style, self.width)
        return title, len(title) + 1

    def _number(self, page: int, pages: int) -> list[Line[Run]]:
        label = self._document.page_label.replace("{pages}", str(pages))
        label = label.replace("{page}", str(page))
        return self._setter.plain(label, self._styles.page, self.width)

    def _apart(self, numbered: float) -> float:
        """How far from the side the digest stands, beside a number of a width; an em away, as in Word."""
        return numbered + self._styles.digest.size if numbered else 0.0

    def paint(self, content: Content, page: int, pages: int) -> None:
        """Paint the head and foot of a page, counted from 1, of so many."""
        leading = self._styles.page.leading
        self._stack(content, Artifact.HEADER, self._marking, self._edge_top, Align.CENTRE)
        height = len(self._marking) * leading
        y = self.sheet.height - self._edge_bottom - height
        self._stack(content, Artifact.FOOTER, self._marking, y, Align.CENTRE)
        y -= self._titled + (_ABOVE if height else 0.0)
        rule = y - 3.0
        content.belongs_to(Artifact.FOOTER)
        content.segment((self.left, rule), (self.left + self.width, rule), Ink.RULE, _RULE)
        start, end = (Align.END, Align.START) if self._setter.turned else (Align.START, Align.END)
        self._stack(content, Artifact.FOOTER, self._title, y, start)
        numbered = self._number(page, pages)
        y += self._titled - leading  # beside the title's last line, or beneath it
        apart = self._apart(numbered[0].width)
        self._stack(content, Artifact.FOOTER, self._digest, y, end, apart)
        self._stack(content, Artifact.FOOTER, numbered, y, end)

    def _stack(
        self,
        content: Content,
        what: Artifact,
        lines: list[Line[Run]],
        y: float,
        align: Align,
        apart: float = 0.0,
    ) -> None:
        """Paint lines beneath one another, so far apart from their side."""
        for line in lines:
            if line.spans:
                x = self.left + indent(align, self.width - line.width)
                x += apart if align is Align.START else -apart
                baseline = y + line.spans[0].run.pen.baseline(self._styles.page.leading)
                content.line(x, baseline, line, what)
            y += self._styles.page.leading
