"""A brief's text file cut up: its head between two `---`, and what stands under each heading.

The headings are Markdown's, `## Points`, of any level. HTML's remarks, `<!-- ... -->`, are left out.
Nothing moves: every index is that of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from legation.diagnostics import Report
from legation.reading.yaml import Lines

_OPEN, _CLOSE = "<!--", "-->"
_GONE = "\0"  # in the place of a remark: reading characters has left none in the text
_HEADING = re.compile(r" {0,3}(#{1,6})([ \t]*)(.*)")
_RULES = ("---", "...")


class Row(Struct, frozen=True):
    """A line of a section.

    Attributes:
        at: The index of its first letter.
        indent: How many columns stand before that.
        text: The line without blanks at its ends, and without remarks; empty in a blank line.
    """

    at: int
    indent: int
    text: str


class Section(Struct):
    """What stands under a heading.

    Attributes:
        name: The heading's text, as typed.
        marks: Its number signs.
        at: The index at which its text begins.
        begin: The index at which the line below it begins.
        end: The index at which the next heading's line begins.
        rows: The lines below it, up to the next heading.
    """

    name: str
    marks: str
    at: int
    begin: int
    end: int
    rows: list[Row]


class Outline(Struct):
    """The parts of a text file.

    Attributes:
        lines: Its text without the remarks below the head.
        head: Where its head's YAML begins and ends, if it has one.
        stray: The first line that stands under no heading, if there is one.
        sections: Its sections in order.
    """

    lines: Lines
    head: tuple[int, int] | None = None
    stray: Row | None = None
    sections: list[Section] = []


def outline(lines: Lines, is_section: frozenset[str], report: Report) -> Outline:
    """Cut up a text.

    Args:
        lines: The text.
        is_section: The names, made plain, that are a heading even without a space after the `#`.
        report: Where it goes that the head, or a remark, does not end.
    """
    opening = next((n for n, line in enumerate(lines.below(1), 1) if line.strip()), 0)
    if not opening or lines.line(opening).rstrip() != "---":
        return _sections(Outline(_without_remarks(lines, 0, report)), 1, is_section)
    begin = lines.starts[opening] if opening < len(lines.starts) else len(lines.text)
    closing = next(
        (
            n
            for n, line in enumerate(lines.below(opening + 1), opening + 1)
            if line.rstrip() in _RULES
        ),
        0,
    )
    if not closing:
        position = lines.position(lines.starts[opening - 1])
        hint = "write a line --- below the last of its keys"
        report.error(position, "text-head", "the head that begins here does not end", hint)
        return Outline(lines)
    end = lines.starts[closing - 1]
    body = _without_remarks(lines, end + len("---"), report)
    return _sections(Outline(body, (begin, end)), closing + 1, is_section)


def plain(name: str) -> str:
    """A heading as a key is written: `Points to make` is `points-to-make`."""
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")


def only(lines: Lines, begin: int, end: int) -> Lines:
    """The text between two indices, with blanks in the place of all before."""
    before = re.sub(r"[^\r\n]", " ", lines.text[:begin])
    return Lines(lines.file, before + lines.text[begin:end].replace(_GONE, " "))


def _sections(made: Outline, first: int, is_section: frozenset[str]) -> Outline:
    """Add the sections, and what stands under no heading, from the line of that number on."""
    lines = made.lines
    sections: list[Section] = []
    for number in range(first, len(lines.starts) + 1):
        line, start = lines.line(number), lines.starts[number - 1]
        heading = _HEADING.fullmatch(line.replace(_GONE, ""))
        if heading and (heading[2] or not heading[3] or plain(heading[3]) in is_section):
            name = heading[3].rstrip().rstrip("#").rstrip()
            at = start + min(heading.start(3), len(line))
            below = lines.starts[number] if number < len(lines.starts) else len(lines.text)
            if sections:
                sections[-1].end = start
            sections.append(Section(name, heading[1], at, below, len(lines.text), []))
        else:
            for row in _row(line, start):
                if sections:
                    sections[-1].rows.append(row)
                elif row.text and made.stray is None:
                    made.stray = row
    made.sections = sections
    return made


def _row(line: str, start: int) -> Iterator[Row]:
    """The line as a row; none where nothing but a remark stands there."""
    text = line.replace(_GONE, "").strip()
    if text:
        before = line[: line.index(text[0])]
        yield Row(start + len(before), len(before.replace(_GONE, "").expandtabs(4)), text)
    elif _GONE not in line:
        yield Row(start, 0, "")


def _without_remarks(lines: Lines, begin: int, report: Report) -> Lines:
    """The text with marks in the place of remarks from an index on, and of the blanks before them."""
    text, pieces, end = lines.text, [lines.text[:begin]], begin
    while (at := text.find(_OPEN, end)) >= 0:
        before = text[end:at].rstrip(" \t")
        after = text.find(_CLOSE, at + len(_OPEN))
        if after < 0:
            message = "the remark that begins here does not end, and hides all that follows"
            report.error(lines.position(at), "text-remark", message, f"write {_CLOSE} at its end")
        after = len(text) if after < 0 else after + len(_CLOSE)
        pieces += [before, re.sub(r"[^\r\n]", _GONE, text[end + len(before) : after])]
        end = after
    return Lines(lines.file, "".join([*pieces, text[end:]])) if end > begin else lines
