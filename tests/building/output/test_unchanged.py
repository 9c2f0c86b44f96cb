"""Where nothing has changed, that is found without reading the chronology; where anything has, it is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legation.building.disk import inputs
from legation.building.output import unchanged
from legation.cli import main

CHRONOLOGY = """\
title: Our relations
timezone: Asia/Baku
events:
  - {date: 2024-08-23, title: Visit to Oslo, parties: [GB, NO]}
  - {date: 2024-08-24, title: Visit to Rome, parties: [GB, IT], sources: A report}
briefs:
  norway: {parties: [GB, NO], formats: [text, pdf], bottom-line: All is well.}
  italy: {parties: [GB, IT], formats: text}
"""
BUILD = ("build", "--as-of", "2026-02-24")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "events.yaml").write_text(CHRONOLOGY, encoding="utf-8")
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "theme.yaml").write_text("colours: {accent: 1F3A5F}\n", encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def is_found(*arguments: str) -> bool:
    """Whether a build finds all as it was, without reading: it is made to fail where it reads."""
    code = (
        "import sys; sys.modules['pydantic'] = None\n"
        "from legation.cli import main\n"
        f"main({list(arguments)!r})"
    )
    return not subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False
    ).returncode


def test_what_is_said_is_said_again(folder: Path) -> None:
    first = run(*BUILD)
    second = run(*BUILD)
    assert "warning[no-source]" in first.stderr
    assert second.stderr == first.stderr
    assert second.stdout == first.stdout.replace(": built", ": unchanged")
    assert second.exit_code == 0
    assert is_found(*BUILD)


def edited(path: str, before: str, after: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        assert before in text
        (folder / path).write_text(text.replace(before, after), encoding="utf-8")

    return edit


def written(path: str, data: bytes = b"") -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)

    return write


def overwritten(folder: Path) -> None:
    """Other bytes, of the same size, and of the same time as far as that can be feigned."""
    path = folder / "output" / "italy.text"
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    path.write_bytes(path.read_bytes().replace(b"Rome", b"Oslo"))
    os.utime(path, ns=times)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(edited("events.yaml", "Oslo", "Bergen"), id="an event"),
        pytest.param(edited("templates/theme.yaml", "1F3A5F", "3F3A5F"), id="the theme"),
        pytest.param(written("templates/own.md.j2", b"# Own"), id="a template more"),
        pytest.param(written("templates/reference.docx"), id="a letterhead"),
        pytest.param(written("briefs/norway.md", b"## Points\n"), id="the text of a brief"),
        pytest.param(lambda f: (f / "output/italy.text").unlink(), id="a file that is gone"),
        pytest.param(lambda f: (f / "output/STATUS.txt").unlink(), id="a status that is gone"),
        pytest.param(written("output/norway.pdf", b"%PDF"), id="a file that was cut off"),
        pytest.param(overwritten, id="a file that was changed"),
        pytest.param(written("output/.legation/journal.jsonl"), id="a build that did not end"),
        pytest.param(written("output/.legation/last.json", b"{}"), id="nothing kept in mind"),
        pytest.param(written("output/.legation/last.json", b"[" * 99999), id="nonsense kept"),
    ],
)
def test_whatever_changes_is_seen(folder: Path, change: Callable[[Path], None]) -> None:
    run(*BUILD)
    assert is_found(*BUILD)
    change(folder)
    assert not is_found(*BUILD)


def test_a_file_that_a_theme_names_is_seen_to_change(folder: Path) -> None:
    from word import png

    logo = folder / "elsewhere.png"
    logo.write_bytes(png(40, 20))
    theme = folder / "templates" / "theme.yaml"
    theme.write_text("logo: ../elsewhere.png\n", encoding="utf-8")
    assert run(*BUILD).exit_code == 0
    assert is_found(*BUILD)
    logo.write_bytes(png(40, 30))
    assert not is_found(*BUILD)


@pytest.mark.parametrize(
    "other",
    [
        ("build", "--as-of", "2026-02-25"),
        ("build",),
        (*BUILD, "--brief", "norway"),
        (*BUILD, "--format", "text"),
        (*BUILD, "--strict"),
        (*BUILD, "--draft"),
        (*BUILD, "--force"),
        (*BUILD, "--explain"),
        (*BUILD, "--replace"),
        (*BUILD, "--output", "elsewhere"),
        (*BUILD, "--shard", "1/2"),
    ],
    ids=" ".join,
)
def test_what_is_asked_for_is_not_what_was(folder: Path, other: tuple[str, ...]) -> None:
    run(*BUILD)
    assert not is_found(*other)
    assert is_found(*BUILD)


def test_a_folder_of_files_is_looked_through(folder: Path) -> None:
    (folder / "events.yaml").rename(folder / "one.yaml")
    assert run("build", ".", "--as-of", "2026-02-24").exit_code == 0
    assert is_found("build", ".", "--as-of", "2026-02-24")
    (folder / "two.yaml").write_text("events: []\n", encoding="utf-8")
    assert not is_found("build", ".", "--as-of", "2026-02-24")


def test_a_build_that_failed_is_not_kept_in_mind(folder: Path) -> None:
    edited("events.yaml", "2024-08-23", "2024-08-32")(folder)
    assert run(*BUILD).exit_code == 3
    assert run(*BUILD).exit_code == 3
    assert not is_found(*BUILD)


def test_it_holds_for_the_day_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("build").exit_code == 0
    asked = unchanged.asking("events.yaml", [], [], "output", None, None, False, False, None)
    begin, end = json.loads((folder / "output/.legation/last.json").read_text())["span"]
    assert unchanged.said_last("output", asked)
    assert end - begin == 24 * 3600
    assert begin <= time.time() < end
    for moment, found in ((begin, True), (end - 1, True), (end, False), (begin - 1, False)):
        monkeypatch.setattr(time, "time", lambda moment=moment: moment)
        assert bool(unchanged.said_last("output", asked)) is found


def test_what_was_built_before_an_issue_is_built_anew(folder: Path) -> None:
    run(*BUILD)
    assert is_found(*BUILD)
    assert run("issue", "--as-of", "2026-02-24", "--brief", "italy").exit_code == 0
    assert not is_found(*BUILD)
    assert run(*BUILD).exit_code == 0
    assert is_found(*BUILD)
    assert not is_found(*BUILD, "--since", "none")


def test_another_version_builds_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(*BUILD)
    monkeypatch.setattr(unchanged, "__version__", "99.0")
    asked = unchanged.asking(
        "events.yaml", [], [], "output", "2026-02-24", None, False, False, None
    )
    assert unchanged.said_last("output", asked) is None


def test_what_is_not_there_has_no_hash(tmp_path: Path) -> None:
    found = inputs.hashed(str(tmp_path / "events.yaml"))
    assert found[str(tmp_path / "events.yaml")] == ""
    assert inputs.hash_of(str(tmp_path)) == ""
    with pytest.raises(OSError, match="No such file"):
        inputs.stamp(str(tmp_path / "nothing"))


def test_little_is_imported(folder: Path) -> None:
    """No more than click and what every Python has."""
    run(*BUILD)
    code = (
        "import sys\nfrom legation.cli import main\n"
        f"try: main({list(BUILD)!r})\nexcept SystemExit as end: assert not end.code\n"
        "print('loaded:', *sorted({m.partition('.')[0] for m in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.rpartition("loaded:")[2].split())
    heavy = {"pydantic", "msgspec", "yaml", "pendulum", "babel", "jinja2", "reportlab", "rich"}
    assert loaded.isdisjoint(heavy | {"docx", "lxml", "pathlib", "asyncio", "multiprocessing"})
