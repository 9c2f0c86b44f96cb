"""`legation status`."""

from __future__ import annotations

import click

from legation.cli.options import output_option, path_argument


@click.command("status")
@path_argument
@output_option("The folder that was built to. Default: the folder `output` beside the chronology.")
def command(path: str, output: str | None) -> None:
    """Say what was built, when, and what is old or was changed.

    PATH is the chronology; events.yaml by default. Prints what STATUS.txt in the output folder says, and
    what is wrong with the files now. The exit status is 1 when nothing was built there.
    """
    from legation.building.output.status import status

    click.echo(status(path, output=output), nl=False)
