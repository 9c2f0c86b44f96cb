"""Embedded fonts: Type 0 with our own codes, subset by HarfBuzz, with every character they stand for.

Each pair of a glyph and the text it draws has a code (CID), so that copying, searching and reading aloud
give back the text as it was typed (ISO 32000-1, clauses 9.7 and 9.10). Where a glyph draws the character
that it is there for, its number is the code, and what is written so is the same in every document of a
process. Other pairs get codes in the order of first use: where two characters look the same, where a
letter was composed from its marks, and where the font lacks a character.
"""

from __future__ import annotations

import hashlib
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from legation.text.kept import Kept
from legation.writing.pdf.objects import reference, stream, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legation.text.fonts import Face, Glyph

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

UNWRITTEN = "?"
"""In place of what draws a word, which is hexadecimal digits: that not all of it is plain letters."""


class Holder(Protocol):
    """A file that takes fonts."""

    def add(self, body: bytes) -> int:
        """Make the bytes an object; its number is returned."""

    def add_font(self, name: str, font: int) -> None:
        """Let its pages use the font by that name."""


class _Alphabet:
    """What the glyphs of a face are there for, and words that need no others.

    Attributes:
        letters: The character of each such glyph, by the glyph's number.
        words: By word, what draws it as the inside of `[<...>]TJ`; `UNWRITTEN` where any of its glyphs
            is not there for its character.
        glyphs: By word, the numbers of its glyphs.
    """

    def __init__(self, face: Face) -> None:
        self._face = face
        self.letters = face.letters()
        self.words = Kept(self._written)
        self.glyphs = Kept(self._numbers)
        self._pieces = Kept(self._piece)

    @cached_property
    def outlines(self) -> Any:
        """The face, for HarfBuzz, less what no subset of it has: what is left is soon gone through."""
        import uharfbuzz

        request = uharfbuzz.SubsetInput()
        request.keep_everything()
        request.drop_table_tag_set.update(int.from_bytes(tag.ljust(4), "big") for tag in _DROPPED)
        request.flags = uharfbuzz.SubsetFlags.RETAIN_GIDS | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        return uharfbuzz.subset(self._face.face, request)

    @cached_property
    def program(self) -> bytes:
        """All outlines as a stream."""
        data = bytes(self.outlines.blob.data)
        return stream(data, b"/Length1 %d" % len(data), compress=False)

    def _written(self, word: str) -> str:
        if not self._face.suffices(word):
            return UNWRITTEN
        pieces = list(map(self._pieces.__getitem__, self._face.glyphs(word)))
        return "".join(pieces) if all(pieces) else UNWRITTEN

    def _numbers(self, word: str) -> frozenset[int]:
        return frozenset([glyph.gid for glyph in self._face.glyphs(word)])

    def _piece(self, glyph: Glyph) -> str:
        """What draws a glyph that is there for its character; nothing for another, or for an accent."""
        if glyph.dy or not glyph.advance or self.letters.get(glyph.gid) != glyph.text:
            return ""
        return kerned(glyph.gid, glyph)


_alphabet = lru_cache(maxsize=16)(_Alphabet)


