"""The theme's logo, at the head of the document."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE

from legation.writing.docx.styles import MILLIMETRE
from legation.writing.pictures import without_remarks

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

    from legation.model.theme import Theme
    from legation.writing.docx.drawing import Drawings

_RELATIONSHIP = "logo"
_TYPES = ("image/png", "image/jpeg")
_REFUSAL = "is not a PNG or JPEG image that can be read"


class Logo:
    """A PNG or JPEG image, scaled to the theme's height, or to the text's width where it is wider.

    It is read as bytes, for python-docx keeps the name of a file that it is given by path.

    Raises:
        OSError: The file cannot be read, or is not such an image.
    """

    def __init__(self, theme: Theme) -> None:
        file = Path(theme.logo)
        self._image, shape = _read(file.read_bytes(), file.name)
        height = theme.logo_height * MILLIMETRE
        width = height * shape
        scale = min(1.0, theme.page.text_width / width)
        self._size = width * scale, height * scale

    def run(self, drawings: Drawings) -> str:
        """The logo as a run."""
        return drawings.picture(_RELATIONSHIP, *self._size, "Logo")

    def relate(self, part: DocumentPart) -> None:
        """Put the image in the package of the part that shows it."""
        image = part.package.get_or_add_image_part(BytesIO(self._image.blob))
        part.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, image, _RELATIONSHIP)


def _read(data: bytes, name: str) -> tuple[Image, float]:
    """The image without its remarks, and its width as a multiple of its height."""
    try:
        image = Image.from_blob(without_remarks(data))
        shape = image.px_width / image.px_height
        if image.content_type in _TYPES and shape:
            return image, shape
    except (
        Exception
    ) as error:  # python-docx raises all sorts for a damaged one, Exception itself too
        raise OSError(f"{name} {_REFUSAL}") from error
    raise OSError(f"{name} {_REFUSAL}")
