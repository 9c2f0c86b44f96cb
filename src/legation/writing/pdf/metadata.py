"""The document's properties: for viewers, search and archives (ISO 32000-1, clause 14.3).

They stand twice, as archives demand: in the information dictionary, and as XMP (ISO 16684-1) with the
claim to PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from legation.writing.pdf.objects import reference, stream, whole
from legation.writing.pdf.profile import srgb_profile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legation.model.document import Document
    from legation.writing.pdf.sheets import Sheets

CREATOR = "Legation"
PRODUCER = "ReportLab"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{properties}
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

# What is none of the characters of XML 1.0, 2.2.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def describe(sheets: Sheets, document: Document) -> None:
    """Set the file's properties, and that windows show the title rather than the file's name.

    The file counts as made at midnight UTC of the document's as-of date, never by the clock.
    """
    sheets.setTitle(whole(document.title))
    sheets.setAuthor(whole(document.author))
    sheets.setSubject(whole(document.subject))
    sheets.setKeywords(whole(", ".join(document.keywords)))
    sheets.setCreator(CREATOR)
    sheets.setProducer(PRODUCER)
    made = f"D:{document.as_of:%Y%m%d}000000+00'00'"
    sheets.setDateFormatter(lambda *_: made)
    sheets.setViewerPreference("DisplayDocTitle", "true")
    # Archives must find it without decompressing.
    metadata = stream(_xmp(document).encode(), b"/Type/Metadata/Subtype/XML", compress=False)
    sheets.set_catalogue("Metadata", reference(sheets.add(metadata)))
    sheets.set_catalogue("OutputIntents", b"[%b]" % _output_intent(sheets))


def _output_intent(sheets: Sheets) -> bytes:
    """That colours are meant as sRGB (14.11.5)."""
    profile = sheets.add(stream(srgb_profile(), b"/N 3"))
    name = b"(sRGB IEC61966-2.1)"
    return (
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier%b/Info%b/DestOutputProfile %b>>"
    ) % (name, name, reference(profile))


def _xmp(document: Document) -> str:
    made = f"{document.as_of:%Y-%m-%d}T00:00:00+00:00"
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
    lines = [f"<{name}>{value}</{name}>" for name, value in properties.items() if value]
    return _XMP.replace("{properties}", "\n".join(lines))


def _list(kind: str, values: Sequence[str], attribute: str = "") -> str:
    """An RDF container of the values that are not empty; nothing when all are."""
    items = "".join(f"<rdf:li{attribute}>{_escaped(value)}</rdf:li>" for value in values if value)
    return f"<rdf:{kind}>{items}</rdf:{kind}>" if items else ""


def _escaped(text: str) -> str:
    """Text for XML, less what XML cannot hold."""
    held = _UNFIT.sub("", whole(text))
    return held.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
