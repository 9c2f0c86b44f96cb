"""The command line where it is run: consoles, pipes, shells, mistakes of our own."""

from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from legation.building import run
from legation.building.schema import schema_text
from legation.cli import group, main
from legation.cli.build import command as build_command
from legation.model.brief import Format

CHRONOLOGY = """\
title: Our relations
briefs:
  norway: {title: Əliyev in Norway}
  nauru: {title: Nauru}
"""


def legation(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m legation` in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "legation", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "events.yaml").write_text(CHRONOLOGY, encoding="utf-8")
    return tmp_path


def test_the_module_is_the_command(tmp_path: Path) -> None:
    done = legation("--version", cwd=tmp_path)
    assert done.stdout.decode().split() == ["legation", importlib.metadata.version("legation")]
    assert legation("check", cwd=tmp_path).returncode == 1
    assert legation("biuld", cwd=tmp_path).returncode == 2


def test_every_command_is_listed_as_it_describes_itself() -> None:
    with click.Context(main) as context:
        for name, words in group.COMMANDS.items():
            command = main.get_command(context, name)
            assert command is not None
            assert command.name == name
            assert (command.help or "").partition("\n")[0] == words


def test_the_formats_offered_are_those_there_are() -> None:
    option = next(p for p in build_command.params if p.name == "formats")
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == [str(format_) for format_ in Format]


def test_a_console_without_the_letters_shows_question_marks(folder: Path) -> None:
    done = legation("list", cwd=folder, PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"norway\t?liyev in Norway\t" in done.stdout


def test_a_reader_that_goes_away_is_no_trouble(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "legation", "schema"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait(timeout=60)


def test_the_schema_goes_to_a_file_or_the_console(tmp_path: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(main, ["schema"]).stdout == schema_text()
    target = tmp_path / "s.json"
    assert runner.invoke(main, ["schema", "-o", str(target)]).stdout == ""
    assert target.read_text(encoding="utf-8") == schema_text()
    (tmp_path / "flat").write_text("", encoding="utf-8")
    failed = runner.invoke(main, ["schema", "-o", str(tmp_path / "flat" / "s.json")])
    assert failed.exit_code == 1
    assert "error[output]: there is a file where a folder is wanted" in failed.stderr


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_mistake_of_our_own_is_one_line_and_a_hint(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where nothing was built, which would be found unchanged

    def failing(*_: object, **__: object) -> None:
        raise ZeroDivisionError("no one foresaw this")

    monkeypatch.setattr(run, command, failing)
    monkeypatch.delenv("LEGATION_DEBUG", raising=False)
    result = CliRunner().invoke(main, [command])
    assert result.exit_code == 1
    assert result.stderr == (
        "error[internal]: legation itself failed (ZeroDivisionError: no one foresaw this)\n"
        "  hint: please report it, with what this prints: set LEGATION_DEBUG=1, then run it again\n"
    )
    monkeypatch.setenv("LEGATION_DEBUG", "1")
    assert isinstance(CliRunner().invoke(main, [command]).exception, ZeroDivisionError)


@pytest.mark.parametrize(
    ("words", "position", "completed"),
    [
        ("legation build --brief n", 3, ["norway", "nauru"]),
        ("legation build --brief no", 3, ["norway"]),
        ("legation build nowhere.yaml --brief n", 4, []),
        ("legation che", 1, ["check"]),
        ("legation build --format d", 3, ["docx"]),
    ],
)
def test_the_shell_completes(folder: Path, words: str, position: int, completed: list[str]) -> None:
    done = legation(
        cwd=folder,
        _LEGATION_COMPLETE="bash_complete",
        COMP_WORDS=words,
        COMP_CWORD=str(position),
    )
    assert done.stderr == b""
    assert done.stdout.decode().split() == [f"plain,{word}" for word in completed]


def test_json_is_ascii_so_that_any_pipe_carries_it(folder: Path) -> None:
    (folder / "events.yaml").write_text("title: x\nəvents: []\n", encoding="utf-8")
    done = legation("check", "--format", "json", cwd=folder, PYTHONIOENCODING="cp1252")
    assert done.stdout.isascii()
    assert json.loads(done.stdout)[0]["message"] == "there is no key `əvents` here"
