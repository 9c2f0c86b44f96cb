"""A brief: what is asked for. Which items it selects is composing's to say."""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from legation.model.date_refusals import quoted
from legation.model.fields import Day, Line, Located, Node, Period, Some, optional, refusal
from legation.model.prose import Answers, Clearance, Meeting, Points, Prose
from legation.model.template import WORD_ENDINGS


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
        if name.endswith(WORD_ENDINGS):
            hint = (
                "write its name without folder, of a Word template with the ending: our-brief.docx"
            )
        raise refusal("template", f"{quoted(name)} cannot name a template", hint)
    return name


def _check_objectives(texts: tuple[str, ...]) -> tuple[str, ...]:
    if len(texts) > MOST_OBJECTIVES:
        text = f"a meeting has up to {MOST_OBJECTIVES} objectives, not {len(texts)}"
        about = {"text": text, "hint": "keep those that matter most", "at": MOST_OBJECTIVES}
        raise PydanticCustomError("objectives", "{text}", about)  # at the first that is too many
    return texts


TemplateName = Annotated[Line, AfterValidator(_check_template)]
"""The name of a template: of a file of the folder `templates`, without its ending."""

MOST_OBJECTIVES = 3

Objectives = Annotated[Some[Line], AfterValidator(_check_objectives)]
"""A few texts."""

Pages = Annotated[int, Field(ge=1, le=50)]
"""A number of pages."""


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
    template: TemplateName = optional(
        "The template's name, without its ending; of one written in Word, with it: `our-brief.docx`.",
        "country-brief",
    )
    formats: Some[Format] = optional(
        "Which files to write; of a template that was written in Word, Word files only.",
        (Format.DOCX, Format.PDF),
    )
    pages: Pages | None = optional(
        "How many pages it may fill, up to its annex; what does not fit is an error."
    )
    parts: Some[Line] = optional("The briefs that it binds together, by id: for a visit book.", ())
    for_: Meeting | None = optional("Whom it is for, and for which meeting.")
    counterpart: Line | None = optional("Who will be met: a person's key or name.")
    bottom_line: Line | None = optional("The main point, in your own words. Never invented.")
    objectives: Objectives = optional("What the meeting is to achieve: up to three.", ())
    points: Points = optional("Points to make, each citing the items that it rests on.", ())
    if_raised: Answers = optional("What they are likely to raise, and our response.", ())
    press_line: Line | None = optional("What may be said to the press.")
    sensitivities: Some[Line] = optional("What to handle with care.", ())
    background: Line | None = optional("Background in your own words.")
    contact: Line | None = optional("Whom a reader asks.")
    drafted_by: Line | None = optional("Who drafted it.")
    cleared_by: Clearance | None = optional("Who cleared its text.")
    cleared_facts: Line | None = optional(
        "What was cleared, as `legation clear` records it; not for typing."
    )
    distribution: Some[Line] = optional("Who receives it.", ())

    def model_post_init(self, context: Node | None, /) -> None:
        """Have a brief whose template was written in Word be a Word file, where it does not say."""
        super().model_post_init(context)
        if "formats" not in self.model_fields_set and self.is_word:
            self.__dict__["formats"] = (Format.DOCX,)

    @property
    def is_word(self) -> bool:
        """Whether its template was written in Word."""
        return self.template.endswith(WORD_ENDINGS)

    def prose(self) -> Iterator[Prose]:
        """Every authored text, in the order of the keys above."""
        if self.bottom_line:
            yield Prose.of(("bottom-line",), self.bottom_line)
        for index, text in enumerate(self.objectives):
            yield Prose.of(("objectives", index), text)
        for index, point in enumerate(self.points):
            yield Prose.of(("points", index), point.text, point.cites)
        for index, raised in enumerate(self.if_raised):
            yield Prose.of(("if-raised", index, "they"), raised.they)
            yield Prose.of(("if-raised", index, "we"), raised.we, raised.cites)
        if self.press_line:
            yield Prose.of(("press-line",), self.press_line)
        for index, text in enumerate(self.sensitivities):
            yield Prose.of(("sensitivities", index), text)
        if self.background:
            yield Prose.of(("background",), self.background)
