"""The Word file as a package: the same bytes each time, with our properties and nobody's traces."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.opc.oxml import serialize_part_xml
from docx.oxml.parser import parse_xml
from msgspec.structs import replace

from documents import sample_document
from legation.model.theme import Colours, Fonts, Page, Sizes, Theme
from legation.writing.docx import write
from word import entries, find, paragraphs, png, tree, values

DOCUMENT = sample_document()
SAMPLE = write(DOCUMENT, Theme())


# --- the archive ---------------------------------------------------------------------------------


def test_entries_are_sorted_behind_the_content_types_and_undated() -> None:
    with ZipFile(BytesIO(SAMPLE)) as archive:
        names = archive.namelist()
        assert names == ["[Content_Types].xml", *sorted(names[1:])]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in archive.infolist()} == {0}


def test_every_part_has_a_content_type_and_every_relationship_a_part() -> None:
    parts = entries(SAMPLE)
    declared = values(tree(SAMPLE, "[Content_Types].xml"), "//@PartName")
    assert set(declared) == {f"/{part}" for part in parts if not part.endswith((".rels", "].xml"))}
    related = tree(SAMPLE, "word/_rels/document.xml.rels")
    inside = values(related, "//*[not(@TargetMode)]/@Target")
    assert {f"word/{target}" for target in inside} <= set(parts)


@pytest.mark.parametrize(
    "environment",
    [{"TZ": "Asia/Baku", "PYTHONHASHSEED": "1"}, {"TZ": "America/Lima", "PYTHONHASHSEED": "77"}],
)
def test_bytes_are_the_same_in_another_process(environment: dict[str, str], tmp_path: Path) -> None:
    script = (
        "import hashlib\n"
        "from documents import sample_document\n"
        "from legation.model.theme import Theme\n"
        "from legation.writing.docx import write\n"
        "print(hashlib.sha256(write(sample_document(), Theme())).hexdigest())"
    )
    environment["PYTHONPATH"] = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == hashlib.sha256(SAMPLE).hexdigest()


def test_nothing_tells_of_templates_or_machines() -> None:
    everything = b"".join((name.encode() + part for name, part in entries(SAMPLE).items())).lower()
    for trace in (
        b"python-docx",
        b"microsoft macintosh",
        b"rsid",
        b"thumbnail",
        b"stylesWithEffects",
    ):
        assert trace.lower() not in everything
    assert str(Path.cwd()).encode().lower() not in everything


def test_no_name_is_left_to_fill_in() -> None:
    parts = {name: part for name, part in entries(SAMPLE).items() if name.endswith(".xml")}
    left = {name for name, part in parts.items() if b"$" in part}
    assert left == {"word/document.xml"}  # the hostile text's own


@pytest.mark.parametrize(
    "theme",
    [
        Theme(),
        Theme(align="justify", notes="endnotes"),
        Theme(colours=Colours(paper="FFF8E7"), fonts=Fonts(name='A & "B"', fallback="<C>")),
    ],
)
def test_what_it_makes_no_trees_of_is_as_python_docx_would_write_it(theme: Theme) -> None:
    parts = entries(write(DOCUMENT, theme))
    for name in ("styles.xml", "numbering.xml", "settings.xml", "_rels/document.xml.rels"):
        read = parse_xml(parts[f"word/{name}"])
        assert serialize_part_xml(read) == parts[f"word/{name}"]


# --- properties and settings ---------------------------------------------------------------------


def test_properties_are_the_documents() -> None:
    properties = docx.Document(BytesIO(SAMPLE)).core_properties
    assert properties.title == "Azerbaijan and Uzbekistan: R&D <draft>"
    assert properties.author == "Eurasia desk"
    assert properties.subject == "Country brief"
    assert properties.keywords == "Azerbaijan, Uzbekistan"
    assert properties.language == "en-GB"
    assert properties.last_modified_by == ""
    assert properties.created == properties.modified == datetime(2026, 2, 22, tzinfo=UTC)


def test_long_and_odd_properties_are_no_obstacle() -> None:
    document = replace(DOCUMENT, title="\x00" + "t" * 300, author="", keywords=())
    properties = docx.Document(BytesIO(write(document, Theme()))).core_properties
    assert properties.title == "\ufffd" + "t" * 254
    assert properties.author == ""


def test_word_opens_it_as_its_own_and_without_questions() -> None:
    settings = tree(SAMPLE, "word/settings.xml")
    mode = '//w:compatSetting[@w:name="compatibilityMode"]/@w:val'
    assert values(settings, mode) == ["15"]
    assert find(settings, "//w:updateFields") == []


def test_the_language_is_the_documents() -> None:
    content = write(replace(DOCUMENT, language="en-US"), Theme())
    defaults = tree(content, "word/styles.xml")
    assert values(defaults, "//w:docDefaults//w:lang/@w:val") == ["en-US"]


# --- header and footer ---------------------------------------------------------------------------


def test_every_page_is_marked_at_head_and_foot() -> None:
    marking = ("Marking", "OFFICIAL & <SENSITIVE>")
    assert paragraphs(SAMPLE, "word/header1.xml") == [marking]
    assert paragraphs(SAMPLE, "word/footer1.xml")[-1] == marking


def test_the_foot_says_title_page_and_digest() -> None:
    line = ("Footer", "Azerbaijan and Uzbekistan\t3f9a1c27\u2003Page 1 of 1")
    assert paragraphs(SAMPLE, "word/footer1.xml")[0] == line
    fields = values(tree(SAMPLE, "word/footer1.xml"), "//w:fldSimple/@w:instr")
    assert fields == [" PAGE ", " NUMPAGES "]


def test_the_page_label_is_in_the_documents_words() -> None:
    document = replace(DOCUMENT, page_label="{pages} sahifadan {page}", marking="", digest="")
    content = write(document, Theme())
    assert paragraphs(content, "word/footer1.xml") == [
        ("Footer", "Azerbaijan and Uzbekistan\t1 sahifadan 1")
    ]
    assert values(tree(content, "word/footer1.xml"), "//w:fldSimple/@w:instr") == [
        " NUMPAGES ",
        " PAGE ",
    ]
    assert paragraphs(content, "word/header1.xml") == []


# --- the theme -----------------------------------------------------------------------------------

THEME = Theme(
    colours=Colours(accent="7A0019", shade="FFF0F0"),
    fonts=Fonts(name="Gentium & Co", fallback="Georgia"),
    sizes=Sizes(body=12, heading1=18),
    page=Page(size="Letter", left=30, right=20),
)


def test_colours_and_fonts_are_in_the_theme_part() -> None:
    part = tree(write(DOCUMENT, THEME), "word/theme/theme1.xml")
    assert values(part, "//a:accent1/a:srgbClr/@val") == ["7A0019"]
    assert values(part, "//a:lt2/a:srgbClr/@val") == ["FFF0F0"]
    assert values(part, "//a:minorFont/a:latin/@typeface") == ["Gentium & Co"]
    fonts = tree(write(DOCUMENT, THEME), "word/fontTable.xml")
    assert values(fonts, '//w:font[@w:name="Gentium & Co"]/w:altName/@w:val') == ["Georgia"]


def test_sizes_and_colours_are_in_the_styles() -> None:
    part = tree(write(DOCUMENT, THEME), "word/styles.xml")
    assert values(part, "//w:docDefaults//w:sz/@w:val") == ["24"]
    heading = '//w:style[@w:styleId="Heading1"]/w:rPr'
    assert values(part, f"{heading}/w:sz/@w:val") == ["36"]
    assert values(part, f"{heading}/w:color/@w:val") == ["7A0019"]
    assert values(part, f"{heading}/w:color/@w:themeColor") == ["accent1"]


@pytest.mark.parametrize(
    ("page", "size", "sides"),
    [
        (Page(), ["11906", "16838"], ["1417", "1417"]),
        (Page(size="Letter", left=30, right=20), ["12240", "15840"], ["1134", "1701"]),
    ],
)
def test_the_sheet_is_the_themes(page: Page, size: list[str], sides: list[str]) -> None:
    section = find(tree(write(DOCUMENT, Theme(page=page))), "//w:sectPr")[0]
    assert values(section, "w:pgSz/@w:w | w:pgSz/@w:h") == size
    assert values(section, "w:pgMar/@w:right | w:pgMar/@w:left") == sides


# --- the logo ------------------------------------------------------------------------------------


def test_the_logo_stands_first_described_and_unnamed(tmp_path: Path) -> None:
    path = tmp_path / "secret-ministry-name.png"
    path.write_bytes(png(40, 20))
    content = write(DOCUMENT, Theme(logo=str(path), logo_height=10))
    first = find(tree(content), "//w:p")[0]
    assert values(first, ".//wp:docPr/@descr") == ["Logo"]
    height = round(10 * 36000 / 100) * 100
    extent = values(first, ".//wp:extent/@cx | .//wp:extent/@cy")
    assert [round(int(length), -2) for length in extent] == [2 * height, height]
    assert b"secret-ministry" not in b"".join(entries(content).values())
    assert entries(content)["word/media/image1.png"] == png(40, 20)


def test_a_wide_logo_is_no_wider_than_the_text(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(png(400, 4))
    content = write(DOCUMENT, Theme(logo=str(path)))
    width = int(values(tree(content), "//wp:extent/@cx")[0])
    assert width == round(Theme().page.text_width * 12700)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not an image",
        b"GIF89a\1\0\1\0" + b"\0" * 20,
        png(9, 9)[:20],
        png(9, 9)[:40],
        png(0, 9),
    ],
)
def test_a_logo_that_is_no_image_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(data)
    message = r"logo\.png is not a PNG or JPEG image that can be read"
    with pytest.raises(OSError, match=message):
        write(DOCUMENT, Theme(logo=str(path)))
