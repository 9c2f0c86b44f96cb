"""The items that the texts of briefs cite, by their ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from legation.diagnostics import Diagnostic, Position
from legation.model.chronology import Item
from legation.model.prose import Prose, uncited
from legation.model.quantities import shorten
from legation.reading.problems import Guess, error, left_out, warning

_APART = re.compile(r"[^\w.\-]+")
"""What stands between words of which each may be an id."""


class Citable:
    """What can be cited.

    Args:
        items: The items that were read.
        bad: The ids of those that were left out.
        sources: The keys of sources, which are cited by the items that rest on them.
    """

    def __init__(self, items: Iterable[Item], bad: set[str], sources: Iterable[str]) -> None:
        self._resting = dict.fromkeys(sources, "")
        self._ids = set()
        for item in items:
            if item.id:
                self._ids.add(item.id)
                self._resting |= {
                    key: item.id for key in item.sources if not self._resting.get(key)
                }
        self._bad = bad - self._ids
        self._guess = Guess()

    def unknown(self, prose: Prose, position: Position | None) -> Iterator[Diagnostic]:
        """The problems of a text that cites what is no item; `position` is the text's."""
        for key in prose.cites:
            if key in self._ids or key in self._bad:
                continue
            shown = shorten(key)
            if key in self._resting:
                message = f"`{shown}` is a source, and a text cites items"
                item = self._resting[key]
                hint = "cite the item that rests on it" + (f": [{item}]" if item else ", by its id")
            else:
                message = f"there is no item `{shown}`"
                near = self._guess(key, self._ids)
                hint = f"write [{near}]" if near else f"give the item this id: id: {shown}"
                hint += rf"; or write \[{shown}], if it is no citation"
            yield error(position, "unknown-item", message, hint)

    def mistyped(self, prose: Prose, position: Position | None) -> Iterator[Diagnostic]:
        """Warnings of brackets that hold the id of an item, but are no citation."""
        for typed in uncited(prose.text):
            words = [w if w in self._ids else w.strip("._-") for w in _APART.split(typed)]
            meant = dict.fromkeys(word for word in words if word in self._ids)
            if not meant:
                continue
            shown = shorten(" ".join(typed.split()))
            message = f"`{shown}` is printed as it stands: it is no citation"
            if not typed.endswith("]"):  # of such a link, the text alone is printed
                message = f"`{shown}` is neither a citation nor a link"
            hint = rf"write [{', '.join(meant)}]; or \{shown}, if it is none"
            yield warning(position, "citation", message, hint)

    def left_out(self, prose: Prose, position: Position | None) -> Iterator[Diagnostic]:
        """The problems of a text that cites items that were left out."""
        return (left_out("unknown-item", key, position) for key in prose.cites if key in self._bad)
