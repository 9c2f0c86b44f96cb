"""What a PDF says, read by PDFium from its structure, without the code that wrote it.

The structure says what is a heading, a row or a note, and in which order it is read. What stands there for
screen readers in place of letters that run from right to left (ActualText, ISO 32000-1, 14.9.4) is read, and
so are the letters that are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, TypeVar
from xml.etree import ElementTree

from msgspec import Struct, field

from legation.building.verifying.besides import Links, of_file
from legation.building.verifying.pdfium import Content, Element, Page, Path, Reader
from legation.building.verifying.pieces import (
    Around,
    Beside,
    Certain,
    Kind,
    Odd,
    Oddity,
    Piece,
    Said,
    UnreadableError,
    folded,
    levelled,
    runs_from_right,
    together,
)

if TYPE_CHECKING:
    import pypdfium2

T = TypeVar("T")

_KINDS = {f"H{level}": Kind.HEADING for level in range(1, 7)} | {
    "Lbl": Kind.LABEL,
    "TH": Kind.CELL,
    "TD": Kind.CELL,
    "Figure": Kind.DRAWN,
}
_WITHIN = {"Link", "Span", "Reference", "Em", "Strong", "Quote", "Code"}  # a piece of text
# PDFium's signs for a hyphen at the end of a line, be it soft or hard: of a letter, and of a page's text.
_LINE_END = re.compile("[\x02\ufffe]")
_PACKET = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_OURS = "{urn:uuid:e96d65ee-7301-4e0b-a187-bae95c0cec27#}"
_LANGUAGE = (
    ".//{http://purl.org/dc/elements/1.1/}language//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
)
_MADE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read(data: bytes) -> Said:
    """What a PDF says.

    Raises:
        UnreadableError: It is none, is damaged or locked, or has no structure.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error)
        what = "it is locked with a password" if locked else "it is damaged, or is no PDF"
        raise UnreadableError(what) from error
    with document:
        try:
            return _read(document, data)
        except pypdfium2.PdfiumError as error:
            raise UnreadableError("a page of it is damaged") from error


def _read(document: pypdfium2.PdfDocument, data: bytes) -> Said:
    reader, texts, links = Reader(document), _Texts(), Links(document)
    around: list[Around] = []
    unseen: list[Odd] = []
    besides: list[Beside] = []
    for index in range(len(document)):
        page = reader.page(index)
        texts.add(index + 1, page)
        around.append(Around(f"page {index + 1}", _plain(page.head), _plain(page.foot)))
        unseen += (Odd(_plain(words), Oddity.HIDDEN) for words in page.hidden)
        unseen += (Odd(_plain(words), Oddity.COVERED) for words in page.covered)
        besides += _shown(page, f"page {index + 1}")
        links.add(index)
    if not texts.blocks:
        raise UnreadableError("it has lost its structure: another program has written it anew")
    ours = _properties(data)
    title = document.get_metadata_value("Title")
    as_of = _day(ours.get("asOf", "")) or _made(document.get_metadata_value("CreationDate"))
    if as_of is None:
        raise UnreadableError("it does not say of which day it speaks")
    return Said(
        levelled(texts.pieces()),
        tuple(around),
        frozenset(links.addresses),
        title,
        as_of,
        ours.get("madeFrom", ""),
        ours.get("version", ""),
        author=document.get_metadata_value("Author"),
        language=ours.get("language", ""),
        odd=(*unseen, *texts.struck()),
        besides=(*of_file(document, data), *besides, *links.besides),
    )


def _shown(page: Page, place: str) -> Iterator[Beside]:
    """How a page is shown otherwise than a brief's is."""
    if page.turn:
        yield Beside("that it stands upright", f"turns it by {page.turn} degrees", place)
    if page.cut:
        yield Beside("what is drawn there in full", "cuts some of it off", place)


# --- text ----------------------------------------------------------------------------------------------


class _Block(Struct):
    """An element that is a piece of its own.

    Attributes:
        element: As the first page with it has it.
        page: That page, from 1.
        parts: Its content, by where it comes, on all pages: what is drawn, and what is said.
        struck: Where those of its parts come that are struck through.
        turned: Whether any of it is on a page with text from right to left.
    """

    element: Element
    page: int
    parts: dict[Path, tuple[str, str]] = field(default_factory=dict)
    struck: set[Path] = field(default_factory=set)
    turned: bool = False


