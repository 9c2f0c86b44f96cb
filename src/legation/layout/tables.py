"""Column widths from content: no word broken if it can be helped, and no width wasted.

A column has a floor, the width of its longest word, and a wish: the width at which its text would
stand on one line (all of it in a short column, such as one of dates; most of it in a long one). All
get their floors, or the narrow ones do, where there is no room for more; then the columns with the
smallest wishes are served first, none with more than an equal share of what is left, and the widest takes
the rest: but not a short first column, such as one of dates, beside another that is nearly as wide. A
column of numbers, such as one of sources, wants no more than a few on a line.
"""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from legation.layout.measuring import measure
from legation.model.document import Break, Cite, Footnote, Link, Text
from legation.model.sharing import level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from legation.model.document import Inlines, Table
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

PADDING = 4.0
"""Points between a cell's text and its left and right edges."""

_GRAIN = 0.25  # widths are multiples of it but for the widest: exact in binary and in Word's twips
_BREAKS = "\t\n\u00ad\u200b"  # beside the space; a no-break space is none
_LONGEST_WORD = 0.3  # of the table; a longer one, an address say, is broken rather than humoured
_SHORT = 0.3  # of the table; a column that fits in it is never wrapped while there is room
_CONTENDERS = 32  # texts of a column that are measured, the longest by letters
_ABREAST = 3  # of a column of numbers, those that stand on a line: more make it no wider
_SAMPLE = 200  # texts of a column that tell its usual length


class _Demand(Struct, frozen=True):
    """What a column needs (`floor`) and would like (`wish`), in points."""

    floor: float
    wish: float


def set_widths(table: Table, theme: Theme, fonts: Fonts) -> Table:
    """The table with its columns' widths settled: together they are exactly the text width."""
    total = theme.page.text_width
    size = theme.sizes.table
    plain, bold = measure(fonts, size), measure(fonts, size, bold=True)
    demands = [
        _demand(table, number, bold if table.row_headers and number == 0 else plain, bold, total)
        for number in range(len(table.columns))
    ]
    widths = _share_out(demands, total)
    columns = zip(table.columns, widths, strict=True)
    return replace(table, columns=tuple(replace(column, width=width) for column, width in columns))


def _demand(
    table: Table,
    number: int,
    body: Callable[[str], float],
    head: Callable[[str], float],
    total: float,
) -> _Demand:
    """The demand of the column of that number in a table of `total` points."""
    header = table.columns[number].header if table.header_row else ""
    texts = [_plain(each.inlines) for row in table.rows for each in row.cells[number]]
    lines = "\n".join(texts).split("\n") if texts else []
    words = _words(lines)
    floor = max(_widest(words, body), _widest(_words([header]), head))
    if all(word.strip("[],;").isdecimal() for word in words if word):
        lines = [part for line in lines for part in _abreast(line)]
    least = max(floor, head(header))  # a header likes to stand on one line
    full = max(_widest(set(lines), body), least)
    wish = full if full <= _SHORT * total else max(_usual(lines, body), least)
    return _Demand(min(floor, _LONGEST_WORD * total) + 2 * PADDING, min(wish, total) + 2 * PADDING)


def _abreast(line: str) -> Iterator[str]:
    """The numbers of a line, a few at a time."""
    numbers = line.split()
    for start in range(0, len(numbers), _ABREAST):
        yield " ".join(numbers[start : start + _ABREAST])


def _words(lines: list[str]) -> set[str]:
    """What is not broken, if it can be helped: each word once."""
    text = " ".join(lines)
    for sign in _BREAKS:
        text = text.replace(sign, " ")
    return set(text.split(" "))


def _plain(inlines: Inlines) -> str:
    """The text of inlines; a break is a newline."""
    if len(inlines) == 1 and isinstance(inlines[0], Text):  # as nearly all are
        return inlines[0].text
    parts = []
    for inline in inlines:
        match inline:
            case Text(text):
                parts.append(text)
            case Break():
                parts.append("\n")
            case Cite(number=number):
                parts.append(f"[{number}]")
            case Footnote(number=number):
                parts.append(str(number))
            case Link(children=children):
                parts.extend(child.text for child in children)
    return "".join(parts)


def _widest(texts: set[str], width: Callable[[str], float]) -> float:
    """The greatest width; only the texts with the most letters are measured."""
    contenders = nlargest(_CONTENDERS, texts, key=lambda text: (len(text), text))
    return max(map(width, contenders), default=0.0)


def _usual(lines: list[str], width: Callable[[str], float]) -> float:
    """A width that three lines in four do not exceed, judged by lines taken at even distances."""
    sample = lines[:: len(lines) // _SAMPLE + 1] or [""]
    return sorted(map(width, sample))[len(sample) * 3 // 4]


def _share_out(demands: list[_Demand], total: float) -> list[float]:
    """A width for every demand; their sum is exactly `total`, without an error in the last bit."""
    most = level([demand.floor for demand in demands], total)
    floors = [min(demand.floor, most) for demand in demands]
    by_wish = sorted(range(len(demands)), key=lambda number: (demands[number].wish, number))
    first, second = (demand.wish for demand in (demands * 2)[:2])
    if second < first <= _SHORT * total and second > first / 3:
        by_wish.sort(key=lambda number: number == 1)  # dates and names want no more than they fill
    widths = [0.0] * len(demands)
    left, reserved = total, sum(floors)
    for place, number in enumerate(by_wish[:-1]):
        reserved -= floors[number]
        share = min(demands[number].wish, left / (len(demands) - place))
        width = max(floors[number], min(share, left - reserved))
        grains = width // _GRAIN
        if grains * _GRAIN < floors[number] and (grains + 1) * _GRAIN <= left - reserved:
            grains += 1  # a column a hair too narrow breaks a word
        widths[number] = max(grains * _GRAIN, _GRAIN)
        left -= widths[number]
    widths[by_wish[-1]] = left
    return widths
