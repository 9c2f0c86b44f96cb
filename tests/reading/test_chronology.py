"""A chronology as read: what is taken as meant, what is kept as typed, what is left out."""

from __future__ import annotations

import datetime
import time
from decimal import Decimal
from pathlib import Path

import pytest

from legation.checking import check
from legation.diagnostics import Position, Report
from legation.model.brief import Format
from legation.model.chronology import Fault, Level, PartyKind, Priority, Status
from legation.reading.chronology import read_chronology
from readings import read

SAMPLE = Path(__file__).parents[2] / "events.yaml"


# --- what is taken as meant -----------------------------------------------------------------------


def test_a_first_chronology_is_five_lines() -> None:
    chronology, said, faults = read("""
        events:
          - date: 14 December 2025
            title: Visit to Baku
    """)
    (event,) = chronology.events
    assert (said, faults) == ([], ())
    assert (event.date.edtf, event.title) == ("2025-12-14", "Visit to Baku")
    assert (event.status, event.priority, event.level) == (Status.HELD, Priority.NORMAL, None)
    assert (event.id, event.parties, event.sources) == (None, (), ())
    assert (chronology.timezone, chronology.language, chronology.legation) == ("UTC", "en-GB", 1)
    assert {name: brief.title for name, brief in chronology.briefs.items()} == {"e": "Norway"}


def test_the_sample_is_read_and_checked_without_a_word() -> None:
    report = Report()
    reading = read_chronology(SAMPLE, "events.yaml", report)
    assert reading.chronology is not None
    check(reading.chronology, report)
    assert not list(report)
    assert not reading.faults


def test_a_text_alone_stands_for_a_list_of_one() -> None:
    chronology, said, _ = read("""
        sources:
          nrk: {title: News}
        events:
          - id: visit
            date: 2025
            title: Visit
            parties: NO
            topics: trade
            sources: nrk
        mechanisms:
          - title: Council
            meetings: visit
        briefs:
          norway: {parties: NO, formats: pdf}
    """)
    (event,), (council,) = chronology.events, chronology.mechanisms
    assert said == []
    assert (event.parties, event.topics, event.sources) == (("NO",), ("trade",), ("nrk",))
    assert council.meetings == ("visit",)
    assert chronology.briefs["norway"].formats == (Format.PDF,)


def test_what_is_left_blank_is_absent_wherever_it_stands() -> None:
    chronology, said, faults = read("""
        timezone:
        parties:
        people:
          eide:
            name: Espen Barth Eide
            aliases:
            offices:
              - title: Foreign Minister
                party:
                from:
              -
        events:
          - id:
            date: 2025
            title: Visit
            status:
            level:
            parties:
              - NO
              -
              - AZ
            people:
          -
        instruments:
        indicators:
          - title: Trade
            values:
        briefs:
    """)
    (event,) = chronology.events
    blank = "warning[blank-entry]: nothing stands behind this dash"
    hint = "  hint: write the entry behind it, or delete the dash"
    places = ["13:7", "22:7", "25:3"]
    assert (said, faults) == ([f"e.yaml:{place}: {blank}\n{hint}" for place in places], ())
    assert event.parties == ("NO", "AZ")
    assert (event.id, event.status, event.level, event.people) == (None, Status.HELD, None, ())
    assert chronology.people["eide"].offices[0].party is None
    assert chronology.indicators[0].values == ()
    assert chronology.timezone == "UTC"
    assert list(chronology.briefs) == ["e"]


def test_quotes_make_no_difference_to_dates_figures_and_codes() -> None:
    plain = """
        events: [{date: 1992, title: One, parties: [NO]}]
        indicators: [{title: Trade, values: [{date: 2024-08, value: 300}], claims: [{times: 9.5}]}]
    """
    quoted = """
        events: [{date: "1992", title: "One", parties: ["NO"]}]
        indicators: [{title: 'Trade', values: [{date: "2024-08", value: "300"}], claims: [{times: "9.5"}]}]
    """
    one, other = read(plain), read(quoted)
    assert one.said == other.said == []
    assert one.chronology.events == other.chronology.events
    assert one.chronology.indicators == other.chronology.indicators
    assert one.chronology.indicators[0].claims[0].times == Decimal("9.5")


def test_what_is_listed_twice_counts_once() -> None:
    chronology, said, faults = read("""
        events:
          - date: 2025
            title: Visit
            parties: [AZ, NO, Azerbaijan]
            topics: [trade, trade]
    """)
    assert chronology.events[0].parties == ("AZ", "NO")
    assert chronology.events[0].topics == ("trade",)
    assert [line.partition(":")[2].split(":")[2].strip() for line in said] == ["warning[repeated]"]
    assert not faults


