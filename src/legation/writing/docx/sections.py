"""Sections: stretches of pages whose sheets lie one way, with what stands around their text (17.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from legation.model.document import PageBreak
from legation.writing.docx.markup import twips
from legation.writing.docx.runs import paragraph
from legation.writing.docx.styles import MILLIMETRE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.parts.document import DocumentPart

    from legation.model.document import Block
    from legation.model.theme import Page

LOW = '<w:spacing w:line="20" w:lineRule="exact"/>'
"""The spacing of a paragraph as low as can be: on a page that is full to the foot it must fit."""

NEAREST_EDGE = 5.0
"""Millimetres: header and footer stand no nearer to the sheet's edge, where many printers do not print."""

# The relationships of the base package, and the one that is added to it.
_HEADER, _FOOTER, _TURNED_FOOTER = "rId6", "rId7", "turnedFooter"
_NAME = PackURI("/word/footer2.xml")
_ROOT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
)


class Section(NamedTuple):
    """Blocks on sheets that lie one way.

    Attributes:
        landscape: Whether the sheets are turned to be wider than high.
        blocks: Without the breaks between this section and its neighbours.
    """

    landscape: bool
    blocks: tuple[Block, ...]


def sections(blocks: Iterable[Block]) -> tuple[Section, ...]:
    """The blocks in sections; at least one."""
    found: list[tuple[bool, list[Block]]] = [(False, [])]
    for block in blocks:
        landscape, present = found[-1]
        if not isinstance(block, PageBreak):
            present.append(block)
        elif block.landscape != landscape:
            found.append((block.landscape, []))
        elif present:
            present.append(block)
    full = [Section(landscape, _without_end(blocks)) for landscape, blocks in found if blocks]
    return tuple(full) or (Section(False, ()),)


def _without_end(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks without the page breaks with which they end."""
    while isinstance(blocks[-1], PageBreak):
        blocks.pop()
    return tuple(blocks)


def properties(page: Page, *, landscape: bool, turned: bool, notes: str = "") -> str:
    """The `w:sectPr` of a section (17.6.17, 17.6.18).

    Args:
        page: The sheet, upright.
        landscape: Whether it is turned to be wider than high.
        turned: Whether the document runs from right to left.
        notes: How notes are counted, as an element.
    """
    sheet = page.turned if landscape else page
    sides = {"top": page.top, "right": page.right, "bottom": page.bottom, "left": page.left}
    millimetres = sides | distances(page)
    margins = " ".join(f'w:{n}="{twips(mm * MILLIMETRE)}"' for n, mm in millimetres.items())
    size = f'w:w="{twips(sheet.width)}" w:h="{twips(sheet.height)}"'
    footer, lies = (_TURNED_FOOTER, ' w:orient="landscape"') if landscape else (_FOOTER, "")
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{_HEADER}"/>'
        f'<w:footerReference w:type="default" r:id="{footer}"/>{notes}<w:pgSz {size}{lies}/>'
        f'<w:pgMar {margins} w:gutter="0"/>{"<w:bidi/>" if turned else ""}</w:sectPr>'
    )


def distances(page: Page) -> dict[str, float]:
    """How far header and footer stand from the sheet's edge, in millimetres: less if its margin is small."""
    return {
        "header": max(NEAREST_EDGE, min(10, page.top * 0.4)),
        "footer": max(NEAREST_EDGE, min(7, page.bottom * 0.28)),
    }


def ended(content: str, section: str) -> str:
    """A section's content with its properties in its last paragraph; behind a table, in one of their own."""
    if not content.endswith("</w:p>"):
        return content + paragraph("TableEnd", "", placing=LOW + section)
    place = content.rindex("</w:pPr>")
    if "</w:txbxContent>" in content[place:]:  # that is within a figure, whose own stands before
        place = content.index("</w:pPr>", content.rindex('<w:pStyle w:val="Figure"/>'))
    return content[:place] + section + content[place:]


def footer_tabs(page: Page) -> str:
    """The tab of the style `Footer`, moved to where the text ends on the turned sheet."""
    upright, turned = twips(page.text_width), twips(page.turned.text_width)
    gone, new = (
        f'<w:tab w:val="clear" w:pos="{upright}"/>',
        f'<w:tab w:val="right" w:pos="{turned}"/>',
    )
    return f"<w:tabs>{gone}{new}</w:tabs>"


def relate(part: DocumentPart, footer: str) -> None:
    """Put the footer of turned sheets in the package of the part whose sections name it."""
    content = f"{_ROOT}{footer}</w:ftr>".encode()
    turned = Part(_NAME, CONTENT_TYPE.WML_FOOTER, content, part.package)
    part.rels.add_relationship(RELATIONSHIP_TYPE.FOOTER, turned, _TURNED_FOOTER)
