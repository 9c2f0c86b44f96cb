"""Paragraphs and their inlines: `w:p`, `w:r`, `w:hyperlink` and their text."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from legation.model.document import Break, Cite, Footnote, Link, Text
from legation.text.bidi import base_level, turns
from legation.text.languages import reads_from_right
from legation.writing.directions import (
    is_turned,
    isolated,
    isolated_text,
    plain_text,
    stretches,
    stretches_at,
)
from legation.writing.docx.links import item_number
from legation.writing.xml import clean, escape, escape_printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from legation.model.document import Inline, Inlines
    from legation.writing.directions import Stretch
    from legation.writing.docx.controls import Controls
    from legation.writing.docx.links import Bookmarks, Links
    from legation.writing.docx.notes import Notes

_CONTROLS = re.compile("(\t|\r\n|\r|\n|\u00ad)")
_BREAK = "<w:br/>"
_ELEMENTS = dict.fromkeys(("\r\n", "\r", "\n"), _BREAK) | {
    "\t": "<w:tab/>",
    "\u00ad": "<w:softHyphen/>",
}


def characters(text: str) -> str:
    """Text as the content of a run; tabs, line breaks and soft hyphens are elements of their own."""
    if text.isprintable():  # as nearly all is
        return f'<w:t xml:space="preserve">{escape_printable(text)}</w:t>'
    pieces = filter(None, _CONTROLS.split(text))
    return "".join(_ELEMENTS.get(piece) or _text(clean(piece)) for piece in pieces)


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape_printable(text)}</w:t>'


@lru_cache(maxsize=256)
def properties(
    style: str = "",
    bold: bool = False,
    italic: bool = False,
    language: str = "",
    turned: bool = False,
    struck: bool = False,
) -> str:
    """Run properties (`w:rPr`, in the order of its schema), empty where there are none."""
    content = (
        (f'<w:rStyle w:val="{style}"/>' if style else "")
        + ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if italic else "")
        + ("<w:strike/>" if struck else "")
        + ("<w:rtl/>" if turned else "")
        + (f'<w:lang w:{"bidi" if turned else "val"}="{escape(language)}"/>' if language else "")
    )
    return content and f"<w:rPr>{content}</w:rPr>"


_NUMBER_LOOK = properties("SourceNumber")


def words_apart(text: str, *, within: bool = False) -> str:
    """Plain text within a paragraph that runs one way or the other: the text runs as its letters do."""
    return "".join(
        f"<w:r>{properties(turned=turned)}{characters(stretch)}</w:r>"
        for (parts,) in [stretches_at([isolated_text(text, int(within))], int(within))]
        for stretch, turned in parts
    )


def words(text: str, style: str = "", *, within: bool = False) -> str:
    """A paragraph's plain text as runs, one for each stretch that runs one way."""
    return "".join(
        f"<w:r>{properties(style, turned=turned)}{characters(stretch)}</w:r>"
        for (parts,) in [stretches([text], within=within)]
        for stretch, turned in parts
    )


def paragraph(
    style: str, content: str, properties: str = "", placing: str = "", *, turned: bool = False
) -> str:
    """A paragraph of a style.

    Args:
        style: Its id.
        content: Its runs.
        properties: Further elements of `w:pPr` that come before `w:bidi` in its schema.
        placing: Those that come after it: spacing, indents, alignment.
        turned: Whether it runs from right to left.
    """
    direction = "<w:bidi/>" if turned else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}{direction}{placing}</w:pPr>'
        f"{content}</w:p>"
    )


