"""Letterheads as ministries have them: made by hand, each with what makes a kind of them hard."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from word import entries, png

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
LIBREOFFICE = Path(__file__).parent / "reading" / "libreoffice.docx"
"""As LibreOffice 7.4 saved it."""

A4 = '<w:pgSz w:w="11906" w:h="16838"/>'
MARGINS = (
    '<w:pgMar w:top="1985" w:right="1134" w:bottom="1701" w:left="1701" w:header="709" '
    'w:footer="567" w:gutter="0"/>'
)
NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'


def paragraph(text: str, style: str = "", more: str = "") -> str:
    """A paragraph of text."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


PLACE = paragraph("{{ brief }}")


def part(root: str, content: str) -> str:
    """A part of WordprocessingML."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:{root} {SPACES}>{content}</w:{root}>"
    )


def document(content: str = PLACE, section: str = f"<w:sectPr>{A4}{MARGINS}</w:sectPr>") -> str:
    """The main part."""
    return part("document", f"<w:body>{content}{section}</w:body>")


def relationships(*each: tuple[str, str, str], base: str = OFFICE, external: str = "") -> str:
    """The relationships of a part: their ids, kinds and targets; `external` is the id of one outside."""
    outside = {external: ' TargetMode="External"'}
    stated = "".join(
        f'<Relationship Id="{identifier}" Type="{base}/{kind}" Target="{target}"'
        f"{outside.get(identifier, '')}/>"
        for identifier, kind, target in each
    )
    return f'<Relationships xmlns="{PACKAGE}">{stated}</Relationships>'


KINDS = {
    "document.xml": "document.main",
    "styles.xml": "styles",
    "settings.xml": "settings",
    "numbering.xml": "numbering",
    "comments.xml": "comments",
    "header": "header",
    "footer": "footer",
}


def types(names: Mapping[str, object], main: str = "document.main") -> str:
    """The content types of parts, by their names."""
    stated = "".join(
        f'<Override PartName="/{name}" ContentType="{WORD}.{main if said == "document.main" else said}+xml"/>'
        for name in names
        for start, said in KINDS.items()
        if name.startswith(f"word/{start}") and name.endswith(".xml")
    )
    theme = (
        '<Override PartName="/word/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="bin" ContentType="application/octet-stream"/>'
        f"{stated}{theme if 'word/theme/theme1.xml' in names else ''}</Types>"
    )


def letterhead(
    parts: Mapping[str, str | bytes] | None = None, main: str = "document.main"
) -> bytes:
    """A Word file with these parts, by their names; its relationships are made where none are given."""
    all_: dict[str, str | bytes] = {"word/document.xml": document(), **(parts or {})}
    known = [("styles", "styles.xml"), ("settings", "settings.xml"), ("numbering", "numbering.xml")]
    known += [("theme", "theme/theme1.xml"), ("comments", "comments.xml")]
    known += [("header", f"header{n}.xml") for n in (1, 2, 3)]
    known += [("footer", f"footer{n}.xml") for n in (1, 2, 3)]
    there = [(name.split(".")[0].replace("/", ""), kind, name) for kind, name in known]
    stated = [each for each in there if f"word/{each[2]}" in all_]
    all_.setdefault("word/_rels/document.xml.rels", relationships(*stated))
    all_.setdefault("_rels/.rels", relationships(("rId1", "officeDocument", "word/document.xml")))
    all_.setdefault("[Content_Types].xml", types(all_, main))
    return packed(all_)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of these entries."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


# --- kinds of them --------------------------------------------------------------------------------------


def styles(*each: str, font: str = "DejaVu Sans", size: int = 20, language: str = "de-DE") -> str:
    """A part of styles, with the default text as told; the size is in half points."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" '
        f'w:cs="{font}"/><w:sz w:val="{size}"/><w:lang w:val="{language}"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    return part("styles", defaults + "".join(each))


def style(
    identifier: str, name: str, look: str = "", based: str = "Standard", kind: str = "paragraph"
) -> str:
    """A style."""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{name}"/>{base}{look}'
        "</w:style>"
    )


PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="720000" cy="360000"/>'
    '<wp:docPr id="1" name="C:\\Users\\jane.doe\\crest.png" descr="C:\\Users\\jane.doe\\crest.png"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="crest-jane.png"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="crest"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="720000" cy="360000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)
CREST = relationships(("crest", "image", "media/crest.png"))
PAGE = (
    '<w:r><w:t xml:space="preserve">Seite </w:t></w:r>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
)


def german() -> bytes:
    """Word's own in German: ids translated, an image in the header of the first page, odd and even pages."""
    standard = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/>'
        '<w:rsid w:val="00AB12CD"/><w:pPr><w:spacing w:after="120"/><w:ind w:firstLine="284"/></w:pPr>'
        "</w:style>"
    )
    red = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="7B002C"/></w:rPr>'
    tabs = (
        '<w:pPr><w:tabs><w:tab w:val="center" w:pos="4536"/><w:tab w:val="right" w:pos="9072"/>'
        "</w:tabs></w:pPr>"
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="NormaleTabelle"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    references = "".join(
        f'<w:{kind}Reference w:type="{page}" r:id="{kind}{number}"/>'
        for kind in ("header", "footer")
        for number, page in enumerate(("even", "default", "first"), 1)
    )
    section = f"<w:sectPr>{references}{A4}{MARGINS}<w:titlePg/></w:sectPr>"
    before = (
        '<w:p w:rsidR="00AB12CD" w14:paraId="1A2B3C4D"><w:r><w:t>Unser Zeichen</w:t></w:r></w:p>'
    )
    return letterhead(
        {
            "word/document.xml": document(before + PLACE + paragraph("Hochachtungsvoll"), section),
            "word/styles.xml": styles(
                standard,
                table,
                style("berschrift1", "heading 1", red),
                style("Kopfzeile", "header", tabs),
                style("Fuzeile", "footer", tabs),
                style("Aufzhlungszeichen", "List Bullet"),
                style("Beschriftung", "caption", "<w:rPr><w:i/></w:rPr>"),
            ),
            "word/settings.xml": part(
                "settings",
                '<w:attachedTemplate r:id="rId1"/><w:documentProtection w:edit="readOnly" '
                'w:enforcement="1"/><w:evenAndOddHeaders/><w:docVars><w:docVar w:name="clerk" '
                'w:val="Jane Doe"/></w:docVars><w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids>',
            ),
            "word/_rels/settings.xml.rels": relationships(
                ("rId1", "attachedTemplate", "file:///C:/Users/jane.doe/Ministry.dotx"),
                external="rId1",
            ),
            "word/header1.xml": part("hdr", paragraph("Gerade Seite", "Kopfzeile")),
            "word/header2.xml": part("hdr", paragraph("Ministerium", "Kopfzeile")),
            "word/header3.xml": part(
                "hdr",
                f"<w:p><w:pPr/>{PICTURE}</w:p>{paragraph('MINISTERIUM DES ÄUSSEREN', 'Kopfzeile')}",
            ),
            "word/_rels/header3.xml.rels": CREST,
            "word/media/crest.png": png(20, 10),
            "word/footer1.xml": part("ftr", f"<w:p>{PAGE}</w:p>"),
            "word/footer2.xml": part("ftr", f"<w:p>{PAGE}</w:p>"),
            "word/footer3.xml": part("ftr", paragraph("Palastweg 1, Hauptstadt", "Fuzeile")),
            "docProps/app.xml": "<Properties><Company>Secret Company</Company></Properties>",
            "docProps/core.xml": "<core>Jane Doe</core>",
            "_rels/.rels": relationships(
                ("rId1", "officeDocument", "word/document.xml"),
                ("rId2", "extended-properties", "docProps/app.xml"),
            ),
        }
    )


def numbered() -> bytes:
    """One whose lists and headings are numbered its own way."""
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl>'
    )
    bullets, romans = level.format("bullet", "»"), level.format("upperRoman", "%1")
    numbering = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="0"><w:nsid w:val="1E6A7101"/>'
        f'<w:multiLevelType w:val="singleLevel"/>{bullets}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="multilevel"/>'
        f"{romans}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>',
    )
    listed = '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>'
    numbers = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    heading = f'<w:pPr>{numbers}<w:outlineLvl w:val="0"/></w:pPr>'
    return letterhead(
        {
            "word/styles.xml": styles(
                NORMAL,
                style("Heading1", "heading 1", heading, "Normal"),
                style("ListBullet", "List Bullet", listed, "Normal"),
                font="DejaVu Serif",
                size=24,
                language="en-GB",
            ),
            "word/numbering.xml": numbering,
        }
    )


