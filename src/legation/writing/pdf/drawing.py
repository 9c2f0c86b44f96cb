"""Drawings: shapes as vectors and labels as text."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from legation.model.drawing import Align, Box, Label, Line, Mark, Marker
from legation.text.bidi import turns
from legation.writing.directions import of_lines
from legation.writing.marks import CORNERS
from legation.writing.pdf.inlines import in_lines
from legation.writing.pdf.strips import Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from legation.model.drawing import Shape
    from legation.writing.pdf.content import Artifact, Content
    from legation.writing.pdf.pens import TypeCase
    from legation.writing.pdf.tags import Element

_SHARES = {Align.START: 0.0, Align.CENTRE: 0.5, Align.END: 1.0}
_STRIKE_HEIGHT, _STRIKE_WIDTH = 0.28, 0.06


def indent(align: Align, room: float) -> float:
    """How far text begins from the left where there is that much room to spare."""
    return room * _SHARES[align]


def paint(
    content: Content,
    case: TypeCase,
    shapes: Iterable[Shape],
    left: float,
    top: float,
    owner: Element | Artifact,
) -> None:
    """Paint shapes, content of the owner, whose own top left corner is (left, top) of the page."""
    content.belongs_to(owner)
    for shape in shapes:
        match shape:
            case Line(x1, y1, x2, y2, ink, width, dash):
                content.segment((left + x1, top + y1), (left + x2, top + y2), ink, width, dash)
            case Box(x, y, width, height, fill, stroke):
                content.rectangle((left + x, top + y), (width, height), fill, stroke)
            case Marker():
                _paint_marker(content, shape, left, top)
            case Label():
                _paint_label(content, case, shape, left, top, owner)


def _paint_marker(content: Content, marker: Marker, left: float, top: float) -> None:
    x, y, radius = left + marker.x, top + marker.y, marker.radius
    if marker.mark is Mark.CIRCLE:
        content.circle((x, y), radius, marker.fill, marker.stroke)
        return
    corners = [(x + radius * dx, y + radius * dy) for dx, dy in CORNERS[marker.mark]]
    content.polygon(corners, marker.fill, marker.stroke)


def _paint_label(
    content: Content,
    case: TypeCase,
    label: Label,
    left: float,
    top: float,
    owner: Element | Artifact,
) -> None:
    for index, (line, turned) in enumerate(of_lines(label)):
        pen = case.pen(label.size, label.ink, bold=index < label.bold_lines)
        base = int(turned) if turned or turns(line) else None
        # Broken already, it is one line whatever its width.
        (words,) = in_lines([Run(line, pen)], inf, base)
        width = words.width
        x = left + label.x + indent(label.align, label.width - width)
        y = top + label.y + index * label.leading + pen.baseline(label.leading)
        content.line(x, y, words, owner)
        if label.struck:
            across = y - _STRIKE_HEIGHT * label.size
            content.segment((x, across), (x + width, across), label.ink, _STRIKE_WIDTH * label.size)
