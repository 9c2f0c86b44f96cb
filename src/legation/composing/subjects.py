"""People as the subjects of a brief: their offices over time, and where they appear in its items."""

from __future__ import annotations

from legation.composing.names import Names, since, titled
from legation.composing.select import Selection, names_of
from legation.composing.views import EventView, PersonView, StatementView, views
from legation.model.chronology import Office
from legation.model.parties import fold


class SubjectView(PersonView):
    """Someone whom a brief is about."""

    def __init__(self, key: str, names: Names, selection: Selection) -> None:
        super().__init__(key, names, None)
        self._selection = selection

    @property
    def aliases(self) -> list[str]:
        """Other spellings of the name."""
        return list(self._person.aliases)

    @property
    def summary(self) -> str:
        """Who they are, or empty."""
        return self._person.summary or ""

    @property
    def offices(self) -> list[str]:
        """Their offices, the last first, each with its dates: `President of Azerbaijan, since 2003`."""
        dated = sorted(self._person.offices, key=since, reverse=True)
        return [self._office_in_words(office) for office in dated]

    @property
    def events(self) -> list[EventView]:
        """The brief's events in which they took part, past before those to come."""
        found = [event for event in self._selection.events if self._key in event.people]
        return views(EventView, found, self._names)

    @property
    def statements(self) -> list[StatementView]:
        """The brief's statements of theirs."""
        said = [s for s in self._selection.statements if s.speaker == self._key]
        return views(StatementView, said, self._names)

    def _office_in_words(self, office: Office) -> str:
        party = self._names.wording.party(office.party) if office.party else ""
        begins, ends = self._names.when(office.from_), self._names.when(office.to)
        dates = f"{begins} to {ends}" if begins and ends else ""
        dates = dates or (f"since {begins}" if begins else f"until {ends}" if ends else "")
        return ", ".join(filter(None, [titled(office.title, party), dates]))


def subjects(names: Names, selection: Selection) -> list[SubjectView]:
    """The people that the brief asks for; where it asks for none, those that its items name."""
    keys = names.brief.people
    if not keys and names.chronology.people:
        named = set().union(*map(names_of, selection.items))
        found = [key for key in names.chronology.people if key in named]
        keys = tuple(sorted(found, key=lambda key: fold(names.person(key).name)))
    return [SubjectView(key, names, selection) for key in keys]
