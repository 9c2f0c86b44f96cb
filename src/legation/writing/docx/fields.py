"""Fields: the numbers of pages, the list of contents; and header and footer, which number the pages.

What a field shows is there before it is counted anew, so nobody is asked to have them updated.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from legation.text.languages import reads_from_right
from legation.writing.directions import is_turned
from legation.writing.docx.runs import paragraph, words, words_apart
from legation.writing.xml import escape

if TYPE_CHECKING:
    from legation.model.document import Document

_PLACES = re.compile(r"(\{pages?\})")
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def header(document: Document) -> str:
    """The content of the header: the marking, or an empty paragraph."""
    return _marking(document) or paragraph("Header", "")


def footer(document: Document, tabs: str = "") -> str:
    """The content of the footer: running title, digest and page number, and the marking.

    Args:
        document: Whose words they are.
        tabs: The tabs between title and number, where they are not those of the style.
    """
    turned = reads_from_right(document.language)
    # Where the line runs from right to left, marks keep its end from being read as one with its middle.
    gap, end = ("\u2003\u200f", words("\u200e")) if turned else ("\u2003", "")
    gap = gap if document.page_label else ""
    pieces = (
        words_apart(document.running_title, within=turned),
        "<w:r><w:tab/></w:r>",
        words(f"{document.digest}{gap}" if document.digest else "", "Digest"),
        page_number(document.page_label) + end,
    )
    return paragraph("Footer", "".join(pieces), tabs, turned=turned) + _marking(document)


def page_number(label: str) -> str:
    """A label such as `Page {page} of {pages}` as runs and fields.

    Word counts the pages when it lays them out; until then the fields show 1. They are simple
    fields (17.16.19), which cannot be left open.
    """
    return "".join(
        f'<w:fldSimple w:instr=" {_FIELDS[piece]} ">{words("1")}</w:fldSimple>'
        if piece in _FIELDS
        else words(piece)
        for piece in _PLACES.split(label)
    )


def contents(deepest: int) -> tuple[str, str]:
    """The start and the end of a list of contents down to a level (17.16.5.68), around its entries."""
    code = f' TOC \\o "1-{deepest}" \\h \\z \\u '
    start = f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>'
    return f"{_mark('begin')}{start}{_mark('separate')}", _mark("end")


def page_of(bookmark: str, page: int) -> str:
    """The page that a bookmark is on (17.16.5.45), as far as is known."""
    code = f" PAGEREF {bookmark} \\h "
    return f'<w:fldSimple w:instr="{code}">{words(str(page))}</w:fldSimple>'


def note_again(bookmark: str, number: int, style: str, *, raised: bool) -> str:
    """The number of a note that a bookmark is around (17.16.5.42), as it looks there, and leading there."""
    look = r"\f \h" if raised else r"\h \* MERGEFORMAT"
    shown = words(str(number), style)
    return f'<w:fldSimple w:instr=" NOTEREF {bookmark} {look} ">{shown}</w:fldSimple>'


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _marking(document: Document) -> str:
    if not document.marking:
        return ""
    turned = is_turned(document.marking, within=reads_from_right(document.language))
    return paragraph("Marking", words(document.marking, within=turned), turned=turned)
