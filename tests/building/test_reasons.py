"""Which briefs are built anew, and why: those of which something has changed, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml

import legation
from editions import SAMPLE
from legation.building import reasons
from word_templates import template

DAY = date(2026, 2, 24)
CHRONOLOGY = """\
title: Our relations
timezone: Asia/Baku
parties:
  OTS: {name: Organization of Turkic States, kind: organisation}
people:
  dent: {name: Arthur Dent, offices: [{title: Envoy, party: GB}]}
  ford: {name: Ford Prefect}
sources:
  gazette: {title: A report, publisher: The Gazette}
  courier: {title: Another, publisher: The Courier}
events:
  - {id: oslo, date: 2024-08-23, title: Visit to Oslo, parties: [GB, NO], sources: gazette}
  - {id: rome, date: 2024-08-24, title: Visit to Rome, parties: [GB, IT], people: dent, sources: courier}
  - {id: bari, date: 2026-05, status: planned, title: Fair in Bari, parties: [GB, IT], sources: courier}
  - {id: bonn, date: 2023, title: Visit to Bonn, parties: [GB, DE], sources: gazette}
instruments:
  - {id: treaty, title: A treaty, signed: bonn, parties: [GB, NO], sources: gazette}
briefs:
  norway: {parties: [GB, NO]}
  italy: {parties: [GB, IT], as-of: 2026-02-01}
  germany: {parties: [GB, DE], template: own}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "events.yaml").write_text(CHRONOLOGY, encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "own.md.j2").write_text("# {{ brief.title }}\n{% include 'end' %}")
    (tmp_path / "templates" / "end.md.j2").write_text("The end\n")
    return tmp_path


def built(
    folder: Path,
    as_of: date | None = None,
    formats: Sequence[str] = ("text",),
    force: bool = False,
) -> dict[str, str]:
    """The briefs that a build writes, each with the reason why."""
    build = legation.build(folder / "events.yaml", as_of=as_of, formats=formats, force=force)
    assert build.failed == ()
    names = dict.fromkeys(file.brief for file in build.written)
    left = dict.fromkeys(file.brief for file in build.unchanged)
    assert set(names) | set(left) == {"norway", "italy", "germany"}
    return {name: build.reasons[name] for name in names}


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_what_has_not_changed_is_not_built_again(folder: Path) -> None:
    first = dict.fromkeys(("norway", "italy", "germany"), "it was not built yet")
    assert built(folder, as_of=DAY) == first
    assert built(folder, as_of=DAY) == {}
    assert built(folder, as_of=DAY, force=True) == dict.fromkeys(first, "it was asked for")


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("Visit to Oslo", "Visit to Bergen", {"norway": "event “oslo” has changed"}),
        ("Arthur Dent", "Arthur P. Dent", {"italy": "person “dent” has changed"}),
        ("Ford Prefect", "F. Prefect", {}),
        ("The Courier", "The Post", {"italy": "source “courier” has changed"}),
        (
            "date: 2023,",
            "date: 2022,",  # which the treaty names too
            {
                "germany": "event “bonn” has changed",
                "norway": "event “bonn” has changed",
            },
        ),
        ("Organization of Turkic", "Organisation of Turkic", {}),
        (
            "events:\n",
            "events:\n  - {date: 2025, title: A walk, parties: [GB, NO], sources: gazette}\n",
            {"norway": "event “A walk” is new"},
        ),
        (
            "  - {id: treaty, title: A treaty, signed: bonn, parties: [GB, NO], sources: gazette}",
            "  []",
            {"norway": "what it selects has changed"},
        ),
        (
            "{parties: [GB, NO]}",
            "{parties: [GB, NO], title: North}",
            {"norway": "brief “norway” has changed"},
        ),
        ("  norway:", "\n\n  # moved down\n  norway:", {}),
        (
            "title: Our relations",
            "title: Their relations",
            dict.fromkeys(
                ("norway", "italy", "germany"), "the chronology's title or language has changed"
            ),
        ),
    ],
)
def test_a_change_in_the_chronology_has_those_built_that_it_touches(
    folder: Path, before: str, after: str, wanted: dict[str, str]
) -> None:
    built(folder, as_of=DAY)
    edit(folder / "events.yaml", before, after)
    assert built(folder, as_of=DAY) == wanted
    assert built(folder, as_of=DAY) == {}


