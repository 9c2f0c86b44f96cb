"""The content of pages: all of it marked, and known to the structure (ISO 32000-1, 14.7.4)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pikepdf

from conformance.checking import check
from conformance.tagged import Content, Tag, Tagged
from extraction import folded
from legation.model.document import Document


@check
def all_content_is_marked(file: Tagged, document: Document) -> Iterator[str]:
    """As an element's or as an artifact, and never as both."""
    for page, pieces in enumerate(file.pieces, start=1):
        for piece in pieces:
            if piece.number is None and not piece.artifact:
                yield f"{folded(piece.text)!r} on page {page} is neither content nor artifact"
            if piece.number is not None and piece.artifact:
                yield f"{folded(piece.text)!r} on page {page} is both content and artifact"
            if not piece.codes:
                yield f"{folded(piece.text)!r} on page {page} has codes that stand for no text"


@check
def marked_content_and_elements_know_each_other(file: Tagged, document: Document) -> Iterator[str]:
    """Each number is used once a page and by one element, which the parent tree names for it."""
    owners = _owners(file)
    parents = file.parents()
    counts = Counter(place.page for place in owners)
    for page, pieces in enumerate(file.pieces):
        numbers = {piece.number for piece in pieces if piece.number is not None}
        listed = parents.get(int(file.pages[page].get("/StructParents", -1)), [])
        if len(listed) != counts[page]:
            yield f"the parent tree knows {len(listed)} contents of page {page + 1}"
        for number in sorted(numbers):
            tags = owners.get(Content(page, number), [])
            if len(tags) != 1:
                yield f"content {number} of page {page + 1} belongs to {len(tags)} elements"
            elif number >= len(listed) or listed[number].objgen != tags[0].source.objgen:
                yield f"the parent tree is wrong about content {number} of page {page + 1}"
    for place in owners:
        if not (0 <= place.page < len(file.pages)) or place not in file.said:
            yield f"content {place.number} of page {place.page + 1} is not there"


@check
def numbers_of_marked_content_are_unique(file: Tagged, document: Document) -> Iterator[str]:
    """On its page, a number begins marked content once (14.7.4.4)."""
    for index, page in enumerate(file.pages, start=1):
        begun = Counter(re.findall(rb"/MCID (\d+)", _raw(page)))
        for number, count in begun.items():
            if count > 1:
                yield f"content {int(number)} begins {count} times on page {index}"


def _raw(page: pikepdf.Page) -> bytes:
    contents = page.Contents
    parts = [contents] if isinstance(contents, pikepdf.Stream) else list(contents)
    return b"\n".join(part.read_bytes() for part in parts)


def _owners(file: Tagged) -> dict[Content, list[Tag]]:
    owners: dict[Content, list[Tag]] = {}
    for tag in file.tags:
        for kid in tag.kids:
            if isinstance(kid, Content):
                owners.setdefault(kid, []).append(tag)
    return owners
