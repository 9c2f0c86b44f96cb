"""Which items are new, or have changed, since the issue that a brief is held against."""

from __future__ import annotations

from collections.abc import Mapping

from legation.composing.views import ItemView
from legation.model.document import Text


class Marks:
    """What is said of items that are new or have changed.

    Args:
        words: `New` or `Changed`, by the `id()` of the item.
    """

    def __init__(self, words: Mapping[int, str]) -> None:
        self._words = words

    def of(self, view: ItemView) -> bool:
        """Whether an item is new or has changed, to be seen by a bar beside it."""
        return id(view._item) in self._words

    def word(self, view: ItemView) -> str:
        """What says so to those who cannot see the bar: `New: `, `Changed: ` or nothing."""
        word = self._words.get(id(view._item))
        return f"{word}: " if word else ""

    def lead(self, view: ItemView) -> tuple[Text, ...]:
        """The same as text, to stand first."""
        word = self.word(view)
        return (Text(word, bold=True, italic=True),) if word else ()


NO_MARKS = Marks({})
"""Of a brief that is held against none."""
