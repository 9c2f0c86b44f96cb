"""Whether a banner lies behind the text of a Word file, on which words of any colour may be seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from xml.etree.ElementTree import Element

from legation.building.verifying.wording import ANCHOR, is_behind, w

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BANNER = (283, 14)  # the width and height in points from which a heading can stand on a picture
_POINTS = {
    "": 0.75,
    "px": 0.75,
    "pt": 1.0,
    "pc": 12.0,
    "in": 72.0,
    "cm": 72 / 2.54,
    "mm": 72 / 25.4,
}
_EMU = 12700  # to the point
_SIDE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d+\.?\d*|\.\d+)\s*([a-z]*)\s*(?=;|$)")


def is_pictured(body: Element, edges: Iterable[Element]) -> bool:
    """Whether a banner lies behind the text of a body: its own, or one of the heads and feet of pages."""
    behind = (each for each in body.iter(ANCHOR) if is_behind(each))
    floating = (each for edge in edges for each in _floating(edge))
    return any(map(_is_banner, chain(map(_size, behind), floating)))


def _floating(edge: Element) -> Iterator[tuple[float, float]]:
    """The sizes of what floats at the head or foot of pages, which lies behind the body in any case."""
    yield from map(_size, edge.iter(ANCHOR))
    for shape in chain.from_iterable(edge.iter(w("pict"))):
        if not any(each.tag.endswith("}textpath") for each in shape.iter()):  # a watermark in words
            found = _SIDE.findall(shape.get("style", ""))
            sides = {side: float(n) * _POINTS.get(unit, 0.0) for side, n, unit in found}
            yield sides.get("width", 0.0), sides.get("height", 0.0)


def _size(anchor: Element) -> tuple[float, float]:
    extent = anchor.find(f"{_WP}extent")
    width, height = (extent.get(side, "") if extent is not None else "" for side in ("cx", "cy"))
    known = width.isdecimal() and height.isdecimal()
    return (float(width) / _EMU, float(height) / _EMU) if known else (0.0, 0.0)


def _is_banner(size: tuple[float, float]) -> bool:
    return size[0] >= _BANNER[0] and size[1] >= _BANNER[1]
