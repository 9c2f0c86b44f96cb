"""PDF objects as bytes (ISO 32000-1, clause 7.3)."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# A seventh larger than at zlib's own level, 6, in less than half the time.
_LEVEL = 3
_MOST_NUMBERS = 10_000
# Both signs of a line's end: after data that ends with one of them, the other alone would be read as a
# part of the two, and the data as a byte shorter than it says (7.3.8.1).
STREAM_END = b"\r\nendstream"
"""How all streams end, and nothing else does."""


class _Numbers(dict[float, str]):
    """Numbers as written, for most come again: on every page, text stands on the same lines."""

    def __missing__(self, value: float) -> str:
        if len(self) >= _MOST_NUMBERS:
            self.clear()
        # Nothing less than nothing is the same key as nothing, and so must be written like it.
        written = self[value] = f"{value + 0.0:.2f}"
        return written


number: Callable[[float], str] = _Numbers().__getitem__
"""A length to a hundredth of a point, which no eye or printer tells from the exact one."""


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
    return b"<<%b/Length %d>>\nstream\n%b%b" % (entries, len(data), data, STREAM_END)
