"""Pictures lose what was noted in them, and nothing else."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from legation.writing.pictures import without_remarks

NOTE = "A. Tuomi, /home/tuomi"


def picture(kind: str, mode: str) -> bytes:
    """A picture with remarks in all the places that it has."""
    image = Image.effect_noise((40, 20), 60).convert(mode)
    exif = Image.Exif()
    exif[0x013B] = NOTE  # the artist
    remarks = PngInfo()
    remarks.add_text("Author", NOTE)
    remarks.add_itxt("Note", NOTE, zip=False)
    buffer = BytesIO()
    if kind == "PNG":
        image.save(buffer, kind, exif=exif, pnginfo=remarks, dpi=(96, 96))
    else:
        image.save(buffer, kind, exif=exif, comment=NOTE, dpi=(96, 96), progressive=mode == "L")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGB"), ("PNG", "P"), ("PNG", "LA"), ("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK")],
)
def test_remarks_go_and_the_picture_stays(kind: str, mode: str) -> None:
    data = picture(kind, mode)
    assert NOTE.encode() in data
    bare = without_remarks(data)
    assert b"Tuomi" not in bare
    before, after = Image.open(BytesIO(data)), Image.open(BytesIO(bare))
    assert (before.mode, before.size) == (after.mode, after.size)
    assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox() is None
    assert without_remarks(bare) == bare


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"\xff\xd8", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_picture_comes_back(data: bytes) -> None:
    assert without_remarks(data) == data


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGB"), ("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK")]
)
def test_what_follows_the_end_goes(kind: str, mode: str) -> None:
    """As telephones put a film or another picture, with its own remarks, behind a photograph."""
    data = picture(kind, mode)
    assert without_remarks(data + NOTE.encode()) == without_remarks(data)
    assert without_remarks(data + data) == without_remarks(data)


def test_a_program_s_own_notes_go() -> None:
    """A whole drawing may be in them."""
    data = picture("PNG", "RGB")
    noted = struct.pack(">I", len(NOTE)) + b"prVW" + NOTE.encode() + b"\0\0\0\0"
    end = data.rindex(b"IEND") - 4
    assert without_remarks(data[:end] + noted + data[end:]) == without_remarks(data)


@pytest.mark.parametrize("head", [b"\xff\xe0%sJFXX\0", b"\xff\xe2%sMPF\0\0"])
def test_small_pictures_in_a_photograph_go(head: bytes) -> None:
    data = picture("JPEG", "RGB")
    noted = head % struct.pack(">H", 2 + 5 + len(NOTE)) + NOTE.encode()
    assert without_remarks(data[:20] + noted + data[20:]) == without_remarks(data)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_damaged_picture_does_not_stop_it(kind: str) -> None:
    data = picture(kind, "RGB")
    for end in range(0, len(data), 7):
        without_remarks(data[:end])
