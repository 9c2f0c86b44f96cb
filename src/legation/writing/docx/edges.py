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
from legation.writing.docx.sections import NEAREST_EDGE, distances
from legation.writing.docx.styles import MILLIMETRE
from legation.writing.docx.trees import R, W, copied, fragment, new_part, number, root, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lxml.etree import _Element as Element

    from legation.model.document import Document
    from legation.model.theme import Page

_PAGE = re.compile(r"\s*PAGE\b", re.IGNORECASE)
_SPACES = {"w": W[1:-1], "r": R[1:-1]}
_SEEN = tuple(W + name for name in ("t", "drawing", "pict", "object", "fldSimple", "instrText"))


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

    Every section is told all that its pages show, whether the one before it shows the same or not: a brief's
    own sections may come between them. Where the text of two is not as wide, each has a footer of its own.

    Args:
        main: Its main part.
        sections: Its sections, in order, each with its sheet.
        even: Whether pages of even numbers have their own.
    """

    def __init__(
        self, main: XmlPart, sections: Iterable[tuple[Element, Page]], *, even: bool
    ) -> None:
        self._main = main
        self._widths: dict[str, int] = {}
        self._copies: dict[tuple[str, int], str] = {}
        self._shared: dict[tuple[str, str], list[tuple[Element, Page]]] = {}
        known: dict[tuple[str, str], str] = {}
        for section, sheet in sections:
            for edge in (_HEADER, _FOOTER):
                for each in section.findall(W + edge.tag):
                    known[edge.tag, str(each.get(f"{W}type", "default"))] = str(each.get(f"{R}id"))
                    section.remove(each)
            for page in _pages(section, even=even):
                header = self._shown(_HEADER, page, known)
                footer = self._as_wide(self._shown(_FOOTER, page, known), sheet)
                for edge, name in ((_FOOTER, footer), (_HEADER, header)):
                    told = {f"{W}type": page, f"{R}id": name}
                    section.insert(0, etree.Element(W + edge.tag, told, nsmap=_SPACES))
                self._shared.setdefault((header, footer), []).append((section, sheet))

    def _shown(self, edge: _Edge, page: str, known: dict[tuple[str, str], str]) -> str:
        """What a page shows; where it shows nothing, a new part."""
        if (edge.tag, page) not in known:
            element = etree.Element(W + edge.root, nsmap=_SPACES)
            part = new_part(self._main, edge.content_type, edge.name, element)
            known[edge.tag, page] = self._main.relate_to(part, edge.kind)
        return known[edge.tag, page]

    def _as_wide(self, name: str, sheet: Page) -> str:
        """A footer for text of a width: the one of that name, or a copy where that is for another."""
        width = twips(sheet.text_width)
        if self._widths.setdefault(name, width) == width:
            return name
        if (name, width) not in self._copies:
            copy = copied(self._main, self._main.rels[name].target_part, _FOOTER.name)
            self._copies[name, width] = self._main.relate_to(copy, _FOOTER.kind)
        return self._copies[name, width]

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
        if document.page_label:
            self._count_as_they_come()
        for names, shared in self._shared.items():
            header, footer = (_tree(self._main, name) for name in names)
            numbered = self._are_numbered(names)
            bare = {"header": _is_bare(header), "footer": _is_bare(footer)}
            for section, sheet in shared:
                _keep_from_edge(section, sheet, bare)
            if names[0] not in done and document.marking and not _says(header, document.marking):
                _add(header, len(header), ready(fields.header(document)))
            if names[1] not in done:
                label = "" if numbered else document.page_label
                marking = "" if _says(footer, document.marking) else document.marking
                told = replace(document, page_label=label, marking=marking)
                width = twips(shared[0][1].text_width)
                _add(footer, 0, ready(fields.footer(told, _tabs(stops, width))))
            done.update(names)
            for each in (header, footer):
                if not len(each):
                    each.append(etree.Element(f"{W}p"))

    def _are_numbered(self, names: Iterable[str]) -> bool:
        """Whether one of these headers and footers has the page's number."""
        return any(_is_numbered(_tree(self._main, name)) for name in names)

    def _count_as_they_come(self) -> None:
        """Have the pages that we number counted from 1, with figures (17.6.12): 1 of 9, not VII of IX."""
        both = [(names, section) for names, each in self._shared.items() for section, _ in each]
        theirs = [section for names, section in both if self._are_numbered(names)]
        for _, section in both:
            counted = section.find(f"{W}pgNumType")
            if counted is not None and section not in theirs:
                section.remove(counted)


def shown(
    main: XmlPart, section: Element, *, even: bool
) -> Iterator[tuple[str, Element | None, Element | None]]:
    """Which pages of a section have a header and footer of their own, and these, where they are there.

    Args:
        main: The main part.
        section: One of its sections.
        even: Whether pages of even numbers have their own.
    """
    names: dict[tuple[str, str], str] = {}
    for each in root(main).iter(f"{W}sectPr"):
        for edge in (_HEADER, _FOOTER):
            for told in each.iterfind(W + edge.tag):
                names[edge.tag, str(told.get(f"{W}type", "default"))] = str(told.get(f"{R}id"))
        if each is section:
            break
    for page in _pages(section, even=even):
        stated = (names.get((edge.tag, page)) for edge in (_HEADER, _FOOTER))
        header, footer = (_tree(main, name) if name else None for name in stated)
        yield page, header, footer


def _tree(main: XmlPart, name: str) -> Element:
    part = main.rels[name].target_part
    assert isinstance(part, XmlPart)
    return root(part)


def _is_bare(part: Element) -> bool:
    """Whether a header or footer shows nothing of its own, so that ours is next to the paper's edge."""
    return next(part.iter(*_SEEN), None) is None


def _keep_from_edge(section: Element, sheet: Page, bare: Mapping[str, bool]) -> None:
    """Have what we put at the head or foot stand clear of the paper's edge, where printers do not print.

    Programs that save a letterhead without a header or footer say that it would stand at the edge (17.6.11).

    Args:
        section: Of the pages.
        sheet: Its sheet.
        bare: Whether header and footer show nothing of the letterhead's.
    """
    margins = section.find(f"{W}pgMar")
    for name, wanted in bare.items():
        stated = number(value(section, f"{W}pgMar", name), 0.0)
        if wanted and margins is not None and stated < twips(NEAREST_EDGE * MILLIMETRE):
            margins.set(W + name, str(twips(distances(sheet)[name] * MILLIMETRE)))


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
    for place, each in enumerate(fragment(xml), start=at):
        part.insert(place, each)
