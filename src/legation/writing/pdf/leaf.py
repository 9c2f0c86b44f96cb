"""A leaf: a drawing as a PDF file of one page, with nothing in it but what it takes to draw it.

It is for PDFium to draw a picture from, not for readers: neither tagged nor described. That needs nothing
of reportlab, whose import would make a build of a Word file an eighth longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.model.drawing import Ink
from legation.writing.pdf.content import Artifact, Content
from legation.writing.pdf.drawing import paint
from legation.writing.pdf.file import File
from legation.writing.pdf.objects import number, reference, stream
from legation.writing.pdf.pens import TypeCase

if TYPE_CHECKING:
    from legation.model.drawing import Drawing
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

_UNNAMED = b"00" * 16  # no other file refers to it


def write(drawing: Drawing, theme: Theme, fonts: Fonts) -> bytes:
    """The drawing as a file whose page is as large, on paper of the theme's colour."""
    size = drawing.width, drawing.height
    case = TypeCase(fonts)
    content = Content(0, drawing.height, theme.colours)
    content.belongs_to(Artifact.DECORATION)
    content.rectangle((0.0, 0.0), size, Ink.PAPER)
    paint(content, case, drawing.shapes, 0.0, 0.0, Artifact.DECORATION)
    leaf = _Leaf()
    case.lend(leaf)
    return leaf.finished(size, content.finished())


class _Leaf:
    """The file as it grows."""

    def __init__(self) -> None:
        self._file = File()
        self._last = 0
        self._fonts: list[str] = []

    def add(self, body: bytes) -> int:
        """Make the bytes an object; its number is returned."""
        self._last += 1
        self._file.put(self._last, body)
        return self._last

    def add_font(self, name: str, font: int) -> None:
        """Let the page use the font by that name."""
        self._fonts.append(f"/{name} {font} 0 R")

    def finished(self, size: tuple[float, float], content: str) -> bytes:
        """The file, its page of that size with these operators (7.7)."""
        operators = self.add(stream(content.encode("ascii"), compress=False))
        pages = self._last + 2  # behind its only page
        page = self.add(
            b"<</Type/Page/Parent %b/MediaBox[0 0 %b]/Resources<</Font<<%b>>>>/Contents %b>>"
            % (
                reference(pages),
                " ".join(map(number, size)).encode(),
                "".join(self._fonts).encode(),
                reference(operators),
            )
        )
        self.add(b"<</Type/Pages/Count 1/Kids[%b]>>" % reference(page))
        root = self.add(b"<</Type/Catalog/Pages %b>>" % reference(pages))
        info = self.add(b"<<>>")
        return self._file.finished(self._last, root, info, _UNNAMED)
