"""Logos of every kind that a PNG or JPEG file can hold, as both formats show them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PIL import Image

from documents import paragraph
from legation.model.theme import Theme
from legation.writing import docx
from legation.writing.raster import read_raster
from pdf_files import bare, objects, pdf
from tools import require_package, to_pdfs
from word import entries, png

if TYPE_CHECKING:
    from pathlib import Path

RED, WHITE = (200, 30, 40), (255, 255, 255)
SIZE = (120, 60)


def halves(mode: str, left: Any, right: Any) -> Image.Image:
    """A picture of two halves."""
    image = Image.new(mode, SIZE, right)
    image.paste(left, (0, 0, SIZE[0] // 2, SIZE[1]))
    return image


def palette(*, transparent: bool = False) -> Image.Image:
    image = halves("RGB", RED, WHITE).quantize(4)
    if transparent:
        image.info["transparency"] = image.getpixel((SIZE[0] - 1, 0))
    return image


def sixteen() -> bytes:
    """A PNG of 16 bits for each of red, green and blue, which Pillow cannot write."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    left, right = (struct.pack(">HHH", *(c * 257 for c in colour)) for colour in (RED, WHITE))
    row = b"\0" + left * (SIZE[0] // 2) + right * (SIZE[0] // 2)
    header = struct.pack(">IIBBBBB", *SIZE, 16, 2, 0, 0, 0)
    body = (
        chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * SIZE[1])) + chunk(b"IEND", b"")
    )
    return b"\x89PNG\r\n\x1a\n" + body


def turned(kind: str) -> bytes:
    """A picture that lies on its side, and says so."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter, clockwise
    stream = BytesIO()
    upright = halves("RGB", RED, WHITE)
    upright.transpose(Image.Transpose.ROTATE_90).save(stream, kind, exif=exif, quality=95)
    return stream.getvalue()


def saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    stream = BytesIO()
    image.save(stream, kind, **how)
    return stream.getvalue()


GREY = 79  # what red is in shades of grey
LOGOS = {
    "colour": (saved(halves("RGB", RED, WHITE), "PNG"), RED),
    "grey": (saved(halves("L", GREY, 255), "PNG"), (GREY,) * 3),
    "grey, 16 bits": (saved(halves("I;16", GREY * 257, 65535), "PNG"), (GREY,) * 3),
    "colour, 16 bits": (sixteen(), RED),
    "black and white": (saved(halves("1", 0, 1), "PNG"), (0, 0, 0)),
    "palette": (saved(palette(), "PNG"), RED),
    "palette, transparent": (saved(palette(transparent=True), "PNG"), RED),
    "transparent": (saved(halves("RGBA", (*RED, 255), (0, 0, 0, 0)), "PNG"), RED),
    "grey, transparent": (saved(halves("LA", (GREY, 255), (0, 0)), "PNG"), (GREY,) * 3),
    "one colour transparent": (
        saved(halves("RGB", RED, (1, 2, 3)), "PNG", transparency=(1, 2, 3)),
        RED,
    ),
    "photograph": (saved(halves("RGB", RED, WHITE), "JPEG", quality=95), RED),
    "photograph, progressive": (
        saved(halves("RGB", RED, WHITE), "JPEG", quality=95, progressive=True),
        RED,
    ),
    "photograph, grey": (saved(halves("L", GREY, 255), "JPEG", quality=95), (GREY,) * 3),
    "photograph for print": (
        saved(halves("CMYK", (0, 217, 204, 55), (0, 0, 0, 0)), "JPEG", quality=95),
        (200, 30, 40),
    ),
    "photograph on its side": (turned("JPEG"), RED),
    "picture on its side": (turned("PNG"), RED),
}


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 12 for a, b in zip(one[:3], other, strict=True))


def seen(data: bytes, theme: Theme) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The colours of the logo's halves as they are on the first page."""
    image = pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().convert("RGB")
    edge, height = 25 * 72 / 25.4 * 2, theme.logo_height * 72 / 25.4 * 2
    y = edge + height / 2
    halves = [image.getpixel((edge + x * height, y)) for x in (0.5, 1.5)]
    assert image.getpixel((edge + 2 * height + 4, y)) == WHITE
    assert image.getpixel((edge + height / 2, edge - 4)) == WHITE
    return halves[0], halves[1]


DOCUMENT = bare(paragraph("Words."))


def themed(kind: str, folder: Path) -> Theme:
    """A theme with a logo, whose file is put into a folder."""
    (folder / "logo").write_bytes(LOGOS[kind][0])
    return Theme(logo=str(folder / "logo"), logo_height=20)


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The Word file with each logo, as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("word")
    written = [docx.write(DOCUMENT, themed(kind, folder)) for kind in LOGOS]
    printed = to_pdfs(written, folder)
    return {kind: path.read_bytes() for kind, path in zip(LOGOS, printed, strict=True)}


@pytest.mark.tools
@pytest.mark.parametrize("kind", LOGOS)
def test_both_formats_show_it_as_it_is(kind: str, word: dict[str, bytes], tmp_path: Path) -> None:
    theme = themed(kind, tmp_path)
    for printed in (pdf(DOCUMENT, theme), word[kind]):
        left, right = seen(printed, theme)
        assert near(left, LOGOS[kind][1])
        assert near(right, WHITE)


@pytest.mark.tools
@pytest.mark.parametrize("kind", LOGOS)
def test_the_pdf_is_archival_and_accessible(kind: str, tmp_path: Path) -> None:
    page = require_package("page")
    (tmp_path / "logo").write_bytes(LOGOS[kind][0])
    data = pdf(bare(paragraph("Words.")), Theme(logo=str(tmp_path / "logo")))
    assert b"/SMask" not in objects(data)
    (tmp_path / "logo.pdf").write_bytes(data)
    for standard in ("PDF_UA_1", "PDF_A_2A"):
        profile = page.ValidationProfile[standard]
        result = page.validate_pdf(tmp_path / "logo.pdf", profile=profile)
        assert [(failure.rule_id, failure.message) for failure in result.failures] == []


def test_an_interlaced_picture_is_read(tmp_path: Path) -> None:
    # 2 by 2 grey pixels in the passes of Adam7, which Pillow cannot write.
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    passes = b"\0\x10" + b"\0\x20" + b"\0\x30\x40"
    parts = (
        chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 1)),
        chunk(b"IDAT", zlib.compress(passes)),
        chunk(b"IEND", b""),
    )
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))
    assert read_raster(str(tmp_path / "logo.png")).pixels == b"\x10\x20\x30\x40"


def test_a_photograph_stays_one_and_anything_else_is_pixels(tmp_path: Path) -> None:
    for kind, (data, _) in LOGOS.items():
        (tmp_path / "logo").write_bytes(data)
        raster = read_raster(str(tmp_path / "logo"))
        plain = kind in ("photograph", "photograph, progressive", "photograph, grey")
        assert (raster.pixels == b"") == plain
        assert raster.file.startswith(b"\xff\xd8" if plain else b"\x89PNG")
        assert plain or len(raster.pixels) == raster.width * raster.height * (
            1 if raster.grey else 3
        )


def test_word_holds_a_plain_picture_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png(30, 10))
    content = docx.write(bare(paragraph("x")), Theme(logo=str(tmp_path / "logo.png")))
    assert png(30, 10) in entries(content).values()
