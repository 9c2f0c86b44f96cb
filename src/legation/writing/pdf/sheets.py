"""A PDF file as it grows page by page, and what holds the pages together (ISO 32000-1, clause 7.7)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from legation.writing.pdf.file import File
from legation.writing.pdf.links import Place
from legation.writing.pdf.objects import reference, stream, text_string
from legation.writing.pdf.outline import Outline

if TYPE_CHECKING:
    from collections.abc import Mapping


class Sheets:
    """The file as it grows.

    Args:
        language: Of the document, BCP 47.
    """

    def __init__(self, language: str) -> None:
        self._file = File()
        self._last = 0
        self._pages: list[bytes] = []
        self._annotations: list[bytes] = []
        self._fonts: dict[str, int] = {}
        self._images: dict[str, int] = {}
        self._outline = Outline()
        self._digest = hashlib.sha256()
        self._tree, self._resources, self._information = (self.reserve() for _ in range(3))
        self._catalogue = {"Pages": reference(self._tree), "Lang": text_string(language)}

    def reserve(self) -> int:
        """The number of a new object, whose bytes come later."""
        self._last += 1
        return self._last

    def put(self, place: int, body: bytes) -> None:
        """Set the bytes of an object."""
        self._file.put(place, body)

    def add(self, body: bytes) -> int:
        """Make the bytes an object; its number is returned."""
        place = self.reserve()
        self.put(place, body)
        return place

    def set_catalogue(self, key: str, value: bytes) -> None:
        """Set an entry of the document's catalogue (7.7.2)."""
        self._catalogue[key] = value

    def set_information(self, properties: Mapping[str, str]) -> None:
        """Set the information dictionary (14.3.3), which must be done once."""
        entries = (b"/%b%b" % (k.encode(), text_string(v)) for k, v in properties.items() if v)
        self.put(self._information, b"<<%b>>" % b"".join(entries))

    def add_font(self, name: str, font: int) -> None:
        """Let every page use the font by that name."""
        self._fonts[name] = font

    def add_image(self, name: str, body: bytes) -> None:
        """Let every page use the image by that name."""
        self._images[name] = self.add(body)

    def add_annotation(self) -> int:
        """Reserve an annotation on the present page."""
        place = self.reserve()
        self._annotations.append(reference(place))
        return place

    def add_bookmark(self, title: str, level: int, place: tuple[float, float]) -> None:
        """Let the document's outline lead to a place on the present page; levels count from 0."""
        self._outline.add(title, level, Place(len(self._pages), *place))

    def add_page(self, content: str, size: tuple[float, float]) -> None:
        """End the present page: its content is the operators given."""
        body = stream(content.encode("ascii"))
        self._digest.update(body)
        # Its key in the tree from content to structure; and links follow one another as structure does.
        page = (
            b"<</Type/Page/Parent %b/MediaBox[0 0 %b]/Resources %b/Contents %b/Annots[%b]"
            b"/StructParents %d/Tabs/S>>"
        ) % (
            reference(self._tree),
            " ".join(f"{side:.4f}" for side in size).encode(),
            *(reference(self._resources), reference(self.add(body))),
            *(b" ".join(self._annotations), len(self._pages)),
        )
        self._annotations = []
        self._pages.append(reference(self.add(page)))

    def page_references(self) -> list[bytes]:
        """How the file refers to each of its pages so far."""
        return self._pages

    def finished(self, seed: bytes) -> bytes:
        """The file. Its identifier is a digest of the pages and the seed."""
        self._digest.update(seed)
        named = (_named(self._fonts), _named(self._images))
        self.put(self._resources, b"<</Font<<%b>>/XObject<<%b>>>>" % named)
        kids = (len(self._pages), b" ".join(self._pages))
        self.put(self._tree, b"<</Type/Pages/Count %d/Kids[%b]>>" % kids)
        outline = self._outline.put(self)
        if outline is not None:
            self.set_catalogue("Outlines", reference(outline))
        entries = (b"/%b %b" % (key.encode(), value) for key, value in self._catalogue.items())
        root = self.add(b"<</Type/Catalog%b>>" % b"".join(entries))
        identifier = self._digest.hexdigest()[:32].upper().encode()
        return self._file.finished(self._last, root, self._information, identifier)


def _named(objects: Mapping[str, int]) -> bytes:
    """The inside of a dictionary of objects by their names."""
    return b"".join(b"/%b %b" % (name.encode(), reference(at)) for name, at in objects.items())
