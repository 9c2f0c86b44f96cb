"""The commands of legation, as Markdown: what each prints for `--help`."""

from __future__ import annotations

from click.testing import CliRunner

from legation.cli import main
from legation.cli.group import COMMANDS


def markdown() -> str:
    """The help of legation and of each command, under a heading of its own."""
    return "\n".join(_section(*command) for command in ((), *((name,) for name in COMMANDS)))


def _section(*command: str) -> str:
    result = CliRunner(env={"COLUMNS": "80"}).invoke(
        main, [*command, "--help"], prog_name="legation"
    )
    return f"## `{' '.join(['legation', *command])}`\n\n```text\n{result.output}```\n"
