"""Plain text: such as ends lines after each of its spaces, and nowhere else.

Nearly all text is plain, and is known to be so at a glance, without the rules and tables by which
`legation.text.line_ends` finds the places in any text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SIGNS = "%‰°€$£¥₼₽₺₸₹٪№§"
"""Signs that stay beside their numbers."""

UNITS = (
    r"(?:[A-Z]{3}|[kcm]?m[²³]?|ha|k?g|t|[kMGT]Wh?|bcm|bn|mn|tn|°C"
    r"|[кс]?м|к?г|т|га|[кМГТ]Вт|тыс|млн|млрд|трлн)\b"
)
"""A regular expression for units that stay beside their numbers; codes of currencies are three capitals."""

_LETTERS = (
    r"A-Za-zªµº\u00c0-\u02c7\u0370-\u037d\u0388-\u0482\u048a-\u0530"
    r"\u0620-\u065f\u0671-\u06d3\u06ee\u06ef\u06fa-\u06fc"
)
# What needs a closer look: any sign but letters, figures and a few, unless it stands where it cannot matter.
_SIGN = re.compile(
    rf"[^ {_LETTERS}0-9٠-٩۰-۹,.:;'’\u00a0{SIGNS}](?:"
    r"(?<=[^!&\"()?\[\]«»“”‘„–—…،؛؟۔-])|(?<=[(\[„]) |(?<=[–—-])(?:[^\W\d_]{2}|\u00a0)"
    r"|(?<=[^ ]&)|(?<=[!&?…،؛؟۔])[^ ]|(?<=[\"«»“”‘)]) [(\[„]|(?<=—) —)"
)
# No line ends after a space before what ends something, or between a number and what belongs to it.
_BESIDE = re.compile(
    rf" (?:[!),.:;?\]،؛؟۔]|\d(?:(?<=[A-Z]{{3}}..)|(?<=[{SIGNS}]..))|(?<=\d )(?:[{SIGNS}]|{UNITS})"
    r"|(?<=['’] )[(\[„])"
)
# Most texts need no such look: all of them is letters, with a comma, say, behind some and not apart.
_OTHER = re.compile(rf"[^ {_LETTERS},.:;]")
_APART = re.compile(r" [ ,.:;]")


_MOST = 20_000  # words that are known
_known: set[str] = set()


def is_plain(text: str, words: Iterable[str] | None = None) -> bool:
    """Whether lines may end after the text's spaces and nowhere else, as far as can be seen at once.

    Args:
        text: As it is.
        words: The same, parted at its spaces, where that is done: most were seen before.
    """
    if words is not None and _known.issuperset(words):
        return True
    if "www." in text:
        return False
    if not (_OTHER.search(text) or _APART.search(f" {text}")):
        if words is not None:
            _learn(words)
        return True
    return not (_SIGN.search(text) or _BESIDE.search(text) or "  " in text)


def _learn(words: Iterable[str]) -> None:
    """Know the words, which are plain wherever they stand: letters first, and nothing but a sign between."""
    if len(_known) >= _MOST:
        _known.clear()
    _known.update(words)
    _known.discard("")  # of which two spaces are a sign