PALETTE = {
    "dk1": "101010", "lt1": "FFFFFF", "dk2": "006644", "lt2": "EEF6F2", "accent1": "880066",
    "accent2": "884400", "accent3": "99AA99", "accent4": "444444", "accent5": "555555",
    "accent6": "666666", "hlink": "0000CC", "folHlink": "550055",
}  # fmt: skip


def themed() -> bytes:
    """One with a theme of its own, whose text is set in the theme's font."""
    base = entries(of_python_docx())["word/theme/theme1.xml"].decode()  # a theme is long
    colours = "".join(f'<a:{slot}><a:srgbClr val="{c}"/></a:{slot}>' for slot, c in PALETTE.items())
    start, end = base.index("<a:dk1>"), base.index("</a:clrScheme>")
    theme = base[:start] + colours + base[end:]
    theme = re.sub(r'(<a:minorFont>\s*<a:latin typeface=")[^"]*', r"\1DejaVu Sans", theme)
    fonts = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" '
        'w:hAnsiTheme="minorHAnsi"/><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )
    return letterhead(
        {"word/styles.xml": part("styles", fonts + NORMAL), "word/theme/theme1.xml": theme}
    )


def landscape() -> bytes:
    """One that is wider than high, Letter, and has two sections: the brief is in the second."""
    first = paragraph("Cover note", more=f"<w:sectPr>{A4}{MARGINS}</w:sectPr>")
    size = '<w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/>'
    return letterhead(
        {
            "word/document.xml": document(
                first + PLACE, f'<w:sectPr><w:type w:val="nextPage"/>{size}{MARGINS}</w:sectPr>'
            ),
            "word/styles.xml": styles(NORMAL),
        }
    )


TURNED = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:pPr><w:bidi/></w:pPr></w:style>"
)


def arabic() -> bytes:
    """One whose text runs from right to left, as its styles say."""
    section = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="header1"/>{A4}{MARGINS}<w:bidi/>'
        "</w:sectPr>"
    )
    return letterhead(
        {
            "word/document.xml": document(
                paragraph("تحية طيبة وبعد") + PLACE + paragraph("مع التقدير"), section
            ),
            "word/styles.xml": styles(TURNED, style("Title", "Title", based="Normal")),
            "word/header1.xml": part("hdr", paragraph("وزارة الخارجية")),
        }
    )


def template() -> bytes:
    """A .dotx, with nothing in it but a header."""
    section = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="header1"/>{A4}{MARGINS}</w:sectPr>'
    )
    return letterhead(
        {
            "word/document.xml": document("<w:p/>", section),
            "word/styles.xml": styles(NORMAL),
            "word/header1.xml": part("hdr", paragraph("Foreign Office")),
        },
        "template.main",
    )


def of_python_docx() -> bytes:
    """The template that comes with python-docx, with a placeholder."""
    import docx

    opened = docx.Document()
    opened.add_paragraph("To the Minister")
    opened.add_paragraph("{{brief}}")
    opened.core_properties.author = "Jane Doe"
    opened.sections[0].header.paragraphs[0].text = "Ministry"
    stream = BytesIO()
    opened.save(stream)
    return stream.getvalue()


ALL = {
    "German": german,
    "numbered": numbered,
    "themed": themed,
    "landscape": landscape,
    "Arabic": arabic,
    "template": template,
    "python-docx": of_python_docx,
    "bare": letterhead,
    "LibreOffice": LIBREOFFICE.read_bytes,
}
