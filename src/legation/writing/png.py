"""The first page of a PDF file as a PNG file (ISO/IEC 15948), for slides, web pages and other programs."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72  # in an inch
# With so many, no colour is off by more than a fiftieth; the file is a third as large as with all.
_COLOURS = 128
_BITS = 4  # for a grey: letters need no more
_LEVEL = 3  # of zlib: a twentieth larger than its own level, 6, in two thirds of the time


def write(pdf: bytes, scale: float, *, grey: bool = False) -> bytes:
    """The first page as a PNG file, which says nothing of itself but its resolution.

    Args:
        pdf: The file.
        scale: Pixels a point: 1 is 72 to the inch.
        grey: Whether it is in shades of grey, which takes a fifth of the time.
    """
    stream = BytesIO()
    picture = _grey(pdf, scale) if grey else _coloured(pdf, scale)
    resolution = scale * _POINTS
    options = {"bits": _BITS} if grey else {}
    picture.save(stream, "PNG", dpi=(resolution, resolution), compress_level=_LEVEL, **options)
    return stream.getvalue()


def _coloured(pdf: bytes, scale: float) -> Image:
    """The page, in the few colours that tell it best."""
    from PIL.Image import Quantize

    return _rendered(pdf, scale, grey=False).quantize(_COLOURS, Quantize.MAXCOVERAGE)


def _grey(pdf: bytes, scale: float) -> Image:
    """The page, in evenly spaced shades."""
    from PIL import Image

    last = 2**_BITS - 1
    shades = _rendered(pdf, scale, grey=True).point([round(i * last / 255) for i in range(256)])
    picture = Image.frombytes("P", shades.size, shades.tobytes())
    picture.putpalette([round(i * 255 / last) for i in range(last + 1) for _ in range(3)])
    return picture


def _rendered(pdf: bytes, scale: float, *, grey: bool) -> Image:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as file:
        bitmap = file[0].render(scale=scale, grayscale=grey, draw_annots=False)
        image: Image = bitmap.to_pil()
        return image
