"""Pictures of drawings, for programs that know no shapes (ISO/IEC 29500-3, `mc:Fallback`).

PNG is what all of them show: browsers and phones know nothing of EMF. PDFium draws the pictures from what
the PDF shows, in shades of grey, which take half the time of colours and no colour says anything alone.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.parts.document import DocumentPart

    from legation.model.drawing import Drawing
    from legation.model.theme import Theme
    from legation.text.fonts import Fonts

_PIXELS = 2
"""To a point, 144 to the inch: as sharp as most screens are."""


def relate(
    part: DocumentPart,
    drawings: Mapping[str, Drawing],
    theme: Theme,
    fonts: Fonts,
) -> None:
    """Put pictures of drawings in the package of the part that shows them.

    Args:
        part: The part.
        drawings: By the relationships of the pictures.
        theme: Their theme.
        fonts: Its fonts.
    """
    from legation.writing import png
    from legation.writing.pdf import leaf

    for relationship, drawing in drawings.items():
        page = leaf.write(drawing, theme, fonts)
        file = BytesIO(png.write(page, _PIXELS, grey=True))
        image = part.package.get_or_add_image_part(file)
        part.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, image, relationship)
