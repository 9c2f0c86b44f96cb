"""Header and footer: the marking, the running title, and the fields that number the pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from legation.writing.docx.runs import characters, properties

if TYPE_CHECKING:
    from legation.model.document import Document

_PLACES = re.compile(r"(\{pages?\})")
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def header(document: Document) -> str:
    """The content of the header: the marking, or an empty paragraph."""
    return _marking(document) or '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p>'


def footer(document: Document) -> str:
    """The content of the footer: running title, digest and page number, and the marking."""
    pieces = (
        _run(document.running_title),
        "<w:r><w:tab/></w:r>",
        _run(f"{document.digest}\u2003" if document.digest else "", "Digest"),
        page_number(document.page_label),
    )
    line = f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{"".join(pieces)}</w:p>'
    return line + _marking(document)


def page_number(label: str) -> str:
    """A label such as `Page {page} of {pages}` as runs and fields.

    Word counts the pages when it lays them out; until then the fields show 1. They are simple
    fields (17.16.19), which cannot be left open.
    """
    return "".join(
        f'<w:fldSimple w:instr=" {_FIELDS[piece]} ">{_run("1")}</w:fldSimple>'
        if piece in _FIELDS
        else _run(piece)
        for piece in _PLACES.split(label)
    )


def _marking(document: Document) -> str:
    if not document.marking:
        return ""
    return f'<w:p><w:pPr><w:pStyle w:val="Marking"/></w:pPr>{_run(document.marking)}</w:p>'


def _run(text: str, style: str = "") -> str:
    return f"<w:r>{properties(style)}{characters(text)}</w:r>" if text else ""
