"""A brief in a ministry's own letterhead: what was written with our styles is put into it.

The brief is written as always, only to the letterhead's measures. Then its text is taken over with the
letterhead's styles, lists and sections in place of ours, and all that it leads to: links, pictures, notes.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, cast

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from lxml import etree

from legation.model.letterhead import PLACE
from legation.writing.docx import house, package, settings, trees
from legation.writing.docx.edges import Edges
from legation.writing.docx.grafting import MEASURED, Grafter, Styles
from legation.writing.docx.listing import Lists
from legation.writing.docx.trees import R, W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as Opened
    from docx.oxml.xmlchemy import BaseOxmlElement
    from lxml.etree import _Element as Element

    from legation.model.document import Document
    from legation.model.letterhead import Letterhead
    from legation.model.theme import Theme

_STYLE = re.compile(r'(<w:(?:pStyle|rStyle|tblStyle) w:val=")([^"]*)("/>)')
_LIST = re.compile(r'<w:ilvl w:val="(\d+)"/><w:numId w:val="(\d+)"/>')
_RELATION = re.compile(r'( r:(?:id|embed)=")([^"]*)')
_SECTION = re.compile(r"<w:sectPr>.*?</w:sectPr>")
_BOOKMARK = re.compile(r'<w:bookmarkStart [^>]*w:name="([^"]*)"')
_DECLARATION = re.compile(r' xmlns(?::\w+)?="[^"]*"')
# Within which the brief stands, for who is to find it in the letterhead again.
_START = '<w:bookmarkStart w:id="999999" w:name="_Brief"/>'
_END = '<w:bookmarkEnd w:id="999999"/>'
_LANDSCAPE = 'w:orient="landscape"'
_OBFUSCATED = "/word/fonts/brief%s.odttf"
_FONT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_TAKEN_OVER = {
    RELATIONSHIP_TYPE.HYPERLINK: "",
    RELATIONSHIP_TYPE.IMAGE: "/word/media/brief%s.png",
    RELATIONSHIP_TYPE.FOOTNOTES: "/word/footnotes%s.xml",
    RELATIONSHIP_TYPE.ENDNOTES: "/word/endnotes%s.xml",
}
_KEPT_WITH_NEXT = frozenset(
    ("Caption", "TOCHeading", *(f"Heading{level}" for level in range(1, 7)))
)
_NOTES = (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)


class House:
    """A letterhead, opened for one brief.

    Args:
        letterhead: The letterhead.
        theme: The theme that the brief was settled by.

    Attributes:
        theme: The theme with the letterhead's measures, by which to write the brief.
    """

    def __init__(self, letterhead: Letterhead, theme: Theme) -> None:
        self._main = trees.open_package(letterhead)
        styles = trees.made(
            self._main,
            RELATIONSHIP_TYPE.STYLES,
            CONTENT_TYPE.WML_STYLES,
            "/word/styles%s.xml",
            "styles",
        )
        self._styles = Styles(trees.root(styles))
        self._page = theme.page
        self._section = _governing(self._main)
        self.theme = house.house_theme(self._main, self._section, self._styles, theme)

    def fitted(self, document: Document) -> Document:
        """The document, made to fit the letterhead's page."""
        return house.fitted(document, self._page, self.theme)

    def dressed(self, document: Document, opened: Opened, content: str) -> bytes:
        """The brief in the letterhead, as the bytes of a .docx file.

        Args:
            document: The brief.
            opened: The package that was written of it.
            content: The text that was written of it.
        """
        dressing = _Dressing(self._main, self._styles, self._section, opened, self.theme)
        return dressing.bytes(document, content)


