"""Fonts: what their faces cover, how wide text is in them, and the glyphs that draw it.

HarfBuzz reads the files and shapes the text (kerning, combining marks), a word at a time; what it says
of a word is kept, for the words of a chronology repeat. Lengths are in em (multiples of the font size)
unless said otherwise.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from legation.model import theme

PACKAGED = Path(__file__).with_name("fonts")
SOFT_HYPHEN = "\u00ad"

# Ligatures are off: an fi ligature may swallow the dot that tells i from ı in Azerbaijani and Turkish.
_FEATURES = {"liga": False, "clig": False}
_STAND_INS = {"\u2010": "-", "\u2011": "-"}
# The letters of Uzbek's oʻ and maʼno: many fonts, IBM Plex among them, have them as wide as accents that
# stand alone, with holes on both sides. These look the same and are set as letters are.
_LIKENESSES = {"\u02bb": "\u2018", "\u02bc": "\u2019"}
_SIGNS_OF_ABSENCE = "\ufffd□◊?"
_LONGEST_KEPT = 40
_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}


class Glyph(NamedTuple):
    """A glyph in its place in a word.

    Attributes:
        gid: Its number in the font file.
        text: The characters it stands for; empty when the glyph before it stands for them too.
        width: Its own advance.
        advance: Its advance here, after kerning.
        dx, dy: How far it is moved from the pen, rightwards and up.
    """

    gid: int
    text: str
    width: float
    advance: float
    dx: float
    dy: float


class _Word(NamedTuple):
    glyphs: tuple[Glyph, ...]
    advance: float


class Face:
    """One face of a font, read from a TrueType file.

    Attributes:
        path: The file.
        name: Its PostScript name.
        ascent, descent: How far its letters reach above and below the baseline; both positive.
        box: The left, lower, right and upper side of the box that holds any of its glyphs.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is no font with TrueType outlines, the only kind that PDF embeds as it is.
    """

    def __init__(self, path: Path) -> None:
        import uharfbuzz

        self._harfbuzz: Any = uharfbuzz
        self.path = path
        self.face = uharfbuzz.Face(path.read_bytes())
        if "glyf" not in self.face.table_tags:
            raise ValueError(f"{path.name} is not a font with TrueType outlines")
        self._font = uharfbuzz.Font(self.face)
        self._em = 1 / self.face.upem
        extents = self._font.get_font_extents("ltr")
        self.ascent: float = extents.ascender * self._em
        self.descent: float = -extents.descender * self._em
        # The OpenType table `head` has them at byte 36.
        sides = struct.unpack_from(">4h", self.face.reference_table("head").data, 36)
        self.box = tuple(side * self._em for side in sides)
        stated = self.face.get_name(uharfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME)
        self.name = re.sub(r"[^A-Za-z0-9-]", "", stated or path.stem)
        self._words = {"": _Word((), 0.0)}
        self._glyphs: dict[Glyph, Glyph] = {}
        self._drawn_as_typed: set[str] = set()
        self._space = self._shaped(" ").advance

    def covers(self, char: str) -> bool:
        """Whether the face draws the character, or the character is one that nobody sees."""
        if char in _STAND_INS or unicodedata.category(char) in _UNSEEN:
            return True
        # A letter without a glyph of its own is drawn as its base and its marks.
        parts = unicodedata.normalize("NFD", _LIKENESSES.get(char, char))
        return self._has(char) or all(map(self._has, parts))

    def advance(self, text: str) -> float:
        """The width of a text on one line."""
        words = text.split(" ")
        return sum(self._word(word).advance for word in words) + self._space * (len(words) - 1)

    def glyphs(self, word: str) -> tuple[Glyph, ...]:
        """The glyphs that draw a word, from left to right.

        A soft hyphen is seen only at the word's end, where a line was broken at it. A character that the
        face lacks gets a glyph that shows that something is missing.
        """
        return self._word(word).glyphs

    def _has(self, char: str) -> bool:
        return bool(self._font.get_nominal_glyph(ord(char)))

    def _word(self, word: str) -> _Word:
        known = self._words.get(word)
        if known is None:
            known = self._shaped(word)
            if len(word) <= _LONGEST_KEPT:
                self._words[word] = known
        return known

    def _shaped(self, word: str) -> _Word:
        buffer = self._harfbuzz.Buffer()
        buffer.add_str(self._drawn(word))
        buffer.guess_segment_properties()
        # Scripts that run the other way are not laid out yet; their letters stand in the order of typing.
        buffer.direction = "ltr"
        buffer.direction = "ltr"
        buffer.cluster_level = self._harfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        self._harfbuzz.shape(self._font, buffer, _FEATURES)
        glyphs = []
        end = len(word)
        # From the end: a glyph stands for the characters up to where the next cluster begins.
        for info, position in zip(
            reversed(buffer.glyph_infos), reversed(buffer.glyph_positions), strict=True
        ):
            glyph = self._glyph(info.codepoint, word[info.cluster : end], position)
            glyphs.append(self._glyphs.setdefault(glyph, glyph))
            end = info.cluster
        glyphs.reverse()
        return _Word(tuple(glyphs), sum(glyph.advance for glyph in glyphs))

    def _glyph(self, gid: int, text: str, position: Any) -> Glyph:
        em = self._em
        width = self._font.get_glyph_h_advance(gid) * em
        advance, dx, dy = position.x_advance, position.x_offset, position.y_offset
        return Glyph(gid, text, width, advance * em, dx * em, dy * em)

    def _drawn(self, word: str) -> str:
        """The word, each character that cannot be drawn replaced by one that can."""
        if not self._drawn_as_typed.issuperset(word):
            replaced = _STAND_INS.keys() | _LIKENESSES.keys()
            self._drawn_as_typed.update(filter(self.covers, set(word) - replaced))
        if not self._drawn_as_typed.issuperset(word):
            word = "".join(map(self._stand_in, word))
        return word[:-1] + "-" if word.endswith(SOFT_HYPHEN) else word

    def _stand_in(self, char: str) -> str:
        likeness = _LIKENESSES.get(char)
        if likeness and self._has(likeness):
            return likeness
        if char in self._drawn_as_typed or self._has(char):
            return char
        return _STAND_INS.get(char) or next(filter(self._has, _SIGNS_OF_ABSENCE), char)


def files(fonts: theme.Fonts) -> tuple[Path, ...]:
    """The files of the four faces: regular, bold, italic, bold italic."""
    named = {
        "Regular": fonts.regular,
        "Bold": fonts.bold,
        "Italic": fonts.italic,
        "BoldItalic": fonts.bold_italic,
    }
    return tuple(
        Path(path) if path else PACKAGED / f"IBMPlexSerif-{style}.ttf"
        for style, path in named.items()
    )


class Fonts(Struct, frozen=True):
    """The four faces of the body font."""

    regular: Face
    bold: Face
    italic: Face
    bold_italic: Face

    @classmethod
    def load(cls, fonts: theme.Fonts) -> Fonts:
        """Read the theme's font files; for those it does not name, the packaged IBM Plex Serif.

        Raises:
            OSError, ValueError: As `Face` does.
        """
        return cls(*map(Face, files(fonts)))

    def face(self, bold: bool = False, italic: bool = False) -> Face:
        """The face of a style."""
        if bold:
            return self.bold_italic if italic else self.bold
        return self.italic if italic else self.regular

    def width(self, text: str, size: float, bold: bool = False, italic: bool = False) -> float:
        """The width in points of a text on one line, at a size in points."""
        return self.face(bold, italic).advance(text) * size

    def missing(self, text: str) -> set[str]:
        """The characters of the text that some face cannot draw."""
        faces = (self.regular, self.bold, self.italic, self.bold_italic)
        return {char for char in set(text) if not all(face.covers(char) for face in faces)}
