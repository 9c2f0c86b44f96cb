"""What a brief says, taken out of the document, the Word file and the PDF, so that they can be compared.

A document and a Word file yield pieces: what each is, and its words, in reading order. A PDF yields the
text of its pages, without what is repeated on each: lines are broken anywhere, so `difference` compares
the pieces with it letter by letter, and takes a new line for a blank or for nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from ctypes import Array, c_ushort, sizeof
from itertools import chain, takewhile
from typing import NamedTuple

import pypdfium2
from lxml import etree
from pypdfium2 import raw

from documents import of_inlines
from legation.model.document import (
    Block,
    Contents,
    Document,
    Figure,
    Footnote,
    Heading,
    List,
    ListItem,
    ListKind,
    Paragraph,
    Table,
    Timeline,
    Title,
)
from legation.model.drawing import Label
from word import entries, find, name, style, text, tree, values


class Piece(NamedTuple):
    """A paragraph or a part of one.

    Attributes:
        kind: `title`, `heading 1`, `text`, `label` (of a list item), `caption`, `column` (a table's
            header), `cell`, or `drawn` (a line of a label on a timeline).
        words: What it says; never empty.
    """

    kind: str
    words: str


Pieces = list[Piece]


# --- the document --------------------------------------------------------------------------------


def of_document(document: Document) -> Pieces:
    """What a document says, once its layout is settled."""
    return [piece for block in document.blocks for piece in _of_block(block) if piece.words]


def _of_block(block: Block) -> Iterator[Piece]:
    match block:
        case Title() | Heading() | Paragraph():
            yield Piece(_kind(block), of_inlines(block.inlines))
            yield from _of_notes(block)
        case List():
            for number, item in enumerate(block.items, block.start):
                yield from _of_item(item, block.kind, number)
        case Table():
            yield Piece("caption", block.caption)
            yield from (Piece("column", column.header) for column in block.columns)
            cells = chain.from_iterable(row.cells for row in block.rows)
            for cell in cells:
                yield from (Piece("cell", of_inlines(each.inlines)) for each in cell)
                yield from _of_notes(*cell)
        case Figure():
            yield Piece("caption", block.caption)
            labels = (shape for shape in block.drawing.shapes if isinstance(shape, Label))
            yield from (Piece("drawn", line) for label in labels for line in label.lines)
        case Contents():
            yield from (Piece("text", f"{each.text}\t{each.page}") for each in block.entries)
        case Timeline():
            raise TypeError("a settled document has no timeline still to be laid out")


def _kind(block: Title | Heading | Paragraph) -> str:
    if isinstance(block, Heading):
        return f"heading {block.level}"
    return "title" if isinstance(block, Title) else "text"


def _of_notes(*blocks: Title | Heading | Paragraph) -> Iterator[Piece]:
    """The footnotes that are cited there first, each behind its number."""
    for inline in chain.from_iterable(block.inlines for block in blocks):
        if isinstance(inline, Footnote) and inline.says:
            yield Piece("label", str(inline.number))
            yield Piece("text", of_inlines(inline.says))


def _of_item(item: ListItem, kind: ListKind, number: int) -> Iterator[Piece]:
    label = {ListKind.BULLET: "•", ListKind.SOURCE: f"[{number}]"}.get(kind, f"{number}.")
    yield Piece("label", label)
    yield from chain.from_iterable(map(_of_block, item.blocks))


# --- Word ----------------------------------------------------------------------------------------

_KINDS = {"Title": "title", "Caption": "caption", "TOCHeading": "heading 1"} | {
    f"Heading{n}": f"heading {n}" for n in (1, 2)
}


def of_word(content: bytes) -> Pieces:
    """What the body of a Word file says, list labels and notes too, which Word counts by itself."""
    (body,) = find(tree(content), "/w:document/w:body")
    labels = _Labels(tree(content, "word/numbering.xml"))
    notes = _Notes(content)
    pieces = chain.from_iterable(_of_child(child, labels, notes) for child in body)
    return [piece for piece in chain(pieces, notes.at_end()) if piece.words]


def _of_child(child: etree._Element, labels: _Labels, notes: _Notes) -> Iterator[Piece]:
    if child.tag == name("w:tbl"):
        for row in find(child, "w:tr"):
            kind = "column" if find(row, "w:trPr/w:tblHeader") else "cell"
            for cell in find(row, "w:tc"):
                yield from (Piece(kind, text(paragraph)) for paragraph in find(cell, "w:p"))
                yield from notes.of(cell)
    elif child.tag == name("w:p"):
        yield Piece("label", labels.of(child))
        yield Piece(_KINDS.get(style(child), "text"), text(child))
        drawn = find(child, ".//mc:Choice//wps:txbx/w:txbxContent/w:p")
        lines = (line for paragraph in drawn for line in text(paragraph).split("\n"))
        yield from (Piece("drawn", line) for line in lines)
        yield from notes.of(child)


class _Notes:
    """Counts the notes as Word does: in the order of the text, from 1 (17.11)."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._feet = self._of_part("footnote")
        self._counted = 0

    def _of_part(self, kind: str) -> dict[str, str]:
        """What the notes of a kind say, by their ids."""
        part = f"word/{kind}s.xml"
        if part not in entries(self._content):
            return {}
        return {
            note.get(name("w:id"), ""): "".join(map(text, find(note, "w:p"))).removeprefix("\t")
            for note in find(tree(self._content, part), f"/w:{kind}s/w:{kind}[not(@w:type)]")
        }

    def of(self, element: etree._Element) -> Iterator[Piece]:
        """The footnotes that an element cites first, each behind its number."""
        for identifier in values(element, ".//w:footnoteReference/@w:id"):
            self._counted += 1
            yield Piece("label", str(self._counted))
            yield Piece("text", self._feet[identifier])

    def at_end(self) -> Iterator[Piece]:
        """The endnotes, each behind its number, told as that of a list of sources."""
        ends = self._of_part("endnote")
        cited = values(tree(self._content), "//w:endnoteReference/@w:id")
        for number, identifier in enumerate(cited, 1):
            yield Piece("label", f"[{number}]")
            yield Piece("text", ends[identifier])


