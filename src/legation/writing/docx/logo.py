"""The theme's logo, at the head of the document."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE

from legation.writing.docx.styles import MILLIMETRE
from legation.writing.raster import read_raster

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

    from legation.model.theme import Theme
    from legation.writing.docx.drawing import Drawings

_RELATIONSHIP = "logo"


class Logo:
    """A picture, scaled to the theme's height, or to the text's width where it is wider.

    Raises:
        OSError: The file cannot be read, or is neither PNG nor JPEG.
    """

    def __init__(self, theme: Theme) -> None:
        self._picture = read_raster(theme.logo)
        height = theme.logo_height * MILLIMETRE
        self._size = self._picture.size(height, theme.page.text_width)

    def run(self, drawings: Drawings) -> str:
        """The logo as a run."""
        return drawings.picture(_RELATIONSHIP, *self._size, "Logo")

    def relate(self, part: DocumentPart) -> None:
        """Put the picture in the package of the part that shows it."""
        image = part.package.get_or_add_image_part(BytesIO(self._picture.file))
        part.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, image, _RELATIONSHIP)
