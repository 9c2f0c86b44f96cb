"""Lists of ours in a letterhead: by its own definitions where its list styles have them, else by ours.

A letterhead's own definition often has one level. What is deeper is labelled by ours then.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from legation.writing.docx.trees import W, insert, value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from legation.writing.docx.grafting import Grafter, Styles

_AFTER_DEFINITIONS = ("num", "numIdMacAtCleanup")


class Lists:
    """Grafts our definitions and instances of lists.

    Args:
        ours: The tree that a brief is written with, `w:numbering`.
        theirs: The letterhead's, which grows.
        grafter: Finds the styles of lists.
        styles: The letterhead's styles.
    """

    def __init__(self, ours: Element, theirs: Element, grafter: Grafter, styles: Styles) -> None:
        self._theirs = theirs
        self._grafter = grafter
        self._styles = styles
        self._definitions = _by_id(ours, "abstractNum", "abstractNumId")
        self._instances = _by_id(ours, "num", "numId")
        self._known = _by_id(theirs, "abstractNum", "abstractNumId")
        self._known_instances = _by_id(theirs, "num", "numId")
        self._last_definition = max(self._known, default=0)
        self._last = max(self._known_instances, default=0)
        self._own = {number: self._found(each) for number, each in self._definitions.items()}

    def graft(self, used: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
        """The letterhead's instances for ours at their levels, each with what it needs."""
        return {(instance, level): self._instance(instance, level) for instance, level in used}

    def _found(self, definition: Element) -> int:
        """The letterhead's instance for the lists of a style of its own; 0 for none."""
        style = self._grafter.found(value(definition, f"{W}lvl/{W}pStyle"))
        for each in self._styles.chain(style):
            found = value(each, f"{W}pPr/{W}numPr/{W}numId")
            if found:
                return (
                    int(found) if found.isdecimal() and int(found) in self._known_instances else 0
                )
        return 0

    def _instance(self, identifier: int, level: int) -> int:
        ours = self._instances[identifier]
        definition = int(value(ours, f"{W}abstractNumId"))
        own = self._own[definition]
        fits = bool(own) and self._has(own, level, self._definitions[definition])
        if fits and ours.find(f"{W}lvlOverride") is None:
            return own
        new = self._last + identifier
        if new not in self._known_instances:
            wanted = self._definition_of(own) if fits else self._grafted(definition)
            instance = deepcopy(ours)
            instance.set(f"{W}numId", str(new))
            instance[0].set(f"{W}val", str(wanted))
            insert(self._theirs, instance, _AFTER_DEFINITIONS[1:])
            self._known_instances[new] = instance
        return new

    def _definition_of(self, instance: int) -> int:
        stated = value(self._known_instances[instance], f"{W}abstractNumId")
        return int(stated) if stated.isdecimal() else 0

    def _has(self, instance: int, level: int, ours: Element) -> bool:
        """Whether a definition of the letterhead labels a level as ours does: with a sign, or a number."""
        theirs = self._known.get(self._definition_of(instance))
        path = f"{W}lvl[@{W}ilvl='{level}']/{W}numFmt"
        said, wanted = value(theirs, path), value(ours, path)
        return said not in ("", "none") and (said == "bullet") == (wanted == "bullet")

    def _grafted(self, definition: int) -> int:
        """Our definition in the letterhead, grafted once."""
        new = self._last_definition + definition
        if new not in self._known:
            element = deepcopy(self._definitions[definition])
            element.set(f"{W}abstractNumId", str(new))
            for mark in element.findall(f"{W}nsid"):  # Word joins definitions of one mark
                element.remove(mark)
            for name in element.iter(f"{W}pStyle"):
                self._lead(name)
            insert(self._theirs, element, _AFTER_DEFINITIONS)
            self._known[new] = element
        return new

    def _lead(self, name: Element) -> None:
        """Lead a level to the grafted style that numbers by it; the letterhead's own does not."""
        ours = name.get(f"{W}val", "")
        if ours in self._grafter.grafted:
            name.set(f"{W}val", self._grafter.of(ours))
        else:
            name.getparent().remove(name)  # type: ignore[union-attr]


def _by_id(root: Element, tag: str, name: str) -> dict[int, Element]:
    found = ((str(each.get(W + name, "")), each) for each in root.iterfind(W + tag))
    return {int(number): each for number, each in found if number.isdecimal()}
