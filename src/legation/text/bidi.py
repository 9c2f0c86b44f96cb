"""The Unicode bidirectional algorithm (UAX 9): in which order a reader meets what was typed.

Text is kept in the order of typing. `levels` says which way each of its characters runs: even levels from
left to right, odd ones from right to left, each within the level beneath it. `visual_order` then tells how
the characters of a line stand, from left to right. Rules are called by their names there. A text is one
paragraph: what parts paragraphs (B) is not looked for.
"""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from legation.text.bidi_rules import ISOLATES, Sequence, direction, resolved

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Sequence as Places

_DEEPEST = 125
_STRONG = {"L": 0, "R": 1, "AL": 1}
_INITIATORS = {"LRI", "RLI", "FSI"}
_EMBEDDINGS = {"LRE": (0, ""), "RLE": (1, ""), "LRO": (0, "L"), "RLO": (1, "R")}
_REMOVED = {*_EMBEDDINGS, "PDF", "BN"}
_SEPARATORS = {"B", "S"}
_OBJECT = "\ufffc"
_NO_SEAMS: Mapping[int, int] = {}
_BLANK = {"WS", *ISOLATES, *_REMOVED}
# Whatever can turn the order of a text: letters of such scripts, their numbers, and marks that no one sees.
_TURNING = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def turns(text: str) -> bool:
    """Whether any of the text may run from right to left; nearly all text does not."""
    return not (text.isascii() or is_latin(text)) and _TURNING.search(text) is not None


def is_latin(text: str) -> bool:
    """Whether ISO 8859-1 has all of its characters, none of which turns; sooner told than by a search."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def base_level(text: str, default: int = 0) -> int:
    """The level of a paragraph: 1 where its first strong character runs right to left (P2, P3).

    Where no character is strong it is the default, as a higher protocol may have it (HL1).
    """
    return _first_strong(_classes(text), default)


def levels(text: str, base: int) -> list[int]:
    """The level of every character of a paragraph.

    What has no level of its own, being removed (X9), gets that of the character before it.

    Args:
        text: The paragraph.
        base: Its own level, 0 or 1.
    """
    original = _classes(text)
    result, classes = _explicit(original, base)
    kept = [index for index, kind in enumerate(original) if kind not in _REMOVED]
    for sequence in list(_sequences(kept, original, result, base)):
        kinds = resolved(sequence, text, original, classes)
        for place, kind in zip(sequence.places, kinds, strict=True):
            result[place] += _implicit(sequence.level, kind)
    last = base
    for index, kind in enumerate(original):
        if kind in _REMOVED:
            result[index] = last
        last = result[index]
    return result


class Part(NamedTuple):
    """A part of a paragraph; `apart` where neither its order nor that around it depends on the other."""

    text: str
    apart: bool = False


class PartLevels(NamedTuple):
    """The levels of a paragraph's parts.

    Attributes:
        characters: Those of their characters.
        seams: Those between two characters where a part that stands apart begins or ends, as the ends of
            an isolate have them, by the place of the second.
    """

    characters: list[int]
    seams: dict[int, int]


def part_levels(parts: Places[Part], base: int) -> PartLevels:
    """The levels of a paragraph's parts, those apart as within isolates (FSI, PDI).

    To what is around it such a part is one neutral character, whatever it opens or closes itself.
    """
    around = "".join(_OBJECT if part.apart else part.text for part in parts)
    outer = iter(levels(around, base))
    found: list[int] = []
    seams: dict[int, int] = {}
    for text, apart in parts:
        if not apart:
            found += islice(outer, len(text))
            continue
        own, below = base_level(text), next(outer)
        lift = below + 1 + (below + 1 + own) % 2 - own
        for place in (len(found), len(found) + len(text)):
            seams[place] = min(below, seams.get(place, below))
        found += [level + lift for level in levels(text, own)]
    return PartLevels(found, seams)


def line_levels(text: str, resolved: Places[int], base: int) -> list[int]:
    """The levels of the characters of one line: blanks at its end and before tabs are as the base (L1)."""
    result = list(resolved)
    trailing = True
    for index in range(len(text) - 1, -1, -1):
        kind = unicodedata.bidirectional(text[index])
        trailing = kind in _SEPARATORS or (trailing and kind in _BLANK)
        if trailing:
            result[index] = base
    return result


def visual_order(resolved: Places[int], seams: Mapping[int, int] = _NO_SEAMS) -> list[int]:
    """The places of characters, or stretches, of these levels as they stand from left to right (L2).

    Args:
        resolved: The levels.
        seams: Those of what stands between two of them and is not seen, by the place of the second.
    """
    found: list[int] = []
    places: list[int] = []
    for place, level in enumerate(resolved):
        if place in seams:
            found.append(seams[place])
            places.append(-1)
        found.append(level)
        places.append(place)
    order = list(range(len(found)))
    odd = [level for level in found if level % 2]
    for level in range(max(found, default=0), min(odd, default=1) - 1, -1):
        stretches = groupby(order, key=partial(_is_at_least, found, level))
        order = list(chain.from_iterable(_reversed_if(turned, each) for turned, each in stretches))
    return [places[each] for each in order if places[each] >= 0]


def _is_at_least(resolved: Places[int], level: int, index: int) -> bool:
    return resolved[index] >= level


def _reversed_if(turned: bool, places: Iterator[int]) -> list[int]:
    return list(places)[:: -1 if turned else 1]


def _classes(text: str) -> list[str]:
    return [unicodedata.bidirectional(char) or "L" for char in text]


def _first_strong(classes: Places[str], default: int = 0) -> int:
    """The direction of the first strong character outside isolates; the default where there is none."""
    depth = 0
    for kind in classes:
        if kind in _INITIATORS:
            depth += 1
        elif kind == "PDI":
            if depth == 0:
                continue
            depth -= 1
        elif depth == 0 and kind in _STRONG:
            return _STRONG[kind]
    return default


# --- explicit levels (X1 to X8) ------------------------------------------------------------------


class _Status(Struct, frozen=True):
    level: int
    override: str
    isolate: bool


class _Stack:
    """The directional statuses that embeddings and isolates open and close."""

    def __init__(self, base: int) -> None:
        self._statuses = [_Status(base, "", False)]
        self._overflowing_isolates = self._overflowing_embeddings = self._valid_isolates = 0

    @property
    def top(self) -> _Status:
        return self._statuses[-1]

    @property
    def full(self) -> bool:
        """Whether a further isolate has no effect, for it would be too deep."""
        return self._overflowing_isolates > 0

    def push(self, odd: int, override: str, *, isolate: bool) -> None:
        level = self.top.level + 1 + (self.top.level + 1 + odd) % 2
        overflowing = self._overflowing_isolates or self._overflowing_embeddings
        if level <= _DEEPEST and not overflowing:
            self._valid_isolates += isolate
            self._statuses.append(_Status(level, override, isolate))
        elif isolate:
            self._overflowing_isolates += 1
        elif not self._overflowing_isolates:
            self._overflowing_embeddings += 1

    def end_isolate(self) -> None:
        if self._overflowing_isolates:
            self._overflowing_isolates -= 1
        elif self._valid_isolates:
            self._overflowing_embeddings = 0
            while not self._statuses.pop().isolate:
                pass
            self._valid_isolates -= 1

    def end_embedding(self) -> None:
        if self._overflowing_isolates:
            return
        if self._overflowing_embeddings:
            self._overflowing_embeddings -= 1
        elif not self.top.isolate and len(self._statuses) > 1:
            self._statuses.pop()


def _explicit(original: Places[str], base: int) -> tuple[list[int], list[str]]:
    """The levels that the text's own marks give it, and its classes under their overrides."""
    stack = _Stack(base)
    found = []
    classes = list(original)
    ends = _isolate_ends(original)
    for index, kind in enumerate(original):
        if kind == "PDI":
            stack.end_isolate()
        found.append(stack.top.level)
        if kind not in _REMOVED:
            classes[index] = stack.top.override or kind
        if kind in _EMBEDDINGS:
            stack.push(*_EMBEDDINGS[kind], isolate=False)
        elif kind in _INITIATORS:
            odd = int(kind == "RLI")
            if kind == "FSI" and not stack.full:
                odd = _first_strong(original[index + 1 : ends.get(index, len(original))])
            stack.push(odd, "", isolate=True)
        elif kind == "PDF":
            stack.end_embedding()
    return found, classes