def test_dates_and_figures_are_read_as_typed() -> None:
    chronology, said, _ = read("""
        events:
          - {date: spring 2024, title: One, level: head-of-state, status: planned, priority: key}
          - {date: between 2025-01 and 2025-12-14, title: Two}
        indicators:
          - title: Trade
            values:
              - {date: 2025, value: more than 300 million}
              - {date: unknown, value: US$2 billion}
            claims:
              - {per-year: 32-34 %, from: 2017, to: 2025}
        briefs:
          norway: {as-of: 24 February 2026, period: 1991/..}
    """)
    one, two = chronology.events
    more, billions = chronology.indicators[0].values
    brief = chronology.briefs["norway"]
    assert said == []
    assert (one.date.edtf, two.date.edtf) == ("2024-21", "[2025-01..2025-12-14]")
    assert (one.level, one.status, one.priority) == (
        Level.HEAD_OF_STATE,
        Status.PLANNED,
        Priority.KEY,
    )
    assert (more.value.words("USD"), billions.value.words()) == (
        "more than USD 300 million",
        "USD 2 billion",
    )
    assert not billions.date.known
    assert (brief.as_of, str(brief.period)) == (datetime.date(2026, 2, 24), "1991/..")


# --- what is kept as typed ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "010",
        "10:30",
        "1992",
        "NO",
        "no",
        "true",
        "~",
        "null",
        "0x1F",
        "1e3",
        "1_000",
        "2024-08",
        "…",
    ],
)
def test_text_stays_as_it_was_typed(text: str) -> None:
    chronology, said, _ = read(f"events:\n  - date: 2025\n    title: {text}\n    note: {text}\n")
    assert said == []
    assert (chronology.events[0].title, chronology.events[0].note) == (text, text)


def test_text_in_blocks_ends_without_a_line_break() -> None:
    chronology, said, _ = read("""
        events:
          - date: 2025
            title: >-
              Visit
              to Baku
            summary: |
              First.
                Second.
            note: >
              Folded
              text.
    """)
    event = chronology.events[0]
    assert said == []
    assert event.title == "Visit to Baku"
    assert event.summary == "First.\n  Second."
    assert event.note == "Folded text."


def test_braces_percent_and_quotes_come_through_messages_whole() -> None:
    (line,) = read("events: [{date: '{x} %s %(y)s', title: Visit}]").said
    assert line.startswith('e.yaml:2:17: error[date]: "{x} %s %(y)s" is not a date')


# --- what is left out -----------------------------------------------------------------------------


def test_a_bad_item_is_left_out_with_its_parties() -> None:
    chronology, said, faults = read("""
        events:
          - {id: bad, date: 2025-13, title: One, parties: [AZ, Norway]}
          - {id: good, date: 2025, title: Two, parties: [AZ, PK]}
    """)
    assert [event.id for event in chronology.events] == ["good"]
    assert len(said) == 1
    assert faults == (Fault("events", "bad", frozenset({"AZ", "NO"})),)


@pytest.mark.parametrize(
    ("item", "parties"),
    [
        ("{date: 2025-13, title: One}", frozenset()),
        ("{date: 2025-13, title: One, parties: NO}", frozenset({"NO"})),
        ("{date: 2025, title: One, parties: [AZ, Norwy]}", None),
        ("{date: 2025, title: One, parties: [AZ, [NO]]}", None),
        ("{date: 2025, title: One, parties: {AZ: NO}}", None),
        ("{date: 2025, title: One, partys: [AZ, NO]}", None),
        ("{date: 2025, title: One, partys: [AZ, NO], parties: [PK]}", frozenset({"PK"})),
        ("a mere text", None),
    ],
)
def test_the_parties_of_a_bad_item_are_known_or_it_may_touch_every_brief(
    item: str, parties: frozenset[str] | None
) -> None:
    _, said, faults = read(f"events:\n  - {item}\n")
    assert said
    assert faults == (Fault("events", "", parties),)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("parties: {OTS: {kind: organisation}}", Fault("parties", "OTS")),
        ("sources: {nrk: {publisher: NRK}}", Fault("sources", "nrk")),
        ("people: {eide: Foreign Minister}", Fault("people", "eide")),
        (
            "people: {eide: {name: Eide, offices: [{title: A, party: Norwy}]}}",
            Fault("people", "eide"),
        ),
        ("briefs: {norway: {formats: [word]}}", Fault("briefs", "norway")),
        ("events: {visit: {date: 2025}}", Fault()),
        ("evnets: []", Fault()),
        ("timezone: Europe/Olso", Fault()),
    ],
)
def test_a_bad_entry_or_section_is_a_fault(text: str, fault: Fault) -> None:
    _, said, faults = read(text)
    assert len(said) == 1
    assert faults == (fault,)


