"""The sample chronology: what it says, what it must not, and how it is laid out."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from legation.diagnostics import Report, render
from legation.model.chronology import (
    GOVERNMENT,
    ITEM_SECTIONS,
    KEYED_SECTIONS,
    Chronology,
    Claim,
    Office,
    Value,
)
from legation.model.parties import ISO_3166
from legation.model.quantities import read_quantity
from legation.model.typed_dates import read_date
from legation.reading.chronology import read_chronology

if TYPE_CHECKING:
    from pydantic import BaseModel

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "events.yaml"
SEEDS = ROOT.parent / "shared" / "seeds"
TEXT = SAMPLE.read_text(encoding="utf-8")
LINES = TEXT.splitlines()

# The dates are those that the two texts give, and no more precise.
EVENTS = {
    "pk-recognition": ("1992", "AZ PK"),
    "pk-contacts": ("2025", "AZ PK"),
    "pk-visits": ("2025", "AZ PK"),
    "pk-target": ("[2025-01..2025-12-14]", "AZ PK"),
    "pk-business-forum": ("2025-07", "AZ PK"),
    "pk-defence": ("2025-07-23", "AZ PK"),
    "pk-ministers": ("2025-12-14", "AZ PK"),
    "uz-alliance": ("2017/..", "AZ UZ"),
    "uz-business-council": ("2020/..", "AZ UZ"),
    "uz-council": ("2023", "AZ UZ"),
    "uz-fund": ("2023-02", "AZ UZ"),
    "uz-treaty": ("2024", "AZ UZ"),
    "uz-security-councils": ("2024", "AZ UZ"),
    "uz-council-1": ("2024-08", "AZ UZ"),
    "uz-parliaments": ("2025", "AZ UZ"),
    "uz-rectors": ("2025", "AZ UZ"),
    "uz-council-2": ("2025-07", "AZ UZ"),
    "uz-round-table": ("2026-02-19", "AZ UZ"),
    "uz-relations": ("unknown", "AZ UZ"),
    "uz-regions-tashkent": ("unknown", "AZ UZ"),
    "uz-regions-guba": ("unknown", "AZ UZ"),
    "uz-regions-baku": ("unknown", "AZ UZ"),
}

# For each figure its values, by date, and its claims.
FIGURES = {
    "pk-trade-target": (["unknown: USD 2 billion"], []),
    "pk-business-delegates": (["2025-07: about 200 people"], []),
    "uz-trade": (
        ["2017: USD 32.4 million", "2025: more than USD 300 million"],
        ["times 9.5, 2017 to 2025", "per-year 32–34 %, 2017 to 2025"],
    ),
    "uz-exports": ([], ["times 8, 2017 to 2025"]),
    "uz-imports": ([], ["times 16, 2017 to 2025"]),
    "uz-enterprises": (["2026-02: about 280 enterprises"], []),
    "uz-fund-capital": (["2023-02: USD 500 million"], []),
    "uz-paired-regions": (
        ["2024~: 4 regions", "2026-02: 11 regions"],
        ["change 7, 2024~ to 2026-02"],
    ),
    "uz-territory": (["2026-02: 80 %"], []),
    "uz-transit": ([], ["times 2.1"]),
    "uz-flights": (["2026-02: 14 flights a week"], []),
    "uz-high-visits": (["2026-02: 22 visits"], []),
    "uz-all-visits": (["2017/2025: about 200 visits and meetings"], []),
    "uz-parliament-contacts": (["2023/2026-02: more than 20 contacts"], []),
    "uz-commission-meetings": (["2017/2026-02: 5 meetings"], []),
    "uz-rectors-delegations": (["2025: more than 130 delegations"], []),
    "uz-cultural-events": (["2022/2026-02: about 40 events"], []),
}

# The mappings that items and people hold lists of.
PARTS: dict[str, type[BaseModel]] = {"offices": Office, "values": Value, "claims": Claim}

# Proper names of six words and more, which cannot be put in other words.
NAMES = (
    "View: Azerbaijan and Pakistan strengthen partnership in high-level talks",
    "Architecture of Allied Cooperation Between Uzbekistan and Azerbaijan Discussed in Baku",
    "Uzbekistan–Azerbaijan: The Architecture of Allied Cooperation",
    "Institute for Strategic and Interregional Studies under the President of Uzbekistan",
    "Institute for Strategic and Interregional Studies",
    "International Institute for Central Asia",
    "Institute of Peace and Diplomatic Studies",
    "Chairman Joint Chiefs of Staff Committee of Pakistan",
    "Consultative Meetings of the Heads of State of Central Asia",
)


@pytest.fixture(scope="module")
def sample() -> dict[str, Any]:
    """The sample with every scalar as it was typed."""
    loaded = yaml.load(TEXT, yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def listed(value: str | list[str] | None) -> list[str]:
    """A list that may have been written without its dash."""
    return [value] if isinstance(value, str) else value or []


def items(sample: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Every item with its section."""
    return [(section, item) for section in ITEM_SECTIONS for item in sample[section]]


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys that a model has, as they are written in the file."""
    return [field.alias or name for name, field in model.model_fields.items()]


def models(sample: dict[str, Any]) -> list[tuple[type[BaseModel], dict[str, Any]]]:
    """Every mapping of the sample that a model describes, with the model."""
    found: list[tuple[type[BaseModel], dict[str, Any]]] = [(Chronology, sample)]
    for section, model in KEYED_SECTIONS.items():
        found += [(model, entry) for entry in sample[section].values()]
    found += [(ITEM_SECTIONS[section], item) for section, item in items(sample)]
    for _, mapping in list(found):
        for key, part in PARTS.items():
            found += [(part, entry) for entry in mapping.get(key, [])]
    return found


# --- what it says ---------------------------------------------------------------------------------


def test_the_events_are_those_of_the_texts_with_their_dates_and_parties(
    sample: dict[str, Any],
) -> None:
    events = {
        event["id"]: (read_date(event["date"]).edtf, " ".join(event["parties"]))
        for event in sample["events"]
    }
    assert events == EVENTS
    assert len(sample["events"]) == 22
    assert sum(date == "unknown" for date, _ in events.values()) == 4


def test_each_figure_has_the_values_and_claims_of_the_texts(sample: dict[str, Any]) -> None:
    assert {i["id"]: (figures(i), claims(i)) for i in sample["indicators"]} == FIGURES


def figures(indicator: dict[str, Any]) -> list[str]:
    """An indicator's values as a brief words them, with their dates."""
    return [
        f"{read_date(v['date']).edtf}: {read_quantity(v['value']).words(indicator.get('unit', ''))}"
        for v in indicator.get("values", [])
    ]


