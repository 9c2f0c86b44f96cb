"""What the items of a template have, as Markdown, from the classes that templates are given."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import cached_property

from legation.composing import views
from legation.composing.brief import BriefView

VIEWS = {
    "The brief": BriefView,
    "Every item": views.ItemView,
    "Events": views.EventView,
    "Instruments": views.InstrumentView,
    "Mechanisms": views.MechanismView,
    "Indicators": views.IndicatorView,
    "Statements": views.StatementView,
    "People": views.PersonView,
}
_TYPES = {
    "str": "text",
    "bool": "true or false",
    "list[str]": "list of text",
    "list[EventView]": "list of events",
    "list[PersonView]": "list of people",
    "PersonView": "person",
}


def markdown() -> str:
    """A table for each kind of thing that a template meets."""
    return "\n".join(line for name, view in VIEWS.items() for line in _section(name, view))


def _section(name: str, view: type) -> Iterator[str]:
    yield from (f"### {name}", "", "| Name | What it is | Kind |", "| --- | --- | --- |")
    for attribute, value in vars(view).items():
        made = value.func if isinstance(value, cached_property) else getattr(value, "fget", None)
        if made is not None:
            words = inspect.getdoc(made)
            yield f"| `{attribute}` | {words} | {_TYPES[made.__annotations__['return']]} |"
    yield ""
