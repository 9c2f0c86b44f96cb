"""What is wrong with a Word file that validators do not see: our own checks, run on everything built.

Each check takes the file's parts and yields the faults that it finds, in words.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from word import NAMESPACES, entries, find, name, style, values

LONGEST_BOOKMARK = 40
LONGEST_TAG = 64

_R = f"{{{NAMESPACES['r']}}}"
_REFERENCE = re.compile(r" (?:REF|PAGEREF|NOTEREF) (\S+) ")


class Package(NamedTuple):
    """The parts of a Word file, and those that are XML as trees."""

    parts: dict[str, bytes]
    trees: dict[str, etree._Element]

    def related(self, part: str) -> dict[str, tuple[str, bool]]:
        """The relationships of a part: by their ids, the target and whether it is outside."""
        folder, file = posixpath.split(part)
        rels = self.trees.get(f"{folder}/_rels/{file}.rels")
        return {
            each.get("Id", ""): (
                posixpath.normpath(f"{folder}/{each.get('Target')}"),
                each.get("TargetMode") == "External",
            )
            for each in ([] if rels is None else rels)
        }

    def all(self, path: str) -> Iterator[tuple[str, etree._Element]]:
        """The elements on an XPath in all parts, each with its part."""
        for part, tree in self.trees.items():
            yield from ((part, element) for element in find(tree, path))

    def said(self, path: str) -> list[str]:
        """The attributes on an XPath in all parts."""
        return [value for tree in self.trees.values() for value in values(tree, path)]


Check = Callable[[Package], Iterator[str]]
CHECKS: list[Check] = []


def faults(content: bytes) -> list[str]:
    """What is wrong with a Word file; nothing, it is to be hoped."""
    parts = entries(content)
    is_xml = (".xml", ".rels")
    trees = {part: etree.fromstring(data) for part, data in parts.items() if part.endswith(is_xml)}
    package = Package(parts, trees)
    return [fault for check in CHECKS for fault in check(package)]


def check(function: Check) -> Check:
    """Have a function run by `faults`."""
    CHECKS.append(function)
    return function


def _twice(what: str, found: Iterable[str]) -> Iterator[str]:
    for value, count in Counter(found).items():
        if count > 1:
            yield f"{what} {value!r} is there {count} times"


# --- the package ---------------------------------------------------------------------------------


@check
def relationships_lead_somewhere(package: Package) -> Iterator[str]:
    """Each id that a part names is a relationship of its own, and each target inside a part."""
    for part, tree in package.trees.items():
        related = package.related(part)
        for element in tree.iter(etree.Element):
            for attribute, value in element.attrib.items():
                if str(attribute).startswith(_R) and value not in related:
                    yield f"{part} names {value!r}, which is no relationship of it"
        for identifier, (target, outside) in related.items():
            if not outside and target not in package.parts:
                yield f"{identifier!r} of {part} leads to {target}, which is not there"


@check
def every_part_has_a_content_type(package: Package) -> Iterator[str]:
    """By its name or its ending."""
    types = package.trees["[Content_Types].xml"]
    named = values(types, "//@PartName")
    endings = tuple(f".{ending}" for ending in values(types, "//@Extension"))
    yield from _twice("the content type of", named)
    for part in package.parts.keys() - {"[Content_Types].xml"}:
        if f"/{part}" not in named and not part.endswith(endings):
            yield f"{part} has no content type"


# --- identifiers ---------------------------------------------------------------------------------


@check
def identifiers_are_unique(package: Package) -> Iterator[str]:
    """Those of drawings, shapes and content controls, in all parts together."""
    yield from _twice("drawing", package.said("//wp:docPr/@id | //wps:cNvPr/@id"))
    yield from _twice("content control", package.said("//w:sdtPr/w:id/@w:val"))


@check
def tags_are_as_long_as_word_takes(package: Package) -> Iterator[str]:
    """Neither the tag nor the title of a content control is longer, or empty."""
    for said in package.said("//w:sdtPr/w:tag/@w:val | //w:sdtPr/w:alias/@w:val"):
        if not 0 < len(said.encode("utf-16-le")) // 2 <= LONGEST_TAG:
            yield f"Word does not take {said!r} of a content control"


# --- fields and bookmarks ------------------------------------------------------------------------


@check
def fields_are_closed(package: Package) -> Iterator[str]:
    """In each part they begin, separate and end like brackets."""
    for part, tree in package.trees.items():
        open_: list[str] = []
        for kind in values(tree, "//w:fldChar/@w:fldCharType"):
            if kind == "begin":
                open_.append(kind)
            elif not open_ or (kind == "separate" and open_[-1] == kind):
                yield f"a field of {part} has {kind!r} out of place"
            elif kind == "end":
                open_.pop()
            else:
                open_[-1] = kind
        if open_:
            yield f"{len(open_)} fields of {part} do not end"


@check
def bookmarks_are_closed(package: Package) -> Iterator[str]:
    """Each begins and ends once, in that order, under a name of its own that Word takes."""
    for part, tree in package.trees.items():
        begun: set[str] = set()
        for mark in find(tree, "//w:bookmarkStart | //w:bookmarkEnd"):
            identifier = str(mark.get(name("w:id")))
            if mark.tag == name("w:bookmarkStart"):
                if identifier in begun:
                    yield f"bookmark {identifier} of {part} begins twice"
                begun.add(identifier)
            elif identifier not in begun:
                yield f"bookmark {identifier} of {part} ends before it begins"
            begun -= {identifier} if mark.tag == name("w:bookmarkEnd") else set()
        if begun:
            yield f"bookmarks {sorted(begun)} of {part} do not end"
    names = package.said("//w:bookmarkStart/@w:name")
    yield from _twice("bookmark", map(str.lower, names))
    for called in names:
        if not re.fullmatch(r"[^\W\d]\w*", called) or len(called) > LONGEST_BOOKMARK:
            yield f"Word does not take {called!r} for a bookmark"


@check
def what_refers_to_a_bookmark_finds_it(package: Package) -> Iterator[str]:
    """Links within the file, and fields that show what a bookmark is around."""
    names = set(package.said("//w:bookmarkStart/@w:name"))
    codes = [
        *package.said("//w:fldSimple/@w:instr"),
        *(each.text or "" for _, each in package.all("//w:instrText")),
    ]
    named = package.said("//w:hyperlink/@w:anchor")
    named += [found[1] for code in codes if (found := _REFERENCE.match(code))]
    for called in sorted(set(named) - names):
        yield f"there is no bookmark {called!r}"


# --- notes, styles, numbering --------------------------------------------------------------------


@check
def notes_and_references_know_each_other(package: Package) -> Iterator[str]:
    """Each note is referred to once, in order."""
    for kind in ("footnote", "endnote"):
        referred = package.said(f"//w:{kind}Reference/@w:id")
        noted = package.said(f"/w:{kind}s/w:{kind}[not(@w:type)]/@w:id")
        if referred != noted:
            yield f"the text refers to {kind}s {referred}, and there are {noted}"


@check
def styles_and_numbering_are_there(package: Package) -> Iterator[str]:
    """Whatever is named is defined."""
    known = set(package.said("//w:style/@w:styleId"))
    for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
        for called in sorted(set(package.said(f"//w:{tag}/@w:val")) - known):
            yield f"there is no style {called!r}"
    yield from _twice("style", package.said("//w:style/@w:styleId"))
    yield from _twice("style", map(str.lower, package.said("//w:style/w:name/@w:val")))
    for path, defined in (
        ("//w:numPr/w:numId/@w:val", "//w:num/@w:numId"),
        ("//w:num/w:abstractNumId/@w:val", "//w:abstractNum/@w:abstractNumId"),
    ):
        for number in sorted(set(package.said(path)) - set(package.said(defined))):
            yield f"there is no numbering {number!r}"


# --- what makes it accessible --------------------------------------------------------------------


@check
def no_paragraph_is_empty(package: Package) -> Iterator[str]:
    """But those that the schema wants: in a cell, a header or between tables; and as a section's end."""
    for part, paragraph in package.all("//w:p"):
        says = find(
            paragraph, ".//w:t | .//w:drawing | .//w:separator | .//w:continuationSeparator"
        )
        parent = paragraph.getparent()
        assert parent is not None
        alone = parent.tag != name("w:body") and len(find(parent, "w:p")) == 1
        if not says and not alone and not _parts_tables(paragraph):
            yield f"an empty paragraph of style {style(paragraph)!r} in {part}"


