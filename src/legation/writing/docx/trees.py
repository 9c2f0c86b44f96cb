"""Parts of a letterhead as trees: their package, and elements put where their schema has them."""

from __future__ import annotations

from copy import deepcopy
from itertools import count
from math import isfinite
from typing import TYPE_CHECKING, cast

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.package import Package
from lxml import etree

from legation.writing.pictures import without_remarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docx.oxml.xmlchemy import BaseOxmlElement
    from lxml.etree import _Element as Element

    from legation.model.letterhead import Letterhead

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
"""Namespaces as lxml has them before a name."""

_SPACES = {"w": W[1:-1], "r": R[1:-1]}


def parse(xml: bytes) -> Element:
    """A part as a tree; nothing is fetched or expanded."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def open_package(letterhead: Letterhead) -> XmlPart:
    """The main part of a letterhead, in a package of its own."""
    package = Package()
    parts: dict[str, Part] = {}
    for each in letterhead.parts:
        name = PackURI(each.name)
        if each.is_xml:
            parts[each.name] = _xml(name, each.content_type, parse(each.data), package)
        else:
            parts[each.name] = Part(name, each.content_type, without_remarks(each.data), package)
    for each in letterhead.parts:
        for rel in each.relations:
            target = rel.target if rel.outside else parts[rel.target]
            parts[each.name].rels.add_relationship(
                rel.kind, target, rel.identifier, is_external=rel.outside
            )
    main = parts[letterhead.parts[0].name]
    assert isinstance(main, XmlPart)
    package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    return main


def related(part: Part, kind: str) -> Iterator[Part]:
    """The parts that a part leads to by relationships of a kind, in the order of their ids."""
    rels = sorted(part.rels.items())
    return (rel.target_part for _, rel in rels if rel.reltype == kind and not rel.is_external)


def tree(part: Part, kind: str) -> Element | None:
    """The first part of a kind as a tree; None where there is none."""
    found = next(related(part, kind), None)
    if found is None:
        return None
    return root(found) if isinstance(found, XmlPart) else parse(found.blob)


def root(part: XmlPart) -> Element:
    """The tree of a part, to be changed."""
    element: Element = part.element
    return element


def made(part: Part, kind: str, content_type: str, name: str, tag: str) -> XmlPart:
    """The part of a kind that a part leads to, or a new one that is empty.

    Args:
        part: What leads to it.
        kind: Of the relationship.
        content_type: Of a new part.
        name: Of a new part, as `free_name` takes it.
        tag: The name of its root.
    """
    found = next(related(part, kind), None)
    if found is None:
        found = new_part(part, content_type, name, etree.Element(W + tag, nsmap=_SPACES))
        part.relate_to(found, kind)
    assert isinstance(found, XmlPart)
    return found


def new_part(beside: Part, content_type: str, name: str, element: Element) -> XmlPart:
    """A part of the same package, which nothing leads to yet."""
    package = package_of(beside)
    return _xml(free_name(package, name), content_type, element, package)


def copied(beside: Part, part: Part, name: str) -> XmlPart:
    """A copy of a part of XML, which leads to the same; as `new_part`."""
    assert isinstance(part, XmlPart)
    copy = new_part(beside, part.content_type, name, deepcopy(root(part)))
    for identifier, rel in part.rels.items():
        target = rel.target_ref if rel.is_external else rel.target_part
        copy.rels.add_relationship(rel.reltype, target, identifier, is_external=rel.is_external)
    return copy


def _xml(name: PackURI, content_type: str, element: Element, package: Package) -> XmlPart:
    # python-docx wants elements of its own, for whose conveniences we have no use.
    return XmlPart(name, content_type, cast("BaseOxmlElement", element), package)


def package_of(part: Part) -> Package:
    """The package that a part is in."""
    package: Package | None = part.package
    assert package is not None
    return package


def free_name(package: Package, name: str) -> PackURI:
    """The name of a part that is not there yet; `%s` in it is for a number, where it needs one."""
    taken = {str(part.partname).lower() for part in package.iter_parts()}
    names = (name % (number or "") for number in count())
    return PackURI(next(each for each in names if each.lower() not in taken))


def fragment(xml: str) -> Element:
    """Elements that use the usual prefixes, within one that is to be left behind."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
    return parse(f"<w:body {declared}>{xml}</w:body>".encode())


def insert(parent: Element, child: Element, after: Iterable[str]) -> None:
    """Put a child before the first of those that come after it in the parent's schema."""
    later = {W + name for name in after}
    successor = next((each for each in parent if each.tag in later), None)
    if successor is None:
        parent.append(child)
    else:
        successor.addprevious(child)


def value(element: Element | None, path: str, name: str = "val") -> str:
    """An attribute of the element on a path below another; empty where there is none."""
    found = None if element is None else element.find(path)
    return "" if found is None else str(found.get(W + name, ""))


def declaring(tag: str, spaces: Mapping[str | None, str]) -> Element:
    """An element that declares prefixes; without one, a namespace has none."""
    return etree.Element(tag, nsmap=cast("dict[str, str]", spaces))


def number(text: str, otherwise: float) -> float:
    """A measure as a number; some programs write fractions."""
    try:
        found = float(text)
    except ValueError:
        return otherwise
    return found if isfinite(found) else otherwise
