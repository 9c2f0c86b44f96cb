"""The document's properties: for viewers, search and archives (ISO 32000-1, clause 14.3).

They stand twice, as archives demand: in the information dictionary, and as XMP (ISO 16684-1) with the
claim to PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1). XMP alone has three properties of our own: the
as-of date, a hash of what the brief was made from, and the version that made it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict

from legation.version import __version__
from legation.writing.pdf.objects import reference, stream, whole
from legation.writing.pdf.profile import srgb_profile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legation.model.document import Document
    from legation.writing.pdf.sheets import Sheets

CREATOR = "Legation"
PRODUCER = "ReportLab"
_UA_NAMESPACE = "http://www.aiim.org/pdfua/ns/id/"
NAMESPACE = "urn:uuid:e96d65ee-7301-4e0b-a187-bae95c0cec27#"
"""Of our own properties: a name that no host has to keep, and that never changes."""

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:legation="{namespace}">
{properties}
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>
{schemas}
</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

# What archives are to be told of properties that PDF/A does not know (ISO 19005-2, 6.6.2.3.3).
_SCHEMA = """<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{schema}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property>
</rdf:li>"""
_PROPERTY = """<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>{type}</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{description}</pdfaProperty:description>
</rdf:li>"""


class _Property(Struct, frozen=True):
    """A property as a schema describes it."""

    name: str
    type: str
    description: str


_OF_UA = (_Property("part", "Integer", "The part of ISO 14289 that the file follows"),)
_OURS = (
    _Property("asOf", "Date", "The day that the brief speaks from"),
    _Property("madeFrom", "Text", "SHA-256 of what the brief was made from, in hexadecimal digits"),
    _Property("version", "Text", "The version of Legation that made the file"),
)

# What is none of the characters of XML 1.0, 2.2, and what XML takes for something else, 2.11.
_UNFIT = dict.fromkeys([*range(0x09), *range(0x0B, 0x20), 0xFFFE, 0xFFFF])


def describe(sheets: Sheets, document: Document) -> bytes:
    """Set the file's properties, and that windows show the title rather than the file's name.

    The file counts as made at midnight UTC of the document's as-of date, never by the clock.

    Returns:
        The properties as XMP, which tell the file from others whose pages look the same.
    """
    keywords = ", ".join(document.keywords)
    sheets.describe(*map(_fit, (document.title, document.author, document.subject, keywords)))
    sheets.setCreator(CREATOR)
    sheets.setProducer(PRODUCER)
    made = f"D:{document.as_of.isoformat().replace('-', '')}000000+00'00'"
    sheets.setDateFormatter(lambda *_: made)
    sheets.setViewerPreference("DisplayDocTitle", "true")
    # Archives must find it without decompressing.
    xmp = _xmp(document).encode()
    metadata = stream(xmp, b"/Type/Metadata/Subtype/XML", compress=False)
    sheets.set_catalogue("Metadata", reference(sheets.add(metadata)))
    sheets.set_catalogue("OutputIntents", b"[%b]" % _output_intent(sheets))
    return xmp


def _output_intent(sheets: Sheets) -> bytes:
    """That colours are meant as sRGB (14.11.5)."""
    profile = sheets.add(_profile())
    name = b"(sRGB IEC61966-2.1)"
    return (
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier%b/Info%b/DestOutputProfile %b>>"
    ) % (name, name, reference(profile))


@cache
def _profile() -> bytes:
    return stream(srgb_profile(), b"/N 3")


def _xmp(document: Document) -> str:
    made = f"{document.as_of.isoformat()}T00:00:00+00:00"
    properties = {
        "dc:format": "application/pdf",
        "dc:title": _list("Alt", [document.title], ' xml:lang="x-default"'),
        "dc:creator": _list("Seq", [document.author]),
        "dc:description": _list("Alt", [document.subject], ' xml:lang="x-default"'),
        "dc:subject": _list("Bag", document.keywords),
        "dc:language": _list("Bag", [document.language]),
        "pdf:Keywords": _escaped(", ".join(document.keywords)),
        "pdf:Producer": PRODUCER,
        "xmp:CreatorTool": CREATOR,
        "xmp:CreateDate": made,
        "xmp:ModifyDate": made,
        "xmp:MetadataDate": made,
    }
    claims = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
    ours = {
        "legation:asOf": document.as_of.isoformat(),
        "legation:madeFrom": document.made_from,
        "legation:version": __version__,
    }
    given = (properties | claims | ours).items()
    parts = {
        "namespace": NAMESPACE,
        "properties": "\n".join(f"<{name}>{value}</{name}>" for name, value in given if value),
        "schemas": _schemas(),
    }
    return _XMP.format_map(parts)


@cache
def _schemas() -> str:
    """The descriptions of the schemas that are none of PDF/A's own."""
    of_ua = _schema("PDF/UA identification schema", "pdfuaid", _UA_NAMESPACE, _OF_UA)
    return of_ua + "\n" + _schema("Legation", "legation", NAMESPACE, _OURS)


def _schema(name: str, prefix: str, namespace: str, properties: Sequence[_Property]) -> str:
    """The description of a schema and its properties."""
    described = "".join(_PROPERTY.format_map(asdict(each)) for each in properties)
    return _SCHEMA.format(schema=name, prefix=prefix, namespace=namespace, properties=described)


def _list(kind: str, values: Sequence[str], attribute: str = "") -> str:
    """An RDF container of the values that are not empty; nothing when all are."""
    items = "".join(f"<rdf:li{attribute}>{_escaped(value)}</rdf:li>" for value in values if value)
    return f"<rdf:{kind}>{items}</rdf:{kind}>" if items else ""


def _fit(text: str) -> str:
    """The text less what XML cannot hold, so that both places say the same."""
    return whole(text).translate(_UNFIT)


def _escaped(text: str) -> str:
    """Text for XML."""
    escaped = _fit(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # Some programs take the first such word for the end of the packet, which is not compressed.
    return escaped.replace("endstream", "&#101;ndstream").replace("endobj", "&#101;ndobj")
