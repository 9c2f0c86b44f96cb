"""WordprocessingML by string: escaping and units.

Content is written as strings, for to append nodes one by one, or to move them from one tree to
another, costs quadratic time. All text passes `escape`, the one place where it becomes markup.
"""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 cannot hold (clause 2.2)."""
    # What is printable has none of them, and nearly all text is; soft hyphens and such are looked at.
    return text if text.isprintable() else _FORBIDDEN.sub("\ufffd", text)


def escape(text: str) -> str:
    """The text as XML character data or the value of an attribute in double quotes."""
    text = clean(text).replace("&", "&amp;").replace("<", "&lt;")
    return text.replace(">", "&gt;").replace('"', "&quot;")


def twips(points: float) -> int:
    """Points as twentieths of a point, the unit of pages, indents and tables."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Points as half points, the unit of font sizes."""
    return round(points * 2)


def emu(points: float) -> int:
    """Points as English Metric Units, the unit of DrawingML: 12,700 to the point."""
    return round(points * 12700)