def claims(indicator: dict[str, Any]) -> list[str]:
    """An indicator's claims: what is claimed, and between which dates."""
    found = []
    for claim in indicator.get("claims", []):
        kind = next(key for key in ("times", "per-year", "change") if key in claim)
        text = f"{kind} {read_quantity(claim[kind]).words()}"
        found.append(f"{text}, {claim['from']} to {claim['to']}" if "from" in claim else text)
    return found


def test_a_bound_is_never_a_plain_figure(sample: dict[str, Any]) -> None:
    trade = next(i for i in sample["indicators"] if i["id"] == "uz-trade")
    assert read_quantity(trade["values"][1]["value"]).comparator == ">"


def test_what_was_inferred_is_marked(sample: dict[str, Any]) -> None:
    inferred = {item["id"] for _, item in items(sample) if "inferred" in item}
    assert inferred == {
        "pk-target",
        "pk-ministers",
        "uz-council-1",
        "uz-council-2",
        "uz-exports",
        "uz-imports",
        "consultative-meetings",
    }


def test_what_other_sources_contradict_is_marked_and_names_them(sample: dict[str, Any]) -> None:
    disputed = {item["id"]: item["disputed"] for _, item in items(sample) if "disputed" in item}
    assert set(disputed) == {"pk-recognition", "pk-target", "pk-trade-target"}
    assert "News.az" in disputed["pk-recognition"]
    assert "12 December 1991" in disputed["pk-recognition"]
    assert all("Arab News" in disputed[key] for key in ("pk-target", "pk-trade-target"))


def test_other_sources_are_heard_nowhere_else(sample: dict[str, Any]) -> None:
    elsewhere = [
        leaf for path, leaf in leaves(sample) if path[-1] != "disputed" and "parties" not in path
    ]
    for word in ("1991", "1995", "News.az", "Arab News", "Jabbarov", "Shehbaz", "Senate"):
        assert not [leaf for leaf in elsewhere if word in leaf]


def test_the_treaty_is_signed_and_no_more(sample: dict[str, Any]) -> None:
    treaty = next(i for i in sample["instruments"] if i["id"] == "treaty-allied")
    assert treaty["signed"] == "uz-treaty"
    assert not {"ratified", "in-force", "ended"} & set(treaty)


def test_what_one_official_tells_is_attributed_to_him(sample: dict[str, Any]) -> None:
    told = [item for _, item in items(sample) if item["sources"] == "uzdaily-2026-02"]
    others = {item["id"] for item in told if item.get("attribution") != "nematov"}
    statements = {item["id"] for item in sample["statements"]}
    assert others - statements == {"uz-round-table", "uz-relations", "consultative-meetings"}


