"""The blocks of what the officer wrote for one brief: the meeting, points to make, answers, clearance."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legation.composing.citations import Citations
from legation.composing.forms import Fact, dated, head, labelled, listed
from legation.composing.names import Names, office_of, sentence_case, titled
from legation.composing.prose import NOT_RECLEARED, Typesetter
from legation.composing.select import Selection, names_of
from legation.model.chronology import Status
from legation.model.clearing import recorded
from legation.model.document import (
    Block,
    Column,
    Inline,
    Inlines,
    ListKind,
    Paragraph,
    Role,
    Row,
    Table,
    Text,
)

COUNTERPART_WORDS = 60

_SENTENCE = re.compile(r"(?<=[.!?])\s+")


class Authored:
    """Makes the blocks of one brief's authored text; nothing for what was not written."""

    def __init__(
        self, names: Names, selection: Selection, citations: Citations, issue: str
    ) -> None:
        self._names = names
        self._selection = selection
        self._brief = names.brief
        self._citations = citations
        self._issue = issue
        self._set = Typesetter(names, citations)

    # --- the meeting -------------------------------------------------------------------------------

    def meeting(self) -> list[Block]:
        """The lines under the title of a meeting brief: for whom, which meeting, when and where."""
        meeting = self._brief.for_
        facts: list[Fact] = []
        if meeting is not None:
            about = (meeting.meeting, self._names.when(meeting.date), meeting.place)
            facts = [("For", meeting.who), ("Meeting", ", ".join(filter(None, about)))]
        as_of = self._names.wording.day(self._names.as_of)
        facts.append(("As of", dated(as_of, self._issue)))
        return head(self._brief.subtitle, facts)

    def counterpart(self) -> list[Block]:
        """Who will be met: the office of the day, and who they are, in 60 words."""
        key = self._brief.counterpart
        if key is None:
            return []
        person = self._names.person(key)
        when = self._brief.for_.date if self._brief.for_ else None
        office = office_of(person, when, self._names.as_of)
        party = self._names.wording.party(office.party) if office and office.party else ""
        name: list[Inline] = [Text(person.name, bold=True)]
        if office:
            name.append(Text(f", {titled(office.title, party)}"))
        if person.summary:
            text = (Text(_within(person.summary, COUNTERPART_WORDS), origin=f"{key}/summary"),)
            return [Paragraph(tuple(name)), Paragraph(text)]
        return [Paragraph(tuple(name)), *self._met(key)]

    def _met(self, key: str) -> Iterator[Paragraph]:
        """The brief's events that name someone, the last first, within the same number of words."""
        left = COUNTERPART_WORDS
        for event in reversed(self._selection.past):
            if key not in names_of(event) or event.status is not Status.HELD:
                continue
            text = f"{self._names.wording.date(event.date)}: {event.title}"
            left -= len(text.split())
            if left < 0:
                return
            cites = self._citations.behind(event.sources)
            yield Paragraph((Text(sentence_case(text)), *cites))

    # --- what to say -------------------------------------------------------------------------------

    def bottom_line(self) -> list[Block]:
        """The bottom line, set apart."""
        return [Paragraph(inlines, Role.LEAD) for inlines in self._texts("bottom-line")]

    def objectives(self) -> list[Block]:
        """The objectives, as a list."""
        return listed(ListKind.BULLET, self._texts("objectives"))

    def points(self) -> list[Block]:
        """The points to make, numbered, in larger type."""
        return listed(ListKind.POINT, self._texts("points"))

    def if_raised(self) -> list[Block]:
        """A table of what they are likely to raise, and our response."""
        texts = [tuple(self._texts("if-raised", n)) for n in range(len(self._brief.if_raised))]
        rows = [Row(tuple((Paragraph(inlines),) for inlines in row)) for row in texts]
        columns = Column("If they raise"), Column("Our response")
        description = "What they are likely to raise, and our response"
        return [Table(columns, tuple(rows), description=description)] if rows else []

    def press_line(self) -> list[Block]:
        """The line for the press, as a quotation."""
        return [Paragraph(inlines, Role.QUOTE) for inlines in self._texts("press-line")]

    def sensitivities(self) -> list[Block]:
        """What to handle with care, as a list."""
        return listed(ListKind.BULLET, self._texts("sensitivities"))

    def background(self) -> list[Block]:
        """The background: its paragraphs, and the lists among them."""
        if not self._brief.background:
            return []
        return [
            block
            for part in self._set.paragraphs("background")
            for block in (
                listed(ListKind.BULLET, part) if isinstance(part, list) else [Paragraph(part)]
            )
        ]

    def _texts(self, *path: str | int) -> list[Inlines]:
        """The texts at a path, and below it."""
        inside = [known for known in self._set.texts if known[: len(path)] == path]
        return [self._set.inlines(*known) for known in inside]

    # --- who answers for it ------------------------------------------------------------------------

    def clearance(self) -> list[Block]:
        """Whom to ask, who drafted and who cleared it, and who receives it."""
        facts: list[Fact] = [
            ("Contact", self._brief.contact),
            ("Drafted by", self._brief.drafted_by),
            ("Cleared by", self._cleared()),
            ("Distribution", "; ".join(self._brief.distribution)),
        ]
        return labelled(facts)

    def _cleared(self) -> str:
        cleared = self._brief.cleared_by
        if cleared is None:
            return "not cleared" if self._set.texts else ""
        words = f"{cleared.name}, {self._names.wording.day(cleared.on)}"
        if self._set.texts and not recorded(self._brief):
            return f"{words}; what was cleared is not on record"
        count = len(self._set.stale)
        if not count:
            return words
        return f"{words}; {NOT_RECLEARED}: {count} part{' has' if count == 1 else 's have'} changed since"


def _within(text: str, words: int) -> str:
    """As many whole sentences as so many words hold; of the first, as much as they do."""
    kept: list[str] = []
    for sentence in _SENTENCE.split(text):
        if len(" ".join([*kept, sentence]).split()) > words:
            break
        kept.append(sentence)
    return " ".join(kept) or " ".join(text.split()[:words]) + " …"
