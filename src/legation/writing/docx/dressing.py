"""A brief dressed in its letterhead: what was written with our styles, lists and settings is put into it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, cast

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from lxml import etree

from legation.model.letterhead import SEAM
from legation.writing.docx import house, package, settings, trees
from legation.writing.docx.carrying import NOTES, Carrier
from legation.writing.docx.edges import Edges
from legation.writing.docx.facing import faced, turns
from legation.writing.docx.grafting import MEASURED, Grafter, Styles
from legation.writing.docx.identifiers import number_anew
from legation.writing.docx.listing import Lists
from legation.writing.docx.neighbours import Neighbours
from legation.writing.docx.passages import OWN, fill_beside
from legation.writing.docx.runs import paragraph
from legation.writing.docx.sections import LOW
from legation.writing.docx.sheets import has_turned, sectioned, turned
from legation.writing.docx.trees import W

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document as Opened
    from docx.oxml.xmlchemy import BaseOxmlElement
    from lxml.etree import _Element as Element

    from legation.model.document import Document
    from legation.model.theme import Theme

_STYLE = re.compile(r'(<w:(?:pStyle|rStyle|tblStyle) w:val=")([^"]*)("/>)')
_LIST = re.compile(r'<w:ilvl w:val="(\d+)"/><w:numId w:val="(\d+)"/>')
_CELL = re.compile(
    r'<w:pStyle w:val="(Table(?:Text|Heading|RowHeading|Note))"/>(?:<w:keepNext/>)?(?:<w:bidi/>)?'
)
_FLUSH = '<w:ind w:left="0" w:right="0" w:firstLine="0"/>'
_BOOKMARK = re.compile(r'<w:bookmarkStart [^>]*w:name="([^"]*)"')
# Within which the brief stands, for who is to find it in the letterhead again.
_START = '<w:bookmarkStart w:id="999999" w:name="_Brief"/>'
_END = '<w:bookmarkEnd w:id="999999"/>'
_KEPT_WITH_NEXT = frozenset(
    ("Caption", "TOCHeading", *(f"Heading{level}" for level in range(1, 7)))
)


class Dressing:
    """Puts the package of a brief into that of a letterhead.

    Args:
        main: The letterhead's main part.
        styles: Its styles.
        section: The properties of the section that the brief is in.
        theme: The theme with the letterhead's measures.
        opened: The package of the brief.
    """

    def __init__(
        self, main: XmlPart, styles: Styles, section: Element, theme: Theme, opened: Opened
    ) -> None:
        self._main = main
        self._styles = styles
        self._section = section
        self._theme = theme
        self._source = opened.part
        self._ours = self._of_ours(RELATIONSHIP_TYPE.STYLES)
        fonts = self._of_ours(RELATIONSHIP_TYPE.FONT_TABLE)
        named = [str(font.get(f"{W}name")) for font in fonts]
        carried = [str(f.get(f"{W}name")) for f in fonts if f.find(f"{W}embedRegular") is not None]
        complex_ = next((name for name in carried if name != named[0]), "")
        self._grafter = Grafter(Styles(self._ours), styles, (named[0], complex_))
        self._carrier = Carrier(self._source, main, self._ready)
        self._turned = turns(styles.root)
        self._lists: dict[tuple[int, int], int] = {}

    def dressed(self, document: Document, content: str) -> bytes:
        """The letterhead with the brief in it, as the bytes of a .docx file.

        Args:
            document: The brief.
            content: The text that was written of it.
        """
        notes = (part for kind in NOTES for part in trees.related(self._source, kind))
        written = content + "".join(part.blob.decode() for part in notes)
        self._declare()
        self._own_language()
        if document.frame is not None:
            fill_beside(self._edges(), document)
        self._number(written)
        last = etree.tostring(self._source.element.find(f"{W}body/{W}sectPr"), encoding="unicode")
        wide = turned(self._section)
        self._furnish(document, [wide] if has_turned(content, last) else [])
        text = self._carrier.named(self._ready(content))
        text = sectioned(text, last, trees.root(self._main), self._section, wide)
        text = f"{_START}{text}{_END}" if document.frame is None else self._among(text)
        self._forget(text)
        number_anew(trees.root(part) for part in [self._main, *self._edges()])
        self._carrier.carry()
        self._settle()
        return package.pack(self._main, [text])

    def _among(self, text: str) -> str:
        """What was written for the places of a Word template, fitted to its own text between them."""
        space = self._theme.sizes.body * self._theme.leading * self._theme.spacing
        ends = [self._ready(paragraph("TableEnd", "", placing=each)) for each in ("", LOW)]
        neighbours = Neighbours(trees.root(self._main), self._styles, space, *ends)
        return SEAM.join(neighbours.fitted(text.replace(f'"{OWN}', '"').split(SEAM)))

    def _of_ours(self, kind: str) -> Element:
        found = trees.tree(self._source, kind)
        assert found is not None
        return found

    # --- the text --------------------------------------------------------------------------------

    def _declare(self) -> None:
        """Declare on the root what the brief's text has prefixes for."""
        old, ours = trees.root(self._main), trees.root(self._source)
        if ours.nsmap.items() <= old.nsmap.items():
            return  # as in a Word template, which may be long: to move it takes long
        spaces = {key: uri for key, uri in old.nsmap.items() if key not in ours.nsmap} | ours.nsmap
        new = trees.declaring(old.tag, spaces)
        for name, text in old.attrib.items():
            new.set(name, text)
        new.extend(list(old))
        self._main._element = cast("BaseOxmlElement", new)  # there is no other way to another root

    def _ready(self, xml: str) -> str:
        """What was written with our styles and lists, with the letterhead's, in our direction."""
        if self._indented:
            xml = _CELL.sub(self._flush, xml)
        xml = _STYLE.sub(self._styled, xml)
        xml = _LIST.sub(self._listed, xml)
        return faced(xml) if self._turned else xml

    @cached_property
    def _indented(self) -> frozenset[str]:
        """Our styles of cells that are the letterhead's own, and indented as all its paragraphs are."""
        usual = self._styles.default("paragraph")
        names = []
        for name in ("TableText", "TableHeading", "TableRowHeading", "TableNote"):
            chain = list(self._styles.chain(self._grafter.found(name)))
            stating = [each for each in chain if each.find(f"{W}pPr/{W}ind") is not None]
            if stating and stating[0] is usual:
                names.append(name)
        return frozenset(names)

    def _flush(self, found: re.Match[str]) -> str:
        """The properties of a cell's paragraph, without the indent that was not meant for it."""
        return found[0] + (_FLUSH if found[1] in self._indented else "")

    def _styled(self, found: re.Match[str]) -> str:
        """A style's name in the letterhead, with what the brief needs and its own style does not say."""
        start, identifier, end = found.groups()
        new = start + self._grafter.of(identifier)
        if identifier in _KEPT_WITH_NEXT and self._may_part(identifier):
            return f"{new}{end}<w:keepNext/>"
        return new + end

    def _may_part(self, identifier: str) -> bool:
        """Whether a style of the letterhead's own lets a paragraph stand at the foot of a page alone."""
        chain = list(self._styles.chain(self._grafter.found(identifier)))
        return bool(chain) and all(style.find(f"{W}pPr/{W}keepNext") is None for style in chain)

    def _listed(self, found: re.Match[str]) -> str:
        level, instance = int(found[1]), int(found[2])
        new = self._lists[instance, level]
        return f'<w:ilvl w:val="{level}"/><w:numId w:val="{new}"/>'

    def _number(self, written: str) -> None:
        """Graft the styles that are used, then the lists of these and of the text."""
        for _, identifier, _ in _STYLE.findall(written):
            self._grafter.of(identifier)
        used = {(int(instance), int(level)) for level, instance in _LIST.findall(written)}
        styled = [
            each
            for style in self._grafter.grafted.values()
            for each in style.findall(f"{W}pPr/{W}numPr/{W}numId")
        ]
        used |= {(int(each.get(f"{W}val", "")), 0) for each in styled}
        if not used:
            return
        ours = self._of_ours(RELATIONSHIP_TYPE.NUMBERING)
        theirs = trees.made(
            self._main,
            RELATIONSHIP_TYPE.NUMBERING,
            CONTENT_TYPE.WML_NUMBERING,
            "/word/numbering%s.xml",
            "numbering",
        )
        lists = Lists(ours, trees.root(theirs), self._grafter, self._styles)
        self._lists = lists.graft(sorted(used))
        for each in styled:
            each.set(f"{W}val", str(self._lists[int(each.get(f"{W}val", "")), 0]))

    def _forget(self, content: str) -> None:
        """Take out the letterhead's bookmarks of a name that the brief has too."""
        names, root = set(_BOOKMARK.findall(content)), trees.root(self._main)
        marks = [m for m in root.iter(f"{W}bookmarkStart") if m.get(f"{W}name") in names]
        numbers = {mark.get(f"{W}id") for mark in marks}
        ends = [m for m in root.iter(f"{W}bookmarkEnd") if m.get(f"{W}id") in numbers]
        for each in marks + ends:
            each.getparent().remove(each)  # type: ignore[union-attr]

    # --- what stands around it ------------------------------------------------------------------

    def _furnish(self, document: Document, wide: Sequence[Element]) -> None:
        """Put head and foot on every page, and on those of turned sheets, if there are any."""
        even = settings.tells_even(self._settings())
        sections = list(trees.root(self._main).iter(f"{W}sectPr"))
        behind = sections.index(self._section) + 1
        sections[behind:behind] = wide
        sheets = [(each, house.paper(each, self._theme.page)) for each in sections]
        edges = Edges(self._main, sheets, even=even)
        footer = self._styles.with_id(self._grafter.of("Footer"))
        tabs = (
            trees.number(tab.get(f"{W}pos", ""), 0)
            for style in self._styles.chain(footer)
            for tab in style.iterfind(f"{W}pPr/{W}tabs/{W}tab")
        )
        edges.furnish(document, map(round, tabs), self._ready)

    # --- settings --------------------------------------------------------------------------------

    def _settle(self) -> None:
        """Make settings and properties those of a brief, and carry its font where drawings need it."""
        draws = MEASURED in self._grafter.grafted
        if draws:
            self._carrier.carry_fonts()
        settings.merge(self._of_ours(RELATIONSHIP_TYPE.SETTINGS), self._settings(), embeds=draws)
        core = self._source.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
        trees.package_of(self._main).relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)

    def _settings(self) -> Element:
        part = trees.made(
            self._main,
            RELATIONSHIP_TYPE.SETTINGS,
            CONTENT_TYPE.WML_SETTINGS,
            "/word/settings%s.xml",
            "settings",
        )
        return trees.root(part)

    def _own_language(self) -> None:
        """The brief's language for all that is to come, and the letterhead's for its own text."""
        language = self._ours.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        assert language is not None
        chain = list(self._styles.chain(self._styles.default("paragraph")))
        old = settings.set_language(self._styles.root, language, chain)
        if old and old != language.get(f"{W}val"):
            for part in [self._main, *self._edges()]:
                settings.keep_language(trees.root(part), old)

    def _edges(self) -> Iterator[XmlPart]:
        for kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            for part in trees.related(self._main, kind):
                assert isinstance(part, XmlPart)
                yield part
