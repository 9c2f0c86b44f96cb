"""What each key of a theme takes, as a Markdown table, from the model that reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from legation.model.theme import Theme


def markdown() -> str:
    """A row for every key: what it takes, and its default."""
    head = ["| Key | Takes | Default |", "| --- | --- | --- |"]
    return "\n".join([*head, *_rows(Theme, "")])


def _rows(model: type[BaseModel], before: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        key = f"{before}{field.alias or name}"
        default = field.get_default(call_default_factory=True)
        if isinstance(default, BaseModel):
            yield from _rows(type(default), f"{key}: ")
        else:
            shown = str(default).lower() if isinstance(default, bool) else default
            yield f"| `{key}` | {_takes(field)} | {f'`{shown}`' if shown else ''} |"


def _takes(field: Any) -> str:
    low, high = (_bound(field, name) for name in ("ge", "le"))
    if low is not None:
        return f"{low} to {high}"
    choices = ("true", "false") if field.annotation is bool else get_args(field.annotation)
    if choices:
        return " or ".join(f"`{choice}`" for choice in choices)
    return "six hexadecimal digits" if field.metadata else "text"


def _bound(field: Any, name: str) -> float | None:
    return next((getattr(m, name) for m in field.metadata if hasattr(m, name)), None)
