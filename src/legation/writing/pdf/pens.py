"""Pens: what text is set with, a font at a size in an ink."""

from __future__ import annotations

from functools import lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from legation.text.kept import Kept
from legation.writing.pdf.accents import apart, outline
from legation.writing.pdf.fonts import UNWRITTEN, EmbeddedFont, adjustment, adjustments, kerned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from legation.model.drawing import Ink
    from legation.text.fonts import Face, Fonts, Glyph
    from legation.writing.pdf.accents import Accent
    from legation.writing.pdf.fonts import Holder


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
        accents: Of the words shown so far that have any; by word, and whether it was turned.
    """

    __slots__ = (
        *("_font_of", "_shown", "_turned"),
        *("accents", "font", "ink", "measure", "select", "size"),
    )

    def __init__(
        self, face: Face, size: float, ink: Ink, font_of: Callable[[Face], EmbeddedFont]
    ) -> None:
        self.font = font_of(face)
        self.size = size
        self.ink = ink
        self.select = f"/{self.font.name} {size:g} Tf"
        self.measure = _widths(face, size).__getitem__
        self.accents: dict[tuple[str, bool], list[Accent]] = {}
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
        words = text.split(" ")
        space = self._shown[" "]
        if stretch:
            space = f"{space}>{adjustment(-stretch / self.size)}<"
        written = list(map(self.font.words, words))
        if turned:
            written = list(map(self._turned.__getitem__, reversed(words)))
        elif UNWRITTEN in written:
            written = list(map(self._shown.__getitem__, words))
        else:
            self.font.written.update(words)
        shown = f"[<{space.join(written)}>]TJ"
        # PDFium forgets a number behind which only an empty string comes.
        return shown.replace("<>", "") if stretch else shown

    def accented(
        self, text: str, *, turned: bool = False, stretch: float = 0.0
    ) -> Iterator[tuple[float, float, str]]:
        """The accents of a text that was shown so.

        Yields:
            How far to the right of the text's left end and above its baseline each is, in points; and the
            operators that paint it, once its place is the origin.
        """
        x, space = 0.0, self.measure(" ") + stretch
        words = text.split(" ")
        for word in reversed(words) if turned else words:
            for accent in self.accents.get((word, turned), ()):
                path, units = outline(accent.face, accent.gid)
                if path:
                    scale = f"{self.size / units:.6g}"
                    painted = f"{scale} 0 0 {scale} 0 0 cm {path} f"
                    yield x + accent.x * self.size, accent.y * self.size, painted
            x += self.measure(word) + space

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
        known = UNWRITTEN if turned else self.font.words(word)
        if known != UNWRITTEN:
            self.font.written.add(word)
            return known
        parts = self.font.face.parts(word)
        shown, accents, x = "", [], 0.0
        for face, part in reversed(parts) if turned else parts:
            letters, marks = apart(face, face.glyphs(part, turned=turned), x, turned=turned)
            shown += self._part(face, letters)
            accents += marks
            x += sum([letter.advance for letter in letters])
        if accents:
            self.accents[word, turned] = accents
        return shown

    def _part(self, face: Face, glyphs: Iterable[Glyph]) -> str:
        """Glyphs of a face as the inside of `[<...>]TJ`, its font selected where it is not the pen's."""
        font = self._font_of(face)
        piece = "".join(self._piece(font, glyph) for glyph in glyphs)
        if font is self.font:
            return piece
        return f">]TJ /{font.name} {self.size:g} Tf[<{piece}>]TJ {self.select}[<"

    def _piece(self, font: EmbeddedFont, glyph: Glyph) -> str:
        """A glyph as the inside of `[<...>]TJ`, raised where it is a mark (9.3.7)."""
        code = font.code(glyph)
        if not glyph.dy:
            return kerned(code, glyph)
        before, after = adjustments(glyph)
        raised = f">]TJ {glyph.dy * self.size:.3f} Ts[{before}<{code:04X}>]TJ 0 Ts[<"
        return f"{raised}>{after}<" if after else raised


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

    def embed(self, file: Holder) -> None:
        """Put the fonts into the file, once all text is written."""
        for font in self._embedded.values():
            if font.used:
                font.embed(file)

    def lend(self, file: Holder) -> None:
        """Put the fonts as they are into a file that is only drawn from."""
        for font in self._embedded.values():
            if font.used:
                font.lend(file)

    def _font_of(self, face: Face) -> EmbeddedFont:
        font = self._embedded.get(face)
        if font is None:
            font = self._embedded[face] = EmbeddedFont(face, f"F{len(self._embedded) + 1}")
        return font
