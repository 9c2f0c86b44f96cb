"""PDF objects as bytes (ISO 32000-1, clause 7.3), and the file that they make (7.5).

All but streams are packed into object streams (7.5.7), a third of the size: the structure of a tagged
document is many small objects.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from itertools import accumulate
from struct import Struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PACKED = 200
# A seventh larger than at zlib's own level, 6, in less than half the time.
_LEVEL = 3
# A row of the cross-reference stream: its kind in one byte, then four and two.
_ROW = Struct(">BIH")
# Both signs of a line's end: after data that ends with one of them, the other alone would be read as a
# part of the two, and the data as a byte shorter than it says (7.3.8.1).
_STREAM_END = b"\r\nendstream"


def number(value: float) -> str:
    """A length to a hundredth of a point, which no eye or printer tells from the exact one."""
    return f"{value:.2f}"


def reference(to: int) -> bytes:
    """How objects refer to the object of that number."""
    return b"%d 0 R" % to


def whole(text: str) -> str:
    """The text with a sign in place of halves of characters, which no encoding can hold."""
    return text.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace")


def text_string(text: str) -> bytes:
    """A text string (7.9.2.2): as it is in ASCII, else UTF-16 in hexadecimal."""
    if text.isascii() and text.isprintable():
        return byte_string(text.encode())
    encoded = b"\xfe\xff" + whole(text).encode("utf-16-be")
    return b"<" + encoded.hex().upper().encode() + b">"


def byte_string(data: bytes) -> bytes:
    """A literal string (7.3.4.2) of printable ASCII."""
    for special in (b"\\", b"(", b")"):
        data = data.replace(special, b"\\" + special)
    return b"(" + data + b")"


def stream(data: bytes, entries: bytes = b"", *, compress: bool = True) -> bytes:
    """A stream (7.3.8) with these entries in its dictionary."""
    if compress:
        data = zlib.compress(data, _LEVEL)
        entries += b"/Filter/FlateDecode"
    return b"<<%b/Length %d>>\nstream\n%b%b" % (entries, len(data), data, _STREAM_END)


def file_of(objects: list[bytes], root: int, info: int, identifier: bytes) -> bytes:
    """The file of objects numbered from 1.

    Args:
        objects: Their bytes, let go as they are written, for there may be very many.
        root: The number of the catalogue.
        info: The number of the information dictionary.
        identifier: Hexadecimal digits that tell this file from others (14.4).
    """
    file = BytesIO()
    file.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    # By number, the three fields of the cross-reference stream (7.5.8.3).
    entries = [(0, 0, 65535), *[(0, 0, 0)] * len(objects)]
    packed: dict[int, bytes] = {}
    for each, body in enumerate(objects, start=1):
        objects[each - 1] = b""
        if body.endswith(_STREAM_END):
            entries[each] = (1, file.tell(), 0)
            file.write(_numbered(each, body))
        else:
            packed[each] = body
        if len(packed) == _PACKED or (packed and each == len(objects)):
            holder = len(entries)
            entries.append((1, file.tell(), 0))
            file.write(_numbered(holder, _object_stream(packed)))
            for index, held in enumerate(packed):
                entries[held] = (2, holder, index)
            packed = {}
    place = file.tell()
    file.write(_cross_references(entries, place, root, info, identifier))
    file.write(b"startxref\n%d\n%%%%EOF\n" % place)
    return file.getvalue()


def _numbered(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, body)


def _object_stream(objects: Mapping[int, bytes]) -> bytes:
    starts = accumulate([len(body) + 1 for body in objects.values()], initial=0)
    places = " ".join([f"{each} {start}" for each, start in zip(objects, starts, strict=False)])
    head = places.encode() + b"\n"
    entries = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head))
    return stream(head + b"\n".join(objects.values()), entries)


def _cross_references(
    entries: list[tuple[int, int, int]], place: int, root: int, info: int, identifier: bytes
) -> bytes:
    """The cross-reference stream, which is the file's trailer too, to stand at that place."""
    own = len(entries)
    rows = [*entries, (1, place, 0)]
    data = b"".join([_ROW.pack(*row) for row in rows])
    dictionary = b"/Type/XRef/Size %d/W[1 4 2]/Root %b/Info %b/ID[<%b><%b>]" % (
        *(len(rows), reference(root), reference(info)),
        *(identifier, identifier),
    )
    return _numbered(own, stream(data, dictionary))