class _Texts:
    """Gathers the elements of all pages.

    Attributes:
        blocks: By their paths.
    """

    def __init__(self) -> None:
        self.blocks: dict[Path, _Block] = {}
        self._roles: dict[Path, str] = {}
        self._actual: dict[Path, str] = {}

    def add(self, number: int, page: Page) -> None:
        """Add a page, from 1."""
        for part in page.parts:
            if isinstance(part, Element):
                self._add_element(part, number)
            else:
                self._add_content(part, turned=page.turned)

    def _add_element(self, element: Element, number: int) -> None:
        self._roles[element.path] = element.role
        if element.role in _WITHIN:
            if element.actual:
                self._actual[element.path] = element.actual
        else:
            self.blocks.setdefault(element.path, _Block(element, number))

    def _add_content(self, content: Content, *, turned: bool) -> None:
        own = content.path[:-1]
        path, actual = own, None
        while self._roles.get(path) in _WITHIN:
            actual = self._actual.get(path, actual)
            path = path[:-1]
        block = self.blocks.get(path)
        if block is None:  # an element for a part of a text that is part of none
            return
        block.turned = block.turned or turned
        if content.struck:
            block.struck.add(content.path)
        if actual is None:
            block.parts[content.path] = (content.text, content.text)
        else:  # said once, however many parts are drawn
            first = not any(known[: len(own)] == own for known in block.parts)
            block.parts[content.path] = (content.text, actual if first else "")

    def struck(self) -> Iterator[Odd]:
        """The words that are struck through, those that stand together as one."""
        for block in self.blocks.values():
            if block.struck:
                parts = ((block.parts[n][0], n in block.struck) for n in sorted(block.parts))
                yield from (Odd(_plain(words), Oddity.STRUCK) for words in together(parts))

    def pieces(self) -> Iterator[Piece]:
        """The pieces in the order of reading, notes last."""
        rows: dict[Path, int] = {}
        notes: dict[Path, list[Piece]] = {}
        summary: list[Piece] = []  # of a table, which comes behind its caption
        for path, block in sorted(self.blocks.items()):
            role = block.element.role
            if role == "TR":
                rows[path] = len(rows) + 1
            elif role == "Note":
                notes[path] = []
            note = _holder(notes, path)
            found = list(_pieces(block, 0 if note is not None else _holder(rows, path) or 0))
            if note is not None:
                note += found
                continue
            if summary and role != "Caption":
                found, summary = summary + found, []
            if role == "Table":
                found, summary = [], found
            yield from found
        yield from summary
        yield from chain.from_iterable(notes.values())


def _holder(elements: Mapping[Path, T], path: Path) -> T | None:
    """The nearest of some elements that an element is, or is within."""
    return next((elements[path[:n]] for n in range(len(path), 0, -1) if path[:n] in elements), None)


def _pieces(block: _Block, row: int) -> Iterator[Piece]:
    """What a block says to screen readers alone, and what it says."""
    element = block.element
    for told in (element.summary, element.alternative):
        if told:
            yield Piece(Kind.TOLD, folded(told), page=block.page)
    ordered = [block.parts[path] for path in sorted(block.parts)]
    drawn = "".join(text for text, _ in ordered)
    said = element.actual or "".join(words for _, words in ordered)
    words = _plain(said)
    kind = _KINDS.get(element.role, Kind.TEXT)
    if kind is Kind.TEXT and row:
        kind = Kind.CELL
    if not words or (kind is Kind.LABEL and not any(map(str.isalnum, words))):
        return  # a bullet
    level = int(element.role[1]) if kind is Kind.HEADING else 0
    certain = Certain.WORDS if element.actual else _certain(kind, said, turned=block.turned)
    other = "" if said is drawn or said == drawn else _plain(drawn)
    yield Piece(kind, words, level, row if kind is Kind.CELL else 0, block.page, certain, other)


def _certain(kind: Kind, said: str, *, turned: bool) -> Certain:
    parted = _LINE_END.search(said)  # a word, maybe
    if turned:
        return Certain.SET if parted or runs_from_right(said) else Certain.ANY_ORDER
    return Certain.LETTERS if parted or kind is Kind.DRAWN else Certain.WORDS


def _plain(text: str) -> str:
    return folded(_LINE_END.sub("-", text))


# --- properties ----------------------------------------------------------------------------------------


def _properties(data: bytes) -> dict[str, str]:
    """Our own properties and the language in XMP (ISO 16684-1), which stands in the file as it is."""
    found = _PACKET.findall(data)
    try:
        tree = ElementTree.fromstring(found[-1]) if found else None  # noqa: S314 (no entities)
    except ElementTree.ParseError:
        return {}
    if tree is None:
        return {}
    ours = {e.tag.removeprefix(_OURS): e.text or "" for e in tree.iter() if e.tag.startswith(_OURS)}
    return ours | {"language": "".join(each.text or "" for each in tree.iterfind(_LANGUAGE))}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _made(text: str) -> date | None:
    """The day of the information dictionary's date (7.9.4)."""
    found = _MADE.match(text)
    return _day("-".join(found.groups())) if found else None
