"""The typed blocks that templates call for: tables, lists and timelines of the brief's items.

Each function of `Blocks` is one that a template may call. It takes items as the template has them and
returns blocks; nothing for no items, so that the section and its heading vanish.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from legation.composing.citations import Attested, Citations, address
from legation.composing.forms import cell, label, listed, mixed
from legation.composing.marks import Marks
from legation.composing.names import Names, sentence_case
from legation.composing.periods import periods
from legation.composing.views import (
    EventView,
    IndicatorView,
    InstrumentView,
    ItemView,
    MechanismView,
    PersonView,
    StatementView,
    origin,
)
from legation.model.chronology import Status
from legation.model.document import (
    Block,
    Break,
    Cell,
    Column,
    Heading,
    Inline,
    Inlines,
    ListKind,
    Paragraph,
    Role,
    Row,
    Table,
    Text,
)
from legation.model.parties import fold

_STATUS = {"planned": "Planned: ", "cancelled": "Cancelled: "}
_HELD = Status.HELD
_NOTE = Role.NOTE
_DOUBTS = ("inferred", "disputed", "note")
_LABELS = {field: label(field.capitalize(), "") for field in ("place", *_DOUBTS)}


class Blocks:
    """Makes the blocks of one document."""

    def __init__(self, names: Names, citations: Citations, marks: Marks) -> None:
        self._names = names
        self._citations = citations
        self._marks = marks

    # --- events ------------------------------------------------------------------------------------

    def chronology(self, events: Sequence[EventView]) -> list[Block]:
        """The full table of the events, in the order of their dates, under a heading for each period."""
        attested = Attested(events, self._citations, self._names)
        blocks: list[Block] = [*attested.sentence()]
        groups = periods(events)
        for name, group in groups:
            if len(groups) > 1:
                blocks.append(Heading(2, (Text(name),), ""))
            blocks.append(self._events_table(group, attested, f"Events: {name}"))
        return blocks

    def _events_table(
        self, events: Iterable[EventView], attested: Attested, description: str
    ) -> Table:
        rows = [(self._date(view), self._event(view, attested), view) for view in events]
        return self._table(("Date", "Event"), rows, attested, description)

    def _date(self, view: EventView) -> Cell:
        when = self._names.wording.date(view._item.date)
        return cell(sentence_case(when), origin(view, "date"))

    def _event(self, view: EventView, attested: Attested) -> Cell:
        item = view._item
        held = item.status is _HELD
        overdue = not held and view.overdue  # as the remark beneath says more fully
        status = self._marks.word(view)
        if not (held or overdue):
            status += _STATUS[view.status]
        title = Text(item.title, bold=True, origin=origin(view, "title"), apart=True)
        lead = (Text(status, bold=True, italic=True),) if status else ()
        paragraphs = [Paragraph((*lead, title))]
        if overdue:
            paragraphs.append(Paragraph((Text(sentence_case(view.when), italic=True),)))
        if item.summary:
            paragraphs.append(Paragraph((Text(item.summary, origin=origin(view, "summary")),)))
        return (
            *paragraphs,
            *_said(view, "place"),
            *self._with(view),
            *_attendance(view),
            *self._remarks(view, attested),
        )

    def _with(self, view: ItemView) -> Iterable[Paragraph]:
        """The parties of an item beyond the brief's own."""
        others = view.others if view._item.parties else ()
        if not others:
            return ()
        word = "With" if self._names.brief.parties else "Parties"
        return _remark(word, self._names.wording.listed(others), others)

    def _remarks(self, view: ItemView, attested: Attested) -> list[Paragraph]:
        said = _said(view, *_DOUBTS)
        account = attested.account(view)
        if not account:
            return said
        return [Paragraph(mixed(account, (view.attribution,)), Role.NOTE), *said]

    # --- other items -------------------------------------------------------------------------------

    def agreements(self, instruments: Sequence[InstrumentView]) -> list[Block]:
        """A table of instruments: signed, ratified, in force."""
        attested = Attested(instruments, self._citations, self._names)
        rows = []
        for view in instruments:
            status = _facts(
                ("Signed", view.signed),
                ("Ratified", view.ratified),
                ("In force", view.in_force),
                ("Ended", view.ended),
            )
            url = view._item.url
            text = (Paragraph((Text("Text: "), address(url)), Role.NOTE),) if url else ()
            titled = (*self._titled(view, attested), *text)
            rows.append((titled, status, view))
        return self._section(
            ("Agreement", "Status"), rows, attested, "Agreements and where they stand"
        )

    def mechanisms(self, mechanisms: Sequence[MechanismView]) -> list[Block]:
        """A table of standing bodies: since when, and their meetings."""
        attested = Attested(mechanisms, self._citations, self._names)
        rows = []
        for view in mechanisms:
            status = _facts(
                ("Since", view.established),
                ("Until", view.ended),
                ("Meetings", _meetings(view)),
            )
            rows.append((self._titled(view, attested), status, view))
        return self._section(
            ("Mechanism", "Since, meetings"), rows, attested, "Standing bodies and formats"
        )

    def figures(self, indicators: Sequence[IndicatorView]) -> list[Block]:
        """A table of figures with their dates and the changes that are claimed."""
        attested = Attested(indicators, self._citations, self._names)
        rows = []
        for view in indicators:
            values = map(mixed, view.values, view._parts())
            claims = (mixed(f"Change claimed: {claim}", (claim,)) for claim in view.claims)
            lines = tuple(map(Paragraph, (*values, *claims)))
            rows.append((self._titled(view, attested), lines or cell("not stated"), view))
        return self._section(("Figure", "Value"), rows, attested, "Figures with their dates")

    def people(self, items: Sequence[ItemView]) -> list[Block]:
        """A table of those whom the items name, with every office that they held in them."""
        seen: dict[str, dict[tuple[str, str], None]] = {}
        for person in (person for view in items for person in self._named(view)):
            seen.setdefault(person.name, {})[person.office or "not stated", person.party] = None
        rows = [
            Row((cell(name), *(_lines(parts) for parts in zip(*offices, strict=True))))
            for name, offices in sorted(seen.items(), key=lambda entry: fold(entry[0]))
        ]
        if not rows:
            return []
        columns = [Column("Name"), Column("Office at the time"), Column("Party")]
        if not any(party for offices in seen.values() for _, party in offices):
            columns.pop()
            rows = [Row(row.cells[:2]) for row in rows]
        return [
            Table(
                tuple(columns),
                tuple(rows),
                description="People and their offices",
                row_headers=True,
            )
        ]

    def _named(self, view: ItemView) -> list[PersonView]:
        # Whoever gave an account did so later than what it tells of: today's office is printed.
        teller = view._item.attribution
        told = [PersonView(teller, self._names, None)] if teller else []
        if isinstance(view, EventView):
            return [*told, *view.people] if view._item.people else told
        return [*told, view.speaker] if isinstance(view, StatementView) else told

    def statements(self, statements: Sequence[StatementView]) -> list[Block]:
        """The quotations, each with its speaker, whose office is given once."""
        attested = Attested(statements, self._citations, self._names)
        blocks: list[Block] = [*attested.sentence()]
        introduced: set[str] = set()
        for view in statements:
            quoted = Text(view.quote, origin=origin(view, "quote"), apart=True)
            quote = Text("“"), quoted, Text("”")
            new = self._marks.of(view)
            speaker = view.speaker
            name = speaker.name if speaker.name in introduced else speaker.styled
            introduced.add(speaker.name)
            told = ", ".join(filter(None, [name, view.when]))
            said: list[Inline] = [*mixed(told, [*speaker._parts(), view.when])]
            if cites := attested.cites(view):
                said += [Text(" "), *cites]
            if view.about:
                about = Text(view.about, origin=origin(view, "about"), apart=True)
                said += [Break(), *label("On", told), about]
            for doubt in _said(view, *_DOUBTS, beside=told):
                said += [Break(), *doubt.inlines]
            blocks += [
                Paragraph((*self._marks.lead(view), *quote), Role.QUOTE, new),
                Paragraph(tuple(said), Role.ATTRIBUTION, new),
            ]
        return blocks

    def doubts(self, items: Sequence[ItemView]) -> list[Block]:
        """A list of what is disputed or inferred, each with its item."""
        return _bullets(
            (f"{word}:", (_called(view), Text(". "), text)) for word, view, text in _doubted(items)
        )

    def disputed(self, items: Sequence[ItemView]) -> list[Block]:
        """A list of what is disputed, each with its item."""
        doubted = _doubted(items)
        return _bullets(
            (f"{view.name}:", (text,)) for word, view, text in doubted if word == "Disputed"
        )

    def sources(self) -> list[Block]:
        """The numbered list of the sources cited above."""
        return [*self._citations.listed()]

    # --- shared ------------------------------------------------------------------------------------

    def _titled(self, view: ItemView, attested: Attested) -> Cell:
        title = Text(view.title, bold=True, origin=origin(view, "title"), apart=True)
        paragraphs = [Paragraph((*self._marks.lead(view), title))]
        if view.summary:
            paragraphs.append(Paragraph((Text(view.summary, origin=origin(view, "summary")),)))
        return (*paragraphs, *self._with(view), *self._remarks(view, attested))

    def _section(
        self,
        headers: tuple[str, ...],
        rows: Sequence[tuple[Cell, Cell, ItemView]],
        attested: Attested,
        description: str,
    ) -> list[Block]:
        if not rows:
            return []
        return [*attested.sentence(), self._table(headers, rows, attested, description)]

    def _table(
        self,
        headers: tuple[str, ...],
        rows: Sequence[tuple[Cell, Cell, ItemView]],
        attested: Attested,
        description: str,
    ) -> Table:
        """A table of items, with a column of source numbers unless one sentence gave them."""
        columns = [Column(header) for header in headers]
        if not attested.together:
            columns.append(Column("Source"))
        made = []
        sourced: dict[tuple[str, ...], Cell] = {}  # many items rest on the same
        for first, second, view in rows:
            cells: tuple[Cell, ...] = first, second
            if not attested.together:
                sources = view._item.sources
                if sources not in sourced:
                    sourced[sources] = (Paragraph(attested.cites(view)),)
                cells = first, second, sourced[sources]
            made.append(Row(cells, self._marks.of(view)))
        return Table(tuple(columns), tuple(made), description=description, row_headers=True)