class _Dressing:
    """Puts a brief's package into a letterhead's."""

    def __init__(
        self, main: XmlPart, styles: Styles, section: Element, opened: Opened, theme: Theme
    ) -> None:
        self._main = main
        self._styles = styles
        self._section = section
        self._theme = theme
        self._source = opened.part
        ours = trees.tree(self._source, RELATIONSHIP_TYPE.STYLES)
        fonts = trees.tree(self._source, RELATIONSHIP_TYPE.FONT_TABLE)
        assert ours is not None
        assert fonts is not None
        self._ours, self._fonts = ours, fonts
        carried = [str(f.get(f"{W}name")) for f in fonts if len(f.findall(f"{W}embedRegular"))]
        named = [str(font.get(f"{W}name")) for font in fonts]
        complex_ = next((name for name in carried if name != named[0]), "")
        self._grafter = Grafter(Styles(ours), styles, (named[0], complex_))
        self._lists: dict[tuple[int, int], int] = {}
        self._prefix = "brief"
        while any(str(name).startswith(self._prefix) for name in main.rels):
            self._prefix += "-"

    def bytes(self, document: Document, content: str) -> bytes:
        """The letterhead with the brief in it."""
        said = "".join(
            part.blob.decode() for kind in _NOTES for part in trees.related(self._source, kind)
        )
        self._declare()
        self._own_language()
        self._number(content + said)
        self._forget(content)
        text = _RELATION.sub(rf"\1{self._prefix}\2", self._ready(content))
        text = _START + self._sectioned(text) + _END
        self._take_over()
        self._furnish(document)
        used = MEASURED in self._grafter.grafted
        if used:
            self._carry_fonts()
        settings.merge(self._settings_of_ours(), self._settings(), embeds=used)
        core = self._source.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
        trees.package_of(self._main).relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
        return package.pack(self._main, text)

    # --- the text --------------------------------------------------------------------------------

    def _declare(self) -> None:
        """Declare on the root what the brief's text has prefixes for."""
        old, ours = trees.root(self._main), trees.root(self._source)
        spaces = {key: uri for key, uri in old.nsmap.items() if key not in ours.nsmap} | ours.nsmap
        new = trees.declaring(old.tag, spaces)
        for name, text in old.attrib.items():
            new.set(name, text)
        new.extend(list(old))
        self._main._element = cast("BaseOxmlElement", new)  # there is no other way to another root

    def _ready(self, xml: str) -> str:
        """What was written with our styles and lists, with the letterhead's."""
        xml = _STYLE.sub(self._styled, xml)
        return _LIST.sub(self._listed, xml)

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
        ours = trees.tree(self._source, RELATIONSHIP_TYPE.NUMBERING)
        assert ours is not None
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

    # --- the sections ----------------------------------------------------------------------------

    def _sectioned(self, text: str) -> str:
        """The text with the letterhead's sections for ours; the last of them is where it stood."""
        ends = [_LANDSCAPE in found for found in _SECTION.findall(text)]
        last = self._source.element.find(f"{W}body/{W}sectPr")
        ends_turned = last is not None and _LANDSCAPE in etree.tostring(last, encoding="unicode")
        sheets = iter([self._sheet(turned, number) for number, turned in enumerate(ends)])
        text = _SECTION.sub(lambda _: next(sheets), text)
        if ends_turned and self._goes_on():
            text += (
                '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
                f"{self._sheet(True, len(ends))}</w:pPr></w:p>"
            )
            ends.append(True)
            ends_turned = False
        if ends:
            _go_on(self._section)
        if ends_turned:
            _turn(self._section)
        return text

    def _sheet(self, turned: bool, number: int) -> str:
        section = deepcopy(self._section)
        if number:
            _go_on(section)
        if turned:
            _turn(section)
        return _DECLARATION.sub("", etree.tostring(section, encoding="unicode", with_tail=False))

    def _goes_on(self) -> bool:
        """Whether the letterhead has text behind the brief, in the same section."""
        following = next(_place(self._main).itersiblings(), None)
        return (
            following is not None
            and following.find(f".//{W}sectPr") is None
            and (following is not self._section)
        )

    def _furnish(self, document: Document) -> None:
        root = trees.root(self._main)
        even = self._settings().find(f"{W}evenAndOddHeaders")
        shown = even is not None and even.get(f"{W}val", "1") not in ("0", "false", "off")
        sections = [
            (section, house.sheet(section, self._theme.page).text_width)
            for section in root.iter(f"{W}sectPr")
        ]
        edges = Edges(self._main, sections, even=shown)
        tabs = (
            trees.number(tab.get(f"{W}pos", ""), 0)
            for style in self._styles.chain(self._grafter.found("Footer"))
            for tab in style.iterfind(f"{W}pPr/{W}tabs/{W}tab")
        )
        edges.furnish(document, map(round, tabs), self._ready)

    # --- what it leads to ------------------------------------------------------------------------

    def _take_over(self) -> None:
        for identifier, rel in self._source.rels.items():
            name = _TAKEN_OVER.get(rel.reltype)
            if name is None:
                continue
            target = rel.target_ref if rel.is_external else self._copy(rel.target_part, name)
            self._main.rels.add_relationship(
                rel.reltype, target, self._prefix + identifier, is_external=rel.is_external
            )
        kind = RELATIONSHIP_TYPE.THEME
        if trees.tree(self._main, kind) is None:
            theme = next(trees.related(self._source, kind))
            self._main.relate_to(self._copy(theme, "/word/theme/theme%s.xml"), kind)

    def _copy(self, part: Part, name: str) -> Part:
        """A part of the brief in the letterhead's package, with what it leads to elsewhere."""
        target = trees.package_of(self._main)
        data = part.blob
        if part.content_type in (CONTENT_TYPE.WML_FOOTNOTES, CONTENT_TYPE.WML_ENDNOTES):
            data = self._ready(data.decode()).encode()
        new = Part(trees.free_name(target, name), part.content_type, data, target)
        for identifier, rel in part.rels.items():
            new.rels.add_relationship(rel.reltype, rel.target_ref, identifier, is_external=True)
        return new

    def _carry_fonts(self) -> None:
        """Embed the font of the drawings, which were measured in it."""
        source = next(trees.related(self._source, RELATIONSHIP_TYPE.FONT_TABLE))
        target = trees.made(
            self._main,
            RELATIONSHIP_TYPE.FONT_TABLE,
            CONTENT_TYPE.WML_FONT_TABLE,
            "/word/fontTable%s.xml",
            "fonts",
        )
        table = trees.root(target)
        known = {font.get(f"{W}name") for font in table}
        for font in [each for each in self._fonts if each.get(f"{W}name") not in known]:
            table.append(font)
            for face in font.iter("*"):
                if identifier := face.get(f"{R}id"):
                    new = self._copy(source.rels[identifier].target_part, _OBFUSCATED)
                    face.set(f"{R}id", target.relate_to(new, _FONT))

    # --- settings --------------------------------------------------------------------------------

    def _settings(self) -> Element:
        part = trees.made(
            self._main,
            RELATIONSHIP_TYPE.SETTINGS,
            CONTENT_TYPE.WML_SETTINGS,
            "/word/settings%s.xml",
            "settings",
        )
        return trees.root(part)

    def _settings_of_ours(self) -> Element:
        found = trees.tree(self._source, RELATIONSHIP_TYPE.SETTINGS)
        assert found is not None
        return found

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


