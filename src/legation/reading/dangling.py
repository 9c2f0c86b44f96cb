"""What in a letterhead refers to a style or list that is not there, or to itself, taken out (17.7.4, 17.9).

Word takes no notice of it. Other programs may, those that check files among them, or hang on a circle of
styles; and a style of the brief could come to stand in the place of the one that is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.model.elements import local, remove

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = f"{_W}val"
_BASE = f"{_W}basedOn"
_STYLED = tuple(_W + name for name in "pStyle rStyle tblStyle basedOn next link".split())
_NONE = "0"  # the list of what is in none


def take_out_dangling(trees: Iterable[Element]) -> None:
    """Take it out of the trees of all parts, and what they define twice."""
    trees = list(trees)
    styles = _defined(trees, "styles", "style", "styleId")
    _end_circles(styles)
    definitions = _defined(trees, "numbering", "abstractNum", "abstractNumId")
    lists = _defined(trees, "numbering", "num", "numId")
    for number, each in list(lists.items()):
        if _said(each.find(f"{_W}abstractNumId")) not in definitions:
            remove(lists.pop(number))
    for tree in trees:
        _leave_known(tree, styles, {*lists, _NONE})


def _defined(trees: Iterable[Element], root: str, name: str, key: str) -> dict[str, Element]:
    """What a part defines, by its ids; of what is there twice, the first, and the other is taken out."""
    found: dict[str, Element] = {}
    for tree in trees:
        for each in tree.findall(_W + name) if tree.tag == _W + root else ():
            if found.setdefault(str(each.get(_W + key)), each) is not each:
                remove(each)
    return found


def _end_circles(styles: Mapping[str, Element]) -> None:
    """Have what styles are based on end, where it comes round."""
    ended: set[str] = set()
    for name in styles:
        passed: set[str] = set()
        while name in styles and name not in ended:
            passed.add(name)
            base = styles[name].find(_BASE)
            if base is None:
                break
            name = _said(base)
            if name in passed:
                remove(base)
                break
        ended |= passed


def _leave_known(tree: Element, styles: Collection[str], lists: Collection[str]) -> None:
    for reference in list(tree.iter(*_STYLED)):
        # Of a list's level, it only says that the style has it.
        if _said(reference) not in styles and local(reference.getparent()) != "lvl":
            remove(reference)
    for reference in list(tree.iter(f"{_W}numPr")):
        number = reference.find(f"{_W}numId")
        if number is not None and _said(number) not in lists:
            remove(reference)


def _said(element: Element | None) -> str:
    return "" if element is None else str(element.get(_VALUE, ""))
