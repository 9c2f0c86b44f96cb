"""Links as annotations of a page (ISO 32000-1, clause 12.5.6.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from legation.writing.pdf.objects import byte_string, number, text_string

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from legation.writing.pdf.content import LinkArea


class Place(Struct, frozen=True):
    """A place to go to: a page, counted from 0, and a point on it in PDF's coordinates."""

    page: int
    x: float
    y: float


def annotation(
    link: LinkArea, places: Mapping[str, Place], pages: Sequence[bytes], key: int
) -> bytes:
    """The annotation that makes a link's area lead to its target.

    Args:
        link: The link.
        places: Where the anchors are.
        pages: How the file refers to its pages.
        key: Under which the structure tree finds the link's element.
    """
    corners = " ".join(map(number, link.rectangle)).encode()
    words = text_string(link.target.url or link.text)
    if link.target.url:
        leads = b"/A<</S/URI/URI%b>>" % byte_string(link.target.url.encode("ascii"))
    else:
        place = places[link.target.anchor]
        point = f"{number(place.x)} {number(place.y)}".encode()
        # An explicit destination (12.3.2.2), which leaves the zoom as it is.
        leads = b"/Dest[%b/XYZ %b 0]" % (pages[place.page], point)
    return (
        b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%b]/StructParent %d/Contents%b%b>>"
    ) % (corners, key, words, leads)
