"""Pages: which strips stand on which page, and where; and the footnotes at their feet.

A strip stands on a page only with its footnotes, unless more than a quarter of the page would stay blank
for them: then it stands there if two lines of them do, and the others go on at the foot of the next page.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from legation.model.drawing import Ink, Line
from legation.writing.pdf.strips import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_RULE = 144.0  # two inches, as in Word
_BLANK = 1 / 4  # of a page: more is not left blank to keep the notes of a strip whole
_FEWEST = 2  # lines of notes that stand on the page of their number


def separator(*, right: float = _RULE) -> Strip:
    """What stands between the text of a page and its footnotes: a short rule that ends at the right given."""
    return Strip(10.0, shapes=(Line(right - _RULE, 6.0, right, 6.0, Ink.RULE, 0.5),))


SEPARATOR = separator()


class Standing(NamedTuple):
    """A strip on a page: how far its top is beneath the top of the page's column.

    Attributes:
        repeated: Whether it was seen before: a table's header on a later page.
        note: Whether it is of a footnote, or the rule above the first.
    """

    y: float
    strip: Strip
    repeated: bool = False
    note: bool = False


Page = list[Standing]
"""The text from the top of the page, then its notes down to the foot."""


def paginate(strips: Sequence[Strip], height: float, rule: Strip = SEPARATOR) -> list[Page]:
    """Put strips on pages with columns of a height in points; at least one page.

    Strips that must stay together do, where a page can hold them. One taller than a page stands alone.
    Notes, beneath the rule, that go on are done with before a strip that begins a page.
    """
    filler = _Filler(height, rule)
    for group in _groups(strips):
        if group[0].new_page:
            filler.end()
        while not (fits := filler.fits(group)) and not filler.empty:
            filler.next_page()
        if fits:
            for strip in group:
                filler.put(strip)
        else:
            for strip in group:
                while not (filler.fits([strip]) or filler.empty):
                    filler.next_page()
                filler.put(strip)
    filler.end()
    return filler.pages[:-1] or [[]]


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


def room(notes: Iterable[Strip]) -> float:
    """The height that the lines of notes take."""
    return sum(line.before + line.height for line in notes)


class _Filler:
    """Fills pages, with text from the top and with notes from the foot.

    Attributes:
        pages: Those begun so far; the last is the present one.
    """

    def __init__(self, height: float, rule: Strip) -> None:
        self.pages: list[Page] = [[]]
        self._rule = rule
        self._height = height + 0.01  # a hundredth for rounding
        self._y = 0.0
        self._gap = 0.0
        self._notes: list[Strip] = []  # of the present page
        self._noted = 0.0  # how high they are, with the rule
        self._waiting: deque[Strip] = deque()  # lines of notes for which there is no room

    @property
    def empty(self) -> bool:
        """Whether nothing is on the present page."""
        return not (self.pages[-1] or self._notes)

    def end(self) -> None:
        """End the page, and the notes, on pages of their own if they must."""
        while not self.empty:
            self.next_page()

    def next_page(self) -> None:
        """End the page; the next begins with what is left of the notes."""
        y = self._height - 0.01 - self._noted
        for line in [self._rule, *self._notes] if self._notes else ():
            y += line.before
            self.pages[-1].append(Standing(y, line, note=True))
            y += line.height
        self.pages.append([])
        self._y = self._gap = self._noted = 0.0
        self._notes = []
        self._note()

    def fits(self, group: Sequence[Strip]) -> bool:
        """Whether the group fits on what is left of the page, with its notes."""
        if self._waiting:
            return False
        y, gap, claim, least = self._y, self._gap, 0.0, 0.0
        top = not self.pages[-1]
        if top:
            y += sum(strip.height for strip in group[0].header)
        for index, strip in enumerate(group):
            if index or not top:
                y += max(gap, strip.before)
            y += strip.height
            gap = strip.after
            least = claim  # only the notes of the last may go on elsewhere
            if strip.notes:
                least += room(strip.notes[:_FEWEST])
                claim += room(strip.notes)
        blank = self._height - self._y - self._noted
        if blank > self._height * _BLANK:
            claim = least
        if claim and not self._notes:
            claim += self._rule.height
        return y + self._noted + claim <= self._height

    def put(self, strip: Strip) -> None:
        """Put the strip next; at the top of a page, its table's header first."""
        if self.pages[-1]:
            self._y += max(self._gap, strip.before)
        else:
            for header in strip.header:
                self._stand(header, repeated=True)
        self._stand(strip, repeated=False)
        if strip.notes:
            self._waiting += strip.notes
            self._note()

    def _stand(self, strip: Strip, repeated: bool) -> None:
        self.pages[-1].append(Standing(self._y, strip, repeated))
        self._y += strip.height
        self._gap = strip.after

    def _note(self) -> None:
        """Put lines of notes that wait at the page's foot, as many as there is room for."""
        while self._waiting:
            line = self._waiting[0]
            noted = (self._noted or self._rule.height) + line.before + line.height
            if self._y + noted > self._height and not self.empty:
                return
            self._notes.append(self._waiting.popleft())
            self._noted = noted
