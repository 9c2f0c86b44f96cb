"""Two wordings of a text, held against each other word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from unicodedata import category

from legation.model.changes import Mark, Piece

_MOST = 4_000_000  # pairs of words: of texts beyond, all between what they begin and end with is changed
_AROUND = 6  # words that are kept at each side of a change
# Chinese, Japanese, Thai, Lao, Burmese and Khmer put no blanks between words.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
    "\U00020000-\U0003ffff]"
)
_PUNCTUATION = ".,;:!?()[]{}“”„\"'‘’«»…–—"


def reworded(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts at once: what stayed, what was taken out and what was put in, in the order of reading.

    The pieces that are not added, joined, are the text before; those not removed, the text after.
    """
    old, new = _words(before), _words(after)
    pieces = (
        piece
        for same, was, now in _compared(old, new)
        for piece in _pieces(same, "".join(was), "".join(now))
    )
    return tuple(piece for piece in pieces if piece.text)


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with long stretches that stayed cut to the words next to a change, with an ellipsis."""
    last = len(pieces) - 1
    return tuple(
        Piece(piece.mark, _short(piece.text, n == 0, n == last))
        if piece.mark is Mark.SAME
        else piece
        for n, piece in enumerate(pieces)
    )


def _short(text: str, first: bool, last: bool) -> str:
    """A stretch without its middle; one that begins or ends the text, without what is far from a change."""
    words = re.findall(r"\s*\S+\s*", text)
    head, tail = 0 if first else _AROUND, 0 if last else _AROUND
    if len(words) <= head + tail + _AROUND:
        return text
    return f"{''.join(words[:head])}…{' ' if tail else ''}{''.join(words[len(words) - tail :])}"


def _words(text: str) -> list[str]:
    """The words of a text, the blanks between them, and the punctuation on either side of them."""
    found = []
    for run in re.split(r"(\s+)", text):
        word = run.strip(_PUNCTUATION)
        if not word or run.isspace():
            found += [run] if run.isspace() else list(run)
            continue
        begin = run.index(word)
        found += [*run[:begin], *parted(word), *run[begin + len(word) :]]
    return found


def is_unspaced(word: str) -> bool:
    """Whether a word begins with a sign of a script without blanks."""
    return _UNSPACED.match(word) is not None


def parted(word: str) -> list[str]:
    """A word of a script without blanks, sign by sign, marks with what they stand on; any other, whole."""
    if not _UNSPACED.search(word):
        return [word]
    parts: list[str] = []
    for char in word:
        alone = is_unspaced(char) or (parts and is_unspaced(parts[-1]))
        if parts and (category(char).startswith("M") or not alone):
            parts[-1] += char
        else:
            parts.append(char)
    return parts


Compared = tuple[bool, Sequence[str], Sequence[str]]
"""Whether two stretches are the same, and both."""


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Compared]:
    if len(old) * len(new) > _MOST:
        yield from _ends_compared(old, new)
        return
    # Blanks alone are not what two texts have in common: no change is parted by one.
    matcher = SequenceMatcher(str.isspace, old, new)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        yield tag == "equal", old[i1:i2], new[j1:j2]


def _ends_compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Compared]:
    """What both begin and end with, and all between as one change."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    most -= head
    tail = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    yield True, old[:head], new[:head]
    yield False, old[head : len(old) - tail], new[head : len(new) - tail]
    yield True, old[len(old) - tail :], new[len(new) - tail :]


def _pieces(same: bool, old: str, new: str) -> Iterator[Piece]:
    if same:
        yield Piece(Mark.SAME, old)
    else:
        yield Piece(Mark.REMOVED, old)
        yield Piece(Mark.ADDED, new)
