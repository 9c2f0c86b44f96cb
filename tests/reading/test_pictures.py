"""Which files a theme may name as its logo, and what is said of the others."""

from __future__ import annotations

import gzip
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from legation.diagnostics import Report, render
from legation.reading.pictures import MOST_BYTES
from legation.reading.templates import Folder
from legation.reading.theme import read_theme
from word import png

SVG = b'<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"/>\n'


def told(folder: Path, data: bytes, name: str = "logo.png", theme: str = "logo: {}\n") -> list[str]:
    """What is said of a theme with that logo."""
    (folder / name).write_bytes(data)
    (folder / "theme.yaml").write_text(theme.format(name), encoding="utf-8")
    report = Report()
    read = read_theme([Folder(folder, "t")], report)
    assert (read is None) == bool(len(report))
    return [render(found).replace("t\\theme", "t/theme") for found in report]


def picture(kind: str, mode: str = "RGB") -> bytes:
    stream = BytesIO()
    Image.new(mode, (20, 10)).save(stream, kind)
    return stream.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A PNG that says that it has that many pixels, and has none."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (png(3, 2), "logo.png"),
        (picture("JPEG"), "logo.jpg"),
        (picture("JPEG", "CMYK"), "logo.jpeg"),
        (picture("PNG", "LA"), "logo.PNG"),
        (picture("JPEG"), "logo.svg"),
        (png(1, 4000), "logo"),
    ],
)
def test_a_picture_is_known_by_what_is_in_it(data: bytes, name: str, tmp_path: Path) -> None:
    assert told(tmp_path, data, name) == []


@pytest.mark.parametrize("name", ["logo.svg", "logo.png", "logo"])
@pytest.mark.parametrize(
    "data", [SVG, b"\xef\xbb\xbf" + SVG, SVG.upper(), b"<svg>", gzip.compress(SVG)]
)
def test_a_drawing_is_refused_with_the_reason_and_the_way_out(
    data: bytes, name: str, tmp_path: Path
) -> None:
    assert told(tmp_path, data, name) == [
        f't/theme.yaml:1:7: error[theme-file]: "{name}" is an SVG drawing, which may load other files '
        "and looks different in every program\n"
        "  hint: open it in a browser or a drawing program and save it as a PNG picture, 200 pixels high"
    ]


@pytest.mark.parametrize(("height", "pixels"), [("5", 100), ("30", 400), ("60", 750), ("x", 200)])
def test_the_hint_says_how_many_pixels_are_wanted(height: str, pixels: int, tmp_path: Path) -> None:
    said = told(tmp_path, SVG, theme=f"logo: {{}}\nlogo-height: {height}\n")
    assert f", {pixels} pixels high" in said[0]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (picture("GIF"), "a GIF picture"),
        (picture("BMP"), "a BMP picture"),
        (picture("TIFF"), "a TIFF picture"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP picture"),
        (b"\0\0\0\x1cftypheic", "a HEIC or AVIF picture, or a film"),
        (b"%PDF-1.7\n", "a PDF or PostScript file"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "a PDF or PostScript file"),
        (b"\xd7\xcd\xc6\x9a\0\0", "a Windows metafile"),
        (b"PK\x03\x04\x14\0", "a Word file or another archive"),
    ],
)
def test_another_format_is_named(data: bytes, kind: str, tmp_path: Path) -> None:
    assert told(tmp_path, data) == [
        f't/theme.yaml:1:7: error[theme-file]: "logo.png" is {kind}, whatever its name\n'
        "  hint: open it and save it as a PNG picture, 200 pixels high"
    ]


@pytest.mark.parametrize("data", [b"", b"\x89PNG", b"colours: {}\n", b"\0" * 2000])
def test_what_is_no_picture_is_refused(data: bytes, tmp_path: Path) -> None:
    assert told(tmp_path, data) == [
        't/theme.yaml:1:7: error[theme-file]: "logo.png" is not a PNG or JPEG picture\n'
        "  hint: name a PNG or JPEG picture"
    ]


@pytest.mark.parametrize(
    "data",
    [
        png(300, 200)[:60],
        picture("JPEG")[:200],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        b"\xff\xd8\xff\xe0 and no more",
        claiming(100, 100),
    ],
)
def test_a_damaged_one_is_refused(data: bytes, tmp_path: Path) -> None:
    assert told(tmp_path, data) == [
        't/theme.yaml:1:7: error[theme-file]: "logo.png" is damaged: it cannot be read to its end\n'
        "  hint: open it and save it as a PNG picture, 200 pixels high"
    ]


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ((6000, 5000), "has 6000 by 5000 pixels, too many to draw"),
        ((12000, 8000), "has 12000 by 8000 pixels, too many to draw"),
        ((60000, 60000), "has too many pixels to draw"),
    ],
)
def test_a_huge_one_is_refused_before_it_is_unpacked(
    size: tuple[int, int], said: str, tmp_path: Path
) -> None:
    assert told(tmp_path, claiming(*size)) == [
        f't/theme.yaml:1:7: error[theme-file]: "logo.png" {said}\n'
        "  hint: save it as a PNG picture, 200 pixels high"
    ]


def test_a_file_of_too_many_bytes_is_refused(tmp_path: Path) -> None:
    (said,) = told(tmp_path, png(3, 2) + b"\0" * MOST_BYTES)
    assert '"logo.png" has more than 20 MiB\n' in said
