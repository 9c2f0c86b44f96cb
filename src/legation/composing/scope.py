"""The names that a template may use: what the brief selects, and the blocks it may call for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from inspect import signature
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from legation.composing.binding import contacts
from legation.composing.guards import UseMistake
from legation.composing.parts import Call, Part
from legation.composing.tokens import Tokens
from legation.composing.views import ItemView
from legation.model.document import Block, Contents, PageBreak

if TYPE_CHECKING:
    from legation.composing.news import ChangeView, Comparison

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


def scope(
    own: Part, parts: Sequence[Part], comparison: Comparison | None = None
) -> Callable[[Tokens], Scope]:
    """The names for one document, once the tokens of its rendering are known.

    Args:
        own: The brief that is composed.
        parts: The briefs that it binds together.
        comparison: With an earlier issue, if it is held against one.
    """

    def bound(tokens: Tokens) -> Scope:
        calls = {**own.calls, **_of_the_document(own, parts, comparison)}
        return {
            **own.data,
            **_kept(calls, tokens),
            **_inline(own, tokens),
            "changes": _changes(comparison),
            "parts": [PartView(part.data | _kept(part.calls, tokens)) for part in parts],
        }

    return bound


def _of_the_document(
    own: Part, parts: Sequence[Part], comparison: Comparison | None
) -> dict[str, Call]:
    """The calls that belong to the document as a whole."""

    def page_break() -> list[Block]:
        """A new page."""
        return [PageBreak()]

    def annex() -> list[Block]:
        """A new page, on which the annex begins: `pages` counts those before it."""
        return [PageBreak(annex=True)]

    def contents() -> list[Block]:
        """The list of contents."""
        return [Contents(())]

    def contacts_() -> list[Block]:
        """A table of whom to ask about this brief and each of its parts."""
        return contacts([own.brief, *(part.brief for part in parts)])

    def what_has_changed() -> list[Block]:
        """The section that says what has changed since an earlier issue, with its heading."""
        if comparison is None:
            return []
        from legation.composing.news import section

        return section(comparison)

    return {
        "page_break": page_break,
        "annex": annex,
        "contents": contents,
        "contacts": contacts_,
        "what_has_changed": what_has_changed,
    }


def _changes(comparison: Comparison | None) -> list[ChangeView]:
    """The changes as templates see them; none without an earlier issue."""
    if comparison is None:
        return []
    from legation.composing.news import change_views

    return change_views(comparison)


def _inline(own: Part, tokens: Tokens) -> Scope:
    """The calls that print no block at once."""

    def cite(item: ItemView) -> Markup:
        """The numbers of an item's sources, within a line."""
        if not isinstance(item, ItemView):
            raise UseMistake("cite() takes an item", "write {{ cite(event) }}")
        return tokens.keep(own.citations.cite(item._item.sources))

    def chosen(items: Sequence[ItemView]) -> list[ItemView]:
        """Of these items, as many as `pages` leaves room for: key items first."""
        if not all(isinstance(item, ItemView) for item in items):
            raise UseMistake("chosen() takes items", "write {{ doubts(chosen(items)) }}")
        return own.room.choose(list(items))

    # What follows depends on all of the document, and is made when that is printed.

    def sources() -> Markup:
        """The numbered list of the sources cited."""
        return tokens.keep(own.blocks.sources)

    def left_out() -> Markup:
        """A sentence that names what `chosen` had no room for."""
        return tokens.keep(own.room.left_out)

    def more() -> Markup:
        """A sentence that says how many items `chosen` had no room for."""
        return tokens.keep(own.room.more)

    return {"cite": cite, "chosen": chosen, "sources": sources, "left_out": left_out, "more": more}


def _kept(calls: Mapping[str, Call], tokens: Tokens) -> Scope:
    return {name: _keeping(name, call, tokens) for name, call in calls.items()}


def _keeping(name: str, call: Call, tokens: Tokens) -> Callable[..., Markup]:
    def kept(*args: Any, **named: Any) -> Markup:
        try:
            blocks = call(*args, **named)
        except (AttributeError, TypeError):
            hint = f"it is called so: {name}({', '.join(signature(call).parameters)})"
            raise UseMistake(f"{name}() cannot show what it was given", hint) from None
        return tokens.keep(blocks) if blocks else Markup("")

    kept.__wrapped__ = call  # type: ignore[attr-defined]  # of whose parameters a hint tells
    return kept