class _Labels:
    """Counts the items of lists as Word does: each list instance by itself, from its start (17.9)."""

    def __init__(self, numbering: etree._Element) -> None:
        self._numbering = numbering
        self._counted: defaultdict[tuple[str, str], int] = defaultdict(int)

    def of(self, paragraph: etree._Element) -> str:
        """The label of a paragraph, counting it; empty for one that is in no list."""
        if not find(paragraph, "w:pPr/w:numPr"):
            return ""
        (level,) = values(paragraph, "w:pPr/w:numPr/w:ilvl/@w:val")
        (instance,) = values(paragraph, "w:pPr/w:numPr/w:numId/@w:val")
        (list_,) = find(self._numbering, f"w:num[@w:numId={instance}]")
        (definition,) = values(list_, "w:abstractNumId/@w:val")
        at = f"w:abstractNum[@w:abstractNumId={definition}]/w:lvl[@w:ilvl={level}]"
        (label,) = values(self._numbering, f"{at}/w:lvlText/@w:val")
        starts = values(list_, f"w:lvlOverride[@w:ilvl={level}]/w:startOverride/@w:val")
        number = int(starts[0] if starts else "1") + self._counted[instance, level]
        self._counted[instance, level] += 1
        return re.sub(r"%\d", str(number), label)


def furniture(content: bytes) -> dict[str, list[str]]:
    """What the header and the footer of every page say, paragraph by paragraph."""
    parts = {"header": "word/header1.xml", "footer": "word/footer1.xml"}
    return {
        called: [words for words in map(text, find(tree(content, part), "//w:p")) if words]
        for called, part in parts.items()
    }


# --- PDF -----------------------------------------------------------------------------------------


class Page(NamedTuple):
    """What a page says, in the order of its content.

    Attributes:
        content: Its own text.
        drawn: What its drawings say, label line by label line.
        repeated: What stands on every page: its head and foot, and the column headers of a table that
            goes on.
    """

    content: str
    drawn: list[str]
    repeated: list[str]


def of_pdf(content: bytes) -> list[Page]:
    """What the pages of a PDF say.

    Tagged PDF marks every piece of text (ISO 32000-1, 14.7.4): as an artifact where it is repeated.
    """
    return [_of_page(page) for page in pypdfium2.PdfDocument(content)]


def _of_page(page: pypdfium2.PdfPage) -> Page:
    texts: defaultdict[str, list[str]] = defaultdict(list)
    text_page = page.get_textpage()
    for piece in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
        mark = {"Figure": "drawn", "Artifact": "repeated"}.get(_mark(piece), "content")
        texts[mark].append(_words(piece, text_page))
    return Page("".join(texts["content"]), texts["drawn"], texts["repeated"])


def _mark(piece: pypdfium2.PdfObject) -> str:
    length = raw.c_ulong()
    buffer = (raw.FPDF_WCHAR * 32)()
    mark = raw.FPDFPageObj_GetMark(piece, 0)
    raw.FPDFPageObjMark_GetName(mark, buffer, sizeof(buffer), length)
    return _decoded(buffer, length.value)


def _words(piece: pypdfium2.PdfObject, text_page: pypdfium2.PdfTextPage) -> str:
    length = raw.FPDFTextObj_GetText(piece, text_page, None, 0)
    buffer = (raw.FPDF_WCHAR * (length // 2))()
    raw.FPDFTextObj_GetText(piece, text_page, buffer, length)
    # PDFium takes a hyphen at the end of a line for one that might go; it is a hyphen here.
    return _decoded(buffer, length).translate({0xFFFE: "-", 0x02: "-"})


def _decoded(buffer: Array[c_ushort], length: int) -> str:
    return bytes(buffer)[:length].decode("utf-16-le").rstrip("\0")


# --- comparing -----------------------------------------------------------------------------------

_UNSEEN = re.compile("[\u00ad\u200b]")
_AROUND = 60


def folded(text: str) -> str:
    """The text with single blanks for white space, none at its ends, and without what none can see."""
    return " ".join(_UNSEEN.sub("", text).split())


def difference(pieces: Pieces, pages: Iterable[Page]) -> str:
    """Where the pages first say something else than the pieces; empty when they say the same."""
    pages = list(pages)
    drawn = [folded(line) for page in pages for line in page.drawn]
    pairs = (
        # A line that ends in the middle of a word has no space behind it, at the foot of a page too.
        (
            joined(p.words for p in pieces if p.kind != "drawn"),
            joined(["".join(p.content for p in pages)]),
        ),
        (" | ".join(folded(p.words) for p in pieces if p.kind == "drawn"), " | ".join(drawn)),
    )
    return "; ".join(_difference(wanted, found) for wanted, found in pairs if wanted != found)


def joined(texts: Iterable[str]) -> str:
    """The texts as one, folded, as both extractions can be compared."""
    # PDFium loses the blank after a hyphen at the end of a line.
    return folded(" ".join(texts)).replace("- ", "-")


def _difference(wanted: str, found: str) -> str:
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(wanted, found, strict=False))
    place = sum(1 for _ in shared)
    around = slice(max(0, place - _AROUND), place + _AROUND)
    return f"where {wanted[around]!r} should be, there is {found[around]!r}"
