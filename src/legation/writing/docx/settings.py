"""The settings of a letterhead: those that say how pages look, and ours of what the brief needs.

All others are left out by not being named here: whose template it was, what it was merged with, how it is
protected, its editing sessions and variables.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from legation.writing.docx.trees import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OURS = frozenset(("footnotePr", "endnotePr", "themeFontLang"))
_IF_LACKING = frozenset(
    "defaultTabStop compat clrSchemeMapping decimalSymbol listSeparator".split()
)
_ORDER = (
    "zoom displayBackgroundShape embedTrueTypeFonts embedSystemFonts saveSubsetFonts mirrorMargins "
    "alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop "
    "defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps "
    "evenAndOddHeaders drawingGridHorizontalSpacing drawingGridVerticalSpacing "
    "displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
    "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin "
    "noPunctuationKerning characterSpacingControl strictFirstAndLastChars noLineBreaksAfter "
    "noLineBreaksBefore footnotePr endnotePr compat themeFontLang clrSchemeMapping decimalSymbol "
    "listSeparator"
).split()
"""What is kept, in the order of the schema (17.15.1.78)."""


def tells_even(settings: Element | None) -> bool:
    """Whether pages of even numbers have headers and footers of their own (17.10.1)."""
    stated = None if settings is None else settings.find(f"{W}evenAndOddHeaders")
    return stated is not None and stated.get(f"{W}val", "1") not in ("0", "false", "off")


def merge(ours: Element, theirs: Element, *, embeds: bool) -> None:
    """Make the letterhead's settings those of a brief in it.

    Args:
        ours: The settings that a brief is written with.
        theirs: The letterhead's, which are changed.
        embeds: Whether fonts of ours are in the file.
    """
    kept = {str(each.tag).removeprefix(W): each for each in theirs}
    wanted = {str(each.tag).removeprefix(W): each for each in ours}
    for child in list(theirs):
        theirs.remove(child)
    for name in _ORDER:
        mine = name in _OURS or (name in _IF_LACKING and name not in kept)
        mine = mine or (name == "embedTrueTypeFonts" and embeds and name not in kept)
        chosen = deepcopy(wanted.get(name)) if mine else kept.get(name)
        if chosen is not None:
            theirs.append(chosen)
    _modernise(theirs, wanted["compat"])


def _modernise(settings: Element, ours: Element) -> None:
    """Have Word set the file as it sets a new one: a brief's drawings and tables want that."""
    compat = settings.find(f"{W}compat")
    assert compat is not None
    known = {each.get(f"{W}name"): each for each in compat.iterfind(f"{W}compatSetting")}
    for setting in ours.iterfind(f"{W}compatSetting"):
        same = known.get(setting.get(f"{W}name"))
        if same is None:
            compat.append(deepcopy(setting))
        elif setting.get(f"{W}name") == "compatibilityMode":
            same.set(f"{W}val", setting.get(f"{W}val", ""))


def set_language(styles: Element, language: Element, chain: list[Element]) -> str:
    """Make the language of a letterhead's text, unless something says otherwise, that of the brief.

    Args:
        styles: Its `w:styles`.
        language: The brief's `w:lang`.
        chain: The styles of ordinary text, the nearest first, which may not say otherwise.

    Returns:
        The language that it was.
    """
    defaults = _below(_below(_below(styles, "docDefaults"), "rPrDefault"), "rPr")
    said = [f for each in chain for f in each.findall(f"{W}rPr/{W}lang")]
    said += defaults.findall(f"{W}lang")
    for each in said:
        each.getparent().remove(each)  # type: ignore[union-attr]
    defaults.append(deepcopy(language))
    return next((str(each.get(f"{W}val")) for each in said if each.get(f"{W}val")), "")


def keep_language(text: Element, language: str) -> None:
    """Say of the letterhead's own text in which language it is, where it does not."""
    for run in text.iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        if properties is None:
            properties = etree.Element(f"{W}rPr")
            run.insert(0, properties)
        if properties.find(f"{W}lang") is None:
            properties.append(etree.Element(f"{W}lang", {f"{W}val": language}))


def _below(element: Element, name: str) -> Element:
    """The child of that name, which is made the first if it is not there."""
    found = element.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        element.insert(0, found)
    return found