def test_turning_points_are_few(sample: dict[str, Any]) -> None:
    key = [event["id"] for event in sample["events"] if event.get("priority") == "key"]
    assert key == ["pk-recognition", "pk-ministers", "uz-council", "uz-treaty"]


@pytest.mark.parametrize(("partner", "expected"), [("PK", "pk-ministers"), ("UZ", "uz-council-2")])
def test_the_governments_last_met_at_a_meeting_of_governments(
    sample: dict[str, Any], partner: str, expected: str
) -> None:
    meetings = [
        event
        for event in sample["events"]
        if partner in event["parties"] and event.get("level") in GOVERNMENT
    ]
    assert max(meetings, key=lambda e: read_date(e["date"]).sort_key)["id"] == expected


# --- what refers to what --------------------------------------------------------------------------


def test_every_item_has_an_id_of_its_own_and_a_source(sample: dict[str, Any]) -> None:
    for section in ITEM_SECTIONS:
        ids = [item["id"] for item in sample[section]]
        assert len(set(ids)) == len(ids)
    for _, item in items(sample):
        assert listed(item["sources"])
        assert set(listed(item["sources"])) <= set(sample["sources"])


def test_parties_people_and_events_are_known(sample: dict[str, Any]) -> None:
    parties, people = ISO_3166 | set(sample["parties"]), set(sample["people"])
    for _, item in items(sample):
        assert set(listed(item["parties"])) <= parties
        named = [*listed(item.get("people")), item.get("attribution"), item.get("speaker")]
        assert {name for name in named if name} <= people
    offices = [office for person in sample["people"].values() for office in person["offices"]]
    assert {office["party"] for office in offices if "party" in office} <= parties
    for mechanism in sample["mechanisms"]:
        assert set(listed(mechanism.get("meetings"))) <= set(EVENTS)
        assert mechanism.get("established", "uz-council") in EVENTS
    for instrument in sample["instruments"]:
        assert instrument.get("signed", "uz-treaty") in EVENTS


def test_everything_declared_is_used(sample: dict[str, Any]) -> None:
    used = {leaf for path, leaf in leaves(sample) if path[0] not in {"people", "sources"}}
    assert set(sample["people"]) | set(sample["sources"]) | set(sample["parties"]) <= used


def test_a_brief_takes_what_all_of_its_parties_take_part_in(sample: dict[str, Any]) -> None:
    def taken(name: str) -> set[str]:
        wanted = set(listed(sample["briefs"][name]["parties"]))
        return {item["id"] for _, item in items(sample) if wanted <= set(listed(item["parties"]))}

    uzbekistan, pakistan = taken("azerbaijan-uzbekistan"), taken("azerbaijan-pakistan")
    assert "pk-recognition" in pakistan
    assert not [name for name in uzbekistan if name.startswith("pk-")]
    assert {"trilateral-tr", "trilateral-tm", "energy-partnership"} <= uzbekistan
    assert not uzbekistan & pakistan
    assert taken("azerbaijan") == uzbekistan | pakistan == {item["id"] for _, item in items(sample)}


def test_the_briefs_have_a_bottom_line_and_no_marking(sample: dict[str, Any]) -> None:
    country, meetings = list(sample["briefs"])[:3], list(sample["briefs"])[3:]
    assert country == ["azerbaijan-pakistan", "azerbaijan-uzbekistan", "azerbaijan"]
    assert meetings == ["azerbaijan-pakistan-meeting", "azerbaijan-uzbekistan-meeting"]
    for name, brief in sample["briefs"].items():
        assert brief["bottom-line"]
        assert not {"marking", "as-of"} & set(brief)
        assert name in meetings or not {"contact", "drafted-by", "points"} & set(brief)


def test_the_meetings_are_marked_as_examples(sample: dict[str, Any]) -> None:
    for name in ("azerbaijan-pakistan-meeting", "azerbaijan-uzbekistan-meeting"):
        brief = sample["briefs"][name]
        assert "example" in brief["subtitle"]
        assert brief["pages"] == "2"
        for key in ("contact", "drafted-by"):
            assert brief[key].endswith("(example)")


# --- whose words it uses --------------------------------------------------------------------------


def leaves(node: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], str]]:
    """Every text of the sample with the keys that lead to it."""
    if isinstance(node, dict):
        return [leaf for key, value in node.items() for leaf in leaves(value, (*path, key))]
    if isinstance(node, list):
        return [leaf for value in node for leaf in leaves(value, path)]
    return [(path, node)]


def plain(text: str) -> str:
    """A text with one kind of blank and apostrophe."""
    return " ".join(text.replace("’", "'").split())


