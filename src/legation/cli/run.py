"""`legation run`."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, NoReturn

import click

from legation.cli.options import (
    SPOKEN_FROM,
    as_of_option,
    in_words,
    output_option,
    path_argument,
)
from legation.cli.printing import print_diagnostics

if TYPE_CHECKING:
    from legation.diagnostics import Diagnostic


class _DueType(click.ParamType[str]):
    """When it is due every week: `mon 06:00 Asia/Baku`."""

    name = "moment"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The moment as typed.

        Raises:
            click.BadParameter: It is none.
        """
        from legation.building.scheduling.timing import TimingError, Weekly

        try:
            Weekly.read(value)
        except TimingError as error:
            self.fail(in_words(error), param, ctx)
        return value


class _KeptType(click.ParamType[str]):
    """How many days' drafts are kept, or for how long."""

    name = "kept"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The number or the age as typed.

        Raises:
            click.BadParameter: It is neither.
        """
        from legation.building.running.drafts import Kept
        from legation.model.ages import AgeError

        try:
            Kept.read(value)
        except AgeError as error:
            self.fail(f"{error}; or a number, such as 8", param, ctx)
        return value


class _UrlType(click.ParamType[str]):
    """A URL that is a secret, and so is not repeated."""

    name = "url"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The URL as typed.

        Raises:
            click.BadParameter: It is none that can be asked.
        """
        from legation.building.running.heartbeat import flaw

        if wrong := flaw(value):
            self.fail(wrong, param, ctx)
        return value


@click.command("run")
@path_argument
@output_option("Where to build. Default: the folder `output` beside the chronology.")
@as_of_option(SPOKEN_FROM)
@click.option(
    "--due",
    metavar="WHEN",
    type=_DueType(),
    help='When a new week begins: "mon 06:00 Asia/Baku". Default: Mondays, at midnight.',
)
@click.option(
    "--if-missed",
    is_flag=True,
    help="Do only what was not done this week, whatever has changed: for when a computer starts.",
)
@click.option(
    "--keep-drafts",
    metavar="KEPT",
    type=_KeptType(),
    default="8",
    help="Keep the drafts of so many days, or for so long: 8, or 90d. Default: 8.",
)
@click.option(
    "--heartbeat",
    metavar="URL",
    type=_UrlType(),
    help="Ask this when done, URL/fail if not all is well. Better set as LEGATION_HEARTBEAT.",
)
@click.option("--dry-run", is_flag=True, help="Do nothing; say what is to be expected.")
def command(
    path: str,
    output: str | None,
    as_of: date | None,
    due: str | None,
    if_missed: bool,
    keep_drafts: str,
    heartbeat: str | None,
    dry_run: bool,
) -> None:
    """Do all that is due: issue and deliver what says anything new.

    A schedule calls this. Each brief is built and verified; what says anything new is issued, and delivered
    where the chronology says to whom. What was done this week already is skipped, unless it says other
    things now. People are told on stderr what came of it, programs by one line of JSON on stdout, which is
    kept in "issued/runs.jsonl". PATH is as of build.
    """
    from legation.building.running.attend import run
    from legation.building.running.heartbeat import from_environment
    from legation.building.running.telling import told

    warnings: list[Diagnostic] = []
    if heartbeat is None:
        heartbeat, warnings = from_environment()
    with _endable():
        done = run(
            path,
            output=output,
            as_of=as_of,
            due=due,
            if_missed=if_missed,
            keep_drafts=keep_drafts,
            heartbeat=heartbeat,
            dry_run=dry_run,
        )
    with _though_full():
        print_diagnostics([*warnings, *done.report])
        click.echo("\n".join(told(done.run)), err=True)
    with _though_full():
        click.echo(done.run.line)
    sys.exit(done.status)


@contextmanager
def _endable() -> Iterator[None]:
    """Have SIGTERM end what is done as Ctrl-C does; the second of either ends the process at once."""

    def end(number: int, frame: object) -> NoReturn:
        for each in before:
            signal.signal(each, signal.SIG_DFL)
        raise KeyboardInterrupt

    before = {each: signal.signal(each, end) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextmanager
def _though_full() -> Iterator[None]:
    """Print, unless nobody takes it, as where the disk is full: what came of the run is in the log."""
    try:
        yield
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):  # which else would fail once more at the very end
            try:
                stream.flush()
            except OSError:
                os.dup2(nowhere, stream.fileno())
