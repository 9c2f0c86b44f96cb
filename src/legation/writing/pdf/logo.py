"""The logo of the title block, as an image object (ISO 32000-1, clause 8.9)."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.writing.pdf.objects import stream
from legation.writing.pictures import without_remarks

if TYPE_CHECKING:
    from PIL.Image import Image

_SPACES = {"L": b"/DeviceGray", "RGB": b"/DeviceRGB"}


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
    from PIL import Image

    file = Path(path)
    data = file.read_bytes()
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
            width = height * image.width / image.height
            scale = min(1.0, widest / width)
            return Logo(width * scale, height * scale, _body(image, data))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        message = f"{file.name} is not a PNG or JPEG image that can be read"
        raise OSError(message) from error


def _body(image: Image, data: bytes) -> bytes:
    """A JPEG goes in as it is but for remarks; anything else as pixels, on white where it is transparent."""
    if image.format == "JPEG" and image.mode in _SPACES:
        bare = without_remarks(data)
        return stream(bare, _entries(image) + b"/Filter/DCTDecode", compress=False)
    if image.mode not in _SPACES:
        from PIL import Image

        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image.convert("RGBA")).convert("RGB")
    return stream(image.tobytes(), _entries(image))


def _entries(image: Image) -> bytes:
    return b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace%b" % (
        image.width,
        image.height,
        _SPACES[image.mode],
    )
