"""What a PDF says it was made from: changed by whatever the brief rests on, and by nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

import legation
from editions import AS_OF
from legation.building.rendering.provenance import Origins
from legation.building.surveying.survey import survey
from legation.writing.pdf.metadata import NAMESPACE
from word import png

CHRONOLOGY = """\
title: Visits
people:
  tuomi: {name: A. Tuomi, offices: [{title: Envoy}]}
  other: {name: B. Other}
sources:
  daily: {title: The daily, note: Bought at the station}
  weekly: {title: The weekly}
events:
  - {id: visit, date: 2024, parties: [AZ, UZ], title: A visit, people: tuomi, sources: daily}
  - {id: treaty, date: 2023, parties: AZ, title: A treaty, sources: daily}
instruments:
  - {title: The treaty, parties: [AZ, UZ], signed: treaty, sources: daily}
briefs:
  both:
    parties: [AZ, UZ]
    template: own
    bottom-line: They met.
"""
EVENT = (
    "  - {id: pk, date: 2025, parties: [AZ, PK], title: Another, people: other, sources: weekly}"
)
OWN = "# {{ brief.title }}\n{{ bottom_line() }}\n{% include 'end' %}\n"


def folder(path: Path, chronology: str = CHRONOLOGY, **files: str) -> Path:
    """A chronology with templates and a theme, in a folder."""
    templates = path / "templates"
    templates.mkdir(parents=True, exist_ok=True)
    texts = {"own.md.j2": OWN, "end.md.j2": "The end\n", "other.md.j2": "Another\n", **files}
    for name, text in texts.items():
        (templates / name).write_text(text, encoding="utf-8")
    (path / "events.yaml").write_text(chronology, encoding="utf-8")
    return path / "events.yaml"


def digest(path: Path) -> str:
    """What the brief is said to be made from."""
    found = survey(path, path.name)
    assert found.chronology is not None
    assert found.templates is not None
    assert [legation.render(problem) for problem in found.report.errors] == []
    return Origins(found.chronology, found.templates, found.theme).made_from("both")


@pytest.fixture
def first(tmp_path: Path) -> str:
    return digest(folder(tmp_path / "first"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  - {id: visit", f"{EVENT}\n  - {{id: visit"),
        ("B. Other", "C. Other"),
        ("The weekly", "The monthly"),
        ("events:\n", "# A remark\nevents:\n\n"),
        ("title: A visit, people: tuomi", "people: [tuomi], title: 'A visit'"),
        ("briefs:\n", "briefs:\n  more: {parties: [AZ, PK], bottom-line: So.}\n"),
    ],
    ids=["event", "person", "source", "remark", "quotation marks", "brief"],
)
def test_what_the_brief_does_not_rest_on_is_all_one(
    before: str, after: str, first: str, tmp_path: Path
) -> None:
    assert before in CHRONOLOGY
    assert digest(folder(tmp_path, CHRONOLOGY.replace(before, after))) == first


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A visit", "title: A visit, place: Baku"),
        ("A. Tuomi", "A. Tuomi-Aho"),
        ("The daily", "The Daily"),
        ("Bought at the station", "Bought in the street"),
        ("They met.", "They met twice."),
        ("date: 2023", "date: 2022"),
        ("title: Visits", "title: All visits"),
        ("  - {id: treaty", "  - {date: 2025, parties: [UZ, AZ], title: More}\n  - {id: treaty"),
    ],
    ids=["event", "person", "source", "note", "own text", "event of the treaty", "title", "new"],
)
def test_what_the_brief_rests_on_is_not(
    before: str, after: str, first: str, tmp_path: Path
) -> None:
    assert before in CHRONOLOGY
    assert digest(folder(tmp_path, CHRONOLOGY.replace(before, after))) != first


def test_an_item_that_a_text_cites_counts_wherever_it_belongs(tmp_path: Path) -> None:
    typed = CHRONOLOGY.replace("  - {id: visit", f"{EVENT}\n  - {{id: visit")
    citing = typed.replace("They met.", "They met [pk].")
    changed = citing.replace("title: Another", "title: Yet another")
    assert digest(folder(tmp_path / "a", citing)) != digest(folder(tmp_path / "b", changed))


def test_templates_count_as_far_as_they_are_used(first: str, tmp_path: Path) -> None:
    others = {"other.md.j2": "Changed\n", "new.md.j2": "New\n"}
    assert digest(folder(tmp_path / "a", **others)) == first
    assert digest(folder(tmp_path / "b", **{"own.md.j2": OWN + "More\n"})) != first
    assert digest(folder(tmp_path / "c", **{"end.md.j2": "The very end\n"})) != first
    remark = {"own.md.j2": OWN.replace("'end'", "'gone' ignore missing")}
    assert digest(folder(tmp_path / "d", **remark)) != first


def test_the_theme_counts_and_where_its_files_lie_does_not(first: str, tmp_path: Path) -> None:
    picture = png(3, 2)

    def with_logo(name: str, content: bytes) -> str:
        path = folder(tmp_path / name, **{"theme.yaml": f"logo: {name}.png"})
        (path.parent / "templates" / f"{name}.png").write_bytes(content)
        return digest(path)

    red = folder(tmp_path / "red", **{"theme.yaml": "colours: {accent: FF0000}"})
    same = folder(tmp_path / "same", **{"theme.yaml": "sizes: {body: 11}"})
    assert digest(red) != first
    assert digest(same) == first
    assert with_logo("a", picture) == with_logo("b", picture) != first
    assert with_logo("c", picture + b"!") != with_logo("a", picture)


def test_the_pdf_says_it_with_the_day_and_the_version(tmp_path: Path) -> None:
    path = folder(tmp_path)
    built = legation.build(path, formats=["pdf"], output=tmp_path / "out", as_of=AS_OF)
    assert [*map(legation.render, built.report)] == []
    data = built.written[0].path.read_bytes()
    assert f'xmlns:legation="{NAMESPACE}"'.encode() in data
    assert f"<legation:asOf>{AS_OF}</legation:asOf>".encode() in data
    assert f"<legation:madeFrom>{digest(path)}</legation:madeFrom>".encode() in data
    assert b"<legation:version>0." in data
