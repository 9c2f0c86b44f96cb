"""`legation stale`."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from legation.cli.options import (
    PlaceType,
    as_of_option,
    brief_option,
    path_argument,
    unknown_brief,
)
from legation.cli.printing import on_terminal, print_diagnostics, print_table
from legation.diagnostics import counted

if TYPE_CHECKING:
    from legation.building.stale import Staleness
    from legation.model.ages import Age
    from legation.model.reminders import Reminder


class AgeType(click.ParamType["Age"]):
    """A span of time: `90 days`, `12 months`, `2 years`, or for short `90d`, `12m`, `2y`."""

    name = "age"

    def convert(
        self, value: str | Age, param: click.Parameter | None, ctx: click.Context | None
    ) -> Age:
        """The span that was typed.

        Raises:
            click.BadParameter: It is none; the message says what to type.
        """
        from legation.model.ages import AgeError, read_age

        if not isinstance(value, str):
            return value
        try:
            return read_age(value)
        except AgeError as error:
            self.fail(str(error), param, ctx)


@click.command("stale")
@path_argument
@brief_option("Only what this brief selects, and the people that it names.")
@as_of_option("The day from which to look. Default: today in the chronology's time zone.")
@click.option(
    "--older-than",
    metavar="AGE",
    type=AgeType(),
    default="12 months",
    show_default=True,
    help="How old figures may be, and what confirms an office: 90 days, 12 months, 2 years.",
)
@click.option(
    "--ahead",
    metavar="AGE",
    type=AgeType(),
    default="30 days",
    show_default=True,
    help="How far to look ahead for dates, anniversaries and reviews.",
)
@click.option(
    "--ics",
    metavar="FILE",
    type=PlaceType("a file, such as reminders.ics"),
    help="Also write what has days to a calendar: dates ahead, anniversaries, reviews.",
)
@click.option("--json", "plain", is_flag=True, help="Print a JSON list, for programs.")
def command(
    path: str,
    brief: str | None,
    as_of: date | None,
    older_than: Age,
    ahead: Age,
    ics: str | None,
    plain: bool,
) -> None:
    """Say what to look at again, and what is soon to come.

    PATH is a YAML file, or a folder of them read as one; events.yaml by default. Told are items and offices
    past their `review` date, old figures, offices that nothing confirms, planned events whose outcome is not
    recorded, dates ahead and round anniversaries. The exit status is 0 whether or not there is any, and 1
    when something in the chronology cannot be read.
    """
    from legation.building.plan import UnknownBriefError
    from legation.building.stale import stale

    try:
        found = stale(
            path, brief=brief, as_of=as_of, older_than=older_than, ahead=ahead, calendar=ics
        )
    except UnknownBriefError as error:
        raise unknown_brief(error) from None
    print_diagnostics(found.report)
    if ics and found.calendar is None:
        click.echo(f"{ics}: not written", err=True)
    if plain:
        click.echo(json.dumps([_plain(each) for each in found.reminders], indent=2))
    else:
        _print(found, path)
        if found.calendar is not None:
            click.echo(f"{ics}: {counted(found.dates, 'date')}")
    sys.exit(found.status)


def _print(found: Staleness, path: str) -> None:
    """Say what was found: a table on a terminal, else a line for each."""
    if on_terminal(sys.stdout) and found.reminders:
        rows = [(_place(each), each.kind, each.title, each.words) for each in found.reminders]
        print_table(("Where", "", "What", ""), rows)
    else:
        for each in found.reminders:
            click.echo(f"{_place(each)}: {each.kind}: {each.title}: {each.words}")
    if not found.reminders and not found.status:
        click.echo(f"{path}: nothing to look at again, and nothing ahead")


def _place(reminder: Reminder) -> str:
    """Where it was typed, as FILE:LINE."""
    return reminder.position.place if reminder.position else ""


def _plain(reminder: Reminder) -> dict[str, Any]:
    place = reminder.position
    return {
        "file": place.file if place else None,
        "line": place.line or None if place else None,
        "kind": str(reminder.kind),
        "id": reminder.id or None,
        "title": reminder.title,
        "words": reminder.words,
        "from": reminder.begins.isoformat() if reminder.begins else None,
        "to": reminder.ends.isoformat() if reminder.ends else None,
        "exact": reminder.exact if reminder.begins else None,
    }
