"""The first page of a PDF file as a PNG file (ISO/IEC 15948), for slides, web pages and other programs."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72  # in an inch
# With so many, no colour is off by more than a fiftieth; the file is a third as large as with all.
_COLOURS = 128


def write(pdf: bytes, scale: float) -> bytes:
    """The first page as a PNG file, which says nothing of itself but its resolution.

    Args:
        pdf: The file.
        scale: Pixels a point: 1 is 72 to the inch.
    """
    stream = BytesIO()
    _picture(pdf, scale).save(stream, "PNG", dpi=(scale * _POINTS, scale * _POINTS))
    return stream.getvalue()


def _picture(pdf: bytes, scale: float) -> Image:
    """The page, in the few colours that tell it best."""
    import pypdfium2
    from PIL.Image import Quantize

    with pypdfium2.PdfDocument(pdf) as file:
        picture: Image = file[0].render(scale=scale, draw_annots=False).to_pil()
        return picture.quantize(_COLOURS, Quantize.MAXCOVERAGE)
