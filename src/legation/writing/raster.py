"""A picture as both formats can carry it: upright, opaque, in shades of grey or in red, green and blue.

A photograph stays the JPEG that it is, but for remarks; all else becomes pixels. Colours are taken to be
sRGB, as PDF/A's output intent says (ISO 19005-2, 6.2.4.3): those of print are brought to them. Transparency
is laid on white.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.writing.pictures import without_remarks

if TYPE_CHECKING:
    from PIL.Image import Image

_ORIENTATION = 0x0112  # the tag of Exif that says which way up a picture is
_OPAQUE = ("L", "RGB")


class Raster(Struct, frozen=True, eq=False):
    """A picture.

    Attributes:
        width, height: In pixels.
        grey: Whether it has shades of grey only, a byte a pixel, rather than three bytes of colour.
        file: The whole of it as a JPEG or PNG file.
        pixels: Its rows of pixels, top row first; empty where it is a JPEG.
    """

    width: int
    height: int
    grey: bool
    file: bytes
    pixels: bytes

    def size(self, height: float, widest: float) -> tuple[float, float]:
        """Its width and height when drawn at that height, or less where it would be too wide."""
        width = height * self.width / self.height
        scale = min(1.0, widest / width)
        return width * scale, height * scale


def read_raster(path: str) -> Raster:
    """Read a PNG or JPEG file.

    Raises:
        OSError: The file cannot be read, or is not such a picture.
    """
    from PIL import Image, ImageOps

    file = Path(path)
    data = file.read_bytes()
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
            plain = _is_opaque(image) and image.getexif().get(_ORIENTATION, 1) == 1
            shown = _opaque(ImageOps.exif_transpose(image))
            as_file = without_remarks(data) if plain else _png(shown)
            pixels = b"" if plain and image.format == "JPEG" else shown.tobytes()
            return Raster(*shown.size, shown.mode == "L", as_file, pixels)
    except (OSError, SyntaxError, ValueError, LookupError, Image.DecompressionBombError) as error:
        message = f"{file.name} is not a PNG or JPEG image that can be read"
        raise OSError(message) from error


def _is_opaque(image: Image) -> bool:
    return image.mode in _OPAQUE and "transparency" not in image.info


def _png(image: Image) -> bytes:
    stream = BytesIO()
    image.info.clear()
    image.save(stream, "PNG")
    return stream.getvalue()


def _opaque(image: Image) -> Image:
    """The image in grey or colour, on white where it is transparent."""
    from PIL import Image

    if _is_opaque(image):
        return image
    if "transparency" not in image.info:
        if image.mode.startswith("I"):  # grey of 16 bits, of which Pillow would make white
            return image.convert("I").point(lambda value: value / 256).convert("L")
        if image.mode in ("1", "CMYK"):
            return image.convert("L" if image.mode == "1" else "RGB")
    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, image.convert("RGBA")).convert("RGB")
