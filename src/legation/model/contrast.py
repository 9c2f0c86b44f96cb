"""Contrast of colours as the Web Content Accessibility Guidelines 2.2 measure it.

Text needs 4.5 : 1 against its ground (success criterion 1.4.3, AA, of any size), and what one must see
to understand a picture 3 : 1 (1.4.11). Colours are six hexadecimal digits, sRGB.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from legation.model.drawing import Ink

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT, GRAPHICS = 4.5, 3.0
"""What text needs, and what graphics do."""

_STEPS = 255


class Need(Struct, frozen=True):
    """The contrast that two roles of a theme must have, for what stands in the one on the other."""

    ink: Ink
    ground: Ink
    least: float


NEEDS = (
    Need(Ink.TEXT, Ink.PAPER, TEXT),
    Need(Ink.TEXT, Ink.SHADE, TEXT),  # header rows
    Need(Ink.MUTED, Ink.PAPER, TEXT),  # captions, head and foot of the page; bars
    Need(Ink.MUTED, Ink.SHADE, TEXT),  # the years on a timeline's axis
    Need(Ink.ACCENT, Ink.PAPER, TEXT),  # headings, links; markers
    Need(Ink.ACCENT, Ink.SHADE, GRAPHICS),  # markers on bars
)
"""What briefs need. Rules and shades are decoration: nothing is known by them alone."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def nearest(colour: str, others: Sequence[tuple[str, float]]) -> str | None:
    """The colour nearest to one, darker or lighter, that stands out from all others; None if none does.

    Args:
        colour: The colour that does not.
        others: What it meets, each with the contrast that it needs at least.
    """
    for step in range(_STEPS + 1):
        for pole in (0, 255):
            mixed = _mixed(colour, pole, step / _STEPS)
            if all(contrast(mixed, other) >= least for other, least in others):
                return mixed
    return None


def _mixed(colour: str, pole: int, share: float) -> str:
    """A colour with a share of black (0) or white (255)."""
    return "".join(f"{round(part + (pole - part) * share):02X}" for part in _parts(colour))


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (0, 2, 4)]


def _luminance(colour: str) -> float:
    """The relative luminance of a colour, from 0 to 1."""
    shares = (part / 255 for part in _parts(colour))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