def _place(main: XmlPart) -> Element:
    """The processing instruction in whose place the brief goes."""
    instructions = trees.root(main).iter(etree.ProcessingInstruction)
    return next(each for each in instructions if getattr(each, "target", "") == PLACE)


def _governing(main: XmlPart) -> Element:
    """The properties of the section that the brief is in; made, where nothing states them."""
    body = trees.root(main).find(f"{W}body")
    assert body is not None
    for following in _place(main).itersiblings():
        if following.tag == f"{W}sectPr":
            return following
        found = following.find(f"{W}pPr/{W}sectPr")
        if found is not None:
            return found
    return etree.SubElement(body, f"{W}sectPr")


def _go_on(section: Element) -> None:
    """Make a section one that goes on behind another: on a new page, without a title page or count."""
    for name in ("type", "titlePg"):
        for each in section.findall(W + name):
            section.remove(each)
    for each in section.findall(f"{W}pgNumType"):
        trees.drop(each, f"{W}start")


def _turn(section: Element) -> None:
    """Turn the sheet of a section to be wider than high."""
    size = section.find(f"{W}pgSz")
    if size is None:
        return
    wide, high = (float(size.get(W + name, "0")) for name in ("w", "h"))
    if high > wide:
        size.set(f"{W}w", f"{high:.0f}")
        size.set(f"{W}h", f"{wide:.0f}")
        size.set(f"{W}orient", "landscape")
