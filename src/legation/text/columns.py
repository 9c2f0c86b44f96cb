"""Column widths from content: no word broken if it can be helped, and no width wasted.

A column has a floor, the width of its longest word, and a wish: the width at which its text would
stand on one line (all of it in a short column, such as one of dates; most of it in a long one). All
get their floors; where there is no room for that, `legation.text.crowding` says which give way. Then the
columns with the smallest wishes are served first, none with more than an equal share of what is left, and
the widest takes the rest: but not a short first column, such as one of dates, beside another that is nearly
as wide. A column of numbers, such as one of sources, wants no more than a few on a line.
"""

from __future__ import annotations

import re
from heapq import nlargest
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from legation.model.document import Break, Cite, Footnote, Link, Table, Text
from legation.text.crowding import Need, crowded
from legation.text.measuring import SLACK, measure
from legation.text.plain import is_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from legation.model.document import Block, Column
    from legation.text.fonts import Fonts

_GRAIN = 0.25  # widths are multiples of it but for the widest: exact in binary and in Word's twips
_BREAKS = "\t\n\u00ad\u200b"  # beside the space; a no-break space is none
_LONGEST_WORD = 0.3  # of the table; a longer one that can be parted, as an address, counts no more
_SHORT_WORD = 2.8  # font sizes: five letters or so, which are not broken if it can be helped
_SHORT = 0.3  # of the table; a column that fits in it is never wrapped while there is room
_CONTENDERS = 32  # texts of a column that are measured, the longest by letters
_ABREAST = 3  # of a column of numbers, those that stand on a line: more make it no wider
_SAMPLE = 200  # texts of a column that tell its usual length
_FIGURE = re.compile(r"(?=[^\d]*\d)(?:[\W\d_]*[^\W\d_]){0,3}[\W\d_]*")  # with three letters at most


class Setting(Struct, frozen=True):
    """How tables are set.

    Attributes:
        width: Theirs, in points.
        size: Of their type, in points.
        padding: Points between a cell's text and its left and right edges, each.
        fonts: That they are set in.
    """

    width: float
    size: float
    padding: float
    fonts: Fonts


class _Words(Struct, frozen=True):
    """The words of a column, each once, and the measures of both kinds of type."""

    regular: set[str]
    bold: set[str]
    width: Callable[[str], float]
    bold_width: Callable[[str], float]

    def widths(self, among: Callable[[set[str]], set[str]] = set) -> list[float]:
        """The widths of the longest, or of the longest `among` them."""
        regular, bold = among(self.regular), among(self.bold)
        return [*_widths(regular, self.width), *_widths(bold, self.bold_width)]


class _Demand(Struct, frozen=True):
    """What the text of a column needs (`floor`) and would like (`wish`), in points.

    Attributes:
        words: Its words.
        widths: Those of the longest; of their parts, where words are long.
    """

    floor: float
    wish: float
    words: _Words
    widths: list[float]


def set_widths(blocks: Iterable[Block], setting: Setting) -> Iterator[Block]:
    """The blocks, the columns of the tables among them as wide as their text asks for.

    Tables with the same columns get the same widths, so that a table told in parts reads as one.
    """
    blocks = list(blocks)
    kinds: dict[tuple[Column, ...], list[Table]] = {}
    for block in blocks:
        if isinstance(block, Table):
            kinds.setdefault(block.columns, []).append(block)
    settled = {columns: _settled(_as_one(alike), setting) for columns, alike in kinds.items()}
    for block in blocks:
        yield replace(block, columns=settled[block.columns]) if isinstance(block, Table) else block


def _as_one(tables: list[Table]) -> Table:
    return replace(tables[0], rows=tuple(row for table in tables for row in table.rows))


def _settled(table: Table, setting: Setting) -> tuple[Column, ...]:
    """The columns with their widths settled: together they are exactly as wide as tables are."""
    total, beside = setting.width, 2 * setting.padding
    demands = [_demand(table, number, setting) for number in range(len(table.columns))]
    floors = [demand.floor + beside for demand in demands]
    if sum(floors) > total:
        needs = [_need(demand, setting) for demand in demands]
        room = total - beside * len(needs)
        floors = [floor + beside for floor in crowded(needs, _LONGEST_WORD * total, room)]
    widths = _share_out(floors, [demand.wish + beside for demand in demands], total)
    columns = zip(table.columns, widths, strict=True)
    return tuple(replace(column, width=width) for column, width in columns)


def _demand(table: Table, number: int, setting: Setting) -> _Demand:
    """The demand of the column of that number."""
    total = setting.width
    head = measure(setting.fonts, setting.size, bold=True)
    headed = table.row_headers and number == 0
    body = head if headed else measure(setting.fonts, setting.size)
    header = table.columns[number].header if table.header_row else ""
    lines, bold = _said(table, number)
    regular = _words(lines)
    words = _Words(regular, _words([header, *bold]), body, head)
    widths = words.widths()
    floor = longest = max(widths)
    if longest > _LONGEST_WORD * total:
        widths = words.widths(_parted)
        floor = max(_LONGEST_WORD * total, *widths)
    if all(word.strip("[],;").isdecimal() for word in regular if word):
        lines = [part for line in lines for part in _abreast(line)]
    least = max(longest, head(header))  # a header likes to stand on one line
    short = _SHORT * total
    full = max(least, _widest(_widths(set(lines), body), short))
    wish = full if full <= short else max(_usual(lines, body), least)
    return _Demand(floor, min(wish, total), words, widths)


