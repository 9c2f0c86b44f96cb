"""Writing PDF: a document as pages, with embedded fonts, links and bookmarks.

    document -> flow (strips) -> pages -> content -> objects -> bytes
                                   |
                                measuring

`flow` sets every block as strips that are never broken, `pages` decides where they stand, so that the
number of pages is known before anything is painted, `content` paints them page by page, `tags` says what
each part is. The file is tagged and fit for archives: PDF/UA-1 and PDF/A-2a. reportlab's canvas keeps
its pages, outline and properties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from legation.writing.pdf.measuring import Measure, Over

if TYPE_CHECKING:
    from legation.model.document import Document
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts
    from legation.writing.pdf.book import Book
    from legation.writing.pdf.styles import Styles

__all__ = ["Measure", "Over", "Pdf", "lay_out", "measure", "write"]


class Pdf(Struct, frozen=True):
    """A PDF file, and how many pages it has."""

    data: bytes
    pages: int


def write(document: Document, theme: Theme, fonts: Fonts) -> Pdf:
    """The document as a PDF file; it must be settled.

    Raises:
        OSError: The theme's logo cannot be read.
    """
    return lay_out(document, theme, fonts).written()


def measure(
    document: Document, theme: Theme, fonts: Fonts, styles: Styles | None = None
) -> Measure:
    """How many pages the document takes, and what is beyond those it may have; it must be settled.

    Args:
        document: Settled.
        theme: Its theme.
        fonts: The theme's.
        styles: How its paragraphs are set, where not as the theme has it.

    Raises:
        OSError: The theme's logo cannot be read.
    """
    from legation.writing.pdf.book import Book

    return Book(document, theme, fonts, counted=True, styles=styles).measure()


def lay_out(document: Document, theme: Theme, fonts: Fonts, *, counted: bool = False) -> Book:
    """The document parted into pages, to be measured, written or both; it must be settled.

    One that is only to be measured is done sooner if its lines are but counted.

    Raises:
        OSError: The theme's logo cannot be read.
    """
    from legation.writing.pdf.book import Book

    return Book(document, theme, fonts, counted=counted)
