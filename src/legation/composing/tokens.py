"""What a template puts into a document without passing it through Markdown.

Every value that a template prints, and every block that it calls for, is kept aside; the Markdown gets a
token in its place, two noncharacters around a number, which the reader refuses in all that users type.
So no text can become markup, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import Markup

from legation.model.document import Block, Inlines
from legation.text.bidi import turns

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_TOKEN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_MARK = re.compile(f"[{_OPEN}{_CLOSE}]")
# Blocks with what was to stand on their line, before and behind them, and the line above that.
_IN_LINE = re.compile(rf"^(?:(.*)\n)?(.*)(?:\n\n{_OPEN}[0-9]+{_CLOSE}\n\n)+(.*)$", re.MULTILINE)

Kept = str | Inlines | list[Block]
Later = Callable[[], list[Block]]


class Printed(str):
    """A value that a template printed, which runs both ways or from right to left."""

    __slots__ = ()


class Tokens:
    """The values, inlines and blocks kept aside during one rendering."""

    def __init__(self) -> None:
        self._kept: list[Kept | Later] = []

    def keep(self, content: Kept | Later) -> Markup:
        """Keep the content; returns the token to print in its place, on lines of its own for blocks.

        Blocks that depend on the whole document, as the list of sources does, are kept as a function,
        which is called when all is printed.
        """
        if isinstance(content, str) and turns(content):
            content = Printed(content)
        self._kept.append(content)
        token = f"{_OPEN}{len(self._kept) - 1}{_CLOSE}"
        blocks = isinstance(content, list) or callable(content)
        return Markup(f"\n\n{token}\n\n" if blocks else token)  # noqa: S704

    def split(self, text: str) -> Iterator[Kept]:
        """The text in pieces: what stands between tokens, and what the tokens stand for."""
        for index, piece in enumerate(_TOKEN.split(text)):
            if index % 2:
                kept = self._kept[int(piece)]
                yield kept() if callable(kept) else kept
            elif piece:
                yield piece

    def held(self, text: str) -> Iterator[Kept]:
        """What the tokens in a text stand for, without what stands between them."""
        for number in _TOKEN.findall(text):
            kept = self._kept[int(number)]
            yield kept() if callable(kept) else kept

    def tear_a_row(self, text: str) -> bool:
        """Whether blocks were called for in a cell of a Markdown table, whose row they tear apart."""
        return any(_torn(*line.groups("")) for line in _IN_LINE.finditer(text))

    def plain(self, text: str) -> str:
        """The text with the words that its tokens stand for."""
        return "".join(piece if isinstance(piece, str) else "" for piece in self.split(text))


def has_tokens(value: Any) -> bool:
    """Whether a value is a text with a token, or with what is left of one."""
    return isinstance(value, str) and _MARK.search(value) is not None


def _torn(above: str, before: str, behind: str) -> bool:
    """Whether a bar before or behind the blocks parts them from another cell."""
    before, behind = before.strip(), behind.strip()
    if not before:  # a table may follow at once, where the template takes out the line's end
        return "|" in above and behind.startswith("|")
    return "|" in before and ("|" in behind or (before[-1] == "|" and before[0] != "|"))
