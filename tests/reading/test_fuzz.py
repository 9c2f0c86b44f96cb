"""Whatever the files hold, reading gives a chronology and diagnostics that lie within them."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from legation.checking import check
from legation.diagnostics import Diagnostic, Position, Report, Severity, render
from legation.model.chronology import (
    ITEM_SECTIONS,
    KEYED_SECTIONS,
    Chronology,
    Claim,
    Item,
    Office,
    Value,
)
from legation.model.prose import Clearance, Meeting, Point, Raised
from legation.reading.chronology import Reading, read_chronology
from legation.reading.shape import keys_of

SAMPLE = (Path(__file__).parents[2] / "events.yaml").read_text(encoding="utf-8")

# One of everything, short enough that an edit often hits something that matters.
SMALL = """\
legation: 1
title: Norway and its partners
timezone: Europe/Oslo
language: en-GB
parties:
  OTS: {name: Organization of Turkic States, kind: organisation}
sources:
  nrk: {title: Evening news, published: 2025-12, url: "https://www.nrk.no"}
people:
  eide:
    name: Espen Barth Eide
    aliases: [Eide]
    offices:
      - title: Foreign Minister
        party: NO
        from: 2023-10
events:
  - id: visit
    date: 14 December 2025
    parties: [AZ, Norway]
    level: minister
    status: held
    title: "Visit: Baku"
    summary: >-
      The ministers met
      in Baku.
    people: [eide, "Jeyhun Bayramov, Foreign Minister"]
    priority: key
    sources: nrk
  - {id: summit, date: 2025/.., title: Summit, parties: OTS, sources: {title: Report}}
instruments:
  - {id: treaty, title: Treaty, signed: summit, in-force: 2026, sources: nrk}
  - {title: Memorandum, signed: 2024~}
mechanisms:
  - {title: Council, established: 2023, meetings: [visit, summit]}
indicators:
  - title: Trade
    unit: USD
    values: [{date: 2025, value: more than 300 million}]
    claims: [{times: 9.5, from: 2017, to: 2025}, {per-year: 32-34 %}]
statements:
  - {speaker: eide, quote: a new beginning, date: 2025-12}
briefs:
  norway:
    parties: [AZ, NO]
    period: 1991/..
    as-of: 2026-02-24
    marking: OFFICIAL
    formats: [docx, pdf]
    for: {who: The Minister, date: 2026-02-26}
    counterpart: eide
    bottom-line: Ask [visit].
    objectives: [Peace, Trade]
    points:
      - One [visit, treaty]
      - {text: Two, cites: [summit]}
    if-raised: [{they: Why?, we: Because.}]
    cleared-by: {name: A. Head, on: 2026-02-24}
    pages: 2
  book: {parts: norway, marking: OFFICIAL}
"""

fuzz = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def read(*files: bytes) -> tuple[Reading, list[Diagnostic]]:
    """Read a file, or a folder of files, and show that what comes of it holds together."""
    with tempfile.TemporaryDirectory() as folder:
        names = [f"{number}.yaml" for number in range(len(files))]
        for name, data in zip(names, files, strict=True):
            Path(folder, name).write_bytes(data)
        path, named = (Path(folder), "") if len(files) > 1 else (Path(folder, names[0]), names[0])
        report = Report()
        reading = read_chronology(path, named, report)
        if reading.chronology is not None:
            check(reading.chronology, report)
    found = list(report)
    for diagnostic in found:
        assert_told_well(diagnostic, dict(zip(names, files, strict=True)))
    assert bool(reading.faults) == any(d.severity is Severity.ERROR for d in found)
    if reading.chronology is not None:
        assert_resolved(reading.chronology, {fault.key for fault in reading.faults})
    return reading, found


def assert_told_well(diagnostic: Diagnostic, files: dict[str, bytes]) -> None:
    """It lies within its file, has a message, and none of Python's or pydantic's words."""
    position = diagnostic.position
    assert position is not None
    if position.line:
        lines = decoded(files[position.file])
        assert 1 <= position.line <= len(lines)
        assert 1 <= position.column <= len(lines[position.line - 1]) + 1
    assert diagnostic.message
    said = render(diagnostic)
    assert "Input should" not in said
    assert "Mapping(" not in said
    assert len(said) < 2000


def decoded(data: bytes) -> list[str]:
    """The lines of a file, as an editor shows them."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return re.split(r"\r\n|\r|\n", data[2:].decode(encoding, "surrogatepass"))
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return re.split(r"\r\n|\r|\n", text)


def assert_resolved(chronology: Chronology, bad: set[str]) -> None:
    """Every event, and every id, that one names is there once; a brief may name what is bad, too."""
    events = [event.id for event in chronology.events if event.id]
    assert len(set(events)) == len(events)
    for instrument in chronology.instruments:
        assert not isinstance(instrument.signed, str) or instrument.signed in events
    for mechanism in chronology.mechanisms:
        assert set(mechanism.meetings) <= set(events)
    ids = {item.id for item in chronology.items()}
    for brief in chronology.briefs.values():
        assert set(brief.parts) <= {*chronology.briefs, *bad}
        assert brief.counterpart in {None, *chronology.people, *bad}
        assert ids.issuperset(key for prose in brief.prose() for key in prose.cites)
    for item in chronology.items():
        assert isinstance(item, Item)
        assert isinstance(item.position(), Position)


