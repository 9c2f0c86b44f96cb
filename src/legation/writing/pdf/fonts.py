"""Embedded fonts: Type 0 with our own codes, subset by HarfBuzz, with every character they stand for.

Each pair of a glyph and the text it draws has a code (CID), so that copying, searching and reading aloud
give back the text as it was typed (ISO 32000-1, clauses 9.7 and 9.10). Where a glyph draws the character
that it is there for, its number is the code, and what is written so is the same in every document of a
process. Other pairs get codes in the order of first use: where two characters look the same, where a
letter was composed from its marks, and where the font lacks a character.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from legation.text.kept import Kept
from legation.writing.pdf.objects import reference, stream, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
# What they mean is known to one program or font alone, and the file must say it to all (6.2.11.7.3).
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


class _Alphabet:
    """What the glyphs of a face are there for, and words that need no others.

    Attributes:
        letters: The character of each such glyph, by the glyph's number.
        words: By word, what draws it as the inside of `[<...>]TJ`, and the numbers of its glyphs; none
            where any of them is not there for its character.
    """

    def __init__(self, face: Face) -> None:
        self._face = face
        self.letters = face.letters()
        self.words = Kept(self._written)
        self._pieces = Kept(self._piece)

    def _written(self, word: str) -> tuple[str, frozenset[int]] | None:
        if not self._face.suffices(word):
            return None
        glyphs = self._face.glyphs(word)
        pieces = list(map(self._pieces.__getitem__, glyphs))
        if not all(pieces):
            return None
        return "".join(pieces), frozenset([glyph.gid for glyph in glyphs])

    def _piece(self, glyph: Glyph) -> str:
        """What draws a glyph that is there for its character; nothing for another."""
        if glyph.dy or self.letters.get(glyph.gid) != glyph.text:
            return ""
        return _kerned(glyph.gid, glyph)


_alphabet = lru_cache(maxsize=16)(_Alphabet)


class EmbeddedFont:
    """A face as one document uses it.

    Attributes:
        face: The face.
        name: What the content of pages calls it.
    """

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._alphabet = _alphabet(face)
        self._letters: set[int] = set()
        self._others: dict[tuple[int, str], int] = {}
        self._free = (code for code in range(1, 0x10000) if code not in self._alphabet.letters)

    @property
    def used(self) -> bool:
        """Whether anything was written in it."""
        return bool(self._letters or self._others)

    def word(self, word: str) -> str | None:
        """What draws the word as the inside of `[<...>]TJ`, if all its glyphs are there for its letters."""
        known = self._alphabet.words[word]
        if known is None:
            return None
        written, letters = known
        self._letters |= letters
        return written

    def code(self, glyph: Glyph) -> int:
        """The code of the glyph with its text."""
        gid, text = glyph.gid, glyph.text
        if self._alphabet.letters.get(gid) == text:
            self._letters.add(gid)
            return gid
        if (gid, text) not in self._others:
            self._others[gid, text] = next(self._free)
        return self._others[gid, text]

    def _codes(self) -> list[tuple[int, int, str]]:
        """The codes used, each with its glyph's number and the text that it stands for."""
        letters = [(gid, gid, self._alphabet.letters[gid]) for gid in self._letters]
        return sorted(letters + [(code, *pair) for pair, code in self._others.items()])

    def embed(self, sheets: Sheets) -> None:
        """Put the font with the glyphs used into the file."""
        codes = self._codes()
        name, program = _subset(self.face, frozenset(gid for _, gid, _ in codes))
        descriptor = sheets.add(self._descriptor(name, sheets.add(program)))
        to_glyphs = b"/Identity"
        if self._others:
            to_glyphs = reference(sheets.add(stream(_glyph_numbers(codes))))
        widths = "".join([f"{code}[{self.face.width(gid) * 1000:.6g}]" for code, gid, _ in codes])
        descendant = sheets.add(
            (
                b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b"
                b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                b"/CIDToGIDMap %b/DW 0/W[%b]/FontDescriptor %b>>"
            )
            % (name, to_glyphs, widths.encode(), reference(descriptor))
        )
        to_unicode = sheets.add(stream(_unicode_map(codes).encode()))
        font = (
            b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H"
            b"/DescendantFonts[%b]/ToUnicode %b>>"
        ) % (name, reference(descendant), reference(to_unicode))
        sheets.add_font(self.name, sheets.add(font))

    def _descriptor(self, name: bytes, font_file: int) -> bytes:
        ascent, descent = round(self.face.ascent * 1000), round(self.face.descent * 1000)
        italic = "Italic" in self.face.name
        box = " ".join(f"{side * 1000:.0f}" for side in self.face.box)
        return (
            b"<</Type/FontDescriptor/FontName/%b/Flags %d/ItalicAngle %d/Ascent %d/Descent %d"
            b"/CapHeight %d/StemV 80/FontBBox[%b]/FontFile2 %b>>"
        ) % (
            *(name, 4 | 64 * italic, -10 * italic, ascent, -descent),
            *(round(ascent * 0.7), box.encode(), reference(font_file)),
        )


