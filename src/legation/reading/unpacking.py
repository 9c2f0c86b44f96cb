"""A Word file as the entries of its archive, none of it trusted: what it is, and whether it is of any size.

Nothing is written to disk, and nothing is unpacked further than the bounds below: they are counted as the
bytes come, for an archive may lie about what it holds.
"""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from legation.reading.refusing import MEND, Refused, damaged

MOST_BYTES = 20 * 2**20
"""Of the file."""

MOST_UNPACKED = 64 * 2**20
"""Of all its parts together."""

MOST_PARTS = 1000
MOST_TIMES = 200
"""How many times as large a part may become."""

_SMALL = 2**20  # a part that is no larger may be as repetitive as it likes
_CHUNK = 2**16
_ENCRYPTED = 0x1
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (re.compile(rb"%PDF"), "a PDF file"),
    (re.compile(rb"\{\\rtf"), "a file in Rich Text Format"),
    (re.compile(rb"\s*<(?:!doctype )?html", re.IGNORECASE), "a web page"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|BM"), "a picture"),
    (re.compile(rb"\s*<\?xml"), "an XML file"),
)
_SMALLER = "take large pictures and what is not printed out of it, and save it anew"


def unpack(data: bytes) -> dict[str, bytes]:
    """The entries of a Word file, by their names.

    Raises:
        Refused: It is no Word file, needs a password, is damaged, or is too large.
    """
    if len(data) > MOST_BYTES:
        message = f"the letterhead has more than {MOST_BYTES // 2**20} MiB"
        raise Refused("letterhead-size", message, _SMALLER)
    if not data.startswith(b"PK"):
        raise _other(data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _entries(archive)
    except (BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError) as error:
        raise damaged("it cannot be unpacked") from error


def _other(data: bytes) -> Exception:
    """What is said of a file that is no archive."""
    if data.startswith(_COMPOUND):
        if "EncryptedPackage".encode("utf-16-le") in data:
            hint = "in Word: File, Info, Protect Document, Encrypt with Password; empty the field and save"
            return Refused("letterhead", "the letterhead is protected with a password", hint)
        return Refused("letterhead", "the letterhead is in the format of Word before 2007 (.doc)")
    kind = next((said for pattern, said in _OTHERS if pattern.match(data)), "")
    message = f"the letterhead is {kind}, not a Word file" if kind else "this is no Word file"
    return Refused("letterhead", message)


def _entries(archive: ZipFile) -> dict[str, bytes]:
    files = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(files) > MOST_PARTS:
        message = f"the letterhead has more than {MOST_PARTS:,} parts"
        raise Refused("letterhead-size", message, _SMALLER)
    if len({entry.filename.lower() for entry in files}) < len(files):
        raise damaged("two of its parts have the same name")
    entries: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for entry in files:
        entries[entry.filename] = _read(archive, entry, left)
        left -= len(entries[entry.filename])
    return entries


def _read(archive: ZipFile, entry: ZipInfo, most: int) -> bytes:
    """What an entry holds.

    Raises:
        Refused: It is encrypted, or larger than it may be.
    """
    if entry.flag_bits & _ENCRYPTED:
        raise Refused("letterhead", "the letterhead is an archive with a password", MEND)
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise damaged("it is packed in a way that Word does not know")
    most = min(most, max(_SMALL, MOST_TIMES * entry.compress_size))
    read = bytearray()
    with archive.open(entry) as opened:
        while chunk := opened.read(_CHUNK):
            read += chunk
            if len(read) > most:
                message = "the letterhead unpacks to far more than a letterhead needs"
                raise Refused("letterhead-size", message, _SMALLER)
    return bytes(read)
