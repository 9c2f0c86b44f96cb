"""The kinds of field a chronology has, as pydantic types: how each is read, checked and described.

A validator raises `PydanticCustomError` with our own code, message and hint, which reading puts beside
the position of the value. Text arrives as it was typed: the YAML reader makes no numbers or dates.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Protocol, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from legation.diagnostics import Position
from legation.model.date_refusals import quoted
from legation.model.dates import Date, DateError
from legation.model.quantities import Quantity, QuantityError, read_quantity
from legation.model.typed_dates import read_date


def refusal(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """An error with our own code and words, for a validator to raise."""
    # The text goes in as a value, since pydantic would fill in braces in the template.
    return PydanticCustomError(code, "{text}", {"text": message, "hint": hint})


class Node(Protocol):
    """The YAML node an item was read from, which knows where each value was typed."""

    def position(self, *path: str | int) -> Position:
        """Where the value at the path stands."""


class Strict(BaseModel):
    """A frozen mapping without unknown keys; keys are written with hyphens.

    Modules with many such models do without `from __future__ import annotations`: at each start pydantic
    would have to compile the type of every field from its text.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
        populate_by_name=True,
        defer_build=True,  # most runs validate only some of the models
    )


class Located(Strict):
    """A mapping that remembers where it was typed, for messages about it."""

    _node: ClassVar[Node | None] = None

    def model_post_init(self, context: Node | None, /) -> None:
        """Keep the node, which reading passes as pydantic's validation context."""
        # Beside the fields, as cached properties are: a private attribute is slow to make and to read.
        self.__dict__["_node"] = context

    def position(self, *path: str | int) -> Position | None:
        """Where the value at the path was typed; None for what was not read from a file."""
        return self._node.position(*path) if self._node is not None else None


# --- text ----------------------------------------------------------------------------------------

_T = TypeVar("_T")


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _once(values: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(values))


Some = Annotated[tuple[_T, ...], BeforeValidator(_listed), AfterValidator(_once)]
"""A list; a text alone may be written without the dash, and what is repeated counts once."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text, taken letter for letter but for blanks at its ends."""

LONGEST_KEY = 100
KEY = r"[A-Za-z0-9][A-Za-z0-9_.\-]*"
"""The pattern of a `Key`."""

Key = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=f"^{KEY}$", max_length=LONGEST_KEY),
]
"""A short name for cross-references."""


def is_key(text: str) -> bool:
    """Whether the text can be a `Key`."""
    return len(text) <= LONGEST_KEY and re.fullmatch(KEY, text) is not None


# --- dates ---------------------------------------------------------------------------------------

_DATE_SCHEMA = {
    "type": ["string", "integer"],
    "description": "A date no more precise than known: 2024, 2024-08, 2024-08-23, 2017/.., unknown",
}
_WORDY = re.compile(r"[A-Za-z]|.*[A-Za-z]{3}")


def _kind(value: Any) -> str:
    return "list" if isinstance(value, list) else "mapping"


def _date(value: Any) -> Date:
    if isinstance(value, Date):
        return value
    if not isinstance(value, str):
        message = f"a date is wanted here, not a {_kind(value)}"
        hint = "write 2024, 2024-08 or 2024-08-23, or 2017/2025 for what lasted"
        raise refusal("wrong-type", message, hint)
    try:
        return read_date(value)
    except DateError as error:
        raise refusal(error.code, error.message, error.hint) from None


def _day(value: Any) -> datetime.date:
    if type(value) is datetime.date:
        return value
    try:
        when = _date(value)
    except PydanticCustomError as error:
        told = error.context or {}
        fit = error.type != "wrong-type" and "unknown" not in told["hint"]
        hint = told["hint"] if fit else _DAY
        raise refusal(error.type, told["text"], hint) from None
    day = when.begin.first if when.begin else None
    if day is None or when.edtf != day.isoformat():
        raise refusal("date", f"{quoted(str(value))} is not a single day", _DAY)
    return day


_DAY = "write a full date: 2026-02-24"


def _period(value: Any) -> Date:
    period = _date(value)
    if not period.known:
        hint = "write one, such as 1991/.., or leave the line out: then it is all time"
        raise refusal("date", "an unknown period takes nothing", hint)
    return period


def _signing(value: Any) -> Date | str:
    """An event's id, or a date: what looks like an id and is no date is an id."""
    try:
        return _date(value)
    except PydanticCustomError:
        if isinstance(value, str) and is_key(value.strip()) and _WORDY.match(value.strip()):
            return value.strip()
        raise


When = Annotated[Date, PlainValidator(_date), WithJsonSchema(_DATE_SCHEMA)]
"""An EDTF date, or one of the forms that officers type."""

Day = Annotated[datetime.date, PlainValidator(_day), WithJsonSchema({"type": "string"})]
"""A single day."""

Period = Annotated[Date, PlainValidator(_period), WithJsonSchema(_DATE_SCHEMA)]
"""A date that is known."""

WhenOrEvent = Annotated[
    Date | str, PlainValidator(_signing), WithJsonSchema({"type": ["string", "integer"]})
]
"""A date, or the id of the event that happened then."""


# --- figures -------------------------------------------------------------------------------------

_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")


def _quantity(value: Any) -> Quantity:
    if isinstance(value, Quantity):
        return value
    if not isinstance(value, str):
        message = f"a figure is wanted here, not a {_kind(value)}"
        raise refusal("wrong-type", message, "write for example 32.4 million")
    try:
        return read_quantity(value)
    except QuantityError as error:
        raise refusal("figure", error.message, error.hint) from None


def _multiple(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str):
        message = f"a number is wanted here, not a {_kind(value)}"
        raise refusal("wrong-type", message, "write for example 9.5")
    text = value.strip()
    if not _NUMBER.fullmatch(text) or not Decimal(text):
        hint = _multiple_hint(text)
        raise refusal("figure", f"{quoted(value)} is not a number above 0", hint)
    return Decimal(text)


def _multiple_hint(text: str) -> str:
    number = re.search(r"[0-9]+(?:[.,][0-9]+)?", text)
    mended = number[0].replace(",", ".") if number else ""
    return f"write {mended}" if mended.strip("0.") else "write for example 9.5"


Figure = Annotated[
    Quantity, PlainValidator(_quantity), WithJsonSchema({"type": ["string", "number"]})
]
"""A figure as it was written, with comparator and scale."""

Multiple = Annotated[
    Decimal, PlainValidator(_multiple), WithJsonSchema({"type": ["string", "number"]})
]
"""How many times something grew."""


def described(text: str, **more: Any) -> Any:
    """A required field with its description, which the guide and editors show."""
    return Field(description=text, **more)


def optional(text: str, default: Any = None) -> Any:
    """A field that may be left out."""
    return Field(default, description=text)
