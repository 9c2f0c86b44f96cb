"""`legation check`."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from legation.cli.options import path_argument, strict_option
from legation.cli.printing import print_diagnostics, tally
from legation.diagnostics import Diagnostic


@click.command("check")
@path_argument
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to say it: for people, or for programs as a JSON list on standard output.",
)
@strict_option
def command(path: str, style: str, strict: bool) -> None:
    """Say what is amiss in a chronology.

    PATH is a YAML file, or a folder of them read as one; events.yaml by default. Every problem is told as
    FILE:LINE:COLUMN, with a hint on how to mend it. The exit status is 1 when there are errors.
    """
    from legation.building.run import check

    report = check(path)
    if style == "json":
        click.echo(json.dumps([_plain(diagnostic) for diagnostic in report], indent=2))
    else:
        print_diagnostics(report)
        click.echo(f"{path}: {tally(report) or 'nothing amiss'}")
    sys.exit(1 if report.failed or (strict and tally(report)) else 0)


def _plain(diagnostic: Diagnostic) -> dict[str, Any]:
    position = diagnostic.position
    return {
        "file": position.file if position else None,
        "line": position.line or None if position else None,
        "column": position.column or None if position else None,
        "severity": str(diagnostic.severity),
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
