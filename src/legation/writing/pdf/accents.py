"""Accents: the marks above, beneath and through letters, which are drawn as shapes and not as text.

Programs that read PDF tell words by the distances between glyphs, and take the way back to where a mark
stands for the end of a word. So a letter's glyph stands for its marks too, and they are painted over it:
who copies or searches gets the word whole, as it was typed (ISO 32000-1, 9.10).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from legation.text.fonts import Face, Glyph


class Accent(Struct, frozen=True):
    """A mark in its place: how far its origin is from a word's start and baseline, in em."""

    face: Face
    gid: int
    x: float
    y: float


class Outline(NamedTuple):
    """A glyph's outline: operators that make it a path (8.5.2), in units of which so many are an em."""

    path: str
    units: int


def apart(
    face: Face, glyphs: Iterable[Glyph], x: float = 0.0, *, turned: bool = False
) -> tuple[list[Glyph], list[Accent]]:
    """The letters of a word, each with the text of its marks; and the marks.

    Args:
        face: Whose glyphs they are.
        glyphs: The glyphs of the word, or of a part of it, from left to right.
        x: How far from the word's start they begin, in em.
        turned: Whether the word runs from right to left. The text of a letter is then in the order in
            which its glyphs come, marks first: programs that read PDF turn it round.
    """
    letters: list[Glyph] = []
    accents = []
    marks: list[Glyph] = []  # of the letter to come
    for glyph in glyphs:
        if not glyph.advance and (turned or letters):
            accents.append(Accent(face, glyph.gid, x + glyph.dx, glyph.dy))
            if turned:
                marks.append(glyph)
            else:
                letters[-1] = letters[-1]._replace(text=letters[-1].text + glyph.text)
            continue
        if marks:
            glyph = glyph._replace(text="".join([each.text for each in (*marks, glyph)]))
            marks = []
        letters.append(glyph)
        x += glyph.advance
    # Marks without a letter stand for themselves.
    return letters + marks, accents[: len(accents) - len(marks)]


@lru_cache(maxsize=1024)
def outline(face: Face, gid: int) -> Outline:
    """The outline of a face's glyph; empty where nothing of it is seen."""
    import uharfbuzz

    operators: list[str] = []

    def append(operator: str, *coordinates: float) -> None:
        operators.append(" ".join([*(f"{number:.4g}" for number in coordinates), operator]))

    draw = uharfbuzz.DrawFuncs()
    # Curves of TrueType come as those of PDF, for HarfBuzz is told of no others.
    draw.set_move_to_func(lambda x, y, _: append("m", x, y))
    draw.set_line_to_func(lambda x, y, _: append("l", x, y))
    draw.set_cubic_to_func(lambda *points_and_data: append("c", *points_and_data[:6]))
    draw.set_close_path_func(lambda _: append("h"))
    uharfbuzz.Font(face.face).draw_glyph(gid, draw, None)
    return Outline(" ".join(operators), face.face.upem)
