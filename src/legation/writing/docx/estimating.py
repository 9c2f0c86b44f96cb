"""How long text is in print, as far as can be told without its font.

What stays together on a page in Word but not in the PDF would take more pages there. So it stays together
only where it is surely as short as the PDF, which knows, wants it.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from legation.model.document import Link, Text

if TYPE_CHECKING:
    from legation.model.document import Paragraph

_LETTER = 0.5  # the width of a letter, in sizes of type
_LINES = 2  # by that width; three in print, if words are long


def is_short(paragraph: Paragraph, size: float, width: float) -> bool:
    """Whether a paragraph surely takes no more than three lines of a width in points."""
    parts = (i.children if isinstance(i, Link) else (i,) for i in paragraph.inlines)
    length = sum(len(t.text) for t in chain.from_iterable(parts) if isinstance(t, Text))
    return length * _LETTER * size <= _LINES * width