def test_a_template_has_those_built_that_use_it(folder: Path) -> None:
    built(folder, as_of=DAY)
    edit(folder / "templates" / "end.md.j2", "The end", "Finis")
    assert built(folder, as_of=DAY) == {"germany": "its template has changed"}
    (folder / "templates" / "country-brief.md.j2").write_text("# {{ brief.title }}\n")
    changed = dict.fromkeys(("norway", "italy"), "its template has changed")
    assert built(folder, as_of=DAY) == changed


def test_a_theme_has_all_built(folder: Path) -> None:
    built(folder, as_of=DAY)
    (folder / "templates" / "theme.yaml").write_text("colours: {accent: 1F3A5F}\n")
    assert set(built(folder, as_of=DAY).values()) <= {"the theme has changed", ""}


def test_the_day_matters_to_those_that_speak_from_it(folder: Path) -> None:
    built(folder, as_of=DAY)
    later = date(2026, 2, 25)
    said = "it speaks from 25 February 2026"
    assert built(folder, as_of=later) == dict.fromkeys(("norway", "italy", "germany"), said)


def test_a_day_of_its_own_is_not_todays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from legation.building import plan

    monkeypatch.setattr(plan, "today", lambda zone: DAY)
    built(folder)
    monkeypatch.setattr(plan, "today", lambda zone: date(2026, 2, 25))
    assert built(folder) == dict.fromkeys(("norway", "germany"), "it speaks from 25 February 2026")


