"""The theme's font inside the file, so that its pages are the same where the font is not installed.

Word reads fonts obfuscated as ECMA-376 Part 1, 17.8.1 has it: the first 32 bytes are combined, by
exclusive or, with a key that the font table names. Ours is made from the font, so that the same font
gives the same bytes. A font whose licence bits do not allow a reader to edit with it stays out.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from legation.model import theme
from legation.text.acceptance import tables, usage
from legation.text.fonts import BEHIND, files
from legation.writing.xml import escape

if TYPE_CHECKING:
    from docx.document import Document as Opened

COMPLEX = "Noto Naskh Arabic"
"""The font of text that runs from right to left, as Word knows it."""

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_FONT_TABLE = "/word/fontTable.xml"
_ELEMENTS = ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")  # in the schema's order
_COMPLEX_FACES = list(zip(_ELEMENTS, BEHIND[:2], strict=False))
_EDITABLE = {0x0000, 0x0008}  # OpenType OS/2 fsType: installable, editable; the other bits aside
_USAGE = 0x000F
_OURS = theme.Fonts.model_fields["name"].default


def references(fonts: theme.Fonts) -> str:
    """What the font table says of the embedded faces; empty when they may not be embedded."""
    return _references(_faces(fonts), 1)


def fallback(fonts: theme.Fonts) -> tuple[str, str]:
    """What the font table says of the font to take where the theme's is missing: beside that, and of itself.

    Nothing where both are the same: no font is there twice (17.8.3.10).
    """
    if fonts.fallback.casefold() == fonts.name.casefold():
        return "", ""
    name = escape(fonts.fallback)
    entry = f'<w:font w:name="{name}"><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    return f'<w:altName w:val="{name}"/>', entry


def complex_font(fonts: theme.Fonts) -> str:
    """The entry in the font table of the font for scripts that run from right to left."""
    faces = _references(_COMPLEX_FACES, 1 + len(_faces(fonts)))
    return (
        f'<w:font w:name="{COMPLEX}"><w:family w:val="roman"/><w:pitch w:val="variable"/>{faces}'
        "</w:font>"
    )


def _references(faces: list[tuple[str, Path]], first: int) -> str:
    return "".join(
        f'<w:{element} r:id="rId{number}" w:fontKey="{_key(path)}"/>'
        for number, (element, path) in enumerate(faces, first)
    )


def embed(opened: Opened, fonts: theme.Fonts, *, turned: bool) -> None:
    """Put the faces into the package, related to the font table in the order of their references.

    Args:
        opened: The package.
        fonts: The theme's.
        turned: Whether any text runs from right to left, and needs its own font.
    """
    package = opened.part.package
    table = next(part for part in package.iter_parts() if part.partname == _FONT_TABLE)
    faces = _faces(fonts) + (_COMPLEX_FACES if turned else [])
    for number, (_, path) in enumerate(faces, 1):
        name = PackURI(f"/word/fonts/font{number}.odttf")
        table.relate_to(Part(name, CONTENT_TYPE, _obfuscated(path), package), _RELATIONSHIP)


def _faces(fonts: theme.Fonts) -> list[tuple[str, Path]]:
    """The faces to embed: the theme's own, and under their own name those that come with us.

    A theme that names a font without its files relies on one that every computer has.
    """
    given = (fonts.regular, fonts.bold, fonts.italic, fonts.bold_italic)
    ours = fonts.name == _OURS
    faces = zip(_ELEMENTS, files(fonts), given, strict=True)
    found = [(element, path) for element, path, own in faces if own or ours]
    return found if all(_allowed(path) for _, path in found) else []


@cache
def _data(path: Path) -> bytes:
    return path.read_bytes()


@cache
def _allowed(path: Path) -> bool:
    """Whether the licence bits let a reader edit a document with the font in it."""
    stated = usage(tables(_data(path)))
    return stated is not None and stated & _USAGE in _EDITABLE


@cache
def _key(path: Path) -> str:
    digits = sha256(_data(path)).hexdigest().upper()
    return f"{{{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:32]}}}"


@cache
def _obfuscated(path: Path) -> bytes:
    data = _data(path)
    key = bytes.fromhex(_key(path).strip("{}").replace("-", ""))[::-1]
    head = bytes(byte ^ key[index % 16] for index, byte in enumerate(data[:32]))
    return head + data[32:]
