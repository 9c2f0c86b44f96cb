"""A Word template, filled in: its tags rendered as those of Markdown templates are, its own text around them.

Jinja never sees that text, nor does what it prints ever become XML here. It is given a line for each piece of
the template, with a mark that says which: of a tag, the tag too. From the marks that come out, in the order
and as often as loops had it, and from the tokens behind them, the document is put together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from jinja2 import TemplateSyntaxError
from msgspec import Struct
from msgspec.structs import replace

from legation.composing.environment import Environment
from legation.composing.forms import words
from legation.composing.guards import UseMistake
from legation.composing.markdown import anchored
from legation.composing.render import MISTAKES, explained, line_of
from legation.composing.tokens import Kept, Tokens
from legation.diagnostics import LegationError, Position
from legation.model.citing import citations
from legation.model.document import (
    Block,
    Fill,
    Inline,
    Inlines,
    List,
    PageBreak,
    Paragraph,
    Passage,
    Text,
    Timeline,
)
from legation.model.letterhead import PLACE, Letterhead
from legation.model.template import (
    Outline,
    Own,
    Piece,
    Site,
    Tag,
    Template,
    WordPart,
    WordTemplate,
)

_BEGIN, _END = "\ufdd2", "\ufdd3"  # noncharacters, as those of tokens
_PRINTED = re.compile(f"{_BEGIN}([0-9]+){_END}([^{_BEGIN}]*)")
_HERE = f"<?{PLACE}?>"
_OWN_PARAGRAPH = "in Word, put it in a paragraph of its own: press Enter before and after it"
_UNFIT = {
    Site.BOX: "a text box",
    Site.EDGE: "a header or footer",
    Site.CELL: "a table or content control",
}


class Filled(Struct, frozen=True):
    """What a Word template was filled in to.

    Attributes:
        blocks: What its tags printed, with the passages of its own text between.
        frame: The template as a letterhead with a place for each stretch of blocks and each fill.
        beside: What is filled in within headers and footers, by the names of their parts.
    """

    blocks: tuple[Block, ...]
    frame: Letterhead
    beside: tuple[tuple[str, tuple[Fill, ...]], ...]


def fill(
    environment: Environment, template: Template, given: Callable[[Tokens], dict[str, Any]]
) -> Filled:
    """Fill in a Word template.

    Args:
        environment: Of all templates.
        template: One that was written in Word.
        given: The names that it may use.

    Raises:
        LegationError: It is at fault; the message names the paragraph.
    """
    assert template.word is not None
    pieces = [piece for part in template.word.parts for piece in part.pieces]
    tokens = environment.tokens
    names = given(tokens)
    environment.know(names)
    try:
        printed = environment.from_string(_source(pieces)).render(names)
    except MISTAKES as error:
        raise _told(error, template, pieces) from None
    filling = _Filling(environment, template.word)
    for number, held in _PRINTED.findall(printed):
        piece = pieces[int(number)]
        try:
            filling.add(int(number), piece, list(tokens.held(held)))
        except MISTAKES as error:
            raise _at(error, template, piece) from None
    return filling.filled()


def _source(pieces: Iterable[Piece]) -> str:
    """A line for each piece, so that the line of a mistake says which."""
    return "".join(f"{_shown(number, piece)}\n" for number, piece in enumerate(pieces))


def _shown(number: int, piece: Piece) -> str:
    mark = f"{_BEGIN}{number}{_END}"
    if isinstance(piece, Tag):
        return f"{mark}{piece.code}" if piece.prints else piece.code
    return mark


def _told(error: Exception, template: Template, pieces: Sequence[Piece]) -> LegationError:
    line = error.lineno if isinstance(error, TemplateSyntaxError) else line_of(error)
    return _at(error, template, pieces[line - 1] if 0 < line <= len(pieces) else None)


def _at(error: Exception, template: Template, piece: Piece | None) -> LegationError:
    where = piece.where if isinstance(piece, Tag) else ""
    return explained(error, Position(template.file), where)


class _Filling:
    """Puts a document together, piece by piece."""

    def __init__(self, environment: Environment, template: WordTemplate) -> None:
        self._environment = environment
        self._template = template
        self._parts = [_Stretches() for _ in template.parts]
        ends = [len(part.pieces) for part in template.parts]
        self._ends = [sum(ends[: n + 1]) for n in range(len(ends))]
        self._blocks: list[Block] = []
        self._level = 0

    def add(self, number: int, piece: Piece, held: list[Kept]) -> None:
        """Add a piece, and what a tag printed.

        Raises:
            UseMistake: It cannot be printed there.
            LimitError: There is too much of it.
        """
        part = next(n for n, end in enumerate(self._ends) if number < end)
        stretches = self._parts[part]
        if isinstance(piece, Own):
            self._own(stretches, piece)
        elif isinstance(piece, Outline):
            self._end_passage()
            self._level = piece.level
        elif any(isinstance(each, list) for each in held):
            self._place(piece, held)
        else:
            self._fill(stretches, piece, held)

    def _own(self, stretches: _Stretches, own: Own) -> None:
        self._environment.made(len(own.xml))
        stretches.xml[-1].append(own.xml)
        stretches.said.append(own.said)

    def _fill(self, stretches: _Stretches, tag: Tag, held: list[Kept]) -> None:
        inlines = tuple(inline for each in held for inline in _inlines(each))
        if tag.site in (Site.BOX, Site.EDGE) and _cites(inlines):
            message = f"a source’s number has no place in {_UNFIT[tag.site]}"
            raise UseMistake(message, "cite in the text of the page")
        if not inlines:
            return  # and there is no paragraph of nothing
        before, behind = tag.alone or (Own("", ""), Own("", ""))
        self._own(stretches, before)
        stretches.fills.append(Fill(inlines, tag.look))
        stretches.said.append(words(inlines))
        stretches.xml.append([])
        self._own(stretches, behind)

    # --- blocks ------------------------------------------------------------------------------------

    def _place(self, tag: Tag, held: list[Kept]) -> None:
        if tag.alone is None or len(held) > 1:
            raise UseMistake("a table, list or timeline stands within a line", _OWN_PARAGRAPH)
        (blocks,) = held
        assert isinstance(blocks, list)
        self._judge(tag, blocks)
        self._end_passage()
        self._blocks += blocks

    def _judge(self, tag: Tag, blocks: Iterable[Block]) -> None:
        """Refuse blocks that cannot stand where a tag does.

        Raises:
            UseMistake: They cannot.
        """
        plain = all(isinstance(block, Paragraph | List) for block in blocks)
        if tag.site in (Site.BOX, Site.EDGE) or (tag.site is Site.CELL and not plain):
            message = f"what this makes has no place in {_UNFIT[tag.site]}"
            raise UseMistake(message, "move it to a paragraph of the page, outside of tables")
        turned = any(isinstance(b, PageBreak | Timeline) and b.landscape for b in blocks)
        if turned and self._template.sections > 1:
            message = "a turned page has no place in a template of several sections"
            hint = "turn the page in Word (Layout, Orientation), and leave `landscape` out"
            raise UseMistake(message, hint)

    def _end_passage(self) -> None:
        passage = self._parts[0].passage(self._level)
        if passage is not None:
            self._blocks.append(passage)

    # --- the result --------------------------------------------------------------------------------

    def filled(self) -> Filled:
        """All of it."""
        self._end_passage()
        main, *others = self._template.parts
        body, *edges = self._parts
        texts = {main.name: _HERE + "".join(xml + _HERE for xml in body.done)}
        for part, stretches in zip(others, edges, strict=True):
            texts[part.name] = _HERE.join(map("".join, stretches.xml))
        frame = Letterhead(tuple(_put(self._template, texts)))
        beside = ((p.name, tuple(s.fills)) for p, s in zip(others, edges, strict=True))
        return Filled(tuple(anchored(self._blocks)), frame, tuple(beside))


class _Stretches:
    """The text of a part since the last blocks: stretches of its own, with fills between."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.xml: list[list[str]] = [[]]
        self.fills: list[Fill] = []
        self.said: list[str] = []

    def passage(self, level: int) -> Passage | None:
        """What there is as a passage, after which a new one begins; None where there is nothing."""
        if self.xml == [[]]:
            return None
        passage = Passage(tuple(self.fills), "".join(self.said).strip("\n"), level)
        self.done += map("".join, self.xml)
        self.xml, self.fills, self.said = [[]], [], []
        return passage


def _put(template: WordTemplate, texts: dict[str, str]) -> Iterator[Any]:
    """The parts, those of which there is a text with it."""
    known: dict[str, WordPart] = {part.name: part for part in template.parts}
    for part in template.letterhead.parts:
        text = texts.get(part.name)
        if text is None:
            yield part
        else:
            around = known[part.name]
            yield replace(part, data=f"{around.head}{text}{around.tail}".encode())


def _inlines(kept: Kept) -> Inlines:
    if isinstance(kept, str):
        return (Text(kept),) if kept else ()
    return () if isinstance(kept, list) else kept


def _cites(inlines: tuple[Inline, ...]) -> bool:
    return any(True for _ in citations([Paragraph(inlines)]))
