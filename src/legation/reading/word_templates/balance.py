"""That every statement of a Word template ends, among the same neighbours as it begins, with whole fields."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from legation.model.quantities import shorten
from legation.reading.refusing import Refused
from legation.reading.scrubbing import W
from legation.reading.word_fields import whole_fields
from legation.reading.word_templates.tags import NEAR, Found

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ENDS = {"for": "endfor", "if": "endif", "with": "endwith"}
_BETWEEN = {"else": ("for", "if"), "elif": ("if",)}
_KNOWN = {*_ENDS, *_ENDS.values(), *_BETWEEN, "set"}
_TAKES = "Word templates take for, if, else, elif, set and with"


class _Statement(NamedTuple):
    instruction: Element
    tag: Found
    where: str

    @property
    def shown(self) -> str:
        return f"`{shorten(self.tag.typed, NEAR)}`"


class Balance:
    """The statements of one part."""

    def __init__(self) -> None:
        self._statements: dict[int, _Statement] = {}

    def add(self, instruction: Element, tag: Found, where: str) -> None:
        """Note a tag.

        Raises:
            Refused: It is a statement that Word templates have not got.
        """
        if not tag.is_statement:
            return
        statement = _Statement(instruction, tag, where)
        word = tag.word
        recursive = tag.code.endswith(" recursive %}")
        if word not in _KNOWN or recursive or (word == "set" and "=" not in tag.code):
            raise _unknown(statement)
        self._statements[int(instruction.text or 0)] = statement

    def judge(self, root: Element) -> None:
        """Judge all of them, when each is where it takes effect.

        Raises:
            Refused: One does not end, ends elsewhere, or would tear a field.
        """
        open_: list[_Statement] = []
        for statement in self._in_order(root):
            word = statement.tag.word
            if word in _ENDS:
                open_.append(statement)
            elif word != "set":
                if not open_ or word not in _following(open_[-1].tag.word):
                    raise _unopened(statement, open_)
                _judge_places(open_[-1], statement)
                _judge_fields(open_[-1], statement)
                if word not in _BETWEEN:
                    open_.pop()
        if open_:
            raise _unended(open_[-1])

    def _in_order(self, root: Element) -> list[_Statement]:
        instructions = root.iter(etree.ProcessingInstruction)
        tags = (each for each in instructions if getattr(each, "target", "") == "tag")
        numbers = [int(each.text or 0) for each in tags]
        return [self._statements[number] for number in numbers if number in self._statements]


def _following(word: str) -> set[str]:
    """The statements that may follow one of this word: its end, and what comes between."""
    return {_ENDS[word]} | {between for between, after in _BETWEEN.items() if word in after}


def _judge_places(first: _Statement, second: _Statement) -> None:
    places = [each.instruction.getparent() for each in (first, second)]
    if places[0] is places[1]:
        return
    message = (
        f"{second.where}{second.shown} stands elsewhere than {first.shown}, which it goes with"
    )
    raise Refused("template-syntax", message, _mend(first, second, places))


def _judge_fields(first: _Statement, second: _Statement) -> None:
    """Refuse a field that is repeated or left out in part: what follows would be hidden as if within it."""
    behind = first.instruction.itersiblings()
    if not whole_fields(takewhile(lambda each: each is not second.instruction, behind)):
        message = f"{second.where}a field begins or ends behind {first.shown}, and not both"
        hint = "have it begin and end between the two, or outside of them; in Word, Alt+F9 shows fields"
        raise Refused("template-syntax", message, hint)


def _mend(first: _Statement, second: _Statement, places: list[Element | None]) -> str:
    words = [each.tag.code.strip("{%} ") for each in (first, second)]
    if all(_within_table(each) for each in places):
        return f"put each in a row of its own: {{%tr {words[0]} %}}, and below {{%tr {words[1]} %}}"
    return f"put each in a paragraph of its own: {{%p {words[0]} %}}, and below {{%p {words[1]} %}}"


def _within_table(element: Element | None) -> bool:
    if element is None:
        return False
    return element.tag == f"{W}tbl" or any(True for _ in element.iterancestors(f"{W}tbl"))


def _unknown(statement: _Statement) -> Refused:
    word, small = statement.tag.word, statement.tag.word.lower()
    message = f"{statement.where}{statement.shown} is not for Word templates"
    hints = {"raw": 'to print braces, write {{ "{{" }}', "set": "write it so: {% set name = ... %}"}
    hint = f"write it in small letters: {small}" if small in _KNOWN and small != word else _TAKES
    return Refused("template-syntax", message, hints.get(word, hint))


def _unopened(statement: _Statement, open_: list[_Statement]) -> Refused:
    message = f"{statement.where}{statement.shown} goes with nothing before it"
    hint = "take it out, or write what it ends before it"
    if open_:
        first = open_[-1]
        message = f"{statement.where}{statement.shown} stands where {first.shown} should end"
        hint = f"write {{% {_ENDS[first.tag.word]} %}} first"
    return Refused("template-syntax", message, hint)


def _unended(statement: _Statement) -> Refused:
    message = f"{statement.where}{statement.shown} does not end"
    scope = statement.tag.scope
    hint = f"write {{%{scope} {_ENDS[statement.tag.word]} %}} behind what it holds"
    return Refused("template-syntax", message, hint)
