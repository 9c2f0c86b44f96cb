"""The room of a brief that is held to a number of pages: what is shown of many, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from legation.composing.views import EventView, ItemView
from legation.model.document import Block, Paragraph, Role, Text

I = TypeVar("I", bound=ItemView)  # noqa: E741


class Room:
    """How many items a section may show where it must choose; None for all of them."""

    def __init__(self, most: int | None) -> None:
        self.most = most
        self._left: dict[int, ItemView] = {}

    def choose(self, items: Sequence[I]) -> list[I]:
        """The items that are shown, in their order: key items, then the latest events, or first others."""
        if self.most is None or len(items) <= self.most:
            return list(items)
        ranked = sorted(enumerate(items), key=lambda entry: _rank(*entry))
        kept = {number for number, _ in ranked[: self.most]}
        self._left |= {id(v._item): v for number, v in enumerate(items) if number not in kept}
        return [view for number, view in enumerate(items) if number in kept]

    def left_out(self) -> list[Block]:
        """A sentence that names what no section had room for."""
        names = "; ".join(view.name for view in self._left.values())
        return [Paragraph((Text(f"Left out for want of room: {names}."),))] if names else []

    def more(self) -> list[Block]:
        """A sentence that counts what no section had room for."""
        count = len(self._left)
        words = f"{count} more item{' is' if count == 1 else 's are'} left out for want of room."
        return [Paragraph((Text(words),), Role.NOTE)] if count else []


def _rank(number: int, view: ItemView) -> tuple[bool, bool, int]:
    if isinstance(view, EventView):
        return not view.key, not view._item.date.known, -number
    return not view.key, False, number
