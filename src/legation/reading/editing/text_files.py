"""Setting keys of a brief in its text file: in the section of that name, else in the head.

    ---
    cleared-by: {name: Jane Doe, on: 2026-02-24}
    ---
    ## Bottom line
    ...

A head is made where there is none. A section, such as `## Cleared by`, holds what its key would: lines
of `name:` and `on:`, or the text itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from legation.diagnostics import Report
from legation.reading.editing.changes import Change, end_of_line, line_break
from legation.reading.editing.mappings import Values, entries, is_blank, set_keys
from legation.reading.texts.outline import Outline, Section, only, outline, plain
from legation.reading.yaml import Lines

_RULE = "---"


def set_in_text(lines: Lines, values: Values) -> list[Change]:
    """The changes that set keys of the brief that a text file holds.

    Args:
        lines: A text that was read without an error.
        values: What its keys are to hold.

    Raises:
        Unfit: A section does not hold what its key should.
    """
    text = _Text(lines, outline(lines, frozenset(values), Report()))
    return list(text.changes(values))


class _Text:
    """One text, with its parts."""

    def __init__(self, lines: Lines, parts: Outline) -> None:
        self._lines = lines
        self._parts = parts
        self._break = line_break(lines.text)

    def changes(self, values: Values) -> Iterator[Change]:
        """Set each key where it stands; those that stand nowhere, in the head."""
        left = dict(values)
        for section in self._parts.sections:
            value = left.pop(plain(section.name), None)
            if value is not None:
                yield from self._in_section(section, value)
        if left:
            yield from self._in_head(left)

    def _in_section(self, section: Section, value: str | Values) -> Iterator[Change]:
        filled = [row for row in section.rows if row.text]
        last = filled[-1].at + len(filled[-1].text) if filled else 0
        if not filled:
            added = [value] if isinstance(value, str) else entries(value)
            at = end_of_line(self._lines.text, section.at)
            yield Change(at, at, "".join(f"{self._break}{line}" for line in ["", *added]))
        elif isinstance(value, str):
            yield Change(filled[0].at, last, value)
        else:
            yield from set_keys(only(self._lines, section.begin, last).text, (), value)

    def _in_head(self, values: Values) -> Iterator[Change]:
        added = "".join(f"{entry}{self._break}" for entry in entries(values))
        if self._parts.head is None:
            rule = f"{_RULE}{self._break}"
            yield Change(0, 0, f"{rule}{added}{rule}")
            return
        begin, end = self._parts.head
        head = only(self._lines, begin, end).text
        if is_blank(head):  # there is nothing, or remarks only
            yield Change(end, end, added)
        else:
            yield from set_keys(head, (), values)
