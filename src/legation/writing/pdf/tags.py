"""The structure tree of a tagged PDF: what a screen reader reads, in which order, and as what.

(ISO 32000-1, clause 14.7; ISO 14289-1.) An element is made with its block; painting then tells it which
marked content on which page is its own. A block that runs over pages is one element with content on each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from legation.writing.pdf.objects import byte_string, number, reference, text_string

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from legation.writing.pdf.sheets import Sheets


class Element(Struct, eq=False):
    """A structure element.

    Attributes:
        role: Its standard type (14.8.4), such as `P`.
        parent: None for the root.
        attributes: The inside of its attribute dictionary (14.8.5); may be empty.
        alternative: What stands for it where it cannot be seen.
        actual: What it says, where its content does not come in the order of reading (14.9.4).
        language: Of its content, where it is not the document's.
        identifier: Its own among all elements (14.7.2), where it must have one.
        inline: Whether it joins its parent's kids only when its own content comes, to keep their order.
        kids: Elements; marked content as (page, its number); annotations as (page, their reference).
        number: Of its object in the file, once it is there.
    """

    role: str
    parent: Element | None = None
    attributes: bytes = b""
    alternative: str = ""
    actual: str = ""
    language: str = ""
    identifier: str = ""
    inline: bool = False
    kids: list[Element | tuple[int, int | bytes]] = field(default_factory=list)
    number: int = 0

    def __post_init__(self) -> None:
        if self.parent is not None and not self.inline:
            self.parent.kids.append(self)

    def claim(self, page: int, content: int | bytes) -> None:
        """Take marked content, or an annotation, on a page as its own."""
        if self.inline:
            self._join()
        self.kids.append((page, content))

    def bound(self, left: float, lower: float, right: float, upper: float) -> None:
        """Say where on its page a figure is (14.8.5.4.3): its sides, in PDF's own coordinates."""
        box = " ".join(map(number, (left, lower, right, upper)))
        self.attributes = b"/O/Layout/Placement/Block/BBox[%b]" % box.encode()

    def _join(self) -> None:
        """Join the parent's kids where that is still to be done, and have the parent do so before."""
        if self.inline and not self.kids and self.parent is not None:
            self.parent._join()
            self.parent.kids.append(self)


def add_structure(
    sheets: Sheets, root: Element, pages: Sequence[Sequence[Element]], links: Sequence[Element]
) -> None:
    """Put the tree into the file.

    Args:
        sheets: The file, with all its pages.
        root: The root of the tree.
        pages: For every page, the elements of its marked content by number.
        links: The elements of the annotations, in the order of their keys, which follow the pages'.
    """
    top = sheets.reserve()
    elements = list(_descent(root))
    for place, element in enumerate(elements, start=sheets.reserve(len(elements))):
        element.number = place
    references = sheets.page_references()
    for element in elements:
        sheets.put(element.number, _body(element, top, references))
        element.kids.clear()  # there may be very many
    parents = sheets.add(_parent_tree(pages, links))
    tree = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d%b>>"
    named = _identifiers(elements)
    sheets.put(top, tree % (root.number, parents, len(pages) + len(links), named))
    sheets.set_catalogue("StructTreeRoot", reference(top))
    sheets.set_catalogue("MarkInfo", b"<</Marked true>>")


def _identifiers(elements: Iterable[Element]) -> bytes:
    """The entry that leads from identifiers to elements (14.7.2, 7.9.6); none where there are none."""
    pairs = sorted((byte_string(e.identifier.encode()), e.number) for e in elements if e.identifier)
    if not pairs:
        return b""
    return b"/IDTree<</Names[%b]>>" % b" ".join([b"%b %d 0 R" % pair for pair in pairs])


def _descent(root: Element) -> Iterator[Element]:
    """The tree's elements, each before its kids."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]


def _body(element: Element, top: int, pages: Sequence[bytes]) -> bytes:
    """The element's dictionary (14.7.2)."""
    parent = element.parent.number if element.parent is not None else top
    own: int | None = None
    kids = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(b"%d 0 R" % kid.number)
            continue
        if own is None:
            own = kid[0]
        kids.append(_content(*kid, own, pages))
    page = b"" if own is None else b"/Pg " + pages[own]
    return b"<</Type/StructElem/S/%b/P %d 0 R%b/K[%b]%b>>" % (
        *(element.role.encode(), parent, page, b" ".join(kids), _entries(element)),
    )


def _content(page: int, content: int | bytes, own: int, pages: Sequence[bytes]) -> bytes:
    """Content as a kid, which names its page where that is not the element's own (14.7.4)."""
    if isinstance(content, bytes):
        return b"<</Type/OBJR/Pg %b/Obj %b>>" % (pages[page], content)
    if page == own:
        return b"%d" % content
    return b"<</Type/MCR/Pg %b/MCID %d>>" % (pages[page], content)


def _entries(element: Element) -> bytes:
    """What an element's dictionary has only where there is something to say."""
    entries = b""
    if element.identifier:
        entries += b"/ID" + byte_string(element.identifier.encode())
    if element.attributes:
        entries += b"/A<<%b>>" % element.attributes
    if element.alternative:
        entries += b"/Alt" + text_string(element.alternative)
    if element.actual:
        entries += b"/ActualText" + text_string(element.actual)
    if element.language:
        entries += b"/Lang" + text_string(element.language)
    return entries


def _parent_tree(pages: Sequence[Sequence[Element]], links: Sequence[Element]) -> bytes:
    """From content back to elements (14.7.4.4): a number tree of pages, then annotations."""
    entries = [
        b"%d[%b]" % (page, b" ".join([b"%d 0 R" % element.number for element in marked]))
        for page, marked in enumerate(pages)
    ]
    entries += [
        b"%d %d 0 R" % (key, element.number) for key, element in enumerate(links, start=len(pages))
    ]
    return b"<</Nums[%b]>>" % b"\n".join(entries)
