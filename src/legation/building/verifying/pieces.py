"""What a document or a file says, in pieces, so that one can be held against the other.

A piece is a paragraph, a cell's paragraph, the label of an item, the words of a drawing or what a screen
reader says of it. Footnotes come behind all else, in the order of their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum, StrEnum
from itertools import groupby
from typing import NamedTuple
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace


class Kind(StrEnum):
    """What a piece is, as messages name it."""

    HEADING = "a heading"
    TEXT = "a paragraph"
    LABEL = "the label of an item"
    CELL = "a cell of a table"
    DRAWN = "the words of a drawing"
    TOLD = "a description for screen readers"


class Certain(Enum):
    """What is certain of words that were read."""

    WORDS = "all"
    LETTERS = "the letters and their order, not every blank and hyphen between them"
    ANY_ORDER = "which words there are, not their order"
    SET = "which letters there are, not their order"


class Piece(Struct, frozen=True):
    """A piece.

    Attributes:
        kind: What it is.
        words: What it says, folded (see `folded`).
        level: Of a heading, from 0 for the first of its document or file: that of others is less by as much.
        row: Of a cell, the number of its row among all rows, from 1; 0 of anything else.
        page: The page of a PDF that it begins on, from 1; 0 where pages are not known.
        certain: What is certain of its words.
        drawn: What is drawn to be seen, where the file says it once more in the order of reading.
    """

    kind: Kind
    words: str
    level: int = 0
    row: int = 0
    page: int = 0
    certain: Certain = Certain.WORDS
    drawn: str = ""


class Around(Struct, frozen=True):
    """What stands around the text.

    Attributes:
        place: Whose it is: `page 3`, or the Word file's `section 1`.
        head, foot: What it says; of a Word file, a line for each paragraph.
        counted: In a Word file, by which fields the pages are counted at the foot, and from what.
    """

    place: str
    head: str
    foot: str
    counted: str = ""


class Oddity(Enum):
    """How words may stand in a file otherwise than plainly; of a PDF, the first three are known."""

    HIDDEN = "hidden"
    STRUCK = "struck through"
    COVERED = "beneath something else"
    PALE = "in the colour of their ground"
    INSERTED = "inserted by a tracked change"
    DELETED = "deleted by a tracked change"
    RESTYLED = "changed in its look by a tracked change"
    ADDED = "beside the text"
    ASTRAY = "referring to what is not there"
    MISLED = "with the number of something else"
    REMARK = "in a comment"


class Odd(Struct, frozen=True):
    """Words that do not stand plainly in a file, as most do in its document.

    Attributes:
        words: Which.
        how: How they stand.
        around: Whether at the head or foot of pages.
    """

    words: str
    how: Oddity
    around: bool = False


class Beside(NamedTuple):
    """What a PDF has besides its text: what the document says of it, what the file, and on which page."""

    said: str
    found: str
    place: str = ""


class UnreadableError(Exception):
    """A file cannot be read; the message says why, in words for its owner."""


class Said(Struct, frozen=True):
    """What a file says.

    Attributes:
        pieces: In the order of reading.
        around: Page by page, or section by section of a Word file.
        links: The addresses that it leads to.
        title, author, language: What its properties say of it.
        as_of: The day that it speaks from.
        made_from: The hash of what it was made from, where its properties say so.
        version: The version of Legation that made it, likewise.
        dressed: Whether it stands in a letterhead, which sets pages of its own and may number them.
        odd: What of its words does not stand plainly in it.
        besides: What it has that no brief has.
    """

    pieces: tuple[Piece, ...]
    around: tuple[Around, ...]
    links: frozenset[str]
    title: str
    as_of: date
    made_from: str = ""
    version: str = ""
    dressed: bool = False
    author: str = ""
    language: str = ""
    odd: tuple[Odd, ...] = ()
    besides: tuple[Beside, ...] = ()


# Soft hyphens, what has no width, and what only orders letters: none of it is seen.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
# What no file can hold (XML 1.0, 2.2), in the place of which each has a sign of its own; and what is for
# private use, which the PDF says so too, for it means nothing to others.
_NO_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff\U000f0000-\U0010ffff]"
)
# Letters in one, which PDFium takes for those that they are made of.
_LIGATURES = {
    ord(sign): normalize("NFKC", sign) for sign in "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb06"
} | {0xFB05: "\u017ft"}
_BETWEEN = re.compile("[\\s\u2010-]")
_WORD = re.compile(r"[^\W\d]+|\d+")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# Brackets and quotation marks, which PDFium takes for one another where text runs from right to left; and
# the stroke in a fraction such as ½, which it takes for a slash.
_MIRRORED = str.maketrans(")]}>»›’”≥\u2044", "([{<«‹‘“≤/")


def folded(text: str) -> str:
    """The text in composed characters (NFC), with single blanks, and without what none can see.

    Letters in one, such as U+FB01, are those that they are made of.
    """
    if not text.isascii():
        text = _UNSEEN.sub("", text).translate(_LIGATURES)
        text = normalize("NFC", _NO_CHARACTER.sub("\ufffd", text))
    return " ".join(text.split())


def together(parts: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """The words of a paragraph of which something is so, those that stand together as one.

    Args:
        parts: The paragraph in parts, and whether it is so of each; of blanks that does not matter.
    """
    said = ((text, so) for text, so in parts if text.strip())
    for so, group in groupby(said, lambda part: part[1]):
        if so:
            yield folded("".join(text for text, _ in group))


def letters(text: str) -> str:
    """The text without what a line's end may add or take: blanks and hyphens."""
    return _BETWEEN.sub("", text)


def any_order(text: str) -> str:
    """The letters of the text, sorted; brackets may be turned, and signs be the letters they are made of."""
    return "".join(sorted(letters(normalize("NFKC", text)).translate(_MIRRORED)))


def words_in_any_order(text: str) -> str:
    """The words of the text, sorted, then what stands between them.

    Figures are words of their own, and signs the letters they are made of: beside text that runs from right
    to left, PDFium has 2Q for Q2, and No for №.
    """
    text = normalize("NFKC", text)
    return " ".join([*sorted(_WORD.findall(text)), any_order(_WORD.sub("", text))])


def runs_from_right(text: str) -> bool:
    """Whether any of the text does."""
    return bool(_FROM_RIGHT.search(text))


def levelled(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces, whose headings are counted from the highest level there is."""
    pieces = tuple(pieces)
    top = min((piece.level for piece in pieces if piece.kind is Kind.HEADING), default=0)
    return tuple(
        replace(piece, level=piece.level - top) if piece.kind is Kind.HEADING and top else piece
        for piece in pieces
    )
