"""Pages as small grey pictures, compared so that a moved word is seen and another way of smoothing is not."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

SCALE = 55 / 72
"""Of a page: at 55 dots an inch words can be told apart, and hardly read."""

_SHADES = 16
_BLOCK = 8
_MOST_ALL_OVER, _MOST_IN_A_BLOCK = 3.0, 35


def pictures(data: bytes) -> list[Image.Image]:
    """The pages of a PDF, in few shades, so that they are small to keep."""
    step = 255 // (_SHADES - 1)
    with pypdfium2.PdfDocument(data) as file:
        drawn = [page.render(scale=SCALE, grayscale=True).to_pil().convert("L") for page in file]
    return [each.point(lambda shade: (shade + step // 2) // step * step) for each in drawn]


def save(picture: Image.Image, path: Path) -> None:
    """Keep a picture, in as few bytes as its shades need."""
    picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=_SHADES).save(
        path, optimize=True, bits=4
    )


def difference(one: Image.Image, other: Image.Image) -> str:
    """How two pictures differ; empty where they look the same.

    The shades, from 0 to 255, may differ a little on the average of the page, and somewhat more on that
    of a block of eight by eight dots, about the size of a letter.
    """
    if one.size != other.size:
        return f"their sizes are {one.size} and {other.size}"
    between = ImageChops.difference(one, other)
    width, height = between.size
    blocks = between.resize((-(-width // _BLOCK), -(-height // _BLOCK)), Image.Resampling.BOX)
    marks = blocks.tobytes()
    all_over, most = ImageStat.Stat(between).mean[0], max(marks)
    if all_over <= _MOST_ALL_OVER and most <= _MOST_IN_A_BLOCK:
        return ""
    y, x = divmod(marks.index(most), blocks.width)
    place = f"({x * _BLOCK}, {y * _BLOCK})"
    return f"they differ by {all_over:.1f} all over, and by {most} near {place}"
