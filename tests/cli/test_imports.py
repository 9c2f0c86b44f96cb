"""What commands import: little, for imports are most of the time that a small build takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "babel",
    "distributed",
    "docx",
    "jinja2",
    "lxml",
    "markdown_it",
    "pendulum",
    "pypdfium2",
    "reportlab",
    "rich",
    "uharfbuzz",
    "watchfiles",
)
READING = ("pydantic", "yaml")

CHRONOLOGY = """\
title: Our relations
events:
  - date: 2024-08-23
    title: Visit to Oslo
    parties: [GB, {party}]
    sources: {{title: A report, language: az}}
"""


def imported(code: str, folder: Path) -> set[str]:
    """The packages that are loaded after the code has run, in a Python of its own."""
    code = f"import sys\n{code}\nprint('\\nloaded:', *sorted({{m.partition('.')[0] for m in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rpartition("loaded:")[2].split())


def after(*arguments: str) -> str:
    return f"from legation.cli import main\ntry: main({arguments!r})\nexcept SystemExit: pass"


def test_the_package_imports_nothing(tmp_path: Path) -> None:
    loaded = imported("import legation; dir(legation)", tmp_path)
    assert loaded.isdisjoint({*HEAVY, *READING, "click"})


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["build", "--help"],
        ["check", "--help"],
        ["clear", "--help"],
        ["timeline", "--help"],
        ["init", "--help"],
        ["stale", "--help"],
        ["status", "--help"],
        ["watch", "--help"],
        ["buidl"],
    ],
)
def test_help_imports_click_only(arguments: list[str], tmp_path: Path) -> None:
    loaded = imported(after(*arguments), tmp_path)
    assert loaded.isdisjoint({*HEAVY, *READING})


@pytest.mark.parametrize(("party", "more"), [("NO", set()), ("Norway", {"babel"})])
def test_check_imports_no_writer(party: str, more: set[str], tmp_path: Path) -> None:
    (tmp_path / "events.yaml").write_text(CHRONOLOGY.format(party=party), encoding="utf-8")
    # pendulum tells which day it is.
    assert imported(after("check"), tmp_path) & set(HEAVY) == {"pendulum", *more}


def test_status_reads_no_chronology(tmp_path: Path) -> None:
    (tmp_path / "events.yaml").write_text(CHRONOLOGY.format(party="NO"), encoding="utf-8")
    imported(after("build", "--format", "text", "--as-of", "2026-02-24"), tmp_path)
    assert imported(after("status"), tmp_path).isdisjoint({*HEAVY, "yaml"})


def test_text_imports_neither_layout_nor_fonts(tmp_path: Path) -> None:
    (tmp_path / "events.yaml").write_text(CHRONOLOGY.format(party="NO"), encoding="utf-8")
    loaded = imported(after("build", "--format", "text", "--as-of", "2026-02-24"), tmp_path)
    assert loaded.isdisjoint({"docx", "lxml", "reportlab", "rich", "uharfbuzz"})
    assert "jinja2" in loaded


def test_one_format_does_not_import_the_others_writer(tmp_path: Path) -> None:
    (tmp_path / "events.yaml").write_text(CHRONOLOGY.format(party="NO"), encoding="utf-8")
    docx = imported(after("build", "--format", "docx", "--as-of", "2026-02-24"), tmp_path)
    assert docx.isdisjoint({"reportlab", "rich"})
    pdf = imported(after("build", "--format", "pdf", "--as-of", "2026-02-24"), tmp_path)
    assert pdf.isdisjoint({"docx", "lxml", "rich"})
