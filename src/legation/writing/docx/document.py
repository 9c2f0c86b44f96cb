"""A document as a Word file: its body, header, footer and properties, in a package of our own."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from legation.writing.docx import fields, package, styles
from legation.writing.docx.body import Body
from legation.writing.docx.markup import clean, parse

if TYPE_CHECKING:
    from docx.document import Document as Opened
    from docx.oxml.xmlchemy import BaseOxmlElement

    from legation.model.document import Document
    from legation.model.theme import Theme

_PROPERTY_LENGTH = 255  # python-docx refuses a longer one


def write(document: Document, theme: Theme) -> bytes:
    """The document as the bytes of a .docx file (ISO/IEC 29500, transitional).

    The document must be settled: its columns have widths, its timelines are figures. The same
    document and theme give the same bytes.

    Raises:
        TypeError: A timeline is still to be laid out.
        OSError: The theme's logo cannot be read.
        docx.image.exceptions.UnrecognizedImageError: It is neither PNG nor JPEG.
    """
    opened = package.open_base(styles.values(theme, document.language))
    body = Body(document, theme, opened.part)
    section = opened.sections[0]
    _replace_body(opened, body.xml())
    _fill(opened.part.numbering_part.element, body.numbering.xml())
    _fill(section.header.part.element, fields.header(document))
    _fill(section.footer.part.element, fields.footer(document))
    _set_properties(opened, document)
    return package.pack(opened)


def _replace_body(opened: Opened, content: str) -> None:
    """Set the body in one go, before its section properties."""
    root = opened.element
    old, new = root.body, parse("w:body", content)
    new.append(old.sectPr)
    root.replace(old, new)


def _fill(element: BaseOxmlElement, content: str) -> None:
    """Append the few elements that a part beside the body needs."""
    element.extend(list(parse("w:body", content)))


def _set_properties(opened: Opened, document: Document) -> None:
    """Set the core properties, by the day that the document speaks from and never by the clock."""
    properties = opened.core_properties
    words = {
        "title": document.title,
        "author": document.author,
        "subject": document.subject,
        "keywords": ", ".join(document.keywords),
        "language": document.language,
    }
    for name, value in words.items():
        if value:
            setattr(properties, name, clean(value)[:_PROPERTY_LENGTH])
    properties.created = properties.modified = datetime.combine(document.as_of, time(), UTC)