@lru_cache(maxsize=16)
def _subset(face: Face, glyphs: frozenset[int]) -> tuple[bytes, bytes]:
    """The name of a subset, and its font program as a stream.

    A tag of six letters before the face's name tells its glyphs (9.6.4).
    """
    import uharfbuzz

    request = uharfbuzz.SubsetInput()
    request.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).set(set(glyphs))
    request.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).update(
        {int.from_bytes(tag.ljust(4), "big") for tag in _DROPPED}
    )
    request.flags = uharfbuzz.SubsetFlags.RETAIN_GIDS | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    program = bytes(uharfbuzz.subset(face.face, request).blob.data)
    digest = hashlib.sha256(repr(sorted(glyphs)).encode()).digest()
    tag = bytes(65 + byte % 26 for byte in digest[:6])
    return tag + b"+" + face.name.encode(), stream(program, b"/Length1 %d" % len(program))


def _glyph_numbers(codes: Sequence[tuple[int, int, str]]) -> bytes:
    """For each code up to the last, two bytes: the glyph's number, 0 where there is none (9.7.4.2)."""
    numbers = bytearray(2 * (codes[-1][0] + 1))
    for code, gid, _ in codes:
        numbers[2 * code : 2 * code + 2] = gid.to_bytes(2, "big")
    return bytes(numbers)


def _unicode_map(codes: Sequence[tuple[int, int, str]]) -> str:
    """From codes to text (9.10.3)."""
    lines = [f"<{code:04X}> <{_utf16(text)}>" for code, _, text in codes]
    blocks = []
    for start in range(0, len(lines), _MAPPINGS_A_BLOCK):
        block = lines[start : start + _MAPPINGS_A_BLOCK]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return _CMAP.format(blocks="\n".join(blocks))


@lru_cache(maxsize=1024)
def _utf16(text: str) -> str:
    # A glyph that only helps to draw its neighbour's text stands for a joiner, which has no width.
    characters = (_UNMAPPABLE.get(char, char) for char in text or "\u2060")
    said = _PRIVATE_USE.sub("\ufffd", "".join(characters))
    return whole(said).encode("utf-16-be").hex().upper()


@lru_cache(maxsize=64)
def _widths(face: Face, size: float) -> Kept[str, float]:
    """The widths of texts in points."""
    return Kept(lambda text: face.advance(text) * size)


class Pen:
    """A font at a size in an ink: what a run is set with.

    Attributes:
        font, size, ink: As named; the size in points.
        measure: The width in points of a text.
        select: The operator that selects the font at the size.
    """

    __slots__ = (
        *("_font_of", "_shown", "_turned"),
        *("font", "ink", "measure", "select", "size"),
    )

    def __init__(
        self, face: Face, size: float, ink: Ink, font_of: Callable[[Face], EmbeddedFont]
    ) -> None:
        self.font = font_of(face)
        self.size = size
        self.ink = ink
        self.select = f"/{self.font.name} {size:g} Tf"
        self.measure = _widths(face, size).__getitem__
        self._font_of = font_of
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
        known = None if turned else self.font.word(word)
        if known is not None:
            return known
        parts = self.font.face.parts(word)
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
        """A glyph as the inside of `[<...>]TJ`, raised where it is a mark (9.3.7)."""
        code = font.code(glyph)
        if not glyph.dy:
            return _kerned(code, glyph)
        before, after = _adjustments(glyph)
        raised = f">]TJ {glyph.dy * self.size:.3f} Ts[{before}<{code:04X}>]TJ 0 Ts[<"
        return f"{raised}>{after}<" if after else raised


def _kerned(code: int, glyph: Glyph) -> str:
    """A glyph as the inside of `[<...>]TJ`, kerned (9.4.3)."""
    if not glyph.dx and glyph.advance == glyph.width:
        return f"{code:04X}"
    before, after = (f">{number}<" if number else "" for number in _adjustments(glyph))
    return f"{before}{code:04X}{after}"


def _adjustments(glyph: Glyph) -> tuple[str, str]:
    """The numbers before and after a glyph within TJ; empty for none."""
    return _adjustment(-glyph.dx), _adjustment(glyph.width - glyph.advance + glyph.dx)


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
