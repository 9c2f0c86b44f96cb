"""The mirror: a timeline for readers of a script that runs from right to left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.model.drawing import Align, Box, Drawing, Label, Line, Marker

if TYPE_CHECKING:
    from legation.model.drawing import Shape

_TURNED = {Align.START: Align.END, Align.CENTRE: Align.CENTRE, Align.END: Align.START}


def mirrored(drawing: Drawing) -> Drawing:
    """The drawing with its sides swapped, in which time runs from right to left; text stays readable."""
    shapes = tuple(_mirrored(shape, drawing.width) for shape in drawing.shapes)
    return Drawing(drawing.width, drawing.height, shapes)


def _mirrored(shape: Shape, width: float) -> Shape:
    match shape:
        case Line():
            return replace(shape, x1=width - shape.x1, x2=width - shape.x2)
        case Marker():
            return replace(shape, x=width - shape.x)
        case Box():
            return replace(shape, x=width - shape.x - shape.width)
        case Label():
            left = width - shape.x - shape.width
            return replace(shape, x=left, align=_TURNED[shape.align])
