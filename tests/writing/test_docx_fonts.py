"""The theme's font inside the file, so that two machines show the same pages."""

from __future__ import annotations

import re
import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from documents import sample_document
from legation.model import theme
from legation.model.theme import Theme
from legation.text.fonts import files
from legation.writing.docx import write
from tools import FONTS, require_tool, run


def package(content: bytes) -> ZipFile:
    return ZipFile(BytesIO(content))


def test_each_face_can_be_read_back_with_its_key() -> None:
    """ECMA-376 Part 1, 17.8.1: the first 32 bytes, by exclusive or with the key, backwards."""
    opened = package(write(sample_document(), Theme()))
    table = opened.read("word/fontTable.xml").decode()
    keys = re.findall(r'<w:embed(\w+) r:id="rId(\d)" w:fontKey="\{([0-9A-F-]{36})\}"/>', table)
    assert [face for face, _, _ in keys] == ["Regular", "Bold", "Italic", "BoldItalic"]
    for (_, number, key), path in zip(keys, files(theme.Fonts()), strict=True):
        data = opened.read(f"word/fonts/font{number}.odttf")
        mask = bytes.fromhex(key.replace("-", ""))[::-1]
        plain = bytes(a ^ b for a, b in zip(data[:32], mask * 2, strict=True)) + data[32:]
        assert plain == path.read_bytes()


def test_a_font_that_its_licence_keeps_from_editing_is_not_embedded(tmp_path: Path) -> None:
    paths = {}
    for style in ("Regular", "Bold", "Italic", "BoldItalic"):
        data = bytearray((FONTS / f"IBMPlexSerif-{style}.ttf").read_bytes())
        (count,) = struct.unpack_from(">H", data, 4)
        for entry in range(12, 12 + 16 * count, 16):
            if data[entry : entry + 4] == b"OS/2":
                (offset,) = struct.unpack_from(">I", data, entry + 8)
                struct.pack_into(">H", data, offset + 8, 0x0004)  # preview and print
        path = tmp_path / f"{style}.ttf"
        path.write_bytes(data)
        paths[style] = str(path)
    fonts = theme.Fonts(
        regular=paths["Regular"],
        bold=paths["Bold"],
        italic=paths["Italic"],
        bold_italic=paths["BoldItalic"],
    )
    opened = package(write(sample_document(), Theme(fonts=fonts)))
    assert not [name for name in opened.namelist() if name.endswith(".odttf")]
    assert "embedRegular" not in opened.read("word/fontTable.xml").decode()


@pytest.mark.tools
def test_libreoffice_draws_with_it_where_it_is_not_installed(tmp_path: Path) -> None:
    soffice = require_tool("soffice")
    (tmp_path / "brief.docx").write_bytes(write(sample_document(), Theme()))
    settings = tmp_path / "fonts.conf"
    settings.write_text("<fontconfig><dir>/usr/share/fonts</dir></fontconfig>", encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    options = ("--headless", "--convert-to", "pdf", "--outdir", tmp_path)
    run(soffice, profile, *options, tmp_path / "brief.docx", FONTCONFIG_FILE=str(settings))
    assert b"IBMPlexSerif" in (tmp_path / "brief.pdf").read_bytes()


def test_a_font_that_every_computer_has_is_named_and_nothing_is_embedded_under_its_name() -> None:
    content = write(sample_document(), Theme(fonts=theme.Fonts(name="Calibri", fallback="Carlito")))
    opened = package(content)
    assert not [name for name in opened.namelist() if name.endswith(".odttf")]
    table = opened.read("word/fontTable.xml").decode()
    assert re.findall(r'<w:font w:name="([^"]+)">', table) == ["Calibri", "Carlito"]
    assert '<w:altName w:val="Carlito"/>' in table


def test_of_a_font_with_some_files_those_alone_are_embedded() -> None:
    fonts = theme.Fonts(name="House", regular=str(FONTS / "IBMPlexSerif-Regular.ttf"))
    table = package(write(sample_document(), Theme(fonts=fonts))).read("word/fontTable.xml")
    assert re.findall(r"<w:(embed\w+)", table.decode()) == ["embedRegular"]


def test_a_font_that_is_its_own_fallback_is_there_once() -> None:
    fonts = theme.Fonts(name="Cambria", fallback="Cambria")
    table = package(write(sample_document(), Theme(fonts=fonts))).read("word/fontTable.xml")
    assert table.decode().count("Cambria") == 1
