"""The book: a document's strips, pages and links brought together into one file."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.model.document import Heading, List, PageBreak
from legation.model.drawing import Ink
from legation.model.theme import WHITE
from legation.text.languages import reads_from_right
from legation.writing.pdf import Pdf, drawing
from legation.writing.pdf.content import Artifact, Content
from legation.writing.pdf.contents import complete
from legation.writing.pdf.counting import Counter, Sizer
from legation.writing.pdf.flow import Flow
from legation.writing.pdf.furniture import MILLIMETRE, Furniture
from legation.writing.pdf.inlines import Setter
from legation.writing.pdf.links import Place, annotation
from legation.writing.pdf.measuring import Measure, overflow
from legation.writing.pdf.metadata import describe
from legation.writing.pdf.objects import reference
from legation.writing.pdf.pages import paginate
from legation.writing.pdf.pens import TypeCase
from legation.writing.pdf.strips import Strip
from legation.writing.pdf.styles import Styles
from legation.writing.pdf.tags import Element, add_structure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from legation.model.document import Block, Document
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts
    from legation.writing.pdf.content import LinkArea
    from legation.writing.pdf.pages import Page, Standing
    from legation.writing.pdf.sheets import Sheets
    from legation.writing.pdf.strips import Bar


class Book:
    """A document on its way to a file; one that is `counted` has pages, but cannot be written.

    Args:
        document: Settled.
        theme: Its theme.
        fonts: The theme's.
        counted: Whether it is only to be measured.
        styles: Its styles, where they are not those of the theme.

    Attributes:
        document: Settled, and with what was put in.
    """

    def __init__(
        self,
        document: Document,
        theme: Theme,
        fonts: Fonts,
        *,
        counted: bool = False,
        styles: Styles | None = None,
    ) -> None:
        self.document = document
        self.theme = theme
        self.case = TypeCase(fonts)
        self.root = Element("Document")
        styles = styles or Styles.of(theme)
        self._turned = reads_from_right(document.language)
        anchors = set(filter(None, _anchors(document.blocks)))
        setter = (Counter if counted else Setter)(self.case, anchors, turned=self._turned)
        sheets = {False: theme.page, True: theme.page.turned}
        self._furniture = {
            landscape: Furniture(document, sheet, setter, styles)
            for landscape, sheet in sheets.items()
        }
        self._heights = {landscape: each.height for landscape, each in self._furniture.items()}
        self._unit = styles.unit
        self._flow = (Sizer if counted else Flow)(setter, styles, self._furniture)
        self._covered = any(isinstance(b, PageBreak) and b.cover for b in document.blocks)
        self._strips = self._flow.strips(document.blocks, self.root)
        self._strips[:0] = self._head(landscape=bool(self._strips) and self._strips[0].landscape)
        self._links: list[tuple[LinkArea, int]] = []
        self._marked: list[list[Element]] = []

    @cached_property
    def _leaves(self) -> list[tuple[Furniture, Page]]:
        """Its pages, each with what stands around it."""
        return list(self._parted()) or [(self._furniture[False], [])]

    @property
    def pages(self) -> list[Page]:
        """Its pages."""
        return [page for _, page in self._leaves]

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where its anchors are."""
        return dict(self._places())

    def exceeds(self, pages: int) -> bool:
        """Whether it has more than so many pages, besides a cover.

        A long one need not be parted into pages for that.
        """
        pages += self._covered
        room = pages * max(self._heights.values())
        return sum(strip.height for strip in self._strips) > room or len(self.pages) > pages

    def _parted(self) -> Iterator[tuple[Furniture, Page]]:
        """The strips parted into pages, those of either kind of sheet by themselves."""
        for landscape, strips in groupby(self._strips, lambda strip: strip.landscape):
            furniture = self._furniture[landscape]
            rule = self._flow.footnotes.rule(furniture.width)
            for page in paginate(list(strips), furniture.height, rule):
                yield furniture, page

    def put_in(self, blocks: Sequence[Block], place: int) -> None:
        """Put blocks before the heading that is the document's block of that number.

        They begin the page that it began; but before a turned page they stand upright.
        """
        front, rest = self.document.blocks[:place], self.document.blocks[place:]
        at = self._strip_of(rest[0])
        turned = self._strips[at].landscape
        if turned:
            front, rest = _upright(front, rest)
            at = self._strip_of(rest[1])
        after = self._strips[at]
        kids = self.root.kids
        kid, count = kids.index(after.texts[0].owner), len(kids)
        made = self._flow.strips(blocks, self.root)
        made[0].new_page = after.text if turned else after.new_page
        made[0].text, made[0].annex = after.text, after.annex and not turned
        after.new_page, after.text, after.annex = turned, False, after.annex and turned
        self._strips[at:at] = made
        kids[kid:] = kids[count:] + kids[kid:count]
        self.document = replace(self.document, blocks=(*front, *blocks, *rest))
        for name in ("_leaves", "places", "_measured"):
            self.__dict__.pop(name, None)

    def _strip_of(self, heading: Block) -> int:
        assert isinstance(heading, Heading)
        return next(n for n, strip in enumerate(self._strips) if heading.anchor in strip.anchors)

    def measure(self) -> Measure:
        """How many pages there are, and what is beyond those that the document may have."""
        return self._measured

    @cached_property
    def _measured(self) -> Measure:
        limit = self.document.pages
        return Measure(
            pages=len(self.pages),
            front=next(self._annexes(), len(self.pages)) - next(self._texts(), 0),
            anchors={anchor: place.page + 1 for anchor, place in self.places.items()},
            over=overflow(self._strips, self._heights, limit, self._unit) if limit else (),
        )

    def _annexes(self) -> Iterator[int]:
        """How many pages come before an annex."""
        for index, page in enumerate(self.pages):
            if any(standing.strip.annex for standing in page):
                yield index

    def _texts(self) -> Iterator[int]:
        """How many pages the cover has, if there is one."""
        for index, page in enumerate(self.pages if self._covered else ()):
            if any(standing.strip.text for standing in page):
                yield index

    def written(self) -> Pdf:
        """The file; it is written once, for each page is let go when it is painted."""
        from legation.writing.pdf.sheets import Sheets, pinned_settings

        size = (self.theme.page.width, self.theme.page.height)
        pages = self.measure().pages
        self._complete()
        self._strips.clear()
        with pinned_settings():
            sheets = Sheets(size, self.document.language)
            seed = describe(sheets, self.document)
            for index, (furniture, page) in enumerate(self._leaves):
                self._paint(sheets, index, furniture, page)
                page.clear()
            self.case.embed(sheets)
            self._add_links(sheets)
            owners = [link.owner for link, _ in self._links]
            add_structure(sheets, self.root, self._marked, owners)
            data = sheets.finished(seed)
        return Pdf(data, pages)

    def _complete(self) -> None:
        """Put the pages into the list of contents."""
        for strip in self._strips:
            if strip.leader is not None:
                complete(strip, strip.leader, self.places[strip.leader.anchor].page + 1)

    def _add_links(self, sheets: Sheets) -> None:
        pages = sheets.page_references()
        # Pages have the first keys of the structure tree, links those that follow.
        for key, (link, place) in enumerate(self._links, start=len(pages)):
            sheets.put(place, annotation(link, self.places, pages, key))

    def _head(self, *, landscape: bool) -> Iterator[Strip]:
        """What stands above the title: the logo, and on a cover some room."""
        if self.theme.logo:
            from legation.writing.pdf.logo import load_logo

            height = self.theme.logo_height * MILLIMETRE
            logo = load_logo(self.theme.logo, height, self.theme.page.text_width)
            yield Strip(logo.height, after=self._unit, keep=True, logo=logo, landscape=landscape)
        if self._covered:
            yield Strip(self.theme.page.drop, keep=True)

    def _places(self) -> Iterator[tuple[str, Place]]:
        """Where the anchors are; of two by one name, the first counts."""
        seen = set()
        for index, (furniture, page) in enumerate(self._leaves):
            for y, strip, repeated, _ in page:
                top = furniture.sheet.height - furniture.top - y
                for anchor in strip.anchors if not repeated else ():
                    if anchor not in seen:
                        seen.add(anchor)
                        yield anchor, Place(index, furniture.left, top)

    def _paint(self, sheets: Sheets, index: int, furniture: Furniture, page: Page) -> None:
        sheet = furniture.sheet
        content = Content(index, sheet.height, self.theme.colours)
        content.belongs_to(Artifact.DECORATION)
        if self.theme.colours.paper != WHITE:
            content.rectangle((0.0, 0.0), (sheet.width, sheet.height), Ink.PAPER)
        furniture.paint(content, index + 1, len(self._leaves))
        content.belongs_to(Artifact.DECORATION)
        for bar, start, end in _bars(page):
            corner = (furniture.left + bar.x, furniture.top + start)
            content.rectangle(corner, (bar.width, end - start), bar.ink)
        for standing in page:
            self._paint_strip(sheets, content, furniture, standing)
        for link in content.links:
            place = sheets.add_annotation()
            link.owner.claim(index, reference(place))
            self._links.append((link, place))
        sheets.setPageSize((sheet.width, sheet.height))
        sheets.add_page(content.finished())
        self._marked.append(content.marked)

    def _paint_strip(
        self, sheets: Sheets, content: Content, furniture: Furniture, standing: Standing
    ) -> None:
        y, strip, repeated, _ = standing
        left, top = furniture.left, furniture.top + y
        above = furniture.sheet.height - top
        if strip.shapes:
            if strip.picture is not None:
                strip.picture.bound(left, above - strip.height, left + strip.width, above)
            owner = strip.picture or Artifact.DECORATION
            drawing.paint(content, self.case, strip.shapes, left, top, owner)
        if strip.logo is not None:
            content.belongs_to(Artifact.DECORATION)
            sheets.add_image("logo", strip.logo.body)
            size = (strip.logo.width, strip.logo.height)
            room = furniture.width - strip.logo.width if self._turned else 0.0
            content.image("logo", (left + room, top), size)
        for x, baseline, line, owner in strip.texts:
            content.line(left + x, top + baseline, line, Artifact.REPEATED if repeated else owner)
        if strip.outline is not None:
            level, title = strip.outline
            sheets.add_bookmark(title, level, (left, above))


def _upright(front: tuple[Block, ...], rest: tuple[Block, ...]) -> tuple[tuple[Block, ...], ...]:
    """Blocks parted at a heading of a turned page: parted before that page, whose break comes first."""
    while front and not isinstance(front[-1], PageBreak):
        front, rest = front[:-1], (front[-1], *rest)
    (*before, turning) = front
    assert isinstance(turning, PageBreak)
    if turning.cover:
        before.append(PageBreak(cover=True))
    return tuple(before), (replace(turning, cover=False), *rest)


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    """The names by which links find places in the blocks."""
    for block in blocks:
        match block:
            case Heading():
                yield block.anchor
            case List():
                for item in block.items:
                    yield item.anchor
                    yield from _anchors(item.blocks)


def _bars(page: Page) -> Iterator[tuple[Bar, float, float]]:
    """The bars on a page, each with its top and bottom: one along all strips in a row that have it."""
    for which in ("strip.bar", "strip.changed"):
        for bar, group in groupby(page, attrgetter(which)):
            if bar is not None:
                standings = list(group)
                yield bar, standings[0].y, standings[-1].y + standings[-1].strip.height
