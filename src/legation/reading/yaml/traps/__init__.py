"""What an officer may have meant where the parser stopped: one recogniser for each trap.

The parser says where it stopped, in words for programmers ("mapping values are not allowed in this
context"). A recogniser looks at the lines there and says, in plain words, what is wrong, and how the
line reads when it is mended. None looks at the parser's words, so that any parser will do.
"""

from __future__ import annotations

from collections.abc import Callable

from legation.reading.yaml.lines import Lines
from legation.reading.yaml.stopping import Stop, Trap
from legation.reading.yaml.traps import pairs, shape, signs
from legation.reading.yaml.traps.shape import odd_indents

__all__ = ["TRAPS", "lone_text", "odd_indents", "recognise"]

TRAPS: tuple[Callable[[Stop], Trap | None], ...] = (
    shape.tab,
    shape.space,
    pairs.escape,
    pairs.open_quote,
    pairs.swallowing_quote,
    shape.marker,
    signs.stray_comma,
    pairs.extra_bracket,
    signs.first_sign,
    signs.key_sign,
    signs.bracket_in_text,
    signs.second_colon,
    pairs.open_bracket,
    signs.no_space_after_colon,
    signs.no_space_after_dash,
    signs.wide_colon,
    shape.no_key,
    shape.no_list,
    shape.top_line,
    shape.margin,
    shape.no_colon,
)
"""In order: the surest first. The first that knows the place answers."""


def recognise(stop: Stop) -> Trap:
    """What is wrong where the parser stopped."""
    found = (recogniser(stop) for recogniser in TRAPS)
    return next((trap for trap in found if trap), None) or shape.unknown(stop)


def lone_text(lines: Lines, index: int) -> Trap | None:
    """Why a file is one text without keys, where a missing space makes it so: `title:Visit`."""
    stop = Stop(lines, index, context=None, scanning=False, bracket=None, quoted=(0, 0))
    tight = (signs.no_space_after_colon, signs.no_space_after_dash, signs.wide_colon)
    found = (recogniser(stop) for recogniser in tight)
    return next((trap for trap in found if trap), None)
