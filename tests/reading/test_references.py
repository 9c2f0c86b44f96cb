"""What items name: parties, people, sources and events, by key, by name, or in place."""

from __future__ import annotations

import pytest

from legation.model.chronology import Fault, Office, Person, Source
from readings import read

DECLARED = """
parties:
  OTS: {name: Organization of Turkic States, kind: organisation}
sources:
  nrk-2025: {title: Evening news of 14 December}
people:
  nematov:
    name: Akramjon Ne’matov
    aliases: [Akramjon Nematov]
    offices: [{title: First Deputy Director, party: Uzbekistan}]
"""


def event(**keys: str) -> str:
    """A chronology with one event that has these keys."""
    lines = "".join(f"    {key}: {value}\n" for key, value in keys.items())
    return f"{DECLARED}events:\n  - date: 2025\n    title: Visit\n{lines}"


# --- parties --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("NO", "NO"),
        ("Norway", "NO"),
        ('" norway "', "NO"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("the Republic of Uzbekistan", "UZ"),
        ("OTS", "OTS"),
        ("Organization of Turkic States", "OTS"),
        ("ORGANIZATION OF  TURKIC STATES", "OTS"),
    ],
)
def test_a_party_is_named_by_code_or_name(typed: str, code: str) -> None:
    chronology, said, _ = read(event(parties=f"[AZ, {typed}]"))
    assert said == []
    assert chronology.events[0].parties == ("AZ", code)


def test_a_party_is_the_one_that_the_chronology_declares() -> None:
    chronology, said, _ = read("""
        parties: {XK: {name: Kosovo}, GB: {name: Britain}}
        events: [{date: 2025, title: Visit, parties: [Kosovo, britain]}]
    """)
    assert said == []
    assert chronology.events[0].parties == ("XK", "GB")


def test_the_party_of_an_office_and_those_of_a_brief_are_found_as_well() -> None:
    chronology, said, _ = read(f"{DECLARED}briefs: {{all: {{parties: [Norway, OTS]}}}}")
    assert said == []
    assert chronology.people["nematov"].offices[0].party == "UZ"
    assert chronology.briefs["all"].parties == ("NO", "OTS")


# --- people and sources ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["nematov", "Akramjon Ne’matov", "akramjon ne'matov", "Akramjon Nematov"]
)
def test_a_person_is_named_by_key_name_or_alias(typed: str) -> None:
    chronology, said, _ = read(event(people=f'["{typed}"]', attribution=f'"{typed}"'))
    assert said == []
    assert chronology.events[0].people == ("nematov",)
    assert chronology.events[0].attribution == "nematov"
    assert list(chronology.people) == ["nematov"]


@pytest.mark.parametrize("typed", ["nrk-2025", "Evening news of 14 December"])
def test_a_source_is_named_by_key_or_title(typed: str) -> None:
    chronology, said, _ = read(event(sources=typed))
    assert said == []
    assert chronology.events[0].sources == ("nrk-2025",)
    assert list(chronology.sources) == ["nrk-2025"]


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("Jens Stoltenberg", Person(name="Jens Stoltenberg")),
        (
            "Espen Barth Eide, Foreign Minister of Norway",
            Person(name="Espen Barth Eide", offices=(Office(title="Foreign Minister of Norway"),)),
        ),
        (", the minister", Person(name=", the minister")),
        ("{name: Eide}", Person(name="Eide")),
        (
            "{name: Eide, offices: [{title: Minister, party: Norway}]}",
            Person(name="Eide", offices=(Office(title="Minister", party="NO"),)),
        ),
    ],
)
def test_a_person_may_be_described_in_place(typed: str, person: Person) -> None:
    quoted = typed if typed.startswith("{") else f'"{typed}"'
    chronology, said, _ = read(event(people=f"[nematov, {quoted}]"))
    assert said == []
    first, second = chronology.events[0].people
    assert first == "nematov"
    assert chronology.people[second].model_dump() == person.model_dump()


def test_a_source_may_be_described_in_place() -> None:
    chronology, said, _ = read(
        event(
            sources='[nrk-2025, "UzDaily, 19 February 2026", {title: Report, published: 2026-02}]'
        )
    )
    assert said == []
    _, text, mapping = (chronology.sources[key] for key in chronology.events[0].sources)
    assert text.model_dump() == Source(title="UzDaily, 19 February 2026").model_dump()
    assert (mapping.title, str(mapping.published)) == ("Report", "2026-02")


def test_a_description_alone_stands_for_a_list_of_one() -> None:
    chronology, said, _ = read("""
        events:
          - date: 2025
            title: Visit
            people:
              name: Eide
            sources:
              title: Report
              publisher: NRK
    """)
    (item,) = chronology.events
    assert said == []
    assert [chronology.people[key].name for key in item.people] == ["Eide"]
    assert [chronology.sources[key].publisher for key in item.sources] == ["NRK"]


