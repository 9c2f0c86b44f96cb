"""A drawing as a display list: what the layout settled, for each writer to paint in its own way.

Lengths are points (1/72 inch), measured from the drawing's top left corner with y growing downwards.
Colours are named by their role in the theme, so that a letterhead's own palette can take over. Shapes
are painted in the order they stand in.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

MARGIN = 12.0
"""The paper around a drawing that is a picture of its own, in points."""


class Ink(StrEnum):
    """A colour by its role in the theme."""

    ACCENT = "accent"
    TEXT = "text"
    MUTED = "muted"
    RULE = "rule"
    SHADE = "shade"
    PAPER = "paper"


class Mark(StrEnum):
    """The outline of a marker, so that kinds are told apart without colour."""

    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    CROSS = "cross"
    WEDGE = "wedge"  # a triangle on its point


class Align(StrEnum):
    """Where text stands between the sides of its box."""

    START = "start"
    CENTRE = "centre"
    END = "end"


class Line(Struct, frozen=True):
    """A straight line, `width` points thick; `dash` is the length of dash and gap, 0 for solid."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink = Ink.RULE
    width: float = 0.75
    dash: float = 0.0
    name: str = ""


class Box(Struct, frozen=True):
    """A rectangle; without `stroke` it has no outline, without `fill` it is hollow."""

    x: float
    y: float
    width: float
    height: float
    fill: Ink | None = None
    stroke: Ink | None = None
    name: str = ""


class Marker(Struct, frozen=True):
    """A mark of the given radius about (x, y); hollow when `fill` is the paper."""

    x: float
    y: float
    radius: float
    mark: Mark = Mark.CIRCLE
    fill: Ink = Ink.ACCENT
    stroke: Ink = Ink.ACCENT
    name: str = ""


class Label(Struct, frozen=True):
    """Lines of text in a box, broken already: a writer sets them as they are, top line first.

    Attributes:
        lines: The lines, each measured to fit `width`.
        size: Font size.
        leading: From one baseline to the next.
        bold_lines: How many of the first lines are bold.
        struck: Whether the text is struck through (a cancelled event).
    """

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    size: float
    leading: float
    ink: Ink = Ink.TEXT
    align: Align = Align.START
    bold_lines: int = 0
    struck: bool = False
    name: str = ""


Shape = Line | Box | Marker | Label

_LENGTHS = frozenset(
    "x y x1 y1 x2 y2 width height radius size leading dash".split()  # of all shapes
)


class Drawing(Struct, frozen=True):
    """A finished picture, `width` by `height` points."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    def no_larger(self, width: float, height: float) -> Drawing:
        """The drawing, made smaller where it is wider or higher than so many points."""
        factor = min(1.0, width / self.width, height / self.height)
        if factor == 1:
            return self
        shapes = (
            replace(shape, **{name: getattr(shape, name) * factor for name in lengths})
            for shape in self.shapes
            for lengths in [_LENGTHS & set(shape.__struct_fields__)]
        )
        return Drawing(self.width * factor, self.height * factor, tuple(shapes))
