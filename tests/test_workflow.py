"""The workflow for chronologies that are kept in git."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import yaml

WORKFLOW = Path(__file__).resolve().parents[1] / "docs" / "workflows" / "legation.yml"


def workflow() -> dict[Any, Any]:
    read: dict[Any, Any] = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    return read


def steps() -> list[dict[str, Any]]:
    (job,) = workflow()["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


def test_it_comes_every_monday_and_by_hand() -> None:
    when = workflow()[True]  # `on`, as YAML 1.1 reads it
    assert when == {"schedule": [{"cron": "0 2 * * 1"}], "workflow_dispatch": {}}


def test_it_may_write_to_the_repository_alone_and_one_at_a_time() -> None:
    assert workflow()["permissions"] == {"contents": "write"}
    assert workflow()["concurrency"]["cancel-in-progress"] is False
    assert all("@v" in step["uses"] for step in steps() if "uses" in step)


def script(name: str) -> str:
    (found,) = (step["run"] for step in steps() if step.get("name") == name)
    return str(found)


def test_nothing_is_sent_before_its_number_is_kept() -> None:
    lines = [line for step in steps() for line in step.get("run", "").splitlines()]
    told = [line for line in lines if line.startswith(("legation ", "git push", "pip "))]
    assert told == [
        "pip install legation",
        "legation issue events.yaml",
        "git push",
        "legation deliver events.yaml",
        "git push",
    ]
    deliver = next(step for step in steps() if "legation deliver" in step.get("run", ""))
    assert "steps.keep.outcome == 'success'" in deliver["if"]
    assert deliver["env"] == {"LEGATION_PASSWORD": "${{ secrets.LEGATION_PASSWORD }}"}


def test_what_was_issued_is_committed_and_pushed_and_nothing_else(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(there))
    git(tmp_path, "clone", "--quiet", str(there), str(here))
    shell(here, script("Say who commits"))
    keep, note = script("Keep what was issued"), script("Keep who has it")
    (here / "events.yaml").write_text("title: An example\n", encoding="utf-8")
    shell(here, keep)  # nothing was issued yet
    git(here, "add", "events.yaml")
    git(here, "commit", "-qm", "Begin")
    git(here, "push", "--quiet", "origin", "HEAD")
    (here / "issued").mkdir()
    (here / "issued" / "norway-01.pdf").write_bytes(b"%PDF")
    (here / "output").mkdir()
    (here / "output" / "norway.pdf").write_bytes(b"%PDF")
    shell(here, keep)
    shell(here, keep)  # nothing is new
    shell(here, script("Deliver what was kept"))  # to nobody
    (here / "issued" / "delivered").mkdir()
    (here / "issued" / "delivered" / "2026-01.jsonl").write_bytes(b"{}\n")
    shell(here, note)
    told = git(there, "log", "--format=%s", "main").splitlines()
    assert told == ["Deliver briefs", "Issue briefs", "Begin"]
    listed = git(there, "ls-tree", "-r", "--name-only", "main").splitlines()
    assert listed == ["events.yaml", "issued/delivered/2026-01.jsonl", "issued/norway-01.pdf"]


def shell(folder: Path, script: str) -> None:
    subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=folder, check=True, timeout=60)


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True, timeout=60
    )
    return done.stdout
