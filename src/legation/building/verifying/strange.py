"""What a Word file has among a brief's text that no brief has: drawings, other files, tracked changes.

The words of tracked insertions and deletions are told where the text is looked at; here is what is tracked of
paragraphs, rows, cells and looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from legation.building.verifying.pieces import Odd, Oddity, folded
from legation.building.verifying.wording import (
    DRAWN,
    PROPERTIES,
    is_behind,
    is_group,
    seen,
    value,
    w,
    words_of,
)

_FILES = frozenset((w("altChunk"), w("subDoc")))
_LOGO = "Logo"
_TRACKED = {
    w(name): how
    for how, names in {
        Oddity.INSERTED: ("ins", "moveTo", "cellIns"),
        Oddity.DELETED: ("del", "moveFrom", "cellDel"),
    }.items()
    for name in names
}
_HOLDERS = {w(name): w(f"{name}Pr") for name in ("p", "r", "tbl", "tr", "tc")}


def strange(elements: Iterable[Element]) -> Iterator[Odd]:
    """All of it in some elements of the text.

    Args:
        elements: Paragraphs, tables, notes, and what holds them.
    """
    for element in elements:
        yield from _added(element, logo=False)
        for holder in element.iter():
            properties = holder.find(_HOLDERS[holder.tag]) if holder.tag in _HOLDERS else None
            for how in _tracked(properties):
                yield Odd(words_of(holder), how)


def _added(element: Element, *, logo: bool) -> Iterator[Odd]:
    """Drawings that are no timeline, logo or picture behind the text, and other files that are put in."""
    if element.tag in _FILES:
        yield Odd("another file", Oddity.ADDED)
    elif element.tag in DRAWN:
        words = words_of(element)
        if not (is_group(element) or logo or (is_behind(element) and not words)):
            yield Odd(words or _described(element) or "a picture", Oddity.ADDED)
    elif element.tag not in PROPERTIES:
        style = element.find(f"{w('pPr')}/{w('pStyle')}")
        for child in seen(element):
            yield from _added(child, logo=logo or value(style) == _LOGO)


def _described(drawn: Element) -> str:
    """What a drawing says that has no text: words in fancy letters, or what a screen reader is told."""
    said = [each.get("string") or each.get("descr") for each in drawn.iter()]
    return folded(next(filter(None, said), ""))


def _tracked(properties: Element | None) -> list[Oddity]:
    """What is tracked of that to which properties belong, each once."""
    if properties is None:
        return []
    tags = [str(each.tag) for each in properties.iter()]
    found = [_TRACKED[tag] for tag in tags if tag in _TRACKED]
    if any(tag.endswith("Change") for tag in tags):
        found.append(Oddity.RESTYLED)
    return list(dict.fromkeys(found))
