"""Writing PDF: a document as pages, with embedded fonts, links and bookmarks.

    document -> flow (strips) -> pages -> content -> objects -> bytes

`flow` sets every block as strips that are never broken, `pages` decides where they stand, so that the
number of pages is known before anything is painted, `content` paints them page by page, `tags` says what
each part is. The file is tagged and fit for archives: PDF/UA-1 and PDF/A-2a. reportlab's canvas keeps
its pages, outline and properties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from legation.model.document import Document
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts


class Pdf(Struct, frozen=True):
    """A PDF file, and how many pages it has."""

    data: bytes
    pages: int


def write(document: Document, theme: Theme, fonts: Fonts) -> Pdf:
    """The document as a PDF file; it must be settled.

    Raises:
        OSError: The theme's logo cannot be read.
    """
    from legation.writing.pdf.book import Book

    book = Book(document, theme, fonts)
    return Pdf(book.written(), len(book.pages))
