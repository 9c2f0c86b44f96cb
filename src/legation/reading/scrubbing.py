"""A letterhead's parts without what is private in them, or not settled.

Authors of comments, the ids of editing sessions, names and paths of pictures and shapes, what is bound to
properties or custom XML: all of it goes, and the text and its look stay.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from legation.model.addresses import address
from legation.model.elements import drop, local, remove
from legation.reading.refusing import Refused, only_drawn
from legation.reading.transitional import mend
from legation.reading.word_fields import judge_fields, settle_fields

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of WordprocessingML, as lxml has it before a name."""

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_WP14 = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}"
_VML, _OFFICE = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}"

_REVISIONS = frozenset("ins del moveFrom moveTo cellIns cellDel cellMerge numberingChange".split())
_NOTES = frozenset(("footnoteReference", "endnoteReference"))
_GONE = frozenset(
    "commentRangeStart commentRangeEnd commentReference annotationRef proofErr permStart permEnd "
    "lastRenderedPageBreak rsid dataBinding placeholder printerSettings smartTagPr customXmlPr "
    "footnotePr endnotePr".split()
)
_UNWRAPPED = frozenset(("smartTag", "customXml"))
_RANGES = re.compile(r"(?:move(?:From|To)|customXml(?:Ins|Del|MoveFrom|MoveTo))Range(?:Start|End)")
_SESSION = re.compile(r"rsid\w*|paraId|textId|anchorId|editId")
_PATH = re.compile(r"\\|^/|://|\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?|svg)$", re.IGNORECASE)
_GIVEN = re.compile(r"_x0000_\w*|PowerPlusWaterMarkObject\d*")  # by which Word knows what it made
_UNNAMED = "Letterhead"  # what a screen reader says of a picture of which its author said nothing
_FIRST_ID = 1_000_000  # a brief's own count from 1


class Scrubber:
    """Scrubs the parts of one letterhead; what is numbered in several of them is numbered once."""

    def __init__(self) -> None:
        self._ids = count(_FIRST_ID)

    def scrub(self, root: Element) -> None:
        """Scrub a part.

        Raises:
            Refused: It holds tracked changes, notes, what is fetched from elsewhere, or a field that does
                not end.
        """
        _pair_bookmarks(root)
        marks: dict[str, str] = {}
        for element in list(root.iter("*")):
            _judge(element)
            self._name_anew(element, marks)
            _without_session(element)
            mend(element)
            name = local(element)
            if (name in _GONE or _RANGES.fullmatch(name)) and element.tag.startswith(
                ("{http://schemas.", W)
            ):
                remove(element)
            elif name in _UNWRAPPED and element.tag.startswith(W):
                _unwrap(element)
            elif name == "svgBlip":
                _leave_picture(element)
        judge_fields(root)
        settle_fields(root)

    def _name_anew(self, element: Element, marks: dict[str, str]) -> None:
        """Give ids that no other part has, and names that say nothing of anyone."""
        name = local(element)
        if name in ("docPr", "cNvPr"):
            identifier = str(next(self._ids))
            element.set("id", identifier)
            element.set("name", f"Picture {identifier}")
            for said in ("descr", "title"):
                if _PATH.search(element.get(said, "")):
                    del element.attrib[said]
            if name == "docPr" and not element.get("descr"):
                element.set("descr", _UNNAMED)
        elif element.tag.startswith(_VML):
            self._shape(element)
        elif element.tag == f"{W}bookmarkStart":
            marks[element.get(f"{W}id", "")] = new = str(next(self._ids))
            element.set(f"{W}id", new)
        elif element.tag == f"{W}bookmarkEnd":
            element.set(f"{W}id", marks[element.get(f"{W}id", "")])
        elif element.tag == f"{W}id" and local(element.getparent()) == "sdtPr":
            remove(element)

    def _shape(self, element: Element) -> None:
        """Leave out what an old shape (VML) is called, but for the names that Word itself gives."""
        drop(element, f"{_OFFICE}title")  # the name of a picture's file
        drop(element, f"{_OFFICE}gfxdata")  # the shape once more, packed, with its name
        # Shapes refer to their kind by its id, which programs give.
        given = local(element) == "shapetype" or _GIVEN.fullmatch(element.get("id", "_x0000_"))
        if not given:
            element.set("id", f"Shape{next(self._ids)}")
        if _PATH.search(element.get("alt", "")):
            del element.attrib["alt"]


def _judge(element: Element) -> None:
    """Refuse what cannot be settled without its author.

    Raises:
        Refused: It is such.
    """
    name = local(element)
    if element.tag.startswith(W) and (name in _REVISIONS or name.endswith("PrChange")):
        hint = "in Word: Review, Accept, Accept All Changes and Stop Tracking; then save it"
        raise Refused("letterhead-content", "the letterhead has tracked changes", hint)
    if element.tag.startswith(W) and name in _NOTES:
        hint = "put what they say into its text: the brief counts its own"
        raise Refused("letterhead-content", "the letterhead has footnotes or endnotes", hint)
    for key, value in element.attrib.items():
        if _elsewhere(str(key), str(value)):
            message = f"the letterhead shows something that is not in it, but at {value!r}"
            raise Refused("letterhead-links", message, "put it in as a picture, or take it out")


def _elsewhere(key: str, value: str) -> bool:
    """Whether an attribute has something be fetched, or leads elsewhere than to the web."""
    name = key.rpartition("}")[2]
    if key.startswith(_R) or name not in ("src", "href", "altHref"):
        return False
    if value.startswith(("#", "data:")) or not value:
        return False
    return name == "src" or not address(value)


def _pair_bookmarks(root: Element) -> None:
    """Take out the starts of bookmarks that do not end, and the ends of such as do not start."""
    begun: dict[str, Element] = {}
    alone: list[Element] = []
    for mark in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        identifier = mark.get(f"{W}id", "")
        if mark.tag == f"{W}bookmarkEnd" and begun.pop(identifier, None) is not None:
            continue
        if mark.tag == f"{W}bookmarkStart" and identifier not in begun:
            begun[identifier] = mark
        else:
            alone.append(mark)
    for mark in (*alone, *begun.values()):
        remove(mark)


def _without_session(element: Element) -> None:
    for key in [key for key in element.attrib if str(key).startswith((W, _W14, _WP14))]:
        if _SESSION.fullmatch(str(key).rpartition("}")[2]):
            del element.attrib[key]


def _unwrap(element: Element) -> None:
    """Put what an element holds in its place."""
    for child in list(element):
        element.addprevious(child)
    remove(element)


def _leave_picture(drawn: Element) -> None:
    """Take out a drawing in SVG, where a picture stands in its stead for programs that do not know these.

    Raises:
        Refused: There is none.
    """
    picture = next(drawn.iterancestors("{*}blip"), None)
    if picture is None or not picture.get(f"{_R}embed"):
        raise only_drawn()
    extension = drawn.getparent()
    extensions = None if extension is None else extension.getparent()
    remove(drawn if extension is None else extension)
    if extensions is not None and not len(extensions):
        remove(extensions)