class EmbeddedFont:
    """A face as one document uses it.

    Attributes:
        face: The face.
        name: What the content of pages calls it.
        words: What draws a word as the inside of `[<...>]TJ`, if all its glyphs are there for its letters;
            else `UNWRITTEN`.
        written: The words that were written so.
    """

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._alphabet = _alphabet(face)
        self.words = self._alphabet.words.__getitem__
        self.written: set[str] = set()
        self._letters: set[int] = set()
        self._others: dict[tuple[int, str], int] = {}
        self._free = (code for code in range(1, 0x10000) if code not in self._alphabet.letters)

    @property
    def used(self) -> bool:
        """Whether anything was written in it."""
        return bool(self.written or self._letters or self._others)

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
        used = self._letters.union(*map(self._alphabet.glyphs.__getitem__, self.written))
        letters = [(gid, gid, self._alphabet.letters[gid]) for gid in used]
        return sorted(letters + [(code, *pair) for pair, code in self._others.items()])

    def embed(self, file: Holder) -> None:
        """Put the font with the glyphs used, and what they say, into the file."""
        codes = self._codes()
        name, program = _subset(self.face, frozenset(gid for _, gid, _ in codes))
        descendant = self._descendant(file, codes, name, program)
        to_unicode = file.add(stream(_unicode_map(codes).encode()))
        self._add(file, name, descendant, b"/ToUnicode " + reference(to_unicode))

    def lend(self, file: Holder) -> None:
        """Put the whole font into a file that nobody but PDFium reads: that is done at once."""
        name = self.face.name.encode()
        descendant = self._descendant(file, self._codes(), name, self._alphabet.program)
        self._add(file, name, descendant)

    def _add(self, file: Holder, name: bytes, descendant: int, entries: bytes = b"") -> None:
        font = (
            b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%b]%b>>"
        ) % (name, reference(descendant), entries)
        file.add_font(self.name, file.add(font))

    def _descendant(
        self, file: Holder, codes: Sequence[tuple[int, int, str]], name: bytes, program: bytes
    ) -> int:
        """The font of glyphs (9.7.4) behind the font; its number is returned."""
        descriptor = file.add(self._descriptor(name, file.add(program)))
        to_glyphs = b"/Identity"
        if self._others:
            to_glyphs = reference(file.add(stream(_glyph_numbers(codes))))
        widths = "".join([f"{code}[{_width(self.face, gid)}]" for code, gid, _ in codes])
        return file.add(
            (
                b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b"
                b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                b"/CIDToGIDMap %b/DW 0/W[%b]/FontDescriptor %b>>"
            )
            % (name, to_glyphs, widths.encode(), reference(descriptor))
        )

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
    request.glyph_set.update(glyphs)
    request.flags = uharfbuzz.SubsetFlags.RETAIN_GIDS | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    program = bytes(uharfbuzz.subset(_alphabet(face).outlines, request).blob.data)
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
    lines = [_mapping(code, text) for code, _, text in codes]
    blocks = []
    for start in range(0, len(lines), _MAPPINGS_A_BLOCK):
        block = lines[start : start + _MAPPINGS_A_BLOCK]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return _CMAP.format(blocks="\n".join(blocks))


@lru_cache(maxsize=4096)
def _width(face: Face, gid: int) -> str:
    """A glyph's own advance in thousandths of an em."""
    return f"{face.width(gid) * 1000:.6g}"


@lru_cache(maxsize=4096)
def _mapping(code: int, text: str) -> str:
    # A glyph that only helps to draw its neighbour's text stands for a joiner, which has no width.
    said = "".join(map(_mappable, text or "\u2060"))
    return f"<{code:04X}> <{whole(said).encode('utf-16-be').hex().upper()}>"


def _mappable(character: str) -> str:
    # What private use means is known to one program or font, and the file must tell all (6.2.11.7.3).
    if "\ue000" <= character <= "\uf8ff" or character >= "\U000f0000":
        return "\ufffd"
    return _UNMAPPABLE.get(character, character)


def kerned(code: int, glyph: Glyph) -> str:
    """A glyph as the inside of `[<...>]TJ`, kerned (9.4.3)."""
    if not glyph.dx and glyph.advance == glyph.width:
        return f"{code:04X}"
    before, after = (f">{number}<" if number else "" for number in adjustments(glyph))
    return f"{before}{code:04X}{after}"


def adjustments(glyph: Glyph) -> tuple[str, str]:
    """The numbers before and after a glyph within TJ; empty for none."""
    return adjustment(-glyph.dx), adjustment(glyph.width - glyph.advance + glyph.dx)


def adjustment(shift: float) -> str:
    """A shift to the left in em, as a number within TJ; empty for none."""
    thousandths = round(shift * 1000, 2)
    return f"{thousandths:g}" if thousandths else ""
