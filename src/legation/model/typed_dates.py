"""Dates as officers type them, turned into EDTF: forgiving where the meaning is plain.

Read besides EDTF itself, in any case and with blanks of any kind (`…` is a date of one point):

    14 December 2025, 14th Dec, 2025, December 14, 2025, Sunday, 14 December 2025, 14-Dec-2025
    19.02.2026 (with dots, the day is first), 13/04/2025 (where only one reading is a date)
    December 2025, spring 2024, fall 2024, 2024 Q3, Q3 2024, third quarter of 2024, the 1990s
    about 1992, c. 1992, circa 1992, around March 1992         approximate, `~`
    possibly 1992, 1992?                                       uncertain, `?`
    2025–2027, … – …, … to …, from … to …                      a range
    1–3 July 2025, 30 June - 2 July 2025, June - August 2025   a range; the other end completes it
    since …, from …                                            a range that goes on, `…/..`
    until …                                                    a range without a start, `../…`
    between … and …                                            one day among them, `[…..…]`
    unknown, undated                                           unknown

A weekday must be the day's own. Refused, because the meaning is not plain: 03/04/2025, 2023/24.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from legation.model.date_points import MONTHS, DateError, NotEdtf
from legation.model.date_refusals import LONGEST_DATE, quoted, refusal
from legation.model.dates import Date, parse_edtf, read_edtf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SEASONS = ("spring", "summer", "autumn", "winter")
_compiled = cache(re.compile)  # when first needed: many files type EDTF only
_HYPHENS = str.maketrans("\u2010\u2011\u2212", "---")


@lru_cache(maxsize=4096)
def read_date(text: str) -> Date:
    """The date that an officer typed, in EDTF or in one of the forms above.

    Raises:
        DateError: It is not a date that can be read (codes as for `parse_edtf`), or the weekday is
            not that of the day (`date-weekday`).
    """
    typed = _tidied(text)
    try:
        return read_edtf(typed)
    except NotEdtf as failure:
        if len(typed) <= LONGEST_DATE:
            if edtf := _edtf(typed.lower()):
                return parse_edtf(edtf)
            if misspelt := _misspelt(typed):
                raise misspelt from None
        raise DateError(*refusal(typed, failure.part)) from None


def date_warning(text: str) -> tuple[str, str, str] | None:
    """The code, message and hint of a warning about a date that `read_date` accepts, or None.

    The only one is `date-season`: 21 to 24 after a year are EDTF's seasons, but look like a slip
    for a month, or like 2023-24 for two years.
    """
    found = _SEASON_AS_NUMBER.search(_hyphened(text))
    if not found:
        return None
    year, season = int(found["year"]), f"{_SEASONS[int(found['part']) - 21]} {found['year']}"
    years = f", {year}/{year + 1} for two years" if (year + 1) % 100 == int(found["part"]) else ""
    hint = f"write {season} if that is meant{years}; a month is 01 to 12"
    return "date-season", f"{found[0]} is {season} in EDTF", hint


_SEASON_AS_NUMBER = re.compile(r"(?<![0-9-])(?P<year>[0-9]{4})-(?P<part>2[1-4])(?![0-9-])")


def _tidied(text: str) -> str:
    """The text with single blanks, none around it, and every hyphen the usual one."""
    return _hyphened(" ".join(text.split()))


def _hyphened(text: str) -> str:
    """The text with every hyphen the usual one, as in ASCII all are."""
    return text if text.isascii() else text.translate(_HYPHENS)


def _edtf(text: str) -> str | None:
    """The EDTF of a typed date in small letters, of which the day need not exist; or None."""
    if text in ("unknown", "undated"):
        return "unknown"
    if point := _point(text):
        return point
    for pattern, template in _SPANS:
        if (found := _compiled(pattern).fullmatch(text)) and (ends := _ends(*found.groups())):
            return template.format(*ends)
    return None


# What joins two ends, and the EDTF made of them. A hyphen without blanks must be the only one.
_SPANS = (
    (r"between (.+?) and (.+)", "[{}..{}]"),
    (r"(?:from )?(.+?) (?:to|until|till) (.+)", "{}/{}"),
    (r"(?:since|from) (.+)", "{}/.."),
    (r"(?:until|till) (.+)", "../{}"),
    (r"([^–—]+?) ?[–—] ?([^–—]+)", "{}/{}"),
    (r"(.+?) - (.+)", "{}/{}"),
    (r"([^-]+)-([^-]+)", "{}/{}"),
)


def _ends(begin: str, end: str | None = None) -> tuple[str, ...] | None:
    """The EDTF of one end, or of two, where each may leave out what the other says."""
    if end is None:
        point = _point(begin)
        return (point,) if point else None
    heads, tails = begin.split(" "), end.split(" ")
    last = _first_read([*heads[:n], end] for n in (0, *range(len(heads) - 1, 0, -1)))
    first = last and _first_read([begin, *tails[n:]] for n in (len(tails), *range(1, len(tails))))
    return (first, last) if first and last else None


def _first_read(candidates: Iterable[list[str]]) -> str | None:
    return next((point for words in candidates if (point := _point(" ".join(words)))), None)


def _point(text: str) -> str | None:
    """The EDTF of a typed date that is one point, with its marks; or None."""
    marked = _compiled(_MARKED).fullmatch(text)
    if not marked:
        return None
    possibly, about, unmarked, mark = marked.groups()
    for pattern, build in _POINTS:
        if found := _compiled(pattern).fullmatch(unmarked):
            uncertain = 2 * bool(possibly or mark in ("?", "%"))
            approximate = bool(about or mark in ("~", "%"))
            return build(found) + ("", "~", "?", "%")[uncertain + approximate]
    return None


_MARKED = (
    r"(possibly |perhaps |probably )?"
    r"((?:about|around|approximately|circa|ca?) |ca?\. ?)?"
    r"(?:the )?(.*[0-9].*?) ?([~?%]?)"
)


def _day(found: re.Match[str]) -> str:
    """A day with its month's name, and perhaps its weekday's, which must be the right one."""
    year, month, number = int(found["year"]), _MONTH_NUMBERS[found["month"][:3]], int(found["day"])
    edtf = f"{year:04}-{month:02}-{number:02}"
    if found["weekday"] and (day := parse_edtf(edtf).earliest):
        typed, right = found["weekday"][:3].title(), _WEEKDAYS[day.weekday()]
        if not right.startswith(typed):
            typed = next(name for name in _WEEKDAYS if name.startswith(typed))
            written = f"{number} {MONTHS[month - 1]} {year}"
            message = f"{written} is a {right}, not a {typed}"
            raise DateError("date-weekday", message, f"write {right}, {written}, or mend the day")
    return edtf


def _month(found: re.Match[str]) -> str:
    return f"{found['year']}-{_MONTH_NUMBERS[found['month'][:3]]:02}"


def _numbers(found: re.Match[str]) -> str:
    """Numbers of which the day is first after dots; elsewhere only one reading may be a date."""
    first, second, year = int(found["first"]), int(found["second"]), found["year"]
    if found["sign"] == "." or first > 12 or first == second:
        return f"{year}-{second:02}-{first:02}"
    if second > 12:
        return f"{year}-{first:02}-{second:02}"
    readings = ((second, first), (first, second))
    hint = " or ".join(f"{year}-{m:02}-{d:02} ({d} {MONTHS[m - 1]})" for m, d in readings)
    raise DateError("date-ambiguous", f"{quoted(found[0])}: which is the month?", f"write {hint}")


def _season(found: re.Match[str]) -> str:
    name = found["season"].replace("fall", "autumn")
    return f"{found['year']}-{21 + _SEASONS.index(name)}"


def _quarter(found: re.Match[str]) -> str:
    number = {"fir": 1, "sec": 2, "thi": 3, "fou": 4}.get(found["quarter"][:3])
    return f"{found['year']}-{32 + (number or int(found['quarter'][0]))}"


_YEAR = r"(?P<year>[0-9]{4})"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = (
    r"(?:(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)"
    r"\.?,? )?"
)
_ORDINAL = r"(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th)"

_POINTS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"[0-9]{2}[0-9x]{2}(?:-[0-9x]{2}){0,2}", lambda found: found[0].upper()),
    (rf"{_WEEKDAY}{_DAY}(?: of)?[ -]{_MONTH}(?:,? |-){_YEAR}", _day),
    (rf"{_WEEKDAY}{_MONTH} {_DAY},? {_YEAR}", _day),
    (rf"{_MONTH}(?:,? | of |-){_YEAR}", _month),
    (rf"(?P<first>[0-9]{{1,2}})(?P<sign>[./-])(?P<second>[0-9]{{1,2}})(?P=sign){_YEAR}", _numbers),
    (rf"(?P<season>spring|summer|autumn|fall|winter)(?: of|,)? {_YEAR}", _season),
    (rf"q(?P<quarter>[1-4])(?: of|,)? {_YEAR}", _quarter),
    (rf"{_YEAR}[ -]?q(?P<quarter>[1-4])", _quarter),
    (rf"{_ORDINAL} quarter(?: of|,)? {_YEAR}", _quarter),
    (r"([0-9]{2}[1-9])0s", lambda found: f"{found[1]}X"),
)


def _misspelt(text: str) -> DateError | None:
    """What to say of a text whose months, seasons and weekdays are nearly, but not quite, right.

    Raises:
        DateError: Rightly spelt it would be a date that cannot be.
    """
    misses = dict(_near_misses(text))
    mended = re.sub(_WORD, lambda found: misses.get(found[0], found[0]), text)
    edtf = _edtf(mended.lower()) if misses else None
    if not edtf:
        return None
    words = ", ".join(f"{quoted(word)} is probably {right}" for word, right in misses.items())
    message = f"{quoted(text)} is not a date: {words}"
    return DateError("date", message, f"write {mended} or {parse_edtf(edtf)}")


_WORD = r"[^\W\d_]{3,12}"


def _near_misses(text: str) -> Iterator[tuple[str, str]]:
    """Words of a text that is not read, each with the month, season or weekday it is near."""
    from difflib import get_close_matches  # only a slip needs it

    known = {name.lower(): name for name in (*MONTHS, *_SEASONS, *_WEEKDAYS)}
    for word in re.findall(_WORD, text):
        for near in get_close_matches(word.lower(), known, 1, 0.75):
            if near != word.lower():
                yield word, known[near]