def test_another_version_has_all_built(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(folder, as_of=DAY)
    monkeypatch.setattr(reasons, "__version__", "99.0")
    assert set(built(folder, as_of=DAY)) == {"norway", "italy", "germany"}


def test_a_format_that_is_wanted_for_the_first_time(folder: Path) -> None:
    built(folder, as_of=DAY)
    both = built(folder, as_of=DAY, formats=["text", "pdf"])
    assert set(both.values()) == {"it was not built as pdf yet"}
    assert built(folder, as_of=DAY) == {}


def test_a_format_that_was_left_behind(folder: Path) -> None:
    built(folder, as_of=DAY, formats=["text", "pdf"])
    edit(folder / "events.yaml", "Visit to Oslo", "Visit to Bergen")
    assert set(built(folder, as_of=DAY, formats=["pdf"])) == {"norway"}
    assert built(folder, as_of=DAY) == {"norway": "what it is made from has changed"}
    assert built(folder, as_of=DAY, formats=["text", "pdf"]) == {}


def test_a_letterhead_has_those_built_that_are_to_fit_its_pages(folder: Path) -> None:
    from docx import Document

    edit(
        folder / "events.yaml",
        "norway: {parties: [GB, NO]}",
        "norway: {parties: [GB, NO], pages: 2}",
    )
    built(folder, as_of=DAY, formats=["pdf"])
    Document().save(str(folder / "templates" / "reference.docx"))
    said = "the letterhead, whose pages it is to fit, has changed"
    assert built(folder, as_of=DAY, formats=["pdf"]) == {"norway": said}


def test_a_letterhead_that_nothing_is_put_into_is_told_of(folder: Path) -> None:
    from docx import Document

    Document().save(str(folder / "own.docx"))
    reference = folder / "own.docx"
    path = folder / "events.yaml"
    build = legation.build(path, formats=["text"], as_of=DAY, reference=reference)
    (said,) = [legation.render(d) for d in build.report if d.code == "letterhead-unused"]
    assert said == (
        f"{reference}: warning[letterhead-unused]: this has no effect: a letterhead is for Word "
        "files, and none is built\n"
        "  hint: leave --reference out, or build Word files too: --format docx"
    )


def test_a_template_that_was_written_in_word_is_its_own_letterhead(folder: Path) -> None:
    from docx import Document

    (folder / "templates" / "ours.docx").write_bytes(template("{{ brief.title }}"))
    edit(folder / "events.yaml", "template: own", "template: ours.docx")
    built(folder, as_of=DAY, formats=["docx"])
    letterhead = folder / "templates" / "reference.docx"
    Document().save(str(letterhead))
    assert list(built(folder, as_of=DAY, formats=["docx"])) == ["norway", "italy"]
    assert built(folder, as_of=DAY, formats=["docx"]) == {}


def test_a_letterhead_that_no_word_template_takes_is_told_of(folder: Path) -> None:
    from docx import Document

    (folder / "templates" / "ours.docx").write_bytes(template("{{ brief.title }}"))
    edit(folder / "events.yaml", "template: own", "template: ours.docx")
    reference = folder / "own.docx"
    Document().save(str(reference))

    def told(*briefs: str) -> list[str]:
        build = legation.build(
            folder / "events.yaml", briefs=briefs, formats=["docx"], as_of=DAY, reference=reference
        )
        return [legation.render(d) for d in build.report if d.code == "letterhead-unused"]

    assert told("germany") == [
        f"{reference}: warning[letterhead-unused]: this has no effect: a template that was written in Word "
        "is its own letterhead\n  hint: leave --reference out"
    ]
    assert told("germany", "norway") == []


def test_a_letterhead_has_word_files_built(folder: Path) -> None:
    from docx import Document

    letterhead = folder / "templates" / "reference.docx"
    built(folder, as_of=DAY, formats=["docx"])
    built(folder, as_of=DAY)
    Document().save(str(letterhead))
    said = dict.fromkeys(("norway", "italy", "germany"), "the letterhead has changed")
    assert built(folder, as_of=DAY) == {}
    assert built(folder, as_of=DAY, formats=["docx"]) == said


def test_warnings_of_the_text_name_the_lines_as_they_are(folder: Path) -> None:
    edit(folder / "events.yaml", "Visit to Oslo", "Visit to 東京")
    first = legation.build(folder / "events.yaml", formats=["pdf"], as_of=DAY).report
    again = legation.build(folder / "events.yaml", formats=["pdf"], as_of=DAY)
    assert again.written == ()
    assert list(map(legation.render, again.report)) == list(map(legation.render, first))
    edit(folder / "events.yaml", "people:\n", "\n\npeople:\n")
    moved = legation.build(folder / "events.yaml", formats=["pdf"], as_of=DAY)
    assert {file.brief for file in moved.written} == {"norway"}
    lines = [d.position.line for d in (*first, *moved.report) if d.position]
    assert lines[1] == lines[0] + 2


# --- the law ---------------------------------------------------------------------------------------------


def leaves(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """The values in a YAML file."""
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from leaves(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from leaves(value)
    elif isinstance(node, yaml.ScalarNode):
        yield node


def changed(text: str, leaf: yaml.ScalarNode) -> str:
    """The text with one value changed to something that may stand in its place, if there is such."""
    begin, end = leaf.start_mark.index, leaf.end_mark.index
    old = text[begin:end]
    year = re.search(r"(19|20)\d\d", old)
    if year:
        new = old.replace(year[0], str(int(year[0]) - 1), 1)
    elif re.fullmatch(r"[\d.]+", old):
        new = old + "1"
    elif old.startswith(('"', "'")):
        new = old[0] + "Zz " + old[1:]
    elif old.startswith(("|", ">")):
        new = old.rstrip("\n") + " Zz\n"
    else:
        new = old + " Zz"
    return text[:begin] + new + text[end:]


def test_what_is_not_built_again_would_be_the_same(tmp_path: Path) -> None:
    """Every value of the sample is changed in turn: what is left as it is must not differ from it."""
    text = SAMPLE.read_text(encoding="utf-8")
    path = tmp_path / "events.yaml"
    path.write_text(text, encoding="utf-8")
    root = yaml.compose(text, yaml.CSafeLoader)
    assert root is not None
    found = list(leaves(root))
    tried = 0
    for leaf in found[:: max(1, len(found) // 30)]:
        path.write_text(text, encoding="utf-8")
        before = legation.build(path, formats=["text"], as_of=DAY)
        assert before.failed == ()
        path.write_text(changed(text, leaf), encoding="utf-8")
        build = legation.build(path, formats=["text"], as_of=DAY)
        kept = {file.path: file.path.read_bytes() for file in build.unchanged}
        if not kept:
            continue
        tried += 1
        names = [file.brief for file in build.unchanged]
        anew = legation.build(path, briefs=names, formats=["text"], as_of=DAY, force=True)
        assert {file.path: file.path.read_bytes() for file in anew.written} == kept, leaf.value
    assert tried > 8