def _parts_tables(paragraph: etree._Element) -> bool:
    """Whether a paragraph is there since Word wants one behind a table, or a break before one."""
    before, after = _beside(paragraph, preceding=True), _beside(paragraph)
    behind = before is not None and before.tag == name("w:tbl")
    ahead = after is not None and after.tag in (name("w:tbl"), name("w:sectPr"))
    breaks = bool(find(paragraph, "w:r/w:br[@w:type='page']")) and not find(paragraph, ".//w:t")
    ends = bool(find(paragraph, "w:pPr/w:sectPr"))
    low = bool(find(paragraph, "w:pPr[w:spacing/@w:line='20']"))
    return (behind and (ahead or ends)) or (breaks and ahead) or (ends and low)


def _beside(element: etree._Element, *, preceding: bool = False) -> etree._Element | None:
    """What stands next to an element, but for bookmarks."""
    marks = (name("w:bookmarkStart"), name("w:bookmarkEnd"))
    return next((e for e in element.itersiblings(preceding=preceding) if e.tag not in marks), None)


@check
def headings_are_in_order(package: Package) -> Iterator[str]:
    """None is more than a level beneath the one before."""
    body = package.trees["word/document.xml"]
    styles = (re.fullmatch(r"Heading(\d)", style(each)) for each in find(body, "//w:p"))
    levels = [0, *(int(found[1]) for found in styles if found)]
    for above, level in pairwise(levels):
        if level > above + 1:
            yield f"a heading of level {level} follows one of level {above}"


@check
def pictures_and_tables_are_described(package: Package) -> Iterator[str]:
    """Each drawing, and each table, which has no merged cells either."""
    for part, drawn in package.all("//wp:docPr"):
        if not (drawn.get("descr") or "").strip():
            yield f"drawing {drawn.get('id')} of {part} has no description"
    for part, table in package.all("//w:tbl"):
        for told in ("tblCaption", "tblDescription"):
            if not values(table, f"w:tblPr/w:{told}/@w:val"):
                yield f"a table of {part} has no {told}"
        if find(table, ".//w:gridSpan | .//w:vMerge | .//w:hMerge"):
            yield f"a table of {part} has merged cells"


@check
def title_and_language_are_set(package: Package) -> Iterator[str]:
    """In the properties, and in the defaults of every run."""
    properties = package.trees["docProps/core.xml"]
    for wanted in ("title", "language", "created", "modified"):
        found = properties.find(f"{{*}}{wanted}")
        if found is None or not (found.text or "").strip():
            yield f"the properties have no {wanted}"
    if not all(package.said("//w:docDefaults//w:lang/@w:val")):
        yield "the defaults name no language"
