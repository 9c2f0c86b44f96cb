"""What a PDF has besides its text: links, and what the PDF of a brief has none of.

A reader shows annotations above the page, and attachments beside it; actions and scripts may change what is
seen (ISO 32000-1, 12.5, 12.6, 7.11.4).
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from legation.building.verifying.pieces import Beside, folded

if TYPE_CHECKING:
    import pypdfium2

_OPENING = re.compile(rb"/OpenAction\s*(?:<<|\[|\d+\s+\d+\s+R)")
_PACKED = re.compile(rb"/ObjStm\b.{0,200}?\bstream\r?\n", re.DOTALL)
_MOST = 64 * 2**20  # bytes of one stream that are looked into


class Links:
    """The links of one file.

    Attributes:
        addresses: Those that they lead to.
        besides: What is on pages that is no such link.
    """

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        from pypdfium2 import raw

        self.addresses: set[str] = set()
        self.besides: list[Beside] = []
        self._raw = raw
        self._document = document

    def add(self, index: int) -> None:
        """Add those of a page, from 0."""
        raw, place = self._raw, f"page {index + 1}"
        page = self._document[index]
        position, link, count = ctypes.c_int(0), raw.FPDF_LINK(), 0
        while raw.FPDFLink_Enumerate(page, position, link):
            count += 1
            self._add_link(raw.FPDFLink_GetAction(link), place)
        if raw.FPDFPage_GetAnnotCount(page) > count:
            self.besides += self._annotations(page, place)
        if any(raw.FPDF_GetPageAAction(page, each) for each in (0, 1)):
            self.besides.append(Beside("nothing of an action", "has one", place))
        page.close()

    def _add_link(self, action: Any, place: str) -> None:
        raw = self._raw
        kind = raw.FPDFAction_GetType(action) if action else raw.PDFACTION_GOTO
        if kind not in (raw.PDFACTION_GOTO, raw.PDFACTION_URI):
            does = "has one that is neither to a place nor to an address"
            self.besides.append(Beside("nothing of such a link", does, place))
        length = raw.FPDFAction_GetURIPath(self._document, action, None, 0) if action else 0
        if length:
            buffer = ctypes.create_string_buffer(length)
            raw.FPDFAction_GetURIPath(self._document, action, buffer, length)
            self.addresses.add(buffer.value.decode("utf-8", "replace"))

    def _annotations(self, page: Any, place: str) -> Iterator[Beside]:
        """What lies on a page above its content, other than links."""
        raw = self._raw
        for number in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, number)
            if annotation and raw.FPDFAnnot_GetSubtype(annotation) != raw.FPDF_ANNOT_LINK:
                words = folded(self._contents(annotation))
                found = f"“{words}” in one" if words else "has one"
                yield Beside("nothing in an annotation", found, place)
            raw.FPDFPage_CloseAnnot(annotation)

    def _contents(self, annotation: Any) -> str:
        raw = self._raw
        length = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
        buffer = ctypes.create_string_buffer(max(length, 2))
        wide = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        raw.FPDFAnnot_GetStringValue(annotation, b"Contents", wide, length)
        return buffer.raw[:-2].decode("utf-16-le", "replace")


def of_file(document: pypdfium2.PdfDocument, data: bytes) -> Iterator[Beside]:
    """What a whole file has besides its pages."""
    from pypdfium2 import raw

    if raw.FPDFDoc_GetAttachmentCount(document):
        yield Beside("nothing of an attachment", "has one")
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        yield Beside("nothing of a script", "has one")
    if any(map(_OPENING.search, _objects(data))):
        yield Beside("nothing of an action at its opening", "has one")


def _objects(data: bytes) -> Iterator[bytes]:
    """A file as it stands, then its packed objects (7.5.7)."""
    yield data
    for found in _PACKED.finditer(data):
        try:
            yield zlib.decompressobj().decompress(memoryview(data)[found.end() :], _MOST)
        except zlib.error:  # packed otherwise, or damaged
            continue
