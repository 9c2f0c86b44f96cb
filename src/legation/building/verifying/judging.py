"""Judges one file: reads it, and says how it differs from its document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.building.verifying import around, pdf, word
from legation.building.verifying.comparing import Count, Difference, compare
from legation.building.verifying.document import told
from legation.building.verifying.outcome import Verified
from legation.building.verifying.pieces import Around, Said, UnreadableError, folded
from legation.diagnostics import Diagnostic, Severity
from legation.model.brief import Format
from legation.model.document import Contents
from legation.version import __version__

if TYPE_CHECKING:
    from legation.diagnostics import Position, Report
    from legation.model.document import Document

READERS: Mapping[Format, Callable[[bytes], Said]] = {Format.DOCX: word.read, Format.PDF: pdf.read}
"""How the files are read that can be."""

_Judge = Callable[["Document", Sequence[Around]], tuple[Count, Difference | None]]
_AROUND: Mapping[Format, _Judge] = {Format.DOCX: around.of_word, Format.PDF: around.of_pdf}
_MOST = 256 * 2**20  # bytes of a file that is read
_PARTLY = (
    "of a brief whose template was written in Word, what calls print is compared; the template's own text, "
    "and what is filled in within its sentences, headers and footers, is not"
)
_TITLE = 255  # characters of a title that a Word file's properties hold


def read(path: Path, format_: Format) -> Said:
    """What a file says.

    Raises:
        UnreadableError: It cannot be read, or is none of ours.
    """
    try:
        if path.stat().st_size > _MOST:
            raise UnreadableError(f"it is larger than {_MOST // 2**20} MiB")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError((error.strerror or "the system says not why").lower()) from error
    if not data:
        raise UnreadableError("it is empty")
    try:
        return READERS[format_](data)
    except RecursionError as error:
        raise UnreadableError("its parts stand in one another too deep") from error


def again(brief: str) -> str:
    """What mostly mends the files of a brief."""
    return f"build again: legation build --brief {brief}"


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
    changed = _changed(document, said)
    if changed:
        report.error(place, "changed", changed, again(document.name))
    if said.dressed:
        document = _unpaged(document)
    what = told(document)
    text = compare(what, said.pieces)
    markings, beside = _AROUND[format_](document, said.around)
    difference = text.difference or beside or _by_links(what.links, said.links)
    if difference is not None:
        where = f"{difference.place}: " if difference.place else ""
        message = f"{where}the document says {difference.said}, and the file {difference.found}"
        report.error(place, "parity", message, "" if changed else again(document.name))
    counts = {str(aspect): count for aspect, count in text.aspects.items()}
    counts |= {"markings": markings, "words": text.words}
    same = difference is None and not changed
    return Verified(document.name, format_, path, counts, difference, same, draft)


def _unpaged(document: Document) -> Document:
    """The document without what it says of pages, where those are a letterhead's."""
    blocks = tuple(
        replace(block, entries=tuple(replace(entry, page=0) for entry in block.entries))
        if isinstance(block, Contents)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks, page_label="")


def _changed(document: Document, said: Said) -> str:
    """That a file was made from something else than is there now; empty if it was not.

    A PDF says what it was made from; a Word file says so by the digest at its foot alone.
    """
    if said.made_from == document.made_from:
        return ""
    if not said.made_from and document.digest in around.digests(said.around):
        return ""
    title = folded(document.title)[:_TITLE]
    if said.title and not folded(said.title).startswith(title):
        return f"this is another brief, “{folded(said.title)}”, and not “{title}”"
    if said.version not in ("", __version__):
        return f"this was built by Legation {said.version}, and here is {__version__}"
    return "the chronology, its templates or its theme have changed since this was built"


def _by_links(wanted: frozenset[str], found: frozenset[str]) -> Difference | None:
    """The first address that only one of them leads to."""
    for address in sorted(wanted ^ found):
        link = f"that there is a link to {address}", "has none"
        other = f"nothing of a link to {address}", "has one"
        return Difference(*(link if address in wanted else other))
    return None
