"""Styles: the theme's sizes and colours as paragraph styles on a common vertical rhythm.

The unit of the rhythm is a line of body text. The height of a line, in the text and in tables, is a multiple
of a quarter of it; the space between blocks is such a multiple times the theme's spacing; and what a row has
above and below its lines is half a unit, so that pages look evenly set. Lengths are points.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from legation.model.document import ListKind, Role
from legation.model.drawing import Ink

if TYPE_CHECKING:
    from legation.model.theme import Theme

_DIGEST_SHARE = 0.85
_LEAD_LINE = 1.35


class Style(Struct, frozen=True):
    """How a paragraph is set.

    Attributes:
        size, leading: Of its lines.
        before, after: The space around it; between two blocks the larger counts.
        left, right: How far it is indented.
        keep: Whether it stays on a page with what follows.
        whole: Whether all of it stays on one page.
        bar: Whether an accent bar stands at its side.
        justified: Whether its lines are as wide as the column, all but the last.
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
    keep: bool = False
    whole: bool = False
    bar: bool = False
    justified: bool = False


class Styles(Struct, frozen=True):
    """The styles of a document.

    Attributes:
        unit: A line of body text.
        space: What is a line of body text between blocks, by the theme's spacing.
        title, caption, continued, cell, page, digest: By what they are for; `continued` is the line above
            a table that goes on, and `page` stands around every page.
        headings: By level, from 1; the last is for all deeper ones.
        roles: Those of paragraphs.
        items: Those of the items of lists.
    """

    unit: float
    space: float
    title: Style
    headings: tuple[Style, ...]
    roles: dict[Role, Style]
    items: dict[ListKind, Style]
    caption: Style
    continued: Style
    cell: Style
    page: Style
    digest: Style

    @classmethod
    def of(cls, theme: Theme) -> Styles:
        """The styles of a theme."""
        sizes = theme.sizes
        rhythm = _Rhythm(sizes.body * theme.leading, theme.spacing)
        page = sizes.page * 1.3
        caption = _headline(sizes.caption, rhythm, Ink.TEXT, 0.5, 0.25, least=1.3)
        return cls(
            unit=rhythm.unit,
            space=rhythm.space,
            title=_headline(sizes.title, rhythm, Ink.ACCENT, 0.0, 0.25),
            headings=(
                _headline(sizes.heading1, rhythm, Ink.ACCENT, 2.0, 0.5),
                _headline(sizes.heading2, rhythm, Ink.ACCENT, 1.25, 0.25),
                _headline(sizes.body, rhythm, Ink.MUTED, 0.5, 0.25),
            ),
            roles=_roles(theme, rhythm),
            items=_items(theme, rhythm),
            caption=caption,
            continued=replace(caption, ink=Ink.MUTED, bold=False, italic=True),
            cell=Style(sizes.table, rhythm.line(sizes.table, 1.35)),
            page=Style(sizes.page, page, Ink.MUTED),
            digest=Style(sizes.page * _DIGEST_SHARE, page, Ink.MUTED),
        )

    def heading(self, level: int) -> Style:
        """The style of a heading of that level."""
        return self.headings[min(level, len(self.headings)) - 1]


class _Rhythm(Struct, frozen=True):
    unit: float
    spacing: float

    @property
    def space(self) -> float:
        """The space between two blocks that stand a line apart."""
        return self.unit * self.spacing

    def line(self, size: float, least: float) -> float:
        """The height of a line: at least that multiple of its size, in quarters of the unit."""
        quarter = self.unit / 4
        return quarter * ceil(size * least / quarter - 0.01)


def _headline(
    size: float, rhythm: _Rhythm, ink: Ink, before: float, after: float, least: float = 1.2
) -> Style:
    """What stays with the text it heads; the space around it in units."""
    leading = rhythm.line(size, least)
    style = Style(size, leading, ink, bold=True, keep=True, whole=True)
    return replace(style, before=before * rhythm.space, after=after * rhythm.space)


def _roles(theme: Theme, rhythm: _Rhythm) -> dict[Role, Style]:
    sizes, unit, space, half = theme.sizes, rhythm.unit, rhythm.space, rhythm.space / 2
    subtitle = rhythm.line(sizes.subtitle, 1.2)
    lead = rhythm.line(sizes.lead, _LEAD_LINE)
    note = rhythm.line(sizes.note, 1.25)
    running = Style(sizes.body, unit, after=half, justified=theme.align == "justify")
    return {
        Role.BODY: running,
        Role.SUBTITLE: Style(sizes.subtitle, subtitle, Ink.MUTED, after=half, keep=True),
        Role.FRONT: Style(sizes.note, note, Ink.MUTED),
        Role.LEAD: Style(
            *(sizes.lead, lead),
            before=space,
            after=space,
            left=14.0,
            whole=True,
            bar=True,
            justified=running.justified,
        ),
        Role.NOTE: Style(sizes.note, note, Ink.MUTED, after=half),
        Role.QUOTE: replace(running, before=half, after=half / 2, left=24.0, right=24.0),
        Role.ATTRIBUTION: Style(sizes.note, note, Ink.MUTED, after=1.5 * half, left=24.0),
    }


def _items(theme: Theme, rhythm: _Rhythm) -> dict[ListKind, Style]:
    """Points to make stand as far apart as paragraphs, so that an eye raised from them finds the next."""
    sizes, space = theme.sizes, rhythm.space
    justify = theme.align == "justify"
    item = Style(sizes.body, rhythm.unit, after=space / 4, justified=justify)
    leading = rhythm.line(sizes.lead, _LEAD_LINE)
    point = replace(item, size=sizes.lead, leading=leading, after=space / 2)
    return dict.fromkeys(ListKind, item) | {ListKind.POINT: point}
