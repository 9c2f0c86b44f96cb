"""`legation history`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from legation.cli.options import brief_option, path_argument
from legation.cli.printing import on_terminal, print_diagnostics, print_table
from legation.diagnostics import Report

if TYPE_CHECKING:
    from legation.building.issues.history import Recalled


@click.command("history")
@path_argument
@brief_option("Tell of this brief only.")
@click.option("--json", "as_json", is_flag=True, help="Tell it to programs, as a JSON list.")
def command(path: str, brief: str, as_json: bool) -> None:
    """List what was issued.

    PATH is the chronology; events.yaml by default. For each issue, and each addendum to one: its reference,
    the day that it speaks from, when it was issued, what it changed, and its files, with what has become of
    them since; with a tab between them where the output is not a terminal. The exit status is 1 when an
    issue cannot be read.
    """
    from legation.building.issues.history import history, open_register, recall
    from legation.building.issues.lost import Lost

    report = Report()
    register = open_register(path)
    lost = Lost(register)
    recalled = [
        recall(register, issue, report, lost) for issue in history(path, brief=brief, report=report)
    ]
    print_diagnostics(report)
    if as_json:
        click.echo(json.dumps([_plain(each) for each in recalled], indent=2, ensure_ascii=False))
    elif recalled:
        _print(recalled)
    elif not len(report):
        click.echo("nothing was issued yet: legation issue")
    sys.exit(1 if report.failed else 0)


def _plain(recalled: Recalled) -> dict[str, object]:
    """An issue, but for all that it said."""
    told = recalled.plain()
    return {key: told[key] for key in told if key not in {"edition", "inputs"}}


def _print(recalled: list[Recalled]) -> None:
    rows = [row for each in recalled for row in _rows(each)]
    if on_terminal(sys.stdout):
        print_table(("Issue", "As of", "Issued", "What it changed", "Files"), rows)
    else:
        for row in rows:
            click.echo("\t".join(row).replace("\n", ", "))


def _rows(recalled: Recalled) -> Iterator[tuple[str, ...]]:
    """A row for an issue, and one for each addendum to it."""
    from legation.building.issues.showing import clean, moment
    from legation.composing.telling import summary
    from legation.model.date_points import spelt

    issue = recalled.issue
    files = (
        file.name + (f" ({recalled.states[format_]})" if recalled.states[format_] else "")
        for format_, file in issue.files.items()
    )
    day, time = spelt(issue.as_of), moment(issue.issued)
    yield issue.reference, day, clean(time), recalled.news, "\n".join(files)
    for added in recalled.addenda:
        day, time = spelt(added.as_of), moment(added.issued)
        names = "\n".join(file.name for file in added.files.values())
        yield added.symbol, day, clean(time), summary(added.changes), names
