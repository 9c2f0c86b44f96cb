"""The legend: what a reader may not know of a drawing, each sign as it is drawn there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.layout.timeline.bars import Track
from legation.layout.timeline.extents import Style
from legation.layout.timeline.signs import Sign, question, today_line, whisker
from legation.model.date_points import spelt
from legation.model.drawing import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from legation.layout.timeline.extents import Dated, Extent
    from legation.layout.timeline.look import Look
    from legation.layout.timeline.panel import Axis
    from legation.layout.timeline.scale import Scale
    from legation.model.document import Entry
    from legation.model.drawing import Shape

    Period = tuple[int | None, int | None]
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


def items(
    entries: Sequence[Entry], events: Sequence[Dated], axis: Axis | None, as_of: date, look: Look
) -> Iterator[Item]:
    """What is to be explained, in the order in which it is.

    Args:
        entries: The events drawn.
        events: Those of them that have a date.
        axis: The axis; None where there is none.
        as_of: The as-of date.
        look: The timeline's measures.
    """
    wide = 2 * look.ring + 1
    for sign, text in _signs(entries):
        yield Item(text, wide, _marker(sign))
    if axis is None:
        return
    drawn = {(event.extent, event.entry.planned or event.entry.cancelled) for event in events}
    told = [(text, hollow) for days, hollow in drawn for text in _told(days, axis, look)]
    solid, hollow = (
        {text for text, is_hollow in told if is_hollow is way} for way in (False, True)
    )
    for text, (ems, paint) in _FORMS.items():
        if text in solid | hollow:
            yield Item(text, ems * look.size, partial(paint, hollow=text not in solid))
    if axis.today is not None:
        yield Item(f"as of {spelt(as_of)}", wide, _today)


def _told(days: Extent, axis: Axis, look: Look) -> Iterator[str]:
    """What the form of an event's date means, as far as that can be seen."""
    for text, period in _forms(days):
        if _seen(period, axis.scale, look):
            yield text


def _seen(period: Period, scale: Scale, look: Look) -> bool:
    """Whether a period is wider than the marker on it; what is open or unknown always is."""
    first, end = period
    return first is None or end is None or scale.x(end) - scale.x(first) > 2 * look.radius


def _signs(entries: Iterable[Entry]) -> Iterator[tuple[Sign, str]]:
    """The markers of kinds, where there is more than one, and what is drawn of others than usual."""
    kinds: dict[Mark, set[str]] = {}
    for entry in entries:
        if entry.kind:
            kinds.setdefault(entry.mark, set()).add(entry.kind)
    if len(kinds) > 1 or not kinds.keys() <= {Mark.CIRCLE}:
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


def _about(x: float, y: float, look: Look, *, hollow: bool) -> Iterator[Shape]:
    middle = x + look.overhang
    for way in (-1, 1):
        yield whisker(middle + way * look.radius, middle + way * look.overhang, y, _NAME)
    yield from Sign(Mark.CIRCLE, hollow).paint(middle, y, look, _NAME)


def _uncertain(x: float, y: float, look: Look, *, hollow: bool) -> Iterator[Shape]:
    middle = x + look.ring + 0.5
    yield from Sign(Mark.CIRCLE, hollow).paint(middle, y, look, _NAME)
    yield from question(middle, y, look, _NAME)


def _bracket(x: float, y: float, look: Look, *, hollow: bool) -> Iterator[Shape]:
    return Track(y, look, _NAME).bracket(x + 0.5, x + _BAR * look.size, -1)


def _pale(x: float, y: float, look: Look, *, hollow: bool) -> Iterator[Shape]:
    return Track(y, look, _NAME).pale(x + 0.5, x + _BAR * look.size)


def _lasting(x: float, y: float, look: Look, *, hollow: bool) -> Iterator[Shape]:
    return Track(y, look, _NAME).core(x + 0.5, x + _BAR * look.size, hollow=hollow)


def _going_on(x: float, y: float, look: Look, *, hollow: bool) -> Iterator[Shape]:
    start, tip = x + 0.5, x + _FADE * look.size
    return Track(y, look, _NAME).going_on(start, tip, tip, hollow=hollow)


def _of_old(x: float, y: float, look: Look, *, hollow: bool) -> Iterator[Shape]:
    start, tip = x + _FADE * look.size, x + 0.5
    return Track(y, look, _NAME).going_on(start, tip, tip, hollow=hollow)


def _end_unknown(x: float, y: float, look: Look, *, hollow: bool) -> Iterator[Shape]:
    return Track(y, look, _NAME).fading(x + 0.5, x + 0.5 + look.stub, hollow=hollow)


def _start_unknown(x: float, y: float, look: Look, *, hollow: bool) -> Iterator[Shape]:
    return Track(y, look, _NAME).fading(x + 0.5 + look.stub, x + 0.5, hollow=hollow)


def _today(x: float, y: float, look: Look) -> Iterator[Shape]:
    high = look.leading / 2 - 1
    yield today_line(x + look.ring + 0.5, y - high, y + high)


_FORMS: dict[str, tuple[float, Callable[..., Iterator[Shape]]]] = {
    "about": (1.6, _about),
    "uncertain": (1.3, _uncertain),
    "one day within": (_BAR, _bracket),
    "at some time within": (_BAR, _pale),
    "lasting": (_BAR, _lasting),
    "going on": (_FADE, _going_on),
    "started earlier": (_FADE, _of_old),
    "end not known": (_BAR, _end_unknown),
    "start not known": (_BAR, _start_unknown),
}
"""What forms of dates mean, in order, with the width of the sign in font sizes."""


def _forms(days: Extent) -> Iterator[tuple[str, Period]]:
    """The forms of a date, each with the period that shows it; open where that is always seen."""
    if days.approximate:
        yield "about", (None, None)
    if days.uncertain:
        yield "uncertain", (None, None)
    if days.style is Style.ONE_OF:
        yield "one day within", days.home
    for period in days.doubtful:
        yield "at some time within", period
    if days.sure and None not in days.sure:
        yield "lasting", days.sure
    if days.end is None:
        yield "going on" if days.sure else "end not known", (None, None)
    if days.first is None:
        yield "started earlier" if days.sure else "start not known", (None, None)