def _need(demand: _Demand, setting: Setting) -> Need:
    """The need of a column with that demand in a crowded table."""
    figures = demand.words.widths(_figures)
    return Need(
        floor=demand.floor,
        bare=_whole(demand.floor / SLACK),
        words=tuple(demand.widths),
        least=_whole(max([_SHORT_WORD * setting.size, *[width / SLACK for width in figures]])),
        long=demand.wish > _SHORT * setting.width,
    )


def _whole(width: float) -> float:
    """A hair more than that many points: a column that is a hair too narrow breaks a word."""
    return (ceil(width / _GRAIN) + 1) * _GRAIN


def _abreast(line: str) -> Iterator[str]:
    """The numbers of a line, a few at a time."""
    numbers = line.split()
    for start in range(0, len(numbers), _ABREAST):
        yield " ".join(numbers[start : start + _ABREAST])


def _said(table: Table, number: int) -> tuple[list[str], list[str]]:
    """The lines of the text in the column of that number; and what of it is bold."""
    parts: list[str] = []
    bold: list[str] = []
    for row in table.rows:
        for paragraph in row.cells[number]:
            for inline in paragraph.inlines:
                if isinstance(inline, Text):  # as most are
                    parts.append(inline.text)
                    if inline.bold:
                        bold.append(inline.text)
                else:
                    parts.append(_plain(inline))
            parts.append("\n")
    return "".join(parts[:-1]).split("\n") if parts else [], bold


def _words(lines: Iterable[str]) -> set[str]:
    """What is not broken, if it can be helped: each word once."""
    words: set[str] = set()
    for line in lines:  # all in one list would be very many
        words.update(line.split(" "))
    text = " ".join(words)
    for sign in filter(text.__contains__, _BREAKS):
        text = text.replace(sign, " ")
    return set(text.split(" "))


def _parted(words: set[str]) -> set[str]:
    """What is left of words at the places in them where a line may end."""
    from legation.text.line_ends import line_ends  # with the table of Unicode's classes, if need be

    parted = {word for word in words if is_plain(word)}
    for word in words - parted:
        places = (0, *line_ends(word), len(word))
        parted.update(word[start:end] for start, end in pairwise(places))
    return parted


def _figures(words: set[str]) -> set[str]:
    """Those that are figures, with a unit or a sign perhaps: broken, one would be read as two."""
    return {word for word in words if _FIGURE.fullmatch(word)}


def _plain(inline: Break | Cite | Footnote | Link) -> str:
    """The text of what is not text itself; a break is a newline."""
    match inline:
        case Cite(number=number):
            return f"[{number}]"
        case Break():
            return "\n"
        case Footnote(number=number):
            return str(number)
        case Link(children=children):
            return "".join([child.text for child in children])


def _widths(texts: set[str], width: Callable[[str], float]) -> Iterator[float]:
    """The widths of the texts with the most letters: the greatest is among them."""
    return map(width, _longest(texts))


def _longest(texts: set[str]) -> list[str]:
    """The texts with the most letters, as many as contend."""
    if len(texts) > _CONTENDERS:
        least = nlargest(_CONTENDERS, map(len, texts))[-1]
        texts = {text for text in texts if len(text) >= least}
    return nlargest(_CONTENDERS, texts, key=lambda text: (len(text), text))


def _widest(widths: Iterable[float], most: float) -> float:
    """The greatest of some widths; if that is more than `most`, any that is, for to measure takes time."""
    widest = 0.0
    for width in widths:
        widest = max(widest, width)
        if widest > most:
            break
    return widest


def _usual(lines: list[str], width: Callable[[str], float]) -> float:
    """A width that three lines in four do not exceed, judged by lines taken at even distances."""
    sample = lines[:: len(lines) // _SAMPLE + 1] or [""]
    return sorted(map(width, sample))[len(sample) * 3 // 4]


def _share_out(floors: list[float], wishes: list[float], total: float) -> list[float]:
    """A width for every column; their sum is exactly `total`, without an error in the last bit."""
    by_wish = sorted(range(len(wishes)), key=lambda number: (wishes[number], number))
    first, second = (wishes * 2)[:2]
    if second < first <= _SHORT * total and second > first / 3:
        by_wish.sort(key=lambda number: number == 1)  # dates and names want no more than they fill
    widths = [0.0] * len(wishes)
    left, reserved = total, sum(floors)
    for place, number in enumerate(by_wish[:-1]):
        reserved -= floors[number]
        share = min(wishes[number], left / (len(wishes) - place))
        width = max(floors[number], min(share, left - reserved))
        grains = width // _GRAIN
        if grains * _GRAIN < floors[number] and (grains + 1) * _GRAIN <= left - reserved:
            grains += 1  # a column a hair too narrow breaks a word
        widths[number] = max(grains * _GRAIN, _GRAIN)
        left -= widths[number]
    widths[by_wish[-1]] = left
    return widths
