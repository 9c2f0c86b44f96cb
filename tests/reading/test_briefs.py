"""What a brief's own text names must be there; and a draft keeps of it what is sound."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from legation.composing.select import needs
from legation.diagnostics import Report, Severity, render
from legation.model.brief import Brief
from legation.reading.chronology import Reading, read_chronology

HEAD = """\
title: Norway and its partners
people:
  eide: {name: Espen Barth Eide}
  bad: {nam: Jens Stoltenberg}
events:
  - {id: visit, date: 2025-12-14, title: Visit, people: ["Jonas Støre, Prime Minister"]}
  - {id: summit, date: 2025-13, title: Summit, parties: [GB]}
instruments:
  - {id: treaty, title: Treaty, signed: 2024}
  - {id: pact, title: Pact, signed: 2024, in-force: 2025-13}
briefs:
  other: {parties: GB}
  norway:
    parties: NO
"""


def read(folder: Path, keys: str, text: str = "") -> tuple[Reading, list[str]]:
    """The chronology with these keys of its brief, and what is said of that."""
    path = folder / "events.yaml"
    path.write_text(HEAD + indent(keys, "    "), encoding="utf-8")
    if text:
        (folder / "briefs").mkdir(exist_ok=True)
        (folder / "briefs" / "norway.md").write_text(text, encoding="utf-8")
    report = Report()
    reading = read_chronology(path, "events.yaml", report)
    own = [told for told in report if told.position and told.position.line > HEAD.count("\n")]
    own += [told for told in report if told.position and "briefs" in told.position.file]
    return reading, [render(told).partition("\n")[0] for told in dict.fromkeys(own)]


def brief(reading: Reading) -> Brief | None:
    assert reading.chronology is not None
    return reading.chronology.briefs.get("norway")


def spoilt(reading: Reading, name: str = "norway") -> bool:
    return any((fault.section, fault.key) == ("briefs", name) for fault in reading.faults)


def told(reading: Reading) -> list[tuple[int, str]]:
    """What the faults of the brief are, each with its line below those above."""
    own = [fault for fault in reading.faults if (fault.section, fault.key) == ("briefs", "norway")]
    return [
        (problem.position.line - HEAD.count("\n"), problem.message)
        for fault in own
        for problem in fault.problems
        if problem.position
    ]


# --- what a text may name ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "keys",
    [
        "bottom-line: The visit [visit] and the treaty [treaty, treaty-signed].",
        "points: [A point, {text: Another, cites: visit}]",
        "points: One [visit](https://www.nrk.no) and [one][2].",
        r"points: 'One \[sic] and [two words] and []'",
        "if-raised: {they: Why?, we: Because, cites: [visit, treaty]}",
        "bottom-line: The visit [ visit ] and the treaty [treaty , visit,].",
        "counterpart: eide",
        "counterpart: Espen Barth Eide",
        "counterpart: Jonas Støre",
        "parts: other",
        "for: {date: spring 2027}",
    ],
)
def test_what_is_in_order(tmp_path: Path, keys: str) -> None:
    keys = keys.replace("[one][2]", "[one two][visit]")
    reading, said = read(tmp_path, keys)
    assert (said, spoilt(reading)) == ([], False)
    assert brief(reading) is not None


def test_the_counterpart_is_a_key(tmp_path: Path) -> None:
    own = brief(read(tmp_path, "counterpart: Espen Barth Eide")[0])
    assert own is not None
    assert own.counterpart == "eide"


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        ("points: [One [x], Two]".replace("[x]", "<summit>"), ("One <summit>", "Two")),
        ("points:\n  - One [summit]\n  - Two [visit]\n", ("Two [visit]",)),
        ("points:\n  - {text: One, cites: pact-signed}\n  - Two\n", ("Two",)),
        ("points: One [pact]\n", ()),
    ],
)
def test_of_an_item_that_is_left_out_nothing_more_is_said(
    tmp_path: Path, keys: str, left: tuple[str, ...]
) -> None:
    reading, said = read(tmp_path, keys)
    own = brief(reading)
    assert own is not None
    assert said == []
    assert tuple(point.text for point in own.points) == left
    assert spoilt(reading) == ("<" not in keys)
    assert all(words.endswith("`, which it names, is left out") for _, words in told(reading))


def test_so_it_is_with_a_counterpart_that_is_left_out(tmp_path: Path) -> None:
    reading, said = read(tmp_path, "counterpart: bad\ncontact: North Sea desk")
    own = brief(reading)
    assert own is not None
    assert (said, spoilt(reading)) == ([], True)
    assert (own.counterpart, own.contact) == ("bad", "North Sea desk")
    assert told(reading) == [(1, "counterpart: `bad`, which it names, is left out")]


# --- what a draft keeps ---------------------------------------------------------------------------------


def test_a_draft_is_without_the_entries_at_fault(tmp_path: Path) -> None:
    keys = """\
