"""Head and foot of every page of a letterhead: its own, and with them what a brief's must say.

Ours stand next to the text, so that the letterhead's own stay where they are: the last in a header, the first
in a footer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from lxml import etree
from msgspec.structs import replace

from legation.writing.docx import fields
from legation.writing.docx.markup import twips
from legation.writing.docx.trees import R, W, fragment, new_part, root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.etree import _Element as Element

    from legation.model.document import Document

_PAGE = re.compile(r"\s*PAGE\b", re.IGNORECASE)


class _Edge(NamedTuple):
    tag: str
    root: str
    kind: str
    content_type: str
    name: str


_HEADER = _Edge(
    "headerReference",
    "hdr",
    RELATIONSHIP_TYPE.HEADER,
    CONTENT_TYPE.WML_HEADER,
    "/word/header%s.xml",
)
_FOOTER = _Edge(
    "footerReference",
    "ftr",
    RELATIONSHIP_TYPE.FOOTER,
    CONTENT_TYPE.WML_FOOTER,
    "/word/footer%s.xml",
)


class Edges:
    """The headers and footers of a letterhead.

    Args:
        main: Its main part.
        sections: Its sections, in order, each with the width of its text in points.
        even: Whether pages of even numbers have their own.
    """

    def __init__(
        self, main: XmlPart, sections: Iterable[tuple[Element, float]], *, even: bool
    ) -> None:
        self._main = main
        self._made: dict[tuple[str, str], str] = {}
        self._widths: dict[tuple[str, str], float] = {}
        shown: dict[tuple[str, str], str] = {}
        for section, width in sections:
            for edge in (_HEADER, _FOOTER):
                for each in section.iterfind(W + edge.tag):
                    shown[edge.tag, str(each.get(f"{W}type", "default"))] = str(each.get(f"{R}id"))
            for page in _pages(section, even=even):
                pair = (
                    self._shown(section, _HEADER, page, shown),
                    self._shown(section, _FOOTER, page, shown),
                )
                self._widths[pair] = min(width, self._widths.get(pair, width))

    def _shown(
        self, section: Element, edge: _Edge, page: str, shown: dict[tuple[str, str], str]
    ) -> str:
        """What a page of the section shows; where it shows nothing, a new part."""
        if (edge.tag, page) not in shown:
            known = self._made.get((edge.tag, page))
            if known is None:
                element = etree.Element(W + edge.root, nsmap={"w": W[1:-1], "r": R[1:-1]})
                part = new_part(self._main, edge.content_type, edge.name, element)
                known = self._made[edge.tag, page] = self._main.relate_to(part, edge.kind)
            reference = etree.Element(W + edge.tag, {f"{W}type": page, f"{R}id": known})
            section.insert(0, reference)
            shown[edge.tag, page] = known
        return shown[edge.tag, page]

    def furnish(
        self, document: Document, stops: Iterable[int], ready: Callable[[str], str]
    ) -> None:
        """Have every page say the marking, the running title with the digest, and its number.

        Args:
            document: Whose they are.
            stops: The tabs that the style of footers has, in twips.
            ready: Puts the letterhead's styles into what is written with ours.
        """
        done: set[str] = set()
        stops = sorted(set(stops))
        for names, width in self._widths.items():
            header, footer = (root(self._part(name)) for name in names)
            numbered = any(map(_is_numbered, (header, footer)))
            if names[0] not in done and document.marking and not _says(header, document.marking):
                _add(header, len(header), ready(fields.header(document)))
            if names[1] not in done:
                label = "" if numbered else document.page_label
                marking = "" if _says(footer, document.marking) else document.marking
                told = replace(document, page_label=label, marking=marking)
                _add(footer, 0, ready(fields.footer(told, _tabs(stops, twips(width)))))
            done.update(names)
            for each in (header, footer):
                if not len(each):
                    each.append(etree.Element(f"{W}p"))

    def _part(self, name: str) -> XmlPart:
        part = self._main.rels[name].target_part
        assert isinstance(part, XmlPart)
        return part


def _tabs(stops: Iterable[int], right: int) -> str:
    """A tab where the text ends, and no other."""
    cleared = "".join(f'<w:tab w:val="clear" w:pos="{stop}"/>' for stop in stops if stop != right)
    return f'<w:tabs>{cleared}<w:tab w:val="right" w:pos="{right}"/></w:tabs>'


def _pages(section: Element, *, even: bool) -> Iterator[str]:
    """The pages of a section that have headers and footers of their own (17.18.36)."""
    yield "default"
    title = section.find(f"{W}titlePg")
    if title is not None and title.get(f"{W}val", "1") not in ("0", "false", "off"):
        yield "first"
    if even:
        yield "even"


def _is_numbered(part: Element) -> bool:
    """Whether a header or footer has a field with the page's number."""
    codes = [each.get(f"{W}instr", "") for each in part.iter(f"{W}fldSimple")]
    codes += [each.text or "" for each in part.iter(f"{W}instrText")]
    return any(_PAGE.match(code) for code in codes)


def _says(part: Element, marking: str) -> bool:
    """Whether one of its paragraphs is the marking, and nothing else."""
    paragraphs = part.iter(f"{W}p")
    return any(
        "".join(t.text or "" for t in p.iter(f"{W}t")).strip() == marking for p in paragraphs
    )


def _add(part: Element, at: int, xml: str) -> None:
    for number, each in enumerate(fragment(xml)):
        part.insert(at + number, each)
