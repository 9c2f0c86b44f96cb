"""A drawing as a file of its own: one page as large as it, for slides, web pages and other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.model.document import Document
from legation.model.drawing import MARGIN, Ink
from legation.writing.pdf.content import Artifact, Content
from legation.writing.pdf.drawing import paint
from legation.writing.pdf.metadata import describe
from legation.writing.pdf.pens import TypeCase
from legation.writing.pdf.sheets import Sheets, pinned_settings
from legation.writing.pdf.tags import Element, add_structure

if TYPE_CHECKING:
    from datetime import date

    from legation.model.drawing import Drawing
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts


def write(
    drawing: Drawing,
    title: str,
    description: str,
    theme: Theme,
    fonts: Fonts,
    language: str,
    as_of: date,
) -> bytes:
    """The drawing as a PDF file of one page, tagged and fit for archives (PDF/UA-1, PDF/A-2a).

    Args:
        drawing: Painted on paper of the theme's colour.
        title: Of the file, in its properties and its window.
        description: What the drawing shows, for those who cannot see it.
        theme: Its colours.
        fonts: Its fonts.
        language: Of the text, BCP 47.
        as_of: The day that it speaks from, on which the file counts as made.
    """
    size = width, height = drawing.width + 2 * MARGIN, drawing.height + 2 * MARGIN
    root = Element("Document")
    figure = Element("Figure", root, alternative=description)
    figure.bound(MARGIN, MARGIN, width - MARGIN, height - MARGIN)
    case = TypeCase(fonts)
    content = Content(0, height, theme.colours)
    content.belongs_to(Artifact.DECORATION)
    content.rectangle((0.0, 0.0), size, Ink.PAPER)
    paint(content, case, drawing.shapes, MARGIN, MARGIN, figure)
    with pinned_settings():
        sheets = Sheets(size, language)
        seed = describe(sheets, Document("", title, language, as_of, ()))
        sheets.add_page(content.finished())
        case.embed(sheets)
        add_structure(sheets, root, [content.marked], [])
        return sheets.finished(seed)
