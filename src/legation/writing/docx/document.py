"""A document as a Word file: its body, header, footer and properties, in a package of our own."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from legation.text.bidi import is_latin, turns
from legation.text.fonts import Fonts
from legation.text.languages import reads_from_right
from legation.writing.docx import fallbacks, fields, package, sections, styles
from legation.writing.docx import fonts as embedded
from legation.writing.docx.body import Body
from legation.writing.docx.logo import Logo
from legation.writing.docx.runs import paragraph
from legation.writing.xml import character_data, escape

if TYPE_CHECKING:
    from docx.document import Document as Opened

    from legation.model.document import Document
    from legation.model.letterhead import Letterhead
    from legation.model.theme import Theme

_ASCII = bytes(range(128))
_PROPERTY_LENGTH = 255  # python-docx makes no longer one


def write(
    document: Document,
    theme: Theme,
    fonts: Fonts | None = None,
    letterhead: Letterhead | None = None,
) -> bytes:
    """The document as the bytes of a .docx file (ISO/IEC 29500, transitional).

    The document must be settled: its columns have widths, its timelines are figures. The same
    document and theme give the same bytes.

    Args:
        document: What to write.
        theme: How it looks.
        fonts: The theme's fonts, where they are loaded already.
        letterhead: What to put it into, if anything: its page, its fonts and its styles win. A document
            that was made with a Word template is put into that.

    Raises:
        TypeError: A timeline is still to be laid out.
        OSError: The theme's logo cannot be read, or is neither PNG nor JPEG; or a font cannot.
    """
    letterhead = document.frame or letterhead
    if letterhead is None:
        opened, content = _written(document, theme, fonts)
        return package.pack(opened.part, content)
    from legation.writing.docx.letterhead import House

    house, fonts = House(letterhead, theme), fonts or Fonts.load(theme.fonts)
    opened, content = _written(house.fitted(document, fonts), house.theme, fonts)
    return house.dressed(document, opened, "".join(content))


def _written(document: Document, theme: Theme, fonts: Fonts | None) -> tuple[Opened, list[str]]:
    """The package of a document, and the text that goes into it, in pieces."""
    logo = Logo(theme) if theme.logo else None
    turned = from_right = reads_from_right(document.language)
    body = Body(document, theme, directed=turned)
    content = _content(body, logo, turned=from_right)
    if not turned and _turns(*content, body.notes.xml):
        turned = True
        body = Body(document, theme, directed=True)
        content = _content(body, logo, turned=from_right)
    header, footer = fields.header(document), fields.footer(document)
    turned = turned or _turns(header, footer)
    parts = {
        "section": body.properties(body.sections[-1]),
        "complex_language": escape(document.language) if from_right else "ar-SA",
        "instances": body.numbering.xml(),
        "notes": body.notes.settings,
        "properties": _properties(document),
        "header": header,
        "footer": footer,
        "embedded": embedded.references(theme.fonts),
        "complex": embedded.COMPLEX if turned else "",
        "complex_font": embedded.complex_font(theme.fonts) if turned else "",
    }
    opened = package.open_base(parts | styles.values(theme, document.language))
    body.links.relate(opened.part.rels)
    body.notes.relate(opened.part)
    if any(section.landscape for section in body.sections):
        tabs = sections.footer_tabs(theme.page)
        sections.relate(opened.part, fields.footer(document, tabs))
    embedded.embed(opened, theme.fonts, turned=turned)
    if logo:
        logo.relate(opened.part)
    if body.drawings.drawn:
        loaded = fonts or Fonts.load(theme.fonts)
        fallbacks.relate(opened.part, body.drawings.drawn, theme, loaded)
    return opened, content


def _content(body: Body, logo: Logo | None, *, turned: bool) -> list[str]:
    """The body in pieces, beneath the logo, which stands where lines begin."""
    head = paragraph("Logo", logo.run(body.drawings), turned=turned) if logo else ""
    return [head, *body.pieces()]


def _turns(*content: str) -> bool:
    """Whether any text may run from right to left; most content has none, and is looked through quickly."""
    parts = chain.from_iterable(map(package.parted, content))
    return any(turns(_beyond_ascii(part)) for part in parts if not is_latin(part))


def _beyond_ascii(text: str) -> str:
    return text.encode().translate(None, _ASCII).decode()


def _properties(document: Document) -> str:
    """The core properties, by the day that the document speaks from and never by the clock."""
    words = {
        "dc:title": document.title,
        "dc:creator": document.author,
        "dc:subject": document.subject,
        "cp:keywords": ", ".join(document.keywords),
        "dc:language": document.language,
    }
    told = [
        f"<{name}>{character_data(value[:_PROPERTY_LENGTH])}</{name}>"
        for name, value in words.items()
        if value
    ]
    told += [
        f'<{name} xsi:type="dcterms:W3CDTF">{document.as_of}T00:00:00Z</{name}>'
        for name in ("dcterms:created", "dcterms:modified")
    ]
    return "".join(told)
