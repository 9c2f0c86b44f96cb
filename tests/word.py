"""Word files looked into: their parts as trees, and what they say."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}


def name(tag: str) -> str:
    """A tag such as `w:p` as lxml has it."""
    prefix, local = tag.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def entries(content: bytes) -> dict[str, bytes]:
    """The parts of a Word file, in its order."""
    with ZipFile(BytesIO(content)) as archive:
        return {entry: archive.read(entry) for entry in archive.namelist()}


def tree(content: bytes, part: str = "word/document.xml") -> etree._Element:
    """A part as a tree."""
    return etree.fromstring(entries(content)[part])


def find(element: etree._Element, path: str) -> list[etree._Element]:
    """The elements on an XPath."""
    found = element.xpath(path, namespaces=NAMESPACES)
    assert isinstance(found, list)
    return [each for each in found if isinstance(each, etree._Element)]


def values(element: etree._Element, path: str) -> list[str]:
    """The attributes on an XPath."""
    found = element.xpath(path, namespaces=NAMESPACES)
    assert isinstance(found, list)
    return [str(each) for each in found]


def style(paragraph: etree._Element) -> str:
    """The style id of a paragraph."""
    return "".join(values(paragraph, "w:pPr/w:pStyle/@w:val"))


def paragraphs(content: bytes, part: str = "word/document.xml") -> list[tuple[str, str]]:
    """The style and text of every paragraph that is not empty, those in tables and shapes too."""
    found = ((style(each), text(each)) for each in find(tree(content, part), "//w:p"))
    return [(called, words) for called, words in found if words]


def text(paragraph: etree._Element) -> str:
    """What a paragraph says, without the text boxes that are anchored in it."""
    return "".join(_pieces(paragraph))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == name("w:t"):
            yield child.text or ""
        elif child.tag == name("w:tab"):
            yield "\t"
        elif child.tag == name("w:softHyphen"):
            yield "\u00ad"
        elif child.tag == name("w:br"):
            yield "" if child.get(name("w:type")) == "page" else "\n"
        elif child.tag == name("w:footnoteReference"):
            yield f" {child.get(name('w:id'))}"
        elif child.tag == name("w:endnoteReference"):
            yield str(child.get(name("w:id")))
        elif child.tag == name("w:fldSimple") and r" \f " in str(child.get(name("w:instr"))):
            yield " " + "".join(_pieces(child))  # of a footnote's number that comes again
        elif child.tag not in (name("w:pPr"), name("mc:AlternateContent")):
            yield from _pieces(child)


def png(width: int, height: int) -> bytes:
    """A white image of that many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xff" * width) * height)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
