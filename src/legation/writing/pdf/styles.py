"""Styles: the theme's sizes and colours as paragraph styles on a common vertical rhythm.

The unit of the rhythm is a line of body text; every line's height and every space between blocks is a
multiple of a quarter of it, so that pages look evenly set. Lengths are points.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.model.document import Role
from legation.model.drawing import Align, Ink

if TYPE_CHECKING:
    from legation.model.theme import Theme


class Style(Struct, frozen=True):
    """How a paragraph is set.

    Attributes:
        size, leading: Of its lines.
        before, after: The space around it; between two blocks the larger counts.
        left, right: How far it is indented.
        keep: Whether it stays on a page with what follows.
        bar: Whether an accent bar stands at its side.
    """

    size: float
    leading: float
    ink: Ink = Ink.TEXT
    bold: bool = False
    italic: bool = False
    before: float = 0.0
    after: float = 0.0
    left: float = 0.0
    right: float = 0.0
    align: Align = Align.START
    keep: bool = False
    bar: bool = False


class Styles(Struct, frozen=True):
    """The styles of a document.

    Attributes:
        unit: A line of body text.
        title, headings, caption, cell, page: By what they are for; `headings` by level, from 1.
        roles: Those of paragraphs.
    """

    unit: float
    title: Style
    headings: dict[int, Style]
    roles: dict[Role, Style]
    caption: Style
    cell: Style
    page: Style

    @classmethod
    def of(cls, theme: Theme) -> Styles:
        """The styles of a theme."""
        sizes = theme.sizes
        unit = sizes.body * theme.leading
        quarter = unit / 4

        def line(size: float, share: float = 1.2) -> float:
            return quarter * ceil(size * share / quarter - 0.01)

        return cls(
            unit,
            Style(
                *(sizes.title, line(sizes.title), Ink.ACCENT),
                bold=True,
                after=quarter,
                keep=True,
            ),
            {
                1: _heading(sizes.heading1, line(sizes.heading1), 2 * unit, 2 * quarter),
                2: _heading(sizes.heading2, line(sizes.heading2), unit + quarter, quarter),
            },
            _roles(theme, unit),
            Style(
                *(sizes.caption, line(sizes.caption, 1.3), Ink.TEXT),
                bold=True,
                before=2 * quarter,
                after=quarter,
                keep=True,
            ),
            Style(sizes.table, sizes.table * 1.35),
            Style(sizes.page, sizes.page * 1.3, Ink.MUTED),
        )

    def paragraph(self, role: Role) -> Style:
        """The style of a paragraph."""
        return self.roles[role]


def _heading(size: float, leading: float, before: float, after: float) -> Style:
    return Style(size, leading, Ink.ACCENT, bold=True, before=before, after=after, keep=True)


def _roles(theme: Theme, unit: float) -> dict[Role, Style]:
    sizes, half = theme.sizes, unit / 2
    quarter = half / 2
    lead = quarter * ceil(sizes.lead * 1.35 / quarter - 0.01)
    note = quarter * ceil(sizes.note * 1.25 / quarter - 0.01)
    subtitle = quarter * ceil(sizes.subtitle * 1.2 / quarter - 0.01)
    return {
        Role.BODY: Style(sizes.body, unit, before=0, after=half),
        Role.SUBTITLE: Style(sizes.subtitle, subtitle, Ink.MUTED, after=half, keep=True),
        Role.FRONT: Style(sizes.note, note, Ink.MUTED, after=0.0),
        Role.LEAD: Style(sizes.lead, lead, before=unit, after=unit, left=14.0, bar=True),
        Role.NOTE: Style(sizes.note, note, Ink.MUTED, after=half),
        Role.QUOTE: Style(sizes.body, unit, before=half, after=half, left=24.0, right=24.0),
    }
