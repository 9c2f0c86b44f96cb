"""Embedded fonts: Type 0 with our own codes, subset by HarfBuzz, with every character they stand for.

A code (CID) is given to each pair of a glyph and the text it draws, in the order of first use, so that
copying, searching and reading aloud give back the text as it was typed: also where two characters look
the same, where a letter was composed from its marks, and where the font lacks a character (ISO 32000-1,
clauses 9.7 and 9.10).
"""

from __future__ import annotations

import hashlib
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from legation.text.kept import Kept
from legation.writing.pdf.objects import reference, stream, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from legation.model.drawing import Ink
    from legation.text.fonts import Face, Fonts, Glyph
    from legation.writing.pdf.sheets import Sheets

# Layout is done: the subset needs outlines and metrics only, of one instance.
_DROPPED = (
    b"GSUB GPOS GDEF BASE JSTF kern name post OS/2 cmap gasp DSIG meta "
    b"STAT fvar gvar avar HVAR VVAR MVAR cvar"
).split()
_MAPPINGS_A_BLOCK = 100
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
# ToUnicode may not map to these (ISO 19005-2, 6.2.11.7); nor can what is half a character.
_UNMAPPABLE = {"\0": "\ufffd", "\ufeff": "\u2060", "\ufffe": "\ufffd"}


class EmbeddedFont:
    """A face as one document uses it.

    Attributes:
        face: The face.
        name: What the content of pages calls it.
    """

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._codes: dict[tuple[int, str], str] = {}
        self._used: list[Glyph] = []

    @property
    def used(self) -> bool:
        """Whether anything was written in it."""
        return bool(self._used)

    def code(self, glyph: Glyph) -> str:
        """The four hexadecimal digits for the glyph with its text."""
        key = (glyph.gid, glyph.text)
        code = self._codes.get(key)
        if code is None:
            self._used.append(glyph)
            code = self._codes[key] = f"{len(self._used):04X}"
        return code

    def embed(self, sheets: Sheets) -> None:
        """Put the font with the glyphs used into the file."""
        data = self._subset()
        font_file = sheets.add(stream(data, b"/Length1 %d" % len(data)))
        descriptor = sheets.add(self._descriptor(font_file))
        to_glyphs = sheets.add(stream(self._glyph_numbers()))
        descendant = sheets.add(self._descendant(descriptor, to_glyphs))
        to_unicode = sheets.add(stream(self._unicode_map().encode()))
        font = (
            b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H"
            b"/DescendantFonts[%b]/ToUnicode %b>>"
        ) % (self._base_name(), reference(descendant), reference(to_unicode))
        sheets.add_font(self.name, sheets.add(font))

    def _subset(self) -> bytes:
        import uharfbuzz

        request = uharfbuzz.SubsetInput()
        glyphs = {glyph.gid for glyph in self._used}
        request.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).set(glyphs)
        request.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).update(
            {int.from_bytes(tag.ljust(4), "big") for tag in _DROPPED}
        )
        request.flags = uharfbuzz.SubsetFlags.RETAIN_GIDS | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        return bytes(uharfbuzz.subset(self.face.face, request).blob.data)

    def _base_name(self) -> bytes:
        """The subset's name: a tag of six letters that tells its glyphs (9.6.4), and the face's."""
        glyphs = repr(sorted({glyph.gid for glyph in self._used})).encode()
        tag = bytes(65 + byte % 26 for byte in hashlib.sha256(glyphs).digest()[:6])
        return tag + b"+" + self.face.name.encode()

    def _descriptor(self, font_file: int) -> bytes:
        ascent, descent = round(self.face.ascent * 1000), round(self.face.descent * 1000)
        italic = "Italic" in self.face.name
        box = " ".join(f"{side * 1000:.0f}" for side in self.face.box)
        return (
            b"<</Type/FontDescriptor/FontName/%b/Flags %d/ItalicAngle %d/Ascent %d/Descent %d"
            b"/CapHeight %d/StemV 80/FontBBox[%b]/FontFile2 %b>>"
        ) % (
            *(self._base_name(), 4 | 64 * italic, -10 * italic, ascent, -descent),
            *(round(ascent * 0.7), box.encode(), reference(font_file)),
        )

    def _descendant(self, descriptor: int, to_glyphs: int) -> bytes:
        widths = " ".join(f"{glyph.width * 1000:.6g}" for glyph in self._used)
        return (
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            b"/CIDToGIDMap %b/DW 0/W[1[%b]]/FontDescriptor %b>>"
        ) % (
            *(self._base_name(), reference(to_glyphs), widths.encode()),
            reference(descriptor),
        )

    def _glyph_numbers(self) -> bytes:
        """For each code, two bytes: the glyph's number; code 0 is no text (9.7.4.2)."""
        return b"".join(gid.to_bytes(2, "big") for gid in (0, *(g.gid for g in self._used)))

    def _unicode_map(self) -> str:
        lines = [f"<{n:04X}> <{_utf16(g.text)}>" for n, g in enumerate(self._used, start=1)]
        blocks = []
        for start in range(0, len(lines), _MAPPINGS_A_BLOCK):
            block = lines[start : start + _MAPPINGS_A_BLOCK]
            blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        return _CMAP.format(blocks="\n".join(blocks))


