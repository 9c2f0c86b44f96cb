"""What is not a date here, why, and what to write instead: one table, the most telling row first.

The rows hold the forms of EDTF (ISO 8601-2:2019) that Legation leaves out, the drafts of EDTF that
older catalogues still use, and the slips that people make. A row is matched against the whole text;
a `{}` in its message is the text, quoted, and its hint is the replacement of the pattern's groups.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

_LONGEST_QUOTE = 40
LONGEST_DATE = 100  # no date is as long; the patterns stay off anything longer


class Refusal(NamedTuple):
    """Why a text is no date: a diagnostic's code, message and hint."""

    code: str
    message: str
    hint: str


def quoted(text: str) -> str:
    """The text in quotation marks on one line, cut to forty characters."""
    line = "".join(letter if letter.isprintable() else " " for letter in text)
    return f'"{line}"' if len(line) <= _LONGEST_QUOTE else f'"{line[: _LONGEST_QUOTE - 1]}…"'


def refusal(whole: str, part: str) -> Refusal:
    """Why `whole` is no date; what did not read is `part`, an end of a range or the whole again."""
    for text in (whole, part):
        for pattern, code, message, hint in _ROWS if len(text) <= LONGEST_DATE else ():
            if found := _compiled(pattern).fullmatch(text):
                mended = hint(found) if callable(hint) else found.expand(hint)
                return Refusal(code, message.format(quoted(text)), mended)
    return Refusal(
        "date",
        f"{quoted(whole)} is not a date",
        "write it as 2024-08-23, 23 August 2024, 2024-08 or 2024, or write unknown",
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the table, compiled when a text first needs it: most runs refuse nothing."""
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def _western_digits(found: re.Match[str]) -> str:
    digits = (str(int(c)) if c.isdecimal() else c for c in found[0])
    return f"write {''.join(digits)}"


def _without_blanks(found: re.Match[str]) -> str:
    return f"write {''.join(found[0].split())}"


def _year_first(found: re.Match[str]) -> str:
    """A year, a month and perhaps a day, in groups of that order, each at its full width."""
    return "write " + "-".join(number.zfill(2) for number in found.groups() if number)


def _month_then_year(found: re.Match[str]) -> str:
    return f"write {found[2]}-{found[1].zfill(2)}"


def _year_and_two_digits(found: re.Match[str]) -> str:
    year, digits = found[1], found[2]
    later = f"{year[:2]}{digits}"
    if 1 <= int(digits) <= 12:
        years = f", or {year}/{later} for the years {year} to {later}" if later > year else ""
        return f"write {year}-{digits} for the month{years}"
    return f"write {year}/{later} if it lasted, or [{year}..{later}] for one day in those years"


def _mark_at_the_end(found: re.Match[str]) -> str:
    bare = re.sub(r"[~?%()]", "", found[0])
    uncertain, approximate = set("?%") & set(found[0]), set("~%") & set(found[0])
    return f"write {bare}{'%' if uncertain and approximate else '?' if uncertain else '~'}"


def _widened(found: re.Match[str]) -> str:
    """The nearest date that EDTF level 1 can leave unspecified: what stands before the first X."""
    text = found[0]
    cut = re.search(r"[Xxu]", text)
    place = cut.start() if cut else 0
    if place < 2:
        return "write unknown"
    return f"write {text[:place]}{'X' * (4 - place)}" if place < 4 else f"write {_month_left(text)}"


def _month_left(text: str) -> str:
    return f"{text[:4]}-XX" if text[5] in "Xxu" or text[6] in "Xxu" else f"{text[:7]}-XX"


_Hint = str | Callable[[re.Match[str]], str]

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_PAST_AND_FUTURE = "present|now|today|ongoing|date"
_TIME = "a time of day is not part of a date here"

_ROWS: tuple[tuple[str, str, str, _Hint], ...] = (
    (r"\s*", "date", "the date is empty", "write unknown if none is given"),
    (
        r".*[\u00ad\u200b-\u200f\u2060\ufeff].*",
        "date",
        "{} holds an invisible character",
        "type the date afresh instead of pasting it",
    ),
    (r".*(?![0-9])\d.*", "date", "{} has digits other than 0 to 9", _western_digits),
    # Words for a date that is not known, or moves.
    (
        r"tb[acd]|to be confirmed|n/?a|n\.a\.|n\.d\.|no date|not known|undated|unknown|none|null"
        r"|[?–—-]+",
        "date",
        "{} is not a date",
        "write unknown",
    ),
    (
        r"today|now|tomorrow|yesterday",
        "date",
        "{} moves with the day on which it is read",
        "write the day itself, as in 2025-12-14, or unknown",
    ),
    (
        r"ongoing|present|current|to date",
        "date",
        "{} says no start",
        "write the start and an open end, as in 2017/.., or unknown",
    ),
    (
        rf"(?:from )?(.*[0-9].*?) ?(?:[/–—-]| to | until ) ?(?:{_PAST_AND_FUTURE})",
        "date",
        "{} moves with the day on which it is read",
        r"write since \1",
    ),
    (r"(?:from )?(.*[0-9]) ?[–—-]", "date", "{} says no end", r"write since \1"),
    # Words that no bounds can be given for.
    (
        r"(?:in )?(?:(?:the )?(?:early|mid|late|beginning of|middle of|end of))[ -](.+)",
        "date",
        "{} has no bounds that everyone would agree on",
        r"write about \1, or a season, a quarter or a range of months",
    ),
    (
        r"(?:before|by|not after|no later than) (.+)",
        "date-ambiguous",
        "{} may be one day or a time that lasted",
        r"write until \1 if it lasted, or between ... and \1 if it was one day",
    ),
    (
        r"(?:after|not before|no earlier than) (.+)",
        "date-ambiguous",
        "{} may be one day or a time that lasted",
        r"write since \1 if it lasted, or between \1 and ... if it was one day",
    ),
    (
        r"(?:the )?([0-9]{2})00s",
        "date-ambiguous",
        "{} may be ten years or a hundred",
        r"write \g<1>0X for \g<1>00 to \g<1>09, or \g<1>XX for \g<1>00 to \g<1>99",
    ),
    # Years that are out of reach.
    (
        r"(?:.*[/\[{,])?[~?%(]*-[~?%(]*[0-9X].*",
        "date",
        "years before 0001 are not kept here",
        "write unknown, and the year in the title",
    ),
    (
        r"Y-?[0-9].*|.*[0-9][ES][0-9].*",
        "date",
        "a year has four digits here, with no exponent and no count of significant digits",
        "write the year as 1950, the decade as 195X or the century as 19XX",
    ),
    # Times of day.
    (r"[0-9]{1,2}:[0-9]{2}.*", "date", _TIME, "write the day, as in 2025-12-14"),
    (r"(.*?[0-9])(?:T|,? )[0-9]{1,2}:[0-9].*", "date", _TIME, r"write \1"),
    (r"(.*[0-9])T[0-9].*", "date", _TIME, r"write \1"),
    # Sets.
    (
        r"\{.*\}",
        "date",
        "{} is several dates",
        "write one event for each date, or a range, as in 1667/1672",
    ),
    (
        r"\[.*,.*\]",
        "date",
        "{} lists dates to choose from",
        "write the span they lie in, as in [1667..1672]",
    ),
    (
        r"\[\.\..*\]|\[.*\.\.\]",
        "date",
        "{} lacks the first or the last day it may be",
        "write both, as in [1760..1763], or a range, as in ../1763",
    ),
    # Slashes.
    (r"(?:\.\.)?/(?:\.\.)?", "date", "a range has a date at one end at least", "write unknown"),
    (r"unknown/(.+)", "date", 'an unknown start is left blank, not "unknown"', r"write /\1"),
    (r"(.+)/unknown", "date", 'an unknown end is left blank, not "unknown"', r"write \1/"),
    (r"open/(.+)", "date", 'an open start is written "..", not "open"', r"write ../\1"),
    (r"(.+)/open", "date", 'an open end is written "..", not "open"', r"write \1/.."),
    (
        r"([0-9]{4})([/.–—]| )([0-9]{1,2})\2([0-9]{1,2})",
        "date",
        "{} has another sign than a hyphen between year, month and day",
        lambda found: f"write {found[1]}-{found[3].zfill(2)}-{found[4].zfill(2)}",
    ),
    (
        r"([0-9]{4})[/–—]([0-9]{2})",
        "date-ambiguous",
        "{} can be read in two ways",
        _year_and_two_digits,
    ),
    (
        r"([0-9]{4}-(?:[0-9]{2}-)?)([0-9]{2})/([0-9]{2})",
        "date",
        "{} leaves out a part of its end",
        r"write \1\2/\1\3",
    ),
    (r"([1-9]|0[1-9]|1[0-2])[/.-]([0-9]{4})", "date", "{} has the year last", _month_then_year),
    (r".*/.*/.*", "date", "{} has more than one /", "write start/end, as in 2012/2013"),
    (r"(.+)\\(.+)", "date", r"a range is written with /, not \\", r"write \1/\2"),
    # Digits in the wrong number or place.
    (
        r"(?=.*\s)\s*(?:[0-9]\s*){4}(?:-\s*(?:[0-9]\s*){2}){0,2}",
        "date",
        "{} has a blank where none belongs",
        _without_blanks,
    ),
    (
        r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?",
        "date",
        "{} needs two digits for the month and the day",
        _year_first,
    ),
    (
        r"([0-9]{4})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])",
        "date",
        "{} lacks its hyphens",
        _year_first,
    ),
    (
        r"'?[0-9]{2}|[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2}"
        rf"|(?:.*[ -])?{_MONTH}(?:,?[ -]'?[0-9]{{1,2}}(?:st|nd|rd|th)?)?",
        "date",
        "{} has no year of four digits",
        "write the year in full, as in 14 December 2025",
    ),
    # Signs in places where EDTF level 1 has none.
    (
        r"[0-9Xxu]{4}(?:-[0-9Xxu]{2}){0,2}[~?%]?",
        "date",
        "{} has an X where none is read: it stands for a year's last digits, a month or a day",
        _widened,
    ),
    (
        r"(?=.*[~?%()])[~?%(]*[0-9X]{4}[~?%)]*(?:-[~?%(]*[0-9X]{2}[~?%)]*){0,2}",
        "date",
        "{} marks a part of the date: one mark stands after the whole",
        _mark_at_the_end,
    ),
)
