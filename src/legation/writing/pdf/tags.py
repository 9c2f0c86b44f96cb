"""The structure tree of a tagged PDF: what a screen reader reads, in which order, and as what.

(ISO 32000-1, clause 14.7; ISO 14289-1.) An element is made with its block; painting then tells it which
marked content on which page is its own. A block that runs over pages is one element with content on each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFObjectReference


@dataclass(slots=True, eq=False)
class Element:
    """A structure element.

    Attributes:
        role: Its standard type (14.8.4), such as `P`.
        parent: None for the root.
        attributes: The inside of its attribute dictionary (14.8.5); may be empty.
        alternative: What stands for it where it cannot be seen.
        language: Of its content, where it is not the document's.
        inline: Whether it joins its parent's kids only when its own content comes, to keep their order.
        kids: Elements; marked content as (page, number); annotations as (page, reference).
    """

    role: str
    parent: Element | None = None
    attributes: bytes = b""
    alternative: str = ""
    language: str = ""
    inline: bool = False
    kids: list[Element | tuple[int, int | PDFObjectReference]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.parent is not None and not self.inline:
            self.parent.kids.append(self)

    def claim(self, page: int, content: int | PDFObjectReference) -> None:
        """Take marked content, or an annotation, on a page as its own."""
        if self.inline and not self.kids and self.parent is not None:
            self.parent.kids.append(self)
        self.kids.append((page, content))
