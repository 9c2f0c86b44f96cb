"""`legation show`."""

from __future__ import annotations

import json
import re

import click

from legation.cli.options import path_argument

_ADDENDUM = re.compile(r"(.+)/Add\.([1-9][0-9]{0,5})", re.ASCII)


@click.command("show")
@click.argument("issue", metavar="BRIEF/NUMBER")
@path_argument
@click.option("--json", "as_json", is_flag=True, help="Tell it to programs, as a JSON object.")
def command(issue: str, path: str, as_json: bool) -> None:
    """Tell all of an issue.

    BRIEF/NUMBER is as in norway/2026-03, of an addendum as in norway/2026-03/Add.1. PATH is the chronology;
    events.yaml by default. Told are when the brief was issued, from what, its files and what has become of
    them since, and all that it said.
    """
    from legation.building.disk.inputs import issued_folder
    from legation.building.issues.history import open_register, recall, recall_addendum
    from legation.building.issues.register import is_number
    from legation.building.issues.showing import shown

    added = _ADDENDUM.fullmatch(issue)
    brief, slash, number = (added[1] if added else issue).rpartition("/")
    if not (brief and slash and is_number(number)):
        hint = "write it as norway/2026-03; legation history lists all"
        raise click.UsageError(f"`{issue}` is not the reference of an issue: {hint}")
    register = open_register(path)
    found = register.read(brief, number)
    recalled = recall_addendum(register, found, int(added[2])) if added else recall(register, found)
    if as_json:
        click.echo(json.dumps(recalled.plain(), indent=2, ensure_ascii=False))
    else:
        click.echo(shown(recalled, issued_folder(path)), nl=False)
