"""The archive that a package is (ECMA-376 Part 2, annex B; PKWARE's APPNOTE 6.3.3).

Like the standard library's, but that most parts, which are the same in every file of a process, are packed
once.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from struct import Struct
from typing import NamedTuple

_STORED, _DEFLATED = 0, 8
# Of zlib: markup is a fifth larger than at its own level, 6, in less than half the time.
_LEVEL = 3
_WINDOW = -15  # of zlib: the largest, its data without a header
_OPEN = 0o600 << 16  # to its owner, where an archive is unpacked to files
# Without dates: the first moment that an archive can tell. And of no system, as of MS-DOS.
_TIME, _DATE = 0, 1 << 5 | 1
_VERSION, _UTF8 = 20, 1 << 11
_LOCAL = Struct("<4s5H3I2H")
_CENTRAL = Struct("<4s6H3I5H2I")
_END = Struct("<4s4H2IH")


class _Packed(NamedTuple):
    """An entry as the archive holds it, and the checksum and size of what it was."""

    method: int
    check: int
    size: int
    data: bytes


def archive(entries: Mapping[str, bytes | Iterable[bytes]], stored: tuple[str, ...]) -> bytes:
    """The entries as an archive.

    Args:
        entries: By their names, in their order; one that is too long to be there twice, piece by piece.
        stored: How the names end of those that hardly shrink.
    """
    pieces: list[bytes] = []
    central: list[bytes] = []
    place = 0
    for name, content in entries.items():
        method = _STORED if name.endswith(stored) else _DEFLATED
        packed = _kept(content, method) if isinstance(content, bytes) else _packed(content, method)
        written = name.encode()
        flags = 0 if name.isascii() else _UTF8
        shared = (flags, method, _TIME, _DATE, packed.check, len(packed.data), packed.size)
        local = _LOCAL.pack(b"PK\3\4", _VERSION, *shared, len(written), 0)
        ends = (len(written), 0, 0, 0, 0, _OPEN, place)
        central += _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *shared, *ends), written
        pieces += local, written, packed.data
        place += len(local) + len(written) + len(packed.data)
    length = sum(map(len, central))
    end = _END.pack(b"PK\5\6", 0, 0, len(entries), len(entries), length, place, 0)
    return b"".join([*pieces, *central, end])


def _packed(content: Iterable[bytes], method: int) -> _Packed:
    check = size = 0
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW) if method == _DEFLATED else None
    pieces = []
    for piece in content:
        check, size = zlib.crc32(piece, check), size + len(piece)
        pieces.append(packer.compress(piece) if packer else piece)
    if packer:
        pieces.append(packer.flush())
    return _Packed(method, check, size, b"".join(pieces))


@lru_cache(maxsize=64)
def _kept(content: bytes, method: int) -> _Packed:
    return _packed([content], method)
