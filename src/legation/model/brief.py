"""A brief: what is asked for. Which items it selects is composing's to say."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator

from legation.model.date_refusals import quoted
from legation.model.fields import Day, Line, Located, Period, Some, optional, refusal


class Format(StrEnum):
    """A file format that a brief is written in."""

    DOCX = "docx"
    PDF = "pdf"
    TEXT = "text"


_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_NAME = re.compile(r"[^\W_][\w.\-]*")
_LONGEST = 200  # bytes: systems take 255, with the ending
_FALLBACK = "chronology"


def refuse_brief_id(name: str) -> tuple[str, str] | None:
    """Why a brief cannot have this id, which names its files, and what to do; None if it can.

    What one system takes and another does not is refused on all: `CON`, a point at the end.
    """
    if len(name.encode("utf-8", "replace")) > _LONGEST:
        return "the brief's id is too long to name a file", "use a shorter one"
    if not _NAME.fullmatch(name):
        takes = "use letters, digits, '-', '_' and '.', beginning with a letter or digit"
        return f"{quoted(name)} cannot name a file", f"{takes}: {brief_id(name)}"
    if name.endswith(".") or _RESERVED.fullmatch(name):
        return f"{quoted(name)} cannot name a file on Windows", f"write {brief_id(name)}"
    return None


def brief_id(name: str) -> str:
    """An id for a brief after any name: a file's, a folder's, a misspelt id."""
    plain = re.sub(r"[^\w.\-]+", "-", unicodedata.normalize("NFC", name)).lstrip("-._")
    plain = plain.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore").rstrip("-.")
    return f"brief-{plain}" if _RESERVED.fullmatch(plain) else plain or _FALLBACK


def _check_template(name: str) -> str:
    if not _NAME.fullmatch(name):
        hint = "write its name without folder or ending: country-brief"
        raise refusal("template", f"{quoted(name)} cannot name a template", hint)
    return name


TemplateName = Annotated[Line, AfterValidator(_check_template)]
"""The name of a template: of a file of the folder `templates`, without its ending."""


class Brief(Located):
    """What is asked for: the parties, the period, the template and the formats."""

    title: Line | None = optional(
        "The brief's title. Default: the names of its parties, or the chronology's title."
    )
    subtitle: Line | None = optional("A line under the title.")
    parties: Some[Line] = optional(
        "Who must take part in an item for it to be selected. Default: no condition.", ()
    )
    period: Period | None = optional("Only what overlaps this; undated items stay, listed apart.")
    kinds: Some[Line] = optional("Only events, instruments and mechanisms of these kinds.", ())
    topics: Some[Line] = optional("Only items with one of these topics.", ())
    people: Some[Line] = optional("Only items that name one of these people.", ())
    as_of: Day | None = optional(
        "The day the brief speaks from. Default: today in the chronology's time zone."
    )
    marking: Line | None = optional("The handling line on every page: OFFICIAL.")
    template: TemplateName = optional("The template's name, without its ending.", "country-brief")
    formats: Some[Format] = optional("Which files to write.", (Format.DOCX, Format.PDF))
    bottom_line: Line | None = optional("The main point, in your own words. Never invented.")
    contact: Line | None = optional("Whom a reader asks.")
    drafted_by: Line | None = optional("Who drafted it.")
