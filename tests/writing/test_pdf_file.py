"""The file: its fonts, properties and images, and that the same document is always the same bytes."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import time
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image

import documents
from documents import columns, paragraph, rows, sample_document
from legation.model.document import Heading, Table, Text, Title
from legation.model.drawing import Drawing, Ink, Label
from legation.model.theme import Theme
from legation.text.fonts import BEHIND, Face, Fonts, files
from legation.writing.pdf import leaf, write
from legation.writing.pdf.objects import stream
from pdf_files import THEME, WIDTH, bare, objects, pages, pdf, spots, streams
from tools import require_package

SAMPLE = sample_document()
DATA = pdf(SAMPLE)
OBJECTS = objects(DATA)
LABEL = Label(0.0, 0.0, 40.0, 12.0, ("Oslo",), 9.0, 12.0, Ink.TEXT)
LEAF = leaf.write(Drawing(100, 50, (LABEL,)), THEME, Fonts.load(THEME.fonts))
TESTS = Path(documents.__file__).parent

_buffer = BytesIO()
Image.effect_noise((40, 20), 9).save(_buffer, "PNG")
PNG = _buffer.getvalue()

SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
from documents import sample_document
from pdf_files import pdf
sys.stdout.buffer.write(pdf(sample_document()))
"""


def test_the_length_of_a_stream_is_plain_whatever_it_ends_with() -> None:
    for data in (b"a\r", b"a\n", b"a\r\n", b""):
        written = stream(data, compress=False)
        assert written.endswith(b"stream\n" + data + b"\r\nendstream")
        assert b"/Length %d" % len(data) in written


@pytest.mark.parametrize("data", [DATA, LEAF], ids=["document", "leaf"])
def test_every_object_stands_where_the_cross_reference_has_it(data: bytes) -> None:
    """Or a reader has to look through the whole file for them."""
    place = int(data.rpartition(b"startxref")[2].split()[0])
    rows = zlib.decompress(re.split(rb"stream\r?\n", data[place:])[1])
    first, *entries = struct.iter_unpack(">BIH", rows)
    assert first == (0, 0, 65535)
    for number, (kind, where, _) in enumerate(entries, start=1):
        holder, start = (number, where) if kind == 1 else (where, entries[where - 1][1])
        assert data[start:].startswith(b"%d 0 obj\n" % holder)


def test_only_our_fonts_are_in_the_file_and_all_are_embedded() -> None:
    names = set(re.findall(rb"/BaseFont/([\w+-]+)", OBJECTS))
    assert len(names) == 4
    assert all(re.fullmatch(rb"[A-Z]{6}\+IBMPlexSerif-\w+", name) for name in names)
    assert len(re.findall(rb"/FontFile2 ", OBJECTS)) == 4
    assert b"Helvetica" not in DATA
    assert not any(b"Helvetica" in stream for stream in streams(DATA))


def test_fonts_that_are_not_used_are_not_in_the_file() -> None:
    assert objects(pdf(bare(paragraph("Plain")))).count(b"/FontFile2 ") == 1


def test_fonts_are_cut_to_the_letters_used() -> None:
    assert len(pdf(bare(paragraph("Plain")))) < 12_000


def test_letters_are_mapped_in_blocks_of_at_most_a_hundred() -> None:
    letters = "".join(map(chr, range(0x21, 0x17F))) + "".join(map(chr, range(0x400, 0x460)))
    data = pdf(bare(paragraph(letters)))
    (cmap,) = [stream for stream in streams(data) if b"begincmap" in stream]
    sizes = [int(size) for size in re.findall(rb"(\d+) beginbfchar", cmap)]
    assert len(sizes) > 2
    assert max(sizes) == 100
    assert sum(sizes) == len(re.findall(rb"<\w{4}> <\w+>\n", cmap)) - 1  # less the range of codes


def test_the_properties_are_the_documents() -> None:
    assert pypdfium2.PdfDocument(DATA).get_metadata_dict() == {
        "Title": SAMPLE.title,
        "Author": "Eurasia desk",
        "Subject": "Country brief",
        "Keywords": "Azerbaijan, Uzbekistan",
        "Creator": "Legation",
        "Producer": "ReportLab",
        "CreationDate": "D:20260222000000+00'00'",
        "ModDate": "D:20260222000000+00'00'",
    }


def test_the_language_is_named_and_the_title_shown() -> None:
    assert b"/Lang (en-GB)" in OBJECTS
    assert b"/DisplayDocTitle true" in OBJECTS


def test_properties_in_any_script_come_out() -> None:
    document = replace(bare(), title="Əliyev (a) \\ <b>", author="Отдел")
    found = pypdfium2.PdfDocument(pdf(document)).get_metadata_dict()
    assert (found["Title"], found["Author"]) == ("Əliyev (a) \\ <b>", "Отдел")


def test_the_same_document_is_the_same_bytes() -> None:
    assert pdf(SAMPLE) == DATA


def test_what_was_written_before_leaves_no_trace() -> None:
    pdf(bare(paragraph("Zebra, quagga, 北京"), paragraph("AVATAR " * 99)))
    assert pdf(SAMPLE) == DATA


