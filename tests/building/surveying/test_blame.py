"""Which briefs a warning touches."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.building.surveying.blame import blame
from legation.diagnostics import Position, Report
from legation.reading.chronology import read_chronology

HEAD = """\
title: Our relations
sources:
  oslo:
    title: A report
  rome:
    title: A report
people:
  dent:
    name: Arthur Dent
"""
EVENTS = """\
events:
  - date: 2024-08-23
    title: Visit to Oslo
    parties: [GB, NO]
    sources: oslo
  - date: 2024-08-24
    title: Visit to Rome
    parties: [GB, IT]
    people: dent
    sources: rome
briefs:
  norway: {parties: [GB, NO]}
  italy: {parties: [GB, IT]}
  britain: {parties: GB}
"""


@pytest.mark.parametrize(
    ("place", "touched"),
    [
        (("1.yaml", 1, 8), {"norway", "italy", "britain"}),  # before every entry
        (("1.yaml", 4, 5), {"norway", "britain"}),  # the source oslo
        (("1.yaml", 6, 12), {"italy", "britain"}),  # the source rome
        (("1.yaml", 9, 5), {"italy", "britain"}),  # the person
        (("2.yaml", 1, 1), {"norway", "italy", "britain"}),  # before every entry of its file
        (("2.yaml", 2, 5), {"norway", "britain"}),  # the first event
        (("2.yaml", 5, 14), {"norway", "britain"}),
        (("2.yaml", 8, 5), {"italy", "britain"}),  # the second
        (("2.yaml", 12, 12), {"norway"}),  # a brief itself
        (("briefs/italy.md", 3, 1), {"italy"}),  # the text of one
        (("0.yaml", 5, 5), {"norway", "italy", "britain"}),  # another file
        (("3.yaml", 5, 5), {"norway", "italy", "britain"}),
        (None, {"norway", "italy", "britain"}),  # no file at all
    ],
)
def test_a_warning_touches_the_briefs_that_need_its_entry(
    tmp_path: Path, place: tuple[str, int, int] | None, touched: set[str]
) -> None:
    (tmp_path / "1.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "2.yaml").write_text(EVENTS, encoding="utf-8")
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "italy.md").write_text("## Points\n\n- One\n", encoding="utf-8")
    chronology = read_chronology(tmp_path, "", Report()).chronology
    assert chronology is not None
    report = Report()
    report.warning(Position(*place) if place else None, "made-up", "a warning")
    report.error(Position("1.yaml", 4, 5), "made-up", "an error is not counted")
    blamed = blame(chronology, report)
    assert {name for name in chronology.briefs if blamed.touching(name)} == touched
