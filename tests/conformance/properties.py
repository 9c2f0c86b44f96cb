"""The file as a whole: what it says of itself, in both places, and its fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pikepdf

from conformance.checking import check
from conformance.tagged import Object, Tagged, mapping
from legation.model.document import Document


@check
def the_file_says_that_it_is_tagged_and_titled(file: Tagged, document: Document) -> Iterator[str]:
    """Marked, with its title in the window's bar (14289-1, 7.1)."""
    if file.root.get("/MarkInfo", {}).get("/Marked") is not True:
        yield "the catalogue does not say that it is tagged"
    if file.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "the window shows the file's name"
    if len(file.tree) != 1 or file.tree[0].role != "Document":
        yield f"the tree has {[tag.role for tag in file.tree]} for its root"
    identifiers = file.pdf.trailer.get("/ID", [])
    if [len(bytes(each)) for each in identifiers] != [16, 16]:
        yield "the file has no identifier of its own"
    if "/OutputIntents" not in file.root:
        yield "the file does not say what its colours mean"


@check
def fonts_are_embedded_and_say_what_they_show(file: Tagged, document: Document) -> Iterator[str]:
    """With a program, and text for each code, none of it U+0000, U+FEFF or U+FFFE."""
    for font in {f.objgen: f for page in file.pages for f in _fonts(page)}.values():
        name = str(font.get("/BaseFont"))
        descendants = list(font.get("/DescendantFonts", [])) or [font]
        if "/FontFile2" not in descendants[0].get("/FontDescriptor", {}):
            yield f"{name} is not embedded"
        if "/ToUnicode" not in font:
            yield f"{name} does not say what it shows"
            continue
        for code, text in mapping(font.ToUnicode.read_bytes()):
            if not text or set(text) & {"\0", "\ufeff", "\ufffe"}:
                yield f"{name} shows {code:04X}, which is no text"


def _fonts(page: pikepdf.Page) -> list[Object]:
    return list(page.resources.get("/Font", {}).values())


_NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
PAIRS = {
    "/Title": "dc:title",
    "/Author": "dc:creator",
    "/Subject": "dc:description",
    "/Keywords": "pdf:Keywords",
    "/Creator": "xmp:CreatorTool",
    "/Producer": "pdf:Producer",
    "/CreationDate": "xmp:CreateDate",
    "/ModDate": "xmp:ModifyDate",
}
"""What the information dictionary says, by what XMP calls it (ISO 19005-1, 6.7.3)."""


@check
def xmp_and_the_information_dictionary_agree(file: Tagged, document: Document) -> Iterator[str]:
    """Every property that stands in both, stands in both alike; XMP has the claims."""
    if "/Metadata" not in file.root:
        yield "there is no XMP"
        return
    try:
        packet = ElementTree.fromstring(file.root.Metadata.read_bytes())
    except ElementTree.ParseError as error:
        yield f"XMP is no XML: {error}"
        return
    for key, name in PAIRS.items():
        info = str(file.pdf.docinfo.get(key, ""))
        info = _iso(info) if key.endswith("Date") else info
        if info != xmp_value(packet, name):
            yield f"{key} is {info!r}, and {name} {xmp_value(packet, name)!r}"
    claims = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
    for name, claim in claims.items():
        if xmp_value(packet, name) != claim:
            yield f"{name} is {xmp_value(packet, name)!r}"


def xmp_value(packet: ElementTree.Element, name: str) -> str:
    """What XMP says of a property; the first, where it has several."""
    found = packet.find(f".//{name}", _NAMES)
    if found is None:
        return ""
    item = found.find(".//rdf:li", _NAMES)
    return (found if item is None else item).text or ""


def _iso(date: str) -> str:
    """A date of PDF (7.9.4) as XMP writes it."""
    parts = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)([+-]\d\d)'(\d\d)'", date)
    if parts is None:
        return date
    return "{}-{}-{}T{}:{}:{}{}:{}".format(*parts.groups())
