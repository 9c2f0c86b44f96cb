"""The kinds of field a chronology has, as pydantic types: how each is read, checked and described.

A validator raises `PydanticCustomError` with our own code, message and hint, which reading puts beside
the position of the value. Text arrives as it was typed: the YAML reader makes no numbers or dates.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    PrivateAttr,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from legation.diagnostics import Position
from legation.model.dates import Date, DateError, Form, Precision
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
    """A frozen mapping without unknown keys; keys are written with hyphens."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
        populate_by_name=True,
    )


class Located(Strict):
    """A mapping that remembers where it was typed, for messages about it."""

    _node: Node | None = PrivateAttr(None)

    def model_post_init(self, context: Node | None, /) -> None:
        """Keep the node, which reading passes as pydantic's validation context."""
        self._node = context

    def position(self, *path: str | int) -> Position | None:
        """Where the value at the path was typed; None for what was not read from a file."""
        return self._node.position(*path) if self._node is not None else None


# --- text ----------------------------------------------------------------------------------------

_T = TypeVar("_T")


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Some = Annotated[tuple[_T, ...], BeforeValidator(_listed)]
"""A list; a single value may be written without the dash."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text, taken letter for letter but for blanks at its ends."""

Key = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]*$", max_length=100
    ),
]
"""A short name for cross-references."""


# --- dates ---------------------------------------------------------------------------------------

_DATE_SCHEMA = {
    "type": ["string", "integer"],
    "description": "A date no more precise than known: 2024, 2024-08, 2024-08-23, 2017/.., unknown",
}


def _date(value: Any) -> Date:
    if isinstance(value, Date):
        return value
    if not isinstance(value, str):
        raise refusal(
            "date",
            "a date is wanted here, not a list or mapping",
            "write 2024, 2024-08 or 2024-08-23",
        )
    try:
        return read_date(value)
    except DateError as error:
        raise refusal(error.code, error.message, error.hint) from None


def _day(value: Any) -> datetime.date:
    if type(value) is datetime.date:
        return value
    when = _date(value)
    if when.form is not Form.SINGLE or when.precision is not Precision.DAY or when.earliest is None:
        raise refusal("date", f"{value} is not a single day", "write a full date: 2026-02-24")
    return when.earliest


def _signing(value: Any) -> Date | str:
    """An event's id, or a date: what looks like an id and is no date is an id."""
    if not isinstance(value, str):
        return _date(value)
    try:
        return read_date(value)
    except DateError:
        if re.fullmatch(r"[A-Za-z][A-Za-z0-9_.\-]*", value.strip()):
            return value.strip()
        return _date(value)


When = Annotated[Date, PlainValidator(_date), WithJsonSchema(_DATE_SCHEMA)]
"""An EDTF date, or one of the forms that officers type."""

Day = Annotated[datetime.date, PlainValidator(_day), WithJsonSchema({"type": "string"})]
"""A single day."""

WhenOrEvent = Annotated[
    Date | str, PlainValidator(_signing), WithJsonSchema({"type": ["string", "integer"]})
]
"""A date, or the id of the event that happened then."""


# --- figures -------------------------------------------------------------------------------------


def _quantity(value: Any) -> Quantity:
    if isinstance(value, Quantity):
        return value
    if not isinstance(value, str):
        raise refusal(
            "figure", "a figure is wanted here, not a list or mapping", "write value: 32.4 million"
        )
    try:
        return read_quantity(value)
    except QuantityError as error:
        raise refusal("figure", error.message, error.hint) from None


def _decimal(value: Any) -> Decimal:
    try:
        number = Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        raise refusal(
            "figure", f"{value!r} is not a number", "write a number such as 9.5"
        ) from None
    if not number.is_finite() or number <= 0:
        raise refusal("figure", f"{value} is not a multiple", "write a number above 0, such as 9.5")
    return number


Figure = Annotated[
    Quantity, PlainValidator(_quantity), WithJsonSchema({"type": ["string", "number"]})
]
"""A figure as it was written, with comparator and scale."""

Multiple = Annotated[
    Decimal, PlainValidator(_decimal), WithJsonSchema({"type": ["string", "number"]})
]
"""How many times something grew."""

Check = Callable[[str], str]


def checked(check: Check) -> Any:
    """Text that a function accepts, changes, or refuses with `refusal`."""
    return Annotated[Line, AfterValidator(check)]


def described(text: str, **more: Any) -> Any:
    """A required field with its description, which the guide and editors show."""
    return Field(description=text, **more)


def optional(text: str, default: Any = None) -> Any:
    """A field that may be left out."""
    return Field(default, description=text)
