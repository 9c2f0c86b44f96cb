"""Transcripts: what was typed, in which folder, and what legation answered.

Each `*.txt` beside this file says in a few words what it shows, then gives the files of a folder, each
under a line `--- NAME`, then the commands, each under `$ `, with what they print: stderr after `! `, and
last the exit status, such as `[1]`, where it is not 0. Beside `legation` there are `ls FOLDER` and
`cat FILE`. Run pytest with --update-golden to write the answers anew; then read them.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner

from legation.cli import main
from legation.reading.templates import packaged

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.txt"))
ENVIRONMENT = {"COLUMNS": "80", "LEGATION_DEBUG": None, "SOURCE_DATE_EPOCH": "1771936800"}
"""It is 24 February 2026, 12:40 UTC."""


@dataclass
class Transcript:
    """A transcript, read."""

    about: str
    files: dict[str, str] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, text: str) -> Transcript:
        about, *parts = re.split(r"^(?=--- |\$ )", text, flags=re.MULTILINE)
        transcript = cls(about)
        for part in parts:
            first, _, rest = part.partition("\n")
            if first.startswith("$ "):
                transcript.commands.append(first[2:])
            else:
                transcript.files[first[4:]] = rest.rstrip("\n") + "\n" if rest.strip() else ""
        return transcript

    def played(self, folder: Path) -> str:
        """The transcript with what the commands print now."""
        for name, content in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8", newline="\n")
        parts = [f"--- {name}\n{content}" for name, content in self.files.items()]
        parts += [f"$ {command}\n{run(command, folder)}" for command in self.commands]
        return "\n".join([self.about.rstrip("\n") + "\n", *parts])


def run(command: str, folder: Path) -> str:
    """What a command prints, as a transcript shows it."""
    name, *arguments = shlex.split(command)
    if name == "ls":
        listed = sorted(path.name for path in (folder / arguments[0]).iterdir())
        return "".join(f"{name}\n" for name in listed if name != ".legation")
    if name == "cat":
        return (folder / arguments[0]).read_text(encoding="utf-8")
    assert name == "legation"
    result = CliRunner(env=ENVIRONMENT).invoke(main, arguments, prog_name="legation")
    stderr = "".join(f"! {line}\n" for line in result.stderr.splitlines())
    status = f"[{result.exit_code}]\n" if result.exit_code else ""
    printed = stderr + result.stdout + status
    return re.sub(
        r"[ \t]+$", "", printed.replace(str(packaged()), "<templates>"), flags=re.MULTILINE
    )


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    transcript = Transcript.read(path.read_text(encoding="utf-8"))
    assert transcript.about.strip(), "a transcript says what it shows"
    played = transcript.played(tmp_path)
    assert "error[internal]" not in played, "a mistake of our own is nothing to record"
    golden(path, played)
