"""The register through the command line: issued by several, killed at random, kept in git."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

import legation
from faults import in_child, kill, needs_fork
from legation.building.issues.register import register_of
from registers import files_of
from tools import require_tool, run

TEXT = """\
title: Our relations
events:
  - {id: oslo, date: 2024-08-23, title: Visit to Oslo, parties: [GB, NO], sources: A report}
  - {id: bonn, date: 2024-09-23, title: Visit to Bonn, parties: [GB, DE], sources: A report}
briefs:
  norway: {parties: [GB, NO], formats: text}
  germany: {parties: [GB, DE], formats: text}
"""
DAY = date(2026, 2, 24)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "events.yaml").write_text(TEXT, encoding="utf-8", newline="\n")
    return tmp_path / "events.yaml"


def whole(folder: Path) -> list[str]:
    """The references of all issues, each with all its files, and no file is there of another."""
    register = register_of(folder)
    found = legation.history(folder)
    for issue in found:
        assert set(register.state(issue).values()) == {""}, issue.reference
    files = {file.name for issue in found for file in issue.files.values()}
    records = {f"register/{issue.brief}/{issue.number}.json" for issue in found}
    assert files_of(folder).keys() == files | records
    return [issue.reference for issue in found]


def test_two_who_issue_at_once(path: Path) -> None:
    """Each forces an issue of each brief three times: twelve in all, of which none is lost."""
    command = [
        sys.executable,
        "-m",
        "legation",
        "issue",
        "events.yaml",
        "--force",
        "--format",
        "text",
    ]
    code = f"import subprocess; [subprocess.run({command}, check=True) for _ in range(3)]"
    running = [
        subprocess.Popen([sys.executable, "-c", code], cwd=path.parent, stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [process.wait(120) for process in running] == [0, 0]
    year = legation.history(path)[0].as_of.year
    numbers = [f"{year}-{ordinal:02}" for ordinal in range(1, 7)]
    expected = [f"{brief}/{number}" for brief in ("germany", "norway") for number in numbers]
    assert whole(path.parent) == expected


def issues(path: Path) -> None:
    while True:
        legation.issue(path, formats=["text"], as_of=DAY, force=True)


@needs_fork
def test_killed_at_random(path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = shutil.copy(path, tmp_path_factory.mktemp("elsewhere"))
    legation.issue(elsewhere, formats=["text"], as_of=DAY)  # which imports what each child needs
    issues_before: list[str] = []
    seed = time.time_ns()
    moments = random.Random(seed)
    for number in range(15):
        child = in_child(lambda: issues(path))
        time.sleep(moments.uniform(0, 0.4))
        kill(child)
        with register_of(path).locked():
            pass
        try:
            found = whole(path.parent)
            assert set(issues_before) <= set(found)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, kill {number}: {error}") from error
        issues_before = found
    assert issues_before, "the moments are too short for this computer"
    done = legation.issue(path, as_of=DAY, force=True)
    assert done.status == 0
    assert len(whole(path.parent)) == len(issues_before) + 2


def test_the_output_folder_may_be_deleted(path: Path) -> None:
    legation.issue(path, as_of=DAY)
    before = files_of(path.parent)
    shutil.rmtree(path.parent / "output")
    assert legation.issue(path, as_of=DAY).issued == ()
    assert files_of(path.parent) == before


# --- in git ---------------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> str:
    own = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    clean = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return run(require_tool("git"), "-C", folder, *own, *arguments, **clean)


def committed(folder: Path, message: str) -> None:
    git(folder, "add", "events.yaml", "issued")
    git(folder, "commit", "-qm", message)


@pytest.mark.tools
def test_two_officers_branches_are_merged(path: Path) -> None:
    """Who issues other briefs is no conflict; the same number of one brief is, and is seen to be."""
    home = path.parent
    git(home, "init", "-q")
    legation.issue(path, briefs=["norway"], as_of=DAY)
    committed(home, "Norway")
    assert "issued/.legation" not in git(home, "ls-files")
    git(home, "checkout", "-qb", "other")
    path.write_text(TEXT.replace("Visit to", "Talks in"), encoding="utf-8")
    legation.issue(path, as_of=DAY)
    committed(home, "Germany, and Norway again")
    git(home, "checkout", "-q", "main")
    legation.issue(path, briefs=["germany"], as_of=date(2025, 12, 1))
    committed(home, "Germany of the year before")
    git(home, "merge", "-q", "other")
    assert whole(home) == ["germany/2025-01", "germany/2026-01", "norway/2026-01", "norway/2026-02"]
    git(home, "checkout", "-qb", "third", "main~1")
    path.write_text(TEXT.replace("Visit to", "Meeting in"), encoding="utf-8")
    legation.issue(path, briefs=["norway"], as_of=DAY)
    committed(home, "Norway again, of its own accord")
    with pytest.raises(AssertionError, match=r"CONFLICT.*register/norway/2026-02\.json"):
        git(home, "merge", "-q", "main")


@pytest.mark.tools
def test_git_changes_no_line_ends_of_what_was_issued(path: Path) -> None:
    home = path.parent
    git(home, "init", "-q")
    legation.issue(path, as_of=DAY)
    git(home, "config", "core.autocrlf", "true")
    committed(home, "Both")
    before = files_of(home)
    shutil.rmtree(home / "issued")
    git(home, "checkout", "-q", "--", "issued")
    after = files_of(home)
    texts = [name for name in before if name.endswith(".text")]
    assert {name: after[name] for name in texts} == {name: before[name] for name in texts}
    assert whole(home) == ["germany/2026-01", "norway/2026-01"]
