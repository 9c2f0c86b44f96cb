"""What stands beside the text of a Word file: its properties, and the head and foot of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from xml.etree.ElementTree import Element

from legation.building.verifying.package import Package, Related
from legation.building.verifying.pieces import Around, folded
from legation.building.verifying.referring import fields
from legation.building.verifying.wording import Notes, paragraphs, said, value, w

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLOTS = {
    "dk1": "dark1",
    "lt1": "light1",
    "dk2": "dark2",
    "lt2": "light2",
    "hlink": "hyperlink",
    "folHlink": "followedHyperlink",
}
"""What text calls the colours of a theme that have another name there."""

_MAPPED = {
    "text1": ("t1", "dark1"),
    "background1": ("bg1", "light1"),
    "text2": ("t2", "dark2"),
    "background2": ("bg2", "light2"),
}
"""What text calls colours that settings map to a theme's: the name there, and what they are mostly."""

_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CREATED = "{http://purl.org/dc/terms/}created"
_REFERENCES = {"head": w("headerReference"), "foot": w("footerReference")}


class Properties(NamedTuple):
    """What a file says of itself.

    Attributes:
        title, author, language: As named; empty where it does not say.
        as_of: The day of its creation, which is the one that its brief speaks from.
    """

    title: str
    author: str
    language: str
    as_of: date | None


def properties(package: Package) -> Properties:
    """The core properties of a file (ECMA-376 Part 2, 11)."""
    related = package.related("").values()
    target = next((each.target for each in related if each.type == "core-properties"), "")
    tree = package.tree(target)
    if tree is None:
        return Properties("", "", "", None)
    try:
        day = date.fromisoformat(tree.findtext(_CREATED, "")[:10])
    except ValueError:
        day = None
    title, author, language = (
        tree.findtext(_DC + name) or "" for name in ("title", "creator", "language")
    )
    return Properties(title, author, language, day)


def default_language(styles: Element | None) -> str:
    """The language of text that says nothing else (17.3.2.20), where styles say so."""
    path = "/".join(map(w, ("docDefaults", "rPrDefault", "rPr", "lang")))
    return value(styles.find(path)) if styles is not None else ""


def scheme(theme: Element | None, settings: Element | None) -> dict[str, str]:
    """The colours of a theme, by the names that text has for them (17.18.97, 17.15.1.20)."""
    slots = theme.find(f".//{_A}clrScheme") if theme is not None else None
    mapping = settings.find(w("clrSchemeMapping")) if settings is not None else None
    found: dict[str, str] = {}
    for slot in slots if slots is not None else ():
        name = slot.tag.removeprefix(_A)
        for colour in slot:
            found[_SLOTS.get(name, name)] = colour.get("lastClr", colour.get("val", ""))
    named = {name: value(mapping, short) or usual for name, (short, usual) in _MAPPED.items()}
    return found | {name: found.get(slot, "") for name, slot in named.items()}


def paper(document: Element | None) -> str:
    """The colour of the pages (17.2.1); empty where they have none."""
    return value(document.find(w("background")), "color") if document is not None else ""


def around(package: Package, related: dict[str, Related], body: Element) -> Iterator[Around]:
    """What stands around each section: of its first page, and of even ones, too where they differ (17.10)."""
    settings = next((e.target for e in related.values() if e.type == "settings"), "")
    tree = package.tree(settings)
    even = tree is not None and tree.find(w("evenAndOddHeaders")) is not None
    inherited: dict[tuple[str, str], str] = {}
    for number, section in enumerate(body.iter(w("sectPr")), 1):
        for name, tag in _REFERENCES.items():
            for each in section.findall(tag):
                target = related.get(each.get(f"{_R}id", ""))
                inherited[name, value(each, "type")] = target.target if target else ""
        kinds = ["default", *(["even"] if even else [])]
        if section.find(w("titlePg")) is not None:
            kinds.append("first")
        for kind in kinds:
            place = f"section {number}" + ("" if kind == "default" else f", {kind} page")
            head, foot = (inherited.get((name, kind), "") for name in _REFERENCES)
            counted = " ".join(_counted(package, foot, section))
            yield Around(place, _lines(package, head), _lines(package, foot), counted)


def _lines(package: Package, part: str) -> str:
    """What a header or footer says, a line for each paragraph, and for each watermark behind the text."""
    tree = package.tree(part) if part else None
    found = ["".join(said(each, Notes())) for each in paragraphs(tree)]
    found += [each.get("string", "") for each in tree.iter(_WATERMARK)] if tree is not None else []
    return "\n".join(filter(None, map(folded, found)))


def _counted(package: Package, part: str, section: Element) -> Iterator[str]:
    """The fields of a footer, and from what the pages of its section are counted, and how (17.6.12)."""
    for paragraph in paragraphs(package.tree(part) if part else None):
        yield from (" ".join(each.code.split()) for each in fields(paragraph))
    number = section.find(w("pgNumType"))
    if value(number, "start") not in ("", "1"):
        yield f"from {value(number, 'start')}"
    if value(number, "fmt") not in ("", "decimal"):
        yield f"as {value(number, 'fmt')}"
