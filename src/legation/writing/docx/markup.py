"""WordprocessingML by string: namespaces, escaping, units.

The body is written as strings and parsed once, for nodes appended one by one cost quadratic time.
All text passes `escape`, the one place where characters become markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docx.oxml.parser import parse_xml

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_DECLARATIONS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def clean(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 cannot hold (clause 2.2)."""
    return _FORBIDDEN.sub("\ufffd", text)


def escape(text: str) -> str:
    """The text as XML character data or the value of an attribute in double quotes."""
    return clean(text).translate(_ENTITIES)


def parse(tag: str, content: str) -> BaseOxmlElement:
    """An element of python-docx's own classes, from its content."""
    return parse_xml(f"<{tag} {_DECLARATIONS}>{content}</{tag}>".encode())


def twips(points: float) -> int:
    """Points as twentieths of a point, the unit of pages, indents and tables."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Points as half points, the unit of font sizes."""
    return round(points * 2)


def eighths(points: float) -> int:
    """Points as eighths of a point, the unit of borders."""
    return round(points * 8)


def emu(points: float) -> int:
    """Points as English Metric Units, the unit of DrawingML: 12,700 to the point."""
    return round(points * 12700)
