"""Strips: what a document is cut into to be put on pages.

A strip is as wide as the text and never broken: a line of a paragraph, a row of a table, a figure.
Lengths are points, from the strip's top left corner, with y growing downwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable

    from legation.model.document import Footnote
    from legation.model.drawing import Ink, Shape
    from legation.text.lines import Line
    from legation.writing.pdf.logo import Logo
    from legation.writing.pdf.pens import Pen
    from legation.writing.pdf.tags import Element


class Target(Struct, frozen=True):
    """Where a link leads: an address, or an anchor within the document."""

    url: str = ""
    anchor: str = ""


class Run(NamedTuple):
    """Text of one style.

    Attributes:
        text: The characters.
        pen: What it is set with.
        owner: Its own structure element, for a link or another language.
        target: Where it leads, if it is a link.
        rise: How far it is raised above the baseline.
        gap: The room before it that is its own.
        note: The footnote that it is the number of, where that comes first.
        struck: Whether it is struck through.
    """

    text: str
    pen: Pen
    owner: Element | None = None
    target: Target | None = None
    rise: float = 0.0
    gap: float = 0.0
    note: Footnote | None = None
    struck: bool = False

    @property
    def measure(self) -> Callable[[str], float]:
        """The width in points of any text in the run's style."""
        if self.gap:
            return lambda text: self.gap + self.pen.measure(text)
        return self.pen.measure


class Placed(NamedTuple):
    """A line of text in its place: where its baseline begins, and the element whose content it is."""

    x: float
    y: float
    line: Line[Run]
    owner: Element


class Bar(Struct, frozen=True, eq=False):
    """A bar along all strips that have it and stand together on a page, mostly those of a block."""

    x: float
    width: float
    ink: Ink


class Leader(Struct, frozen=True):
    """What leads from the words of an entry in the list of contents to its page.

    Attributes:
        anchor: The heading whose page it is.
        left, right: What is free between the words and the side at which the page stands.
        run: The words, of whose style the page is.
        turned: Whether the page stands at the left.
    """

    anchor: str
    left: float
    right: float
    run: Run
    turned: bool = False


class Strip(Struct, eq=False):
    """What is never broken between pages.

    Attributes:
        height: Its own.
        before, after: The space around it; between two strips the larger counts, at a page's top none.
        keep: Whether it stays on a page with the next strip.
        texts: Its lines, in reading order.
        shapes: What is painted beneath them.
        picture: The element that the shapes are, when they are a figure and not decoration.
        width: How wide the figure is.
        bar: The bar beside it.
        changed: The bar in the margin that says that it has changed.
        header: The strips to repeat when a page begins with this one.
        anchors: The names by which links find it.
        outline: Its level, from 0, and title among the document's bookmarks.
        leader: To the page that it ends with, as an entry in the list of contents.
        new_page: Whether it begins a page.
        landscape: Whether it stands on a sheet turned to be wider than high.
        text: Whether it begins what follows the cover.
        annex: Whether it begins the annex.
        notes: The lines of the footnotes whose numbers it is the first to have.
        logo: The logo, painted from its top left corner.
    """

    height: float
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    texts: list[Placed] = field(default_factory=list)
    shapes: tuple[Shape, ...] = ()
    picture: Element | None = None
    width: float = 0.0
    bar: Bar | None = None
    changed: Bar | None = None
    header: tuple[Strip, ...] = ()
    anchors: list[str] = field(default_factory=list)
    outline: tuple[int, str] | None = None
    leader: Leader | None = None
    new_page: bool = False
    landscape: bool = False
    text: bool = False
    annex: bool = False
    notes: tuple[Strip, ...] = ()
    logo: Logo | None = None
