"""Footnotes to strips: what a note says, in lines of its own, for the foot of the page that has its number.

Tagged as ISO 32000-1, 14.8.4.4.1 has it: a `Note` behind the paragraph that holds its `Reference`, with its
number as `Lbl`; each has an identifier of its own, as ISO 14289-1, 7.9 asks. Links lead both ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.model.document import Role
from legation.model.drawing import Ink
from legation.text.lines import Line, Span
from legation.writing.pdf.pages import SEPARATOR, separator
from legation.writing.pdf.strips import Placed, Run, Target
from legation.writing.pdf.tags import Element

if TYPE_CHECKING:
    from legation.model.document import Footnote
    from legation.writing.pdf.flow import Flow
    from legation.writing.pdf.strips import Strip

HANG = 24.0
"""Points from the left of a number to that of its note, as in Word; one of four digits needs more."""


class Footnotes:
    """Sets the footnotes of one document, each for the strip that first has its number."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        note = flow.styles.roles[Role.NOTE]
        self._style = replace(note, ink=Ink.TEXT, before=flow.styles.space / 4, after=0.0)
        self._set: set[str] = set()

    def rule(self, width: float) -> Strip:
        """What stands above them in a column of a width, at the side where the document begins."""
        return separator(right=width) if self._flow.setter.turned else SEPARATOR

    def attach(self, strip: Strip) -> None:
        """Give the strip the notes of the numbers that it is the first to have, and ways back to it."""
        notes: list[Strip] = []
        for placed in strip.texts:
            for span in placed.line.spans:
                note = span.run.note
                # A number that a narrow column breaks is in two lines.
                if note is not None and note.anchor not in self._set:
                    self._set.add(note.anchor)
                    strip.anchors.append(_origin(note))
                    notes += self._lines(note, placed.owner)
        strip.notes = tuple(notes)

    def _lines(self, note: Footnote, citing: Element) -> list[Strip]:
        """The lines of a note, its element put behind the one that cites it."""
        style, flow = self._style, self._flow
        element = Element("Note", citing.parent, identifier=note.anchor)
        label = Element("Lbl", element)
        link = Element("Link", label, inline=True)
        pen = flow.setter.case.pen(style.size, Ink.ACCENT)
        run = Run(str(note.number), pen, link, Target(anchor=_origin(note)))
        width = run.measure(run.text)
        hang = max(HANG, width + 0.45 * style.size)
        strips = flow.set(note.says, style, Element("P", element), hang=hang)
        first = strips[0]
        x = flow.width - width if first.texts[0].line.turned else 0.0
        line = Line((Span(run, run.text, width),), width, spaced=True)
        first.texts.insert(0, Placed(x, first.texts[0].y, line, label))
        first.anchors.append(note.anchor)
        return strips


def _origin(note: Footnote) -> str:
    """The name of the place that has a note's number first."""
    return f"{note.anchor}-cited"
