"""Where lines may end by the Unicode Line Breaking Algorithm (UAX 14), untailored.

The rules are those of the edition that the table of classes is of, with numbers taken as a whole (8.2,
example 7), as Unicode's own test of the algorithm has it. What this project wants otherwise is in
`legation.text.line_ends`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import compress, count, pairwise

from legation.text.line_classes import CLASSES, LETTERS, NAMES, STARTS

_LETTER = dict(zip(NAMES, LETTERS, strict=True))

# What two neighbours alone decide: the first rule that fits them. A rule has the classes on either side of
# × (no line ends between them) or ÷ (one may); none stands for any, and ^ for any but those.
_NEIGHBOURS = """
    LB5   CR × LF
    LB4   BK CR LF NL ÷
    LB6   × BK CR LF NL
    LB7   × SP ZW
    LB8   ZW ÷
    LB11  × WJ
    LB11  WJ ×
    LB12  GL ×
    LB12a ^ SP BA HY × GL
    LB13  × EX
    LB13  ^ NU × CL CP IS SY
    LB18  SP ÷
    LB19  × QU
    LB19  QU ×
    LB20  ÷ CB
    LB20  CB ÷
    LB21  × BA HY NS
    LB21  BB ×
    LB21b SY × HL
    LB22  × IN
    LB23  AL HL SA × NU
    LB23  NU × AL HL SA
    LB23a PR × ID EP EB EM
    LB23a ID EP EB EM × PO
    LB24  PR PO × AL HL SA
    LB24  AL HL SA × PR PO
    LB25  PR PO OP OW HY × NU
    LB25  NU × NU SY IS CL CP PR PO
    LB26  JL × JL JV H2 H3
    LB26  JV H2 × JV JT
    LB26  JT H3 × JT
    LB27  JL JV JT H2 H3 × PO
    LB27  PR × JL JV JT H2 H3
    LB28  AL HL SA × AL HL SA
    LB29  IS × AL HL SA
    LB30  AL HL SA NU × OP
    LB30  CP × AL HL SA NU
    LB30a RI × RI
    LB30b EB EP × EM
    LB31  ÷
"""


def _any(*names: str) -> str:
    """A regular expression for one character of the classes."""
    return f"[{''.join(_LETTER[name] for name in names)}]"


_SP, _OP, _NU, _RI = _any("SP"), _any("OP", "OW"), _any("NU"), _any("RI")
_BARE = _any("BK", "CR", "LF", "NL", "SP", "ZW")  # on which no mark stands
# What takes more than neighbours: no line ends within a match, up to the last character looked ahead at.
_CLOSED = re.compile(
    f"{_OP}{_SP}*(?=.)"  # LB14
    f"|{_any('QU')}{_SP}*(?={_OP})"  # LB15
    f"|{_any('CL', 'CP')}{_SP}*(?={_any('NS')})"  # LB16
    f"|{_any('B2')}{_SP}*(?={_any('B2')})"  # LB17
    f"|{_any('HL')}{_any('HY', 'BA')}(?!{_any('CB')})(?=.)"  # LB21a
    f"|{_any('PR', 'PO')}(?={_any('OP', 'OW', 'HY')}{_NU})"  # LB25
    f"|{_NU}{_any('NU', 'SY', 'IS')}*(?:{_any('CL', 'CP')}?(?={_any('PR', 'PO')})|(?={_NU}))"
)
# And where one may end although neighbours would not part: LB8; LB30a, after a pair of flags' letters.
_OPENED = re.compile(f"{_any('ZW')}{_SP}+(?=.)(?!{_BARE})|{_RI}{{2}}(?={_RI})")
# LB8a, LB9, LB26, LB30a and LB30b: a syllable of Hangul, a flag, a pictograph, any other letter; and what
# stands on it or is joined to it.
_CLUSTER = re.compile(
    f"(?:{_any('JL')}*{_any('H2', 'H3', 'JV', 'JT')}{_any('JV', 'JT')}*|{_RI}{{2}}|.)"
    f"(?:{_any('CM', 'ZJ', 'EM')}|(?<={_any('ZJ')}).)*"
)
_MARKS = re.compile(_any("CM", "ZJ"))
_ATTACHED = re.compile(f"(?<!^)(?<!{_BARE}){_MARKS.pattern}+")


class _Classes(dict[str, str]):
    """The letter of a character's class, looked up once."""

    def __missing__(self, char: str) -> str:
        found = self[char] = CLASSES[bisect_right(STARTS, char) - 1]
        return found


def _letters(names: str) -> str:
    """The letters of the classes named, or of all but these."""
    _, but, listed = names.rpartition("^")
    letters = "".join(map(_LETTER.__getitem__, listed.split()))
    if letters and not but:
        return letters
    return "".join(letter for letter in LETTERS if letter not in letters)


_RULES = [
    (_letters(before), _letters(after), sign == "÷")
    for rule in _NEIGHBOURS.strip().splitlines()
    for before, sign, after in [re.split("([×÷])", rule.strip()[5:])]
]


class _Parted(dict[tuple[str, str], bool]):
    """Whether a line may end between neighbours of two classes, as far as these alone decide."""

    def __missing__(self, pair: tuple[str, str]) -> bool:
        left, right = pair
        found = (may for before, after, may in _RULES if left in before and right in after)
        self[pair] = parted = next(found)
        return parted


_CLASS = _Classes()
_PARTED = _Parted()


def breaks(text: str) -> list[int]:
    """The places in a text where a line may end or must, as the number of characters before each.

    The beginning and the end are not among them.
    """
    classes = "".join(map(_CLASS.__getitem__, text))
    if not _MARKS.search(classes):
        return _unmarked(classes)
    attached = {place for found in _ATTACHED.finditer(classes) for place in range(*found.span())}
    # LB9 and LB10: marks are as what they stand on, or as letters where they stand on nothing.
    places = [place for place in range(len(classes)) if place not in attached]
    kinds = "".join(classes[place] for place in places)
    ends = (places[place] for place in _unmarked(_MARKS.sub(_LETTER["AL"], kinds)))
    # LB8a
    return [place for place in ends if classes[place - 1] != _LETTER["ZJ"]]


def clusters(text: str) -> list[str]:
    """The letters of a text, each with its marks: what is never parted, however narrow a line is."""
    classes = "".join(map(_CLASS.__getitem__, text))
    return [text[slice(*found.span())] for found in _CLUSTER.finditer(classes)]


def _unmarked(classes: str) -> list[int]:
    """The same for the letters of classes, none of them of a mark."""
    pairs = map(_PARTED.__getitem__, pairwise(classes))
    found = set(compress(count(1), pairs))
    for closed in _CLOSED.finditer(classes):
        found.difference_update(range(closed.start() + 1, closed.end() + 1))
    found.update(opened.end() for opened in _OPENED.finditer(classes))
    return sorted(found)
