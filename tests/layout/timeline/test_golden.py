"""Two telling drawings, written out shape by shape."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from layout.timelines import of_every_form, uzbekistan
from legation.model.drawing import Box, Label, Line, Marker

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Golden
    from legation.model.document import Timeline
    from legation.model.drawing import Drawing, Shape

FOLDER = Path(__file__).parents[2] / "golden" / "timelines"


def described(shape: Shape) -> str:
    """A shape on a line of its own: its name, where it is, and what it looks like."""
    match shape:
        case Line():
            ends = f"({shape.x1:.1f}, {shape.y1:.1f}) to ({shape.x2:.1f}, {shape.y2:.1f})"
            text = f"line {ends} {shape.ink}" + (" dashed" if shape.dash else "")
        case Box():
            place = f"({shape.x:.1f}, {shape.y:.1f}) {shape.width:.1f} by {shape.height:.1f}"
            text = f"box {place} {shape.fill} {shape.stroke or 'without outline'}"
        case Marker():
            text = f"{shape.mark} ({shape.x:.1f}, {shape.y:.1f}) filled {shape.fill}"
        case Label():
            lines = [
                f"**{line}**" if number < shape.bold_lines else line
                for number, line in enumerate(shape.lines)
            ]
            place = f"({shape.x:.1f}, {shape.y:.1f}) {shape.width:.1f} wide {shape.align}"
            text = f"text {place}{' struck' if shape.struck else ''}: {' / '.join(lines)}"
    return f"{shape.name}: {text}"


@pytest.mark.parametrize(
    ("name", "timeline"), [("uzbekistan", uzbekistan()), ("every-form", of_every_form())]
)
def test_the_drawing_is_as_it_was(
    name: str, timeline: Timeline, drawn: Callable[[Timeline], Drawing], golden: Golden
) -> None:
    drawing = drawn(timeline)
    size = f"{drawing.width:.1f} by {drawing.height:.1f} points"

    told = [described(shape) for shape in drawing.shapes if shape.name != "tick"]
    golden(FOLDER / f"{name}.txt", "\n".join([size, *told, ""]))
