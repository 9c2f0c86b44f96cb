"""Fonts: what their faces cover, how wide text is in them, and the glyphs that draw it.

HarfBuzz reads the files and shapes the text (kerning, combining marks, the joining of Arabic letters), a
word at a time, for nothing joins across a space. A file is read once in a process, and what HarfBuzz says
of a word is kept, for the words of chronologies repeat. A letter that a face lacks is drawn by the face
behind it, and so are those that join with it. Lengths are in em (multiples of the font size) unless said
otherwise.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import cached_property, lru_cache, partial
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from legation.text.acceptance import font_fault
from legation.text.bidi import turns
from legation.text.bidi_rules import mirrored
from legation.text.kept import Kept
from legation.text.lines import SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legation.model import theme

PACKAGED = Path(__file__).with_name("fonts")
BEHIND = tuple(PACKAGED / f"NotoNaskhArabic-{style}.ttf" for style in ("Regular", "Bold") * 2)
"""The files of the faces that draw what those of a theme lack, in the order of `files`: no italics."""

# Ligatures are off: an fi ligature may swallow the dot that tells i from ı in Azerbaijani and Turkish.
_FEATURES = {"liga": False, "clig": False}
# HarfBuzz hides most of what nobody sees, where the face has a space; these it leaves to the face.
_LEFT_TO_THE_FACE = "\u115f\u1160\u2028\u2029\u3164\uffa0\U0001bca0\U0001bca1\U0001bca2\U0001bca3"
_CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
_STAND_INS = {
    "\u2010": "-",
    "\u2011": "-",
    "\u1680": " ",
    **dict.fromkeys([*_LEFT_TO_THE_FACE, *_CONTROLS], "\u2060"),
}
# The letters of Uzbek's oʻ and maʼno: many fonts, IBM Plex among them, have them as wide as accents that
# stand alone, with holes on both sides. These look the same and are set as letters are.
_LIKENESSES = {"\u02bb": "\u2018", "\u02bc": "\u2019"}
_SIGNS_OF_ABSENCE = "\ufffd□◊?"
_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}
# Of category Cf, but seen: signs before Arabic, Syriac and Kaithi numbers, for one.
_SEEN = re.compile(
    "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f]"
)
# Of other categories, but Default_Ignorable (Unicode, 5.21): fillers, and choices between shapes.
_IGNORABLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0"
    "\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
# Arabic letters, their marks and what joins them or keeps them apart, in a row.
_JOINING = re.compile(
    "[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\u200c\u200d\ufb50-\ufdff\ufe70-\ufefc]+"
)
_BOUND = {"Mn", "Mc", "Me", "Cf"}  # what is drawn, or does its work, with the letter before it

_KERNED = 1.25  # times its letters' own widths: no kerning makes a word as wide

# What HarfBuzz said of so many words is kept after they were measured: most are drawn soon.
_MOST_MEASURED = 1000


class Glyph(NamedTuple):
    """A glyph in its place in a word.

    Attributes:
        gid: Its number in the font file.
        text: The characters it stands for, a bracket that was turned round for the one it looks like;
            empty when a glyph beside it stands for them too.
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


# A glyph's number, the text it stands for, and its place as HarfBuzz has it.
_Found = tuple[int, str, tuple[int, int, int, int]]


