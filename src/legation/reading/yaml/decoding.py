"""From a file's bytes to its text: UTF-8 with or without a byte order mark, UTF-16 with one."""

from __future__ import annotations

import codecs

from legation.diagnostics import Position, Report
from legation.reading.yaml.lines import Lines

MAX_BYTES = 64 * 2**20

_HINT = (
    "save it as UTF-8: in Notepad, File > Save as, Encoding: UTF-8; "
    "in Word, Plain text (.txt), Other encoding: Unicode (UTF-8)"
)

# How other kinds of file begin. UTF-32's mark begins as UTF-16's does, and so comes before it.
_FOREIGN = (
    (codecs.BOM_UTF32_LE, "this is UTF-32 text"),
    (codecs.BOM_UTF32_BE, "this is UTF-32 text"),
    (b"PK\x03\x04", "this is a Word, Excel or zip file, not plain text"),
    (b"\xd0\xcf\x11\xe0", "this is an old Word or Excel file, not plain text"),
    (rb"{\rtf", "this is a rich text (RTF) file, not plain text"),
    (b"%PDF-", "this is a PDF file, not plain text"),
)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, file: str, report: Report) -> str | None:
    """The text that the bytes hold, without a byte order mark.

    Args:
        data: The whole file; at most `MAX_BYTES`.
        file: The file's name, for messages.
        report: Where the reason goes, when this is not text in a known encoding.

    Returns:
        The text, which may hold control characters and, from UTF-16, lone surrogates; None if it
        cannot be read.
    """
    if len(data) > MAX_BYTES:
        report.error(Position(file), "file-size", *_too_large(len(data)))
        return None
    for start, message in _FOREIGN:
        if data.startswith(start):
            report.error(Position(file, 1, 1), "encoding", message, _HINT)
            return None
    mark, encoding = coding(data)
    return _decode(data[len(mark) :], encoding, file, report)


def coding(data: bytes) -> tuple[bytes, str]:
    """The byte order mark that the bytes begin with, empty where there is none, and their encoding."""
    return next((known for known in _MARKS if data.startswith(known[0])), (b"", "utf-8"))


def _too_large(size: int) -> tuple[str, str]:
    limit = MAX_BYTES // 2**20
    message = f"the file has {-(-size // 2**20)} MiB, and {limit} MiB are the most that is read"
    return message, "make a folder of several .yaml files of it: they are read as one chronology"


def _decode(data: bytes, encoding: str, file: str, report: Report) -> str | None:
    zero = data.find(0) if encoding == "utf-8" else -1
    if zero >= 0:
        _refuse(data[:zero], encoding, file, _zeros(data), report)
        return None
    try:
        # A lone surrogate in UTF-16 is one bad character: let it be reported as that.
        return data.decode(encoding, "strict" if encoding == "utf-8" else "surrogatepass")
    except UnicodeDecodeError as error:
        message = _undecodable(data[error.start], encoding)
        _refuse(data[: error.start], encoding, file, message, report)
        return None


def _refuse(before: bytes, encoding: str, file: str, message: str, report: Report) -> None:
    """Report bytes that are not text, at the place after those that are."""
    text = before.decode(encoding, "replace")
    report.error(Lines(file, text).position(len(text)), "encoding", message, _HINT)


def _zeros(data: bytes) -> str:
    if data.count(0) * 4 > len(data):  # as in Latin letters of two or four bytes
        return "this looks like UTF-16 or UTF-32 text without the mark that says so"
    return "this is not a text file: it holds zero bytes"


def _undecodable(byte: int, encoding: str) -> str:
    if encoding != "utf-8":
        return "the file breaks off in the middle of a letter"
    return f"this is not UTF-8 (byte {byte:02X}): the file was saved in an old Windows code page"
