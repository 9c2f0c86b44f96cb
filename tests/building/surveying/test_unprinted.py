"""What an officer wrote is printed, or said not to be."""

from __future__ import annotations

from pathlib import Path

import pytest

import legation

HEAD = "title: T\nevents:\n  - {date: 2024, title: E, sources: A report}\nbriefs:\n  b:\n"


def told(folder: Path, *lines: str) -> list[str]:
    path = folder / "events.yaml"
    path.write_text(HEAD + "".join(f"    {line}\n" for line in lines), encoding="utf-8")
    found = [p for p in legation.check(path) if p.code == "unprinted"]
    return [f"{p.position.line}: {p.message}; {p.hint}" for p in found if p.position]


def test_points_of_a_country_brief_are_not_printed(tmp_path: Path) -> None:
    assert told(tmp_path, "bottom-line: So.", "points:", "  - One", "for: {who: W}") == [
        "8: the template `country-brief` does not print `points`; "
        "name one that does: template: meeting-brief",
    ]


def test_parts_are_for_a_visit_book(tmp_path: Path) -> None:
    (problem,) = told(
        tmp_path, "template: meeting-brief", "parts: [c]", "points: One\n  c: {points: One}"
    )
    assert problem == (
        "7: the template `meeting-brief` does not print `parts`; "
        "name one that does: template: visit-book"
    )


@pytest.mark.parametrize(
    "template",
    ["{{ points ( ) }}", "{% include 'more' %}", "{% for p in parts %}{% endfor %}{{points()}}"],
)
def test_a_template_of_ones_own_is_asked(tmp_path: Path, template: str) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "mine.md.j2").write_text(template, encoding="utf-8")
    assert told(tmp_path, "template: mine", "points: One") == []


def test_what_a_remark_says_is_not_printed(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "mine.md.j2").write_text("{# points() #}", encoding="utf-8")
    assert len(told(tmp_path, "template: mine", "points: One")) == 1
