"""Which font files can be put into a Word file and a PDF, by what their tables say (OpenType 1.9).

Both formats take static fonts with TrueType outlines, whose makers let them be embedded in part. Anything
else is refused with a reason, and never found out while a brief is written.
"""

from __future__ import annotations

import string
import struct
from typing import NamedTuple

from legation.model.date_refusals import quoted

WANTED = "a TrueType font (.ttf)"
"""What is taken."""


class Fault(NamedTuple):
    """What is wrong with a file, and what to do about it."""

    message: str
    hint: str


_STARTS = (b"\x00\x01\x00\x00", b"true")
_NEEDED = ("head", "hhea", "maxp", "hmtx", "cmap", "loca", "glyf")
_CFF = "has PostScript outlines (CFF), which a PDF of ours cannot hold"
_CFF_HINT = "name its TrueType version (.ttf), which most makers have beside it"
_OTHERS = {
    b"ttcf": (
        "is a collection of fonts",
        f"name {WANTED} with one face; a collection holds several",
    ),
    b"wOFF": (
        "is packed for web pages (WOFF)",
        "name the TrueType font (.ttf) that it was made from",
    ),
    b"wOF2": (
        "is packed for web pages (WOFF2)",
        "name the TrueType font (.ttf) that it was made from",
    ),
    b"OTTO": (_CFF, _CFF_HINT),
}
_RESTRICTED, _WHOLE_ONLY, _BITMAPS_ONLY = 0x0002, 0x0100, 0x0200
_LEVELS = 0x000E
_NEEDED_LETTERS = frozenset(string.ascii_letters + string.digits + " -?")
_MOST_SHOWN = 3
_MAGIC, _VERSION = 0x5F0F3CF5, 0x00010000  # of `head`, and of a `maxp` with TrueType outlines


def font_fault(name: str, data: bytes) -> Fault | None:
    """What keeps a font from being embedded; None where nothing does.

    Args:
        name: The file's.
        data: Its content.
    """
    named = quoted(name)
    if data[:4] in _OTHERS:
        said, hint = _OTHERS[data[:4]]
        return Fault(f"{named} {said}", hint)
    if not data.startswith(_STARTS):
        return Fault(f"{named} is not {WANTED}", f"name {WANTED}")
    try:
        parts = tables(data)
    except ValueError as error:
        return _damaged(named, str(error))
    return (
        _of_another_kind(named, parts) or _forbidden(named, usage(parts)) or _broken(named, parts)
    )


def text_font_fault(name: str, data: bytes) -> Fault | None:
    """What keeps a font from being one that briefs are set in; None where nothing does.

    Args:
        name: The file's.
        data: Its content.
    """
    return font_fault(name, data) or _poor(quoted(name), data)


def tables(data: bytes) -> dict[str, memoryview]:
    """The tables of a font by their tags.

    Raises:
        ValueError: The file ends before they do.
    """
    try:
        (count,) = struct.unpack_from(">H", data, 4)
        entries = [struct.unpack_from(">4s4xII", data, 12 + 16 * index) for index in range(count)]
    except struct.error:
        raise ValueError("it ends too early") from None
    if any(start + length > len(data) for _, start, length in entries):
        raise ValueError("it ends too early")
    view = memoryview(data)
    return {tag.decode("latin-1"): view[start : start + size] for tag, start, size in entries}


def usage(parts: dict[str, memoryview]) -> int | None:
    """What the font's licence lets one do with it (fsType of `OS/2`); None where it does not say."""
    stated = parts.get("OS/2", b"")
    return int.from_bytes(stated[8:10], "big") if len(stated) >= 10 else None


def _of_another_kind(named: str, parts: dict[str, memoryview]) -> Fault | None:
    if "fvar" in parts:
        hint = "name its static files, one a face, such as House-Regular.ttf and House-Bold.ttf"
        return Fault(f"{named} is a variable font, whose faces are not drawn but computed", hint)
    if "glyf" in parts:
        return None
    if "CFF " in parts or "CFF2" in parts:
        return Fault(f"{named} {_CFF}", _CFF_HINT)
    if {"EBDT", "CBDT", "sbix", "bdat"} & parts.keys():
        return Fault(f"{named} has pictures of its letters and no outlines", f"name {WANTED}")
    return None


def _forbidden(named: str, usage: int | None) -> Fault | None:
    """Of the levels, the one that lets one do most holds; 8 and 9 are bits of their own."""
    hint = "name another font, or ask its maker for one that documents may carry"
    if usage is None:
        return None
    if usage & _LEVELS == _RESTRICTED:
        return Fault(f"the licence of {named} forbids documents to carry it", hint)
    if usage & _WHOLE_ONLY:
        return Fault(f"the licence of {named} forbids documents to carry a part of it", hint)
    if usage & _BITMAPS_ONLY:
        return Fault(f"the licence of {named} forbids documents to carry its outlines", hint)
    return None


def _broken(named: str, parts: dict[str, memoryview]) -> Fault | None:
    """What does not fit together; a reader of the PDF would see no letters, or nothing at all."""
    missing = [tag for tag in _NEEDED if not parts.get(tag)]
    if missing:
        return _damaged(named, f"its table {quoted(missing[0])} is missing")
    try:
        whole = _is_whole(parts)
    except struct.error:
        whole = False
    return None if whole else _damaged(named, "its tables do not fit together")


def _is_whole(parts: dict[str, memoryview]) -> bool:
    magic, _, em = struct.unpack_from(">IHH", parts["head"], 12)
    (long_offsets,) = struct.unpack_from(">h", parts["head"], 50)
    version, count = struct.unpack_from(">IH", parts["maxp"])
    (widths,) = struct.unpack_from(">H", parts["hhea"], 34)
    kind, size, unit = (">I", 4, 1) if long_offsets else (">H", 2, 2)
    (end,) = struct.unpack_from(kind, parts["loca"], size * count)
    return bool(
        magic == _MAGIC
        and version == _VERSION
        and 16 <= em <= 16384
        and 0 < widths <= count
        and 4 * widths + 2 * (count - widths) <= len(parts["hmtx"])
        and end * unit <= len(parts["glyf"])
    )


def _poor(named: str, data: bytes) -> Fault | None:
    """Which letters it lacks of those that no brief can do without, if any."""
    import uharfbuzz

    lacking = sorted(_NEEDED_LETTERS.difference(map(chr, uharfbuzz.Face(data).unicodes)))
    if not lacking:
        return None
    shown = ", ".join(quoted(letter) for letter in lacking[:_MOST_SHOWN])
    more = f" and {len(lacking) - _MOST_SHOWN} more" if lacking[_MOST_SHOWN:] else ""
    hint = f"name {WANTED} that has A to Z, a to z, 0 to 9, a space, a hyphen and ?"
    return Fault(f"{named} lacks letters that every brief needs: {shown}{more}", hint)


def _damaged(named: str, how: str) -> Fault:
    return Fault(
        f"{named} is damaged: {how}", "copy the file anew from where it came, or name another"
    )
