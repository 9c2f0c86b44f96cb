"""What must hold of any drawing of a timeline, judged by its shapes alone."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from legation.model.drawing import Drawing, Label, Line, Marker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from legation.model.drawing import Shape

EPSILON = 0.01


class Rectangle(NamedTuple):
    """Sides of what a shape covers."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Rectangle) -> bool:
        """Whether they share more than a side."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        if wide <= EPSILON:
            return False
        return min(self.bottom, other.bottom) - max(self.top, other.top) > EPSILON

    def crossed_by(self, line: Line) -> bool:
        """Whether a straight line runs through it, by Liang and Barsky's clipping."""
        enter, leave = 0.0, 1.0
        ways = ((line.x2 - line.x1, line.x1, 0), (line.y2 - line.y1, line.y1, 1))
        for way, start, axis in ways:
            low, high = self[axis] + EPSILON, self[axis + 2] - EPSILON
            if way == 0:
                if not low < start < high:
                    return False
                continue
            ends = sorted(((low - start) / way, (high - start) / way))
            enter, leave = max(enter, ends[0]), min(leave, ends[1])
        return enter < leave


def cover(shape: Shape) -> Rectangle:
    """What a shape covers."""
    match shape:
        case Line():
            xs, ys = sorted((shape.x1, shape.x2)), sorted((shape.y1, shape.y2))
            return Rectangle(xs[0], ys[0], xs[1], ys[1])
        case Marker():
            x, y, r = shape.x, shape.y, shape.radius
            return Rectangle(x - r, y - r, x + r, y + r)
        case _:
            return Rectangle(shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)


def faults(drawing: Drawing) -> list[str]:
    """What is wrong with a drawing, in words; nothing, for a good one."""
    return [*_outside(drawing), *_on_labels(drawing), *_on_markers(drawing)]


def _outside(drawing: Drawing) -> Iterator[str]:
    for shape in drawing.shapes:
        left, top, right, bottom = cover(shape)
        inside = left >= -EPSILON and top >= -EPSILON
        if not inside or right > drawing.width + EPSILON or bottom > drawing.height + EPSILON:
            yield f"{shape.name} leaves the drawing"


def _on_labels(drawing: Drawing) -> Iterator[str]:
    """Labels on labels, and all other shapes on labels but the axis, which holds its own."""
    labels = [(shape, cover(shape)) for shape in drawing.shapes if isinstance(shape, Label)]
    for (one, here), (other, there) in combinations(labels, 2):
        if here.overlaps(there):
            yield f"{one.name} and {other.name} overlap"
    others = [shape for shape in drawing.shapes if not isinstance(shape, Label)]
    covered = [(shape, cover(shape)) for shape in others if not shape.name.endswith("axis")]
    for label, box in labels:
        left, top, right, bottom = box
        for shape, (x1, y1, x2, y2) in covered:
            if x1 > right or x2 < left or y1 > bottom or y2 < top:
                continue
            if isinstance(shape, Line):
                if box.crossed_by(shape):
                    yield f"{shape.name} crosses {label.name}"
            elif box.overlaps(cover(shape)):
                yield f"{shape.name} is under {label.name}"


def _on_markers(drawing: Drawing) -> Iterator[str]:
    """Markers on markers; but the ring of a turning point is about its marker."""
    markers = [(shape, cover(shape)) for shape in drawing.shapes if isinstance(shape, Marker)]
    for (one, here), (other, there) in combinations(markers, 2):
        if not here.overlaps(there):
            continue
        ringed = one.name.replace("ring", "marker") == other.name
        if not (ringed and (one.x, one.y) == (other.x, other.y)):
            yield f"{one.name} and {other.name} overlap"


def named(drawing: Drawing) -> Counter[int]:
    """The numbers of the events that the drawing's labels name."""
    found = (re.fullmatch(r"event (\d+) label", shape.name) for shape in drawing.shapes)
    return Counter(int(match[1]) for match in found if match)


def marked(drawing: Drawing) -> Counter[int]:
    """The numbers of the events that the drawing's markers stand for."""
    names = (shape.name for shape in drawing.shapes if isinstance(shape, Marker))
    events = (name for name in names if re.fullmatch("event .* marker", name))
    return Counter(int(n) for name in events for n in re.findall(r"\d+", name))
