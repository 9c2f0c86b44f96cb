"""A part of a Word template as its own stretches of XML, and the tags between.

Each tag becomes a processing instruction where it takes effect: between two runs, in the place of its
paragraph, or of its row. Then the XML is cut there. A statement must end among the same neighbours as it
begins, so that whatever is repeated or left out leaves the XML whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import TYPE_CHECKING

from lxml import etree

from legation.model.elements import remove
from legation.model.quantities import shorten
from legation.model.template import Outline, Own, Site, Tag, WordPart
from legation.reading.refusing import Refused
from legation.reading.scrubbing import W
from legation.reading.word_fields import over_paragraphs
from legation.reading.word_templates.balance import Balance
from legation.reading.word_templates.lines import Line
from legation.reading.word_templates.moving import around, instead, section_behind
from legation.reading.word_templates.preparing import judge_left, judge_others
from legation.reading.word_templates.tags import NEAR, OPAQUE, Found, find_tags

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from legation.model.template import Look, Piece

_CUT = re.compile(r"<\?(tag|alone|end|heading) ?(\d*)\?>")
_ENDS = re.compile(r"<\?(?:begin|finish) ?\?>")
_SAID = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(</w:p>)|(<w:(?:tab|br)/>)")
_BOXES = f"{W}txbxContent"
_ALONE = "in Word, put it in a paragraph of its own: press Enter before and after it"
_FIELDS = (
    "take out the field that runs over several paragraphs, or have it begin and end before them or behind; "
    "in Word, Alt+F9 shows fields"
)
_ROWS = "repeat rows: {%tr for event in events %} in a row of its own above, {%tr endfor %} below"


def parted(root: Element, name: str, place: str, levels: Mapping[str, int]) -> WordPart:
    """A part, cut at its tags; the tree is changed.

    Args:
        root: Its tree, with the usual prefixes.
        name: Its name in the package.
        place: What it is, for messages, such as `in a header`; empty for the body.
        levels: The levels of headings, by their styles.

    Raises:
        Refused: A tag stands where it cannot, or does not end.
    """
    judge_others(root, place)
    parting = _Parting(root, place, levels)
    parting.tag()
    judge_left(root, place)
    return parting.cut(name)


class _Parting:
    """Parts one tree."""

    def __init__(self, root: Element, place: str, levels: Mapping[str, int]) -> None:
        self._root = root
        self._place = place
        self._levels = levels
        self._tags: list[Tag] = []
        self._balance = Balance()
        self._in_fields = over_paragraphs(root)

    def tag(self) -> None:
        """Put processing instructions for all tags.

        Raises:
            Refused: One stands where it cannot, or does not end.
        """
        number = 0
        for paragraph in list(self._root.iter(f"{W}p")):
            line = Line(paragraph)
            # A text box is there twice, for old programs too; a reader counts it once.
            again = any(True for _ in paragraph.iterancestors("{*}Fallback"))
            number += bool(line.text.strip()) and not again
            place = f"{self._place}, paragraph {number}" if self._place else f"paragraph {number}"
            self._paragraph(paragraph, line, place)
        self._balance.judge(self._root)

    def _paragraph(self, paragraph: Element, line: Line, place: str) -> None:
        where = _where(place, line.text)
        tags = find_tags(line.text, where)
        rest = _rest(line.text, tags)
        level = self._level(paragraph)
        if level and (rest or any(tag.prints for tag in tags)):
            around(paragraph, "heading", level, 0)
        if not tags:
            return
        for tag in tags:
            self._judge(tag, where)
        if paragraph in self._in_fields:
            message = f"{where}`{tags[0].typed}` stands within a field, or beside a piece of one"
            raise Refused("template-syntax", message, _FIELDS)
        placed = list(line.take_out(tags))
        for (instruction, look), tag in zip(placed, tags, strict=True):
            if tag.is_remark:
                remove(instruction)
            else:
                near = _where(place, line.text, tag.start)
                instruction.text = str(self._add(paragraph, tag, near, look))
                self._balance.add(instruction, tag, near)
        marks = [each for (each, _), tag in zip(placed, tags, strict=True) if not tag.is_remark]
        self._settle(paragraph, tags, marks, rest, where)

    def _add(self, paragraph: Element, tag: Found, where: str, look: Look) -> int:
        self._tags.append(Tag(tag.code, where, self._site(paragraph), look))
        return len(self._tags) - 1

    def _judge(self, tag: Found, where: str) -> None:
        if tag.scope == "tc" or (tag.scope == "tr" and tag.prints):
            message = f"{where}`{tag.typed}` is not for Word templates"
            raise Refused("template-syntax", message, _ROWS)

    def _settle(
        self, paragraph: Element, tags: list[Found], marks: list[Element], rest: str, where: str
    ) -> None:
        """Have tags take effect where they are to: in the line, or in the place of paragraph or row."""
        row = next((tag for tag in tags if tag.scope == "tr"), None)
        if row is not None:
            self._instead_of_row(paragraph, row, tags, marks, rest, where)
        elif rest:
            scoped = next((tag for tag in tags if tag.scope == "p"), None)
            if scoped is not None:
                message = f"{where}`{scoped.typed}` shares its paragraph with other text"
                raise Refused("template-syntax", message, _ALONE)
        elif not any(tag.prints for tag in tags):
            instead(paragraph, paragraph, marks)
        elif len(marks) == 1:
            section_behind(paragraph)
            around(paragraph, "alone", int(marks[0].text or 0), None)
        elif any(tag.scope == "p" for tag in tags):
            message = f"{where}several tags share a paragraph with one that stands for it"
            raise Refused("template-syntax", message, _ALONE)

    def _instead_of_row(
        self,
        paragraph: Element,
        tag: Found,
        tags: list[Found],
        marks: list[Element],
        rest: str,
        where: str,
    ) -> None:
        row = next(paragraph.iterancestors(f"{W}tr"), None)
        if row is None:
            message = f"{where}`{tag.typed}` stands outside of tables"
            raise Refused("template-syntax", message, f"write {{%p {tag.code[2:].strip()}")
        others = (Line(p).text.strip() for p in row.iter(f"{W}p") if p is not paragraph)
        only = all(each.scope == "tr" or each.is_remark for each in tags)
        if rest or not only or any(others) or any(True for _ in row.iter(f"{W}drawing")):
            message = f"{where}`{tag.typed}` shares its row with other text"
            raise Refused("template-syntax", message, "in Word, put it in a row of its own")
        instead(row, paragraph, marks)

    # --- where it is -------------------------------------------------------------------------------

    def _site(self, paragraph: Element) -> Site:
        if self._place:
            return Site.EDGE
        around = {str(each.tag) for each in paragraph.iterancestors()}
        if _BOXES in around:
            return Site.BOX
        parent = paragraph.getparent()
        in_body = parent is not None and parent.tag == f"{W}body"
        return Site.BODY if in_body else Site.CELL

    def _level(self, paragraph: Element) -> int:
        parent, style = paragraph.getparent(), paragraph.find(f"{W}pPr/{W}pStyle")
        if style is None or parent is None or parent.tag != f"{W}body":
            return 0
        return self._levels.get(str(style.get(f"{W}val")), 0)

    # --- cutting -----------------------------------------------------------------------------------

    def cut(self, name: str) -> WordPart:
        """The part as pieces."""
        head = tail = ""
        body = self._root.find(f"{W}body")
        if body is not None:
            body.insert(0, etree.ProcessingInstruction("begin"))
            last = body[-1]
            finish = etree.ProcessingInstruction("finish")
            if last.tag == f"{W}sectPr":
                last.addprevious(finish)
            else:
                body.append(finish)
        xml = etree.tostring(self._root, encoding="unicode")
        if body is not None:
            head, xml, tail = _ENDS.split(xml)
        return WordPart(name, tuple(self._pieces(xml)), head, tail)

    def _pieces(self, xml: str) -> Iterator[Piece]:
        before, *cuts = _CUT.split(xml)
        yield from _own(before)
        pieces = iter(zip(cuts[::3], cuts[1::3], cuts[2::3], strict=True))
        for kind, number, text in pieces:
            if kind == "heading":
                yield Outline(int(number))
            elif kind == "tag":
                yield self._tags[int(number)]
            elif kind == "alone":
                tag = self._tags[int(number)]
                _, _, behind = next(pieces)
                alone = Own(text, _words(text)), Own(behind, _words(behind))
                yield Tag(tag.code, tag.where, tag.site, tag.look, alone)
                _, _, text = next(pieces)
            yield from _own(text)


def _own(xml: str) -> Iterator[Own]:
    if xml:
        yield Own(xml, _words(xml))


def _words(xml: str) -> str:
    """What XML says, a line for each paragraph."""
    found = _SAID.findall(xml)
    return "".join(unescape(text) or ("\n" if ends else " ") for text, ends, gap in found)


def _where(place: str, text: str, at: int = 0) -> str:
    """Where a tag is, for messages: its paragraph, and what stands there around a place in its text."""
    begin = 0 if len(text) <= NEAR else max(0, text.rfind(" ", 0, max(0, at - NEAR // 4)) + 1)
    said = " ".join(text[begin:].replace(OPAQUE, " ").split())
    return f"{place}, “{'…' if begin else ''}{shorten(said, NEAR)}”: "


def _rest(text: str, tags: list[Found]) -> str:
    """What a paragraph says beside its tags."""
    places = [0, *(place for tag in tags for place in (tag.start, tag.end)), len(text)]
    pairs = zip(places[::2], places[1::2], strict=True)
    return "".join(text[start:end] for start, end in pairs).strip()