def sequences(text: str) -> set[tuple[str, ...]]:
    """Every run of six words, without case and punctuation."""
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", plain(text).casefold())
    return {tuple(words[n : n + 6]) for n in range(len(words) - 5)}


def seeds() -> list[str]:
    """The two texts that the sample is drawn from, where they are at hand."""
    if not SEEDS.is_dir():
        pytest.skip("the texts are not at hand")
    return [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]


def test_no_sentence_is_taken_from_the_texts(sample: dict[str, Any]) -> None:
    theirs = set().union(*map(sequences, seeds()))
    comments = " ".join(line.strip(" #") for line in LINES if line.lstrip().startswith("#"))
    ours = [leaf for path, leaf in leaves(sample) if path[-1] != "quote"]
    named = re.compile("|".join(map(re.escape, map(plain, NAMES))))
    parts = [part for text in [comments, *ours] for part in named.split(plain(text))]
    assert not [part for part in parts if sequences(part) & theirs]


def test_quotations_are_the_texts_own_words(sample: dict[str, Any]) -> None:
    texts = [plain(text) for text in seeds()]
    for statement in sample["statements"]:
        quote = plain(statement["quote"]).rstrip(".")
        assert len(quote.split()) <= 16
        assert any(quote in text for text in texts), quote
    for quoted in re.findall("“([^”]+)”", TEXT):
        quote = plain(quoted)
        assert any(quote in text for text in texts) or quote in {"now"}, quote


def test_names_are_spelt_as_in_the_texts(sample: dict[str, Any]) -> None:
    texts = [plain(text) for text in seeds()]
    for person in sample["people"].values():
        name = plain(person["name"])
        assert any(name in text for text in texts), name
    for source in sample["sources"].values():
        assert any(plain(source["title"]) in text for text in texts)


# --- how it is written ----------------------------------------------------------------------------


def test_it_is_read_without_a_remark() -> None:
    report = Report()
    reading = read_chronology(SAMPLE, "events.yaml", report)
    assert [render(diagnostic) for diagnostic in report] == []
    assert not reading.faults
    assert reading.chronology is not None
    events = reading.chronology.events
    assert {e.id: (e.date.edtf, " ".join(e.parties)) for e in events} == EVENTS


def test_every_key_is_the_formats(sample: dict[str, Any]) -> None:
    for model, mapping in models(sample):
        assert set(mapping) <= set(keys_of(model))


def test_every_key_of_the_format_is_shown_in_use_or_in_a_comment(sample: dict[str, Any]) -> None:
    for model, _ in models(sample):
        for key in keys_of(model):
            assert re.search(rf"^[ #-]*{key}:", TEXT, re.MULTILINE), key


ORDER = [
    *["id", "speaker", "date", "parties", "kind", "level", "status", "title", "quote", "about"],
    *["summary", "place", "people", "topics", "priority", "sources", "attribution"],
    *["inferred", "disputed", "note"],
]


def test_events_give_their_keys_in_one_order(sample: dict[str, Any]) -> None:
    for event in sample["events"]:
        assert sorted(event, key=ORDER.index) == list(event)
    for section, item in items(sample):
        tail = [key for key in item if key in ORDER[ORDER.index("sources") :]]
        assert sorted(tail, key=ORDER.index) == tail, (section, item["id"])


@pytest.mark.parametrize("partner", ["PK", "UZ"])
def test_events_stand_in_the_order_of_their_dates(sample: dict[str, Any], partner: str) -> None:
    events = [event for event in sample["events"] if partner in event["parties"]]
    keys = [read_date(event["date"]).sort_key[:3] for event in events]
    assert keys == sorted(keys)


def test_only_block_style_is_used() -> None:
    for event in yaml.parse(TEXT, yaml.SafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            assert not event.flow_style
        assert not getattr(event, "anchor", None)
        assert not getattr(event, "tag", None)


def test_the_layout_is_even() -> None:
    assert LINES[0] == "# yaml-language-server: $schema=events.schema.json"
    for line in LINES:
        assert len(line) <= 100 or line.startswith("    cleared-facts: ")
        assert line == line.rstrip()
        assert "\t" not in line
        assert "'" not in line  # typographic apostrophes, which are printed as they stand
        assert (len(line) - len(line.lstrip())) % 2 == 0
    assert TEXT.endswith("\n")
    assert not TEXT.endswith("\n\n")


def test_only_the_alphabets_meant_are_used() -> None:
    assert not re.search(r"[^\x20-\x7e\n–’“”ü]", TEXT)


def test_a_blank_line_parts_every_two_items() -> None:
    for before, line in pairwise(LINES):
        if re.match(r"  - id:", line):
            assert before == "" or before.endswith(":")