class Face:
    """One face of a font, read from a TrueType file.

    Args:
        path: The file.
        behind: The file of the face that draws what this one lacks; read only when it is needed.

    Attributes:
        path: As given.
        name: Its PostScript name.
        ascent, descent: How far its letters reach above and below the baseline; both positive.
        box: The left, lower, right and upper side of the box that holds any of its glyphs.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is of a kind that is not embedded, as `font_fault` says.
    """

    def __init__(self, path: Path, behind: Path | None = None) -> None:
        import uharfbuzz

        self._harfbuzz: Any = uharfbuzz
        self._level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        self.path = path
        self._behind = behind
        data = path.read_bytes()
        fault = font_fault(path.name, data)
        if fault is not None:
            raise ValueError(fault.message)
        self.face = uharfbuzz.Face(data)
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
        self._glyphs = Kept(self._glyph)
        self._words = Kept(partial(self._drawing, turned=False))
        self._turned = Kept(partial(self._drawing, turned=True))
        self._advances = Kept(self._measured)
        self._own = Kept(self._own_width)
        self._measured_last: dict[tuple[str, bool], Any] = {}
        self._known: set[str] = set()
        self._lacking: set[str] = set()
        self._drawn_as_typed: set[str] = set()

    def covers(self, char: str) -> bool:
        """Whether the face itself draws the character, or the character is one that nobody sees."""
        if self._has(char) or char in _STAND_INS or _unseen(char):
            return True
        # A letter without a glyph of its own is drawn as its base and its marks.
        parts = unicodedata.normalize("NFD", _LIKENESSES.get(char, char))
        return all(map(self._has, parts))

    def draws(self, char: str) -> bool:
        """Whether the character is drawn, be it by the face behind this one."""
        return self.covers(char) or (self._behind is not None and _read(self._behind).covers(char))

    def advance(self, text: str) -> float:
        """The width of a text on one line."""
        return self._advances[text]

    def reach(self, word: str) -> float:
        """More than the width of a word, for where its letters tell enough; without end if it is no ASCII.

        HarfBuzz is not asked, which takes ten times as long for words that never come again.
        """
        if not (word.isascii() and word.isprintable()):
            return inf
        return sum(map(self._own.__getitem__, word)) * _KERNED

    def lacks(self, chars: set[str]) -> set[str]:
        """Those of the characters that are not drawn, neither by this face nor by the one behind it."""
        new = chars - self._known
        self._lacking.update(char for char in new if not self.draws(char))
        self._known |= new
        return chars & self._lacking

    def suffices(self, word: str) -> bool:
        """Whether the face draws the whole word, as it does nearly always."""
        if self._behind is None or self._drawn_as_typed.issuperset(word):
            return True
        return all(map(self.covers, word))

    def parts(self, word: str) -> list[tuple[Face, str]]:
        """The word, parted by the faces that draw it: this one and the one behind it."""
        if self.suffices(word):
            return [(self, word)]
        assert self._behind is not None
        behind = _read(self._behind)
        ceded = self._ceded(word, behind)
        parts: list[tuple[Face, str]] = []
        for place, char in enumerate(word):
            covered = self.covers(char) and place not in ceded
            face: Face = self if covered or not behind.covers(char) else behind
            if parts and unicodedata.category(char) in _BOUND and parts[-1][0].covers(char):
                face = parts[-1][0]
            if char == SOFT_HYPHEN and not face._has("-"):  # as it is seen at the end
                face = self
            if parts and parts[-1][0] is face:
                parts[-1] = (face, parts[-1][1] + char)
            else:
                parts.append((face, char))
        return parts

    def _ceded(self, word: str, behind: Face) -> set[int]:
        """The places of letters that this face has and leaves to the one behind it.

        Letters that join do so in one face only: where this one lacks some of them, the other draws all.
        """
        stretches = [stretch.span() for stretch in _JOINING.finditer(word)]
        return {
            place
            for start, end in stretches
            if not all(map(self.covers, word[start:end]))
            and all(map(behind.covers, word[start:end]))
            for place in range(start, end)
        }

    def glyphs(self, word: str, *, turned: bool = False) -> tuple[Glyph, ...]:
        """The glyphs of this face that draw a word, from left to right.

        A soft hyphen is seen only at the word's end, where a line was broken at it. A character that the
        face lacks gets a glyph that shows that something is missing.

        Args:
            word: The word, in the order of typing.
            turned: Whether it runs from right to left; brackets in it are then mirrored.
        """
        return (self._turned if turned else self._words)[word]

    def letters(self) -> dict[int, str]:
        """The character that each glyph of a printable one is there for, the first in Unicode's order."""
        printable = filter(str.isprintable, map(chr, sorted(self.face.unicodes, reverse=True)))
        return {self._font.get_nominal_glyph(ord(char)): char for char in printable}

    def width(self, gid: int) -> float:
        """A glyph's own advance."""
        return float(self._font.get_glyph_h_advance(gid) * self._em)

    def _own_width(self, char: str) -> float:
        """The advance of a character's own glyph; without end where the face has none."""
        gid = self._font.get_nominal_glyph(ord(char))
        return self.width(gid) if gid else inf

    def _has(self, char: str) -> bool:
        return bool(self._font.get_nominal_glyph(ord(char)))

    @cached_property
    def _space(self) -> float:
        return self._width(" ")

    def _measured(self, text: str) -> float:
        words = text.split(" ")
        if len(words) > 1:
            return sum(map(self._advances.__getitem__, words)) + self._space * (len(words) - 1)
        if self.suffices(text) and not turns(text):
            return self._width(text)
        return sum([face._width(part, turned=turns(part)) for face, part in self.parts(text)])

    def _width(self, word: str, *, turned: bool = False) -> float:
        """The width of a word of this face, for which its glyphs need not be made."""
        buffer = self._shaped(word, turned=turned)
        if len(self._measured_last) >= _MOST_MEASURED:
            self._measured_last.clear()
        self._measured_last[word, turned] = buffer
        positions = buffer.glyph_positions or ()
        return float(sum([position.x_advance for position in positions]) * self._em)

    def _drawing(self, word: str, *, turned: bool) -> tuple[Glyph, ...]:
        buffer = self._measured_last.pop((word, turned), None)
        if buffer is None:
            buffer = self._shaped(word, turned=turned)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions or ()
        # Programs that read PDF take a bracket for what it looks like, and turn it back.
        typed = mirrored(word) if turned else word
        texts = _clusters(typed, [info.cluster for info in infos], turned=turned)
        places = [position.position for position in positions]
        found = zip([info.codepoint for info in infos], texts, places, strict=True)
        return tuple(map(self._glyphs.__getitem__, found))

    def _shaped(self, word: str, *, turned: bool) -> Any:
        """HarfBuzz's buffer, with the word's glyphs."""
        buffer = self._harfbuzz.Buffer()
        buffer.add_str(self._drawn(word))
        # Else it would be the machine's, and some letters look otherwise in some languages.
        buffer.language = "und"
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if turned else "ltr"
        buffer.cluster_level = self._level
        self._harfbuzz.shape(self._font, buffer, _FEATURES)
        return buffer

    def _glyph(self, found: _Found) -> Glyph:
        gid, text, (dx, dy, advance, _) = found
        em = self._em
        return Glyph(gid, text, self.width(gid), advance * em, dx * em, dy * em)

    def _drawn(self, word: str) -> str:
        """The word, each character that cannot be drawn replaced by one that can."""
        if not self._drawn_as_typed.issuperset(word):
            replaced = _STAND_INS.keys() | _LIKENESSES.keys()
            self._drawn_as_typed.update(filter(self.covers, set(word) - replaced))
            word = "".join(map(self._stand_in, word))
        return word[:-1] + "-" if word.endswith(SOFT_HYPHEN) else word

    def _stand_in(self, char: str) -> str:
        likeness = _LIKENESSES.get(char)
        if likeness and self._has(likeness):
            return likeness
        if char in self._drawn_as_typed or self._has(char):
            return char
        return _STAND_INS.get(char) or next(filter(self._has, _SIGNS_OF_ABSENCE), char)


