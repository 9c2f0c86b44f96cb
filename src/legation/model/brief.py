"""A brief: what is asked for. Which items it selects is composing's to say."""

from __future__ import annotations

import re
from enum import StrEnum

from legation.model.fields import Day, Key, Line, Located, Some, When, checked, optional, refusal


class Format(StrEnum):
    """A file format that a brief is written in."""

    DOCX = "docx"
    PDF = "pdf"
    TEXT = "text"


_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def check_brief_id(name: str) -> str:
    """A brief's id as it is, when it can name a file on every system.

    Raises:
        PydanticCustomError: With code `brief-id` otherwise.
    """
    if len(name) > 100:
        raise refusal(
            "brief-id", "the brief's id is too long to name a file", "use 100 characters or fewer"
        )
    if not re.fullmatch(r"[^\W_][\w.\-]*", name):
        raise refusal(
            "brief-id",
            f"{name!r} cannot name a file",
            "use letters, digits, '-', '_' and '.', and begin with a letter or digit",
        )
    if name.endswith(".") or _RESERVED.fullmatch(name):
        raise refusal(
            "brief-id",
            f"{name!r} cannot name a file on Windows",
            f"write for example {name.rstrip('.')}-brief",
        )
    return name


def _check_template(name: str) -> str:
    if not re.fullmatch(r"[^\W_][\w.\-]*", name):
        raise refusal(
            "template",
            f"{name!r} cannot name a template",
            "write its name without folder or ending: country-brief",
        )
    return name


class Brief(Located):
    """What is asked for: the parties, the period, the template and the formats."""

    title: Line | None = optional("The brief's title. Default: the names of its parties.")
    subtitle: Line | None = optional("A line under the title.")
    parties: Some[Line] = optional(
        "Who must take part in an item for it to be selected. Default: no condition.", ()
    )
    period: When | None = optional("Only what overlaps this; undated items stay, listed apart.")
    kinds: Some[Line] = optional("Only events and instruments of these kinds.", ())
    topics: Some[Line] = optional("Only items with one of these topics.", ())
    people: Some[Line] = optional("Only items that name one of these people.", ())
    as_of: Day | None = optional(
        "The day the brief speaks from. Default: today in the chronology's time zone."
    )
    marking: Line | None = optional("The handling line on every page: OFFICIAL.")
    template: checked(_check_template) = optional("The template's name.", "country-brief")  # type: ignore[valid-type]
    formats: Some[Format] = optional("Which files to write.", (Format.DOCX, Format.PDF))
    bottom_line: Line | None = optional("The main point, in your own words. Never invented.")
    contact: Line | None = optional("Whom a reader asks.")
    drafted_by: Line | None = optional("Who drafted it.")


__all__ = ["Brief", "Format", "Key", "check_brief_id"]
