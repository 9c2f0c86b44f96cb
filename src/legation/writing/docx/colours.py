"""Colours by their role, tied to the slots of the theme part.

A letterhead's palette, or another one chosen in Word, then recolours text and drawings alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.model.drawing import Ink

if TYPE_CHECKING:
    from legation.model.theme import Colours

_SLOTS = {
    Ink.TEXT: ("text1", "tx1"),
    Ink.PAPER: ("background1", "bg1"),
    Ink.MUTED: ("text2", "tx2"),
    Ink.SHADE: ("background2", "bg2"),
    Ink.ACCENT: ("accent1", "accent1"),
    Ink.RULE: ("accent3", "accent3"),
}
"""The slot of each role: its name in WordprocessingML (17.18.97) and in DrawingML (20.1.10.54)."""


def scheme(ink: Ink) -> str:
    """The colour's slot in DrawingML."""
    return _SLOTS[ink][1]


def attributes(ink: Ink, colours: Colours, name: str = "color") -> str:
    """The colour as attributes: its value, for those who ignore themes, and its slot.

    `name` is `color` for borders, `val` for `w:color` and `fill` for `w:shd`.
    """
    slot = "themeFill" if name == "fill" else "themeColor"
    return f'w:{name}="{colours.of(ink)}" w:{slot}="{_SLOTS[ink][0]}"'
