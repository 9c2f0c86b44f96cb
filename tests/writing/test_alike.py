"""Word files as LibreOffice sets them, beside the PDF: as far apart, and on the pages that they tell."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from msgspec.structs import replace

from documents import columns, paragraph, points, rows, text
from legation.model.document import (
    Block,
    Contents,
    ContentsEntry,
    Document,
    Figure,
    Heading,
    ListKind,
    PageBreak,
    Role,
    Table,
)
from legation.model.drawing import Drawing, Label
from legation.writing import docx
from legation.writing.pdf import measure
from pdf_files import FONTS, THEME, WIDTH, bare, pdf
from tools import to_pdf
from word import find, tree, values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.tools

SENTENCE = "Ministers met in Tashkent and agreed on a list of what both sides want to do next. "
WORD = re.compile(r"q\d+x")
CLOSE = 2.0
"""Points by which baselines may differ: LibreOffice sets them by a part of the line, we by the font.

The least space between two blocks is 3.85 of them, a quarter of a line."""


def table(caption: str = "", *, headed: bool = True) -> Callable[[str, str], Block]:
    def made(first: str, last: str) -> Block:
        heads = (first, "") if headed else ("", "")
        cells = [("1", "2"), (last, "x")] if headed else [(first, "x"), (last, "x")]
        named = caption and f"{first} {caption}"
        body = rows(cells)
        return Table(columns(heads, (0.5, 0.5), WIDTH), body, caption=named, header_row=headed)

    return made


def figure(caption: str = "") -> Callable[[str, str], Block]:
    def made(first: str, last: str) -> Block:
        labels = ((0.0, first if not caption else ""), (28.0, last))
        shapes = tuple(Label(0, y, 200, 12, (words,), 9, 12) for y, words in labels if words)
        return Figure(Drawing(WIDTH, 40, shapes), caption and f"{first} {caption}", "What it shows")

    return made


def heading(level: int) -> Callable[[str, str], Block]:
    return lambda first, last: Heading(level, text(f"{first} {last}"), first)


def words(role: Role) -> Callable[[str, str], Block]:
    return lambda first, last: paragraph(f"{first} {last}", role)


def items(kind: ListKind) -> Callable[[str, str], Block]:
    return lambda first, last: points(kind, first, last)


KINDS: dict[str, Callable[[str, str], Block]] = {
    **{f"heading {level}": heading(level) for level in (1, 2, 3)},
    **{role: words(role) for role in Role},
    **{f"{kind} list": items(kind) for kind in ListKind},
    "table": table(),
    "table with a caption": table("Caption"),
    "table without a header": table(headed=False),
    "figure": figure(),
    "figure with a caption": figure("Caption"),
}


Place = tuple[int, float]
"""A page, and how far from its foot, in points."""


def places(data: bytes) -> dict[str, Place]:
    """Where the marked words of a file stand."""
    found: dict[str, Place] = {}
    for number, page in enumerate(pypdfium2.PdfDocument(data)):
        printed = page.get_textpage()
        for word in WORD.finditer(printed.get_text_range()):
            height = printed.get_charbox(word.start() + 1)[1]  # of a digit, on the baseline
            found.setdefault(word.group(), (number, height))
    return found


def every_pair() -> Iterator[str]:
    """Kinds in such an order that each comes right behind each, itself too."""
    for number, above in enumerate(KINDS):
        yield above
        for beneath in list(KINDS)[number + 1 :]:
            yield from (above, beneath)
    yield next(iter(KINDS))


@cache
def gaps() -> dict[tuple[str, str], tuple[float, float]]:
    """How far each kind of block begins beneath the end of each, in the PDF and in Word.

    Those are left out that a page ends between.
    """
    order = list(every_pair())
    blocks = [KINDS[kind](f"q{2 * n}x", f"q{2 * n + 1}x") for n, kind in enumerate(order)]
    with TemporaryDirectory() as folder:
        printed = to_pdf(docx.write(bare(*blocks), THEME), Path(folder)).read_bytes()
    files = places(pdf(bare(*blocks))), places(printed)
    found = {}
    for number, pair in enumerate(pairwise(order)):
        ends = [(file[f"q{2 * number + 1}x"], file[f"q{2 * number + 2}x"]) for file in files]
        if all(end[0] == begin[0] for end, begin in ends):
            ours, theirs = (end[1] - begin[1] for end, begin in ends)
            found[pair] = ours, theirs
    return found


def test_nearly_all_pairs_are_looked_at() -> None:
    assert len(gaps()) > 0.8 * len(KINDS) ** 2


@pytest.mark.parametrize("above", KINDS)
def test_blocks_stand_as_far_apart_in_both_formats(above: str) -> None:
    far = {
        pair: (round(ours, 1), round(theirs, 1))
        for pair, (ours, theirs) in gaps().items()
        if pair[0] == above and abs(ours - theirs) > CLOSE
    }
    assert far == {}


def parts(each: int) -> Document:
    """A list of contents, and parts with tables of so many rows and one."""
    blocks: list[Block] = []
    entries = []
    for number in range(9):
        head = Heading(1 + number % 2, text(f"Part q{number}x"), f"q{number}x")
        # LibreOffice leaves a short last row alone on a page, where Word and we do not: this one is high.
        lengths = [1 + (number + row) % 4 for row in range(each)] + [6]
        body = rows((f"{length} May 2025", SENTENCE * length) for length in lengths)
        cells = columns(("Date", "Event"), (0.25, 0.75), WIDTH)
        blocks += [head, Table(cells, body, caption="Events" if number % 3 == 2 else "")]
        entries.append(ContentsEntry(head.level, f"Part {head.anchor}", head.anchor))
    return bare(Contents(tuple(entries)), PageBreak(), *blocks)


def with_pages(document: Document) -> Document:
    """The document with the pages of its PDF in its list of contents."""
    pages = measure(document, THEME, FONTS).anchors
    contents, *others = document.blocks
    assert isinstance(contents, Contents)
    entries = tuple(replace(entry, page=pages[entry.anchor]) for entry in contents.entries)
    return replace(document, blocks=(Contents(entries), *others))


def told(content: bytes) -> dict[str, int]:
    """The pages that a Word file's list of contents tells, by the headings' last words."""
    links = find(tree(content), "//w:hyperlink[w:fldSimple]")
    said = ("".join(values(link, ".//w:t/text()")) for link in links)
    matches = filter(None, map(re.compile(r"(q\d+x)(\d+)$").search, said))
    return {match[1]: int(match[2]) for match in matches}


def found(content: bytes, folder: Path) -> dict[str, int]:
    """The pages on which LibreOffice sets the headings."""
    entries = pypdfium2.PdfDocument(to_pdf(content, folder).read_bytes()).get_toc()
    pages = {entry.get_title().split()[-1]: entry.get_dest() for entry in entries}
    return {word: place.get_index() + 1 for word, place in pages.items() if place is not None}


@pytest.mark.parametrize("each", [5, 11])
def test_the_contents_tell_the_pages_that_libreoffice_finds(each: int, tmp_path: Path) -> None:
    """The line that says in the PDF that a table goes on, as none does in Word, takes no room."""
    content = docx.write(with_pages(parts(each)), THEME)
    assert len(told(content)) == 9
    assert told(content) == found(content, tmp_path)
