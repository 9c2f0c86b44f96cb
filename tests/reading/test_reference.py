"""Letterheads: found, refused with a mend, scrubbed, and the place of the brief in them."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from legation.diagnostics import Diagnostic, LegationError, render
from legation.model.letterhead import Letterhead
from legation.reading import unpacking
from legation.reading.reference import find_reference, passed_over, read_reference
from legation.reading.scrubbing import W
from legation.reading.templates import Folder
from letterheads import (
    A4,
    ALL,
    OFFICE,
    PICTURE,
    PLACE,
    document,
    german,
    letterhead,
    packed,
    paragraph,
    part,
    relationships,
    style,
    styles,
    template,
    types,
)
from word import entries, png


def read(data: bytes, folder: Path, name: str = "reference.docx") -> Letterhead:
    path = folder / name
    path.write_bytes(data)
    return read_reference(path, f"templates/{name}")


def refused(data: bytes, folder: Path) -> Diagnostic:
    with pytest.raises(LegationError) as error:
        read(data, folder)
    (diagnostic,) = error.value.diagnostics
    assert str(diagnostic.position) == "templates/reference.docx"
    assert diagnostic.hint
    return diagnostic


def text(found: Letterhead) -> str:
    return found.parts[0].data.decode()


# --- finding --------------------------------------------------------------------------------------------


def test_the_first_folder_s_is_found_and_a_document_before_a_template(tmp_path: Path) -> None:
    theirs, ours = (Folder(tmp_path / name, name) for name in ("theirs", "ours"))
    for folder in (theirs, ours):
        folder.path.mkdir()
    assert find_reference([theirs, ours]) is None
    (ours.path / "reference.docx").touch()
    (theirs.path / "reference.dotx").touch()
    found = find_reference([theirs, ours])
    assert found == (theirs.path / "reference.dotx", str(Path("theirs") / "reference.dotx"))
    (theirs.path / "reference.docx").touch()
    found = find_reference([theirs, ours])
    assert found is not None
    assert found[0].name == "reference.docx"


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["reference.docx"], []),
        (["reference.dotx", "notes.doc", "country-brief.docx", "reference.txt"], []),
        (
            ["reference.docx", "reference.dotx"],
            [
                "t/reference.dotx: warning[other-letterhead]: this is not taken as the letterhead, for "
                "reference.docx is\n"
                "  hint: keep the one that you want, or name the other: legation build --reference FILE"
            ],
        ),
        (
            ["reference.docm"],
            [
                "t/reference.docm: warning[other-letterhead]: this is not taken as the letterhead: it is a "
                ".docm file\n"
                "  hint: open it in Word, and save it as a Word document: reference.docx"
            ],
        ),
        (
            ["Reference.DOCX"],
            [
                "t/Reference.DOCX: warning[other-letterhead]: this is not taken as the letterhead\n"
                "  hint: rename it to reference.docx"
            ],
        ),
    ],
)
def test_what_may_be_meant_for_a_letterhead_and_is_not_taken_is_told(
    names: list[str], told: list[str], tmp_path: Path
) -> None:
    for name in names:
        (tmp_path / name).touch()
    found = [render(each) for each in passed_over([Folder(tmp_path, "t")])]
    assert [each.replace("\\", "/") for each in found] == told


def test_of_a_folder_that_is_not_there_nothing_is_told(tmp_path: Path) -> None:
    assert list(passed_over([Folder(tmp_path / "none", "t")])) == []


@pytest.mark.parametrize("kind", ALL)
def test_letterheads_of_all_kinds_are_read(kind: str, tmp_path: Path) -> None:
    found = read(ALL[kind](), tmp_path)
    assert len(re.findall(r"<\?brief ?\?>", text(found))) == 1
    assert found == read(ALL[kind](), tmp_path)


# --- refusing -------------------------------------------------------------------------------------------

STRICT = letterhead()
for old, new in (
    (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
):
    STRICT = packed(
        {name: data.replace(old.encode(), new.encode()) for name, data in entries(STRICT).items()}
    )
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def linked(kind: str, target: str) -> bytes:
    links = relationships(("out", kind, target), external="out")
    return letterhead({"word/_rels/document.xml.rels": links})


def saying(content: str) -> bytes:
    return letterhead({"word/document.xml": document(content)})


def embedding(kind: str) -> bytes:
    rels = relationships(("in", kind, "thing.bin"))
    return letterhead({"word/_rels/document.xml.rels": rels, "word/thing.bin": b"x"})


def cut() -> bytes:
    return letterhead()[:-40]


def without(name: str) -> bytes:
    return packed({key: data for key, data in entries(german()).items() if key != name})


REFUSED: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "letterhead", "this is no Word file"),
    "text": (b"Dear Sir", "letterhead", "this is no Word file"),
    "PDF": (b"%PDF-1.7", "letterhead", "the letterhead is a PDF file, not a Word file"),
    "RTF": (
        rb"{\rtf1",
        "letterhead",
        "the letterhead is a file in Rich Text Format, not a Word file",
    ),
    "old": (COMPOUND, "letterhead", "the letterhead is in the format of Word before 2007 (.doc)"),
    "password": (
        COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        "letterhead",
        "the letterhead is protected with a password",
    ),
    "archive": (packed({"a.txt": "a"}), "letterhead", "this is an archive, but no Word file"),
    "Excel": (
        letterhead(
            {
                "[Content_Types].xml": types({"word/document.xml": ""}).replace(
                    "wordprocessingml.document.main", "spreadsheetml.sheet.main"
                )
            }
        ),
        "letterhead",
        "the letterhead is an Excel file, not a Word file",
    ),
    "macros": (
        letterhead(
            {
                "[Content_Types].xml": types({"word/document.xml": ""}, "document.main").replace(
                    "wordprocessingml.document.main", "ms-word.document.macroEnabled.main"
                )
            }
        ),
        "letterhead",
        "the letterhead has macros",
    ),
    "macro part": (embedding("vbaProject"), "letterhead", "the letterhead has macros"),
    "Strict": (
        STRICT,
        "letterhead",
        "the letterhead is a Strict Open XML document, which few programs read",
    ),
    "cut": (cut(), "letterhead-damaged", "the letterhead is damaged: it cannot be unpacked"),
    "XML": (
        letterhead({"word/document.xml": "<w:document"}),
        "letterhead-damaged",
        "the letterhead is damaged: word/document.xml is not well-formed XML",
    ),
    "missing": (
        without("word/header2.xml"),
        "letterhead-damaged",
        "the letterhead is damaged: its part word/header2.xml is missing",
    ),
    "unnamed": (
        letterhead(
            {
                "word/document.xml": document(
                    PLACE, '<w:sectPr><w:headerReference w:type="even"/></w:sectPr>'
                )
            }
        ),
        "letterhead-damaged",
        "the letterhead is damaged: word/document.xml names a part that is not there",
    ),
    "another part": (
        letterhead({"word/header1.xml": part("ftr", "<w:p/>")}),
        "letterhead-damaged",
        "the letterhead is damaged: its part word/header1.xml is not what it is said to be",
    ),
    "no text": (
        letterhead({"word/document.xml": part("document", "")}),
        "letterhead-damaged",
        "the letterhead is damaged: its text is missing",
    ),
    "entities": (
        letterhead(
            {"word/styles.xml": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'}
        ),
        "letterhead-damaged",
        "word/styles.xml in the letterhead declares a document type, which no Word file does",
    ),
    "linked picture": (
        linked("image", "https://example.org/x.png"),
        "letterhead-links",
        "the letterhead shows a picture that is not in it, but at 'https://example.org/x.png'",
    ),
    "linked document": (
        linked("subDocument", "file:///C:/secret.docx"),
        "letterhead-links",
        "the letterhead shows something that is not in it, but at 'file:///C:/secret.docx'",
    ),
    "link to a file": (
        linked("hyperlink", "file://server/share"),
        "letterhead-links",
        "the letterhead links to 'file://server/share', which is no web address",
    ),
    "fetching field": (
        saying(
            '<w:p><w:fldSimple w:instr=" includepicture &quot;http://x/y&quot; "/></w:p>' + PLACE
        ),
        "letterhead-links",
        "the letterhead has a field that fetches something: includepicture",
    ),
    "fetching field in runs": (
        saying(
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DD</w:instrText></w:r>'
            "<w:r><w:instrText>EAUTO c:\\\\x</w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        ),
        "letterhead-links",
        "the letterhead has a field that fetches something: DDEAUTO",
    ),
    "source in a shape": (
        saying(
            '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
            '<v:imagedata src="http://example.org/x"/></v:shape></w:pict></w:r></w:p>'
        ),
        "letterhead-links",
        "the letterhead shows something that is not in it, but at 'http://example.org/x'",
    ),
    "object": (
        embedding("oleObject"),
        "letterhead-content",
        "the letterhead holds an embedded object",
    ),
    "chart": (embedding("chart"), "letterhead-content", "the letterhead holds a chart"),
    "tracked": (
        saying('<w:p><w:ins w:author="Jane Doe" w:id="1"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'),
        "letterhead-content",
        "the letterhead has tracked changes",
    ),
    "footnote": (
        saying('<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'),
        "letterhead-content",
        "the letterhead has footnotes or endnotes",
    ),
    "twice": (
        saying(PLACE + PLACE),
        "letterhead-content",
        "the letterhead has `{{ brief }}` more than once",
    ),
    "with words": (
        saying(paragraph("See {{ brief }}")),
        "letterhead-content",
        "the letterhead has `{{ brief }}` in a paragraph with other words",
    ),
    "in a table": (
        saying(f"<w:tbl><w:tr><w:tc>{PLACE}</w:tc></w:tr></w:tbl>"),
        "letterhead-content",
        "the letterhead has `{{ brief }}` within a table, a text box or a content control",
    ),
    "in a text box, which is there twice": (
        saying(
            "<w:p><w:r><mc:AlternateContent>"
            f'<mc:Choice Requires="wps"><w:txbxContent>{PLACE}</w:txbxContent></mc:Choice>'
            f"<mc:Fallback><w:pict><w:txbxContent>{PLACE}</w:txbxContent></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>"
        ),
        "letterhead-content",
        "the letterhead has `{{ brief }}` within a table, a text box or a content control",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_brief_can_be_put_into_is_refused(name: str, tmp_path: Path) -> None:
    data, code, message = REFUSED[name]
    found = refused(data, tmp_path)
    assert (found.code, found.message) == (code, message)


WHITE = '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
USUAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>{}</w:style>'
)


@pytest.mark.parametrize(
    "stated",
    [
        styles(USUAL.format(WHITE)),
        styles(USUAL.format('<w:rPr><w:color w:val="auto" w:themeColor="background1"/></w:rPr>')),
        styles(USUAL.format('<w:basedOn w:val="b"/>'), style("b", "B", WHITE, "")),
        styles(USUAL.format("")).replace("<w:sz", '<w:color w:val="fefefe"/><w:sz'),
    ],
)
def test_text_that_nobody_could_see_is_refused(stated: str, tmp_path: Path) -> None:
    found = refused(letterhead({"word/styles.xml": stated}), tmp_path)
    assert (found.code, found.message) == (
        "letterhead-content",
        "the letterhead's ordinary text is in the colour of its paper: nobody could read a brief",
    )


def test_white_text_is_no_fault_on_dark_paper_or_in_another_style(tmp_path: Path) -> None:
    dark = document().replace("<w:body>", '<w:background w:color="102030"/><w:body>')
    read(
        letterhead({"word/document.xml": dark, "word/styles.xml": styles(USUAL.format(WHITE))}),
        tmp_path,
    )
    banner = styles(USUAL.format(""), style("b", "Banner", WHITE, "a"))
    read(letterhead({"word/styles.xml": banner}), tmp_path)


def test_a_placeholder_in_a_header_is_refused(tmp_path: Path) -> None:
    data = letterhead({"word/header1.xml": part("hdr", PLACE)})
    assert (
        refused(data, tmp_path).message == "the letterhead has `{{ brief }}` in a header or footer"
    )


@pytest.mark.parametrize(
    "typed", ["{{brief}}", "{{ Brief }}", "{{\u00a0BRIEF\u00a0}}", "{ { brief } }", " {{ brief }} "]
)
def test_the_placeholder_may_be_spelt_with_any_case_and_blanks(typed: str, tmp_path: Path) -> None:
    found = text(read(saying(paragraph(typed) + paragraph("Yours")), tmp_path))
    assert re.search(r"<w:body[^>]*><\?brief ?\?><w:p>", found.replace("<w:pPr/>", ""))
    assert "rief" not in found.replace("<?brief", "")


@pytest.mark.parametrize(
    "typed",
    [
        *("{{ breif }}", "{{brief}", "{brief}}", "{brief}", "{Brief }", "{{ brief", "brief }}"),
        *("{{ beief}}", "{% brief %}", "[brief]", "[[ Brief ]]", "<<brief>>", "«brief»"),
        *("To {breif}", "{{ title }}", "{% for e in events %}"),
    ],
)
@pytest.mark.parametrize("where", ["text", "header"])
def test_a_mistyped_placeholder_is_refused(typed: str, where: str, tmp_path: Path) -> None:
    xml = paragraph(typed.replace("<", "&lt;").replace(">", "&gt;"))
    header = {"word/header1.xml": part("hdr", xml)}
    found = refused(saying(xml) if where == "text" else letterhead(header), tmp_path)
    shown = typed.removeprefix("To ")
    assert (found.code, found.message) == (
        "letterhead-content",
        f"the letterhead has `{shown}`, which is no place for a brief",
    )
    assert found.hint.startswith("write {{ brief }}, in a paragraph of its own")
    assert ("`template`" in found.hint) == (typed in ("{{ title }}", "{% for e in events %}"))


@pytest.mark.parametrize(
    "words",
    ["In brief", "(brief)", "{a} and {b}", "Ref. [Chief] 12", "a < b > c", "[12]", "Brief:"],
)
def test_other_words_are_the_letterhead_s(words: str, tmp_path: Path) -> None:
    xml = paragraph(words.replace("<", "&lt;").replace(">", "&gt;"))
    assert xml in text(read(saying(xml + PLACE), tmp_path)).replace("<w:pPr/>", "<w:pPr></w:pPr>")


BREAK = '<w:r><w:br w:type="page"/></w:r>'
HELD = "<w:r><w:t>{{ brief }}</w:t></w:r>"


@pytest.mark.parametrize(
    ("holder", "expected"),
    [
        (f"<w:p><w:pPr><w:pageBreakBefore/></w:pPr>{HELD}</w:p>", ["x", "new", "brief", "y"]),
        (f"<w:p>{BREAK}{HELD}</w:p>", ["x", "new", "brief", "y"]),
        (f"<w:p>{HELD}{BREAK}</w:p>", ["x", "brief", "new", "y"]),
        (f"<w:p>{HELD}</w:p>", ["x", "brief", "y"]),
    ],
)
def test_a_new_page_that_begins_with_the_placeholder_stays(
    holder: str, expected: list[str], tmp_path: Path
) -> None:
    found = read(saying(paragraph("x") + holder + paragraph("y")), tmp_path)
    said = [
        "brief"
        if isinstance(each, etree._ProcessingInstruction)
        else "new"
        if each.find("{*}pPr/{*}pageBreakBefore") is not None
        else "".join(map(str, each.itertext()))
        for each in etree.fromstring(found.parts[0].data)[0]
    ]
    assert said[: len(expected)] == expected
    assert len(said) == len(expected) + 1


def test_no_page_begins_before_a_brief_that_is_all_there_is(tmp_path: Path) -> None:
    holder = f"<w:p><w:pPr><w:pageBreakBefore/></w:pPr>{HELD}{BREAK}</w:p>"
    assert "pageBreakBefore" not in text(read(saying(holder), tmp_path))


@pytest.mark.parametrize("kind", ["folder", "nothing"])
def test_what_cannot_be_read_is_told_with_its_name(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "reference.docx"
    if kind == "folder":
        path.mkdir()
    with pytest.raises(LegationError, match="the letterhead cannot be read: "):
        read_reference(path, "reference.docx")


# --- size -----------------------------------------------------------------------------------------------


def test_a_part_that_unpacks_to_far_more_is_not_unpacked(tmp_path: Path) -> None:
    data = letterhead({"word/media/zeros.bin": bytes(30 * 2**20)})
    assert len(data) < 2**16
    found = refused(data, tmp_path)
    assert found.code == "letterhead-size"
    assert found.message == "the letterhead unpacks to far more than a letterhead needs"


def test_the_whole_is_bounded_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 3000)
    assert refused(german(), tmp_path).code == "letterhead-size"


def test_so_are_the_number_of_parts_and_the_file(tmp_path: Path) -> None:
    many = letterhead({f"a/{number}": "" for number in range(unpacking.MOST_PARTS)})
    assert refused(many, tmp_path).message == "the letterhead has more than 1,000 parts"
    large = letterhead() + bytes(unpacking.MOST_BYTES)
    assert refused(large, tmp_path).message == "the letterhead has more than 20 MiB"


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    data = bytearray(letterhead())
    place = data.index(b"PK\x01\x02")  # the first entry of the directory: its size unpacked
    data[place + 24 : place + 28] = (7).to_bytes(4, "little")
    assert refused(bytes(data), tmp_path).code == "letterhead-damaged"


# --- scrubbing ------------------------------------------------------------------------------------------

PRIVATE = (
    b"Jane Doe",
    b"jane",
    b"Secret",
    b"rsid",
    b"paraId",
    b"Users",
)


@pytest.mark.parametrize("kind", ["German", "LibreOffice", "python-docx"])
def test_nothing_private_is_left(kind: str, tmp_path: Path) -> None:
    found = read(ALL[kind](), tmp_path)
    kept = [each for each in found.parts if not each.name.endswith("settings.xml")]
    everything = b"".join(each.name.encode() + each.data for each in kept)
    assert [trace for trace in PRIVATE if trace in everything] == []
    assert not any(
        each.name.startswith(("/docProps", "/customXml", "/word/comments")) for each in kept
    )


def test_comments_go_and_their_text_stays(tmp_path: Path) -> None:
    opened = docx.Document()
    said = opened.add_paragraph("To the Minister")
    opened.add_comment(said.runs, text="Secret thought", author="Jane Doe", initials="JD")
    opened.save(str(tmp_path / "made.docx"))
    found = read((tmp_path / "made.docx").read_bytes(), tmp_path)
    assert "To the Minister" in text(found)
    assert "comment" not in text(found)
    assert not any("comments" in each.name for each in found.parts)


def test_what_holds_words_loses_its_wrapping_only(tmp_path: Path) -> None:
    held = (
        '<w:p><w:smartTag w:uri="urn:x" w:element="PersonName"><w:r><w:t>Her Excellency</w:t></w:r>'
        '</w:smartTag></w:p><w:sdt><w:sdtPr><w:id w:val="7"/><w:dataBinding w:xpath="/x" '
        'w:storeItemID="{0}"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Company</w:t></w:r></w:p>'
        "</w:sdtContent></w:sdt>"
    )
    found = text(read(saying(held + PLACE), tmp_path))
    assert "Her Excellency" in found
    assert "Company" in found
    assert not any(word in found for word in ("smartTag", "dataBinding", "PersonName"))


def test_a_shape_of_vml_loses_its_name_and_what_is_packed_beside_it(tmp_path: Path) -> None:
    kind = (
        '<v:shapetype id="_x0000_t202" coordsize="21600,21600" path="m,l,21600r21600,l21600,xe"/>'
    )
    spaces = (
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    )
    shape = '<v:{0} id="{1}" o:spid="_x0000_s{2}" o:gfxdata="UEsD" style="width:9pt"/>'
    drawn = kind + shape.format("shape", "Jane Doe 7", 1) + shape.format("rect", "Secret", 2)
    mark = shape.format("shape", "PowerPlusWaterMarkObject357", 3)
    held = f"<w:p><w:r><w:pict {spaces}>{drawn}{mark}</w:pict></w:r></w:p>"
    found = text(read(saying(held + PLACE), tmp_path))
    assert not any(word in found for word in ("Jane", "Secret", "gfxdata"))
    ids = re.findall(r'<v:\w+ id="([^"]*)"', found)
    assert ids == ["_x0000_t202", "Shape1000000", "Shape1000001", "PowerPlusWaterMarkObject357"]


def test_a_kind_of_shapes_keeps_the_id_by_which_shapes_refer_to_it(tmp_path: Path) -> None:
    kind = '<v:shapetype id="shapetype_202" coordsize="21600,21600" path="m,l,xe"/>'
    space = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    held = f'<w:p><w:r><w:pict {space}>{kind}<v:shape type="#shapetype_202"/></w:pict></w:r></w:p>'
    found = text(read(saying(held + PLACE), tmp_path))
    assert 'id="shapetype_202"' in found


def test_what_is_left_of_tracked_changes_names_nobody(tmp_path: Path) -> None:
    who = 'w:id="1" w:author="Jane Doe" w:date="2025-01-01T00:00:00Z"'
    held = "".join(
        f'<w:{kind}RangeStart {who} w:name="move1"/><w:r><w:t>{kind}</w:t></w:r><w:{kind}RangeEnd w:id="1"/>'
        for kind in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel")
    )
    found = text(read(saying(f"<w:p>{held}</w:p>{PLACE}"), tmp_path))
    assert "Jane" not in found
    assert "Range" not in found
    assert "customXmlDel" in found


def test_ids_of_editing_go_from_drawings_too(tmp_path: Path) -> None:
    space = 'xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"'
    told = PICTURE.replace(
        "<wp:inline", f'<wp:inline {space} wp14:anchorId="4BAD0001" wp14:editId="5A5A0001"', 1
    )
    data = letterhead(
        {
            "word/document.xml": document(f"<w:p>{told}</w:p>{PLACE}"),
            "word/_rels/document.xml.rels": relationships(("crest", "image", "media/crest.png")),
            "word/media/crest.png": png(2, 2),
        }
    )
    assert "4BAD0001" in entries(data)["word/document.xml"].decode()
    assert re.search("anchorId|editId", text(read(data, tmp_path))) is None


def test_ids_are_out_of_the_way_of_those_of_a_brief(tmp_path: Path) -> None:
    marks = '<w:bookmarkStart w:id="0" w:name="a"/><w:bookmarkEnd w:id="0"/>'
    data = letterhead(
        {
            "word/document.xml": document(f"<w:p>{marks}{PICTURE}</w:p>{PLACE}"),
            "word/_rels/document.xml.rels": relationships(("crest", "image", "media/crest.png")),
            "word/media/crest.png": png(2, 2),
        }
    )
    root = etree.fromstring(read(data, tmp_path).parts[0].data)
    attributes = [pair for each in root.iter("*") for pair in each.attrib.items()]
    ids = [value for key, value in attributes if str(key).rpartition("}")[2] == "id"]
    assert len(ids) == 4
    assert min(map(int, ids)) >= 1_000_000
    start, end = (i for i in root.iter("{*}bookmarkStart", "{*}bookmarkEnd"))
    assert start.values()[0] == end.values()[0]


def test_a_description_that_is_one_stays(tmp_path: Path) -> None:
    described = PICTURE.replace(
        'descr="C:\\Users\\jane.doe\\crest.png"', 'descr="Arms and/or seal"'
    )
    rels = relationships(("crest", "image", "media/crest.png"))
    data = letterhead(
        {
            "word/document.xml": document(f"<w:p>{described}</w:p>{PLACE}"),
            "word/_rels/document.xml.rels": rels,
            "word/media/crest.png": png(2, 2),
        }
    )
    assert "Arms and/or seal" in text(read(data, tmp_path))


# --- drawings in SVG ------------------------------------------------------------------------------------

DRAWN = (
    b'<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"><metadata>Jane Doe</metadata>'
    b'<image href="http://example.org/x.png"/></svg>'
)
VECTOR = (
    '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip r:embed="drawn" '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"/></a:ext></a:extLst>'
)
BLIP = '<a:blip r:embed="crest"/>'


def crested(blip: str, drawing: str = "media/crest.svg", kind: str = "image/svg+xml") -> bytes:
    """With a picture, and the drawing that is beside it."""
    assert BLIP in PICTURE
    ending = drawing.rpartition(".")[2]
    content = f"<w:p>{PICTURE.replace(BLIP, blip)}</w:p>{PLACE}"
    stated = types({"word/document.xml": ""}).replace(
        "<Override", f'<Default Extension="{ending}" ContentType="{kind}"/><Override', 1
    )
    rels = (("crest", "image", "media/crest.png"), ("drawn", "image", drawing))
    return letterhead(
        {
            "word/document.xml": document(content),
            "word/_rels/document.xml.rels": relationships(*rels),
            "word/media/crest.png": png(2, 2),
            f"word/{drawing}": DRAWN,
            "[Content_Types].xml": stated,
        }
    )


@pytest.mark.parametrize(
    ("drawing", "kind"),
    [("media/crest.svg", "image/svg+xml"), ("media/crest.gif", "image/gif")],
    ids=["told", "disguised"],
)
def test_of_a_drawing_in_svg_the_picture_beside_it_is_taken(
    drawing: str, kind: str, tmp_path: Path
) -> None:
    told = BLIP.replace("/>", f">{VECTOR}</a:blip>")
    found = read(crested(told, drawing, kind), tmp_path)
    assert [each.name for each in found.parts] == ["/word/document.xml", "/word/media/crest.png"]
    assert [each.target for each in found.parts[0].relations] == ["/word/media/crest.png"]
    assert BLIP in text(found)


def test_what_else_is_told_of_the_picture_stays(tmp_path: Path) -> None:
    other = '<a:ext uri="{28A0092B-C50C-407E-A947-70E740481C1C}"/>'
    told = BLIP.replace("/>", f">{VECTOR.replace('<a:ext ', other + '<a:ext ', 1)}</a:blip>")
    assert f"<a:extLst>{other}</a:extLst>" in text(read(crested(told), tmp_path))


@pytest.mark.parametrize(
    "blip", ['<a:blip r:embed="drawn"/>', f"<a:blip>{VECTOR}</a:blip>"], ids=["itself", "alone"]
)
def test_a_drawing_in_svg_without_a_picture_is_refused(blip: str, tmp_path: Path) -> None:
    found = refused(crested(blip), tmp_path)
    assert (found.code, found.message) == (
        "letterhead-content",
        "the letterhead shows a drawing in SVG, which may hold links and its maker's notes",
    )


# --- the place of the brief -----------------------------------------------------------------------------


def order(content: str, folder: Path) -> list[str]:
    """What stands in the body, in order: texts, the brief, the ends of sections."""
    found = text(read(saying(content), folder))
    return [
        next(filter(None, groups))
        for groups in re.findall(r"<(\?brief)|<w:t>([^<]*)</w:t>|<(w:sectPr)", found)
    ]


SECTION = "<w:sectPr/>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (paragraph("A") + PLACE + paragraph("B"), ["A", "?brief", "B", "w:sectPr"]),
        (paragraph("A") + "<w:p/>", ["A", "?brief", "w:sectPr"]),
        (paragraph("A"), ["A", "?brief", "w:sectPr"]),
        ("", ["?brief", "w:sectPr"]),
        (
            paragraph("{{brief}}", more=SECTION) + paragraph("B"),
            ["?brief", "w:sectPr", "B", "w:sectPr"],
        ),
        (
            "<w:p><w:r><w:t>{{ </w:t></w:r><w:r><w:t>brief }}</w:t></w:r></w:p>" + paragraph("B"),
            ["?brief", "B", "w:sectPr"],
        ),
    ],
    ids=["between", "empty last", "end", "blank", "ends a section", "in two runs"],
)
def test_the_brief_s_place(content: str, expected: list[str], tmp_path: Path) -> None:
    assert order(content, tmp_path) == expected


def test_a_picture_anchored_at_the_placeholder_stays(tmp_path: Path) -> None:
    holder = f"<w:p><w:r><w:t>{{{{ brief }}}}</w:t></w:r>{PICTURE}</w:p>"
    data = letterhead(
        {
            "word/document.xml": document(holder),
            "word/_rels/document.xml.rels": relationships(("crest", "image", "media/crest.png")),
            "word/media/crest.png": png(2, 2),
        }
    )
    found = text(read(data, tmp_path))
    assert "{{" not in found
    assert found.index("wp:docPr") < found.index("<?brief")


def test_a_template_is_read_as_a_document(tmp_path: Path) -> None:
    main = read(template(), tmp_path, "reference.dotx").parts[0]
    assert main.content_type.endswith("document.main+xml")
    kinds = {each.kind for each in main.relations}
    assert RELATIONSHIP_TYPE.HEADER in kinds


def test_left_and_right_are_said_as_the_schema_has_it(tmp_path: Path) -> None:
    odd = '<w:p><w:pPr><w:ind w:start="567" w:hanging="0"/><w:jc w:val="start"/></w:pPr></w:p>'
    found = text(read(saying(odd + PLACE), tmp_path))
    assert 'w:left="567"' in found
    assert '<w:jc w:val="left"/>' in found
    assert "start" not in found


def test_properties_are_in_the_order_of_the_schema(tmp_path: Path) -> None:
    look = '<w:rPr><w:sz w:val="24"/><w:kern w:val="2"/><w:rFonts w:ascii="Arial"/></w:rPr>'
    section = f"<w:sectPr>{A4}</w:sectPr>"
    odd = f'<w:p><w:pPr>{section}<w:jc w:val="left"/><w:keepNext/></w:pPr><w:r>{look}</w:r></w:p>'
    found = etree.fromstring(read(saying(odd + PLACE), tmp_path).parts[0].data)
    names = [
        [str(child.tag).rpartition("}")[2] for child in next(found.iter(f"{{*}}{holder}"))]
        for holder in ("pPr", "rPr")
    ]
    assert names == [["keepNext", "jc", "sectPr"], ["rFonts", "kern", "sz"]]


def test_attributes_that_old_shapes_have_not_got_go(tmp_path: Path) -> None:
    drawn = '<v:{0} xmlns:v="urn:schemas-microsoft-com:vml" id="a{0}" ID="Crest" path="m,l"/>'
    held = "".join(drawn.format(name) for name in ("rect", "shape"))
    found = text(read(saying(f"<w:p><w:r><w:pict>{held}</w:pict></w:r></w:p>{PLACE}"), tmp_path))
    assert "Crest" not in found
    assert found.count("path=") == 1


def read_styles(found: Letterhead) -> bytes:
    return next(each.data for each in found.parts if each.name.endswith("styles.xml"))


def test_styles_are_kept_as_they_are(tmp_path: Path) -> None:
    given = styles('<w:style w:type="paragraph" w:styleId="X"><w:name w:val="Ours"/></w:style>')
    found = read(letterhead({"word/styles.xml": given}), tmp_path)
    assert etree.tostring(etree.fromstring(given.encode()), method="c14n") == etree.tostring(
        etree.fromstring(read_styles(found)), method="c14n"
    )


def test_styles_refer_to_styles_and_end_somewhere(tmp_path: Path) -> None:
    first, second = style("One", "One", based="Two"), style("Two", "Two", based="Three")
    rest = style("Three", "Three", '<w:next w:val="Gone"/><w:link w:val="One"/>', based="One")
    given = styles(
        first, second, rest, style("One", "Another", based="Gone"), style("Four", "Four")
    )
    root = etree.fromstring(read_styles(read(letterhead({"word/styles.xml": given}), tmp_path)))
    found = {
        style.get(f"{W}styleId"): [
            (e.tag.removeprefix(W), e.get(f"{W}val")) for e in list(style)[1:]
        ]
        for style in root.iter(f"{W}style")
    }
    assert found == {
        "One": [("basedOn", "Two")],
        "Two": [("basedOn", "Three")],
        "Three": [("link", "One")],
        "Four": [],
    }


def test_text_refers_to_no_style_or_list_that_is_not_there(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:pStyle w:val="Gone"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
    texts = "".join(
        paragraph(name, name, listed.format(number))
        for number, name in enumerate(("House", "Gone", "Lost"))
    )
    parts = {
        "word/document.xml": document(texts + PLACE),
        "word/styles.xml": styles(style("House", "House", based="")),
        "word/numbering.xml": part("numbering", numbering),
    }
    found = {each.name: each.data for each in read(letterhead(parts), tmp_path).parts}
    assert re.findall(rb'pStyle w:val="(\w+)"', found["/word/document.xml"]) == [b"House"]
    assert re.findall(rb'numId w:val="(\d)"', found["/word/document.xml"]) == [b"0", b"1"]
    assert re.findall(rb'w:numId="(\d)"', found["/word/numbering.xml"]) == [b"1"]
    assert b'<w:pStyle w:val="Gone"/>' in found["/word/numbering.xml"]


@pytest.mark.parametrize(
    ("holder", "held"),
    [
        ("tblPr", "tblStyle tblW jc tblBorders tblLook"),
        ("tcPr", "tcW shd vAlign"),
        ("tcBorders", "top bottom"),
        ("pBdr", "top left bottom"),
        ("sdt", "sdtPr sdtContent"),
        ("sectPr", "pgSz pgMar cols titlePg"),
    ],
)
def test_what_some_write_in_another_order_is_put_in_that_of_the_schema(
    holder: str, held: str, tmp_path: Path
) -> None:
    turned = "".join(f"<w:{name}/>" for name in reversed(held.split()))
    found = etree.fromstring(
        read(saying(f"<w:{holder}>{turned}</w:{holder}>{PLACE}"), tmp_path).parts[0].data
    )
    there = [each.tag.removeprefix(W) for each in next(found.iter(W + holder))]
    assert there == [name for name in held.split() if name != "tblStyle"]  # which there is not
