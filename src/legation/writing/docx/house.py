"""What a letterhead says of a brief's measures: its page, the size of its text, its colours.

The brief is made to fit before it is written: sizes are set in proportion to the letterhead's text, columns
to the width of its page, and a drawing that is too large is made smaller, its letters with it.
"""

from __future__ import annotations

import re
from heapq import nlargest
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from docx.opc.constants import RELATIONSHIP_TYPE
from msgspec.structs import replace

from legation.model.document import Contents, Figure, PageBreak, Table
from legation.model.drawing import Ink
from legation.model.sharing import level
from legation.model.theme import Colours, Page, Sizes, Theme
from legation.writing.directions import plain_text
from legation.writing.docx.sheets import ends
from legation.writing.docx.styles import MILLIMETRE
from legation.writing.docx.trees import A, W, number, root, tree, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docx.opc.part import Part, XmlPart
    from lxml.etree import _Element as Element

    from legation.model.document import Block, Column, Document
    from legation.writing.docx.grafting import Styles

Measured: TypeAlias = "Callable[[str, bool], float]"
"""The width of a word in points, which may be bold."""

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
_BREAKS = re.compile("[ \\t\\n\u00ad\u200b]+")  # a no-break space is none
_LONGEST_WORD = 0.3  # of the table; a longer one, an address say, may be broken
_CONTENDERS = 32  # words of a column that are measured, the longest by letters
_PADDING = 11.0  # points, on both sides of a cell's text
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


def fitted(document: Document, page: Page, house: Theme, measure: Measured) -> Document:
    """The document, its columns and drawings made to fit another page than it was settled for.

    Args:
        document: Settled.
        page: The page it was settled for.
        house: The letterhead's theme.
        measure: How wide a word in a table is there, in points, which may be bold.
    """
    return replace(document, blocks=tuple(_fitted(document, page, house, measure)))


def _fitted(document: Document, page: Page, house: Theme, measure: Measured) -> Iterator[Block]:
    old, new = page, house.page
    for block in document.blocks:
        if isinstance(block, PageBreak):
            turned = block.landscape
            old, new = (page.turned, house.page.turned) if turned else (page, house.page)
        elif isinstance(block, Table):
            widths = _widths(block, new.text_width / old.text_width, measure)
            columns = map(_as_wide, block.columns, widths)
            block = replace(block, columns=tuple(columns))
        elif isinstance(block, Figure):
            room = new.text_height - _CAPTION * house.sizes.body * house.leading
            drawing = block.drawing.no_larger(new.text_width, max(room, new.text_height / 2))
            block = replace(block, drawing=drawing)
        elif isinstance(block, Contents):
            # The pages are those of another layout; Word fills them in when the list is updated.
            entries = tuple(replace(each, page=0) for each in block.entries)
            block = replace(block, entries=entries)
        yield block


def _widths(table: Table, times: float, measure: Measured) -> list[float]:
    """The widths of columns, so many times what they were, but each as wide as its longest word.

    What a column lacks, the others give according to what they can spare. Where all have not enough, the
    narrow ones break no word.
    """
    widths = [column.width * times for column in table.columns]
    total = sum(widths)
    floors = [_longest(table, number, measure) for number in range(len(widths))]
    if sum(floors) > total:
        floors = [min(floor, _LONGEST_WORD * total + _PADDING) for floor in floors]
        most = level(floors, total)
        floors = [min(floor, most) for floor in floors]
    lacking = sum(max(0.0, least - width) for least, width in zip(floors, widths, strict=True))
    if not lacking:
        return widths
    spare = sum(max(0.0, width - least) for least, width in zip(floors, widths, strict=True))
    return [
        max(least, width - (width - least) * lacking / spare)
        for least, width in zip(floors, widths, strict=True)
    ]


def _longest(table: Table, number: int, measure: Measured) -> float:
    """The width of the longest word of a column of that number, with the room beside it."""
    headed = set(_BREAKS.split(table.columns[number].header))
    texts = (each for row in table.rows for each in row.cells[number])
    words = {word for each in texts for word in _BREAKS.split(plain_text(each.inlines))}
    bold = table.row_headers and number == 0
    return max(_widest(headed, measure, bold=True), _widest(words, measure, bold=bold)) + _PADDING


def _widest(words: set[str], measure: Measured, *, bold: bool) -> float:
    contenders = nlargest(_CONTENDERS, words, key=lambda word: (len(word), word))
    return max((measure(word, bold) for word in contenders), default=0.0)


def _as_wide(column: Column, width: float) -> Column:
    return replace(column, width=width)


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
