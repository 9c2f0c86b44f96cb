"""Measuring text for places of fixed width, in Word as well as in the PDF.

Word breaks lines by its own metrics, and by another font where the theme's is not installed. What is
settled here must hold there too, so every width has some slack.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from legation.text.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from legation.text.fonts import Fonts

SLACK = 1.06
"""How much wider than measured a text is taken to be."""


@lru_cache(maxsize=64)
def measure(fonts: Fonts, size: float, *, bold: bool = False) -> Callable[[str], float]:
    """The measure of text in one style: from a string to its width in points, with slack.

    It is the same for the same fonts, so that the words of many chronologies are measured once.
    """
    widths: Kept[str, float] = Kept(lambda text: fonts.width(text, size, bold=bold) * SLACK)
    return widths.__getitem__