def test_what_names_a_bad_entry_adds_no_problem_of_its_own() -> None:
    chronology, said, faults = read("""
        parties: {OTS: {name: [Turkic States]}}
        sources: {nrk: {publisher: NRK}}
        people: {eide: {offices: [{title: Minister}]}}
        events:
          - {id: visit, date: 2025, title: Visit, parties: [OTS], people: [eide], sources: [nrk]}
          - {id: bad, date: 2025-13, title: Visit, parties: [NO]}
        instruments:
          - {id: treaty, title: Treaty, signed: bad, parties: [AZ]}
        mechanisms:
          - {id: council, title: Council, meetings: [visit, bad], parties: [PK]}
    """)
    assert len(said) == 4
    assert [event.id for event in chronology.events] == ["visit"]
    assert (chronology.instruments, chronology.mechanisms) == ((), ())
    assert set(faults) == {
        Fault("parties", "OTS"),
        Fault("sources", "nrk"),
        Fault("people", "eide"),
        Fault("events", "bad", frozenset({"NO"})),
        Fault("instruments", "treaty", frozenset({"AZ"})),
        Fault("mechanisms", "council", frozenset({"PK"})),
    }


def test_where_yaml_itself_fails_no_brief_can_be_built() -> None:
    chronology, said, faults = read("events: [{date: 2025, title: Visit}]\nnote: a: b\n")
    assert Fault() in faults
    assert len(chronology.events) == 1
    assert any("yaml-colon" in line for line in said)


def test_what_follows_from_a_problem_of_yaml_is_not_told() -> None:
    _, said, _ = read("events: [{date: *a, title: Visit, parties: *b}]\n")
    assert [line.split("]")[0] for line in said] == [
        "e.yaml:2:17: error[yaml-alias",
        "e.yaml:2:44: error[yaml-alias",
    ]


def test_what_stands_where_yaml_only_warns_is_told() -> None:
    _, said, faults = read("events: [{date: \u202e2025, title: Visit}]\n")
    assert [line.split("]")[0] for line in said] == [
        "e.yaml:2:17: warning[bidi-control",
        "e.yaml:2:17: error[date",
    ]
    assert faults == (Fault("events", "", frozenset()),)


def test_nothing_is_read_of_a_newer_format() -> None:
    path_like = read("legation: 2\nanything: [at all]\n")
    assert len(path_like.said) == 1
    assert "newer-format" in path_like.said[0]
    assert path_like.faults == (Fault(),)


# --- events that instruments make -----------------------------------------------------------------


def test_a_date_of_signature_makes_an_event_and_an_id_names_one() -> None:
    chronology, said, _ = read("""
        events:
          - {id: 2024-summit, date: 2024, title: Summit}
        instruments:
          - {id: treaty, title: Treaty, signed: 2024-08-23, parties: [AZ, UZ], sources: A short text}
          - {title: Memorandum, signed: 2024-summit}
          - {title: Plan, signed: 5 May 2025}
    """)
    _, treaty, plan = chronology.events
    assert said == []
    assert (treaty.id, treaty.title, treaty.kind) == ("treaty-signed", "Treaty signed", "signature")
    assert (treaty.date.edtf, treaty.parties) == ("2024-08-23", ("AZ", "UZ"))
    assert treaty.sources == chronology.instruments[0].sources
    assert treaty.position() == Position("e.yaml", 6, 5)
    assert (plan.id, plan.date.edtf) == (None, "2025-05-05")


def test_the_longest_id_makes_an_event_too() -> None:
    chronology, said, _ = read(f"instruments: [{{id: {'x' * 100}, title: T, signed: 2024}}]")
    assert said == []
    assert chronology.events[0].id == "x" * 100 + "-signed"


# --- files ----------------------------------------------------------------------------------------


def test_a_folder_is_one_chronology() -> None:
    chronology, said, faults = read(
        """
        title: Norway
        timezone: Europe/Oslo
        events:
          - {id: b, date: 2025, title: Second, people: [eide], parties: [OTS]}
        """,
        """
        title: Norway
        people: {eide: {name: Espen Barth Eide}}
        events:
          - {id: a, date: 2024, title: First}
        instruments:
          - {title: Treaty, signed: b}
        """,
        "parties: {OTS: {name: Organization of Turkic States, kind: organisation}}",
        head="",
    )
    assert (said, faults) == ([], ())
    assert [event.id for event in chronology.events] == ["b", "a"]
    assert chronology.timezone == "Europe/Oslo"
    assert chronology.parties["OTS"].kind is PartyKind.ORGANISATION
    assert {name: brief.title for name, brief in chronology.briefs.items()} == {"folder": "Norway"}


