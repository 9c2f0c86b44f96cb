"""What a letterhead says of a brief's measures: its page, the size of its text, its colours.

The brief is made to fit before it is written: sizes are set in proportion to the letterhead's text, the
widths of columns anew for its page, and a drawing that is too large is made smaller, its letters with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from docx.opc.constants import RELATIONSHIP_TYPE
from msgspec.structs import replace

from legation.model.document import Contents, Figure, PageBreak
from legation.model.drawing import Ink
from legation.model.theme import Colours, Page, Sizes, Theme
from legation.text.columns import set_widths
from legation.writing.docx.sheets import ends
from legation.writing.docx.styles import MILLIMETRE
from legation.writing.docx.trees import A, W, number, root, tree, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.opc.part import Part, XmlPart
    from lxml.etree import _Element as Element

    from legation.model.document import Block, Document
    from legation.text.columns import Setting
    from legation.writing.docx.grafting import Styles

_TWIP = 1 / 20  # of a point
_SLOTS = {
    Ink.TEXT: ("t1", "dark1"),
    Ink.PAPER: ("bg1", "light1"),
    Ink.MUTED: ("t2", "dark2"),
    Ink.SHADE: ("bg2", "light2"),
    Ink.ACCENT: ("accent1", "accent1"),
    Ink.RULE: ("accent3", "accent3"),
}
_ELEMENTS = {"dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2"}
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{6}")
_NARROWEST = 72.0  # points, whatever a section says of its margins
_UNSIZED = 10.0  # points; the size of text that has none (17.3.2.38)
_CAPTION = 4.0  # lines of body text: a caption, with the space around it and beneath the figure


class Sheet(Page):
    """The sheet of a letterhead, of whatever size.

    Attributes:
        wide, high: Its size in points.
    """

    wide: float
    high: float

    @property
    def width(self) -> float:
        """The sheet's width in points."""
        return self.wide

    @property
    def height(self) -> float:
        """The sheet's height in points."""
        return self.high

    @property
    def turned(self) -> Sheet:
        """The same sheet turned to be wider than high, if it is not."""
        sides = {"wide": max(self.wide, self.high), "high": min(self.wide, self.high)}
        return Sheet.model_construct(**dict(self) | sides)


def house_theme(main: XmlPart, section: Element, styles: Styles, theme: Theme) -> Theme:
    """The theme with the measures and colours of a letterhead.

    Args:
        main: The letterhead's main part.
        section: The section that the brief is in.
        styles: Its styles.
        theme: The theme.
    """
    size = text_size(styles)
    times = size / theme.sizes.body
    sizes = {name: each * times for name, each in theme.sizes.model_dump().items()}
    sizes["timeline"] = theme.sizes.timeline  # which the drawings settle
    changed = {
        "page": sheet(section, theme.page),
        "sizes": Sizes.model_construct(**sizes),
        "colours": _colours(main, theme.colours),
        "logo": "",
    }
    if theme.notes == "endnotes" and not ends(root(main)):
        changed["notes"] = "end"  # Word would set them behind the letterhead's own text
    return Theme.model_construct(**dict(theme) | changed)


def text_size(styles: Styles) -> float:
    """The size of ordinary text in points."""
    for style in styles.chain(styles.default("paragraph")):
        found = value(style, f"{W}rPr/{W}sz")
        if found:
            return max(4.0, number(found, 2 * _UNSIZED) / 2)
    path = f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz"
    return max(4.0, number(value(styles.root, path), 2 * _UNSIZED) / 2)


def fitted(document: Document, house: Theme, setting: Setting) -> Document:
    """The document, its columns and drawings made to fit another page than it was settled for.

    Args:
        document: Settled.
        house: The letterhead's theme.
        setting: How tables are set there.
    """
    return replace(document, blocks=tuple(resized(set_widths(document.blocks, setting), house)))


def resized(blocks: Iterable[Block], house: Theme) -> Iterator[Block]:
    """The blocks, their drawings made to fit another page than they were settled for."""
    page = house.page
    for block in blocks:
        if isinstance(block, PageBreak):
            page = house.page.turned if block.landscape else house.page
        elif isinstance(block, Figure):
            room = page.text_height - _CAPTION * house.sizes.body * house.leading
            drawing = block.drawing.no_larger(page.text_width, max(room, page.text_height / 2))
            block = replace(block, drawing=drawing)
        elif isinstance(block, Contents):
            # The pages are those of another layout; Word fills them in when the list is updated.
            entries = tuple(replace(each, page=0) for each in block.entries)
            block = replace(block, entries=entries)
        yield block


def sheet(section: Element, page: Page) -> Sheet:
    """The sheet of a section of a letterhead, its text as wide as a column; see `paper`."""
    whole = paper(section, page)
    text = whole.text_width
    over = text - max(_NARROWEST, _column(section, text))
    return whole.model_copy(update={"right": whole.right + over / MILLIMETRE})


def paper(section: Element, page: Page) -> Sheet:
    """The sheet of a section, its text as wide as all columns: so are its headers and footers.

    What the section does not say is `page`'s.
    """
    width = _measure(section, "pgSz", "w", page.width)
    height = _measure(section, "pgSz", "h", page.height)
    sides = {
        name: abs(_measure(section, "pgMar", name, getattr(page, name) * MILLIMETRE))
        for name in ("top", "right", "bottom", "left")
    }
    sides["right"] += _measure(section, "pgMar", "gutter", 0)
    text = width - sides["left"] - sides["right"]
    sides["right"] += text - max(_NARROWEST, text)
    margins = {name: side / MILLIMETRE for name, side in sides.items()}
    return Sheet.model_construct(None, wide=width, high=height, **cast("dict[str, Any]", margins))


def _column(section: Element, width: float) -> float:
    """The width of a column, or of the first of several, in points."""
    count = max(1, round(_number(section, "cols", "num", 1)))
    if count == 1:
        return width
    first = _measure(section, "cols/{W}col", "w", 0)
    return first or (width - (count - 1) * _measure(section, "cols", "space", 36)) / count


def _measure(section: Element, path: str, name: str, otherwise: float) -> float:
    """A length of a section in points, from twips."""
    return _number(section, path, name, otherwise / _TWIP) * _TWIP


def _number(section: Element, path: str, name: str, otherwise: float) -> float:
    return number(value(section, W + path.replace("{W}", W), name), otherwise)


def _colours(main: Part, colours: Colours) -> Colours:
    """The palette of the letterhead's theme part, by the slots that ours are tied to."""
    part = tree(main, RELATIONSHIP_TYPE.THEME)
    settings = tree(main, RELATIONSHIP_TYPE.SETTINGS)
    scheme = None if part is None else part.find(f"{A}themeElements/{A}clrScheme")
    if scheme is None:
        return colours
    found = colours.model_dump()
    for ink, (name, usual) in _SLOTS.items():
        slot = value(settings, f"{W}clrSchemeMapping", name) or usual
        colour = scheme.find(f"{A}{_ELEMENTS.get(slot, slot)}/*")
        stated = "" if colour is None else str(colour.get("lastClr") or colour.get("val"))
        if _HEXADECIMAL.fullmatch(stated):
            found[ink.value] = stated.upper()
    return Colours.model_construct(**found)
