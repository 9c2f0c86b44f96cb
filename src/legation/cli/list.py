"""`legation list`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from legation.cli.options import path_argument
from legation.cli.printing import on_terminal, print_diagnostics, print_table
from legation.diagnostics import Report


@click.command("list")
@path_argument
def command(path: str) -> None:
    """List the briefs of a chronology.

    PATH is a YAML file, or a folder of them read as one; events.yaml by default. For each brief: its id,
    title, parties, template and formats, with a tab between them where the output is not a terminal.
    """
    from legation.reading.chronology import read_chronology

    report = Report()
    chronology = read_chronology(Path(path), path, report).chronology
    print_diagnostics(report)
    if chronology is None:
        sys.exit(1)
    rows = [
        (name, b.title or "", ", ".join(b.parties), b.template, ", ".join(b.formats))
        for name, b in chronology.briefs.items()
    ]
    if on_terminal(sys.stdout):
        print_table(("Brief", "Title", "Parties", "Template", "Formats"), rows)
    else:
        for row in rows:
            click.echo("\t".join(row))
