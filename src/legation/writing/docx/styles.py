"""The names of styles, and the values that the theme gives them.

The styles themselves are in `base/word/styles.xml`: built-in ones by their real names, so that the
navigation pane, the style gallery and contents lists know them, and ours, which say what a
paragraph is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.model.document import ListKind, Role
from legation.writing.docx.markup import escape, half_points, twips

if TYPE_CHECKING:
    from legation.model.theme import Page, Theme

IN_TEXT = {
    Role.BODY: "Normal",
    Role.SUBTITLE: "Subtitle",
    Role.FRONT: "FrontMatter",
    Role.LEAD: "Lead",
    Role.NOTE: "Note",
    Role.QUOTE: "Quote",
}
"""The style id of a paragraph by its role, in the text."""

IN_TABLE = dict.fromkeys(Role, "TableText") | {Role.NOTE: "TableNote"}
"""The style id of a paragraph by its role, in a table's cell."""

CONTINUED = {Role.NOTE: "Note", Role.QUOTE: "Quote"}
"""The style id of an item's further paragraphs, where it is not `ListContinue`."""

LISTS = {
    ListKind.BULLET: "ListBullet",
    ListKind.NUMBER: "ListNumber",
    ListKind.SOURCE: "Source",
}
"""The style id of a list's items."""

DEEPEST_HEADING = 6
"""The deepest level of heading that has a style."""

MILLIMETRE = 72 / 25.4
"""A millimetre in points."""


def values(theme: Theme, language: str) -> dict[str, str]:
    """What the `$names` in the base package stand for, in its units, ready for XML.

    Sizes are half points; lines, the least distance from baseline to baseline, are twips.
    """
    sizes: dict[str, float] = theme.sizes.model_dump()
    lengths = {f"{name}_size": half_points(size) for name, size in sizes.items()}
    lengths["digest_size"] = half_points(theme.sizes.page * 0.85)
    for name, size in sizes.items():
        lengths[f"{name}_line"] = twips(size * _leading(name, theme.leading))
    words = {
        "font": theme.fonts.name,
        "fallback": theme.fonts.fallback,
        "language": language,
        **theme.colours.model_dump(),
    }
    return {name: str(length) for name, length in (lengths | _page(theme.page)).items()} | {
        name: escape(word) for name, word in words.items()
    }


def _leading(name: str, leading: float) -> float:
    """Prose has the theme's leading; tables are set closer, display type closer still."""
    if name in ("body", "lead", "note"):
        return leading
    return 1 + (leading - 1) * (0.75 if name in ("table", "caption") else 0.6)


def _page(page: Page) -> dict[str, int]:
    """The sheet in twips; header and footer stand in the middle of their margins."""
    margins = {
        "top": page.top,
        "right": page.right,
        "bottom": page.bottom,
        "left": page.left,
        "header_distance": page.top * 0.45,
        "footer_distance": page.bottom * 0.4,
    }
    return {
        "page_width": twips(page.width),
        "page_height": twips(page.height),
        "text_width": twips(page.text_width),
    } | {name: twips(length * MILLIMETRE) for name, length in margins.items()}
