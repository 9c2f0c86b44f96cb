"""The content of a page: operators for text, lines and areas (ISO 32000-1, clauses 8 and 9).

Positions are points from the page's top left corner, with y growing downwards, as everywhere in a layout;
here, and only here, they are turned to PDF's, which grow upwards. What is set already is not set again.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from legation.model.drawing import Ink
from legation.writing.pdf.objects import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legation.model.theme import Colours
    from legation.text.lines import Line
    from legation.writing.pdf.pens import Pen
    from legation.writing.pdf.strips import Run, Target
    from legation.writing.pdf.tags import Element

# The handles of a quarter circle drawn as a Bézier curve, in radii.
_ROUND = 0.5523
_OUTLINE = 0.75
# An underline's distance and thickness, how high a line through letters stands, and how far a link can be
# clicked above and below its baseline; in sizes.
_UNDER, _THICK, _THROUGH, _ABOVE, _BELOW = 0.14, 0.05, 0.28, 0.85, 0.25

# Closer than this, areas touch.
_NEAR = 0.01

Point = tuple[float, float]


class Artifact(StrEnum):
    """What is on a page without being content of the document (14.8.2.2), and how its marking begins."""

    DECORATION = "/Artifact <</Type/Layout>> BDC"
    HEADER = "/Artifact <</Type/Pagination/Subtype/Header>> BDC"
    FOOTER = "/Artifact <</Type/Pagination/Subtype/Footer>> BDC"
    REPEATED = "/Artifact <</Type/Pagination>> BDC"


class LinkArea(Struct, frozen=True):
    """Where on the page a link can be clicked, in PDF's own coordinates, and where it leads.

    Attributes:
        rectangle: Its left, lower, right and upper side.
        target: Where it leads.
        owner: The link's element, which may have other areas.
        text: The words of its run, all of them, wherever lines end or turn.
    """

    rectangle: tuple[float, float, float, float]
    target: Target
    owner: Element
    text: str

    def goes_on(self, area: LinkArea) -> bool:
        """Whether the area is of the same link and line, and begins where this one ends."""
        (_, lower, right, _), (left, other, _, _) = self.rectangle, area.rectangle
        near = abs(left - right) < _NEAR and abs(lower - other) < _NEAR
        return near and area.owner is self.owner and area.target == self.target


class Content:
    """The operators of one page, in the order of reading.

    Attributes:
        links: The links met so far.
        marked: The elements whose content is on the page, by the number of their marked content.
    """

    def __init__(self, page: int, height: float, colours: Colours) -> None:
        self.links: list[LinkArea] = []
        self.marked: list[Element] = []
        self._page = page
        self._height = height
        self._fills = _selecting(colours, "rg")
        self._strokes = _selecting(colours, "RG")
        self._operators: list[str] = []
        self._set: dict[str, str] = {}
        self._stroked: tuple[Ink, float, float] | None = None
        self._pen: Pen | None = None
        self._owner: Element | Artifact | None = None
        self._rules: list[tuple[Point, Point, Ink, float]] = []

    def finished(self) -> str:
        """All operators of the page."""
        self.belongs_to(Artifact.DECORATION)
        for start, end, ink, width in self._rules:
            self.segment(start, end, ink, width)
        return "\n".join([*self._operators, "EMC"])

    def belongs_to(self, owner: Element | Artifact) -> None:
        """What follows is content of the element, or none (14.6)."""
        if owner is self._owner:
            return
        if self._owner is not None:
            self._operators.append("EMC")
        self._owner = owner
        self._operators.append(owner if isinstance(owner, Artifact) else self._mark(owner))

    def _mark(self, owner: Element) -> str:
        """Make what follows the element's, and say so."""
        number = len(self.marked)
        owner.claim(self._page, number)
        self.marked.append(owner)
        return f"/{owner.role} <</MCID {number}>> BDC"

    def words(
        self,
        x: float,
        y: float,
        text: str,
        pen: Pen,
        *,
        turned: bool = False,
        stretch: float = 0.0,
    ) -> None:
        """Draw text of one direction from (x, y), its left end on the baseline.

        Each of its spaces is wider than usual by `stretch`.
        """
        if pen is not self._pen:
            self._state("font", pen.select)
            self._state("fill", self._fills[pen.ink])
            self._pen = pen
        shown = pen.show(text, turned=turned, stretch=stretch)
        self._operators.append(f"BT {number(x)} {number(self._height - y)} Td {shown} ET")
        if pen.accents:
            for dx, dy, painted in pen.accented(text, turned=turned, stretch=stretch):
                self._operators.append(f"q 1 0 0 1 {self._point((x + dx, y - dy))} cm {painted} Q")

    def line(self, x: float, y: float, line: Line[Run], owner: Element | Artifact) -> None:
        """Draw a line of runs. A space ends it, so that what is copied does not run together."""
        if line.order:
            self._line_in_order(x, y, line, owner)
            return
        # What is no content, such as a repeated header, has no elements within it.
        artifact = isinstance(owner, Artifact)
        last = len(line.spans) - 1
        for index, (run, text, width, _) in enumerate(line.spans):
            _, pen, inner, target, rise, gap, _, struck = run
            part = owner if artifact or inner is None else inner
            if part is not self._owner:
                self.belongs_to(part)
            shown = text + " " if line.spaced and index == last else text
            if rise:
                # Who copies them gets blanks between words and the number, though it has less room.
                self.words(x + gap - pen.measure(" "), y - rise, f" {shown}", pen)
            else:
                self.words(x, y, shown, pen, stretch=line.stretch)
            if target is not None and not isinstance(part, Artifact):
                self._link(x, y, width, run, part)
            if struck:
                self._rule(x, y - _THROUGH * pen.size, width, run)
            x += width

    def _line_in_order(
        self, x: float, y: float, line: Line[Run], owner: Element | Artifact
    ) -> None:
        """Draw a line that does not stand as it is read.

        Its letters come in the order in which they stand, as programs that read PDF expect; its parts
        are the elements' content in the order of reading.
        """
        if isinstance(owner, Artifact) or all(span.run.owner is None for span in line.spans):
            self.belongs_to(owner)
            for index in line.order:
                x += self._span(x, y, line, index, owner)
            return
        parts = [span.run.owner or owner for span in line.spans]
        stretches = [list(each) for _, each in groupby(line.order, key=lambda i: id(parts[i]))]
        numbers = {}
        for stretch in sorted(stretches, key=min):
            part = parts[stretch[0]]
            numbers[stretch[0]] = len(self.marked)
            part.claim(self._page, len(self.marked))
            self.marked.append(part)
        self._end()
        for stretch in stretches:
            part = parts[stretch[0]]
            self._operators.append(f"/{part.role} <</MCID {numbers[stretch[0]]}>> BDC")
            for index in stretch:
                x += self._span(x, y, line, index, part)
            self._operators.append("EMC")

    def _end(self) -> None:
        if self._owner is not None:
            self._operators.append("EMC")
        self._owner = None

    def _span(
        self, x: float, y: float, line: Line[Run], index: int, part: Element | Artifact
    ) -> float:
        """Draw a span from its left end; its width is returned."""
        run, text, width, turned = line.spans[index]
        spaced = run.rise or (line.spaced and index == len(line.spans) - 1)
        # The blank after what runs from right to left is at its left.
        stretch = 0.0 if run.rise else line.stretch
        start = x - run.measure(" ") - stretch if spaced and turned else x
        if not line.turned:
            start += run.gap
        shown = text + " " if spaced else text
        self.words(start, y - run.rise, shown, run.pen, turned=turned, stretch=stretch)
        if run.target is not None and not isinstance(part, Artifact):
            self._link(x, y, width, run, part)
        if run.struck:
            self._rule(x, y - _THROUGH * run.pen.size, width, run)
        return width

    def segment(self, start: Point, end: Point, ink: Ink, width: float, dash: float = 0.0) -> None:
        """Draw a straight line."""
        if (ink, width, dash) != self._stroked:
            self._stroke(ink, width, dash)
        self._operators.append(f"{self._point(start)} m {self._point(end)} l S")

    def rectangle(
        self, corner: Point, size: Point, fill: Ink | None = None, stroke: Ink | None = None
    ) -> None:
        """Paint a rectangle from its top left corner and its width and height."""
        x, y = corner
        width, height = size
        path = f"{self._point((x, y + height))} {number(width)} {number(height)} re"
        self._paint(path, fill, stroke)

    def polygon(self, points: Sequence[Point], fill: Ink, stroke: Ink) -> None:
        """Paint a closed shape with straight sides."""
        first, *others = map(self._point, points)
        self._paint(" ".join([first, "m", *(f"{point} l" for point in others), "h"]), fill, stroke)

    def circle(self, centre: Point, radius: float, fill: Ink, stroke: Ink) -> None:
        """Paint a circle, as four curves."""
        x, y = centre
        path = [f"{self._point((x + radius, y))} m"]
        for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
            # From (dx, dy) a quarter turn on, to (-dy, dx), in radii.
            handles = ((dx - dy * _ROUND, dy + dx * _ROUND), (-dy + dx * _ROUND, dx + dy * _ROUND))
            curve = [(x + radius * a, y + radius * b) for a, b in (*handles, (-dy, dx))]
            path.append(" ".join([*map(self._point, curve), "c"]))
        self._paint(" ".join([*path, "h"]), fill, stroke)

    def image(self, name: str, corner: Point, size: Point) -> None:
        """Paint an image from its top left corner."""
        x, y = corner
        width, height = size
        place = f"{number(width)} 0 0 {number(height)} {self._point((x, y + height))} cm"
        self._operators.append(f"q {place} /{name} Do Q")

    def _link(self, x: float, y: float, width: float, run: Run, owner: Element) -> None:
        size = run.pen.size
        base = self._height - y + run.rise
        rectangle = (x, base - _BELOW * size, x + width, base + _ABOVE * size)
        assert run.target is not None
        # What is struck through within a link has an element of its own there.
        link = owner.parent if run.struck and owner.parent is not None else owner
        area = LinkArea(rectangle, run.target, link, run.text)
        # What runs both ways was cut where it turns; it is one area yet.
        if self.links and self.links[-1].goes_on(area):
            before = self.links.pop()
            rectangle = (*before.rectangle[:2], *rectangle[2:])
            area = replace(before, rectangle=rectangle)
        self.links.append(area)
        if run.target.url:
            self._rule(x, y + _UNDER * size, width, run)

    def _rule(self, x: float, y: float, width: float, run: Run) -> None:
        """Have a line drawn under or through a run, once the page's text is: it is none of that."""
        self._rules.append(((x, y), (x + width, y), run.pen.ink, _THICK * run.pen.size))

    def _point(self, point: Point) -> str:
        x, y = point
        return f"{number(x)} {number(self._height - y)}"

    def _paint(self, path: str, fill: Ink | None, stroke: Ink | None) -> None:
        if fill is not None:
            self._state("fill", self._fills[fill])
            self._pen = None
        if stroke is not None:
            self._stroke(stroke, _OUTLINE)
        operator = ("n", "S", "f", "B")[2 * (fill is not None) + (stroke is not None)]
        self._operators.append(f"{path} {operator}")

    def _stroke(self, ink: Ink, width: float, dash: float = 0.0) -> None:
        if (ink, width, dash) == self._stroked:
            return
        self._stroked = (ink, width, dash)
        self._state("stroke", self._strokes[ink])
        self._state("width", f"{number(width)} w")
        self._state("dash", f"[{number(dash)}] 0 d" if dash else "[] 0 d")

    def _state(self, what: str, operator: str) -> None:
        if self._set.get(what) != operator:
            self._set[what] = operator
            self._operators.append(operator)


@lru_cache(maxsize=16)
def _selecting(colours: Colours, operator: str) -> dict[Ink, str]:
    """What selects each of the inks."""
    return {ink: f"{_rgb(colours.of(ink))} {operator}" for ink in Ink}


def _rgb(colour: str) -> str:
    """Six hexadecimal digits as three numbers from 0 to 1."""
    return " ".join(f"{int(colour[index : index + 2], 16) / 255:.3f}" for index in (0, 2, 4))
