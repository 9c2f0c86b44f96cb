"""Links as annotations of a page (ISO 32000-1, clause 12.5.6.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from legation.writing.pdf.objects import Raw, byte_string, number, page_reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from legation.writing.pdf.content import LinkArea

# What an address may hold as it is (RFC 3986); all else is percent-encoded.
_KEPT = ":/?#[]@!$&'()*+,;=%-._~"


class Place(NamedTuple):
    """A place to go to: a page, counted from 0, and a point on it in PDF's coordinates."""

    page: int
    x: float
    y: float


def annotation(link: LinkArea, places: Mapping[str, Place], extra: bytes = b"") -> Raw:
    """The annotation that makes a link's area lead to its target, with extra entries."""
    corners = " ".join(map(number, link.rectangle)).encode()
    head = b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%b]%b" % (corners, extra)
    if link.target.url:
        address = byte_string(quote(link.target.url, safe=_KEPT).encode())
        return Raw(head + b"/A<</S/URI/URI%b>>>>" % address)
    place = places[link.target.anchor]
    # An explicit destination (12.3.2.2), which leaves the zoom as it is.
    point = b"%b %b" % (number(place.x).encode(), number(place.y).encode())
    return Raw(
        lambda file: head + b"/Dest[%b/XYZ %b 0]>>" % (page_reference(file, place.page), point)
    )
