"""First steps: five lines, a folder of files, the command line as a module."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from editions import AS_OF, SAMPLE, Edition, build
from extraction import difference, folded
from legation import check

FIVE_LINES = """\
title: Our relations with Norway
events:
  - date: 23 August 2024
    title: Visit to Oslo
    sources: The Oslo Gazette
"""


def says(edition: Edition, *words: str) -> None:
    """Both files say the words, one after another, and say the same."""
    assert not difference(edition.word_pieces, edition.pages)
    text, place = folded("\n".join(piece.words for piece in edition.word_pieces)), 0
    for each in words:
        place = text.index(each, place)


def test_five_lines_are_a_chronology(tmp_path: Path) -> None:
    path = tmp_path / "norway.yaml"
    path.write_text(FIVE_LINES, encoding="utf-8")
    edition = build(path, tmp_path)["norway"]
    timeline = "Timeline, as of 22 November 2026", "23 August 2024", "Visit to Oslo"
    row = "Chronology", "23 August 2024", "Visit to Oslo", "[1]"
    says(
        edition, "Our relations with Norway", *timeline, *row, "Sources", "[1]", "The Oslo Gazette"
    )


def test_a_folder_is_a_chronology(tmp_path: Path) -> None:
    folder = tmp_path / "relations"
    folder.mkdir()
    (folder / "1-head.yaml").write_text("title: Our relations\n", encoding="utf-8")
    for name, day, title in (("9-norway", 23, "Visit to Oslo"), ("5-italy", 24, "Visit to Rome")):
        event = f"events:\n  - date: 2024-08-{day}\n    title: {title}\n    sources: A paper\n"
        (folder / f"{name}.yaml").write_text(event, encoding="utf-8")
    edition = build(folder, tmp_path)["relations"]
    chronology = "Chronology", "23 August 2024", "Visit to Oslo", "24 August 2024", "Visit to Rome"
    says(edition, "Our relations", *chronology)


def test_the_module_is_the_command(tmp_path: Path) -> None:
    (tmp_path / "events.yaml").write_text(FIVE_LINES, encoding="utf-8")
    command = [sys.executable, "-m", "legation", "build", "--as-of", AS_OF.isoformat()]
    environment = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    names = sorted(path.name for path in (tmp_path / "output").glob("[!.]*"))
    assert names == ["STATUS.txt", "events.docx", "events.pdf"]
    assert (tmp_path / "output" / "events.pdf").read_bytes() == build(
        tmp_path / "events.yaml", tmp_path / "again"
    )["events"].pdf


def test_the_sample_has_no_problem() -> None:
    assert list(check(SAMPLE)) == []
