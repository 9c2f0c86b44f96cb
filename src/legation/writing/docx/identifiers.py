"""Identifiers of what is there more often than in its letterhead: repeated by a loop, or copied."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from legation.model.elements import drop, remove
from legation.writing.docx.trees import W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

_VML = "{urn:schemas-microsoft-com:vml}"
_PLACE = "{urn:schemas-microsoft-com:office:office}spid"
_FIRST = 2_000_000  # those of a letterhead are below


def number_anew(trees: Iterable[Element]) -> None:
    """Give drawings and shapes ids of their own, and leave a bookmark only its first place.

    Args:
        trees: The parts of one file that have text. Drawings and bookmarks are numbered in all of them
            together, old shapes (VML) in each.
    """
    trees = list(trees)
    numbers = count(_FIRST)
    taken: set[str] = set()
    done: set[str] = set()
    for tree in trees:
        for each in tree.iter("{*}docPr", "{*}cNvPr"):
            identifier = str(each.get("id"))
            if identifier in taken:
                each.set("id", identifier := str(next(numbers)))
            taken.add(identifier)
        _shapes(tree, numbers)
        _bookmarks(tree, done)


def _shapes(tree: Element, numbers: Iterator[int]) -> None:
    """Shapes have ids of their own; a kind of shapes is told of once, where it is first used."""
    taken: set[str] = set()
    for each in list(tree.iter(f"{_VML}*")):
        identifier = each.get("id")
        if identifier is None:
            continue
        if identifier not in taken:
            taken.add(identifier)
        elif each.tag == f"{_VML}shapetype":
            remove(each)
        else:
            each.set("id", f"Shape{next(numbers)}")
            drop(each, _PLACE)


def _bookmarks(tree: Element, done: set[str]) -> None:
    """Each begins and ends once, and none of the ids that are done already."""
    open_: dict[str, Element] = {}
    for mark in list(tree.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        identifier, starts = str(mark.get(f"{W}id")), mark.tag == f"{W}bookmarkStart"
        if starts and identifier not in open_ and identifier not in done:
            open_[identifier] = mark
        elif not starts and identifier in open_:
            del open_[identifier]
            done.add(identifier)
        else:
            remove(mark)
    for mark in open_.values():
        remove(mark)
