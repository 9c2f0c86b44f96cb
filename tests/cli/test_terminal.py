"""What a person at a terminal sees: a table, colours unless NO_COLOR is set, progress on long builds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

HEAD = "title: Our relations\nevents:\n  - date: 2024-08-23\n    title: Visit\nbriefs:\n"


def shown(folder: Path, *arguments: str, **environment: str) -> str:
    """What `legation` prints on a terminal 100 columns wide."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "legation", *arguments],
        cwd=folder,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", **environment},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    parts = []
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says so at the end
            break
        if not part:
            break
        parts.append(part)
    os.close(ours)
    process.wait(timeout=60)
    return b"".join(parts).decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = HEAD + "".join(f"  brief-{n}:\n    formats: text\n" for n in range(7))
    (tmp_path / "events.yaml").write_text(text, encoding="utf-8")
    few = HEAD + "  one:\n    formats: text\n"
    (tmp_path / "few.yaml").write_text(few, encoding="utf-8")
    return tmp_path


def test_a_table_says_what_was_written(folder: Path) -> None:
    said = shown(folder, "build", "few.yaml", "--as-of", "2026-02-24", NO_COLOR="1")
    assert "Brief" in said
    assert "Warnings" in said
    row = next(line for line in said.splitlines() if "one.text" in line)
    assert [cell.strip() for cell in row.strip("│┃ ").split("│")] == [
        "one",
        "built",
        "output/one.text",
        "",
        "1",
    ]


def test_a_brief_that_failed_is_in_the_table(folder: Path) -> None:
    (folder / "few.yaml").write_text(HEAD + "  one:\n    template: nowhere\n", encoding="utf-8")
    said = shown(folder, "build", "few.yaml", NO_COLOR="1")
    row = next(line for line in said.splitlines() if "failed" in line)
    assert [cell.strip() for cell in row.strip("│ ").split("│")] == ["one: failed"]


def test_what_to_look_at_again_is_a_table(folder: Path) -> None:
    text = HEAD.replace("title: Visit\n", "title: Visit\n    review: 2026-02-01\n")
    (folder / "few.yaml").write_text(text + "  one:\n    formats: text\n", encoding="utf-8")
    said = shown(folder, "stale", "few.yaml", "--as-of", "2026-02-24", NO_COLOR="1")
    row = next(line for line in said.splitlines() if "few.yaml:5" in line)
    cells = [cell.strip() for cell in row.strip("│ ").split("│")]
    assert cells[:3] == ["few.yaml:5", "review", "Visit"]
    assert cells[3].startswith("to be looked at again on 1 February 2026")


def test_severities_are_in_colour_unless_it_is_not_wanted(folder: Path) -> None:
    coloured = shown(folder, "check", "few.yaml")
    assert "few.yaml:3:5: \x1b[33m\x1b[1mwarning[no-source]\x1b[0m: " in coloured
    assert "\x1b" not in shown(folder, "check", "few.yaml", NO_COLOR="1")
    assert "\x1b" not in shown(folder, "check", "few.yaml", TERM="dumb")


def test_progress_is_shown_when_there_are_more_than_a_few(folder: Path) -> None:
    said = shown(folder, "build", "--as-of", "2026-02-24")
    assert "/7" in said
    assert "brief-" in said
    assert "--:--" in said  # the time left, which is not known yet
    assert "/1" not in shown(folder, "build", "few.yaml", "--as-of", "2026-02-24")


def test_what_is_typed_is_not_taken_for_markup(folder: Path) -> None:
    text = HEAD + "  one:\n    title: '[bold]Norway[/bold]'\n"
    (folder / "few.yaml").write_text(text, encoding="utf-8")
    assert "[bold]Norway[/bold]" in shown(folder, "list", "few.yaml", NO_COLOR="1")
