"""What the checks of reading share: how a problem is put, and which known word was meant."""

from __future__ import annotations

from collections.abc import Iterable

from legation.diagnostics import Diagnostic, Position, Severity, nearest
from legation.model.parties import fold
from legation.model.quantities import shorten

Found = list[Diagnostic]

_MANY = 1000
_GUESSES = 50


def error(position: Position | None, code: str, message: str, hint: str) -> Diagnostic:
    """An error as a value, for those that collect before they report."""
    return Diagnostic(position, Severity.ERROR, code, message, hint)


def warning(position: Position | None, code: str, message: str, hint: str) -> Diagnostic:
    """A warning as a value."""
    return Diagnostic(position, Severity.WARNING, code, message, hint)


def left_out(code: str, key: str, position: Position | None) -> Diagnostic:
    """The error of what names an entry that was left out, for drafts: that entry's own is reported."""
    return error(position, code, f"`{shorten(key)}`, which it names, is left out", "")


def likeliest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word that was meant, where one is near; letter case, blanks and `_` count little.

    Args:
        word: What was typed.
        known: What could have been. Of many, those that begin with another letter are passed over.
        cutoff: How like it must be, from 0 to 1.
    """
    names = list(known)
    if len(names) > _MANY:
        first = word[:1].casefold()
        names = [name for name in names if name[:1].casefold() == first]
    by_look = {_look(name): name for name in sorted(names)}
    near = nearest(_look(word), by_look, cutoff)
    return by_look[near] if near is not None else None


class Guess:
    """Finds the nearest known word for the first so many that are asked for.

    In a large chronology where every item is wrong, looking through all keys for each takes minutes.
    """

    def __init__(self, cutoff: float = 0.6) -> None:
        self._cutoff = cutoff
        self._left = _GUESSES

    def __call__(self, word: str, known: Iterable[str]) -> str | None:
        """As `likeliest`; None once there were too many."""
        self._left -= 1
        return likeliest(word, known, self._cutoff) if self._left >= 0 else None


def _look(word: str) -> str:
    return fold(word[:100]).replace(" ", "-").replace("_", "-")