def _isolate_ends(original: Places[str]) -> dict[int, int]:
    """The end of each isolate that has one, by its beginning (BD9)."""
    ends, open_ = {}, []
    for index, kind in enumerate(original):
        if kind in _INITIATORS:
            open_.append(index)
        elif kind == "PDI" and open_:
            ends[open_.pop()] = index
    return ends


# --- isolating run sequences (X10) ---------------------------------------------------------------


def _sequences(
    kept: Places[int], original: Places[str], found: Places[int], base: int
) -> Iterator[Sequence]:
    ends = _isolate_ends(original)
    beginnings = {end: start for start, end in ends.items()}
    runs = [list(run) for _, run in groupby(kept, key=lambda index: found[index])]
    whole: list[list[int]] = []
    waiting: dict[int, list[int]] = {}
    for run in runs:
        sequence = waiting.pop(beginnings.get(run[0], -1), None)
        if sequence is None:
            sequence = []
            whole.append(sequence)
        sequence += run
        waiting[run[-1]] = sequence
    order = {place: number for number, place in enumerate(kept)}
    for sequence in whole:
        first, last = order[sequence[0]], order[sequence[-1]]
        before = found[kept[first - 1]] if first else base
        open_ = original[kept[last]] in _INITIATORS and kept[last] not in ends
        after = base if open_ or last + 1 == len(kept) else found[kept[last + 1]]
        level = found[sequence[0]]
        yield Sequence(sequence, level, direction(max(level, before)), direction(max(level, after)))


def _implicit(level: int, kind: str) -> int:
    """What a character's own direction adds to its level (I1, I2)."""
    if level % 2:
        return 0 if kind == "R" else 1
    return {"L": 0, "R": 1}.get(kind, 2)