def _utf16(text: str) -> str:
    # A glyph that only helps to draw its neighbour's text stands for a joiner, which has no width.
    characters = (_UNMAPPABLE.get(char, char) for char in text or "\u2060")
    return whole("".join(characters)).encode("utf-16-be").hex().upper()


class Pen:
    """A font at a size in an ink: what a run is set with.

    Attributes:
        font, size, ink: As named; the size in points.
        measure: The width in points of a text.
        select: The operator that selects the font at the size.
    """

    __slots__ = (
        *("_font_of", "_pieces", "_shown", "_turned"),
        *("font", "ink", "measure", "select", "size"),
    )

    def __init__(
        self, face: Face, size: float, ink: Ink, font_of: Callable[[Face], EmbeddedFont]
    ) -> None:
        self.font = font_of(face)
        self.size = size
        self.ink = ink
        self.select = f"/{self.font.name} {size:g} Tf"
        widths = Kept[str, float](lambda text: face.advance(text) * size)
        self.measure = widths.__getitem__
        self._font_of = font_of
        self._pieces = Kept(partial(self._piece, self.font))
        self._shown = Kept(partial(self._encoded, turned=False))
        self._turned = Kept(partial(self._encoded, turned=True))

    def show(self, text: str, *, turned: bool = False, stretch: float = 0.0) -> str:
        """The operators that draw a text of one line at the pen's place, or turned, right to left.

        Args:
            text: The text.
            turned: Whether it runs from right to left.
            stretch: By how much each space is wider than usual, in points.
        """
        space = self._shown[" "]
        if stretch:
            space = f"{space}>{_adjustment(-stretch / self.size)}<"
        words = text.split(" ")
        if turned:
            words.reverse()
        encoded = (self._turned if turned else self._shown).__getitem__
        shown = f"[<{space.join(map(encoded, words))}>]TJ"
        # PDFium forgets a number behind which only an empty string comes.
        return shown.replace("<>", "") if stretch else shown

    def height(self, text: str) -> float:
        """The height that other fonts, where any draws part of the text, ask for a line."""
        own = self.font.face
        parts = chain.from_iterable(map(own.parts, text.split(" ")))
        return self.size * max(
            (face.ascent + face.descent for face, _ in parts if face is not own), default=0.0
        )

    def baseline(self, leading: float) -> float:
        """How far the baseline is beneath a line's top: letters stand in the middle of their line."""
        face = self.font.face
        return (leading + (face.ascent - face.descent) * self.size) / 2

    def _encoded(self, word: str, *, turned: bool) -> str:
        """A word as the inside of `[<...>]TJ`, other fonts selected for letters that this one lacks."""
        own = self.font.face
        if own.suffices(word):
            return "".join(map(self._pieces.__getitem__, own.glyphs(word, turned=turned)))
        parts = own.parts(word)
        pieces = reversed(parts) if turned else parts
        return "".join(self._part(face, part, turned=turned) for face, part in pieces)

    def _part(self, face: Face, part: str, *, turned: bool) -> str:
        """A part of a word as the inside of `[<...>]TJ`, its font selected where it is not the pen's."""
        font = self._font_of(face)
        piece = "".join(self._piece(font, glyph) for glyph in face.glyphs(part, turned=turned))
        if font is self.font:
            return piece
        return f">]TJ /{font.name} {self.size:g} Tf[<{piece}>]TJ {self.select}[<"

    def _piece(self, font: EmbeddedFont, glyph: Glyph) -> str:
        """A glyph as the inside of `[<...>]TJ`, kerned (9.4.3), and raised where it is a mark (9.3.7)."""
        code = font.code(glyph)
        before = _adjustment(-glyph.dx)
        after = _adjustment(glyph.width - glyph.advance + glyph.dx)
        if glyph.dy:
            rise = f">]TJ {glyph.dy * self.size:.3f} Ts[{before}<{code}>]TJ 0 Ts[<"
            return f"{rise}>{after}<" if after else rise
        return (f">{before}<" if before else "") + code + (f">{after}<" if after else "")


def _adjustment(shift: float) -> str:
    """A shift to the left in em, as a number within TJ; empty for none."""
    thousandths = round(shift * 1000, 2)
    return f"{thousandths:g}" if thousandths else ""


class TypeCase:
    """The pens of one document, and the fonts that they write in."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._embedded: dict[Face, EmbeddedFont] = {}
        self._pens: dict[tuple[float, Ink, bool, bool], Pen] = {}

    def pen(self, size: float, ink: Ink, bold: bool = False, italic: bool = False) -> Pen:
        """The pen of that size in points, colour and style."""
        key = (size, ink, bold, italic)
        pen = self._pens.get(key)
        if pen is None:
            face = self._fonts.face(bold, italic)
            pen = self._pens[key] = Pen(face, size, ink, self._font_of)
        return pen

    def embed(self, sheets: Sheets) -> None:
        """Put the fonts into the file, once all text is written."""
        for font in self._embedded.values():
            if font.used:
                font.embed(sheets)

    def _font_of(self, face: Face) -> EmbeddedFont:
        font = self._embedded.get(face)
        if font is None:
            font = self._embedded[face] = EmbeddedFont(face, f"F{len(self._embedded) + 1}")
        return font
