"""The document's properties: for viewers, search and archives (ISO 32000-1, clause 14.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legation.model.document import Document
    from legation.writing.pdf.objects import Sheets

CREATOR = "Legation"
PRODUCER = "ReportLab"


def describe(sheets: Sheets, document: Document) -> None:
    """Set the information dictionary, and that windows show the title rather than the file's name.

    The file counts as made at midnight UTC of the document's as-of date, never by the clock.
    """
    sheets.setTitle(document.title)
    sheets.setAuthor(document.author)
    sheets.setSubject(document.subject)
    sheets.setKeywords(", ".join(document.keywords))
    sheets.setCreator(CREATOR)
    sheets.setProducer(PRODUCER)
    made = f"D:{document.as_of:%Y%m%d}000000+00'00'"
    sheets.setDateFormatter(lambda *_: made)
    sheets.setViewerPreference("DisplayDocTitle", "true")
