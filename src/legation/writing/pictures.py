"""Pictures as files hold them, without what cameras and programs note in them of their users.

A JPEG is made of segments (ITU-T T.81, B.1.1), a PNG of chunks (ISO/IEC 15948, 5.3). Those that say how
to draw the picture are kept as they are; remarks, Exif and XMP are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_REMARKS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
_MARK, _SCAN = 0xFF, 0xDA
# JFIF, the colour profile, and how Adobe's programs keep colours; the others of these are remarks.
_KEPT = {0xE0, 0xE2, 0xEE}
_NOTED = {*range(0xE0, 0xF0), 0xFE} - _KEPT


def without_remarks(data: bytes) -> bytes:
    """A PNG or JPEG file without remarks; whatever is none comes back as it is."""
    if data.startswith(_PNG):
        return _PNG + b"".join(_chunks(data, len(_PNG)))
    if data.startswith(b"\xff\xd8"):
        return b"\xff\xd8" + b"".join(_segments(data, 2))
    return data


def _chunks(data: bytes, at: int) -> Iterator[bytes]:
    while at < len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] not in _REMARKS:
            yield data[at:end]
        at = end


def _segments(data: bytes, at: int) -> Iterator[bytes]:
    """The segments before the picture itself, and then that with all that follows."""
    while len(data) > at + 3 and data[at] == _MARK and data[at + 1] != _SCAN:
        if data[at + 1] == _MARK:  # a fill byte
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] not in _NOTED:
            yield data[at:end]
        at = end
    yield data[at:]
