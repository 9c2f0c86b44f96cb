"""Word templates as officers make them, with python-docx in the place of Word."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.document import Document

Row = list[str]
Content = str | tuple[str, ...] | list[Row]
"""A paragraph; one whose text is in several runs, every second of them bold; or a table."""


def opened(*content: Content) -> Document:
    """A document with that content; a paragraph that begins with `# ` is a heading."""
    document = docx.Document()
    for each in content:
        if isinstance(each, list):
            _table(document, each)
        elif isinstance(each, tuple):
            paragraph = document.add_paragraph()
            for number, text in enumerate(each):
                paragraph.add_run(text).bold = bool(number % 2) or None
        elif each.startswith("# "):
            document.add_heading(each.removeprefix("# "), 1)
        else:
            document.add_paragraph(each)
    return document


def _table(document: Document, rows: list[Row]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def saved(document: Any) -> bytes:
    """The document as a file."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def template(*content: Content, header: str = "", footer: str = "") -> bytes:
    """A template with that content."""
    document = opened(*content)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    return saved(document)


def box(text: str) -> Any:
    """A run with a text box, as Word writes it: a shape, and the same once more for old programs."""
    from docx.oxml import parse_xml

    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    inner = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    shape = (
        '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="2000000" cy="500000"/>'
        '<wp:docPr id="7" name="Box" descr="A box"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="2000000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"</wps:spPr><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        "</wp:inline>"
    )
    old = f'<w:pict><v:rect style="width:150pt;height:40pt"><v:textbox>{inner}</v:textbox></v:rect></w:pict>'
    return parse_xml(
        f'<w:r {spaces}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing>'
        f"</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
