"""reportlab's canvas, taught to take objects that are ready as bytes.

reportlab keeps the catalogue, the tree of pages, the outline and the information dictionary. Pages and
what goes into them are made by us, and the settings by which reportlab lets an environment change its
output are pinned.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import contextmanager
from itertools import count, takewhile
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from legation.writing.pdf.file import File
from legation.writing.pdf.objects import reference, stream, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

_PINNED = {"invariant": 1, "pdfComments": 0, "pdfMultiLine": 0, "canvas_baseColor": None}

# Of the bytes of PDFDocEncoding these mean nothing, and these at the start another encoding (D.2, 7.9.2.2).
_MISTAKEN = re.compile("[\x7f\x9f\xad]|^(?:\xfe\xff|\xff\xfe|\xef\xbb\xbf)")
_OF_BOOKMARKS = ("Count", "Dest", "First", "Last", "Next", "Parent", "Prev", "Title")


@contextmanager
def pinned_settings() -> Iterator[None]:
    """Run with the settings that we rely on, whatever the environment or a settings file says."""
    before = {name: getattr(rl_config, name) for name in _PINNED}
    vars(rl_config).update(_PINNED)
    try:
        yield
    finally:
        vars(rl_config).update(before)


def said(text: str) -> pdfdoc.PDFString:
    """A text string of reportlab's own objects: in PDFDocEncoding, or UTF-16 where that would not do."""
    text = whole(text)
    return pdfdoc.PDFString(text, enc="utf-16" if _MISTAKEN.search(text) else "auto")


