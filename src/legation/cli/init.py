"""`legation init`."""

from __future__ import annotations

from pathlib import Path

import click

from legation.cli.options import PlaceType


@click.command("init")
@click.argument("folder", type=PlaceType("a folder"))
def command(folder: str) -> None:
    """Start a chronology of your own in a folder.

    Writes a small chronology to change, a template and a theme, the schema for editors, and a .gitignore.
    A file that is there already is never written over: then nothing is written at all.
    """
    from legation.building.start import start

    for path in start(Path(folder), folder):
        click.echo(path)
    click.echo(f'\nWrite over events.yaml, then: legation build "{Path(folder, "events.yaml")}"')
