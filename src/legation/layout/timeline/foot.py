"""What stands below the axis: the undated events, the legend, and how many events are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from legation.layout.timeline.captions import fitted
from legation.layout.timeline.legend import items
from legation.layout.timeline.signs import sign
from legation.model.drawing import Ink, Label

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import date

    from legation.layout.timeline.extents import Dated
    from legation.layout.timeline.look import Look
    from legation.layout.timeline.panel import Axis
    from legation.model.document import Entry, Timeline
    from legation.model.drawing import Shape

_MOST_UNDATED = 24
_APART = 1.0  # points between them
_BETWEEN = 1.4  # font sizes between the items of the legend
_LINES = 3  # of an undated event's title
_TWO_COLUMNS = 36.0  # font sizes of width from which the undated stand in two columns


class Foot(Struct):
    """Shapes set below one another, from `y` on.

    Attributes:
        y: The bottom of what is there already.
        width: Of the drawing.
        look: The timeline's measures.
        shapes: What is there.
    """

    y: float
    width: float
    look: Look
    shapes: list[Shape] = field(default_factory=list)

    def undated(self, numbered: Sequence[tuple[int, Entry]]) -> None:
        """List events without a date, turning points first where they are too many."""
        if not numbered:
            return
        look = self.look
        self.space()
        self.y = self._text(("Undated",), 0.0, self.y, bold=1, name="undated heading")
        listed = sorted(numbered, key=lambda pair: not pair[1].key)[:_MOST_UNDATED]
        listed.sort(key=lambda pair: pair[0])
        count = 2 if self.width >= _TWO_COLUMNS * look.size and len(listed) > 1 else 1
        column = (self.width - (count - 1) * look.size) / count
        half = -(-len(listed) // count)
        start, bottoms = self.y, []
        for n in range(count):
            y = start
            for number, entry in listed[n * half : (n + 1) * half]:
                y = self._item(number, entry, n * (column + look.size), y + _APART, column)
            bottoms.append(y)
        self.y = max(bottoms)
        if len(listed) < len(numbered):
            self.note(f"and {len(numbered) - len(listed):,} more without a date")

    def _item(self, number: int, entry: Entry, x: float, y: float, width: float) -> float:
        """An undated event in a column; returns its bottom."""
        look = self.look
        indent = 2 * look.ring + look.step
        lines, _ = fitted(entry.title, width - indent, _LINES, look.plain)
        middle = (x + look.ring + 0.5, y + look.leading / 2)
        self.shapes += sign(entry).paint(*middle, look, f"event {number} marker")
        name = f"event {number} label"
        return self._text(lines, x + indent, y, struck=entry.cancelled, name=name)

    def legend(
        self, entries: Sequence[Entry], events: Sequence[Dated], axis: Axis | None, as_of: date
    ) -> None:
        """Explain the signs of a drawing.

        Args:
            entries: The events drawn.
            events: Those of them that have a date.
            axis: The axis; None where there is none.
            as_of: The as-of date.
        """
        look = self.look
        explained = list(items(entries, events, axis, as_of, look))
        if explained:
            self.space()
        x, bottom = 0.0, self.y
        for item in explained:
            indent = item.width + look.step
            lines, _ = fitted(item.text, self.width - indent - 1, _LINES, look.plain)
            wide = indent + max(map(look.plain, lines))
            if x > 0 and x + wide > self.width:
                x, self.y = 0.0, bottom
            self.shapes += item.paint(x, self.y + look.leading / 2, look)
            text_bottom = self._text(lines, x + indent, self.y, ink=Ink.MUTED, name="legend label")
            bottom = max(bottom, text_bottom)
            x += wide + _BETWEEN * look.size
        self.y = bottom

    def note(self, text: str) -> None:
        """Add a remark."""
        lines, _ = fitted(text, self.width, _LINES, self.look.plain)
        self.y = self._text(lines, 0.0, self.y, ink=Ink.MUTED, name="note")

    def space(self) -> None:
        """Leave some room, unless nothing is above."""
        if self.y > 0:
            self.y += self.look.size

    def _text(
        self,
        lines: tuple[str, ...],
        x: float,
        y: float,
        *,
        name: str,
        bold: int = 0,
        ink: Ink = Ink.TEXT,
        struck: bool = False,
    ) -> float:
        """Set lines; returns their bottom."""
        look = self.look
        measures = [look.bold if n < bold else look.plain for n in range(len(lines))]
        width = max(measure(line) for measure, line in zip(measures, lines, strict=True))
        height = look.leading * len(lines)
        box = (x, y, width, height, lines, look.size, look.leading)
        self.shapes.append(Label(*box, ink=ink, bold_lines=bold, struck=struck, name=name))
        return y + height


def below(
    timeline: Timeline,
    events: Sequence[Dated],
    axis: Axis | None,
    note: str,
    y: float,
    width: float,
    look: Look,
    named: Container[int] | None = None,
) -> Foot:
    """What stands below a timeline that ends at `y`.

    Args:
        timeline: Its entries.
        events: Those that have a date.
        axis: Its axis; None where there is none.
        note: A remark; may be empty.
        y: The bottom of what is there already.
        width: Of the drawing.
        look: The timeline's measures.
        named: The numbers of the events on the axis; None for all that have a date.
    """
    foot = Foot(y, width, look)
    numbered = list(enumerate(timeline.entries, start=1))
    foot.undated([(number, entry) for number, entry in numbered if not entry.date.known])
    entries: Sequence[Entry] = timeline.entries
    if named is not None:
        entries = [entry for n, entry in numbered if n in named or not entry.date.known]
        events = [event for event in events if event.number in named]
    foot.legend(entries, events, axis, timeline.as_of)
    if note:
        foot.note(note)
    return foot
