"""How wide the letters of fonts are that letterheads are set in, beside ours, which alone can be measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE

from legation.writing.docx.trees import A, W, tree

if TYPE_CHECKING:
    from docx.opc.part import Part
    from lxml.etree import _Element as Element

    from legation.writing.docx.grafting import Styles

_BREADTHS = {
    name: breadth
    for breadth, names in {
        0.86: "times new roman|times|liberation serif|tinos|garamond|eb garamond",
        0.88: "calibri|carlito",
        0.94: "arial|helvetica|liberation sans|arimo|cambria|caladea|book antiqua|palatino linotype",
        0.97: "georgia|tahoma|segoe ui|trebuchet ms|aptos",
        1.07: "dejavu sans|bitstream vera sans",
        1.10: "dejavu serif|verdana|century gothic",
        1.30: "courier new|courier|liberation mono|cousine|dejavu sans mono|consolas",
    }.items()
    for name in names.split("|")
}
"""The width of English text, as a multiple of that in IBM Plex Serif, which is wider than most."""


WIDEST = 1.25
"""The most that text in a usual font is wider than in ours."""


def breadth(main: Part, styles: Styles, otherwise: float = 1.0) -> float:
    """How wide the ordinary text of a letterhead is, as a multiple of what it is in our font.

    Args:
        main: The letterhead's main part.
        styles: Its styles.
        otherwise: What a font counts as that is not known; by default as ours.
    """
    return _BREADTHS.get(_font(main, styles).lower(), otherwise)


def _font(main: Part, styles: Styles) -> str:
    """The name of the font of ordinary text (17.3.2.26); empty where none is stated."""
    defaults = styles.root.find(f"{W}docDefaults/{W}rPrDefault")
    for element in (*styles.chain(styles.default("paragraph")), defaults):
        stated = None if element is None else element.find(f"{W}rPr/{W}rFonts")
        for name in ("asciiTheme", "ascii") if stated is not None else ():
            found = str(stated.get(W + name, ""))  # type: ignore[union-attr]
            if found:
                return _of_theme(main, found) if name == "asciiTheme" else found
    return ""


def _of_theme(main: Part, slot: str) -> str:
    """The font of a theme's slot, such as `minorHAnsi` (17.18.96)."""
    theme = tree(main, RELATIONSHIP_TYPE.THEME)
    kind = "majorFont" if slot.startswith("major") else "minorFont"
    found: Element | None = None if theme is None else theme.find(f".//{A}{kind}/{A}latin")
    return "" if found is None else str(found.get("typeface", ""))
