"""By how much a figure rose or fell, where that is certain, and whether a date is more precise."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from legation.model.dates import Date, Form, Point
from legation.model.edition import Reading
from legation.model.quantities import CURRENCIES, SCALES

_PLAIN = re.compile(
    rf"(?:[A-Z]{{3}} )?[-+]?[0-9][0-9,]*(?:\.[0-9]+)?(?: (?:{'|'.join(filter(None, SCALES))}))?(?: .*)?",
    re.DOTALL,
)
_TENTH = Decimal("0.1")


def difference(before: Reading, after: Reading) -> str:
    """By how much a figure rose or fell: `up by USD 20 million (6.7 %)`; empty where that is not certain.

    It is, where both are plain numbers of one unit: nothing is claimed of `more than 300` or `32–34`.
    """
    if before.unit != after.unit or not (_is_plain(before) and _is_plain(after)):
        return ""
    was, now = Decimal(before.amount), Decimal(after.amount)
    if was == now:
        return ""
    direction = "up" if now > was else "down"
    if after.unit == "%":
        points = abs(now - was)
        return f"{direction} by {_digits(points)} percentage point{'' if points == 1 else 's'}"
    return f"{direction} by {_amount(abs(now - was), after.unit)}{_share(abs(now - was), was)}"


def _is_plain(reading: Reading) -> bool:
    return _PLAIN.fullmatch(reading.words) is not None


def _amount(number: Decimal, unit: str) -> str:
    """A number with its unit, as figures are printed: `USD 20 million`, `35 enterprises`."""
    scale = next((s for s in ("trillion", "billion", "million") if number >= SCALES[s]), "")
    money = unit in CURRENCIES
    words = (unit if money else "", _digits(number / SCALES[scale]), scale, "" if money else unit)
    return " ".join(filter(None, words))


def _digits(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _share(change: Decimal, was: Decimal) -> str:
    """Which part of the former figure that is, to a tenth of a per cent; empty where that was not above 0."""
    if was <= 0:
        return ""
    share = (change / was * 100).quantize(_TENTH, ROUND_HALF_UP)
    return f" ({_digits(share)} %)" if share else " (less than 0.1 %)"


def is_sharper(before: Date, after: Date) -> bool:
    """Whether a date is more precise than the one before, and contradicts nothing that it said.

    So is any that follows upon `unknown`; one whose days were all possible before, and are fewer, or as
    many and no longer approximate or uncertain; of a time that lasted, each of whose ends is so, or was
    not known. One that went on (`2017/..`) and has ended since was as precise before.
    """
    if not after.known:
        return False
    if not before.known:
        return True
    if before.form is not Form.RANGE:
        (first, last), (begin, end) = _ends(before), _ends(after)
        if first is None or last is None or begin is None or end is None:
            return False  # of what has an end now that is open
        return _is_within(begin.first, end.last, first.first, last.last) and (
            (begin.first, end.last) != (first.first, last.last)
            or _marks(first, last) > _marks(begin, end)
        )
    if after.form is not Form.RANGE:
        return False
    ends = zip(_ends(before), _ends(after), _open(before), _open(after), strict=True)
    told = [_sharpened(*each) for each in ends]
    return None not in told and any(told)


def _ends(when: Date) -> tuple[Point | None, Point | None]:
    return when.begin, when.end


def _open(when: Date) -> tuple[bool, bool]:
    return when.open_start, when.open_end


def _is_within(first: date, last: date, of_first: date, of_last: date) -> bool:
    return of_first <= first and last <= of_last


def _marks(first: Point, last: Point) -> int:
    """In how many ways a date is not sure."""
    points = (first, last)
    return any(point.approximate for point in points) + any(point.uncertain for point in points)


def _sharpened(
    before: Point | None, after: Point | None, was_open: bool, is_open: bool
) -> bool | None:
    """Whether an end of a time that lasted is more precise; None where it contradicts the one before."""
    if was_open or is_open:
        return False if was_open and is_open else None
    if before is None:
        return after is not None
    if after is None or not _is_within(after.first, after.last, before.first, before.last):
        return None
    old, new = (before.first, before.last), (after.first, after.last)
    more_marks = _marks(after, after) - _marks(before, before)
    return None if old == new and more_marks > 0 else old != new or more_marks < 0
