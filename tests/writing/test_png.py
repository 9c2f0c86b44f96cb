"""A page as a PNG file: small, the same each time, and with nothing in it but the picture."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageChops

from documents import drawing
from legation.model.drawing import Box, Drawing, Ink
from legation.model.theme import Theme
from legation.writing import png
from legation.writing.pdf import picture
from pdf_files import FONTS

THEME = Theme()
ACCENT = (0x1F, 0x3A, 0x5F)


def page(drawn: Drawing) -> bytes:
    return picture.write(drawn, "A title", "What", THEME, FONTS, "en-GB", date(2026, 2, 22))


def chunks(data: bytes) -> list[bytes]:
    """The kinds of a PNG file's chunks, in their order."""
    kinds, at = [], 8
    while at < len(data):
        kinds.append(data[at + 4 : at + 8])
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    return kinds


@pytest.mark.parametrize("scale", [1.0, 1.5, 4.0])
def test_a_page_has_so_many_pixels_a_point_and_says_so(scale: float) -> None:
    image = Image.open(BytesIO(png.write(page(Drawing(176, 76, ())), scale)))
    assert image.size == pytest.approx((200 * scale, 100 * scale))
    assert image.info["dpi"] == pytest.approx((72 * scale, 72 * scale), abs=0.1)


def test_the_file_says_nothing_else() -> None:
    kinds = set(chunks(png.write(page(drawing(400)), 2)))
    assert kinds == {b"IHDR", b"PLTE", b"pHYs", b"IDAT", b"IEND"}


def test_colours_are_those_of_the_page() -> None:
    drawn = Drawing(176, 76, (Box(20, 20, 30, 30, Ink.ACCENT),))
    image = Image.open(BytesIO(png.write(page(drawn), 2))).convert("RGB")
    assert image.getpixel((2 * (12 + 35), 2 * (12 + 35))) == ACCENT
    assert image.getpixel((1, 1)) == (255, 255, 255)


def test_few_colours_look_like_all() -> None:
    pdf = page(drawing(400))
    whole = pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil()
    few = Image.open(BytesIO(png.write(pdf, 2))).convert("RGB")
    assert max(ImageChops.difference(whole, few).tobytes()) <= 8


def test_grey_is_a_few_even_shades_of_the_page() -> None:
    pdf = page(drawing(400))
    grey = Image.open(BytesIO(png.write(pdf, 2, grey=True)))
    shades = {shade for _, shade in grey.convert("L").getcolors() or []}
    assert shades == set(range(0, 256, 17)) & shades != {0, 255}
    assert len(png.write(pdf, 2, grey=True)) < len(png.write(pdf, 2))
    whole = pypdfium2.PdfDocument(pdf)[0].render(scale=2, grayscale=True).to_pil()
    assert max(ImageChops.difference(whole, grey.convert("L")).tobytes()) <= 9


def test_the_same_page_gives_the_same_bytes() -> None:
    pdf = page(drawing(400))
    for grey in (False, True):
        assert png.write(pdf, 2, grey=grey) == png.write(pdf, 2, grey=grey)
