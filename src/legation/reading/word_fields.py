"""The fields of a letterhead (ECMA-376 Part 1, 17.16): that they end, fetch nothing, and lead to the web.

All that follows a field which does not end is hidden as if it were part of it; so is a brief within one. What
a field shows of that which is taken out of a letterhead becomes text.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from legation.model.addresses import address
from legation.model.elements import remove
from legation.reading.refusing import Refused, no_web_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = (f"{_W}fldChar", f"{_W}instrText")
_FETCHED = frozenset("INCLUDEPICTURE INCLUDETEXT DDE DDEAUTO LINK IMPORT DATABASE RD".split())
_BEREFT = frozenset("DOCVARIABLE AUTOTEXT AUTOTEXTLIST GLOSSARY CITATION BIBLIOGRAPHY".split())
_STATED = frozenset("TITLE SUBJECT AUTHOR KEYWORDS CREATETIME LASTSAVEDTIME PAGES WORDS".split())
"""What fields ask for that is not in a brief; and the properties that it has, or that Word counts."""

_LISTS = frozenset("TOC TOA INDEX BIBLIOGRAPHY".split())
_ARGUMENT = re.compile(r'"(?P<quoted>(?:[^"\\]|\\.)*)"?|(?P<bare>\S+)')
_ESCAPED = re.compile(r'\\([\\"])')
_FOLLOWED = frozenset((r"\l", r"\o", r"\t", r"\*"))  # switches with a word of their own
_NESTED = "\ufffc"  # in a code, for a field within it: nobody knows to what that will come
_SHOWN = 40  # characters of a paragraph, by which a reader finds it


class _Field:
    """A field that has begun, with what has come of its code.

    Attributes:
        start, end: What begins it, and what ends it.
        parted: What parts its code from what it shows; None as long as nothing does.
        holder: The field in whose code it is; None of others.
        is_bereft: Whether what it asks for, or a field in its code does, is not in a brief; known at its end.
    """

    def __init__(self, start: Element, holder: _Field | None) -> None:
        self.start = start
        self.end = start
        self.code = ""
        self.parted: Element | None = None
        self.holder = holder
        self.is_bereft = False

    def ended(self, end: Element) -> None:
        """Note what ends it, and what is known of it then."""
        self.end = end
        self.is_bereft = self.is_bereft or _is_bereft(self.code)
        if self.holder is not None and self.is_bereft:
            self.holder.is_bereft = True


class _Reading:
    """The fields among some elements, in the order of the text.

    A text box is a text of its own: no field reaches into it, or out of it.

    Attributes:
        fields: All that begin.
        astray: What parts or ends a field where none has begun.
    """

    def __init__(self, marks: Iterable[Element]) -> None:
        self.fields: list[_Field] = []
        self.astray: list[Element] = []
        self._open: dict[Element | None, list[_Field]] = {}
        for mark in marks:
            box = next(mark.iterancestors(f"{_W}txbxContent"), None)
            self._read(mark, self._open.setdefault(box, []))

    def open(self) -> Iterator[_Field]:
        """The fields that have not ended."""
        return chain.from_iterable(self._open.values())

    def _read(self, mark: Element, begun: list[_Field]) -> None:
        kind = mark.get(f"{_W}fldCharType")
        if kind == "begin":
            holder = begun[-1] if begun and begun[-1].parted is None else None
            field = _Field(mark, holder)
            if holder is not None:
                holder.code += _NESTED
            begun.append(field)
            self.fields.append(field)
        elif mark.tag == f"{_W}instrText":
            if begun:
                begun[-1].code += mark.text or ""
        elif not begun:
            self.astray.append(mark)
        elif kind == "end":
            begun.pop().ended(mark)
        else:
            begun[-1].parted = mark


def judge_fields(root: Element) -> None:
    """Refuse fields of a part that fetch something, lead elsewhere than to the web, or do not end.

    Raises:
        Refused: There is one.
    """
    reading = _Reading(root.iter(*_MARKS))
    codes = [each.get(f"{_W}instr", "") for each in root.iter(f"{_W}fldSimple")]
    for code in codes + [field.code for field in reading.fields]:
        _judge_code(code)
    for field in reading.open():
        raise _unbalanced("begins and does not end", field.start)
    for mark in reading.astray:
        raise _unbalanced("ends and has not begun", mark)


def settle_fields(root: Element) -> None:
    """Make text of what fields show that ask for properties, variables or building blocks of the letterhead.

    None of these is in a brief, and Word would print an error in their stead when it updates the field.

    Args:
        root: A part, all fields of which end.
    """
    for simple in list(root.iter(f"{_W}fldSimple")):
        if _is_bereft(simple.get(f"{_W}instr", "")):
            for child in [each for each in simple if each.tag != f"{_W}fldData"]:
                simple.addprevious(child)
            remove(simple)
    bereft = [field for field in _Reading(root.iter(*_MARKS)).fields if field.is_bereft]
    order = list(root.iter("*")) if bereft else []
    places = {element: place for place, element in enumerate(order)}
    for field in bereft:
        last = field.end if field.parted is None else field.parted
        for element in order[places[field.start] : places[last] + 1]:
            _take_out(element)
        _take_out(field.end)


def _is_bereft(code: str) -> bool:
    """Whether a field of a code asks for what is not in a brief."""
    found = [each["quoted"] or each["bare"] or "" for each in _ARGUMENT.finditer(code)]
    words = [each.upper() for each in found[:2]]
    if words[:1] == ["DOCPROPERTY"]:
        return not _STATED.intersection(words[1:])
    return bool(_BEREFT.intersection(words[:1]))


def _take_out(element: Element) -> None:
    """Take what a run holds out of it, and a run that holds nothing else."""
    run = element.getparent()
    if run is None or run.tag != f"{_W}r" or element.tag == f"{_W}rPr":
        return
    remove(element)
    if all(each.tag == f"{_W}rPr" for each in run):
        remove(run)


def judge_around(holder: Element) -> None:
    """Refuse a field that begins before the brief's place, or in it, and goes on.

    Args:
        holder: The paragraph in whose place the brief goes. All fields of its part end.

    Raises:
        Refused: There is such a field.
    """
    before = (each.iter(*_MARKS) for each in holder.itersiblings(preceding=True))
    around = list(_Reading(chain.from_iterable(reversed(list(before)))).open())
    if around or not whole_fields((holder,)):
        message = "the letterhead has `{{ brief }}` within a field, which would hide the brief"
        hint = "take the field out, or have it end before {{ brief }}; in Word, Alt+F9 shows fields"
        raise Refused("letterhead-content", message, hint)


def whole_fields(elements: Iterable[Element]) -> bool:
    """Whether each field that begins or ends in one of some elements, in the order of the text, does both."""
    reading = _Reading(chain.from_iterable(each.iter(*_MARKS) for each in elements))
    return not reading.astray and not list(reading.open())


def over_paragraphs(root: Element) -> set[Element]:
    """The paragraphs that a field runs over which does not begin and end in the same: from first to last.

    A list of contents, an index or the like is none: what it shows is made anew in any case, and Word often
    ends it in the paragraph behind.

    Args:
        root: A part, all fields of which end.
    """
    paragraphs = list(root.iter(f"{_W}p"))
    places = {paragraph: place for place, paragraph in enumerate(paragraphs)}
    depths = Counter[int]()
    for field in _Reading(root.iter(*_MARKS)).fields:
        first, last = (_place(mark, places) for mark in (field.start, field.end))
        if first != last and not _LISTS.intersection(field.code.upper().split()[:1]):
            depths[first] += 1
            depths[last + 1] -= 1
    within = accumulate(depths[place] for place in range(len(paragraphs)))
    return {paragraph for paragraph, depth in zip(paragraphs, within, strict=True) if depth}


def _place(mark: Element, places: Mapping[Element, int]) -> int:
    """The place of the paragraph that a mark is in."""
    return next((places[each] for each in mark.iterancestors(f"{_W}p")), 0)


def _judge_code(code: str) -> None:
    arguments = list(_ARGUMENT.finditer(code))
    first = arguments[0][0] if arguments else ""
    if first.upper() in _FETCHED:
        message = f"the letterhead has a field that fetches something: {first}"
        hint = "put in what it shows; in Word, Ctrl+Shift+F9 turns a field into its text"
        raise Refused("letterhead-links", message, hint)
    if first.upper() == "HYPERLINK":
        target = next(_targets(arguments[1:]), None)
        if target is not None and not address(target):
            raise no_web_address(target)


def _targets(arguments: Iterable[re.Match[str]]) -> Iterator[str]:
    """What of a link's arguments is neither a switch nor what follows one (17.16.5.25)."""
    switch = ""
    for each in arguments:
        if each["bare"] and each["bare"].startswith("\\"):
            switch = each["bare"].lower()
            continue
        if switch not in _FOLLOWED:
            yield _ESCAPED.sub(r"\1", each["bare"] or each["quoted"])
        switch = ""


def _unbalanced(what: str, mark: Element) -> Exception:
    paragraph = next(mark.iterancestors(f"{_W}p"), mark)
    said = " ".join("".join(t.text or "" for t in paragraph.iter(f"{_W}t")).split())
    near = f", at “{said[:_SHOWN]}”" if said else ""
    hint = "write that paragraph anew, without the field, or put it in again; in Word, Alt+F9 shows fields"
    return Refused("letterhead-content", f"the letterhead has a field that {what}{near}", hint)
