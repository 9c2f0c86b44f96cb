"""Judges one file: reads it, and says how it differs from its document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.building.verifying import around, pdf, word
from legation.building.verifying.apart import TITLE, apart
from legation.building.verifying.comparing import Count, Difference, compare
from legation.building.verifying.document import told
from legation.building.verifying.outcome import Verified
from legation.building.verifying.pieces import (
    Kind,
    Piece,
    Said,
    UnreadableError,
    folded,
)
from legation.diagnostics import Diagnostic, Severity, counted, reason
from legation.model.brief import Format
from legation.model.document import Contents
from legation.version import __version__

if TYPE_CHECKING:
    from legation.diagnostics import Position, Report
    from legation.model.document import Document

READERS: Mapping[Format, Callable[[bytes], Said]] = {Format.DOCX: word.read, Format.PDF: pdf.read}
"""How the files are read that can be."""

_Judge = Callable[["Document", Said], tuple[Count, list[Difference]]]
_AROUND: Mapping[Format, _Judge] = {Format.DOCX: around.of_word, Format.PDF: around.of_pdf}
_MOST = 256 * 2**20  # bytes of a file that is read
_PARTLY = (
    "of a brief whose template was written in Word, what calls print is compared; the template's own text, "
    "and what is filled in within its sentences, headers and footers, is not"
)


def read(path: Path, format_: Format, *, framed: bool = False) -> Said:
    """What a file says.

    Args:
        path: The file.
        format_: Its format, one of `READERS`.
        framed: Whether its text is a Word template's, and the brief's only what is marked as such.

    Raises:
        UnreadableError: It cannot be read, or is none of ours.
    """
    try:
        if path.stat().st_size > _MOST:
            raise UnreadableError(f"it is larger than {_MOST // 2**20} MiB")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(reason(error)) from error
    if not data:
        raise UnreadableError("it is empty")
    try:
        return word.read(data, framed=True) if framed else READERS[format_](data)
    except RecursionError as error:
        raise UnreadableError("its parts stand in one another too deep") from error


def again(brief: str) -> str:
    """What mostly mends the files of a brief; what someone edited in them is not lost by it."""
    return f"build again: legation build --brief {brief}; what was edited stays, the new is put beside it"


def judge(
    document: Document, said: Said, path: Path, place: Position, report: Report, *, draft: bool
) -> Verified:
    """Hold what a file says against its document.

    Args:
        document: Settled, of the day of which the file speaks.
        said: What the file says.
        path: The file, which is named after the brief.
        place: The same as messages name it.
        report: Where it is told that they differ.
        draft: Whether the document is a draft.
    """
    format_ = Format(path.suffix[1:])
    if document.frame is not None:
        report.add(Diagnostic(place, Severity.NOTE, "word-template", _PARTLY))
    here = _unpaged(document) if said.dressed else document
    what, pieces = told(here), said.pieces
    if said.dressed:
        what, pieces = replace(what, pieces=_plainly(what.pieces)), _plainly(pieces)
    text = compare(what, pieces)
    markings, beside = _AROUND[format_](here, said)
    # Of a Word template's own text it is not known whether it is the same.
    same = text.difference is None and document.frame is None
    changed = _changed(document, said, same=same)
    if changed:
        report.error(place, "changed", changed, again(document.name))
    others = [*beside, *apart(document, said, what)]
    found = [*([text.difference] if text.difference else []), *others]
    count = text.places + len(others)
    difference = next(iter(found), None)
    if difference is not None:
        where = f"{difference.place}: " if difference.place else ""
        more = f"; and {counted(count - 1, 'more difference')}" if count > 1 else ""
        message = (
            f"{where}the document says {difference.said}, and the file {difference.found}{more}"
        )
        report.error(place, "parity", message, "" if changed else again(document.name))
    counts = {str(aspect): each for aspect, each in text.aspects.items()}
    counts |= {"markings": markings, "words": text.words}
    same = difference is None and not changed
    return Verified(document.name, format_, path, counts, difference, same, draft, count)


def _unpaged(document: Document) -> Document:
    """The document without what it says of pages, where those are a letterhead's."""
    blocks = tuple(
        replace(block, entries=tuple(replace(entry, page=0) for entry in block.entries))
        if isinstance(block, Contents)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks, page_label="")


def _plainly(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, labels as their numbers only: a letterhead has its own signs around them."""
    return tuple(
        replace(piece, words="".join(filter(str.isdigit, piece.words)))
        if piece.kind is Kind.LABEL
        else piece
        for piece in pieces
    )


def _changed(document: Document, said: Said, *, same: bool) -> str:
    """That a file was made from something else than is there now; empty if it was not.

    A PDF says what it was made from; a Word file says so by the digest at its foot alone, which anyone may
    have edited: it counts where the text is not the same.
    """
    if said.made_from == document.made_from:
        return ""
    if not said.made_from and (same or document.digest in around.digests(said.around)):
        return ""
    title = folded(document.title)[:TITLE]
    if said.title and not folded(said.title).startswith(title):
        return f"this is another brief, “{folded(said.title)}”, and not “{title}”"
    if said.version not in ("", __version__):
        return f"this was built by Legation {said.version}, and here is {__version__}"
    changed = "the chronology, its templates or its theme have changed since this was built"
    if same:
        return f"{changed}, in nothing that it prints"
    return changed if said.made_from else f"{changed}, or someone has edited it"
