"""Font files made of a good one, as a theme may name them."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from legation.text.acceptance import tables
from legation.text.fonts import PACKAGED

PLEX = PACKAGED / "IBMPlexSerif-Regular.ttf"
"""A font that is taken."""


def font(parts: dict[str, bytes], start: bytes = b"\x00\x01\x00\x00") -> bytes:
    """A font file of these tables (OpenType, "Organization of an OpenType font")."""
    head = start + struct.pack(">HHHH", len(parts), 0, 0, 0)
    place = len(head) + 16 * len(parts)
    entries = body = b""
    for tag, data in sorted(parts.items()):
        entries += struct.pack(">4sIII", tag.encode("latin-1"), 0, place + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return head + entries + body


def with_tables(data: bytes, **others: bytes | None) -> bytes:
    """The font with other tables; None leaves one out, and `_` stands for what no name can hold."""
    parts = {tag: bytes(part) for tag, part in tables(data).items()}
    for name, part in others.items():
        tag = name.replace("_", "/").ljust(4)
        parts.pop(tag, None)
        if part is not None:
            parts[tag] = part
    return font(parts)


def with_usage(data: bytes, usage: int) -> bytes:
    """The font with these licence bits (fsType)."""
    stated = bytearray(tables(data)["OS/2"])
    struct.pack_into(">H", stated, 8, usage)
    return with_tables(data, OS_2=bytes(stated))


def with_letters(letters: Iterable[str]) -> bytes:
    """IBM Plex Serif with these letters only."""
    import uharfbuzz

    face = uharfbuzz.Face(PLEX.read_bytes())
    request = uharfbuzz.SubsetInput()
    request.sets(uharfbuzz.SubsetInputSets.UNICODE).set(set(map(ord, letters)))
    return bytes(uharfbuzz.subset(face, request).blob.data)


def without_letters(letters: str) -> bytes:
    """IBM Plex Serif with all its Latin letters but these."""
    return with_letters({chr(code) for code in range(0x20, 0x2600)} - set(letters))
