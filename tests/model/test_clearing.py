"""What a clearance covers: words and facts, however they are typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from legation.model.clearing import GONE, Stale, record, recorded, stale
from readings import read

CHRONOLOGY = """\
title: Norway
people:
  eide: {name: Espen Barth Eide}
events:
  - id: visit
    date: 2025-12-14
    title: Visit to Oslo
    parties: [GB, 'NO']
    people: [eide, "Jane Doe, Minister"]
    sources: [A report of one, {title: The Gazette, publisher: G}]
indicators:
  - id: trade
    title: Trade
    unit: USD
    values:
      - date: 2017
        value: 32.4 million
    claims: [{times: 9.5, from: 2017, to: 2025}]
briefs:
  norway:
    bottom-line: All is well.
    points:
      - Trade has grown [trade].
      - {text: They met., cites: [visit, trade]}
    cleared-by: {name: Jane Doe, on: 2026-02-24}
"""
RECORD = "6379d198 8ec321e3 bcec8d84 trade=19a461bf visit=13c4e383"

HEADED = CHRONOLOGY.replace(
    "    bottom-line",
    """\
    title: Talks
    marking: OFFICIAL
    for: {who: Minister, date: 26 February 2026}
    counterpart: eide
    bottom-line""",
).replace("events:", "  other: {name: Jonas Støre}\nevents:", 1)
POINTS = ("points", 0), ("points", 1)


def changed(old: str, new: str, text: str = CHRONOLOGY) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def facts(text: str) -> str:
    chronology, said, _ = read(text, head="")
    assert not said
    return record(chronology, chronology.briefs["norway"])


def since(text: str, cleared: str) -> dict[tuple[str | int, ...], Stale]:
    """What of a text is stale by a record."""
    chronology, said, _ = read(f"{text}    cleared-facts: {cleared}\n", head="")
    assert not said
    return stale(chronology, chronology.briefs["norway"])


def test_the_record_is_the_same_on_every_day_and_machine() -> None:
    assert facts(CHRONOLOGY) == RECORD


def test_the_record_does_not_depend_on_the_hash_seed() -> None:
    code = "import test_clearing; print(test_clearing.facts(test_clearing.CHRONOLOGY))"
    here = Path(__file__).parent
    for seed in "1", "2":
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{here}:{here.parent}"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == RECORD


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Visit to Oslo", "title: >-\n      Visit\n      to Oslo"),
        ("date: 2025-12-14", "date: 14 December 2025"),
        ("parties: [GB, 'NO']", "parties:\n      - United Kingdom\n      - Norway"),
        ("people: [eide,", "people: [Espen Barth Eide,"),
        ("{title: The Gazette, publisher: G}", "{publisher: G, title: 'The  Gazette'}"),
        ("    title: Visit to Oslo\n", "    status: held\n    title: Visit to Oslo\n    place:\n"),
        ("    unit: USD\n", "    priority: normal\n    unit:   USD # dollars\n"),
        ("value: 32.4 million", "value: 32.4 mln"),
        ("{times: 9.5, from: 2017, to: 2025}", "{to: 2025, from: 2017, times: 9.5}"),
        ("bottom-line: All is well.", "bottom-line: >\n      All\n      is well."),
        ("events:\n", "events:\n  - {date: 2026, title: Another, id: other}\n"),
        ("title: Talks\n", "title: >-\n      Talks\n    subtitle:\n"),
        ("date: 26 February 2026}", "date: 2026-02-26, place: }"),
        ("counterpart: eide", "counterpart: Espen  Barth Eide"),
        ("Barth Eide}", "Barth Eide, aliases: E. B. Eide, note: For the desk}"),
        ("marking: OFFICIAL", "marking: SECRET"),
    ],
)
def test_what_is_typed_otherwise_is_still_covered(old: str, new: str) -> None:
    assert since(changed(old, new, HEADED), facts(HEADED)) == {}


@pytest.mark.parametrize(
    ("old", "new", "items"),
    [
        ("32.4 million", "32.5 million", ("trade",)),
        ("32.4 million", "about 32.4 million", ("trade",)),
        ("32.4 million", "32.4 million\n        note: By one account", ("trade",)),
        ("unit: USD", "unit: EUR", ("trade",)),
        ("to: 2025", "to: 2024", ("trade",)),
        ("    unit: USD", "    disputed: By many\n    unit: USD", ("trade",)),
        ("title: Visit to", "status: planned\n    title: Visit to", ("visit",)),
        ("2025-12-14", "2025-12", ("visit",)),
        ("A report of one", "A report of two", ("visit",)),
        ("publisher: G", "publisher: H", ("visit",)),
        ("Jane Doe, Minister", "Jane Doe, Director", ("visit",)),
    ],
)
def test_an_item_that_says_otherwise_is_named(old: str, new: str, items: tuple[str, ...]) -> None:
    found = since(changed(old, new), RECORD)
    expected = POINTS if items == ("trade",) else POINTS[1:]
    assert found == {path: Stale(items, text=False) for path in expected}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("All is well", "All is not well", {("bottom-line",): Stale((), text=True)}),
        ("grown [trade]", "grown much [trade]", {POINTS[0]: Stale((), text=True)}),
        ("grown [trade]", "grown [trade, visit]", {POINTS[0]: Stale((), text=True)}),
        ("[visit, trade]}", "visit}", {POINTS[1]: Stale((), text=True)}),
        ("    points:\n", "    points:\n      - New.\n", {POINTS[0]: Stale((), text=True)}),
    ],
)
def test_a_text_that_was_changed_is_told(
    old: str, new: str, found: dict[tuple[str | int, ...], Stale]
) -> None:
    assert since(changed(old, new), RECORD) == found


@pytest.mark.parametrize(
    ("old", "new", "head"),
    [
        ("title: Talks", "title: More talks", "title"),
        ("    title: Talks\n", "", "title"),
        ("title: Talks", "title: Talks\n    subtitle: In Oslo", "title"),
        ("{who: Minister", "{who: The Minister", "for"),
        ("26 February", "27 February", "for"),
        ("    for: {who: Minister, date: 26 February 2026}\n", "", "for"),
        ("    counterpart: eide\n", "", "counterpart"),
        ("counterpart: eide", "counterpart: other", "counterpart"),
        ("Espen Barth Eide}", "Espen B. Eide}", "counterpart"),
        ("Barth Eide}", "Barth Eide, summary: A man of letters.}", "counterpart"),
        ("Barth Eide}", "Barth Eide, offices: [{title: Minister}]}", "counterpart"),
    ],
)
def test_what_heads_the_brief_is_covered_too(old: str, new: str, head: str) -> None:
    text = changed("people: [eide, ", "people: [", HEADED)
    assert since(changed(old, new, text), facts(text)) == {(head,): Stale((), text=True)}


@pytest.mark.parametrize("key", ["title", "for", "counterpart"])
def test_what_came_to_head_the_brief_was_not_cleared(key: str) -> None:
    given = next(line for line in HEADED.split("briefs:")[1].splitlines() if f" {key}: " in line)
    without = changed(f"{given}\n", "", HEADED)
    assert since(HEADED, facts(without)) == {(key,): Stale((), text=True)}


@pytest.mark.parametrize(
    "gone",
    ["\n      - {text: They met., cites: [visit, trade]}", "    bottom-line: All is well.\n"],
)
def test_a_text_that_is_gone_is_told(gone: str) -> None:
    assert since(changed(gone, ""), RECORD) == {GONE: Stale((), text=True)}
    text = changed("grown [trade]", "grown much [trade]", changed(gone, ""))
    expected = {POINTS[0]: Stale((), text=True), GONE: Stale((), text=True)}
    assert since(text, RECORD) == expected


def test_where_no_text_is_left_all_are_gone() -> None:
    head, _, rest = CHRONOLOGY.partition("    bottom-line")
    text = f"{head}    cleared-by{rest.partition('    cleared-by')[2]}"
    assert since(text, RECORD) == {GONE: Stale((), text=True)}


def test_an_item_that_is_not_in_the_record_was_not_cleared() -> None:
    without = RECORD.removesuffix(" visit=13c4e383")
    assert since(CHRONOLOGY, without) == {POINTS[1]: Stale(("visit",), text=False)}


def test_the_event_that_a_treaty_makes_can_be_cited() -> None:
    text = CHRONOLOGY + "    press-line: Signed [pact-signed].\n"
    pact = "instruments:\n  - {id: pact, title: Pact, signed: 2020-05}\n"
    cleared = facts(pact + text)
    assert "pact-signed=" in cleared
    later = changed("2020-05", "2020-06", pact) + text
    assert since(later, cleared) == {("press-line",): Stale(("pact-signed",), text=False)}


@pytest.mark.parametrize("wrong", ["", "nonsense", "6379d198 trade", RECORD + " x", RECORD[1:]])
def test_a_record_that_cannot_be_read_tells_nothing(wrong: str) -> None:
    text = f"{CHRONOLOGY}    cleared-facts: {wrong}\n"
    chronology = read(text, head="").chronology
    brief = chronology.briefs["norway"]
    assert not recorded(brief)
    assert stale(chronology, brief) == {}


def test_a_brief_that_was_not_cleared_has_nothing_stale() -> None:
    assert since(changed("    cleared-by: {name: Jane Doe, on: 2026-02-24}\n", ""), RECORD) == {}
    text = changed("All is well", "All is not well")
    assert since(text, RECORD)
    uncleared = changed("    cleared-by: {name: Jane Doe, on: 2026-02-24}\n", "", text)
    assert since(uncleared, RECORD) == {}


def test_a_brief_without_text_has_an_empty_record() -> None:
    chronology = read("title: Norway\nbriefs:\n  norway: {marking: OFFICIAL}\n", head="").chronology
    assert record(chronology, chronology.briefs["norway"]) == ""
