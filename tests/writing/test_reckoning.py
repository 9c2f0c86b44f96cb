"""How many pages a brief takes in a letterhead: each of its measures counts, and none but those."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec.structs import replace

from documents import paragraph as block
from legation.layout import settle
from legation.model.document import Document, PageBreak
from legation.model.theme import Theme
from legation.reading.reference import read_reference
from legation.writing.docx.letterhead import House
from letterheads import (
    A4,
    CREST,
    MARGINS,
    PICTURE,
    PLACE,
    document,
    letterhead,
    paragraph,
    part,
    styles,
)
from letterheads import style as stated
from pdf_files import FONTS, bare
from word import png

THEME = Theme()
SENTENCE = "Ministers met in Tashkent and agreed on a list of what both sides want to do next. "
NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>{}</w:style>'
LOOSE = '<w:pPr><w:spacing w:after="400" w:line="480" w:lineRule="auto"/></w:pPr>'
HEADER = '<w:headerReference w:type="default" r:id="header1"/>'
FIRST = '<w:headerReference w:type="first" r:id="header1"/>'
TALL = part("hdr", paragraph("Ministry") * 14)
ADDRESS = paragraph("Palace street 1") * 12


def text(paragraphs: int = 24) -> Document:
    document_ = bare(*(block(SENTENCE * 7) for _ in range(paragraphs)))
    return settle(replace(document_, pages=2), THEME, FONTS)


def house(
    own: str = styles(NORMAL.format(""), font="IBM Plex Serif", size=22),
    *,
    before: str = "",
    after: str = "",
    references: str = "",
    margins: str = MARGINS,
    more: str = "",
    header: str = TALL,
) -> House:
    section = f"<w:sectPr>{references}{A4}{margins}{more}</w:sectPr>"
    data = letterhead(
        {
            "word/document.xml": document(before + PLACE + after, section),
            "word/styles.xml": own,
            "word/header1.xml": header,
            "word/_rels/header1.xml.rels": CREST,
            "word/media/crest.png": png(2, 2),
        }
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "reference.docx"
        path.write_bytes(data)
        return House(read_reference(path, path.name), THEME)


def lines(found: House, document_: Document | None = None) -> int:
    """How many lines are beyond two pages."""
    return sum(over.lines for over in found.measured(document_ or text(), FONTS).over)


def own(font: str = "IBM Plex Serif", size: int = 22, look: str = "", *each: str) -> str:
    return styles(NORMAL.format(look), *each, font=font, size=size)


TALLER: dict[str, House] = {
    "margins at the sides": house(margins=MARGINS.replace('w:left="1701"', 'w:left="3402"')),
    "margins above": house(margins=MARGINS.replace('w:top="1985"', 'w:top="3970"')),
    "a header": house(references=HEADER),
    "the first page's header": house(references=FIRST, more="<w:titlePg/>"),
    "a picture in it": house(
        references=HEADER, header=part("hdr", f"<w:p>{PICTURE.replace('360000', '2600000')}</w:p>")
    ),
    "text before": house(before=ADDRESS),
    "text behind": house(after=ADDRESS),
    "a table before": house(
        before=f"<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>{ADDRESS}</w:tc></w:tr></w:tbl>"
    ),
    "larger type": house(own(size=24)),
    "a wider font": house(own("Verdana")),
    "its own style": house(
        own("IBM Plex Serif", 22, "", stated("a", "Body Text", LOOSE, "Normal"))
    ),
}


@pytest.mark.parametrize("name", TALLER)
def test_what_takes_room_counts(name: str) -> None:
    assert lines(TALLER[name]) > lines(house())


def test_text_on_the_page_before_takes_no_room() -> None:
    broken = ADDRESS + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    section = f"<w:sectPr>{A4}{MARGINS}</w:sectPr>"
    apart = ADDRESS + paragraph("Cover", more=section)
    later = f"<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>{ADDRESS}"
    for found in (house(before=broken), house(before=apart), house(after=later)):
        assert lines(found) == lines(house())


def test_a_header_that_no_page_shows_takes_no_room() -> None:
    assert lines(house(references=FIRST)) == lines(house())


def test_a_narrow_font_and_two_columns_leave_more() -> None:
    assert lines(house(own("Times New Roman"))) < lines(house())
    two = house(more='<w:cols w:num="2" w:space="0"/>')
    assert lines(two) < 2 * lines(house())  # which are half as long


def test_the_annex_has_as_many_pages_as_it_needs() -> None:
    ended = text(5)
    annexed = replace(ended, blocks=(*ended.blocks, PageBreak(annex=True), *text().blocks))
    assert lines(house(after=ADDRESS * 9), annexed) == 0
    assert lines(house(after=ADDRESS * 9), ended) > 0
