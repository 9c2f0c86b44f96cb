"""The names of styles, and the values that the theme gives them.

The styles themselves are in `base/word/styles.xml`: built-in ones by their real names, so that the
navigation pane, the style gallery and contents lists know them, and ours, which say what a
paragraph is.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from legation.model.document import ListKind, Role
from legation.model.drawing import Ink
from legation.model.theme import WHITE
from legation.writing.docx import fonts
from legation.writing.docx.colours import attributes
from legation.writing.docx.markup import half_points, twips
from legation.writing.xml import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from legation.model.theme import Colours, Theme

IN_TEXT = {
    Role.BODY: "BodyText",
    Role.SUBTITLE: "Subtitle",
    Role.FRONT: "FrontMatter",
    Role.LEAD: "Lead",
    Role.NOTE: "Note",
    Role.QUOTE: "Quote",
    Role.ATTRIBUTION: "Attribution",
}
"""The style id of a paragraph by its role, in the text."""

IN_TABLE = dict.fromkeys(Role, "TableText") | {Role.NOTE: "TableNote"}
"""The style id of a paragraph by its role, in a table's cell."""

HEADING_ROWS = IN_TABLE | {Role.BODY: "TableRowHeading"}
"""The same, in a cell that heads its row."""

CONTINUED = {Role.NOTE: "Note", Role.QUOTE: "Quote"}
"""The style id of an item's further paragraphs, where it is not that of continued text."""

LISTS = {
    ListKind.BULLET: "ListBullet",
    ListKind.NUMBER: "ListNumber",
    ListKind.POINT: "Points",
    ListKind.SOURCE: "Source",
}
"""The style id of a list's items."""

DEEPEST_HEADING = 6
"""The deepest level of heading that has a style."""

DEEPEST_ENTRY = 3
"""The deepest level of the list of contents that has a style."""

MILLIMETRE = 72 / 25.4
"""A millimetre in points."""

_ON_THE_RHYTHM = {
    "title": 1.2,
    "subtitle": 1.2,
    "heading1": 1.2,
    "heading2": 1.2,
    "heading3": 1.2,
    "lead": 1.35,
    "note": 1.25,
    "caption": 1.3,
    "table": 1.35,
}
"""The least leading of what stands in the text and in tables, as a multiple of its size."""

_APART = {"page": 1.3, "timeline": 1.2, "digest": 1.2}
"""The leading of what stands apart from the text."""

_ROW_RULE = 0.5
_ROW_TOP = 0.21  # of a line of body text, above a row's own

_SPACES = {
    "quarter": 0.25,
    "half": 0.5,
    "three_quarters": 0.75,
    "unit": 1.0,
    "above_part": 1.25,
    "double": 2.0,
}
"""The spaces between paragraphs, in lines of body text, before the theme's spacing."""


_CHANGED_WIDTH = 12  # of the bar beside what has changed, in eighths of a point
_CHANGED_GAP = 6  # points between that and the column of text
_WIDEST_SPACE = 31  # points between a border and its paragraph, at most

_SHOWN = "<w:displayBackgroundShape/>"  # without which Word keeps the paper's colour to itself


def changed(colours: Colours, *, turned: bool, indent: float) -> str:
    """The bar in the margin beside a paragraph that has changed, at the right where `turned`.

    It stands as far from the paragraph as that is indented there, in points, and then some.
    """
    side, space = "right" if turned else "left", min(_CHANGED_GAP + round(indent), _WIDEST_SPACE)
    bar = f'<w:{side} w:val="single" w:sz="{_CHANGED_WIDTH}" w:space="{space}" '
    return f"<w:pBdr>{bar}{attributes(Ink.TEXT, colours)}/></w:pBdr>"


def changed_row(colours: Colours) -> str:
    """The bar beside a row that has changed: a border of its first cell, where the row begins.

    Word knows no other that is as high as the row, whatever it holds and wherever its page ends. What is
    named `left` is at the right in a table that runs from right to left.
    """
    bar = f'<w:left w:val="single" w:sz="{_CHANGED_WIDTH}" w:space="0" '
    return f"<w:tcBorders>{bar}{attributes(Ink.TEXT, colours)}/></w:tcBorders>"


def changed_lead(colours: Colours, *, turned: bool) -> str:
    """The bar in the margin and that of the style `Lead` as one border of two lines.

    A paragraph has but one border at a side: here a thick line with a thin one around it.
    """
    side, none = ("right", '<w:left w:val="nil"/>') if turned else ("left", "")
    bar = f'<w:{side} w:val="thickThinMediumGap" w:sz="48" w:space="11" '
    return f"<w:pBdr>{none}{bar}{attributes(Ink.ACCENT, colours)}/></w:pBdr>"


def bar_at_right(colours: Colours) -> str:
    """The bar of the style `Lead` on the other side, for a paragraph that runs from right to left.

    Borders, unlike indents, stay where they are when a paragraph turns (OOXML Part 1, 17.3.1.17).
    """
    return (
        '<w:pBdr><w:left w:val="nil"/><w:right w:val="single" w:sz="20" w:space="11" '
        f"{attributes(Ink.ACCENT, colours)}/></w:pBdr>"
    )


def values(theme: Theme, language: str) -> dict[str, str]:
    """What the `$names` in the base package stand for, in its units, ready for XML.

    Sizes (`_size`) are half points. Leadings (`_line`), spaces and the text's width are twips.
    """
    sizes: dict[str, float] = theme.sizes.model_dump() | {
        "digest": theme.sizes.page * 0.85,
        "heading3": theme.sizes.body,
    }
    numbers = (
        {f"{name}_size": half_points(size) for name, size in sizes.items()}
        | {f"{name}_line": twips(line) for name, line in _leadings(sizes, theme.leading).items()}
        | {name: twips(length) for name, length in _lengths(theme).items()}
    )
    words = {
        "font": theme.fonts.name,
        "language": language,
        **theme.colours.model_dump(),
    }
    justified = '<w:jc w:val="both"/>' if theme.align == "justify" else ""
    alternative, fallback = fonts.fallback(theme.fonts)
    coloured = theme.colours.paper != WHITE
    background = f"<w:background {attributes(Ink.PAPER, theme.colours)}/>" if coloured else ""
    return (
        {"justified": justified, "alternative": alternative, "fallback": fallback}
        | {"only_justified": f"<w:pPr>{justified}</w:pPr>" if justified else "<w:pPr/>"}
        | {"background": background, "shown": _SHOWN if coloured else ""}
        | {name: str(number) for name, number in numbers.items()}
        | {name: escape(word) for name, word in words.items()}
    )


def _leadings(sizes: Mapping[str, float], leading: float) -> dict[str, float]:
    """From baseline to baseline. Text keeps a rhythm of quarters of a line, so pages look even."""
    body = sizes["body"] * leading
    quarter = body / 4
    rhythm = {
        name: quarter * ceil(sizes[name] * least / quarter - 0.01)
        for name, least in _ON_THE_RHYTHM.items()
    }
    return {"body": body} | rhythm | {name: sizes[name] * times for name, times in _APART.items()}


def _lengths(theme: Theme) -> dict[str, float]:
    line = theme.sizes.body * theme.leading
    return {
        "text_width": theme.page.text_width,
        # Half a line is around those of a row: a quarter behind its last, and the rule in the rest.
        "cell_top": line * _ROW_TOP,
        "cell_after": line / 4,
        "cell_bottom": max(0.0, line * (0.25 - _ROW_TOP) - _ROW_RULE),
        **{name: line * times * theme.spacing for name, times in _SPACES.items()},
    }
