"""The first page of a PDF file as a PNG file (ISO/IEC 15948), for slides, web pages and other programs."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72  # in an inch
# With so many, no colour is off by more than a fiftieth; the file is a third as large as with all.
_COLOURS = 128
_BITS = 4  # for a grey: letters need no more
_LEVEL = 3  # of zlib: a twentieth larger than its own level, 6, in two thirds of the time
_GREY_LEVEL = 1  # a twelfth larger than at 3, again in two thirds of the time
_SHADES = [round(byte * (2**_BITS - 1) / 255) for byte in range(256)]


def write(pdf: bytes, scale: float, *, grey: bool = False) -> bytes:
    """The first page as a PNG file, which says nothing of itself but its resolution.

    Args:
        pdf: The file.
        scale: Pixels a point: 1 is 72 to the inch.
        grey: Whether it is in shades of grey, which takes a tenth of the time.
    """
    picture = _rendered(pdf, scale, grey=grey)
    return (_grey if grey else _coloured)(picture, scale * _POINTS)


def _coloured(picture: Image, resolution: float) -> bytes:
    """The file of a picture, in the few colours that tell it best."""
    from PIL.Image import Quantize

    stream = BytesIO()
    few = picture.quantize(_COLOURS, Quantize.MAXCOVERAGE)
    few.save(stream, "PNG", dpi=(resolution, resolution), compress_level=_LEVEL)
    return stream.getvalue()


def _grey(picture: Image, resolution: float) -> bytes:
    """The file of a picture in evenly spaced shades, in half the time that Pillow would take."""
    shades = picture.point(_SHADES)
    shades.putpalette(bytes(3))  # Pillow packs bits of a palette's numbers only
    pixels, wide = shades.tobytes("raw", f"P;{_BITS}"), -(-picture.width * _BITS // 8)
    # No row is filtered: that helps photographs only.
    rows = b"".join([b"\0" + pixels[at : at + wide] for at in range(0, len(pixels), wide)])
    a_metre = round(resolution / 0.0254)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">2I5B", *picture.size, _BITS, 0, 0, 0, 0)),
            _chunk(b"pHYs", struct.pack(">2IB", a_metre, a_metre, 1)),
            _chunk(b"IDAT", zlib.compress(rows, _GREY_LEVEL)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file (5.3)."""
    held = kind + data
    return struct.pack(">I", len(data)) + held + struct.pack(">I", zlib.crc32(held))


def _rendered(pdf: bytes, scale: float, *, grey: bool) -> Image:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as file:
        bitmap = file[0].render(scale=scale, grayscale=grey, draw_annots=False)
        image: Image = bitmap.to_pil()
        return image