bottom-line: {Talks: every year}
objectives: [a, b, c, d, e]
points:
  - One
  -
  - [two]
  - Three [vist]
  - Four: five
  - Six [visit]
if-raised:
  - they: Why?
  - they: When?
    we: Soon.
  - {they: Where, we: "Here [summit]."}
for: {date: 2026-13}
pages: two
contact: North Sea desk
cleared-by: A. Head
counterpart: Nobody Known
"""
    reading, said = read(tmp_path, keys)
    own = brief(reading)
    assert own is not None
    assert spoilt(reading)
    assert len(said) == 11
    assert own.objectives == ("a", "b", "c")
    assert [point.text for point in own.points] == ["One", "Six [visit]"]
    assert [raised.they for raised in own.if_raised] == ["When?"]
    gone = [own.bottom_line, own.for_, own.pages, own.cleared_by, own.counterpart]
    assert gone == [None] * 5
    assert (own.contact, own.parties) == ("North Sea desk", ("NO",))
    assert [what for _, what in told(reading)] == [
        "counterpart: there is no person `Nobody Known`",
        'pages: `pages` takes a whole number from 1 to 50, not "two"',
        "for: there is no month 13",
        "bottom-line: `bottom-line` takes text, not a mapping",
        "objectives, entries 4 to 5: a meeting has up to 3 objectives, not 5",
        "points, entry 2: an entry of `points` takes text, not a list",
        "points, entry 4: a text with a colon and a space needs quotation marks",
        "if-raised, entry 1: `we` is missing",
        "cleared-by: `cleared-by` takes a mapping, not text",
        "points, entry 3: there is no item `vist`",
        "if-raised, entry 3: `summit`, which it names, is left out",
    ]
    position = own.position("points", 1)
    assert position is not None
    assert position.line == HEAD.count("\n") + 9


@pytest.mark.parametrize(
    "keys",
    [
        "period: 2025-13",
        "kinds: {a: b}",
        "topics: [[a]]",
        "people: Nobody Known",
        "as-of: tomorrow",
        "marking: ''",
        "template: ../x",
        "formats: odt",
        "parts: elsewhere",
        "markng: SECRET",
        "points: {txt: 1}\nmarkings: SECRET",
    ],
)
def test_there_is_no_draft_of_what_is_selected_or_handled_amiss(tmp_path: Path, keys: str) -> None:
    reading, said = read(tmp_path, f"{keys}\nbottom-line: Talks [vist].")
    assert brief(reading) is None
    assert spoilt(reading)
    assert any("[unknown-item]" in told for told in said)  # all is said at once


@pytest.mark.parametrize("head", ["marking: SECRET", "parties: GB", "Marking: x", "contac: me"])
def test_nor_of_a_text_that_would_select(tmp_path: Path, head: str) -> None:
    reading, _ = read(tmp_path, "", f"---\n{head}\n---\n## Points\n- One\n")
    assert brief(reading) is None
    assert spoilt(reading)


@pytest.mark.parametrize("heading", ["# Marking", "## Parties", "## as of"])
def test_nor_of_one_with_such_a_heading(tmp_path: Path, heading: str) -> None:
    reading, _ = read(tmp_path, "", f"## Points\n- One\n{heading}\nx\n")
    assert brief(reading) is None


def test_a_draft_keeps_what_is_sound_in_a_text_file(tmp_path: Path) -> None:
    text = "stray\n## Points\n- One\n- Two [vist]\n## Trade\nmuch\n## Pages\nno\n## Contact\nDesk\n"
    reading, said = read(tmp_path, "contact: Other desk", text)
    own = brief(reading)
    assert own is not None
    assert spoilt(reading)
    assert len(said) == 5
    assert [point.text for point in own.points] == ["One"]
    assert (own.contact, own.pages) == ("Other desk", None)


def test_a_draft_is_without_a_text_that_cannot_be_read(tmp_path: Path) -> None:
    read(tmp_path, "", "## Points")
    (tmp_path / "briefs" / "norway.md").write_bytes(b"## Points\n- Troms\xf8\n")
    report = Report()
    reading = read_chronology(tmp_path / "events.yaml", "events.yaml", report)
    own = brief(reading)
    assert own is not None
    assert spoilt(reading)
    assert own.points == ()


# --- a text without its brief; a brief of briefs ---------------------------------------------------------


def test_the_brief_that_a_misnamed_text_was_meant_for_fails(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "norwya.md").write_text("## Points\n- One\n", encoding="utf-8")
    reading, _ = read(tmp_path, "")
    assert spoilt(reading)
    assert spoilt(reading, "norwya")
    assert not spoilt(reading, "other")


def test_it_does_not_where_it_has_a_text(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "norway-old.md").write_text("## Points\n- One\n", encoding="utf-8")
    reading, _ = read(tmp_path, "", "## Points\n- Two\n")
    assert not spoilt(reading)
    assert spoilt(reading, "norway-old")


def test_nothing_is_said_of_the_name_of_a_text_where_briefs_could_not_be_read(
    tmp_path: Path,
) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "norway.md").write_text("## Points\n- One\n", encoding="utf-8")
    path = tmp_path / "events.yaml"
    for briefs in ("briefs: [norway]", "briefs:\n  norway: GB\n"):
        path.write_text(f"title: Norway\n{briefs}\n", encoding="utf-8")
        report = Report()
        read_chronology(path, "events.yaml", report)
        assert [d.code for d in report if d.severity is Severity.ERROR] == ["wrong-type"]


def test_what_binds_a_bad_part_fails(tmp_path: Path) -> None:
    keys = "points: One [vist]\nbook: x"
    reading, _ = read(tmp_path, keys.replace("\nbook: x", ""))
    assert spoilt(reading)
    path = tmp_path / "events.yaml"
    bound = "  lost: {formats: odt}\n  book: {parts: [other, norway, lost]}\n"
    path.write_text(path.read_text(encoding="utf-8") + "\n" + bound, encoding="utf-8")
    reading = read_chronology(path, "events.yaml", Report())
    assert spoilt(reading, "book")
    assert reading.chronology is not None
    book = reading.chronology.briefs["book"]
    assert book.parts == ("other", "norway", "lost")
    own = [fault.problems for fault in reading.faults if fault.key == "book"]
    assert [[problem.message for problem in problems] for problems in own] == [
        ["`lost`, which it names, is left out"]
    ]
    spoiling = {f.key for f in reading.faults if needs(book, "book", reading.chronology, f)}
    assert spoiling == {"summit", "pact", "norway", "lost", "book"}


def test_no_book_is_made_of_a_part_whose_marking_it_lacks(tmp_path: Path) -> None:
    read(tmp_path, "marking: SECRET")
    path = tmp_path / "events.yaml"
    bound = "  bare: {parts: norway}\n  book: {parts: norway, marking: OFFICIAL}\n"
    path.write_text(path.read_text(encoding="utf-8") + "\n" + bound, encoding="utf-8")
    reading = read_chronology(path, "events.yaml", Report())
    assert reading.chronology is not None
    assert {"norway", "book"} <= reading.chronology.briefs.keys()
    assert "bare" not in reading.chronology.briefs  # so that there is no draft of it either
    assert [spoilt(reading, name) for name in ("norway", "bare", "book")] == [False, True, False]


def test_nor_where_a_text_file_has_the_marking(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "book.md").write_text("---\nmarking: SECRET\n---\n", encoding="utf-8")
    path = tmp_path / "events.yaml"
    path.write_text(
        "title: Norway\nbriefs:\n  norway: {marking: SECRET}\n  book: {parts: norway}\n",
        encoding="utf-8",
    )
    report = Report()
    reading = read_chronology(path, "events.yaml", report)
    assert {problem.code for problem in report} == {"misplaced-key", "marking"}
    assert reading.chronology is not None
    assert set(reading.chronology.briefs) == {"norway"}
