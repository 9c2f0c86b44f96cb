"""What is done with any element of the XML of a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def local(element: Element | None) -> str:
    """Its name without the namespace; empty where there is none."""
    return "" if element is None else str(element.tag).rpartition("}")[2]


def drop(element: Element, *names: str) -> None:
    """Take attributes away, where they are there."""
    for name in names:
        if name in element.attrib:
            del element.attrib[name]


def remove(element: Element) -> None:
    """Take an element, or an instruction, out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
