"""Where lines may end: Unicode's algorithm (UAX 14), tailored for briefs as its clause 5 permits.

- Within a word, a line ends after a hyphen, dash or slash only where two letters at least stand on either
  side: in `well-known` and `Baku–Tashkent`, not in `e-mail`, `km/h`, `14-day` or `2025–2027`. It never
  ends before a dash, a bracket or a sign such as `%`, or after a full stop, comma or colon.
- A number is not parted from the unit, the sign or the three capitals beside it: `32 %`, `5 km`, `USD 300`.
- A line may end between a quotation mark that closes and a bracket, as in later editions (15.1, LB15a).
- The address of a web page is parted after `/ ? & = _ .` only, not after a hyphen, which a reader could
  take for the line's own.
- Scripts without spaces, such as Thai, are parted between letters, each with its marks: there is no
  dictionary here to tell their words (LB1 leaves them whole).
"""

from __future__ import annotations

import re

from legation.text.line_rules import breaks
from legation.text.plain import SIGNS, UNITS

_LETTER = r"[^\W\d_]"
_DASHES = r"\-\u2010\u2012\u2013\u2014/"
_LATIN = r"!-\u024f\u2018-\u201f\u2020-\u2026"
# Each ends where the algorithm would end a line, and we do not.
_REFUSED = tuple(
    map(
        re.compile,
        (
            rf"[{_DASHES}](?=[^ ])(?:(?<!{_LETTER}{{2}}.)(?<!{_LETTER}{{2}}--)|(?!{_LETTER}{{2}}))",
            rf"[^ ](?=\u2014)|[{_LATIN}{SIGNS}](?=[(\[{{„‚¡¿+\\{SIGNS}±¢])|[.,:;،](?=[{_LATIN}\d])",
            rf"\d (?=[{SIGNS}]|{UNITS})|(?:\b[A-Z]{{3}}|[{SIGNS}]) (?=\d)",
        ),
    )
)
# Each ends where we end a line, and the algorithm would not: a closing quotation mark before a bracket;
# letters of Thai, Lao, Burmese and Khmer, but for vowels that are written before or belong behind.
_ADDED = tuple(
    map(
        re.compile,
        (
            r"[^\s(\[{][\"'»”’›] +(?=[(\[{„‚])",
            "[\u0e01-\u0e3a\u0e45-\u0e4e\u0e81-\u0ebd\u0ec6-\u0ece\u1000-\u1038\u103a-\u109f\u1780-\u17d1]"
            "(?=[\u0e01-\u0e2e\u0e40-\u0e44\u0e81-\u0eae\u0ec0-\u0ec4\u1000-\u102a\u103f\u1780-\u17b3])",
        ),
    )
)
_ADDRESS = re.compile(r"(?<!\S)(?:[^ ]*?://|www\.|(?=[^ ]{32})(?=[^ ]*[/?&=_@]))[^ ]+", re.ASCII)
_IN_ADDRESS = re.compile(r"[\u200b\u00ad/?&=_.](?![\u200b\u00ad/?&=_.,;:!)\]}>\"'»”’])(?=.)")


def line_ends(text: str) -> list[int]:
    """The places in a text where a line may end, as the number of characters before each.

    The beginning and the end are not among them.
    """
    found = set(breaks(text))
    for refused in _REFUSED:
        found.difference_update(match.end() for match in refused.finditer(text))
    for added in _ADDED:
        found.update(match.end() for match in added.finditer(text))
    for address in _ADDRESS.finditer(text):
        start, end = address.span()
        found.difference_update(range(start + 1, end))
        found.update(match.end() for match in _IN_ADDRESS.finditer(text, start, end))
    return sorted(found)
