"""The names that a template may use: what the brief selects, and the blocks it may call for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from legation.composing.blocks import Blocks
from legation.composing.brief import BriefView
from legation.composing.citations import Citations
from legation.composing.environment import UseMistake
from legation.composing.front import front
from legation.composing.glance import Glance
from legation.composing.names import Names
from legation.composing.select import Selection
from legation.composing.tokens import Tokens
from legation.composing.views import (
    EventView,
    IndicatorView,
    InstrumentView,
    ItemView,
    MechanismView,
    StatementView,
    views,
)
from legation.model.document import Block, PageBreak, Paragraph, Role, Text

Call = Callable[..., Any]


def scope(
    brief: BriefView,
    selection: Selection,
    names: Names,
    blocks: Blocks,
    glance: Glance,
    citations: Citations,
) -> Callable[[Tokens], dict[str, Any]]:
    """The names for one document, once the tokens of its rendering are known."""
    events = views(EventView, (*selection.past, *selection.undated), names)
    upcoming = views(EventView, selection.upcoming, names)
    instruments = views(InstrumentView, selection.instruments, names)
    mechanisms = views(MechanismView, selection.mechanisms, names)
    indicators = views(IndicatorView, selection.indicators, names)
    statements = views(StatementView, selection.statements, names)
    data: dict[str, object] = {
        "brief": brief,
        "as_of": brief.as_of,
        "events": events,
        "upcoming": upcoming,
        "instruments": instruments,
        "mechanisms": mechanisms,
        "indicators": indicators,
        "statements": statements,
        "items": [*events, *upcoming, *instruments, *mechanisms, *indicators, *statements],
    }
    calls: dict[str, Call] = {
        "title_block": lambda: front(brief, names),
        "bottom_line": lambda: (
            [Paragraph((Text(brief.bottom_line),), Role.LEAD)] if brief.bottom_line else []
        ),
        "at_a_glance": lambda: glance.glance(events, upcoming, mechanisms, indicators),
        "dates_ahead": lambda: glance.upcoming(upcoming, events),
        "timeline": blocks.timeline,
        "chronology": blocks.chronology,
        "agreements": blocks.agreements,
        "bodies": blocks.mechanisms,
        "figures": blocks.figures,
        "people": blocks.people,
        "quotations": blocks.statements,
        "doubts": blocks.doubts,
        "page_break": lambda: [PageBreak()],
    }

    def bound(tokens: Tokens) -> dict[str, Any]:
        def cite(item: ItemView) -> Markup:
            """The numbers of an item's sources."""
            if not isinstance(item, ItemView):
                raise UseMistake("cite() takes an item", "write {{ cite(event) }}")
            return tokens.keep(citations.cite(item._item.sources))

        called = {name: _kept(name, call, tokens) for name, call in calls.items()}
        # Sources may be listed before the last of them is cited.
        return data | called | {"cite": cite, "sources": lambda: tokens.keep(blocks.sources)}

    return bound


def _kept(name: str, call: Call, tokens: Tokens) -> Call:
    def kept(*args: Any) -> Markup:
        try:
            blocks: list[Block] = call(*args)
        except (AttributeError, TypeError):
            raise UseMistake(f"{name}() cannot show what it was given") from None
        return tokens.keep(blocks) if blocks else Markup("")

    return kept
