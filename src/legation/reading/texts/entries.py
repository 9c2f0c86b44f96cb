"""What stands under a heading of a brief's text file, as the value that YAML would have given."""

from __future__ import annotations

import re
from collections.abc import Iterable

from legation.diagnostics import Report
from legation.reading.texts.outline import Row
from legation.reading.yaml import Lines, Mapping, Sequence

_MARK = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+|$)")
_BULLET = re.compile(r"[-*][ \t]")
_LABEL = re.compile(r"(?i)[*_]{0,3}(they|we)[*_]{0,3}[ \t]*:[*_]{0,3}(?:[ \t]+|$)")


def prose(rows: Iterable[Row]) -> str | None:
    """Paragraphs, with a blank line between them; the lines of each are joined, but bullets stay lines."""
    blocks: list[list[list[str]]] = []
    going, bullets = False, False
    for row in rows:
        bullet = _BULLET.match(row.text) is not None
        if not row.text:
            going = False
        elif not going or (bullet and not bullets):
            blocks.append([[row.text]])
            going, bullets = True, bullet
        elif bullet:
            blocks[-1].append([row.text])
        else:
            blocks[-1][-1].append(row.text)
    return "\n\n".join("\n".join(map(" ".join, block)) for block in blocks) or None


def listed(rows: Iterable[Row], lines: Lines, at: int, report: Report) -> Sequence:
    """One entry for each mark of a list, `-`, `*` or `1.`; for each paragraph where there are none.

    Args:
        rows: The lines.
        lines: The text that they are of.
        at: Where they begin.
        report: Where lists within entries go, and marks with nothing behind them.
    """
    found: list[tuple[list[str], int]] = []
    marks: dict[int, Row] = {}  # by the number of its entry
    margin, inner = -1, 0  # of the entry's mark, if it has one, and of what stands behind that
    gap = True
    for row in rows:
        mark = _MARK.match(row.text)
        if mark:
            if margin >= 0 and row.indent >= inner:
                _refuse_nested(row, lines, report)
            else:
                margin, inner = row.indent, row.indent + 2
                marks[len(found)] = row
            rest = row.text[mark.end() :]
            found.append(([rest] if rest else [], row.at + mark.end()))
        elif row.text and (not found or (gap and row.indent <= margin) or (gap and margin < 0)):
            margin = -1
            found.append(([row.text], row.at))
        elif row.text:
            found[-1][0].append(row.text)
        gap = not row.text
    entries = Sequence(lines, at)
    for number, (pieces, start) in enumerate(found):
        if not pieces and number in marks:
            _warn_of_blank(marks[number], lines, report)
        entries.put(" ".join(pieces) or None, start)
    return entries


def raised(rows: Iterable[Row], lines: Lines, at: int, report: Report) -> Sequence:
    """What may be raised: `They:` and, below it, `We:`, as a mapping each.

    Args:
        rows: The lines.
        lines: The text that they are of.
        at: Where they begin.
        report: Where lines go that are neither.
    """
    answers = _Answers(lines, report)
    for row in rows:
        if row.text:
            answers.add(row)
    return answers.sequence(at)


class _Answers:
    """What may be raised, as far as it was read."""

    def __init__(self, lines: Lines, report: Report) -> None:
        self._lines = lines
        self._report = report
        # By label: where it stands, where its text begins, and that text's pieces.
        self._found: list[dict[str, tuple[int, int, list[str]]]] = []
        self._pieces: list[str] | None = None

    def add(self, row: Row) -> None:
        """Read one line: a label and what is said, or more of what was said above."""
        mark = _MARK.match(row.text)
        begin = mark.end() if mark else 0
        label = _LABEL.match(row.text, begin)
        if label:
            self._label(label, row, marked=mark is not None)
        elif self._pieces is None or mark:
            message = "this is neither what they may say nor our response"
            hint = "begin what they may say with They: and the response, below it, with We:"
            self._report.error(self._lines.position(row.at + begin), "they-we", message, hint)
            self._pieces = []
        else:
            self._pieces.append(row.text)

    def _label(self, label: re.Match[str], row: Row, *, marked: bool) -> None:
        key = label[1].lower()
        if not self._found or key in self._found[-1] or (marked and key == "they"):
            self._found.append({})
        self._pieces = [row.text[label.end() :]] if label.end() < len(row.text) else []
        places = row.at + label.start(1), row.at + label.end()
        self._found[-1][key] = (*places, self._pieces)

    def sequence(self, at: int) -> Sequence:
        """All of it as nodes."""
        entries = Sequence(self._lines, at)
        for found in self._found:
            start = next(iter(found.values()))[0]
            entry = Mapping(self._lines, start)
            for key, (key_at, value_at, pieces) in found.items():
                entry.put(key, key_at, " ".join(pieces) or None, value_at)
            entries.put(entry, start)
        return entries


def _warn_of_blank(row: Row, lines: Lines, report: Report) -> None:
    sign = {"-": "dash", "*": "star", "+": "plus sign"}.get(row.text[0], "number")
    hint = f"write the entry behind it, or delete the {sign}"
    position = lines.position(row.at)
    report.warning(position, "blank-entry", f"nothing stands behind this {sign}", hint)


def _refuse_nested(row: Row, lines: Lines, report: Report) -> None:
    message = "a list stands within an entry of a list"
    hint = "begin its entries at the margin, or put their words into the entry above"
    report.error(lines.position(row.at), "nested-list", message, hint)
