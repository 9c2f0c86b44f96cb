"""Text that runs from left to right in a letterhead whose styles run the other way.

What says nothing of its direction has that of its style (17.7.2). So where a style or the defaults have text
run from right to left, all of a brief that does not must say so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from legation.writing.docx.trees import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OFF = frozenset(("0", "false", "off"))
_PROPERTIES = re.compile(r"(?<=<w:pPr>).*?(?=</w:pPr>)")
_BEHIND = re.compile(r"<w:(?:spacing|ind|contextualSpacing|jc|outlineLvl|rPr|sectPr)\b")
_TABLE = re.compile(r"(<w:tblStyle [^>]*/>)(?!<w:bidiVisual/>)")


def turns(styles: Element) -> bool:
    """Whether any text runs from right to left by a letterhead's styles, `w:styles`, or their defaults."""
    found = styles.iter(f"{W}bidi", f"{W}bidiVisual")
    return any(each.get(f"{W}val", "1") not in _OFF for each in found)


def faced(xml: str) -> str:
    """What we wrote, its paragraphs and tables from left to right unless they say otherwise."""
    return _TABLE.sub(r'\1<w:bidiVisual w:val="off"/>', _PROPERTIES.sub(_faced, xml))


def _faced(found: re.Match[str]) -> str:
    """The properties of a paragraph, in the order of their schema (17.3.1.26)."""
    properties = found[0]
    behind = _BEHIND.search(properties)
    at = behind.start() if behind else len(properties)
    if "<w:bidi/>" in properties[:at]:
        return properties
    return f'{properties[:at]}<w:bidi w:val="0"/>{properties[at:]}'
