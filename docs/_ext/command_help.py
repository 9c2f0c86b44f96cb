"""The commands of legation, as Markdown: what each prints for `--help`."""

from __future__ import annotations

from collections.abc import Iterator

import click
from click.testing import CliRunner

from legation.cli import main


def markdown() -> str:
    """The help of legation, of each command, and of the commands within it, each under a heading."""
    with click.Context(main) as context:
        return "\n".join(map(_section, _names(main, context, ())))


def _names(
    command: click.Command, context: click.Context, names: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    yield names
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            within = command.get_command(context, name)
            assert within is not None
            yield from _names(within, context, (*names, name))


def _section(names: tuple[str, ...]) -> str:
    result = CliRunner(env={"COLUMNS": "80"}).invoke(main, [*names, "--help"], prog_name="legation")
    return f"## `{' '.join(['legation', *names])}`\n\n```text\n{result.output}```\n"
