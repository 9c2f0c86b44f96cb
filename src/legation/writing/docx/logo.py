"""The theme's logo, at the head of the document."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE

from legation.writing.docx.styles import MILLIMETRE

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

    from legation.model.theme import Theme
    from legation.writing.docx.drawing import Drawings

_RELATIONSHIP = "logo"


class Logo:
    """A PNG or JPEG image, scaled to the theme's height, or to the text's width where it is wider.

    It is read as bytes, for python-docx keeps the name of a file that it is given by path.

    Raises:
        OSError: The file cannot be read.
        docx.image.exceptions.UnrecognizedImageError: It is no image.
    """

    def __init__(self, theme: Theme) -> None:
        self._image = Image.from_blob(Path(theme.logo).read_bytes())
        height = theme.logo_height * MILLIMETRE
        width = height * self._image.px_width / self._image.px_height
        scale = min(1.0, theme.page.text_width / width)
        self._size = width * scale, height * scale

    def run(self, drawings: Drawings) -> str:
        """The logo as a run."""
        return drawings.picture(_RELATIONSHIP, *self._size, "Logo")

    def relate(self, part: DocumentPart) -> None:
        """Put the image in the package of the part that shows it."""
        image = part.package.get_or_add_image_part(BytesIO(self._image.blob))
        part.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, image, _RELATIONSHIP)
