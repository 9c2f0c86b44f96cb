"""The reference of the chronology's format, as Markdown, from the models that read it.

Every key, what it takes, its default and its description come from `legation.model`; only how each kind
of value is called is said here.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from legation.model import fields
from legation.model.brief import Objectives, Pages, TemplateName
from legation.model.chronology import (
    ITEM_SECTIONS,
    KEYED_SECTIONS,
    Chronology,
    Claim,
    Item,
    Office,
    Value,
)
from legation.model.delivery import (
    Address,
    Language,
    Mailing,
    OneLine,
    Port,
    Recipient,
    Recipients,
    Sender,
    Server,
    Variable,
    YesNo,
)
from legation.model.prose import Answers, Clearance, Meeting, Point, Points, Raised

Model = type[BaseModel]

KINDS: list[tuple[Any, str]] = [
    (fields.Line, "text"),
    (fields.Key, "key"),
    (TemplateName, "text"),
    (fields.When, "[date](dates.md)"),
    (fields.Period, "[date](dates.md)"),
    (fields.Day, "[day](dates.md)"),
    (fields.WhenOrEvent, "[date](dates.md), or an event’s `id`"),
    (fields.Figure, "[figure](#kinds-of-value)"),
    (fields.Multiple, "number above 0"),
    (Pages, "whole number up to 50"),
    (Objectives, "text; or a list"),
    (Points, "list of texts or of [entries](#points-of-briefs)"),
    (Answers, "list of [entries](#if-raised-of-briefs)"),
    (Address, "mail address"),
    (Sender, "mail address, or a name with one: `Desk <desk@mfa.example>`"),
    (Server, "name of a computer"),
    (Port, "whole number up to 65535"),
    (Variable, "name of an environment variable"),
    (OneLine, "text"),
    (Language, "language: `en`, `en-GB`"),
    (Recipients, "list of [entries](#to-of-deliver)"),
    (YesNo, "`yes` or `no`"),
]
"""How the kinds of value are called; a field of any other kind fails the build of the guide."""

PARTS: dict[str, dict[str, Model]] = {
    "people": {"offices": Office},
    "indicators": {"values": Value, "claims": Claim},
    "briefs": {"for": Meeting, "points": Point, "if-raised": Raised, "cleared-by": Clearance},
    "deliver": {"to": Recipient},
}
"""The keys of a section under which mappings of their own stand."""

_MODELS: dict[str, Model] = {**KEYED_SECTIONS, **ITEM_SECTIONS, "deliver": Mailing}
_SECTIONS = {name: _MODELS[name] for name in Chronology.model_fields if name in _MODELS}
_SOME = fields.Some[str].__metadata__


def markdown() -> str:
    """The reference: the file, what every item may carry, then section by section."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield from _section("The file", "A chronology: one file, or the files of a folder.", Chronology)
    yield from _section("Every item", _about(Item), Item)
    for name, model in _SECTIONS.items():
        about = _about(model)
        if issubclass(model, Item):
            about += " It may also carry what [every item](#every-item) may."
        yield from _section(f"`{name}`", about, model)
        for key, part in PARTS.get(name, {}).items():
            yield from _section(f"`{key}` of `{name}`", _about(part), part)


def _section(heading: str, about: str, model: Model) -> Iterator[str]:
    yield from (f"## {heading}", "", about, "")
    yield from ("| Key | Takes | Default | What it is |", "| --- | --- | --- | --- |")
    hints = get_type_hints(model, include_extras=True)
    shared = Item.model_fields if model is not Item and issubclass(model, Item) else {}
    for name, field in model.model_fields.items():
        if name not in shared:
            takes, default = _takes(hints[name]), _default(field)
            yield f"| `{field.alias or name}` | {takes} | {default} | {field.description} |"
    yield ""


def _about(model: Model) -> str:
    return inspect.getdoc(model) or ""


def _takes(hint: Any) -> str:
    """What a field takes, in words, from its type."""
    if isinstance(hint, UnionType) or get_args(hint)[1:] == (type(None),):
        hint = get_args(hint)[0]
    known = [words for kind, words in KINDS if hint == kind]
    if known:
        return known[0]
    first = get_args(hint)[0] if get_args(hint) else hint
    if first is int:
        return "whole number"
    if getattr(hint, "__metadata__", None) == _SOME:
        return f"{_takes(get_args(first)[0])}; or a list"
    if get_origin(hint) is dict:
        return f"[entries](#{_anchor(get_args(hint)[1])}) by key"
    if get_origin(hint) is tuple:
        return f"list of [entries](#{_anchor(first)})"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return ", ".join(f"`{choice.value}`" for choice in hint)
    if first in _anchors():
        return f"[mapping](#{_anchor(first)})"
    raise TypeError(f"no words for {hint}")


def _anchor(model: Model) -> str:
    """The anchor of the section that describes a model."""
    return _anchors()[model]


def _anchors() -> dict[Model, str]:
    anchors = {model: name for name, model in _SECTIONS.items()}
    return anchors | {p: f"{key}-of-{s}" for s, parts in PARTS.items() for key, p in parts.items()}


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "none: give it"
    values = field.default if isinstance(field.default, tuple) else [field.default]
    if field.annotation is bool:
        return "`yes`" if field.default else "`no`"
    words = [v.value if isinstance(v, Enum) else v for v in values if v not in (None, {})]
    return ", ".join(f"`{word}`" for word in words)
