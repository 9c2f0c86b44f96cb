"""Problems as data: where, how bad, what, and how to mend it.

Every stage that meets a problem adds a `Diagnostic` to a `Report` and goes on, so that one run tells
everything. They are rendered in one place, `render`, in the form that editors and compilers share:

    events.yaml:42:11: error[date-order]: the end (2024-03) is before the start (2024-08)
      hint: swap them, or mend the year
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct


class Position(Struct, frozen=True, order=True):
    """A place in a file as its reader sees it: lines and columns count characters from 1.

    Attributes:
        file: The file as it was named on the command line.
        line: Line, from 1; 0 when the problem is the file as a whole.
        column: Column in characters, from 1; 0 likewise.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.place}:{self.column}" if self.line else self.file

    @property
    def place(self) -> str:
        """The file and the line, `events.yaml:42`; of the file as a whole its name alone."""
        return f"{self.file}:{self.line}" if self.line else self.file


class Severity(StrEnum):
    """How bad a problem is. `ERROR` fails what it touches; `WARNING` does so under `--strict`."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Diagnostic(Struct, frozen=True):
    """One problem.

    Attributes:
        position: Where it is, or None where no file is to blame (a full disk).
        severity: How bad it is.
        code: A stable kebab-case name, documented in the guide, for tools and searches.
        message: What is wrong, in a diplomat's words; no full stop, no capital.
        hint: What to type instead, or empty.
    """

    position: Position | None
    severity: Severity
    code: str
    message: str
    hint: str = ""


def render(diagnostic: Diagnostic) -> str:
    """The diagnostic as one line, with its hint, if it has one, on an indented second line."""
    place = f"{diagnostic.position}: " if diagnostic.position else ""
    line = f"{place}{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}"
    return f"{line}\n  hint: {diagnostic.hint}" if diagnostic.hint else line


class Report:
    """The diagnostics of one run, in the order of the files' text."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        self._diagnostics = list(diagnostics)

    def add(self, diagnostic: Diagnostic) -> None:
        """Record a diagnostic."""
        self._diagnostics.append(diagnostic)

    def error(self, position: Position | None, code: str, message: str, hint: str = "") -> None:
        """Record an error."""
        self.add(Diagnostic(position, Severity.ERROR, code, message, hint))

    def warning(self, position: Position | None, code: str, message: str, hint: str = "") -> None:
        """Record a warning."""
        self.add(Diagnostic(position, Severity.WARNING, code, message, hint))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Record several."""
        self._diagnostics.extend(diagnostics)

    def __iter__(self) -> Iterator[Diagnostic]:
        """In the order of position; those without one last, otherwise as recorded."""
        nowhere = Position("\U0010ffff")
        return iter(sorted(self._diagnostics, key=lambda d: d.position or nowhere))

    def __len__(self) -> int:
        return len(self._diagnostics)

    @property
    def failed(self) -> bool:
        """Whether any diagnostic is an error."""
        return any(d.severity is Severity.ERROR for d in self._diagnostics)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The errors among them."""
        return errors_of(self._diagnostics)


class LegationError(Exception):
    """A user's mistake, or the machine's, that stops the work at hand: its diagnostics say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(render(d) for d in diagnostics))
        self.diagnostics = diagnostics


def errors_of(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The errors among diagnostics."""
    return tuple(diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR)


def counted(number: int, noun: str) -> str:
    """`1 page`, `2 pages`, for messages."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def fail(position: Position | None, code: str, message: str, hint: str = "") -> LegationError:
    """A `LegationError` of one error, to raise."""
    return LegationError(Diagnostic(position, Severity.ERROR, code, message, hint))


def reason(error: OSError) -> str:
    """Why the system refuses something, in its own words, for messages: `permission denied`."""
    return (error.strerror or "the system does not say why").lower()


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known word that is most like a word typed amiss, for a hint; None when none is like it."""
    from difflib import get_close_matches  # only a slip needs it

    near = get_close_matches(word, list(known), n=1, cutoff=likeness)  # of equals, the greatest
    return near[0] if near else None
