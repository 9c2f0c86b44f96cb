"""The parts of an unpacked Word file, as far as its main part leads to them (ECMA-376 Part 2, 8 and 9).

What a letterhead has no use for, or what is private, is left behind: comments, custom XML, building blocks,
thumbnail, properties, the template it was made from. What runs programs, stands elsewhere, or is embedded
in a form of its own is refused.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from legation.model.addresses import address
from legation.model.letterhead import Part, Relation
from legation.reading.refusing import Refused, damaged, no_web_address

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_XML = 8 * 2**20

_TYPES = "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DOCUMENT, _TEMPLATE = f"{_WORD}document.main+xml", f"{_WORD}template.main+xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_DOCTYPE = b"<!DOCTYPE"

_KEPT = frozenset(
    "header footer image hdphoto styles numbering settings fontTable font theme".split()
)
_LEFT = frozenset(
    "comments commentsExtended commentsExtensible commentsIds people documenttasks webSettings "
    "stylesWithEffects customXml glossaryDocument printerSettings footnotes endnotes "
    "keyMapCustomizations attachedToolbars recipientData".split()
)
"""The kinds of relationships that are followed, and those that are passed over, by their last word."""

# What settings lead to is where they came from: templates, lists of addresses.
_ALONE = ".settings+xml"
_REFUSED = {
    "oleObject": "an embedded object",
    "package": "an embedded file",
    "chart": "a chart",
    "control": "a form control",
    "aFChunk": "an embedded file",
    "video": "a film",
    "audio": "a sound",
} | dict.fromkeys(("diagramData", "diagramLayout", "diagramDrawing"), "a SmartArt drawing")
_PROGRAMS = {"spreadsheetml": "an Excel file", "presentationml": "a PowerPoint file"}
_MACROS = frozenset(("vbaProject", "wordVbaData"))

_NO_MACROS = "save it as a Word document (.docx), which leaves the macros out, and name that"
_NO_LINKS = "put the picture itself in (Insert, Pictures), or take it out"


def parse(data: bytes, name: str) -> Element:
    """A part as a tree, without remarks and instructions; nothing is fetched or expanded.

    Raises:
        Refused: It is not well-formed, declares a document type, or is too large.
    """
    if len(data) > MOST_XML:
        raise Refused("letterhead-size", f"{name} has more than {MOST_XML // 2**20} MiB")
    if _DOCTYPE in data:
        raise _declares(name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(f"{name} is not well-formed XML") from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise _declares(name)
    return root


def _declares(name: str) -> Exception:
    message = f"{name} in the letterhead declares a document type, which no Word file does"
    return Refused("letterhead-damaged", message)


class Parts:
    """Finds parts by their names, whatever their case, and tells their types.

    Args:
        entries: The unpacked file.
    """

    def __init__(self, entries: Mapping[str, bytes]) -> None:
        self._names = {name.lower(): name for name in entries}
        self._entries = entries
        if _TYPES not in entries:
            raise Refused("letterhead", "this is an archive, but no Word file")
        types = parse(entries[_TYPES], _TYPES)
        self._by_part = {
            _get(each, "PartName").lower(): _get(each, "ContentType")
            for each in types.iter("{*}Override")
        }
        self._by_ending = {
            _get(each, "Extension").lower(): _get(each, "ContentType")
            for each in types.iter("{*}Default")
        }
        stated = {*self._by_part.values(), *self._by_ending.values()}
        if any("macroEnabled" in each or "vbaProject" in each for each in stated):
            raise Refused("letterhead", "the letterhead has macros", _NO_MACROS)

    def walk(self) -> Iterator[Part]:
        """The main part, as that of a document, and whatever is kept of what it leads to, each once.

        Raises:
            Refused: A part is missing, or something is no part of a letterhead.
        """
        names = [self._main()]
        for name in names:  # which grow as they are read
            relations = tuple(self._relations(name))
            inside = (each.target for each in relations if not each.outside)
            names += [target for target in dict.fromkeys(inside) if target not in names]
            kind = _DOCUMENT if name == names[0] else self._type(name)
            yield Part(name, kind, self._data(name), relations)

    def _main(self) -> str:
        for each in self._stated("/"):
            if each.kind.endswith("/officeDocument"):
                kind = self._type(each.target)
                if each.kind.startswith(_STRICT):
                    raise strict()
                if kind not in (_DOCUMENT, _TEMPLATE):
                    raise Refused("letterhead", f"the letterhead is {_called(kind)}")
                return each.target
        raise Refused("letterhead", "this is an archive, but no Word file")

    def _relations(self, name: str) -> Iterator[Relation]:
        """What is kept of the relationships of a part."""
        for each in self._stated(name):
            kind = each.kind.rpartition("/")[2]
            if kind in _MACROS:
                raise Refused("letterhead", "the letterhead has macros", _NO_MACROS)
            if kind in _LEFT or self._type(name).endswith(_ALONE):
                continue
            if each.outside or kind == "hyperlink":
                yield _link(each, kind)
            elif kind in _KEPT:
                yield each
            else:
                what = _REFUSED.get(kind, f"something that has no place in one ({kind})")
                hint = "take it out, or put it in as a picture"
                raise Refused("letterhead-content", f"the letterhead holds {what}", hint)

    def _stated(self, name: str) -> Iterator[Relation]:
        """The relationships of a part as they stand."""
        folder, file = posixpath.split(name)
        entry = posixpath.join(folder, "_rels", f"{file}.rels").lstrip("/").lower()
        if entry not in self._names:
            return
        for each in parse(self._entries[self._names[entry]], entry).iter("{*}Relationship"):
            outside = each.get("TargetMode") == "External"
            target = _get(each, "Target")
            if not outside:
                target = posixpath.normpath(posixpath.join(folder, unquote(target)))
            yield Relation(_get(each, "Id"), _get(each, "Type"), target, outside)

    def _data(self, name: str) -> bytes:
        entry = name.lstrip("/").lower()
        if entry not in self._names:
            raise damaged(f"its part {name.lstrip('/')} is missing")
        return self._entries[self._names[entry]]

    def _type(self, name: str) -> str:
        ending = posixpath.splitext(name)[1].lstrip(".").lower()
        return self._by_part.get(name.lower()) or self._by_ending.get(ending, "")


def strict() -> Exception:
    """What is said of the other form of Office Open XML (ISO/IEC 29500-1, Strict)."""
    message = "the letterhead is a Strict Open XML document, which few programs read"
    return Refused("letterhead", message, "in Word: Save As, Word Document (*.docx), not Strict")


def _link(relation: Relation, kind: str) -> Relation:
    """A link that may be kept: to the web, or to a mailbox."""
    if kind == "hyperlink":
        target = address(relation.target)
        if not target:
            raise no_web_address(relation.target)
        return Relation(relation.identifier, relation.kind, target, outside=True)
    what = "a picture" if kind == "image" else "something"
    message = f"the letterhead shows {what} that is not in it, but at {relation.target!r}"
    raise Refused("letterhead-links", message, _NO_LINKS)


def _called(content_type: str) -> str:
    for word, said in _PROGRAMS.items():
        if word in content_type:
            return f"{said}, not a Word file"
    return "no Word document or template"


def _get(element: Element, name: str) -> str:
    return str(element.get(name, ""))