def test_the_same_description_is_the_same_person_and_another_is_another() -> None:
    chronology, said, _ = read("""
        people: {Eide: {name: Another Eide}}
        events:
          - {date: 2024, title: A, people: [{name: Eide, offices: [{title: Minister}]}]}
          - {date: 2025, title: B, people: [{name: Eide, offices: [{title: Minister}]}]}
          - {date: 2026, title: C, people: [{name: Eide, offices: [{title: Adviser}]}]}
          - {date: 2026, title: D, people: [Eide]}
    """)
    one, two, three, four = (item.people[0] for item in chronology.events)
    assert said == []
    assert one == two
    assert len({one, three, four}) == 3
    titles = [chronology.people[key].offices[0].title for key in (one, three)]
    assert titles == ["Minister", "Adviser"]
    assert chronology.people[four].name == "Another Eide"


def test_a_name_that_two_have_is_the_name_of_neither() -> None:
    chronology, said, _ = read("""
        people: {one: {name: John Smith}, two: {name: John Smith}}
        events: [{date: 2025, title: Visit, people: [John Smith]}]
    """)
    assert said == []
    assert chronology.events[0].people == ("John Smith",)
    assert list(chronology.people) == ["one", "two", "John Smith"]


def test_a_speaker_may_be_a_key_or_described() -> None:
    chronology, said, _ = read(f"""{DECLARED}
statements:
  - {{speaker: nematov, quote: One}}
  - {{speaker: Espen Barth Eide, quote: Two}}
  - speaker: {{name: Eide}}
    quote: Three
""")
    assert said == []
    names = [chronology.people[item.speaker].name for item in chronology.statements]
    assert names == ["Akramjon Ne’matov", "Espen Barth Eide", "Eide"]


def test_what_is_wrong_with_a_description_is_told_once_where_it_stands() -> None:
    _, said, faults = read("""
        events:
          - date: 2025
            title: Visit
            parties: [NO]
            people: [{offices: [{title: Minister, party: Norwy, since: 2020}]}]
            sources: [{title: "", published: 2025-13}]
        statements:
          - {speaker: {name: [Eide]}, quote: One}
    """)
    assert [line.splitlines()[0] for line in said] == [
        "e.yaml:7:15: error[missing-key]: `name` is missing",
        'e.yaml:7:50: error[unknown-party]: "Norwy" is no known party',
        "e.yaml:7:57: error[unknown-key]: there is no key `since` here",
        "e.yaml:8:23: error[empty-text]: `title` is empty",
        "e.yaml:8:38: error[date]: there is no month 13",
        "e.yaml:10:22: error[wrong-type]: `name` takes text, not a list",
    ]
    assert faults == (Fault("events", "", None), Fault("statements", "", frozenset()))


def test_keys_of_a_section_are_known_whatever_is_wrong_with_their_entries() -> None:
    _, said, _ = read("""
        sources: {a: A short text, b: {titel: B}, c: }
        events: [{date: 2025, title: Visit, sources: [a, b, c]}]
    """)
    assert len(said) == 3
    assert not any("unknown-source" in line for line in said)


# --- briefs ---------------------------------------------------------------------------------------


def test_a_brief_picks_people_by_key_or_name_and_describes_none() -> None:
    chronology, said, faults = read("""
        briefs:
          one: {people: [Akramjon Nematov, Espen Barth Eide]}
          two: {people: [Espen Bart Eide]}
          three: {people: [{name: Eide}]}
        events:
          - {date: 2025, title: A, people: ["Espen Barth Eide, Foreign Minister"]}
        people:
          nematov: {name: Akramjon Ne’matov, aliases: Akramjon Nematov}
    """)
    assert chronology.briefs["one"].people == ("nematov", "Espen Barth Eide, Foreign Minister")
    assert [line.splitlines() for line in said] == [
        [
            "e.yaml:5:18: error[unknown-person]: there is no person `Espen Bart Eide`",
            "  hint: write `Espen Barth Eide`",
        ],
        [
            "e.yaml:6:20: error[wrong-type]: an entry of `people` takes text, not a mapping",
            "  hint: write its text behind the dash",
        ],
    ]
    assert faults == (Fault("briefs", "two"), Fault("briefs", "three"))


# --- many -----------------------------------------------------------------------------------------


def test_names_between_commas_are_told_apart_from_descriptions() -> None:
    chronology, said, _ = read(
        event(people="nematov, eide", sources="nrk-2025, page 3", parties="AZ, Norway")
    )
    assert not chronology.events
    assert [line.splitlines()[1] for line in said] == [
        "  hint: write a list: [nematov, eide]",
        "  hint: write a list: [nrk-2025, page 3]",
        "  hint: write a list: [AZ, NO]",
    ]


def test_the_nearest_key_is_named_for_so_many_only() -> None:
    unknown = ", ".join(f"nrk-20{n:02}" for n in range(30, 90))
    _, said, _ = read(event(sources=f"[{unknown}]"))
    assert len(said) == 60
    assert "write `nrk-2025`" in said[0]
    assert "add `nrk-2089` under `sources:`" in said[-1]
