"""Texts that a "#" cuts short without a word from YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from legation.diagnostics import Report
from legation.reading.yaml.lines import Lines


def scan_remarks(lines: Lines, in_scalar: Callable[[int], bool], end: int, report: Report) -> None:
    """Warn of remarks that were meant as text: on a line with text, and no space after the `#`.

    Args:
        lines: The text.
        in_scalar: Whether an index stands in a quoted or block scalar: a `#` is text there.
        end: How far that is known.
        report: Where the warnings go.
    """
    last = 0
    for at in _hashes(lines.text, end):
        number = lines.number(at)
        after_quote = lines.text[at - 1 : at] in ("'", '"')
        if number == last or in_scalar(at) or (after_quote and not in_scalar(at - 1)):
            continue
        last = number  # what follows on the line is in the remark
        text_before = lines.text[lines.starts[number - 1] : at].strip()
        if text_before and lines.text[at + 1 : at + 2].strip():
            _warn(lines, number, at, report)


def _hashes(text: str, end: int) -> Iterator[int]:
    """Where a `#` begins a line, or follows a space, a tab or a quotation mark."""
    at = text.find("#", 0, end)
    while at >= 0:
        if text[at - 1 : at] in ("", "\n", "\r", " ", "\t", "'", '"'):
            yield at
        at = text.find("#", at + 1, end)


def _warn(lines: Lines, number: int, at: int, report: Report) -> None:
    from legation.reading.yaml.mending import LONGEST, field, quote, shorten  # only a slip needs it

    begin = lines.starts[number - 1]
    rest = shorten(lines.text[at : begin + lines.length(number)])
    message = f'"{rest}" is not read: after a space, "#" begins a remark'
    hint = 'if it is a remark, put a space after the "#"'
    if lines.length(number) <= LONGEST:
        found = field(lines, at)
        if found.value[:1] not in ("", "[", "{", "'", '"'):
            hint = f"put the text in quotes: {found.shown(quote(found.value))}; {hint}"
    report.warning(lines.position(at), "yaml-comment", message, hint)
