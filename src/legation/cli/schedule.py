"""`legation schedule`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from legation.cli.options import in_words, path_argument
from legation.cli.printing import print_diagnostics

if TYPE_CHECKING:
    from datetime import datetime

    from legation.building.scheduling.task import Standing, Task


@click.group("schedule")
def command() -> None:
    """Have briefs issued every week, by this computer's own scheduler.

    What is run is `legation run`. The scheduler is the user's own systemd, or cron where there is none; on
    Windows, Task Scheduler.
    """


@command.command("install")
@path_argument
@click.option(
    "--weekly",
    metavar="DAY TIME",
    nargs=2,
    required=True,
    help="When: mon 06:00, for every Monday at six in the morning.",
)
@click.option(
    "--timezone",
    metavar="ZONE",
    help="Where it is that time: Asia/Baku. Default: the chronology's own.",
)
@click.option(
    "--print", "printing", is_flag=True, help="Print what would be installed; install nothing."
)
@click.option(
    "--for",
    "scheduler",
    type=click.Choice(["systemd", "cron", "windows"]),
    help="With --print, for which scheduler. Default: systemd.",
)
def install(
    path: str, weekly: tuple[str, str], timezone: str | None, printing: bool, scheduler: str | None
) -> None:
    """Have `legation run` called every week for a chronology.

    PATH is the chronology; events.yaml by default. What was installed for it before is replaced. A time that
    a time zone skips, or has twice, when clocks are changed is refused, with better ones.
    """
    if scheduler and not printing:
        raise click.UsageError("--for needs --print: this computer's own scheduler is found")
    from legation.building.scheduling import installing

    planned = _plan(path, weekly, timezone)
    if printing:
        text, notes = installing.printed(planned, scheduler or "systemd")
        # As UTF-8, for schedulers read that, whatever the console shows.
        click.echo(text.encode(), nl=False)
    else:
        standing, notes = installing.install(planned)
        click.echo("\n".join(_lines(standing)))
    print_diagnostics(notes)


@command.command("status")
@path_argument
def status(path: str) -> None:
    """Say when a run is due next, and how the last one went.

    PATH is the chronology; events.yaml by default. The exit status is 1 when nothing is scheduled for it.
    """
    from legation.building.running.telling import told
    from legation.building.scheduling.installing import last_run, standing

    found, run = standing(path), last_run(path)
    click.echo("\n".join(_lines(found)) if found else f"nothing is scheduled for {path}{_why()}")
    if run:
        click.echo(f"logged: {next(told(run))}")
    sys.exit(0 if found else 1)


@command.command("remove")
@path_argument
def remove(path: str) -> None:
    """Take the weekly run of a chronology away.

    PATH is the chronology, which need not be there any more; events.yaml by default. Where nothing is
    scheduled for it, that is said, with exit status 0.
    """
    from legation.building.scheduling import installing

    removed = installing.remove(path)
    done = "nothing is scheduled any more" if removed else "nothing was scheduled"
    click.echo(f"{done} for {path}{'' if removed else _why()}")


def _why() -> str:
    """Why nothing is scheduled, where nothing can be."""
    from legation.building.scheduling.installing import NO_SCHEDULER, answering

    return "" if answering() else f": {NO_SCHEDULER}"


def _plan(path: str, weekly: tuple[str, str], timezone: str | None) -> Task:
    """What is to be done, or what is mistyped in the command."""
    from legation.building.scheduling.installing import plan
    from legation.building.scheduling.timing import TimingError

    try:
        return plan(path, *weekly, timezone)
    except TimingError as error:
        option = "--timezone" if error.timezone else "--weekly"
        raise click.BadParameter(in_words(error), param_hint=option) from None


def _lines(standing: Standing) -> Iterator[str]:
    """How it stands, a line for each thing that is known."""
    from legation.building.plan import now

    weekly = standing.weekly
    yield f"{weekly}, by {standing.by} ({standing.name})"
    if standing.active:
        yield f"next: {_told(weekly.next(now()))}"
    else:
        yield "next: none, for it was stopped: install it again"
    if standing.last:
        outcome = f": {standing.outcome}" if standing.outcome else ""
        yield f"last: {_told(standing.last.astimezone(weekly.next(now()).tzinfo))}{outcome}"


def _told(moment: datetime) -> str:
    """A moment in words: `Monday 2 March 2026 at 06:00`."""
    from legation.building.scheduling.timing import DAYS
    from legation.model.date_points import spelt

    return f"{DAYS[moment.weekday()]} {spelt(moment.date())} at {moment:%H:%M}"