def test_the_small_chronology_is_read_without_a_word() -> None:
    reading, found = read(SMALL.encode())
    assert {d.code for d in found} == {"no-source", "clearance-record"}
    assert not reading.faults


# --- bytes ----------------------------------------------------------------------------------------


@fuzz
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    read(data)


@fuzz
@given(st.text(alphabet=st.sampled_from("a1-: \n\t#'\"[]{},&*!|>%@`\\?~.<=/é\u00a0\ufeff\u2028")))
def test_any_text_of_signs(text: str) -> None:
    read(text.encode())


# --- edits ----------------------------------------------------------------------------------------

FRAGMENTS = [
    *[
        "",
        " ",
        "\n",
        "\n\n",
        "\t",
        "\r",
        "  ",
        "- ",
        ": ",
        ":",
        "#",
        " #x",
        '"',
        "'",
        ",",
        "[",
        "]",
    ],
    *[
        "{",
        "}",
        "&a ",
        "*a",
        "!!t ",
        "|",
        ">",
        ">-",
        "%",
        "---\n",
        "...\n",
        "~",
        "null",
        "\\",
        "\ufeff",
    ],
    *[
        "\u00a0",
        "\u200b",
        "\x00",
        "\x07",
        "\ud7ff",
        "2025-13",
        "03/04/2025",
        "1,5",
        "2024-21",
        "NO",
    ],
    *["marking: X\n", "title: x\n", "id: visit\n", "events:\n", "<<: ", "? ", "x" * 300, "[" * 40],
]


@st.composite
def edited(draw: st.DrawFn, text: str) -> str:
    """The text after a few edits: pieces cut, doubled, put elsewhere, put in."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 30)))
        piece = draw(st.sampled_from([text[at:end], *FRAGMENTS]))
        text = text[:at] + piece + text[end if draw(st.booleans()) else at :]
    return text


@fuzz
@given(edited(SMALL))
def test_any_edit_of_a_chronology(text: str) -> None:
    read(text.encode("utf-8", "surrogatepass"))


@settings(fuzz, max_examples=15)
@given(edited(SAMPLE))
def test_any_edit_of_the_sample(text: str) -> None:
    read(text.encode("utf-8", "surrogatepass"))


@settings(fuzz, max_examples=40)
@given(edited(SMALL), edited(SMALL))
def test_any_edit_of_the_files_of_a_folder(one: str, other: str) -> None:
    read(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))


@settings(fuzz, max_examples=60)
@given(st.data())
def test_any_change_of_its_bytes(data: st.DataObject) -> None:
    changed = bytearray(SMALL.encode(data.draw(st.sampled_from(["utf-8", "utf-16", "cp1252"]))))
    for _ in range(data.draw(st.integers(1, 5))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    read(bytes(changed))


# --- trees ----------------------------------------------------------------------------------------

MODELS: dict[str, type[BaseModel]] = {**ITEM_SECTIONS, **KEYED_SECTIONS}
PARTS: list[type[BaseModel]] = [
    Chronology,
    Office,
    Value,
    Claim,
    Meeting,
    Point,
    Raised,
    Clearance,
]
KEYS = sorted({key for model in [*PARTS, *MODELS.values()] for key in keys_of(model)})
TEXTS = st.one_of(
    st.sampled_from(
        [
            *["2025", "2025-12-14", "2025/..", "unknown", "2024-21", "soon", "AZ", "NO", "Norway"],
            *[
                "az",
                "Norwy",
                "visit",
                "summit",
                "nrk",
                "eide",
                "A short text",
                "a, b",
                "pdf",
                "held",
            ],
            *["minister", "key", "state", "9.5", "32-34 %", "about 280", "1,5", "country-brief"],
            *["../x", "CON", "x" * 300, "{x}", "%s", "\ufdd0", "Asia/Baku", "en", "1", ""],
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)
TREES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(TEXTS, st.none()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(KEYS), TEXTS), inner, max_size=6),
    ),
    max_leaves=8,
)


def typed(tree: Any) -> bytes:
    """The tree as YAML, every text in quotes."""
    text = yaml.dump(tree, default_style='"', allow_unicode=True, sort_keys=False, width=60)
    return re.sub(r'!!null "(?:null)?"', "", str(text)).encode("utf-8", "surrogatepass")


@fuzz
@given(st.dictionaries(st.sampled_from(keys_of(Chronology)), TREES, max_size=8))
def test_any_tree_below_the_keys_of_a_chronology(tree: dict[str, Any]) -> None:
    read(typed(tree))


ENTRIES = {
    section: st.lists(
        st.dictionaries(st.sampled_from(keys_of(model)), TREES, max_size=5), max_size=2
    )
    for section, model in MODELS.items()
}


@fuzz
@given(st.fixed_dictionaries({}, optional=ENTRIES))
def test_any_entry_of_any_section(sections: dict[str, list[dict[str, Any]]]) -> None:
    tree: dict[str, Any] = {"title": "Norway"} | sections
    for section in KEYED_SECTIONS:
        if section in tree:
            tree[section] = dict(zip(("a", "visit"), sections[section], strict=False))
    read(typed(tree))
