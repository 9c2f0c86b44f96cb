"""The logo of the title block, as an image object (ISO 32000-1, clause 8.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from legation.writing.pdf.objects import stream
from legation.writing.raster import read_raster

if TYPE_CHECKING:
    from legation.writing.raster import Raster


class Logo(Struct, frozen=True, eq=False):
    """An image with its size in points, as an object's bytes."""

    width: float
    height: float
    body: bytes


def load_logo(path: str, height: float, widest: float) -> Logo:
    """Read a PNG or JPEG file and size it to a height in points, less where it would be too wide.

    Raises:
        OSError: The file cannot be read, or is not such an image.
    """
    picture = read_raster(path)
    return Logo(*picture.size(height, widest), _body(picture))


def _body(picture: Raster) -> bytes:
    """A JPEG goes in as it is, anything else as pixels."""
    space = b"/DeviceGray" if picture.grey else b"/DeviceRGB"
    form = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace%b"
    entries = form % (picture.width, picture.height, space)
    if not picture.pixels:
        return stream(picture.file, entries + b"/Filter/DCTDecode", compress=False)
    return stream(picture.pixels, entries)
