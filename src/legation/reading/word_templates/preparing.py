"""What is settled of a part of a Word template before its tags are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from legation.model.quantities import shorten
from legation.reading.refusing import Refused
from legation.reading.scrubbing import W
from legation.reading.word_templates.tags import NEAR

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from legation.model.letterhead import Part

_SPACES = {
    "w": W[1:-1],
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
"""The prefixes that a brief's own text uses, which must mean the same in a template."""

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop) ?([1-9])", re.IGNORECASE)


def standard(root: Element) -> Element:
    """The same tree with the usual prefixes, whatever a program chose."""
    usual = {uri: prefix for prefix, uri in _SPACES.items()}
    spaces: dict[str, str] = dict(_SPACES)
    for number, (prefix, uri) in enumerate(root.nsmap.items()):
        if uri not in usual:
            taken = prefix is None or prefix in _SPACES
            spaces[f"own{number}" if taken else str(prefix)] = uri
    new = etree.Element(root.tag, {str(k): str(v) for k, v in root.attrib.items()}, nsmap=spaces)
    new.extend(list(root))
    return new


def heading_levels(trees: Iterable[Element]) -> Mapping[str, int]:
    """The level of each style of headings, by its id."""
    found = (
        (str(style.get(f"{W}styleId")), _HEADING.fullmatch(str(name.get(f"{W}val"))))
        for tree in trees
        if tree.tag == f"{W}styles"
        for style in tree.iterfind(f"{W}style")
        for name in style.iterfind(f"{W}name")
    )
    return {identifier: int(name[1]) for identifier, name in found if name}


def judge_others(root: Element, place: str) -> None:
    """Refuse tags that stand in no text, where nobody would fill them in.

    Raises:
        Refused: There is one.
    """
    for element in root.iter("*"):
        said = [str(value) for value in element.attrib.values()]
        if element.text and element.tag != f"{W}t":
            said.append(element.text)
        _judge(said, place, "a field, a formula or the description of a picture")


def judge_left(root: Element, place: str) -> None:
    """Refuse tags that are left in text when those of its lines are taken out.

    Raises:
        Refused: There is one.
    """
    _judge((text.text or "" for text in root.iter(f"{W}t")), place, "words with a phonetic guide")


def judge_links(part: Part, place: str) -> None:
    """Refuse tags in the addresses of links.

    Raises:
        Refused: There is one.
    """
    _judge((unquote(each.target) for each in part.relations), place, "the address of a link")


def _judge(said: Iterable[str], place: str, what: str) -> None:
    found = next((each for each in said if "{{" in each or "{%" in each), None)
    if found is not None:
        message = f"{f'{place}: ' if place else ''}a tag stands in {what}"
        hint = "write it in the text; it is this one: "
        raise Refused("template-syntax", message, hint + shorten(found.strip(), NEAR))
