"""Which fonts are taken, and what is said of those that are not."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from font_files import PLEX, font, with_letters, with_tables, with_usage, without_letters
from legation.model import theme
from legation.text.acceptance import font_fault, tables, text_font_fault, usage
from legation.text.fonts import BEHIND, Face, files

DATA = PLEX.read_bytes()
MAKER = "name another font, or ask its maker for one that documents may carry"


def patched(tag: str, place: int, value: bytes) -> bytes:
    part = bytearray(tables(DATA)[tag])
    part[place : place + len(value)] = value
    return with_tables(DATA, **{tag.replace("/", "_"): bytes(part)})


@pytest.mark.parametrize("path", {*files(theme.Fonts()), *BEHIND}, ids=lambda path: path.name)
def test_our_own_fonts_are_taken(path: Path) -> None:
    assert font_fault(path.name, path.read_bytes()) is None


@pytest.mark.parametrize(
    "data",
    [
        with_usage(DATA, 0x0000),
        with_usage(DATA, 0x0004),
        with_usage(DATA, 0x0008),
        with_usage(DATA, 0x0006),
        with_tables(DATA, OS_2=None),
        font({tag: bytes(part) for tag, part in tables(DATA).items()}, b"true"),
    ],
    ids=["installable", "print", "editable", "restricted or print", "says nothing", "of Apple"],
)
def test_what_may_be_embedded_is_taken(data: bytes, tmp_path: Path) -> None:
    assert font_fault("a.ttf", data) is None
    path = tmp_path / "a.ttf"
    path.write_bytes(data)
    assert Face(path).advance("Baku") == Face(PLEX).advance("Baku")


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"", '"a.ttf" is not a TrueType font (.ttf)', "name a TrueType font (.ttf)"),
        (b"%PDF-1.7", '"a.ttf" is not a TrueType font (.ttf)', "name a TrueType font (.ttf)"),
        (
            b"OTTO",
            '"a.ttf" has PostScript outlines (CFF), which a PDF of ours cannot hold',
            "name its TrueType version (.ttf), which most makers have beside it",
        ),
        (
            with_tables(DATA, glyf=None, loca=None, CFF2=b"outlines"),
            '"a.ttf" has PostScript outlines (CFF), which a PDF of ours cannot hold',
            "name its TrueType version (.ttf), which most makers have beside it",
        ),
        (
            with_tables(DATA, fvar=b"axes"),
            '"a.ttf" is a variable font, whose faces are not drawn but computed',
            "name its static files, one a face, such as House-Regular.ttf and House-Bold.ttf",
        ),
        (
            b"ttcf\x00\x02",
            '"a.ttf" is a collection of fonts',
            "name a TrueType font (.ttf) with one face; a collection holds several",
        ),
        (
            b"wOFF",
            '"a.ttf" is packed for web pages (WOFF)',
            "name the TrueType font (.ttf) that it was made from",
        ),
        (
            b"wOF2",
            '"a.ttf" is packed for web pages (WOFF2)',
            "name the TrueType font (.ttf) that it was made from",
        ),
        (
            with_tables(DATA, glyf=None, loca=None, CBDT=b"pictures"),
            '"a.ttf" has pictures of its letters and no outlines',
            "name a TrueType font (.ttf)",
        ),
        (with_usage(DATA, 2), 'the licence of "a.ttf" forbids documents to carry it', MAKER),
        (
            with_usage(DATA, 0x0108),
            'the licence of "a.ttf" forbids documents to carry a part of it',
            MAKER,
        ),
        (
            with_usage(DATA, 0x0200),
            'the licence of "a.ttf" forbids documents to carry its outlines',
            MAKER,
        ),
    ],
)
def test_what_cannot_be_embedded_is_refused(
    data: bytes, message: str, hint: str, tmp_path: Path
) -> None:
    assert font_fault("a.ttf", data) == (message, hint)
    path = tmp_path / "a.ttf"
    path.write_bytes(data)
    with pytest.raises(ValueError) as caught:
        Face(path)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("data", "how"),
    [
        (DATA[:8], "it ends too early"),
        (DATA[:-1], "it ends too early"),
        (DATA[: len(DATA) // 2], "it ends too early"),
        (with_tables(DATA, cmap=None), 'its table "cmap" is missing'),
        (with_tables(DATA, glyf=b""), 'its table "glyf" is missing'),
        (with_tables(DATA, head=b"short"), "its tables do not fit together"),
        (patched("head", 12, b"\0\0\0\0"), "its tables do not fit together"),
        (patched("head", 18, b"\0\0"), "its tables do not fit together"),
        (patched("maxp", 0, b"\x17"), "its tables do not fit together"),
        (patched("maxp", 4, b"\xff\xff"), "its tables do not fit together"),
        (patched("hhea", 34, b"\0\0"), "its tables do not fit together"),
        (with_tables(DATA, hmtx=b"12"), "its tables do not fit together"),
        (with_tables(DATA, glyf=b"12"), "its tables do not fit together"),
    ],
)
def test_a_damaged_font_is_refused(data: bytes, how: str) -> None:
    fault = font_fault("a.ttf", data)
    assert fault == (
        f'"a.ttf" is damaged: {how}',
        "copy the file anew from where it came, or name another",
    )


@given(st.integers(0, len(DATA) - 1))
def test_a_font_cut_short_is_refused(size: int) -> None:
    assert font_fault("a.ttf", DATA[:size]) is not None


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 600), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_spoilt_font_is_refused_or_read(places: list[tuple[int, int]]) -> None:
    data = bytearray(DATA)
    for place, value in places:
        data[place] = value
    font_fault("a.ttf", bytes(data))


def test_the_licence_of_a_font_is_read() -> None:
    assert usage(tables(with_usage(DATA, 0x0108))) == 0x0108
    assert usage(tables(with_tables(DATA, OS_2=None))) is None
    assert usage(tables(with_tables(DATA, OS_2=struct.pack(">HHH", 4, 1, 1)))) is None


@pytest.mark.parametrize(
    ("data", "lacks"),
    [
        (with_letters("A "), '"-", "0", "1" and 60 more'),
        (without_letters(" "), '" "'),
        (without_letters("a?"), '"?", "a"'),
    ],
)
def test_a_font_that_cannot_set_a_brief_is_refused(data: bytes, lacks: str) -> None:
    assert font_fault("a.ttf", data) is None
    assert text_font_fault("a.ttf", data) == (
        f'"a.ttf" lacks letters that every brief needs: {lacks}',
        "name a TrueType font (.ttf) that has A to Z, a to z, 0 to 9, a space, a hyphen and ?",
    )


def test_a_font_that_can_is_taken() -> None:
    assert text_font_fault("a.ttf", DATA) is None
    assert text_font_fault("a.ttf", without_letters("{}◊□\ufffd")) is None
    assert text_font_fault("a.ttf", DATA[:-1]) == font_fault("a.ttf", DATA[:-1])
