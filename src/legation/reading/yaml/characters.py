"""Characters that no text should hold: control characters, noncharacters, hidden direction marks.

XML 1.0, and so Word, cannot hold the first two kinds; the third lets a text read other than it is
written (CVE-2021-42574).
"""

from __future__ import annotations

import re
from functools import cache

from legation.diagnostics import Position, Report
from legation.reading.yaml.lines import Lines

SPACES = {
    "\u00a0": "no-break space",
    "\u1680": "Ogham space",
    "\u2000": "en quad",
    "\u2001": "em quad",
    "\u2002": "en space",
    "\u2003": "em space",
    "\u2004": "third-of-an-em space",
    "\u2005": "quarter-of-an-em space",
    "\u2006": "sixth-of-an-em space",
    "\u2007": "figure space",
    "\u2008": "punctuation space",
    "\u2009": "thin space",
    "\u200a": "hair space",
    "\u200b": "zero-width space",
    "\u202f": "narrow no-break space",
    "\u205f": "medium mathematical space",
    "\u3000": "ideographic space",
}
"""Spaces that look like one and that YAML takes for letters, with their names."""


def named(sign: str) -> str:
    """One of these spaces in words: "no-break space (U+00A0)"."""
    return f"{SPACES[sign]} (U+{ord(sign):04X})"


_BIDI = {
    "\u202a": "left-to-right embedding",
    "\u202b": "right-to-left embedding",
    "\u202c": "end of embedding",
    "\u202d": "left-to-right override",
    "\u202e": "right-to-left override",
    "\u2066": "left-to-right isolate",
    "\u2067": "right-to-left isolate",
    "\u2068": "first-strong isolate",
    "\u2069": "end of isolate",
}
_BREAKS = {"\u2028": "line separator", "\u2029": "paragraph separator"}
_MARK = "\ufeff"
_WORD_JOINER = "\u2060"  # as invisible as the mark, and YAML takes it

_SUSPECT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)

_PLAIN = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
"""The characters of ASCII that any text may hold."""


def clean(lines: Lines, report: Report) -> Lines:
    """Report every such character, and put one in its place that a YAML parser takes.

    One for one, so that positions stay. A direction mark stays, with a warning.
    """
    if lines.text.isascii() and not lines.text.encode().translate(None, _PLAIN):
        return lines  # told by bytes, at a tenth of the time
    patterns = [each for each in _patterns(lines.text) if each.search(lines.text)]
    if not patterns:
        return lines
    marks = re.finditer(r"(?:^|(?<=\r))[ \t-]*(?=\ufeff)", lines.text, re.MULTILINE)
    indented = {mark.end() for mark in marks}

    def judge(match: re.Match[str]) -> str:
        position = lines.position(match.start())
        return _judge(match[0], position, report, match.start() in indented)

    text = lines.text
    for pattern in patterns:
        text = pattern.sub(judge, text)
    return Lines(lines.file, text)


def clean_escapes(text: str, lines: Lines, start: int, end: int, report: Report) -> str:
    """The same for the text of a double-quoted scalar, where an escape made one.

    Args:
        text: What the scalar means.
        lines: How it is written: a character that is there in person was reported by `clean`.
        start: Where it begins.
        end: Where it ends.
        report: Where problems go.
    """
    if text.isprintable():  # as no such character is
        return text

    def judge(match: re.Match[str]) -> str:
        if match[0] in lines.text[start:end]:
            return match[0]
        return _judge(match[0], lines.position(start), report, False)

    for pattern in _patterns(text):
        text = pattern.sub(judge, text)
    return text


def _patterns(text: str) -> list[re.Pattern[str]]:
    """What finds such characters: a second pattern, slow to compile, only for planes above the first."""
    if text.isascii():
        return [_SUSPECT]
    above = len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)
    return [_SUSPECT, _plane_ends()] if above else [_SUSPECT]


@cache
def _plane_ends() -> re.Pattern[str]:
    """The last two characters of each plane of Unicode above the first: noncharacters."""
    rest = "".join(f"{chr(n << 16)}-{chr(n << 16 | 0xFFFD)}" for n in range(1, 17))
    return re.compile(f"[^\0-\uffff{rest}]")


def _judge(char: str, position: Position, report: Report, indented: bool) -> str:
    """Report one character; what is to stand in its place."""
    name = f"U+{ord(char):04X}"
    if char in _BIDI:
        message = f"an invisible {_BIDI[char]} ({name}) turns the order of the letters that follow"
        hint = "delete it: the direction of a text is found without it"
        report.warning(position, "bidi-control", message, hint)
        return char
    if char in _BREAKS:
        message = f"an invisible {_BREAKS[char]} ({name}) stands in the text; it is read as a space"
        report.warning(position, "control-character", message, "delete it, and type a space")
        return " "
    code, what = ("yaml-space", "the indent") if indented else ("control-character", "the text")
    if char == _MARK:
        message = f"an invisible byte order mark ({name}) stands in {what}"
        report.error(position, code, message, "delete it: it belongs at the start of a file only")
        return _WORD_JOINER
    message = f"an invisible control character ({name}) stands in {what}"
    report.error(position, code, message, _retyped(char))
    return "\ufffd"


def _retyped(char: str) -> str:
    """What was meant, where Windows had a letter in the place of a control character."""
    if 0x80 <= ord(char) <= 0x9F:
        meant = bytes([ord(char)]).decode("cp1252", "ignore")
        if meant:
            return f'in old Windows files it stood for "{meant}": type that in its place'
    return "delete it; such characters come with text copied from a PDF or a web page"
