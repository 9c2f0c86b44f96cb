"""Pages: which strips stand on which page, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from legation.writing.pdf.strips import Strip


class Standing(NamedTuple):
    """A strip on a page: how far its top is beneath the top of the page's column.

    Attributes:
        repeated: Whether it was seen before: a table's header on a later page.
    """

    y: float
    strip: Strip
    repeated: bool = False


Page = list[Standing]


def paginate(strips: Sequence[Strip], height: float) -> list[Page]:
    """Put strips on pages with columns of a height in points; at least one page.

    Strips that must stay together do, where a page can hold them. One taller than a page stands alone.
    """
    filler = _Filler(height)
    for group in _groups(strips):
        if not filler.empty and (group[0].new_page or not filler.fits(group)):
            filler.next_page()
        if filler.fits(group):
            for strip in group:
                filler.put(strip)
        else:
            for strip in group:
                if not filler.fits([strip]) and not filler.empty:
                    filler.next_page()
                filler.put(strip)
    return filler.pages


def _groups(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """The strips, in groups that want to stay together."""
    group: list[Strip] = []
    for strip in strips:
        if group and strip.new_page:
            yield group
            group = []
        group.append(strip)
        if not strip.keep:
            yield group
            group = []
    if group:
        yield group


class _Filler:
    """Fills pages from the top.

    Attributes:
        pages: Those begun so far.
        empty: Whether nothing but repeated headers could be on the present one.
    """

    def __init__(self, height: float) -> None:
        self.pages: list[Page] = [[]]
        self._height = height
        self._y = 0.0
        self._gap = 0.0

    @property
    def empty(self) -> bool:
        return not self.pages[-1]

    def next_page(self) -> None:
        self.pages.append([])
        self._y = self._gap = 0.0

    def fits(self, group: Sequence[Strip]) -> bool:
        """Whether the group fits on what is left of the page, less a hundredth for rounding."""
        y, gap = self._y, self._gap
        if self.empty:
            y += sum(strip.height for strip in group[0].header)
        for index, strip in enumerate(group):
            if index or not self.empty:
                y += max(gap, strip.before)
            y += strip.height
            gap = strip.after
        return y <= self._height + 0.01

    def put(self, strip: Strip) -> None:
        """Put the strip next; at the top of a page, its table's header first."""
        if self.empty:
            for header in strip.header:
                self._stand(header, repeated=True)
        else:
            self._y += max(self._gap, strip.before)
        self._stand(strip, repeated=False)

    def _stand(self, strip: Strip, repeated: bool) -> None:
        self.pages[-1].append(Standing(self._y, strip, repeated))
        self._y += strip.height
        self._gap = strip.after
