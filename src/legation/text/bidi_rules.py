"""Weak and neutral characters of the bidirectional algorithm (UAX 9, W1 to N2): what they follow.

Numbers, punctuation and blanks have no direction of their own, and take it from the letters around them.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

from msgspec import Struct

ISOLATES = {"LRI", "RLI", "FSI", "PDI"}
"""The classes of the marks around an isolate."""

_MOST_OPEN = 63
_NEUTRAL = {"B", "S", "WS", "ON", *ISOLATES}
_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
_PAIRS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋〈〉❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽"
    "⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
_CLOSING = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_LOOKING_BACK = {"<": ">", "≤": "≥", "«": "»", "‹": "›"}
_MIRRORED = str.maketrans(
    {
        char: other
        for pair in (_CLOSING | _LOOKING_BACK).items()
        for char, other in (pair, pair[::-1])
    }
)


class Sequence(Struct, frozen=True):
    """An isolating run sequence (BD13): stretches of one level, read as one across isolates.

    Attributes:
        places: Of its characters in the text.
        level: Theirs.
        before, after: The direction of what is around it, `L` or `R`.
    """

    places: list[int]
    level: int
    before: str
    after: str


def mirrored(text: str) -> str:
    """The text with every bracket turned round, as it looks from right to left (L4)."""
    return text.translate(_MIRRORED)


def resolved(sequence: Sequence, text: str, original: list[str], classes: list[str]) -> list[str]:
    """What each character of the sequence is in the end: `L`, `R`, `EN` or `AN`.

    Args:
        sequence: The sequence.
        text: The paragraph that it is in.
        original: The classes of the paragraph's characters.
        classes: The same under overrides.
    """
    kinds = _weak([classes[place] for place in sequence.places], sequence.before)
    chars = [text[place] for place in sequence.places]
    marks = [original[place] == "NSM" for place in sequence.places]
    _brackets(kinds, chars, marks, sequence)
    return _neutral(kinds, sequence)


def _weak(kinds: list[str], before: str) -> list[str]:
    """W1 to W7."""
    kinds = _by_letters(_marked(kinds, before), before)
    kinds = _separated(kinds)
    kinds = _terminated(kinds)
    kinds = ["ON" if kind in {"ES", "CS", "ET"} else kind for kind in kinds]
    strong = before
    for index, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"
    return kinds


def _marked(kinds: list[str], before: str) -> list[str]:
    """Marks are what they stand on (W1)."""
    found = []
    last = before
    for kind in kinds:
        if kind == "NSM":
            kind = "ON" if last in ISOLATES else last
        found.append(kind)
        last = kind
    return found


def _by_letters(kinds: list[str], before: str) -> list[str]:
    """Numbers after Arabic letters are Arabic numbers, and those letters run right to left (W2, W3)."""
    found = []
    strong = before
    for kind in kinds:
        if kind in {"L", "R", "AL"}:
            strong = kind
        arabic = kind == "EN" and strong == "AL"
        found.append("AN" if arabic else "R" if kind == "AL" else kind)
    return found


def _separated(kinds: list[str]) -> list[str]:
    """A single separator between two numbers of a kind is part of them (W4)."""
    for index in range(1, len(kinds) - 1):
        left, kind, right = kinds[index - 1 : index + 2]
        joins = {"ES": {"EN"}, "CS": {"EN", "AN"}}.get(kind, ())
        if left == right and left in joins:
            kinds[index] = left
    return kinds


def _terminated(kinds: list[str]) -> list[str]:
    """Signs such as those of currencies and percentages are part of the number beside them (W5)."""
    found: list[str] = []
    for kind, group in groupby(kinds):
        size = len(list(group))
        after = kinds[len(found) + size] if len(found) + size < len(kinds) else ""
        beside = "EN" in {after, *found[-1:]}
        found += ["EN" if kind == "ET" and beside else kind] * size
    return found


def _brackets(kinds: list[str], chars: list[str], marks: list[bool], sequence: Sequence) -> None:
    """Brackets that belong together run the same way (N0)."""
    own = direction(sequence.level)
    for start, end in _pairs(kinds, chars):
        within = {_STRONG.get(kind) for kind in kinds[start + 1 : end]} - {None}
        if not within:
            continue
        found = own
        if own not in within:
            earlier = (_STRONG[kind] for kind in reversed(kinds[:start]) if kind in _STRONG)
            found = next(earlier, sequence.before)
        for bracket in (start, end):
            kinds[bracket] = found
            place = bracket + 1
            while place < len(kinds) and marks[place]:
                kinds[place] = found
                place += 1


def _pairs(kinds: list[str], chars: list[str]) -> list[tuple[int, int]]:
    """The places of brackets that belong together, in the order of their beginnings (BD16)."""
    found: list[tuple[int, int]] = []
    open_: list[tuple[str, int]] = []
    for place, (kind, typed) in enumerate(zip(kinds, chars, strict=True)):
        if kind != "ON":
            continue
        # Two brackets are canonically the same as two others.
        char = unicodedata.normalize("NFD", typed)
        if char in _CLOSING:
            if len(open_) == _MOST_OPEN:
                return []
            open_.append((_CLOSING[char], place))
            continue
        for depth in range(len(open_) - 1, -1, -1):
            if open_[depth][0] == char:
                found.append((open_[depth][1], place))
                del open_[depth:]
                break
    return sorted(found)


def _neutral(kinds: list[str], sequence: Sequence) -> list[str]:
    """Neutrals between two of a direction take it; others are as the level is (N1, N2)."""
    own = direction(sequence.level)
    found: list[str] = []
    for neutral, group in groupby(kinds, key=_NEUTRAL.__contains__):
        stretch = list(group)
        if neutral:
            end = len(found) + len(stretch)
            left = _STRONG[found[-1]] if found else sequence.before
            right = _STRONG[kinds[end]] if end < len(kinds) else sequence.after
            stretch = [left if left == right else own] * len(stretch)
        found += stretch
    return found


def direction(level: int) -> str:
    """The direction of a level: `L` or `R`."""
    return "R" if level % 2 else "L"
