"""The text of one file, by line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from legation.diagnostics import Position

# What editors take for the end of a line; YAML 1.1 has others (U+0085, U+2028), `characters` removes
# those, so that the parser's lines and the reader's are the same.
_BREAK = re.compile(r"\r\n?|\n")


class Lines:
    """A file's text and where its lines begin; indices count characters from 0.

    Attributes:
        file: The file as it was named on the command line.
        text: Its text, without a byte order mark.
    """

    __slots__ = ("_starts", "_typed", "file", "text")

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts: list[int] = []
        self._typed: dict[int, str] = {}  # what stood in place of mended lines

    @property
    def starts(self) -> list[int]:
        """The index at which each line begins."""
        if not self._starts:
            self._starts = [0, *(match.end() for match in _BREAK.finditer(self.text))]
        return self._starts

    def number(self, index: int) -> int:
        """The line, from 1, that holds the character at the index."""
        return bisect_right(self.starts, index)

    def position(self, index: int) -> Position:
        """The place of the character at the index, as it was typed; past the end, the end."""
        index = min(index, len(self.text))
        number = self.number(index)
        column = index - self.starts[number - 1]
        if number in self._typed:
            column = _typed_column(self._typed[number], self.line(number), column)
        return Position(self.file, number, column + 1)

    def line(self, number: int) -> str:
        """The line of that number, without its break."""
        start = self.starts[number - 1]
        return self.text[start : start + self.length(number)].rstrip("\r\n")

    def below(self, number: int) -> Iterator[str]:
        """The line of that number and those after it, without their breaks."""
        return (self.line(each) for each in range(number, len(self.starts) + 1))

    def length(self, number: int) -> int:
        """How many characters the line of that number has, with its break."""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return end - self.starts[number - 1]

    def with_lines(self, others: dict[int, str]) -> Lines:
        """The same text with other lines in place of those of these numbers; positions stay."""
        pieces, end = [], 0
        for number in sorted(others):
            start = self.starts[number - 1]
            # Not even a blank line is empty: "\r" before it and "\n" after it would become one break.
            pieces += [self.text[end:start], others[number] or " "]
            end = start + len(self.line(number))
        mended = Lines(self.file, "".join([*pieces, self.text[end:]]))
        mended._typed = {number: self.line(number) for number in others} | self._typed
        return mended


def _typed_column(typed: str, mended: str, column: int) -> int:
    """The column in a line as typed for one in the line as mended: the two differ in one place."""
    pairs = enumerate(zip(typed, mended, strict=False))
    same = next((n for n, (one, other) in pairs if one != other), min(len(typed), len(mended)))
    if column <= same:
        return column
    return max(same, column - len(mended) + len(typed))
