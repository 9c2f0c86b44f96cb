"""PDF objects as ready bytes, and a canvas that takes them.

reportlab keeps the file: its objects, cross-references, outline and information. What goes into pages is
made by us, so the objects here write themselves (ISO 32000-1, clause 7.3), and the settings by which
reportlab lets an environment change its output are pinned.
"""

from __future__ import annotations

import hashlib
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import (
    BasicFonts,
    PDFDocument,
    PDFObject,
    PDFObjectReference,
    PDFPage,
    xObjectName,
)
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PINNED = {
    "invariant": 1,
    "pdfComments": 0,
    "pdfMultiLine": 0,
    "useA85": 0,
    "canvas_baseColor": None,
}


@contextmanager
def pinned_settings() -> Iterator[None]:
    """Run with the settings that we rely on, whatever the environment or a settings file says."""
    before = {name: getattr(rl_config, name) for name in _PINNED}
    vars(rl_config).update(_PINNED)
    try:
        yield
    finally:
        vars(rl_config).update(before)


def number(value: float) -> str:
    """A length to a hundredth of a point, which no eye or printer tells from the exact one."""
    return f"{value:.2f}"


def text_string(text: str) -> bytes:
    """A text string in UTF-16 (7.9.2.2), in hexadecimal, so that nothing needs escaping."""
    encoded = b"\xfe\xff" + text.encode("utf-16-be", "replace")
    return b"<" + encoded.hex().upper().encode() + b">"


def byte_string(data: bytes) -> bytes:
    """A literal string (7.3.4.2) of ASCII."""
    for special in (b"\\", b"(", b")"):
        data = data.replace(special, b"\\" + special)
    return b"(" + data + b")"


class Raw(PDFObject):
    """An indirect object whose bytes are ready, or made when the file is and all references are known."""

    __RefOnly__ = 1

    def __init__(self, body: bytes | Callable[[PDFDocument], bytes]) -> None:
        self.body = body

    def format(self, document: PDFDocument) -> bytes:
        """The object between `obj` and `endobj`."""
        return self.body if isinstance(self.body, bytes) else self.body(document)


class Stream(Raw):
    """A compressed stream (7.3.8); reportlab's own lacks the line end that PDF/A wants."""

    def __init__(self, data: bytes, entries: bytes = b"", *, compress: bool = True) -> None:
        if compress:
            data = zlib.compress(data)
            entries += b"/Filter/FlateDecode"
        head = b"<<%b/Length %d>>\nstream\n" % (entries, len(data))
        super().__init__(head + data + b"\nendstream\n")


class Sheets(Canvas):
    """reportlab's canvas, less what it would put on every page and into every file by itself.

    Attributes:
        document: reportlab's own object for the file.
    """

    # What we rely on of reportlab's inner workings, which it does not publish the types of.
    _doc: Any
    _formsinuse: list[str]
    _annotationrefs: list[PDFObjectReference]

    def __init__(self, size: tuple[float, float], language: str) -> None:
        super().__init__(
            "", pagesize=size, pageCompression=1, invariant=1, pdfVersion=(1, 7), lang=language
        )
        self.document = self._doc
        self._digest = hashlib.sha256()
        self._bookmarks = 0

    def _make_preamble(self) -> None:
        """None: reportlab's sets Helvetica, a font that would not be embedded."""
        self._preamble = ""

    def add(self, item: PDFObject, name: str | None = None) -> PDFObjectReference:
        """Make it an object of the file."""
        made: PDFObjectReference = self.document.Reference(item, name)
        return made

    def add_font(self, name: str, font: PDFObject) -> None:
        """Let every page use the font by that name."""
        self.document.idToObject[BasicFonts].dict[name] = self.add(font)

    def add_image(self, name: str, image: PDFObject) -> str:
        """Let the present page use the image; the name to paint it by is returned."""
        self.add(image, xObjectName(name))
        self._formsinuse.append(name)
        return xObjectName(name)

    def add_annotation(self, annotation: PDFObject) -> PDFObjectReference:
        """Put it on the present page."""
        made = self.add(annotation)
        self._annotationrefs.append(made)
        return made

    def add_bookmark(self, title: str, level: int, place: tuple[float, float]) -> None:
        """Let the document's outline lead to a place on the present page; levels count from 0."""
        self._bookmarks += 1
        key = f"bookmark{self._bookmarks}"
        x, y = place
        self.bookmarkPage(key, "XYZ", left=x, top=y, zoom=0)
        # A level cannot be skipped.
        level = min(level, self.document.outline.currentlevel + 1)
        self.addOutlineEntry(title, key, level)

    def add_page(self, content: str) -> PDFPage:
        """End the present page: its content is the operators given."""
        data = content.encode("ascii")
        self._digest.update(data)
        self.showPage()
        page: PDFPage = self.document.Pages.pages[-1]
        page.Contents = Stream(data)
        return page

    def finished(self, seed: bytes) -> bytes:
        """The file. Its identifier (14.4) is a digest of the pages and the seed."""
        self._digest.update(seed)
        identifier = self._digest.hexdigest()[:32].upper().encode()
        self.document._ID = b"\n[<%b><%b>]\n" % (identifier, identifier)
        data: bytes = self.document.GetPDFData(self)
        return data


def reference(document: Any, to: PDFObject) -> bytes:
    """How the file refers to an object that was added to it: `12 0 R`."""
    referred: bytes = document.Reference(to).format(document)
    return referred


def page_reference(document: Any, page: int) -> bytes:
    """How the file refers to a page, counted from 0."""
    return PDFObjectReference(f"Page{page + 1}").format(document)