def test_documents_that_differ_have_different_identifiers() -> None:
    def identifier(day: int, words: str) -> bytes:
        document = replace(bare(paragraph(words)), as_of=date(2026, 2, day))
        (found,) = re.findall(rb"/ID\[<(\w{32})><\1>\]", pdf(document))
        assert isinstance(found, bytes)
        return found

    assert len({identifier(1, "one"), identifier(1, "two"), identifier(2, "one")}) == 3


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Asia/Baku", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Lima", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "86400"},
        {"LC_ALL": "C", "PYTHONHASHSEED": "3", "RL_useA85": "1", "RL_invariant": "0"},
        {"RL_pdfMultiLine": "1", "RL_pdfComments": "1", "RL_pageCompression": "0"},
        {"RL_documentLang": "fr", "RL_canvas_baseColor": "red", "RL_defaultPageSize": "letter"},
    ],
    ids=lambda environment: ",".join(environment),
)
def test_the_environment_changes_nothing(tmp_path: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(TESTS)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert done.stdout == DATA


def test_what_was_written_before_changes_nothing() -> None:
    before, after = (
        bare(paragraph(words)) for words in ("Oʻz ‘q’ 北 Ш\u0301 é e\u0301 \u00a0 ʻ", "‘Oʻz’ 京 é")
    )
    alone = pdf(after)
    fonts = Fonts.load(THEME.fonts)
    fresh = Fonts(*map(Face, files(THEME.fonts), BEHIND))
    assert write(before, THEME, fresh).data == write(before, THEME, fonts).data
    assert write(after, THEME, fresh).data == write(after, THEME, fonts).data == alone


def test_a_settings_file_of_the_user_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / ".reportlab_settings").write_text("useA85 = 1\npdfComments = 1\ninvariant = 0\n")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(TESTS)],
        env={"HOME": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    assert done.stdout == DATA


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        *(("RGB", "PNG"), ("RGBA", "PNG"), ("P", "PNG"), ("L", "PNG"), ("1", "PNG")),
        *(("LA", "PNG"), ("I;16", "PNG"), ("RGB", "JPEG"), ("L", "JPEG"), ("CMYK", "JPEG")),
    ],
)
def test_a_logo_heads_the_first_page(tmp_path: Path, mode: str, kind: str) -> None:
    path = tmp_path / "logo"
    white: dict[str, int | tuple[int, ...]] = {"I;16": 65535, "CMYK": (0, 0, 0, 0)}
    Image.new(mode, (40, 20), white.get(mode, "white")).save(path, kind)
    theme = Theme(logo=str(path), logo_height=20)
    data = pdf(bare(paragraph("Words")), theme)
    (image,) = pypdfium2.PdfDocument(data)[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    left, bottom, right, top = image.get_bounds()
    assert (right - left, top - bottom) == pytest.approx((113.4, 56.7), abs=0.1)
    assert spots(data)[0].top < bottom
    shown = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("RGB")
    middle = (round((left + right) / 2), round(841.89 - (bottom + top) / 2))
    assert shown.getpixel(middle) == (255, 255, 255)


def test_a_transparent_logo_stands_on_white(tmp_path: Path) -> None:
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(tmp_path / "logo.png")
    data = pdf(bare(), Theme(logo=str(tmp_path / "logo.png")))
    pixels = [stream for stream in streams(data) if len(stream) == 48]
    assert pixels == [b"\xff" * 48]


def test_a_wide_logo_is_made_to_fit(tmp_path: Path) -> None:
    Image.new("RGB", (2000, 100)).save(tmp_path / "logo.png")
    data = pdf(bare(), Theme(logo=str(tmp_path / "logo.png"), logo_height=60))
    (image,) = pypdfium2.PdfDocument(data)[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    left, _, right, _ = image.get_bounds()
    assert right - left == pytest.approx(WIDTH, abs=0.1)


@pytest.mark.parametrize("content", [b"", b"no image", b"GIF89a", PNG[:60], PNG[:-30]])
def test_a_logo_that_is_no_image_is_an_os_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    with pytest.raises(OSError, match=r"^logo\.png is not a PNG or JPEG image that can be read$"):
        pdf(bare(), Theme(logo=str(tmp_path / "logo.png")))


def test_the_bytes_do_not_depend_on_where_the_logo_is(tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        path = tmp_path / name / "logo.png"
        path.parent.mkdir()
        path.write_bytes(PNG)
        written.append(pdf(bare(), Theme(logo=str(path))))
    assert written[0] == written[1]


def test_the_time_taken_grows_with_the_rows_and_no_faster() -> None:
    def taken(count: int) -> float:
        cells = [
            (f"row {n}", "Both sides confirmed what they had agreed on. " * 3) for n in range(count)
        ]
        table = Table(columns(("N", "Text"), (0.2, 0.8), WIDTH), rows(cells), "Many")
        document = bare(table)
        start = time.process_time()
        data = pdf(document)
        assert len(pages(data)) > 1
        return time.process_time() - start

    assert taken(1600) < 10 * taken(400)


MISTAKEN = (
    "Donau\u00addampf\u00adschiff",
    "Baku – “2024”, İğdır",
    "Баку – \u00ad",
    "\u007f and \u009f",
    "þÿ begins",
    "ÿþ begins",
    "ï»¿ begins",
    "(Baku) \\ \U0001f600",
)


@pytest.mark.tools
@pytest.mark.parametrize("words", MISTAKEN)
def test_properties_and_bookmarks_say_what_was_typed(words: str) -> None:
    made = bare(Title((Text(words),)), Heading(1, (Text(words),), "one"), paragraph("Text."))
    made = replace(made, title=words, author=words, subject=words, keywords=(words,))
    data = pdf(made)
    with require_package("pikepdf").open(BytesIO(data)) as file:
        for key in ("/Title", "/Author", "/Subject", "/Keywords"):
            assert str(file.docinfo[key]) == words
        with file.open_outline() as outline:
            assert [entry.title for entry in outline.root] == [words]
    assert pypdfium2.PdfDocument(data).get_metadata_value("Title") == words
