"""PDF files looked into: what they say, where, and where their links lead."""

from __future__ import annotations

import ctypes
import re
import zlib
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
from msgspec.structs import replace
from pypdfium2 import raw

from legation.model.document import Block, Document
from legation.model.theme import Theme
from legation.text.fonts import Fonts
from legation.writing.pdf import write

if TYPE_CHECKING:
    from collections.abc import Iterator

THEME = Theme()
FONTS = Fonts.load(THEME.fonts)
WIDTH = THEME.page.text_width


class Spot(NamedTuple):
    """A piece of text on a page, with its sides in points from the sheet's bottom left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


Box = tuple[float, float, float, float]
"""The left, bottom, right and top of something on a page, in points from the sheet's bottom left."""


class Leap(NamedTuple):
    """A link: the page it is on, from 0, and its address, or the page and height it leads to."""

    page: int
    url: str
    to: tuple[int, float] | None
    rectangle: Box


def bare(*blocks: Block) -> Document:
    """A document of these blocks with nothing printed around them."""
    return Document(
        name="bare",
        title="Bare",
        language="en-GB",
        as_of=date(2026, 2, 22),
        blocks=blocks,
        page_label="",
    )


def pdf(document: Document, theme: Theme = THEME) -> bytes:
    """The document as PDF, in the packaged fonts."""
    return write(document, theme, FONTS).data


def body(document: Document) -> Document:
    """The document with nothing printed around its blocks."""
    return replace(document, marking="", running_title="", digest="", page_label="")


def pages(data: bytes) -> list[str]:
    """The text of every page, in the order it stands in the file.

    PDFium marks a hyphen at the end of a line as one that might go; it is a hyphen here.
    """
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    return [
        text.replace("\r\n", "\n").replace("\ufffe", "-").replace("\x02", "-") for text in texts
    ]


def spots(data: bytes, page: int = 0) -> list[Spot]:
    """The pieces of text on a page, a line or a part of one each."""
    text_page = pypdfium2.PdfDocument(data)[page].get_textpage()
    found = []
    for index in range(text_page.count_rects()):
        box = text_page.get_rect(index)
        found.append(Spot(text_page.get_text_bounded(*box).strip(), *box))
    return found


def boxes(data: bytes, page: int = 0) -> tuple[list[Box], list[Box]]:
    """Where a page's text is: what is in the structure, and what only stands around it."""
    inside: list[Box] = []
    outside: list[Box] = []
    for item in pypdfium2.PdfDocument(data)[page].get_objects([raw.FPDF_PAGEOBJ_TEXT]):
        marked = raw.FPDFPageObj_GetMarkedContentID(item) >= 0
        (inside if marked else outside).append(item.get_bounds())
    return inside, outside


def squeezed(text: str) -> str:
    """The text without what a line break may take or add."""
    return re.sub(r"[\s\u00ad\u200b]", "", text)


def leaps(data: bytes) -> list[Leap]:
    """The links of all pages."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for index, page in enumerate(document):
        position, link = ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page, position, link):
            box = raw.FS_RECTF()
            raw.FPDFLink_GetAnnotRect(link, box)
            rectangle = (box.left, box.bottom, box.right, box.top)
            found.append(Leap(index, *_target(document, link), rectangle))
    return found


def _target(
    document: pypdfium2.PdfDocument, link: raw.FPDF_LINK
) -> tuple[str, tuple[int, float] | None]:
    destination = raw.FPDFLink_GetDest(document, link)
    if destination:
        flags = [raw.FPDF_BOOL() for _ in range(3)]
        numbers = [raw.FS_FLOAT() for _ in range(3)]
        raw.FPDFDest_GetLocationInPage(destination, *flags, *numbers)
        page = raw.FPDFDest_GetDestPageIndex(document, destination)
        return "", (page, round(numbers[1].value, 1))
    action = raw.FPDFLink_GetAction(link)
    length = raw.FPDFAction_GetURIPath(document, action, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(document, action, buffer, length)
    return buffer.value.decode("ascii"), None


def bookmarks(data: bytes) -> list[tuple[int, str, int | None]]:
    """The outline: the level, from 0, title and page, from 0, of every entry."""
    found = []
    for entry in pypdfium2.PdfDocument(data).get_toc():
        place = entry.get_dest()
        found.append((entry.level, entry.get_title(), place.get_index() if place else None))
    return found


def streams(data: bytes) -> list[bytes]:
    """The content of the file's compressed streams."""
    found = re.finditer(rb"/Filter/FlateDecode/Length (\d+)>>\nstream\n", data)
    return [zlib.decompress(data[m.end() : m.end() + int(m[1])]) for m in found]


def objects(data: bytes) -> bytes:
    """The file's objects but its streams."""
    head = re.compile(rb"\A(?:\d+ \d+ ?)+\n(?=<<|\[)")
    return b"\n".join(head.sub(b"", each) for each in streams(data) if head.match(each))


class Node(NamedTuple):
    """A structure element on one page: what it is, says and holds."""

    role: str
    text: str
    alternative: str
    kids: list[Node]


def structure(data: bytes, page: int = 0) -> list[Node]:
    """The structure of a page, from the document's element down."""
    sheet = pypdfium2.PdfDocument(data)[page]
    said = _marked(sheet)
    tree = raw.FPDF_StructTree_GetForPage(sheet)
    return [
        _node(raw.FPDF_StructTree_GetChildAtIndex(tree, index), said)
        for index in range(raw.FPDF_StructTree_CountChildren(tree))
    ]


def outside_structure(data: bytes, page: int = 0) -> str:
    """What a page says that is in no element."""
    return _marked(pypdfium2.PdfDocument(data)[page]).get(-1, "")


def _marked(page: pypdfium2.PdfPage) -> dict[int, str]:
    """The text of a page by the number of its marked content; -1 has what is in none."""
    text_page = page.get_textpage()
    said: dict[int, str] = {}
    for item in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
        number = raw.FPDFPageObj_GetMarkedContentID(item)
        length = raw.FPDFTextObj_GetText(item, text_page, None, 0)
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFTextObj_GetText(
            item, text_page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length
        )
        said[number] = said.get(number, "") + buffer.raw[:-2].decode("utf-16-le")
    return said


def _node(element: raw.FPDF_STRUCTELEMENT, said: dict[int, str]) -> Node:
    own = range(raw.FPDF_StructElement_GetMarkedContentIdCount(element))
    numbers = [raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index) for index in own]
    text = "".join(said.get(number, "") for number in numbers if number >= 0)
    kids = [
        _node(kid, said)
        for index in range(raw.FPDF_StructElement_CountChildren(element))
        if (kid := raw.FPDF_StructElement_GetChildAtIndex(element, index))
    ]
    role = _string(raw.FPDF_StructElement_GetType, element)
    return Node(role, text.strip(), _string(raw.FPDF_StructElement_GetAltText, element), kids)


def _string(get: raw.FPDF_StructElement_GetType, element: raw.FPDF_STRUCTELEMENT) -> str:
    length = get(element, None, 0)
    buffer = ctypes.create_string_buffer(length)
    get(element, buffer, length)
    return buffer.raw[:-2].decode("utf-16-le")


def descent(nodes: list[Node]) -> Iterator[Node]:
    """The nodes and all beneath them, in order."""
    for node in nodes:
        yield node
        yield from descent(node.kids)
