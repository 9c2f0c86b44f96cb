"""The runs of a paragraph, cut where its tags begin and end (OOXML Part 1, 17.3.2).

Word parts text into runs wherever its look, its language or its history changes, so that a tag is often in
several. Each tag becomes one processing instruction between runs; what stands around it keeps its look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from legation.model.elements import remove
from legation.reading.scrubbing import W
from legation.reading.word_templates.tags import OPAQUE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from legation.model.template import Look
    from legation.reading.word_templates.tags import Found

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DECLARATION = re.compile(r' xmlns(?::\w+)?="[^"]*"')
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
    f"{W}rPr": "",
}
_PROPERTIES = frozenset(f"{W}{name}" for name in "pPr rPr sdtPr sdtEndPr".split())
_NEUTRAL = frozenset(f"{W}{name}" for name in "bookmarkStart bookmarkEnd".split())
_WITHIN = frozenset(f"{W}{name}" for name in "hyperlink sdt sdtContent fldSimple bdo dir".split())


class _Run(NamedTuple):
    """A run, with what each of its children says."""

    element: Element
    said: list[tuple[Element, str]]

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.said)


class Line:
    """The text of a paragraph.

    Args:
        paragraph: The paragraph.

    Attributes:
        text: What it says, with `OPAQUE` for what is no text.
    """

    def __init__(self, paragraph: Element) -> None:
        self._runs: list[_Run] = []
        pieces: list[str] = []
        for element in _flow(paragraph):
            if element.tag == f"{W}r":
                run = _Run(element, [(child, _says(child)) for child in element])
                self._runs.append(run)
                pieces.append(run.text)
            else:
                pieces.append(OPAQUE)
                self._runs.append(_Run(element, [(element, OPAQUE)]))
        self.text = "".join(pieces)

    def take_out(self, tags: Iterable[Found]) -> Iterator[tuple[Element, Look]]:
        """Put a processing instruction, which says nothing yet, in the place of each tag.

        Returns:
            For each tag in turn, the instruction, and the look of the tag's first letter.
        """
        tags = list(tags)
        segments = self._cut(sorted({place for tag in tags for place in (tag.start, tag.end)}))
        starts = {start: run for start, _, run in segments}
        for tag in tags:
            first = starts[tag.start]
            instruction = etree.ProcessingInstruction("tag")
            first.addprevious(instruction)
            yield instruction, _look(first)
        for tag in tags:
            for start, end, run in segments:
                if tag.start <= start and end <= tag.end:
                    remove(run)

    def _cut(self, places: list[int]) -> list[tuple[int, int, Element]]:
        """Cut runs at places in the text; what becomes of those that say something, with their places."""
        segments: list[tuple[int, int, Element]] = []
        start = 0
        for run in self._runs:
            end = start + len(run.text)
            inside = [place - start for place in places if start < place < end]
            for part, (first, last) in zip(
                _parts(run, inside), pairwise([0, *inside, end - start]), strict=True
            ):
                if last > first:
                    segments.append((start + first, start + last, part))
            start = end
        return segments


def _flow(element: Element) -> Iterator[Element]:
    """The runs of a paragraph, and what else stands in it that is neither a property nor a mark."""
    for child in element:
        if child.tag in _WITHIN:
            yield from _flow(child)
        elif child.tag not in _PROPERTIES and child.tag not in _NEUTRAL and _is_element(child):
            yield child


def _is_element(node: Element) -> bool:
    return isinstance(node.tag, str)


def _says(child: Element) -> str:
    """What a child of a run says; a line break is a blank, a page break is none."""
    if child.tag == f"{W}t":
        return child.text or ""
    if child.tag == f"{W}br":
        return "\n" if child.get(f"{W}type", "textWrapping") == "textWrapping" else OPAQUE
    return _CHARACTERS.get(str(child.tag), OPAQUE)


def _parts(run: _Run, places: list[int]) -> list[Element]:
    """A run cut at places in its text, each part with its properties; itself where there are none."""
    if not places:
        return [run.element]
    parts = [_like(run.element)]
    start = 0
    for child, text in run.said:
        if child.tag == f"{W}rPr":
            continue
        inside = [place for place in places if start < place < start + len(text)]
        if text and start in places:
            parts.append(_like(run.element))
        for number, (first, last) in enumerate(pairwise([start, *inside, start + len(text)])):
            if number:
                parts.append(_like(run.element))
            piece = _text(text[first - start : last - start]) if inside else child
            parts[-1].append(piece)
        start += len(text)
    for part in parts:
        run.element.addprevious(part)
    remove(run.element)
    return parts


def _like(run: Element) -> Element:
    """An empty run with the properties of another."""
    new = etree.Element(f"{W}r", {str(k): str(v) for k, v in run.attrib.items()})
    properties = run.find(f"{W}rPr")
    if properties is not None:
        new.append(deepcopy(properties))
    return new


def _text(text: str) -> Element:
    element = etree.Element(f"{W}t", {_SPACE: "preserve"})
    element.text = text
    return element


def _look(run: Element) -> Look:
    properties = run.find(f"{W}rPr")
    return tuple(
        (str(each.tag).rpartition("}")[2], _DECLARATION.sub("", _xml(each)))
        for each in (() if properties is None else properties)
    )


def _xml(element: Element) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False)
