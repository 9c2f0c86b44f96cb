"""How many pages a brief takes in its letterhead, as far as can be told without a word processor.

Its lines are counted as those of the PDF are, but by the letterhead's measures: on its page, between its
headers and footers, behind the text that stands before the brief, in the sizes, spaces and width of letters
that its styles have. What floats, such as a text box, takes no room.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from legation.model.document import Break, ListKind, PageBreak, Paragraph, Role
from legation.writing import pdf
from legation.writing.docx.edges import shown
from legation.writing.docx.heights import Heights, look
from legation.writing.docx.house import Sheet, paper
from legation.writing.docx.sections import NEAREST_EDGE
from legation.writing.docx.sheets import around
from legation.writing.docx.styles import MILLIMETRE
from legation.writing.docx.trees import W, number, root, value
from legation.writing.pdf.styles import Style, Styles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.opc.part import XmlPart
    from lxml.etree import _Element as Element

    from legation.model.document import Document
    from legation.model.theme import Page, Theme
    from legation.text.fonts import Fonts
    from legation.writing.docx.grafting import Styles as HouseStyles
    from legation.writing.pdf import Measure

_HEADINGS = ("heading 1", "heading 2", "heading 3")
_ROLES = {
    Role.BODY: "body text",
    Role.SUBTITLE: "subtitle",
    Role.FRONT: "front matter",
    Role.LEAD: "lead",
    Role.NOTE: "note",
    Role.QUOTE: "quote",
    Role.ATTRIBUTION: "attribution",
}
_ITEMS = {
    ListKind.BULLET: "list bullet",
    ListKind.NUMBER: "list number",
    ListKind.POINT: "points",
    ListKind.SOURCE: "source",
}
"""The names of the styles that a brief has where the letterhead has them."""

_SAID = ("size", "leading", "before", "after")
_LINE = 1.3  # the height of a line at head or foot, in sizes of type
_APART = 3.0  # points above the marking, and between the rule at the foot and its line


class Room(NamedTuple):
    """What a letterhead takes of its pages, in points.

    Attributes:
        top, bottom: From the sheet's edges to the text, on every page.
        first: Of the page where the brief begins, besides: for a higher header, and the text before it.
        last: Of the one where it ends, for the text behind it.
        columns: How many of them the text of a page is in.
    """

    top: float
    bottom: float
    first: float
    last: float
    columns: int


def measured(
    document: Document, theme: Theme, styles: HouseStyles, room: Room, broad: float, fonts: Fonts
) -> Measure:
    """The pages of a brief, and what is beyond those that it may have.

    Args:
        document: Fitted to the letterhead's page.
        theme: With the letterhead's measures.
        styles: The letterhead's styles.
        room: What the letterhead takes of its pages.
        broad: The width of its letters, as a multiple of that of the theme's.
        fonts: The theme's.
    """
    theme = theme.model_copy(update={"page": _column(theme.page, room)})
    line = theme.sizes.body * theme.leading
    annexed = any(isinstance(block, PageBreak) and block.annex for block in document.blocks)
    blocks = [*_empty(room.first, line), *document.blocks]
    if not annexed:
        blocks += _empty(room.last, line)
    # What stands around the text is in the room already.
    bare = replace(
        document, blocks=tuple(blocks), marking="", running_title="", digest="", page_label=""
    )
    return pdf.measure(bare, theme, fonts, _as_in_house(Styles.of(theme), styles, broad))


def _column(page: Page, room: Room) -> Page:
    """A sheet that is as high as the columns of a page together, one beneath the other."""
    high = page.height + (room.columns - 1) * (page.height - room.top - room.bottom)
    changed = {"wide": page.width, "high": high}
    changed |= {"top": room.top / MILLIMETRE, "bottom": room.bottom / MILLIMETRE}
    return Sheet.model_construct(None, **(dict(page) | changed))


def _empty(height: float, line: float) -> Iterable[Paragraph]:
    """As many empty lines as are so high."""
    lines = ceil(height / line - 0.01)
    return [Paragraph((Break(),) * (lines - 1))] if lines > 0 else []


def _as_in_house(styles: Styles, house: HouseStyles, broad: float) -> Styles:
    """The styles of the theme, each as the letterhead has it, if it does; their letters as broad as its."""

    def own(name: str, style: Style) -> Style:
        found = house.called(name)
        if found is not None:
            says = look(list(house.chain(found)), house)
            style = replace(style, **{key: getattr(says, key) for key in _SAID})
        return replace(style, size=style.size * broad)

    roles = {role: own(_ROLES[role], style) for role, style in styles.roles.items()}
    ordinary = house.called("body text")
    chain = house.chain(house.default("paragraph") if ordinary is None else ordinary)
    indents = look(list(chain), house)
    body = replace(roles[Role.BODY], left=max(0.0, indents.left), right=max(0.0, indents.right))
    return replace(
        styles,
        title=own("title", styles.title),
        headings=tuple(map(own, _HEADINGS, styles.headings)),
        roles=roles | {Role.BODY: body},
        items={kind: own(_ITEMS[kind], style) for kind, style in styles.items.items()},
        caption=own("caption", styles.caption),
        cell=own("table text", styles.cell),
    )


def room(
    main: XmlPart, section: Element, styles: HouseStyles, theme: Theme, *, marked: bool, even: bool
) -> Room:
    """What a letterhead takes of the pages of a brief.

    Args:
        main: The letterhead's main part.
        section: The section that the brief is in.
        styles: Its styles.
        theme: With its measures.
        marked: Whether the brief has a marking.
        even: Whether pages of even numbers have headers and footers of their own.
    """
    heights, width = Heights(styles), theme.page.text_width
    whole = paper(section, theme.page).text_width
    line = theme.sizes.page * _LINE
    marking = line + _APART if marked else 0.0
    tops, bottoms = {}, {}
    for page, header, footer in shown(main, section, even=even):
        head = heights.of(() if header is None else header, whole) + marking
        foot = heights.of(() if footer is None else footer, whole) + marking + line + _APART
        tops[page] = max(theme.page.top * MILLIMETRE, _distance(section, "header") + head)
        bottoms[page] = max(theme.page.bottom * MILLIMETRE, _distance(section, "footer") + foot)
    usual = [page for page in tops if page != "first"]
    top, bottom = (max(each[page] for page in usual) for each in (tops, bottoms))
    higher = tops.get("first", top) - top + bottoms.get("first", bottom) - bottom
    before, behind = (heights.of(each, width) for each in around(root(main)))
    columns = max(1, round(number(value(section, f"{W}cols", "num"), 1)))
    return Room(top, bottom, max(0.0, higher) + before, behind, columns)


def _distance(section: Element, name: str) -> float:
    """How far header or footer stands from the sheet's edge, in points."""
    stated = number(value(section, f"{W}pgMar", name), 0.0) / 20
    return max(stated, NEAREST_EDGE * MILLIMETRE)
