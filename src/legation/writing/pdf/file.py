"""The PDF file as it grows (ISO 32000-1, clause 7.5).

All objects but streams are packed into object streams (7.5.7), a third of the size: the structure of a
tagged document is many small objects. Each is written as soon as it is known, for there may be very many.
"""

from __future__ import annotations

from io import BytesIO
from itertools import accumulate
from struct import Struct

from legation.writing.pdf.objects import STREAM_END, reference, stream

_PACKED = 200
# A row of the cross-reference stream (7.5.8.3): its kind in one byte, then four and two.
_ROW = Struct(">BIH")


class File:
    """A file that takes objects in any order."""

    def __init__(self) -> None:
        self._file = BytesIO()
        self._file.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self._rows = bytearray(_ROW.pack(0, 0, 65535))
        self._packed: dict[int, bytes] = {}
        # Their numbers come behind all others.
        self._packs: list[tuple[list[int], bytes]] = []

    def put(self, number: int, body: bytes) -> None:
        """Add an object; all numbers from 1 to the highest must have one."""
        if body.endswith(STREAM_END):
            self._write(number, body)
            return
        self._packed[number] = body
        if len(self._packed) == _PACKED:
            self._pack()

    def finished(self, last: int, root: int, info: int, identifier: bytes) -> bytes:
        """The whole file.

        Args:
            last: The highest number of an object.
            root: The number of the catalogue.
            info: The number of the information dictionary.
            identifier: Hexadecimal digits that tell this file from others (14.4).
        """
        self._pack()
        own = last + len(self._packs) + 1
        self._make_rows(own)
        for holder, (held, body) in enumerate(self._packs, start=last + 1):
            self._write(holder, body)
            for index, number in enumerate(held):
                _ROW.pack_into(self._rows, number * _ROW.size, 2, holder, index)
        place = self._file.tell()
        _ROW.pack_into(self._rows, own * _ROW.size, 1, place, 0)
        dictionary = b"/Type/XRef/Size %d/W[1 4 2]/Root %b/Info %b/ID[<%b><%b>]" % (
            *(own + 1, reference(root), reference(info)),
            *(identifier, identifier),
        )
        # The cross-reference stream is the file's trailer too.
        self._write(own, stream(bytes(self._rows), dictionary))
        self._file.write(b"startxref\n%d\n%%%%EOF\n" % place)
        return self._file.getvalue()

    def _write(self, number: int, body: bytes) -> None:
        self._make_rows(number)
        _ROW.pack_into(self._rows, number * _ROW.size, 1, self._file.tell(), 0)
        self._file.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def _make_rows(self, last: int) -> None:
        """Make the rows up to that number, those that are not there yet."""
        self._rows.extend(bytes(max(0, (last + 1) * _ROW.size - len(self._rows))))

    def _pack(self) -> None:
        objects, self._packed = self._packed, {}
        starts = accumulate([len(body) + 1 for body in objects.values()], initial=0)
        places = " ".join([f"{each} {start}" for each, start in zip(objects, starts, strict=False)])
        head = places.encode() + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head))
        self._packs.append((list(objects), stream(head + b"\n".join(objects.values()), entries)))
