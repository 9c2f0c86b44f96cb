"""The names that a template may use: what the brief selects, and the blocks it may call for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from markupsafe import Markup

from legation.composing.binding import contacts
from legation.composing.environment import UseMistake
from legation.composing.parts import Call, Part
from legation.composing.tokens import Tokens
from legation.composing.views import ItemView
from legation.model.document import Contents, PageBreak

Scope = dict[str, Any]


class PartView:
    """A part of a document that binds several briefs: its own names, as `part.events`."""

    described_as = "a part"

    def __init__(self, names: Scope) -> None:
        self._names = names

    def __getattr__(self, name: str) -> Any:
        try:
            return self._names[name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(self) -> Iterable[str]:
        return self._names


def scope(own: Part, parts: Sequence[Part]) -> Callable[[Tokens], Scope]:
    """The names for one document, once the tokens of its rendering are known.

    Args:
        own: The brief that is composed.
        parts: The briefs that it binds together.
    """

    def bound(tokens: Tokens) -> Scope:
        def cite(item: ItemView) -> Markup:
            """The numbers of an item's sources."""
            if not isinstance(item, ItemView):
                raise UseMistake("cite() takes an item", "write {{ cite(event) }}")
            return tokens.keep(own.citations.cite(item._item.sources))

        calls: dict[str, Call] = {
            "page_break": lambda: [PageBreak()],
            "annex": lambda: [PageBreak(annex=True)],
            "contents": lambda: [Contents(())],
            "contacts": lambda: contacts([own.brief, *(part.brief for part in parts)]),
        }
        return {
            **_names(own, tokens),
            **{name: _kept(name, call, tokens) for name, call in calls.items()},
            "parts": [PartView(_names(part, tokens)) for part in parts],
            "chosen": _chosen(own),
            "cite": cite,
            # Sources may be listed, and what was left out told, before all is printed.
            "sources": lambda: tokens.keep(own.blocks.sources),
            "left_out": lambda: tokens.keep(own.room.left_out),
        }

    return bound


def _names(part: Part, tokens: Tokens) -> Scope:
    return part.data | {name: _kept(name, call, tokens) for name, call in part.calls.items()}


def _chosen(own: Part) -> Callable[..., list[Any]]:
    def chosen(items: Sequence[ItemView]) -> list[Any]:
        """Of the items, as many as there is room for."""
        if not all(isinstance(item, ItemView) for item in items):
            raise UseMistake("chosen() takes items", "write {{ doubts(chosen(items)) }}")
        return own.room.choose(list(items))

    return chosen


def _kept(name: str, call: Call, tokens: Tokens) -> Callable[..., Markup]:
    def kept(*args: Any) -> Markup:
        try:
            blocks = call(*args)
        except (AttributeError, TypeError):
            raise UseMistake(f"{name}() cannot show what it was given") from None
        return tokens.keep(blocks) if blocks else Markup("")

    return kept