def _unseen(char: str) -> bool:
    """Whether nobody sees the character, whatever the font."""
    if unicodedata.category(char) in _UNSEEN:
        return not _SEEN.match(char)
    return bool(_IGNORABLE.match(char))


def _clusters(word: str, starts: list[int], *, turned: bool) -> Sequence[str]:
    """What the glyphs stand for: the characters from where their cluster starts to where the next does."""
    if starts == list(range(len(word))):
        return word
    ends = [len(word), *starts[:-1]] if turned else [*starts[1:], len(word)]
    return [word[start:end] for start, end in zip(starts, ends, strict=True)]


def _read(path: Path, behind: Path | None = None) -> Face:
    """The face of a file, read anew only where the file has changed."""
    now = path.stat()
    return _unchanged(path, behind, (now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns))


@lru_cache(maxsize=16)
def _unchanged(path: Path, behind: Path | None, file: tuple[int, ...]) -> Face:
    return Face(path, behind)


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
        """The faces of the theme's files; for those it does not name, of the packaged IBM Plex Serif.

        Behind either stands the packaged Noto Naskh Arabic.

        Raises:
            OSError, ValueError: As `Face` does.
        """
        return cls(*map(_read, files(fonts), BEHIND))

    def face(self, bold: bool = False, italic: bool = False) -> Face:
        """The face of a style."""
        if bold:
            return self.bold_italic if italic else self.bold
        return self.italic if italic else self.regular

    def width(self, text: str, size: float, bold: bool = False, italic: bool = False) -> float:
        """The width in points of a text on one line, at a size in points."""
        return self.face(bold, italic).advance(text) * size

    def missing(self, text: str) -> set[str]:
        """The characters of the text that in some style are not drawn."""
        faces = (self.regular, self.bold, self.italic, self.bold_italic)
        chars = set(text)
        return set().union(*(face.lacks(chars) for face in faces))
