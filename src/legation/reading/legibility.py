"""Whether what is written in a letterhead's ordinary text can be read there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from legation.model.contrast import contrast
from legation.model.theme import WHITE
from legation.reading.refusing import Refused
from legation.reading.scrubbing import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_COLOUR = re.compile("[0-9A-Fa-f]{6}")
_LEAST = 1.5  # the contrast at which text can still be seen
_PALE = ("background1", "light1")
_DEEPEST = 20  # styles that are based on one another


def judge_text(document: Element, styles: Element) -> None:
    """Refuse a letterhead whose ordinary text has the colour of its paper: a brief would not be seen.

    Args:
        document: Its main part.
        styles: Its styles.

    Raises:
        Refused: It has.
    """
    paper = _hexadecimal(document.find(f"{W}background"), "color") or WHITE
    ink = _ink(styles)
    if ink and contrast(ink, paper) < _LEAST:
        message = "the letterhead's ordinary text is in the colour of its paper: nobody could read a brief"
        hint = (
            "in Word, give the style Normal another colour, and the white text a style of its own"
        )
        raise Refused("letterhead-content", message, hint)


def _ink(styles: Element) -> str:
    """The colour of text that has no style; empty where none is stated."""
    paragraphs = [s for s in styles.iterfind(f"{W}style") if s.get(f"{W}type") == "paragraph"]
    known = {str(style.get(f"{W}styleId")): style for style in paragraphs}
    usual = next((s for s in paragraphs if s.get(f"{W}default") in ("1", "true")), None)
    for _ in range(_DEEPEST):
        if usual is None:
            break
        if (found := usual.find(f"{W}rPr/{W}color")) is not None:
            return _of(found)
        base = usual.find(f"{W}basedOn")
        usual = known.get(str(base.get(f"{W}val"))) if base is not None else None
    return _of(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}color"))


def _of(stated: Element | None) -> str:
    if stated is None:
        return ""
    pale = WHITE if stated.get(f"{W}themeColor") in _PALE else ""
    return _hexadecimal(stated, "val") or pale


def _hexadecimal(element: Element | None, name: str) -> str:
    text = "" if element is None else str(element.get(W + name, ""))
    return text if _COLOUR.fullmatch(text) else ""
