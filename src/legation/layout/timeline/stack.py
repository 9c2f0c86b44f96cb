"""A timeline as a picture of its own: its panels beneath one another, and what its marks stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.layout.timeline import lay_out
from legation.layout.timeline.mirror import mirrored
from legation.model.drawing import Drawing, Label, Line
from legation.text.breaking import wrap
from legation.text.measuring import measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from legation.model.document import Entry, Timeline
    from legation.model.drawing import Shape
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

_LEADING = 1.2  # of a caption, in font sizes
_BELOW_CAPTION, _BELOW_PANEL = 0.6, 2.0  # font sizes
_NUMBERED = re.compile(r"(?:panel (?P<panel>\d+) )?event (?P<events>\d+(?:, \d+)*) ")


def stacked(
    panels: Sequence[Timeline],
    width: float,
    theme: Theme,
    fonts: Fonts,
    *,
    from_right: bool = False,
) -> Drawing:
    """The panels of a timeline as one drawing: each under its caption, where there are several.

    Names of shapes then begin with the number of their panel, for each counts its events anew.

    Args:
        panels: From the top down; at least one.
        width: Of the drawing in points.
        theme: Sizes and page.
        fonts: The theme's fonts.
        from_right: Whether time runs from right to left.
    """
    if len(panels) == 1:
        return lay_out(panels[0], width, theme, fonts, from_right=from_right)
    shapes: list[Shape] = []
    size, y = theme.sizes.caption, 0.0
    for number, panel in enumerate(panels, 1):
        caption = _caption(panel.caption, number, y, width, size, fonts)
        y = caption.y + caption.height + _BELOW_CAPTION * size
        drawing = lay_out(panel, width, theme, fonts)
        shapes += [caption, *(_lowered(shape, y, number) for shape in drawing.shapes)]
        y += drawing.height + _BELOW_PANEL * size
    whole = Drawing(width, y - _BELOW_PANEL * size, tuple(shapes))
    return mirrored(whole) if from_right else whole


def told(panels: Sequence[Timeline], drawing: Drawing) -> dict[str, str]:
    """For the names of a stacked drawing's shapes, the whole of what these stand for, event by event."""
    names = {shape.name for shape in drawing.shapes}
    found = ((name, _NUMBERED.match(name)) for name in sorted(names))
    return {
        name: "\n".join(_said(panels[int(match["panel"] or 1) - 1], match["events"]))
        for name, match in found
        if match
    }


def _said(panel: Timeline, numbers: str) -> Iterator[str]:
    for number in numbers.split(", "):
        entry: Entry = panel.entries[int(number) - 1]
        yield ": ".join(filter(None, (entry.when, entry.title)))


def _caption(text: str, number: int, y: float, width: float, size: float, fonts: Fonts) -> Label:
    """The caption of a panel, all of it in bold, from `y` down."""
    lines = tuple(wrap(text, width, measure(fonts, size, bold=True)))
    leading = _LEADING * size
    box = (0.0, y, width, len(lines) * leading, lines, size, leading)
    return Label(*box, bold_lines=len(lines), name=f"panel {number} caption")


def _lowered(shape: Shape, by: float, number: int) -> Shape:
    """A shape of a panel, in its place in the whole."""
    name = f"panel {number} {shape.name}"
    if isinstance(shape, Line):
        return replace(shape, y1=shape.y1 + by, y2=shape.y2 + by, name=name)
    return replace(shape, y=shape.y + by, name=name)
