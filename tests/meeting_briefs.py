"""Documents made like a meeting brief, of text drawn by lot, filled as far as their limit allows."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING

from msgspec.structs import replace

from documents import drawing, text
from legation.layout import settle
from legation.model.document import (
    Block,
    Break,
    Cell,
    Cite,
    Column,
    Document,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    ListItem,
    ListKind,
    PageBreak,
    Paragraph,
    Role,
    Row,
    Table,
    Text,
    Title,
)
from legation.writing import pdf
from pdf_files import FONTS, THEME, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legation.model.theme import Theme

WORDS = """the of and to in a for on with by both sides Azerbaijan Uzbekistan Tashkent Baku Mirziyoyev Əliyev
trade turnover cooperation agreement signed ratified memorandum well-known 2017 9.5 USD 1,200 million per
cent ministers Shusha Fizuli corridor Zangezur Trans-Caspian we would welcome ask raise confirm next visit
council (OTS) however; moreover: not yet in force “best possible” – №4""".split()
PERSIAN = """از و در به که با برای این آن هر دو کشور وزیران امور خارجه جمهوری آذربایجان ازبکستان باکو تاشکند
دیدار گفتگو همکاری بازرگانی قرارداد امضا شد می‌شود همکاری‌های ۱٬۲۰۰ میلیون (۲۰۲۵) 2017 USD OTS «بهترین»
نمودند، کردند؛ نشست شورای عالی؟ اعلام خواهد شد راه‌آهن ترانزیت سرمایه‌گذاری مشترک Baku""".split()
ANNEX = "Annex"
SOURCES = 30
"""How many there are to cite."""


class Lot:
    """Draws the parts of a brief; the same seed, the same parts."""

    def __init__(self, seed: int, words: Sequence[str] = WORDS) -> None:
        self._random = Random(seed)
        self._words = words

    def words(self, least: int, most: int) -> str:
        """So many words."""
        return " ".join(self._random.choices(self._words, k=self._random.randint(least, most)))

    def inlines(self, least: int, most: int) -> Inlines:
        """So many words, some bold, in italics, linked, or with a source after them."""
        words = self.words(least, most)
        first, _, rest = words.partition(" ")
        drawn: tuple[Inline, ...] = (
            Text(first, bold=True),
            Text(first, italic=True),
            Link("https://example.org/1", (Text(first),)),
            Text(first),
        )
        number = self._random.randint(1, SOURCES)
        cite = (Text(" "), Cite(number, f"source-{number}")) if len(words) % 3 else ()
        return (self._random.choice(drawn), Text(f" {rest}"), *cite)

    def paragraph(self, least: int, most: int, role: Role = Role.BODY) -> Paragraph:
        """A paragraph of so many words."""
        return Paragraph(self.inlines(least, most), role)

    def items(self, kind: ListKind, least: int, most: int) -> List:
        """A list of so many items."""
        count = self._random.randint(least, most)
        return List(kind, tuple(ListItem((self.paragraph(4, 30),)) for _ in range(count)))

    def sources(self) -> List:
        """The sources, with addresses."""
        items = []
        for number in range(1, SOURCES + 1):
            url = f"https://example.org/{'a' * number}/{number}"
            title = Text(self.words(2, 12), italic=True)
            says = (title, Text(f", {self.words(1, 3)}"), Break(), Link(url, (Text(url),)))
            items.append(ListItem((Paragraph(says),), f"source-{number}"))
        return List(ListKind.SOURCE, tuple(items))

    def table(self, headers: Sequence[str], least: int, most: int, words: int) -> Table:
        """A table of so many rows, with a remark in a cell here and there."""
        rows = []
        for number in range(self._random.randint(least, most)):
            cells: list[Cell] = [(self.paragraph(1, words),) for _ in headers]
            if number % 3 == 1:
                cells[-1] = (*cells[-1], self.paragraph(2, 6, Role.NOTE))
            rows.append(Row(tuple(cells)))
        columns = tuple(Column(header) for header in headers)
        return Table(columns, tuple(rows), row_headers=True, header_row=any(headers))

    def head(self) -> Heading:
        """A section's heading."""
        words = self.words(1, 4)
        return Heading(1, text(words), words)

    def first_page(self) -> list[Block]:
        """What is to be said: bottom line, objectives, points, answers."""
        return [
            Title(text(self.words(3, 9))),
            Paragraph((Text("For: ", bold=True), Text("x"), Break(), Text("Baku")), Role.FRONT),
            self.head(),
            self.paragraph(10, 40, Role.LEAD),
            self.head(),
            self.items(ListKind.BULLET, 1, 3),
            self.head(),
            self.items(ListKind.POINT, 2, 4),
            self.head(),
            self.table(("If they raise", "Our response"), 1, 2, 20),
        ]

    def second_page(self) -> list[Block]:
        """What is to be known: glance, turning points, doubts, counterpart, clearance."""
        return [
            self.head(),
            self.table(("", ""), 3, 5, 9),
            self.head(),
            Figure(drawing(WIDTH), self.words(2, 5), "described"),
            self.head(),
            self.table(("Date", "One account", "Another"), 1, 2, 8),
            self.paragraph(5, 30, Role.NOTE),
        ]


def brief(
    seed: int, theme: Theme = THEME, *, parted: bool = True, language: str = "en-GB"
) -> Document:
    """A settled brief of two pages and an annex, each page as full as measuring allows.

    Args:
        seed: Which.
        theme: How it is set.
        parted: Whether a page break parts the two pages.
        language: Persian, `fa`, or another, for English.
    """
    lot = Lot(seed, PERSIAN if language == "fa" else WORDS)
    first, second = lot.first_page(), lot.second_page()
    if parted:
        first = filled(lot, first, 1, theme, language)
    between = [PageBreak()] if parted else []
    front = filled(lot, [*first, *between, *second], 2, theme, language)
    annex: list[Block] = [PageBreak(annex=True), Heading(1, text(ANNEX), "annex")]
    return _settled([*front, *annex], 2, theme, language)


def filled(
    lot: Lot, blocks: list[Block], pages: int, theme: Theme, language: str = "en-GB"
) -> list[Block]:
    """The blocks that fit the pages, and after them as many words, one by one, as fit still."""
    while not _fits(blocks, pages, theme, language):
        blocks = blocks[:-1]
    words = lot.words(1200, 1200).split(" ")
    fitting, failing = 0, len(words)
    while failing - fitting > 1:
        middle = (fitting + failing) // 2
        more = Paragraph(text(" ".join(words[:middle])))
        if _fits([*blocks, more], pages, theme, language):
            fitting = middle
        else:
            failing = middle
    return [*blocks, Paragraph(text(" ".join(words[:fitting])))] if fitting else blocks


def _fits(blocks: Sequence[Block], pages: int, theme: Theme, language: str) -> bool:
    return not pdf.measure(_settled(blocks, pages, theme, language), theme, FONTS).over


def _settled(blocks: Sequence[Block], pages: int, theme: Theme, language: str) -> Document:
    day = date(2026, 2, 26)
    blocks = [*blocks, Lot(0).sources()] if theme.notes == "foot" else blocks
    document = Document("brief", "Brief", language, day, tuple(blocks), "OFFICIAL", pages, "Brief")
    settled = settle(replace(document, digest="3f9a1c27"), theme, FONTS)
    # Sources that no text cites are left out.
    kept = (b for b in settled.blocks if not (isinstance(b, List) and b.kind is ListKind.SOURCE))
    return replace(settled, blocks=tuple(kept))
