"""YAML as officers write it: bytes in, plain values with positions out, every problem reported.

    bytes -> decoding -> characters -> parsing -> Mapping
                                       |     ^
                                 traps: what was meant, and the line mended, to go on from

Scalars stay the text that was typed. Where the parser stops, the line is mended as it was surely
meant, and read again, so that one run tells of every slip; the result is for further checks, since
the report has failed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from legation.diagnostics import Diagnostic, Position, Report, Severity
from legation.reading.yaml.characters import SPACES, clean
from legation.reading.yaml.decoding import MAX_BYTES, decode
from legation.reading.yaml.lines import Lines
from legation.reading.yaml.nodes import Mapping, Merged, Sequence, Value
from legation.reading.yaml.parsing import MOST_TRAPS, Parser
from legation.reading.yaml.remarks import scan_remarks

if TYPE_CHECKING:
    from legation.reading.yaml.stopping import Stop, Trap

__all__ = [
    "MAX_BYTES",
    "Limited",
    "Lines",
    "Mapping",
    "Merged",
    "Sequence",
    "Value",
    "load",
    "load_text",
    "read",
]

_FIRST = """a first chronology is a few lines:
    title: Our relations with Norway
    events:
      - date: 14 December 2025
        title: Visit to Oslo
        parties: [GB, NO]"""

_HEAD = """write above it what it is a list of:
    title: Our relations with Norway
    events:"""

_READINGS = 20  # how often a text is read again, each time with one more line mended
_REREAD = 20_000_000  # how many characters are read for that in all
_EACH = 100  # how many problems of one kind are told


def load(data: bytes, file: str, report: Report) -> Mapping | None:
    """Read the bytes of one YAML file.

    Args:
        data: The whole file.
        file: The file as it was named on the command line, for positions.
        report: Where every problem goes, errors and warnings.

    Returns:
        The top-level mapping; where there were errors, what could be made of it, for further checks.
        None if there is none.
    """
    found = Limited(file)
    lines = load_text(data, file, found)
    root = None
    if lines is not None:
        documents, lines = read(lines, found)
        root = None if documents is None else _top(lines, documents, found)
    report.extend(found.all())
    return root


def load_text(data: bytes, file: str, report: Report) -> Lines | None:
    """The text of a file's bytes, without the characters that no text should hold; None if it is none."""
    text = decode(data, file, report)
    return None if text is None else clean(Lines(file, text), report)


def read(lines: Lines, report: Report) -> tuple[Sequence | None, Lines]:
    """Read a text, mending the lines at fault and reading again for as long as that leads further.

    Returns:
        Its value, as the only one of a sequence, if there is one; None where it cannot be read. And the
        text as mended.
    """
    told: set[tuple[int, str]] = set()
    for left in reversed(range(min(_READINGS, 1 + _REREAD // (len(lines.text) + 1)))):
        found = Limited(lines.file)
        parser = Parser(lines, found)
        stop = parser.parse()
        traps = _traps(parser, stop, told)
        report.extend(trap.diagnostic(lines) for trap in traps)
        told.update((lines.number(trap.index), trap.code) for trap in traps)
        mended = _mended(lines, traps)
        if not mended or not left or len(traps) >= MOST_TRAPS:
            break
        lines = lines.with_lines(mended)
    report.extend(found.all())
    scan_remarks(lines, parser.in_scalar, parser.reached, report)
    return None if stop or parser.too_deep else parser.documents, lines


def _traps(parser: Parser, stop: Stop | None, told: set[tuple[int, str]]) -> list[Trap]:
    """What is wrong with whole lines and not yet told; the surest kind only, to mend it first."""
    if not (stop or parser.traps or any(sign in parser.lines.text for sign in SPACES)):
        return []
    from legation.reading.yaml.traps import odd_indents, recognise  # only a slip needs them

    indents = odd_indents(parser.lines, parser.reached)
    outside = (trap for trap in indents if not parser.in_scalar(trap.index))
    for kind in (islice(outside, MOST_TRAPS), parser.traps, map(recognise, [stop] if stop else [])):
        fresh = [t for t in kind if (parser.lines.number(t.index), t.code) not in told]
        if fresh:
            return fresh
    return []


def _mended(lines: Lines, traps: list[Trap]) -> dict[int, str]:
    """The lines as they were meant, by number; of two traps on a line, the first counts."""
    mended: dict[int, str] = {}
    for trap in traps:
        number = lines.number(trap.index)
        if number not in mended:
            mended.update((number + below, line) for below, line in enumerate(trap.mended))
    return mended


def _top(lines: Lines, documents: Sequence, report: Report) -> Mapping | None:
    """The mapping that a file must hold."""
    root = documents[0] if documents else None
    if isinstance(root, Mapping):
        return root
    if root is None:
        if not report.failed:
            report.error(Position(lines.file), "empty-file", "the file is empty", _FIRST)
        return None
    from legation.reading.yaml.traps import lone_text

    at = documents.placed(0)
    trap = None if isinstance(root, Sequence) or at is None else lone_text(lines, at[1])
    if trap:
        report.add(trap.diagnostic(lines))
    elif isinstance(root, Sequence):
        message = "the file begins with a list, and no key says of what"
        report.error(root.position(), "yaml-mapping", message, _HEAD)
    else:
        message = "the file is plain text, without a key such as title:"
        report.error(documents.position(0), "yaml-mapping", message, _FIRST)
    return None


class Limited(Report):
    """A report that tells so many problems of each kind, and how many there are besides."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self._file = file
        self._counts: defaultdict[tuple[Severity, str], int] = defaultdict(int)

    def add(self, diagnostic: Diagnostic) -> None:
        """Record a diagnostic, or only that there was one more of its kind."""
        kind = (diagnostic.severity, diagnostic.code)
        self._counts[kind] += 1
        if self._counts[kind] <= _EACH:
            super().add(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Record several, likewise."""
        for diagnostic in diagnostics:
            self.add(diagnostic)

    def all(self) -> Iterator[Diagnostic]:
        """The diagnostics, and a note of those that were too many."""
        yield from self
        for (severity, code), count in self._counts.items():
            if count > _EACH:
                message = f"{count - _EACH:,} more of {severity}[{code}] are not shown"
                yield Diagnostic(Position(self._file), Severity.NOTE, "too-many", message)
