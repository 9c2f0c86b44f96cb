"""`legation clear`."""

from __future__ import annotations

from datetime import date

import click

from legation.cli.options import DayType, complete_brief, in_words, path_argument
from legation.diagnostics import counted


@click.command("clear")
@click.argument("brief", shell_complete=complete_brief)
@path_argument
@click.option("--by", metavar="NAME", help="Who cleared it. Default: who did the last time.")
@click.option(
    "--on",
    metavar="DATE",
    type=DayType(),
    help="The day on which it was. Default: today in the chronology's time zone.",
)
def command(brief: str, path: str, by: str | None, on: date | None) -> None:
    """Record that the text of a brief was cleared.

    BRIEF is the brief's id. PATH is a YAML file, or a folder of them read as one; events.yaml by default.
    What is recorded, in the file that holds the brief's text, is who cleared it, when, and what it said
    and cited then. When a point or a fact that it cites changes later, `legation check` warns of it, and
    the brief says so, until the text is cleared again. Nothing else in the file is touched.
    """
    from legation.building.clear import NobodyError, clear
    from legation.model.date_points import spelt

    try:
        done = clear(brief, path, by=by, on=on)
    except NobodyError as error:
        raise click.UsageError(in_words(error)) from None
    covered = f"{counted(done.texts, 'text')}, {counted(done.items, 'item')}"
    click.echo(f"{done.position.place}: cleared by {done.by} on {spelt(done.on)}: {covered}")