class Runs:
    """Sets the inlines of one document: it knows its language, links, bookmarks and content controls.

    Without `directed` all text is taken to run from left to right.

    Attributes:
        turned: Whether the document runs from right to left.
        directed: Whether any of its paragraphs may.
    """

    def __init__(
        self,
        language: str,
        links: Links,
        bookmarks: Bookmarks,
        controls: Controls,
        notes: Notes | None = None,
        sources: Mapping[str, Inlines] = MappingProxyType({}),
        *,
        directed: bool = False,
    ) -> None:
        self.turned = reads_from_right(language)
        self.directed = directed
        self._language = language
        self._links = links
        self._bookmarks = bookmarks
        self._controls = controls
        self._notes = notes
        self._sources = sources

    def of(self, inlines: Inlines) -> str:
        """The inlines as the content of a paragraph."""
        if self.directed:
            inlines = _parted(inlines, within=self.turned)
        return self._grouped(inlines)

    def are_turned(self, inlines: Inlines) -> bool:
        """Whether the inlines are a paragraph that runs from right to left."""
        return self.directed and is_turned(plain_text(inlines), within=self.turned)

    def plain(self, style: str, text: str, properties: str = "", placing: str = "") -> str:
        """A paragraph of plain text in a style, as `paragraph` has it."""
        turned = is_turned(text, within=self.turned)
        content = words(text, within=self.turned)
        return paragraph(style, content, properties, placing, turned=turned)

    def _grouped(self, inlines: Inlines, style: str = "") -> str:
        """Inlines as runs, those of one text of the chronology in one control."""
        done, origin = "", ""
        runs: list[str] = []  # of the texts of that origin, one behind the other
        for inline in inlines:
            theirs = inline.origin if isinstance(inline, Text) else ""
            if theirs != origin:
                done += self._from(origin, "".join(runs))
                origin, runs = theirs, []
            if isinstance(inline, Text):  # as nearly all are
                runs.append(self._run(inline, style))
            else:
                runs.append(self._other(inline))
        content = "".join(runs)
        return done + self._from(origin, content) if origin else done + content

    def _from(self, origin: str, content: str) -> str:
        return self._controls.around(origin, content) if origin else content

    def _other(self, inline: Break | Cite | Footnote | Link) -> str:
        match inline:
            case Cite():  # as most of them are
                return self._cite(inline)
            case Break():
                return f"<w:r>{_BREAK}</w:r>"
            case Link():
                return self._link(inline)
            case Footnote():
                return self._note(inline.number, inline.says)

    def _run(self, text: Text, style: str) -> str:
        turned = type(text) is _Turned
        if style or turned or text.bold or text.italic or text.language or text.struck:
            language = "" if text.language == self._language else text.language
            look = properties(style, text.bold, text.italic, language, turned, text.struck)
        else:  # as nearly all is
            look = ""
        return f"<w:r>{look}{characters(text.text)}</w:r>"

    def _link(self, link: Link) -> str:
        relationship = self._links.to(link.url)
        if not relationship:
            return self._grouped(link.children)
        runs = self._grouped(link.children, "Hyperlink")
        return f'<w:hyperlink r:id="{relationship}" w:history="1">{runs}</w:hyperlink>'

    def _note(self, number: int, says: Inlines) -> str:
        assert self._notes is not None  # there are none within a note
        return self._notes.number(number, says)

    def _cite(self, cite: Cite) -> str:
        if cite.target in self._sources:
            return self._note(cite.number, self._sources[cite.target])
        run = f"<w:r>{_NUMBER_LOOK}{_text(f'[{cite.number}]')}</w:r>"
        name = self._bookmarks.name(cite.target)
        if not name:
            return run
        return item_number(name, run)


class _Turned(Text, frozen=True):
    """Text that runs from right to left."""


def _parted(inlines: Inlines, *, within: bool) -> Inlines:
    """The inlines of a paragraph, their text parted where its direction changes."""
    if not (within or turns(plain_text(inlines))):
        return inlines
    base = base_level(plain_text(inlines), int(within))
    inlines = isolated(inlines, base)
    parts = stretches_at([plain_text((inline,)) for inline in _flat(inlines)], base)
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Link):
            children = chain.from_iterable(_texts(each, next(parts)) for each in inline.children)
            result.append(replace(inline, children=tuple(children)))
        elif isinstance(inline, Text):
            result += _texts(inline, next(parts))
        else:
            next(parts)
            result.append(inline)
    return tuple(result)


def _flat(inlines: Inlines) -> Iterator[Inline]:
    for inline in inlines:
        yield from inline.children if isinstance(inline, Link) else (inline,)


def _texts(text: Text, parts: Iterable[Stretch]) -> Iterator[Text]:
    for stretch, turned in parts:
        kind = _Turned if turned else Text
        yield kind(stretch, text.bold, text.italic, text.origin, text.language, text.struck)
