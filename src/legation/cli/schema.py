"""`legation schema`."""

from __future__ import annotations

from pathlib import Path

import click

from legation.cli.options import PlaceType


@click.command("schema")
@click.option(
    "-o", "--output", metavar="FILE", type=PlaceType("a file"), help="Write it to a file instead."
)
def command(output: str | None) -> None:
    """Print the JSON Schema of chronologies, for editors.

    An editor with the YAML language server completes and checks a chronology that begins with the line
    "# yaml-language-server: $schema=events.schema.json".
    """
    from legation.building.disk.files import write_together
    from legation.building.schema import schema_text

    if output is None:
        click.echo(schema_text(), nl=False)
        return
    target = Path(output)
    contents = {target.name: schema_text().encode()}
    write_together(target.parent, str(target.parent), contents, "--output FOLDER/FILE")
