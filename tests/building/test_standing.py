"""Nothing old looks new: what is told of files that are not what one may take them for."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import legation
from legation.cli import main

DAY = date(2026, 2, 24)
CHRONOLOGY = """\
title: Our relations
timezone: Asia/Baku
sources: {gazette: {title: A report}}
events:
  - {id: oslo, date: 2024-08-23, title: Visit to Oslo, parties: [GB, NO], sources: gazette}
  - {id: rome, date: 2024-08-24, title: Visit to Rome, parties: [GB, IT], sources: gazette}
briefs:
  norway: {parties: [GB, NO], formats: [text, pdf]}
  italy: {parties: [GB, IT], formats: text}
"""
ITALY = "  italy: {parties: [GB, IT], formats: text}\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "events.yaml"
    path.write_text(CHRONOLOGY, encoding="utf-8")
    return path


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def status(folder: Path) -> str:
    return (folder / "output" / "STATUS.txt").read_text(encoding="utf-8")


def test_a_chronology_that_was_renamed_is_the_same(path: Path) -> None:
    legation.build(path, as_of=DAY)
    other = path.rename(path.with_name("chron.yaml"))
    assert legation.build(other, as_of=DAY).written == ()
    assert "Built from ../chron.yaml by" in status(path.parent)


def test_a_brief_that_left_with_the_old_name_is_not_in_order(path: Path) -> None:
    legation.build(path, as_of=DAY)
    other = path.rename(path.with_name("chron.yaml"))
    edit(other, ITALY, "")
    legation.build(other, as_of=DAY)
    assert "italy   NOT REFRESHED: ../chron.yaml has this brief no more\n" in status(path.parent)
    (path.parent / "output" / "italy.text").unlink()
    legation.build(other, as_of=DAY)
    assert "italy" not in status(path.parent)


def test_what_cannot_be_read_under_another_name_refreshes_nothing(path: Path) -> None:
    legation.build(path, as_of=DAY)
    other = path.rename(path.with_name("chron.yaml"))
    other.write_text("broken: [", encoding="utf-8")
    legation.build(other, as_of=DAY)
    assert "2 briefs: all NOT REFRESHED." in status(path.parent)


def test_a_format_that_is_left_behind_is_told_of_until_it_is_built(path: Path) -> None:
    said = "norway.text is older than the others: it was not built again with them"
    legation.build(path, as_of=DAY)
    edit(path, "Visit to Oslo", "Visit to Bergen")
    legation.build(path, formats=["pdf"], as_of=DAY)
    assert said in status(path.parent)
    assert said in legation.status(path)
    legation.build(path, as_of=DAY)
    assert said not in status(path.parent)
    edit(path, "Visit to Bergen", "Visit to Oslo")
    legation.build(path, formats=["pdf"], as_of=DAY)
    edit(path, "Visit to Oslo", "Visit to Bergen")
    legation.build(path, as_of=DAY)
    assert said not in status(path.parent)


def test_a_draft_is_called_one(path: Path) -> None:
    edit(path, "2024-08-24", "2024-08-34")
    legation.build(path, as_of=DAY, draft=True)
    assert "italy.text is a draft" in status(path.parent)
    edit(path, "2024-08-34", "2024-08-24")
    legation.build(path, as_of=DAY)
    assert "draft" not in status(path.parent)


def test_two_chronologies_that_share_a_folder_are_warned(path: Path) -> None:
    output = path.with_name("output")
    other = path.with_name("other.yaml")
    other.write_text(CHRONOLOGY.replace("Visit", "Call"), encoding="utf-8")
    assert not len(legation.build(path, output=output, as_of=DAY).report)
    told = [legation.render(d) for d in legation.build(other, output=output, as_of=DAY).report]
    assert told[0] == (
        f"{other}: warning[two-chronologies]: `norway` of ../events.yaml is in the same folder, and "
        "is replaced by this\n"
        "  hint: build each chronology to a folder of its own: --output FOLDER"
    )
    assert len(told) == 2


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root"
)
def test_a_chronology_that_may_not_be_read_is_no_mistyped_command(path: Path) -> None:
    legation.build(path, as_of=DAY)
    path.chmod(0)
    result = CliRunner().invoke(main, ["build", str(path)])
    assert result.exit_code == 1
    assert "error[file]: the file cannot be read: permission denied" in result.stderr
    assert "all NOT REFRESHED" in status(path.parent)


def test_what_is_replaced_is_told_in_the_chronologys_times(path: Path) -> None:
    legation.build(path, as_of=DAY)
    hers = path.with_name("output") / "italy.text"
    hers.write_text("Hers", encoding="utf-8")
    os.utime(hers, (1771880400, 1771880400))  # 21:00 in Greenwich
    build = legation.build(path, as_of=DAY, replace=True)
    assert [d.message for d in build.report] == [
        "this was changed by hand, last on 24 February 2026 at 01:00 (Asia/Baku): it is replaced, "
        "and what was changed is lost"
    ]


def test_a_text_whose_brief_has_one_is_not_taken_for_anothers(path: Path) -> None:
    folder = path.with_name("briefs")
    folder.mkdir()
    (folder / "norway.md").write_text("## Bottom line\n\nAll is well.\n", encoding="utf-8")
    (folder / "norwy.md").write_text("## Bottom line\n\nA copy.\n", encoding="utf-8")
    build = legation.build(path, as_of=DAY)
    assert build.failed == ("norwy",)
    (problem,) = build.report
    assert problem.hint == "add `norwy` under `briefs:` in the chronology, or move the file away"
    (folder / "norwy.md").unlink()
    legation.build(path, as_of=DAY)
    assert "2 briefs: all in order." in status(path.parent)
