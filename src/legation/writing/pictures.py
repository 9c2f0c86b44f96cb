"""Pictures as files hold them, without what cameras and programs note in them of their users.

A JPEG is made of segments (ITU-T T.81, B.1.1), a PNG of chunks (ISO/IEC 15948, 5.3). Those that say how
to draw the picture are kept as they are. All others are left out: remarks, Exif and XMP, small pictures of
what it once was, a program's own notes; so is what follows its end, such as a film or another picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_DRAWN = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs".split())

_MARK, _SCAN, _END = 0xFF, 0xDA, 0xD9
_NOTED = {*range(0xE0, 0xF0), 0xFE}
# Of what programs note: JFIF without a small picture, the colour profile, how Adobe's keep colours.
_KEPT = re.compile(rb"\xff\xe0\0\x10JFIF\0|\xff\xe2..ICC_PROFILE\0|\xff\xee..Adobe", re.DOTALL)
# What ends the coded picture behind the head of a scan: a marker but for those that begin it anew.
_BEHIND_SCAN = re.compile(rb"\xff[^\0\xd0-\xd7\xff]")


def without_remarks(data: bytes) -> bytes:
    """A PNG or JPEG file without remarks; whatever is none comes back as it is."""
    if data.startswith(_PNG):
        return _PNG + b"".join(_chunks(data, len(_PNG)))
    if data.startswith(b"\xff\xd8"):
        return b"\xff\xd8" + b"".join(_segments(data, 2))
    return data


def _chunks(data: bytes, at: int) -> Iterator[bytes]:
    name = b""
    while at < len(data) and name != b"IEND":
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if name in _DRAWN:
            yield data[at:end]
        at = end


def _segments(data: bytes, at: int) -> Iterator[bytes]:
    """The segments up to the end of the picture; the rest of one that does not end so."""
    while len(data) > at + 3 and data[at] == _MARK:
        kind = data[at + 1]
        if kind == _MARK:  # a fill byte
            at += 1
            continue
        if kind == _END:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if kind == _SCAN:
            behind = _BEHIND_SCAN.search(data, end)
            end = behind.start() if behind else len(data)
        if kind not in _NOTED or _KEPT.match(data, at):
            yield data[at:end]
        at = end
    yield data[at : at + 2] if data[at + 1 : at + 2] == bytes([_END]) else data[at:]