class _Page(pdfdoc.PDFPage):
    """A page whose bytes are ready: there may be very many, and reportlab's own take long to format."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def format(self, document: Any) -> bytes:
        """Its bytes, as reportlab asks for them."""
        return self._body


class Sheets(Canvas):
    """The file as it grows, page by page.

    Attributes:
        put: Sets the bytes of an object, by its number.
    """

    # What we rely on of reportlab's inner workings, which it does not publish the types of.
    _doc: Any
    _annotationrefs: list[bytes]
    _pagesize: tuple[float, float]

    def __init__(self, size: tuple[float, float], language: str) -> None:
        super().__init__("", pagesize=size, invariant=1, lang=language)
        self._document = self._doc
        self._file = File()
        self.put = self._file.put
        self._images: dict[str, int] = {}
        self._resources = self.reserve()
        self._digest = hashlib.sha256()
        self._bookmarks = 0

    def _make_preamble(self) -> None:
        """None: reportlab's sets Helvetica, a font that would not be embedded."""
        self._preamble = ""

    def reserve(self, objects: int = 1) -> int:
        """The number of the first of so many new objects, whose bytes come later."""
        first: int = self._document.objectcounter + 1
        self._document.objectcounter += objects
        return first

    def add(self, body: bytes) -> int:
        """Make the bytes an object; its number is returned."""
        place = self.reserve()
        self.put(place, body)
        return place

    def describe(self, title: str, author: str, subject: str, keywords: str) -> None:
        """Set what the information dictionary (14.3.3) says of the document."""
        info = self._document.info
        info.title, info.author = said(title), said(author)
        info.subject, info.keywords = said(subject), said(keywords)

    def set_catalogue(self, key: str, value: bytes) -> None:
        """Set an entry of the document's catalogue (7.7.2)."""
        catalogue = self._document.Catalog
        catalogue.__NoDefault__ = [*catalogue.__NoDefault__, key]
        setattr(catalogue, key, value)

    def add_font(self, name: str, font: int) -> None:
        """Let every page use the font by that name."""
        self._document.idToObject[pdfdoc.BasicFonts].dict[name] = reference(font)

    def add_image(self, name: str, body: bytes) -> None:
        """Let every page use the image by that name."""
        self._images[name] = self.add(body)

    def add_annotation(self) -> int:
        """Reserve an annotation on the present page."""
        place = self.reserve()
        self._annotationrefs.append(reference(place))
        return place

    def add_bookmark(self, title: str, level: int, place: tuple[float, float]) -> None:
        """Let the document's outline lead to a place on the present page; levels count from 0."""
        self._bookmarks += 1
        key = f"bookmark{self._bookmarks}"
        x, y = place
        self.bookmarkPage(key, "XYZ", left=x, top=y, zoom=0)
        # A level cannot be skipped.
        level = min(level, self._document.outline.currentlevel + 1)
        self.addOutlineEntry(title, key, level)

    def add_page(self, content: str) -> None:
        """End the present page: its content is the operators given."""
        body = stream(content.encode("ascii"))
        self._digest.update(body)
        document = self._document
        # Its key in the tree from content to structure; and links follow one another as structure does.
        page = (
            b"<</Type/Page/Parent %b/MediaBox[0 0 %b]/Resources %b/Contents %b/Annots[%b]"
            b"/StructParents %d/Tabs/S>>"
        ) % (
            document.Reference(document.Pages).format(document),
            " ".join(f"{side:.4f}" for side in self._pagesize).encode(),
            *(reference(self._resources), reference(self.add(body))),
            *(b" ".join(self._annotationrefs), len(document.Pages.pages)),
        )
        self._annotationrefs = []
        document.addPage(_Page(page))

    def page_references(self) -> list[bytes]:
        """How the file refers to each of its pages so far."""
        numbers = self._document.idToObjectNumberAndVersion
        count = len(self._document.Pages.pages)
        return [reference(numbers[f"Page{page}"][0]) for page in range(1, count + 1)]

    def finished(self, seed: bytes) -> bytes:
        """The file. Its identifier is a digest of the pages and the seed."""
        document = self._document
        self._digest.update(seed)
        self.put(self._resources, self._shared())
        document.Reference(document.Catalog)
        document.Reference(document.info)
        document.Outlines.prepare(document, self)
        if document.Outlines.ready < 0:
            document.Catalog.Outlines = None
        # Objects may turn up while others are formatted.
        for place in takewhile(lambda each: each <= document.objectcounter, count(1)):
            if place in document.numberToId:
                self._file.put(place, self._formatted(place))
        numbers = document.idToObjectNumberAndVersion
        (root, _), (info, _) = (
            numbers[item.__InternalName__] for item in (document.Catalog, document.info)
        )
        identifier = self._digest.hexdigest()[:32].upper().encode()
        return self._file.finished(document.objectcounter, root, info, identifier)

    def _shared(self) -> bytes:
        """The resources of every page (7.8.3)."""
        fonts, _ = self._document.idToObjectNumberAndVersion[pdfdoc.BasicFonts]
        images = b"".join(b"/%b %d 0 R" % (n.encode(), at) for n, at in self._images.items())
        return b"<</Font %b/XObject<<%b>>>>" % (reference(fonts), images)

    def _formatted(self, place: int) -> bytes:
        """One of reportlab's own objects."""
        document = self._document
        item = document.idToObject[document.numberToId[place]]
        if isinstance(item, pdfdoc.OutlineEntryObject):
            return self._bookmark(item)
        body: bytes = pdfdoc.format(item, document, toplevel=1)
        return body

    def _bookmark(self, item: Any) -> bytes:
        """An entry of the outline: as reportlab has it, which takes most of its time for these."""
        document = self._document
        numbers = document.idToObjectNumberAndVersion
        entries = []
        for key in _OF_BOOKMARKS:
            value = getattr(item, key)
            if isinstance(value, pdfdoc.PDFObjectReference):
                entries.append(b"/%b %b" % (key.encode(), reference(numbers[value.name][0])))
            elif value is not None:
                shown = said(value) if key == "Title" else value
                entries.append(b"/%b %b" % (key.encode(), pdfdoc.format(shown, document)))
        entries[6:6] = [b"\n "] * (len(entries) > 6)
        return b"<<\n%b\n>>" % b" ".join(entries)
