"""The words: every one of the document's, in its order, in its language, and under its bookmark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from conformance.checking import check
from conformance.tagged import Tag, Tagged
from documents import of_inlines
from extraction import Pieces, folded, of_document
from legation.model.document import (
    Block,
    Document,
    Footnote,
    Heading,
    Inline,
    List,
    Table,
    Text,
    Title,
)
from legation.text.bidi import turns
from legation.writing.directions import plain_text

_WORDED = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Caption", "TD", "TH", "TOCI", "Figure"}


def _blocks(file: Tagged, tags: Iterable[Tag]) -> Iterator[tuple[str, bool]]:
    """What each block says, in the order of the structure tree, and whether in so many words."""
    for tag in tags:
        inner = list(_blocks(file, tag.tags))
        if inner or tag.role not in _WORDED:
            yield from inner
        else:
            yield file.words(tag), bool(tag.text("/ActualText"))


def _wanted(document: Document) -> Iterator[tuple[str, str]]:
    """What each block of the document is and says; a drawing's labels together."""
    drawn: list[str] = []
    pieces: Pieces = of_document(document)
    for kind, words in pieces:
        if kind == "drawn":
            drawn.append(words)
            continue
        if drawn:
            yield "drawn", " ".join(drawn)
            drawn = []
        yield kind, words
    if drawn:
        yield "drawn", " ".join(drawn)


def _comparable(words: str, kind: str = "", exact: bool = False) -> str:
    """The words folded; their letters only, where programs that read PDF are to order them."""
    if turns(words) and not exact:
        return "".join(sorted(folded(words).replace(" ", "").translate(_MIRRORED)))
    if kind == "drawn":
        return folded(words).replace(" ", "")
    return folded("•" if kind == "label" and words.strip() == "–" else words)


_MIRRORED = str.maketrans(")]>}»", "([<{«")


@check
def the_structure_says_every_word_of_the_document_in_order(
    file: Tagged, document: Document
) -> Iterator[str]:
    """Block by block: no word lost, fused with another, moved, or marked as an artifact."""
    wanted = [(kind, words) for kind, words in _wanted(document) if folded(words)]
    found = [(words, exact) for words, exact in _blocks(file, file.tree) if folded(words)]
    for (kind, words), (said, exact) in zip(wanted, found, strict=False):
        if words.endswith("\t0"):  # of a list of contents whose pages the document does not say
            words, said = words[:-2], re.sub(r" \d+ *$", "", said)
        if _comparable(words, kind, exact) != _comparable(said, kind, exact):
            yield f"{folded(said)[:80]!r} is said where {folded(words)[:80]!r} should be"
            return
    if len(wanted) != len(found):
        yield f"{len(found)} blocks are said where {len(wanted)} should be"


@check
def footnotes_are_notes(file: Tagged, document: Document) -> Iterator[str]:
    """Each is a note with an identifier and a label: the number by which it is cited (14289-1, 7.9)."""
    cited = [each for each in _inlines(document.blocks) if isinstance(each, Footnote)]
    wanted = sorted(str(note.number) for note in cited if note.says)
    notes = [tag for tag in file.tags if tag.role == "Note"]
    labels = [folded(file.words(tag.tags[0])) for tag in notes if tag.tags]
    if sorted(labels) != wanted:
        yield f"the notes are {labels}, and should be {wanted}"
    identifiers = {tag.text("/ID") for tag in notes} - {""}
    if len(identifiers) != len(notes):
        yield f"{len(notes)} notes have {len(identifiers)} identifiers"


@check
def artifacts_hold_only_what_is_repeated(file: Tagged, document: Document) -> Iterator[str]:
    """The marking, the running title, the digest, page numbers, and the heads of tables that go on."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    headers = [column.header for table in tables for column in table.columns]
    headers += [f"{table.caption} (continued)" for table in tables]
    headers += [  # a table without a caption is named by its heading
        plain_text(block.inlines)
        for block, after in pairwise(document.blocks)
        if isinstance(block, Heading) and isinstance(after, Table)
    ]
    for page, pieces in enumerate(file.pieces, start=1):
        number = document.page_label.replace("{pages}", str(len(file.pages)))
        usual = (document.running_title, document.digest, number.replace("{page}", str(page)))
        known = " ".join((*[document.marking] * 2, *usual, *headers))
        said = "".join(piece.text for piece in pieces if piece.artifact)
        if turns(said):  # whose letters stand as they are seen
            strange = Counter(_comparable(said)) - Counter(_comparable(known + "ع"))
        else:
            strange = Counter(folded(said).casefold().split()) - Counter(known.casefold().split())
        if strange:
            yield f"an artifact of page {page} says {' '.join(strange)!r}"


@check
def what_is_in_another_language_says_so(file: Tagged, document: Document) -> Iterator[str]:
    """The document's language, and that of each passage in another."""
    if str(file.root.get("/Lang", "")) != document.language:
        yield f"the document's language is {file.root.get('/Lang')!s}, not {document.language}"
    texts = [each for each in _inlines(document.blocks) if isinstance(each, Text) and each.language]
    wanted = Counter((text.language, folded(text.text)) for text in texts)
    spans = [tag for tag in file.tags if tag.text("/Lang")]
    found = Counter((tag.text("/Lang"), folded(file.words(tag))) for tag in spans)
    for language, words in wanted - found:
        if not turns(words):
            yield f"{words!r} does not say that it is in {language}"


def _inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """The document's inlines, in the order of reading."""
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield from _inlines(item.blocks)
        elif isinstance(block, Table):
            for row in block.rows:
                yield from (inline for cell in row.cells for inline in _inlines(cell))
        else:
            yield from getattr(block, "inlines", ())


@check
def bookmarks_mirror_the_headings(file: Tagged, document: Document) -> Iterator[str]:
    """Each heading has a bookmark: its level, its words, the page it stands on, in order."""
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    levels = [str(tag.role) for tag in file.tags]
    tags = [tag for tag in file.tags if re.fullmatch("H[1-6]", tag.role)]
    if any(isinstance(block, Title) for block in document.blocks) and "H1" in levels:
        tags = tags[1:]
    wanted = [
        (heading.level - 1, folded(of_inlines(heading.inlines)), _page(tag))
        for heading, tag in zip(headings, tags, strict=False)
    ]
    found = [(level, folded(title), page) for level, title, page in file.outline()]
    if len(headings) != len(tags):
        yield f"{len(tags)} headings are tagged where {len(headings)} should be"
    elif wanted != found:
        yield f"the bookmarks are {found}, and the headings {wanted}"


def _page(tag: Tag) -> int:
    return next((content.page for content in tag.contents()), -1)