def test_problems_are_told_in_the_order_of_the_text() -> None:
    _, said, _ = read(
        "title: Norway\nbriefs: {norway: {formats: word}}\nevents: [{date: 2025-13, title: A}]\n",
        "zone: Oslo\nevents: [{date: 2025-14, title: A}]\n",
        head="",
    )
    assert [line.split(": ")[0] for line in said] == [
        "folder/a.yaml:2:28",
        "folder/a.yaml:3:17",
        "folder/b.yaml:1:1",
        "folder/b.yaml:2:17",
    ]


def test_files_are_named_as_the_folder_was(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: A\nevents: x\n")
    report = Report()
    read_chronology(tmp_path, "./sub/", report)
    assert [str(diagnostic.position) for diagnostic in report] == ["./sub/a.yaml:2:9"]


def test_of_a_folder_only_the_yaml_files_in_it_are_read(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_text("title: Norway\n")
    (tmp_path / "A.YAML").write_text("events: [{date: 2025, title: Visit}]\n")
    for name in (".hidden.yaml", "notes.txt", "events.yaml~"):
        (tmp_path / name).write_text("nothing: of ours\n")
    (tmp_path / "folder.yaml").mkdir()
    report = Report()
    reading = read_chronology(tmp_path, "f", report)
    assert not list(report)
    assert reading.chronology is not None
    assert len(reading.chronology.events) == 1


@pytest.mark.parametrize(
    ("name", "brief"),
    [
        ("events.yaml", "events"),
        ("Azerbaijan & Pakistan.yaml", "Azerbaijan-Pakistan"),
        ("con.yaml", "brief-con"),
        ("Əlaqələr 2025.yaml", "Əlaqələr-2025"),
        ("....yaml", "chronology"),
        (f"{'long ' * 48}.yaml", "-".join(["long"] * 40)),
    ],
)
def test_without_briefs_there_is_one_named_after_the_file(
    tmp_path: Path, name: str, brief: str
) -> None:
    path = tmp_path / name
    path.write_text("title: Norway\n", encoding="utf-8")
    chronology = read_chronology(path, name, Report()).chronology
    assert chronology is not None
    assert list(chronology.briefs) == [brief]


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    report = Report()
    reading = read_chronology(tmp_path / "none.yaml", "none.yaml", report)
    assert reading.chronology is None
    (fault,) = reading.faults
    assert fault == Fault(problems=tuple(report))
    (diagnostic,) = report
    assert (diagnostic.code, str(diagnostic.position)) == ("file", "none.yaml")


# --- positions ------------------------------------------------------------------------------------


def test_an_item_knows_where_each_of_its_values_was_typed() -> None:
    chronology, _, _ = read("""
        events:
          - title: Ünal’s visit
            date: 2025
            parties: [AZ, NO]
    """)
    event = chronology.events[0]
    assert event.position() == Position("e.yaml", 4, 5)
    assert event.position("date") == Position("e.yaml", 5, 11)
    assert event.position("parties", 1) == Position("e.yaml", 6, 19)
    assert event.position("place") == Position("e.yaml", 4, 5)


def test_columns_count_characters() -> None:
    (line,) = read("events: [{title: 🇦🇿 Ünal, date: soon}]").said
    assert line.startswith("e.yaml:2:33: error[date]")


# --- how long it takes ----------------------------------------------------------------------------


def long_chronology(events: int) -> str:
    entry = """
  - id: event-{n}
    date: {year}-{month:02}
    title: Meeting number {n} of the foreign ministers
    summary: They talked of trade and energy, and agreed to meet again before the year was out.
    parties: [AZ, NO]
    people: [person-{p}]
    topics: [trade, energy]
    sources: [source-{p}]
"""
    people = "".join(f"  person-{n}: {{name: Person {n}}}\n" for n in range(events // 20))
    sources = "".join(f"  source-{n}: {{title: Source {n}}}\n" for n in range(events // 20))
    items = "".join(
        entry.format(n=n, p=n % (events // 20), year=1991 + n % 30, month=1 + n % 12)
        for n in range(events)
    )
    return f"people:\n{people}sources:\n{sources}events:{items}"


def seconds(text: str) -> float:
    start = time.process_time()
    assert read(text).said[:3] == []
    return time.process_time() - start


def test_the_time_grows_with_the_size() -> None:
    seconds(long_chronology(100))  # what is loaded once
    assert seconds(long_chronology(2000)) < 20 * seconds(long_chronology(400))


def test_a_chronology_that_is_wrong_throughout_is_told_so_soon() -> None:
    text = long_chronology(1000).replace("person-", "persn-", 50).replace("[AZ, NO]", "[AZ, Nrway]")
    start = time.process_time()
    assert len(read(text).said) >= 1000
    assert time.process_time() - start < 15