def _meetings(view: MechanismView) -> str:
    dated = [meeting.when for meeting in view.meetings if meeting._item.date.known]
    undated = len(view.meetings) - len(dated)
    return "; ".join([*dated, f"{undated} of unknown date"] if undated else dated)


def _lines(texts: Iterable[str]) -> Cell:
    return tuple(Paragraph((Text(text),)) for text in texts)


def _facts(*facts: tuple[str, str]) -> Cell:
    """A line for each fact that is known, with its label; or that none is stated."""
    return _lines(f"{label}: {text}" for label, text in facts if text) or cell("not stated")


def _remark(word: str, text: str, parts: Iterable[str]) -> tuple[Paragraph, ...]:
    return (Paragraph((Text(f"{word}: "), *mixed(text, parts)), Role.NOTE),) if text else ()


def _attendance(view: EventView) -> tuple[Paragraph, ...]:
    """A line of who took part, if anybody is known to have."""
    if not view._item.people:
        return ()
    people = view.people
    parts = chain.from_iterable(person._parts() for person in people)
    return _remark("People", "; ".join(person.styled for person in people), parts)


def _said(view: ItemView, *fields: str, beside: str = "") -> list[Paragraph]:
    """A line for each of these fields that says something, behind its name, and beside something else."""
    lines = []
    for field in fields:
        if text := getattr(view._item, field):
            said = Text(text, origin=origin(view, field), apart=True)
            named = label(field.capitalize(), beside) if beside else _LABELS[field]
            lines.append(Paragraph((*named, said), _NOTE))
    return lines


def _called(view: ItemView) -> Text:
    """What an item is called: its title, or the words of a statement."""
    return Text(view.name, origin=origin(view, "title") if view.title else "", apart=True)


def _doubted(items: Sequence[ItemView]) -> list[tuple[str, ItemView, Text]]:
    """What is disputed or inferred of the items: the word for it, the item, and what is said."""
    found = []
    told: set[tuple[int, str]] = set()
    for view in items:
        item = view._item
        if not (item.disputed or item.inferred):
            continue
        for word, text in (("Disputed", item.disputed), ("Inferred", item.inferred)):
            if not text:
                continue
            # What an instrument says of itself, the event that it makes says too: once is enough.
            typed = (id(item._node or view), word)
            if typed not in told:
                told.add(typed)
                found.append(
                    (word, view, Text(text, origin=origin(view, word.lower()), apart=True))
                )
    return found


def _bullets(entries: Iterable[tuple[str, Inlines]]) -> list[Block]:
    """A list of what is said in bold, and what follows it."""
    return listed(ListKind.BULLET, ((Text(f"{bold} ", bold=True), *said) for bold, said in entries))
