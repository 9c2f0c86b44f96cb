"""Colours of a theme that cannot be told from their ground, each with the nearest one that can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor

from legation.diagnostics import Diagnostic, Position
from legation.model.contrast import NEEDS, TEXT, Need, contrast, nearest
from legation.model.drawing import Ink
from legation.model.theme import DEFAULT_THEME, Colours
from legation.reading.problems import warning


def contrast_warnings(colours: Colours, places: Mapping[str, Position]) -> Iterator[Diagnostic]:
    """A warning for each colour that is too near another.

    To blame is the colour that the user chose; of two, what is to be read and not its ground.

    Args:
        colours: The palette.
        places: Where each colour stands that the user chose, by its key.
    """
    short: dict[Ink, list[Need]] = {}
    for need in NEEDS:
        if _ratio(colours, need) < need.least:
            chosen = colours.of(need.ink) != DEFAULT_THEME.colours.of(need.ink)
            short.setdefault(need.ink if chosen else need.ground, []).append(need)
    for ink, needs in short.items():
        worst = min(needs, key=lambda need: _ratio(colours, need) / need.least)
        message, hint = _message(colours, worst), _hint(colours, ink)
        yield warning(places.get(ink), "contrast", message, hint)


def _ratio(colours: Colours, need: Need) -> float:
    return contrast(colours.of(need.ink), colours.of(need.ground))


def _message(colours: Colours, need: Need) -> str:
    """What is too near what: 4.49 is told as 4.4, for it is not 4.5."""
    ratio = floor(_ratio(colours, need) * 10) / 10
    what = "text" if need.least == TEXT else "what is drawn"
    return (
        f"`{need.ink}` ({colours.of(need.ink)}) on `{need.ground}` ({colours.of(need.ground)}) has a "
        f"contrast of {ratio:.1f} : 1, and {what} needs {need.least:g} : 1"
    )


def _hint(colours: Colours, ink: Ink) -> str:
    """The nearest colour that stands out from all that it meets."""
    met = [(colours.of(need.ground), need.least) for need in NEEDS if need.ink is ink]
    met += [(colours.of(need.ink), need.least) for need in NEEDS if need.ground is ink]
    near = nearest(colours.of(ink), met)
    if near is None:
        return f"no other `{ink}` has it: change the colours that it meets too"
    return f"write {near}, the nearest that has it"
