"""Whether a file is a picture that briefs can carry: PNG or JPEG, whole, and of no absurd size.

What it is its first bytes say, whatever its name does.
"""

from __future__ import annotations

import re
from math import ceil
from pathlib import Path

from legation.model.date_refusals import quoted

MOST_BYTES = 20 * 2**20
MOST_PIXELS = 25_000_000

_KINDS = ("PNG", "JPEG")

_BEGIN = 1024  # bytes of a file that tell what it is
_TAKEN = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_SVG = re.compile(rb"<svg[\s>]|<!DOCTYPE svg", re.IGNORECASE)
_OTHERS = (
    (re.compile(rb"GIF8"), "a GIF picture"),
    (re.compile(rb"BM"), "a BMP picture"),
    (re.compile(rb"II\*\0|MM\0\*"), "a TIFF picture"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "a WebP picture"),
    (re.compile(rb"....ftyp", re.DOTALL), "a HEIC or AVIF picture, or a film"),
    (re.compile(rb"%PDF|%!PS"), "a PDF or PostScript file"),
    (re.compile(rb"\xd7\xcd\xc6\x9a|\x01\0\0\0.{36} EMF", re.DOTALL), "a Windows metafile"),
    (re.compile(rb"PK\x03\x04"), "a Word file or another archive"),
)
_PER_MILLIMETRE = 300 / 25.4  # pixels, for print
_ROUND = 50


def picture_fault(path: Path, height: float) -> tuple[str, str] | None:
    """What keeps a file from being a logo of a height in millimetres, and what to do about it; or None.

    Raises:
        OSError: It cannot be read.
    """
    pixels = ceil(height * _PER_MILLIMETRE / _ROUND) * _ROUND
    name, save = quoted(path.name), f"save it as a PNG picture, {pixels} pixels high"
    with path.open("rb") as file:
        begins = file.read(_BEGIN)
    if not begins.startswith(_TAKEN):
        return _other(begins, name, save)
    if path.stat().st_size > MOST_BYTES:
        return f"{name} has more than {MOST_BYTES // 2**20} MiB", save
    return _damage(path, name, save)


def _other(begins: bytes, name: str, save: str) -> tuple[str, str]:
    """What is said of a file that is neither PNG nor JPEG."""
    if _SVG.search(begins) or begins.startswith(b"\x1f\x8b"):
        reason = (
            "is an SVG drawing, which may load other files and looks different in every program"
        )
        return f"{name} {reason}", f"open it in a browser or a drawing program and {save}"
    kind = next((said for pattern, said in _OTHERS if pattern.match(begins)), "")
    if kind:
        return f"{name} is {kind}, whatever its name", f"open it and {save}"
    return f"{name} is not a PNG or JPEG picture", "name a PNG or JPEG picture"


def _damage(path: Path, name: str, save: str) -> tuple[str, str] | None:
    """What is wrong within a picture, found out by reading all of it."""
    import warnings

    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path, formats=_KINDS) as image:
            if image.width * image.height > MOST_PIXELS:
                return f"{name} has {image.width} by {image.height} pixels, too many to draw", save
            image.load()
    except Image.DecompressionBombError:
        return f"{name} has too many pixels to draw", save
    except (OSError, SyntaxError, ValueError, LookupError, MemoryError):
        return f"{name} is damaged: it cannot be read to its end", f"open it and {save}"
    return None
