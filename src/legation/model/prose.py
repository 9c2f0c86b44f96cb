r"""The officer's own text in a brief: points, answers, clearance, and the items that a text cites.

A text may hold Markdown's inline formatting, and cites an item of the chronology by its id in square
brackets: `Trade has grown ninefold [uz-trade].` Several stand in one pair, `[uz-trade, uz-treaty]`, or
in pairs side by side. A bracket that is no citation is written `\[sic]`.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import Struct
from pydantic import BeforeValidator

from legation.diagnostics import nearest
from legation.model.addresses import is_link
from legation.model.fields import (
    KEY,
    Day,
    Key,
    Line,
    Some,
    Strict,
    When,
    described,
    optional,
    refusal,
)
from legation.model.quantities import shorten

_CITATION = re.compile(
    rf"(?<!\\)\[\s*({KEY}(?:\s*[,;]\s*{KEY})*)\s*(?:[,;]\s*)?\](?!\()"  # "(" makes it a link
)
_BRACKET = re.compile(r"(?<!\\)\[[^\[\]]*\](?:\(((?:[^()]|\([^()]*\))*)\))?")

Path = tuple[str | int, ...]
"""The keys and indexes that lead to a text of a brief: `("points", 2)`."""


class Cited(Struct, frozen=True):
    """A place in a text where items are cited, by their ids."""

    ids: tuple[str, ...]


def pieces(text: str) -> Iterator[str | Cited]:
    """The text in order: what is to be read, and where it cites items."""
    # To look for citations takes long, and most texts have no bracket at all.
    for index, piece in enumerate(_CITATION.split(text) if "[" in text else [text]):
        if index % 2:
            yield Cited(tuple(re.split(r"\s*[,;]\s*", piece)))
        elif piece:
            yield piece


def uncited(text: str) -> Iterator[str]:
    """What stands in square brackets, as typed, and is neither a citation nor a link.

    `[text](target)` is taken as one, where the target is no address.
    """
    for piece in pieces(text):
        for found in _BRACKET.finditer(piece) if isinstance(piece, str) else ():
            if not is_link((found[1] or "").lstrip(" \t\n<")):
                yield found[0]


class Prose(Struct, frozen=True):
    """One authored text of a brief.

    Attributes:
        path: Where it stands in the brief: `("points", 2)`.
        text: As it was typed.
        cites: The ids of the items that it cites, in its text and beside it, each once.
    """

    path: Path
    text: str
    cites: tuple[str, ...]

    @classmethod
    def of(cls, path: Path, text: str, cites: tuple[str, ...] = ()) -> "Prose":
        """The text with all that it cites."""
        within = (key for piece in pieces(text) if isinstance(piece, Cited) for key in piece.ids)
        return cls(path, text, tuple(dict.fromkeys([*within, *cites])))


class Meeting(Strict):
    """Which meeting a brief is for."""

    who: Line | None = optional("Whom the brief is for: The Minister.")
    meeting: Line | None = optional("Which meeting: Bilateral.")
    date: When | None = optional("When.")
    place: Line | None = optional("Where.")


class Point(Strict):
    """A point to make, bound to the items that it cites."""

    text: Line = described("The point.")
    cites: Some[Key] = optional(
        "The ids of the items that it rests on, beside those in its text.", ()
    )


class Raised(Strict):
    """A point that the other side is likely to raise, and the response."""

    they: Line = described("What they are likely to say.")
    we: Line = described("Our response.")
    cites: Some[Key] = optional("The ids of the items that the response rests on.", ())


class Clearance(Strict):
    """Who cleared the brief's text, and when."""

    name: Line = described("Who cleared it.")
    on: Day = described("On which day.")


def _as_mapping(value: Any) -> Any:
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, dict) and len(value) == 1:
        _refuse_split(*next(iter(value.items())))
    return value


def _refuse_split(key: str, rest: Any) -> None:
    """Refuse `- Trade: grown ninefold`, which YAML takes for a key and its value."""
    if isinstance(rest, str) and not nearest(key.casefold(), Point.model_fields):
        text = f"{key}: {rest}"
        hint = "put the text in quotation marks" + ("" if '"' in text else f': "{shorten(text)}"')
        raise refusal("yaml-colon", "a text with a colon and a space needs quotation marks", hint)


def _listed(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


_Typed = Line | Point

Points = Annotated[
    tuple[Annotated[Point, BeforeValidator(_as_mapping, json_schema_input_type=_Typed)], ...],
    BeforeValidator(_listed),
]
"""Points to make: each a text, or a mapping with `text` and `cites`."""

Answers = Annotated[
    tuple[Raised, ...],
    BeforeValidator(_listed, json_schema_input_type=Raised | tuple[Raised, ...]),
]
"""What may be raised: a list of mappings, or one."""
