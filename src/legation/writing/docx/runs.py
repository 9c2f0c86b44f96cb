"""Inlines as runs: `w:r`, `w:hyperlink` and their text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from legation.model.document import Break, Cite, Link, Text
from legation.writing.docx.markup import escape

if TYPE_CHECKING:
    from legation.model.document import Inlines
    from legation.writing.docx.links import Bookmarks, Links

_CONTROLS = re.compile(r"(\t|\r\n|\r|\n)")
_BREAK = "<w:br/>"


def characters(text: str) -> str:
    """Text as the content of a run, tabs and line breaks as elements of their own."""
    if text.isprintable():
        return _text(text)
    return "".join(
        "<w:tab/>" if piece == "\t" else _BREAK if piece[0] in "\r\n" else _text(piece)
        for piece in _CONTROLS.split(text)
        if piece
    )


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


@lru_cache(maxsize=256)
def properties(
    style: str = "", bold: bool = False, italic: bool = False, language: str = ""
) -> str:
    """Run properties (`w:rPr`, in the order of its schema), empty where there are none."""
    content = (
        (f'<w:rStyle w:val="{style}"/>' if style else "")
        + ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if italic else "")
        + (f'<w:lang w:val="{escape(language)}"/>' if language else "")
    )
    return content and f"<w:rPr>{content}</w:rPr>"


class Runs:
    """Sets the inlines of one document: it knows its language, links and bookmarks."""

    def __init__(self, language: str, links: Links, bookmarks: Bookmarks) -> None:
        self._language = language
        self._links = links
        self._bookmarks = bookmarks

    def of(self, inlines: Inlines) -> str:
        """The inlines as the content of a paragraph."""
        if len(inlines) == 1 and isinstance(inlines[0], Text):
            return self._run(inlines[0])
        return "".join(map(self._inline, inlines))

    def _inline(self, inline: Text | Break | Link | Cite) -> str:
        match inline:
            case Text():
                return self._run(inline)
            case Break():
                return f"<w:r>{_BREAK}</w:r>"
            case Link():
                return self._link(inline)
            case Cite():
                return self._cite(inline)

    def _run(self, text: Text, style: str = "") -> str:
        language = "" if text.language == self._language else text.language
        style_of_run = properties(style, text.bold, text.italic, language)
        return f"<w:r>{style_of_run}{characters(text.text)}</w:r>"

    def _link(self, link: Link) -> str:
        relationship = self._links.to(link.url)
        if not relationship:
            return "".join(map(self._run, link.children))
        runs = "".join(self._run(text, "Hyperlink") for text in link.children)
        return f'<w:hyperlink r:id="{relationship}" w:history="1">{runs}</w:hyperlink>'

    def _cite(self, cite: Cite) -> str:
        run = f"<w:r>{properties('SourceNumber')}{_text(f'[{cite.number}]')}</w:r>"
        name = self._bookmarks.name(cite.target)
        if not name:
            return run
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{run}</w:hyperlink>'
