"""A brief that tells of nothing is built, and said to be empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation import check, render

EVENTS = """\
title: T
sources:
  s: {title: S}
events:
  - {date: 2024, title: A, kind: visit, parties: NO, topics: x, sources: s}
  - {date: 2024, title: B, kind: treaty, parties: FR, topics: y, sources: s}
briefs:
  test:
"""


def told(folder: Path, text: str) -> list[str]:
    path = folder / "events.yaml"
    path.write_text(text, encoding="utf-8")
    return [render(d).removeprefix(str(folder)).splitlines()[0] for d in check(path)]


@pytest.mark.parametrize(
    "brief", ["parties: [NO, FR]", "period: 2030", "kinds: visit\n    topics: y"]
)
def test_filters_that_leave_nothing_together_are_told_of(tmp_path: Path, brief: str) -> None:
    assert told(tmp_path, f"{EVENTS}    {brief}\n") == [
        "/events.yaml:9:5: warning[empty-brief]: the brief selects nothing"
    ]


def test_a_brief_that_selects_something_is_fine(tmp_path: Path) -> None:
    assert told(tmp_path, f"{EVENTS}    parties: NO\n") == []


def test_a_chronology_without_items_is_told_of(tmp_path: Path) -> None:
    assert told(tmp_path, "title: T\n") == [
        "/events.yaml: warning[empty-brief]: the brief selects nothing"
    ]


def test_nothing_is_said_where_what_is_missing_could_not_be_read(tmp_path: Path) -> None:
    broken = EVENTS.replace("date: 2024, title: A", "date: 2024-13, title: A")
    assert "empty-brief" not in " ".join(told(tmp_path, f"{broken}    parties: NO\n"))
