"""Where the parser stopped, what stands there, and what is said of it."""

from __future__ import annotations

from msgspec import Struct

from legation.diagnostics import Diagnostic, Severity
from legation.reading.yaml.lines import Lines
from legation.reading.yaml.mending import Field, field


class Stop(Struct, frozen=True):
    """Where the parser could not go on. Indices count characters of the text from 0.

    Attributes:
        lines: The text.
        index: What it could not read; the end of the text, where more was to come.
        context: Where what it was reading began, if it said so.
        scanning: Whether it stopped within a token, rather than between two.
        bracket: Where the innermost bracket that is open stands, if one is.
        quoted: Where the last quoted scalar began and ended.
    """

    lines: Lines
    index: int
    context: int | None
    scanning: bool
    bracket: int | None
    quoted: tuple[int, int]

    @property
    def char(self) -> str:
        """The character it could not read; empty at the end of the text."""
        return self.lines.text[self.index : self.index + 1]

    @property
    def number(self) -> int:
        """The line it stopped on, from 1."""
        return self.lines.number(self.index)

    @property
    def begin(self) -> int:
        """The index at which that line begins."""
        return self.lines.starts[self.number - 1]

    @property
    def column(self) -> int:
        """The column it stopped at, from 0."""
        return self.index - self.begin

    @property
    def line(self) -> str:
        """That line, without its break."""
        return self.lines.line(self.number)

    @property
    def inside(self) -> bool:
        """Whether that line begins inside brackets."""
        return self.bracket is not None and self.bracket < self.begin

    @property
    def field(self) -> Field:
        """The value it stopped at."""
        return field(self.lines, self.index, flow=self.inside)

    def nearby(self) -> list[int]:
        """The lines that may be to blame: its own, that of the context, the one above."""
        numbers = [self.number]
        if self.context is not None:
            numbers.append(self.lines.number(self.context))
        above = self.number - 1
        while above > 0 and not self.lines.line(above).strip():
            above -= 1
        return list(dict.fromkeys([*numbers, above] if above else numbers))


class Trap(Struct, frozen=True):
    """What is wrong at a place in the text, and the mend.

    Attributes:
        index: The character at fault.
        code: The diagnostic's code.
        message: The diagnostic's message.
        hint: The diagnostic's hint.
        mended: The line of that character, and any lines below it, as they were surely meant;
            empty where that is not sure.
        severity: How bad it is.
    """

    index: int
    code: str
    message: str
    hint: str
    mended: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR

    def diagnostic(self, lines: Lines) -> Diagnostic:
        """What to report."""
        position = lines.position(self.index)
        return Diagnostic(position, self.severity, self.code, self.message, self.hint)
