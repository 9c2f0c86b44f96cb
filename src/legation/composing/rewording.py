"""Two wordings of a text, held against each other word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from legation.model.changes import Mark, Piece

_MOST = 4_000_000  # pairs of words: of texts beyond, all between what they begin and end with is changed
_AROUND = 6  # words that are kept at each side of a change
_PUNCTUATION = ".,;:!?()[]{}“”„\"'‘’«»…–—"


def reworded(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts at once: what stayed, what was taken out and what was put in, in the order of reading.

    The pieces that are not added, joined, are the text before; those not removed, the text after.
    """
    old, new = _words(before), _words(after)
    pieces = [
        piece
        for mark, was, now in _compared(old, new)
        for piece in _pieces(mark, "".join(was), "".join(now))
    ]
    return tuple(_joined(_in_whole_stretches(pieces)))


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
        found += [*run[:begin], word, *run[begin + len(word) :]]
    return found


Compared = tuple[bool, Sequence[str], Sequence[str]]
"""Whether two stretches are the same, and both."""


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Compared]:
    if len(old) * len(new) > _MOST:
        yield from _ends_compared(old, new)
        return
    # Blanks are not what two texts have in common.
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


def _in_whole_stretches(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with blanks between two changes made part of both, and removed ones before added ones."""
    removed = added = blank = ""
    for piece in pieces:
        if piece.mark is Mark.SAME and not (piece.text.isspace() and removed + added):
            yield from _pieces(False, removed, added)
            yield Piece(Mark.SAME, blank + piece.text)
            removed = added = blank = ""
        elif piece.mark is Mark.SAME:
            blank += piece.text
        elif piece.text:
            removed, added, blank = removed + blank, added + blank, ""
            if piece.mark is Mark.REMOVED:
                removed += piece.text
            else:
                added += piece.text
    yield from _pieces(False, removed, added)
    yield Piece(Mark.SAME, blank)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Those that are not empty, neighbours of one kind as one."""
    last: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if last is not None and last.mark is piece.mark:
            last = Piece(last.mark, last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
