"""Pictures of drawings, for programs that know no shapes (ISO/IEC 29500-3, `mc:Fallback`).

PNG is what all of them show: browsers and phones know nothing of EMF. PDFium draws the pictures from what
the PDF has, in shades of grey, which take half the time of colours and no colour says anything alone.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.parts.document import DocumentPart

    from legation.model.document import Document
    from legation.model.drawing import Drawing
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

_PIXELS = 2
"""To a point, 144 to the inch: as sharp as most screens are."""


def relate(
    part: DocumentPart,
    drawings: Mapping[str, Drawing],
    document: Document,
    theme: Theme,
    fonts: Fonts,
) -> None:
    """Put pictures of drawings in the package of the part that shows them.

    Args:
        part: The part.
        drawings: By the relationships of the pictures.
        document: Whose drawings they are.
        theme: Its theme.
        fonts: Its fonts.
    """
    from legation.writing import png
    from legation.writing.pdf import picture

    for relationship, drawing in drawings.items():
        told = theme, fonts, document.language, document.as_of
        page = picture.write(drawing, document.title, "", *told, margin=0)
        file = BytesIO(png.write(page, _PIXELS, grey=True))
        image = part.package.get_or_add_image_part(file)
        part.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, image, relationship)
