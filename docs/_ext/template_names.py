"""What a template may name and call, as Markdown, from the scope that templates are given."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any

from legation.composing import views
from legation.composing.brief import BriefView
from legation.composing.news import ChangeView
from legation.composing.parts import Part
from legation.composing.room import Room
from legation.composing.scope import scope
from legation.composing.subjects import SubjectView
from legation.composing.tokens import Tokens
from legation.model.brief import Brief
from legation.model.chronology import Chronology

DATA = {
    "brief": "the [brief](#the-brief)",
    "as_of": "the as-of day in words, as `brief.as_of`",
    "events": "the past [events](#events), in the order of their dates, then the undated",
    "upcoming": "the events to come",
    "instruments": "the [instruments](#instruments)",
    "mechanisms": "the [mechanisms](#mechanisms)",
    "indicators": "the [indicators](#indicators)",
    "statements": "the [statements](#statements)",
    "items": "all of these in a row",
    "persons": "the [people](#people-as-subjects) that the brief asks for, else all whom its items name",
    "changes": "what has [changed](#changes) since an earlier issue; nothing without one",
    "parts": "the briefs under `parts`, each with the names and calls above: `part.events`",
}

VIEWS = {
    "The brief": BriefView,
    "Every item": views.ItemView,
    "Events": views.EventView,
    "Instruments": views.InstrumentView,
    "Mechanisms": views.MechanismView,
    "Indicators": views.IndicatorView,
    "Statements": views.StatementView,
    "People": views.PersonView,
    "People as subjects": SubjectView,
    "Changes": ChangeView,
}
_TYPES = {
    "str": "text",
    "bool": "true or false",
    "list[str]": "list of text",
    "list[EventView]": "list of events",
    "list[PersonView]": "list of people",
    "list[StatementView]": "list of statements",
    "PersonView": "person",
}


def markdown() -> str:
    """The names, the calls, then a table for each kind of thing that a template meets."""
    return "\n".join([*_data(), *_calls(), *(_section(name, view) for name, view in VIEWS.items())])


def known() -> dict[str, Any]:
    """The names of a template, from those of an empty brief."""
    chronology = Chronology(title="An example", briefs={"all": Brief()})
    return scope(Part(chronology, "all", date(2026, 2, 24), Room(None)), ())(Tokens())


def _data() -> Iterator[str]:
    yield from ("## What a template can name", "", "| Name | What it is |", "| --- | --- |")
    for name, value in known().items():
        if not callable(value):
            yield f"| `{name}` | {DATA[name]} |"
    yield ""


def _calls() -> Iterator[str]:
    yield from ("## What a template can call", "", "| Call | What it gives |", "| --- | --- |")
    for name, call in known().items():
        if callable(call):
            given = ", ".join(inspect.signature(call).parameters)
            about = (inspect.getdoc(inspect.unwrap(call)) or "").partition("\n")[0]
            yield f"| `{name}({given})` | {about} |"
    yield ""


def _section(name: str, view: type) -> str:
    lines = [f"### {name}", "", "| Name | What it is | Kind |", "| --- | --- | --- |"]
    for attribute, value in vars(view).items():
        made = value.func if isinstance(value, cached_property) else getattr(value, "fget", None)
        if made is not None:
            words = inspect.getdoc(made)
            lines.append(f"| `{attribute}` | {words} | {_TYPES[made.__annotations__['return']]} |")
    return "\n".join([*lines, ""])
