"""The legend: what a reader may not know of a drawing, each sign as it is drawn there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from legation.layout.timeline.bars import Track
from legation.layout.timeline.extents import Style, extent
from legation.layout.timeline.signs import Sign, question, today_line, whisker
from legation.model.date_points import spelt
from legation.model.drawing import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from legation.layout.timeline.extents import Extent
    from legation.layout.timeline.look import Look
    from legation.model.document import Entry
    from legation.model.drawing import Shape

    Painter = Callable[[float, float, Look], Iterable[Shape]]

_NAME = "legend marker"
_BAR = 1.75  # the length of a bar in font sizes
_FADE = 2.75  # of one that fades


class Item(Struct, frozen=True):
    """A sign and what it means.

    Attributes:
        text: What it means.
        width: Of the sign, in points.
        paint: Its shapes, from its left edge, the height of its middle, and the measures.
    """

    text: str
    width: float
    paint: Painter


def items(entries: Sequence[Entry], as_of: date | None, look: Look) -> Iterator[Item]:
    """What is to be explained, in the order in which it is.

    Args:
        entries: The events drawn.
        as_of: The day of the dashed line; None where there is none.
        look: The timeline's measures.
    """
    wide = 2 * look.ring + 1
    for sign, text in _signs(entries):
        yield Item(text, wide, _marker(sign))
    found = [days for entry in entries if (days := extent(entry.date))]
    for text, occurs, ems, paint in _FORMS:
        if any(map(occurs, found)):
            yield Item(text, ems * look.size, paint)
    if as_of is not None:
        yield Item(f"as of {spelt(as_of)}", wide, _today)


def _signs(entries: Iterable[Entry]) -> Iterator[tuple[Sign, str]]:
    """The markers of kinds, where there is more than one, and what is drawn of others than usual."""
    kinds: dict[Mark, set[str]] = {}
    for entry in entries:
        if entry.kind:
            kinds.setdefault(entry.mark, set()).add(entry.kind)
    if len(set().union(*kinds.values())) > 1:
        for mark in Mark:
            if mark in kinds:
                yield Sign(mark), ", ".join(sorted(kinds[mark]))
    if any(entry.key for entry in entries):
        yield Sign(Mark.CIRCLE, key=True), "turning point"
    if any(entry.planned for entry in entries):
        yield Sign(Mark.CIRCLE, hollow=True), "planned"
    if any(entry.cancelled for entry in entries):
        yield Sign(Mark.CIRCLE, hollow=True, struck=True), "cancelled"


def _marker(sign: Sign) -> Painter:
    return lambda x, y, look: sign.paint(x + look.ring + 0.5, y, look, _NAME)


def _about(x: float, y: float, look: Look) -> Iterator[Shape]:
    middle = x + look.overhang
    for way in (-1, 1):
        yield whisker(middle + way * look.radius, y, way, look, _NAME)
    yield from Sign(Mark.CIRCLE).paint(middle, y, look, _NAME)


def _uncertain(x: float, y: float, look: Look) -> Iterator[Shape]:
    middle = x + look.ring + 0.5
    yield from Sign(Mark.CIRCLE).paint(middle, y, look, _NAME)
    yield from question(middle, y, look, _NAME)


def _bracket(x: float, y: float, look: Look) -> Iterator[Shape]:
    return Track(y, look, _NAME).bracket(x + 0.5, x + _BAR * look.size, -1)


def _pale(x: float, y: float, look: Look) -> Iterator[Shape]:
    return Track(y, look, _NAME).pale(x + 0.5, x + _BAR * look.size)


def _lasting(x: float, y: float, look: Look) -> Iterator[Shape]:
    return Track(y, look, _NAME).core(x + 0.5, x + _BAR * look.size)


def _going_on(x: float, y: float, look: Look) -> Iterator[Shape]:
    start, tip = x + 0.5, x + _FADE * look.size
    return Track(y, look, _NAME).going_on(start, tip, tip)


def _of_old(x: float, y: float, look: Look) -> Iterator[Shape]:
    start, tip = x + _FADE * look.size, x + 0.5
    return Track(y, look, _NAME).going_on(start, tip, tip)


def _end_unknown(x: float, y: float, look: Look) -> Iterator[Shape]:
    return Track(y, look, _NAME).fading(x + 0.5, x + 0.5 + look.stub)


def _start_unknown(x: float, y: float, look: Look) -> Iterator[Shape]:
    return Track(y, look, _NAME).fading(x + 0.5 + look.stub, x + 0.5)


def _today(x: float, y: float, look: Look) -> Iterator[Shape]:
    high = look.leading / 2 - 1
    yield today_line(x + look.ring + 0.5, y - high, y + high)


_FORMS: tuple[tuple[str, Callable[[Extent], bool], float, Painter], ...] = (
    ("about", lambda days: days.approximate, 1.6, _about),
    ("uncertain", lambda days: days.uncertain, 1.3, _uncertain),
    ("one day within", lambda days: days.style is Style.ONE_OF, _BAR, _bracket),
    ("at some time within", lambda days: bool(days.doubtful), _BAR, _pale),
    ("lasting", lambda days: days.sure is not None and None not in days.sure, _BAR, _lasting),
    ("going on", lambda days: days.end is None and days.sure is not None, _FADE, _going_on),
    ("started earlier", lambda days: days.first is None and days.sure is not None, _FADE, _of_old),
    ("end not known", lambda days: days.end is None and days.sure is None, _BAR, _end_unknown),
    (
        "start not known",
        lambda days: days.first is None and days.sure is None,
        _BAR,
        _start_unknown,
    ),
)
"""What forms of dates mean: the words, whether an extent has it, the sign's width in font sizes."""
