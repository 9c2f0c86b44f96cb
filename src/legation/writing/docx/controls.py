"""Content controls around what was typed in the chronology, so that a reviewer's edits can be read back.

A control (OOXML Part 1, 17.5.2.31) is tagged with what its text is: `uz-treaty/title`. It is neither locked
nor bound, and shows no placeholder: who edits the text need not know of it. The same field may stand in
several places, each in a control of its own.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import count

from legation.writing.xml import clean, escape

SIZE = 190
"""About how many characters of XML a control takes beside its runs."""

_LONGEST = 63
"""The code units of UTF-16 in a tag. Word takes 64, in a title too, which has one more than its tag."""

_DIGITS = 12


class Controls:
    """The controls of one document, in all of its parts; each has an id of its own."""

    def __init__(self) -> None:
        self._ids = count(1)

    def around(self, origin: str, content: str) -> str:
        """Runs within a control.

        Args:
            origin: Where in the chronology their text was typed, as `item-id/field`.
            content: The runs.
        """
        named = escape(tag(origin))
        key, _, field = named.rpartition("/")
        # In the order of its schema, `CT_SdtPr`; without a kind it takes text with its formatting.
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{field.title()}: {key}"/><w:tag w:val="{named}"/>'
            f'<w:id w:val="{next(self._ids)}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
        )


def tag(origin: str) -> str:
    """The tag of the control around a text: its origin, where Word takes one as long.

    Of a longer one the item's id is cut short, and `~` and the first 12 hexadecimal digits of the SHA-256
    of the whole id follow: who has the chronology finds the item by them.
    """
    if len(origin) <= _LONGEST and origin.isascii():
        return origin
    key, _, field = clean(origin).rpartition("/")
    if len(key.encode("utf-16-le")) // 2 + 1 + len(field) <= _LONGEST:
        return f"{key}/{field}"
    end = f"~{sha256(key.encode()).hexdigest()[:_DIGITS]}/{field}"
    room = 2 * (_LONGEST - len(end))
    return key.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + end
